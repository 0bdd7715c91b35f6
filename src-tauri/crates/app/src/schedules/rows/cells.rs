//! Pasted dates and amounts, as somebody would type them here.

use factor_domain::{Currency, Day, EarlyPaymentDiscount, Money};

use crate::schedules::rows::is_day_first;
use crate::schedules::wire::{DateOrder, RowsField, ScheduleLineTyped};

/// What cells are read by.
#[derive(Clone, Copy)]
pub(super) struct By {
    pub(super) currency: Currency,
    pub(super) date_order: DateOrder,
}

/// A cell as it would be typed, and what is wrong with it.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) problem: Option<String>,
}

/// Three numbers of a date, without a time behind them.
fn numbers(text: &str) -> Option<[u32; 3]> {
    let date = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let read = |part: &str| {
        let is_number = !part.is_empty() && part.len() <= 4;
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    Some([read(one)?, read(two)?, read(three)?])
}

/// The day of three numbers; the year comes first if it has four digits, else last.
fn day(text: &str, order: DateOrder) -> Option<Day> {
    let [one, two, three] = numbers(text)?;
    let century = |year: u32| if year < 100 { year + 2_000 } else { year };
    let (year, month, day) = match (one > 31, is_day_first(order)) {
        (true, _) => (one, two, three),
        (false, true) => (century(three), two, one),
        (false, false) => (century(three), one, two),
    };
    Day::from_ymd(i32::try_from(year).ok()?, month, day).ok()
}

/// Whether a text is a date when read so.
pub(super) fn is_date(text: &str, order: DateOrder) -> bool {
    day(text, order).is_some()
}

/// The order that most dates can be read in, and whether they could all be read both ways.
pub(super) fn date_order(dates: &[&str]) -> (DateOrder, bool) {
    let count = |order| dates.iter().filter(|text| is_date(text, order)).count();
    let (month_first, day_first) = (count(DateOrder::MonthFirst), count(DateOrder::DayFirst));
    let order = if day_first > month_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    let is_open = |text: &&str| {
        let both = day(text, DateOrder::MonthFirst).zip(day(text, DateOrder::DayFirst));
        both.is_some_and(|(one, other)| one != other)
    };
    let is_guessed = day_first == month_first && dates.iter().any(is_open);
    (order, is_guessed)
}

/// A cell as it would be typed here: dates as ISO days, amounts without the sheet's own marks.
pub(super) fn said(field: RowsField, text: &str, by: By) -> Said {
    match field {
        RowsField::Invoice | RowsField::Debtor | RowsField::Reference => {
            Said { text: text.to_owned(), problem: None }
        }
        RowsField::InvoicedOn | RowsField::DueOn => date(text, by),
        RowsField::Discount if EarlyPaymentDiscount::is_written_so(text) => discount(text),
        RowsField::Face | RowsField::Tax | RowsField::Retainage | RowsField::Discount => {
            amount(text, by)
        }
    }
}

/// "2 % within 10 days, net 30" as "2/10".
fn discount(text: &str) -> Said {
    match EarlyPaymentDiscount::parse(text) {
        Ok(discount) => Said { text: discount.format_short(), problem: None },
        Err(problem) => Said { text: text.to_owned(), problem: Some(problem.to_string()) },
    }
}

fn date(text: &str, by: By) -> Said {
    if let Some(day) = day(text, by.date_order) {
        return Said { text: day.to_string(), problem: None };
    }
    // Words such as "14 Nov 2026" are read when the grid is.
    let has_letters = text.contains(|c: char| c.is_alphabetic());
    let problem = (!has_letters).then(|| "This is not a date, like 2026-12-01".to_owned());
    Said { text: text.to_owned(), problem }
}

fn amount(text: &str, by: By) -> Said {
    match Money::parse(text, by.currency) {
        Ok(amount) => Said { text: amount.format_plain(), problem: None },
        Err(problem) => Said { text: text.to_owned(), problem: Some(problem.to_string()) },
    }
}

/// Puts a text into its cell.
pub(super) fn put(line: &mut ScheduleLineTyped, field: RowsField, text: String) {
    match field {
        RowsField::Invoice => line.invoice = text,
        RowsField::Debtor => line.debtor = text,
        RowsField::Reference => line.reference = text,
        RowsField::InvoicedOn => line.invoiced_on = text,
        RowsField::DueOn => line.due_on = text,
        RowsField::Face => line.face = text,
        RowsField::Tax => line.tax = text,
        RowsField::Retainage => line.retainage = text,
        RowsField::Discount => line.discount = text,
    }
}
