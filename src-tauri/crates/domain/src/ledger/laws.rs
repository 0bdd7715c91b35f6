//! The seven laws of the book, and the check that looks for what breaks them.
//!
//! Source: docs/money/ledger.md, the laws. [`check_books`] reads slices; [`BooksCheck`] takes the
//! same rows one at a time, so that books of any length are checked in one pass.

mod check;
mod each;
mod invoices;
mod shown;

pub use check::BooksCheck;

use crate::day::Day;
use crate::ids::{BankAccountId, ClientId, DebtorId, EntryNumber, InvoiceId};
use crate::ledger::{Account, BalanceKey, Book, Booked};
use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// A law of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Law {
    /// Every entry has its shape and balances; the sum of all accounts is zero.
    EntriesBalance,
    /// What ended the face of a closed invoice adds up to its face.
    FaceAccountedFor,
    /// The money given on an invoice equals the money collected, owed or lost on it.
    MoneyAccountedFor,
    /// No open face and no reserve below zero; nothing released that is not earned.
    NothingBelowZero,
    /// Balances built again from the entries equal those shown, today and on any past day.
    ShownEqualsRebuilt,
    /// A reversal is the exact mirror of one entry, once.
    ReversalsMirror,
    /// Fees do not fall as days pass, nor by splitting a payment.
    FeesNeverFall,
}

impl Law {
    /// The laws in their order.
    pub const ALL: [Law; 7] = [
        Law::EntriesBalance,
        Law::FaceAccountedFor,
        Law::MoneyAccountedFor,
        Law::NothingBelowZero,
        Law::ShownEqualsRebuilt,
        Law::ReversalsMirror,
        Law::FeesNeverFall,
    ];

    /// Its number, 1 to 7.
    #[must_use]
    pub const fn number(self) -> u32 {
        self as u32 + 1
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Law::EntriesBalance => "Every entry balances",
            Law::FaceAccountedFor => "Every closed invoice is accounted for",
            Law::MoneyAccountedFor => "Every invoice's money is accounted for",
            Law::NothingBelowZero => "Nothing stands below zero",
            Law::ShownEqualsRebuilt => "What is shown is what was written",
            Law::ReversalsMirror => "Reversals undo exactly",
            Law::FeesNeverFall => "Fees never fall",
        }
    }

    /// What it says, for people.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Law::EntriesBalance => {
                "The debits of every entry equal its credits, and all accounts together come to \
                 zero."
            }
            Law::FaceAccountedFor => {
                "For every closed invoice, cash applied, charges to the reserve, charge-backs and \
                 write-offs add up to its face."
            }
            Law::MoneyAccountedFor => {
                "For every invoice, the advance, fees, releases and reserve equal what was \
                 collected, is still open or was returned, to the cent."
            }
            Law::NothingBelowZero => {
                "No invoice has less than nothing open, no reserve is left below zero, and no more \
                 is released than was earned."
            }
            Law::ShownEqualsRebuilt => {
                "Balances added up again from the first entry equal the balances shown, today and \
                 on any day in the past."
            }
            Law::ReversalsMirror => {
                "A reversal turns every line of the entry it names, so that every balance is as it \
                 was before."
            }
            Law::FeesNeverFall => {
                "A fee does not fall as days pass, and paying in parts does not cost less than one \
                 payment on the last day, unless the fee is on the unpaid balance."
            }
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Subject {
    /// An entry.
    Entry(EntryNumber),
    /// An invoice.
    Invoice(InvoiceId),
    /// A client.
    Client(ClientId),
    /// A debtor.
    Debtor(DebtorId),
    /// A bank account of the firm.
    Bank(BankAccountId),
    /// An account.
    Account(Account),
    /// The book as a whole.
    Book,
}

/// A place where a law does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Finding {
    /// The law.
    pub law: Law,
    /// What it is about.
    pub subject: Subject,
    /// What the law asks for; `None` where what is wrong is no amount.
    pub expected: Option<Money>,
    /// What the books say; `None` where what is wrong is no amount.
    pub found: Option<Money>,
    /// What is wrong, for people.
    pub words: String,
}

/// How one law fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LawResult {
    /// The law.
    pub law: Law,
    /// Entries, invoices, figures or fees looked at.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub checked: u64,
    /// Findings, whether listed or not.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub broken: u64,
}

/// The outcome of checking the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BooksChecked {
    /// Entries read.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub entries: u64,
    /// Invoices they name.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub invoices: u64,
    /// The seven laws in their order.
    pub laws: [LawResult; 7],
    /// What was found: the first [`BooksChecked::FINDINGS_MAX`], in the order of the laws.
    pub findings: Vec<Finding>,
}

impl BooksChecked {
    /// Beyond so many, more of them tell no more.
    pub const FINDINGS_MAX: usize = 1_000;

    /// Whether every law holds.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.laws.iter().all(|law| law.broken == 0)
    }
}

/// A balance as the program showed it at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ShownBalance {
    /// The day; for what is shown now, the office's today.
    pub as_of: Day,
    /// Which balance.
    pub key: BalanceKey,
    /// The figure.
    pub amount: Money,
}

/// Whether the record of an invoice says that it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum RecordState {
    /// Still open.
    Open,
    /// Settled, charged back or written off.
    Closed,
}

/// An invoice as its own record has it, apart from the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoiceRecord {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its face.
    pub face: Money,
    /// Whether it is closed.
    pub state: RecordState,
}

/// On what a split payment is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SplitBase {
    /// On a base that stays until the invoice is closed: splitting never costs less.
    UntilClosed,
    /// On what is unpaid: splitting may cost less, as agreed.
    DecliningBalance,
}

/// Fees of one invoice, priced by its own terms, for the seventh law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeSample {
    /// The fee if the invoice is paid after so many days, the days rising.
    AsDaysPass {
        /// The invoice.
        invoice: InvoiceId,
        /// Days outstanding and the fee.
        fees: Vec<(u32, Money)>,
    },
    /// The same invoice paid at once on the last day, and in parts up to it.
    PaidInParts {
        /// The invoice.
        invoice: InvoiceId,
        /// What the fee is charged on.
        base: SplitBase,
        /// The fee of one payment on the last day.
        at_once: Money,
        /// The fee of the parts.
        in_parts: Money,
    },
}

/// Everything the laws look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct LedgerView<'a> {
    /// Every entry from the first, in its order.
    pub entries: &'a [Booked],
    /// Balances that were or are shown.
    pub shown: &'a [ShownBalance],
    /// The invoices' own records.
    pub invoices: &'a [InvoiceRecord],
    /// Fees priced by the terms.
    pub fees: &'a [FeeSample],
}

/// Checks all seven laws.
#[must_use]
pub fn check_books(view: &LedgerView) -> BooksChecked {
    let mut check = BooksCheck::new(view.shown.iter().copied());
    for booked in view.entries {
        let original = booked.entry.reverses.and_then(|number| {
            let place = view.entries.binary_search_by_key(&number, |booked| booked.number).ok()?;
            view.entries.get(place)
        });
        check.entry(booked, original);
    }
    for record in view.invoices {
        check.invoice(record);
    }
    for fees in view.fees {
        check.fees(fees);
    }
    check.finish()
}

impl Book {
    /// Checks the laws over this book, its own balances being those shown.
    ///
    /// # Errors
    /// A balance beyond [`Money::MINOR_MAX`], which [`Book::post`] does not let in.
    pub fn check(
        &self,
        invoices: impl IntoIterator<Item = InvoiceRecord>,
        fees: impl IntoIterator<Item = FeeSample>,
    ) -> Result<BooksChecked, MoneyError> {
        let shown = match self.last_booked_on() {
            Some(as_of) => self
                .balances()
                .all()?
                .into_iter()
                .map(|(key, amount)| ShownBalance { as_of, key, amount })
                .collect(),
            None => Vec::new(),
        };
        let mut check = BooksCheck::new(shown);
        for booked in self.entries() {
            let original = booked.entry.reverses.and_then(|number| self.entry(number));
            check.entry(&booked, original.as_ref());
        }
        for record in invoices {
            check.invoice(&record);
        }
        for sample in fees {
            check.fees(&sample);
        }
        Ok(check.finish())
    }
}
