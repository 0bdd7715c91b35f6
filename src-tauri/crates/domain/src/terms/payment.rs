//! When an invoice falls due.

mod discount;
#[cfg(test)]
mod tests;

pub use discount::{DiscountDates, DiscountYear, EarlyPaymentDiscount};

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::read::ReadError;
use crate::refusal::Refusal;
use crate::terms::{TermKey, Terms};
use crate::text::FieldProblem;
use serde::{Deserialize, Serialize};

/// The rule that gives an invoice its due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The end of the month in which so many days after the invoice date end.
    ///
    /// The other reading of "30 days end of month", customary in France and Italy.
    NetThenEndOfMonth {
        /// Days after the invoice date.
        days: u16,
    },
    /// A fixed day of a month: the 15th of the month after.
    DayOfMonth {
        /// 1 to 31; the last day where the month is shorter.
        day: u16,
        /// 0 for the invoice's own month, 1 for the month after.
        months_ahead: u16,
    },
    /// In parts, each with its own days.
    Instalments {
        /// In the order of their days; the shares add up to 100 %.
        parts: Vec<InstalmentPart>,
    },
}

/// One part of an invoice that is paid in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InstalmentPart {
    /// Share of the face.
    pub share: Rate,
    /// Days after the invoice date.
    pub days: u16,
}

/// What of an invoice is due on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Instalment {
    /// The day it is due.
    pub due_on: Day,
    /// The amount due on it.
    pub amount: Money,
}

impl PaymentSchedule {
    /// Most parts an invoice is paid in.
    pub const PARTS_MAX: usize = 36;

    /// The due date of an invoice of this date, never before it; of several parts the last one's.
    ///
    /// A day of the invoice's own month that has already passed means the same day a month later,
    /// as a debtor who pays on the 15th pays an invoice of the 20th. Weekends and holidays are left
    /// to [`Terms::due_date`].
    ///
    /// # Errors
    /// A due date after 2199.
    pub fn due_date(&self, invoiced_on: Day) -> Result<Day, ReadError> {
        match self {
            PaymentSchedule::NetDays { days } => invoiced_on.plus_days(i64::from(*days)),
            PaymentSchedule::EndOfMonth { days } => {
                invoiced_on.end_of_month().plus_days(i64::from(*days))
            }
            PaymentSchedule::NetThenEndOfMonth { days } => {
                Ok(invoiced_on.plus_days(i64::from(*days))?.end_of_month())
            }
            PaymentSchedule::DayOfMonth { day, months_ahead } => {
                let first = invoiced_on.in_same_month(1);
                let in_month = |ahead: i32| -> Result<Day, ReadError> {
                    Ok(first.plus_months(ahead)?.in_same_month(u32::from(*day)))
                };
                let due = in_month(i32::from(*months_ahead))?;
                if due < invoiced_on { in_month(i32::from(*months_ahead) + 1) } else { Ok(due) }
            }
            PaymentSchedule::Instalments { parts } => {
                let days = parts.iter().map(|part| part.days).max().unwrap_or(0);
                invoiced_on.plus_days(i64::from(days))
            }
        }
    }

    /// What of the face is due when: the parts sum to it exactly, the cents left over going to the
    /// largest remainders.
    ///
    /// # Errors
    /// [`Refusal::TermsIncomplete`] for parts that cannot be agreed, and
    /// [`Refusal::DayOutsideCalendar`] after 2199.
    pub fn instalments(&self, invoiced_on: Day, face: Money) -> Result<Vec<Instalment>, Refusal> {
        let problems = self.problems();
        if !problems.is_empty() {
            let of_term = |message| FieldProblem::new(TermKey::PaymentSchedule.as_str(), message);
            let problems = problems.into_iter().map(of_term).collect();
            return Err(Refusal::TermsIncomplete { problems });
        }
        let PaymentSchedule::Instalments { parts } = self else {
            let due_on = self.due_date(invoiced_on).map_err(Refusal::outside_calendar)?;
            return Ok(vec![Instalment { due_on, amount: face }]);
        };
        let weights: Vec<u64> =
            parts.iter().map(|part| part.share.millionths().unsigned_abs()).collect();
        let amounts = face.split(&weights)?;
        parts
            .iter()
            .zip(amounts)
            .map(|(part, amount)| {
                let due_on = invoiced_on
                    .plus_days(i64::from(part.days))
                    .map_err(Refusal::outside_calendar)?;
                Ok(Instalment { due_on, amount })
            })
            .collect()
    }

    /// Everything that stops this rule from being agreed, as sentences for its field.
    pub(super) fn problems(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        let mut at_most = |days: u16| {
            if days > Terms::DAYS_MAX {
                found.push("Enter at most 3,650 days");
            }
        };
        match self {
            PaymentSchedule::NetDays { days }
            | PaymentSchedule::EndOfMonth { days }
            | PaymentSchedule::NetThenEndOfMonth { days } => at_most(*days),
            PaymentSchedule::DayOfMonth { day, months_ahead } => {
                if !(1..=31).contains(day) {
                    found.push("Enter a day from 1 to 31");
                }
                if *months_ahead > Terms::MONTHS_MAX {
                    found.push("Enter at most 600 months ahead");
                }
            }
            PaymentSchedule::Instalments { parts } => {
                parts.last().iter().for_each(|last| at_most(last.days));
                found.extend(part_problems(parts));
            }
        }
        found
    }

    /// `Net 30`, `End of month + 15 days`, `Day 15 of the next month`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            PaymentSchedule::NetDays { days } => format!("Net {days}"),
            PaymentSchedule::EndOfMonth { days: 0 } => "End of month".to_owned(),
            PaymentSchedule::EndOfMonth { days: 1 } => "End of month + 1 day".to_owned(),
            PaymentSchedule::EndOfMonth { days } => format!("End of month + {days} days"),
            PaymentSchedule::NetThenEndOfMonth { days } => {
                format!("Net {days}, then end of month")
            }
            PaymentSchedule::DayOfMonth { day, months_ahead: 0 } => {
                format!("Day {day} of the month")
            }
            PaymentSchedule::DayOfMonth { day, months_ahead: 1 } => {
                format!("Day {day} of the next month")
            }
            PaymentSchedule::DayOfMonth { day, months_ahead } => {
                format!("Day {day}, {months_ahead} months ahead")
            }
            PaymentSchedule::Instalments { parts } => {
                let words = |part: &InstalmentPart| format!("{} net {}", part.share, part.days);
                parts.iter().map(words).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

fn part_problems(parts: &[InstalmentPart]) -> Vec<&'static str> {
    let mut found = Vec::new();
    if !(2..=PaymentSchedule::PARTS_MAX).contains(&parts.len()) {
        found.push("Enter 2 to 36 parts");
    }
    if parts.iter().any(|part| part.share <= Rate::ZERO) {
        found.push("Enter a share above 0% for each part");
    }
    let total: i128 = parts.iter().map(|part| i128::from(part.share.millionths())).sum();
    if total != i128::from(Rate::HUNDRED.millionths()) {
        found.push("Let the shares of the parts add up to 100%");
    }
    if !parts.windows(2).all(|pair| pair[0].days < pair[1].days) {
        found.push("Put the parts in the order of their days, one for each day");
    }
    found
}
