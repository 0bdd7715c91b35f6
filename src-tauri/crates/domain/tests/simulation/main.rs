//! Years of a firm on the pure rules, from fixed seeds: see docs/money/simulation.md.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on says why, and every seed is printed"
)]

mod findings;
mod sim;

use sim::audit::digest;
use sim::driver::{Driver, Size};
use sim::script::{Decision, Script};
use sim::shrink::{shrink, told};
use sim::terms::terms;
use sim::world::{Failure, Fault, World};

use factor_domain::ledger::laws::{LedgerView, check_books};
use factor_domain::{Currency, FeeSchedule, FeeTaken};
use std::collections::BTreeSet;

/// Small, so that every invoice meets many odd things.
const SHORT: Size = Size { clients: 7, debtors_of_currency: 6, lines_max: 4, entries: 1_500 };

/// Few clients, so that the months go by.
const LONGER: Size = Size { clients: 3, debtors_of_currency: 4, lines_max: 3, entries: 1_800 };

const REGRESSIONS: &[(&str, &str)] = &[(
    "a_late_charge_paid_beside_an_invoice",
    include_str!("regressions/a_late_charge_paid_beside_an_invoice.json"),
)];

fn driven(seed: u64, size: Size, fault: Fault) -> (Driver, Result<(), Failure>) {
    println!("seed {seed}");
    let mut driver = Driver::new(seed, size, fault).expect("a firm begins");
    let outcome = driver.run(|_| ());
    (driver, outcome)
}

/// Runs a seed; a failure is cut down and told.
fn run(seed: u64) -> Driver {
    let (driver, outcome) = driven(seed, SHORT, Fault::None);
    if let Err(failure) = outcome {
        let whole = driver.script.decisions.len();
        match shrink(&driver.script, Fault::None) {
            Some((small, failure)) => panic!("{}", told(seed, whole, &small, &failure)),
            None => panic!("seed {seed}, in the run but not in its replay: {failure:?}"),
        }
    }
    driver
}

#[test]
fn a_firm_keeps_all_laws_month_after_month() {
    for seed in [1, 2, 3, 20_260_115] {
        let driver = run(seed);
        assert!(driver.world.book.len() >= SHORT.entries, "seed {seed}");
        assert!(driver.world.audits >= 2, "seed {seed}: {} audits", driver.world.audits);
    }
}

#[test]
fn a_run_takes_every_kind_of_decision() {
    let (mut done, mut names) = (BTreeSet::new(), BTreeSet::new());
    for seed in [4, 5] {
        let (driver, outcome) = driven(seed, LONGER, Fault::None);
        assert_eq!(outcome, Ok(()), "seed {seed}");
        done.extend(driver.world.done.into_keys());
        names.extend(driver.script.decisions.iter().map(Decision::name));
    }
    assert_eq!(done, names, "a kind of decision never goes through");
    assert_eq!(names.len(), 26, "{names:?}");
}

#[test]
fn check_books_finds_nothing_in_a_run() {
    let driver = run(6);
    let entries: Vec<_> = driver.world.book.entries().collect();
    let shown: Vec<_> = driver.world.remembered.iter().flat_map(|day| day.sample.clone()).collect();
    let invoices = driver.world.records();
    let view = LedgerView { entries: &entries, shown: &shown, invoices: &invoices, fees: &[] };
    let checked = check_books(&view);
    assert!(checked.is_clean(), "{:?}", checked.findings);
    assert_eq!(checked.entries, driver.world.book.len() as u64);
}

#[test]
fn a_script_played_again_gives_the_same_books() {
    let driver = run(7);
    let json = serde_json::to_string(&driver.script).unwrap();
    let script: Script = serde_json::from_str(&json).unwrap();
    let again = World::play(&script, Fault::None).map_err(|(_, failure)| failure).unwrap();
    assert_eq!(again.book.len(), driver.world.book.len());
    let digests = [&again, &driver.world].map(|world| digest(world.book.balances()).unwrap());
    assert_eq!(digests[0], digests[1]);
}

#[test]
fn what_once_failed_does_not_fail_again() {
    for (name, json) in REGRESSIONS {
        let script: Script = serde_json::from_str(json).unwrap();
        let played = World::play(&script, Fault::None);
        if let Err((place, failure)) = played {
            panic!("{name}: decision {place}: {failure:?}");
        }
    }
}

#[test]
fn a_planted_bug_is_found_and_cut_down_to_a_few_decisions() {
    let check = |fault: Fault, laws: &[&str], most: usize| {
        let (driver, outcome) = driven(8, SHORT, fault);
        assert!(outcome.is_err(), "{fault:?} is not found");
        let (small, failure) = shrink(&driver.script, fault).expect("it fails in the replay too");
        assert!(laws.contains(&failure.law.as_str()), "{fault:?}: {failure:?}");
        let told = told(8, driver.script.decisions.len(), &small, &failure);
        assert!(small.decisions.len() <= most, "{told}");
        // The script is enough: without the bug nothing in it fails.
        assert!(World::play(&small, Fault::None).is_ok(), "{told}");
    };
    check(Fault::ShortPayLosesPosting, &["the book takes every entry"], 3);
    check(Fault::FeeNamesAnotherInvoice, &["the state of an invoice is its postings"], 5);
    let of_escrow = ["a staged purchase is booked whole", "a release pays what it shows"];
    check(Fault::EscrowForgotten, &of_escrow, 6);
}

#[test]
fn the_terms_of_the_seeds_are_of_every_kind() {
    let (mut forms, mut taken, mut calendars) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for seed in 0..300 {
        let terms = terms(seed, Currency::USD);
        assert_eq!(terms.validate(), []);
        forms.insert(terms.fee_schedule.label());
        taken.insert(terms.fee_taken.label());
        calendars.insert(terms.calendar.to_string());
    }
    assert_eq!(forms.len(), 11, "{forms:?}");
    assert_eq!(taken.len(), FeeTaken::ALL.len());
    assert_eq!(calendars.len(), 4);
    let linked = (0..300).map(|seed| terms(seed, Currency::USD).fee_schedule);
    assert!(linked.into_iter().any(|form| matches!(form, FeeSchedule::Linked { .. })));
}
