//! Choices as they are sent, with their plain words.

use serde::Serialize;

use crate::terms::wire::TermChoice;

pub(crate) fn choice(value: &str, label: &str) -> TermChoice {
    TermChoice { value: value.to_owned(), label: label.to_owned() }
}

/// Every value of a choice.
pub(crate) fn list<T: Copy + Serialize>(
    all: &[T],
    label: fn(T) -> &'static str,
) -> Vec<TermChoice> {
    all.iter().map(|&value| choice(&word(value), label(value))).collect()
}

/// A value as it is sent.
pub(crate) fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}
