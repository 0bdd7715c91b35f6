//! How the firm is reminded of the end of its contracts.

use factor_store::contract::reminder;
use serde_json::json;

use crate::contracts::wire::ContractRules;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::vault::wire::Nothing;

/// Most reminders of one term.
const LEADS_MAX: usize = 6;
/// Half a year; whoever needs longer decides early.
const LEAD_DAYS_MAX: u16 = 180;

/// The days before the last day for notice on which the firm is reminded.
///
/// # Errors
/// Only of the storage.
pub async fn contract_rules(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<ContractRules, AppError> {
    let mut read = reading.ledger.read().await?;
    Ok(shown(&reminder::lead_days(&mut read).await?))
}

/// Keeps other days; what was announced stays announced.
///
/// # Errors
/// At `lead_days`, if they are not one to six whole numbers up to 180.
pub async fn set_contract_rules(
    change: &mut Change<'_>,
    input: ContractRules,
) -> Result<ContractRules, AppError> {
    let days = read(&input.lead_days).map_err(|words| AppError::field("lead_days", words))?;
    let at = change.now.stamp();
    reminder::set_lead_days(&mut change.tx, &days, &at).await?;
    change.record("contract_rules.saved", "firm".to_owned(), &json!({ "lead_days": days }))?;
    Ok(shown(&days))
}

fn shown(days: &[u16]) -> ContractRules {
    let days: Vec<String> = days.iter().map(u16::to_string).collect();
    ContractRules { lead_days: days.join(", ") }
}

/// The longest first, each once.
fn read(text: &str) -> Result<Vec<u16>, String> {
    let parts = text.split([',', ' ', ';']).map(str::trim).filter(|part| !part.is_empty());
    let days: Option<Vec<u16>> =
        parts.map(|part| part.parse::<u16>().ok().filter(|days| *days <= LEAD_DAYS_MAX)).collect();
    let mut days = days.unwrap_or_default();
    days.sort_unstable_by_key(|days| std::cmp::Reverse(*days));
    days.dedup();
    if (1..=LEADS_MAX).contains(&days.len()) {
        return Ok(days);
    }
    Err(format!(
        "Enter one to {LEADS_MAX} numbers of days up to {LEAD_DAYS_MAX}, such as 30, 7, 0."
    ))
}
