//! What is done with a follow-up: put off, moved, finished, opened again.

use std::ops::RangeInclusive;

use factor_domain::day::TimeOfDay;
use factor_domain::ids::FollowUpId;
use factor_domain::read::{parse_day, parse_time};
use factor_domain::reminder::Moment;
use factor_store::follow_up::{self, FollowUp, When};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::now::Now;
use crate::reminders;
use crate::today::wire::{FollowUpAsked, FollowUpMove, FollowUpShown, Snooze};
use crate::today::{shown, words};

/// From five minutes to a week; beyond it the date itself is moved.
pub(crate) const SNOOZE_MINUTES: RangeInclusive<u32> = 5..=10_080;
/// When a morning begins.
const MORNING_HOUR: u16 = 9;

/// Keeps the reminder quiet for a while; the date of the follow-up stays.
///
/// # Errors
/// At `minutes` outside 5 to 10,080; refused if it is done, or not due before the snooze ends.
pub async fn snooze_follow_up(
    change: &mut Change<'_>,
    input: Snooze,
) -> Result<FollowUpShown, AppError> {
    if input.minutes.is_some_and(|minutes| !SNOOZE_MINUTES.contains(&minutes)) {
        return Err(AppError::field("minutes", "Snooze from 5 minutes to 7 days (10,080)."));
    }
    let follow_up = load_open(change, input.follow_up_id).await?;
    let until = snoozed_until(change.now, input.minutes);
    let due = follow_up::FollowUp { snoozed: None, ..follow_up.clone() }.to_plan().due();
    if until < due {
        let day = words::when_words(follow_up.due, change.now.day());
        return Err(AppError::refused(format!(
            "This is not due before {day}. Move the date instead."
        )));
    }
    let at = change.now.stamp();
    follow_up::snooze(&mut change.tx, follow_up.id, until, &at).await?;
    let detail = json!({ "until": until.to_string() });
    change.record("follow_up.snoozed", subject(follow_up.id), &detail)?;
    reminders::expect(change.desk, until);
    answer(change, follow_up.id).await
}

/// Moves a follow-up to another day; the day before stays known, for undo.
///
/// # Errors
/// At `day` and `time`, if they cannot be read or the day is past; refused if it is done.
pub async fn move_follow_up(
    change: &mut Change<'_>,
    input: FollowUpMove,
) -> Result<FollowUpShown, AppError> {
    let follow_up = load_open(change, input.follow_up_id).await?;
    let due = read_next(&input.day, &input.time, change.now, ["day", "time"], follow_up.previous)?;
    if due == follow_up.due && follow_up.snoozed.is_none() {
        return Ok(shown(&follow_up, change.now));
    }
    let at = change.now.stamp();
    follow_up::move_to(&mut change.tx, follow_up.id, due, &at).await?;
    let detail = json!({ "from": follow_up.due.day, "to": due.day });
    change.record("follow_up.moved", subject(follow_up.id), &detail)?;
    let moved = load(change, follow_up.id).await?;
    reminders::expect(change.desk, moved.to_plan().due());
    Ok(shown(&moved, change.now))
}

/// Finishes a follow-up; one that is done stays as it is.
///
/// # Errors
/// If it is not there.
pub async fn finish_follow_up(
    change: &mut Change<'_>,
    input: FollowUpAsked,
) -> Result<FollowUpShown, AppError> {
    let follow_up = load(change, input.follow_up_id).await?;
    if follow_up.done_on.is_some() {
        return Ok(shown(&follow_up, change.now));
    }
    let (at, today) = (change.now.stamp(), change.now.day());
    follow_up::finish(&mut change.tx, follow_up.id, today, None, &at).await?;
    change.record("follow_up.finished", subject(follow_up.id), &json!({}))?;
    answer(change, follow_up.id).await
}

/// Opens a finished follow-up again, where it was; one that is open stays as it is.
///
/// # Errors
/// If it is not there.
pub async fn reopen_follow_up(
    change: &mut Change<'_>,
    input: FollowUpAsked,
) -> Result<FollowUpShown, AppError> {
    let follow_up = load(change, input.follow_up_id).await?;
    if follow_up.done_on.is_none() {
        return Ok(shown(&follow_up, change.now));
    }
    let at = change.now.stamp();
    follow_up::reopen(&mut change.tx, follow_up.id, &at).await?;
    change.record("follow_up.reopened", subject(follow_up.id), &json!({}))?;
    answer(change, follow_up.id).await
}

/// A next contact as typed: a day that is not past, and a time or none. A time of today that has
/// passed is due at once. `undo` is the one past moment that is taken: where it was before.
///
/// # Errors
/// At the two `fields`, all problems at once.
pub(crate) fn read_next(
    day: &str,
    time: &str,
    now: Now,
    fields: [&str; 2],
    undo: Option<When>,
) -> Result<When, AppError> {
    let [day_field, time_field] = fields;
    let mut problems = FormProblems::default();
    let day = if day.trim().is_empty() {
        problems.add(day_field, "Enter the day of the next contact.");
        None
    } else {
        problems.take(day_field, parse_day(day, now.day()))
    };
    let time = if time.trim().is_empty() {
        Some(None)
    } else {
        problems.take(time_field, parse_time(time)).map(Some)
    };
    let typed = day.zip(time).map(|(day, time)| When { day, time });
    if day.is_some_and(|day| day < now.day()) && (typed.is_none() || typed != undo) {
        problems.add(day_field, "This day is past. Choose today or later.");
    }
    problems.finish()?;
    Ok(typed.expect("a form without problems has been read"))
}

/// When a snooze of these minutes ends; of none: at nine tomorrow morning.
pub(crate) fn snoozed_until(now: Now, minutes: Option<u32>) -> Moment {
    minutes.map_or_else(|| tomorrow_morning(now), |minutes| words::minutes_from(now, minutes))
}

fn tomorrow_morning(now: Now) -> Moment {
    // The calendar ends in 2199; there the last day has to do.
    let day = now.day().plus_days(1).unwrap_or(now.day());
    let time = TimeOfDay::new(MORNING_HOUR, 0).expect("nine is an hour");
    Moment { day, time }
}

fn subject(id: FollowUpId) -> String {
    format!("follow_up/{id}")
}

async fn load(change: &mut Change<'_>, id: FollowUpId) -> Result<FollowUp, AppError> {
    follow_up::load(change.tx.connection(), id)
        .await?
        .ok_or_else(|| AppError::not_found("follow-up"))
}

async fn load_open(change: &mut Change<'_>, id: FollowUpId) -> Result<FollowUp, AppError> {
    let follow_up = load(change, id).await?;
    if follow_up.done_on.is_some() {
        return Err(AppError::refused("This follow-up is done. Open it again first."));
    }
    Ok(follow_up)
}

async fn answer(change: &mut Change<'_>, id: FollowUpId) -> Result<FollowUpShown, AppError> {
    let follow_up = load(change, id).await?;
    Ok(shown(&follow_up, change.now))
}
