//! What holds for every wording that comes with the program and for those made from it.

use super::super::{Condition, Template, check_wording, condition_choices, fill, values};
use super::{client, facts, firm, full_terms, text_of};

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
