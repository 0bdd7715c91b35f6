//! What was read of a Word file, as a person decides about it.

use std::collections::{BTreeMap, BTreeSet};

use factor_docx::LeftOutKind;
use factor_domain::contract::{
    MergeField, Template, TemplateForm, WordingKind, check_wording, fields_of, find_merge_field,
    likely_field,
};

use super::imported::{Imported, Sentence};
use super::make::{Decided, template, usual_opening};
use super::places::{Is, Place};
use super::rich::Look;
use super::wire::{
    ClosingFate, ImportBase, ImportClause, ImportLeftOut, ImportLeftOutKind, ImportParagraph,
    ImportPiece, ImportPlaceholder, ImportReference, OpeningFate, WordingRead,
};
use crate::contracts::preview::whole;
use crate::wordings::library::kind_name;

/// Signs before and behind a placeholder that are shown with it.
const AROUND_SIGNS: usize = 50;

/// What was decided at earlier imports, by placeholder.
pub(super) type Remembered = BTreeMap<String, Option<String>>;

/// Everything a person decides about before it is saved.
pub(super) fn shown(
    imported: &Imported,
    base: &Template,
    remembered: &Remembered,
    name: String,
) -> WordingRead {
    let opening_fate = usual_opening(imported);
    let before = u32::from(opening_fate == OpeningFate::FirstClause);
    let nothing = (BTreeMap::new(), BTreeSet::new());
    let decided = Decided {
        opening: opening_fate,
        closing: ClosingFate::LeaveOut,
        fields: &nothing.0,
        plain_references: &nothing.1,
    };
    let made = template(base, imported, &decided);
    let all = |sentences: &[Sentence]| sentences.iter().map(|one| paragraph(one, None)).collect();
    let clause = |(at, one): (usize, &super::imported::ClauseFound)| {
        let number = whole(at).saturating_add(1).saturating_add(before);
        let numbered = |(inside, sentence): (usize, &Sentence)| {
            paragraph(sentence, Some(format!("{number}.{}", inside + 1)))
        };
        let paragraphs = one.paragraphs.iter().enumerate().map(numbered).collect();
        ImportClause { number, title: one.title.clone(), paragraphs }
    };
    WordingRead {
        name,
        title: made.title.clone(),
        // A disclosure has a table that its law prescribes, and no clauses of anybody.
        bases: Template::all_built_ins()
            .filter(|one| one.form != TemplateForm::Disclosure)
            .map(import_base)
            .collect(),
        opening: all(&imported.opening),
        opening_fate,
        clauses: imported.clauses.iter().enumerate().map(clause).collect(),
        closing: all(&imported.closing),
        placeholders: placeholders(imported, base.wording_kind(), remembered),
        references: references(imported, before),
        left_out: left_out(imported),
        notes: notes(imported),
        faults: check_wording(&made),
        fields: fields_of(base.wording_kind()),
    }
}

fn import_base(template: &Template) -> ImportBase {
    ImportBase {
        wording_id: template.id.clone(),
        name: template.name.clone(),
        kind_name: kind_name(template),
    }
}

fn paragraph(sentence: &Sentence, number: Option<String>) -> ImportParagraph {
    let signs = sentence.rich.signs();
    let mut pieces: Vec<ImportPiece> = Vec::new();
    let mut places = sentence.places.iter().peekable();
    for (at, (sign, look)) in signs.iter().enumerate() {
        while places.next_if(|place| place.range.end <= at).is_some() {}
        match places.peek().filter(|place| place.range.contains(&at)) {
            Some(place) if place.range.start == at => pieces.push(piece(sentence, place)),
            Some(_) => {}
            None => push_word(&mut pieces, *sign, *look),
        }
    }
    ImportParagraph { number, pieces }
}

fn piece(sentence: &Sentence, place: &Place) -> ImportPiece {
    let signs = sentence.rich.signs().get(place.range.clone()).unwrap_or_default();
    match &place.is {
        Is::Placeholder(one) => {
            let (key, text) = (one.key.clone(), one.written.clone());
            ImportPiece::Placeholder { key, text, as_text: one.as_text.clone() }
        }
        Is::Reference(one) => {
            let text = signs.iter().map(|(sign, _)| *sign).collect();
            ImportPiece::Reference { number: one.number.clone(), text }
        }
    }
}

fn push_word(pieces: &mut Vec<ImportPiece>, sign: char, look: Look) {
    match (pieces.last_mut(), look) {
        (Some(ImportPiece::Words { text }), Look::Plain)
        | (Some(ImportPiece::Bold { text }), Look::Bold)
        | (Some(ImportPiece::Italic { text }), Look::Italic) => text.push(sign),
        (_, look) => {
            let text = sign.to_string();
            pieces.push(match look {
                Look::Plain => ImportPiece::Words { text },
                Look::Bold => ImportPiece::Bold { text },
                Look::Italic => ImportPiece::Italic { text },
            });
        }
    }
}

fn placeholders(
    imported: &Imported,
    kind: WordingKind,
    remembered: &Remembered,
) -> Vec<ImportPlaceholder> {
    let mut all: Vec<ImportPlaceholder> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for (one, sentence, place) in imported.placeholders() {
        if let Some(known) = at.get(&one.key).and_then(|at| all.get_mut(*at)) {
            known.times = known.times.saturating_add(1);
            continue;
        }
        at.insert(one.key.clone(), all.len());
        let is_usable = |path: &&String| {
            find_merge_field(path).is_some_and(|field: &MergeField| field.is_of(kind))
        };
        let before = remembered.get(&one.key);
        let path = before.and_then(Option::as_ref).filter(is_usable).cloned();
        let is_remembered = path.is_some() || before.is_some_and(Option::is_none);
        let likely = likely_field(kind, &one.name);
        let meant = likely.map(|(field, _)| field.path.to_owned());
        let same = likely.filter(|(_, is_same)| *is_same && !is_remembered);
        all.push(ImportPlaceholder {
            key: one.key.clone(),
            written: one.written.clone(),
            times: 1,
            sample: sample(sentence, place),
            path: path.or(same.map(|(field, _)| field.path.to_owned())),
            is_remembered,
            stays_text: before.is_some_and(Option::is_none),
            meant,
        });
    }
    all
}

/// The words around a place.
fn sample(sentence: &Sentence, place: &Place) -> String {
    let count = sentence.rich.signs().len();
    let begin = place.range.start.saturating_sub(AROUND_SIGNS);
    let end = place.range.end.saturating_add(AROUND_SIGNS);
    let words = sentence.rich.until(end).from(begin).shown();
    let (before, after) = (if begin > 0 { "…" } else { "" }, if end < count { "…" } else { "" });
    format!("{before}{words}{after}")
}

fn references(imported: &Imported, before: u32) -> Vec<ImportReference> {
    let mut all: Vec<ImportReference> = Vec::new();
    for one in imported.references() {
        let is_same = |known: &&mut ImportReference| known.number == one.number;
        if let Some(known) = all.iter_mut().find(is_same) {
            known.times = known.times.saturating_add(1);
            known.is_offered |= !one.is_foreign && known.target.is_some();
            continue;
        }
        let target = imported.targets.get(&one.number).and_then(|(clause, paragraph)| {
            let number = whole(*clause).saturating_add(1).saturating_add(before);
            let title = &imported.clauses.get(*clause)?.title;
            Some(match paragraph {
                Some(at) => format!("{number}.{}, {title}", at + 1),
                None => format!("{number}, {title}"),
            })
        });
        all.push(ImportReference {
            number: one.number.clone(),
            written: one.written.clone(),
            times: 1,
            is_offered: target.is_some() && !one.is_foreign,
            target,
        });
    }
    all
}

fn left_out(imported: &Imported) -> Vec<ImportLeftOutKind> {
    let mut kinds: BTreeMap<LeftOutKind, Vec<ImportLeftOut>> = BTreeMap::new();
    for one in &imported.left_out {
        let clause = one.after.checked_sub(1).and_then(|at| imported.outline.clause_of.get(at));
        let clause = clause.copied().flatten().and_then(|at| imported.clauses.get(at));
        let place = match clause {
            Some(clause) => format!("In “{}”", clause.title),
            None => "Before the first clause".to_owned(),
        };
        let item = ImportLeftOut { place, text: one.text.clone() };
        kinds.entry(one.kind).or_default().push(item);
    }
    let told = |(kind, items): (LeftOutKind, Vec<ImportLeftOut>)| {
        let (name, note) = words(kind);
        ImportLeftOutKind { name: name.to_owned(), note: note.to_owned(), items }
    };
    let mut all: Vec<ImportLeftOutKind> = kinds.into_iter().map(told).collect();
    let bare = imported.outline.bare_headings.iter();
    let bare: Vec<ImportLeftOut> = bare
        .map(|title| ImportLeftOut { place: "At the level of clauses".into(), text: title.clone() })
        .collect();
    if !bare.is_empty() {
        let note = "No text follows them. A clause needs a paragraph.".to_owned();
        all.push(ImportLeftOutKind { name: "Headings alone".to_owned(), note, items: bare });
    }
    all
}

const fn words(kind: LeftOutKind) -> (&'static str, &'static str) {
    match kind {
        LeftOutKind::Table => {
            ("Tables", "Not taken. The paper’s tables are made of the terms; write others as text.")
        }
        LeftOutKind::Picture => ("Pictures", "Not taken. The logo comes from the firm’s profile."),
        LeftOutKind::TextBox => ("Text boxes", "Not taken. Write their words as a paragraph."),
        LeftOutKind::Footnote => ("Footnotes", "Not taken. Write them as a paragraph."),
        LeftOutKind::Endnote => ("Endnotes", "Not taken. Write them as a paragraph."),
        LeftOutKind::Comment => ("Comments", "Not taken."),
        LeftOutKind::Inserted => {
            ("Tracked insertions", "Taken, as if they were accepted. Check them.")
        }
        LeftOutKind::Deleted => {
            ("Tracked deletions", "Left out, as if they were accepted. Check them.")
        }
        LeftOutKind::Formula => ("Formulas", "Not taken. Write them as words."),
        LeftOutKind::Embedded => ("Embedded files", "Not taken, and not opened."),
        LeftOutKind::HeaderFooter => {
            ("Headers and footers", "Not taken. The paper has its own, with number and pages.")
        }
        LeftOutKind::Contents => ("Tables of contents", "Not taken. Clauses number themselves."),
        LeftOutKind::Link => ("Links", "Their words are taken, their addresses not."),
        LeftOutKind::Hidden => ("Hidden words", "Not taken."),
        LeftOutKind::Symbol => ("Signs of symbol fonts", "Not taken."),
        LeftOutKind::Computed => {
            ("Values that Word computes", "Taken as the words they showed last. Check them.")
        }
    }
}

/// What became something else.
fn notes(imported: &Imported) -> Vec<String> {
    let told = &imported.outline.told;
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        count => Some(format!("{count} {many}")),
    };
    let kept = imported.opening.iter().chain(imported.clauses.iter().flat_map(|of| &of.paragraphs));
    let blanks = kept.filter(|one| one.rich.text().contains("___")).count();
    let more = imported.left_out_more;
    [
        counted(
            told.parts,
            "One part such as (a) stands in the paragraph it belongs to.",
            "parts such as (a) stand in the paragraphs they belong to.",
        ),
        counted(
            told.subheadings,
            "One heading below a clause stands in bold at the head of its paragraph.",
            "headings below clauses stand in bold at the head of their paragraphs.",
        ),
        counted(
            told.unnumbered,
            "One paragraph had no number and gets one.",
            "paragraphs had no number and get one.",
        ),
        counted(
            told.untitled,
            "One clause had no heading and is called by its number.",
            "clauses had no heading and are called by their number.",
        ),
        counted(
            blanks,
            "One paragraph has a line to write on. It stays; put a field in its place later.",
            "paragraphs have lines to write on. They stay; put fields in their place later.",
        ),
        counted(more, "One more thing was left out.", "more things were left out."),
        Some("Underlining, sizes, colours and fonts are the paper’s own.".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
