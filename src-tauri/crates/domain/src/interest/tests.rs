use super::*;
use crate::rate_index::{IndexValue, RateIndex};
use crate::tests::{day, rate, usd};
use crate::text::Line;
use proptest::prelude::*;

fn fixed(percent: &str, year_basis: YearBasis) -> FundsInterestTerms {
    FundsInterestTerms {
        index: None,
        margin: rate(percent),
        floor: Rate::ZERO,
        year_basis,
        rounding: Rounding::HalfUp,
        capitalisation: Capitalisation::None,
    }
}

fn balances(entries: &[(&str, &str)]) -> Vec<DatedBalance> {
    let balance =
        |&(from, amount): &(&str, &str)| DatedBalance { from: day(from), amount: usd(amount) };
    entries.iter().map(balance).collect()
}

fn prime(values: &[(&str, &str)]) -> RateIndexes {
    let values = values
        .iter()
        .map(|&(from, percent)| IndexValue {
            from: day(from),
            rate: rate(percent),
            confirmed: true,
        })
        .collect();
    let id = DataId::built_in("prime_us");
    let checked = day("2026-01-01");
    RateIndexes::default().with(
        RateIndex::new(id, Line::new("", "Prime").unwrap(), Line::default(), checked, values)
            .unwrap(),
    )
}

fn interest(
    entries: &[(&str, &str)],
    span: (&str, &str),
    terms: &FundsInterestTerms,
) -> Worked<Money> {
    let none = RateIndexes::default();
    funds_interest(&balances(entries), day(span.0), day(span.1), terms, &none).unwrap()
}

#[test]
fn eight_thousand_for_forty_six_days() {
    // docs/money/interest-and-late.md: 8,000 × 10.5 % × 46 ÷ 360 = 107.3333.
    let table = [(YearBasis::Actual360, "107.33"), (YearBasis::Actual365, "105.86")];
    for (basis, expected) in table {
        let found = interest(
            &[("2026-01-15", "8000")],
            ("2026-01-15", "2026-03-02"),
            &fixed("10.5", basis),
        );
        assert_eq!(found.value.to_string(), expected, "{basis:?}");
        assert_eq!(found.working.total, Figure::Money { amount: found.value });
    }
}

#[test]
fn rounding_each_day_would_drift_to_107_18() {
    let terms = fixed("10.5", YearBasis::Actual360);
    let mut drifted = usd("0");
    let mut from = day("2026-01-15");
    while from < day("2026-03-02") {
        let next = from.plus_days(1).unwrap();
        let balances = balances(&[("2026-01-15", "8000")]);
        let one = funds_interest(&balances, from, next, &terms, &RateIndexes::default()).unwrap();
        drifted = drifted.plus(one.value).unwrap();
        from = next;
    }
    assert_eq!(drifted, usd("107.18"));
    let once = interest(&[("2026-01-15", "8000")], ("2026-01-15", "2026-03-02"), &terms);
    assert_eq!(once.value, usd("107.33"));
}

#[test]
fn each_stretch_of_balance_and_rate_has_its_line() {
    let indexes = prime(&[("2025-01-01", "7.5"), ("2026-02-01", "7.25")]);
    let mut terms = fixed("3", YearBasis::Actual360);
    terms.index = Some(DataId::built_in("prime_us"));
    let balances = balances(&[("2026-01-15", "8000"), ("2026-02-10", "5000")]);
    let found =
        funds_interest(&balances, day("2026-01-15"), day("2026-03-02"), &terms, &indexes).unwrap();
    let lines: Vec<String> = found
        .working
        .lines
        .iter()
        .map(|line| format!("{}: {} = {}", line.label, line.detail, line.amount.unwrap()))
        .collect();
    assert_eq!(
        lines,
        [
            "Jan 15, 2026 to Feb 1, 2026: 10.50% × 8,000.00 × 17 ÷ 360 = 39.67",
            "Feb 1, 2026 to Feb 10, 2026: 10.25% × 8,000.00 × 9 ÷ 360 = 20.50",
            "Feb 10, 2026 to Mar 2, 2026: 10.25% × 5,000.00 × 20 ÷ 360 = 28.47",
        ]
    );
    // 39.6667 + 20.5 + 28.4722 = 88.6389.
    assert_eq!(found.value, usd("88.64"));
    assert_eq!(found.working.note, "Prime has unconfirmed values; last checked Jan 1, 2026.");
    let (from, to) = (day("2025-01-15"), day("2025-03-02"));
    let sure = funds_interest(&balances, from, to, &terms, &indexes).unwrap();
    assert_eq!(sure.working.note, "", "every value was checked after these days");
}

#[test]
fn a_balance_that_does_not_change_or_changes_on_the_last_day_has_no_line_of_its_own() {
    let entries = [("2026-01-15", "8000"), ("2026-02-10", "8000"), ("2026-03-02", "5000")];
    let terms = fixed("10.5", YearBasis::Actual360);
    let found = interest(&entries, ("2026-01-15", "2026-03-02"), &terms);
    let details: Vec<&str> = found.working.lines.iter().map(|line| line.detail.as_str()).collect();
    assert_eq!(details, ["10.50% \u{d7} 8,000.00 \u{d7} 46 \u{f7} 360"]);
}

#[test]
fn a_fixed_rate_may_be_nothing_and_an_empty_span_has_none() {
    let (terms, none) = (fixed("0", YearBasis::Actual360), RateIndexes::default());
    let (from, until) = (day("2026-01-15"), day("2026-01-16"));
    assert_eq!(terms.rates_between(from, from, &none), Ok(Vec::new()));
    let nothing = RateStretch { from, until, rate: Rate::ZERO };
    assert_eq!(terms.rates_between(from, until, &none), Ok(vec![nothing]));
}

#[test]
fn an_index_change_on_the_first_day_counts_and_on_the_last_day_does_not() {
    let mut terms = fixed("0", YearBasis::Actual360);
    terms.index = Some(DataId::built_in("prime_us"));
    let table = [
        ("2026-01-01", "2.00"), // changed on the first day: ten days at 7.2 %
        ("2026-01-02", "1.90"), // one day at 3.6 %, nine at 7.2 %
        ("2026-01-10", "1.10"), // nine days at 3.6 %, the last night at 7.2 %
        ("2026-01-11", "1.00"), // changed on the end day: ten days at 3.6 %
    ];
    for (changed, expected) in table {
        let indexes = prime(&[("2025-01-01", "3.6"), (changed, "7.2")]);
        let balances = balances(&[("2025-01-01", "1000")]);
        let (from, to) = (day("2026-01-01"), day("2026-01-11"));
        let found = funds_interest(&balances, from, to, &terms, &indexes).unwrap();
        assert_eq!(found.value.to_string(), expected, "{changed}");
    }
}

#[test]
fn the_floor_holds_when_the_index_falls() {
    let indexes = prime(&[("2025-01-01", "3"), ("2026-01-06", "9")]);
    let mut terms = fixed("1", YearBasis::Actual360);
    terms.index = Some(DataId::built_in("prime_us"));
    terms.floor = rate("7.2");
    let rates = terms.rates_between(day("2026-01-01"), day("2026-01-11"), &indexes).unwrap();
    let rates: Vec<String> = rates.iter().map(|stretch| stretch.rate.to_string()).collect();
    assert_eq!(rates, ["7.20%", "10.00%"]);
    terms.margin = rate("-20");
    terms.floor = rate("-1");
    let refused = terms.rates_between(day("2026-01-01"), day("2026-01-11"), &indexes);
    assert_eq!(refused, Err(Refusal::RateOutOfRange));
}

#[test]
fn a_client_in_credit_is_charged_nothing_and_paid_nothing() {
    // Domain rule: gross 8,000, then the debtor pays 10,000 with 1,500 not yet rebated.
    let entries = [("2026-01-01", "8000"), ("2026-01-31", "-1500"), ("2026-02-10", "3600")];
    let terms = fixed("10", YearBasis::Actual360);
    let credit = interest(&entries, ("2026-01-31", "2026-02-10"), &terms);
    assert!(credit.value.is_zero());
    let all = interest(&entries, ("2026-01-01", "2026-02-20"), &terms);
    // 8,000 × 10 % × 30 ÷ 360 + 3,600 × 10 % × 10 ÷ 360.
    assert_eq!(all.value, usd("76.67"));
    assert_eq!(all.working.lines[1].detail, "-1,500.00 in the client's favor, nothing charged");
}

#[test]
fn monthly_capitalisation_posts_at_each_month_end() {
    let mut terms = fixed("12", YearBasis::Actual360);
    terms.capitalisation = Capitalisation::Monthly;
    let found = interest(&[("2026-01-01", "10000")], ("2026-01-01", "2026-03-11"), &terms);
    // January 31 d: 103.33; February 28 d on 10,103.33: 94.30; March 10 d on 10,197.63: 33.99.
    assert_eq!(found.value, usd("231.62"));
    let simple = interest(
        &[("2026-01-01", "10000")],
        ("2026-01-01", "2026-03-11"),
        &fixed("12", YearBasis::Actual360),
    );
    assert_eq!(simple.value, usd("230.00"));
    let posted = &found.working.lines[3];
    assert_eq!(posted.detail, "94.30 joins the balance, 197.63 so far");
}

#[test]
fn a_rate_that_changes_inside_a_month_posts_nothing_before_its_end() {
    let indexes = prime(&[("2025-01-01", "12"), ("2026-01-16", "24")]);
    let mut terms = fixed("0", YearBasis::Actual360);
    terms.index = Some(DataId::built_in("prime_us"));
    terms.capitalisation = Capitalisation::Monthly;
    let balances = balances(&[("2026-01-01", "10000")]);
    let (from, to) = (day("2026-01-01"), day("2026-02-01"));
    let found = funds_interest(&balances, from, to, &terms, &indexes).unwrap();
    // 15 days at 12 % are 50.00, 16 at 24 % are 106.6667; on 10,050.00 they would be 107.20.
    assert_eq!(found.value, usd("156.67"));
}

#[test]
fn a_span_that_ends_on_the_last_day_of_a_month_does_not_count_it() {
    for (until, expected) in [("2026-01-30", "96.67"), ("2026-01-31", "100.00")] {
        let mut terms = fixed("12", YearBasis::Actual360);
        terms.capitalisation = Capitalisation::Monthly;
        let found = interest(&[("2026-01-01", "10000")], ("2026-01-01", until), &terms);
        // 10,000 × 12 % × 29 ÷ 360, and for 30 days.
        assert_eq!(found.value, usd(expected), "{until}");
    }
}

#[test]
fn year_end_and_leap_day_are_days_like_any_other() {
    let terms = fixed("3.6", YearBasis::Actual360);
    let table = [
        (("2025-12-31", "2026-01-01"), "1.00"),
        (("2024-02-28", "2024-03-01"), "2.00"),
        (("2025-02-28", "2025-03-01"), "1.00"),
        (("2024-02-29", "2024-02-29"), "0.00"),
    ];
    for (span, expected) in table {
        let found = interest(&[("2020-01-01", "10000")], span, &terms);
        assert_eq!(found.value.to_string(), expected, "{span:?}");
    }
}

#[test]
fn a_year_of_360_days_costs_more_than_its_rate() {
    let cost = effective_annual(rate("12"), YearBasis::Actual360).unwrap();
    assert_eq!(cost.to_string(), "12.1667%");
    assert_eq!(effective_annual(rate("12"), YearBasis::Actual365).unwrap(), rate("12"));
}

#[test]
fn balances_that_are_missing_or_out_of_order_are_refused() {
    let terms = fixed("10", YearBasis::Actual360);
    let refused = |entries: &[(&str, &str)], from, to| {
        let none = RateIndexes::default();
        funds_interest(&balances(entries), day(from), day(to), &terms, &none).unwrap_err()
    };
    assert_eq!(refused(&[], "2026-01-01", "2026-01-02"), Refusal::NoBalances);
    let twice = [("2026-01-01", "1"), ("2026-01-01", "2")];
    let day_of = day("2026-01-01");
    assert_eq!(
        refused(&twice, "2026-01-01", "2026-01-02"),
        Refusal::BalancesOutOfOrder { day: day_of }
    );
    let reversed = refused(&[("2026-01-01", "1")], "2026-01-02", "2026-01-01");
    assert_eq!(reversed.to_string(), "span ends before it begins: 2026-01-02 to 2026-01-01");
}

proptest! {
    #[test]
    fn interest_of_two_spans_is_that_of_the_whole(
        first in 0_i64..400, second in 0_i64..400, change in 0_i64..800,
        amount in 1_i64..100_000_000, changed in -100_000_000_i64..100_000_000,
        percent in 0_i32..3_600,
    ) {
        let start = day("2023-11-15");
        let after = |days: i64| start.plus_days(days).unwrap();
        let money = |minor| Money::new(minor, crate::Currency::USD).unwrap();
        let mut balances = vec![DatedBalance { from: start, amount: money(amount) }];
        if change > 0 {
            balances.push(DatedBalance { from: after(change), amount: money(changed) });
        }
        for basis in [YearBasis::Actual360, YearBasis::Actual365, YearBasis::ActualActual] {
            let mut terms = fixed("0", basis);
            terms.margin = Rate::hundredths(percent);
            let none = RateIndexes::default();
            let of = |from, to| {
                let value = funds_interest(&balances, from, to, &terms, &none).unwrap().value;
                let rates = terms.rates_between(from, to, &none).unwrap();
                (value.minor(), exact_sum(&stretches(&balances, &rates), basis).unwrap())
            };
            let (left, exact_left) = of(start, after(first));
            let (right, exact_right) = of(after(first), after(first + second));
            let (whole, exact_whole) = of(start, after(first + second));
            prop_assert!(exact_left.plus(exact_right).unwrap().is_same(exact_whole).unwrap());
            prop_assert!((left + right - whole).abs() <= 1);
            prop_assert!(left <= whole);
        }
    }
}
