//! Prices against a model that walks through the days one by one and shares no code with the fees.
//!
//! The model is docs/money/fees.md and docs/money/days.md written down a second time, the slow way:
//! a list of counted days, each with its balance, and fractions that are rounded at the very end.

mod model;
mod ratio;

use super::day;
use super::fee_laws::{any_form, any_rate, any_running_form};
use super::fee_price::{calendar, indexes};
use crate::{
    Currency, DataId, DatedPayment, DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeBase,
    FeeComponent, FeeDays, FeeSchedule, FeeTaken, InvoiceDates, InvoiceFacts, InvoicePrice, Line,
    Market, Money, Rounding, Terms, YearBasis,
};
use proptest::prelude::*;
use proptest::sample::select;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

fn any_indexed() -> impl Strategy<Value = FeeSchedule> {
    (any_rate(6), any_rate(12), select(YearBasis::ALL)).prop_map(|(margin, floor, year_basis)| {
        let index = Some(DataId::new("index", "prime_us").unwrap());
        FeeSchedule::Interest { index, margin, floor, year_basis }
    })
}

/// Any form, and the bases it may have.
fn any_form_and_base() -> impl Strategy<Value = (FeeSchedule, FeeBase)> {
    let linked = (1..60_u16, any_running_form(), any_running_form()).prop_map(
        |(until_days, first, then)| FeeSchedule::Linked {
            until_days,
            first: Box::new(first),
            then: Box::new(then),
        },
    );
    let running = prop_oneof![4 => any_running_form(), 1 => any_indexed(), 1 => linked];
    prop_oneof![
        1 => (any_form(), select(&FeeBase::ALL[..4])),
        2 => (running, select(FeeBase::ALL)),
    ]
}

fn any_days() -> impl Strategy<Value = FeeDays> {
    (
        select(DayCountStart::ALL),
        select(DayCountEnd::ALL),
        select(DayInclusion::ALL),
        prop_oneof![3 => Just(0_u16), 1 => 1..80_u16],
        select(DayCap::ALL),
    )
        .prop_map(|(start, end, inclusion, minimum_days, cap)| FeeDays {
            start,
            end,
            inclusion,
            minimum_days,
            cap,
        })
}

prop_compose! {
    fn any_component()(
        (schedule, base) in any_form_and_base(),
        days in any_days(),
        taken in select(FeeTaken::ALL),
        minimum in prop_oneof![Just(0), 1..50_000_i64],
        over in prop_oneof![Just(0), 1..100_000_i64],
    ) -> FeeComponent {
        let taken =
            if schedule.is_known_at_purchase() { taken } else { FeeTaken::AtSettlement };
        let maximum = if over == 0 { 0 } else { minimum + over };
        let title = Line::new("", "charge").unwrap();
        let (minimum, maximum) = (usd(minimum), usd(maximum));
        FeeComponent { title, schedule, base, days, taken, minimum, maximum }
    }
}

prop_compose! {
    fn any_terms()(
        charges in proptest::collection::vec(any_component(), 1..4),
        clearance_days in 0..4_u16,
        rounding in select(vec![Rounding::HalfUp, Rounding::HalfEven]),
    ) -> Terms {
        let mut charges = charges.into_iter().enumerate().map(|(place, charge)| {
            let title = Line::new("", &format!("Charge {place}")).unwrap();
            FeeComponent { title, ..charge }
        });
        let main = charges.next().unwrap();
        Terms {
            fee_schedule: main.schedule,
            fee_base: main.base,
            fee_taken: main.taken,
            fee_minimum: main.minimum,
            fee_maximum: main.maximum,
            day_count_start: main.days.start,
            day_count_end: main.days.end,
            day_inclusion: main.days.inclusion,
            minimum_days: main.days.minimum_days,
            day_cap: main.days.cap,
            further_fees: charges.collect(),
            clearance_days,
            rounding,
            ..Terms::house_default(Currency::USD)
        }
    }
}

/// 2024 has a leap day, and the rate index changes on 2026-02-01.
const PURCHASES: [&str; 6] =
    ["2024-01-30", "2024-02-29", "2025-12-01", "2026-01-15", "2026-01-31", "2026-02-14"];

prop_compose! {
    fn any_facts()(
        bought in select(PURCHASES.to_vec()),
        (invoiced_before, funded_after) in (0..20_i64, 0..3_i64),
        (recourse, late) in (-5..120_i64, -5..90_i64),
        face in 1..100_000_000_i64,
        (advance, tax, discount) in (0..=100_i64, 0..=100_i64, 0..=100_i64),
        payments in proptest::collection::vec((0..110_i64, 0..4_i64, 1..=60_i64), 0..8),
    ) -> InvoiceFacts {
        let bought = day(bought);
        let after = |days: i64| bought.plus_days(days).unwrap();
        let share = |percent: i64| usd(face * percent / 100);
        let payment = |&(received, posted, percent): &(i64, i64, i64)| DatedPayment {
            received_on: after(received),
            posted_on: after(received + posted),
            amount: usd((face * percent / 100).max(1)),
        };
        InvoiceFacts {
            face: usd(face),
            tax: share(tax),
            retainage: usd(0),
            discount: share(discount),
            advance: share(advance),
            dates: InvoiceDates {
                invoiced_on: after(-invoiced_before),
                due_on: after(30),
                purchased_on: bought,
                funded_on: Some(after(funded_after)),
                recourse_on: Some(after(recourse)),
                late_on: Some(after(late)),
            },
            payments: payments.iter().map(payment).collect(),
        }
    }
}

/// The lines add up to the figure, or the note says that they are rounded.
fn check_workings(price: &InvoicePrice) {
    let sum = |worked: &crate::Worked<Money>| -> i64 {
        worked.working.lines.iter().filter_map(|line| line.amount).map(Money::minor).sum()
    };
    for priced in &price.components {
        let is_said = priced.fee.working.note.contains("shown rounded");
        assert!(is_said || sum(&priced.fee) == priced.fee.value.minor(), "{:?}", priced.fee);
    }
    let parts = [&price.at_funding, &price.from_reserve_at_purchase, &price.at_settlement];
    for worked in parts.into_iter().chain([&price.total]) {
        assert_eq!(sum(worked), worked.value.minor(), "{worked:?}");
    }
    let split: i64 = parts.iter().map(|worked| worked.value.minor()).sum();
    assert_eq!(split, price.total.value.minor());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn every_price_is_that_of_the_model(
        terms in any_terms(),
        facts in any_facts(),
        asked in 3..130_i64,
    ) {
        prop_assert_eq!(terms.validate(), []);
        let (calendar, indexes) = (calendar(), indexes());
        let market = Market { calendar: &calendar, indexes: &indexes };
        let as_of = facts.dates.purchased_on.plus_days(asked).unwrap();
        let Some(expected) = model::charges(&terms, &facts, as_of, &market) else {
            // Paid before the advance was: there are no days to count.
            prop_assert!(terms.price(&facts, as_of, &market).is_err());
            return Ok(());
        };
        let price = terms.price(&facts, as_of, &market).unwrap();
        let found: Vec<i64> =
            price.components.iter().map(|priced| priced.fee.value.minor()).collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(price.total.value.minor(), expected.iter().sum::<i64>());
        check_workings(&price);
    }
}
