//! By what the firm's releases are held.

use factor_domain::Act;
use factor_domain::settlement::PastDue;
use factor_store::release::{self as stored, ReleaseRules};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::releases::wire::{ReleaseRulesInput, ReleaseRulesShown};

/// Ten years; an invoice is never that old.
const HOLD_AGE_DAYS_MAX: u16 = 3_650;
const CHARGE_DAYS_MAX: u16 = 365;

pub(super) fn shown(rules: ReleaseRules) -> ReleaseRulesShown {
    ReleaseRulesShown {
        hold_age_days: rules.hold_age_days.map(|days| days.to_string()).unwrap_or_default(),
        charge_days: rules.charge_days.to_string(),
        past_due_is_recovered: matches!(rules.past_due, PastDue::IsRecovered),
    }
}

/// Keeps the rules; what was released before stays released.
///
/// # Errors
/// At each field that cannot be.
pub async fn set_release_rules(
    change: &mut Change<'_>,
    input: ReleaseRulesInput,
) -> Result<ReleaseRulesShown, AppError> {
    change.require(Act::Release)?;
    let mut problems = FormProblems::default();
    let age = input.hold_age_days.trim();
    let hold_age_days = match age {
        "" => None,
        typed => problems.take("hold_age_days", days(typed, 1, HOLD_AGE_DAYS_MAX)),
    };
    let charge_days =
        problems.take("charge_days", days(input.charge_days.trim(), 0, CHARGE_DAYS_MAX));
    problems.finish()?;
    let rules = ReleaseRules {
        hold_age_days,
        charge_days: charge_days.unwrap_or_default(),
        past_due: if input.past_due_is_recovered { PastDue::IsRecovered } else { PastDue::Holds },
    };
    let at = change.now.stamp();
    stored::set_rules(&mut change.tx, &rules, &at).await?;
    let detail = json!({ "hold_age_days": hold_age_days, "charge_days": rules.charge_days });
    change.record("release_rules.saved", "firm".to_owned(), &detail)?;
    Ok(shown(rules))
}

fn days(typed: &str, least: u16, most: u16) -> Result<u16, String> {
    match typed.parse::<u16>() {
        Ok(days) if (least..=most).contains(&days) => Ok(days),
        Ok(_) | Err(_) => Err(format!("Enter whole days from {least} to {most}.")),
    }
}
