use super::*;
use crate::RateIndexes;

fn in_currency(code: &str, amount: &str, due_on: &str) -> LateDebt {
    let amount = Money::parse(amount, Currency::from_code(code).unwrap()).unwrap();
    LateDebt { due_on: day(due_on), amount, payments: Vec::new(), disputes: Vec::new() }
}

fn owed(law: &str, debt: &LateDebt, as_of: &str) -> StatutoryCharge {
    let laws = LateLaws::built_in();
    let law = laws.in_force(&id(law), debt.due_on).unwrap();
    law.charge(debt, day(as_of), Rounding::HalfUp, &RateIndexes::built_in()).unwrap()
}

#[test]
fn published_statutory_rates_come_out_of_the_data() {
    let table = [
        // https://enterprise.gov.ie/en/faqs/what-is-the-late-payment-interest-rate-1.html
        ("eu_late_payment", "2024-07-01", "12.25%"),
        ("eu_ie", "2024-12-31", "12.25%"),
        // Belgium, rounded up to the half point: 12.5 in both halves of 2024, 11.5 in the first
        // of 2025, 10.5 in the first of 2026 (leuropeinfo.eu, embuild.be).
        ("eu_be", "2024-01-01", "12.50%"),
        ("eu_be", "2024-07-01", "12.50%"),
        ("eu_be", "2025-01-01", "11.50%"),
        ("eu_be", "2026-03-01", "10.50%"),
        // https://www.payontime.co.uk, 13.25 in the first half of 2024.
        ("uk_late_payment", "2024-01-01", "13.25%"),
        ("uk_late_payment", "2024-06-30", "13.25%"),
        // Bank Rate fell on August 1, 2024: too late for the second half.
        ("uk_late_payment", "2024-12-31", "13.25%"),
        ("uk_late_payment", "2026-01-01", "11.75%"),
    ];
    for (law, on, expected) in table {
        let laws = LateLaws::built_in();
        let law = laws.in_force(&id(law), day(on)).unwrap();
        let found = law.rate_on(day(on), &RateIndexes::built_in()).unwrap();
        assert_eq!(found.to_string(), expected, "{} {on}", law.id);
    }
}

#[test]
fn five_thousand_forty_five_days_late_by_law() {
    // docs/money/interest-and-late.md, worked figures.
    let eu = owed("eu_late_payment", &in_currency("EUR", "5000", "2024-07-01"), "2024-08-15");
    assert_eq!(eu.interest.charge.value.to_string(), "75.51");
    assert_eq!(
        (eu.compensation.to_string(), eu.total.value.to_string()),
        ("40.00".to_owned(), "115.51".to_owned())
    );
    let uk = owed("uk_late_payment", &in_currency("GBP", "5000", "2026-01-10"), "2026-02-24");
    assert_eq!(uk.interest.charge.value.to_string(), "72.43");
    assert_eq!(uk.total.value.to_string(), "142.43");
    let last = &uk.total.working.lines[3];
    assert_eq!(last.detail, "Fixed sum for a debt of 5,000.00");
    let sum: i64 =
        uk.total.working.lines.iter().filter_map(|line| line.amount).map(Money::minor).sum();
    assert_eq!(sum, uk.total.value.minor(), "the lines add up to the total");
}

#[test]
fn a_rate_nobody_confirmed_is_marked_in_the_note() {
    let table = [
        ("eu_late_payment", "EUR", "2025-01-10", false),
        // The rate of July 1, 2025 is one of the unconfirmed values.
        ("eu_late_payment", "EUR", "2025-07-10", true),
        ("eu_ie", "EUR", "2025-01-10", true),
        ("uk_late_payment", "GBP", "2026-01-10", false),
        // Nobody has looked since the middle of January 2026.
        ("uk_late_payment", "GBP", "2026-07-10", true),
    ];
    for (law, currency, due_on, is_marked) in table {
        let debt = in_currency(currency, "5000", due_on);
        let as_of = debt.due_on.plus_days(20).unwrap().to_string();
        let note = owed(law, &debt, &as_of).total.working.note;
        assert_eq!(note.ends_with("Unconfirmed values."), is_marked, "{law} {due_on}: {note}");
    }
}

#[test]
fn compensation_goes_by_the_size_of_the_debt() {
    let table = [("999.99", "40.00"), ("1000", "70.00"), ("9999.99", "70.00"), ("10000", "100.00")];
    for (amount, expected) in table {
        let debt = in_currency("GBP", amount, "2025-03-01");
        let found = owed("uk_late_payment", &debt, "2025-03-02");
        assert_eq!(found.compensation.to_string(), expected, "{amount}");
        let on_time = owed("uk_late_payment", &debt, "2025-03-01");
        assert!(on_time.total.value.is_zero(), "{amount}");
    }
}

#[test]
fn a_fixed_rate_stays_and_a_floating_one_changes_with_the_half_year() {
    let debt = in_currency("EUR", "36500", "2024-12-21");
    // Ten late days of 2024 at 12.25 %, ten of 2025 at 11.15 %.
    let floating = owed("eu_late_payment", &debt, "2025-01-10");
    assert_eq!(floating.interest.charge.value.to_string(), "234.00");
    let fixed = owed("eu_ie", &debt, "2025-01-10");
    assert_eq!(fixed.interest.charge.value.to_string(), "245.00");
}

#[test]
fn the_first_late_day_decides_the_half_year() {
    // Due on the last of December, late from January 1.
    let debt = in_currency("EUR", "36500", "2024-12-31");
    let found = owed("eu_ie", &debt, "2025-01-10");
    assert_eq!(found.interest.charge.value.to_string(), "111.50");
    let earlier = in_currency("EUR", "36500", "2024-12-30");
    assert_eq!(owed("eu_ie", &earlier, "2024-12-31").interest.charge.value.to_string(), "12.25");
}

#[test]
fn a_debt_in_another_currency_than_the_fixed_sums_is_refused() {
    let debt = in_currency("USD", "100", "2024-07-01");
    let laws = LateLaws::built_in();
    let law = laws.in_force(&id("eu_late_payment"), debt.due_on).unwrap();
    let indexes = RateIndexes::built_in();
    let refused = law.charge(&debt, day("2024-08-01"), Rounding::HalfUp, &indexes).unwrap_err();
    assert_eq!(refused.to_string(), "amounts are in two currencies: USD and EUR");
}
