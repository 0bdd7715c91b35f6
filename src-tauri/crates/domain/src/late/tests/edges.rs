//! What a late charge takes and says at its edges.

use super::*;
use crate::rate_index::{IndexValue, RateIndex};
use crate::{LatePayer, RateIndexes, Terms};

fn lines(terms: &DebtorLateTerms, debt: &LateDebt, days: i64) -> Vec<(String, String)> {
    let found = terms.charge(debt, days_after(days), None).unwrap().figures.charge.working;
    found.lines.into_iter().map(|line| (line.label, line.detail)).collect()
}

#[test]
fn days_of_grace_are_named_only_where_they_spare_the_charge() {
    let mut terms = terms(daily("18.25"));
    terms.grace_days = 5;
    for (days, expected) in [
        (0, "0 after Jul 1, 2024"),
        (1, "1 after Jul 1, 2024, within the grace days"),
        (5, "5 after Jul 1, 2024, within the grace days"),
        (6, "6 after Jul 1, 2024"),
    ] {
        assert_eq!(lines(&terms, &debt("1000"), days)[0].1, expected);
    }
}

#[test]
fn a_month_by_the_day_is_shown_from_its_first_day_to_its_last() {
    let terms = terms(monthly("1.5", MonthCount::ProRata, MonthBalance::Due));
    assert_eq!(lines(&terms, &debt("5000"), 45)[1].0, "Jul 2, 2024 to Aug 15, 2024");
}

#[test]
fn a_dispute_that_begins_with_a_payment_takes_its_part_off_the_balance_before_it() {
    // 0.50 a day for each 1,000: 14 days of 5,000, one of 4,000, 30 of the 1,000 left.
    let mut late = debt("5000");
    late.payments = vec![payment(15, "3000")];
    late.disputes = vec![DisputeSpan { from: days_after(15), until: None, amount: usd("1000") }];
    assert_eq!(charge(&terms(daily("18.25")), &late, 45), "52.00");
}

#[test]
fn a_share_that_is_the_maximum_is_not_lowered_to_it() {
    let terms = terms(LateForm::Percent {
        rate: rate("2"),
        minimum: usd("0"),
        maximum: Some(usd("80")),
        threshold: usd("0"),
    });
    let detail = |amount| lines(&terms, &debt(amount), 45).pop().unwrap().1;
    assert_eq!(detail("4000"), "2.00% \u{d7} 4,000.00 = 80.00");
    assert_eq!(detail("4000.50"), "2.00% \u{d7} 4,000.50 = 80.01, lowered to the maximum");
}

#[test]
fn rates_and_amounts_may_be_nothing_and_never_less() {
    let percent = |percent, minimum, maximum, threshold| LateForm::Percent {
        rate: rate(percent),
        minimum: usd(minimum),
        maximum: Some(usd(maximum)),
        threshold: usd(threshold),
    };
    let due_balance = MonthBalance::Due;
    for (form, is_good) in [
        (daily("0"), true),
        (daily("-0.01"), false),
        (monthly("0", MonthCount::ProRata, due_balance), true),
        (percent("0", "0", "0", "0"), true),
        (percent("-0.01", "0", "0", "0"), false),
        (percent("1", "-0.01", "0", "0"), false),
        (percent("1", "0", "0", "-0.01"), false),
        (percent("1", "5", "5", "0"), true),
        (percent("1", "5.01", "5", "0"), false),
    ] {
        let found = terms(form.clone()).charge(&debt("1"), days_after(1), None);
        assert_eq!(found.is_ok(), is_good, "{form:?}");
    }
}

#[test]
fn a_client_is_never_charged_at_a_rate_below_nothing() {
    let mut agreed = Terms::house_default(Currency::USD);
    (agreed.late_payer, agreed.late_interest_rate) = (LatePayer::Client, rate("-0.01"));
    let late = ClientLateDebt { invoice: debt("5000"), advance_outstanding: usd("0") };
    let found = ClientLateTerms::of(&agreed).unwrap().charge(&late, days_after(45), None);
    let problem = "enter a rate of 0% or more";
    assert_eq!(found, Err(Refusal::LateTermsInvalid { problem }));
}

fn law(margin: &str) -> Result<LateLaws, crate::DatedDataError> {
    LateLaws::from_toml(&format!(
        "[[law]]\nid = \"eu_xx\"\ntitle = \"X\"\nfrom = \"2020-01-01\"\nindex = \"prime_us\"\n\
         margin = \"{margin}\"\nreference = \"day_before\"\nrate_over_time = \"fixed\"\n\
         source = \"\"\nchecked = \"2026-01-01\"\nconfirmed = false\n"
    ))
}

#[test]
fn a_law_by_the_day_before_looks_back_from_the_half_year() {
    let value =
        |from, percent| IndexValue { from: day(from), rate: rate(percent), confirmed: true };
    let values = vec![value("2024-01-01", "3"), value("2025-01-01", "5")];
    let line = |text| Line::new("", text).unwrap();
    let index = RateIndex::new(id("prime_us"), line("P"), line("s"), day("2026-01-01"), values);
    let indexes = RateIndexes::new(vec![index.unwrap()]).unwrap();
    let laws = law("0").unwrap();
    for (on, expected) in [("2025-01-01", "3"), ("2025-06-30", "3"), ("2025-07-01", "5")] {
        assert_eq!(laws.all()[0].rate_on(day(on), &indexes), Ok(rate(expected)), "{on}");
    }
    assert!(law("-0.01").is_err());
}

#[test]
fn a_cap_may_forbid_every_charge() {
    let none = cap("most_a_year = \"0\"");
    let found = terms(daily("18.25")).charge(&debt("1000"), days_after(45), Some(&none)).unwrap();
    assert_eq!(found.figures.charge.value, usd("0"));
}
