//! A file of cases, read whole before anything is priced.

use super::cases::{self, Case, Scene};
use super::expect::{self, Compared, Expected};
use super::market::{self, Calendar};
use super::path::{Problem, field, item, typed};
use super::report::{CaseReport, Outcome, Report};
use super::{amounts, read, terms};
use factor_domain::fee::Market;
use factor_domain::{Currency, HolidayCalendar, RateIndexes, Terms};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The only form there is so far.
pub const VERSION: u32 = 1;

/// Far more than a person compares; a table of days is one case.
pub const CASES_MAX: usize = 10_000;

/// The outer fields of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub version: u32,
    pub title: String,
    pub source: String,
    pub currency: Currency,
    #[serde(default)]
    pub terms: Option<Value>,
    #[serde(default)]
    pub calendar: Value,
    #[serde(default)]
    pub indexes: Vec<Value>,
    pub cases: Vec<Value>,
}

/// The fields that every case may have beside those of its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    pub name: String,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub terms: Option<Value>,
    #[serde(default)]
    pub expect: Option<Value>,
}

const COMMON: [&str; 5] = ["name", "kind", "source", "terms", "expect"];

/// A file that can be priced.
pub struct Plan {
    title: String,
    source: String,
    currency: Currency,
    indexes: RateIndexes,
    cases: Vec<Planned>,
}

struct Planned {
    at: String,
    name: String,
    kind: &'static str,
    source: Option<String>,
    terms: Terms,
    calendar: HolidayCalendar,
    case: Box<dyn Case>,
    expected: Expected,
}

/// What the cases of a file share.
struct Shared {
    currency: Currency,
    terms: Terms,
    calendar: Option<Calendar>,
}

impl Plan {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it; of one case at most one field of a wrong type.
    pub fn read(text: &str) -> Result<Plan, Vec<Problem>> {
        let value = read::json(text).map_err(|problem| vec![problem])?;
        if !value.is_object() {
            return Err(vec![Problem::new("", "write the file as an object")]);
        }
        let file = typed::<File>(value, "").map_err(|problem| vec![problem])?;
        let File { version, title, source, currency, terms: given, calendar, indexes, cases } =
            file;
        let mut problems = Vec::new();
        check_outer(version, cases.len(), &mut problems);
        let calendar = market::calendar(&calendar, &mut problems);
        let indexes = market::indexes(indexes, &mut problems);
        let mut agreed = Terms::house_default(currency);
        if let Some(calendar) = &calendar {
            agreed.calendar = calendar.id().clone();
        }
        if let Some(given) = given {
            check_calendars(calendar.as_ref(), &given, &mut problems);
            agreed = terms::over(&agreed, given, "terms", &mut problems).unwrap_or(agreed);
        }
        let shared = Shared { currency, terms: agreed, calendar };
        let mut planned = Vec::new();
        for (place, value) in cases.into_iter().take(CASES_MAX).enumerate() {
            planned.extend(shared.plan(value, item("cases", place), &mut problems));
        }
        note_twice(&planned, &mut problems);
        if problems.is_empty() {
            Ok(Plan { title, source, currency, indexes, cases: planned })
        } else {
            Err(problems)
        }
    }

    /// Prices every case.
    pub fn run(self) -> Report {
        let cases = self.cases.iter().map(|case| case.run(self.currency, &self.indexes)).collect();
        Report { title: self.title, source: self.source, problems: Vec::new(), cases }
    }
}

impl Shared {
    fn plan(&self, value: Value, at: String, problems: &mut Vec<Problem>) -> Option<Planned> {
        let Value::Object(mut own) = value else {
            problems.push(Problem::new(at, "write the case as an object"));
            return None;
        };
        let mut common = Map::new();
        for name in COMMON {
            common.extend(own.remove(name).map(|value| (name.to_owned(), value)));
        }
        let common = kept(typed::<Common>(Value::Object(common), &at), problems)?;
        let Common { name, kind, source, terms, expect } = common;
        let kind = kind.as_deref().unwrap_or(cases::DEFAULT);
        let Some(kind) = cases::kind(kind) else {
            let names: Vec<&str> = cases::KINDS.iter().map(|kind| kind.name).collect();
            let says = format!("not a kind; there are {}", names.join(", "));
            problems.push(Problem::new(field(&at, "kind"), says));
            return None;
        };
        let before = problems.len();
        let terms = self.terms_of(terms, &field(&at, "terms"), problems);
        let mut own = Value::Object(own);
        amounts::convert(&mut own, &at, self.currency, problems);
        let case = kept((kind.read)(own, &at), problems);
        if let (Some(case), true) = (&case, problems.len() == before) {
            case.check(&at, problems);
        }
        let expected = match expect {
            Some(value) => Expected::read(value, &field(&at, "expect"), problems),
            None => Expected::default(),
        };
        let (case, (terms, calendar)) = (case?, terms?);
        Some(Planned { at, name, kind: kind.name, source, terms, calendar, case, expected })
    }

    /// The terms of a case and the calendar they name.
    fn terms_of(
        &self,
        given: Option<Value>,
        at: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<(Terms, HolidayCalendar)> {
        let terms = match given {
            Some(given) => terms::over(&self.terms, given, at, problems)?,
            None => self.terms.clone(),
        };
        let calendar = Calendar::for_terms(self.calendar.as_ref(), &terms.calendar);
        if calendar.is_none() {
            let says = format!("no calendar ships under {}", terms.calendar.as_str());
            // Terms that a case did not change were named by the file's.
            let named_by = if terms.calendar == self.terms.calendar { "terms" } else { at };
            let problem = Problem::new(field(named_by, "calendar"), says);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        calendar.map(|calendar| (terms, calendar))
    }
}

impl Planned {
    fn run(&self, currency: Currency, indexes: &RateIndexes) -> CaseReport {
        let market = Market { calendar: &self.calendar, indexes };
        let answered = self.case.answer(&Scene { terms: &self.terms, market });
        let (mut compared, mut problems) = (Vec::new(), Vec::new());
        let outcome = match (answered, &self.expected.refused) {
            (Ok(answer), None) => {
                let at = field(&self.at, "expect");
                (compared, problems) = self.expected.compare(&answer, currency, &at);
                Outcome::Figures(answer)
            }
            (Ok(answer), Some(expected)) => {
                compared.push(Compared {
                    name: expect::REFUSED.to_owned(),
                    expected: expected.clone(),
                    found: "not refused".to_owned(),
                });
                Outcome::Figures(answer)
            }
            (Err(refusal), Some(expected)) if refusal.to_string() == *expected => {
                Outcome::RefusedAsExpected(refusal.to_string())
            }
            (Err(refusal), _) => Outcome::Refused(refusal.to_string()),
        };
        CaseReport {
            at: self.at.clone(),
            name: self.name.clone(),
            kind: self.kind,
            source: self.source.clone(),
            outcome,
            compared,
            problems,
        }
    }
}

fn kept<T>(read: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

fn check_outer(version: u32, cases: usize, problems: &mut Vec<Problem>) {
    if version != VERSION {
        problems.push(Problem::new("version", format!("write {VERSION}, not {version}")));
    }
    if cases == 0 || cases > CASES_MAX {
        let says = format!("enter from 1 to {CASES_MAX} cases, not {cases}");
        problems.push(Problem::new("cases", says));
    }
}

/// A calendar that is named twice must be the same one.
fn check_calendars(calendar: Option<&Calendar>, terms: &Value, problems: &mut Vec<Problem>) {
    if let (Some(calendar), Some(Value::String(named))) = (calendar, terms.get("calendar")) {
        let of_file = calendar.id().as_str();
        if named != of_file {
            let says = format!("names another calendar than the file does: {of_file}");
            problems.push(Problem::new("terms.calendar", says));
        }
    }
}

/// A failing test names a case, so a name stands once.
fn note_twice(planned: &[Planned], problems: &mut Vec<Problem>) {
    let mut names = BTreeSet::new();
    for case in planned {
        if !names.insert(&case.name) {
            let says = format!("stands twice: {}", case.name);
            problems.push(Problem::new(field(&case.at, "name"), says));
        }
    }
}
