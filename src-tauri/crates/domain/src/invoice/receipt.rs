//! One receipt, shared out over invoices and debtors.

use crate::day::Day;
use crate::ids::{BankAccountId, ClientId, DebtorId, ReceiptId};
use crate::invoice::{On, Paying, Payment, Purchased, Step};
use crate::ledger::events::{
    DebtorRefund, FromDebtor, GiveBack, LateChargeCollected, Occasion, Receipt,
};
use crate::ledger::{Cause, Entry};
use crate::money::Money;
use crate::refusal::Refusal;

/// Money that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The receipt.
    pub receipt: ReceiptId,
    /// Whose client it is for, if that is known.
    pub client: Option<ClientId>,
    /// The firm's account it arrived on.
    pub bank: BankAccountId,
    /// For which debtors it is, and how much for each.
    pub parts: Vec<FromDebtor>,
    /// The day it was received.
    pub received_on: Day,
    /// The day it is posted.
    pub posted_on: Day,
    /// The day it counts as collected: received and cleared.
    pub value_on: Day,
}

/// What a part of it is for; what is for nothing stays unapplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptPart {
    /// It pays an invoice.
    Invoice {
        /// The invoice.
        invoice: Purchased,
        /// How much.
        amount: Money,
        /// What the payment is meant to be.
        paying: Paying,
    },
    /// The client turns over what a debtor had paid to it.
    TurnedOver {
        /// The invoice it was paid for.
        invoice: Purchased,
        /// How much.
        amount: Money,
    },
    /// It is for something not purchased, or charged back: it is the client's.
    GiveBack {
        /// Whose.
        client: ClientId,
        /// Who paid.
        debtor: DebtorId,
        /// How much.
        amount: Money,
        /// The processing fee kept from it; may be nothing.
        fee: Money,
    },
    /// It goes back to the debtor.
    Refund(DebtorRefund),
    /// It pays a late charge.
    LateCharge {
        /// Whose invoice was late.
        client: ClientId,
        /// The charge.
        charge: LateChargeCollected,
    },
}

/// A receipt worked out whole, waiting for a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptStaged {
    /// The invoices it paid, as they are afterwards, and all entries.
    pub step: Step<Vec<Purchased>>,
    /// What stays unapplied, by debtor; never income.
    pub unapplied: Vec<FromDebtor>,
}

impl ReceiptPart {
    fn debtor(&self) -> DebtorId {
        match self {
            ReceiptPart::Invoice { invoice, .. } | ReceiptPart::TurnedOver { invoice, .. } => {
                invoice.facts().offered.of.debtor
            }
            ReceiptPart::GiveBack { debtor, .. } => *debtor,
            ReceiptPart::Refund(refund) => refund.debtor,
            ReceiptPart::LateCharge { charge, .. } => charge.of.debtor,
        }
    }

    const fn amount(&self) -> Money {
        match self {
            ReceiptPart::Invoice { amount, .. }
            | ReceiptPart::TurnedOver { amount, .. }
            | ReceiptPart::GiveBack { amount, .. } => *amount,
            ReceiptPart::Refund(refund) => refund.amount,
            ReceiptPart::LateCharge { charge, .. } => charge.amount,
        }
    }
}

impl Arrival {
    /// Books the receipt and what its parts are for.
    ///
    /// # Errors
    /// [`Refusal::ReceiptExceeded`] where a debtor's parts are more than it paid, or name a debtor
    /// who paid nothing; [`Refusal::InvoiceTwice`]; and as [`Purchased::apply`].
    pub fn stage(self, parts: Vec<ReceiptPart>) -> Result<ReceiptStaged, Refusal> {
        let on = self.on();
        let occasion = self.occasion(self.client);
        let receipt = Receipt { bank: self.bank, parts: self.parts.clone() };
        let mut unapplied = merged(&self.parts)?;
        let mut entries = vec![receipt.entry(&occasion)?];
        let mut next: Vec<Purchased> = Vec::new();
        for part in parts {
            draw(&mut unapplied, part.debtor(), part.amount())?;
            match part {
                ReceiptPart::Invoice { invoice, amount, paying } => {
                    let step = invoice.apply(self.payment(amount), &paying, on)?;
                    push(&mut next, &mut entries, step)?;
                }
                ReceiptPart::TurnedOver { invoice, amount } => {
                    let step = invoice.turned_over(self.payment(amount), on)?;
                    push(&mut next, &mut entries, step)?;
                }
                ReceiptPart::GiveBack { client, debtor, amount, fee } => {
                    let give_back = GiveBack { debtor, amount, fee };
                    entries.push(give_back.entry(&self.occasion(Some(client)))?);
                }
                ReceiptPart::Refund(refund) => entries.push(refund.entry(&occasion)?),
                ReceiptPart::LateCharge { client, charge } => {
                    entries.push(charge.entry(&self.occasion(Some(client)))?);
                }
            }
        }
        unapplied.retain(|part| !part.amount.is_zero());
        Ok(ReceiptStaged { step: Step { next, entries }, unapplied })
    }

    const fn on(&self) -> On {
        let cause = Cause::Receipt(self.receipt);
        On { cause, event_on: self.received_on, value_on: self.value_on }
    }

    const fn occasion(&self, client: Option<ClientId>) -> Occasion {
        Occasion {
            cause: Cause::Receipt(self.receipt),
            client,
            event_on: self.received_on,
            value_on: self.value_on,
            terms_version: None,
        }
    }

    const fn payment(&self, amount: Money) -> Payment {
        Payment {
            receipt: self.receipt,
            received_on: self.received_on,
            posted_on: self.posted_on,
            value_on: self.value_on,
            amount,
        }
    }
}

/// One part for each debtor, in order of debtors.
fn merged(parts: &[FromDebtor]) -> Result<Vec<FromDebtor>, Refusal> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.debtor);
    let mut merged: Vec<FromDebtor> = Vec::new();
    for part in parts {
        match merged.last_mut().filter(|last| last.debtor == part.debtor) {
            Some(last) => last.amount = last.amount.plus(part.amount)?,
            None => merged.push(part),
        }
    }
    Ok(merged)
}

fn draw(unapplied: &mut [FromDebtor], debtor: DebtorId, amount: Money) -> Result<(), Refusal> {
    let zero = Money::zero(amount.currency());
    let Some(part) = unapplied.iter_mut().find(|part| part.debtor == debtor) else {
        return Err(Refusal::ReceiptExceeded { left: zero });
    };
    let left = part.amount.minus(amount)?;
    if left.is_negative() {
        return Err(Refusal::ReceiptExceeded { left: part.amount });
    }
    part.amount = left;
    Ok(())
}

/// An invoice stands in a receipt once: a second part would be worked out on a stale state.
fn push(
    next: &mut Vec<Purchased>,
    entries: &mut Vec<Entry>,
    step: Step<Purchased>,
) -> Result<(), Refusal> {
    let invoice = step.next.facts().offered.of.invoice;
    if next.iter().any(|other| other.facts().offered.of.invoice == invoice) {
        return Err(Refusal::InvoiceTwice { invoice });
    }
    next.push(step.next);
    entries.extend(step.entries);
    Ok(())
}
