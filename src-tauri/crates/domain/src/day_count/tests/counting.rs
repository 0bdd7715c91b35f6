use super::fed;
use crate::day_count::{CountedDays, DayCount, InvoiceDates, Paid};
use crate::refusal::Refusal;
use crate::terms::{DayCap, DayCountEnd, DayCountStart, DayInclusion, RecourseBase, Terms};
use crate::tests::day;
use crate::working::Figure;
use crate::{Currency, Day};
use proptest::prelude::*;

fn house() -> Terms {
    Terms::house_default(Currency::USD)
}

/// Invoiced on 2026-01-10, bought on 2026-01-15, funded on 2026-01-16.
fn dates() -> InvoiceDates {
    InvoiceDates {
        invoiced_on: day("2026-01-10"),
        due_on: day("2026-02-09"),
        purchased_on: day("2026-01-15"),
        funded_on: Some(day("2026-01-16")),
        recourse_on: None,
        late_on: None,
    }
}

fn count_with(change: impl Fn(&mut DayCount)) -> DayCount {
    let mut count = house().day_count();
    change(&mut count);
    count
}

fn counted(count: &DayCount, paid: Paid) -> Result<CountedDays, Refusal> {
    count.count(&dates(), paid, &fed())
}

#[test]
fn days_follow_start_end_and_inclusion() {
    // docs/money/days.md: 46, 47 and 48 days from 2026-01-15 to 2026-03-02.
    let paid = Paid { received_on: day("2026-03-02"), posted_on: day("2026-03-03") };
    let check = |start, end, inclusion, days: u32, to: &str| {
        let count = count_with(|count| {
            count.days.start = start;
            count.days.end = end;
            count.days.inclusion = inclusion;
        });
        let found = counted(&count, paid).unwrap();
        assert_eq!((found.days, found.to), (days, day(to)), "{start:?} {end:?} {inclusion:?}");
        assert_eq!(found.value_on, day("2026-03-04"));
    };
    use DayCountEnd::{Cleared, Posted, Received};
    use DayCountStart::{Funding, Invoice, Purchase};
    use DayInclusion::{Both, LastOnly};
    check(Purchase, Received, LastOnly, 46, "2026-03-02");
    check(Purchase, Received, Both, 47, "2026-03-02");
    check(Purchase, Cleared, LastOnly, 48, "2026-03-04");
    check(Purchase, Cleared, Both, 49, "2026-03-04");
    check(Purchase, Posted, LastOnly, 47, "2026-03-03");
    check(Funding, Received, LastOnly, 45, "2026-03-02");
    check(Invoice, Received, LastOnly, 51, "2026-03-02");
}

#[test]
fn bought_and_paid_on_one_day_counts_none_or_one() {
    let on_purchase = Paid::on(day("2026-01-15"));
    let at_receipt = |inclusion| {
        let count = count_with(|count| {
            count.days.end = DayCountEnd::Received;
            count.days.inclusion = inclusion;
        });
        counted(&count, on_purchase).unwrap().days
    };
    assert_eq!(at_receipt(DayInclusion::LastOnly), 0);
    assert_eq!(at_receipt(DayInclusion::Both), 1);
    // Friday, then a weekend and a holiday Monday: clearance alone makes five days of it.
    assert_eq!(counted(&house().day_count(), on_purchase).unwrap().value_on, day("2026-01-20"));
}

#[test]
fn the_minimum_lifts_the_count_and_the_cap_ends_it() {
    let paid = Paid::on(day("2026-03-02"));
    let check = |minimum_days, cap, recourse_on: &str, expected: (u32, &str)| {
        let count = count_with(|count| {
            count.days.end = DayCountEnd::Received;
            count.days.minimum_days = minimum_days;
            count.days.cap = cap;
        });
        let dates = InvoiceDates { recourse_on: Some(day(recourse_on)), ..dates() };
        let found = count.count(&dates, paid, &fed()).unwrap();
        assert_eq!((found.days, found.to), (expected.0, day(expected.1)), "{recourse_on}");
    };
    check(30, DayCap::None, "2026-02-01", (46, "2026-03-02"));
    check(60, DayCap::None, "2026-02-01", (60, "2026-03-02"));
    check(0, DayCap::RecourseDate, "2026-02-14", (30, "2026-02-14"));
    check(0, DayCap::RecourseDate, "2026-03-02", (46, "2026-03-02"));
    check(0, DayCap::RecourseDate, "2026-04-10", (46, "2026-03-02"));
    // The minimum is owed although the cap is earlier; an invoice bought past its cap counts none.
    check(45, DayCap::RecourseDate, "2026-02-14", (45, "2026-02-14"));
    check(0, DayCap::RecourseDate, "2026-01-01", (0, "2026-01-15"));
}

#[test]
fn an_invoice_bought_after_its_cap_counts_no_day_even_where_both_ends_count() {
    // docs/money/days.md, step 4: no day after the cap is counted, so not the first one either.
    let paid = Paid::on(day("2026-03-02"));
    let check = |recourse_on: &str, inclusion, minimum_days, expected: u32| {
        let count = count_with(|count| {
            count.days.end = DayCountEnd::Received;
            count.days.inclusion = inclusion;
            count.days.cap = DayCap::RecourseDate;
            count.days.minimum_days = minimum_days;
        });
        let dates = InvoiceDates { recourse_on: Some(day(recourse_on)), ..dates() };
        let found = count.count(&dates, paid, &fed()).unwrap();
        assert_eq!(found.days, expected, "{recourse_on} {inclusion:?}");
        found
    };
    let none = check("2026-01-14", DayInclusion::Both, 0, 0);
    assert_eq!((none.from, none.to), (day("2026-01-15"), day("2026-01-14")));
    let details: Vec<&str> = none.lines[2..].iter().map(|line| line.detail.as_str()).collect();
    let expected = [
        "the recourse date, Jan 14, 2026; passed before the first day, so none is counted",
        "0 days; the first and the last day are counted",
    ];
    assert_eq!(details, expected);
    check("2026-01-14", DayInclusion::Both, 7, 7);
    check("2026-01-15", DayInclusion::Both, 0, 1);
    check("2026-01-16", DayInclusion::Both, 0, 2);
    check("2026-01-14", DayInclusion::LastOnly, 0, 0);
    check("2026-01-15", DayInclusion::LastOnly, 0, 0);
}

#[test]
fn a_late_payment_date_caps_at_due_and_grace() {
    let terms = Terms { day_cap: DayCap::LatePaymentDate, ..house() };
    let dates = terms.with_caps(&dates()).unwrap();
    assert_eq!(dates.late_on, Some(day("2026-02-14")));
    let found = terms.day_count().count(&dates, Paid::on(day("2026-03-02")), &fed()).unwrap();
    assert_eq!((found.days, found.to, found.value_on), (30, day("2026-02-14"), day("2026-03-04")));
}

#[test]
fn recourse_counts_from_its_base_day() {
    let check = |recourse_base, expected: &str| {
        let terms = Terms { recourse_base, ..house() };
        assert_eq!(terms.recourse_date(&dates()), Ok(day(expected)), "{recourse_base:?}");
    };
    check(RecourseBase::Invoice, "2026-04-10");
    check(RecourseBase::Purchase, "2026-04-15");
    check(RecourseBase::Due, "2026-05-10");
    assert_eq!(house().late_payment_date(day("2026-02-09")), Ok(day("2026-02-14")));
    assert_eq!(house().late_payment_date(day("2199-12-30")), Err(Refusal::DayOutsideCalendar));
}

#[test]
fn what_cannot_be_counted_is_refused_with_what_to_do() {
    let refused = |dates: InvoiceDates, count: &DayCount, paid: Paid| {
        count.count(&dates, paid, &fed()).unwrap_err().to_string()
    };
    let house_count = house().day_count();
    let early = Paid::on(day("2026-01-14"));
    let said = refused(dates(), &house_count, early);
    assert_eq!(
        said,
        "payment came before the purchase on 2026-01-15 and may be misdirected: received on \
         2026-01-14"
    );
    let from_invoice = count_with(|count| count.days.start = DayCountStart::Invoice);
    assert_eq!(refused(dates(), &from_invoice, early), said);
    let from_funding = count_with(|count| count.days.start = DayCountStart::Funding);
    assert_eq!(
        refused(dates(), &from_funding, Paid::on(day("2026-01-15"))),
        "payment came before the day the days are counted from, 2026-01-16: 2026-01-15"
    );
    let later = Paid::on(day("2026-03-02"));
    assert_eq!(
        refused(InvoiceDates { funded_on: None, ..dates() }, &from_funding, later),
        "days are counted from funding: record the payment of the advance first"
    );
    let capped = count_with(|count| count.days.cap = DayCap::RecourseDate);
    assert_eq!(
        refused(dates(), &capped, later),
        "work out the day the count stops at first: At the recourse date"
    );
    let backwards = Paid { received_on: day("2026-03-02"), posted_on: day("2026-03-01") };
    assert_eq!(
        refused(dates(), &house_count, backwards),
        "payment is posted before it was received on 2026-03-02: 2026-03-01"
    );
    let far = Paid::on(day("2199-12-31"));
    assert_eq!(refused(dates(), &house_count, far), "day lies outside 1970 to 2199");
    let century = Paid::on(day("2130-01-01"));
    assert!(refused(dates(), &house_count, century).starts_with("days counted are too many"));
}

#[test]
fn the_lines_say_how_it_was_counted() {
    let count = count_with(|count| {
        count.days.minimum_days = 60;
        count.days.cap = DayCap::RecourseDate;
    });
    let dates = InvoiceDates { recourse_on: Some(day("2026-04-10")), ..dates() };
    let found = count.count(&dates, Paid::on(day("2026-02-13")), &fed()).unwrap();
    let lines: Vec<(&str, &str)> =
        found.lines.iter().map(|line| (line.label.as_str(), line.detail.as_str())).collect();
    let expected = [
        ("From", "Jan 15, 2026, the purchase"),
        (
            "To",
            "Received Feb 13, 2026, + 2 business days of clearance = Feb 18, 2026; closed on \
             Feb 16, 2026 (Washington's Birthday)",
        ),
        ("Counted at most to", "the recourse date, Apr 10, 2026; not reached"),
        ("Counted", "Jan 15, 2026 to Feb 18, 2026 = 34 days; the first day is not counted"),
        ("Minimum", "60 days agreed; it is counted"),
    ];
    assert_eq!(lines, expected);
    let working = found.working();
    assert_eq!(working.formula_id, "F-30");
    assert_eq!(working.total, Figure::Days { days: 60 });
}

#[test]
fn the_day_that_ends_the_count_is_named_with_what_moved_it() {
    let paid = Paid { received_on: day("2026-03-02"), posted_on: day("2026-03-03") };
    type End = (fn(&mut DayCount), &'static str);
    let table: [End; 3] = [
        (|count| count.clearance_days = 0, "Received Mar 2, 2026, no clearance days"),
        (|count| count.days.end = DayCountEnd::Received, "Received Mar 2, 2026"),
        (|count| count.days.end = DayCountEnd::Posted, "Posted Mar 3, 2026"),
    ];
    for (change, expected) in table {
        let found = count_with(change).count(&dates(), paid, &fed()).unwrap();
        assert_eq!(found.lines[1].detail, expected);
    }
}

#[test]
fn an_open_invoice_is_counted_to_the_day_without_clearance() {
    let found = house().day_count().count_open(&dates(), day("2026-03-02")).unwrap();
    assert_eq!((found.days, found.to), (46, day("2026-03-02")));
    assert_eq!(found.lines[1].detail, "Mar 2, 2026, unpaid");
    let refused = house().day_count().count_open(&dates(), day("2026-01-14"));
    assert!(matches!(refused, Err(Refusal::PaidBeforePurchase { .. })));
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..2_000_i64).prop_map(|days| day("2026-01-15").plus_days(days).unwrap())
}

proptest! {
    #[test]
    fn a_later_payment_never_counts_fewer_days(
        received in any_day(), later in 0..40_i64, minimum_days in 0..90_u16,
        cap_on in any_day(), is_capped in any::<bool>(),
    ) {
        let count = count_with(|count| {
            count.days.minimum_days = minimum_days;
            count.days.cap = if is_capped { DayCap::RecourseDate } else { DayCap::None };
        });
        let dates = InvoiceDates { recourse_on: Some(cap_on), ..dates() };
        let days = |received_on: Day| {
            count.count(&dates, Paid::on(received_on), &fed()).unwrap().days
        };
        let (first, then) = (days(received), days(received.plus_days(later).unwrap()));
        prop_assert!(first <= then);
        prop_assert!(first >= u32::from(minimum_days));
    }
}

#[test]
fn an_open_invoice_is_counted_for_a_hundred_years_and_not_a_day_longer() {
    let count = house().day_count();
    let after = |days| day("2026-01-15").plus_days(days).unwrap();
    assert_eq!(count.count_open(&dates(), after(36_500)).unwrap().days, 36_500);
    let refused = count.count_open(&dates(), after(36_501));
    assert_eq!(refused, Err(Refusal::TooManyDays { days: 36_501 }));
}

#[test]
fn the_lines_of_a_count_say_what_holds_at_the_edge() {
    let check = |minimum_days, received: &str, label: &str, expected: &str| {
        let count = count_with(|count| {
            count.days.end = DayCountEnd::Received;
            count.days.minimum_days = minimum_days;
        });
        let received_on = day(received);
        let found = counted(&count, Paid { received_on, posted_on: received_on }).unwrap();
        let line = found.lines.iter().find(|line| line.label == label).unwrap();
        assert_eq!(line.detail, expected);
    };
    let rule = "the first day is not counted";
    let none = format!("Jan 15, 2026 to Jan 15, 2026 = 0 days; {rule}");
    check(0, "2026-01-15", "Counted", &none);
    check(46, "2026-03-02", "Minimum", "46 days agreed; reached");
    check(47, "2026-03-02", "Minimum", "47 days agreed; it is counted");
}
