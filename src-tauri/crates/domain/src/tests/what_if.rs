//! What past invoices would have cost on other terms.

use super::fee_price::{calendar, facts, indexes};
use super::{day, forms, rate, usd};
use crate::{Currency, DayCap, FeeBase, Market, Money, PricedHistory, Terms, WhatIf, what_if};
use proptest::prelude::*;

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

fn closed(payments: &[(&str, &str)], closed_on: &str) -> PricedHistory {
    PricedHistory { facts: facts(payments), closed_on: day(closed_on) }
}

fn compare(history: &[PricedHistory], other: &Terms) -> WhatIf {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    what_if(history, &house(), other, &market).unwrap()
}

#[test]
fn dearer_cheaper_and_equal_invoices_are_told_apart() {
    // By 48, 28 and 48 days: 500.00, 300.00 and 500.00; at 0.1 % a day of the advance of 85 %.
    let history = [
        closed(&[("2026-03-02", "10000")], "2026-03-02"),
        closed(&[("2026-02-10", "10000")], "2026-02-10"),
        closed(&[("2026-03-02", "9200")], "2026-03-02"),
    ];
    let mut other = house();
    (other.fee_schedule, other.fee_base) = (forms::daily("0.1"), FeeBase::Advance);
    other.advance_rate = rate("85");
    let found = compare(&history, &other);
    let rows: Vec<[String; 5]> = found
        .rows
        .iter()
        .map(|row| {
            let amounts = [row.old_fee.value, row.new_fee.value, row.difference, row.old_advance];
            let [old, new, difference, advance] = amounts.map(Money::format_plain);
            [old, new, difference, advance, row.new_advance.format_plain()]
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["500.00", "408.00", "-92.00", "8000.00", "8500.00"],
            ["300.00", "238.00", "-62.00", "8000.00", "8500.00"],
            ["500.00", "408.00", "-92.00", "8000.00", "8500.00"],
        ]
    );
    assert_eq!((found.dearer, found.cheaper, found.same), (0, 3, 0));
    assert_eq!(found.totals.difference, usd("-246"));
    other = house();
    other.fee_minimum = usd("500");
    let found = compare(&history, &other);
    assert_eq!((found.dearer, found.cheaper, found.same), (1, 0, 2));
    assert_eq!(found.totals.new_fee, usd("1500"));
}

#[test]
fn what_the_other_terms_refuse_is_listed_with_its_reason() {
    let history = [closed(&[("2026-03-02", "10000")], "2026-03-02"), closed(&[], "2026-01-01")];
    let found = compare(&history, &house());
    assert_eq!(found.rows.len(), 1);
    assert_eq!((found.refused[0].place, found.refused[0].face), (1, usd("10000")));
    assert!(found.refused[0].reason.starts_with("current terms: payment came before"));
    let mut broken = house();
    broken.advance_rate = rate("0");
    let found = compare(&history[..1], &broken);
    assert_eq!(found.refused[0].reason, "other terms: terms cannot be agreed yet, problems: 1");
    assert_eq!(found.totals.face, usd("0"));
}

#[test]
fn the_other_terms_stop_the_count_at_their_own_recourse_date() {
    let history = [closed(&[("2026-03-02", "10000")], "2026-03-02")];
    let mut other = house();
    (other.day_cap, other.recourse_days) = (DayCap::RecourseDate, 20);
    // 20 days after the invoice of 2026-01-10 are 15 days after the purchase.
    other.fee_schedule = forms::daily("0.1");
    assert_eq!(compare(&history, &other).rows[0].new_fee.value, usd("150"));
}

#[test]
fn terms_of_two_currencies_are_not_compared() {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let euro = Terms::house_default(Currency::EUR);
    assert!(what_if(&[], &house(), &euro, &market).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_totals_are_the_sums_of_the_rows(
        paid in proptest::collection::vec((0..120_u32, 1..=1_000_000_i64), 0..12),
    ) {
        let history: Vec<PricedHistory> = paid
            .into_iter()
            .map(|(days, minor)| {
                let on = day("2026-01-15").plus_days(i64::from(days)).unwrap();
                let amount = Money::new(minor, Currency::USD).unwrap().format_plain();
                closed(&[(&on.to_string(), &amount)], &on.to_string())
            })
            .collect();
        let mut other = house();
        other.fee_schedule = forms::linked();
        let found = compare(&history, &other);
        prop_assert_eq!(found.rows.len() + found.refused.len(), history.len());
        let sum = |of: fn(&crate::WhatIfRow) -> Money| -> i64 {
            found.rows.iter().map(|row| of(row).minor()).sum()
        };
        prop_assert_eq!(sum(|row| row.old_fee.value), found.totals.old_fee.minor());
        prop_assert_eq!(sum(|row| row.new_fee.value), found.totals.new_fee.minor());
        prop_assert_eq!(sum(|row| row.difference), found.totals.difference.minor());
        prop_assert_eq!(
            found.totals.new_fee.minor() - found.totals.old_fee.minor(),
            found.totals.difference.minor()
        );
    }
}
