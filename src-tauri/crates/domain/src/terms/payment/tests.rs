use crate::read::ReadError;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{
    DiscountDates, DiscountYear, EarlyPaymentDiscount, InstalmentPart, PaymentSchedule,
};
use crate::tests::{day, rate, usd};
use crate::working::Figure;
use crate::{Currency, Money, Rate};
use proptest::prelude::*;

fn in_parts(parts: &[(&str, u16)]) -> PaymentSchedule {
    let part = |&(share, days): &(&str, u16)| InstalmentPart { share: rate(share), days };
    PaymentSchedule::Instalments { parts: parts.iter().map(part).collect() }
}

#[test]
fn both_readings_of_end_of_month_are_known() {
    // docs/money/days.md: "30 days end of month" for an invoice of 2026-01-15 and of 2026-01-31.
    let after = |days| PaymentSchedule::EndOfMonth { days };
    let then = |days| PaymentSchedule::NetThenEndOfMonth { days };
    let cases = [
        (after(30), "2026-01-15", "2026-03-02"),
        (then(30), "2026-01-15", "2026-02-28"),
        (after(30), "2026-01-31", "2026-03-02"),
        (then(30), "2026-01-31", "2026-03-31"),
        (then(0), "2026-01-31", "2026-01-31"),
        (then(60), "2027-12-31", "2028-02-29"),
    ];
    for (schedule, invoiced_on, due_on) in cases {
        assert_eq!(schedule.due_date(day(invoiced_on)), Ok(day(due_on)), "{}", schedule.label());
    }
}

#[test]
fn an_invoice_in_parts_is_due_with_its_last() {
    let schedule = in_parts(&[("50", 30), ("30", 60), ("20", 90)]);
    assert_eq!(schedule.due_date(day("2026-01-15")), Ok(day("2026-04-15")));
    let found = schedule.instalments(day("2026-01-15"), usd("0.03")).unwrap();
    let parts: Vec<(String, Money)> =
        found.iter().map(|part| (part.due_on.to_string(), part.amount)).collect();
    // 1.5, 0.9 and 0.6 of a cent: the two whole cents left go to 0.9 and 0.6.
    let expected = [
        ("2026-02-14".to_owned(), usd("0.01")),
        ("2026-03-16".to_owned(), usd("0.01")),
        ("2026-04-15".to_owned(), usd("0.01")),
    ];
    assert_eq!(parts, expected);
    let whole = PaymentSchedule::NetDays { days: 30 };
    let whole = whole.instalments(day("2026-01-15"), usd("100")).unwrap();
    assert_eq!((whole.len(), whole[0].amount), (1, usd("100")));
}

#[test]
fn schedules_are_told_in_words() {
    let cases = [
        (PaymentSchedule::NetThenEndOfMonth { days: 30 }, "Net 30, then end of month"),
        (in_parts(&[("50", 30), ("50", 60)]), "50.00% net 30, 50.00% net 60"),
    ];
    for (schedule, words) in cases {
        assert_eq!(schedule.label(), words);
    }
}

#[test]
fn parts_that_cannot_be_agreed_are_refused() {
    let cases = [
        (in_parts(&[("100", 30)]), "Enter 2 to 36 parts"),
        (in_parts(&[("50", 30), ("49.999999", 60)]), "Let the shares of the parts add up to 100%"),
        (in_parts(&[("100", 30), ("0", 60)]), "Enter a share above 0% for each part"),
        (
            in_parts(&[("50", 60), ("50", 60)]),
            "Put the parts in the order of their days, one for each day",
        ),
        (in_parts(&[("50", 60), ("50", 3651)]), "Enter at most 3,650 days"),
        (PaymentSchedule::NetThenEndOfMonth { days: 3651 }, "Enter at most 3,650 days"),
    ];
    for (schedule, problem) in cases {
        assert_eq!(schedule.problems(), [problem]);
        let refused = schedule.instalments(day("2026-01-15"), usd("1"));
        let Err(Refusal::TermsIncomplete { problems }) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].field, "payment_schedule");
    }
}

#[test]
fn two_ten_net_thirty_costs_37_24_percent_a_year() {
    // docs/money/days.md: 2 ÷ 98 × 365 ÷ 20; the federal Prompt Payment rule counts 360 days.
    let cost = |percent: &str, days, net, year| {
        let discount = EarlyPaymentDiscount { rate: rate(percent), days, grace_days: 0 };
        discount.cost_a_year(net, year).unwrap().value
    };
    assert_eq!(cost("2", 10, 30, DiscountYear::Days365), rate("37.24"));
    assert_eq!(cost("2", 10, 30, DiscountYear::Days360), rate("36.73"));
    assert_eq!(cost("1", 10, 30, DiscountYear::Days365), rate("18.43"));
    assert_eq!(cost("2", 10, 60, DiscountYear::Days365), rate("14.90"));
    let discount = EarlyPaymentDiscount { rate: rate("2"), days: 10, grace_days: 0 };
    let worked = discount.cost_a_year(30, DiscountYear::Days365).unwrap();
    assert_eq!(worked.working.total, Figure::Rate { rate: rate("37.24") });
    assert_eq!(
        worked.working.lines[1].detail,
        "2.00% \u{f7} (100% \u{2212} 2.00%) \u{d7} 365 \u{f7} 20"
    );
    let refusal = Refusal::DiscountNotEarly { discount_days: 10, net_days: 10 };
    assert_eq!(discount.cost_a_year(10, DiscountYear::Days365), Err(refusal));
}

#[test]
fn a_discount_is_allowed_to_the_end_of_its_window_and_grace() {
    let discount = EarlyPaymentDiscount { rate: rate("2"), days: 10, grace_days: 3 };
    let invoiced_on = day("2026-01-15");
    assert_eq!(discount.window_ends(invoiced_on), Ok(day("2026-01-25")));
    assert_eq!(discount.allowed_until(invoiced_on), Ok(day("2026-01-28")));
    let taken = |received_on, amount| {
        let dates = DiscountDates { invoiced_on, received_on: day(received_on) };
        discount.amount(usd(amount), dates, Rounding::HalfUp)
    };
    let allowed = taken("2026-01-28", "10000").unwrap();
    assert_eq!(allowed.value, usd("200"));
    assert_eq!(allowed.working.formula_id, "F-32");
    assert_eq!(
        allowed.working.lines[0].detail,
        "Jan 15, 2026 + 10 days = Jan 25, 2026; + 3 days of grace = Jan 28, 2026"
    );
    // 2 % of 12.25 is 24.5 cents.
    assert_eq!(taken("2026-01-20", "12.25").unwrap().value, usd("0.25"));
    let late = taken("2026-01-29", "10000").unwrap_err();
    assert_eq!(
        late.to_string(),
        "discount could be taken until 2026-01-28, and the payment came on 2026-01-29"
    );
}

#[test]
fn nothing_and_everything_are_no_discount() {
    for share in [Rate::ZERO, Rate::HUNDRED, rate("-2")] {
        let discount = EarlyPaymentDiscount { rate: share, days: 10, grace_days: 0 };
        let refusal = Refusal::DiscountOutsideRange { rate: share };
        assert_eq!(discount.cost_a_year(30, DiscountYear::Days365), Err(refusal.clone()));
        let on = day("2026-01-15");
        let dates = DiscountDates { invoiced_on: on, received_on: on };
        let refused = discount.amount(usd("100"), dates, Rounding::HalfUp);
        assert_eq!(refused, Err(refusal));
    }
}

proptest! {
    #[test]
    fn parts_sum_to_the_face(minor in 1..Money::MINOR_MAX, cut in 1..99_999_999_i64) {
        let share = |millionths| {
            Rate::percent(rust_decimal::Decimal::new(millionths, 6)).unwrap()
        };
        let parts = vec![
            InstalmentPart { share: share(cut), days: 30 },
            InstalmentPart { share: share(100_000_000 - cut), days: 60 },
        ];
        let face = Money::new(minor, Currency::USD).unwrap();
        let schedule = PaymentSchedule::Instalments { parts };
        let found = schedule.instalments(day("2026-01-15"), face).unwrap();
        let sum: i64 = found.iter().map(|part| part.amount.minor()).sum();
        prop_assert_eq!(sum, minor);
    }
}

#[test]
fn a_discount_is_read_as_invoices_write_it() {
    let read = |text: &str| EarlyPaymentDiscount::parse(text).map(|one| one.format_short());
    for (text, short) in [
        ("2/10", "2/10"),
        (" 2 % within 10 days ", "2/10"),
        ("2/10 net 30", "2/10"),
        ("2/10, n/30", "2/10"),
        ("2%/10d", "2/10"),
        ("1.5/14", "1.5/14"),
        ("2,5 % in 8 days", "2.5/8"),
        ("10/10", "10/10"),
        ("2/10+3", "2/10+3"),
        ("2/10 grace 3", "2/10+3"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(short), "{text}");
        assert_eq!(read(short).as_deref(), Ok(short), "reads back");
    }
    for text in ["2", "200", "2%", "/10", "2/", "2/ten", "2/0", "2/400", "2/10/3/4", "two/10"] {
        assert_eq!(read(text), Err(ReadError::NotADiscount), "{text}");
    }
    assert_eq!(read("0/10"), Err(ReadError::DiscountOutsideRange));
    assert_eq!(read("100/10"), Err(ReadError::DiscountOutsideRange));
    assert_eq!(read(""), Err(ReadError::Empty));
}
