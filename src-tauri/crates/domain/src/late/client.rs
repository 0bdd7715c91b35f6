//! What a client owes because an invoice it sold is late, by the factoring agreement.

use crate::day::Day;
use crate::late::charged::MonthRate;
use crate::late::debt::LateDebt;
use crate::late::form::{MonthBalance, MonthCount};
use crate::late::{Frame, LateCap, LateFigures};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{GraceMeaning, LateBase, LateChargeForm, Terms, YearBasis};
use crate::working::Formula;

/// The late-charge terms of a factoring agreement; only [`Terms`] make them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientLateTerms {
    rate: Rate,
    form: LateChargeForm,
    base: LateBase,
    grace_days: u16,
    grace_meaning: GraceMeaning,
    rounding: Rounding,
}

/// A sold invoice that is late, with both amounts the agreement may charge on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientLateDebt {
    /// The invoice, its unpaid balance, the debtor's payments and disputes.
    pub invoice: LateDebt,
    /// The advance still out before those payments; each goes to the advance first.
    pub advance_outstanding: Money,
}

/// A late charge to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientLateCharge {
    /// The charge, its working, its days.
    pub figures: LateFigures,
}

impl ClientLateTerms {
    /// What these terms charge the client for lateness; none where the account debtor owes the
    /// interest, or nobody does. The agreement's wording follows the same term.
    #[must_use]
    pub fn of(terms: &Terms) -> Option<ClientLateTerms> {
        terms.charges_client_late().then_some(ClientLateTerms {
            rate: terms.late_interest_rate,
            form: terms.late_charge_form,
            base: terms.late_base,
            grace_days: terms.grace_days,
            grace_meaning: terms.grace_meaning,
            rounding: terms.rounding,
        })
    }

    /// The charge up to and including `as_of`.
    ///
    /// By the day: base × yearly rate × days ÷ 365. By the month: a twelfth of the yearly rate
    /// for each 30 days begun, on the base of the first day of each. A disputed amount is taken
    /// off either base. Source: docs/money/interest-and-late.md, formula F-21.
    ///
    /// # Errors
    /// Amounts below zero or in two currencies, a rate below zero, days outside the calendar.
    pub fn charge(
        &self,
        debt: &ClientLateDebt,
        as_of: Day,
        cap: Option<&LateCap>,
    ) -> Result<ClientLateCharge, Refusal> {
        if self.rate < Rate::ZERO {
            return Err(Refusal::LateTermsInvalid { problem: "enter a rate of 0% or more" });
        }
        let amount = match self.base {
            LateBase::UnpaidBalance => debt.invoice.amount,
            LateBase::AdvanceOutstanding => debt.advance_outstanding,
        };
        let debt = LateDebt { amount, ..debt.invoice.clone() };
        let frame = Frame {
            late: debt.lateness(as_of, self.grace_days, self.grace_meaning)?,
            debt: &debt,
            cap,
            rounding: self.rounding,
            formula: Formula::ClientLateCharge,
            title: format!("Late charge to the client, to {}", as_of.format_short()),
        };
        let figures = frame.figures(|charged| match self.form {
            LateChargeForm::DailySimple => {
                charged.daily(&charged.at(self.rate), YearBasis::Actual365)
            }
            LateChargeForm::MonthOrPart => {
                let twelfth = MonthRate { rate: self.rate, months: 12 };
                charged.monthly(twelfth, MonthCount::ThirtyDaysOrPart, MonthBalance::Due)
            }
        })?;
        Ok(ClientLateCharge { figures })
    }
}
