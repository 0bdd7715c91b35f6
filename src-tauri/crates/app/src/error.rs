//! The one error that crosses to a host: a code to branch on, a message to read, fields to place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window branches on; a code exists only if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Fields are wrong; each says why.
    Invalid,
    /// A rule says no, calmly, with what to do.
    Refused,
    /// The record is not there (any more).
    NotFound,
    /// Somebody saved in between; the form offers both.
    Conflict,
    /// The vault is closed.
    Locked,
    /// Passphrase or recovery key do not fit.
    WrongSecret,
    /// Another window has the vault.
    InUse,
    /// Something broke; what is safe is said first.
    Failed,
}

/// A sentence at a field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct FieldMessage {
    /// Name of the input's field, dotted for parts: "address.city".
    pub field: String,
    /// Sentence in the user's words.
    pub message: String,
}

/// Why a command did not happen. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// To branch on.
    pub code: Code,
    /// To read.
    pub message: String,
    /// To place.
    pub fields: Vec<FieldMessage>,
}

impl AppError {
    /// An error without fields.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new() }
    }

    /// A rule says no; the message says what to do.
    #[must_use]
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Code::Refused, message)
    }

    /// A record that is not there; `what` is its plain name, such as "client".
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("This {what} is no longer there."))
    }

    /// The vault is closed.
    #[must_use]
    pub fn locked() -> Self {
        Self::new(Code::Locked, "Unlock to continue.")
    }

    /// Wrong fields; never empty.
    #[must_use]
    pub fn invalid(fields: Vec<FieldMessage>) -> Self {
        debug_assert!(!fields.is_empty(), "an invalid form names its fields");
        let message = match fields.as_slice() {
            [one] => one.message.clone(),
            many => format!("{} fields need another look.", many.len()),
        };
        Self { code: Code::Invalid, message, fields }
    }

    /// One wrong field.
    #[must_use]
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldMessage { field: field.into(), message: message.into() }])
    }

    /// Something broke inside; the cause goes to the log, not to the window.
    #[must_use]
    pub fn failed(cause: &dyn std::error::Error) -> Self {
        tracing::error!(code = "failed", cause = %cause, "a command failed");
        Self::new(Code::Failed, "This could not be done. Nothing was changed. Try again.")
    }
}

/// Collects the problems of a form, so that all are shown at once.
#[derive(Debug, Default)]
pub struct FormProblems(Vec<FieldMessage>);

impl FormProblems {
    /// Adds a sentence at a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldMessage { field: field.into(), message: message.into() });
    }

    /// Keeps a good value; notes the problem of a bad one under `field`.
    pub fn take<T, E: std::fmt::Display>(&mut self, field: &str, read: Result<T, E>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem.to_string());
                None
            }
        }
    }

    /// # Errors
    /// All problems, if there is any.
    pub fn finish(self) -> Result<(), AppError> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::invalid(self.0)) }
    }
}
