//! Rows pasted from a spreadsheet, and what was understood of them.

use factor_domain::ids::ClientId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ScheduleLineTyped;

/// What a pasted column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowsField {
    Invoice,
    Debtor,
    Reference,
    InvoicedOn,
    DueOn,
    Face,
    Tax,
    Retainage,
    Discount,
}

/// Which part of a date written in numbers comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

/// Text as copied from a spreadsheet or read from a CSV file.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RowsPasted {
    pub client_id: ClientId,
    pub text: String,
    /// What each column holds, if the user has said so; none leaves it to the headings.
    pub columns: Option<Vec<Option<RowsField>>>,
    /// None looks at the dates themselves.
    pub date_order: Option<DateOrder>,
}

/// A column with what it was taken for.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RowsColumn {
    /// Its heading; empty without one.
    pub heading: String,
    pub field: Option<RowsField>,
    /// The first value in it.
    pub example: String,
}

/// A cell that was not understood; it is in its line as it came.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RowsProblem {
    /// Row of the pasted text, counted from 1.
    pub row: u32,
    pub field: RowsField,
    pub text: String,
    pub message: String,
}

/// Lines for the grid.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RowsRead {
    pub has_heading: bool,
    pub columns: Vec<RowsColumn>,
    pub date_order: DateOrder,
    /// All dates can be read both ways, so that the user must look.
    pub is_date_order_guessed: bool,
    pub lines: Vec<ScheduleLineTyped>,
    pub problems: Vec<RowsProblem>,
    /// Empty rows and rows of totals that were left out, with their text.
    pub left_out: Vec<String>,
    /// "9 lines understood, 2 cells to look at."
    pub words: String,
}
