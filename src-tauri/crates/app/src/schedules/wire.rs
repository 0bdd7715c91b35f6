//! Schedules of accounts: the list, the grid as typed, the checks and what was found out.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

mod checks;
mod funding;
mod over_advance;
mod rows;
mod rules;

use std::collections::BTreeMap;

use factor_domain::Money;
use factor_domain::day::Day;
use factor_domain::ids::{
    AttachmentId, ClientId, DebtorId, InvoiceId, ScheduleId, ScheduleLineId, TermsVersionId,
};
use factor_domain::party::ClientStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use checks::*;
pub use funding::*;
pub use over_advance::*;
pub use rows::*;
pub use rules::*;

use crate::books::wire::ClientNamed;
use crate::error::FieldMessage;
use crate::notes::wire::AttachmentShown;
use crate::terms::wire::Explained;

/// How far a schedule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleStage {
    /// Being typed.
    Draft,
    /// Offered; waits for its funding.
    Submitted,
    /// What was approved on it is bought.
    Purchased,
    /// Taken back by the client.
    Withdrawn,
}

/// A part of the list of schedules, newest first.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ScheduleQuery {
    pub client_id: Option<ClientId>,
    /// None shows all but the withdrawn.
    pub stage: Option<ScheduleStage>,
    /// The number of a schedule or of an invoice on it, or any part of a client's name.
    pub text: String,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleRow {
    pub id: ScheduleId,
    pub number: String,
    pub client: ClientNamed,
    /// Nothing is bought from one on stop.
    pub client_status: ClientStatus,
    pub offered_on: Day,
    pub stage: ScheduleStage,
    /// "Draft", "Sent back", "Submitted", "Prepared by Ruth Adeyemi", "Funded", "Withdrawn"
    pub stage_words: String,
    /// Lines that are typed.
    pub invoices: u32,
    /// Sum of the faces that can be read.
    pub face: Money,
    /// What was bought of it; none before.
    pub bought: Option<Money>,
    /// What was paid out; none before.
    pub paid: Option<Money>,
    pub funded_on: Option<Day>,
}

/// The rows asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleRows {
    pub rows: Vec<ScheduleRow>,
    /// Rows that match.
    pub total: u32,
    /// Counts for the tabs, by stage and "all", with the client and the text.
    pub views: BTreeMap<String, u32>,
}

/// A schedule by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleAsked {
    pub schedule_id: ScheduleId,
}

/// Whose new schedule.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleStart {
    pub client_id: ClientId,
}

/// Whether a line is to be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineDecision {
    #[default]
    Buy,
    /// Stays out, with a reason.
    Reject,
}

/// A line of the grid, every cell as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ScheduleLineTyped {
    /// None for a new line; give it back unchanged, because files and checks hang on it.
    pub line_id: Option<ScheduleLineId>,
    pub invoice: String,
    /// The debtor's name as typed.
    pub debtor: String,
    /// Which debtor is meant, if it was chosen; the name is then only what was typed.
    pub debtor_id: Option<DebtorId>,
    /// Purchase order or load number.
    pub reference: String,
    /// "11/14", "nov 14", "fri", "eom"
    pub invoiced_on: String,
    /// As a date or "+30" from the invoice; empty: from the terms.
    pub due_on: String,
    /// "1,200", "=1200+350"
    pub face: String,
    pub tax: String,
    pub retainage: String,
    /// For paying early: "2/10", 2 % within 10 days, or an amount; empty takes the debtor's.
    pub discount: String,
    pub decision: LineDecision,
    /// Why it is not bought.
    pub reject_reason: String,
}

/// The whole grid as typed. What cannot be read is kept all the same.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleTyped {
    pub schedule_id: ScheduleId,
    /// Refused as a conflict if the schedule was saved elsewhere meanwhile.
    pub revision: u32,
    /// The date on the form; empty: today.
    pub offered_on: String,
    /// Who offers it for the client.
    pub offered_by: String,
    /// The total on the client's form; empty: none is given.
    pub control_total: String,
    pub note: String,
    pub lines: Vec<ScheduleLineTyped>,
}

/// A debtor by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ScheduleDebtor {
    pub id: DebtorId,
    pub name: String,
    /// "approved", "pending", "on_stop", "archived"
    pub status: String,
}

/// What a line comes to, for its colour and its word in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineStanding {
    /// Nothing is typed.
    Empty,
    /// A cell is missing or cannot be read.
    Incomplete,
    /// All checks pass or are overridden.
    Pass,
    /// Something to look at.
    Warn,
    /// Stays out of the purchase.
    Block,
    /// Rejected by hand.
    Rejected,
    /// Bought.
    Bought,
}

/// A line as typed and as understood.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleLineShown {
    pub line_id: ScheduleLineId,
    /// 1, 2, 3 …
    pub position: u32,
    pub typed: ScheduleLineTyped,
    pub debtor: Option<ScheduleDebtor>,
    /// Who may be meant, where the name alone does not say.
    pub debtor_choices: Vec<ScheduleDebtor>,
    pub invoiced_on: Option<Day>,
    pub due_on: Option<Day>,
    /// The due date is worked out from the payment schedule of the terms.
    pub is_due_from_terms: bool,
    pub face: Option<Money>,
    pub tax: Option<Money>,
    pub retainage: Option<Money>,
    /// What the debtor is expected to keep for paying early.
    pub discount: Option<Money>,
    /// "2/10"; empty for an amount or none.
    pub discount_words: String,
    /// It is the debtor's own, because the line says nothing else.
    pub is_discount_of_debtor: bool,
    /// None while the line cannot be read or stays out.
    pub advance: Option<Explained>,
    pub standing: LineStanding,
    /// "Debtor limit", "Bought before", "Verify first"; empty if all is well.
    pub standing_words: String,
    pub files: u32,
    pub is_verified: bool,
    pub invoice_id: Option<InvoiceId>,
}

/// The total on the client's form against the sum of the lines.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ControlTotalShown {
    pub typed: Money,
    pub offered: Money,
    /// Offered less typed.
    pub difference: Money,
    pub agrees: bool,
}

/// The sums under the grid.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleTotals {
    pub offered_count: u32,
    pub offered: Explained,
    pub excluded_count: u32,
    /// Below zero: it is taken off what is offered.
    pub excluded: Money,
    pub to_buy_count: u32,
    pub to_buy: Explained,
    pub advance: Explained,
}

/// What a file of a schedule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleDocument {
    SignedSchedule,
    Invoice,
    DeliveryProof,
    BillOfLading,
    PurchaseOrder,
    Timesheet,
    Other,
}

/// A file with a schedule or one of its lines.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleFile {
    pub attachment: AttachmentShown,
    pub document: ScheduleDocument,
    /// "Bill of lading"
    pub document_words: String,
    pub line_id: Option<ScheduleLineId>,
    pub position: Option<u32>,
    /// Where the same bytes were seen before: "SCH-0258, Aldercrest Freight"; empty if nowhere.
    pub seen_before: String,
}

/// A file that was kept by `add_attachment`, hung on a schedule or on one line.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleFileInput {
    pub schedule_id: ScheduleId,
    pub line_id: Option<ScheduleLineId>,
    pub attachment_id: AttachmentId,
    pub document: ScheduleDocument,
}

/// A file of a schedule.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleFileAsked {
    pub schedule_id: ScheduleId,
    pub line_id: Option<ScheduleLineId>,
    pub attachment_id: AttachmentId,
}

/// The page of a schedule.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SchedulePage {
    pub id: ScheduleId,
    pub revision: u32,
    pub number: String,
    pub client: ClientNamed,
    /// Nothing is bought from one on stop.
    pub client_status: ClientStatus,
    pub client_legal_name: String,
    pub currency: String,
    pub stage: ScheduleStage,
    pub stage_words: String,
    /// Whether the grid may be typed in.
    pub can_edit: bool,
    pub can_submit: bool,
    pub can_send_back: bool,
    pub can_withdraw: bool,
    /// A yes is possible: nothing holds the funding.
    pub can_fund: bool,
    pub offered_on: Option<Day>,
    pub offered_on_typed: String,
    pub offered_by: String,
    /// "Offered by Wes Calloway, Nov 19, 9:48 AM" once submitted; else empty.
    pub submitted_words: String,
    /// Why it was sent back; empty if it was not.
    pub sent_back_reason: String,
    pub control_total_typed: String,
    pub note: String,
    pub terms_version_id: Option<TermsVersionId>,
    /// "v4, 90.00%, 2.00 / 20 + 0.50 / 10"; says what is missing without terms in force.
    pub terms: String,
    pub available_before: Option<Explained>,
    pub control_total: Option<ControlTotalShown>,
    /// The factoring fee of what is bought if all is paid 30 days from today.
    pub fee_at_30: Option<Explained>,
    pub lines: Vec<ScheduleLineShown>,
    /// At "lines.3.face", counted from 0, "control_total", "offered_on".
    pub problems: Vec<FieldMessage>,
    pub totals: ScheduleTotals,
    /// Those that do not pass first.
    pub checks: Vec<ScheduleCheck>,
    pub blocks: u32,
    pub warnings: u32,
    pub passes: u32,
    pub overridden: u32,
    pub files: Vec<ScheduleFile>,
    pub verifications: Vec<VerificationShown>,
    /// What still holds the funding, as sentences, the next to do first.
    pub holds: Vec<String>,
    /// The line of the first hold, for "Next problem".
    pub next_problem: Option<ScheduleLineId>,
    /// The funding, once it is prepared or done.
    pub prepared: Option<FundingPrepared>,
    pub funding: Option<FundingDone>,
}

/// A reason for sending back or withdrawing.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleReason {
    pub schedule_id: ScheduleId,
    pub reason: String,
}

/// Which paper of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SchedulePaper {
    /// The instrument that assigns the invoices.
    ScheduleOfAccounts,
    /// What was bought, kept and paid.
    FundingReport,
}

/// A paper of a schedule.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SchedulePaperAsked {
    pub schedule_id: ScheduleId,
    pub paper: SchedulePaper,
}
