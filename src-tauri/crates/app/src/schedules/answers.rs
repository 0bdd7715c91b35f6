//! Checks that somebody lets pass, with name and reason.

use factor_domain::Act;
use factor_domain::text::LongText;
use factor_store::schedule::{self as stored, NewOverride};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::schedules::check::{Checked, topic_word};
use crate::schedules::facts::Facts;
use crate::schedules::page::Draft;
use crate::schedules::wire::{CheckOverride, CheckOverrideAsked, SchedulePage};
use crate::schedules::{open, page, refused, subject, words};

/// Lets a check pass. It counts for the figures it was given for, and lapses when they change.
///
/// # Errors
/// No reason; a check that nobody may override, or that passes; a role that may not.
pub async fn override_check(
    change: &mut Change<'_>,
    input: CheckOverride,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Override)?;
    let id = input.schedule_id;
    open(change, id).await?;
    let reason = LongText::new("reason", &input.reason)
        .map_err(|problem| AppError::field("reason", problem.message))?;
    if reason.as_str().trim().is_empty() {
        return Err(AppError::field("reason", "Say why this may pass; it is kept in the log."));
    }
    let facts = Facts::load(&mut change.tx, id, change.now).await?;
    let against = against(facts, &input)?;
    let topic = topic_word(input.topic);
    let at = change.now.stamp();
    let before = stored::overrides(&mut change.tx, id).await?;
    if before.iter().any(|one| one.line == input.line_id && one.topic == topic) {
        let key = (input.line_id, topic.as_str());
        stored::take_back_override(&mut change.tx, id, key, &person, &at).await?;
    }
    let new = NewOverride {
        line: input.line_id,
        topic: &topic,
        against: &against,
        reason: reason.as_str(),
        attachment: input.attachment_id,
        by: &person,
    };
    stored::give_override(&mut change.tx, id, &new, &at).await?;
    let detail = json!({
        "line_id": input.line_id, "topic": topic, "against": against,
        "reason": reason.as_str(), "by": person.name.as_str()
    });
    change.record("schedule.check_overridden", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}

/// What the check says now.
fn against(facts: Facts, input: &CheckOverride) -> Result<String, AppError> {
    let checked = facts.checked().map_err(|refusal| refused(&refusal))?;
    let draft = Draft::new(facts, checked);
    let of_schedule = draft.of_schedule()?;
    let found: Option<&Checked> = match input.line_id {
        None => of_schedule.iter().find(|check| check.line.topic == input.topic),
        Some(id) => {
            let place = draft.facts.lines.iter().position(|line| line.row.id == id);
            place.and_then(|place| {
                let mut checks = draft.checked[place].checks.iter();
                checks.find(|check| check.line.topic == input.topic)
            })
        }
    };
    let Some(check) = found else {
        return Err(AppError::refused("This check is not made here any more. Look again."));
    };
    if !check.line.topic.may_override(check.line.verdict) {
        let label = words::label(check.line.topic);
        return Err(AppError::refused(if check.is_open() {
            format!("{label}: nobody may override this. Solve it, or leave the line out.")
        } else {
            format!("{label}: this check passes. There is nothing to override.")
        }));
    }
    Ok(check.line.reason.clone())
}

/// Takes an override back; the check counts again.
///
/// # Errors
/// A check without an override.
pub async fn take_back_override(
    change: &mut Change<'_>,
    input: CheckOverrideAsked,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Override)?;
    let id = input.schedule_id;
    open(change, id).await?;
    let topic = topic_word(input.topic);
    let at = change.now.stamp();
    let key = (input.line_id, topic.as_str());
    stored::take_back_override(&mut change.tx, id, key, &person, &at).await?;
    let detail = json!({ "line_id": input.line_id, "topic": topic });
    change.record("schedule.override_taken_back", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}
