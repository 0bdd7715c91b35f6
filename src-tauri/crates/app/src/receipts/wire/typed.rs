//! What the window sends: a receipt, an allocation, a yes.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{BankAccountId, ClientId, DebtorId, InvoiceId, ReceiptId};
use factor_domain::invoice::ShortPayReason;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::words::{LateChargeOf, ReceiptWay, RestFate};

/// One receipt as typed, before it is shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ReceiptInput {
    /// Problems stand at "bank_account_id", "method", "reference", "debtor_id", "payer",
    /// "received_on", "value_on", "amount", "remittance".
    pub bank_account_id: Option<BankAccountId>,
    pub method: ReceiptWay,
    /// Check number or bank reference.
    pub reference: String,
    /// Who paid, if that is known.
    pub debtor_id: Option<DebtorId>,
    /// Who the bank says it is from, if the debtor is not known: "PMT ZX 88201".
    pub payer: String,
    /// "today", "11/19", "Nov 19, 2026"; nothing typed is today.
    pub received_on: String,
    /// The day it counts as collected; nothing typed is received and cleared by the terms.
    pub value_on: String,
    pub amount: String,
    /// What the debtor wrote about it; its numbers are looked for first.
    pub remittance: String,
}

/// A change of a receipt that is not posted.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptUpdate {
    pub receipt_id: ReceiptId,
    pub receipt: ReceiptInput,
}

/// What one invoice gets, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptLineTyped {
    /// Problems stand at "lines.2.pays", "lines.2.rest", "lines.2.reason".
    pub invoice_id: InvoiceId,
    pub pays: String,
    #[serde(default)]
    pub rest: RestFate,
    #[serde(default)]
    pub reason: Option<ShortPayReason>,
    #[serde(default)]
    pub note: String,
}

/// Money for something not bought: the client's, less the fee of its terms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GiveBackTyped {
    /// Problems stand at "give_backs.0.client_id", "give_backs.0.amount".
    pub client_id: Option<ClientId>,
    pub amount: String,
    #[serde(default)]
    pub note: String,
}

/// A late charge the debtor pays with it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LateChargeTyped {
    /// Problems stand at "late_charges.0.amount".
    pub invoice_id: InvoiceId,
    pub amount: String,
    pub beneficiary: LateChargeOf,
}

/// What a receipt is for, as typed so far. For a posted receipt it is what is done with its rest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AllocationTyped {
    pub receipt_id: ReceiptId,
    #[serde(default)]
    pub lines: Vec<ReceiptLineTyped>,
    #[serde(default)]
    pub give_backs: Vec<GiveBackTyped>,
    /// Goes back to the payer: a duplicate, an over-payment. Problems stand at "refund".
    #[serde(default)]
    pub refund: String,
    #[serde(default)]
    pub late_charges: Vec<LateChargeTyped>,
    /// Why the rest stays unapplied; needed where there is a rest. Problems stand at
    /// "park_reason".
    #[serde(default)]
    pub park_reason: String,
}

/// The yes to what was staged.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptPosting {
    pub allocation: AllocationTyped,
    /// Of the staging that was looked at.
    pub fingerprint: String,
}

/// One receipt.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptAsked {
    pub receipt_id: ReceiptId,
}

/// Invoices a receipt could pay.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenInvoicesAsked {
    pub receipt_id: ReceiptId,
    /// Nothing typed: those of the payer and its group. Else any open invoice of this number,
    /// debtor or client.
    #[serde(default)]
    pub text: String,
}

/// Tabs of the list of posted receipts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptView {
    /// All that are or were in the books.
    #[default]
    All,
    Posted,
    Returned,
    Reversed,
}

/// A page of the receipts that were posted, the last received first.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ReceiptQuery {
    /// The beginning of a debtor's name or of a reference, or an amount.
    pub text: String,
    pub view: ReceiptView,
    /// First and last day of receipt; nothing typed is no limit.
    pub from: String,
    pub until: String,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// The bank took a payment back.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptReturn {
    pub receipt_id: ReceiptId,
    /// Nothing typed is today. Problems stand at "returned_on", "reason".
    #[serde(default)]
    pub returned_on: String,
    /// In the bank's words: "insufficient funds".
    pub reason: String,
    /// Of the staging that was looked at; the staging itself needs none.
    #[serde(default)]
    pub fingerprint: String,
}

/// A receipt was entered wrong; a corrected copy goes to the inbox.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceiptReversal {
    pub receipt_id: ReceiptId,
    /// Problems stand at "reason".
    pub reason: String,
}

/// Something that happens to an invoice without money coming in.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InvoiceStep {
    /// The client's credit memo to its debtor; lowers face and reserve.
    CreditMemo { invoice_id: InvoiceId, amount: String, day: String, note: String },
    /// The debtor contests it; the risk turns to the client.
    OpenDispute {
        invoice_id: InvoiceId,
        /// Nothing typed is all that is open.
        amount: String,
        reason: Option<ShortPayReason>,
        day: String,
        note: String,
    },
    /// The debtor owes it after all.
    EndDispute { invoice_id: InvoiceId, note: String },
    /// The debtor paid the client instead.
    Misdirected { invoice_id: InvoiceId, amount: String, day: String, note: String },
}

/// The yes to a step that was staged.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceStepPosting {
    pub step: InvoiceStep,
    pub fingerprint: String,
}
