//! What the firm loses.

use crate::invoice::{Closed, On, Purchased, Risk, Step, WrittenOff};
use crate::ledger::events::WriteOff;
use crate::refusal::Refusal;
use crate::text::Line;

/// Why open face is given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteOffGround {
    /// The debtor failed, and the firm bears that risk.
    CreditEvent {
        /// Who approved it.
        approved_by: Line,
    },
    /// The client bears the risk and cannot pay.
    ClientCannotPay {
        /// Who approved it.
        approved_by: Line,
    },
}

impl Purchased {
    /// Gives up what is open; the invoice's reserve bears it first.
    ///
    /// No fee is taken: it would raise income and loss by the same amount.
    ///
    /// # Errors
    /// [`Refusal::NothingOpen`], [`Refusal::ApprovalMissing`]; [`Refusal::ClientBearsRisk`] for a
    /// credit event that is the client's to bear, as in a dispute; [`Refusal::FirmBearsRisk`] for
    /// the reverse.
    pub fn write_off(&self, ground: &WriteOffGround, on: On) -> Result<Step<WrittenOff>, Refusal> {
        let open = self.balances().open;
        if !open.is_positive() {
            return Err(Refusal::NothingOpen);
        }
        let approved_by = match (ground, self.risk()) {
            (WriteOffGround::CreditEvent { .. }, Risk::Client) => {
                return Err(Refusal::ClientBearsRisk);
            }
            (WriteOffGround::ClientCannotPay { .. }, Risk::Firm(_)) => {
                return Err(Refusal::FirmBearsRisk);
            }
            (WriteOffGround::CreditEvent { approved_by }, Risk::Firm(_))
            | (WriteOffGround::ClientCannotPay { approved_by }, Risk::Client) => approved_by,
        };
        if approved_by.is_empty() {
            return Err(Refusal::ApprovalMissing);
        }
        let reserve = self.balances().reserve.at_most(open)?;
        let loss = open.minus(reserve)?;
        let of = self.facts().offered.of;
        let entry = WriteOff { of, face: open, reserve }.entry(&self.occasion(on))?;
        let step = self.booked(vec![entry], on)?;
        let closed = Closed { invoice: step.next, closed_on: on.event_on, closed_by: on.cause };
        Ok(Step { next: WrittenOff { closed, loss }, entries: step.entries })
    }
}
