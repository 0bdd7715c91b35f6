//! How a bought invoice stands: open, or closed in one of three ways.

use factor_domain::invoice::{ChargedBack, Closed, Purchased, Returned, Settled, Step, WrittenOff};
use factor_domain::settlement::SettleFacts;
use factor_domain::{Money, Refusal, Worked, Working};
use factor_store::invoice::InvoiceState;

use super::Life;

/// How a bought invoice stands.
pub(super) enum Ended {
    Open,
    Paid(Settled),
    ChargedBack(ChargedBack),
    WrittenOff(WrittenOff),
}

impl Life {
    /// How it stands.
    ///
    /// # Errors
    /// [`Refusal::EntryUnknown`] where the entry that closed it is not in its history.
    pub(super) fn ended(&self) -> Result<Ended, Refusal> {
        let Some(closing) = self.record.closing else { return Ok(Ended::Open) };
        let number = closing.entry;
        let by = self.history.iter().find(|booked| booked.number == number);
        let by = by.ok_or(Refusal::EntryUnknown { number })?;
        let closed = Closed {
            invoice: self.purchased.clone(),
            closed_on: closing.closed_on,
            closed_by: by.entry.cause,
        };
        let balances = self.purchased.balances();
        Ok(match self.record.state {
            InvoiceState::ClosedPaid => Ended::Paid(settled(closed)?),
            InvoiceState::ClosedChargedBack => {
                Ended::ChargedBack(ChargedBack { closed, charge: charge(balances.repurchased) })
            }
            InvoiceState::ClosedWrittenOff => {
                Ended::WrittenOff(WrittenOff { closed, loss: balances.loss })
            }
            InvoiceState::Draft
            | InvoiceState::Submitted
            | InvoiceState::Held
            | InvoiceState::Rejected
            | InvoiceState::Approved
            | InvoiceState::Purchased => Ended::Open,
        })
    }

    /// The invoice after a payment on it came back, and whether it is open then.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub(crate) fn returned(&self, returned: &Returned) -> Result<Step<Purchased>, Refusal> {
        match self.ended()? {
            Ended::Open => self.purchased.returned(&self.history, returned),
            Ended::Paid(settled) => settled.reopen(&self.history, returned),
            Ended::ChargedBack(back) => back.reopen(&self.history, returned),
            Ended::WrittenOff(off) => off.reopen(&self.history, returned),
        }
    }
}

/// What it left is worked out again from its balances: everything has been taken.
fn settled(closed: Closed) -> Result<Settled, Refusal> {
    let zero = Money::zero(closed.earned().currency());
    let nothing =
        SettleFacts { charges: Vec::new(), client_dues: zero, escrow: None, escrow_held: zero };
    let settlement = closed.invoice.settlement(&nothing)?;
    Ok(Settled { closed, settlement })
}

/// The charge of a charge-back; how it came about stands with its entry.
fn charge(value: Money) -> Worked<Money> {
    let working = Working {
        formula_id: factor_domain::Formula::ChargeBack.id().to_owned(),
        formula_version: factor_domain::Formula::ChargeBack.version(),
        title: "Charge-back".to_owned(),
        lines: Vec::new(),
        total_label: "Charged".to_owned(),
        total_detail: "as booked".to_owned(),
        total: factor_domain::Figure::Money { amount: value },
        note: String::new(),
    };
    Worked { value, working }
}
