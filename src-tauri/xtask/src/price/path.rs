//! Where in a file something is wrong, and what.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// One thing to correct in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `cases[3].invoice.face`; empty for the file as a whole.
    pub at: String,
    /// What to do about it.
    pub says: String,
}

impl Problem {
    pub fn new(at: impl Into<String>, says: impl Into<String>) -> Problem {
        Problem { at: at.into(), says: says.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() {
            return out.write_str(&self.says);
        }
        write!(out, "{}: {}", self.at, self.says)
    }
}

/// The path of a field inside what lies at `at`.
pub fn field(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// The path of one of several.
pub fn item(at: &str, index: usize) -> String {
    format!("{at}[{index}]")
}

/// Reads a value as a type; a wrong, missing or unknown field is named by its path.
pub fn typed<T: DeserializeOwned>(value: Value, at: &str) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let inside = error.path().to_string();
        let says = error.inner().to_string();
        located(&joined(at, &inside), &says)
    })
}

/// `cases[0]` and `invoice.face` are `cases[0].invoice.face`; a dot is the place itself.
pub fn joined(at: &str, inside: &str) -> String {
    match inside {
        "." => at.to_owned(),
        index if index.starts_with('[') => format!("{at}{index}"),
        name => field(at, name),
    }
}

/// A field that is missing is told by its own path rather than by that of what lacks it.
pub fn located(at: &str, says: &str) -> Problem {
    let missing = says.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    match missing {
        Some((name, _)) => Problem::new(field(at, name), "missing"),
        None => Problem::new(at, super::terms::lower_first(says)),
    }
}
