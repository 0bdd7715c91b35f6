use super::*;
use crate::calendar::HolidayCalendar;
use crate::currency::Currency;
use crate::fee::Market;
use crate::party::Address;
use crate::rate_index::RateIndexes;
use crate::terms::{AdditionalFee, AdditionalFeeKind, FeeAmount, Terms};
use crate::tests::{day, usd};
use crate::text::{DataId, Line};
use proptest::prelude::*;

fn cost(charge: &str, financed: &str) -> FinanceCost {
    FinanceCost { finance_charge: usd(charge), amount_financed: usd(financed) }
}

fn rate_of(cost: FinanceCost, term: AprTerm, precision: AprPrecision) -> String {
    apr(cost, term, precision).unwrap().value.to_string()
}

fn rule(jurisdiction: &str) -> DisclosureRule {
    let id = DataId::new("", jurisdiction).unwrap();
    DisclosureRules::built_in().in_force(&id, day("2026-01-01")).unwrap().clone()
}

/// 10,000 at 80 %, fee 300, so 1,700 of the 2,000 held back come home.
fn facts() -> DisclosureFacts {
    DisclosureFacts {
        face: usd("10000"),
        advance: usd("8000"),
        prepaid: usd("0"),
        reserve: usd("1700"),
        reserve_return: ReserveReturn::Anticipated,
        assigned_on: day("2026-01-15"),
        due_on: day("2026-02-14"),
    }
}

#[test]
fn three_hundred_on_eight_thousand() {
    // docs/money/interest-and-late.md, worked figures; Regulation Z, appendix J.
    let thirty = AprTerm::Days { days: 30 };
    let table = [
        (cost("300", "8000"), thirty, "45.63%", "45.60%"),
        (cost("300", "8000"), AprTerm::Months { months: 1 }, "45.00%", "45.00%"),
        (cost("500", "8000"), AprTerm::Days { days: 47 }, "48.54%", "48.50%"),
        (cost("0", "8000"), thirty, "0.00%", "0.00%"),
        // 12.2498 % is 12.25 to two decimals, and 12.2, not 12.3, to the nearest tenth.
        (cost("1224.98", "10000"), AprTerm::Days { days: 365 }, "12.25%", "12.20%"),
    ];
    for (cost, term, hundredth, tenth) in table {
        assert_eq!(rate_of(cost, term, AprPrecision::Hundredth), hundredth, "{cost:?}");
        assert_eq!(rate_of(cost, term, AprPrecision::TenBasisPoints), tenth, "{cost:?}");
    }
}

#[test]
fn whole_months_are_counted_as_months() {
    let table = [
        ("2026-01-15", "2026-02-14", AprTerm::Days { days: 30 }),
        ("2026-01-15", "2026-02-15", AprTerm::Months { months: 1 }),
        ("2026-01-31", "2026-02-28", AprTerm::Months { months: 1 }),
        ("2024-01-31", "2024-02-28", AprTerm::Days { days: 28 }),
        ("2024-01-31", "2024-02-29", AprTerm::Months { months: 1 }),
        ("2025-11-30", "2026-02-28", AprTerm::Months { months: 3 }),
        ("2025-12-31", "2026-01-01", AprTerm::Days { days: 1 }),
        ("2024-01-15", "2025-01-15", AprTerm::Months { months: 12 }),
        ("2024-01-15", "2025-01-14", AprTerm::Days { days: 365 }),
    ];
    for (from, to, expected) in table {
        assert_eq!(AprTerm::between(day(from), day(to)), Ok(expected), "{from} {to}");
    }
    for to in ["2026-01-15", "2026-01-14", "2027-01-16"] {
        let refused = AprTerm::between(day("2026-01-15"), day(to)).unwrap_err();
        assert!(matches!(refused, Refusal::AprTermOutside { .. }), "{to}");
    }
}

#[test]
fn a_rate_without_money_or_without_a_term_is_refused() {
    let refused = |cost, term| apr(cost, term, AprPrecision::Hundredth).unwrap_err().to_string();
    let thirty = AprTerm::Days { days: 30 };
    assert_eq!(refused(cost("1", "0"), thirty), "amount financed must be above zero: 0.00");
    assert_eq!(refused(cost("-1", "9"), thirty), "finance charge must not be below zero: -1.00");
    let long = AprTerm::Days { days: 366 };
    assert_eq!(refused(cost("1", "9"), long), "term must be from 1 to 365 for a rate: 366");
    let none = AprTerm::Months { months: 0 };
    assert_eq!(refused(cost("1", "9"), none), "term must be from 1 to 12 for a rate: 0");
}

#[test]
fn the_figures_of_a_disclosure_in_california_and_new_york() {
    for (jurisdiction, expected) in [("us_ca", "45.60%"), ("us_ny", "45.63%")] {
        let found = rule(jurisdiction).figures(&facts()).unwrap();
        assert_eq!(found.funds_provided, usd("8000"));
        assert_eq!(found.amount_financed.value, usd("8000"));
        assert_eq!(found.finance_charge.value, usd("300"));
        assert_eq!(found.apr.value.to_string(), expected, "{jurisdiction}");
        assert_eq!((found.payment, found.term_days), (usd("10000"), 30));
        for worked in [found.amount_financed, found.finance_charge] {
            let lines = worked.working.lines.iter().filter_map(|line| line.amount);
            assert_eq!(lines.map(Money::minor).sum::<i64>(), worked.value.minor());
        }
    }
}

#[test]
fn a_reserve_that_may_not_come_back_is_a_charge() {
    let lost = DisclosureFacts { reserve_return: ReserveReturn::NotAnticipated, ..facts() };
    assert_eq!(rule("us_ca").figures(&lost).unwrap().finance_charge.value, usd("2000"));
}

#[test]
fn prepaid_charges_raise_the_charge_and_lower_the_amount_financed() {
    let prepaid = DisclosureFacts { prepaid: usd("100"), ..facts() };
    let found = rule("us_ny").figures(&prepaid).unwrap();
    assert_eq!(found.amount_financed.value, usd("7900"));
    assert_eq!(found.finance_charge.value, usd("400"));
    // 400 ÷ 7,900 × 365 ÷ 30 = 61.6034 %.
    assert_eq!(found.apr.value.to_string(), "61.60%");
}

#[test]
fn facts_that_cannot_be_disclosed_are_refused() {
    let wrong = [
        DisclosureFacts { advance: usd("10001"), ..facts() },
        DisclosureFacts { advance: usd("0"), ..facts() },
        DisclosureFacts { prepaid: usd("8000"), ..facts() },
        DisclosureFacts { reserve: usd("2000.01"), ..facts() },
    ];
    for facts in wrong {
        let refused = rule("us_ca").figures(&facts).unwrap_err();
        assert!(matches!(refused, Refusal::DisclosureInvalid { .. }), "{facts:?}");
    }
}

#[test]
fn thresholds_and_the_example_without_a_limit() {
    let (california, new_york) = (rule("us_ca"), rule("us_ny"));
    for (offer, in_california, in_new_york) in [
        ("500000", true, true),
        ("500000.01", false, true),
        ("2500000", false, true),
        ("2500000.01", false, false),
    ] {
        assert_eq!(california.covers(usd(offer)), Ok(in_california), "{offer}");
        assert_eq!(new_york.covers(usd(offer)), Ok(in_new_york), "{offer}");
    }
    assert_eq!(california.example_advance(None), usd("10000"));
    assert_eq!(california.example_advance(Some(usd("75000"))), usd("75000"));
    assert_eq!(new_york.evidence_years, Some(4));
    let id = DataId::new("", "us_ca").unwrap();
    assert!(DisclosureRules::built_in().in_force(&id, day("2022-12-08")).is_err());
}

#[test]
fn rules_twice_or_without_amounts_are_refused() {
    let shipped = include_str!("../../data/disclosure/rules.toml");
    assert_eq!(DisclosureRules::from_toml(shipped).unwrap().all().len(), 2);
    assert!(DisclosureRules::from_toml(&shipped.replace("USD 10000.00", "USD 0.00")).is_err());
    assert!(DisclosureRules::from_toml(&shipped.replace("USD 10000.00", "10000")).is_err());
    let twice = shipped.replace("us_ny", "us_ca").replace("2023-08-01", "2022-12-09");
    assert!(DisclosureRules::from_toml(&twice).is_err());
}

proptest! {
    #[test]
    fn a_longer_term_never_has_a_higher_rate(
        charge in 0_i64..1_000_000, financed in 100_000_i64..10_000_000,
        days in 1_u32..=365, more in 0_u32..365,
    ) {
        let money = |minor| Money::new(minor, crate::Currency::USD).unwrap();
        let cost =
            FinanceCost { finance_charge: money(charge), amount_financed: money(financed) };
        let of = |days| apr(cost, AprTerm::Days { days }, AprPrecision::Hundredth).unwrap().value;
        prop_assert!(of((days + more).min(365)) <= of(days));
    }
}

fn offered(terms: &Terms, term_days: u32) -> Result<OfferExample, Refusal> {
    let calendar = HolidayCalendar::built_in(&terms.calendar).unwrap();
    let market = Market { calendar: &calendar, indexes: &RateIndexes::built_in() };
    let offered_on = day("2026-01-15");
    rule("us_ny").example(&ExampleOffer { terms, offered_on, term_days, market })
}

/// 80 %, 3 % for 30 days, then 1 % for each 10 days or part; a limit of 8,000.
fn offer_terms() -> Terms {
    let house = Terms::house_default(Currency::USD);
    Terms { facility_limit: usd("8000"), clearance_days: 0, ..house }
}

#[test]
fn the_example_of_a_facility_is_priced_as_an_invoice_would_be() {
    // docs/money/fees.md, form 2: 300.00 at 30 days, 500.00 at 47 days; the rates as above.
    for (days, fee, reserve, expected) in
        [(30, "300", "1700", "45.63%"), (47, "500", "1500", "48.54%")]
    {
        let found = offered(&offer_terms(), days).unwrap();
        assert_eq!(found.face, usd("10000"));
        assert_eq!(found.figures.finance_charge.value, usd(fee), "{days}");
        assert_eq!(found.reserve.value, usd(reserve), "{days}");
        assert_eq!(found.figures.apr.value.to_string(), expected);
        assert_eq!(found.figures.term_days, days);
        let total = found.total_payment.value;
        assert_eq!(total, usd("8000").plus(usd(fee)).unwrap());
    }
    // Days that a payment clears are days of the fee: Saturday, February 14, and three beyond it.
    let clearing = Terms { clearance_days: 1, ..offer_terms() };
    assert_eq!(offered(&clearing, 30).unwrap().figures.finance_charge.value, usd("400"));
}

#[test]
fn charges_that_no_client_can_avoid_are_prepaid() {
    let fee = |kind, amount| AdditionalFee {
        kind,
        label: Line::default(),
        amount: FeeAmount::Fixed { amount: usd(amount) },
    };
    let mut terms = offer_terms();
    terms.additional_fees = vec![
        fee(AdditionalFeeKind::SetUp, "50"),
        fee(AdditionalFeeKind::PerInvoice, "5"),
        fee(AdditionalFeeKind::WireTransfer, "25"),
        fee(AdditionalFeeKind::MisdirectedPayment, "500"),
    ];
    // A transfer by the clearing house costs nothing, so a wire is a choice.
    let found = offered(&terms, 30).unwrap();
    assert_eq!(found.prepaid.value, usd("55"));
    assert_eq!(found.figures.amount_financed.value, usd("7945"));
    assert_eq!(found.figures.finance_charge.value, usd("355"));
    terms.additional_fees.push(fee(AdditionalFeeKind::AchTransfer, "10"));
    terms.additional_fees.push(fee(AdditionalFeeKind::OvernightCheck, "30"));
    let found = offered(&terms, 30).unwrap();
    assert_eq!(found.prepaid.value, usd("65"));
    let lines = found.prepaid.working.lines.iter().filter_map(|line| line.amount);
    assert_eq!(lines.map(Money::minor).sum::<i64>(), 6_500);
}

#[test]
fn a_fee_beyond_what_is_held_back_is_refused() {
    let terms = Terms { advance_rate: Rate::hundredths(99_00), ..offer_terms() };
    let refused = offered(&terms, 30).unwrap_err().to_string();
    assert!(refused.contains("what is held back"), "{refused}");
    assert!(offered(&offer_terms(), 0).is_err());
    assert!(offered(&offer_terms(), 366).is_err());
}

#[test]
fn the_state_of_an_address_decides_whose_rule_it_is() {
    let rules = DisclosureRules::built_in();
    let of = |region: &str, country: &str, on: &str| {
        let line = |text: &str| Line::new("", text).unwrap();
        let (region, country) = (line(region), line(country));
        let address = Address { region, country, ..Address::default() };
        rules.of_recipient(&address, day(on)).map(|rule| rule.state.to_string())
    };
    for (region, country, on, expected) in [
        ("CA", "", "2026-01-01", Some("California")),
        (" california ", "United States", "2026-01-01", Some("California")),
        ("N.Y.", "USA", "2026-01-01", Some("New York")),
        ("New York", "U.S.", "2026-01-01", Some("New York")),
        ("NY", "", "2023-07-31", None),
        ("CA", "Canada", "2026-01-01", None),
        ("MA", "", "2026-01-01", None),
        ("", "", "2026-01-01", None),
    ] {
        assert_eq!(of(region, country, on).as_deref(), expected, "{region}, {country}, {on}");
    }
}
