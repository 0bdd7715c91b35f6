//! Late charges: the client's and the debtor's, kept apart by type, and those of statute.
//!
//! The sums are shared, the data never is: a charge to a client follows from the factoring
//! agreement, a charge to a debtor from the terms of the invoice or from a statute.

mod cap;
mod charged;
mod client;
mod debt;
mod debtor;
mod form;
mod law;
pub(crate) mod money_text;
mod statute;
#[cfg(test)]
mod tests;

pub use cap::{LateCap, LateCaps};
pub use client::{ClientLateCharge, ClientLateDebt, ClientLateTerms};
pub use debt::{DisputeSpan, LateDebt, LatePayment};
pub use debtor::{DebtorLateCharge, DebtorLateTerms, LateBeneficiary, LegalBasis, PaidLate};
pub use form::{LateForm, LateLevel, MonthBalance, MonthCount};
pub use law::{CompensationTier, LateLaw, LateLaws, RateOverTime, ReferenceDay};
pub use statute::StatutoryCharge;

use crate::day::Day;
use crate::late::charged::{Accrued, Charged};
use crate::late::debt::Lateness;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// A late charge of either side, with what a notice has to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateFigures {
    /// What is charged, with its working.
    pub charge: Worked<Money>,
    /// What would be charged without a cap.
    pub uncapped: Money,
    /// Whether the law lowered it.
    pub cap: CapEffect,
    /// Days from the day after the due date to the last unpaid day, both counted.
    pub days_late: u32,
    /// The day from which the charge may be demanded: the day after the grace days.
    pub notice_on: Day,
}

/// What the cap of the jurisdiction did to a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CapEffect {
    /// No cap was given, or it has no limit.
    None,
    /// The charge is within the limit.
    Within {
        /// The most that is allowed.
        limit: Money,
    },
    /// The charge was lowered to the limit; the statement must say so.
    Applied {
        /// The most that is allowed.
        limit: Money,
    },
}

/// Everything the shared sum needs besides its form.
struct Frame<'a> {
    debt: &'a LateDebt,
    late: Lateness,
    cap: Option<&'a LateCap>,
    rounding: Rounding,
    formula: Formula,
    title: String,
}

impl Frame<'_> {
    /// Works a charge out on the charged days, rounds it once and holds it to the cap.
    fn figures(
        &self,
        accrue: impl FnOnce(&Charged<'_>) -> Result<Accrued, Refusal>,
    ) -> Result<LateFigures, Refusal> {
        let zero = Money::zero(self.debt.amount.currency());
        let Some((from, until)) = self.late.charged else {
            let line = WorkingLine::says("Days late".to_owned(), self.days_text());
            return self.finish(zero, CapEffect::None, vec![line]);
        };
        let bases = self.debt.bases(from)?;
        let (arises_on, rounding) = (self.late.arises_on, self.rounding);
        let charged = Charged { from, until, arises_on, bases: &bases, rounding };
        let accrued = accrue(&charged)?;
        let uncapped = accrued.exact.rounded(zero.currency(), rounding)?;
        let mut lines = accrued.lines;
        lines.insert(0, WorkingLine::says("Days late".to_owned(), self.days_text()));
        let limit = match self.cap {
            Some(cap) => cap.limit(&bases, (from, until))?,
            None => None,
        };
        let effect = match limit {
            None => CapEffect::None,
            Some(limit) if limit.at_most(uncapped)? == uncapped => CapEffect::Within { limit },
            Some(limit) => CapEffect::Applied { limit },
        };
        self.finish(uncapped, effect, lines)
    }

    fn finish(
        &self,
        uncapped: Money,
        cap: CapEffect,
        mut lines: Vec<WorkingLine>,
    ) -> Result<LateFigures, Refusal> {
        let shown = WorkingLine::sum_of(&lines, uncapped)?;
        let mut note = Vec::new();
        if shown != uncapped {
            note.push("Each line is shown rounded; the charge is rounded from the exact sum.");
        }
        let value = match cap {
            CapEffect::None | CapEffect::Within { .. } => uncapped,
            CapEffect::Applied { limit } => limit,
        };
        lines.extend(self.cap_line(uncapped, &cap)?);
        if value != uncapped {
            note.push("Cap applied.");
        }
        let working = Working {
            formula_id: self.formula.id().to_owned(),
            formula_version: self.formula.version(),
            title: self.title.clone(),
            lines,
            total_label: "Late charge".to_owned(),
            total_detail: format!("rounded once, {}", self.rounding.label()),
            total: Figure::Money { amount: value },
            note: note.join(" "),
        };
        Ok(LateFigures {
            charge: Worked { value, working },
            uncapped,
            cap,
            days_late: self.late.days_late,
            notice_on: self.late.notice_on,
        })
    }

    fn cap_line(
        &self,
        uncapped: Money,
        effect: &CapEffect,
    ) -> Result<Option<WorkingLine>, Refusal> {
        let Some(cap) = self.cap else { return Ok(None) };
        let label = format!("Cap, {}", cap.title.as_str());
        let doubt = if cap.confirmed { "" } else { " (unconfirmed)" };
        let law = format!("{}{doubt}", cap.label());
        Ok(Some(match effect {
            CapEffect::None => WorkingLine::says(label, law),
            CapEffect::Within { limit } => {
                WorkingLine::says(label, format!("{law}: {limit}, not below the charge"))
            }
            CapEffect::Applied { limit } => {
                let detail = format!("{law}: {uncapped} lowered to {limit}");
                WorkingLine::adds(label, detail, limit.minus(uncapped)?)
            }
        }))
    }

    /// `45 after Jul 1, 2026`.
    fn days_text(&self) -> String {
        let due = self.debt.due_on.format_short();
        let grace = match self.late.charged {
            None if self.late.days_late > 0 => ", within the grace days",
            None | Some(_) => "",
        };
        format!("{} after {due}{grace}", self.late.days_late)
    }
}
