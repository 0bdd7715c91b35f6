//! The list of additional fees, typed and shown.

use factor_domain::terms::{AdditionalFee, AdditionalFeeKind, FeeAmount};
use factor_domain::text::Line;
use factor_domain::{Currency, Money, Rate};

use crate::sentence::sentence;
use crate::terms::choices::word;
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
        .find(|kind| word(*kind) == input.kind)
        .ok_or("Choose what the fee is for.")?;
    let label = Line::new("label", &input.label).map_err(|problem| problem.message)?;
    if kind == AdditionalFeeKind::Other && label.is_empty() {
        return Err("Say what the fee is for.".to_owned());
    }
    Ok(AdditionalFee { kind, label, amount: read_amount(input.amount.trim(), currency)? })
}

/// Reads "25.00", "10%", "greater of 5,000 and 25%", "5,000 or 25%, the greater".
fn read_amount(text: &str, currency: Currency) -> Result<FeeAmount, String> {
    let lower = text.to_lowercase();
    if lower.contains("greater") || lower.contains("higher") {
        return read_greater(&lower, currency);
    }
    if text.ends_with('%') {
        return Ok(FeeAmount::Percent { rate: read_share(text)? });
    }
    Ok(FeeAmount::Fixed { amount: read_money(text, currency)? })
}

const GREATER_HINT: &str = "Type it as: greater of 5,000 and 25%.";

fn read_greater(lower: &str, currency: Currency) -> Result<FeeAmount, String> {
    let is_filler = |word: &&str| {
        !["the", "greater", "higher", "of", "and", "or"].contains(word) && !word.is_empty()
    };
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|one| one.trim_end_matches([',', ':']))
        .filter(is_filler)
        .collect();
    let (amount, rate) = match words.as_slice() {
        [amount, rate] if rate.ends_with('%') => (amount, rate),
        [rate, amount] if rate.ends_with('%') => (amount, rate),
        _ => return Err(GREATER_HINT.to_owned()),
    };
    Ok(FeeAmount::GreaterOf { amount: read_money(amount, currency)?, rate: read_share(rate)? })
}

fn read_share(text: &str) -> Result<Rate, String> {
    let rate = Rate::parse(text).map_err(|problem| sentence(&problem.to_string()))?;
    if rate.is_share() { Ok(rate) } else { Err("Enter a percentage from 0 to 100.".to_owned()) }
}

fn read_money(text: &str, currency: Currency) -> Result<Money, String> {
    let amount = Money::parse(text, currency).map_err(|problem| sentence(&problem.to_string()))?;
    if amount.is_negative() { Err("A fee cannot be below zero.".to_owned()) } else { Ok(amount) }
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
            kind: word(fee.kind),
            label: fee.label.as_str().to_owned(),
            amount: match fee.amount {
                FeeAmount::Fixed { amount } => amount.format_grouped(),
                FeeAmount::Percent { rate } => rate.to_string(),
                FeeAmount::GreaterOf { amount, rate } => {
                    format!("greater of {} and {rate}", amount.format_grouped())
                }
            },
        })
        .collect()
}

/// The catalogue.
pub(crate) fn kinds() -> Vec<TermChoice> {
    AdditionalFeeKind::ALL
        .iter()
        .map(|kind| TermChoice { value: word(*kind), label: kind.label().to_owned() })
        .collect()
}
