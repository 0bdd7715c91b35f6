//! What is wrong with a wording before any client's values are known, each with its place.

use std::collections::BTreeSet;

use serde::Serialize;

use super::fields;
use super::letter::WordingKind;
use super::template::{Clause, Condition, Paragraph, Template};
use super::text::{self, Piece};

/// Most clauses of a wording.
pub const CLAUSES_MAX: usize = 120;
/// Most paragraphs of one clause.
pub const PARAGRAPHS_MAX: usize = 60;
/// Longest paragraph, in characters of its text form.
pub const PARAGRAPH_CHARS_MAX: usize = 6_000;
/// All texts together, in characters: some sixty pages. More is a mistaken file.
pub const WORDING_CHARS_MAX: usize = 200_000;
/// Longest title of a clause or of the paper, in characters.
pub const TITLE_CHARS_MAX: usize = 120;
/// Most faults that are told at once; a wording with as many is no wording, and looking for what
/// each of them meant takes time.
pub const WORDING_FAULTS_MAX: usize = 100;
/// Laws say what stands on a disclosure, and that nothing else does.
const TABLE_ONLY: &str = "A disclosure has its table and no clauses. Remove them.";
/// Longest key of a clause or paragraph.
const KEY_CHARS_MAX: usize = 60;

/// A fault of a wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WordingFault {
    /// `clauses.3.paragraphs.1`, `clauses.3.title`, `texts.recital`, `standard.<path>`, `title`.
    pub field: String,
    /// The clause's key; none outside the clauses.
    pub clause: Option<String>,
    /// Where it stands, for people: "Fees and charges, paragraph 2".
    pub place: String,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What was probably meant: the path of a field or the key of a clause.
    pub suggestion: Option<String>,
}

/// What keeps a template from being used, in reading order, up to [`WORDING_FAULTS_MAX`]; empty if
/// nothing does. One over its limits is not read any further.
#[must_use]
pub fn check_wording(template: &Template) -> Vec<WordingFault> {
    let (kind, targets) = (template.wording_kind(), template.targets());
    let mut check = Check { kind, targets, faults: Vec::new() };
    check.title(&Place::of("title", "Title"), &template.title);
    check.sizes(template);
    if check.faults.iter().any(|fault| fault.field == "clauses") {
        return check.faults;
    }
    for frame in template.frame() {
        check.text(&Place::of(&format!("texts.{}", frame.key), &frame.label), &frame.text);
    }
    check.keys(template);
    for (index, clause) in template.clauses.iter().enumerate() {
        check.clause(index, clause);
    }
    for (path, text) in &template.standard {
        check.standard(path, text);
    }
    check.faults
}

/// Of everything that is printed or proposed.
fn chars_of(template: &Template) -> usize {
    let frame = template.frame();
    let paragraphs = template.clauses.iter().flat_map(|clause| &clause.paragraphs);
    let texts = paragraphs.map(|paragraph| &paragraph.text);
    let texts = texts.chain(template.clauses.iter().map(|clause| &clause.title));
    let texts = texts.chain(frame.iter().map(|text| &text.text));
    let texts = texts.chain(template.standard.values()).chain([&template.title]);
    texts.map(|text| text.chars().count()).sum()
}

struct Place {
    field: String,
    clause: Option<String>,
    words: String,
}

impl Place {
    fn of(field: &str, words: &str) -> Place {
        Place { field: field.to_owned(), clause: None, words: words.to_owned() }
    }

    fn of_clause(field: String, clause: &Clause, words: String) -> Place {
        Place { field, clause: Some(clause.key.clone()), words }
    }
}

struct Check {
    kind: WordingKind,
    targets: Vec<String>,
    faults: Vec<WordingFault>,
}

impl Check {
    fn fault(&mut self, place: &Place, message: impl Into<String>) {
        self.fault_with(place, message, None);
    }

    fn is_full(&self) -> bool {
        self.faults.len() >= WORDING_FAULTS_MAX
    }

    fn fault_with(&mut self, place: &Place, message: impl Into<String>, meant: Option<String>) {
        if self.is_full() {
            return;
        }
        self.faults.push(WordingFault {
            field: place.field.clone(),
            clause: place.clause.clone(),
            place: place.words.clone(),
            message: message.into(),
            suggestion: meant,
        });
    }

    fn sizes(&mut self, template: &Template) {
        let place = Place::of("clauses", "Clauses");
        let clauses = template.clauses.len();
        let needed = match self.kind {
            WordingKind::Agreement => Some("A contract needs at least one clause."),
            WordingKind::Guaranty => Some("A guaranty needs at least one clause."),
            WordingKind::TermSheet => Some("A term sheet needs at least one clause."),
            WordingKind::Letter => Some("A letter needs at least one clause."),
            WordingKind::Disclosure => None,
        };
        match needed {
            Some(message) if clauses == 0 => self.fault(&place, message),
            None if clauses > 0 => self.fault(&place, TABLE_ONLY),
            Some(_) | None => {}
        }
        if clauses > CLAUSES_MAX {
            let message =
                format!("A wording has {CLAUSES_MAX} clauses at most; these are {clauses}.");
            self.fault(&place, message);
        }
        let chars = chars_of(template);
        if chars > WORDING_CHARS_MAX {
            let message =
                format!("A wording has {WORDING_CHARS_MAX} characters at most; these are {chars}.");
            self.fault(&place, message);
        }
    }

    fn title(&mut self, place: &Place, title: &str) {
        if title.trim().is_empty() {
            self.fault(place, "Give it a title.");
        } else if title.chars().count() > TITLE_CHARS_MAX {
            self.fault(place, format!("A title has {TITLE_CHARS_MAX} characters at most."));
        } else if title.chars().any(char::is_control) {
            self.fault(place, "Remove the characters that cannot be printed.");
        }
    }

    fn keys(&mut self, template: &Template) {
        let mut seen = BTreeSet::new();
        for (index, clause) in template.clauses.iter().enumerate() {
            let field = format!("clauses.{index}.title");
            let place = Place::of_clause(field, clause, clause.title.clone());
            if !is_key(&clause.key) || clause.paragraphs.iter().any(|part| !is_key(&part.key)) {
                self.fault(&place, "This clause has no name that references could find.");
            } else if !seen.insert(&clause.key) {
                self.fault(&place, "Two clauses have the same name for references.");
            }
        }
        if let Err(error) = template.check_keys() {
            let is_known = self.faults.iter().any(|fault| fault.message.contains("references"));
            if !is_known {
                self.fault(&Place::of("clauses", "Clauses"), format!("This cannot be: {error}."));
            }
        }
    }

    fn clause(&mut self, index: usize, clause: &Clause) {
        let field = format!("clauses.{index}");
        let name = if clause.title.trim().is_empty() { "A new clause" } else { &clause.title };
        let place = Place::of_clause(format!("{field}.title"), clause, name.to_owned());
        self.title(&place, &clause.title);
        self.condition(&place, clause.condition.as_ref());
        if clause.question().is_some() && self.kind == WordingKind::Letter {
            let message = "A letter asks nobody: many are made at once. Choose another condition.";
            self.fault(&place, message);
        }
        if clause.paragraphs.is_empty() {
            self.fault(&place, "This clause is empty. Write it, or remove it.");
        }
        if clause.paragraphs.len() > PARAGRAPHS_MAX {
            self.fault(&place, format!("A clause has {PARAGRAPHS_MAX} paragraphs at most."));
        }
        for (at, paragraph) in clause.paragraphs.iter().enumerate() {
            let words = format!("{name}, paragraph {}", at + 1);
            let field = format!("{field}.paragraphs.{at}");
            self.paragraph(&Place::of_clause(field, clause, words), paragraph);
        }
    }

    fn paragraph(&mut self, place: &Place, paragraph: &Paragraph) {
        self.condition(place, paragraph.condition.as_ref());
        if paragraph.condition == Some(Condition::Asked) {
            self.fault(place, "Only a whole clause can be asked for. Make this a clause.");
        }
        if paragraph.text.trim().is_empty() {
            self.fault(place, "This paragraph is empty. Write it, or remove it.");
        }
        self.text(place, &paragraph.text);
    }

    fn condition(&mut self, place: &Place, condition: Option<&Condition>) {
        if let Some(path) = condition.and_then(Condition::field) {
            self.field(place, path);
        }
    }

    fn text(&mut self, place: &Place, source: &str) {
        if source.chars().count() > PARAGRAPH_CHARS_MAX {
            let message = format!(
                "A paragraph has {PARAGRAPH_CHARS_MAX} characters at most. Divide it in two."
            );
            return self.fault(place, message);
        }
        if source.chars().any(char::is_control) {
            return self.fault(place, "Remove the characters that cannot be printed.");
        }
        match text::parse(source) {
            Err(error) => self.fault(place, format!("This cannot be read: {error}.")),
            Ok(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Words { .. } => {}
                        Piece::Field { path, .. } => self.field(place, &path),
                        Piece::Reference { target } => self.reference(place, &target),
                    }
                }
            }
        }
    }

    fn field(&mut self, place: &Place, path: &str) {
        let known = fields::find(path);
        if self.is_full() || known.is_some_and(|field| field.is_of(self.kind)) {
            return;
        }
        if let Some(field) = known {
            let where_it_is = match self.kind {
                WordingKind::Agreement if field.is_of(WordingKind::Letter) => "Only letters have",
                WordingKind::Agreement => "No agreement has",
                WordingKind::Guaranty => "No guaranty has",
                WordingKind::TermSheet => "No term sheet has",
                WordingKind::Disclosure => "No disclosure has",
                WordingKind::Letter => "No letter has",
            };
            return self.fault(place, format!("{where_it_is} a value for “{}”.", field.label));
        }
        let offered = fields::fields_of(self.kind);
        let meant = fields::nearest(path, offered.iter().map(|field| field.path));
        let message = match meant.and_then(fields::find) {
            Some(field) => {
                format!("There is no field called “{path}”. Did you mean “{}”?", field.label)
            }
            None => format!("There is no field called “{path}”."),
        };
        self.fault_with(place, message, meant.map(str::to_owned));
    }

    fn reference(&mut self, place: &Place, target: &str) {
        if self.is_full() || self.targets.iter().any(|known| known == target) {
            return;
        }
        let known = self.targets.iter().map(String::as_str);
        let meant = fields::nearest(target, known).map(str::to_owned);
        let message = match &meant {
            Some(meant) => format!(
                "It refers to a clause that is not there: “{target}”. Did you mean “{meant}”?"
            ),
            None => format!("It refers to a clause that is not there: “{target}”."),
        };
        self.fault_with(place, message, meant);
    }

    fn standard(&mut self, path: &str, text: &str) {
        let field = fields::find(path);
        let label = field.map_or(path, |field| field.label);
        let place = Place::of(&format!("standard.{path}"), label);
        if field.is_none() || !path.starts_with("standard.") {
            self.fault(&place, "The wording proposes a value that is kept elsewhere.");
        } else if text.contains(&format!("{{{{{path}")) {
            self.fault(&place, "This field refers to itself.");
        } else if text.contains("{{") || text.contains("}}") {
            self.fault(&place, "A proposed value cannot be made of other fields.");
        } else if text.trim().is_empty() || text.chars().count() > TITLE_CHARS_MAX {
            self.fault(&place, "Propose a value, such as 10.");
        } else if text.chars().any(char::is_control) {
            self.fault(&place, "Remove the characters that cannot be printed.");
        }
    }
}

fn is_key(key: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !key.is_empty() && key.len() <= KEY_CHARS_MAX && key.chars().all(is_letter)
}
