//! What can be read of the grid as typed; what cannot be read is said at its cell.

use factor_domain::invoice::EarlyPayment;
use factor_domain::{
    Currency, Day, EarlyPaymentDiscount, HolidayCalendar, Line, Money, ReadError, Rounding, Terms,
    parse_day,
};

use crate::error::FieldMessage;
use crate::schedules::wire::{LineDecision, ScheduleLineTyped};

/// What the cells of a line say.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub(super) number: Option<Line>,
    pub(super) invoiced_on: Option<Day>,
    pub(super) due_on: Option<Day>,
    pub(super) is_due_from_terms: bool,
    pub(super) face: Option<Money>,
    pub(super) tax: Option<Money>,
    pub(super) retainage: Option<Money>,
    /// What the debtor is expected to keep for paying early.
    pub(super) discount: Option<Money>,
    /// Within how many days; none where only an amount is typed.
    pub(super) early: Option<EarlyPayment>,
    /// It is the debtor's own, because the line says nothing else.
    pub(super) is_discount_of_debtor: bool,
    /// Nothing at all is typed.
    pub(super) is_empty: bool,
    /// At "lines.3.face".
    pub(super) problems: Vec<FieldMessage>,
}

/// What cells are read by.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) currency: Currency,
    pub(super) today: Day,
    /// Of the client; due dates are empty without them.
    pub(super) terms: Option<&'a Terms>,
    pub(super) calendar: Option<&'a HolidayCalendar>,
}

impl ScheduleLineTyped {
    fn is_empty(&self) -> bool {
        let texts = [
            &self.invoice,
            &self.debtor,
            &self.reference,
            &self.invoiced_on,
            &self.due_on,
            &self.face,
            &self.tax,
            &self.retainage,
            &self.discount,
        ];
        self.debtor_id.is_none() && texts.iter().all(|text| text.trim().is_empty())
    }
}

impl Reader<'_> {
    /// Reads the line at this place of the grid, counted from 0.
    pub(super) fn cells(self, place: usize, typed: &ScheduleLineTyped) -> Cells {
        if typed.is_empty() {
            return Cells { is_empty: true, ..Cells::default() };
        }
        let mut at = At { place, problems: Vec::new() };
        let number = at.needed("invoice", &typed.invoice, "Enter the number of the invoice");
        let number = number.and_then(|text| at.keep("invoice", Line::new("invoice", text)));
        let invoiced_on = at
            .needed("invoiced_on", &typed.invoiced_on, "Enter the date of the invoice")
            .and_then(|text| at.keep("invoiced_on", self.past_day(text)));
        let face = at
            .needed("face", &typed.face, "Enter the total of the invoice")
            .and_then(|text| at.keep("face", self.face(text)));
        let mut part = |field: &str, text: &str| match text.trim() {
            "" => Some(Money::zero(self.currency)),
            text => at.keep(field, self.part(text, face)),
        };
        let (tax, retainage) = (part("tax", &typed.tax), part("retainage", &typed.retainage));
        let is_due_from_terms = typed.due_on.trim().is_empty();
        let due_on = invoiced_on.and_then(|from| at.keep("due_on", self.due(typed, from)));
        let mut cells = Cells {
            number,
            invoiced_on,
            due_on,
            is_due_from_terms,
            face,
            tax,
            retainage,
            ..Cells::default()
        };
        self.read_discount(&mut at, typed, &mut cells);
        if typed.debtor.trim().is_empty() && typed.debtor_id.is_none() {
            at.say("debtor", "Enter who owes it");
        }
        if typed.decision == LineDecision::Reject && typed.reject_reason.trim().is_empty() {
            at.say("reject_reason", "Say why it is not bought");
        }
        Cells { problems: at.problems, ..cells }
    }

    /// An amount, or "2/10" for 2 % within 10 days of what is neither tax nor another's.
    fn read_discount(self, at: &mut At, typed: &ScheduleLineTyped, cells: &mut Cells) {
        let text = typed.discount.trim();
        if text.is_empty() {
            cells.discount = Some(Money::zero(self.currency));
        } else if EarlyPaymentDiscount::is_written_so(text) {
            let Some(discount) = at.keep("discount", EarlyPaymentDiscount::parse(text)) else {
                return;
            };
            if let Some(ends) = late_window(discount, cells) {
                let ends = ends.format_short();
                at.say("discount", format!("This runs to {ends}, after the invoice is due"));
                return;
            }
            self.allow(discount, cells);
        } else {
            cells.discount = at.keep("discount", self.part(text, cells.face));
            if let (Some(discount), Some(face)) = (cells.discount, cells.face) {
                let doubled = discount.plus(discount).and_then(|twice| face.minus(twice));
                if doubled.is_ok_and(Money::is_negative) {
                    at.say("discount", "A discount is at most half of the total");
                }
            }
        }
    }

    /// Gives the line the discount of its debtor, where it says nothing else and is due later.
    pub(super) fn allow_of_debtor(
        self,
        discount: EarlyPaymentDiscount,
        typed: &ScheduleLineTyped,
        cells: &mut Cells,
    ) {
        if typed.discount.trim().is_empty() && late_window(discount, cells).is_none() {
            self.allow(discount, cells);
            cells.is_discount_of_debtor = cells.early.is_some();
        }
    }

    /// The discount is given on the face without its tax.
    fn allow(self, discount: EarlyPaymentDiscount, cells: &mut Cells) {
        let (Some(face), Some(invoiced_on)) = (cells.face, cells.invoiced_on) else { return };
        let tax = cells.tax.unwrap_or(Money::zero(self.currency));
        let Ok(discountable) = face.minus(tax) else { return };
        if !discountable.is_positive() {
            return;
        }
        let early = EarlyPayment { discount, discountable };
        let rounding = self.terms.map_or(Rounding::HalfUp, |terms| terms.rounding);
        cells.discount = early.expected(invoiced_on, rounding).ok();
        cells.early = cells.discount.map(|_| early);
    }

    /// A date without a year is the last one that has come, because invoices lie behind.
    fn past_day(self, text: &str) -> Result<Day, String> {
        let day = parse_day(text, self.today).map_err(|cause| cause.to_string())?;
        let has_year = text.bytes().filter(u8::is_ascii_digit).count() > 4;
        if day > self.today && !has_year && text.contains(|c: char| c.is_ascii_digit()) {
            return Ok(day.plus_months(-12).unwrap_or(day));
        }
        Ok(day)
    }

    fn face(self, text: &str) -> Result<Money, String> {
        let face = Money::parse(text, self.currency).map_err(|cause| cause.to_string())?;
        if face.is_positive() { Ok(face) } else { Err("An invoice is above zero".to_owned()) }
    }

    fn part(self, text: &str, face: Option<Money>) -> Result<Money, String> {
        let part = Money::parse(text, self.currency).map_err(|cause| cause.to_string())?;
        let is_above = face.and_then(|face| face.minus(part).ok()).is_some_and(Money::is_negative);
        if part.is_negative() || is_above {
            return Err("This is a part of the total: at most the total".to_owned());
        }
        Ok(part)
    }

    /// "+30" counts from the invoice; nothing takes the payment schedule of the terms.
    fn due(self, typed: &ScheduleLineTyped, from: Day) -> Result<Day, String> {
        let text = typed.due_on.trim();
        let due = if text.is_empty() {
            match (self.terms, self.calendar) {
                (Some(terms), Some(calendar)) => {
                    let due = terms.due_date(from, calendar);
                    due.map_err(|cause| cause.to_string())?.value
                }
                _ => return Err("Enter the due date; the client has no terms yet".to_owned()),
            }
        } else {
            let base = if text.starts_with('+') { from } else { self.today };
            let due: Result<Day, ReadError> = parse_day(text, base);
            due.map_err(|cause| cause.to_string())?
        };
        if due < from {
            return Err("An invoice is due on its date or later".to_owned());
        }
        Ok(due)
    }
}

/// The end of a discount that runs beyond the due date, which is not early any more.
fn late_window(discount: EarlyPaymentDiscount, cells: &Cells) -> Option<Day> {
    let ends = discount.window_ends(cells.invoiced_on?).ok()?;
    (ends > cells.due_on?).then_some(ends)
}

/// The problems of one line.
struct At {
    place: usize,
    problems: Vec<FieldMessage>,
}

impl At {
    fn say(&mut self, field: &str, message: impl Into<String>) {
        let field = format!("lines.{}.{field}", self.place);
        self.problems.push(FieldMessage { field, message: message.into() });
    }

    fn needed<'t>(&mut self, field: &str, text: &'t str, message: &str) -> Option<&'t str> {
        let text = text.trim();
        if text.is_empty() {
            self.say(field, message);
        }
        (!text.is_empty()).then_some(text)
    }

    fn keep<T, E: std::fmt::Display>(&mut self, field: &str, read: Result<T, E>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.say(field, problem.to_string());
                None
            }
        }
    }
}
