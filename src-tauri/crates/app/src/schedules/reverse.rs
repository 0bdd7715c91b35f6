//! A funding is undone by mirrors, while nothing else has happened to its invoices.

use factor_domain::text::LongText;
use factor_domain::{Act, EntryNumber, ScheduleId};
use factor_store::book::{self, Reversal};
use factor_store::funding::{self as stored, FundingState, Reversed};
use factor_store::invoice::{self, InvoiceState};
use factor_store::schedule::{self as schedules, ScheduleState};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::over_advances;
use crate::schedules::wire::{FundingReversal, SchedulePage};
use crate::schedules::{page, subject};

/// Books the mirror of every entry of a funding, the last one first. The schedule is submitted
/// again and may be corrected and funded anew.
///
/// # Errors
/// No reason; a funding that is not booked or was reversed; anything booked on its invoices since.
pub async fn reverse_funding(
    change: &mut Change<'_>,
    input: FundingReversal,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Reverse)?;
    let id = input.schedule_id;
    let reason = LongText::new("reason", &input.reason)
        .map_err(|problem| AppError::field("reason", problem.message))?;
    if reason.as_str().trim().is_empty() {
        return Err(AppError::field("reason", "Say why; it stands beside the mirrors."));
    }
    let funding = stored::of_schedule(&mut change.tx, id).await?;
    let funding = funding.filter(|one| one.state == FundingState::Confirmed);
    let Some((funding, booked)) = funding.and_then(|one| {
        let booked = one.booked.clone()?;
        Some((one, booked))
    }) else {
        return Err(AppError::refused("This schedule has no funding that could be reversed."));
    };
    let (first, last) = booked.entries;
    if stored::booked_after(&mut change.tx, id, last).await? {
        return Err(AppError::refused(
            "Something was booked on its invoices since, such as a payment. Reverse that first.",
        ));
    }
    must_be_out(change, id, funding.id).await?;
    let (today, at) = (change.now.day(), change.now.stamp());
    let reversal = Reversal {
        event_on: today,
        value_on: today,
        booked_on: today,
        booked_at: &at,
        user: person.name.as_str(),
    };
    for number in (first.get()..=last.get()).rev().map(EntryNumber::new) {
        book::reverse(&mut change.tx, number, &reversal).await?;
    }
    take_back(change, &input).await?;
    let undone =
        Reversed { by: person.name.to_string(), on: today, reason: reason.as_str().to_owned() };
    stored::mark_reversed(&mut change.tx, funding.id, &undone).await?;
    let detail = json!({
        "reason": reason.as_str(), "by": person.name.as_str(), "entries": [first, last]
    });
    change.record("funding.reversed", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}

/// Refuses where something was paid back on the over-advance of the funding since.
async fn must_be_out(
    change: &mut Change<'_>,
    id: ScheduleId,
    funding: i64,
) -> Result<(), AppError> {
    let Some(agreed) = stored::over_advance_of(&mut change.tx, funding).await? else {
        return Ok(());
    };
    let client = schedules::load(&mut change.tx, id).await?.client;
    let currency = agreed.amount.currency();
    let out = over_advances::of_client(&mut change.tx, client, currency).await?;
    if out.iter().any(|one| one.of.schedule == id && one.left == agreed.amount) {
        return Ok(());
    }
    Err(AppError::refused(
        "Its over-advance was paid back since, in part or in full. Reverse that first.",
    ))
}

/// The invoices were not sold; their lines may be bought again.
async fn take_back(change: &mut Change<'_>, input: &FundingReversal) -> Result<(), AppError> {
    let (id, at) = (input.schedule_id, change.now.stamp());
    for one in invoice::of_schedule(&mut change.tx, id).await? {
        if one.state == InvoiceState::Purchased {
            invoice::take_back_purchase(&mut change.tx, one.id, &at).await?;
        }
    }
    for line in schedules::lines(&mut change.tx, id).await? {
        schedules::set_invoice(&mut change.tx, line.id, None).await?;
    }
    schedules::set_state(&mut change.tx, id, ScheduleState::Submitted, &at).await?;
    Ok(())
}
