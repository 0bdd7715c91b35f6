//! One business under several names.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::DebtorId;
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DebtorNamed, DebtorStanding};

/// A name that is being typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DuplicatesAsked {
    pub name: String,
    /// The debtor whose form it is.
    pub debtor_id: Option<DebtorId>,
}

/// How a debtor's name is like a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NameLikeness {
    /// But for punctuation and legal form.
    Same,
    /// But for a letter or two.
    Near,
    /// It begins so.
    Begins,
}

/// A debtor that is probably the one being typed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PossibleDuplicate {
    pub debtor_id: DebtorId,
    pub name: String,
    pub status: DebtorStanding,
    pub likeness: NameLikeness,
    /// "the same name", "one letter differs", "was merged as Acme Limited"
    pub words: String,
    pub open: Money,
}

/// At most eight, the likest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PossibleDuplicates {
    pub rows: Vec<PossibleDuplicate>,
    /// One has the same name.
    pub has_same: bool,
}

/// Two records of one business.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeAsked {
    /// Archived, and points to the other.
    pub merged_id: DebtorId,
    /// Stands for the business.
    pub survivor_id: DebtorId,
}

/// What a merge will do.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MergePlan {
    pub merged: DebtorNamed,
    pub survivor: DebtorNamed,
    /// Open on both.
    pub open: Money,
    /// One sentence each.
    pub sentences: Vec<String>,
}
