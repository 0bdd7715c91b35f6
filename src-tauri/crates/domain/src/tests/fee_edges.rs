//! What a price refuses, and what its lines say at the edges.

use super::fee_price::{calendar, facts, indexes};
use super::{day, forms, rate, usd};
use crate::{
    Currency, DataId, DatedPayment, DayCountEnd, FeeBase, FeeSchedule, FeeTier, HolidayCalendar,
    Market, PricedHistory, Refusal, StepPart, Terms, what_if,
};

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

#[test]
fn a_price_by_a_calendar_that_the_terms_do_not_name_is_refused() {
    // Two business days after Friday 2026-02-13 are the 18th by the Fed, the 17th by TARGET.
    let (fed, indexes) = (calendar(), indexes());
    let market = Market { calendar: &fed, indexes: &indexes };
    let target = Terms { calendar: DataId::new("", "target").unwrap(), ..house() };
    let paid = facts(&[("2026-02-13", "10000")]);
    let refused = target.price(&paid, day("2026-03-01"), &market).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "terms count by the calendar target, not by us_federal_reserve"
    );
    assert_eq!(target.fee_amount(&paid, day("2026-03-01"), &market), Err(refused));
    let own = HolidayCalendar::built_in(&target.calendar).unwrap();
    let market_of_terms = Market { calendar: &own, indexes: &indexes };
    let price = target.price(&paid, day("2026-03-01"), &market_of_terms).unwrap();
    assert_eq!(price.components[0].days.value_on, day("2026-02-17"));
    // A comparison prices each side by its own calendar: 34 days and 33 at 10.00 a day.
    let (mut old, mut new) = (house(), target);
    (old.fee_schedule, new.fee_schedule) = (forms::daily("0.1"), forms::daily("0.1"));
    let history = [PricedHistory { facts: paid, closed_on: day("2026-02-13") }];
    let row = &what_if(&history, &old, &new, &market).unwrap().rows[0];
    assert_eq!((row.old_fee.value, row.new_fee.value), (usd("340"), usd("330")));
}

#[test]
fn a_part_payment_posted_before_it_came_is_refused() {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let mut early = facts(&[("2026-02-13", "4000")]);
    early.payments[0].posted_on = day("2026-02-12");
    assert_eq!(
        house().price(&early, day("2026-03-01"), &market).unwrap_err(),
        Refusal::PostedBeforeReceived {
            received_on: day("2026-02-13"),
            posted_on: day("2026-02-12"),
        }
    );
}

#[test]
fn a_comparison_counts_a_short_paid_invoice_to_its_last_posting() {
    // docs/money/fees.md, price by dates: an earlier payment may be posted later.
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let mut terms = house();
    (terms.fee_schedule, terms.day_count_end) = (forms::daily("0.1"), DayCountEnd::Posted);
    let mut short = facts(&[("2026-02-10", "4000"), ("2026-02-14", "5000")]);
    short.payments[0].posted_on = day("2026-02-24");
    let history = [PricedHistory { facts: short, closed_on: day("2026-02-14") }];
    let found = what_if(&history, &terms, &terms, &market).unwrap();
    assert_eq!(found.rows[0].old_fee.value, usd("400"));
}

#[test]
fn a_started_span_is_not_shown_beyond_its_tier() {
    let tier =
        |to_days, each_days| FeeTier { to_days, rate: rate("1"), each_days, part: StepPart::Part };
    let mut terms = house();
    terms.fee_schedule = FeeSchedule::Tiered { tiers: vec![tier(Some(30), 20), tier(None, 10)] };
    let fee = terms.fee(usd("10000"), usd("8000"), 45).unwrap();
    assert_eq!(fee.value, usd("400"));
    let labels: Vec<&str> = fee.working.lines.iter().map(|line| line.label.as_str()).collect();
    assert!(labels.contains(&"Tier, days 1 to 30"), "{labels:?}");
    assert!(labels.contains(&"Tier, days 31 to 45"), "{labels:?}");
}

#[test]
fn ten_thousand_payments_over_ten_years_are_priced_exactly() {
    // 10,000.00 of 20,000.00 in parts of 1.00, three on each day: day d finds 20,000 - 3 (d - 1).
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let mut many = facts(&[]);
    (many.face, many.advance) = (usd("20000"), usd("10000"));
    let bought = many.dates.purchased_on;
    let payment = |place: i64| {
        let on = bought.plus_days(place / 3 + 1).unwrap();
        DatedPayment { received_on: on, posted_on: on, amount: usd("1") }
    };
    many.payments = (0..10_000).map(payment).collect();
    let mut terms = house();
    (terms.fee_base, terms.day_count_end) = (FeeBase::UnpaidBalance, DayCountEnd::Received);
    let day_rates = vec![rate("0.01"); 365];
    let as_of = bought.plus_days(3_650).unwrap();
    // Days 1 to 3,334 find 20,000 down to 10,001, the other 316 find 10,000: 53,171,667 together,
    // of which 0.01 % are 5,317.1667.
    let balances: i64 = (0..3_334).map(|day| 20_000 - 3 * day).sum::<i64>() + 316 * 10_000;
    assert_eq!(balances, 53_171_667);
    let expected = usd("5317.17");
    for part in [StepPart::Part, StepPart::Full, StepPart::Linear] {
        let rates = day_rates.clone();
        terms.fee_schedule = FeeSchedule::Periodic { period_days: 1, rates, part };
        assert_eq!(terms.price(&many, as_of, &market).unwrap().total.value, expected);
    }
}
