//! The tables of Schedule 1.

use super::super::{ScheduleOne, Template, schedule_one};
use super::full_terms;
use crate::currency::Currency;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{FeeSchedule, StepPart, Terms};

fn schedule(part: StepPart) -> ScheduleOne {
    let mut terms = full_terms();
    terms.fee_schedule = FeeSchedule::Stepped {
        first_days: 30,
        first_rate: Rate::hundredths(3_00),
        step_days: 10,
        step_rate: Rate::hundredths(1_00),
        part,
    };
    made(&terms)
}

fn made(terms: &Terms) -> ScheduleOne {
    schedule_one(terms, Money::new(1_000_000, Currency::USD).unwrap()).unwrap()
}

fn fee_table(schedule: &ScheduleOne) -> Vec<(&str, &str)> {
    schedule.fee_by_days.iter().map(|row| (row.days.as_str(), row.rate.as_str())).collect()
}

#[test]
fn the_fee_table_follows_what_a_part_of_a_period_counts() {
    let parts = schedule(StepPart::Part);
    assert_eq!(
        fee_table(&parts),
        [
            ("Up to 30", "3.00%"),
            ("31 to 40", "4.00%"),
            ("41 to 50", "5.00%"),
            ("51 to 60", "6.00%"),
            ("61 to 70", "7.00%"),
            ("71 to 80", "8.00%"),
            ("81 to 90", "9.00%"),
            ("Each further 10 days or part", "1.00% more"),
        ]
    );
    let full = schedule(StepPart::Full);
    assert_eq!(fee_table(&full)[..2], [("Up to 39", "3.00%"), ("40 to 49", "4.00%")]);
    let linear = schedule(StepPart::Linear);
    assert_eq!(fee_table(&linear)[..2], [("Up to 30", "3.00%"), ("40", "4.00%")]);

    let mut terms = full_terms();
    terms.fee_schedule = FeeSchedule::Flat { rate: Rate::hundredths(2_50), fixed: None };
    assert_eq!(fee_table(&made(&terms)), [("Any number", "2.50%")]);
    terms.fee_schedule = FeeSchedule::Stepped {
        first_days: 1,
        first_rate: Rate::hundredths(10),
        step_days: 1,
        step_rate: Rate::hundredths(5),
        part: StepPart::Part,
    };
    let daily = made(&terms);
    assert_eq!(daily.fee_by_days.len(), 13);
    assert_eq!(fee_table(&daily)[11..], [("12", "0.65%"), ("Each further day", "0.05% more")]);
}

#[test]
fn worked_examples_use_the_fee_that_is_charged() {
    // 3 % for 30 days, then 1 % for each 10 days or part, of 10,000.00 at 80 %.
    let schedule = schedule(StepPart::Part);
    assert_eq!(schedule.subject, "One invoice of USD 10,000.00, advance USD 8,000.00");
    let rows: Vec<[&str; 5]> = schedule
        .examples
        .iter()
        .map(|row| {
            [&row.days, &row.fee_rate, &row.fee, &row.advance, &row.rebate].map(String::as_str)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["30", "3.00%", "300.00", "8,000.00", "1,700.00"],
            ["45", "5.00%", "500.00", "8,000.00", "1,500.00"],
            ["60", "6.00%", "600.00", "8,000.00", "1,400.00"],
            ["75", "8.00%", "800.00", "8,000.00", "1,200.00"],
            ["90", "9.00%", "900.00", "8,000.00", "1,100.00"],
        ]
    );
    // 300 ÷ 8,000 × 365 ÷ 30.
    assert_eq!(schedule.examples[0].cost_a_year, "45.63%");
    assert_eq!(schedule.explanation.total, "500.00");
    assert!(!schedule.explanation.rows.is_empty());
}

#[test]
fn charges_say_when_they_are_owed_and_of_what() {
    let rows: Vec<String> = schedule(StepPart::Part)
        .charges
        .into_iter()
        .map(|row| format!("{}; {}; {}", row.charge, row.when, row.amount))
        .collect();
    assert_eq!(
        rows,
        [
            "Wire transfer; Each payment sent so to the Client; USD 25.00",
            "Misdirected payment; Each payment kept and not turned over in time; \
             10.00% of that payment",
        ]
    );
}

#[test]
fn every_table_has_its_section_in_the_wording() {
    let sections = Template::factoring_agreement_recourse().schedule.sections;
    let columns: Vec<(&str, usize)> =
        sections.iter().map(|section| (section.key.as_str(), section.columns.len())).collect();
    let expected = [("fee_by_days", 2), ("charges", 3), ("examples", 6), ("explanation", 2)];
    assert_eq!(columns, expected);
}

#[test]
fn terms_that_cannot_be_agreed_have_no_schedule() {
    let mut terms = full_terms();
    terms.advance_rate = Rate::ZERO;
    let refused = schedule_one(&terms, Money::new(1_000_000, Currency::USD).unwrap());
    assert!(matches!(refused, Err(Refusal::TermsIncomplete { .. })));
}
