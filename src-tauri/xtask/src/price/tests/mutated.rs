//! Whatever stands in a file, the answer is a report and never a panic.

use super::{golden, priced, shown};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

/// Values that people and programs get wrong.
const ODD: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "65535",
    "65536",
    "4294967295",
    "18446744073709551615",
    "1e308",
    "0.1",
    "\"\"",
    "\"0\"",
    "\"-0\"",
    "\"-1\"",
    "\"1000000000000.00\"",
    "\"1000000000000.01\"",
    "\"999999999999999999999999\"",
    "\"100\"",
    "\"1000000\"",
    "\"0.000001\"",
    "\"1970-01-01\"",
    "\"2199-12-31\"",
    "\"2200-01-01\"",
    "\"2026-02-29\"",
    "\"\\u0000\"",
    "\"\u{202e}\"",
    "[]",
    "{}",
    "[[]]",
    "\"complete\"",
    "\"half_even\"",
    "\"none\"",
    "\"JPY\"",
    "\"target\"",
];

static FILES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    golden().iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect()
});

/// The places of all values of a file, as JSON pointers.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(inner, &format!("{at}/{name}"), into);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                places(inner, &format!("{at}/{index}"), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A file of one case of a golden file, so that each round is quick.
fn one_case(file: usize, case: usize) -> Value {
    let mut value = FILES[file % FILES.len()].clone();
    let cases = value["cases"].as_array_mut().unwrap();
    let kept = cases.swap_remove(case % cases.len());
    *cases = vec![kept];
    value
}

fn report_is_made(text: &str) {
    let report = priced(text);
    let _text = shown::text(&report);
    let _json = shown::json(&report).to_string();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_golden_file_with_other_values_is_priced_or_refused(
        file in 0_usize..1000,
        case in 0_usize..1000,
        changes in prop::collection::vec((0_usize..10_000, 0..ODD.len()), 1..4),
    ) {
        let mut value = one_case(file, case);
        for (place, odd) in changes {
            let mut all = Vec::new();
            places(&value, "", &mut all);
            if let Some(inner) = value.pointer_mut(&all[place % all.len()]) {
                *inner = serde_json::from_str(ODD[odd]).unwrap();
            }
        }
        report_is_made(&value.to_string());
    }

    #[test]
    fn a_golden_file_without_some_fields_is_priced_or_refused(
        file in 0_usize..1000,
        case in 0_usize..1000,
        places_left_out in prop::collection::vec(0_usize..10_000, 1..4),
    ) {
        let mut value = one_case(file, case);
        for place in places_left_out {
            let mut all = Vec::new();
            places(&value, "", &mut all);
            let place = all[place % all.len()].clone();
            let Some((parent, name)) = place.rsplit_once('/') else { continue };
            if let Some(Value::Object(fields)) = value.pointer_mut(parent) {
                fields.remove(name);
            }
        }
        report_is_made(&value.to_string());
    }

    #[test]
    fn a_broken_text_is_refused(
        file in 0_usize..1000,
        at in 0_usize..100_000,
        with in "[\\[\\]{}\",:0-9a-z\\\\ -]{0,4}",
    ) {
        let mut text = one_case(file, at).to_string();
        let at = at % text.len();
        if text.is_char_boundary(at) {
            text.insert_str(at, &with);
        }
        report_is_made(&text);
        text.truncate((0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
        report_is_made(&text);
    }
}

#[test]
fn a_text_of_brackets_is_refused_before_it_fills_the_stack() {
    for open in ["[", "{\"a\":", "{\"cases\":["] {
        report_is_made(&open.repeat(100_000));
    }
}
