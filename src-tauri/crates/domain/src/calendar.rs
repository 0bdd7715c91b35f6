//! Business days: the days on which banks are closed, and counting over the others.

mod easter;
mod file;
mod rule;
#[cfg(test)]
mod tests;

pub use file::{CalendarError, RuleProblem};

use crate::day::{Day, Weekday};
use crate::refusal::Refusal;
use crate::terms::DayRoll;
use crate::text::DataId;
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

/// The calendars that ship with the product, as data.
const BUILT_IN: [&str; 4] = [
    include_str!("../data/calendars/us_federal_reserve.toml"),
    include_str!("../data/calendars/target.toml"),
    include_str!("../data/calendars/united_kingdom.toml"),
    include_str!("../data/calendars/weekends_only.toml"),
];

/// Read once: a calendar of 230 years is the same for every caller.
static BUILT_IN_CALENDARS: LazyLock<Vec<HolidayCalendar>> = LazyLock::new(|| {
    BUILT_IN.iter().filter_map(|text| HolidayCalendar::from_toml(text).ok()).collect()
});

/// The business days of 1970 to 2199 under one set of holiday rules.
///
/// All days are worked out when the rules are read, so that every later question is a look at a
/// table of one bit a day; a copy shares that table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayCalendar(Arc<Sheet>);

#[derive(Debug, PartialEq, Eq)]
struct Sheet {
    id: DataId,
    title: String,
    sources: Vec<String>,
    checked: Day,
    weekend: Vec<Weekday>,
    /// In the order of their days, one a day.
    holidays: Vec<Holiday>,
    /// One bit for each day from 1970-01-01, set for business days.
    open: Vec<u64>,
}

/// A day on which banks are closed although it is no weekend, or which falls on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day it is kept on.
    pub day: Day,
    /// Its name, as the calendar's file writes it.
    pub name: Arc<str>,
}

impl HolidayCalendar {
    /// The calendar with this id that ships with the product.
    #[must_use]
    pub fn built_in(id: &DataId) -> Option<HolidayCalendar> {
        BUILT_IN_CALENDARS.iter().find(|calendar| calendar.id() == id).cloned()
    }

    /// Every calendar that ships with the product, in the order a list offers them.
    #[must_use]
    pub fn all_built_in() -> &'static [HolidayCalendar] {
        &BUILT_IN_CALENDARS
    }

    /// Reads a calendar's file, a firm's own or a shipped one; its form is in docs/money/days.md.
    ///
    /// # Errors
    /// [`CalendarError`] with the rule that is wrong, by number and name.
    pub fn from_toml(text: &str) -> Result<HolidayCalendar, CalendarError> {
        let checked = file::read(text)?;
        let holidays = rule::holidays(&checked.rules, &checked.weekend);
        let open = open_days(&holidays, &checked.weekend);
        Ok(HolidayCalendar(Arc::new(Sheet {
            id: checked.id,
            title: checked.title,
            sources: checked.sources,
            checked: checked.checked,
            weekend: checked.weekend,
            holidays,
            open,
        })))
    }

    /// The id that terms name it by.
    #[must_use]
    pub fn id(&self) -> &DataId {
        &self.0.id
    }

    /// What lists call it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// The addresses its rules were taken from.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.0.sources
    }

    /// The day its rules were last compared with their sources.
    #[must_use]
    pub fn checked(&self) -> Day {
        self.0.checked
    }

    /// Whether banks are open.
    #[must_use]
    pub fn is_business_day(&self, day: Day) -> bool {
        let index = index_of(day);
        self.0.open.get(index / 64).is_some_and(|word| (word >> (index % 64)) & 1 == 1)
    }

    /// The name of the holiday kept on this day; none for a plain weekend.
    #[must_use]
    pub fn holiday_on(&self, day: Day) -> Option<&str> {
        let found = self.0.holidays.binary_search_by_key(&day, |holiday| holiday.day).ok()?;
        self.0.holidays.get(found).map(|holiday| &*holiday.name)
    }

    /// The holidays kept after `from` and up to and including `to`, weekends' own among them.
    #[must_use]
    pub fn holidays_between(&self, from: Day, to: Day) -> &[Holiday] {
        let after = |day: Day| self.0.holidays.partition_point(|holiday| holiday.day <= day);
        let (first, end) = (after(from), after(to));
        self.0.holidays.get(first..end).unwrap_or_default()
    }

    /// Whether this day of the week is closed all year.
    #[must_use]
    pub fn is_weekend(&self, day: Day) -> bool {
        self.0.weekend.contains(&day.weekday())
    }

    /// The day so many business days later: the first one after `day` is the first counted.
    ///
    /// No business days later is the day itself, business day or not. Two after a Friday, a
    /// Saturday or a Sunday without a holiday are the Tuesday.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn plus_business_days(&self, day: Day, count: u16) -> Result<Day, Refusal> {
        if count == 0 {
            return Ok(day);
        }
        self.nth_after(index_of(day), u32::from(count))
            .and_then(day_at)
            .ok_or(Refusal::DayOutsideCalendar)
    }

    /// The day so many business days earlier: the first one before `day` is the first counted.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] before 1970.
    pub fn minus_business_days(&self, day: Day, count: u16) -> Result<Day, Refusal> {
        if count == 0 {
            return Ok(day);
        }
        self.nth_before(index_of(day), u32::from(count))
            .and_then(day_at)
            .ok_or(Refusal::DayOutsideCalendar)
    }

    /// The business days after `from`, up to and including `to`; negative if `to` lies before.
    #[must_use]
    pub fn business_days_between(&self, from: Day, to: Day) -> i64 {
        let (from, to) = (index_of(from), index_of(to));
        match from.cmp(&to) {
            Ordering::Equal => 0,
            Ordering::Less => self.open_up_to(to) - self.open_up_to(from),
            Ordering::Greater => -(self.open_up_to(from) - self.open_up_to(to)),
        }
    }

    /// The day itself if banks are open, else the one it is moved to.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] where that lies outside 1970 to 2199.
    pub fn roll(&self, day: Day, roll: DayRoll) -> Result<Day, Refusal> {
        if self.is_business_day(day) {
            return Ok(day);
        }
        match roll {
            DayRoll::None => Ok(day),
            DayRoll::Following => self.plus_business_days(day, 1),
            DayRoll::Preceding => self.minus_business_days(day, 1),
            DayRoll::ModifiedFollowing => {
                let next = self.plus_business_days(day, 1)?;
                if next.month() == day.month() {
                    Ok(next)
                } else {
                    self.minus_business_days(day, 1)
                }
            }
        }
    }

    fn nth_after(&self, from: usize, count: u32) -> Option<usize> {
        let (mut word, mut left) = ((from + 1) / 64, count);
        let mut bits = self.0.open.get(word)? & (u64::MAX << ((from + 1) % 64));
        loop {
            let open = bits.count_ones();
            if open >= left {
                for _ in 1..left {
                    bits &= bits - 1;
                }
                return Some(word * 64 + bits.trailing_zeros() as usize);
            }
            left -= open;
            word += 1;
            bits = *self.0.open.get(word)?;
        }
    }

    fn nth_before(&self, from: usize, count: u32) -> Option<usize> {
        let (mut word, mut left) = (from / 64, count);
        let mut bits = self.0.open.get(word)? & ((1 << (from % 64)) - 1);
        loop {
            let open = bits.count_ones();
            if open >= left {
                for _ in 1..left {
                    bits &= !(1 << bits.ilog2());
                }
                return Some(word * 64 + bits.ilog2() as usize);
            }
            left -= open;
            word = word.checked_sub(1)?;
            bits = *self.0.open.get(word)?;
        }
    }

    /// The business days from 1970-01-01 up to and including this one.
    fn open_up_to(&self, index: usize) -> i64 {
        let (whole, rest) = (index / 64, index % 64);
        let before: u32 = self.0.open.iter().take(whole).map(|word| word.count_ones()).sum();
        let last = self.0.open.get(whole).map_or(0, |word| word & (u64::MAX >> (63 - rest)));
        i64::from(before + last.count_ones())
    }
}

/// Days from the common era to 1970-01-01, the first day of every table.
const FIRST_DAY_FROM_CE: i32 = 719_163;
/// Days from 1970 to 2199.
const DAYS: usize = 84_006;

fn index_of(day: Day) -> usize {
    usize::try_from(day.date().num_days_from_ce() - FIRST_DAY_FROM_CE).unwrap_or(0)
}

fn day_at(index: usize) -> Option<Day> {
    let number = FIRST_DAY_FROM_CE.checked_add(i32::try_from(index).ok()?)?;
    Day::new(NaiveDate::from_num_days_from_ce_opt(number)?).ok()
}

fn open_days(holidays: &[Holiday], weekend: &[Weekday]) -> Vec<u64> {
    let mut open = vec![0_u64; DAYS.div_ceil(64)];
    for index in 0..DAYS {
        // 1970-01-01 was a Thursday.
        if !weekend.contains(&Weekday::ALL[(index + 3) % 7]) {
            open[index / 64] |= 1 << (index % 64);
        }
    }
    for index in holidays.iter().map(|holiday| index_of(holiday.day)) {
        open[index / 64] &= !(1 << (index % 64));
    }
    open
}
