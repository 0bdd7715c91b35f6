//! Notes: the composer, the timeline, attachments.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{
    AttachmentId, ClientId, ContactId, DebtorId, FollowUpId, InvoiceId, NoteId, PersonId,
};
use factor_domain::money::Money;
use factor_domain::note::{Channel, Direction, NoteSubject, Outcome, Proof};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::history::wire::{ActShown, HistoryFilter, KindCount};
use crate::mail::wire::MailRow;
use crate::today::wire::{Due, FollowUpShown};

/// Whose a next contact is: whom the desktop reminds of it.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum NextOwner {
    /// Of whoever writes the note.
    #[default]
    Me,
    /// Of everybody who is at the desk.
    Everybody,
    /// Of this person.
    Person { person_id: PersonId },
}

/// When to speak next.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NextContact {
    /// As typed: "fri", "+7", "12/1".
    pub day: String,
    /// As typed; empty for any time that day.
    pub time: String,
    /// What for; empty takes the first line of the note.
    pub reason: String,
    #[serde(default)]
    pub owner: NextOwner,
}

/// A note as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    pub subject: NoteSubject,
    pub contact_id: Option<ContactId>,
    /// A person who is not (yet) a contact.
    pub contact_name: String,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Outcome,
    pub text: String,
    /// When it happened, as typed; empty: now.
    pub day: String,
    pub time: String,
    /// None means that no next contact is needed, which the form asks for expressly.
    pub next: Option<NextContact>,
    pub attachments: Vec<AttachmentId>,
    /// The follow-up this note answers.
    pub finishes: Option<FollowUpId>,
    /// Words it is found by, as typed: "dispute, change order".
    pub tags: String,
    /// What it brings as proof.
    pub proof: Option<Proof>,
    /// The note whose place this one takes; both stay.
    pub corrects: Option<NoteId>,
    /// What the debtor promised to pay.
    pub promise: Option<PromiseInput>,
}

/// A promise to pay as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PromiseInput {
    pub amount: String,
    /// As typed: "fri", "+7", "12/1".
    pub day: String,
    /// Empty is the person spoken with.
    pub by: String,
}

/// What became of a promise, by what came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    Open,
    Kept,
    PartKept,
    Broken,
}

/// A promise as shown.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PromiseShown {
    pub note_id: NoteId,
    pub invoice_id: Option<InvoiceId>,
    /// Empty of a promise for whatever the debtor owes.
    pub invoice_number: String,
    pub amount: Money,
    pub given_on: Day,
    pub due_on: Day,
    /// "Nov 24"
    pub due_words: String,
    pub by: String,
    pub state: PromiseState,
    /// What of it came in by its day.
    pub paid: Money,
}

/// The promises of a debtor, newest first, counted by what became of them.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PromiseHistory {
    pub open: u32,
    pub kept: u32,
    pub part_kept: u32,
    pub broken: u32,
    pub rows: Vec<PromiseShown>,
}

/// A note that goes above the others, or back among them.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NotePin {
    pub note_id: NoteId,
    pub is_pinned: bool,
}

/// What a note would be about.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteSubjectAsked {
    pub subject: NoteSubject,
}

/// Somebody a note may name.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NotePerson {
    /// None of somebody at the debtor.
    pub contact_id: Option<ContactId>,
    pub name: String,
    /// "President, Larkfield Produce"
    pub role: String,
    pub phone: String,
}

/// What is known of a subject before a note on it is written.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteSubjectPage {
    pub subject: NoteSubject,
    /// "Invoice EE-1198"
    pub title: String,
    /// "Eskfield Electrical, Redmayne Construction"; empty where the title says it.
    pub of: String,
    pub client_id: Option<ClientId>,
    /// Of the client, then of the debtor.
    pub people: Vec<NotePerson>,
    /// Main number of the client or the debtor; may be empty.
    pub phone: String,
    /// Whether a promise to pay can stand on it: it belongs to a debtor.
    pub can_promise: bool,
    /// Tags in use, the most frequent first.
    pub tags: Vec<String>,
    /// Five days after an invoice is due, "Tue, Dec 1, 2026", unless that has passed.
    pub due_five: Option<String>,
}

/// What a saved note is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteSaved {
    pub note_id: NoteId,
    pub follow_up: Option<FollowUpShown>,
}

/// A file on a note.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AttachmentShown {
    pub id: AttachmentId,
    pub name: String,
    /// Found in the bytes, not in the name.
    pub media_type: String,
    pub size_bytes: u32,
    /// A PDF or an image, shown in the window.
    pub can_preview: bool,
}

/// A note as shown.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteShown {
    pub id: NoteId,
    pub contact_name: String,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Outcome,
    pub text: String,
    pub attachments: Vec<AttachmentShown>,
    pub follow_up: Option<FollowUpShown>,
    pub subject: NoteSubject,
    /// "Invoice EE-1198"
    pub subject_title: String,
    /// Its client, to whom it can be confirmed.
    pub client_id: Option<ClientId>,
    pub tags: Vec<String>,
    pub proof: Option<Proof>,
    /// None once the note was corrected: then the correction's counts.
    pub promise: Option<PromiseShown>,
    pub is_pinned: bool,
    /// The note whose place it takes.
    pub corrects: Option<NoteId>,
    /// The note that took its place: this one counts no longer, and stays.
    pub corrected_by: Option<NoteId>,
    /// "Ruth Adeyemi"; empty where that was not kept.
    pub written_by: String,
}

/// One entry of the timeline.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineWhat {
    Note(Box<NoteShown>),
    /// Something that was done, or that came about on its day.
    Act(Box<ActShown>),
    /// A message from here, and where it stands.
    Mail(Box<MailRow>),
}

/// When and what.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TimelineEntry {
    /// Stable key for the list.
    pub key: String,
    pub at: Due,
    pub what: TimelineWhat,
}

/// Part of the timeline of a client, or of anything else that notes are about, newest first.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuery {
    pub subject: NoteSubject,
    #[serde(default)]
    pub filter: HistoryFilter,
    /// Where reading on begins, as the page before said; empty for the newest.
    #[serde(default)]
    pub after: String,
    /// At most 200.
    pub limit: u32,
}

/// The entries asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Timeline {
    /// What comes next, shown first.
    pub next: Vec<FollowUpShown>,
    /// The pinned notes, the last pinned first; each stands in its place below as well.
    pub pinned: Vec<TimelineEntry>,
    pub entries: Vec<TimelineEntry>,
    /// Where the next page begins; empty at the end.
    pub after: String,
    /// How many entries answer the filter.
    pub total: u32,
    /// How many there are of each kind, whichever kinds are asked for.
    pub counts: Vec<KindCount>,
    /// Everybody who ever worked here, by name.
    pub people: Vec<String>,
}

/// An attachment by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentAsked {
    pub attachment_id: AttachmentId,
}

/// The bytes of an attachment in base64.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AttachmentData {
    pub attachment: AttachmentShown,
    pub data: String,
}

/// Which promises a list of notes is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseWanted {
    NoMatter,
    Any,
    /// Its day has not passed.
    Running,
    /// Its day has passed without all of the money, and nobody has answered it.
    Missed,
}

/// The notes of everybody, narrowed down.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteListQuery {
    /// Words of the text, of who was spoken to, of tags and files.
    pub text: String,
    /// The name of whoever wrote it; empty for everybody.
    pub written_by: String,
    pub channel: Option<Channel>,
    pub outcome: Option<Outcome>,
    /// Everything of a client; the debtor is then not asked for.
    pub client_id: Option<ClientId>,
    pub debtor_id: Option<DebtorId>,
    /// As typed; empty for no first day.
    pub from: String,
    /// As typed; empty for no last day.
    pub until: String,
    pub promise: PromiseWanted,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A note in the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteRow {
    pub id: NoteId,
    pub at: Due,
    pub subject: NoteSubject,
    /// "Invoice EE-1198"
    pub subject_title: String,
    /// "Eskfield Electrical, Redmayne Construction"
    pub of: String,
    pub contact_name: String,
    pub channel: Channel,
    pub outcome: Outcome,
    /// "Ruth Adeyemi"; empty where that was not kept.
    pub written_by: String,
    /// Its beginning, or the part that was looked for.
    pub excerpt: String,
    pub tags: Vec<String>,
    pub promise: Option<PromiseShown>,
    /// Another took its place.
    pub is_corrected: bool,
}

/// The notes asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteRows {
    pub rows: Vec<NoteRow>,
    pub total: u32,
    /// Whether there are more than the total says.
    pub is_capped: bool,
    /// Everybody who ever wrote a note, by name.
    pub writers: Vec<String>,
}

/// A text that the firm writes again and again.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteTemplateShown {
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
    pub channel: Channel,
    pub outcome: Outcome,
    pub text: String,
}

/// The firm's templates by name.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NoteTemplates {
    pub rows: Vec<NoteTemplateShown>,
}

/// A template as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteTemplateInput {
    /// The one that it replaces; none of a new one.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    pub name: String,
    pub channel: Channel,
    pub outcome: Outcome,
    pub text: String,
}

/// A template by its number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteTemplateAsked {
    #[ts(type = "number")]
    pub id: i64,
}
