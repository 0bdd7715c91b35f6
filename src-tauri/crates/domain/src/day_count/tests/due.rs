use super::fed;
use crate::calendar::HolidayCalendar;
use crate::refusal::Refusal;
use crate::terms::{DayRoll, Instalment, InstalmentPart, PaymentSchedule, Terms};
use crate::tests::{day, rate, usd};
use crate::working::Figure;
use crate::{Currency, DataId};

fn terms(payment_schedule: PaymentSchedule, due_roll: DayRoll) -> Terms {
    Terms { payment_schedule, due_roll, ..Terms::house_default(Currency::USD) }
}

#[test]
fn a_due_date_is_moved_as_agreed_where_banks_are_closed() {
    // Net 30 of 2026-01-15 is Saturday 2026-02-14, and the Monday after is Washington's Birthday.
    let check = |days, roll, invoiced_on: &str, due_on: &str| {
        let terms = terms(PaymentSchedule::NetDays { days }, roll);
        let due = terms.due_date(day(invoiced_on), &fed()).unwrap();
        assert_eq!(due.value, day(due_on), "{roll:?}");
        assert_eq!(due.working.total, Figure::Day { day: due.value });
    };
    check(30, DayRoll::None, "2026-01-15", "2026-02-14");
    check(30, DayRoll::Following, "2026-01-15", "2026-02-17");
    check(30, DayRoll::Preceding, "2026-01-15", "2026-02-13");
    check(30, DayRoll::ModifiedFollowing, "2026-05-01", "2026-05-29");
    check(30, DayRoll::Following, "2026-01-20", "2026-02-19");
    // Saturday 2026-02-14 is moved to the day of the invoice itself.
    check(1, DayRoll::Preceding, "2026-02-13", "2026-02-13");
    // Due on the day of the invoice, a Sunday: it is not moved before the invoice.
    check(0, DayRoll::Preceding, "2026-03-01", "2026-03-01");
}

#[test]
fn the_working_of_a_due_date_names_the_holidays() {
    let terms = terms(PaymentSchedule::NetDays { days: 30 }, DayRoll::Following);
    let working = terms.due_date(day("2026-01-15"), &fed()).unwrap().working;
    let lines: Vec<(&str, &str)> =
        working.lines.iter().map(|line| (line.label.as_str(), line.detail.as_str())).collect();
    let expected = [
        ("Invoice date", "Jan 15, 2026"),
        ("Payment schedule", "Net 30: Feb 14, 2026"),
        (
            "Next business day",
            "Saturday; moved to Feb 17, 2026; closed on Feb 16, 2026 (Washington's Birthday)",
        ),
    ];
    assert_eq!(lines, expected);
    assert_eq!((working.formula_id.as_str(), working.total_detail.as_str()), ("F-31", "Tuesday"));
    // Nothing is said of a day that stays: no move is agreed, or banks are open on it.
    for (roll, invoiced_on) in [(DayRoll::None, "2026-01-15"), (DayRoll::Following, "2026-01-20")] {
        let stays = Terms { due_roll: roll, ..terms.clone() };
        let lines = stays.due_date(day(invoiced_on), &fed()).unwrap().working.lines;
        let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
        assert_eq!(labels, ["Invoice date", "Payment schedule"]);
    }
}

#[test]
fn each_part_of_an_invoice_is_moved_on_its_own() {
    let part = |share, days| InstalmentPart { share: rate(share), days };
    let parts = vec![part("33.3", 0), part("33.3", 30), part("33.4", 60)];
    let terms = terms(PaymentSchedule::Instalments { parts }, DayRoll::Following);
    let of = |due_on, amount| Instalment { due_on: day(due_on), amount: usd(amount) };
    assert_eq!(
        terms.instalments(day("2026-01-15"), usd("1000.01"), &fed()),
        Ok(vec![
            of("2026-01-15", "333.00"),
            of("2026-02-17", "333.00"),
            of("2026-03-16", "334.01")
        ])
    );
    assert_eq!(terms.due_date(day("2026-01-15"), &fed()).unwrap().value, day("2026-03-16"));
}

#[test]
fn business_days_of_another_calendar_are_refused() {
    let terms = terms(PaymentSchedule::NetDays { days: 30 }, DayRoll::Following);
    let target = DataId::built_in("target");
    let other = HolidayCalendar::built_in(&target).unwrap();
    let refusal = Refusal::OtherCalendar { agreed: terms.calendar.clone(), given: target };
    assert_eq!(terms.due_date(day("2026-01-15"), &other), Err(refusal));
    let after = terms.due_date(day("2199-12-31"), &fed());
    assert_eq!(after, Err(Refusal::DayOutsideCalendar));
}
