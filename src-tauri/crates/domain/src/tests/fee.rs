use super::{rate, usd};
use crate::{
    Currency, FeeBase, FeeSchedule, Figure, Money, Refusal, StepPart, Terms, fee_curve,
    worked_example,
};
use proptest::prelude::*;

fn stepped(first: &str, step_days: u16, step: &str, part: StepPart) -> Terms {
    let mut terms = Terms::house_default(Currency::USD);
    terms.fee_schedule = FeeSchedule::Stepped {
        first_days: 30,
        first_rate: rate(first),
        step_days,
        step_rate: rate(step),
        part,
    };
    terms
}

fn fee_at(terms: &Terms, face: &str, days: u32) -> String {
    let face = usd(face);
    terms.fee(face, terms.advance(face).unwrap(), days).unwrap().value.to_string()
}

#[test]
fn the_three_ways_to_count_a_part_period() {
    // docs/money/fees.md: 10,000.00, 3 % for 30 days, then 1 % per 10 days.
    let table = [
        (0, ["300.00", "300.00", "300.00"]),
        (1, ["300.00", "300.00", "300.00"]),
        (30, ["300.00", "300.00", "300.00"]),
        (31, ["400.00", "300.00", "310.00"]),
        (40, ["400.00", "400.00", "400.00"]),
        (41, ["500.00", "400.00", "410.00"]),
        (47, ["500.00", "400.00", "470.00"]),
        (61, ["700.00", "600.00", "610.00"]),
        (90, ["900.00", "900.00", "900.00"]),
    ];
    for (days, expected) in table {
        for (part, expected) in
            [StepPart::Part, StepPart::Full, StepPart::Linear].into_iter().zip(expected)
        {
            assert_eq!(fee_at(&stepped("3", 10, "1", part), "10000", days), expected, "{days}");
        }
    }
}

#[test]
fn a_fee_on_the_advance_with_a_minimum() {
    // docs/money/fees.md: 1.4 % then 0.70 % per 15 days on an advance of 8,000.
    let mut terms = stepped("1.4", 15, "0.70", StepPart::Part);
    terms.fee_base = FeeBase::Advance;
    terms.fee_minimum = usd("25");
    for (days, expected) in
        [(30, "112.00"), (31, "168.00"), (45, "168.00"), (46, "224.00"), (60, "224.00")]
    {
        assert_eq!(fee_at(&terms, "10000", days), expected, "{days}");
    }
    // 1,500 × 1.4 % = 21.00, and the minimum is 25.00.
    let fee = terms.fee(usd("2000"), usd("1500"), 30).unwrap();
    assert_eq!(fee.value, usd("25"));
    let minimum = fee.working.lines.last().unwrap();
    assert_eq!(minimum.detail, "25.00, higher than 21.00, takes its place");
    // The line adds what is missing, so that the lines add up to the fee.
    assert_eq!(minimum.amount, Some(usd("4")));
}

#[test]
fn the_worked_example_of_the_terms_page() {
    let mut terms = stepped("2.00", 10, "0.70", StepPart::Part);
    terms.advance_rate = rate("85");
    let rows = worked_example(&terms, usd("10000"), &[30, 45, 60, 90]).unwrap();
    let expected = [
        (0, "2.00%", "200.00", "1,300.00", "28.63%"),
        (2, "3.40%", "340.00", "1,160.00", "32.44%"),
        (3, "4.10%", "410.00", "1,090.00", "29.34%"),
        (6, "6.20%", "620.00", "880.00", "29.58%"),
    ];
    for (row, (periods, fee_rate, fee, rebate, cost)) in rows.iter().zip(expected) {
        assert_eq!(row.periods_after, periods);
        assert_eq!(row.fee_rate.to_string(), fee_rate);
        assert_eq!(row.fee.value, usd(fee));
        assert_eq!(row.advance, usd("8500"));
        assert_eq!(row.rebate.value, usd(rebate));
        assert_eq!(row.cost_a_year.as_ref().unwrap().value, rate(cost));
    }
    assert_eq!(rows.len(), expected.len());
    let same_day = worked_example(&terms, usd("10000"), &[0]).unwrap();
    assert_eq!(same_day[0].cost_a_year, None);
}

#[test]
fn the_worked_example_of_the_agreement() {
    let terms = stepped("1.90", 10, "0.70", StepPart::Part);
    for (days, expected) in
        [(30, "190.00"), (45, "330.00"), (60, "400.00"), (75, "540.00"), (90, "610.00")]
    {
        assert_eq!(fee_at(&terms, "10000", days), expected, "{days}");
    }
}

#[test]
fn a_rebate_below_zero_is_owed() {
    // docs/money/fees.md: paid in full at 47 days, 10,000 − 8,000 − 500 = 1,500.00.
    let mut terms = stepped("3", 10, "1", StepPart::Part);
    let rows = worked_example(&terms, usd("10000"), &[47]).unwrap();
    assert_eq!(rows[0].rebate.value, usd("1500"));
    terms.advance_rate = rate("96");
    let rows = worked_example(&terms, usd("10000"), &[47]).unwrap();
    assert_eq!(rows[0].rebate.value, usd("-100"));
    assert!(rows[0].rebate.working.note.contains("owes"));
}

#[test]
fn the_receipt_explains_the_fee_line_by_line() {
    let mut terms = stepped("2.00", 10, "0.70", StepPart::Part);
    terms.fee_minimum = usd("15");
    let working = terms.fee(usd("10000"), usd("8500"), 90).unwrap().working;
    let lines: Vec<(&str, &str, Option<Money>)> = working
        .lines
        .iter()
        .map(|line| (line.label.as_str(), line.detail.as_str(), line.amount))
        .collect();
    assert_eq!(
        lines,
        [
            ("First 30 days", "2.00% × 10,000.00", Some(usd("200"))),
            ("Days after", "90 − 30 = 60, ÷ 10 = 6; a started period counts", None),
            ("6 next periods", "6 × 0.70% × 10,000.00", Some(usd("420"))),
            ("Minimum fee", "15.00, lower than the fee", None),
        ]
    );
    assert_eq!((working.formula_id.as_str(), working.formula_version), ("F-03", 1));
    assert_eq!(working.title, "Fee at 90 days");
    assert_eq!(working.total_detail, "rounded once, half up");
    assert_eq!(working.total, Figure::Money { amount: usd("620") });
    assert_eq!(working.note, "6.20% of face, 7.29% of the advance of 8,500.00.");
    let json = serde_json::to_string(&working).unwrap();
    assert_eq!(serde_json::from_str::<crate::Working>(&json).unwrap(), working);
}

#[test]
fn the_receipt_of_a_part_period_says_how_it_counts() {
    let details = |part, days| {
        let terms = stepped("3", 10, "1", part);
        let working = terms.fee(usd("10000"), usd("8000"), days).unwrap().working;
        working.lines[1..].iter().map(|line| line.detail.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        details(StepPart::Part, 41),
        ["41 − 30 = 11, ÷ 10 = 1 and 1 day; a started period counts", "2 × 1.00% × 10,000.00"]
    );
    assert_eq!(
        details(StepPart::Full, 35),
        ["35 − 30 = 5, ÷ 10 = 0 and 5 days; only full periods count"]
    );
    assert_eq!(
        details(StepPart::Linear, 47),
        [
            "47 − 30 = 17, ÷ 10 = 1 and 7 days; a started period counts by the day",
            "17 ÷ 10 × 1.00% × 10,000.00"
        ]
    );
    assert_eq!(details(StepPart::Part, 30), ["None"]);
}

#[test]
fn the_fee_is_rounded_once_from_the_exact_sum() {
    // 1.5 % and 0.5 % of 101.00 are 1.515 and 0.505: 2.02 in all, though the lines show 2.03.
    let terms = stepped("1.5", 10, "0.5", StepPart::Part);
    let fee = terms.fee(usd("101"), usd("80"), 31).unwrap();
    assert_eq!(fee.value, usd("2.02"));
    assert!(fee.working.note.ends_with("the fee is rounded from their exact sum."));
}

#[test]
fn a_flat_fee_does_not_grow() {
    let mut terms = Terms::house_default(Currency::USD);
    terms.fee_schedule = FeeSchedule::Flat { rate: rate("3"), fixed: None };
    assert_eq!(fee_at(&terms, "10000", 0), "300.00");
    assert_eq!(fee_at(&terms, "10000", 365), "300.00");
    let curve = fee_curve(&terms, usd("10000"), 100).unwrap();
    assert_eq!(curve.iter().map(|point| point.days).collect::<Vec<_>>(), [0, 100]);
}

#[test]
fn the_curve_bends_where_the_fee_does() {
    let days = |terms: &Terms, days_max| -> Vec<(u32, String)> {
        let curve = fee_curve(terms, usd("10000"), days_max).unwrap();
        curve.into_iter().map(|point| (point.days, point.fee.to_string())).collect()
    };
    let wanted = |points: &[(u32, &str)]| -> Vec<(u32, String)> {
        points.iter().map(|(days, fee)| (*days, (*fee).to_owned())).collect()
    };
    let part = stepped("2", 10, "0.7", StepPart::Part);
    assert_eq!(
        days(&part, 45),
        wanted(&[
            (0, "200.00"),
            (30, "200.00"),
            (31, "270.00"),
            (40, "270.00"),
            (41, "340.00"),
            (45, "340.00")
        ])
    );
    let full = stepped("2", 10, "0.7", StepPart::Full);
    assert_eq!(
        days(&full, 45),
        wanted(&[(0, "200.00"), (39, "200.00"), (40, "270.00"), (45, "270.00")])
    );
    // Steps of a tenth of a cent bend nothing that can be paid.
    let tiny = stepped("2", 10, "0.00001", StepPart::Part);
    assert_eq!(days(&tiny, 45), wanted(&[(0, "200.00"), (45, "200.00")]));
    let mut linear = stepped("2", 10, "1", StepPart::Linear);
    assert_eq!(days(&linear, 50), wanted(&[(0, "200.00"), (30, "200.00"), (50, "400.00")]));
    linear.fee_minimum = usd("300");
    assert_eq!(days(&linear, 50), wanted(&[(0, "300.00"), (40, "300.00"), (50, "400.00")]));
}

#[test]
fn what_cannot_be_priced_is_refused() {
    let terms = Terms::house_default(Currency::USD);
    let (face, advance) = (usd("100"), usd("80"));
    let zero = usd("0");
    assert_eq!(terms.fee(zero, zero, 1), Err(Refusal::FaceNotPositive { face: zero }));
    let over = usd("100.01");
    assert_eq!(terms.fee(face, over, 1), Err(Refusal::AdvanceOutsideFace { advance: over }));
    assert_eq!(terms.fee(face, advance, 36_501), Err(Refusal::TooManyDays { days: 36_501 }));
    let euro = Money::zero(Currency::EUR);
    assert!(matches!(terms.fee(face, euro, 1), Err(Refusal::Amount(_))));
    let broken = stepped("3", 0, "1", StepPart::Linear);
    assert!(matches!(broken.fee(face, advance, 1), Err(Refusal::TermsIncomplete { .. })));
    assert!(fee_curve(&terms, face, 3651).is_err());
    assert!(fee_curve(&terms, face, 3650).is_ok());
    let most = Money::new(Money::MINOR_MAX, Currency::USD).unwrap();
    let whole = stepped("100", 1, "100", StepPart::Part);
    assert!(matches!(whole.fee(most, most, 36_500), Err(Refusal::Amount(_))));
}

fn any_terms(part: StepPart) -> impl Strategy<Value = Terms> {
    let rates = (0..10_000_000_i64, 0..3_000_000_i64);
    (1..60_u16, 1..40_u16, rates, 0..5_000_i64).prop_map(
        move |(first_days, step_days, (first, step), minimum)| {
            let percent = |millionths| {
                crate::Rate::percent(rust_decimal::Decimal::new(millionths, 6)).unwrap()
            };
            let mut terms = Terms::house_default(Currency::USD);
            let (first_rate, step_rate) = (percent(first), percent(step));
            terms.fee_schedule =
                FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part };
            terms.fee_minimum = Money::new(minimum, Currency::USD).unwrap();
            terms
        },
    )
}

fn any_part() -> impl Strategy<Value = StepPart> {
    prop_oneof![Just(StepPart::Part), Just(StepPart::Full), Just(StepPart::Linear)]
}

fn fee_of(terms: &Terms, minor: i64, days: u32) -> i64 {
    let face = Money::new(minor, Currency::USD).unwrap();
    terms.fee(face, terms.advance(face).unwrap(), days).unwrap().value.minor()
}

proptest! {
    #[test]
    fn fees_never_fall_as_days_pass(
        terms in any_part().prop_flat_map(any_terms),
        minor in 1..10_000_000_000_i64,
        days in 0..400_u32,
    ) {
        prop_assert!(fee_of(&terms, minor, days) <= fee_of(&terms, minor, days + 1));
        prop_assert!(fee_of(&terms, minor, days) >= terms.fee_minimum.minor());
    }

    #[test]
    fn all_ways_to_count_agree_at_the_end_of_a_period(
        terms in any_terms(StepPart::Part),
        minor in 1..10_000_000_000_i64,
        periods in 0..20_u32,
    ) {
        let FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, .. } =
            terms.fee_schedule else { unreachable!() };
        let days = u32::from(first_days) + periods * u32::from(step_days);
        let by = |part| {
            let fee_schedule =
                FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part };
            fee_of(&Terms { fee_schedule, ..terms.clone() }, minor, days)
        };
        prop_assert_eq!(by(StepPart::Part), by(StepPart::Full));
        prop_assert_eq!(by(StepPart::Part), by(StepPart::Linear));
        prop_assert_eq!(terms.fee_schedule.periods_after(days), periods);
    }

    #[test]
    fn between_two_points_of_the_curve_the_fee_runs_straight(
        terms in any_part().prop_flat_map(any_terms),
        minor in 1..1_000_000_000_i64,
        days_max in 1..200_u32,
    ) {
        let face = Money::new(minor, Currency::USD).unwrap();
        let curve = fee_curve(&terms, face, days_max).unwrap();
        prop_assert_eq!(curve[0].days, 0);
        prop_assert_eq!(curve[curve.len() - 1].days, days_max);
        for ends in curve.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let width = i64::from(to.days - from.days);
            for days in from.days..=to.days {
                let rise = (to.fee.minor() - from.fee.minor()) * i64::from(days - from.days);
                let error = fee_of(&terms, minor, days) * width - from.fee.minor() * width - rise;
                // Within a cent: the ends are rounded too.
                prop_assert!(error.abs() <= width, "{days} {error}");
            }
        }
    }
}
