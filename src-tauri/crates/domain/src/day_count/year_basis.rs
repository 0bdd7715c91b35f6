//! Days as an exact part of a year.

use crate::day::Day;
use crate::terms::YearBasis;

/// A part of a year, exactly: the sum of days ÷ days of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFraction {
    /// Days and the days of the year they are divided by; one or two pairs, none of 0 days unless
    /// it is the only one.
    pub parts: Vec<(i64, i64)>,
}

/// The common year of a sum over 365 and 366 days.
const COMMON_YEAR: i64 = 365 * 366;

impl YearFraction {
    /// Numerator and denominator of the sum; the denominator is above zero.
    ///
    /// Below 10^10 and 133,590, so that a product with an amount and a rate stays inside `i128`.
    #[must_use]
    pub fn ratio(&self) -> (i128, i128) {
        match self.parts.as_slice() {
            [(days, year)] => (i128::from(*days), i128::from(*year)),
            parts => {
                let over_common =
                    |(days, year): &(i64, i64)| i128::from(*days) * i128::from(COMMON_YEAR / year);
                (parts.iter().map(over_common).sum(), i128::from(COMMON_YEAR))
            }
        }
    }

    /// `46 ÷ 360`, or `61 ÷ 365 + 121 ÷ 366`, for a working.
    #[must_use]
    pub fn label(&self) -> String {
        let words = |(days, year): &(i64, i64)| format!("{days} \u{f7} {year}");
        self.parts.iter().map(words).collect::<Vec<_>>().join(" + ")
    }

    fn one(days: i64, year: i64) -> YearFraction {
        YearFraction { parts: vec![(days, year)] }
    }
}

/// Whether the end of a period is the end of the whole contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PeriodEnd {
    Interim,
    Termination,
}

impl YearBasis {
    /// The time from one day to another as a part of a year; negative if `to` lies before `from`.
    ///
    /// The first day is not counted and the last one is, as [`Day::days_until`] counts. The end is
    /// no termination date: see [`YearBasis::fraction_to_termination`].
    ///
    /// Source: ISDA 2006 Definitions, section 4.16 (b), (d), (e), (g), (h); for 30/360 US the end
    /// of February rule of the Securities Industry Association on top of (f).
    #[must_use]
    pub fn fraction(self, from: Day, to: Day) -> YearFraction {
        self.fraction_until(from, to, PeriodEnd::Interim)
    }

    /// The same where `to` ends the whole contract.
    ///
    /// Only 30E/360 ISDA knows the difference: the last day of February stays the 28th or 29th
    /// there, and is taken as the 30th at the end of any other period.
    #[must_use]
    pub fn fraction_to_termination(self, from: Day, to: Day) -> YearFraction {
        self.fraction_until(from, to, PeriodEnd::Termination)
    }

    fn fraction_until(self, from: Day, to: Day, end: PeriodEnd) -> YearFraction {
        if to < from {
            let forwards = self.fraction_until(to, from, end);
            let turned = |(days, year): (i64, i64)| (-days, year);
            return YearFraction { parts: forwards.parts.into_iter().map(turned).collect() };
        }
        match self {
            YearBasis::Actual360 => YearFraction::one(from.days_until(to), 360),
            YearBasis::Actual365 => YearFraction::one(from.days_until(to), 365),
            YearBasis::ActualActual => actual_actual(from, to),
            YearBasis::Thirty360Us => YearFraction::one(days_360(from, to, us_ends(from, to)), 360),
            YearBasis::Thirty360European => {
                let ends = (from.day_of_month().min(30), to.day_of_month().min(30));
                YearFraction::one(days_360(from, to, ends), 360)
            }
            YearBasis::Thirty360Isda => {
                YearFraction::one(days_360(from, to, isda_ends(from, to, end)), 360)
            }
        }
    }
}

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The days in years of 365 days and those in leap years, each over its own.
fn actual_actual(from: Day, to: Day) -> YearFraction {
    let (mut in_common, mut in_leap) = (0, 0);
    let mut start = from;
    while start < to {
        // The first of January after 2199 does not exist, and no `to` lies beyond it.
        let next_year = Day::from_ymd(start.year() + 1, 1, 1).unwrap_or(to).min(to);
        let days = start.days_until(next_year);
        if is_leap_year(start.year()) {
            in_leap += days
        } else {
            in_common += days
        }
        start = next_year;
    }
    match (in_common, in_leap) {
        (common, 0) => YearFraction::one(common, 365),
        (0, leap) => YearFraction::one(leap, 366),
        (common, leap) => YearFraction { parts: vec![(common, 365), (leap, 366)] },
    }
}

fn is_end_of_february(day: Day) -> bool {
    day.month() == 2 && is_end_of_month(day)
}

fn is_end_of_month(day: Day) -> bool {
    day == day.end_of_month()
}

fn us_ends(from: Day, to: Day) -> (u32, u32) {
    let (mut first, mut last) = (from.day_of_month(), to.day_of_month());
    if is_end_of_february(from) {
        if is_end_of_february(to) {
            last = 30;
        }
        first = 30;
    }
    if last == 31 && first >= 30 {
        last = 30;
    }
    (first.min(30), last)
}

fn isda_ends(from: Day, to: Day, end: PeriodEnd) -> (u32, u32) {
    let first = if is_end_of_month(from) { 30 } else { from.day_of_month() };
    let is_kept = is_end_of_february(to) && end == PeriodEnd::Termination;
    let last = if is_end_of_month(to) && !is_kept { 30 } else { to.day_of_month() };
    (first, last)
}

/// 360 × years + 30 × months + days, with the days of the month already changed.
fn days_360(from: Day, to: Day, (first, last): (u32, u32)) -> i64 {
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    // A start at the end of February is the 30th, beyond an end on that very day.
    (months * 30 + i64::from(last) - i64::from(first)).max(0)
}
