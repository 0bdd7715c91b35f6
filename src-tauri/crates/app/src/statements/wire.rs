//! Statements: preview, runs, what was given out, and by what late payment is charged.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{ClientId, DebtorId, EntryNumber, StatementId, StatementRunId};
use factor_domain::late::LateBeneficiary;
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StatementFor {
    Client { client_id: ClientId },
    Debtor { debtor_id: DebtorId },
}

/// One statement as asked for; days as typed. Nothing typed first makes it as of one day.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementAsked {
    pub party: StatementFor,
    pub from: String,
    pub to: String,
}

/// A figure of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct StatementFigure {
    pub label: String,
    pub amount: Money,
}

/// A statement as it would be given out now.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementPreview {
    pub name: String,
    /// "Oct 1 to 31, 2026"
    pub period: String,
    /// The number it would take.
    pub number: String,
    /// Nothing is owed, held or moved; a run leaves it out.
    pub is_empty: bool,
    pub figures: Vec<StatementFigure>,
    pub warnings: Vec<String>,
    pub pages: u32,
    /// The PDF in base64.
    pub data: String,
}

/// Whom statements are made for; no ids are everybody with something to tell.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum StatementScope {
    Clients { ids: Vec<ClientId> },
    Debtors { ids: Vec<DebtorId> },
}

/// A run as asked for.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementRunInput {
    pub scope: StatementScope,
    pub from: String,
    pub to: String,
}

/// One run.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementRunAsked {
    pub run_id: StatementRunId,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StatementRunState {
    Running,
    Finished,
    Cancelled,
}

/// What a running run tells after each statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct StatementProgress {
    pub run_id: StatementRunId,
    pub state: StatementRunState,
    pub total: u32,
    pub done: u32,
    pub failed: u32,
    /// Who was dealt with last.
    pub name: String,
}

/// What the saving of a run's statements tells after each file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct StatementSaving {
    pub run_id: StatementRunId,
    pub total: u32,
    pub saved: u32,
    /// Whose was written last.
    pub name: String,
}

/// The files of a run's statements; fewer than all if it was cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct StatementsSaved {
    /// The name of their folder; none if no place was chosen.
    pub folder: Option<String>,
    pub saved: u32,
    pub total: u32,
}

/// What became of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StatementItemState {
    Waiting,
    Made,
    Empty,
    Failed,
}

/// One party of a run.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementRunItem {
    pub party: StatementFor,
    pub name: String,
    pub state: StatementItemState,
    pub statement_id: Option<StatementId>,
    /// Why there is none, and what to do.
    pub problem: String,
}

/// A run in a list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementRunShown {
    pub id: StatementRunId,
    /// "Clients" or "Debtors"
    pub scope: String,
    pub period: String,
    pub state: StatementRunState,
    pub total: u32,
    pub done: u32,
    pub made: u32,
    pub empty: u32,
    pub failed: u32,
    pub begun: String,
}

/// A run with everybody in it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementRunPage {
    pub run: StatementRunShown,
    pub items: Vec<StatementRunItem>,
}

/// Which statements to list: of one party, or the newest of all.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementQuery {
    pub party: Option<StatementFor>,
}

/// A statement that was given out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementRow {
    pub id: StatementId,
    pub number: String,
    pub party: StatementFor,
    pub name: String,
    pub period: String,
    /// "Net funds employed" or "Due with late charges"
    pub amount_label: String,
    pub amount: Money,
    pub pages: u32,
    /// When and by whom.
    pub made: String,
}

/// The statements and the last runs.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementRows {
    /// The newest, at most 500.
    pub rows: Vec<StatementRow>,
    /// How many there are.
    pub total: u32,
    pub runs: Vec<StatementRunShown>,
}

/// One statement.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementIdAsked {
    pub statement_id: StatementId,
}

/// The paper of a statement.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementPaperAsked {
    pub statement_id: StatementId,
    /// With a cover before it, in the firm's own words.
    #[serde(default)]
    pub with_cover: bool,
}

/// A statement with its figures as they were given out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementPage {
    pub row: StatementRow,
    pub figures: Vec<StatementFigure>,
    /// The last entry of the books that counts in it.
    pub last_entry: EntryNumber,
    pub sha256: String,
}

/// Days that are often asked for, as they are typed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementPreset {
    pub label: String,
    pub from: String,
    pub to: String,
}

/// Somebody a statement can be made for.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementParty {
    pub party: StatementFor,
    pub name: String,
}

/// What the form of a run offers.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct StatementForm {
    pub presets: Vec<StatementPreset>,
    pub clients: Vec<StatementParty>,
    pub debtors: Vec<StatementParty>,
    /// A run that was begun and not ended, to go on with.
    pub unfinished: Option<StatementRunShown>,
}

/// By what late payment is charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LateRuleKind {
    #[default]
    None,
    Agreed,
    Statute,
}

/// The rule as typed; what its kind does not use is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LateRuleInput {
    pub kind: LateRuleKind,
    /// Percent a month.
    pub monthly_rate: String,
    pub grace_days: String,
    /// Where it is agreed: "terms of sale on the invoice"
    pub clause: String,
    pub beneficiary: LateBeneficiary,
    pub minimum: String,
    /// Whose limits hold; empty where none apply.
    pub jurisdiction: String,
    pub law: String,
}

/// A choice of a list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LateChoice {
    pub value: String,
    pub label: String,
}

/// The rule with what can be chosen.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LateRulePage {
    pub rule: LateRuleInput,
    /// "1.50% a month by the day, as agreed in …"
    pub words: String,
    pub jurisdictions: Vec<LateChoice>,
    pub laws: Vec<LateChoice>,
}
