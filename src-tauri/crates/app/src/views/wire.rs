//! Views of lists that people name, and the columns of this computer.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A list by its name: "invoices", "clients".
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListAsked {
    pub list: String,
}

/// A view to keep; one of the same name is replaced.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewInput {
    pub list: String,
    pub name: String,
    /// JSON of the list's own: filter, order and columns.
    pub choices: String,
}

/// A view by its number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewAsked {
    #[ts(type = "number")]
    pub view_id: i64,
}

/// A view as kept.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ViewShown {
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
    pub choices: String,
}

/// The views of a list by name.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ViewRows {
    pub rows: Vec<ViewShown>,
}

/// The columns of a list in their order, as this computer shows them; none for the usual ones.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnsChosen {
    pub list: String,
    pub columns: Vec<String>,
}
