//! Statutory late interest and compensation on one debt.

use crate::day::Day;
use crate::late::debt::LateDebt;
use crate::late::law::LateLaw;
use crate::late::{Frame, LateFigures};
use crate::money::Money;
use crate::rate_index::RateIndexes;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{GraceMeaning, YearBasis};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What the law gives on one late debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatutoryCharge {
    /// Simple interest, by the day on 365.
    pub interest: LateFigures,
    /// The fixed sum; zero of a debt that is not late or where the law knows none.
    pub compensation: Money,
    /// Both together, each on its lines.
    pub total: Worked<Money>,
}

impl LateLaw {
    /// Interest from the day after the due date up to and including `as_of`, and compensation.
    ///
    /// No grace days and no reminder are needed. The compensation goes by what was owed at the
    /// end of the due date. Source: docs/money/interest-and-late.md, formula F-23.
    ///
    /// # Errors
    /// A debt in another currency than the law's sums, an index without a value, amounts below
    /// zero or in two currencies, days outside the calendar.
    pub fn charge(
        &self,
        debt: &LateDebt,
        as_of: Day,
        rounding: Rounding,
        indexes: &RateIndexes,
    ) -> Result<StatutoryCharge, Refusal> {
        let late = debt.lateness(as_of, 0, GraceMeaning::NoticeWaits)?;
        let frame = Frame {
            debt,
            late,
            cap: None,
            rounding,
            formula: Formula::StatutoryLateCharge,
            title: format!("Statutory interest to {}", as_of.format_short()),
        };
        let rates = match late.charged {
            Some((from, until)) => self.rates_between(from, until, indexes)?,
            None => Vec::new(),
        };
        let interest = frame.figures(|charged| charged.daily(&rates, YearBasis::Actual365))?;
        let zero = Money::zero(debt.amount.currency());
        let owed = match late.charged {
            Some((from, _)) => debt.bases(from)?.first().map_or(zero, |base| base.amount),
            None => zero,
        };
        let compensation = match self.compensation_for(owed)? {
            Some(amount) if owed.is_positive() => amount,
            Some(_) | None => zero,
        };
        let mut total = self.total(&interest, owed, compensation)?;
        if !self.is_sure(&rates, indexes)? {
            total.working.note.push_str(" Unconfirmed values.");
        }
        Ok(StatutoryCharge { interest, compensation, total })
    }

    fn total(
        &self,
        interest: &LateFigures,
        owed: Money,
        compensation: Money,
    ) -> Result<Worked<Money>, Refusal> {
        let value = interest.charge.value.plus(compensation)?;
        let mut lines = interest.charge.working.lines.clone();
        for line in &mut lines {
            // The total adds the rounded interest; its parts are only read.
            if let Some(amount) = line.amount.take() {
                line.detail = format!("{} = {amount}", line.detail);
            }
        }
        let label = "Interest".to_owned();
        let detail = interest.charge.working.total_detail.clone();
        lines.push(WorkingLine::adds(label, detail, interest.charge.value));
        let detail = if compensation.is_zero() {
            "None".to_owned()
        } else {
            format!("Fixed sum for a debt of {owed}")
        };
        lines.push(WorkingLine::adds("Compensation".to_owned(), detail, compensation));
        let working = Working {
            formula_id: Formula::StatutoryLateCharge.id().to_owned(),
            formula_version: Formula::StatutoryLateCharge.version(),
            title: format!("Owed by law, {}", self.title.as_str()),
            lines,
            total_label: "Interest and compensation".to_owned(),
            total_detail: "sum of both".to_owned(),
            total: Figure::Money { amount: value },
            note: format!("Last checked {}.", self.checked.format_short()),
        };
        Ok(Worked { value, working })
    }
}
