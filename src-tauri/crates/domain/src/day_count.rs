//! The days a charge on an invoice is counted for.

mod lines;
mod of_terms;
#[cfg(test)]
mod tests;
mod year_basis;

pub use year_basis::YearFraction;

use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::fee::DAYS_COUNTED_MAX;
use crate::refusal::Refusal;
use crate::terms::{DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeDays};
use crate::working::{Figure, Formula, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// The days of an invoice that charges are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoiceDates {
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// The day it is due, after any roll to a business day.
    pub due_on: Day,
    /// The day it was bought.
    pub purchased_on: Day,
    /// The day the advance was paid; none before that.
    pub funded_on: Option<Day>,
    /// The recourse date, where the terms have one: see [`crate::Terms::recourse_date`].
    pub recourse_on: Option<Day>,
    /// The late payment date: see [`crate::Terms::late_payment_date`].
    pub late_on: Option<Day>,
}

/// The days of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Paid {
    /// The day it was received.
    pub received_on: Day,
    /// The day it was posted, never before.
    pub posted_on: Day,
}

/// How the days of a charge are counted, with the clearance days of the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// Start, end, inclusion, minimum and cap.
    pub days: FeeDays,
    /// Business days after receipt before a payment counts as collected.
    pub clearance_days: u16,
}

/// The days counted on one invoice, with the lines that show how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CountedDays {
    /// The day the count starts on.
    pub from: Day,
    /// The last day counted, the cap applied; where none is, the day before the first one would be.
    pub to: Day,
    /// The days, the minimum applied.
    pub days: u32,
    /// The day the money counts as collected: receipt and clearance days, whatever ends the count.
    pub value_on: Day,
    /// From, to, the sum, and the cap and the minimum where they are agreed.
    pub lines: Vec<WorkingLine>,
}

/// A count before it is put in words.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: Day,
    /// Where the count would end without a cap.
    end: Day,
    cap: Option<Day>,
    to: Day,
    /// Before the minimum.
    counted: i64,
    days: u32,
}

impl Paid {
    /// Received and posted on one day.
    #[must_use]
    pub const fn on(day: Day) -> Paid {
        Paid { received_on: day, posted_on: day }
    }
}

impl DayCount {
    /// The days of an invoice paid so.
    ///
    /// Bought and paid on one day without clearance days, it counts 0 days, or 1 where both ends
    /// count. Source: docs/money/days.md: from 2026-01-15 to 2026-03-02 are 46 days, 47 with both
    /// ends, 48 with two business days of clearance.
    ///
    /// # Errors
    /// A payment before purchase or before the start, posted before it was received; a funding day
    /// or a cap that is missing; a value day after 2199; more days than a fee is counted for.
    pub fn count(
        &self,
        dates: &InvoiceDates,
        paid: Paid,
        calendar: &HolidayCalendar,
    ) -> Result<CountedDays, Refusal> {
        let Paid { received_on, posted_on } = paid;
        if posted_on < received_on {
            return Err(Refusal::PostedBeforeReceived { received_on, posted_on });
        }
        let value_on = calendar.plus_business_days(received_on, self.clearance_days)?;
        let end = match self.days.end {
            DayCountEnd::Cleared => value_on,
            DayCountEnd::Received => received_on,
            DayCountEnd::Posted => posted_on,
        };
        let span = self.span(dates, received_on, end)?;
        let to_line = lines::to_paid(self, paid, value_on, calendar);
        Ok(self.counted(&span, value_on, to_line))
    }

    /// The days of an invoice that is still unpaid on this day: no clearance days are added,
    /// because nothing has been received.
    ///
    /// # Errors
    /// As [`DayCount::count`].
    pub fn count_open(&self, dates: &InvoiceDates, as_of: Day) -> Result<CountedDays, Refusal> {
        let span = self.span(dates, as_of, as_of)?;
        Ok(self.counted(&span, as_of, lines::to_open(as_of)))
    }

    /// The day the count starts on.
    ///
    /// # Errors
    /// [`Refusal::FundingDayMissing`].
    pub fn start(&self, dates: &InvoiceDates) -> Result<Day, Refusal> {
        match self.days.start {
            DayCountStart::Purchase => Ok(dates.purchased_on),
            DayCountStart::Funding => dates.funded_on.ok_or(Refusal::FundingDayMissing),
            DayCountStart::Invoice => Ok(dates.invoiced_on),
        }
    }

    fn cap(&self, dates: &InvoiceDates) -> Result<Option<Day>, Refusal> {
        let cap = self.days.cap;
        let needed = |day: Option<Day>| day.map(Some).ok_or(Refusal::CapDayMissing { cap });
        match cap {
            DayCap::None => Ok(None),
            DayCap::RecourseDate => needed(dates.recourse_on),
            DayCap::LatePaymentDate => needed(dates.late_on),
        }
    }

    fn span(&self, dates: &InvoiceDates, received_on: Day, end: Day) -> Result<Span, Refusal> {
        let (from, cap) = (self.start(dates)?, self.cap(dates)?);
        if received_on < dates.purchased_on {
            let purchased_on = dates.purchased_on;
            return Err(Refusal::PaidBeforePurchase { received_on, purchased_on });
        }
        if received_on < from {
            return Err(Refusal::PaidBeforeStart { received_on, starts_on: from });
        }
        let both_ends = match self.days.inclusion {
            DayInclusion::LastOnly => 0,
            DayInclusion::Both => 1,
        };
        // A cap before the first day that counts leaves none, and none from before it.
        let before_first = from.plus_days(-both_ends).map_err(Refusal::outside_calendar)?;
        let to = cap.map_or(end, |cap| end.min(cap)).max(before_first);
        let counted = from.days_until(to) + both_ends;
        let days = u32::try_from(counted.max(i64::from(self.days.minimum_days)))
            .map_err(|_| Refusal::DayOutsideCalendar)?;
        if days > DAYS_COUNTED_MAX {
            return Err(Refusal::TooManyDays { days });
        }
        Ok(Span { from, end, cap, to, counted, days })
    }

    fn counted(&self, span: &Span, value_on: Day, to_line: WorkingLine) -> CountedDays {
        CountedDays {
            from: span.from,
            to: span.to,
            days: span.days,
            value_on,
            lines: lines::of_count(self, span, to_line),
        }
    }
}

impl CountedDays {
    /// The receipt of the count.
    #[must_use]
    pub fn working(&self) -> Working {
        Working {
            formula_id: Formula::DaysCounted.id().to_owned(),
            formula_version: Formula::DaysCounted.version(),
            title: "Days counted".to_owned(),
            lines: self.lines.clone(),
            total_label: "Days".to_owned(),
            total_detail: String::new(),
            total: Figure::Days { days: self.days },
            note: String::new(),
        }
    }
}
