//! Unsaved text, kept in the vault until it is saved or discarded.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A form by name, such as "client/new" or "note/12".
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftAsked {
    pub key: String,
}

/// The form's own JSON, opaque to the use-cases.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftInput {
    pub key: String,
    /// At most 256 KiB.
    pub text: String,
}

/// What was kept, if anything.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DraftText {
    pub text: Option<String>,
    /// "Nov 19, 10:12 AM"
    pub saved_at: Option<String>,
}
