//! Laws that hold for every form, whatever its figures.

use super::fee_price::{calendar, facts, indexes};
use super::forms;
use super::{day, usd};
use crate::{
    Currency, DatedPayment, DayCountEnd, DayInclusion, FeeBand, FeeBase, FeeSchedule, FeeTier,
    InvoiceFacts, Market, Money, Rate, StepPart, Terms, YearBasis, fee_curve,
};
use proptest::prelude::*;

fn percent(millionths: i64) -> Rate {
    Rate::percent(rust_decimal::Decimal::new(millionths, 6)).unwrap()
}

pub(super) fn any_rate(percent_max: i64) -> impl Strategy<Value = Rate> {
    (0..percent_max * 1_000_000).prop_map(percent)
}

fn any_part() -> impl Strategy<Value = StepPart> {
    prop_oneof![Just(StepPart::Part), Just(StepPart::Full), Just(StepPart::Linear)]
}

/// Spans of which any two share a small measure.
fn any_span() -> impl Strategy<Value = u16> {
    proptest::sample::select(vec![1_u16, 5, 7, 10, 15, 30])
}

fn any_tiers() -> impl Strategy<Value = FeeSchedule> {
    let tier = (1..40_u16, any_rate(5), any_span(), any_part());
    (proptest::collection::vec(tier, 1..5), any::<bool>()).prop_map(|(tiers, is_open)| {
        let (mut end, last) = (0, tiers.len() - 1);
        let tiers = tiers.into_iter().enumerate().map(|(index, (days, rate, each_days, part))| {
            end += days;
            let to_days = (!(is_open && index == last)).then_some(end);
            FeeTier { to_days, rate, each_days, part }
        });
        FeeSchedule::Tiered { tiers: tiers.collect() }
    })
}

fn any_bands() -> impl Strategy<Value = FeeSchedule> {
    let band = (1..40_u16, 0..3_000_000_i64);
    (proptest::collection::vec(band, 1..6), 0..3_000_000_i64).prop_map(|(bands, beyond)| {
        let (mut end, mut rate) = (0, 0);
        let bands = bands
            .into_iter()
            .map(|(days, rise)| {
                (end, rate) = (end + days, rate + rise);
                FeeBand { to_days: end, rate: percent(rate) }
            })
            .collect();
        FeeSchedule::Banded { bands, beyond: percent(rate + beyond) }
    })
}

fn any_year() -> impl Strategy<Value = YearBasis> {
    proptest::sample::select(YearBasis::ALL.to_vec())
}

/// The forms that payments may lower.
pub(super) fn any_running_form() -> impl Strategy<Value = FeeSchedule> {
    prop_oneof![
        (1..60_u16, any_rate(5), any_span(), any_rate(3), any_part()).prop_map(
            |(first_days, first_rate, step_days, step_rate, part)| FeeSchedule::Stepped {
                first_days,
                first_rate,
                step_days,
                step_rate,
                part,
            }
        ),
        (1..60_u16, any_rate(5), any_rate(1)).prop_map(|(first_days, first_rate, daily_rate)| {
            FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate }
        }),
        any_tiers(),
        any_rate(1).prop_map(|rate| FeeSchedule::Daily { rate }),
        (any_rate(2), any_part()).prop_map(|(rate, part)| FeeSchedule::Weekly { rate, part }),
        (any_rate(30), any_rate(30), any_year()).prop_map(|(margin, floor, year_basis)| {
            FeeSchedule::Interest { index: None, margin, floor, year_basis }
        }),
        (any_span(), proptest::collection::vec(any_rate(3), 1..8), any_part()).prop_map(
            |(period_days, rates, part)| FeeSchedule::Periodic { period_days, rates, part }
        ),
    ]
}

fn any_single_form() -> impl Strategy<Value = FeeSchedule> {
    prop_oneof![
        (any_rate(10), proptest::option::of(0..100_000_i64)).prop_map(|(rate, fixed)| {
            let fixed = fixed.map(|minor| Money::new(minor, Currency::USD).unwrap());
            FeeSchedule::Flat { rate, fixed }
        }),
        any_bands(),
        (1..150_u16, 0..10_000_000_i64, 0..=100_i64).prop_map(|(expected_days, full, share)| {
            let daily_rebate = percent(full / i64::from(expected_days) * share / 100);
            FeeSchedule::UnearnedRebate { expected_days, full_rate: percent(full), daily_rebate }
        }),
        any_running_form(),
    ]
}

pub(super) fn any_form() -> impl Strategy<Value = FeeSchedule> {
    prop_oneof![
        3 => any_single_form(),
        1 => (1..90_u16, any_single_form(), any_single_form()).prop_map(
            |(until_days, first, then)| FeeSchedule::Linked {
                until_days,
                first: Box::new(first),
                then: Box::new(then),
            }
        ),
    ]
}

fn terms(fee_schedule: FeeSchedule) -> Terms {
    let terms = Terms { fee_schedule, ..Terms::house_default(Currency::USD) };
    assert_eq!(terms.validate(), []);
    terms
}

fn fee_of(terms: &Terms, minor: i64, days: u32) -> i64 {
    let face = Money::new(minor, Currency::USD).unwrap();
    terms.fee(face, face, days).unwrap().value.minor()
}

fn paid_on(days: u32, minor: i64) -> DatedPayment {
    let on = day("2026-01-15").plus_days(i64::from(days)).unwrap();
    let amount = Money::new(minor, Currency::USD).unwrap();
    DatedPayment { received_on: on, posted_on: on, amount }
}

fn total(terms: &Terms, facts: &InvoiceFacts, days: u32) -> i64 {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let as_of = day("2026-01-15").plus_days(i64::from(days)).unwrap();
    terms.fee_amount(facts, as_of, &market).unwrap().minor()
}

/// With all payments made by then, whatever their order.
const LATER: u32 = 400;

proptest! {
    #[test]
    fn no_fee_falls_as_days_pass(
        schedule in any_form(),
        minor in 1..10_000_000_000_i64,
        days in 0..400_u32,
    ) {
        let terms = terms(schedule);
        prop_assert!(fee_of(&terms, minor, days) <= fee_of(&terms, minor, days + 1));
    }

    #[test]
    fn the_fee_lies_between_minimum_and_maximum(
        schedule in any_form(),
        minor in 1..10_000_000_000_i64,
        days in 0..400_u32,
        minimum in 0..50_000_i64,
        span in 0..1_000_000_i64,
    ) {
        let plain = terms(schedule);
        let mut limited = plain.clone();
        limited.fee_minimum = Money::new(minimum, Currency::USD).unwrap();
        limited.fee_maximum = Money::new(minimum + span, Currency::USD).unwrap();
        let fee = fee_of(&limited, minor, days);
        let most = if limited.fee_maximum.is_zero() { i64::MAX } else { minimum + span };
        prop_assert_eq!(fee, fee_of(&plain, minor, days).max(minimum).min(most));
    }

    #[test]
    fn the_lines_add_up_or_the_note_says_that_they_are_rounded(
        schedule in any_form(),
        minor in 1..10_000_000_000_i64,
        days in 0..400_u32,
        minimum in 0..50_000_i64,
    ) {
        let mut terms = terms(schedule);
        terms.fee_minimum = Money::new(minimum, Currency::USD).unwrap();
        let face = Money::new(minor, Currency::USD).unwrap();
        let fee = terms.fee(face, face, days).unwrap();
        let shown: i64 =
            fee.working.lines.iter().filter_map(|line| line.amount).map(Money::minor).sum();
        let says_so = fee.working.note.contains("rounded from their exact sum");
        prop_assert_eq!(shown != fee.value.minor(), says_so);
        let lines = i64::try_from(fee.working.lines.len()).unwrap();
        prop_assert!((shown - fee.value.minor()).abs() <= lines);
    }

    #[test]
    fn all_ways_to_count_a_part_agree_where_a_span_ends(
        rates in proptest::collection::vec(any_rate(3), 1..8),
        each in any_span(),
        minor in 1..10_000_000_000_i64,
        spans in 0..20_u32,
    ) {
        let days = spans * u32::from(each);
        let periodic = |part| {
            let rates = rates.clone();
            fee_of(&terms(FeeSchedule::Periodic { period_days: each, rates, part }), minor, days)
        };
        let tiered = |part| {
            let tiers = vec![FeeTier { to_days: None, rate: rates[0], each_days: each, part }];
            fee_of(&terms(FeeSchedule::Tiered { tiers }), minor, days)
        };
        let weekly = |part| {
            fee_of(&terms(FeeSchedule::Weekly { rate: rates[0], part }), minor, spans * 7)
        };
        for other in [StepPart::Full, StepPart::Linear] {
            prop_assert_eq!(periodic(StepPart::Part), periodic(other));
            prop_assert_eq!(tiered(StepPart::Part), tiered(other));
            prop_assert_eq!(weekly(StepPart::Part), weekly(other));
        }
    }

    #[test]
    fn a_linked_form_is_its_first_form_to_the_joint_and_then_both(
        first in any_single_form(),
        then in any_single_form(),
        until in 1..90_u16,
        after in 1..200_u32,
        minor in 1..10_000_000_000_i64,
    ) {
        let linked = terms(FeeSchedule::Linked {
            until_days: until,
            first: Box::new(first.clone()),
            then: Box::new(then.clone()),
        });
        let joint = u32::from(until);
        let (first, then) = (terms(first), terms(then));
        for days in [0, joint / 2, joint] {
            prop_assert_eq!(fee_of(&linked, minor, days), fee_of(&first, minor, days));
        }
        let both = fee_of(&first, minor, joint) + fee_of(&then, minor, after);
        // Rounded once here, and twice in the two parts.
        prop_assert!((fee_of(&linked, minor, joint + after) - both).abs() <= 1);
    }

    #[test]
    fn between_its_bends_the_curve_runs_straight(
        schedule in any_form(),
        minor in 1..1_000_000_000_i64,
        days_max in 1..120_u32,
        minimum in 0..50_000_i64,
    ) {
        let mut terms = terms(schedule);
        terms.advance_rate = Rate::HUNDRED;
        terms.fee_minimum = Money::new(minimum, Currency::USD).unwrap();
        let face = Money::new(minor, Currency::USD).unwrap();
        let curve = fee_curve(&terms, face, days_max).unwrap();
        prop_assert_eq!((curve[0].days, curve[curve.len() - 1].days), (0, days_max));
        for ends in curve.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let width = i64::from(to.days - from.days);
            for days in from.days..=to.days {
                let rise = (to.fee.minor() - from.fee.minor()) * i64::from(days - from.days);
                let error = fee_of(&terms, minor, days) * width - from.fee.minor() * width - rise;
                // Within a cent: the ends are rounded too.
                prop_assert!(error.abs() <= width, "{} {}", days, error);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_split_payment_never_lowers_the_fee_of_a_fixed_base(
        schedule in any_form(),
        last in 1..150_u32,
        early in 0..150_u32,
        part in 1..1_000_000_i64,
        net_of_tax in any::<bool>(),
    ) {
        let early = early.min(last);
        let mut terms = terms(schedule);
        terms.fee_base = if net_of_tax { FeeBase::NetOfTax } else { FeeBase::Face };
        let mut whole = facts(&[]);
        whole.tax = usd("800");
        let mut split = whole.clone();
        whole.payments = vec![paid_on(last, 1_000_000)];
        split.payments = vec![paid_on(early, part)];
        if part < 1_000_000 {
            split.payments.push(paid_on(last, 1_000_000 - part));
        }
        prop_assert_eq!(total(&terms, &split, LATER), total(&terms, &whole, LATER));
    }

    #[test]
    fn an_early_payment_never_raises_the_fee_of_a_declining_base(
        schedule in any_running_form(),
        last in 1..150_u32,
        early in 0..150_u32,
        part in 1..1_000_000_i64,
        of_advance in any::<bool>(),
        counts_both in any::<bool>(),
    ) {
        // Months of 30 days are not additive: a span cut in two may gain a day.
        prop_assume!(!is_thirty360(&schedule));
        let early = early.min(last);
        let mut terms = terms(schedule);
        terms.fee_base =
            if of_advance { FeeBase::AdvanceOutstanding } else { FeeBase::UnpaidBalance };
        if counts_both {
            terms.day_inclusion = DayInclusion::Both;
        }
        let mut whole = facts(&[]);
        let mut split = whole.clone();
        whole.payments = vec![paid_on(last, 1_000_000)];
        split.payments = vec![paid_on(early, part), paid_on(last, 1_000_000 - part)];
        prop_assert!(total(&terms, &split, LATER) <= total(&terms, &whole, LATER));
    }

    #[test]
    fn the_price_of_a_closed_invoice_does_not_change_any_more(
        schedule in any_running_form(),
        last in 0..150_u32,
        later in 0..1_000_u32,
        part in 1..999_999_i64,
        end in proptest::sample::select(
            vec![DayCountEnd::Cleared, DayCountEnd::Received, DayCountEnd::Posted]
        ),
    ) {
        let mut terms = terms(schedule);
        (terms.fee_base, terms.day_count_end) = (FeeBase::UnpaidBalance, end);
        let mut closed = facts(&[]);
        closed.payments = vec![paid_on(last / 2, part), paid_on(last, 1_000_000 - part)];
        let at_close = total(&terms, &closed, last);
        prop_assert_eq!(total(&terms, &closed, last + later), at_close);
    }

    #[test]
    fn the_parts_of_a_price_add_up_to_its_total(
        main in any_form(),
        further in any_form(),
        last in 0..150_u32,
    ) {
        let mut terms = terms(main);
        terms.further_fees =
            vec![forms::administration_fee(), forms::component("Second charge", further)];
        let mut closed = facts(&[]);
        closed.payments = vec![paid_on(last, 1_000_000)];
        let (calendar, indexes) = (calendar(), indexes());
        let market = Market { calendar: &calendar, indexes: &indexes };
        let price = terms.price(&closed, day("2027-01-01"), &market).unwrap();
        let total = price.total.value.minor();
        let parts: i64 = price.components.iter().map(|priced| priced.fee.value.minor()).sum();
        prop_assert_eq!(parts, total);
        let taken = [&price.at_funding, &price.from_reserve_at_purchase, &price.at_settlement];
        prop_assert_eq!(taken.iter().map(|worked| worked.value.minor()).sum::<i64>(), total);
        let amount = terms.fee_amount(&closed, day("2027-01-01"), &market).unwrap();
        prop_assert_eq!(amount.minor(), total);
    }

    #[test]
    fn by_dates_and_by_days_the_same_invoice_costs_the_same(
        schedule in any_form(),
        days in 0..150_u32,
    ) {
        prop_assume!(!is_dated(&schedule));
        let mut terms = terms(schedule);
        terms.day_count_end = DayCountEnd::Received;
        let mut closed = facts(&[]);
        closed.payments = vec![paid_on(days, 1_000_000)];
        let by_days = terms.fee(usd("10000"), usd("8000"), days).unwrap().value.minor();
        prop_assert_eq!(total(&terms, &closed, LATER), by_days);
    }
}

fn year_basis(schedule: &FeeSchedule) -> Vec<YearBasis> {
    match schedule {
        FeeSchedule::Interest { year_basis, .. } => vec![*year_basis],
        FeeSchedule::Linked { first, then, .. } => {
            let mut found = year_basis(first);
            found.extend(year_basis(then));
            found
        }
        FeeSchedule::Flat { .. }
        | FeeSchedule::Stepped { .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Periodic { .. } => Vec::new(),
    }
}

fn is_thirty360(schedule: &FeeSchedule) -> bool {
    let is_month = |basis: YearBasis| match basis {
        YearBasis::Thirty360Us | YearBasis::Thirty360European | YearBasis::Thirty360Isda => true,
        YearBasis::Actual360 | YearBasis::Actual365 | YearBasis::ActualActual => false,
    };
    year_basis(schedule).into_iter().any(is_month)
}

/// Whether its year depends on the dates, not on the days alone.
fn is_dated(schedule: &FeeSchedule) -> bool {
    let is_actual_actual = |basis: YearBasis| basis == YearBasis::ActualActual;
    is_thirty360(schedule) || year_basis(schedule).into_iter().any(is_actual_actual)
}
