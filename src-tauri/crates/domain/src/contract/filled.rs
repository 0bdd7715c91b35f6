//! A filled contract: what stands on the paper, what is missing, where the values came from.

use serde::{Deserialize, Serialize};

use super::disclosure::FilledDisclosure;
use super::fields::WhereToFill;
use super::letter::{LetterKind, LetterTable};
use super::signature::PartyRole;
use super::value::ValueSource;

/// A contract's wording with its numbers, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Filled {
    /// Printed as the title.
    pub title: String,
    /// The line under the title.
    pub subtitle: Vec<Run>,
    /// Factor, then client.
    pub parties: Vec<FilledParty>,
    /// Why the parties contract, and which part of the paper prevails.
    pub recital: Vec<Run>,
    /// What it changes in the version it replaces; none when it replaces none.
    pub amendment: Option<FilledAmendment>,
    /// The numbers on the front page.
    pub glance: FilledGlance,
    /// The clauses that are in, numbered without gaps.
    pub clauses: Vec<FilledClause>,
    /// Headings and notes of Schedule 1.
    pub schedule: FilledSchedule,
    /// The words of the signature page.
    pub signatures: FilledSignatures,
    /// What a letter has beside its clauses; none for an agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<FilledLetter>,
    /// The table of a disclosure; none for every other paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<FilledDisclosure>,
    /// Values the wording needs and nobody has given, in order of first use.
    pub missing: Vec<MissingValue>,
    /// Faults of the wording itself, in reading order.
    pub problems: Vec<TemplateProblem>,
    /// Every value that decided or stands in the text, in order of first use.
    pub used: Vec<UsedValue>,
}

/// Words of one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Run {
    /// The words, never empty.
    pub text: String,
    /// How they are set.
    pub style: RunStyle,
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RunStyle {
    /// The wording.
    Plain,
    /// A term at its definition.
    Bold,
    /// Words that the writer stresses.
    Italic,
    /// A value, or the label of a missing one in square brackets.
    Value,
}

/// Heading and lines of one party; the first line is the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledParty {
    /// "The Factor" or "The Client".
    pub heading: String,
    /// One printed line each.
    pub lines: Vec<Vec<Run>>,
}

/// What an amended and restated agreement says of the version it replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledAmendment {
    /// Above the table.
    pub heading: String,
    /// Names the replaced version.
    pub text: Vec<Run>,
    /// Column heads: term, old, new.
    pub columns: Vec<String>,
    /// Stands in the table's place when no term differs.
    pub unchanged: String,
}

/// The front page's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledGlance {
    /// Above the table.
    pub heading: String,
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows in print order.
    pub rows: Vec<FilledGlanceRow>,
    /// Small print under the table.
    pub note: Vec<Run>,
}

/// One agreed number with its clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledGlanceRow {
    /// The name of the term.
    pub term: Vec<Run>,
    /// What is agreed.
    pub agreed: Vec<Run>,
    /// `4.1`; a dash where no clause explains it.
    pub clause: String,
}

/// A numbered clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledClause {
    /// From 1, without gaps.
    pub number: u32,
    /// The template's key, for links and for explaining a number.
    pub key: String,
    /// Printed beside the number.
    pub title: String,
    /// Numbered paragraphs.
    pub paragraphs: Vec<FilledParagraph>,
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledParagraph {
    /// `4.1`.
    pub number: String,
    /// The template's key within the clause.
    pub key: String,
    /// The sentence.
    pub runs: Vec<Run>,
}

/// Title, introduction and table headings of Schedule 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledSchedule {
    /// "Schedule 1: fees".
    pub title: String,
    /// What it belongs to and from when it holds.
    pub intro: Vec<Run>,
    /// One for each table.
    pub sections: Vec<FilledSection>,
}

/// The words around one table of Schedule 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledSection {
    /// Says which rows belong here.
    pub key: String,
    /// Above the table.
    pub heading: Vec<Run>,
    /// Column heads.
    pub columns: Vec<Vec<Run>>,
    /// Small print under the table; empty for none.
    pub note: Vec<Run>,
}

/// The words of the signature page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledSignatures {
    /// "Signatures".
    pub heading: String,
    /// What a person signing confirms.
    pub statement: Vec<Run>,
    /// What a person ticks before signing on a screen.
    pub consent: Vec<Run>,
}

/// What a letter has beside its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledLetter {
    /// What it does.
    pub kind: LetterKind,
    /// Who signs it.
    pub signers: Vec<PartyRole>,
    /// Only the tables whose clause is in.
    pub tables: Vec<LetterTable>,
    /// What whoever gets it signs and sends back.
    pub acknowledgement: Option<FilledAcknowledgement>,
}

/// The words over the signature of whoever got a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledAcknowledgement {
    /// "Acknowledgement".
    pub heading: String,
    /// What is confirmed by signing.
    pub text: Vec<Run>,
}

/// A value the wording needs and nobody has given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MissingValue {
    /// The merge field.
    pub path: String,
    /// Its name for people.
    pub label: String,
    /// The screen that holds it.
    pub where_to_fill: WhereToFill,
}

/// A value that stands in the paper or decided what does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UsedValue {
    /// The merge field.
    pub path: String,
    /// Its name for people.
    pub label: String,
    /// As printed.
    pub text: String,
    /// Where it came from.
    pub source: ValueSource,
}

/// A fault of the wording, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TemplateProblem {
    /// No merge field is called so.
    UnknownField {
        /// As written.
        path: String,
        /// The field that was probably meant.
        suggestion: Option<String>,
        /// `clause_key.paragraph_key` or the name of the part.
        place: String,
    },
    /// No clause or paragraph is called so.
    UnknownReference {
        /// As written.
        target: String,
        /// The key that was probably meant.
        suggestion: Option<String>,
        /// Where it stands.
        place: String,
    },
    /// The text refers to a clause that its condition has left out.
    ReferenceLeftOut {
        /// The clause or paragraph.
        target: String,
        /// Where it stands.
        place: String,
    },
    /// Two alternatives of one paragraph are in at once.
    AlternativesMeet {
        /// `clause_key.paragraph_key`.
        place: String,
    },
    /// The sentence cannot be read.
    Broken {
        /// Where it stands.
        place: String,
        /// Why.
        reason: String,
    },
}

impl Filled {
    /// Whether the paper may be frozen: nothing missing, nothing wrong.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.problems.is_empty()
    }
}
