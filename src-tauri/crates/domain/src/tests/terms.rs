use super::{day, rate, usd};
use crate::{
    AdditionalFee, AdditionalFeeKind, Currency, FeeAmount, FeeSchedule, Line, Money, OwnTerms,
    PaymentSchedule, Rounding, StepPart, TermKey, TermSource, Terms, changes,
};

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

fn problem_fields(change: impl Fn(&mut Terms)) -> Vec<String> {
    let mut terms = house();
    change(&mut terms);
    terms.validate().into_iter().map(|problem| problem.field).collect()
}

#[test]
fn due_dates_follow_the_payment_schedule() {
    let net = |days| PaymentSchedule::NetDays { days };
    let month_end = |days| PaymentSchedule::EndOfMonth { days };
    let day_of = |day, months_ahead| PaymentSchedule::DayOfMonth { day, months_ahead };
    let cases = [
        (net(30), "2026-01-31", "2026-03-02"),
        (net(60), "2027-12-31", "2028-02-29"),
        (net(0), "2026-01-31", "2026-01-31"),
        (month_end(0), "2028-02-10", "2028-02-29"),
        (month_end(15), "2026-01-31", "2026-02-15"),
        (day_of(15, 1), "2026-01-31", "2026-02-15"),
        (day_of(31, 1), "2026-01-15", "2026-02-28"),
        (day_of(15, 0), "2026-01-10", "2026-01-15"),
        (day_of(15, 0), "2026-01-15", "2026-01-15"),
        (day_of(15, 0), "2026-01-20", "2026-02-15"),
        (day_of(15, 2), "2026-11-20", "2027-01-15"),
    ];
    for (schedule, invoice_date, due) in cases {
        assert_eq!(schedule.due_date(day(invoice_date)), Ok(day(due)), "{}", schedule.label());
    }
    assert!(net(30).due_date(day("2199-12-31")).is_err());
}

#[test]
fn house_defaults_can_be_agreed_in_every_currency() {
    for currency in Currency::ALL {
        let terms = Terms::house_default(*currency);
        assert_eq!(terms.validate(), []);
        assert_eq!(terms.facility_limit.minor(), 250_000 * currency.minor_per_unit());
    }
}

#[test]
fn what_cannot_be_agreed_is_named_by_its_term() {
    let over = rate("100.000001");
    assert_eq!(problem_fields(|t| t.advance_rate = over), ["advance_rate"]);
    assert_eq!(problem_fields(|t| t.advance_rate = rate("0")), ["advance_rate"]);
    assert_eq!(problem_fields(|t| t.late_interest_rate = rate("-1")), ["late_interest_rate"]);
    assert_eq!(problem_fields(|t| t.recourse_days = 3651), ["recourse_days"]);
    assert_eq!(problem_fields(|t| t.term_months = 0), ["term_months"]);
    assert_eq!(problem_fields(|t| t.fee_minimum = usd("-1")), ["fee_minimum"]);
    assert_eq!(problem_fields(|t| t.rounding = Rounding::Up), ["rounding"]);
    assert_eq!(problem_fields(|t| t.escrow_rate = rate("10")), ["escrow_cap"]);
    assert_eq!(problem_fields(|t| t.facility_limit = usd("0")), ["facility_limit"]);
    let euro = Money::zero(Currency::EUR);
    assert_eq!(problem_fields(|t| t.monthly_minimum = euro), ["monthly_minimum"]);
    let day_of = PaymentSchedule::DayOfMonth { day: 32, months_ahead: 0 };
    assert_eq!(problem_fields(|t| t.payment_schedule = day_of.clone()), ["payment_schedule"]);
    let stepped = FeeSchedule::Stepped {
        first_days: 0,
        first_rate: over,
        step_days: 0,
        step_rate: over,
        part: StepPart::Part,
    };
    assert_eq!(
        problem_fields(|t| t.fee_schedule = stepped.clone()),
        ["fee_first_days", "fee_first_rate", "fee_step_days", "fee_step_rate"]
    );
    let unnamed = AdditionalFee {
        kind: AdditionalFeeKind::Other,
        label: Line::default(),
        amount: FeeAmount::Percent { rate: rate("101") },
    };
    let fields = problem_fields(|t| t.additional_fees.push(unnamed.clone()));
    assert_eq!(fields, ["additional_fees", "additional_fees"]);
}

#[test]
fn a_clients_own_terms_go_over_the_house_and_say_so() {
    let FeeSchedule::Stepped { first_days, step_days, step_rate, part, .. } = house().fee_schedule
    else {
        panic!("the house default is stepped");
    };
    let first_rate = rate("2.25");
    let own = OwnTerms {
        advance_rate: Some(rate("85")),
        fee_schedule: Some(FeeSchedule::Stepped {
            first_days,
            first_rate,
            step_days,
            step_rate,
            part,
        }),
        ..OwnTerms::default()
    };
    let terms = Terms::resolve(&house(), &own);
    assert_eq!(terms.advance_rate, rate("85"));
    assert_eq!(terms.recourse_days, 90);
    assert_eq!(OwnTerms::difference(&house(), &terms), own);
    let own_keys: Vec<&str> = TermKey::ALL
        .iter()
        .filter(|&&key| own.source(&house(), key) == TermSource::ThisClient)
        .map(|key| key.as_str())
        .collect();
    assert_eq!(own_keys, ["advance_rate", "fee_first_rate"]);
    assert_eq!(Terms::resolve(&house(), &OwnTerms::default()), house());
}

#[test]
fn an_own_value_equal_to_the_house_is_still_the_clients() {
    let own = OwnTerms { recourse_days: Some(90), ..OwnTerms::default() };
    assert_eq!(own.source(&house(), TermKey::RecourseDays), TermSource::ThisClient);
    assert_eq!(own.source(&house(), TermKey::RecourseBase), TermSource::HouseDefault);
}

#[test]
fn changes_name_old_and_new_in_words() {
    let old = house();
    let mut new = house();
    new.payment_schedule = PaymentSchedule::EndOfMonth { days: 15 };
    new.facility_limit = usd("400000");
    new.fee_schedule = FeeSchedule::Flat { rate: rate("2.5"), fixed: None };
    let found: Vec<(&str, String, String)> =
        changes(&old, &new).into_iter().map(|c| (c.key.as_str(), c.old, c.new)).collect();
    let expected = [
        ("payment_schedule", "Net 30", "End of month + 15 days"),
        ("fee_form", "Stepped", "Flat"),
        ("fee_flat_rate", "Not agreed", "2.50%"),
        ("fee_first_days", "30 days", "No longer applies"),
        ("fee_first_rate", "3.00%", "No longer applies"),
        ("fee_step_days", "10 days", "No longer applies"),
        ("fee_step_rate", "1.00%", "No longer applies"),
        ("fee_step_part", "A started period counts", "No longer applies"),
        ("facility_limit", "USD 250,000.00", "USD 400,000.00"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((key, old, new), (key_wanted, old_wanted, new_wanted)) in found.iter().zip(expected) {
        assert_eq!((*key, &old[..], &new[..]), (key_wanted, old_wanted, new_wanted));
    }
    assert_eq!(changes(&old, &old), []);
}

#[test]
fn the_snapshot_is_stable_and_refuses_other_versions() {
    let json = serde_json::to_string(&house()).unwrap();
    let start = r#"{"version":1,"payment_schedule":{"kind":"net_days","days":30},"#;
    assert!(json.starts_with(start), "{json}");
    assert!(json.contains(r#""advance_rate":"80.00","advance_base":"face""#), "{json}");
    let fee = concat!(
        r#""fee_schedule":{"kind":"stepped","first_days":30,"first_rate":"3.00","#,
        r#""step_days":10,"step_rate":"1.00","part":"part"}"#
    );
    assert!(json.contains(fee), "{json}");
    assert_eq!(serde_json::from_str::<Terms>(&json).unwrap(), house());
    for (from, to) in [("\"version\":1", "\"version\":2"), ("\"term_months\":12,", "")] {
        assert!(serde_json::from_str::<Terms>(&json.replace(from, to)).is_err(), "{to}");
    }
    assert_eq!(serde_json::from_str::<OwnTerms>("{}").unwrap(), OwnTerms::default());
}

#[test]
fn every_key_is_sent_under_its_own_word() {
    for key in TermKey::ALL {
        assert_eq!(serde_json::to_string(key).unwrap(), format!("\"{}\"", key.as_str()));
        assert!(!key.label().is_empty());
    }
}
