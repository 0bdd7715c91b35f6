//! Money from debtors, and what lowers an invoice without money.

use super::{InvoiceKey, Lines, Occasion, Place};
use crate::ids::{BankAccountId, DebtorId};
use crate::ledger::{Account, Entry, Event};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::Working;

/// What one debtor's part of a receipt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FromDebtor {
    /// Whose debt it pays.
    pub debtor: DebtorId,
    /// How much.
    pub amount: Money,
}

/// Money comes in, for one debtor or for several that pay together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The firm's account it arrived on.
    pub bank: BankAccountId,
    /// The parts, which sum to what arrived.
    pub parts: Vec<FromDebtor>,
}

impl Receipt {
    /// Cash against the unapplied cash of each debtor.
    ///
    /// # Errors
    /// No parts, or a part of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let mut parts = self.parts.iter();
        let first = parts.next().ok_or(Refusal::NothingToBook)?.amount;
        let total = parts.try_fold(first, |sum, part| sum.plus(part.amount))?;
        let mut lines = Lines::new().debit(Account::Cash, Place::bank(self.bank), total)?;
        for part in self.parts {
            let place = Place::debtor(part.debtor);
            lines = lines.credit(Account::UnappliedCash, place, part.amount)?;
        }
        lines.entry(Event::Receipt, on, None)
    }
}

/// Received money pays an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// The invoice.
    pub of: InvoiceKey,
    /// How much of it is paid.
    pub amount: Money,
}

impl Application {
    /// Unapplied cash of the debtor against receivables purchased.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::UnappliedCash, Place::debtor(self.of.debtor), self.amount)?
            .credit(Account::ReceivablesPurchased, Place::invoice(self.of), self.amount)?
            .entry(Event::Application, on, None)
    }
}

/// A short payment that the reserve bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortPay {
    /// The invoice.
    pub of: InvoiceKey,
    /// What will not be paid.
    pub amount: Money,
    /// How a discount that was taken came about.
    pub working: Option<Working>,
}

impl ShortPay {
    /// Client reserve against receivables purchased.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientReserve, Place::invoice(self.of), self.amount)?
            .credit(Account::ReceivablesPurchased, Place::invoice(self.of), self.amount)?
            .entry(Event::ShortPay, on, self.working)
    }
}

/// The client's credit memo to its debtor, after the purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditMemo {
    /// The invoice.
    pub of: InvoiceKey,
    /// What the debtor no longer owes.
    pub amount: Money,
}

impl CreditMemo {
    /// Client reserve against receivables purchased.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::ClientReserve, Place::invoice(self.of), self.amount)?
            .credit(Account::ReceivablesPurchased, Place::invoice(self.of), self.amount)?
            .entry(Event::CreditMemo, on, None)
    }
}

/// A payment for something not purchased, or no longer, goes to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiveBack {
    /// Who paid it.
    pub debtor: DebtorId,
    /// What came in.
    pub amount: Money,
    /// The processing fee kept from it; may be nothing.
    pub fee: Money,
}

impl GiveBack {
    /// Unapplied cash against client payable and, for the fee, other fee income.
    ///
    /// # Errors
    /// An amount of nothing or below, or a fee above it.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let place = Place::debtor(self.debtor);
        Lines::new()
            .debit(Account::UnappliedCash, place, self.amount)?
            .credit(Account::ClientPayable, place, self.amount.minus(self.fee)?)?
            .credit(Account::OtherFeeIncome, place, self.fee)?
            .entry(Event::GiveBack, on, None)
    }
}

/// Money goes back to the debtor that sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebtorRefund {
    /// Who is paid.
    pub debtor: DebtorId,
    /// The firm's account it is paid from.
    pub bank: BankAccountId,
    /// How much.
    pub amount: Money,
}

impl DebtorRefund {
    /// Unapplied cash against cash.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        Lines::new()
            .debit(Account::UnappliedCash, Place::debtor(self.debtor), self.amount)?
            .credit(Account::Cash, Place::bank(self.bank), self.amount)?
            .entry(Event::DebtorRefund, on, None)
    }
}

/// Whose income a late charge paid by a debtor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateChargeFor {
    /// The firm's.
    Firm,
    /// The client's.
    Client,
}

/// A debtor has paid a late charge, which until then was a memo only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateChargeCollected {
    /// The invoice that was late.
    pub of: InvoiceKey,
    /// Whose income it is.
    pub beneficiary: LateChargeFor,
    /// What was paid for it.
    pub amount: Money,
}

impl LateChargeCollected {
    /// Unapplied cash against late charge income or client payable.
    ///
    /// # Errors
    /// An amount of nothing or below.
    pub fn entry(self, on: &Occasion) -> Result<Entry, Refusal> {
        let account = match self.beneficiary {
            LateChargeFor::Firm => Account::LateChargeIncome,
            LateChargeFor::Client => Account::ClientPayable,
        };
        Lines::new()
            .debit(Account::UnappliedCash, Place::debtor(self.of.debtor), self.amount)?
            .credit(account, Place::invoice(self.of), self.amount)?
            .entry(Event::LateChargeCollected, on, None)
    }
}
