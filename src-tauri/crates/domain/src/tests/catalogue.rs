//! Minimums of periods, missing volume, and the fees of the catalogue.

use super::{day, rate, usd};
use crate::{
    AdditionalFee, AdditionalFeeKind, AgreementSpan, Currency, FeeAmount, FeePeriod, FeeTrigger,
    Figure, Line, Money, PartPeriod, PeriodAsked, Refusal, Rounding, Terms, Worked,
};

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

fn asked(on: &str, part: PartPeriod) -> PeriodAsked {
    let agreement = AgreementSpan { from: day("2026-01-15"), to: Some(day("2027-01-14")) };
    PeriodAsked { on: day(on), agreement, part }
}

#[track_caller]
fn check_lines(worked: &Worked<Money>) {
    let shown: i64 = worked.working.lines.iter().filter_map(|l| l.amount).map(Money::minor).sum();
    assert_eq!(shown, worked.value.minor(), "{:?}", worked.working.lines);
    assert_eq!(worked.working.total, Figure::Money { amount: worked.value });
}

#[test]
fn calendar_periods_begin_and_end_with_their_months() {
    for (period, on, from, to) in [
        (FeePeriod::Month, "2028-02-10", "2028-02-01", "2028-02-29"),
        (FeePeriod::Month, "2026-12-31", "2026-12-01", "2026-12-31"),
        (FeePeriod::Quarter, "2026-01-01", "2026-01-01", "2026-03-31"),
        (FeePeriod::Quarter, "2026-05-31", "2026-04-01", "2026-06-30"),
        (FeePeriod::Quarter, "2026-12-31", "2026-10-01", "2026-12-31"),
        (FeePeriod::Year, "2028-02-29", "2028-01-01", "2028-12-31"),
    ] {
        let span = period.span_of(day(on)).unwrap();
        assert_eq!((span.from, span.to), (day(from), day(to)), "{period:?} {on}");
    }
}

#[test]
fn fees_below_the_minimum_of_a_period_are_topped_up() {
    // docs/money/fees.md, F-17.
    let mut terms = house();
    (terms.monthly_minimum, terms.quarterly_minimum) = (usd("1500"), usd("5000"));
    terms.yearly_minimum = usd("20000");
    let top_up = |period, on, part, fees| {
        let worked = terms.minimum_top_up(period, asked(on, part), usd(fees)).unwrap();
        check_lines(&worked);
        worked.value.to_string()
    };
    let of_march = asked("2026-03-10", PartPeriod::NoMinimum);
    let worked = terms.minimum_top_up(FeePeriod::Month, of_march, usd("0")).unwrap();
    assert_eq!(worked.working.title, "Minimum fees, 2026-03-01 to 2026-03-31");
    let whole = PartPeriod::NoMinimum;
    assert_eq!(top_up(FeePeriod::Month, "2026-03-10", whole, "1120"), "380.00");
    assert_eq!(top_up(FeePeriod::Month, "2026-03-10", whole, "1500"), "0.00");
    assert_eq!(top_up(FeePeriod::Month, "2026-03-10", whole, "1500.01"), "0.00");
    assert_eq!(top_up(FeePeriod::Month, "2026-03-10", whole, "0"), "1,500.00");
    assert_eq!(top_up(FeePeriod::Quarter, "2026-04-10", whole, "4200"), "800.00");
    assert_eq!(top_up(FeePeriod::Year, "2026-04-10", PartPeriod::ByDays, "0"), "19,232.88");
}

#[test]
fn a_period_at_the_edge_of_the_agreement_has_no_minimum_unless_by_days() {
    let mut terms = house();
    terms.monthly_minimum = usd("1500");
    let top_up = |on, part| {
        let asked = asked(on, part);
        let worked = terms.minimum_top_up(FeePeriod::Month, asked, usd("100")).unwrap();
        check_lines(&worked);
        worked.value
    };
    assert_eq!(top_up("2026-01-31", PartPeriod::NoMinimum), usd("0"));
    // 17 of 31 days: 822.58.
    assert_eq!(top_up("2026-01-31", PartPeriod::ByDays), usd("722.58"));
    // 14 of 31 days: 677.42.
    assert_eq!(top_up("2027-01-01", PartPeriod::ByDays), usd("577.42"));
    assert_eq!(top_up("2025-12-01", PartPeriod::ByDays), usd("0"));
    assert_eq!(top_up("2027-02-01", PartPeriod::ByDays), usd("0"));
}

#[test]
fn missing_volume_costs_its_rate() {
    // docs/money/fees.md, F-18.
    let mut terms = house();
    (terms.minimum_volume, terms.volume_period) = (usd("100000"), FeePeriod::Quarter);
    terms.shortfall_rate = rate("1");
    let shortfall = |volume: &str| {
        let asked = asked("2026-04-10", PartPeriod::NoMinimum);
        let worked = terms.volume_shortfall(asked, usd(volume)).unwrap();
        check_lines(&worked);
        worked.value
    };
    assert_eq!(shortfall("62500"), usd("375"));
    assert_eq!(shortfall("100000"), usd("0"));
    assert_eq!(shortfall("250000"), usd("0"));
    let asked = asked("2026-04-10", PartPeriod::NoMinimum);
    let euro = Money::zero(Currency::EUR);
    assert!(matches!(terms.volume_shortfall(asked, euro), Err(Refusal::Amount(_))));
}

#[test]
fn a_fee_of_the_catalogue_is_fixed_a_share_or_the_greater() {
    // docs/money/fees.md, F-19: a misdirected payment at 15 %, or the greater of 5,000.00 and 25 %.
    let amount_for = |amount, caused_by| {
        let label = Line::default();
        let fee = AdditionalFee { kind: AdditionalFeeKind::MisdirectedPayment, label, amount };
        let worked = fee.amount_for(usd(caused_by), Rounding::HalfUp).unwrap();
        check_lines(&worked);
        assert_eq!(worked.working.title, "Misdirected payment");
        worked.value
    };
    let fixed = FeeAmount::Fixed { amount: usd("25") };
    assert_eq!(amount_for(fixed, "0"), usd("25"));
    assert_eq!(amount_for(fixed, "12000"), usd("25"));
    let percent = FeeAmount::Percent { rate: rate("15") };
    assert_eq!(amount_for(percent, "12000"), usd("1800"));
    assert_eq!(amount_for(percent, "0.10"), usd("0.02"));
    let greater = FeeAmount::GreaterOf { amount: usd("5000"), rate: rate("25") };
    assert_eq!(amount_for(greater, "12000"), usd("5000"));
    assert_eq!(amount_for(greater, "20000"), usd("5000"));
    assert_eq!(amount_for(greater, "20000.04"), usd("5000.01"));
}

#[test]
fn a_fee_is_not_caused_by_less_than_nothing_or_another_currency() {
    let label = Line::default();
    let amount = FeeAmount::Fixed { amount: usd("25") };
    let fee = AdditionalFee { kind: AdditionalFeeKind::WireTransfer, label, amount };
    let minus = usd("-1");
    let refused = fee.amount_for(minus, Rounding::HalfUp);
    assert_eq!(refused, Err(Refusal::AmountNegative { amount: minus }));
    let refused = fee.amount_for(Money::zero(Currency::EUR), Rounding::HalfUp);
    assert!(matches!(refused, Err(Refusal::Amount(_))));
}

#[test]
fn every_kind_has_its_trigger() {
    for (kind, trigger) in [
        (AdditionalFeeKind::SetUp, FeeTrigger::FirstPurchase),
        (AdditionalFeeKind::PerInvoice, FeeTrigger::InvoiceBought),
        (AdditionalFeeKind::PerSchedule, FeeTrigger::ScheduleBought),
        (AdditionalFeeKind::Lockbox, FeeTrigger::MonthEnded),
        (AdditionalFeeKind::AchTransfer, FeeTrigger::PaymentSent),
        (AdditionalFeeKind::WireTransfer, FeeTrigger::PaymentSent),
        (AdditionalFeeKind::CreditCheck, FeeTrigger::CreditChecked),
        (AdditionalFeeKind::MisdirectedPayment, FeeTrigger::PaymentKept),
        (AdditionalFeeKind::MissingNotation, FeeTrigger::NotationMissing),
        (AdditionalFeeKind::Inactivity, FeeTrigger::IdleMonthEnded),
        (AdditionalFeeKind::Annual, FeeTrigger::AgreementYearBegun),
    ] {
        assert_eq!(kind.trigger(), trigger);
    }
}

#[test]
fn leaving_early_costs_a_share_of_the_limit_or_each_remaining_day() {
    let mut terms = house();
    terms.early_termination_rate = rate("2");
    let fee = terms.early_termination_fee().unwrap();
    check_lines(&fee);
    assert_eq!(fee.value, usd("5000"));
    let days = |from, to| terms.remaining_days_fee(usd("15"), day(from), day(to));
    let fee = days("2026-03-01", "2026-04-10").unwrap();
    check_lines(&fee);
    assert_eq!(fee.value, usd("600"));
    assert_eq!(days("2026-03-01", "2026-03-01").unwrap().value, usd("0"));
    assert!(matches!(days("2026-03-02", "2026-03-01"), Err(Refusal::SpanReversed { .. })));
}
