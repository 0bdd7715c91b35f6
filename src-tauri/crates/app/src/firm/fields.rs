//! Reading the fields that the firm, clients and contacts have in common.

use factor_domain::party::Address;
use factor_domain::text::{FieldProblem, Line};
use serde::Serialize;
use serde_json::Value;

use crate::error::{AppError, FormProblems};
use crate::firm::wire::AddressInput;

/// Reads a form to its end and keeps every problem, so that all are shown at once.
#[derive(Default)]
pub(crate) struct Fields(FormProblems);

impl Fields {
    /// Adds a sentence at a field.
    pub(crate) fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.add(field, message);
    }

    /// Keeps a good value; notes the problem of a bad one at its field.
    pub(crate) fn keep<T>(&mut self, read: Result<T, FieldProblem>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.add(problem.field, problem.message);
                None
            }
        }
    }

    /// A line that may be empty.
    pub(crate) fn line(&mut self, field: &str, text: &str) -> Line {
        self.keep(Line::new(field, text)).unwrap_or_default()
    }

    /// A value that may be left out.
    pub(crate) fn optional<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str, &str) -> Result<T, FieldProblem>,
    ) -> Option<T> {
        if text.trim().is_empty() { None } else { self.keep(read(field, text)) }
    }

    /// An address whose fields are named under `field`, such as "address.city".
    pub(crate) fn address(&mut self, field: &str, input: &AddressInput) -> Address {
        let mut line = |part: &str, text: &str| self.line(&format!("{field}.{part}"), text);
        Address {
            line1: line("line1", &input.line1),
            line2: line("line2", &input.line2),
            city: line("city", &input.city),
            region: line("region", &input.region),
            postal_code: line("postal_code", &input.postal_code),
            country: line("country", &input.country),
        }
    }

    /// # Errors
    /// All problems, if there is any.
    pub(crate) fn finish(self) -> Result<(), AppError> {
        self.0.finish()
    }
}

/// An address as it was typed.
pub(crate) fn address_input(address: &Address) -> AddressInput {
    AddressInput {
        line1: address.line1.to_string(),
        line2: address.line2.to_string(),
        city: address.city.to_string(),
        region: address.region.to_string(),
        postal_code: address.postal_code.to_string(),
        country: address.country.to_string(),
    }
}

/// An optional text as a form shows it.
pub(crate) fn text_of(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Names of the fields that differ, for the log: the names, never the values.
pub(crate) fn changed_fields(before: &impl Serialize, after: &impl Serialize) -> Vec<String> {
    let as_value = |form: Result<Value, serde_json::Error>| form.unwrap_or(Value::Null);
    let before = as_value(serde_json::to_value(before));
    let after = as_value(serde_json::to_value(after));
    let Value::Object(after) = after else { return Vec::new() };
    after
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value))
        .map(|(field, _value)| field)
        .collect()
}
