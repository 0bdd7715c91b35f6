use super::*;
use crate::{LateBase, LateChargeForm, LatePayer, Terms};

#[test]
fn five_thousand_forty_five_days_late() {
    // docs/money/interest-and-late.md, worked figures.
    let due_balance = MonthBalance::Due;
    let table = [
        (daily("12.25"), "75.51"),
        (daily("11.75"), "72.43"),
        (daily("18"), "110.96"),
        (monthly("1.5", MonthCount::ProRata, due_balance), "112.50"),
        (monthly("1.5", MonthCount::ThirtyDaysOrPart, due_balance), "150.00"),
        (monthly("1.5", MonthCount::CalendarMonthOrPart, due_balance), "150.00"),
    ];
    for (form, expected) in table {
        assert_eq!(charge(&terms(form.clone()), &debt("5000"), 45), expected, "{form:?}");
    }
}

#[test]
fn a_started_month_counts_from_its_first_day() {
    let thirty = terms(monthly("1.5", MonthCount::ThirtyDaysOrPart, MonthBalance::Due));
    let calendar = terms(monthly("1.5", MonthCount::CalendarMonthOrPart, MonthBalance::Due));
    // Due on July 1: 30 days end on July 31, the month of the calendar on August 1.
    let table = [
        (0, "0.00", "0.00"),
        (1, "75.00", "75.00"),
        (30, "75.00", "75.00"),
        (31, "150.00", "75.00"),
        (32, "150.00", "150.00"),
    ];
    for (days, by_thirty, by_calendar) in table {
        assert_eq!(charge(&thirty, &debt("5000"), days), by_thirty, "{days}");
        assert_eq!(charge(&calendar, &debt("5000"), days), by_calendar, "{days}");
    }
}

#[test]
fn a_month_after_the_last_of_january_ends_with_february() {
    let terms = terms(monthly("1", MonthCount::CalendarMonthOrPart, MonthBalance::Due));
    let debt = LateDebt { due_on: day("2024-01-31"), ..debt("1000") };
    for (as_of, expected) in
        [("2024-02-29", "10.00"), ("2024-03-01", "20.00"), ("2024-03-31", "20.00")]
    {
        let found = terms.charge(&debt, day(as_of), None).unwrap();
        assert_eq!(found.figures.charge.value.to_string(), expected, "{as_of}");
    }
}

#[test]
fn the_three_meanings_of_five_grace_days() {
    let table = [
        (GraceMeaning::ChargeFromDue, ["0.00", "3.00", "22.50"]),
        (GraceMeaning::ChargeFromGraceEnd, ["0.00", "0.50", "20.00"]),
        (GraceMeaning::NoticeWaits, ["2.50", "3.00", "22.50"]),
    ];
    for (meaning, expected) in table {
        let mut terms = terms(daily("18.25"));
        terms.grace_days = 5;
        terms.grace_meaning = meaning;
        // 1,000 × 18.25 % ÷ 365 is 0.50 a day.
        for (days, expected) in [5, 6, 45].into_iter().zip(expected) {
            assert_eq!(charge(&terms, &debt("1000"), days), expected, "{meaning:?} {days}");
        }
        let found = terms.charge(&debt("1000"), days_after(45), None).unwrap();
        assert_eq!(found.figures.notice_on, days_after(6));
        assert_eq!(found.figures.days_late, 45);
    }
}

#[test]
fn a_part_payment_counts_from_the_day_after_it() {
    let daily = terms(daily("18.25"));
    let mut late = debt("5000");
    late.payments = vec![payment(15, "3000")];
    // 5,000 for 15 days at 2.50, 2,000 for 30 days at 1.00.
    assert_eq!(charge(&daily, &late, 45), "67.50");
    let found = daily.charge(&late, days_after(45), None).unwrap().figures.charge.working;
    let lines: Vec<_> = found.lines.iter().map(|line| line.detail.as_str()).collect();
    assert_eq!(
        lines,
        ["45 after Jul 1, 2024", "18.25% × 5,000.00 × 15 ÷ 365", "18.25% × 2,000.00 × 30 ÷ 365"]
    );
    assert_eq!(found.lines[1].label, "Jul 2, 2024 to Jul 16, 2024");
}

#[test]
fn a_started_month_is_charged_on_its_first_balance_or_on_its_average() {
    let mut late = debt("5000");
    late.payments = vec![payment(15, "3000")];
    let or_part = MonthCount::ThirtyDaysOrPart;
    // Due: 5,000 and then 2,000. Average of the first 30 days 3,500, of the next 15 2,000.
    let table = [(MonthBalance::Due, "105.00"), (MonthBalance::AverageDaily, "82.50")];
    for (balance, expected) in table {
        assert_eq!(charge(&terms(monthly("1.5", or_part, balance)), &late, 45), expected);
    }
}

#[test]
fn an_invoice_paid_late_is_charged_to_its_payment_or_not_at_all() {
    let mut terms = terms(daily("18.25"));
    let mut late = debt("1000");
    late.payments = vec![payment(4, "400"), payment(20, "600")];
    // 4 days at 0.50, 16 days at 0.30, and nothing after the last payment.
    for days in [20, 21, 400] {
        assert_eq!(charge(&terms, &late, days), "6.80", "{days}");
    }
    terms.paid_late = PaidLate::NotCharged;
    assert_eq!(charge(&terms, &late, 19), "6.50");
    assert_eq!(charge(&terms, &late, 20), "0.00");
    late.payments = vec![payment(0, "1000")];
    terms.paid_late = PaidLate::Charged;
    assert_eq!(charge(&terms, &late, 30), "0.00");
}

#[test]
fn a_debt_paid_within_grace_is_not_charged() {
    let mut terms = terms(daily("18.25"));
    terms.grace_days = 5;
    let mut late = debt("1000");
    late.payments = vec![payment(5, "1000")];
    assert_eq!(charge(&terms, &late, 45), "0.00");
    late.payments = vec![payment(6, "1000")];
    assert_eq!(charge(&terms, &late, 45), "3.00");
}

#[test]
fn a_disputed_part_is_not_charged_while_it_is_disputed() {
    let terms = terms(daily("18.25"));
    let mut late = debt("5000");
    let (from, until) = (days_after(11), Some(days_after(21)));
    late.disputes = vec![DisputeSpan { from, until, amount: usd("2000") }];
    // 35 days at 2.50, ten days at 1.50.
    assert_eq!(charge(&terms, &late, 45), "102.50");
    late.disputes[0].amount = usd("9000");
    assert_eq!(charge(&terms, &late, 45), "87.50");
    late.disputes[0].until = None;
    assert_eq!(charge(&terms, &late, 45), "25.00");
}

#[test]
fn fixed_levels_add_up_as_they_are_reached() {
    let level = |after_days, amount| LateLevel { after_days, amount: usd(amount) };
    let terms = terms(LateForm::PerLevel { levels: vec![level(0, "10"), level(15, "25")] });
    for (days, expected) in [(0, "0.00"), (1, "10.00"), (15, "10.00"), (16, "35.00")] {
        assert_eq!(charge(&terms, &debt("5000"), days), expected, "{days}");
    }
    let mut paid = debt("5000");
    paid.payments = vec![payment(15, "5000")];
    assert_eq!(charge(&terms, &paid, 60), "10.00");
}

#[test]
fn a_share_stays_between_its_limits_and_above_its_threshold() {
    let terms = terms(LateForm::Percent {
        rate: rate("2"),
        minimum: usd("15"),
        maximum: Some(usd("80")),
        threshold: usd("100"),
    });
    let table = [
        ("100", "0.00"),
        ("100.01", "15.00"),
        ("750", "15.00"),
        ("2000.25", "40.01"),
        ("5000", "80.00"),
    ];
    for (amount, expected) in table {
        assert_eq!(charge(&terms, &debt(amount), 45), expected, "{amount}");
        assert_eq!(charge(&terms, &debt(amount), 0), "0.00", "{amount}");
    }
    let least = terms.charge(&debt("750"), days_after(45), None).unwrap();
    let detail = &least.figures.charge.working.lines.last().unwrap().detail;
    assert_eq!(detail, "2.00% × 750.00 = 15.00", "what reaches the minimum is not raised to it");
}

#[test]
fn a_statement_below_the_least_memo_charges_nothing() {
    let mut terms = terms(daily("18.25"));
    terms.minimum_memo = usd("5");
    let of = |days| terms.charge(&debt("1000"), days_after(days), None).unwrap();
    assert_eq!(terms.memo(&[of(4), of(5)]).unwrap().value, usd("0"));
    assert_eq!(terms.memo(&[of(4), of(6)]).unwrap().value, usd("5.00"));
    assert_eq!(terms.memo(&[]).unwrap().value, usd("0"));
}

#[test]
fn a_debtor_charge_is_income_only_as_far_as_it_is_collected() {
    let found = terms(daily("18.25")).charge(&debt("1000"), days_after(45), None).unwrap();
    for (collected, income) in [("0", "0.00"), ("10", "10.00"), ("30", "22.50")] {
        assert_eq!(found.recognised(usd(collected)).unwrap().to_string(), income);
    }
    assert!(found.recognised(usd("-1")).is_err());
}

#[test]
fn a_client_is_charged_by_the_agreement_on_the_balance_or_the_advance() {
    let mut agreed = Terms::house_default(Currency::USD);
    agreed.late_payer = LatePayer::Client;
    let mut late = ClientLateDebt { invoice: debt("5000"), advance_outstanding: usd("4000") };
    late.invoice.payments = vec![payment(40, "1000")];
    let (day, month) = (LateChargeForm::DailySimple, LateChargeForm::MonthOrPart);
    let (unpaid, advance) = (LateBase::UnpaidBalance, LateBase::AdvanceOutstanding);
    // The house's 18 %: 5,000 for 40 days and 4,000 for 5, a month 1.5 % of 5,000 twice.
    let table = [
        (day, unpaid, "108.49"),
        (day, advance, "86.30"),
        (month, unpaid, "150.00"),
        (month, advance, "120.00"),
    ];
    for (form, base, expected) in table {
        agreed.late_charge_form = form;
        agreed.late_base = base;
        let terms = ClientLateTerms::of(&agreed).unwrap();
        let found = terms.charge(&late, days_after(45), None).unwrap();
        assert_eq!(found.figures.charge.value.to_string(), expected, "{form:?} {base:?}");
        let early = terms.charge(&late, days_after(5), None).unwrap();
        assert!(early.figures.charge.value.is_zero(), "the house has five grace days");
    }
}

#[test]
fn a_client_whose_terms_charge_the_debtor_owes_nothing_for_lateness() {
    let mut agreed = Terms::house_default(Currency::USD);
    assert_eq!(ClientLateTerms::of(&agreed), None);
    agreed.late_payer = LatePayer::Client;
    assert!(ClientLateTerms::of(&agreed).is_some());
    agreed.late_interest_rate = rate("0");
    assert_eq!(ClientLateTerms::of(&agreed), None);
}

#[test]
fn a_twelfth_of_the_yearly_rate_is_never_rounded_itself() {
    let mut agreed = Terms::house_default(Currency::USD);
    agreed.late_payer = LatePayer::Client;
    agreed.late_charge_form = LateChargeForm::MonthOrPart;
    agreed.late_interest_rate = rate("10");
    let late = ClientLateDebt { invoice: debt("600000.00"), advance_outstanding: usd("0") };
    // 600,000 × 10 % ÷ 12 is 5,000.00; a rate of 0.833333 % would give 4,999.998.
    let found = ClientLateTerms::of(&agreed).unwrap().charge(&late, days_after(30), None).unwrap();
    assert_eq!(found.figures.charge.value, usd("5000"));
    assert_eq!(found.figures.charge.working.lines[1].detail, "10.00% ÷ 12 × 600,000.00");
}

#[test]
fn terms_and_amounts_that_cannot_be_charged_by_are_refused() {
    let level = |after_days| LateLevel { after_days, amount: usd("1") };
    let forms = [
        daily("-1"),
        LateForm::PerLevel { levels: vec![level(5), level(5)] },
        LateForm::Percent {
            rate: rate("1"),
            minimum: usd("2"),
            maximum: Some(usd("1")),
            threshold: usd("0"),
        },
    ];
    for form in forms {
        let refused = terms(form).charge(&debt("1"), due(), None).unwrap_err();
        assert!(matches!(refused, Refusal::LateTermsInvalid { .. }), "{refused}");
    }
    let refused = terms(daily("1")).charge(&debt("-1"), due(), None).unwrap_err();
    assert_eq!(refused.to_string(), "amount of a late debt must not be below zero: -1.00");
}

#[test]
fn months_of_thirty_days_run_from_the_due_date_to_the_payment() {
    let form = LateForm::Daily { rate: rate("12"), year_basis: YearBasis::Thirty360European };
    let late = LateDebt { due_on: day("2026-01-31"), ..debt("10000") };
    let found = terms(form).charge(&late, day("2026-02-28"), None).unwrap();
    // January 30 to February 28 are 28 days of 360.
    assert_eq!(found.figures.charge.value, usd("93.33"));
}

#[test]
fn days_of_the_first_of_january_belong_to_the_new_year() {
    let form = LateForm::Daily { rate: rate("36.6"), year_basis: YearBasis::ActualActual };
    let late = LateDebt { due_on: day("2023-12-31"), ..debt("1000") };
    let found = terms(form).charge(&late, day("2024-01-10"), None).unwrap();
    assert_eq!(found.figures.charge.value, usd("10.00"));
}
