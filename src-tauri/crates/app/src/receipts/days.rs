//! Days in the words of the screens of receipts.

use factor_domain::{Day, ReadError, Weekday, parse_day};

/// "Fri, Nov 27".
pub(super) fn day_words(day: Day) -> String {
    let short = day.format_short();
    let month_and_day = short.split(',').next().unwrap_or_default();
    format!("{}, {month_and_day}", short_weekday(day.weekday()))
}

fn short_weekday(weekday: Weekday) -> &'static str {
    &weekday.label()[..3]
}

/// A day that lies behind: nothing typed is today, and a day without its year is the last such
/// day, not the next one.
///
/// # Errors
/// A sentence for the field.
pub(super) fn past_day(text: &str, today: Day) -> Result<Day, ReadError> {
    if text.trim().is_empty() {
        return Ok(today);
    }
    let day = parse_day(text, today)?;
    let digits = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(digits);
    // "tomorrow" and "fri" mean a day ahead, and a day ahead is refused, never moved.
    let is_date = text.trim().contains(|c: char| c.is_ascii_digit());
    if day > today && is_date && !has_year && !text.trim().starts_with('+') {
        return Ok(day.plus_months(-MONTHS_A_YEAR).unwrap_or(day));
    }
    Ok(day)
}

const MONTHS_A_YEAR: i32 = 12;
