//! What a debtor owes because it pays late, by the terms of the invoice or by statute.

use crate::day::Day;
use crate::late::debt::{LateDebt, Settled};
use crate::late::form::LateForm;
use crate::late::{Frame, LateCap, LateFigures};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::GraceMeaning;
use crate::text::{DataId, Line};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// How a debtor is charged for paying late; never part of a factoring agreement's own charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebtorLateTerms {
    /// Why the debtor owes it; printed on every statement.
    pub legal_basis: LegalBasis,
    /// Whose income it is once it is paid.
    pub beneficiary: LateBeneficiary,
    /// How it is worked out.
    pub form: LateForm,
    /// Days after the due date before lateness has a consequence.
    pub grace_days: u16,
    /// What the grace days postpone.
    pub grace_meaning: GraceMeaning,
    /// Whether an invoice that has been paid, but late, is still charged.
    pub paid_late: PaidLate,
    /// A statement whose charges come to less than this charges nothing.
    pub minimum_memo: Money,
    /// How the exact charge becomes whole minor units.
    pub rounding: Rounding,
}

/// Why a debtor owes a late charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LegalBasis {
    /// Agreed before the sale, where the contract or the invoice says so.
    Contract {
        /// Where it is agreed.
        clause: Line,
    },
    /// Owed by law.
    Statute {
        /// Which law.
        law: DataId,
    },
}

/// Whose income a debtor's late charge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum LateBeneficiary {
    /// The factor's.
    Factor,
    /// The client's; the factor passes it on.
    Client,
}

/// Whether invoices that are paid, but were late, are charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidLate {
    /// Charged for the days they were late.
    Charged,
    /// Left alone.
    NotCharged,
}

/// A late charge to a debtor: a memo without a posting, until it is collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorLateCharge {
    /// The charge, its working, its days.
    pub figures: LateFigures,
    /// Why it is owed.
    pub legal_basis: LegalBasis,
    /// Whose income it is once collected.
    pub beneficiary: LateBeneficiary,
}

impl DebtorLateCharge {
    /// The part of it that is income after this much was collected on it; the rest stays a memo.
    ///
    /// # Errors
    /// Two currencies, or a collected amount below zero.
    pub fn recognised(&self, collected: Money) -> Result<Money, Refusal> {
        if collected.is_negative() {
            return Err(Refusal::LateAmountNegative { amount: collected });
        }
        Ok(collected.at_most(self.figures.charge.value)?)
    }
}

impl DebtorLateTerms {
    /// The charge on one debt up to and including `as_of`; the least memo is not looked at.
    ///
    /// Source: docs/money/interest-and-late.md, formula F-22.
    ///
    /// # Errors
    /// Terms that cannot be charged by, amounts below zero or in two currencies, days outside
    /// the calendar.
    pub fn charge(
        &self,
        debt: &LateDebt,
        as_of: Day,
        cap: Option<&LateCap>,
    ) -> Result<DebtorLateCharge, Refusal> {
        self.form.check()?;
        let mut late = debt.lateness(as_of, self.grace_days, self.grace_meaning)?;
        match (self.paid_late, late.settled) {
            (PaidLate::NotCharged, Settled::Paid) => late.charged = None,
            (PaidLate::NotCharged, Settled::Open)
            | (PaidLate::Charged, Settled::Open | Settled::Paid) => {}
        }
        let frame = Frame {
            late,
            debt,
            cap,
            rounding: self.rounding,
            formula: Formula::DebtorLateCharge,
            title: format!("Late charge to the debtor, to {}", as_of.format_short()),
        };
        Ok(DebtorLateCharge {
            figures: frame.figures(|charged| self.form.accrue(charged))?,
            legal_basis: self.legal_basis.clone(),
            beneficiary: self.beneficiary,
        })
    }

    /// The sum of several charges as one statement asks for it: nothing below the least memo.
    ///
    /// # Errors
    /// A least memo below zero, or charges in two currencies.
    pub fn memo(&self, charges: &[DebtorLateCharge]) -> Result<Worked<Money>, Refusal> {
        if self.minimum_memo.is_negative() {
            return Err(Refusal::LateTermsInvalid { problem: "enter a least memo of 0 or more" });
        }
        let mut sum = Money::zero(self.minimum_memo.currency());
        let mut lines = Vec::new();
        for charge in charges {
            let figures = &charge.figures;
            sum = sum.plus(figures.charge.value)?;
            let label = figures.charge.working.title.clone();
            let detail = format!("{} days late", figures.days_late);
            lines.push(WorkingLine::adds(label, detail, figures.charge.value));
        }
        let value = if sum.at_least(self.minimum_memo)? == sum {
            sum
        } else {
            let detail = format!("{sum} is below {}, nothing is charged", self.minimum_memo);
            lines.push(WorkingLine::adds("Least memo".to_owned(), detail, sum.negated()));
            Money::zero(sum.currency())
        };
        let working = Working {
            formula_id: Formula::DebtorLateCharge.id().to_owned(),
            formula_version: Formula::DebtorLateCharge.version(),
            title: "Late charges of the statement".to_owned(),
            lines,
            total_label: "Late charges".to_owned(),
            total_detail: "sum of the charges".to_owned(),
            total: Figure::Money { amount: value },
            note: String::new(),
        };
        Ok(Worked { value, working })
    }
}
