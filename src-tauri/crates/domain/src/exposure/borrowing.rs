//! Availability in the form of a borrowing base certificate.

use crate::exposure::availability::{Availability, Drawn};
use crate::exposure::rules::Hold;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::WorkingLine;

/// What a certificate attests: the collateral rolled forward, and what it supports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BorrowingBase {
    /// Collateral of the certificate before.
    pub prior_collateral: Money,
    /// Invoices added since.
    pub purchases: Money,
    /// Collections and credits since.
    pub credits: Money,
    /// What does not count of it.
    pub ineligible: Money,
    /// Share of the eligible collateral that is lent.
    pub advance_rate: Rate,
    /// Amounts kept back.
    pub reserves: Vec<Hold>,
    /// What is out.
    pub outstanding: Money,
    /// The most that may be out: the line, a share of net worth. The lowest binds.
    pub caps: Vec<Hold>,
    /// How the advance becomes whole minor units.
    pub rounding: Rounding,
}

/// What a certificate comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Prior collateral, plus purchases, less credits.
    pub collateral: Money,
    /// What counts of it.
    pub eligible: Money,
    /// What may be drawn, and which cap bound.
    pub availability: Availability,
}

impl BorrowingBase {
    /// (eligible × rate) − reserves − outstanding, or what is left of the lowest cap.
    ///
    /// # Errors
    /// More ineligible than there is collateral, two currencies, or an amount out of range.
    pub fn certify(&self) -> Result<Certificate, Refusal> {
        let collateral = self.prior_collateral.plus(self.purchases)?.minus(self.credits)?;
        let eligible = collateral.minus(self.ineligible)?;
        if eligible.is_negative() {
            return Err(Refusal::AmountNegative { amount: eligible });
        }
        let advance = eligible.times(self.advance_rate, self.rounding)?;
        let (rate, rounding) = (self.advance_rate, self.rounding.label());
        let mut lines = vec![
            WorkingLine::says(
                "Collateral".to_owned(),
                format!(
                    "{} + {} − {} = {collateral}",
                    self.prior_collateral, self.purchases, self.credits
                ),
            ),
            WorkingLine::says(
                "Eligible".to_owned(),
                format!("{collateral} − {} = {eligible}", self.ineligible),
            ),
            WorkingLine::adds(
                "Advance on eligible".to_owned(),
                format!("{rate} × {eligible}, rounded {rounding}"),
                advance,
            ),
        ];
        let mut calculated = advance.minus(self.outstanding)?;
        for reserve in &self.reserves {
            calculated = calculated.minus(reserve.amount)?;
            let amount = reserve.amount.negated();
            lines.push(WorkingLine::adds(reserve.label.clone(), "reserve".to_owned(), amount));
        }
        let out = self.outstanding.negated();
        lines.push(WorkingLine::adds("Outstanding".to_owned(), "already out".to_owned(), out));
        let caps = self
            .caps
            .iter()
            .map(|cap| {
                let amount = cap.amount.minus(self.outstanding)?;
                Ok(Hold { label: cap.label.clone(), amount })
            })
            .collect::<Result<Vec<_>, Refusal>>()?;
        let availability = Drawn::lesser_of(calculated, &caps)?.closed(lines, &caps)?;
        Ok(Certificate { collateral, eligible, availability })
    }
}
