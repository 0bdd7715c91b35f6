//! What makes a day a holiday, and the days it makes so.

use crate::calendar::Holiday;
use crate::calendar::easter::easter_sunday;
use crate::day::{Day, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One rule of a calendar, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HolidayRule {
    pub name: Arc<str>,
    pub kind: RuleKind,
    /// The first year it holds in.
    pub first_year: i32,
    /// The last year it holds in.
    pub last_year: i32,
    /// Years between them in which the holiday was moved or left out.
    pub except_years: Vec<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleKind {
    /// The same date each year; the 29th of February in leap years only.
    Fixed { month: u32, day: u32, observed: Observed },
    /// A day of the week, counted in its month.
    Weekday { month: u32, weekday: Weekday, which: Which },
    /// So many days after Easter Sunday, or before it.
    Easter { offset: i16 },
    /// One day only.
    Single { day: Day },
}

/// What happens to a fixed date that falls on a weekend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Observed {
    /// Nothing: the holiday is lost.
    #[default]
    None,
    /// A Sunday is kept on the Monday; a Saturday is lost, as at the Federal Reserve Banks.
    SundayToMonday,
    /// The next day that is neither weekend nor another holiday is kept, as in England and Wales.
    Substitute,
}

/// Which of the month's days of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Which {
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// Where a rule puts its holiday in one year.
enum Placed {
    On(Day),
    /// On a weekend, to be kept on the next free day.
    After(Day),
}

/// Every holiday of 1970 to 2199, in the order of their days; of two on one day the earlier rule's.
pub(super) fn holidays(rules: &[HolidayRule], weekend: &[Weekday]) -> Vec<Holiday> {
    let mut kept: BTreeMap<Day, Arc<str>> = BTreeMap::new();
    let mut waiting: Vec<(Day, &HolidayRule)> = Vec::new();
    for rule in rules {
        for year in rule.years() {
            match rule.kind.placed(year, weekend) {
                Some(Placed::On(day)) => {
                    kept.entry(day).or_insert_with(|| Arc::clone(&rule.name));
                }
                Some(Placed::After(day)) => waiting.push((day, rule)),
                None => {}
            }
        }
    }
    // Only once all others stand: Boxing Day on a Monday pushes Christmas Day to the Tuesday.
    waiting.sort_by_key(|(day, _)| *day);
    for (day, rule) in waiting {
        let is_free = |day: &Day| !weekend.contains(&day.weekday()) && !kept.contains_key(day);
        if let Some(day) = following_days(day).find(is_free) {
            kept.insert(day, format!("{} (substitute day)", rule.name).into());
        }
    }
    kept.into_iter().map(|(day, name)| Holiday { day, name }).collect()
}

fn following_days(day: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(day.plus_days(1).ok(), |day| day.plus_days(1).ok())
}

impl HolidayRule {
    fn years(&self) -> impl Iterator<Item = i32> {
        let years = self.first_year.max(Day::YEAR_MIN)..=self.last_year.min(Day::YEAR_MAX);
        years.filter(|year| !self.except_years.contains(year))
    }
}

impl RuleKind {
    fn placed(self, year: i32, weekend: &[Weekday]) -> Option<Placed> {
        match self {
            RuleKind::Fixed { month, day, observed } => {
                let day = Day::from_ymd(year, month, day).ok()?;
                match observed {
                    Observed::None => Some(Placed::On(day)),
                    Observed::SundayToMonday if day.weekday() == Weekday::Sunday => {
                        day.plus_days(1).ok().map(Placed::On)
                    }
                    Observed::Substitute if weekend.contains(&day.weekday()) => {
                        Some(Placed::After(day))
                    }
                    Observed::SundayToMonday | Observed::Substitute => Some(Placed::On(day)),
                }
            }
            RuleKind::Weekday { month, weekday, which } => {
                which.in_month(Day::from_ymd(year, month, 1).ok()?, weekday).map(Placed::On)
            }
            RuleKind::Easter { offset } => {
                easter_sunday(year)?.plus_days(i64::from(offset)).ok().map(Placed::On)
            }
            RuleKind::Single { day } => (day.year() == year).then_some(Placed::On(day)),
        }
    }
}

impl Which {
    fn in_month(self, first: Day, weekday: Weekday) -> Option<Day> {
        let weeks = match self {
            Which::First => 0,
            Which::Second => 1,
            Which::Third => 2,
            Which::Fourth => 3,
            Which::Last => {
                let last = first.end_of_month();
                return last.plus_days(-days_from(weekday, last.weekday())).ok();
            }
        };
        first.plus_days(days_from(first.weekday(), weekday) + 7 * weeks).ok()
    }
}

/// Days from one day of the week to the next of another: 0 to 6.
fn days_from(from: Weekday, to: Weekday) -> i64 {
    (to as i64 - from as i64).rem_euclid(7)
}
