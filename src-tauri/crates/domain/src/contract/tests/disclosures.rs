//! Disclosures: their rows and figures, whatever is agreed.

use std::collections::BTreeSet;

use super::super::{
    Disclosed, Filled, PartyRole, Template, TemplateForm, check_wording, fill, put_disclosed,
    values,
};
use super::wording::changed_terms;
use super::{client, day, facts, firm, full_terms, text_of};
use crate::apr::{DisclosureRule, DisclosureRules, ExampleOffer};
use crate::calendar::HolidayCalendar;
use crate::fee::Market;
use crate::party::Address;
use crate::rate_index::RateIndexes;
use crate::refusal::Refusal;
use crate::terms::Terms;
use crate::text::Line;

fn rule(state: &str) -> DisclosureRule {
    let address = Address { region: Line::new("", state).unwrap(), ..Address::default() };
    DisclosureRules::built_in().of_recipient(&address, day("2026-11-13")).unwrap().clone()
}

/// None where what is held back of the example does not cover its fee.
fn disclosure(id: &str, state: &str, terms: &Terms) -> Option<Filled> {
    let template = Template::built_ins().iter().find(|template| template.id == id).unwrap();
    let calendar = HolidayCalendar::built_in(&terms.calendar).unwrap();
    let market = Market { calendar: &calendar, indexes: &RateIndexes::built_in() };
    let (offered_on, term_days) = (day("2026-11-13"), 30);
    let rule = rule(state);
    let offer = ExampleOffer { terms, offered_on, term_days, market };
    let example = match rule.example(&offer) {
        Err(Refusal::DisclosureInvalid { .. }) => return None,
        example => example.unwrap(),
    };
    let mut given = values(&firm(), &client(), terms, &facts());
    let due_on = offered_on.plus_days(30).unwrap();
    let of = Disclosed { terms, terms_version: 1, rule: &rule, example: &example, due_on };
    put_disclosed(&mut given, of);
    Some(fill(template, &given))
}

const BOTH: [(&str, &str, usize); 2] =
    [("disclosure_california", "CA", 6), ("disclosure_new_york", "NY", 8)];

#[test]
fn each_table_has_the_rows_of_its_law_and_every_figure() {
    for (id, state, rows) in BOTH {
        for (name, terms) in changed_terms() {
            let Some(filled) = disclosure(id, state, &terms) else {
                assert_eq!(name, "advance of everything", "{id}");
                continue;
            };
            assert_eq!((&filled.problems, &filled.missing), (&vec![], &vec![]), "{id}, {name}");
            let table = filled.disclosure.as_ref().unwrap();
            assert_eq!(table.rows.len(), rows, "{id}, {name}");
            // California counts the words over all columns as a row of their own.
            assert_eq!(table.assumption.is_empty(), state == "NY", "{id}");
            let names: BTreeSet<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
            assert_eq!(names.len(), rows, "{id}, {name}");
            for row in &table.rows {
                let text = text_of(&row.text);
                assert!(!text_of(&row.figure).is_empty() && !text.is_empty(), "{id}, {name}");
                let is_clean = !text.contains(['{', '}', '[', ']', '*', '|']);
                assert!(is_clean && !text.contains("  ") && !text.contains(".."), "{text}");
            }
        }
    }
}

#[test]
fn the_first_rows_say_what_the_regulations_prescribe() {
    let terms = full_terms();
    let california = disclosure("disclosure_california", "CA", &terms).unwrap().disclosure.unwrap();
    assert_eq!(
        text_of(&california.assumption),
        "The calculations below are based upon a hypothetical invoice of $312,500.00, assigned to \
         Calder Street Factors LLC with a due date 30 days from the date of assignment. Actual \
         costs may differ substantially."
    );
    assert_eq!(california.rows[0].name, "Funding Provided");
    let new_york = disclosure("disclosure_new_york", "NY", &terms).unwrap().disclosure.unwrap();
    assert!(text_of(&new_york.rows[0].text).starts_with("This is how much Calder Street Factors"));
    let avoidable = text_of(&new_york.rows[6].text);
    for words in ["Wire transfer: USD 25.00", "Misdirected payment", "lack of $1,500.00"] {
        assert!(avoidable.contains(words), "{avoidable}");
    }
}

#[test]
fn a_disclosure_is_the_clients_alone_to_sign_and_agrees_nothing() {
    let form = TemplateForm::Disclosure;
    assert_eq!(form.signers(), [PartyRole::Client]);
    assert_eq!(form.parties(), [PartyRole::Factor, PartyRole::Client]);
    assert!(!form.agrees_terms() && !form.amends() && !form.has_schedule());
    for (id, _, _) in BOTH {
        let template = Template::built_ins().iter().find(|template| template.id == id).unwrap();
        assert_eq!(check_wording(template), [], "{id}");
        let mut worded = template.clone();
        worded.clauses.clone_from(&Template::built_ins()[0].clauses);
        let faults = check_wording(&worded);
        assert!(faults[0].message.contains("no clauses"), "{faults:?}");
    }
}
