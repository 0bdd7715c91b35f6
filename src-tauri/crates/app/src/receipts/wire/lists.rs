//! What the forms offer, the inbox, the list and the page of a receipt.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{DebtorId, EntryNumber, InvoiceId, ReceiptId};
use factor_domain::invoice::ShortPayReason;
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::typed::{AllocationTyped, ReceiptInput};
use super::words::{ReceiptHintKind, ReceiptStanding, ReceiptWay};
use crate::books::wire::ClientNamed;
use crate::firm::wire::FirmAccount;

/// A debtor as it is called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct PayerNamed {
    pub id: DebtorId,
    pub name: String,
}

/// A value with its words, for a choice.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptWayShown {
    pub way: ReceiptWay,
    /// "ACH"
    pub label: String,
}

/// A reason with its words.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ShortPayReasonShown {
    pub reason: ShortPayReason,
    pub label: String,
}

/// What a form of receipts offers.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptForm {
    pub today: Day,
    pub currency: String,
    pub accounts: Vec<FirmAccount>,
    pub ways: Vec<ReceiptWayShown>,
    pub reasons: Vec<ShortPayReasonShown>,
    /// Whether whoever is at the desk may write off, take back and reverse.
    pub may_write_off: bool,
    pub may_reverse: bool,
}

/// What the inbox makes of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ReceiptHint {
    pub kind: ReceiptHintKind,
    /// "5 of 5 lines named", "2 invoices add up", "Give back to Juniper Row"
    pub words: String,
}

/// One line of the inbox.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InboxRow {
    pub receipt_id: ReceiptId,
    /// The debtor, else the payer's words, else "Unknown remitter".
    pub payer: String,
    pub debtor: Option<PayerNamed>,
    pub way: ReceiptWay,
    /// "Check 41877", "ACH, no reference"
    pub about: String,
    pub amount: Money,
    /// What is still for nothing: the amount, or the rest of a posted one.
    pub left: Money,
    pub received_on: Day,
    /// Days since it was received.
    pub age_days: i64,
    pub standing: ReceiptStanding,
    pub hint: ReceiptHint,
}

/// What waits for a decision, the newest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptInbox {
    pub rows: Vec<InboxRow>,
    /// What is unapplied in each currency.
    pub unapplied: Vec<Money>,
    /// "Bank file of Nov 19, 7:02 AM: 2 lines, both here."
    pub last_import: Option<String>,
}

/// One line of the list of posted receipts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptRow {
    pub receipt_id: ReceiptId,
    pub payer: String,
    pub debtor: Option<PayerNamed>,
    pub about: String,
    pub account: String,
    pub received_on: Day,
    pub value_on: Day,
    pub amount: Money,
    pub standing: ReceiptStanding,
}

/// A page of them.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptRows {
    pub rows: Vec<ReceiptRow>,
    /// All that fit the query.
    pub total: u32,
    /// Rows in the tab without the rest of the query.
    pub of: u32,
    /// Counts for the tabs, by view name.
    pub views: BTreeMap<String, u32>,
}

/// A payment of this payer before, for one invoice.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EarlierPayment {
    pub receipt_id: ReceiptId,
    pub received_on: Day,
    pub invoice_id: InvoiceId,
    pub number: String,
    pub client: ClientNamed,
    /// From the date of the invoice to the receipt.
    pub days_from_invoice: i64,
    pub amount: Money,
}

/// An entry that a receipt caused.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptEntryRow {
    pub number: EntryNumber,
    pub event: String,
    pub about: String,
    pub booked_on: Day,
    pub amount: Money,
    pub is_reversal: bool,
}

/// One receipt.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptPage {
    pub receipt_id: ReceiptId,
    pub standing: ReceiptStanding,
    pub payer: String,
    pub debtor: Option<PayerNamed>,
    /// The group whose invoices are offered too.
    pub group: Option<String>,
    pub account: String,
    pub way: ReceiptWay,
    pub way_label: String,
    /// "Check 41877"
    pub about: String,
    /// "Check 41877, Lockbox, received Nov 19, 2026. Clears Mon, Nov 23, two business days."
    pub summary: String,
    pub received_on: Day,
    pub value_on: Day,
    pub amount: Money,
    /// What is still for nothing in the books: the amount while it is not posted.
    pub left: Money,
    pub remittance: String,
    pub hint: ReceiptHint,
    /// To be edited while it is not posted.
    pub form: ReceiptInput,
    /// What it is for, as typed so far.
    pub allocation: AllocationTyped,
    /// "10:48:15 AM"
    pub saved_at: String,
    pub entered_by: String,
    /// Why it was returned or reversed.
    pub reason: String,
    /// The corrected copy of a receipt that was reversed.
    pub corrected_by: Option<ReceiptId>,
    pub entries: Vec<ReceiptEntryRow>,
    pub earlier: Vec<EarlierPayment>,
}

/// A receipt that was saved.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct ReceiptSaved {
    pub receipt_id: ReceiptId,
}
