//! Notes: the composer, the timeline, attachments.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{AttachmentId, ClientId, ContactId, ContractId, FollowUpId, NoteId};
use factor_domain::note::{Channel, Direction, Outcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::today::wire::{Due, FollowUpShown};

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
}

/// A note as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    pub client_id: ClientId,
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
}

/// One entry of the timeline.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineWhat {
    Note(Box<NoteShown>),
    /// "CTR-2026-014, version 1, frozen"
    Contract {
        contract_id: ContractId,
        title: String,
    },
    /// "Terms version 2 in force from Dec 1, 2026"
    Terms {
        title: String,
    },
}

/// When and what.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TimelineEntry {
    /// Stable key for the list.
    pub key: String,
    pub at: Due,
    pub what: TimelineWhat,
}

/// Part of a client's timeline, newest first.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuery {
    pub client_id: ClientId,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// The entries asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Timeline {
    /// What comes next, shown first.
    pub next: Vec<FollowUpShown>,
    pub entries: Vec<TimelineEntry>,
    pub total: u32,
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
