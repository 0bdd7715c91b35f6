//! One constructor for each event: a few facts in, a balanced entry out.
//!
//! Source: docs/money/settlement.md, entries. Amounts are sizes, never signed; postings of nothing
//! are left out, and an entry of nothing is refused.

mod client;
mod closing;
mod collection;
mod purchase;

pub use client::{
    ChargePaid, ChargeRecovered, ChargeReturned, EscrowContribution, EscrowRelease, FeeBilled,
    Interest, InterestFrom, LateCharge, OverAdvance,
};
pub use closing::{ChargeBack, Deficit, EarnedFee, ReserveRelease, WriteOff};
pub use collection::{
    Application, CreditMemo, DebtorRefund, FromDebtor, GiveBack, LateChargeCollected,
    LateChargeFor, Receipt, ShortPay,
};
pub use purchase::{Disbursement, FeeFromProceeds, FeeFromReserve, FeeRebate, Purchase};

use crate::day::Day;
use crate::ids::{BankAccountId, ClientId, DebtorId, InvoiceId, TermsVersionId};
use crate::ledger::{Account, Cause, Entry, Event, Posting};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::Working;
use serde::{Deserialize, Serialize};

/// What an entry says beside its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The record that caused it.
    pub cause: Cause,
    /// Whose books; none for a receipt whose client is not known yet.
    pub client: Option<ClientId>,
    /// The day it happened.
    pub event_on: Day,
    /// The day the money counts as collected or paid.
    pub value_on: Day,
    /// The terms an amount was calculated by.
    pub terms_version: Option<TermsVersionId>,
}

/// An invoice with the debtor who owes it; the two stand together on every posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoiceKey {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who owes it.
    pub debtor: DebtorId,
}

/// The kinds of income that a fee can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Income {
    /// The factoring fee.
    Fee,
    /// A fee beside it.
    OtherFee,
    /// Interest on funds employed.
    Interest,
}

impl Income {
    /// The account it is booked to.
    #[must_use]
    pub const fn account(self) -> Account {
        match self {
            Income::Fee => Account::FeeIncome,
            Income::OtherFee => Account::OtherFeeIncome,
            Income::Interest => Account::InterestIncome,
        }
    }
}

/// The fees that can be taken from proceeds or billed: interest never is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeKind {
    /// The factoring fee.
    Factoring,
    /// A fee beside it.
    Other,
}

impl FeeKind {
    /// The income it is.
    #[must_use]
    pub const fn income(self) -> Income {
        match self {
            FeeKind::Factoring => Income::Fee,
            FeeKind::Other => Income::OtherFee,
        }
    }
}

/// What a posting belongs to.
#[derive(Clone, Copy)]
struct Place {
    invoice: Option<InvoiceId>,
    debtor: Option<DebtorId>,
    bank: Option<BankAccountId>,
}

impl Place {
    /// The client as a whole.
    const CLIENT: Place = Place { invoice: None, debtor: None, bank: None };

    const fn invoice(of: InvoiceKey) -> Place {
        Place { invoice: Some(of.invoice), debtor: Some(of.debtor), bank: None }
    }

    const fn invoice_or_client(of: Option<InvoiceKey>) -> Place {
        match of {
            Some(of) => Place::invoice(of),
            None => Place::CLIENT,
        }
    }

    const fn debtor(debtor: DebtorId) -> Place {
        Place { invoice: None, debtor: Some(debtor), bank: None }
    }

    const fn bank(bank: BankAccountId) -> Place {
        Place { invoice: None, debtor: None, bank: Some(bank) }
    }
}

/// The lines of an entry while it is written.
struct Lines(Vec<Posting>);

impl Lines {
    const fn new() -> Lines {
        Lines(Vec::new())
    }

    fn debit(self, account: Account, place: Place, size: Money) -> Result<Lines, Refusal> {
        self.post(account, place, size, size)
    }

    fn credit(self, account: Account, place: Place, size: Money) -> Result<Lines, Refusal> {
        self.post(account, place, size, size.negated())
    }

    fn post(
        mut self,
        account: Account,
        place: Place,
        size: Money,
        amount: Money,
    ) -> Result<Lines, Refusal> {
        if size.is_negative() {
            return Err(Refusal::AmountNegative { amount: size });
        }
        if !size.is_zero() {
            let Place { invoice, debtor, bank } = place;
            self.0.push(Posting { account, invoice, debtor, bank, amount });
        }
        Ok(self)
    }

    fn entry(
        self,
        event: Event,
        on: &Occasion,
        working: Option<Working>,
    ) -> Result<Entry, Refusal> {
        if self.0.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        let entry = Entry {
            event,
            cause: on.cause,
            client: on.client,
            event_on: on.event_on,
            value_on: on.value_on,
            postings: self.0,
            working,
            terms_version: on.terms_version,
            reverses: None,
        };
        // Reports two currencies, which no pair of sizes above shows by itself.
        let sum = entry.sum()?;
        debug_assert!(sum.is_zero(), "every constructor posts both sides: {event:?}");
        Ok(entry)
    }
}
