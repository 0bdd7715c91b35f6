//! Releases of reserve and escrow: who is due, what is staged, what was paid.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{
    BankAccountId, ClientId, EntryNumber, InvoiceId, ReleaseRunId, ReserveHoldId,
};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::books::wire::ClientNamed;
use crate::schedules::wire::PayTo;
use crate::terms::wire::Explained;

/// Out of what a client is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseSource {
    /// Earned reserve.
    Reserve,
    /// Escrow, on request.
    Escrow,
}

/// Which closed invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseScope {
    /// Those whose release day has come.
    Due,
    /// All with earned reserve.
    All,
}

/// How the client is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseMethod {
    Ach,
    Wire,
    Check,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    Prepared,
    Booked,
    Reversed,
    Discarded,
}

/// Which clients are listed, as of a day; nothing typed is today.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ReleasesAsked {
    pub day: String,
}

/// One client with reserve that may be released, or with escrow.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRow {
    pub client: ClientNamed,
    /// Closed invoices whose release day has come.
    pub invoices: u32,
    /// Their earned reserve.
    pub earned: Money,
    /// What would be paid out.
    pub net: Money,
    /// "As each invoice closes"
    pub calendar: String,
    /// The next run day; none without earned reserve.
    pub next_run: Option<Day>,
    pub is_due: bool,
    /// Why nothing is released, in words; none is none.
    pub holds: Vec<String>,
    pub escrow_held: Money,
    /// What waits for its confirmation.
    pub prepared: Option<ReleaseRunId>,
}

/// The clients of a release day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRows {
    pub day: Day,
    /// Those that are due first, then by name.
    pub rows: Vec<ReleaseRow>,
    /// Clients that can be paid now.
    pub due: u32,
    pub held: u32,
    /// What they can be paid; in the firm's currency.
    pub net: Money,
    pub rules: ReleaseRulesShown,
}

/// By what releases are held.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRulesShown {
    /// Empty for no limit.
    pub hold_age_days: String,
    pub charge_days: String,
    /// A debt past due is recovered from the run instead of holding it.
    pub past_due_is_recovered: bool,
}

/// The rules as typed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRulesInput {
    pub hold_age_days: String,
    pub charge_days: String,
    pub past_due_is_recovered: bool,
}

/// What is to be staged.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseAsked {
    pub client_id: ClientId,
    pub source: ReleaseSource,
    pub scope: ReleaseScope,
    /// Nothing typed is today.
    pub day: String,
    /// Of escrow: as typed; nothing is all.
    pub amount: String,
    /// Of escrow: why.
    pub reason: String,
    pub method: ReleaseMethod,
    /// From which account of the firm; none takes the first.
    pub bank_id: Option<BankAccountId>,
}

/// One invoice of a run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseLineShown {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub debtor: String,
    pub closed_on: Day,
    pub collected: Money,
    pub advance: Money,
    pub fees: Money,
    /// Everything else that moved its reserve; with its sign.
    pub other: Money,
    pub released: Explained,
}

/// An invoice that stays out of the run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseLeftOut {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub earned: Money,
    /// "Its release day is Fri, Nov 27."
    pub why: String,
    /// The hold that keeps it out, if one does.
    pub hold_id: Option<ReserveHoldId>,
}

/// Where a way on leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseWay {
    /// To the recourse list.
    Recourse,
    /// To the client's contract.
    Contracts,
    /// To lifting the hold.
    LiftHold,
}

/// A reason that holds the run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseHoldShown {
    pub words: String,
    pub way: ReleaseWay,
    pub way_label: String,
    pub hold_id: Option<ReserveHoldId>,
}

/// What the client owes, and what the run takes of it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseDueShown {
    /// "FL9092", "not for one invoice"
    pub about: String,
    pub owed: Money,
    pub due_on: Day,
    pub taken: Money,
}

/// An account of the firm to pay from.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseBank {
    pub id: BankAccountId,
    pub name: String,
}

/// How and where the client is paid.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleasePayout {
    pub method: ReleaseMethod,
    /// "ACH to First Hartford •••• 4321"
    pub words: String,
    pub banks: Vec<ReleaseBank>,
    pub bank_id: Option<BankAccountId>,
    /// The client's account, and whether it may be paid to.
    pub pay_to: PayTo,
    /// Why it cannot be paid so, with what to do; none is fine.
    pub problem: Option<String>,
}

/// An entry that is booked or would be; or one posting of an entry that has more than two.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseEntryShown {
    pub number: Option<EntryNumber>,
    pub event: String,
    /// "FL9092"; may be empty.
    pub about: String,
    /// The account; empty for a posting of the other side.
    pub debit: String,
    /// As `debit`.
    pub credit: String,
    pub amount: Money,
}

/// A run before it is booked: what is shown is what is booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseStagedPage {
    pub client: ClientNamed,
    pub source: ReleaseSource,
    pub scope: ReleaseScope,
    pub day: Day,
    pub calendar: String,
    pub lines: Vec<ReleaseLineShown>,
    pub left_out: Vec<ReleaseLeftOut>,
    pub holds: Vec<ReleaseHoldShown>,
    pub released: Explained,
    pub dues: Vec<ReleaseDueShown>,
    pub recovered: Option<Explained>,
    pub returned: Option<Explained>,
    pub escrow: Option<Explained>,
    /// Before the run.
    pub escrow_held: Money,
    pub net: Explained,
    pub payout: ReleasePayout,
    pub entries: Vec<ReleaseEntryShown>,
    pub can_prepare: bool,
    /// Of all it was worked out from.
    pub fingerprint: String,
    /// What of this client waits for its confirmation.
    pub prepared: Option<ReleaseRunId>,
    /// Holds that people have placed on the client or its invoices.
    pub placed: Vec<PlacedHold>,
}

/// A hold that stands.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PlacedHold {
    pub id: ReserveHoldId,
    /// "Larkfield Produce", "invoice FL9092"
    pub on: String,
    pub is_lien: bool,
    pub reason: String,
    pub placed_by: String,
    pub placed_on: Day,
}

/// What was staged, to be kept for its confirmation.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleasePrepared {
    pub asked: ReleaseAsked,
    pub fingerprint: String,
}

/// A run by its number.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRunAsked {
    pub run_id: ReleaseRunId,
}

/// A run is taken back, or given up before it was booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRunEnded {
    pub run_id: ReleaseRunId,
    pub reason: String,
}

/// Which runs, and which part of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ReleaseRunsQuery {
    pub client_id: Option<ClientId>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A row of the list of runs.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRunRow {
    pub id: ReleaseRunId,
    pub client: ClientNamed,
    pub source: ReleaseSource,
    pub ran_on: Day,
    pub state: ReleaseState,
    pub released: Money,
    pub recovered: Money,
    pub net: Money,
    /// "ACH to First Hartford •••• 4321"
    pub paid: String,
}

/// Runs, the latest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRunRows {
    pub rows: Vec<ReleaseRunRow>,
    pub total: u32,
}

/// A run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReleaseRunPage {
    pub id: ReleaseRunId,
    pub client: ClientNamed,
    pub source: ReleaseSource,
    pub ran_on: Day,
    pub state: ReleaseState,
    pub reason: String,
    pub lines: Vec<ReleaseLineShown>,
    pub released: Money,
    pub recovered: Money,
    pub returned: Money,
    pub escrow: Money,
    pub net: Money,
    pub paid: String,
    pub from_bank: String,
    /// None before it is booked.
    pub entries: Vec<ReleaseEntryShown>,
    /// "Ruth Adeyemi, Nov 19, 2026, 10:00:00 AM"
    pub prepared: String,
    pub confirmed: Option<String>,
    /// "Reversed by Ruth Adeyemi on Nov 20, 2026: paid twice"
    pub ended: Option<String>,
}

/// A hold to be placed on a client, or on one of its invoices.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HoldInput {
    pub client_id: ClientId,
    pub invoice_id: Option<InvoiceId>,
    pub is_lien: bool,
    pub reason: String,
}

/// A hold to be lifted.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HoldLifted {
    pub hold_id: ReserveHoldId,
    pub reason: String,
}
