//! What the client owes, pays and leaves standing.

use super::{FeeKind, InvoiceKey, Lines, Occasion, Place};
use crate::ids::BankAccountId;
use crate::ledger::{Account, Entry, Event};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Worked, Working};

/// What the client owes is kept back from what it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeRecovered {
    /// The invoice whose charge is recovered, if one caused it.
    pub of: Option<InvoiceKey>,
    /// How much.
    pub amount: Money,
    /// How it came about.
    pub working: Option<Working>,
}

impl ChargeRecovered {
    /// Client payable against client charges.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientPayable, place, self.amount)?
            .credit(Account::ClientCharges, place, self.amount)?
            .entry(Event::ChargeRecovered, on, self.working)
    }
}

/// The client pays what it owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargePaid {
    /// The invoice whose charge is paid, if one caused it.
    pub of: Option<InvoiceKey>,
    /// The firm's account it arrived on.
    pub bank: BankAccountId,
    /// How much.
    pub amount: Money,
}

impl ChargePaid {
    /// Cash against client charges.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::Cash, Place::bank(self.bank), self.amount)?
            .credit(Account::ClientCharges, Place::invoice_or_client(self.of), self.amount)?
            .entry(Event::ChargePaid, on, None)
    }
}

/// More was recovered or paid than the client owes; it becomes payable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeReturned {
    /// The invoice whose charge was recovered, if one caused it.
    pub of: Option<InvoiceKey>,
    /// How much, with what it was worked out from.
    pub amount: Worked<Money>,
}

impl ChargeReturned {
    /// Client charges against client payable.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientCharges, place, self.amount.value)?
            .credit(Account::ClientPayable, place, self.amount.value)?
            .entry(Event::ChargeReturned, on, Some(self.amount.working))
    }
}

/// The client is paid more than its invoices support, and owes it until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverAdvance {
    /// How much, above zero.
    pub amount: Money,
}

impl OverAdvance {
    /// Client charges against client payable; no invoice supports it, so none is named.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientCharges, Place::CLIENT, self.amount)?
            .credit(Account::ClientPayable, Place::CLIENT, self.amount)?
            .entry(Event::OverAdvance, on, None)
    }
}

/// A fee is billed outright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeBilled {
    /// The invoice that caused it, if one did.
    pub of: Option<InvoiceKey>,
    /// What kind of fee it is.
    pub kind: FeeKind,
    /// The fee.
    pub fee: Worked<Money>,
}

impl FeeBilled {
    /// Client charges against income.
    ///
    /// # Errors
    /// A fee of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientCharges, place, self.fee.value)?
            .credit(self.kind.income().account(), place, self.fee.value)?
            .entry(Event::FeeBilled, on, Some(self.fee.working))
    }
}

/// A late charge to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateCharge {
    /// The invoice that is late, if one is.
    pub of: Option<InvoiceKey>,
    /// The charge.
    pub charge: Worked<Money>,
}

impl LateCharge {
    /// Client charges against late charge income.
    ///
    /// # Errors
    /// A charge of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientCharges, place, self.charge.value)?
            .credit(Account::LateChargeIncome, place, self.charge.value)?
            .entry(Event::LateCharge, on, Some(self.charge.working))
    }
}

/// What interest on funds employed is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterestFrom {
    /// Billed to the client.
    Charges,
    /// The reserve of an invoice.
    Reserve(InvoiceKey),
}

/// Interest on funds employed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    /// What it is taken from.
    pub from: InterestFrom,
    /// The interest of the period.
    pub interest: Worked<Money>,
}

impl Interest {
    /// Client charges or client reserve against interest income.
    ///
    /// # Errors
    /// Interest of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let (account, place) = match self.from {
            InterestFrom::Charges => (Account::ClientCharges, Place::CLIENT),
            InterestFrom::Reserve(of) => (Account::ClientReserve, Place::invoice(of)),
        };
        Lines::new()
            .debit(account, place, self.interest.value)?
            .credit(Account::InterestIncome, place, self.interest.value)?
            .entry(Event::Interest, on, Some(self.interest.working))
    }
}

/// Part of a payment to the client is kept as escrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscrowContribution {
    /// The invoice whose advance or rebate it comes from, if one.
    pub of: Option<InvoiceKey>,
    /// How much, with what it was worked out from.
    pub amount: Worked<Money>,
}

impl EscrowContribution {
    /// Client payable against escrow.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::invoice_or_client(self.of);
        Lines::new()
            .debit(Account::ClientPayable, place, self.amount.value)?
            .credit(Account::Escrow, place, self.amount.value)?
            .entry(Event::EscrowContribution, on, Some(self.amount.working))
    }
}

/// Escrow becomes payable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EscrowRelease {
    /// How much.
    pub amount: Money,
}

impl EscrowRelease {
    /// Escrow against client payable.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::Escrow, Place::CLIENT, self.amount)?
            .credit(Account::ClientPayable, Place::CLIENT, self.amount)?
            .entry(Event::EscrowRelease, on, None)
    }
}
