use crate::interest::DatedBalance;
use crate::measures::{
    ClosedInvoice, CollectionFacts, DatedAmount, DilutionKind, MeasureUnit, Turn, TwoDecimals,
    YieldFacts, average_balance, days_to_pay, dilution, dilution_reserve, return_on_invoice,
    yield_on_funds,
};
use crate::tests::{day, rate, usd};
use crate::{DebtorId, Figure, Rate, Refusal, Worked};
use proptest::prelude::*;

fn dated(on: &str, amount: &str) -> DatedAmount {
    DatedAmount { on: day(on), amount: usd(amount) }
}

fn closed(debtor: i64, face: &str, days: u32) -> ClosedInvoice {
    ClosedInvoice { debtor: DebtorId::new(debtor), face: usd(face), days }
}

#[track_caller]
fn check_number(found: &Worked<Option<TwoDecimals>>, expected: &str) {
    let shown = found.value.map_or_else(|| "none".to_owned(), |number| number.to_string());
    assert_eq!(shown, expected);
    match found.value {
        Some(value) => assert!(
            matches!(found.working.total, Figure::Number { number, .. } if number == value),
            "{:?}",
            found.working.total
        ),
        None => assert_undefined(&found.working),
    }
}

#[track_caller]
fn check_rate(found: &Worked<Option<Rate>>, expected: &str) {
    assert_eq!(found.value.map_or_else(|| "none".to_owned(), |rate| rate.to_string()), expected);
    match found.value {
        Some(rate) => assert_eq!(found.working.total, Figure::Rate { rate }),
        None => assert_undefined(&found.working),
    }
}

#[track_caller]
fn assert_undefined(working: &crate::Working) {
    assert_eq!(working.total, Figure::Undefined);
    assert_eq!(working.total.to_string(), "—");
    assert!(working.note.ends_with('.'), "it says why: {}", working.note);
}

#[test]
fn the_turn_of_three_invoices_is_53_14_days_by_weight_and_46_33_simply() {
    // docs/money/positions.md, turn: 10,000 at 47 days, 5,000 at 30, 20,000 at 62.
    let turn =
        Turn::of(&[closed(1, "10000", 47), closed(1, "5000", 30), closed(2, "20000", 62)]).unwrap();
    check_number(&turn.weighted, "53.14");
    check_number(&turn.simple, "46.33");
    // 365 × 35,000 ÷ 1,860,000 = 6.868…
    check_number(&turn.times_a_year, "6.87");
    assert_eq!(turn.weighted.working.total.to_string(), "53.14 days");
    assert_eq!(turn.times_a_year.working.total.to_string(), "6.87 times a year");
}

#[test]
fn a_turn_over_nothing_is_not_defined() {
    let none = Turn::of(&[]).unwrap();
    check_number(&none.weighted, "none");
    check_number(&none.simple, "none");
    check_number(&none.times_a_year, "none");
    let same_day = Turn::of(&[closed(1, "100", 0)]).unwrap();
    check_number(&same_day.weighted, "0.00");
    check_number(&same_day.times_a_year, "none");
    assert_eq!(same_day.times_a_year.working.note, "The turn is zero days.");
}

#[test]
fn days_to_pay_are_kept_for_each_debtor() {
    let found =
        days_to_pay(&[closed(2, "20000", 62), closed(1, "10000", 47), closed(1, "5000", 30)])
            .unwrap();
    let rows: Vec<_> = found.iter().map(|row| (row.debtor.get(), row.invoices)).collect();
    assert_eq!(rows, [(1, 2), (2, 1)]);
    check_number(&found[0].turn.weighted, "41.33");
    check_number(&found[0].turn.simple, "38.50");
    check_number(&found[1].turn.weighted, "62.00");
}

#[test]
fn dilution_counts_the_twelve_months_that_end_on_the_day() {
    let sales = [
        dated("2025-06-30", "999999"), // a day too early
        dated("2025-07-01", "40000"),
        dated("2026-06-30", "60000"),
        dated("2026-07-01", "999999"), // a day too late
    ];
    let reductions =
        [dated("2025-06-30", "500"), dated("2026-01-15", "8000"), dated("2026-07-01", "70")];
    let as_of = day("2026-06-30");
    let found = dilution(DilutionKind::OfSales, as_of, &reductions, &sales).unwrap();
    check_rate(&found, "8.00%");
    assert_eq!(found.working.title, "Dilution of sales");
    let found = dilution(DilutionKind::OfPayments, as_of, &reductions, &sales).unwrap();
    check_rate(&found, "8.00%");
    assert_eq!(found.working.title, "Dilution of payments");
    for kind in [DilutionKind::OfSales, DilutionKind::OfPayments] {
        check_rate(&dilution(kind, as_of, &reductions, &[]).unwrap(), "none");
        check_rate(&dilution(kind, as_of, &[], &[]).unwrap(), "none");
        check_rate(&dilution(kind, as_of, &[], &sales).unwrap(), "0.00%");
    }
}

#[test]
fn dilution_is_taken_off_the_advance_rate_point_by_point() {
    for (advance, dilution, expected) in
        [("85", "8", "77"), ("85", "0", "85"), ("85", "85", "0"), ("80", "90.5", "0")]
    {
        let found = dilution_reserve(rate(advance), rate(dilution));
        assert_eq!(found.value, rate(expected), "{advance} less {dilution}");
        assert_eq!(found.working.total, Figure::Rate { rate: found.value });
    }
}

fn facts(begin: &str, sales: &str, end: &str, end_current: &str) -> CollectionFacts {
    let (begin, sales) = (usd(begin), usd(sales));
    CollectionFacts { begin, sales, end: usd(end), end_current: usd(end_current), days: 90 }
}

#[test]
fn collection_measures_follow_their_formulas() {
    let found = facts("100000", "300000", "120000", "90000").measures().unwrap();
    check_number(&found.dso, "36.00");
    check_number(&found.best_possible_dso, "27.00");
    check_number(&found.average_days_delinquent, "9.00");
    // (100,000 + 300,000 − 120,000) ÷ (100,000 + 300,000 − 90,000).
    check_rate(&found.effectiveness, "90.32%");
    let all_current = facts("100000", "300000", "120000", "120000").measures().unwrap();
    check_rate(&all_current.effectiveness, "100.00%");
    check_number(&all_current.average_days_delinquent, "0.00");
}

#[test]
fn collection_measures_over_nothing_are_not_defined() {
    let found = facts("0", "0", "0", "0").measures().unwrap();
    check_number(&found.dso, "none");
    check_number(&found.best_possible_dso, "none");
    check_number(&found.average_days_delinquent, "none");
    check_rate(&found.effectiveness, "none");
    let refusal = facts("0", "10", "5", "6").measures().unwrap_err();
    assert_eq!(refusal, Refusal::AmountNegative { amount: usd("-1") });
}

fn stood(from: &str, amount: &str) -> DatedBalance {
    DatedBalance { from: day(from), amount: usd(amount) }
}

fn january<'a>(fees: &str, balances: &'a [DatedBalance]) -> YieldFacts<'a> {
    YieldFacts { from: day("2026-01-01"), to: day("2026-01-31"), fees: usd(fees), balances }
}

#[test]
fn the_average_counts_each_balance_for_the_days_it_stood() {
    for (balances, average) in [
        (vec![stood("2025-12-01", "8000")], "8000"),
        // 10 days at 8,000 and 21 at 4,900.
        (vec![stood("2025-12-01", "8000"), stood("2026-01-11", "4900")], "5900"),
        (vec![stood("2026-01-11", "4900"), stood("2025-12-01", "8000")], "5900"),
        // Before the first balance nothing was out; what comes after the period does not count.
        (vec![stood("2026-01-31", "3100"), stood("2026-02-01", "99999")], "100"),
        (vec![stood("2025-12-01", "1"), stood("2025-12-31", "8000")], "8000"),
        (vec![], "0"),
    ] {
        assert_eq!(average_balance(&january("1", &balances)).unwrap(), usd(average));
    }
}

#[test]
fn the_yield_is_a_year_of_fees_on_the_average() {
    let balances = [stood("2025-12-01", "8000")];
    // 240 ÷ 8,000 × 365 ÷ 31 = 35.3226 %.
    check_rate(&yield_on_funds(&january("240", &balances)).unwrap(), "35.32%");
    check_rate(&yield_on_funds(&january("240", &[])).unwrap(), "none");
    let in_credit = [stood("2025-12-01", "-8000")];
    check_rate(&yield_on_funds(&january("240", &in_credit)).unwrap(), "none");
    let (from, to) = (day("2026-01-02"), day("2026-01-01"));
    let backwards = YieldFacts { from, to, fees: usd("1"), balances: &[] };
    assert_eq!(yield_on_funds(&backwards).unwrap_err(), Refusal::SpanReversed { from, to });
}

#[test]
fn the_return_on_an_invoice_is_not_defined_without_an_advance() {
    let found = |fee, advance, days| return_on_invoice(usd(fee), usd(advance), days).unwrap();
    // 500 ÷ 8,000 × 365 ÷ 47.
    check_rate(&found("500", "8000", 47), "48.54%");
    check_rate(&found("500", "0", 47), "none");
    check_rate(&found("500", "8000", 0), "none");
    assert_eq!(found("500", "0", 47).working.note, "Nothing was advanced.");
}

#[test]
fn numbers_keep_their_two_decimals_on_the_wire() {
    for (hundredths, text) in [(5314, "53.14"), (5, "0.05"), (-5, "-0.05"), (-12300, "-123.00")] {
        let number = TwoDecimals::hundredths(hundredths);
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<TwoDecimals>(&json).unwrap(), number);
    }
    for bad in ["", "1", "1.2", "1.234", "a.bc", ".12", "1.2x", "+1.00", "99999999999999999999.00"]
    {
        assert!(TwoDecimals::try_from(bad.to_owned()).is_err(), "{bad}");
    }
    assert_eq!(MeasureUnit::Days.label(), "days");
}

proptest! {
    #[test]
    fn a_weighted_turn_lies_between_the_shortest_and_the_longest(
        of in prop::collection::vec((1..1_000_000_i64, 0..400_u32), 1..20),
    ) {
        let invoices: Vec<_> = of
            .iter()
            .map(|&(minor, days)| ClosedInvoice {
                debtor: DebtorId::new(1),
                face: crate::Money::new(minor, crate::Currency::USD).unwrap(),
                days,
            })
            .collect();
        let turn = Turn::of(&invoices).unwrap();
        let least = i64::from(of.iter().map(|of| of.1).min().unwrap()) * 100;
        let most = i64::from(of.iter().map(|of| of.1).max().unwrap()) * 100;
        for found in [turn.weighted, turn.simple] {
            let found = found.value.unwrap().as_hundredths();
            prop_assert!((least..=most).contains(&found));
        }
    }

    #[test]
    fn delinquent_days_and_best_possible_days_make_up_dso(
        sales in 1..1_000_000_i64, current in 0..500_000_i64, late in 0..500_000_i64,
    ) {
        let amount = |minor| crate::Money::new(minor, crate::Currency::USD).unwrap();
        let facts = CollectionFacts {
            begin: amount(0),
            sales: amount(sales),
            end: amount(current + late),
            end_current: amount(current),
            days: 30,
        };
        let found = facts.measures().unwrap();
        let [dso, best, late] =
            [found.dso, found.best_possible_dso, found.average_days_delinquent]
                .map(|found| found.value.unwrap().as_hundredths());
        // Each is rounded once from its exact value, so the sum may differ by one hundredth.
        prop_assert!((dso - best - late).abs() <= 1);
    }
}

#[test]
fn days_read_with_one_decimal_at_most() {
    for (hundredths, words) in [
        (39_00, "39"),
        (39_04, "39"),
        (39_05, "39.1"),
        (39_50, "39.5"),
        (39_95, "40"),
        (0, "0"),
        (-4, "0"),
        (-1_25, "-1.3"),
    ] {
        assert_eq!(TwoDecimals::hundredths(hundredths).format_one_decimal(), words);
    }
}
