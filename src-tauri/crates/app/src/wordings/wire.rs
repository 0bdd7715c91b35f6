//! Wordings: the library, one open wording, its preview, its versions compared.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::contract::{
    Clause, ClauseNumber, Compared, ConditionChoice, FrameText, LetterKind, MergeField, Wording,
    WordingFault,
};
use factor_domain::ids::{ClientId, ContractId, DebtorId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contracts::wire::ValueAsked;

/// Whether contracts can be drawn up from a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordingState {
    /// Comes with the program; never changed.
    BuiltIn,
    InUse,
    Retired,
}

/// A row of the library.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WordingRow {
    /// "factoring_agreement_recourse", "own-3"
    pub wording_id: String,
    pub name: String,
    /// As printed on the paper.
    pub title: String,
    /// What kind of letter it is; none for an agreement.
    pub letter: Option<LetterKind>,
    /// "Agreement", "Notice of assignment"
    pub kind_name: String,
    pub state: WordingState,
    /// The latest.
    pub version: u32,
    pub clauses: u32,
    /// "Nov 20, 2026, 10:07:33 AM"; none for a built-in.
    pub saved_at: Option<String>,
    pub saved_by: String,
}

/// The whole library.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WordingRows {
    pub rows: Vec<WordingRow>,
}

/// A wording by its id.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingAsked {
    pub wording_id: String,
    /// None for the latest.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<u32>,
}

/// A version in the history of a wording.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WordingVersion {
    pub version: u32,
    /// As the wording was called then.
    pub name: String,
    /// What changed, in the writer's words.
    pub note: String,
    pub saved_at: Option<String>,
    pub saved_by: String,
}

/// What a wording may hold.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct WordingLimits {
    pub clauses: u32,
    pub paragraphs: u32,
    pub characters: u32,
}

/// One open wording, with everything its editor offers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WordingPage {
    pub row: WordingRow,
    /// The version that is shown.
    pub version: u32,
    pub wording: Wording,
    /// The texts around the clauses by name, in print order.
    pub frame: Vec<FrameText>,
    /// The latest first.
    pub versions: Vec<WordingVersion>,
    pub fields: Vec<MergeField>,
    pub conditions: Vec<ConditionChoice>,
    pub limits: WordingLimits,
}

/// A copy to be made under a new name.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingDuplicate {
    pub wording_id: String,
    pub name: String,
}

/// Another name.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingRename {
    pub wording_id: String,
    pub name: String,
}

/// Into use or out of it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingStateSet {
    pub wording_id: String,
    pub state: WordingState,
}

/// The next version of a wording.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingSave {
    pub wording_id: String,
    /// The version that was opened.
    pub base_version: u32,
    /// What changed; may be empty.
    pub note: String,
    pub wording: Wording,
}

/// A wording as it is being written, with a client's values.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WordingPreviewAsked {
    pub wording_id: String,
    pub wording: Wording,
    /// None while no client is picked.
    pub client_id: Option<ClientId>,
    /// Of a letter to a debtor: which; none while none is picked.
    #[serde(default)]
    #[ts(optional)]
    pub debtor_id: Option<DebtorId>,
}

/// The paper it makes, and what is wrong with it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WordingPreview {
    /// PDF in base64; none without a client or while no paper can be made.
    pub data: Option<String>,
    pub pages: u32,
    /// One for each clause of the wording.
    pub outline: Vec<ClauseNumber>,
    /// As printed, by path of the merge field.
    pub values: BTreeMap<String, String>,
    pub missing: Vec<ValueAsked>,
    pub values_filled: u32,
    /// What keeps it from being saved.
    pub faults: Vec<WordingFault>,
    /// What is odd with this client only, such as a reference to a clause that is left out.
    pub warnings: Vec<String>,
}

/// A clause kept for any wording.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedClauseShown {
    #[ts(type = "number")]
    pub clause_id: i64,
    pub clause: Clause,
    pub saved_at: String,
    pub saved_by: String,
}

/// The kept clauses by title.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedClauses {
    pub rows: Vec<SavedClauseShown>,
}

/// A clause to keep; one of the same title is replaced.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClauseSave {
    pub clause: Clause,
}

/// A kept clause by its number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedClauseAsked {
    #[ts(type = "number")]
    pub clause_id: i64,
}

/// One of two texts to compare.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TextSide {
    /// A version of a wording, its fields by name.
    Wording { wording_id: String, version: u32 },
    /// A contract as it was frozen.
    Contract { contract_id: ContractId },
    /// A version of the wording a contract was drawn up from, with the contract's own values.
    WordingOf { contract_id: ContractId, version: u32 },
}

/// Two texts to compare.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TextsAsked {
    pub old: TextSide,
    pub new: TextSide,
}

/// Two texts beside each other.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TextsCompared {
    /// "House agreement, version 2", "CTR-2026-014, version 1"
    pub old_name: String,
    pub new_name: String,
    pub compared: Compared,
}

/// What a text can be compared with.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ComparableRow {
    pub name: String,
    pub side: TextSide,
}

/// What a contract can be compared with: the client's others and the versions of its wording.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ComparableRows {
    pub rows: Vec<ComparableRow>,
}
