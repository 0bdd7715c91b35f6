//! What is wrong with a file is told with the path of the field.

use super::{ONE, priced, problems};

/// A file of one case, with these outer fields and this case.
fn file(outer: &str, case: &str) -> String {
    format!(
        r#"{{ "version": 1, "title": "T", "source": "S", "currency": "USD"{outer},
            "cases": [{case}] }}"#
    )
}

fn check(text: &str, expected: &str) {
    let report = priced(text);
    assert_eq!(problems(&report), expected, "{text}");
    assert!(report.verdict().is_some() && report.cases.is_empty());
}

/// A case of this kind and these fields.
fn check_case(fields: &str, expected: &str) {
    check(&file("", &format!(r#"{{ "name": "A", {fields} }}"#)), expected);
}

/// Terms over those of the house.
fn check_terms(terms: &str, expected: &str) {
    let case = r#"{ "name": "A", "kind": "early_termination" }"#;
    check(&file(&format!(r#", "terms": {terms}"#), case), expected);
}

const DATED: &str = r#""invoice": { "face": "100.00", "invoiced_on": "2026-01-15",
    "purchased_on": "2026-01-15" }"#;

#[test]
fn a_file_that_is_none_says_what_it_lacks() {
    check("[]", "write the file as an object");
    check("{}", "version: missing");
    check(r#"{ "version": 1, "version": 1 }"#, "field stands twice: version at line 1 column 30");
    check(&ONE.replace("\"version\": 1", "\"version\": 2"), "version: write 1, not 2");
    check(&ONE.replace("USD", "XXX"), "currency: currency is not known: XXX");
    let cases = "cases: enter from 1 to 10000 cases, not 0";
    check(&file("", "").replace("[]", "[ ]"), cases);
    let twice = r#"{ "name": "A", "kind": "early_termination" },
        { "name": "A", "kind": "early_termination" }"#;
    check(&file("", twice), "cases[1].name: stands twice: A");
}

#[test]
fn a_text_that_is_no_json_says_where_it_breaks() {
    let report = priced("{ \"version\": 1,");
    let said = problems(&report);
    assert!(said.starts_with("not JSON: ") && said.contains("line 1"), "{said}");
}

#[test]
fn a_field_is_named_by_its_path() {
    let face = r#""invoice": { "face": FACE }, "days": 1"#;
    let how = "write the amount as text in main units, such as \"10000.00\"";
    for bad in ["100", "100.5", "\"1,000.00\"", "\"USD 1\"", "\"\"", "\".5\"", "true", "[]"] {
        check_case(&face.replace("FACE", bad), &format!("cases[0].invoice.face: {how}"));
    }
    let minor = r#"{ "minor": 1, "currency": "USD" }"#;
    check_case(&face.replace("FACE", minor), &format!("cases[0].invoice.face: {how}"));
    check_case(&face.replace("FACE", "\"0.00\""), "cases[0].invoice.face: enter an amount above 0");
    check_case(&face.replace("FACE", "\"0.001\""), "cases[0].invoice.face: USD has 2 decimals");
    check_case(r#""invoice": {}, "days": 1"#, "cases[0].invoice.face: missing");
    check_case(
        r#""invoice": { "face": "1.00" }, "days": -1"#,
        "cases[0].days: invalid value: integer `-1`, expected u32",
    );
    check_case(
        r#""kind": "turn", "invoices": [{ "face": "1.00", "days": 1.5 }]"#,
        "cases[0].invoices[0].days: invalid type: floating point `1.5`, expected u32",
    );
    check_case(
        r#""kind": "remaining_days", "each_day": "1.00", "left_on": "2026-02-30",
           "ends_on": "2026-03-01""#,
        "cases[0].left_on: there is no such day in the calendar",
    );
    check_case(
        r#""kind": "rounding", "amount": "1.00", "rate": 3"#,
        "cases[0].rate: invalid type: integer `3`, expected a string",
    );
}

#[test]
fn a_field_that_no_kind_knows_is_refused() {
    check_case(
        r#""kind": "split", "amount": "1.00", "weights": [1], "wieght": 2"#,
        "cases[0].wieght: unknown field `wieght`, expected `amount` or `weights`",
    );
    let said = problems(&priced(&file("", r#"{ "name": "A", "kind": "fees" }"#)));
    assert!(said.starts_with("cases[0].kind: not a kind; there are price, fee_by_days"), "{said}");
}

#[test]
fn fields_that_contradict_each_other_are_refused() {
    check_case(
        &format!(r#"{DATED}, "days": 3"#),
        "cases[0].invoice.invoiced_on: leave it out where the days are given\n\
         cases[0].invoice.purchased_on: leave it out where the days are given",
    );
    check_case(DATED, "cases[0].as_of: missing, and there is no payment");
    check_case(
        &format!(r#"{DATED}, "closed_by": "last_payment""#),
        "cases[0].closed_by: there is no payment that could close the invoice",
    );
    check_case(
        &format!(r#"{DATED}, "invoices": [], "as_of": "2026-02-01""#),
        "cases[0].invoices: enter either one invoice or several",
    );
    check_case(
        &format!(
            r#"{DATED}, "payments": [{{ "received_on": "2026-01-14", "amount": "0.00",
               "posted_on": "2026-01-13" }}]"#
        ),
        "cases[0].payments[0].amount: enter an amount above 0\n\
         cases[0].payments[0].received_on: lies before the purchase: 2026-01-15\n\
         cases[0].payments[0].posted_on: lies before the receipt: 2026-01-14",
    );
    check_case(
        r#""kind": "apr", "finance_charge": "1.00", "amount_financed": "9.00", "days": 1,
           "months": 1"#,
        "cases[0].days: enter the term once: days, months, or from and to",
    );
    check_case(
        r#""kind": "day_count", "purchased_on": "2026-01-15""#,
        "cases[0].received_on: enter either the day of receipt or as_of",
    );
    check_case(
        r#""kind": "fee_by_days", "face": "1.00", "days": [2, 1]"#,
        "cases[0].days: put the days in ascending order, each once",
    );
}

#[test]
fn impossible_terms_are_refused_all_at_once() {
    check_terms(
        r#"{ "advance_rate": 85, "clearance_days": "two", "fee": "3" }"#,
        "terms.advance_rate: invalid type: integer `85`, expected a string\n\
         terms.clearance_days: invalid type: string \"two\", expected u16\n\
         terms.fee: not a term; see docs/money/price-files.md",
    );
    check_terms(
        r#"{ "advance_rate": "0", "escrow_rate": "10" }"#,
        "terms.advance_rate: enter an advance above 0%\n\
         terms.escrow_cap: enter what the escrow grows to",
    );
    check_terms(
        r#"{ "fee_schedule": { "kind": "flat", "rate": "101" } }"#,
        "terms.fee_schedule: enter a percentage from 0 to 100",
    );
    check_terms(r#""net 30""#, "terms: write the terms as an object");
    check_terms(
        r#"{ "fee_minimum": 25, "further_fees": [{ "title": "X" }] }"#,
        "terms.fee_minimum: write the amount as text in main units, such as \"10000.00\"\n\
         terms.further_fees[0].schedule: missing",
    );
}

#[test]
fn complete_terms_leave_nothing_to_the_house() {
    let report = priced(&file(
        r#", "terms": { "complete": true, "advance_rate": "80" }"#,
        r#"{ "name": "A", "kind": "early_termination" }"#,
    ));
    let said = problems(&report);
    let missing = "terms.rounding: missing from terms that are complete";
    assert!(said.lines().any(|line| line == missing), "{said}");
    assert!(!said.contains("advance_rate") && !said.contains("version"), "{said}");
}

#[test]
fn a_calendar_and_an_index_are_checked() {
    let case = r#"{ "name": "A", "kind": "early_termination" }"#;
    let with = |outer: &str, expected: &str| check(&file(outer, case), expected);
    with(r#", "calendar": "mars""#, "calendar: no calendar ships under mars");
    with(
        r#", "calendar": "target", "terms": { "calendar": "united_kingdom" }"#,
        "terms.calendar: names another calendar than the file does: target",
    );
    with(r#", "terms": { "calendar": "mars" }"#, "terms.calendar: no calendar ships under mars");
    with(
        r#", "indexes": [{ "id": "x", "values": [] }]"#,
        "indexes[0].values: enter at least one value",
    );
    with(
        r#", "indexes": [{ "id": "x", "values": [{ "from": "2026-01-01", "rate": 3 }] }]"#,
        "indexes[0].values[0].rate: invalid type: integer `3`, expected a string",
    );
    let value = r#"[{ "from": "2026-01-01", "rate": "3" }]"#;
    let twice = format!(r#"{{ "id": "x", "values": {value} }}"#);
    with(
        &format!(r#", "indexes": [{twice}, {twice}]"#),
        "indexes[1].id: give each index an id of its own",
    );
}

#[test]
fn what_the_engine_refuses_fails_the_case_with_its_words() {
    let case = r#"{ "name": "A", "kind": "apr", "finance_charge": "1.00",
        "amount_financed": "9.00", "days": 366 }"#;
    let report = priced(&file("", case));
    assert_eq!(report.verdict().as_deref(), Some("not as expected: cases[0]"));
    let text = super::shown::text(&report);
    assert!(
        text.contains("cases[0]: refused: term must be from 1 to 365 for a rate: 366"),
        "{text}"
    );
}

#[test]
fn an_expectation_that_cannot_be_compared_is_named() {
    let of = |expect: &str| {
        let case = format!(
            r#"{{ "name": "A", "invoice": {{ "face": "10000.00" }}, "days": 47,
               "expect": {expect} }}"#
        );
        let report = priced(&file("", &case));
        assert!(report.verdict().is_some());
        report.cases[0].problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        of(r#"{ "fee": "500.00" }"#),
        "cases[0].expect.fee: no such figure; this case gives total"
    );
    assert_eq!(
        of(r#"{ "total": 500 }"#),
        "cases[0].expect.total: write the amount as text in main units, such as \"10000.00\""
    );
    assert_eq!(of(r#"{ "refused": "no" }"#), "");
    check_case(
        r#""invoice": { "face": "1.00" }, "days": 1, "expect": { "refused": "no", "total": "1" }"#,
        "cases[0].expect.refused: a case that is refused has no figures to expect",
    );
}
