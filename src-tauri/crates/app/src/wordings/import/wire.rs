//! Importing a wording: the file, what was read of it, what a person decided.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::contract::{MergeField, WordingFault};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A Word file to look at.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingFile {
    pub file_name: String,
    /// The bytes in base64.
    pub data: String,
    /// The built-in that gives parties' blocks, front page and tables.
    pub wording_id: String,
}

/// What becomes of the text before the first clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpeningFate {
    /// The program's own opening stays.
    LeaveOut,
    /// It takes the place of the program's opening.
    Opening,
    /// It is a clause of its own, before all others.
    FirstClause,
}

/// What becomes of the text that people sign under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosingFate {
    /// The program prints its own page for signatures.
    LeaveOut,
    /// It is a clause of its own, after all others.
    LastClause,
}

/// A wording to be made of a Word file.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingImport {
    pub file: WordingFile,
    pub name: String,
    pub opening: OpeningFate,
    pub closing: ClosingFate,
    /// Path of a merge field by key of the placeholder; none for one that stays text.
    #[ts(type = "{ [placeholder in string]: string | null }")]
    pub fields: BTreeMap<String, Option<String>>,
    /// Numbers whose references stay text, such as "9.1".
    pub plain_references: Vec<String>,
}

/// A wording that an import can be based on.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportBase {
    pub wording_id: String,
    pub name: String,
    /// "Agreement", "Notice of assignment"
    pub kind_name: String,
}

/// A part of an imported sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ImportPiece {
    Words {
        text: String,
    },
    Bold {
        text: String,
    },
    Italic {
        text: String,
    },
    /// A value belongs here.
    Placeholder {
        key: String,
        text: String,
        /// Printed if it stays text.
        as_text: String,
    },
    /// The number of a clause.
    Reference {
        number: String,
        text: String,
    },
}

/// A paragraph of the document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportParagraph {
    /// As the wording will number it, "4.2"; none outside the clauses.
    pub number: Option<String>,
    pub pieces: Vec<ImportPiece>,
}

/// A clause of the document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportClause {
    /// As the wording will number it.
    pub number: u32,
    pub title: String,
    pub paragraphs: Vec<ImportParagraph>,
}

/// A placeholder, once for all places where it stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportPlaceholder {
    pub key: String,
    /// "{Client Name}"
    pub written: String,
    pub times: u32,
    /// The words around its first place.
    pub sample: String,
    /// The field it becomes unless a person decides otherwise.
    pub path: Option<String>,
    /// True if it was decided at an earlier import.
    pub is_remembered: bool,
    /// True if it was decided earlier that it stays text.
    pub stays_text: bool,
    /// The field that was probably meant.
    pub meant: Option<String>,
}

/// A typed reference, once for all places where it stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportReference {
    /// "4.2"
    pub number: String,
    /// "Section 4.2"
    pub written: String,
    pub times: u32,
    /// "4.2, Fees and charges", as the wording will number it; none if there is no such clause.
    pub target: Option<String>,
    /// True if it becomes a reference unless a person decides otherwise.
    pub is_offered: bool,
}

/// Something that was not taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportLeftOut {
    /// "In “Fees”"
    pub place: String,
    /// Its words; empty if it has none.
    pub text: String,
}

/// What was not taken, of one kind.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportLeftOutKind {
    /// "Tables"
    pub name: String,
    /// What it means for the paper.
    pub note: String,
    pub items: Vec<ImportLeftOut>,
}

/// What was read of a Word file. Nothing is kept yet.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WordingRead {
    /// What the wording could be called.
    pub name: String,
    pub title: String,
    pub bases: Vec<ImportBase>,
    pub opening: Vec<ImportParagraph>,
    pub opening_fate: OpeningFate,
    pub clauses: Vec<ImportClause>,
    pub closing: Vec<ImportParagraph>,
    pub placeholders: Vec<ImportPlaceholder>,
    pub references: Vec<ImportReference>,
    pub left_out: Vec<ImportLeftOutKind>,
    /// What became something else, each a sentence.
    pub notes: Vec<String>,
    /// What keeps it from being saved, whatever is decided.
    pub faults: Vec<WordingFault>,
    pub fields: Vec<MergeField>,
}
