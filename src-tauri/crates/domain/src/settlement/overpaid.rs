//! What was recovered for charges that turned out not to be owed.

use crate::ledger::Entry;
use crate::ledger::events::{ChargeReturned, InvoiceKey, Occasion};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What client charges stand at for one invoice, or for the client alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingCharge {
    /// The invoice, if one.
    pub of: Option<InvoiceKey>,
    /// The balance: above zero what is owed, below zero what was paid beyond it.
    pub balance: Money,
}

/// One amount that goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The invoice whose charge was recovered, if one.
    pub of: Option<InvoiceKey>,
    /// How much.
    pub amount: Money,
}

/// What goes back to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverpaidPlan {
    /// The amounts, invoice by invoice.
    pub returned: Vec<Returned>,
    /// All of them together: what client charges stand below zero.
    pub total: Worked<Money>,
}

/// Works out what the client has paid beyond all that it owes.
///
/// A charge may be recovered before its invoice opens again by a returned payment; its mirror then
/// leaves client charges below zero. What is still owed elsewhere is kept back from it. Give every
/// charge of the client, in one currency.
///
/// # Errors
/// A sum beyond [`Money::MINOR_MAX`], or two currencies.
pub fn return_overpaid(charges: &[StandingCharge], zero: Money) -> Result<OverpaidPlan, Refusal> {
    let (mut overpaid, mut owed) = (zero, zero);
    for charge in charges {
        if charge.balance.is_negative() {
            overpaid = overpaid.minus(charge.balance)?;
        } else {
            owed = owed.plus(charge.balance)?;
        }
    }
    let kept = owed.at_most(overpaid)?;
    let value = overpaid.minus(kept)?;
    let mut below: Vec<&StandingCharge> =
        charges.iter().filter(|charge| charge.balance.is_negative()).collect();
    below.sort_by_key(|charge| charge.of);
    let (mut left, mut returned) = (value, Vec::new());
    for charge in below {
        let amount = charge.balance.negated().at_most(left)?;
        if !amount.is_zero() {
            left = left.minus(amount)?;
            returned.push(Returned { of: charge.of, amount });
        }
    }
    let mut lines = Vec::new();
    if !overpaid.is_zero() {
        let detail = "recovered or paid, and not owed".to_owned();
        lines.push(WorkingLine::adds("Charges below zero".into(), detail, overpaid));
    }
    if !kept.is_zero() {
        let detail = format!("of {owed} owed on other charges");
        lines.push(WorkingLine::adds("Less kept".into(), detail, kept.negated()));
    }
    let working = written(lines, value, "all charges together");
    Ok(OverpaidPlan { returned, total: Worked { value, working } })
}

impl OverpaidPlan {
    /// The entries of the plan.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where nothing was overpaid.
    pub fn entries(&self, on: &Occasion) -> Result<Vec<Entry>, Refusal> {
        if self.returned.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        let whole = &self.total;
        let entry = |part: &Returned| {
            let Returned { of, amount: value } = *part;
            let working = if value == whole.value {
                whole.working.clone()
            } else {
                let detail = format!("its part of {}", whole.value);
                let line = WorkingLine::adds("Charge below zero".into(), detail, value);
                written(vec![line], value, "of this charge")
            };
            ChargeReturned { of, amount: Worked { value, working } }.entry(on)
        };
        self.returned.iter().map(entry).collect()
    }
}

fn written(lines: Vec<WorkingLine>, value: Money, total_detail: &str) -> Working {
    Working {
        formula_id: Formula::Recovery.id().to_owned(),
        formula_version: Formula::Recovery.version(),
        title: "Charges returned to the client".to_owned(),
        lines,
        total_label: "Returned".to_owned(),
        total_detail: total_detail.to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    }
}
