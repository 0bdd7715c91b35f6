//! The list of additional fees, typed and shown.

use factor_domain::terms::{AdditionalFee, AdditionalFeeKind, FeeAmount};
use factor_domain::text::Line;
use factor_domain::{Currency, Money, Rate};

use crate::sentence::sentence;
use crate::terms::wire::{FeeInput, FeeRow, TermChoice};

/// The fees that could be read, and every row with its problem.
pub(crate) fn read(typed: &[FeeInput], currency: Currency) -> (Vec<FeeRow>, Vec<AdditionalFee>) {
    let mut fees = Vec::with_capacity(typed.len());
    let rows = typed
        .iter()
        .map(|input| {
            let problem = match read_one(input, currency) {
                Ok(fee) => {
                    fees.push(fee);
                    None
                }
                Err(problem) => Some(problem),
            };
            FeeRow {
                kind: input.kind.clone(),
                label: input.label.clone(),
                amount: input.amount.clone(),
                problem,
            }
        })
        .collect();
    (rows, fees)
}

fn read_one(input: &FeeInput, currency: Currency) -> Result<AdditionalFee, String> {
    let kind = AdditionalFeeKind::ALL
        .iter()
        .copied()
        .find(|kind| value_of(*kind) == input.kind)
        .ok_or("Choose what the fee is for.")?;
    let label = Line::new("label", &input.label).map_err(|problem| problem.message)?;
    if kind == AdditionalFeeKind::Other && label.is_empty() {
        return Err("Say what the fee is for.".to_owned());
    }
    let text = input.amount.trim();
    let amount = if text.ends_with('%') {
        let rate = Rate::parse(text).map_err(|problem| sentence(&problem.to_string()))?;
        if !rate.is_share() {
            return Err("Enter a percentage from 0 to 100.".to_owned());
        }
        FeeAmount::Percent { rate }
    } else {
        let amount =
            Money::parse(text, currency).map_err(|problem| sentence(&problem.to_string()))?;
        if amount.is_negative() {
            return Err("A fee cannot be below zero.".to_owned());
        }
        FeeAmount::Fixed { amount }
    };
    Ok(AdditionalFee { kind, label, amount })
}

/// The rows of fees as they are kept.
pub(crate) fn rows(fees: &[AdditionalFee]) -> Vec<FeeRow> {
    inputs(fees)
        .into_iter()
        .map(|input| FeeRow {
            kind: input.kind,
            label: input.label,
            amount: input.amount,
            problem: None,
        })
        .collect()
}

/// The list as it would be typed.
pub(crate) fn inputs(fees: &[AdditionalFee]) -> Vec<FeeInput> {
    fees.iter()
        .map(|fee| FeeInput {
            kind: value_of(fee.kind),
            label: fee.label.as_str().to_owned(),
            amount: match fee.amount {
                FeeAmount::Fixed { amount } => amount.format_grouped(),
                FeeAmount::Percent { rate } => rate.to_string(),
            },
        })
        .collect()
}

/// The catalogue.
pub(crate) fn kinds() -> Vec<TermChoice> {
    AdditionalFeeKind::ALL
        .iter()
        .map(|kind| TermChoice { value: value_of(*kind), label: kind.label().to_owned() })
        .collect()
}

/// The kind as it is sent.
fn value_of(kind: AdditionalFeeKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(value)) => value,
        Ok(_) | Err(_) => String::new(),
    }
}
