//! What an invoice costs by its dates and payments.

use super::{day, forms, rate, usd};
use crate::{
    AdvanceBase, Currency, DataId, DatedPayment, DayCap, DayCountEnd, DayCountStart, DayInclusion,
    FeeBase, FeeSchedule, FeeTaken, HolidayCalendar, IndexValue, InvoiceDates, InvoiceFacts, Line,
    Market, Money, Paid, RateIndex, RateIndexes, Refusal, StepPart, Terms,
};

pub(super) fn calendar() -> HolidayCalendar {
    let id = DataId::new("calendar", "us_federal_reserve").unwrap();
    HolidayCalendar::built_in(&id).unwrap()
}

/// 7.5 % from the start of 2020, 7.25 % from 2026-02-01.
pub(super) fn indexes() -> RateIndexes {
    let value =
        |from, percent| IndexValue { from: day(from), rate: rate(percent), confirmed: true };
    let line = |text| Line::new("", text).unwrap();
    let id = DataId::new("index", "prime_us").unwrap();
    let values = vec![value("2020-01-01", "7.5"), value("2026-02-01", "7.25")];
    let index = RateIndex::new(id, line("Prime"), line("test"), day("2026-03-01"), values).unwrap();
    RateIndexes::new(vec![index]).unwrap()
}

/// 10,000.00 bought on 2026-01-15, a Thursday, with 8,000.00 advanced.
pub(super) fn facts(payments: &[(&str, &str)]) -> InvoiceFacts {
    let bought = day("2026-01-15");
    let payment = |&(on, amount): &(&str, &str)| DatedPayment {
        received_on: day(on),
        posted_on: day(on),
        amount: usd(amount),
    };
    InvoiceFacts {
        face: usd("10000"),
        tax: usd("0"),
        retainage: usd("0"),
        discount: usd("0"),
        advance: usd("8000"),
        dates: InvoiceDates {
            invoiced_on: day("2026-01-10"),
            due_on: day("2026-02-09"),
            purchased_on: bought,
            funded_on: Some(day("2026-01-16")),
            recourse_on: Some(day("2026-04-10")),
            late_on: Some(day("2026-02-14")),
        },
        payments: payments.iter().map(payment).collect(),
    }
}

/// Days from purchase to receipt, without clearance.
fn plain(schedule: FeeSchedule) -> Terms {
    let mut terms = Terms::house_default(Currency::USD);
    terms.fee_schedule = schedule;
    terms.day_count_end = DayCountEnd::Received;
    terms
}

fn price(terms: &Terms, facts: &InvoiceFacts, as_of: &str) -> Result<crate::InvoicePrice, Refusal> {
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let priced = terms.price(facts, day(as_of), &market);
    let amount = terms.fee_amount(facts, day(as_of), &market);
    // One implementation: the fast path is the total of the slow one, and refuses the same.
    assert_eq!(amount, priced.clone().map(|priced| priced.total.value));
    priced
}

#[track_caller]
fn check(terms: &Terms, facts: &InvoiceFacts, as_of: &str, fee: &str) {
    assert_eq!(price(terms, facts, as_of).unwrap().total.value, usd(fee), "as of {as_of}");
}

#[test]
fn a_closed_invoice_is_priced_to_its_payment_whatever_day_is_asked() {
    // docs/money/fees.md: from 2026-01-15 to 2026-03-02 and two Business Days are 48 days:
    // 3 % and two started steps of 1 %.
    let terms = Terms::house_default(Currency::USD);
    let paid = facts(&[("2026-03-02", "10000")]);
    for as_of in ["2026-03-02", "2026-03-03", "2026-06-30", "2199-12-31"] {
        check(&terms, &paid, as_of, "500");
    }
    let price = price(&terms, &paid, "2026-03-02").unwrap();
    let main = &price.components[0];
    assert_eq!((main.days.days, main.days.to), (48, day("2026-03-04")));
    assert_eq!(main.title, "Factoring fee");
    assert_eq!(main.fee.working.title, "Fee at 48 days");
    assert_eq!(main.fee.working.formula_id, "F-03");
    assert_eq!(main.fee.working.lines[..main.days.lines.len()], main.days.lines);
    assert_eq!(main.fee.working.note, "5.00% of face, 6.25% of the advance of 8,000.00.");
    assert_eq!(price.at_settlement.value, usd("500"));
    assert_eq!(price.at_funding.value, usd("0"));
}

#[test]
fn an_open_invoice_accrues_to_the_day_asked_without_clearance() {
    let terms = Terms::house_default(Currency::USD);
    let paid = facts(&[("2026-03-02", "10000")]);
    for (as_of, fee) in [
        ("2026-01-15", "300"),
        ("2026-02-14", "300"),
        ("2026-02-15", "400"),
        ("2026-02-24", "400"),
        ("2026-03-01", "500"),
    ] {
        // The payment is not known before the day it is received.
        check(&terms, &paid, as_of, fee);
        check(&terms, &facts(&[]), as_of, fee);
    }
    check(&terms, &facts(&[("2026-02-01", "9999.99")]), "2026-03-02", "500");
}

#[test]
fn a_payment_lowers_a_declining_base_from_the_day_after_it() {
    let paid = facts(&[("2026-02-04", "6000"), ("2026-01-25", "4000")]);
    let mut terms = plain(forms::daily("0.05"));
    // 20 days × 5.00; then 10 × 5.00 + 10 × 3.00; then 10 × 4.00 + 10 × 2.00.
    for (base, fee) in [
        (FeeBase::Face, "100"),
        (FeeBase::UnpaidBalance, "80"),
        (FeeBase::Advance, "80"),
        (FeeBase::AdvanceOutstanding, "60"),
    ] {
        terms.fee_base = base;
        check(&terms, &paid, "2026-05-01", fee);
    }
    terms.fee_base = FeeBase::UnpaidBalance;
    terms.day_inclusion = DayInclusion::Both;
    check(&terms, &paid, "2026-05-01", "85");
    // A Sunday and two Business Days are a Tuesday: 12 days, and 22 to the Friday.
    terms.day_inclusion = DayInclusion::LastOnly;
    terms.day_count_end = DayCountEnd::Cleared;
    check(&terms, &paid, "2026-05-01", "90");
    let lines = price(&terms, &paid, "2026-05-01").unwrap().components.remove(0).fee.working.lines;
    let texts: Vec<String> =
        lines.iter().map(|line| format!("{}: {}", line.label, line.detail)).collect();
    assert!(texts.contains(&"Unpaid, days 1 to 12: 10,000.00".to_owned()), "{texts:?}");
    assert!(texts.contains(&"Unpaid, days 13 to 22: 6,000.00".to_owned()), "{texts:?}");
    assert!(texts.contains(&"Days 13 to 22: 10 × 0.05% × 6,000.00".to_owned()), "{texts:?}");
}

#[test]
fn a_whole_period_is_charged_on_the_balance_at_its_start() {
    // 4,000.00 on day 35, the rest on day 45.
    let paid = facts(&[("2026-02-19", "4000"), ("2026-03-01", "6000")]);
    let fee = |schedule, expected: &str| {
        let mut terms = plain(schedule);
        terms.fee_base = FeeBase::UnpaidBalance;
        check(&terms, &paid, "2026-05-01", expected);
    };
    // 3 % and the step of day 31 on 10,000.00, the step of day 41 on 6,000.00.
    fee(forms::stepped((30, "3"), (10, "1"), StepPart::Part), "460");
    fee(forms::stepped((30, "3"), (10, "1"), StepPart::Full), "400");
    // By the day: 5 ÷ 10 of 1 % on 10,000.00 and 10 ÷ 10 on 6,000.00.
    fee(forms::stepped((30, "3"), (10, "1"), StepPart::Linear), "410");
    // 2 % and 5 days on 10,000.00, 10 days on 6,000.00 at 0.05 %.
    fee(forms::block_then_daily(), "255");
    // Weeks from day 1, 8, 15, 22, 29 on 10,000.00; from 36 and 43 on 6,000.00.
    fee(forms::weekly("0.5", StepPart::Part), "310");
    fee(forms::weekly("0.5", StepPart::Full), "280");
    // 2 % and 1 % of 10,000.00, both periods begun before the first payment.
    fee(forms::periodic(StepPart::Part), "300");
    // 3 × 1 % to day 30, then one full span of 15 days begun on day 31.
    fee(forms::tiered(), "350");
    // 2 % and two steps to day 30; then 5 days on 10,000.00 and 10 on 6,000.00 at 0.04 %.
    fee(forms::linked(), "344");
    // 12 % of 360: 35 days on 10,000.00 and 10 on 6,000.00.
    fee(forms::interest("12"), "136.67");
}

#[test]
fn a_payment_on_the_first_day_leaves_the_first_period_whole() {
    let paid = facts(&[("2026-01-15", "4000"), ("2026-01-15", "6000")]);
    let mut terms = plain(forms::stepped((30, "3"), (10, "1"), StepPart::Part));
    terms.fee_base = FeeBase::UnpaidBalance;
    check(&terms, &paid, "2026-05-01", "300");
    // With fewest days, those beyond the payment are charged on the balance it found.
    let mut terms = plain(forms::daily("0.05"));
    terms.fee_base = FeeBase::UnpaidBalance;
    terms.minimum_days = 5;
    check(&terms, &paid, "2026-05-01", "25");
    let paid = facts(&[("2026-01-17", "4000"), ("2026-01-18", "6000")]);
    check(&terms, &paid, "2026-05-01", "19");
}

#[test]
fn a_rate_that_follows_an_index_changes_inside_the_period() {
    // Bought 2026-01-15, paid 2026-02-11: 17 nights from a day of January at 7.5 % + 2 %, 10 nights
    // from a day of February at 7.25 % + 2 %, of 8,000.00 and 360 days: 35.8889 + 20.5556.
    let mut terms = plain(forms::indexed("2", "0"));
    terms.fee_base = FeeBase::Advance;
    let paid = facts(&[("2026-02-11", "10000")]);
    check(&terms, &paid, "2026-05-01", "56.44");
    let working = price(&terms, &paid, "2026-05-01").unwrap().components.remove(0).fee.working;
    let said: Vec<String> = working
        .lines
        .iter()
        .filter(|line| line.label.starts_with("Rate") || line.amount.is_some())
        .map(|line| format!("{}: {}", line.label, line.detail))
        .collect();
    assert_eq!(
        said,
        [
            "Rate from 2026-01-15: prime_us 7.50% + 2.00%, at least 0.00%",
            "Interest, days 1 to 17 (to 2026-02-01): 17 ÷ 360 × 9.50% × 8,000.00",
            "Rate from 2026-02-01: prime_us 7.25% + 2.00%, at least 0.00%",
            "Interest, days 18 to 27 (to 2026-02-11): 10 ÷ 360 × 9.25% × 8,000.00",
        ]
    );
    // Both lie below a floor of 10 %: 27 days of it.
    terms.fee_schedule = forms::indexed("2", "10");
    check(&terms, &paid, "2026-05-01", "60");
    // In a linked form the dates go on from the joint.
    terms.fee_schedule = FeeSchedule::Linked {
        until_days: 16,
        first: Box::new(FeeSchedule::Flat { rate: rate("1"), fixed: None }),
        then: Box::new(forms::indexed("2", "0")),
    };
    check(&terms, &paid, "2026-05-01", "102.67");
    let mut early = paid.clone();
    early.dates.invoiced_on = day("2019-12-01");
    terms.fee_schedule = forms::indexed("2", "0");
    terms.day_count_start = DayCountStart::Invoice;
    assert!(matches!(price(&terms, &early, "2026-05-01"), Err(Refusal::NoIndexValue { .. })));
}

#[test]
fn the_base_leaves_out_tax_or_discount() {
    let mut paid = facts(&[("2026-02-04", "10000")]);
    (paid.tax, paid.discount, paid.retainage) = (usd("800"), usd("200"), usd("500"));
    let mut terms = plain(forms::daily("0.05"));
    terms.fee_base = FeeBase::NetOfTax;
    check(&terms, &paid, "2026-05-01", "92");
    let priced = price(&terms, &paid, "2026-05-01").unwrap();
    let lines = &priced.components[0].fee.working.lines;
    assert!(lines.iter().any(|line| line.detail == "10,000.00 − sales tax 800.00 = 9,200.00"));
    terms.fee_base = FeeBase::NetOfDiscount;
    check(&terms, &paid, "2026-05-01", "98");
    for (base, advance) in [
        (AdvanceBase::Face, "8000"),
        (AdvanceBase::NetOfTax, "7360"),
        (AdvanceBase::NetOfRetainage, "7600"),
        (AdvanceBase::NetOfDiscount, "7840"),
    ] {
        terms.advance_base = base;
        assert_eq!(terms.advance_on(&paid).unwrap().value, usd(advance), "{base:?}");
    }
}

#[test]
fn each_charge_has_its_own_days_base_and_timing() {
    let mut terms = plain(forms::interest("12"));
    terms.fee_base = FeeBase::AdvanceOutstanding;
    terms.further_fees = vec![
        forms::administration_fee(),
        crate::FeeComponent {
            days: crate::FeeDays {
                start: DayCountStart::Funding,
                inclusion: DayInclusion::Both,
                ..forms::fee_days()
            },
            ..forms::component("Service fee", forms::daily("0.01"))
        },
    ];
    // Received 2026-02-14, 30 days after purchase: 80.00 interest; 1 % of the face; 30 days from
    // and including the funding day at 1.00.
    let price = price(&terms, &facts(&[("2026-02-14", "10000")]), "2026-05-01").unwrap();
    let parts: Vec<(&str, u32, Money)> = price
        .components
        .iter()
        .map(|priced| (priced.title.as_str(), priced.days.days, priced.fee.value))
        .collect();
    assert_eq!(
        parts,
        [
            ("Factoring fee", 30, usd("80")),
            ("Administration fee", 30, usd("100")),
            ("Service fee", 30, usd("30")),
        ]
    );
    assert_eq!(price.at_funding.value, usd("100"));
    assert_eq!(price.from_reserve_at_purchase.value, usd("0"));
    assert_eq!(price.at_settlement.value, usd("110"));
    assert_eq!(price.total.value, usd("210"));
    assert_eq!(price.total.working.formula_id, "F-16");
    assert_eq!(price.total.working.lines.len(), 3);
    assert_eq!(price.at_settlement.working.lines.len(), 2);
}

#[test]
fn a_discount_taken_at_purchase_gives_its_rebate_at_settlement() {
    let mut terms = plain(forms::unearned());
    terms.fee_taken = FeeTaken::FromReserveAtPurchase;
    let mut paid = facts(&[("2026-03-16", "100000")]);
    (paid.face, paid.advance) = (usd("100000"), usd("70000"));
    // 60 days: 3,055.56 at purchase, 1,670.56 earned.
    let price = price(&terms, &paid, "2026-05-01").unwrap();
    assert_eq!(price.from_reserve_at_purchase.value, usd("3055.56"));
    assert_eq!(price.at_settlement.value, usd("-1385"));
    assert_eq!(price.total.value, usd("1670.56"));
    let note = &price.components[0].fee.working.note;
    assert!(note.ends_with("1,385.00 is given back at settlement."), "{note}");
    let settling = price.components[0].settling();
    assert_eq!(settling.value, usd("-1385"));
    let amounts: Vec<_> = settling.working.lines.iter().map(|line| line.amount).collect();
    assert_eq!(amounts, [Some(usd("1670.56")), Some(usd("-3055.56"))]);
}

#[test]
fn the_count_stops_at_its_cap() {
    let mut terms = plain(forms::daily("0.05"));
    terms.day_cap = DayCap::LatePaymentDate;
    // To 2026-02-14 are 30 days.
    check(&terms, &facts(&[]), "2026-05-01", "150");
    check(&terms, &facts(&[("2026-04-01", "10000")]), "2026-05-01", "150");
    terms.day_cap = DayCap::RecourseDate;
    check(&terms, &facts(&[]), "2026-05-01", "425");
    // A payment after the cap lowers nothing that is charged.
    terms.fee_base = FeeBase::UnpaidBalance;
    check(&terms, &facts(&[("2026-04-15", "4000")]), "2026-05-01", "425");
}

#[test]
fn an_invoice_closed_short_is_priced_to_its_last_payment() {
    let terms = Terms::house_default(Currency::USD);
    let short = facts(&[("2026-03-02", "9200")]);
    let (calendar, indexes) = (calendar(), indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    let settled = terms.price_settled(&short, Paid::on(day("2026-03-02")), &market).unwrap();
    assert_eq!(settled.components[0].days.days, 48);
    assert_eq!(settled.total.value, usd("500"));
    // Left open, it goes on.
    check(&terms, &short, "2026-04-15", "900");
}

#[test]
fn payments_that_close_together_count_to_the_last_posting() {
    let mut terms = plain(forms::daily("0.05"));
    terms.day_count_end = DayCountEnd::Posted;
    let mut paid = facts(&[("2026-01-25", "4000"), ("2026-02-04", "6000")]);
    paid.payments[0].posted_on = day("2026-02-10");
    check(&terms, &paid, "2026-05-01", "130");
}

#[test]
fn facts_that_cannot_be_are_refused() {
    let terms = plain(forms::daily("0.05"));
    let refused = |change: fn(&mut InvoiceFacts)| {
        let mut facts = facts(&[("2026-02-04", "4000")]);
        change(&mut facts);
        price(&terms, &facts, "2026-05-01").unwrap_err()
    };
    let minus = usd("-0.01");
    assert_eq!(refused(|facts| facts.tax = usd("-0.01")), Refusal::PartOutsideFace { part: minus });
    let over = usd("10000.01");
    let refusal = refused(|facts| facts.discount = usd("10000.01"));
    assert_eq!(refusal, Refusal::PartOutsideFace { part: over });
    let refusal = refused(|facts| facts.payments[0].amount = usd("0"));
    assert_eq!(refusal, Refusal::PaymentNotPositive { amount: usd("0") });
    let refusal = refused(|facts| facts.payments[0].received_on = day("2026-01-14"));
    assert!(matches!(refusal, Refusal::PaidBeforePurchase { .. }));
    let refusal = refused(|facts| facts.payments[0].amount = Money::zero(Currency::EUR));
    assert!(matches!(refusal, Refusal::PaymentNotPositive { .. }));
    let refusal = refused(|facts| facts.advance = usd("10000.01"));
    assert_eq!(refusal, Refusal::AdvanceOutsideFace { advance: over });
    let mut unfunded = facts(&[]);
    unfunded.dates.funded_on = None;
    let mut from_funding = plain(forms::daily("0.05"));
    from_funding.day_count_start = DayCountStart::Funding;
    let refusal = price(&from_funding, &unfunded, "2026-05-01");
    assert_eq!(refusal.unwrap_err(), Refusal::FundingDayMissing);
}
