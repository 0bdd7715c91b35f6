//! The days of a statement: as typed, as words, and those that are often asked for.

use factor_domain::statement::Period;
use factor_domain::{Day, parse_day};

use crate::error::{AppError, FormProblems};
use crate::now::Now;
use crate::sentence::sentence;
use crate::statements::wire::StatementPreset;

/// Reads the days. Nothing typed last is today; nothing typed first makes it one day.
pub(super) fn read(from: &str, to: &str, now: Now) -> Result<Period, AppError> {
    let today = now.day();
    let mut problems = FormProblems::default();
    let read = |typed: &str, missing: Option<Day>| match typed.trim() {
        "" => Ok(missing),
        typed => {
            parse_day(typed, today).map(Some).map_err(|problem| sentence(&problem.to_string()))
        }
    };
    let last = problems.take("to", read(to, Some(today))).flatten();
    let first = problems.take("from", read(from, last)).flatten();
    if let Some(last) = last
        && last > today
    {
        let last = last.format_short();
        problems.add("to", format!("{last} has not come yet. The books end today."));
    }
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        problems.add("from", "The first day is after the last one.");
    }
    problems.finish()?;
    match (first, last) {
        (Some(first), Some(last)) => Ok(Period { first, last }),
        (None, _) | (_, None) => Err(AppError::refused("Type the days of the statement.")),
    }
}

/// "Oct 1 to 31, 2026", "Sep 20 to Oct 3, 2026", "as of Nov 19, 2026".
pub(crate) fn words(period: Period) -> String {
    let Period { first, last } = period;
    let is_same_year = first.year() == last.year();
    if first == last {
        format!("As of {}", last.format_long())
    } else if is_same_year && first.month() == last.month() {
        let (first, last) = (first.format_long(), last.format_long());
        let month_and_day = first.split(',').next().unwrap_or_default();
        let day_and_year = last.split_once(' ').map_or("", |(_, rest)| rest);
        format!("{month_and_day} to {day_and_year}")
    } else if is_same_year {
        let first = first.format_long();
        format!("{} to {}", first.split(',').next().unwrap_or_default(), last.format_long())
    } else {
        format!("{} to {}", first.format_long(), last.format_long())
    }
}

/// "Oct 5", or with its year where that is not the statement's.
pub(super) fn short(day: Day, period: Period) -> String {
    crate::letters::day_beside(day, period.last)
}

/// The day before a period; the calendar's first day has none.
pub(super) fn day_before(period: Period) -> Day {
    period.first.plus_days(-1).unwrap_or(period.first)
}

/// Last month, this month so far, the quarter, the year, today.
pub(super) fn presets(now: Now) -> Vec<StatementPreset> {
    let today = now.day();
    let month = today.in_same_month(1);
    let before = |months: i32| month.plus_months(-months).unwrap_or(month);
    let into_quarter = i32::try_from((today.month() - 1) % 3).unwrap_or(0);
    let into_year = i32::try_from(today.month() - 1).unwrap_or(0);
    let quarter = before(into_quarter);
    let last_quarter = before(into_quarter + 3);
    let end = |first: Day| first.plus_days(-1).unwrap_or(first);
    let preset = |label: &str, from: Option<Day>, to: Day| StatementPreset {
        label: label.to_owned(),
        from: from.map_or_else(String::new, Day::format_short),
        to: to.format_short(),
    };
    vec![
        preset("Last month", Some(before(1)), end(month)),
        preset("This month so far", Some(month), today),
        preset("Last quarter", Some(last_quarter), end(quarter)),
        preset("This year so far", Some(before(into_year)), today),
        preset("As of today", None, today),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn a_period_is_written_as_short_as_it_can_be() {
        let table = [
            ("2026-10-01", "2026-10-31", "October 1 to 31, 2026"),
            ("2026-09-20", "2026-10-03", "September 20 to October 3, 2026"),
            ("2025-12-20", "2026-01-03", "December 20, 2025 to January 3, 2026"),
            ("2026-11-19", "2026-11-19", "As of November 19, 2026"),
        ];
        for (first, last, expected) in table {
            assert_eq!(words(Period { first: day(first), last: day(last) }), expected);
        }
    }
}
