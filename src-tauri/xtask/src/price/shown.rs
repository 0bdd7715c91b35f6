//! A report as text, aligned like the receipts of the product, and as JSON.

use super::answer::{Answer, Named};
use super::expect::Compared;
use super::report::{CaseReport, Outcome, Report};
use factor_domain::Working;
use serde_json::{Value, json};

/// The form of the JSON; raised when a field changes its meaning.
const JSON_VERSION: u32 = 1;

/// The report for a terminal.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    if !report.problems.is_empty() {
        line(&mut out, "Nothing was priced. To correct:");
        for problem in &report.problems {
            line(&mut out, &format!("  {problem}"));
        }
        return out;
    }
    line(&mut out, &report.title);
    line(&mut out, &format!("Source: {}", report.source));
    for case in &report.cases {
        out.push('\n');
        line(&mut out, &format!("{} ({}, {})", case.name, case.kind, case.at));
        if let Some(source) = &case.source {
            line(&mut out, &format!("  Source: {source}"));
        }
        match &case.outcome {
            Outcome::Figures(answer) => figures(&mut out, answer),
            Outcome::RefusedAsExpected(why) => {
                line(&mut out, &format!("  refused, as expected: {why}"));
            }
            Outcome::Refused(why) => line(&mut out, &format!("  {}: refused: {why}", case.at)),
        }
        verdict(&mut out, case);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn figures(out: &mut String, answer: &Answer) {
    let width = answer.figures.iter().map(|figure| figure.name.chars().count()).max().unwrap_or(0);
    let amounts = answer.figures.iter().map(|figure| figure.value.to_string().chars().count());
    let amount_width = amounts.max().unwrap_or(0);
    for Named { name, value, .. } in &answer.figures {
        line(out, &format!("  {name:<width$}  {value:>amount_width$}"));
    }
    for Named { name, working, .. } in &answer.figures {
        if let Some(working) = working {
            out.push('\n');
            receipt(out, name, working);
        }
    }
}

/// Label, detail and amount in three columns; the total under a rule, the formula at its end.
fn receipt(out: &mut String, name: &str, working: &Working) {
    let Working { formula_id, formula_version, title, lines, .. } = working;
    let total = working.total.to_string();
    let mut rows: Vec<[String; 3]> = Vec::new();
    for step in lines {
        let amount = step.amount.map_or_else(|| "\u{2014}".to_owned(), |a| a.format_grouped());
        rows.push([step.label.clone(), step.detail.clone(), amount]);
    }
    rows.push([working.total_label.clone(), working.total_detail.clone(), total]);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let [first, second, third] = [0, 1, 2].map(|column| width(column).unwrap_or(0));
    line(out, &format!("    {title} [{name}]"));
    let last = rows.len() - 1;
    for (place, [label, detail, amount]) in rows.iter().enumerate() {
        if place == last {
            line(out, &format!("    {}", "\u{2500}".repeat(first + second + third + 4)));
        }
        let row = format!("    {label:<first$}  {detail:<second$}  {amount:>third$}");
        line(out, &row);
    }
    line(out, &format!("    Formula {formula_id}, version {formula_version}"));
    if !working.note.is_empty() {
        line(out, &format!("    {}", working.note));
    }
}

fn verdict(out: &mut String, case: &CaseReport) {
    for problem in &case.problems {
        line(out, &format!("  {problem}"));
    }
    for Compared { name, expected, found } in case.differences() {
        line(out, &format!("  DIFFERS  {name}: expected {expected}, found {found}"));
    }
    let same = case.compared.iter().filter(|compared| !compared.differs()).count();
    if same > 0 {
        out.push('\n');
        line(out, &format!("  as expected: {same} of {}", case.compared.len()));
    }
}

/// The report for machines; every figure as text, exactly as a file would expect it.
pub fn json(report: &Report) -> Value {
    json!({
        "version": JSON_VERSION,
        "title": report.title,
        "source": report.source,
        "is_as_expected": report.verdict().is_none(),
        "problems": problems(&report.problems),
        "cases": report.cases.iter().map(case_json).collect::<Vec<_>>(),
    })
}

fn problems(problems: &[super::path::Problem]) -> Vec<Value> {
    problems.iter().map(|problem| json!({ "at": problem.at, "says": problem.says })).collect()
}

fn case_json(case: &CaseReport) -> Value {
    let (figures, refused) = match &case.outcome {
        Outcome::Figures(answer) => (answer.figures.iter().map(figure_json).collect(), None),
        Outcome::RefusedAsExpected(why) | Outcome::Refused(why) => (Vec::new(), Some(why)),
    };
    let compared = |one: &Compared| {
        let Compared { name, expected, found } = one;
        json!({ "name": name, "expected": expected, "found": found })
    };
    json!({
        "name": case.name,
        "at": case.at,
        "kind": case.kind,
        "source": case.source,
        "is_as_expected": case.is_good(),
        "refused": refused,
        "figures": figures,
        "compared": case.compared.iter().map(compared).collect::<Vec<_>>(),
        "problems": problems(&case.problems),
    })
}

fn figure_json(figure: &Named) -> Value {
    json!({
        "name": figure.name,
        "value": figure.value.to_string(),
        "working": figure.working.as_ref().map(working_json),
    })
}

fn working_json(working: &Working) -> Value {
    let step = |step: &factor_domain::WorkingLine| {
        json!({
            "label": step.label,
            "detail": step.detail,
            "amount": step.amount.map(|amount| amount.format_plain()),
        })
    };
    json!({
        "formula": working.formula_id,
        "formula_version": working.formula_version,
        "title": working.title,
        "lines": working.lines.iter().map(step).collect::<Vec<_>>(),
        "total_label": working.total_label,
        "total_detail": working.total_detail,
        "total": working.total.to_string(),
        "note": working.note,
    })
}
