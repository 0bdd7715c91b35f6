//! What can be agreed about fees, how rows of terms say it, and what Schedule 1 prints.

use super::{forms, rate, usd};
use crate::contract::{schedule_one, schedule_one_at_index};
use crate::{
    Currency, FeeBand, FeeBase, FeeSchedule, FeeTaken, FeeTier, Line, OwnTerms, StepPart, TermKey,
    TermSource, Terms,
};

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

fn with(schedule: FeeSchedule) -> Terms {
    Terms { fee_schedule: schedule, ..house() }
}

fn problems(terms: &Terms) -> Vec<(String, String)> {
    terms.validate().into_iter().map(|problem| (problem.field, problem.message)).collect()
}

#[track_caller]
fn check_refused(terms: &Terms, field: &str, message: &str) {
    assert_eq!(problems(terms), [(field.to_owned(), message.to_owned())]);
}

fn tiers(tiers: &[(Option<u16>, u16, StepPart)]) -> FeeSchedule {
    let tier = |&(to_days, each_days, part): &(Option<u16>, u16, StepPart)| FeeTier {
        to_days,
        rate: rate("1"),
        each_days,
        part,
    };
    FeeSchedule::Tiered { tiers: tiers.iter().map(tier).collect() }
}

fn bands(bands: &[(u16, &str)], beyond: &str) -> FeeSchedule {
    let band = |&(to_days, percent): &(u16, &str)| FeeBand { to_days, rate: rate(percent) };
    FeeSchedule::Banded { bands: bands.iter().map(band).collect(), beyond: rate(beyond) }
}

#[test]
fn every_form_can_be_agreed_and_survives_its_snapshot() {
    let indexed = forms::indexed("2", "8");
    for schedule in forms::every_form().into_iter().chain([indexed]) {
        let terms = with(schedule);
        assert_eq!(terms.validate(), [], "{}", terms.fee_schedule.label());
        let json = serde_json::to_string(&terms).unwrap();
        assert_eq!(serde_json::from_str::<Terms>(&json).unwrap(), terms);
    }
}

#[test]
fn edges_of_tiers_and_bands_rise() {
    let message = "Enter tiers whose last days rise, from 1 to 3,650; only the last is open";
    let part = StepPart::Part;
    for wrong in [
        tiers(&[(Some(30), 10, part), (Some(30), 10, part)]),
        tiers(&[(None, 10, part), (Some(30), 10, part)]),
        tiers(&[(None, 10, part), (None, 10, part)]),
        tiers(&[(Some(0), 10, part)]),
        tiers(&[(Some(3651), 10, part)]),
    ] {
        check_refused(&with(wrong), "fee_details", message);
    }
    check_refused(&with(tiers(&[])), "fee_details", "Enter from 1 to 100 tiers");
    let message = "Enter bands whose last days rise, from 1 to 3,650";
    for wrong in [bands(&[(10, "1"), (10, "2")], "3"), bands(&[(0, "1")], "3")] {
        check_refused(&with(wrong), "fee_details", message);
    }
    let message = "Enter rates that do not fall from band to band";
    for wrong in [bands(&[(10, "2"), (20, "1")], "3"), bands(&[(10, "2")], "1")] {
        check_refused(&with(wrong), "fee_details", message);
    }
    check_refused(&with(bands(&[], "1")), "fee_details", "Enter from 1 to 100 bands");
}

#[test]
fn rates_and_periods_lie_in_their_range() {
    let over = "100.000001";
    let share = "Enter a percentage from 0 to 100";
    for (wrong, field) in [
        (FeeSchedule::Flat { rate: rate(over), fixed: None }, "fee_flat_rate"),
        (forms::daily("-1"), "fee_details"),
        (forms::weekly(over, StepPart::Part), "fee_details"),
        (bands(&[(10, "-1")], "3"), "fee_details"),
        (forms::interest(over), "fee_details"),
        (forms::indexed("2", over), "fee_details"),
    ] {
        check_refused(&with(wrong), field, share);
    }
    let periods = |rates| FeeSchedule::Periodic { period_days: 1, rates, part: StepPart::Part };
    let message = "Enter from 1 to 365 rates, one for each period";
    check_refused(&with(periods(vec![])), "fee_details", message);
    check_refused(&with(periods(vec![rate("1"); 366])), "fee_details", message);
    assert_eq!(problems(&with(periods(vec![rate("1"); 365]))), []);
    let rebate = FeeSchedule::UnearnedRebate {
        expected_days: 110,
        full_rate: rate("3"),
        daily_rebate: rate("0.0273"),
    };
    let message = "Enter a rebate that never exceeds the full discount";
    check_refused(&with(rebate), "fee_details", message);
    let message = "Enter an amount of 0 or more";
    check_refused(&with(forms::flat_and_fixed("1", "-1")), "fee_flat_rate", message);
}

#[test]
fn linked_forms_are_linked_once_more_at_most() {
    let link = |first, then| FeeSchedule::Linked {
        until_days: 30,
        first: Box::new(first),
        then: Box::new(then),
    };
    let twice = link(forms::daily("0.1"), forms::linked());
    assert_eq!(problems(&with(twice.clone())), []);
    check_refused(
        &with(link(forms::daily("0.1"), twice)),
        "fee_details",
        "Put a linked form inside another only once",
    );
}

#[test]
fn spans_counted_by_the_day_need_a_common_measure() {
    let by_day = StepPart::Linear;
    let primes = [(Some(100), 97, by_day), (Some(200), 89, by_day), (None, 83, by_day)];
    let message = "Choose spans that fit into each other, such as 10, 15 and 30 days";
    check_refused(&with(tiers(&primes)), "fee_details", message);
    assert_eq!(problems(&with(tiers(&primes[..1]))), []);
    let whole = primes.map(|(to, each, _)| (to, each, StepPart::Part));
    assert_eq!(problems(&with(tiers(&whole))), []);
}

#[test]
fn forms_that_payments_cannot_lower_need_a_fixed_base() {
    let message = "Choose a base that payments do not lower, or a form that grows by the day";
    let flat = FeeSchedule::Flat { rate: rate("1"), fixed: None };
    let linked = FeeSchedule::Linked {
        until_days: 30,
        first: Box::new(flat.clone()),
        then: Box::new(forms::daily("0.1")),
    };
    for schedule in [flat, forms::banded(), forms::unearned(), linked] {
        for base in [FeeBase::UnpaidBalance, FeeBase::AdvanceOutstanding] {
            let terms = Terms { fee_base: base, ..with(schedule.clone()) };
            check_refused(&terms, "fee_base", message);
        }
    }
}

#[test]
fn only_a_fee_that_is_known_is_taken_at_purchase() {
    let message = "Choose settlement: this form is not known before the invoice is paid";
    for schedule in forms::every_form() {
        for taken in [FeeTaken::AtFunding, FeeTaken::FromReserveAtPurchase] {
            let terms = Terms { fee_taken: taken, ..with(schedule.clone()) };
            match schedule {
                FeeSchedule::Flat { .. } | FeeSchedule::UnearnedRebate { .. } => {
                    assert_eq!(terms.validate(), []);
                }
                FeeSchedule::Stepped { .. }
                | FeeSchedule::BlockThenDaily { .. }
                | FeeSchedule::Tiered { .. }
                | FeeSchedule::Banded { .. }
                | FeeSchedule::Daily { .. }
                | FeeSchedule::Weekly { .. }
                | FeeSchedule::Interest { .. }
                | FeeSchedule::Periodic { .. }
                | FeeSchedule::Linked { .. } => check_refused(&terms, "fee_taken", message),
            }
        }
    }
}

#[test]
fn limits_minimums_and_volume_are_checked_at_their_terms() {
    let changed = |change: fn(&mut Terms)| {
        let mut terms = house();
        change(&mut terms);
        terms
    };
    let terms = changed(|t| (t.fee_minimum, t.fee_maximum) = (usd("25"), usd("24.99")));
    let message = "Enter a maximum of at least the minimum, or 0 for none";
    check_refused(&terms, "fee_maximum", message);
    let amount = "Enter an amount of 0 or more";
    check_refused(&changed(|t| t.quarterly_minimum = usd("-1")), "quarterly_minimum", amount);
    let euro = "Enter this amount in USD";
    let terms = changed(|t| t.yearly_minimum = crate::Money::zero(Currency::EUR));
    check_refused(&terms, "yearly_minimum", euro);
    let terms = changed(|t| t.minimum_volume = usd("100000"));
    check_refused(&terms, "shortfall_rate", "Enter the fee on missing volume, or no least volume");
    let terms = changed(|t| t.shortfall_rate = rate("1"));
    check_refused(&terms, "minimum_volume", "Enter the least volume that the fee is for");
    let terms = changed(|t| t.minimum_days = 3651);
    check_refused(&terms, "minimum_days", "Enter at most 3,650 days");
}

#[test]
fn further_charges_are_checked_like_the_main_one_and_named() {
    let mut terms = house();
    let mut fee = forms::administration_fee();
    fee.schedule = forms::daily("101");
    fee.taken = FeeTaken::AtSettlement;
    terms.further_fees = vec![fee];
    let message = "Administration fee: Enter a percentage from 0 to 100";
    check_refused(&terms, "further_fees", message);
    terms.further_fees = vec![forms::administration_fee(), forms::administration_fee()];
    check_refused(&terms, "further_fees", "Give each charge a name of its own");
    terms.further_fees[0].title = Line::default();
    check_refused(&terms, "further_fees", "Say what the charge is called");
    let named = |number: usize| forms::component(&format!("Fee {number}"), forms::daily("0.1"));
    terms.further_fees = (0..9).map(named).collect();
    assert_eq!(terms.validate(), []);
    terms.further_fees = (0..10).map(named).collect();
    check_refused(&terms, "further_fees", "Enter at most 9 further charges");
    assert_eq!(terms.components().len(), 11);
}

#[test]
fn rows_of_terms_say_the_whole_form() {
    for (schedule, key, words) in [
        (forms::flat_and_fixed("2.5", "25"), TermKey::FeeFlatRate, "2.50% and USD 25.00"),
        (forms::block_then_daily(), TermKey::FeeFirstRate, "2.00%"),
        (forms::block_then_daily(), TermKey::FeeDetails, "then 0.05% every day"),
        (
            forms::tiered(),
            TermKey::FeeDetails,
            "days 1 to 30 1.00% every 10 days or part; days 31 to 60 0.50% every 15 days, complete \
             ones only; from day 61 0.02% every day",
        ),
        (
            forms::banded(),
            TermKey::FeeDetails,
            "1 to 10 days 2.00%; 11 to 20 days 3.00%; 21 to 30 days 4.00%; 31 to 40 days 6.00%; \
             beyond 20.00%",
        ),
        (forms::daily("0.05"), TermKey::FeeDetails, "0.05% every day"),
        (
            forms::weekly("0.5", StepPart::Linear),
            TermKey::FeeDetails,
            "0.50% every 7 days, by the day",
        ),
        (
            forms::unearned(),
            TermKey::FeeDetails,
            "3.055555% for 110 days, less 0.0277% for each unused day",
        ),
        (
            forms::indexed("2", "8"),
            TermKey::FeeDetails,
            "the rate index prime_us + 2.00%, at least 8.00%, a year, Actual/360",
        ),
        (
            forms::periodic(StepPart::Part),
            TermKey::FeeDetails,
            "every 30 days or part: 2.00% for period 1; 1.00% for period 2; 0.50% from period 3",
        ),
        (
            forms::linked(),
            TermKey::FeeDetails,
            "up to day 30: 2.00% for 10 days, then 0.50% every 10 days or part; after it: 0.04% \
             every day",
        ),
    ] {
        assert_eq!(with(schedule).value_text(key).as_deref(), Some(words));
    }
    assert_eq!(house().value_text(TermKey::FeeDetails), None);
    let mut terms = house();
    terms.further_fees = vec![forms::administration_fee()];
    assert_eq!(
        terms.value_text(TermKey::FurtherFees).unwrap(),
        "Administration fee: 1.00%, base: Face, gross, days: Purchase to Receipt, First day not \
         counted, Until closed, minimum USD 10.00, From the proceeds at funding"
    );
}

#[test]
fn own_limits_and_timing_are_the_clients_even_if_equal_to_the_house() {
    let own = OwnTerms {
        fee_maximum: Some(usd("0")),
        fee_taken: Some(FeeTaken::AtSettlement),
        ..OwnTerms::default()
    };
    for key in [TermKey::FeeMaximum, TermKey::FeeTaken] {
        assert_eq!(own.source(&house(), key), TermSource::ThisClient);
    }
    assert_eq!(own.source(&house(), TermKey::FeeForm), TermSource::HouseDefault);
}

fn fee_table(schedule: FeeSchedule) -> Vec<(String, String)> {
    let tables = schedule_one(&with(schedule), usd("10000")).unwrap();
    tables.fee_by_days.into_iter().map(|row| (row.days, row.rate)).collect()
}

#[track_caller]
fn check_table(schedule: FeeSchedule, rows: &[(&str, &str)]) {
    let expected: Vec<_> =
        rows.iter().map(|&(days, rate)| (days.to_owned(), rate.to_owned())).collect();
    assert_eq!(fee_table(schedule), expected);
}

#[test]
fn the_fee_table_of_schedule_1_fits_every_form() {
    check_table(forms::flat_and_fixed("2.5", "25"), &[("Any number", "2.50% and USD 25.00")]);
    check_table(
        forms::banded(),
        &[
            ("Up to 10", "2.00%"),
            ("11 to 20", "3.00%"),
            ("21 to 30", "4.00%"),
            ("31 to 40", "6.00%"),
            ("More than 40", "20.00%"),
        ],
    );
    check_table(
        forms::periodic(StepPart::Part),
        &[
            ("Up to 30", "2.00%"),
            ("31 to 60", "3.00%"),
            ("61 to 90", "3.50%"),
            (
                "Any number",
                "every 30 days or part: 2.00% for period 1; 1.00% for period 2; 0.50% from \
                 period 3",
            ),
        ],
    );
    let daily = fee_table(forms::daily("0.05"));
    assert_eq!(daily[0], ("10".to_owned(), "0.50%".to_owned()));
    assert_eq!(daily[8], ("90".to_owned(), "4.50%".to_owned()));
    assert_eq!(daily[9], ("Any number".to_owned(), "0.05% every day".to_owned()));
    for schedule in forms::every_form() {
        let rows = fee_table(schedule);
        assert!(!rows.is_empty() && rows.len() <= 13);
    }
}

#[test]
fn schedule_1_of_an_indexed_fee_has_examples_once_the_index_is_given() {
    let terms = with(forms::indexed("2", "8"));
    let without = schedule_one(&terms, usd("10000")).unwrap();
    assert!(without.examples.is_empty());
    assert_eq!(without.fee_by_days.len(), 1);
    let at = schedule_one_at_index(&terms, usd("10000"), &|_| Ok(rate("7.5"))).unwrap();
    assert!(at.subject.ends_with(", prime_us taken as 7.50%"), "{}", at.subject);
    // 9.5 % of 10,000.00 for 30 of 360 days.
    assert_eq!(at.examples[0].fee, "79.17");
    let mut broken = terms;
    broken.advance_rate = rate("0");
    assert!(schedule_one(&broken, usd("10000")).is_err());
}
