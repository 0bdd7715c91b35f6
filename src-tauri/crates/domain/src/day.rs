//! Days of the calendar and times of day, without a clock or a time zone.

use crate::read::ReadError;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the calendar between 1970 and 2199; on the wire `2026-12-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Day(NaiveDate);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the seven days need no explanation")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// From Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// `Friday`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// First year of the calendar the product works with.
    pub const YEAR_MIN: i32 = 1970;
    /// Last year of the calendar the product works with.
    pub const YEAR_MAX: i32 = 2199;

    /// The day of this date.
    ///
    /// # Errors
    /// A year outside 1970 to 2199.
    pub fn new(date: NaiveDate) -> Result<Day, ReadError> {
        if (Day::YEAR_MIN..=Day::YEAR_MAX).contains(&date.year()) {
            Ok(Day(date))
        } else {
            Err(ReadError::YearOutOfRange)
        }
    }

    /// The day with this year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// # Errors
    /// A year outside 1970 to 2199, or a day the calendar does not have.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Result<Day, ReadError> {
        if !(Day::YEAR_MIN..=Day::YEAR_MAX).contains(&year) {
            return Err(ReadError::YearOutOfRange);
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Day).ok_or(ReadError::NoSuchDay)
    }

    /// Reads `2026-12-01` and nothing else; for typed dates see [`crate::parse_day`].
    ///
    /// # Errors
    /// Any other form, a day the calendar does not have, a year outside 1970 to 2199.
    pub fn from_iso(text: &str) -> Result<Day, ReadError> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(ReadError::NotADay) };
        let is_iso = [(year, 4), (month, 2), (day, 2)].iter().all(|(part, length)| {
            part.len() == *length && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        if !is_iso {
            return Err(ReadError::NotADay);
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| ReadError::NotADay);
        let year = i32::try_from(number(year)?).map_err(|_| ReadError::YearOutOfRange)?;
        Day::from_ymd(year, number(month)?, number(day)?)
    }

    /// The date for calendar arithmetic elsewhere.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// This many days later, or earlier if negative.
    ///
    /// # Errors
    /// A day outside 1970 to 2199.
    pub fn plus_days(self, days: i64) -> Result<Day, ReadError> {
        let count = Days::new(days.unsigned_abs());
        let moved =
            if days < 0 { self.0.checked_sub_days(count) } else { self.0.checked_add_days(count) };
        Day::new(moved.ok_or(ReadError::YearOutOfRange)?)
    }

    /// The same day of the month this many months later; the last day where that month is shorter.
    ///
    /// # Errors
    /// A day outside 1970 to 2199.
    pub fn plus_months(self, months: i32) -> Result<Day, ReadError> {
        let count = Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            self.0.checked_sub_months(count)
        } else {
            self.0.checked_add_months(count)
        };
        Day::new(moved.ok_or(ReadError::YearOutOfRange)?)
    }

    /// Days from this one to the other: negative if the other lies before.
    #[must_use]
    pub fn days_until(self, other: Day) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// The last day of this month.
    #[must_use]
    pub fn end_of_month(self) -> Day {
        Day(self.with_day_clamped(31))
    }

    /// This month's day with that number, or its last day where the month is shorter.
    #[must_use]
    pub fn in_same_month(self, day: u32) -> Day {
        Day(self.with_day_clamped(day.clamp(1, 31)))
    }

    fn with_day_clamped(self, day: u32) -> NaiveDate {
        // A month has at least 28 days, so one of the four candidates always exists.
        [day, 30, 29, 28]
            .iter()
            .filter(|&&d| d <= day)
            .find_map(|&d| self.0.with_day(d))
            .unwrap_or(self.0)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.0.weekday().num_days_from_monday() as usize]
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// `December 1, 2026`, for papers.
    #[must_use]
    pub fn format_long(self) -> String {
        format!("{} {}, {}", MONTHS[self.0.month0() as usize], self.day_of_month(), self.year())
    }

    /// `Dec 1, 2026`, for screens.
    #[must_use]
    pub fn format_short(self) -> String {
        let month = &MONTHS[self.0.month0() as usize][..3];
        format!("{month} {}, {}", self.day_of_month(), self.year())
    }
}

/// `2026-12-01`.
impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

impl TryFrom<String> for Day {
    type Error = ReadError;

    fn try_from(text: String) -> Result<Day, ReadError> {
        Day::from_iso(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

/// A time of day to the minute, in whatever zone the reader lives; on the wire `14:05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// Minutes in a day.
    pub const MINUTES_A_DAY: u16 = 24 * 60;

    /// The time with this hour (0 to 23) and minute (0 to 59).
    ///
    /// # Errors
    /// An hour or minute outside the day.
    pub const fn new(hour: u16, minute: u16) -> Result<TimeOfDay, ReadError> {
        if hour > 23 || minute > 59 {
            return Err(ReadError::NotATime);
        }
        Ok(TimeOfDay { minutes: hour * 60 + minute })
    }

    /// Nine in the morning, when a follow-up without a time is due.
    pub const NINE: TimeOfDay = TimeOfDay { minutes: 9 * 60 };

    /// Reads `14:05` and nothing else; for typed times see [`crate::parse_time`].
    ///
    /// # Errors
    /// Any other form, or a time outside the day.
    pub fn from_hh_mm(text: &str) -> Result<TimeOfDay, ReadError> {
        let (hour, minute) = text.split_once(':').ok_or(ReadError::NotATime)?;
        let is_two_digits =
            |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_two_digits(hour) || !is_two_digits(minute) {
            return Err(ReadError::NotATime);
        }
        let number = |part: &str| part.parse::<u16>().map_err(|_| ReadError::NotATime);
        TimeOfDay::new(number(hour)?, number(minute)?)
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// `2:05 PM`, for screens.
    #[must_use]
    pub fn format_twelve_hours(self) -> String {
        let half = if self.hour() < 12 { "AM" } else { "PM" };
        let hour = if self.hour().is_multiple_of(12) { 12 } else { self.hour() % 12 };
        format!("{hour}:{:02} {half}", self.minute())
    }
}

/// `14:05`.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = ReadError;

    fn try_from(text: String) -> Result<TimeOfDay, ReadError> {
        TimeOfDay::from_hh_mm(&text)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}
