//! Lists as files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Text with commas, read by everything.
    Csv,
    /// A workbook with real numbers and days.
    Xlsx,
}

/// A list as it is shown, as a file.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListExport<Query> {
    /// As the list is asked for; its window does not count, everything that fits is written.
    pub query: Query,
    /// Ids of the columns in their order.
    pub columns: Vec<String>,
    /// What kind of file.
    pub format: ExportFormat,
}
