//! A funding as it was kept: prepared, booked, reversed.

use factor_store::StoreError;
use factor_store::funding::FundingState;

use crate::error::AppError;
use crate::now::moment_words;
use crate::schedules::facts::Facts;
use crate::schedules::funding_shown::instruction_name;
use crate::schedules::over_advance;
use crate::schedules::wire::{FundingDone, FundingPrepared, PayoutMethod};

fn method_of(word: &str) -> PayoutMethod {
    let value = serde_json::Value::String(word.to_owned());
    serde_json::from_value(value).unwrap_or_default()
}

/// The funding that waits for its yes.
pub(super) fn prepared(facts: &Facts) -> Option<FundingPrepared> {
    let kept = facts.funding.as_ref().filter(|one| one.state == FundingState::Prepared)?;
    Some(FundingPrepared {
        by: kept.prepared_by.1.clone(),
        at: moment_words(&kept.prepared_at, facts.now.zone()),
        method: method_of(&kept.method),
        net: kept.net,
        over_advance: facts.over_advance.as_ref().map(over_advance::shown),
        is_current: true,
    })
}

/// The funding as booked.
///
/// # Errors
/// A receipt that cannot be read.
pub(super) fn done(facts: &Facts) -> Result<Option<FundingDone>, AppError> {
    let Some(kept) = &facts.funding else { return Ok(None) };
    let Some(booked) = &kept.booked else { return Ok(None) };
    let receipt = serde_json::from_str(&booked.report)
        .map_err(|cause| StoreError::bad_row("funding", cause))?;
    let method = method_of(&kept.method);
    let (first, last) = (booked.entries.0.get(), booked.entries.1.get());
    let reversed = kept.reversed.as_ref().map_or_else(String::new, |undone| {
        format!("Reversed on {} by {}: {}", undone.on.format_short(), undone.by, undone.reason)
    });
    Ok(Some(FundingDone {
        schedule_id: facts.schedule.id,
        funded_on: booked.funded_on,
        by: booked.by.clone(),
        at: moment_words(&booked.at, facts.now.zone()),
        invoices: booked.invoices,
        face: booked.face,
        net: kept.net,
        method,
        account: booked.account.clone(),
        reference: booked.reference.clone(),
        entries: (first..=last).map(factor_domain::EntryNumber::new).collect(),
        receipt,
        instruction: instruction_name(facts.schedule.number.as_str(), method),
        can_reverse: false,
        reverse_hold: String::new(),
        reversed,
    }))
}

/// Whether anything was booked on the invoices of a funding since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    Nothing,
    Booked,
}

/// Whether a funding may be undone: nothing was booked on its invoices since.
pub(super) fn set_reversal(funding: &mut FundingDone, since: Since) {
    if !funding.reversed.is_empty() {
        funding.reverse_hold = "This funding was reversed already.".to_owned();
        return;
    }
    match since {
        Since::Nothing => funding.can_reverse = true,
        Since::Booked => {
            funding.reverse_hold =
                "Something was booked on its invoices since. Reverse that first.".to_owned();
        }
    }
}
