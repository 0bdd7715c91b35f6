//! The file of a holiday calendar, checked so that a firm may write its own.

use crate::calendar::rule::{HolidayRule, Observed, RuleKind, Which};
use crate::day::{Day, Weekday};
use crate::text::{DataId, FieldProblem};
use serde::Deserialize;

const RULES_MAX: usize = 500;
const NAME_CHARS_MAX: usize = 100;
/// Keeps a day by Easter inside the year of that Easter, which lies between 22 March and 25 April.
const EASTER_OFFSETS: std::ops::RangeInclusive<i16> = -80..=249;

/// Why a calendar's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No TOML, a field missing or one too many; the message names the line.
    #[error("calendar file cannot be read: {0}")]
    Unreadable(String),
    /// A field of the calendar itself.
    #[error("calendar is not complete, {0}")]
    Field(FieldProblem),
    /// A rule, by its place in the file from 1 and its name.
    #[error("rule {number}, {name}: {problem}")]
    Rule {
        /// The place in the file, from 1.
        number: usize,
        /// The name of the holiday.
        name: String,
        /// What is wrong with it.
        problem: RuleProblem,
    },
}

/// What is wrong with one holiday rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    /// The holiday has no name, or one beyond 100 characters.
    #[error("give it a name of 1 to 100 characters")]
    NameMissing,
    /// The kind needs this field.
    #[error("a rule of this kind needs the field {0}")]
    FieldMissing(&'static str),
    /// The field belongs to another kind.
    #[error("a rule of this kind has no field {0}")]
    FieldOfOtherKind(&'static str),
    /// No year has this date.
    #[error("no year has this month and day")]
    NoSuchDay,
    /// Not a day such as 2022-06-02.
    #[error("write the day like 2022-06-02, between 1970 and 2199")]
    NotADay,
    /// So far from Easter that it leaves the year.
    #[error("keep the offset from Easter between -80 and 249 days")]
    EasterOutOfRange,
    /// The last year lies before the first.
    #[error("the last year lies before the first")]
    YearsReversed,
    /// A year outside the product's calendar, or an exception outside the rule's own years.
    #[error("year is not one of the rule's: {0}")]
    YearOutOfRange(i32),
}

/// A calendar's file with every field checked.
pub(super) struct Checked {
    pub id: DataId,
    pub title: String,
    pub sources: Vec<String>,
    pub checked: Day,
    pub weekend: Vec<Weekday>,
    pub rules: Vec<HolidayRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    id: String,
    title: String,
    source: Vec<String>,
    checked: String,
    #[serde(default = "saturday_and_sunday")]
    weekend: Vec<Weekday>,
    #[serde(default)]
    rule: Vec<RuleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    name: String,
    kind: Kind,
    month: Option<u32>,
    day: Option<u32>,
    observed: Option<Observed>,
    weekday: Option<Weekday>,
    which: Option<Which>,
    offset: Option<i16>,
    date: Option<String>,
    first_year: Option<i32>,
    last_year: Option<i32>,
    #[serde(default)]
    except_years: Vec<i32>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Fixed,
    Weekday,
    Easter,
    Single,
}

fn saturday_and_sunday() -> Vec<Weekday> {
    vec![Weekday::Saturday, Weekday::Sunday]
}

pub(super) fn read(text: &str) -> Result<Checked, CalendarError> {
    let file: CalendarFile =
        toml::from_str(text).map_err(|error| CalendarError::Unreadable(error.to_string()))?;
    let field = |name: &str, message: &str| CalendarError::Field(FieldProblem::new(name, message));
    let id = DataId::new("id", &file.id).map_err(CalendarError::Field)?;
    let title = file.title.trim().to_owned();
    if title.is_empty() || title.chars().count() > NAME_CHARS_MAX {
        return Err(field("title", "Give the calendar a title of 1 to 100 characters"));
    }
    let checked = Day::from_iso(&file.checked)
        .map_err(|_| field("checked", "Write the day like 2026-11-21"))?;
    if Weekday::ALL.iter().all(|weekday| file.weekend.contains(weekday)) {
        return Err(field("weekend", "Leave at least one day of the week open"));
    }
    if file.rule.len() > RULES_MAX {
        return Err(field("rule", "Keep to 500 rules"));
    }
    let rules = file.rule.iter().enumerate().map(|(index, rule)| {
        rule.checked().map_err(|problem| CalendarError::Rule {
            number: index + 1,
            name: rule.name.clone(),
            problem,
        })
    });
    let rules = rules.collect::<Result<_, _>>()?;
    Ok(Checked { id, title, sources: file.source, checked, weekend: file.weekend, rules })
}

impl RuleFile {
    fn checked(&self) -> Result<HolidayRule, RuleProblem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(RuleProblem::NameMissing);
        }
        self.refuse_other_fields()?;
        let kind = self.kind()?;
        let (first_year, last_year) = self.years(kind)?;
        Ok(HolidayRule {
            name: name.into(),
            kind,
            first_year,
            last_year,
            except_years: self.except_years.clone(),
        })
    }

    fn refuse_other_fields(&self) -> Result<(), RuleProblem> {
        let present = [
            ("month", self.month.is_some()),
            ("day", self.day.is_some()),
            ("observed", self.observed.is_some()),
            ("weekday", self.weekday.is_some()),
            ("which", self.which.is_some()),
            ("offset", self.offset.is_some()),
            ("date", self.date.is_some()),
            ("first_year", self.first_year.is_some()),
            ("last_year", self.last_year.is_some()),
            ("except_years", !self.except_years.is_empty()),
        ];
        let own: &[&str] = match self.kind {
            Kind::Fixed => &["month", "day", "observed", "first_year", "last_year", "except_years"],
            Kind::Weekday => {
                &["month", "weekday", "which", "first_year", "last_year", "except_years"]
            }
            Kind::Easter => &["offset", "first_year", "last_year", "except_years"],
            Kind::Single => &["date"],
        };
        match present.iter().find(|(name, is_set)| *is_set && !own.contains(name)) {
            Some((name, _)) => Err(RuleProblem::FieldOfOtherKind(name)),
            None => Ok(()),
        }
    }

    fn kind(&self) -> Result<RuleKind, RuleProblem> {
        match self.kind {
            Kind::Fixed => {
                let (month, day) = (needed("month", self.month)?, needed("day", self.day)?);
                // A leap year, so that the 29th of February is a date.
                Day::from_ymd(2000, month, day).map_err(|_| RuleProblem::NoSuchDay)?;
                Ok(RuleKind::Fixed { month, day, observed: self.observed.unwrap_or_default() })
            }
            Kind::Weekday => {
                let month = needed("month", self.month)?;
                Day::from_ymd(2000, month, 1).map_err(|_| RuleProblem::NoSuchDay)?;
                let weekday = needed("weekday", self.weekday)?;
                Ok(RuleKind::Weekday { month, weekday, which: needed("which", self.which)? })
            }
            Kind::Easter => {
                let offset = needed("offset", self.offset)?;
                if EASTER_OFFSETS.contains(&offset) {
                    Ok(RuleKind::Easter { offset })
                } else {
                    Err(RuleProblem::EasterOutOfRange)
                }
            }
            Kind::Single => {
                let date = needed("date", self.date.as_deref())?;
                let day = Day::from_iso(date).map_err(|_| RuleProblem::NotADay)?;
                Ok(RuleKind::Single { day })
            }
        }
    }

    fn years(&self, kind: RuleKind) -> Result<(i32, i32), RuleProblem> {
        if let RuleKind::Single { day } = kind {
            return Ok((day.year(), day.year()));
        }
        let first = self.first_year.unwrap_or(Day::YEAR_MIN);
        let last = self.last_year.unwrap_or(Day::YEAR_MAX);
        for year in [first, last] {
            if !(Day::YEAR_MIN..=Day::YEAR_MAX).contains(&year) {
                return Err(RuleProblem::YearOutOfRange(year));
            }
        }
        if last < first {
            return Err(RuleProblem::YearsReversed);
        }
        match self.except_years.iter().find(|&year| !(first..=last).contains(year)) {
            Some(&year) => Err(RuleProblem::YearOutOfRange(year)),
            None => Ok((first, last)),
        }
    }
}

fn needed<T>(name: &'static str, value: Option<T>) -> Result<T, RuleProblem> {
    value.ok_or(RuleProblem::FieldMissing(name))
}
