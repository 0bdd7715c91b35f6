//! Two wordings beside each other, word by word.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, DiffOp, TextDiff};

use super::fields;
use super::filled::{Filled, Run};
use super::template::{Condition, Template};
use super::text::{self, Piece};
use super::wording::condition_choices;

/// The clause that holds the texts around the clauses.
const AROUND: &str = "";

/// A text that can be compared: of a template, or of a contract with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    clauses: Vec<SideClause>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SideClause {
    key: String,
    number: String,
    title: String,
    paragraphs: Vec<SideParagraph>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SideParagraph {
    /// With its place among those of the same key.
    key: (String, usize),
    number: String,
    text: String,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CompareKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The same words.
    Same,
    /// In both, with other words.
    Changed,
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Removed,
}

/// Words that are in both or in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ComparedWords {
    /// Never empty.
    pub text: String,
    /// Never [`Kind::Changed`].
    pub kind: Kind,
}

/// A paragraph of either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ComparedParagraph {
    /// Its number in the new one, else in the old one; the name of a text around the clauses.
    pub number: String,
    /// What became of it.
    pub kind: Kind,
    /// Old and new words in reading order.
    pub words: Vec<ComparedWords>,
}

/// A clause of either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ComparedClause {
    /// Its number in the old one; none if it is new.
    pub old_number: Option<String>,
    /// Its number in the new one; none if it was taken out.
    pub new_number: Option<String>,
    /// Old and new words of its title.
    pub title: Vec<ComparedWords>,
    /// What became of it.
    pub kind: Kind,
    /// It stands at another place among the clauses that both have.
    pub is_moved: bool,
    /// In print order.
    pub paragraphs: Vec<ComparedParagraph>,
}

/// Two texts beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Compared {
    /// In the order of the new one, those taken out where they stood.
    pub clauses: Vec<ComparedClause>,
    /// Paragraphs that only the new one has.
    pub added: u32,
    /// Paragraphs that only the old one has.
    pub removed: u32,
    /// Paragraphs with other words.
    pub changed: u32,
}

impl Side {
    /// A template as its writer reads it: fields by their names, conditions in words.
    #[must_use]
    pub fn of_template(template: &Template) -> Side {
        let titles: BTreeMap<String, String> = targets_in_words(template);
        let frame = template.frame().into_iter().map(|frame| {
            let text = readable(&frame.text, &titles);
            SideParagraph { key: (frame.key, 0), number: frame.label, text }
        });
        let mut clauses = vec![around(&template.title, frame.collect())];
        for (clause, number) in template.clauses.iter().zip(1_u32..) {
            let mut count = Counted::default();
            let paragraphs =
                clause.paragraphs.iter().zip(1_u32..).map(|(paragraph, part)| SideParagraph {
                    key: count.key(&paragraph.key),
                    number: format!("{number}.{part}"),
                    text: only_if(paragraph.condition.as_ref())
                        + &readable(&paragraph.text, &titles),
                });
            let paragraphs = paragraphs.collect();
            clauses.push(SideClause {
                key: clause.key.clone(),
                number: number.to_string(),
                title: only_if(clause.condition.as_ref()) + &clause.title,
                paragraphs,
            });
        }
        Side { clauses }
    }

    /// A contract as its parties read it.
    #[must_use]
    pub fn of_contract(filled: &Filled) -> Side {
        let mut texts = vec![("recital", "Opening", &filled.recital)];
        texts.extend(filled.amendment.as_ref().map(|part| ("amendment", "Changes", &part.text)));
        texts.push(("glance", "Under the terms at a glance", &filled.glance.note));
        texts.push(("schedule", "Schedule 1, opening", &filled.schedule.intro));
        texts.push(("signatures", "Above the signatures", &filled.signatures.statement));
        let mut texts: Vec<SideParagraph> = texts
            .into_iter()
            .map(|(key, label, runs)| SideParagraph {
                key: (key.to_owned(), 0),
                number: label.to_owned(),
                text: words_of(runs),
            })
            .collect();
        let mut terms = Counted::default();
        texts.extend(filled.glance.rows.iter().map(|row| SideParagraph {
            key: terms.key(&format!("term.{}", words_of(&row.term))),
            number: words_of(&row.term),
            text: words_of(&row.agreed),
        }));
        if let Some(table) = &filled.disclosure {
            texts.push(SideParagraph {
                key: ("disclosure".to_owned(), 0),
                number: "Assumption".to_owned(),
                text: words_of(&table.assumption),
            });
            texts.extend(table.rows.iter().map(|row| SideParagraph {
                key: terms.key(&format!("row.{}", row.name)),
                number: row.name.clone(),
                text: format!("{}: {}", words_of(&row.figure), words_of(&row.text)),
            }));
        }
        let mut clauses = vec![around(&filled.title, texts)];
        clauses.extend(filled.clauses.iter().map(|clause| {
            let mut count = Counted::default();
            let paragraphs = clause.paragraphs.iter().map(|paragraph| SideParagraph {
                key: count.key(&paragraph.key),
                number: paragraph.number.clone(),
                text: words_of(&paragraph.runs),
            });
            SideClause {
                key: clause.key.clone(),
                number: clause.number.to_string(),
                title: clause.title.clone(),
                paragraphs: paragraphs.collect(),
            }
        }));
        Side { clauses }
    }
}

/// What differs between two texts. Clauses and paragraphs are found by their keys, which stay with
/// them when they are moved or worded anew.
#[must_use]
pub fn compare(old: &Side, new: &Side) -> Compared {
    let mut compared = Compared { clauses: Vec::new(), added: 0, removed: 0, changed: 0 };
    let keys = |side: &Side| -> Vec<String> {
        side.clauses.iter().map(|clause| clause.key.clone()).collect()
    };
    for (at_old, at_new, is_moved) in aligned(&keys(old), &keys(new)) {
        let old = at_old.map(|at| &old.clauses[at]);
        let new = at_new.map(|at| &new.clauses[at]);
        compared.clauses.push(compared_clause(old, new, is_moved));
    }
    for paragraph in compared.clauses.iter().flat_map(|clause| &clause.paragraphs) {
        match paragraph.kind {
            Kind::Same => {}
            Kind::Changed => compared.changed += 1,
            Kind::Added => compared.added += 1,
            Kind::Removed => compared.removed += 1,
        }
    }
    compared
}

fn compared_clause(
    old: Option<&SideClause>,
    new: Option<&SideClause>,
    is_moved: bool,
) -> ComparedClause {
    let title = |side: Option<&SideClause>| side.map(|clause| clause.title.clone());
    let (title, title_kind) = compared_words(title(old), title(new));
    let none = Vec::new();
    let paragraphs_of = |side: Option<&'_ SideClause>| -> Vec<SideParagraph> {
        side.map_or(&none, |clause| &clause.paragraphs).clone()
    };
    let (olds, news) = (paragraphs_of(old), paragraphs_of(new));
    let keys = |side: &[SideParagraph]| -> Vec<(String, usize)> {
        side.iter().map(|part| part.key.clone()).collect()
    };
    let mut paragraphs = Vec::new();
    for (at_old, at_new, _) in aligned(&keys(&olds), &keys(&news)) {
        let (old, new) = (at_old.map(|at| &olds[at]), at_new.map(|at| &news[at]));
        let text = |side: Option<&SideParagraph>| side.map(|part| part.text.clone());
        let (words, kind) = compared_words(text(old), text(new));
        let number = new.or(old).map(|part| part.number.clone()).unwrap_or_default();
        paragraphs.push(ComparedParagraph { number, kind, words });
    }
    let is_same = paragraphs.iter().all(|paragraph| paragraph.kind == Kind::Same);
    let kind = match (old, new) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(_), Some(_)) if is_same && title_kind == Kind::Same => Kind::Same,
        (Some(_), Some(_)) => Kind::Changed,
    };
    let number = |side: Option<&SideClause>| side.map(|clause| clause.number.clone());
    ComparedClause {
        old_number: number(old),
        new_number: number(new),
        title,
        kind,
        is_moved,
        paragraphs,
    }
}

type Pair = (Option<usize>, Option<usize>, bool);

/// Pairs what has the same key, in the new order; what only the old one has stays where it stood.
fn aligned<Key: Ord + Clone + std::hash::Hash + Eq>(old: &[Key], new: &[Key]) -> Vec<Pair> {
    let in_new: BTreeSet<&Key> = new.iter().collect();
    let in_old: BTreeMap<&Key, usize> = old.iter().zip(0..).collect();
    let mut pairs = Vec::new();
    let removed = |pairs: &mut Vec<Pair>, from: usize, len: usize| {
        let gone = (from..from + len).filter(|at| !in_new.contains(&old[*at]));
        pairs.extend(gone.map(|at| (Some(at), None, false)));
    };
    let inserted = |pairs: &mut Vec<Pair>, from: usize, len: usize| {
        let moved = |at: usize| in_old.get(&new[at]).copied();
        pairs.extend((from..from + len).map(|at| (moved(at), Some(at), moved(at).is_some())));
    };
    for op in similar::capture_diff_slices(similar::Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                pairs.extend((0..len).map(|i| (Some(old_index + i), Some(new_index + i), false)));
            }
            DiffOp::Delete { old_index, old_len, .. } => removed(&mut pairs, old_index, old_len),
            DiffOp::Insert { new_index, new_len, .. } => inserted(&mut pairs, new_index, new_len),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                removed(&mut pairs, old_index, old_len);
                inserted(&mut pairs, new_index, new_len);
            }
        }
    }
    pairs
}

fn compared_words(old: Option<String>, new: Option<String>) -> (Vec<ComparedWords>, Kind) {
    let (old, new, kind) = match (old, new) {
        (None, None) => return (Vec::new(), Kind::Same),
        (Some(old), None) => (old, String::new(), Kind::Removed),
        (None, Some(new)) => (String::new(), new, Kind::Added),
        (Some(old), Some(new)) if old == new => (old, new, Kind::Same),
        (Some(old), Some(new)) => (old, new, Kind::Changed),
    };
    let mut words: Vec<ComparedWords> = Vec::new();
    for change in TextDiff::from_words(old.as_str(), new.as_str()).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Same,
            ChangeTag::Delete => Kind::Removed,
            ChangeTag::Insert => Kind::Added,
        };
        match words.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            Some(_) | None => words.push(ComparedWords { text: change.value().to_owned(), kind }),
        }
    }
    (words, kind)
}

#[derive(Default)]
struct Counted(BTreeMap<String, usize>);

impl Counted {
    fn key(&mut self, key: &str) -> (String, usize) {
        let count = self.0.entry(key.to_owned()).or_default();
        *count += 1;
        (key.to_owned(), *count)
    }
}

fn around(title: &str, paragraphs: Vec<SideParagraph>) -> SideClause {
    SideClause {
        key: AROUND.to_owned(),
        number: String::new(),
        title: title.to_owned(),
        paragraphs,
    }
}

fn words_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// References by the title of their clause, because numbers depend on the client.
fn targets_in_words(template: &Template) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for clause in &template.clauses {
        words.insert(clause.key.clone(), clause.title.clone());
        for (paragraph, number) in clause.paragraphs.iter().zip(1_u32..) {
            let key = format!("{}.{}", clause.key, paragraph.key);
            words.entry(key).or_insert_with(|| format!("{}, {number}", clause.title));
        }
    }
    words
}

/// A sentence with its fields by name; one that cannot be read stands as it is.
fn readable(source: &str, targets: &BTreeMap<String, String>) -> String {
    let Ok(pieces) = text::parse(source) else { return source.to_owned() };
    let piece = |piece: Piece| match piece {
        Piece::Words { text, .. } => text,
        Piece::Field { path, .. } => {
            format!("[{}]", fields::find(&path).map_or(path.as_str(), |field| field.label))
        }
        Piece::Reference { target } => {
            format!("[{}]", targets.get(&target).map_or(target.as_str(), String::as_str))
        }
    };
    pieces.into_iter().map(piece).collect()
}

fn only_if(condition: Option<&Condition>) -> String {
    let Some(condition) = condition else { return String::new() };
    let choices = condition_choices();
    let known = choices.iter().find(|choice| choice.condition == *condition);
    match (condition, known) {
        (Condition::Asked, _) => "[Asked each time] ".to_owned(),
        (Condition::Off, _) => "[Left out] ".to_owned(),
        (_, Some(choice)) => format!("[Only if {}] ", choice.label),
        (_, None) => format!("[Only if {}] ", condition.field().unwrap_or_default()),
    }
}
