//! An entry and its postings.

use crate::day::Day;
use crate::ids::{
    BankAccountId, BatchId, ClientId, DebtorId, EntryNumber, InvoiceId, ReceiptId, ScheduleId,
    TermsVersionId,
};
use crate::ledger::Account;
use crate::money::{Money, MoneyError};
use crate::working::Working;
use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal;)+) => {
        /// What happened; each has its postings in docs/money.md.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum Event {
            $($(#[$doc])* $variant,)+
        }

        impl Event {
            /// Every event, in the order an invoice passes through them.
            pub const ALL: &'static [Event] = &[$(Event::$variant),+];

            /// As it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Event::$variant => $word,)+ }
            }

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Event::$variant => $label,)+ }
            }

            /// The event of this stored word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Event> {
                Event::ALL.iter().find(|event| event.as_str() == word).copied()
            }
        }
    };
}

events! {
    /// An invoice is bought: face against payable and reserve.
    Purchase = "purchase", "Purchase";
    /// A fee is taken from the proceeds, before they are paid.
    FeeFromProceeds = "fee_from_proceeds", "Fee from the proceeds";
    /// A fee is taken from the reserve, at purchase or at settlement.
    FeeFromReserve = "fee_from_reserve", "Fee from the reserve";
    /// A fee taken at purchase that was too much goes back to the reserve.
    FeeRebate = "fee_rebate", "Fee given back";
    /// Money is paid to the client.
    Disbursement = "disbursement", "Disbursement";
    /// Money comes in from a debtor.
    Receipt = "receipt", "Receipt";
    /// Received money is applied to an invoice.
    Application = "application", "Application";
    /// A short payment is charged to the reserve.
    ShortPay = "short_pay", "Short pay charged to reserve";
    /// A credit memo lowers the face and the reserve.
    CreditMemo = "credit_memo", "Credit memo";
    /// A reserve below zero becomes what the client owes.
    Deficit = "deficit", "Deficit";
    /// Earned reserve becomes payable.
    ReserveRelease = "reserve_release", "Reserve release";
    /// What the client owes is kept back from what it is paid.
    ChargeRecovered = "charge_recovered", "Charge recovered";
    /// The client pays what it owes.
    ChargePaid = "charge_paid", "Charge paid by the client";
    /// What was recovered or paid beyond what the client owes becomes payable.
    ChargeReturned = "charge_returned", "Charge returned to the client";
    /// The client is paid more than its invoices support, and owes it until a day.
    OverAdvance = "over_advance", "Over-advance";
    /// An unpaid invoice goes back to the client.
    ChargeBack = "charge_back", "Charge-back";
    /// A fee is billed outright.
    FeeBilled = "fee_billed", "Fee billed";
    /// A late charge to the client.
    LateCharge = "late_charge", "Late charge";
    /// A late charge that a debtor has paid.
    LateChargeCollected = "late_charge_collected", "Late charge collected";
    /// Part of a payment to the client is kept as escrow.
    EscrowContribution = "escrow_contribution", "Escrow contribution";
    /// Escrow becomes payable.
    EscrowRelease = "escrow_release", "Escrow release";
    /// Open face is given up after an approved credit event.
    WriteOff = "write_off", "Write-off";
    /// Interest on funds employed.
    Interest = "interest", "Interest";
    /// A payment for something not purchased goes to the client.
    GiveBack = "give_back", "Give-back of a non-factored payment";
    /// Money goes back to the debtor that sent it.
    DebtorRefund = "debtor_refund", "Refund to the debtor";
    /// A balance taken over when the books were opened.
    Opening = "opening", "Opening balance";
}

/// The record that caused an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Cause {
    /// A schedule of accounts.
    Schedule(ScheduleId),
    /// A receipt.
    Receipt(ReceiptId),
    /// A run of disbursements, releases or settlements.
    Batch(BatchId),
    /// The invoice itself: a charge-back, a write-off, a credit memo.
    Invoice(InvoiceId),
    /// The client: fees billed, interest, minimums.
    Client(ClientId),
}

/// One line of an entry; debits are above zero, credits below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Posting {
    /// The account.
    pub account: Account,
    /// The invoice that causes it, if one does.
    pub invoice: Option<InvoiceId>,
    /// The debtor, for unapplied cash and for what an invoice causes.
    pub debtor: Option<DebtorId>,
    /// The firm's bank account; cash only.
    pub bank: Option<BankAccountId>,
    /// Debit above zero, credit below.
    pub amount: Money,
}

/// One event in the books: its postings sum to zero.
///
/// Number, booking day, user and hash are given by the store when the entry is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Entry {
    /// What happened.
    pub event: Event,
    /// The record that caused it.
    pub cause: Cause,
    /// The client whose books it is in. A receipt whose client is not known yet has none.
    pub client: Option<ClientId>,
    /// The day it happened, from which the fee clock counts.
    pub event_on: Day,
    /// The day the money counts as collected or paid, from which interest counts.
    pub value_on: Day,
    /// The lines, in the order of docs/money.md.
    pub postings: Vec<Posting>,
    /// How a calculated amount came about.
    pub working: Option<Working>,
    /// The terms it was calculated by.
    pub terms_version: Option<TermsVersionId>,
    /// The entry that this one mirrors.
    pub reverses: Option<EntryNumber>,
}

impl Entry {
    /// What the postings sum to: zero for every entry that may be booked.
    ///
    /// # Errors
    /// No postings at all, two currencies, or a sum beyond [`Money::MINOR_MAX`].
    pub fn sum(&self) -> Result<Money, MoneyError> {
        let mut postings = self.postings.iter();
        let first = postings.next().ok_or(MoneyError::DividedByZero)?.amount;
        postings.try_fold(first, |sum, posting| sum.plus(posting.amount))
    }
}
