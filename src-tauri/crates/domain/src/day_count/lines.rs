//! A count of days in words.

use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::day_count::{DayCount, Paid, Span};
use crate::terms::{DayCap, DayCountEnd, DayCountStart, DayInclusion};
use crate::working::{WorkingLine, days_text};

fn business_days_text(days: u16) -> String {
    if days == 1 { "1 business day".to_owned() } else { format!("{days} business days") }
}

pub(super) fn of_count(count: &DayCount, span: &Span, to: WorkingLine) -> Vec<WorkingLine> {
    let start = match count.days.start {
        DayCountStart::Purchase => "the purchase",
        DayCountStart::Funding => "the funding",
        DayCountStart::Invoice => "the invoice date",
    };
    let from = format!("{}, {start}", span.from.format_short());
    let mut lines = vec![WorkingLine::says("From".to_owned(), from), to];
    lines.extend(cap_line(count, span));
    lines.push(sum_line(count, span));
    lines.extend(minimum_line(count, span));
    lines
}

/// `Received Mar 2, 2026, + 2 business days of clearance = Mar 4, 2026`.
pub(super) fn to_paid(
    count: &DayCount,
    paid: Paid,
    value_on: Day,
    calendar: &HolidayCalendar,
) -> WorkingLine {
    let received = format!("Received {}", paid.received_on.format_short());
    let detail = match count.days.end {
        DayCountEnd::Received => received,
        DayCountEnd::Posted => format!("Posted {}", paid.posted_on.format_short()),
        DayCountEnd::Cleared if count.clearance_days == 0 => {
            format!("{received}, no clearance days")
        }
        DayCountEnd::Cleared => format!(
            "{received}, + {} of clearance = {}{}",
            business_days_text(count.clearance_days),
            value_on.format_short(),
            skipped_text(calendar, paid.received_on, value_on),
        ),
    };
    WorkingLine::says("To".to_owned(), detail)
}

pub(super) fn to_open(as_of: Day) -> WorkingLine {
    WorkingLine::says("To".to_owned(), format!("{}, unpaid", as_of.format_short()))
}

/// `; closed on Feb 16, 2026 (Washington's Birthday)`; the weekends go without saying.
pub(super) fn skipped_text(calendar: &HolidayCalendar, from: Day, to: Day) -> String {
    let names: Vec<String> = calendar
        .holidays_between(from, to)
        .iter()
        .filter(|holiday| !calendar.is_weekend(holiday.day))
        .map(|holiday| format!("{} ({})", holiday.day.format_short(), holiday.name))
        .collect();
    if names.is_empty() { String::new() } else { format!("; closed on {}", names.join(" and ")) }
}

fn cap_line(count: &DayCount, span: &Span) -> Option<WorkingLine> {
    let (cap, date) = (span.cap?, count.days.cap);
    let name = match date {
        DayCap::None => return None,
        DayCap::RecourseDate => "the recourse date",
        DayCap::LatePaymentDate => "the late payment date",
    };
    let effect = if cap >= span.end {
        "not reached"
    } else if span.counted == 0 {
        "passed before the first day, so none is counted"
    } else {
        "the count stops there"
    };
    let detail = format!("{name}, {}; {effect}", cap.format_short());
    Some(WorkingLine::says("Counted at most to".to_owned(), detail))
}

/// `Jan 15, 2026 to Mar 4, 2026 = 48 days; the first day is not counted`.
fn sum_line(count: &DayCount, span: &Span) -> WorkingLine {
    let rule = match count.days.inclusion {
        DayInclusion::LastOnly => "the first day is not counted",
        DayInclusion::Both => "the first and the last day are counted",
    };
    let (from, to) = (span.from.format_short(), span.to.format_short());
    let detail = if span.to < span.from {
        format!("{}; {rule}", days_text(span.counted))
    } else {
        format!("{from} to {to} = {}; {rule}", days_text(span.counted))
    };
    WorkingLine::says("Counted".to_owned(), detail)
}

fn minimum_line(count: &DayCount, span: &Span) -> Option<WorkingLine> {
    let minimum = i64::from(count.days.minimum_days);
    if minimum == 0 {
        return None;
    }
    let effect = if span.counted < minimum { "it is counted" } else { "reached" };
    let detail = format!("{} agreed; {effect}", days_text(minimum));
    Some(WorkingLine::says("Minimum".to_owned(), detail))
}
