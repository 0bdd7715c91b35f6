//! The fee of a reminder: agreed with the debtor, asked for once by a letter, whatever the number
//! of invoices on it. A memo like every charge of a debtor.

use crate::money::{Money, MoneyError};
use crate::statement::{DebtorRow, DebtorStatement, LateRule};
use crate::text::Line;

/// A fee as it is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderFee {
    /// How much a letter asks for.
    pub amount: Money,
    /// Where it is agreed, "clause 7 of the terms of sale".
    pub basis: Line,
}

/// What a letter may ask for of an agreed fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeAllowed {
    /// How much.
    pub amount: Money,
    /// What held it down.
    pub held_by: FeeLimit,
}

/// What holds a fee down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeeLimit {
    /// Nothing: it is as agreed.
    None,
    /// The limits on late charges of the jurisdiction; a fee is one of them.
    Cap,
    /// Charges follow a law, whose fixed sum stands in place of a fee.
    Law,
}

impl DebtorStatement {
    /// What a letter may ask for beside the late charges on the open invoices.
    ///
    /// # Errors
    /// Two currencies; a sum that no amount holds.
    pub fn fee_allowed(&self, agreed: Money, rule: &LateRule) -> Result<FeeAllowed, MoneyError> {
        let zero = Money::zero(agreed.currency());
        if let LateRule::Statute { .. } = rule {
            return Ok(FeeAllowed { amount: zero, held_by: FeeLimit::Law });
        }
        let mut room = Some(zero);
        for row in &self.open {
            let of_row = row.charge.as_ref().and_then(|charge| charge.room);
            room = match (room, of_row) {
                (Some(sum), Some(more)) => Some(sum.plus(more)?),
                (None, _) | (_, None) => None,
            };
        }
        let amount = room.map_or(Ok(agreed), |room| agreed.at_most(room))?;
        let held_by = if amount == agreed { FeeLimit::None } else { FeeLimit::Cap };
        Ok(FeeAllowed { amount, held_by })
    }

    /// With what a letter asked for, as far as it is not paid: what was paid for lateness beyond
    /// the charges was paid on the fee, and so was what was paid on invoices not stated here.
    ///
    /// # Errors
    /// Two currencies; a sum that no amount holds.
    pub fn with_fee(
        mut self,
        asked: Money,
        paid_elsewhere: Money,
    ) -> Result<DebtorStatement, MoneyError> {
        let paid = self.paid_beyond.plus(paid_elsewhere)?;
        self.fee = asked.minus(paid.at_most(asked)?)?;
        self.due_with_charges = self.due.plus(self.charges)?.plus(self.fee)?;
        Ok(self)
    }

    /// Of a letter that asks for no late charges.
    #[must_use]
    pub fn without_charges(mut self) -> DebtorStatement {
        let zero = Money::zero(self.currency);
        let uncharged = |row: &mut DebtorRow| row.charge = None;
        self.open.iter_mut().for_each(uncharged);
        self.paid_late.clear();
        (self.charges, self.per_day) = (zero, zero);
        self.due_with_charges = self.due;
        self.is_capped = false;
        self
    }
}
