//! Times of day as people type them.

use crate::day::TimeOfDay;
use crate::read::ReadError;

const TEXT_CHARS_MAX: usize = 20;

/// Reads `9:30 am`, `14:05`, `9`, `9pm`, `9.30`, `1405`, `noon`.
///
/// # Errors
/// A sentence for the field: nothing typed, or not a time of day.
pub fn parse_time(text: &str) -> Result<TimeOfDay, ReadError> {
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(ReadError::NotATime);
    }
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text == "noon" {
        return TimeOfDay::new(12, 0);
    }
    let (figures, half) = split_half(&text);
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return Err(ReadError::NotATime),
        None if figures.len() >= 3 && figures.is_ascii() => figures.split_at(figures.len() - 2),
        None => (figures, "00"),
    };
    let hour = in_half(number(hour)?, half)?;
    TimeOfDay::new(hour, number(minute)?)
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn split_half(text: &str) -> (&str, Option<Half>) {
    let ends = [
        ("am", Half::Morning),
        ("a.m.", Half::Morning),
        ("a", Half::Morning),
        ("pm", Half::Afternoon),
        ("p.m.", Half::Afternoon),
        ("p", Half::Afternoon),
    ];
    ends.iter()
        .find_map(|(end, half)| Some((text.strip_suffix(end)?.trim_end(), Some(*half))))
        .unwrap_or((text, None))
}

/// Twelve is the first hour of each half, not the last.
fn in_half(hour: u16, half: Option<Half>) -> Result<u16, ReadError> {
    match half {
        None => Ok(hour),
        Some(Half::Morning | Half::Afternoon) if !(1..=12).contains(&hour) => {
            Err(ReadError::NotATime)
        }
        Some(Half::Morning) => Ok(hour % 12),
        Some(Half::Afternoon) => Ok(hour % 12 + 12),
    }
}

fn number(text: &str) -> Result<u16, ReadError> {
    if !(1..=2).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReadError::NotATime);
    }
    text.parse().map_err(|_| ReadError::NotATime)
}
