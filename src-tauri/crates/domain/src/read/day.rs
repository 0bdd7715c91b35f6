//! Dates as people type them.

use crate::day::{Day, MONTHS, Weekday};
use crate::read::ReadError;

const TEXT_CHARS_MAX: usize = 40;
/// Largest count in `+30`: the whole calendar has fewer days.
const COUNT_MAX: i32 = 100_000;

/// Reads a date, seen from `today`.
///
/// Understands `2026-12-01`, `12/01/2026` (month first), `1.12.2026` (day first), `Dec 1, 2026`,
/// `1 dec`, `+30`, `+2w`, `+3m`, `-7`, `eom`, `fri`, `today`, `tomorrow`, `yesterday`. Without a
/// year it is the next such day, today included; a weekday is the next one after today.
///
/// # Errors
/// A sentence for the field: not a date, no such day, or a year outside 1970 to 2199.
pub fn parse_day(text: &str, today: Day) -> Result<Day, ReadError> {
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(ReadError::TooLong);
    }
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(day) = read_word(&text, today) {
        return day;
    }
    if text.starts_with(['+', '-', '\u{2212}']) {
        return read_count(&text, today);
    }
    if text.contains(char::is_alphabetic) {
        return read_with_month_name(&text, today);
    }
    let parts = |separator: char| -> Vec<&str> {
        text.trim_end_matches('.').split(separator).map(str::trim).collect()
    };
    match (&parts('-')[..], &parts('/')[..], &parts('.')[..]) {
        ([year, month, day], _, _) | (_, [year, month, day], _) if year.len() == 4 => {
            from_parts(Some(year), month, day, today)
        }
        (_, [month, day, year], _) | (_, _, [day, month, year]) => {
            from_parts(Some(year), month, day, today)
        }
        (_, [month, day], _) | (_, _, [day, month]) => from_parts(None, month, day, today),
        _ => Err(ReadError::NotADay),
    }
}

fn read_word(text: &str, today: Day) -> Option<Result<Day, ReadError>> {
    match text {
        "today" => return Some(Ok(today)),
        "tomorrow" => return Some(today.plus_days(1)),
        "yesterday" => return Some(today.plus_days(-1)),
        "eom" => return Some(Ok(today.end_of_month())),
        _ => {}
    }
    let place = |weekday: &Weekday| is_short_for(text, weekday.label());
    let wanted = Weekday::ALL.iter().position(place)?;
    let current = Weekday::ALL.iter().position(|weekday| *weekday == today.weekday())?;
    // The same weekday means next week: nobody types "fri" on a Friday to say today.
    let ahead = match (wanted + 7 - current) % 7 {
        0 => 7,
        days => days,
    };
    Some(today.plus_days(i64::try_from(ahead).unwrap_or(7)))
}

/// `dec`, `sept` or `december` for `December`: at least three letters.
fn is_short_for(text: &str, label: &str) -> bool {
    text.len() >= 3 && label.to_lowercase().starts_with(text)
}

/// `+30`, `+2w`, `-1m`.
fn read_count(text: &str, today: Day) -> Result<Day, ReadError> {
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let text = text.trim_start_matches(['+', '-', '\u{2212}']).trim();
    let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (count, unit) = text.split_at(unit_at);
    let count: i32 = count.parse().map_err(|_| ReadError::NotADay)?;
    if count > COUNT_MAX {
        return Err(ReadError::YearOutOfRange);
    }
    let days = i64::from(sign * count);
    match unit.trim() {
        "" | "d" | "day" | "days" => today.plus_days(days),
        "w" | "week" | "weeks" => today.plus_days(days * 7),
        "m" | "month" | "months" => today.plus_months(sign * count),
        "y" | "year" | "years" => today.plus_months(sign * count * 12),
        _ => Err(ReadError::NotADay),
    }
}

/// `dec 1, 2026`, `1 dec 2026`, `december 1st`.
fn read_with_month_name(text: &str, today: Day) -> Result<Day, ReadError> {
    let words: Vec<&str> =
        text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()).collect();
    let (name, day, year) = match words[..] {
        [first, second] => ordered(first, second, None),
        [first, second, year] => ordered(first, second, Some(year)),
        _ => return Err(ReadError::NotADay),
    };
    let month =
        MONTHS.iter().position(|label| is_short_for(name, label)).ok_or(ReadError::NotADay)?;
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    from_parts(year, &(month + 1).to_string(), day, today)
}

fn ordered<'a>(
    first: &'a str,
    second: &'a str,
    year: Option<&'a str>,
) -> (&'a str, &'a str, Option<&'a str>) {
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        (second, first, year)
    } else {
        (first, second, year)
    }
}

fn from_parts(year: Option<&str>, month: &str, day: &str, today: Day) -> Result<Day, ReadError> {
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    if let Some(text) = year {
        let year = number(text, 4)?;
        // Two digits are of this century; three are a slip.
        let year = match text.len() {
            2 => 2000 + year,
            4 => year,
            _ => return Err(ReadError::NotADay),
        };
        let year = i32::try_from(year).map_err(|_| ReadError::YearOutOfRange)?;
        return Day::from_ymd(year, month, day);
    }
    match Day::from_ymd(today.year(), month, day) {
        Ok(day) if day >= today => Ok(day),
        // Passed this year, or the 29th of February of a year that has none.
        Ok(_) | Err(_) => Day::from_ymd(today.year() + 1, month, day),
    }
}

fn number(text: &str, digits_max: usize) -> Result<u32, ReadError> {
    let is_number = (1..=digits_max).contains(&text.len());
    if !is_number || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReadError::NotADay);
    }
    text.parse().map_err(|_| ReadError::NotADay)
}
