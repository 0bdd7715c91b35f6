//! The days that terms give an invoice: due date, recourse date, late payment date.

use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::day_count::{DayCount, InvoiceDates, lines};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::{DayRoll, FeeDays, Instalment, RecourseBase, Terms};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

impl Terms {
    /// How the days of the factoring fee are counted.
    #[must_use]
    pub const fn day_count(&self) -> DayCount {
        DayCount {
            days: FeeDays {
                start: self.day_count_start,
                end: self.day_count_end,
                inclusion: self.day_inclusion,
                minimum_days: self.minimum_days,
                cap: self.day_cap,
            },
            clearance_days: self.clearance_days,
        }
    }

    /// The day from which the client must buy an unpaid invoice back: base day + recourse days.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn recourse_date(&self, dates: &InvoiceDates) -> Result<Day, Refusal> {
        let base = match self.recourse_base {
            RecourseBase::Invoice => dates.invoiced_on,
            RecourseBase::Purchase => dates.purchased_on,
            RecourseBase::Due => dates.due_on,
        };
        base.plus_days(i64::from(self.recourse_days)).map_err(Refusal::outside_calendar)
    }

    /// The last day before lateness has a consequence: due date + grace days, as calendar days.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn late_payment_date(&self, due_on: Day) -> Result<Day, Refusal> {
        due_on.plus_days(i64::from(self.grace_days)).map_err(Refusal::outside_calendar)
    }

    /// The same dates with the recourse date and the late payment date these terms give.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn with_caps(&self, dates: &InvoiceDates) -> Result<InvoiceDates, Refusal> {
        Ok(InvoiceDates {
            recourse_on: Some(self.recourse_date(dates)?),
            late_on: Some(self.late_payment_date(dates.due_on)?),
            ..*dates
        })
    }

    /// The due date by the payment schedule, moved as agreed where banks are closed.
    ///
    /// A move never puts it before the invoice date.
    ///
    /// # Errors
    /// [`Refusal::OtherCalendar`] for a calendar these terms do not name, and
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn due_date(
        &self,
        invoiced_on: Day,
        calendar: &HolidayCalendar,
    ) -> Result<Worked<Day>, Refusal> {
        self.check_calendar(calendar)?;
        let unmoved =
            self.payment_schedule.due_date(invoiced_on).map_err(Refusal::outside_calendar)?;
        let value = self.rolled(invoiced_on, unmoved, calendar)?;
        let mut lines = vec![
            WorkingLine::says("Invoice date".to_owned(), invoiced_on.format_short()),
            WorkingLine::says(
                "Payment schedule".to_owned(),
                format!("{}: {}", self.payment_schedule.label(), unmoved.format_short()),
            ),
        ];
        lines.extend(self.roll_line(unmoved, value, calendar));
        let working = Working {
            formula_id: Formula::DueDate.id().to_owned(),
            formula_version: Formula::DueDate.version(),
            title: "Due date".to_owned(),
            lines,
            total_label: "Due".to_owned(),
            total_detail: value.weekday().label().to_owned(),
            total: Figure::Day { day: value },
            note: String::new(),
        };
        Ok(Worked { value, working })
    }

    /// What of the face is due when, each day moved as agreed where banks are closed.
    ///
    /// # Errors
    /// As [`Terms::due_date`], and parts that cannot be agreed.
    pub fn instalments(
        &self,
        invoiced_on: Day,
        face: Money,
        calendar: &HolidayCalendar,
    ) -> Result<Vec<Instalment>, Refusal> {
        self.check_calendar(calendar)?;
        let parts = self.payment_schedule.instalments(invoiced_on, face)?;
        let moved = |part: Instalment| -> Result<Instalment, Refusal> {
            Ok(Instalment { due_on: self.rolled(invoiced_on, part.due_on, calendar)?, ..part })
        };
        parts.into_iter().map(moved).collect()
    }

    pub(crate) fn check_calendar(&self, calendar: &HolidayCalendar) -> Result<(), Refusal> {
        if self.calendar == *calendar.id() {
            return Ok(());
        }
        let (agreed, given) = (self.calendar.clone(), calendar.id().clone());
        Err(Refusal::OtherCalendar { agreed, given })
    }

    fn rolled(&self, from: Day, due: Day, calendar: &HolidayCalendar) -> Result<Day, Refusal> {
        let moved = calendar.roll(due, self.due_roll)?;
        Ok(if moved < from { due } else { moved })
    }

    fn roll_line(
        &self,
        unmoved: Day,
        value: Day,
        calendar: &HolidayCalendar,
    ) -> Option<WorkingLine> {
        if self.due_roll == DayRoll::None || calendar.is_business_day(unmoved) {
            return None;
        }
        let closed = calendar.holiday_on(unmoved).unwrap_or(unmoved.weekday().label());
        let detail = if unmoved == value {
            format!("{closed}; not moved before the invoice date")
        } else {
            let (before, after) = (unmoved.min(value), unmoved.max(value));
            let others = if before == unmoved {
                lines::skipped_text(calendar, before, after)
            } else {
                String::new()
            };
            format!("{closed}; moved to {}{others}", value.format_short())
        };
        Some(WorkingLine::says(self.due_roll.label().to_owned(), detail))
    }
}
