//! Receipts: the inbox, one receipt with its allocation, the posting, what undoes it.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{BankAccountId, ClientId, DebtorId, EntryNumber, InvoiceId, ReceiptId};
use factor_domain::invoice::{AllocationKind, ShortPayReason};
use factor_domain::ledger::Event;
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::books::wire::{ClientNamed, PostingShown};
use crate::error::FieldMessage;
use crate::terms::wire::Explained;

// ── Words ───────────────────────────────────────────────────────────────────────────────────────

/// How money came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptWay {
    #[default]
    Check,
    Ach,
    Wire,
    Card,
    Cash,
    Other,
}

/// How far a receipt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStanding {
    /// Not in the books yet.
    Unposted,
    /// In the books, all of it shared out.
    Posted,
    /// In the books, with a rest that is for nothing yet.
    PartUnapplied,
    /// The bank took it back.
    Returned,
    /// It was entered wrong and taken out.
    Reversed,
}

/// What the inbox makes of a receipt at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptHintKind {
    /// The remittance names invoices.
    Named,
    /// One invoice of just the amount.
    Exact,
    /// One invoice less its early-payment discount.
    Discount,
    /// Some invoices add up to the amount.
    AddsUp,
    /// Nothing fits.
    NoMatch,
    /// Nothing of this debtor is bought and open.
    NotFactored,
    /// In the books with a rest.
    Overpaid,
    /// In the books, the rest put aside with a reason.
    Parked,
}

/// What happens with the part of an invoice that a line leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestFate {
    /// Nobody has said: right where the line pays all that is open, else a problem of the line.
    #[default]
    Undecided,
    /// The payment is an instalment; more is to come.
    Instalment,
    /// The early-payment discount, within its days; the reserve bears it.
    Discount,
    /// The reserve bears it.
    ToReserve,
    /// It stays open and is disputed.
    Dispute,
    /// The firm bears it; needs the right to write off.
    WriteOff,
    /// The client turns over what the debtor had paid to it.
    TurnedOver,
}

/// Whose income a late charge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LateChargeOf {
    Firm,
    Client,
}

// ── Typed ───────────────────────────────────────────────────────────────────────────────────────

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

/// Who a payment may be from.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PayerQuery {
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

/// A bank account of the firm that receipts arrive on.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceivingAccountInput {
    /// "Lockbox 2207"
    pub name: String,
}

// ── Shown ───────────────────────────────────────────────────────────────────────────────────────

/// A debtor as it is called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct PayerNamed {
    pub id: DebtorId,
    pub name: String,
}

/// A bank account of the firm.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ReceivingAccount {
    pub id: BankAccountId,
    pub name: String,
    pub currency: String,
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
    pub accounts: Vec<ReceivingAccount>,
    pub ways: Vec<ReceiptWayShown>,
    pub reasons: Vec<ShortPayReasonShown>,
    /// Whether whoever is at the desk may write off, take back and reverse.
    pub may_write_off: bool,
    pub may_reverse: bool,
}

/// A debtor that may have paid.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PayerRow {
    pub debtor: PayerNamed,
    pub group: Option<String>,
    pub open_invoices: u32,
    pub open: Money,
}

/// Debtors that may have paid, at most 20.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PayerRows {
    pub rows: Vec<PayerRow>,
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
    /// All that were ever posted.
    pub of: u32,
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

/// An open invoice that a receipt could pay.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoiceRow {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub debtor: PayerNamed,
    pub invoiced_on: Day,
    pub due_on: Day,
    pub open: Money,
    /// The days of its fee, if the receipt closes it.
    pub days: u32,
    /// The fee if the receipt closes it.
    pub fee: Option<Explained>,
    /// What the reserve then releases; below zero the client owes it.
    pub to_reserve: Option<Explained>,
    /// The discount the debtor may take on the day of receipt.
    pub discount: Option<Money>,
    pub is_disputed: bool,
    /// "Damage, 312.50 since Nov 11"
    pub dispute: String,
    /// What the debtor paid to the client and the client has not turned over.
    pub misdirected: Option<Money>,
    /// Why it cannot be paid by this receipt: bought after it came, say.
    pub refusal: Option<String>,
}

/// The open invoices of one client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoicesOfClient {
    pub client: ClientNamed,
    pub invoices: Vec<OpenInvoiceRow>,
    pub open: Money,
}

/// What a receipt could pay, by client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoicesShown {
    pub clients: Vec<OpenInvoicesOfClient>,
    pub count: u32,
    pub open: Money,
    /// Whether there are more than are shown.
    pub is_cut: bool,
}

/// How a proposal was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// The remittance or the reference names the invoices.
    Named,
    Exact,
    ExactLessDiscount,
    FewestInvoices,
    OldestFirst,
}

impl From<AllocationKind> for ProposalKind {
    fn from(kind: AllocationKind) -> ProposalKind {
        match kind {
            AllocationKind::Exact => ProposalKind::Exact,
            AllocationKind::ExactLessDiscount => ProposalKind::ExactLessDiscount,
            AllocationKind::FewestInvoices => ProposalKind::FewestInvoices,
            AllocationKind::OldestFirst => ProposalKind::OldestFirst,
        }
    }
}

/// One way to share out a receipt.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AllocationProposal {
    pub kind: ProposalKind,
    /// "2 invoices add up to 22,090.00"
    pub reason: String,
    /// To be put into the lines as they are.
    pub lines: Vec<ReceiptLineTyped>,
    pub applied: Money,
    pub left: Money,
}

/// Proposals, the surest first; a person decides.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AllocationProposals {
    pub proposals: Vec<AllocationProposal>,
    /// Numbers in the remittance that no open invoice has.
    pub unknown_numbers: Vec<String>,
    /// Said where the search for sets was stopped.
    pub note: String,
}

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

// ── Bank files ──────────────────────────────────────────────────────────────────────────────────

/// Which column of a CSV file holds what; counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct BankFileColumns {
    pub day: Option<u32>,
    pub amount: Option<u32>,
    /// A column of its own for money out, if there is one.
    pub debit: Option<u32>,
    pub reference: Option<u32>,
    pub payer: Option<u32>,
    pub remittance: Option<u32>,
    /// Lines before the first payment.
    pub skip: u32,
}

/// A file of the bank: CSV, OFX or BAI2.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BankFileInput {
    /// Problems stand at "bank_account_id", "data", "columns.day", "columns.amount".
    pub bank_account_id: BankAccountId,
    pub file_name: String,
    /// Base64.
    pub data: String,
    /// Only for CSV; missing, those remembered for the account or guessed from the head.
    #[serde(default)]
    pub columns: Option<BankFileColumns>,
}

/// One payment of a bank file.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFileLine {
    /// In the file, from 1.
    pub line: u32,
    pub received_on: Option<Day>,
    pub amount: Option<Money>,
    pub reference: String,
    pub payer: String,
    pub remittance: String,
    pub debtor: Option<PayerNamed>,
    /// It was taken over before.
    pub is_known: bool,
    /// Why it is not taken over: money out, an amount that cannot be read.
    pub skipped: Option<String>,
}

/// What a bank file holds.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFilePreview {
    /// "CSV", "OFX", "BAI2"
    pub format: String,
    pub columns: Option<BankFileColumns>,
    /// The first lines of a CSV file, cell by cell.
    pub head: Vec<Vec<String>>,
    pub lines: Vec<BankFileLine>,
    /// Lines that will come into the inbox.
    pub new_lines: u32,
    pub known_lines: u32,
    pub skipped_lines: u32,
    pub total: Option<Money>,
}

/// What was taken over.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFileImported {
    pub receipts: Vec<ReceiptId>,
    pub known_lines: u32,
    pub skipped_lines: u32,
    /// "2 payments are in the inbox; 1 was there before."
    pub words: String,
}
