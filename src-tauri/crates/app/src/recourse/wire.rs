//! Recourse: what comes and has passed, charge-backs, write-offs.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{AttachmentId, EntryNumber, InvoiceId, RecourseCaseId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::books::wire::ClientNamed;
use crate::notes::wire::AttachmentShown;
use crate::releases::wire::ReleaseEntryShown;
use crate::terms::wire::Explained;

/// Which open invoices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecourseView {
    /// Recourse dates that have come or soon come.
    #[default]
    All,
    /// Those that have come.
    Passed,
    /// Those that soon come.
    Coming,
    /// At the firm's own risk: they never go back for their age.
    OwnRisk,
}

/// By what they are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecourseSort {
    #[default]
    Date,
    Client,
    Amount,
}

/// Which open invoices, and which part of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RecourseQuery {
    pub view: RecourseView,
    pub sort: RecourseSort,
    pub is_descending: bool,
    /// How far ahead; 0 is 30 days.
    pub days_ahead: u16,
    /// Part of a client's, a debtor's or an invoice's name.
    pub text: String,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// An open invoice whose recourse date comes or has passed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseRow {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub client: ClientNamed,
    pub debtor: String,
    pub recourse_on: Day,
    /// "12 days past", "in 5 days", "today", "the firm's risk"
    pub when: String,
    pub is_passed: bool,
    pub is_disputed: bool,
    pub open: Money,
    /// What the client would owe today; none where its terms cannot price it.
    pub charge: Option<Explained>,
    pub prepared: Option<RecourseCaseId>,
}

/// Open invoices.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseRows {
    pub rows: Vec<RecourseRow>,
    pub total: u32,
    /// Rows of the view without the text.
    pub of: u32,
    pub days_ahead: u16,
    /// By the names of the views.
    pub views: BTreeMap<String, u32>,
}

/// Why an invoice goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChargeBackGroundTyped {
    /// Its recourse date has come.
    Recourse,
    /// The debtor contests it.
    Dispute,
    /// The client broke what it warranted.
    Breach,
    /// The client agrees, as for a new invoice in its place.
    Agreed,
}

/// What goes back, on which ground.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChargeBackAsked {
    pub invoice_id: InvoiceId,
    pub ground: ChargeBackGroundTyped,
    /// Face of a part; nothing typed is the whole invoice.
    pub part: String,
    pub reason: String,
    /// The number of the invoice that takes its place.
    pub replaced_by: String,
}

/// What was shown, to be booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChargeBackConfirmed {
    pub asked: ChargeBackAsked,
    pub fingerprint: String,
}

/// Why an invoice is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WriteOffGroundTyped {
    /// The debtor failed, at the firm's risk.
    CreditEvent,
    /// The client bears the risk and cannot pay.
    CannotPay,
}

/// What is given up, and what shows why.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteOffAsked {
    pub invoice_id: InvoiceId,
    pub ground: WriteOffGroundTyped,
    pub reason: String,
    /// Files kept before by `add_attachment`.
    pub evidence: Vec<AttachmentId>,
}

/// What was shown, to be kept for its confirmation.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteOffPrepared {
    pub asked: WriteOffAsked,
    pub fingerprint: String,
}

/// One way in which what is owed comes back, in its order.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecoveryStep {
    /// "Reserve release"
    pub label: String,
    /// What it can give now; none where that is not known yet.
    pub can_give: Option<Money>,
    pub note: String,
}

/// A charge-back or a write-off before it is booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseStagedPage {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub client: ClientNamed,
    pub debtor: String,
    pub recourse_on: Day,
    pub is_own_risk: bool,
    pub is_disputed: bool,
    pub face: Money,
    pub open: Money,
    /// What of it goes.
    pub gone: Money,
    pub reserve: Money,
    pub fees: Money,
    /// What the client owes, or the firm loses.
    pub amount: Explained,
    /// The day the client is to have paid by.
    pub due_on: Day,
    /// Of a charge-back.
    pub recovery: Vec<RecoveryStep>,
    pub entries: Vec<ReleaseEntryShown>,
    pub fingerprint: String,
    /// What of this invoice waits for its confirmation.
    pub prepared: Option<RecourseCaseId>,
}

/// Back or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecourseKind {
    ChargeBack,
    WriteOff,
}

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecourseState {
    Prepared,
    Booked,
    Reversed,
    Discarded,
}

/// A case by its number.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecourseCaseAsked {
    pub case_id: RecourseCaseId,
}

/// A case is taken back, or given up before it was booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecourseCaseEnded {
    pub case_id: RecourseCaseId,
    pub reason: String,
}

/// Which cases, and which part of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RecourseCasesQuery {
    pub invoice_id: Option<InvoiceId>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A row of the list of cases.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseCaseRow {
    pub id: RecourseCaseId,
    pub kind: RecourseKind,
    pub state: RecourseState,
    pub client: ClientNamed,
    pub number: String,
    pub happened_on: Day,
    /// "Recourse date", "Agreed"
    pub ground: String,
    pub face: Money,
    pub amount: Money,
}

/// Charge-backs and write-offs, the latest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseCaseRows {
    pub rows: Vec<RecourseCaseRow>,
    pub total: u32,
}

/// A charge-back or a write-off.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RecourseCasePage {
    pub id: RecourseCaseId,
    pub kind: RecourseKind,
    pub state: RecourseState,
    pub client: ClientNamed,
    pub invoice_id: InvoiceId,
    pub number: String,
    pub debtor: String,
    pub happened_on: Day,
    pub due_on: Day,
    pub ground: String,
    pub is_part: bool,
    pub reason: String,
    pub replaced_by: String,
    pub face: Money,
    pub reserve: Money,
    pub fees: Money,
    pub amount: Money,
    pub evidence: Vec<AttachmentShown>,
    pub entry: Option<EntryNumber>,
    pub entries: Vec<ReleaseEntryShown>,
    pub prepared: String,
    pub confirmed: Option<String>,
    pub ended: Option<String>,
}
