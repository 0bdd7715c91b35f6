//! The form in which dated data is kept: small TOML files that the firm may edit.

use crate::text::FieldProblem;
use serde::de::DeserializeOwned;

/// Largest file of dated data, in bytes; a hundred years of monthly values are far smaller.
pub const DATED_DATA_BYTES_MAX: usize = 256 * 1024;

/// Why a file of dated data cannot be used; what was in force before stays in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatedDataError {
    /// Larger than [`DATED_DATA_BYTES_MAX`].
    #[error("file is larger than {DATED_DATA_BYTES_MAX} bytes")]
    TooLarge,
    /// Not TOML, or not of this form.
    #[error("file cannot be read: {cause}")]
    Unreadable {
        /// Where it stops being readable, and why.
        cause: String,
    },
}

/// Reads one file; what it holds checks itself while it is read.
pub(crate) fn read<T: DeserializeOwned>(source: &str) -> Result<T, DatedDataError> {
    if source.len() > DATED_DATA_BYTES_MAX {
        return Err(DatedDataError::TooLarge);
    }
    toml::from_str(source).map_err(|error| DatedDataError::Unreadable { cause: error.to_string() })
}

/// `key = "value"` on a line of its own, escaped as TOML asks.
pub(crate) fn write_text(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    push_quoted(out, value);
    out.push('\n');
}

/// The value in quotes.
fn push_quoted(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Each day must lie after the one before it.
pub(crate) fn check_ascending<T: PartialOrd>(
    field: &str,
    days: impl Iterator<Item = T>,
) -> Result<(), FieldProblem> {
    let mut before: Option<T> = None;
    for day in days {
        if before.is_some_and(|before| before >= day) {
            return Err(FieldProblem::new(field, "Put the days in ascending order, each once"));
        }
        before = Some(day);
    }
    Ok(())
}
