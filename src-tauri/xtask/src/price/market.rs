//! The calendar and the rate indexes that a file brings along.

use super::path::{Problem, field, item, typed};
use super::terms::lower_first;
use factor_domain::{DataId, Day, HolidayCalendar, IndexValue, Line, RateIndex, RateIndexes};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A calendar of the file's own, or the name of one that ships with the product.
#[derive(Clone, Debug)]
pub enum Calendar {
    /// Its id.
    Named(DataId),
    /// Its rules.
    Own(HolidayCalendar),
}

impl Calendar {
    /// The id that terms name it by.
    pub fn id(&self) -> &DataId {
        match self {
            Calendar::Named(id) => id,
            Calendar::Own(calendar) => calendar.id(),
        }
    }

    /// The calendar that terms with this id mean.
    pub fn for_terms(own: Option<&Calendar>, id: &DataId) -> Option<HolidayCalendar> {
        match own {
            Some(Calendar::Own(calendar)) if calendar.id() == id => Some(calendar.clone()),
            Some(Calendar::Own(_) | Calendar::Named(_)) | None => HolidayCalendar::built_in(id),
        }
    }
}

/// A rate index of the file's own; what is left out is no part of any sum.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    pub id: DataId,
    #[serde(default)]
    pub title: Option<Line>,
    #[serde(default)]
    pub source: Option<Line>,
    #[serde(default)]
    pub checked: Option<Day>,
    pub values: Vec<IndexValue>,
}

/// Reads the calendar of a file.
pub fn calendar(value: &Value, problems: &mut Vec<Problem>) -> Option<Calendar> {
    let at = "calendar";
    match value {
        Value::Null => None,
        Value::String(id) => match DataId::new(at, id) {
            Ok(id) if HolidayCalendar::built_in(&id).is_some() => Some(Calendar::Named(id)),
            Ok(id) => {
                problems.push(Problem::new(at, format!("no calendar ships under {}", id.as_str())));
                None
            }
            Err(problem) => {
                problems.push(Problem::new(at, lower_first(&problem.message)));
                None
            }
        },
        Value::Object(rules) => match HolidayCalendar::from_toml(&toml(rules)) {
            Ok(calendar) => Some(Calendar::Own(calendar)),
            Err(error) => {
                problems.push(Problem::new(at, lower_first(&error.to_string())));
                None
            }
        },
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            problems.push(Problem::new(at, "name a calendar, or write its rules as an object"));
            None
        }
    }
}

/// The rules as the calendar files of the product have them; inline tables are TOML as well.
fn toml(rules: &Map<String, Value>) -> String {
    let line = |(name, value): (&String, &Value)| format!("{} = {}\n", quoted(name), inline(value));
    rules.iter().map(line).collect()
}

fn inline(value: &Value) -> String {
    match value {
        // TOML has no null; an empty text is refused by whatever reads the field.
        Value::Null => quoted(""),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => {
            let pair =
                |(name, value): (&String, &Value)| format!("{} = {}", quoted(name), inline(value));
            format!("{{ {} }}", fields.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A basic string of TOML escapes as a string of JSON does, and the delete character besides.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string().replace('\u{7f}', "\\u007f")
}

/// The indexes that ship with the product, with those of the file in place of their namesakes.
pub fn indexes(given: Vec<Value>, problems: &mut Vec<Problem>) -> RateIndexes {
    let mut known = RateIndexes::built_in();
    let mut ids: Vec<DataId> = Vec::new();
    for (place, value) in given.into_iter().enumerate() {
        let at = item("indexes", place);
        let index = match typed::<Index>(value, &at) {
            Ok(index) => index,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        if ids.contains(&index.id) {
            problems.push(Problem::new(field(&at, "id"), "give each index an id of its own"));
        }
        ids.push(index.id.clone());
        match index.checked() {
            Ok(index) => known = known.with(index),
            Err(says) => problems.push(Problem::new(field(&at, "values"), says)),
        }
    }
    known
}

impl Index {
    fn checked(self) -> Result<RateIndex, String> {
        let last = self.values.last().map(|value| value.from);
        let Some(checked) = self.checked.or(last) else {
            return Err("enter at least one value".to_owned());
        };
        let (title, source) = (self.title.unwrap_or_default(), self.source.unwrap_or_default());
        RateIndex::new(self.id, title, source, checked, self.values)
            .map_err(|problem| lower_first(&problem.message))
    }
}
