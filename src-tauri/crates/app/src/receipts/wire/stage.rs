//! Postings, returns and steps as they will be booked.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, EntryNumber, InvoiceId, ReceiptId};
use factor_domain::ledger::Event;
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::books::wire::{ClientNamed, PostingShown};
use crate::error::FieldMessage;
use crate::terms::wire::Explained;

/// One entry as it will be booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptEntryStaged {
    pub event: Event,
    /// "Application"
    pub label: String,
    pub client: Option<ClientNamed>,
    /// "Invoice BS-20183"
    pub about: String,
    pub amount: Money,
    pub event_on: Day,
    pub value_on: Day,
    pub postings: Vec<PostingShown>,
    pub working: Option<Working>,
}

/// One line, worked out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptLineStaged {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub client_id: ClientId,
    pub open: Money,
    pub pays: Money,
    /// What it leaves open, as a size.
    pub short: Money,
    /// "Damage, charged to the reserve"
    pub rest_words: String,
    pub closes: bool,
    /// Days of the fee where it closes.
    pub days: Option<u32>,
    pub fee: Option<Explained>,
    /// What it leaves for the client where it closes; below zero the client owes it.
    pub to_reserve: Option<Explained>,
    /// What the client comes to owe by this line.
    pub deficit: Option<Money>,
}

/// What a receipt does for one client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptClientStaged {
    pub client: ClientNamed,
    /// Lines of the receipt.
    pub invoices: u32,
    pub pays: Money,
    pub short: Money,
    /// Cash of the invoices that close, part payments of before included.
    pub collected: Money,
    pub advance_repaid: Money,
    pub fees: Money,
    pub other_charges: Money,
    /// The last day the fees count to: "Nov 23".
    pub fees_to: Option<Day>,
    /// What they leave for the client.
    pub earned: Explained,
    /// Part payments of invoices that stay open.
    pub part_paid: Money,
    /// What the client comes to owe.
    pub deficit: Money,
    /// Given back to the client, the fee kept from it.
    pub given_back: Money,
    pub give_back_fee: Money,
    /// Why no release is to be expected; empty if one is.
    pub held: Vec<String>,
    /// The first run it can be released in.
    pub release_on: Option<Day>,
    /// "Release Fri, Nov 27, first run after the payment clears on Nov 23."
    pub release_words: String,
}

/// A line of the sums, which add up to the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ReceiptSum {
    /// "Advances repaid", "Factoring fees earned", "To earned reserve"
    pub label: String,
    pub amount: Money,
}

/// A receipt worked out whole, waiting for a yes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReceiptStage {
    pub receipt_id: ReceiptId,
    /// What there is to share out: the receipt, or the rest of a posted one.
    pub amount: Money,
    pub lines: Vec<ReceiptLineStaged>,
    pub clients: Vec<ReceiptClientStaged>,
    /// "5 of 7 open invoices"
    pub lines_words: String,
    pub pays: Money,
    pub short: Money,
    pub fees: Money,
    pub to_reserve: Money,
    pub given_back: Money,
    pub refunded: Money,
    pub late_charges: Money,
    /// What no line takes; parked with its reason when it is posted.
    pub left: Money,
    pub sums: Vec<ReceiptSum>,
    pub entries: Vec<ReceiptEntryStaged>,
    /// What stands in the way, at its field; empty where it can be posted.
    pub problems: Vec<FieldMessage>,
    /// What is good to know and stands in nobody's way.
    pub warnings: Vec<String>,
    /// Empty while there are problems.
    pub fingerprint: String,
}

/// A receipt that was posted.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptPosted {
    pub receipt_id: ReceiptId,
    pub entries: Vec<EntryNumber>,
    /// Invoices it closed.
    pub closed: Vec<InvoiceId>,
    pub left: Money,
    /// "Posted 57,425.00 to 5 invoices, 5 of them closed."
    pub words: String,
}

/// What a return of a payment will do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReceiptReturnStage {
    pub receipt_id: ReceiptId,
    pub returned_on: Day,
    pub amount: Money,
    /// Invoices that open again: "BS-20183 of Brinmoor Staffing, 14,820.00".
    pub reopened: Vec<String>,
    /// What clients come to owe by it, fees for the returned payment included.
    pub deficit: Money,
    pub entries: Vec<ReceiptEntryStaged>,
    pub problems: Vec<FieldMessage>,
    pub warnings: Vec<String>,
    pub fingerprint: String,
}

/// A step of an invoice, worked out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceStepStage {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub client: ClientNamed,
    pub open_before: Money,
    pub open_after: Money,
    pub reserve_before: Money,
    pub reserve_after: Money,
    pub deficit: Money,
    /// "The credit memo of 500.00 lowers face and reserve."
    pub words: String,
    pub closes: bool,
    pub entries: Vec<ReceiptEntryStaged>,
    pub problems: Vec<FieldMessage>,
    pub fingerprint: String,
}

/// A step that was booked or noted.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoiceStepDone {
    pub invoice_id: InvoiceId,
    pub entries: Vec<EntryNumber>,
}
