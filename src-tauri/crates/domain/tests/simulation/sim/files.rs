//! What the firm keeps beside its book: clients, invoices, receipts, days that were shown.

use factor_domain::invoice::{ChargedBack, Closed, Purchased, Settled, WrittenOff};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::ledger::laws::ShownBalance;
use factor_domain::settlement::EscrowRule;
use factor_domain::{ClientId, Currency, Day, EntryNumber, Money, Paid, Terms, TermsVersionId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A bug planted on purpose, to see that it is found and cut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "only the tests plant bugs, the long run does not")]
pub enum Fault {
    None,
    /// A short pay is written without its last line.
    ShortPayLosesPosting,
    /// A fee from the reserve is written on the wrong side of the reserve of the next invoice.
    FeeNamesAnotherInvoice,
    /// An escrow contribution is never written.
    EscrowForgotten,
}

/// Where a purchased invoice stands.
#[derive(Clone, Debug)]
pub enum Life {
    Open(Purchased),
    Paid(Settled),
    Back(ChargedBack),
    Off(WrittenOff),
}

impl Life {
    pub const fn purchased(&self) -> &Purchased {
        match self {
            Life::Open(open) => open,
            Life::Paid(Settled { closed, .. })
            | Life::Back(ChargedBack { closed, .. })
            | Life::Off(WrittenOff { closed, .. }) => &closed.invoice,
        }
    }

    pub const fn closed(&self) -> Option<&Closed> {
        match self {
            Life::Open(_) => None,
            Life::Paid(Settled { closed, .. })
            | Life::Back(ChargedBack { closed, .. })
            | Life::Off(WrittenOff { closed, .. }) => Some(closed),
        }
    }

    /// The same end, with what a release or a mirror has changed.
    #[must_use]
    pub fn with_closed(self, closed: Closed) -> Life {
        match self {
            Life::Open(open) => Life::Open(open),
            Life::Paid(settled) => Life::Paid(Settled { closed, ..settled }),
            Life::Back(back) => Life::Back(ChargedBack { closed, ..back }),
            Life::Off(off) => Life::Off(WrittenOff { closed, ..off }),
        }
    }
}

/// An invoice as the firm keeps it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub life: Life,
    pub terms: Rc<Terms>,
    /// The day the advance was paid.
    pub funded_on: Option<Day>,
    /// The latest thing that lowered what is open.
    pub lowered: Option<Paid>,
    pub late_charged: Money,
    pub touched_on: Day,
}

/// A client as the firm keeps it.
#[derive(Clone, Debug)]
pub struct ClientFile {
    pub currency: Currency,
    pub version: TermsVersionId,
    pub terms: Rc<Terms>,
    pub terms_seed: u64,
    pub since: Day,
    pub escrow: Option<EscrowRule>,
    /// Invoices that are not closed.
    pub open: BTreeSet<i64>,
    /// Closed invoices with earned reserve.
    pub earned: BTreeSet<i64>,
    /// What it owes, by what it is for; below zero where too much was paid.
    pub dues: BTreeMap<Option<InvoiceKey>, (i64, Day)>,
    /// Net funds at the start of the interest period, and what has moved since, by value day.
    pub employed: i64,
    pub moved: BTreeMap<Day, i64>,
    pub interest_from: Day,
    pub fees_of_month: i64,
}

/// A receipt while it may still come back.
#[derive(Clone, Debug)]
pub struct ReceiptFile {
    pub received_on: Day,
    pub client: Option<ClientId>,
    pub numbers: Vec<EntryNumber>,
}

/// Balances as they were shown once.
#[derive(Clone, Debug)]
pub struct Remembered {
    pub day: Day,
    pub digest: u64,
    pub sample: Vec<ShownBalance>,
}
