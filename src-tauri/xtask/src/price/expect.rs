//! What a file expects, compared figure by figure.

use super::amounts;
use super::answer::{Answer, Value};
use super::path::{Problem, field, item};
use super::terms::lower_first;
use factor_domain::measures::TwoDecimals;
use factor_domain::{Currency, Day, Rate};
use serde_json::Value as Json;

/// The one expectation that is no figure: the engine's own words for why there is none.
pub const REFUSED: &str = "refused";

/// Names of figures that an error lists.
const NAMES_SHOWN: usize = 24;

/// What is expected of a case.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// Each figure by its name, as the file has it.
    pub figures: Vec<(String, Json)>,
    /// Why it is refused, if it is to be.
    pub refused: Option<String>,
}

/// One figure that was compared.
#[derive(Clone, Debug)]
pub struct Compared {
    pub name: String,
    pub expected: String,
    pub found: String,
}

impl Compared {
    pub fn differs(&self) -> bool {
        self.expected != self.found
    }
}

impl Expected {
    /// Reads the `expect` of a case; a list or an object of figures is taken apart.
    pub fn read(value: Json, at: &str, problems: &mut Vec<Problem>) -> Expected {
        let mut expected = Expected::default();
        let Json::Object(mut fields) = value else {
            problems.push(Problem::new(at, "write what is expected as an object"));
            return expected;
        };
        match fields.remove(REFUSED) {
            None => {}
            Some(Json::String(why)) if fields.is_empty() => expected.refused = Some(why),
            Some(Json::String(_)) => {
                let says = "a case that is refused has no figures to expect";
                problems.push(Problem::new(field(at, REFUSED), says));
            }
            Some(_) => {
                problems.push(Problem::new(field(at, REFUSED), "write the refusal as text"));
            }
        }
        flatten("", Json::Object(fields), &mut expected.figures);
        expected
    }

    /// Compares the figures; a name or a form that cannot be compared is a problem.
    pub fn compare(
        &self,
        answer: &Answer,
        currency: Currency,
        at: &str,
    ) -> (Vec<Compared>, Vec<Problem>) {
        let (mut compared, mut problems) = (Vec::new(), Vec::new());
        for (name, wanted) in &self.figures {
            let Some(figure) = answer.figures.iter().find(|figure| figure.name == *name) else {
                problems.push(Problem::new(field(at, name), unknown(answer)));
                continue;
            };
            match read_like(&figure.value, wanted, currency) {
                Ok(expected) => compared.push(Compared {
                    name: name.clone(),
                    expected: expected.to_string(),
                    found: figure.value.to_string(),
                }),
                Err(says) => problems.push(Problem::new(field(at, name), says)),
            }
        }
        (compared, problems)
    }
}

fn unknown(answer: &Answer) -> String {
    let names: Vec<&str> =
        answer.figures.iter().take(NAMES_SHOWN).map(|figure| figure.name.as_str()).collect();
    let more = if answer.figures.len() > NAMES_SHOWN { ", …" } else { "" };
    format!("no such figure; this case gives {}{more}", names.join(", "))
}

fn flatten(at: &str, value: Json, into: &mut Vec<(String, Json)>) {
    match value {
        Json::Object(fields) => {
            for (name, inner) in fields {
                flatten(&field(at, &name), inner, into);
            }
        }
        Json::Array(items) => {
            for (index, inner) in items.into_iter().enumerate() {
                flatten(&item(at, index), inner, into);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            into.push((at.to_owned(), value));
        }
    }
}

/// The expectation in the type of the figure found, so that `300` and `300.00` are the same.
fn read_like(found: &Value, wanted: &Json, currency: Currency) -> Result<Value, String> {
    if wanted.is_null() {
        return Ok(Value::None);
    }
    let text = wanted.as_str();
    match found {
        Value::Money(_) => amounts::amount(text.unwrap_or_default(), currency).map(Value::Money),
        Value::Rate(_) => {
            let rate = Rate::parse(text.unwrap_or_default());
            rate.map(Value::Rate).map_err(|_| "write the rate as text, such as \"37.24\"".into())
        }
        Value::Day(_) => {
            let day = Day::from_iso(text.unwrap_or_default());
            day.map(Value::Day).map_err(|error| lower_first(&error.to_string()))
        }
        Value::Count(_) => {
            wanted.as_i64().map(Value::Count).ok_or_else(|| "write a whole number".to_owned())
        }
        Value::Number(_) | Value::None => {
            TwoDecimals::try_from(text.unwrap_or_default().to_owned())
                .map(Value::Number)
                .map_err(|_| "write the number as text with two decimals, such as \"53.14\"".into())
        }
    }
}
