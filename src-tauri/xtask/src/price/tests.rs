//! Golden files, refusals with their paths, the documented form, and no panic on any input.

mod documented;
mod mutated;
mod refusals;

use super::path::Problem;
use super::report::Report;
use super::{priced, shown};
use crate::place;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// The golden files with their texts, by name.
fn golden() -> Vec<(PathBuf, String)> {
    let folder = place::root().join("tests/golden");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

fn problems(report: &Report) -> String {
    report.problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

/// What of a report is not as the file expects, each with the name of its case.
fn findings(report: &Report) -> Vec<String> {
    let mut found: Vec<String> = report.problems.iter().map(Problem::to_string).collect();
    for case in report.cases.iter().filter(|case| !case.is_good()) {
        let differs = case.differences().map(|compared| {
            format!("{}: expected {}, found {}", compared.name, compared.expected, compared.found)
        });
        let said: Vec<String> =
            differs.chain(case.problems.iter().map(Problem::to_string)).collect();
        found.push(format!("{} ({}): {:?} {said:?}", case.name, case.at, case.outcome));
    }
    found
}

#[test]
fn every_golden_case_comes_to_the_figures_it_expects() {
    let mut found = Vec::new();
    for (path, text) in golden() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.extend(findings(&priced(&text)).into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_golden_case_expects_something_and_every_kind_has_one() {
    let mut kinds: Vec<&str> = super::cases::KINDS.iter().map(|kind| kind.name).collect();
    for (path, text) in golden() {
        let file: Value = serde_json::from_str(&text).unwrap();
        for case in file["cases"].as_array().unwrap() {
            let is_empty = case["expect"].as_object().is_none_or(serde_json::Map::is_empty);
            assert!(!is_empty, "{}: {}", path.display(), case["name"]);
            let kind = case["kind"].as_str().unwrap_or(super::cases::DEFAULT);
            kinds.retain(|other| *other != kind);
        }
    }
    assert_eq!(kinds, Vec::<&str>::new());
}

const ONE: &str = r#"{ "version": 1, "title": "One", "source": "Own", "currency": "USD", "cases": [
    { "name": "A", "invoice": { "face": "10000.00" }, "days": 47, "expect": { "total": "TOTAL" } }
] }"#;

#[test]
fn a_figure_that_differs_is_shown_beside_the_one_expected() {
    let report = priced(&ONE.replace("TOTAL", "499.99"));
    assert_eq!(report.verdict().as_deref(), Some("not as expected: cases[0]"));
    let text = shown::text(&report);
    assert!(text.contains("DIFFERS  total: expected 499.99, found 500.00"), "{text}");
    let json = shown::json(&report);
    assert_eq!(json["is_as_expected"], false);
    assert_eq!(json["cases"][0]["compared"][0]["found"], "500.00");
}

#[test]
fn amounts_are_compared_as_amounts_and_not_as_texts() {
    for same in ["500", "500.0", "500.00", "500.000"] {
        assert_eq!(priced(&ONE.replace("TOTAL", same)).verdict(), None, "{same}");
    }
}

#[test]
fn a_receipt_is_aligned_and_ends_with_its_formula() {
    let text = shown::text(&priced(&ONE.replace("TOTAL", "500.00")));
    let expected = "
    Fee at 47 days [total]
    First 30 days   3.00% × 10,000.00                                           300.00
    Days after      47 − 30 = 17, ÷ 10 = 1 and 7 days; a started period counts       —
    2 next periods  2 × 1.00% × 10,000.00                                       200.00
    ──────────────────────────────────────────────────────────────────────────────────
    Fee             rounded once, half up                                       500.00
    Formula F-03, version 1
    5.00% of face, 6.25% of the advance of 8,000.00.
";
    assert!(text.contains(expected), "{text}");
    assert!(text.ends_with("\n  as expected: 1 of 1\n"), "{text}");
}

#[test]
fn the_json_has_each_figure_with_its_working() {
    let json = shown::json(&priced(&ONE.replace("TOTAL", "500.00")));
    assert_eq!(json["version"], 1);
    assert_eq!(json["is_as_expected"], true);
    let figure = &json["cases"][0]["figures"][0];
    assert_eq!((&figure["name"], &figure["value"]), (&"total".into(), &"500.00".into()));
    assert_eq!(figure["working"]["formula"], "F-03");
    assert_eq!(figure["working"]["lines"][0]["amount"], "300.00");
}
