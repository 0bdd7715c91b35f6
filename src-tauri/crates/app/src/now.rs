//! The moment a command runs in: one reading of the clock for all of it.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use factor_domain::day::{Day, TimeOfDay};

/// A moment and the office's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    utc: DateTime<Utc>,
    zone: Tz,
}

impl Now {
    /// A reading of the clock.
    #[must_use]
    pub fn new(utc: DateTime<Utc>, zone: Tz) -> Self {
        Self { utc, zone }
    }

    /// The moment itself.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.utc
    }

    /// The office's time zone.
    #[must_use]
    pub fn zone(self) -> Tz {
        self.zone
    }

    /// Civil date and time in the office.
    #[must_use]
    pub fn civil(self) -> NaiveDateTime {
        self.utc.with_timezone(&self.zone).naive_local()
    }

    /// Today in the office.
    #[must_use]
    pub fn day(self) -> Day {
        Day::new(self.civil().date()).unwrap_or_else(|_| epoch())
    }

    /// The minute in the office.
    #[must_use]
    pub fn time(self) -> TimeOfDay {
        {
            let civil = self.civil();
            let (hour, minute) = (civil.hour(), civil.minute());
            u16::try_from(hour)
                .ok()
                .zip(u16::try_from(minute).ok())
                .and_then(|(hour, minute)| TimeOfDay::new(hour, minute).ok())
                .unwrap_or(TimeOfDay::NINE)
        }
    }

    /// Whole minutes since 1970 began in UTC, which no zone and no daylight saving moves.
    #[must_use]
    pub fn minute(self) -> i64 {
        self.utc.timestamp().div_euclid(60)
    }

    /// For a column: UTC to the millisecond, sortable as text.
    #[must_use]
    pub fn stamp(self) -> String {
        self.utc.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }
}

/// "Nov 20, 2026, 10:07:33 AM" in the office's zone, from a column written by [`Now::stamp`].
/// A text that is no stamp comes back as it is.
#[must_use]
pub fn moment_words(stamp: &str, zone: Tz) -> String {
    let Ok(utc) = DateTime::parse_from_rfc3339(stamp) else { return stamp.to_owned() };
    let civil = utc.with_timezone(&zone);
    let (is_pm, hour) = civil.hour12();
    format!(
        "{} {}, {}, {hour}:{:02}:{:02} {}",
        civil.format("%b"),
        civil.day(),
        civil.year(),
        civil.minute(),
        civil.second(),
        if is_pm { "PM" } else { "AM" },
    )
}

/// What a clock outside the calendar counts as; such a clock is wrong anyway.
fn epoch() -> Day {
    Day::from_ymd(Day::YEAR_MIN, 1, 1).expect("the calendar begins on a day")
}
