//! The papers beside the agreement: guaranties, the fee schedule, the term sheet.

use std::collections::BTreeSet;

use super::super::{
    Filled, PartyRole, RunStyle, Template, TemplateForm, Value, ValueSource, Values, fill,
    put_guarantor, values,
};
use super::wording::changed_terms;
use super::{address, all_runs, clause_texts, client, facts, firm, full_terms, line, text_of};
use crate::currency::Currency;
use crate::guarantor::{Guarantor, GuarantorKind, GuarantyScope};
use crate::money::Money;
use crate::terms::Terms;
use crate::text::{Email, Name};

fn built_in(id: &str) -> &'static Template {
    Template::built_ins().iter().find(|template| template.id == id).unwrap()
}

fn person() -> Guarantor {
    Guarantor {
        kind: GuarantorKind::Person,
        name: Name::new("name", "Nadia Ferro").unwrap(),
        legal_form: line(""),
        state_of_formation: line(""),
        address: address("19 Orchard Lane", "Winthrop", "MA", "02152"),
        email: Some(Email::new("email", "nadia@ferro.example").unwrap()),
        scope: GuarantyScope::Validity,
        limit: Some(Money::new(25_000_000, Currency::USD).unwrap()),
    }
}

fn company() -> Guarantor {
    Guarantor {
        kind: GuarantorKind::Company,
        name: Name::new("name", "Ferro Holdings LLC").unwrap(),
        legal_form: line("limited liability company"),
        state_of_formation: line("Delaware"),
        limit: None,
        ..person()
    }
}

fn put(values: &mut Values, path: &str, text: &str) {
    let value = Value { text: text.to_owned(), source: ValueSource::Contract };
    values.insert(path.to_owned(), value);
}

fn of_terms(terms: &Terms) -> Values {
    let mut given = values(&firm(), &client(), terms, &facts());
    let agreement = "Factoring and Security Agreement CTR-2026-014, dated November 13, 2026";
    put(&mut given, "contract.secures", agreement);
    put(&mut given, "contract.amends", agreement);
    put(&mut given, "contract.replaces", "CTR-2026-014, version 1, dated November 13, 2026");
    put(&mut given, "contract.amendment_number", "1");
    put(&mut given, "contract.offer_until", "December 31, 2026");
    given
}

fn guaranty(id: &str, guarantor: &Guarantor, state: &str) -> Filled {
    let mut given = of_terms(&full_terms());
    put_guarantor(&mut given, guarantor);
    put(&mut given, "contract.governing_state", state);
    fill(built_in(id), &given)
}

/// Every guaranty, and the fee schedule and the term sheet under each change of the terms.
fn papers() -> Vec<(String, Filled)> {
    let mut made = Vec::new();
    for id in ["validity_guaranty", "payment_guaranty"] {
        for (who, guarantor) in [("a person", person()), ("a company", company())] {
            for state in ["New York", "California"] {
                made.push((format!("{id}, {who}, {state}"), guaranty(id, &guarantor, state)));
            }
        }
    }
    for id in ["fee_schedule", "preliminary_term_sheet"] {
        for (name, terms) in changed_terms() {
            made.push((format!("{id}: {name}"), fill(built_in(id), &of_terms(&terms))));
        }
    }
    made
}

#[test]
fn every_paper_is_complete_whatever_its_values() {
    for (name, filled) in papers() {
        assert_eq!(filled.problems, [], "{name}");
        assert_eq!(filled.missing, [], "{name}");
        for runs in all_runs(&filled) {
            let text = text_of(runs);
            assert!(!text.contains(['{', '}', '[', ']', '*', '|']), "{name}: {text}");
            assert!(!text.contains("  ") && !text.contains(".."), "{name}: {text}");
        }
        for (clause, number) in filled.clauses.iter().zip(1_u32..) {
            assert_eq!(clause.number, number, "{name}");
            assert!(!clause.paragraphs.is_empty(), "{name}: {}", clause.key);
        }
    }
}

#[test]
fn no_paper_defines_a_term_twice() {
    for (name, filled) in papers() {
        let runs = all_runs(&filled).into_iter().flatten();
        let bold: Vec<&str> =
            runs.filter(|run| run.style == RunStyle::Bold).map(|run| run.text.as_str()).collect();
        let once: BTreeSet<&&str> = bold.iter().collect();
        assert_eq!(once.len(), bold.len(), "{name}: {bold:?}");
    }
}

#[test]
fn a_guaranty_says_who_answers_for_what_and_how_far() {
    let validity = clause_texts(&guaranty("validity_guaranty", &person(), "New York")).join("\n");
    for words in [
        "has not been sold, pledged or assigned to anybody else",
        "does not answer for an Account Debtor’s inability to pay",
        "not more than USD 250,000.00 in all",
        "within 10 days of a written demand",
        "not ended by the Guarantor’s death",
        "takes effect 30 days after",
        "The law of the State of New York governs this guaranty",
        "amends and restates CTR-2026-014, version 1",
    ] {
        assert!(validity.contains(words), "{words}");
    }
    assert!(!validity.contains("California"), "another state’s waiver");
    let payment = clause_texts(&guaranty("payment_guaranty", &company(), "California")).join("\n");
    for words in [
        "that the Obligations are paid in full when due",
        "is not limited in amount",
        "binds the Guarantor’s successors",
        "sections 2787 to 2855, inclusive, of the California Civil Code",
    ] {
        assert!(payment.contains(words), "{words}");
    }
    for other in ["inability to pay the Obligations", "death"] {
        assert!(!payment.contains(other), "{other}");
    }
}

#[test]
fn a_guaranty_names_its_parties_and_the_agreement() {
    let filled = guaranty("payment_guaranty", &company(), "New York");
    let lines = |index: usize| -> Vec<String> {
        filled.parties[index].lines.iter().map(|line| text_of(line)).collect()
    };
    assert_eq!(lines(0)[0], "Calder Street Factors LLC");
    assert_eq!(
        lines(1),
        [
            "Ferro Holdings LLC",
            "a Delaware limited liability company",
            "19 Orchard Lane",
            "Winthrop, MA 02152",
            "nadia@ferro.example",
        ]
    );
    let recital = text_of(&filled.recital);
    assert!(recital.contains("Larkfield Produce Distributors, Inc."), "{recital}");
    assert!(recital.contains("Agreement CTR-2026-014, dated November 13, 2026"), "{recital}");
    assert_eq!(TemplateForm::Guaranty.signers(), [PartyRole::Factor, PartyRole::Guarantor]);
}

#[test]
fn the_fee_schedule_says_of_the_fee_what_the_agreement_says() {
    for (name, terms) in changed_terms() {
        let given = of_terms(&terms);
        let of = |id: &str| -> Vec<String> {
            let fees = fill(built_in(id), &given).clauses.into_iter().find(|one| one.key == "fees");
            let own = ["charges", "misdirected", "rounding"];
            let parts = fees.unwrap().paragraphs.into_iter();
            let parts = parts.filter(|part| !own.contains(&part.key.as_str()));
            parts.map(|part| text_of(&part.runs)).collect()
        };
        assert_eq!(of("fee_schedule"), of("factoring_agreement_recourse"), "{name}");
    }
}

#[test]
fn a_term_sheet_binds_only_where_it_says_so() {
    let paper = clause_texts(&fill(built_in("preliminary_term_sheet"), &of_terms(&full_terms())));
    let paper = paper.join("\n");
    for words in [
        "by signing below until the end of December 31, 2026",
        "is not an agreement to buy invoices",
        "Only clauses 3 and 4 bind the Factor and the Client",
        "for 12 months",
    ] {
        assert!(paper.contains(words), "{words}");
    }
}

#[test]
fn the_agreement_asks_for_the_guaranty_that_is_meant() {
    for (scope, words) in [
        (GuarantyScope::Validity, "signs a separate validity guaranty"),
        (GuarantyScope::Payment, "signs a separate guaranty of payment"),
    ] {
        let mut given = of_terms(&full_terms());
        put(&mut given, "guarantor.scope", scope.as_str());
        let filled = fill(built_in("factoring_agreement_recourse"), &given);
        assert!(filled.is_complete(), "{:?} {:?}", filled.missing, filled.problems);
        assert!(clause_texts(&filled).join("\n").contains(words), "{words}");
    }
}

#[test]
fn a_guarantor_is_checked_as_a_whole() {
    let fields = |guarantor: Guarantor| -> Vec<String> {
        let checked = guarantor.check();
        checked.err().unwrap_or_default().into_iter().map(|problem| problem.field).collect()
    };
    let zero = Some(Money::zero(Currency::USD));
    for (name, guarantor, wrong) in [
        ("a person", person(), vec![]),
        ("a company", company(), vec![]),
        ("no form", Guarantor { legal_form: line(""), ..company() }, vec!["legal_form"]),
        (
            "no address",
            Guarantor { address: Default::default(), ..person() },
            vec!["address.line1"],
        ),
        ("a limit of nothing", Guarantor { limit: zero, ..person() }, vec!["limit"]),
    ] {
        assert_eq!(fields(guarantor), wrong, "{name}");
    }
    let turned = Guarantor { kind: GuarantorKind::Person, ..company() };
    assert!(turned.check().unwrap().legal_form.is_empty(), "a person has no legal form");
}
