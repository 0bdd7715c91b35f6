//! The terms of a file: what it says, put over the house's default or complete.

use super::amounts;
use super::path::{Problem, field, joined, typed};
use factor_domain::Terms;
use serde_json::{Map, Value};

/// Says that nothing is taken from the house's default.
pub const COMPLETE: &str = "complete";

/// These terms with the fields of `given` put over them; every wrong field is a problem.
pub fn over(base: &Terms, given: Value, at: &str, problems: &mut Vec<Problem>) -> Option<Terms> {
    let before = problems.len();
    let Value::Object(mut given) = given else {
        problems.push(Problem::new(at, "write the terms as an object"));
        return None;
    };
    let known = as_fields(base, at, problems)?;
    match given.remove(COMPLETE) {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => note_missing(&known, &given, at, problems),
        Some(_) => problems.push(Problem::new(field(at, COMPLETE), "say true or leave it out")),
    }
    let mut merged = known.clone();
    for (name, mut value) in given {
        let of_field = field(at, &name);
        if !known.contains_key(&name) {
            let says = "not a term; see docs/money/price-files.md";
            problems.push(Problem::new(of_field, says));
            continue;
        }
        let mut single = Map::new();
        single.insert(name.clone(), value.take());
        let mut single = Value::Object(single);
        amounts::convert(&mut single, at, base.currency(), problems);
        let Value::Object(single) = single else { continue };
        // One field at a time over good terms, so that every wrong one is found.
        let mut alone = known.clone();
        alone.extend(single.clone());
        match typed::<Terms>(Value::Object(alone), at) {
            Ok(_) => merged.extend(single),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.len() > before {
        return None;
    }
    let terms = match typed::<Terms>(Value::Object(merged), at) {
        Ok(terms) => terms,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    note_impossible(&terms, &known, at, problems);
    (problems.len() == before).then_some(terms)
}

fn as_fields(terms: &Terms, at: &str, problems: &mut Vec<Problem>) -> Option<Map<String, Value>> {
    match serde_json::to_value(terms) {
        Ok(Value::Object(fields)) => Some(fields),
        Ok(_) | Err(_) => {
            problems.push(Problem::new(at, "the terms cannot be written as JSON"));
            None
        }
    }
}

fn note_missing(
    known: &Map<String, Value>,
    given: &Map<String, Value>,
    at: &str,
    problems: &mut Vec<Problem>,
) {
    // The version says how terms are stored, which is nothing that is agreed.
    let missing = known.keys().filter(|name| *name != "version" && !given.contains_key(*name));
    for name in missing {
        problems.push(Problem::new(field(at, name), "missing from terms that are complete"));
    }
}

fn note_impossible(
    terms: &Terms,
    known: &Map<String, Value>,
    at: &str,
    problems: &mut Vec<Problem>,
) {
    for problem in terms.validate() {
        // A term of the fee's form is known by a key of its own, but stands in the schedule.
        let is_field = known.contains_key(&problem.field);
        let inside = if is_field { problem.field.as_str() } else { "fee_schedule" };
        problems.push(Problem::new(joined(at, inside), lower_first(&problem.message)));
    }
}

/// A sentence as the second half of a line; a code in capitals, such as `USD`, stays one.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !letters.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        Some(_) | None => text.to_owned(),
    }
}
