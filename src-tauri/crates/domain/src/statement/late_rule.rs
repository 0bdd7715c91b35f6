//! By what a debtor is charged for paying late: not at all, by the terms of the invoice, or by law.

use crate::currency::Currency;
use crate::day::Day;
use crate::late::{
    CapEffect, DebtorLateCharge, DebtorLateTerms, LateCap, LateCaps, LateDebt, LateFigures,
    LateForm, LateLaws,
};
use crate::money::{Money, MoneyError};
use crate::rate_index::RateIndexes;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::text::DataId;
use crate::working::{Figure, Worked, WorkingLine};
use serde::{Deserialize, Serialize};

/// By what a debtor is charged for paying late.
#[expect(clippy::large_enum_variant, reason = "a firm has one of them")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LateRule {
    /// Not at all.
    #[default]
    None,
    /// By what the invoice or the contract of sale says, within the limits of a jurisdiction.
    Agreed {
        /// What it says.
        terms: DebtorLateTerms,
        /// Whose limits hold it down; none if the firm has found that none apply.
        jurisdiction: Option<DataId>,
    },
    /// By a law.
    Statute {
        /// Which law.
        law: DataId,
    },
}

/// The dated data that rules refer to.
#[derive(Clone, Copy, Debug)]
pub struct Rulebook<'a> {
    /// Limits by jurisdiction.
    pub caps: &'a LateCaps,
    /// Laws on late payment.
    pub laws: &'a LateLaws,
    /// The rates they follow.
    pub indexes: &'a RateIndexes,
}

/// What is charged on one invoice: a memo, nothing is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCharge {
    /// The charge with its working.
    pub charge: Worked<Money>,
    /// What of it is a fixed sum; the rest is interest.
    pub fee: Money,
    /// Whether a limit lowered it.
    pub is_capped: bool,
    /// What the limits of the jurisdiction leave for a fee beside it; none without a limit.
    pub room: Option<Money>,
    /// As the least memo of the terms counts it; none where a law decides.
    agreed: Option<DebtorLateCharge>,
}

impl LateRule {
    /// The charge on one debt to the end of a day; none where nothing is charged.
    ///
    /// # Errors
    /// Terms that cannot be charged by, a jurisdiction or a rate that is not known.
    pub fn charge(
        &self,
        debt: &LateDebt,
        as_of: Day,
        rules: &Rulebook<'_>,
    ) -> Result<Option<RowCharge>, Refusal> {
        match self {
            LateRule::None => Ok(None),
            LateRule::Agreed { terms, jurisdiction } => {
                let cap = match jurisdiction {
                    Some(id) => Some(rules.caps.in_force(id, debt.due_on)?),
                    None => None,
                };
                let charge = terms.charge(debt, as_of, cap)?;
                let value = charge.figures.charge.value;
                let fee = match terms.form {
                    LateForm::Daily { .. } | LateForm::Monthly { .. } => {
                        Money::zero(value.currency())
                    }
                    LateForm::PerLevel { .. } | LateForm::Percent { .. } => value,
                };
                Ok(Some(RowCharge {
                    charge: charge.figures.charge.clone(),
                    fee,
                    is_capped: is_capped(&charge.figures),
                    room: room(&charge.figures, cap)?,
                    agreed: Some(charge),
                }))
            }
            LateRule::Statute { law } => {
                let law = rules.laws.in_force(law, debt.due_on)?;
                let charge = law.charge(debt, as_of, Rounding::HalfUp, rules.indexes)?;
                Ok(Some(RowCharge {
                    is_capped: is_capped(&charge.interest),
                    // The law's own fixed sum stands in place of a fee.
                    room: Some(Money::zero(debt.amount.currency())),
                    fee: charge.compensation,
                    charge: charge.total,
                    agreed: None,
                }))
            }
        }
    }

    /// What a statement asks for in all: nothing below the least memo of the terms.
    ///
    /// # Errors
    /// Charges in two currencies, or a least memo below zero.
    pub(super) fn memo(
        &self,
        charges: &[&RowCharge],
        currency: Currency,
    ) -> Result<Money, Refusal> {
        match self {
            LateRule::None => Ok(Money::zero(currency)),
            LateRule::Agreed { terms, .. } => {
                let agreed: Vec<DebtorLateCharge> =
                    charges.iter().filter_map(|one| one.agreed.clone()).collect();
                Ok(terms.memo(&agreed)?.value)
            }
            LateRule::Statute { .. } => {
                let mut amounts = charges.iter().map(|one| one.charge.value);
                Ok(amounts.try_fold(Money::zero(currency), Money::plus)?)
            }
        }
    }
}

impl RowCharge {
    /// What is left of it after a payment on it, and what of the payment it did not take.
    ///
    /// # Errors
    /// Two currencies.
    pub(super) fn less(mut self, paid: Money) -> Result<(RowCharge, Money), MoneyError> {
        let taken = paid.at_most(self.charge.value)?;
        let beyond = paid.minus(taken)?;
        if taken.is_zero() {
            return Ok((self, beyond));
        }
        let left = self.charge.value.minus(taken)?;
        let working = &mut self.charge.working;
        let detail = format!("{taken} was paid on it");
        working.lines.push(WorkingLine::adds("Paid".to_owned(), detail, taken.negated()));
        working.total = Figure::Money { amount: left };
        self.charge.value = left;
        self.fee = self.fee.at_most(left)?;
        if let Some(agreed) = &mut self.agreed {
            agreed.figures.charge = self.charge.clone();
        }
        Ok((self, beyond))
    }
}

/// What a cap leaves; nothing within the days of grace, in which nothing may be charged.
fn room(figures: &LateFigures, cap: Option<&LateCap>) -> Result<Option<Money>, MoneyError> {
    match figures.cap {
        CapEffect::Applied { limit } | CapEffect::Within { limit } => {
            limit.minus(figures.charge.value).map(Some)
        }
        CapEffect::None => {
            let none = Money::zero(figures.charge.value.currency());
            Ok(cap.filter(|cap| cap.has_limit()).map(|_| none))
        }
    }
}

const fn is_capped(figures: &LateFigures) -> bool {
    match figures.cap {
        CapEffect::Applied { .. } => true,
        CapEffect::None | CapEffect::Within { .. } => false,
    }
}
