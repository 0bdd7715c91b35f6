//! What differs between two versions of terms, for the amendment that both sign.

use crate::terms::{TermKey, Terms};
use serde::{Deserialize, Serialize};

/// One term that differs, old and new in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TermChange {
    /// Which term.
    pub key: TermKey,
    /// The term in plain words.
    pub label: String,
    /// The old value; "Not agreed" for a term the old form did not have.
    pub old: String,
    /// The new value; "No longer applies" for a term the new form does not have.
    pub new: String,
}

/// Every term that differs, in the order of the terms page.
#[must_use]
pub fn changes(old: &Terms, new: &Terms) -> Vec<TermChange> {
    TermKey::ALL
        .iter()
        .map(|&key| (key, old.value_text(key), new.value_text(key)))
        .filter(|(_, old, new)| old != new)
        .map(|(key, old, new)| TermChange {
            key,
            label: key.label().to_owned(),
            old: old.unwrap_or_else(|| "Not agreed".to_owned()),
            new: new.unwrap_or_else(|| "No longer applies".to_owned()),
        })
        .collect()
}
