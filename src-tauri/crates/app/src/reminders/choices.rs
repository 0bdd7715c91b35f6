//! How each person is reminded: read from the form, kept in the vault.

use factor_domain::day::TimeOfDay;
use factor_domain::read::parse_time;
use factor_domain::reminder::{Choices, DailyDigest, QuietHours};
use factor_store::follow_up;
use factor_store::reminder_choice::{self, ReminderChoice};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::reminders::is_ringing;
use crate::reminders::wire::{ReminderChoices, RemindersSnoozed, SnoozeReminders};
use crate::today::wire::Snooze;
use crate::today::{SNOOZE_MINUTES, snooze_follow_up, snoozed_until, words};
use crate::vault::wire::Nothing;

/// How whoever is at the desk is reminded.
///
/// # Errors
/// Only of the storage.
pub async fn reminder_choices(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<ReminderChoices, AppError> {
    let person = reading.person().await?;
    let mut snapshot = reading.ledger.read().await?;
    Ok(shown(&reminder_choice::load(&mut snapshot, person.id).await?))
}

/// Keeps how whoever is at the desk is reminded. A digest whose time has passed today begins
/// tomorrow.
///
/// # Errors
/// At each wrong field, all at once.
pub async fn save_reminder_choices(
    change: &mut Change<'_>,
    input: ReminderChoices,
) -> Result<ReminderChoices, AppError> {
    let kept = read(&input)?;
    let (person, at, now) = (change.person().id, change.now.stamp(), words::moment(change.now));
    reminder_choice::save(&mut change.tx, person, &kept, &at).await?;
    if kept.choices.digest.is_some_and(|digest| digest.at <= now.time) {
        reminder_choice::tell_day(&mut change.tx, person, now.day).await?;
    }
    let shown = shown(&kept);
    change.record("reminder_choices.saved", format!("person/{person}"), &json!(shown))?;
    Ok(shown)
}

/// Puts off everything that has come due for whoever is at the desk, all until the same moment.
///
/// # Errors
/// At `minutes` outside 5 to 10,080.
pub async fn snooze_reminders(
    change: &mut Change<'_>,
    input: SnoozeReminders,
) -> Result<RemindersSnoozed, AppError> {
    let (person, now) = (change.person().id, words::moment(change.now));
    let kept = reminder_choice::load(change.tx.connection(), person).await?;
    let minutes = Some(input.minutes.unwrap_or(kept.snooze_minutes));
    let open = follow_up::open_until(change.tx.connection(), now.day).await?;
    let mut count = 0;
    for one in open.iter().filter(|one| one.is_for(person) && is_ringing(one, now)) {
        // What a clock that was set back shows although it is to come is not put off.
        if one.to_plan().due() <= now {
            let asked = Snooze { follow_up_id: one.id, minutes };
            snooze_follow_up(change, asked).await?;
            count += 1;
        }
    }
    let until = words::due_of(snoozed_until(change.now, minutes));
    Ok(RemindersSnoozed { count, until })
}

fn shown(kept: &ReminderChoice) -> ReminderChoices {
    let typed = |time: Option<TimeOfDay>| time.map_or_else(String::new, words::time_words);
    let Choices { quiet_hours, has_quiet_weekends, digest, repeat_minutes } = kept.choices;
    ReminderChoices {
        snooze_minutes: kept.snooze_minutes,
        quiet_from: typed(quiet_hours.map(QuietHours::from)),
        quiet_until: typed(quiet_hours.map(QuietHours::until)),
        has_quiet_weekends,
        digest_at: typed(digest.map(|digest| digest.at)),
        repeat_minutes,
    }
}

/// The form as typed becomes choices, or every problem it has.
fn read(input: &ReminderChoices) -> Result<ReminderChoice, AppError> {
    let mut problems = FormProblems::default();
    for (field, minutes, what) in [
        ("snooze_minutes", Some(input.snooze_minutes), "Snooze"),
        ("repeat_minutes", input.repeat_minutes, "Repeat"),
    ] {
        if minutes.is_some_and(|minutes| !SNOOZE_MINUTES.contains(&minutes)) {
            problems.add(field, format!("{what} from 5 minutes to 7 days (10,080)."));
        }
    }
    let quiet_hours = read_quiet(input, &mut problems);
    let digest = read_time("digest_at", &input.digest_at, &mut problems);
    if let Some((at, hours)) = digest.zip(quiet_hours).filter(|(at, hours)| hours.contains(*at)) {
        let (from, until) = (words::time_words(hours.from()), words::time_words(hours.until()));
        problems.add(
            "digest_at",
            format!(
                "{} lies in your quiet hours, {from} to {until}. Choose a time outside them.",
                words::time_words(at)
            ),
        );
    }
    problems.finish()?;
    let choices = Choices {
        quiet_hours,
        has_quiet_weekends: input.has_quiet_weekends,
        digest: digest.map(|at| DailyDigest { at, told_on: None }),
        repeat_minutes: input.repeat_minutes,
    };
    Ok(ReminderChoice { snooze_minutes: input.snooze_minutes, choices })
}

fn read_quiet(input: &ReminderChoices, problems: &mut FormProblems) -> Option<QuietHours> {
    let is_typed = |text: &str| !text.trim().is_empty();
    let from = read_time("quiet_from", &input.quiet_from, problems);
    let until = read_time("quiet_until", &input.quiet_until, problems);
    match (is_typed(&input.quiet_from), is_typed(&input.quiet_until)) {
        (true, false) => problems.add("quiet_until", "Say until when, or leave both empty."),
        (false, true) => problems.add("quiet_from", "Say from when, or leave both empty."),
        (true, true) | (false, false) => {}
    }
    let (from, until) = from.zip(until)?;
    let hours = QuietHours::new(from, until);
    if hours.is_none() {
        problems.add("quiet_until", "Choose another time than the one at which they begin.");
    }
    hours
}

/// None for an empty field, and for a wrong one.
fn read_time(field: &str, typed: &str, problems: &mut FormProblems) -> Option<TimeOfDay> {
    if typed.trim().is_empty() { None } else { problems.take(field, parse_time(typed)) }
}
