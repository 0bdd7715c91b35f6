//! When an invoice falls due.

use crate::day::Day;
use crate::read::ReadError;
use serde::{Deserialize, Serialize};

/// The rule that gives an invoice its due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PaymentSchedule {
    /// So many days after the invoice date: net 30.
    NetDays {
        /// Days after the invoice date.
        days: u16,
    },
    /// So many days after the end of the invoice's month.
    EndOfMonth {
        /// Days after the last day of the month.
        days: u16,
    },
    /// A fixed day of a month: the 15th of the month after.
    DayOfMonth {
        /// 1 to 31; the last day where the month is shorter.
        day: u16,
        /// 0 for the invoice's own month, 1 for the month after.
        months_ahead: u16,
    },
}

impl PaymentSchedule {
    /// The due date of an invoice of this date, never before it.
    ///
    /// A day of the invoice's own month that has already passed means the same day a month later,
    /// as a debtor who pays on the 15th pays an invoice of the 20th.
    ///
    /// # Errors
    /// A due date after 2199.
    pub fn due_date(self, invoice_date: Day) -> Result<Day, ReadError> {
        match self {
            PaymentSchedule::NetDays { days } => invoice_date.plus_days(i64::from(days)),
            PaymentSchedule::EndOfMonth { days } => {
                invoice_date.end_of_month().plus_days(i64::from(days))
            }
            PaymentSchedule::DayOfMonth { day, months_ahead } => {
                let first = invoice_date.in_same_month(1);
                let in_month = |ahead: i32| -> Result<Day, ReadError> {
                    Ok(first.plus_months(ahead)?.in_same_month(u32::from(day)))
                };
                let due = in_month(i32::from(months_ahead))?;
                if due < invoice_date { in_month(i32::from(months_ahead) + 1) } else { Ok(due) }
            }
        }
    }

    /// `Net 30`, `End of month + 15 days`, `Day 15 of the next month`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            PaymentSchedule::NetDays { days } => format!("Net {days}"),
            PaymentSchedule::EndOfMonth { days: 0 } => "End of month".to_owned(),
            PaymentSchedule::EndOfMonth { days: 1 } => "End of month + 1 day".to_owned(),
            PaymentSchedule::EndOfMonth { days } => format!("End of month + {days} days"),
            PaymentSchedule::DayOfMonth { day, months_ahead: 0 } => {
                format!("Day {day} of the month")
            }
            PaymentSchedule::DayOfMonth { day, months_ahead: 1 } => {
                format!("Day {day} of the next month")
            }
            PaymentSchedule::DayOfMonth { day, months_ahead } => {
                format!("Day {day}, {months_ahead} months ahead")
            }
        }
    }
}
