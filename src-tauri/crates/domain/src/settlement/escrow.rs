//! The standing hold-back: how it fills, and to what.

use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::Terms;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What the escrow grows to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscrowCap {
    /// An amount.
    Amount(Money),
    /// A share of the facility limit.
    OfLine {
        /// That share.
        rate: Rate,
        /// The facility limit.
        line: Money,
    },
}

/// How the escrow is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscrowRule {
    /// Less than the agreed advance is paid, and the difference is kept.
    FromAdvance {
        /// The rate that is paid until the cap is reached.
        paid_rate: Rate,
        /// What it grows to.
        cap: EscrowCap,
    },
    /// A share of each rebate is kept.
    FromRebate {
        /// That share.
        rate: Rate,
        /// What it grows to.
        cap: EscrowCap,
    },
}

impl EscrowRule {
    /// The rule of these terms: a share of each rebate, up to an amount; none where none is agreed.
    #[must_use]
    pub fn of_terms(terms: &Terms) -> Option<EscrowRule> {
        let cap = EscrowCap::Amount(terms.escrow_cap);
        let rate = terms.escrow_rate;
        (!rate.is_zero()).then_some(EscrowRule::FromRebate { rate, cap })
    }

    /// What is kept of the advance on this base; nothing where the escrow fills from rebates.
    ///
    /// # Errors
    /// [`Refusal::EscrowRateAbove`] where more would be paid than was agreed.
    pub fn from_advance(
        self,
        base: Money,
        agreed: Rate,
        held: Money,
        rounding: Rounding,
    ) -> Result<Worked<Money>, Refusal> {
        match self {
            EscrowRule::FromRebate { .. } => Ok(nothing(base, "The escrow fills from rebates.")),
            EscrowRule::FromAdvance { paid_rate, cap } => {
                if paid_rate > agreed {
                    return Err(Refusal::EscrowRateAbove { agreed });
                }
                let millionths = i128::from(agreed.millionths() - paid_rate.millionths());
                let product = i128::from(base.minor()) * millionths;
                let full = Money::from_ratio(
                    product,
                    Rate::MILLIONTHS_PER_ONE,
                    base.currency(),
                    rounding,
                )?;
                let detail = format!("({agreed} \u{2212} {paid_rate}) \u{d7} {base}");
                capped("Kept of the advance", detail, full, cap, held, rounding)
            }
        }
    }

    /// What is kept of this rebate; nothing where the escrow fills from advances.
    ///
    /// # Errors
    /// A result beyond [`Money::MINOR_MAX`], or two currencies.
    pub fn from_rebate(
        self,
        rebate: Money,
        held: Money,
        rounding: Rounding,
    ) -> Result<Worked<Money>, Refusal> {
        match self {
            EscrowRule::FromAdvance { .. } => {
                Ok(nothing(rebate, "The escrow fills from advances."))
            }
            EscrowRule::FromRebate { rate, cap } => {
                let full = rebate.times(rate, rounding)?;
                let detail = format!("{rate} \u{d7} {rebate}");
                capped("Kept of the rebate", detail, full, cap, held, rounding)
            }
        }
    }
}

impl EscrowCap {
    /// The cap as an amount.
    ///
    /// # Errors
    /// A product beyond [`Money::MINOR_MAX`].
    pub fn amount(self, rounding: Rounding) -> Result<Money, Refusal> {
        match self {
            EscrowCap::Amount(amount) => Ok(amount),
            EscrowCap::OfLine { rate, line } => Ok(line.times(rate, rounding)?),
        }
    }
}

fn capped(
    label: &str,
    detail: String,
    full: Money,
    cap: EscrowCap,
    held: Money,
    rounding: Rounding,
) -> Result<Worked<Money>, Refusal> {
    let zero = Money::zero(full.currency());
    let cap = cap.amount(rounding)?;
    let room = cap.minus(held)?.at_least(zero)?;
    let value = full.at_least(zero)?.at_most(room)?;
    let mut lines = vec![WorkingLine::adds(label.to_owned(), detail, full)];
    if value != full {
        let detail = format!("the escrow holds {held} of {cap}");
        lines.push(WorkingLine::adds("Less beyond the cap".into(), detail, value.minus(full)?));
    }
    let note = format!("{} of {cap} held afterwards.", held.plus(value)?);
    Ok(worked(lines, value, format!("rounded once, {}", rounding.label()), note))
}

fn nothing(like: Money, why: &str) -> Worked<Money> {
    worked(Vec::new(), Money::zero(like.currency()), String::new(), why.to_owned())
}

fn worked(
    lines: Vec<WorkingLine>,
    value: Money,
    total_detail: String,
    note: String,
) -> Worked<Money> {
    let working = Working {
        formula_id: Formula::Escrow.id().to_owned(),
        formula_version: Formula::Escrow.version(),
        title: "Escrow".to_owned(),
        lines,
        total_label: "To escrow".to_owned(),
        total_detail,
        total: Figure::Money { amount: value },
        note,
    };
    Worked { value, working }
}
