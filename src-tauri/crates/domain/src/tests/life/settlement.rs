//! 2.5: what a collected invoice leaves.

use super::{Books, bought, by_receipt, fee, lines_sum, offered, payment, terms, worked};
use crate::invoice::{
    Charge, Paying, Purchased, Settled, ShortPayDecision, ShortPayReason, Shortage, Step,
};
use crate::ledger::events::Income;
use crate::settlement::{
    Claim, Claims, EscrowCap, EscrowRule, RequiredReserve, SettleFacts, Waterfall, reserve_position,
};
use crate::tests::{day, fee_price, forms, rate, usd};
use crate::{
    Account, DayCountEnd, FeeComponent, FeeSchedule, FeeTaken, Market, Refusal, ReleaseSchedule,
    Rounding, Weekday,
};

pub(super) fn settle_facts(charges: Vec<Charge>) -> SettleFacts {
    SettleFacts { charges, client_dues: usd("0"), escrow: None, escrow_held: usd("0") }
}

/// Bought at 80 %, paid with this much; the rest is charged to the reserve.
pub(super) fn collected(books: &mut Books, face: &str, paid: &str) -> Purchased {
    let invoice = bought(books, offered(1, face));
    let on = by_receipt(1, "2026-03-03");
    let decision = ShortPayDecision::ChargeReserve;
    let paying = match paid == face {
        true => Paying::InFull,
        false => Paying::Short(Shortage { reason: ShortPayReason::Damage, decision }),
    };
    let step = invoice.apply(payment(1, paid, "2026-03-03"), &paying, on).unwrap();
    books.post(&step.entries);
    step.next
}

pub(super) fn settled(books: &mut Books, paid: &str, fees: Vec<Charge>) -> Step<Settled> {
    let invoice = collected(books, "10000", paid);
    let step = invoice.settle(&settle_facts(fees), by_receipt(1, "2026-03-03")).unwrap();
    books.post(&step.entries);
    step
}

#[test]
fn the_rebate_is_what_was_collected_less_advance_and_fee() {
    // docs/money/settlement.md: 10,000 at 80 %, 47 days, fee 500.
    // Paid 7,500: the shortage of 2,500 is a deficit of 500 by itself, and the fee another 500.
    let cases = [
        ("10000", "1,500.00", "1,500.00", "0.00", "0.00"),
        ("9200", "700.00", "700.00", "0.00", "0.00"),
        ("8500", "0.00", "0.00", "0.00", "0.00"),
        ("8100", "-400.00", "0.00", "400.00", "400.00"),
        ("7500", "-500.00", "0.00", "500.00", "1,000.00"),
    ];
    for (paid, rebate, reserve, missing, owed) in cases {
        let mut books = Books::new();
        let step = settled(&mut books, paid, vec![fee("500")]);
        let settlement = &step.next.settlement;
        assert_eq!(settlement.rebate.value.to_string(), rebate, "{paid}");
        assert_eq!(lines_sum(&settlement.rebate.working), settlement.rebate.value);
        assert_eq!(settlement.waterfall.missing.to_string(), missing);
        assert_eq!(step.next.closed.earned().to_string(), reserve);
        assert_eq!(books.balance(Account::ClientCharges).to_string(), owed);
        assert_eq!(books.balance(Account::FeeIncome), usd("-500"));
        assert_eq!(books.balance(Account::ReceivablesPurchased), usd("0"));
    }
}

#[test]
fn settlement_takes_each_charge_as_its_own_income() {
    // 10,000 for 46 days; what was taken at purchase comes back as the factoring fee it was.
    let flat = |percent| FeeSchedule::Flat { rate: rate(percent), fixed: None };
    let (main, first) = (("Factoring fee", Income::Fee, "300.00"), "A further charge");
    let interest =
        FeeComponent { taken: FeeTaken::AtSettlement, ..component(forms::interest("12")) };
    let rebated = FeeComponent { taken: FeeTaken::AtFunding, ..component(forms::unearned()) };
    let known = FeeComponent { taken: FeeTaken::AtFunding, ..component(flat("1")) };
    let cases = [
        (vec![], vec![main]),
        (vec![component(flat("0.25"))], vec![main, (first, Income::OtherFee, "25.00")]),
        (vec![component(flat("0"))], vec![main, (first, Income::OtherFee, "0.00")]),
        (vec![interest], vec![main, (first, Income::Interest, "153.33")]),
        (vec![known], vec![main]),
        // 110 days were taken; the other 64 are given back at 0.0277 %.
        (vec![rebated], vec![main, (first, Income::Fee, "-177.28")]),
    ];
    let (calendar, indexes) = (fee_price::calendar(), fee_price::indexes());
    let market = Market { calendar: &calendar, indexes: &indexes };
    for (further, expected) in cases {
        let mut terms = terms();
        (terms.fee_schedule, terms.day_count_end) = (flat("3"), DayCountEnd::Received);
        terms.further_fees = further;
        let paid = fee_price::facts(&[("2026-03-02", "10000")]);
        let charges = terms.price(&paid, day("2026-03-02"), &market).unwrap().to_settle(&terms);
        let taken: Vec<_> = charges
            .iter()
            .map(|charge| (charge.title.as_str(), charge.income, charge.fee.value.to_string()))
            .collect();
        let expected: Vec<_> =
            expected.into_iter().map(|(title, income, fee)| (title, income, fee.into())).collect();
        assert_eq!(taken, expected);
    }
}

fn component(schedule: FeeSchedule) -> FeeComponent {
    forms::component("A further charge", schedule)
}

#[test]
fn an_open_invoice_is_not_settled() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let refused = invoice.settle(&settle_facts(vec![]), by_receipt(1, "2026-03-03"));
    assert_eq!(refused.unwrap_err(), Refusal::InvoiceStillOpen { open: usd("10000") });
}

#[test]
fn the_cash_of_an_invoice_is_handed_down_in_order() {
    let mut books = Books::new();
    let invoice = collected(&mut books, "10000", "10000");
    let wire = Charge { title: "Verification".into(), income: Income::OtherFee, fee: worked("25") };
    let cap = EscrowCap::OfLine { rate: rate("15"), line: usd("250000") };
    let facts = SettleFacts {
        charges: vec![fee("500"), wire],
        client_dues: usd("375"),
        escrow: Some(EscrowRule::FromRebate { rate: rate("10"), cap }),
        escrow_held: usd("0"),
    };
    let settlement = invoice.settlement(&facts).unwrap();
    let given: Vec<String> =
        settlement.waterfall.steps.iter().map(|step| step.given.to_string()).collect();
    assert_eq!(given, ["8,000.00", "500.00", "25.00", "375.00", "110.00", "990.00"]);
    assert_eq!(settlement.rebate.value, usd("990"));
    assert_eq!(lines_sum(&settlement.rebate.working), usd("990"));
    let details: Vec<&str> =
        settlement.rebate.working.lines.iter().map(|line| line.label.as_str()).collect();
    let expected = [
        "Collected",
        "Less advance",
        "Less factoring fee",
        "Less verification",
        "Less owed by the client",
        "Less escrow",
    ];
    assert_eq!(details, expected);
}

#[test]
fn a_waterfall_that_runs_dry_says_what_is_missing() {
    let claims = Claims {
        advance: usd("8000"),
        fee: usd("500"),
        charges: usd("25"),
        client_dues: usd("100"),
        escrow: usd("50"),
    };
    let fall = Waterfall::of(usd("8100"), claims).unwrap();
    assert_eq!((fall.given(Claim::Fee), fall.given(Claim::Rebate)), (usd("100"), usd("0")));
    assert_eq!(fall.missing, usd("425"));
    let below = Waterfall::of(usd("-1"), claims);
    assert_eq!(below.unwrap_err(), Refusal::AmountNegative { amount: usd("-1") });
}

#[test]
fn a_tenth_of_each_rebate_goes_to_escrow_until_fifteen_percent_of_the_line() {
    // docs/money/settlement.md, escrow: cap 15 % of 2,000 = 300; rebates of 1,500 each.
    let cap = EscrowCap::OfLine { rate: rate("15"), line: usd("2000") };
    let rule = EscrowRule::FromRebate { rate: rate("10"), cap };
    let mut held = usd("0");
    for expected in ["150.00", "150.00", "0.00"] {
        let kept = rule.from_rebate(usd("1500"), held, Rounding::HalfUp).unwrap();
        assert_eq!(kept.value.to_string(), expected);
        assert_eq!(lines_sum(&kept.working), kept.value);
        held = held.plus(kept.value).unwrap();
    }
    // The cap was lowered below what is held: nothing more, and nothing is taken out.
    let low = EscrowRule::FromRebate { rate: rate("10"), cap: EscrowCap::Amount(usd("100")) };
    let kept = low.from_rebate(usd("1500"), held, Rounding::HalfUp).unwrap();
    assert_eq!(kept.value, usd("0"));
    let none = rule.from_rebate(usd("-400"), usd("0"), Rounding::HalfUp).unwrap();
    assert_eq!(none.value, usd("0"), "a deficit fills no escrow");
}

#[test]
fn escrow_rules_are_read_from_the_terms() {
    let mut terms = terms();
    assert_eq!(EscrowRule::of_terms(&terms), None);
    terms.escrow_rate = rate("10");
    terms.escrow_cap = usd("300");
    let rule = EscrowRule::of_terms(&terms).unwrap();
    let cap = EscrowCap::Amount(usd("300"));
    assert_eq!(rule, EscrowRule::FromRebate { rate: rate("10"), cap });
    let nothing = rule.from_advance(usd("100"), rate("80"), usd("0"), Rounding::HalfUp).unwrap();
    assert_eq!(nothing.value, usd("0"));
    let other = EscrowRule::FromAdvance { paid_rate: rate("81"), cap };
    assert_eq!(other.from_rebate(usd("9"), usd("0"), Rounding::HalfUp).unwrap().value, usd("0"));
    let above = other.from_advance(usd("100"), rate("80"), usd("0"), Rounding::HalfUp);
    assert_eq!(above.unwrap_err(), Refusal::EscrowRateAbove { agreed: rate("80") });
    let whole = other.from_advance(usd("100"), rate("81"), usd("0"), Rounding::HalfUp).unwrap();
    assert_eq!(whole.value, usd("0"), "all that was agreed is paid");
}

#[test]
fn a_required_reserve_shows_its_shortfall_or_excess() {
    // docs/money/settlement.md, required reserve: 20 % of 40,000 = 8,000.
    for (actual, expected, label) in [
        ("7400", "-600.00", "Shortfall"),
        ("8000", "0.00", "Excess"),
        ("9100", "1,100.00", "Excess"),
    ] {
        let required =
            RequiredReserve { rate: rate("20"), outstanding: usd("40000"), actual: usd(actual) };
        let position = reserve_position(required, Rounding::HalfUp).unwrap();
        assert_eq!(position.value.to_string(), expected);
        assert_eq!(position.working.total_label, label);
        assert_eq!(lines_sum(&position.working), position.value);
    }
}

#[test]
fn releases_run_on_the_days_of_their_schedule() {
    let weekly = ReleaseSchedule::Weekly { weekday: Weekday::Friday };
    let cases = [
        (ReleaseSchedule::EachInvoice, "2026-02-11", "2026-02-11"),
        (weekly, "2026-02-12", "2026-02-13"),
        (weekly, "2026-02-13", "2026-02-13"),
        (weekly, "2026-02-14", "2026-02-20"),
        (ReleaseSchedule::TwiceMonthly, "2026-02-01", "2026-02-15"),
        (ReleaseSchedule::TwiceMonthly, "2026-02-15", "2026-02-15"),
        (ReleaseSchedule::TwiceMonthly, "2026-02-16", "2026-02-28"),
        (ReleaseSchedule::Monthly, "2028-02-01", "2028-02-29"),
        (ReleaseSchedule::Monthly, "2026-04-30", "2026-04-30"),
    ];
    for (schedule, from, expected) in cases {
        assert_eq!(schedule.next_run(day(from)).unwrap(), day(expected), "{schedule:?} {from}");
    }
    let last = weekly.next_run(day("2199-12-31"));
    assert_eq!(last, Err(Refusal::DayOutsideCalendar));
}
