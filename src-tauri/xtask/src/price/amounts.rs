//! Amounts in main units, `"10000.00"`, as the file has them, made amounts of its currency.

use super::path::{Problem, field, item};
use factor_domain::{Currency, Money};
use serde_json::{Value, json};

/// The fields that hold an amount, wherever they stand; `discount` and `fee` may be objects.
pub const FIELDS: &[&str] = &[
    "advance",
    "advance_outstanding",
    "amount",
    "amount_financed",
    "caused_by",
    "client_dues",
    "discount",
    "discountable",
    "each_day",
    "escrow_cap",
    "escrow_held",
    "face",
    "facility_limit",
    "fee_maximum",
    "fee_minimum",
    "fees",
    "finance_charge",
    "fixed",
    "maximum",
    "minimum",
    "minimum_memo",
    "minimum_volume",
    "monthly_minimum",
    "open",
    "prepaid",
    "quarterly_minimum",
    "reserve",
    "retainage",
    "tax",
    "threshold",
    "volume",
    "yearly_minimum",
];

const HOW: &str = "write the amount as text in main units, such as \"10000.00\"";

/// Reads `10000.00` and nothing looser: no groups, no sign of the currency, no sums.
pub fn amount(text: &str, currency: Currency) -> Result<Money, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) {
        return Err(HOW.to_owned());
    }
    Money::parse(text, currency).map_err(|error| super::terms::lower_first(&error.to_string()))
}

/// Makes every amount below `value` one of the currency, and notes those that are none.
pub fn convert(value: &mut Value, at: &str, currency: Currency, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let at = field(at, name);
                if FIELDS.contains(&name.as_str()) {
                    convert_amount(inner, &at, currency, problems);
                } else {
                    convert(inner, &at, currency, problems);
                }
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter_mut().enumerate() {
                convert(inner, &item(at, index), currency, problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn convert_amount(value: &mut Value, at: &str, currency: Currency, problems: &mut Vec<Problem>) {
    let on_the_wire = |minor: i64| json!({ "minor": minor, "currency": currency.code() });
    match value {
        Value::String(text) => match amount(text, currency) {
            Ok(money) => *value = on_the_wire(money.minor()),
            Err(says) => {
                problems.push(Problem::new(at, says));
                // So that the other fields beside it are still read.
                *value = on_the_wire(0);
            }
        },
        // `"fee": { "kind": … }` is no amount but has one inside; minor units are not written.
        Value::Object(fields) if !fields.contains_key("minor") => {
            convert(value, at, currency, problems);
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            problems.push(Problem::new(at, HOW));
            *value = on_the_wire(0);
        }
    }
}
