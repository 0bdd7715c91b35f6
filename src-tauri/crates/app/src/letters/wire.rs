//! Letters: who would get one and why, those that were made, and what became of each.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::contract::LetterKind;
use factor_domain::day::Day;
use factor_domain::ids::{
    AttachmentId, BankAccountId, ClientId, DebtorId, LetterId, LetterStepId, NoteId, ScheduleId,
};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::debtors::wire::NoticeWay;
use crate::terms::wire::Explained;

/// Whose letters are to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LetterScope {
    /// The client, or each of its debtors.
    Client { client_id: ClientId },
    /// The debtor, for each client that sells on it.
    Debtor { debtor_id: DebtorId },
    /// Each debtor of the schedule, with the invoices on it.
    Schedule { schedule_id: ScheduleId },
    /// The client that a note was written about.
    Note { note_id: NoteId },
    /// Every debtor with something to be reminded of, for all clients at once.
    All,
}

/// Letters of one kind that are to be made, with what is typed for all of them.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LettersAsked {
    pub kind: LetterKind,
    pub scope: LetterScope,
    /// None for the one that comes with the program.
    #[serde(default)]
    #[ts(optional)]
    pub wording_id: Option<String>,
    /// From when it holds; empty is today.
    #[serde(default)]
    pub effective_on: String,
    /// By when an answer or the money is asked for; empty is in ten days, of a final demand in
    /// fourteen.
    #[serde(default)]
    pub reply_by: String,
    /// By when a dispute is to be said in writing; empty is in seven days.
    #[serde(default)]
    pub dispute_by: String,
    /// Through which day a courtesy letter looks; empty is in seven days.
    #[serde(default)]
    pub due_by: String,
    /// Who was reminded less than so many days ago is left out; empty is seven.
    #[serde(default)]
    pub pause_days: String,
    /// Through when a payoff sum is good; empty is in three days.
    #[serde(default)]
    pub good_through: String,
    /// Number and day of the filing that ends a financing statement; may be empty.
    #[serde(default)]
    pub filing: String,
    /// A release leaves open invoices payable to the firm, and lists them.
    #[serde(default)]
    pub has_exceptions: bool,
    /// A payoff sum has the early-termination fee of the terms; none for what the life of the
    /// agreement says.
    #[serde(default)]
    #[ts(optional)]
    pub is_early: Option<bool>,
    /// What was said, of a confirmation; empty is the text of the note.
    #[serde(default)]
    pub said: String,
    /// What was promised; may be empty.
    #[serde(default)]
    pub promised: String,
    /// Where to pay; none for the account that is usual.
    #[serde(default)]
    #[ts(optional)]
    pub bank_account_id: Option<BankAccountId>,
}

/// A letter that could be made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterPlanRow {
    /// None of a reminder for several clients.
    pub client_id: Option<ClientId>,
    /// Whose invoices it is about; several are joined.
    pub client_name: String,
    /// None for a letter to the client.
    pub debtor_id: Option<DebtorId>,
    /// Whom it goes to.
    pub name: String,
    pub address_lines: Vec<String>,
    /// "Not sent yet", "Acknowledged Nov 20, 2026", "No address".
    pub reason: String,
    /// It would be made unless somebody says otherwise.
    pub is_ticked: bool,
    /// False if it cannot be made now; the reason says why and what to do.
    pub can_be_made: bool,
    /// The invoices it lists, or the payoff sum, with how it is made up.
    pub amount: Option<Explained>,
}

/// Who would get a letter.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterPlan {
    pub rows: Vec<LetterPlanRow>,
    /// Those in use for this kind, the one that comes with the program first.
    pub wordings: Vec<LetterWordingChoice>,
    /// The one they are made from.
    pub wording_id: String,
    /// The days as understood.
    pub effective_on: Day,
    pub reply_by: Day,
    pub dispute_by: Day,
    pub due_by: Day,
    pub pause_days: u32,
    pub good_through: Day,
    /// Of a payoff letter: what the life of the agreement says of leaving then.
    pub leaving: Option<Leaving>,
    /// "LTR-2026-0042", the number of the first.
    pub first_number: String,
}

/// Whether a client leaves early, and why.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Leaving {
    pub is_early: bool,
    /// "The term runs until Nov 12, 2027; Nov 25, 2026 is earlier."
    pub reason: String,
}

/// A wording that letters can be made from.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterWordingChoice {
    pub wording_id: String,
    pub name: String,
    pub version: u32,
}

/// One line of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterTo {
    /// None of a reminder for several clients.
    pub client_id: Option<ClientId>,
    /// None for a letter to the client.
    pub debtor_id: Option<DebtorId>,
}

/// The paper of one line of the plan, before it is made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterPreviewAsked {
    pub asked: LettersAsked,
    pub to: LetterTo,
}

/// The letters that were chosen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LettersMake {
    pub asked: LettersAsked,
    pub to: Vec<LetterTo>,
}

/// What was made, in the order of its numbers.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LettersMade {
    pub letter_ids: Vec<LetterId>,
    /// "LTR-2026-0042"
    pub first_number: String,
    pub last_number: String,
}

/// Some letters.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LettersChosen {
    pub letter_ids: Vec<LetterId>,
}

/// Letters that were written as files.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LettersSaved {
    /// The new folder; none if the choice of a place was cancelled.
    pub folder: Option<String>,
    pub saved: u32,
}

/// Tabs above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterTab {
    #[default]
    All,
    ToSend,
    WithoutProof,
    Unanswered,
    Returned,
}

/// A list of letters, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct LetterQuery {
    pub tab: LetterTab,
    #[ts(optional)]
    pub kind: Option<LetterKind>,
    #[ts(optional)]
    pub client_id: Option<ClientId>,
    #[ts(optional)]
    pub debtor_id: Option<DebtorId>,
    /// After how many days without an answer one is missed; 0 for the usual fourteen.
    pub unanswered_days: u32,
    /// Only those made before this one.
    #[ts(optional)]
    pub before: Option<LetterId>,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterStage {
    /// Made, and not sent yet.
    Made,
    Sent,
    Delivered,
    Acknowledged,
    Refused,
    Returned,
    /// A notice of assignment that a release has ended.
    Released,
}

/// A row of the list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterRow {
    pub id: LetterId,
    /// "LTR-2026-0042"
    pub number: String,
    pub kind: LetterKind,
    /// None of a reminder for several clients; then the name is empty.
    pub client_id: Option<ClientId>,
    pub client_name: String,
    pub debtor_id: Option<DebtorId>,
    /// Whom it is addressed to.
    pub name: String,
    pub dated_on: Day,
    pub amount: Option<Money>,
    pub stage: LetterStage,
    pub stage_on: Option<Day>,
    pub sent_on: Option<Day>,
    pub has_proof: bool,
}

/// How many letters each tab has.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct LetterTabs {
    pub all: u32,
    pub to_send: u32,
    pub without_proof: u32,
    pub unanswered: u32,
    pub returned: u32,
}

/// A list of letters.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterRows {
    pub rows: Vec<LetterRow>,
    pub tabs: LetterTabs,
    pub unanswered_days: u32,
}

/// A letter by its id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterAsked {
    pub letter_id: LetterId,
}

/// What happened to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterEvent {
    /// It went out; once more, if it had before.
    Sent,
    ProofOfSending,
    ProofOfReceipt,
    /// The carrier says that it arrived.
    Delivered,
    Acknowledged,
    Refused,
    Returned,
}

/// What happened to some letters, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterStepInput {
    pub letter_ids: Vec<LetterId>,
    pub what: LetterEvent,
    /// "Nov 20"; empty is today.
    pub on: String,
    pub way: Option<NoticeWay>,
    /// Number of the registered letter or of the courier.
    pub tracking: String,
    /// Who acknowledged or refused it.
    pub person: String,
    pub note: String,
    /// Of a verification letter: it was acknowledged but for something that the note says.
    #[serde(default)]
    pub has_exceptions: bool,
    /// The file that shows it.
    pub attachment_id: Option<AttachmentId>,
}

/// A step that is taken back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterStepAsked {
    pub letter_id: LetterId,
    pub step_id: LetterStepId,
}

/// A step of a letter.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LetterStepShown {
    pub id: LetterStepId,
    /// "Sent by courier", "Sent again by post", "Acknowledged by Ines Moreau"
    pub words: String,
    pub on: Day,
    pub tracking: String,
    pub note: String,
    pub attachment_id: Option<AttachmentId>,
    pub file_name: String,
    /// It was taken back.
    pub is_undone: bool,
    /// False for the step that making another letter has added.
    pub can_be_undone: bool,
    pub made_by: String,
    /// "Nov 20, 2026, 10:07:33 AM"
    pub made_at: String,
}

/// One letter.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LetterPage {
    pub id: LetterId,
    pub number: String,
    pub kind: LetterKind,
    pub kind_name: String,
    /// None of a reminder for several clients; then the name is empty.
    pub client_id: Option<ClientId>,
    pub client_name: String,
    pub debtor_id: Option<DebtorId>,
    pub name: String,
    pub dated_on: Day,
    /// What `day_said` is: "Takes effect", "Answer asked by", "To be paid by".
    pub day_label: String,
    pub day_said: Option<Day>,
    pub amount: Option<Money>,
    /// "House notice, version 2"
    pub wording_words: String,
    /// The notice that it ends, or none.
    pub notice_id: Option<LetterId>,
    pub stage: LetterStage,
    pub pages: u32,
    pub sha256: String,
    pub made_by: String,
    pub made_at: String,
    /// The first step first.
    pub steps: Vec<LetterStepShown>,
}
