//! Buying, the fees taken with it or given back, and paying the client.

use super::{FeeKind, Income, InvoiceKey, Lines, Occasion, Place};
use crate::ids::BankAccountId;
use crate::ledger::{Account, Entry, Event};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::Worked;

/// An invoice is bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// The invoice.
    pub of: InvoiceKey,
    /// Its face.
    pub face: Money,
    /// The part of the price that is paid now, before fees are taken from it.
    pub advance: Worked<Money>,
}

impl Purchase {
    /// Receivables purchased against client payable and client reserve.
    ///
    /// # Errors
    /// A face of nothing or below, an advance outside it, two currencies.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let Purchase { of, face, advance } = self;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        let reserve = face.minus(advance.value)?;
        if advance.value.is_negative() || reserve.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance: advance.value });
        }
        let place = Place::invoice(of);
        Lines::new()
            .debit(Account::ReceivablesPurchased, place, face)?
            .credit(Account::ClientPayable, place, advance.value)?
            .credit(Account::ClientReserve, place, reserve)?
            .entry(Event::Purchase, on, Some(advance.working))
    }
}

/// A fee is taken from what is about to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeFromProceeds {
    /// The invoice, or none for a fee on the whole batch.
    pub of: Option<InvoiceKey>,
    /// What kind of fee it is.
    pub kind: FeeKind,
    /// The fee.
    pub fee: Worked<Money>,
}

impl FeeFromProceeds {
    /// Client payable against income.
    ///
    /// # Errors
    /// A fee of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientPayable, place, self.fee.value)?
            .credit(self.kind.income().account(), place, self.fee.value)?
            .entry(Event::FeeFromProceeds, on, Some(self.fee.working))
    }
}

/// A fee is taken from the reserve, at purchase or at settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeFromReserve {
    /// The invoice.
    pub of: InvoiceKey,
    /// What kind of income it is.
    pub income: Income,
    /// The fee.
    pub fee: Worked<Money>,
}

impl FeeFromReserve {
    /// Client reserve against income.
    ///
    /// # Errors
    /// A fee of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice(self.of);
        Lines::new()
            .debit(Account::ClientReserve, place, self.fee.value)?
            .credit(self.income.account(), place, self.fee.value)?
            .entry(Event::FeeFromReserve, on, Some(self.fee.working))
    }
}

/// A fee taken at purchase was more than has been earned; the rest goes back to the reserve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeRebate {
    /// The invoice.
    pub of: InvoiceKey,
    /// What kind of fee it was.
    pub kind: FeeKind,
    /// What is given back, above zero.
    pub rebate: Worked<Money>,
}

impl FeeRebate {
    /// Income against client reserve.
    ///
    /// # Errors
    /// A rebate of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice(self.of);
        Lines::new()
            .debit(self.kind.income().account(), place, self.rebate.value)?
            .credit(Account::ClientReserve, place, self.rebate.value)?
            .entry(Event::FeeRebate, on, Some(self.rebate.working))
    }
}

/// The client is paid what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disbursement {
    /// The firm's account it is paid from.
    pub bank: BankAccountId,
    /// What leaves it.
    pub amount: Money,
}

impl Disbursement {
    /// Client payable against cash.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientPayable, Place::CLIENT, self.amount)?
            .credit(Account::Cash, Place::bank(self.bank), self.amount)?
            .entry(Event::Disbursement, on, None)
    }
}
