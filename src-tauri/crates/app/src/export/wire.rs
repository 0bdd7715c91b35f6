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
