//! docs/money/price-files.md names every field, kind, term and choice that a file may have.

use crate::place;
use crate::price::cases::{KINDS, interest, invoice, late, portfolio};
use crate::price::file::{Common, File};
use crate::price::market::Index;
use crate::price::terms::COMPLETE;
use crate::price::{amounts, expect};
use factor_domain::fee::AgreementSpan;
use factor_domain::{
    AdditionalFee, Currency, DebtorLateTerms, FeeComponent, FeeSchedule, IndexValue, LateForm,
    PaymentSchedule, Terms,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fs;

const NO_FIELD: &str = "no_such_field";

/// The words between backticks after "expected", as serde lists what it knows.
fn expected_words(message: &str) -> Vec<String> {
    let list = message.split_once("expected").map_or("", |(_, list)| list);
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The fields of a type, from its own refusal of one that it has not.
fn fields<T: DeserializeOwned>(sample: Value) -> Vec<String> {
    let mut sample = sample;
    sample[NO_FIELD] = json!(1);
    match serde_json::from_value::<T>(sample) {
        Ok(_) => panic!("an unknown field was accepted"),
        Err(error) => expected_words(&error.to_string()),
    }
}

/// The variants of a type with a `kind`, and the fields of each.
fn variants<T: DeserializeOwned>() -> Vec<String> {
    let Err(error) = serde_json::from_value::<T>(json!({ "kind": NO_FIELD })) else {
        panic!("an unknown kind was accepted")
    };
    let kinds = expected_words(&error.to_string());
    let of_kinds = kinds.iter().flat_map(|kind| {
        let sample = json!({ "kind": kind, NO_FIELD: 1 });
        // A variant without fields ignores what it is given.
        serde_json::from_value::<T>(sample)
            .err()
            .map(|error| expected_words(&error.to_string()))
            .unwrap_or_default()
    });
    of_kinds.chain(kinds.clone()).collect()
}

fn document() -> String {
    fs::read_to_string(place::root().join("docs/money/price-files.md")).unwrap()
}

fn check(document: &str, of: &str, names: &[String]) {
    assert!(!names.is_empty(), "{of} lists no names");
    let missing: Vec<&String> =
        names.iter().filter(|name| !document.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{of}: not in docs/money/price-files.md: {missing:?}");
}

#[test]
fn every_field_is_documented() {
    let document = document();
    check(&document, "the file", &fields::<File>(json!({})));
    check(&document, "a case", &fields::<Common>(json!({})));
    check(&document, "an index", &fields::<Index>(json!({})));
    check(&document, "a value of an index", &fields::<IndexValue>(json!({})));
    check(&document, "terms", &[COMPLETE.to_owned()]);
    check(&document, "expect", &[expect::REFUSED.to_owned()]);
    let amounts: Vec<String> = amounts::FIELDS.iter().map(|name| (*name).to_owned()).collect();
    check(&document, "amounts", &amounts);
}

#[test]
fn every_kind_and_its_fields_are_documented() {
    let document = document();
    for kind in KINDS {
        check(&document, "the kinds", &[kind.name.to_owned()]);
        let refused = (kind.read)(json!({ NO_FIELD: 1 }), "").err().unwrap();
        let names = expected_words(&refused.says);
        if kind.name != "early_termination" {
            check(&document, kind.name, &names);
        }
    }
    check(&document, "an invoice", &fields::<invoice::Invoice>(json!({})));
    check(&document, "a payment", &fields::<invoice::Payment>(json!({})));
    check(&document, "a balance", &fields::<interest::Balance>(json!({})));
    check(&document, "a debt", &fields::<late::Debt>(json!({})));
    check(&document, "a payment on a debt", &fields::<late::PaymentOn>(json!({})));
    check(&document, "a dispute", &fields::<late::Dispute>(json!({})));
    check(&document, "what a debtor owes", &fields::<portfolio::Held>(json!({})));
    check(&document, "a closed invoice", &fields::<portfolio::Closed>(json!({})));
    check(&document, "an agreement", &fields::<AgreementSpan>(json!({})));
}

#[test]
fn every_term_is_documented() {
    let document = document();
    let terms = serde_json::to_value(Terms::house_default(Currency::USD)).unwrap();
    let names = terms.as_object().unwrap().keys().filter(|name| *name != "version").cloned();
    check(&document, "terms", &names.collect::<Vec<_>>());
    check(&document, "fee_schedule", &variants::<FeeSchedule>());
    check(&document, "payment_schedule", &variants::<PaymentSchedule>());
    check(&document, "further_fees", &fields::<FeeComponent>(json!({})));
    check(&document, "additional_fees", &fields::<AdditionalFee>(json!({})));
    check(&document, "late_terms", &fields::<DebtorLateTerms>(json!({})));
    check(&document, "late_terms.form", &variants::<LateForm>());
}
