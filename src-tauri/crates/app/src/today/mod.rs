//! Today: the morning queue, the calendar, the reminders, and what is done with a follow-up.

mod contacts;
mod follow_ups;
mod mail_rows;
mod page;
pub mod wire;
pub(crate) mod words;

use std::collections::BTreeMap;

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::reminder::Moment;
use factor_store::follow_up::{self, FollowUp};

pub use contacts::contacts;
pub(crate) use follow_ups::read_next;
pub(crate) use follow_ups::{SNOOZE_MINUTES, snoozed_until};
pub use follow_ups::{finish_follow_up, move_follow_up, reopen_follow_up, snooze_follow_up};
pub use page::today;

use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::promises;
use crate::now::Now;
use crate::reminders;
use crate::today::wire::{CalendarDay, CalendarMonth, FollowUpShown, MonthAsked, ReminderRows};
use crate::vault::wire::Nothing;

/// A follow-up as every list shows it.
#[must_use]
pub fn shown(follow_up: &FollowUp, now: Now) -> FollowUpShown {
    let at = words::moment(now);
    let is_done = follow_up.done_on.is_some();
    let due_words = if is_done {
        words::day_words(follow_up.due.day, at.day)
    } else {
        words::due_words(follow_up.due, at.day)
    };
    FollowUpShown {
        id: follow_up.id,
        subject: follow_up.subject,
        client_name: follow_up.client_name.clone(),
        contact_name: follow_up.contact_name.as_str().to_owned(),
        contact_phone: follow_up.contact_phone.clone(),
        reason: follow_up.reason.as_str().to_owned(),
        due: words::due(follow_up.due),
        due_words,
        is_overdue: !is_done && words::is_overdue(follow_up.due, at),
        snoozed_until: follow_up.snoozed.filter(|until| *until > at).map(words::due_of),
        is_done,
        previous_due: follow_up.previous.map(words::due),
        owner_id: follow_up.owner.as_ref().map(|owner| owner.id),
        owner: follow_up.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
    }
}

/// The marks under the days of a month: how many follow-ups are open on each, and how many promises
/// for it were not kept.
///
/// # Errors
/// At `month`, if it is not one like "2026-11"; otherwise of the storage.
pub async fn calendar(reading: &Reading<'_>, input: MonthAsked) -> Result<CalendarMonth, AppError> {
    let first = Day::from_iso(&format!("{}-01", input.month))
        .map_err(|_problem| AppError::field("month", "This is not a month, like 2026-11."))?;
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let days = follow_up::days(connection, first, first.end_of_month()).await?;
    let missed = promises::missed(connection, reading.now.day()).await?;
    drop(snapshot);
    let now = words::moment(reading.now);
    let mut by_day: BTreeMap<Day, CalendarDay> = BTreeMap::new();
    for day in days {
        let has_passed = |time: TimeOfDay| Moment { day: day.day, time } < now;
        let has_overdue = day.day < now.day || day.first_time.is_some_and(has_passed);
        let shown = CalendarDay { day: day.day, count: day.count, has_overdue, broken: 0 };
        by_day.insert(day.day, shown);
    }
    for judged in missed {
        let day = judged.promised.promise.due_on;
        if day < first || day > first.end_of_month() {
            continue;
        }
        let none = CalendarDay { day, count: 0, has_overdue: false, broken: 0 };
        by_day.entry(day).or_insert(none).broken += 1;
    }
    Ok(CalendarMonth { month: input.month, days: by_day.into_values().collect() })
}

/// What has come due and is not answered; what is snoozed waits.
///
/// # Errors
/// Only of the storage.
pub async fn reminders(reading: &Reading<'_>, _input: Nothing) -> Result<ReminderRows, AppError> {
    reminders::rows(reading).await
}
