//! Filling in small: numbering, references, gaps and faults of a wording.

use super::super::{
    RunStyle, Template, TemplateError, TemplateProblem, Value, ValueSource, Values, WhereToFill,
    fill,
};
use super::{clause_texts, text_of};

const HEAD: &str = r#"
id = "small"
name = "Small"
revision = 3
title = "Small"
subtitle = ""
recital = "From clause {{ref:one}} to {{ref:four}}."
parties = []
glance = { heading = "", columns = [], rows = [], note = "" }
schedule = { title = "", intro = "", sections = [] }
signatures = { heading = "", statement = "", consent = "" }
standard = { "standard.cure_days" = "10" }
"#;

const CLAUSES: &str = r#"
[[clauses]]
key = "one"
title = "One"
[[clauses.paragraphs]]
key = "a"
text = "Pay in {{standard.cure_days | count:day}}, see {{ref:four.b}}."
[[clauses.paragraphs]]
key = "b"
text = "An **Escrow** of {{terms.escrow_rate}}."
condition = { kind = "positive", field = "terms.escrow_rate" }
[[clauses.paragraphs]]
key = "c"
text = "Flat."
condition = { kind = "equals", field = "terms.fee_form", text = "flat" }
[[clauses.paragraphs]]
key = "c"
text = "Stepped."
condition = { kind = "equals", field = "terms.fee_form", text = "stepped" }
[[clauses]]
key = "two"
title = "Two"
condition = { kind = "present", field = "guarantor.name" }
paragraphs = [ { key = "a", text = "{{guarantor.name}} guarantees." } ]
[[clauses]]
key = "four"
title = "Four"
paragraphs = [
  { key = "a", text = "Law of {{contract.governing_state}}." },
  { key = "b", text = """
  Two
  lines, see {{ref:one.c}}.""" },
]
"#;

fn template(clauses: &str) -> Template {
    Template::from_toml(&format!("{HEAD}{clauses}")).unwrap()
}

fn given(pairs: &[(&str, &str)]) -> Values {
    let value = |text: &str| Value { text: text.to_owned(), source: ValueSource::Answer };
    pairs.iter().map(|(path, text)| ((*path).to_owned(), value(text))).collect()
}

#[test]
fn numbering_closes_up_and_references_follow() {
    let template = template(CLAUSES);
    let all = given(&[
        ("terms.escrow_rate", "5.00%"),
        ("terms.fee_form", "flat"),
        ("guarantor.name", "Nadia Ferro"),
        ("contract.governing_state", "Ohio"),
    ]);
    let filled = fill(&template, &all);
    assert!(filled.is_complete());
    assert_eq!(text_of(&filled.recital), "From clause 1 to 3.");
    assert_eq!(
        clause_texts(&filled),
        [
            "1.1 Pay in 10 days, see 3.2.",
            "1.2 An Escrow of 5.00%.",
            "1.3 Flat.",
            "2.1 Nadia Ferro guarantees.",
            "3.1 Law of Ohio.",
            "3.2 Two lines, see 1.3.",
        ]
    );

    let few = given(&[
        ("terms.escrow_rate", "none"),
        ("terms.fee_form", "stepped"),
        ("guarantor.name", "  "),
        ("contract.governing_state", "Ohio"),
        ("standard.cure_days", "1"),
    ]);
    assert_eq!(
        clause_texts(&fill(&template, &few)),
        [
            "1.1 Pay in 1 day, see 2.2.",
            "1.2 Stepped.",
            "2.1 Law of Ohio.",
            "2.2 Two lines, see 1.2.",
        ]
    );
}

#[test]
fn values_and_defined_terms_have_their_own_style() {
    let values = given(&[("terms.escrow_rate", "5.00%"), ("terms.fee_form", "flat")]);
    let filled = fill(&template(CLAUSES), &values);
    let styles: Vec<(&str, RunStyle)> = filled.clauses[0].paragraphs[1]
        .runs
        .iter()
        .map(|run| (run.text.as_str(), run.style))
        .collect();
    assert_eq!(
        styles,
        [
            ("An ", RunStyle::Plain),
            ("Escrow", RunStyle::Bold),
            (" of ", RunStyle::Plain),
            ("5.00%", RunStyle::Value),
            (".", RunStyle::Plain),
        ]
    );
}

#[test]
fn a_value_that_names_a_field_is_printed_as_it_stands() {
    let name = "{{guarantor.name}} **Ltd.** {{ref:one}} {{";
    let values = given(&[
        ("terms.escrow_rate", "none"),
        ("terms.fee_form", "flat"),
        ("guarantor.name", name),
        ("standard.cure_days", "{{standard.cure_days}}"),
        ("contract.governing_state", "{{contract.governing_state | count:day}}"),
    ]);
    let filled = fill(&template(CLAUSES), &values);
    assert!(filled.is_complete(), "{:?} {:?}", filled.missing, filled.problems);
    assert_eq!(
        clause_texts(&filled),
        [
            "1.1 Pay in {{standard.cure_days}} days, see 3.2.",
            "1.2 Flat.",
            "2.1 {{guarantor.name}} **Ltd.** {{ref:one}} {{ guarantees.",
            "3.1 Law of {{contract.governing_state | count:day}}.",
            "3.2 Two lines, see 1.2.",
        ]
    );
}

#[test]
fn missing_values_are_listed_once_with_the_screen_that_holds_them() {
    let clauses = CLAUSES.replace("{{terms.escrow_rate}}", "{{firm.address}} {{firm.address}}");
    let values = given(&[("terms.escrow_rate", "5.00%"), ("terms.fee_form", "flat")]);
    let filled = fill(&template(&clauses), &values);
    let missing: Vec<(&str, WhereToFill)> =
        filled.missing.iter().map(|gap| (gap.path.as_str(), gap.where_to_fill)).collect();
    assert_eq!(
        missing,
        [
            ("firm.address", WhereToFill::FirmProfile),
            ("contract.governing_state", WhereToFill::Asked),
        ]
    );
    assert_eq!(clause_texts(&filled)[3], "2.1 Law of [State whose law governs].");
}

#[test]
fn used_values_say_where_they_came_from() {
    let values = given(&[("terms.escrow_rate", "none"), ("contract.governing_state", "Ohio")]);
    let filled = fill(&template(CLAUSES), &values);
    let used: Vec<(&str, &str, String)> = filled
        .used
        .iter()
        .map(|value| (value.path.as_str(), value.text.as_str(), value.source.words()))
        .collect();
    assert_eq!(
        used,
        [
            ("standard.cure_days", "10", "Wording, revision 3".to_owned()),
            ("terms.escrow_rate", "none", "Answered for this contract".to_owned()),
            ("contract.governing_state", "Ohio", "Answered for this contract".to_owned()),
        ]
    );
}

#[test]
fn faults_of_the_wording_are_named_with_their_place() {
    let unknown_field = |path: &str, suggestion: &str, place: &str| TemplateProblem::UnknownField {
        path: path.to_owned(),
        suggestion: Some(suggestion.to_owned()),
        place: place.to_owned(),
    };
    let unknown_reference = TemplateProblem::UnknownReference {
        target: "fuor.b".to_owned(),
        suggestion: Some("four.b".to_owned()),
        place: "one.a".to_owned(),
    };
    let left_out =
        TemplateProblem::ReferenceLeftOut { target: "two".to_owned(), place: "one.a".to_owned() };
    let broken = TemplateProblem::Broken {
        place: "one.a".to_owned(),
        reason: "a field is opened with {{ and never closed".to_owned(),
    };
    for (was, becomes, problem) in [
        ("{{ref:four.b}}", "{{ref:fuor.b}}", unknown_reference),
        ("{{ref:four.b}}", "{{ref:two}}", left_out),
        ("{{ref:four.b}}", "{{ref:four", broken),
        (
            "{{standard.cure_days |",
            "{{standard.cure_dais |",
            unknown_field("standard.cure_dais", "standard.cure_days", "one.a"),
        ),
        (
            "field = \"guarantor.name\"",
            "field = \"guarantor.nam\"",
            unknown_field("guarantor.nam", "guarantor.name", "two"),
        ),
    ] {
        let filled = fill(
            &template(&CLAUSES.replace(was, becomes)),
            &given(&[("contract.governing_state", "Ohio")]),
        );
        // Flat and stepped are both out here, so the reference to them is a fault of its own.
        let missing_alternative = TemplateProblem::ReferenceLeftOut {
            target: "one.c".to_owned(),
            place: "four.b".to_owned(),
        };
        assert!(filled.problems.contains(&missing_alternative));
        let others: Vec<_> =
            filled.problems.into_iter().filter(|found| *found != missing_alternative).collect();
        assert_eq!(others, [problem], "{becomes}");
    }
}

#[test]
fn alternatives_that_meet_are_a_fault() {
    let clauses = CLAUSES.replace("text = \"stepped\"", "text = \"flat\"");
    let filled = fill(
        &template(&clauses),
        &given(&[("terms.fee_form", "flat"), ("contract.governing_state", "Ohio")]),
    );
    let place = "one.c".to_owned();
    assert_eq!(filled.problems, [TemplateProblem::AlternativesMeet { place }]);
}

#[test]
fn a_file_that_is_no_template_is_refused() {
    let key_twice = |key: &str| TemplateError::KeyTwice { key: key.to_owned() };
    let twice = CLAUSES.replace("key = \"two\"", "key = \"one\"");
    let paragraph_twice = CLAUSES.replace("key = \"b\"\ntext = \"An", "key = \"a\"\ntext = \"An");
    for (source, error) in [
        (format!("{HEAD}{twice}"), key_twice("one")),
        (format!("{HEAD}{paragraph_twice}"), key_twice("one.a")),
        (
            " ".repeat(Template::BYTES_MAX + 1),
            TemplateError::TooLarge { bytes_max: Template::BYTES_MAX },
        ),
    ] {
        assert_eq!(Template::from_toml(&source), Err(error));
    }
    for source in ["", "not a template", "id = 3"] {
        let refused = Template::from_toml(source);
        assert!(matches!(refused, Err(TemplateError::Unreadable { .. })), "{source}");
    }
}
