//! Whatever happens to a few invoices, the laws hold.

use super::lives::{Life, Part, any_life, lived};
use crate::ledger::laws::{LedgerView, ShownBalance, check_books};
use crate::ledger::{Account, AsOf, Balances, Booked, Event, ReversalDays};
use crate::tests::day;
use crate::{Currency, Day, Money};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

#[test]
fn random_lives_reach_every_event_and_its_reversal() {
    let mut runner = TestRunner::deterministic();
    let (mut seen, mut undone) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..400 {
        let steps = any_life().new_tree(&mut runner).unwrap().current();
        for booked in lived(&steps).entries() {
            let set = if booked.entry.reverses.is_some() { &mut undone } else { &mut seen };
            set.insert(booked.entry.event);
        }
    }
    let all: BTreeSet<Event> = Event::ALL.iter().copied().collect();
    assert_eq!(seen, all);
    // Deficits are undone in `reversing_every_event_from_the_last_restores_every_balance`.
    assert!(undone.len() >= all.len() - 2, "{undone:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_laws_hold_after_every_posting(steps in any_life()) {
        let mut life = Life::new();
        for step in steps {
            let before = life.book.len();
            life.take(step);
            if life.book.len() > before {
                let checked = life.book.check([], []).unwrap();
                prop_assert!(checked.is_clean(), "after {:?}: {:#?}", step, checked.findings);
            }
        }
    }

    #[test]
    fn reversing_every_event_from_the_last_restores_every_balance(steps in any_life()) {
        let mut book = lived(&steps);
        let entries: Vec<Booked> = book.entries().collect();
        let on = book.last_booked_on().unwrap();
        let days = ReversalDays { event_on: on, value_on: on };
        let mut before = Balances::default();
        let mut prefixes = vec![before.clone()];
        for booked in &entries {
            before.post(&booked.entry).unwrap();
            prefixes.push(before.clone());
        }
        prop_assert_eq!(book.balances(), &before);
        let is_undone = |booked: &Booked| {
            booked.entry.reverses.is_some() || book.reversed_by(booked.number).is_some()
        };
        let standing: Vec<bool> = entries.iter().map(|booked| !is_undone(booked)).collect();
        for (place, booked) in entries.iter().enumerate().rev() {
            if standing[place] {
                book.reverse(booked.number, days, on).unwrap();
                // Whoever is undone before this entry was undone with its mirror.
                prop_assert_eq!(book.balances(), &prefixes[place]);
            }
        }
        prop_assert_eq!(book.balances(), &Balances::default());
        prop_assert_eq!(book.rebuild().unwrap(), Balances::default());
    }

    #[test]
    fn any_day_as_it_was_shown_equals_the_replay_of_its_prefix(steps in any_life()) {
        let mut life = Life::new();
        let mut days: Vec<(Day, Balances)> = Vec::new();
        for step in &steps {
            life.take(*step);
            let (today, balances) = (life.today, life.book.balances().clone());
            match days.last_mut() {
                Some(last) if last.0 == today => last.1 = balances,
                _ => days.push((today, balances)),
            }
        }
        let mut shown = Vec::new();
        for (as_of, balances) in &days {
            prop_assert_eq!(&life.book.as_of(AsOf::as_shown(*as_of)).unwrap(), balances);
            for (key, amount) in balances.all().unwrap() {
                shown.push(ShownBalance { as_of: *as_of, key, amount });
            }
        }
        let entries: Vec<Booked> = life.book.entries().collect();
        let checked =
            check_books(&LedgerView { entries: &entries, shown: &shown, ..LedgerView::default() });
        prop_assert!(checked.is_clean(), "{:#?}", checked.findings);
        prop_assert_eq!(checked.laws[4].checked, shown.len() as u64);
    }

    #[test]
    fn a_trial_balance_of_any_day_and_basis_has_equal_sums(steps in any_life()) {
        let book = lived(&steps);
        for booked in book.entries() {
            for as_of in
                [AsOf::as_shown(booked.booked_on), AsOf::as_it_turned_out(booked.entry.event_on)]
            {
                for total in book.trial_balance(as_of).unwrap().totals {
                    prop_assert_eq!(total.debit, total.credit);
                }
            }
        }
    }

    #[test]
    fn an_amount_split_over_invoices_never_drifts(
        minor in 1_i64..100_000_000,
        weights in prop::collection::vec(1_u64..1_000_000, 1..30),
    ) {
        let amount = Money::new(minor, Currency::USD).unwrap();
        let parts = amount.split(&weights).unwrap();
        let mut fee = Part::of(1).entry(Event::FeeFromReserve, day("2026-01-05"), &[]);
        for (invoice, part) in (1..).step_by(2).zip(parts) {
            if !part.is_zero() {
                fee.postings.push(Part::of(invoice).posting(Account::ClientReserve, part.minor()));
            }
        }
        fee.postings.push(Part::of(1).posting(Account::FeeIncome, -minor));
        prop_assert_eq!(fee.check(), Ok(()));
    }
}
