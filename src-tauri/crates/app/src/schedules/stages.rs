//! A schedule is submitted, sent back, withdrawn.

use factor_domain::Act;
use factor_domain::text::LongText;
use factor_store::funding;
use factor_store::schedule::{self as stored, ScheduleState};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::schedules::wire::{ScheduleAsked, SchedulePage, ScheduleReason};
use crate::schedules::{open, page, subject};

/// Offers a schedule for the decision.
///
/// # Errors
/// A schedule that is submitted already, or without a line.
pub async fn submit_schedule(
    change: &mut Change<'_>,
    input: ScheduleAsked,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let id = input.schedule_id;
    let schedule = open(change, id).await?;
    if schedule.state == ScheduleState::Submitted {
        return Err(AppError::refused("This schedule is submitted already."));
    }
    if stored::lines(&mut change.tx, id).await?.is_empty() {
        return Err(AppError::refused("Type at least one invoice before you submit."));
    }
    let at = change.now.stamp();
    stored::set_state(&mut change.tx, id, ScheduleState::Submitted, &at).await?;
    let by = Some((person.name.as_str(), at.as_str()));
    stored::mark_submitted(&mut change.tx, id, by).await?;
    stored::set_reason(&mut change.tx, id, "").await?;
    change.record("schedule.submitted", subject(id), &json!({ "by": person.name.as_str() }))?;
    page::page(&mut change.tx, id, change.now).await
}

/// Gives a submitted schedule back for correction.
///
/// # Errors
/// No reason, or a schedule that is not submitted.
pub async fn send_back_schedule(
    change: &mut Change<'_>,
    input: ScheduleReason,
) -> Result<SchedulePage, AppError> {
    let schedule = open(change, input.schedule_id).await?;
    if schedule.state != ScheduleState::Submitted {
        return Err(AppError::refused("Only a submitted schedule can be sent back."));
    }
    give_back(change, &input, ScheduleState::Draft, "schedule.sent_back").await
}

/// The client takes a schedule back.
///
/// # Errors
/// No reason, or a schedule that is funded.
pub async fn withdraw_schedule(
    change: &mut Change<'_>,
    input: ScheduleReason,
) -> Result<SchedulePage, AppError> {
    open(change, input.schedule_id).await?;
    give_back(change, &input, ScheduleState::Withdrawn, "schedule.withdrawn").await
}

async fn give_back(
    change: &mut Change<'_>,
    input: &ScheduleReason,
    state: ScheduleState,
    what: &str,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let id = input.schedule_id;
    let reason = LongText::new("reason", &input.reason)
        .map_err(|problem| AppError::field("reason", problem.message))?;
    if reason.as_str().trim().is_empty() {
        return Err(AppError::field("reason", "Say why; the client will ask."));
    }
    let at = change.now.stamp();
    stored::set_state(&mut change.tx, id, state, &at).await?;
    stored::mark_submitted(&mut change.tx, id, None).await?;
    stored::set_reason(&mut change.tx, id, reason.as_str()).await?;
    funding::drop_prepared(&mut change.tx, id).await?;
    let detail = json!({ "reason": reason.as_str(), "by": person.name.as_str() });
    change.record(what, subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}
