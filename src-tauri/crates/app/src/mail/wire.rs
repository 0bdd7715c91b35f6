//! Mail: what a message would say, the outbox, the account, the firm's own words.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{
    AttachmentId, ContractId, LetterId, MailId, NoteId, RecourseCaseId, ReleaseRunId, ScheduleId,
    StatementId, StatementRunId,
};
use factor_domain::note::NoteSubject;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::find::wire::Target;
use crate::history::wire::HistoryFilter;
use crate::schedules::wire::SchedulePaper;

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MailAbout {
    /// It confirms what the note says.
    Note {
        note_id: NoteId,
    },
    Letter {
        letter_id: LetterId,
    },
    /// To be signed.
    Contract {
        contract_id: ContractId,
    },
    Statement {
        statement_id: StatementId,
    },
    /// A paper of a schedule, to the client.
    Schedule {
        schedule_id: ScheduleId,
        paper: SchedulePaper,
    },
    /// The settlement report of a release, to the client.
    Settlement {
        run_id: ReleaseRunId,
    },
    /// The notice of a charge-back, to the client.
    ChargeBack {
        case_id: RecourseCaseId,
    },
    /// The history of a record as it is printed, to whom the user says.
    History {
        subject: NoteSubject,
        filter: HistoryFilter,
    },
    /// Nothing but what is written; about a record.
    Record {
        subject: NoteSubject,
    },
}

/// What a message would be about.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailDraftAsked {
    pub about: MailAbout,
}

/// Papers that may be mailed in one go.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MailSeveral {
    Letters {
        letter_ids: Vec<LetterId>,
    },
    /// What a run of statements has made.
    StatementRun {
        run_id: StatementRunId,
    },
}

/// A message that would go out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailPlanRow {
    pub about: MailAbout,
    /// "Letter LTR-2026-0042"
    pub number: String,
    pub name: String,
    /// Empty if no address is kept.
    pub to: String,
    /// What to do about it; empty if it can go out.
    pub why_not: String,
}

/// The messages that would go out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailPlan {
    pub rows: Vec<MailPlanRow>,
    /// Papers that went out before, or are about to.
    pub gone: u32,
    /// Papers beyond those that one go takes.
    pub more: u32,
    /// "Calder Street Factors <office@calderstreet.example>"; none without an account.
    pub sender: Option<String>,
}

/// The papers that were chosen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailChosen {
    pub about: Vec<MailAbout>,
}

/// Messages that were put into the outbox.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct MailsQueued {
    pub count: u32,
}

/// Somebody it may go to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct MailPerson {
    pub name: String,
    /// "President"; empty for the business itself.
    pub role: String,
    pub address: String,
}

/// A file that hangs on it, or may.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct MailFile {
    pub name: String,
    /// None of a paper that is made when it is sent.
    pub size_bytes: Option<u64>,
    /// None of the document itself, which always hangs on it.
    pub attachment_id: Option<AttachmentId>,
}

/// The message that is proposed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailDraft {
    /// Whom it greets; may be empty.
    pub to_name: String,
    /// The address; empty if none is known.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub people: Vec<MailPerson>,
    pub files: Vec<MailFile>,
    /// Who it comes from when it is sent from here; none without an account.
    pub sender: Option<String>,
    /// What is added below the text when it is sent from here.
    pub signature: String,
}

/// The message as a person left it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailInput {
    pub about: MailAbout,
    pub to_name: String,
    pub to: String,
    /// More addresses, with commas between them; may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub cc: String,
    pub subject: String,
    pub text: String,
    /// Files beside the document itself.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<AttachmentId>>")]
    pub attachment_ids: Vec<AttachmentId>,
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailStage {
    Waiting,
    HandingOver,
    Sent,
    Refused,
    /// A person decides.
    Uncertain,
    Cancelled,
}

/// A message in the outbox.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailRow {
    pub id: MailId,
    /// "Letter LTR-2026-0042", "Note", "Test"
    pub about: String,
    /// None of a test.
    pub target: Option<Target>,
    /// "Nadia Ferro <nadia@larkfield.example>"
    pub to: String,
    pub subject: String,
    pub stage: MailStage,
    /// "Waits, next try Nov 19, 10:05 AM", "Sent Nov 19, 10:00 AM"
    pub stage_words: String,
    /// What the server said last, in its own words; may be empty.
    pub answer: String,
    pub written_words: String,
    pub can_cancel: bool,
    pub can_try_again: bool,
}

/// How many messages stand where.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct MailTabs {
    pub all: u32,
    pub waiting: u32,
    pub undecided: u32,
    pub sent: u32,
}

/// Part of the outbox, newest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailRows {
    pub rows: Vec<MailRow>,
    pub tabs: MailTabs,
    pub has_account: bool,
    /// Why nothing goes out until somebody looks at the account; empty if all is well.
    pub problem: String,
}

/// Which part of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailTab {
    All,
    Waiting,
    Undecided,
    Sent,
}

/// Messages of a tab from before one on.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailQuery {
    pub tab: MailTab,
    pub before: Option<MailId>,
}

/// A message by number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailAsked {
    pub mail_id: MailId,
}

/// Something that happened to a message.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailEventShown {
    pub what: String,
    pub answer: String,
    /// "Ruth Adeyemi"; empty for the program.
    pub who: String,
    pub at: String,
}

/// A message with all that happened to it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailPage {
    pub row: MailRow,
    pub sender: String,
    pub recipients: Vec<String>,
    pub message_id: String,
    /// Of the exact message, which is kept.
    pub sha256: String,
    pub size_bytes: u64,
    pub written_by: String,
    pub events: Vec<MailEventShown>,
}

/// What a person found out about a message of which nobody knew whether it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailFinding {
    Arrived,
    SendAgain,
}

/// A decision about a message.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailDecision {
    pub mail_id: MailId,
    pub finding: MailFinding,
}

/// From when on the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    Tls,
    Starttls,
}

/// What the account is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailLogin {
    Password,
    Oauth,
}

/// The account as it is typed.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailAccountInput {
    pub host: String,
    /// Empty for the usual one: 465, or 587 with STARTTLS.
    pub port: String,
    pub security: MailSecurity,
    /// Empty for a server that asks nobody who he is.
    pub login: String,
    pub login_way: MailLogin,
    /// Empty to keep the one before.
    pub secret: String,
    pub sender_name: String,
    pub sender_address: String,
    pub signature: String,
    /// PEM; empty where the certificates that the computer trusts are enough.
    pub certificate: String,
}

/// The account as kept; the password stays where it is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailAccountShown {
    pub host: String,
    pub port: String,
    pub security: MailSecurity,
    pub login: String,
    pub login_way: MailLogin,
    pub sender_name: String,
    pub sender_address: String,
    pub signature: String,
    pub certificate: String,
    /// "In this computer's keychain", "In the encrypted vault"
    pub secret_place: String,
    /// "At most 25 MB a message"; empty until the server has said so.
    pub limit_words: String,
    /// Why nothing goes out; empty if all is well.
    pub problem: String,
}

/// The account, and how the last test went.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailAccountPage {
    pub account: Option<MailAccountShown>,
    pub last_test: Option<MailRow>,
    /// The firm's own name and address, to begin with.
    pub proposed_name: String,
    pub proposed_address: String,
    /// Whether the person at the desk may change it.
    pub may_change: bool,
}

/// What a kind of message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailTemplateKind {
    Note,
    Letter,
    Statement,
    /// Any other paper.
    Paper,
    /// No paper at all.
    Record,
}

/// The words of a kind of message; empty ones stand for the built-in ones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailTemplate {
    pub kind: MailTemplateKind,
    pub subject: String,
    pub text: String,
}

/// The words in use, and what may stand in them.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailTemplateShown {
    pub template: MailTemplate,
    /// "Confirmation of a discussion"
    pub title: String,
    /// "{{letter.number}}" and so on.
    pub fields: Vec<String>,
}

/// Every kind.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MailTemplates {
    pub templates: Vec<MailTemplateShown>,
    /// Whether the person at the desk may change them.
    pub may_change: bool,
}
