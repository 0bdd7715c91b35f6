//! What holds for every wording that comes with the program and for those made from it.

use super::super::{Condition, Template, check_wording, condition_choices, fill, values};
use super::{clause_texts, client, facts, firm, full_terms, text_of};

#[test]
fn every_wording_that_comes_with_the_program_passes_its_own_check() {
    for template in Template::built_ins() {
        assert_eq!(check_wording(template), [], "{}", template.id);
        assert_eq!(template.with_wording(&template.wording()), *template, "{}", template.id);
        let targets = template.targets();
        for row in &template.glance.rows {
            assert!(targets.contains(&row.clause), "{}: {}", template.id, row.clause);
        }
    }
}

#[test]
fn every_condition_in_use_can_be_picked() {
    let choices = condition_choices();
    let is_known = |condition: &Condition| choices.iter().any(|one| one.condition == *condition);
    for template in Template::built_ins() {
        for clause in &template.clauses {
            let parts = clause.paragraphs.iter().map(|part| part.condition.as_ref());
            for condition in parts.chain([clause.condition.as_ref()]).flatten() {
                assert!(is_known(condition), "{}: {condition:?}", clause.key);
            }
        }
    }
    let mut labels: Vec<&str> = choices.iter().map(|one| one.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), choices.len(), "two conditions read the same");
}

#[test]
fn a_term_whose_clause_is_left_out_stands_on_the_front_page_without_a_number() {
    let template = &Template::built_ins()[0];
    let values = values(&firm(), &client(), &full_terms(), &facts());
    let clause_of = |template: &Template| {
        let filled = fill(template, &values);
        let row = filled.glance.rows.into_iter().find(|row| text_of(&row.term) == "Facility Limit");
        row.unwrap().clause
    };
    assert_eq!(clause_of(template), "3.1");
    let mut wording = template.wording();
    let limits = wording.clauses.iter_mut().find(|clause| clause.key == "limits").unwrap();
    limits.condition = Some(Condition::Off);
    assert_eq!(clause_of(&template.with_wording(&wording)), "–");
    wording.clauses.retain(|clause| clause.key != "limits");
    let own = template.with_wording(&wording);
    assert_eq!(clause_of(&own), "–");
    // What the clauses say of it is told, place by place.
    assert!(check_wording(&own).iter().all(|fault| fault.message.contains("not there")));
}

#[test]
fn without_recourse_the_factor_carries_what_a_debtor_cannot_pay() {
    let template = &Template::built_ins()[1];
    let filled = fill(template, &values(&firm(), &client(), &full_terms(), &facts()));
    assert!(filled.is_complete(), "{:?} {:?}", filled.missing, filled.problems);
    let paper = clause_texts(&filled).join("\n");
    for words in [
        "the Factor buys it without recourse",
        "90 days after the invoice date, whichever comes first",
        "demand the Repurchase Price of the Purchased Accounts that clause 8.5 lets it return",
        "where the Factor carries a Credit Loss, it is not less than the Advance paid",
        "the Factor carries what it gives back, under clause 8.2",
    ] {
        assert!(paper.contains(words), "{words}");
    }
    for words in ["The Factor buys with recourse", "demand the Repurchase Price of all"] {
        assert!(!paper.contains(words), "{words}");
    }
    let terms: Vec<String> = filled.glance.rows.iter().map(|row| text_of(&row.term)).collect();
    assert!(terms.contains(&"Credit risk of approved Accounts".to_owned()), "{terms:?}");
    assert!(!terms.contains(&"Recourse".to_owned()), "{terms:?}");
}
