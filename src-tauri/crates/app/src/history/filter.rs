//! A filter as typed, as it is asked for, and in words.

use chrono::{LocalResult, TimeZone, Utc};
use factor_domain::day::Day;
use factor_domain::read::parse_day;
use factor_store::history::{Kind, Wanted};

use crate::error::{AppError, FormProblems};
use crate::history::wire::{HistoryFilter, HistoryKind};
use crate::now::Now;

/// The filter as the storage takes it.
///
/// # Errors
/// At `from` and `until`, if they are no days.
pub(crate) fn read(filter: &HistoryFilter, now: Now) -> Result<Wanted, AppError> {
    let mut problems = FormProblems::default();
    let today = now.day();
    let mut day = |field: &str, typed: &str| {
        if typed.trim().is_empty() { None } else { problems.take(field, parse_day(typed, today)) }
    };
    let (from, until) = (day("from", &filter.from), day("until", &filter.until));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        problems.add("until", "This day lies before the first one.");
    }
    problems.finish()?;
    Ok(Wanted {
        kinds: filter.kinds.iter().map(|kind| Kind::from(*kind)).collect(),
        person: filter.person.trim().to_owned(),
        from,
        until,
        at_from: from.map_or_else(String::new, |day| beginning(day, now)),
        at_until: until
            .and_then(|day| day.plus_days(1).ok())
            .map_or_else(String::new, |day| beginning(day, now)),
    })
}

/// The first moment of a day in the office, as a stamp in UTC.
fn beginning(day: Day, now: Now) -> String {
    // Where the clocks go forward at midnight, the day begins with its first hour that exists.
    let first = (0..=3).find_map(|hour| {
        let civil = day.date().and_hms_opt(hour, 0, 0)?;
        match now.zone().from_local_datetime(&civil) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment),
            LocalResult::None => None,
        }
    });
    let utc = first.map_or_else(
        || day.date().and_hms_opt(0, 0, 0).unwrap_or_default().and_utc(),
        |moment| moment.with_timezone(&Utc),
    );
    Now::new(utc, now.zone()).stamp()
}

/// "October 1, 2026 to November 23, 2026", or as far as the days are given.
pub(super) fn period(wanted: &Wanted, today: Day) -> String {
    match (wanted.from, wanted.until) {
        (Some(from), Some(until)) => format!("{} to {}", from.format_long(), until.format_long()),
        (Some(from), None) => format!("{} to {}", from.format_long(), today.format_long()),
        (None, Some(until)) => format!("the beginning to {}", until.format_long()),
        (None, None) => format!("the beginning to {}", today.format_long()),
    }
}

/// "All entries", or what it is narrowed to, in words.
pub(super) fn in_words(filter: &HistoryFilter) -> String {
    let mut parts = Vec::new();
    let kinds: Vec<&str> = HistoryKind::ALL
        .into_iter()
        .filter(|kind| filter.kinds.contains(kind))
        .map(HistoryKind::label)
        .collect();
    if !kinds.is_empty() {
        parts.push(format!("only {}", kinds.join(", ").to_lowercase()));
    }
    let person = filter.person.trim();
    if !person.is_empty() {
        parts.push(format!("only what {person} did or wrote"));
    }
    if parts.is_empty() { "All entries".to_owned() } else { capital(&parts.join("; ")) }
}

/// With a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
