//! How an invoice ends: released, short, charged back or written off.

use super::{Income, InvoiceKey, Lines, Occasion, Place};
use crate::ledger::{Account, Entry, Event};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::Working;

/// A reserve below zero becomes what the client owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deficit {
    /// The invoice whose reserve fell short.
    pub of: InvoiceKey,
    /// By how much.
    pub amount: Money,
    /// How it came about.
    pub working: Option<Working>,
}

impl Deficit {
    /// Client charges against client reserve.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientCharges, Place::invoice(self.of), self.amount)?
            .credit(Account::ClientReserve, Place::invoice(self.of), self.amount)?
            .entry(Event::Deficit, on, self.working)
    }
}

/// Earned reserve becomes payable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveRelease {
    /// The collected invoice.
    pub of: InvoiceKey,
    /// How much is released.
    pub amount: Money,
    /// How it came about.
    pub working: Option<Working>,
}

impl ReserveRelease {
    /// Client reserve against client payable.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientReserve, Place::invoice(self.of), self.amount)?
            .credit(Account::ClientPayable, Place::invoice(self.of), self.amount)?
            .entry(Event::ReserveRelease, on, self.working)
    }
}

/// A fee that has been earned and not been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarnedFee {
    /// What kind of income it is.
    pub income: Income,
    /// How much.
    pub amount: Money,
}

/// An unpaid invoice goes back to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeBack {
    /// The invoice.
    pub of: InvoiceKey,
    /// The open face that is charged.
    pub face: Money,
    /// The invoice's reserve that is credited against it.
    pub reserve: Money,
    /// The fees earned to this day and not taken yet.
    pub fees: Vec<EarnedFee>,
    /// How the net charge came about.
    pub working: Working,
}

impl ChargeBack {
    /// Client charges bear the face and the fee, less the reserve.
    ///
    /// # Errors
    /// Amounts below zero, or nothing at all.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice(self.of);
        let mut lines = Lines::new()
            .debit(Account::ClientCharges, place, self.face)?
            .credit(Account::ReceivablesPurchased, place, self.face)?
            .debit(Account::ClientReserve, place, self.reserve)?
            .credit(Account::ClientCharges, place, self.reserve)?;
        for EarnedFee { income, amount } in self.fees {
            lines = lines.debit(Account::ClientCharges, place, amount)?.credit(
                income.account(),
                place,
                amount,
            )?;
        }
        lines.entry(Event::ChargeBack, on, Some(self.working))
    }
}

/// Open face is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOff {
    /// The invoice.
    pub of: InvoiceKey,
    /// The open face that is given up.
    pub face: Money,
    /// The part of it that the invoice's reserve bears; the rest is the firm's loss.
    pub reserve: Money,
}

impl WriteOff {
    /// Bad debt and client reserve against receivables purchased.
    ///
    /// # Errors
    /// A face of nothing or below, or a reserve above it.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice(self.of);
        Lines::new()
            .debit(Account::BadDebt, place, self.face.minus(self.reserve)?)?
            .debit(Account::ClientReserve, place, self.reserve)?
            .credit(Account::ReceivablesPurchased, place, self.face)?
            .entry(Event::WriteOff, on, None)
    }
}
