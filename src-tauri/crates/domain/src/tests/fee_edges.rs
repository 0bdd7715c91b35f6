//! What a price refuses, and what its lines say at the edges.

use super::fee_price::{calendar, facts, indexes};
use super::{day, forms, rate, usd};
use crate::{
    AdvanceBase, Currency, DataId, DatedPayment, DayCountEnd, FeeBase, FeeSchedule, FeeTier,
    HolidayCalendar, InvoiceFacts, Market, PricedHistory, Refusal, StepPart, Terms, what_if,
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

/// The lines of a preview, `label: detail`, of 10,000.00 with 8,000.00 advanced.
fn previewed(terms: &Terms, days: u32) -> Vec<String> {
    let lines = terms.fee(usd("10000"), usd("8000"), days).unwrap().working.lines;
    lines.iter().map(|line| format!("{}: {}", line.label, line.detail)).collect()
}

#[test]
fn a_preview_says_what_it_takes_for_a_base_that_it_cannot_know() {
    for (base, expected) in [
        (FeeBase::Face, None),
        (FeeBase::Advance, None),
        (FeeBase::NetOfTax, Some("Base: face, without sales tax in this example")),
        (FeeBase::NetOfDiscount, Some("Base: face, without a discount in this example")),
        (FeeBase::UnpaidBalance, Some("Base: face, unpaid until the last day in this example")),
        (
            FeeBase::AdvanceOutstanding,
            Some("Base: advance, out until the last day in this example"),
        ),
    ] {
        let lines = previewed(&Terms { fee_base: base, ..house() }, 47);
        let found = lines.iter().find(|line| line.starts_with("Base: "));
        assert_eq!(found.map(String::as_str), expected);
    }
}

#[test]
fn a_tier_or_a_rebate_that_is_not_reached_has_no_line() {
    let count = |schedule: FeeSchedule, days, label: &str| {
        let lines = previewed(&Terms { fee_schedule: schedule, ..house() }, days);
        lines.iter().filter(|line| line.starts_with(label)).count()
    };
    // Tiers of 10 days, of 15 days and by the day, which has nothing to count.
    for (days, tiers) in [(30, 1), (31, 2), (60, 2), (61, 2)] {
        assert_eq!(count(forms::tiered(), days, "Days in the tier"), tiers, "at {days}");
    }
    let of = |days| previewed(&Terms { fee_schedule: forms::unearned(), ..house() }, days);
    assert!(of(109).contains(&"Unused days: 110 \u{2212} 109 = 1".to_owned()));
    assert!(of(110).contains(&"Unused days: none of 110".to_owned()));
    assert_eq!(of(109).len(), of(110).len() + 1, "the day given back");
}

/// The fee and its lines by the days of these payments, on the unpaid balance.
fn on_unpaid(schedule: FeeSchedule, payments: &[(&str, &str)]) -> (String, Vec<String>) {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let mut terms = Terms { fee_schedule: schedule, fee_base: FeeBase::UnpaidBalance, ..house() };
    terms.day_count_end = DayCountEnd::Received;
    let price = terms.price(&facts(payments), day("2026-06-30"), &market).unwrap();
    let lines = &price.components[0].fee.working.lines;
    (price.total.value.to_string(), lines.iter().map(|line| line.label.clone()).collect())
}

#[test]
fn a_payment_on_the_last_day_of_the_first_block_leaves_no_empty_line() {
    // 2 % of 10,000.00 for 30 days, then 16 days at 0.05 % of the 6,000.00 left.
    let payments = [("2026-02-14", "4000"), ("2026-03-02", "6000")];
    let (fee, lines) = on_unpaid(forms::block_then_daily(), &payments);
    assert_eq!(fee, "248.00");
    let days: Vec<&String> = lines.iter().filter(|label| label.starts_with("Days ")).collect();
    assert_eq!(days, ["Days 31 to 46"]);
}

#[test]
fn a_payment_on_the_day_of_purchase_spares_the_first_span_only() {
    // docs/money/fees.md, bases that decline: 0.5 % of 10,000.00, then three weeks of 6,000.00.
    let payments = [("2026-01-15", "4000"), ("2026-02-12", "6000")];
    let (fee, _) = on_unpaid(forms::weekly("0.5", StepPart::Part), &payments);
    assert_eq!(fee, "140.00");
}

#[test]
fn an_advance_is_paid_on_what_lies_inside_the_face() {
    let of = |tax: &str| {
        let paid = InvoiceFacts { tax: usd(tax), ..facts(&[]) };
        Terms { advance_base: AdvanceBase::NetOfTax, ..house() }.advance_on(&paid)
    };
    let worked = of("800").unwrap();
    assert_eq!(worked.value, usd("7360"));
    let details: Vec<&str> = worked.working.lines.iter().map(|l| l.detail.as_str()).collect();
    assert_eq!(details[0], "10,000.00 \u{2212} sales tax 800.00 = 9,200.00");
    assert_eq!(house().advance_on(&facts(&[])).unwrap().working.lines.len(), details.len() - 1);
    for part in ["-0.01", "10000.01"] {
        assert_eq!(of(part), Err(Refusal::PartOutsideFace { part: usd(part) }));
    }
    assert_eq!(of("10000").unwrap().value, usd("0"));
}
