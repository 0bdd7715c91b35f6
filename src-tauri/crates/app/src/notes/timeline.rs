//! The timeline of anything that notes are about: its notes, what comes next, and what else its
//! history has.

use std::collections::HashMap;

use factor_domain::ids::NoteId;
use factor_domain::note::NoteSubject;
use factor_store::follow_up::{self, FollowUp, When};
use factor_store::history::{Act, DatedWhat};
use factor_store::note::{self, Note};
use factor_store::{Connection, attachment};

use crate::desk::Reading;
use crate::error::AppError;
use crate::history::wire::ActShown;
use crate::history::{self, Cursor, Line, mail_id};
use crate::mail;
use crate::notes::wire::{
    AttachmentShown, NoteShown, PromiseShown, Timeline, TimelineEntry, TimelineQuery, TimelineWhat,
};
use crate::notes::{attachments, promises, subject};
use crate::now::Now;
use crate::people;
use crate::today::wire::FollowUpShown;
use crate::today::{shown, words};

/// Most entries at once.
const LIMIT_MAX: u32 = 200;

/// Part of a timeline, newest first, with what comes next and the pinned notes.
///
/// # Errors
/// If the subject is not there; at the days of the filter; otherwise of the storage.
pub async fn timeline(reading: &Reading<'_>, input: TimelineQuery) -> Result<Timeline, AppError> {
    let now = reading.now;
    let subject = input.subject;
    let limit = input.limit.min(LIMIT_MAX);
    let wanted = history::read_filter(&input.filter, now)?;
    let cursor = Cursor::read(&input.after)?;
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    subject::load(connection, subject).await?;
    let next = follow_up::open_of_subject(connection, subject).await?;
    let pinned = note::pinned_of_subject(connection, subject).await?;
    let pinned = pinned.into_iter().map(|note| (note.happened, Line::Note(Box::new(note))));
    let pinned = entries(connection, subject, pinned.collect(), now).await?;
    let page = history::page(connection, subject, &wanted, &cursor, (limit, now)).await?;
    let (counts, total) = history::counts(connection, subject, &wanted, now.day()).await?;
    let people = people::names(connection).await?;
    let entries = entries(connection, subject, page.lines, now).await?;
    Ok(Timeline {
        next: next.iter().map(|follow_up| shown(follow_up, now)).collect(),
        pinned,
        entries,
        after: page.after.map_or_else(String::new, |cursor| cursor.text()),
        total,
        counts,
        people,
    })
}

/// The lines of a page with the files and follow-ups of its notes, its messages and what became of
/// its promises.
async fn entries(
    connection: &mut Connection,
    subject: NoteSubject,
    lines: Vec<(When, Line)>,
    now: Now,
) -> Result<Vec<TimelineEntry>, AppError> {
    let mut beside = Besides::load(connection, &lines, now).await?;
    let mut entries = Vec::with_capacity(lines.len());
    for (at, line) in lines {
        let (key, what) = match line {
            Line::Note(note) => (format!("note-{}", note.id), beside.note(*note, now)),
            Line::Act(act) => match mail_id(&act) {
                Some(id) => (
                    format!("mail-{id}"),
                    TimelineWhat::Mail(Box::new(mail::load_row(connection, id, now).await?)),
                ),
                None => (format!("log-{}", act.seq), shown_act(&act, subject, now)),
            },
            Line::Dated(dated) => {
                let told = history::told_dated(&dated, beside.promise_of(&dated.what));
                let group = history::kind_of(&dated.what).into();
                let person = String::new();
                let act = ActShown { group, title: told.text, person, target: told.target };
                (dated.key, TimelineWhat::Act(Box::new(act)))
            }
        };
        entries.push(TimelineEntry { key, at: words::due(at), what });
    }
    Ok(entries)
}

fn shown_act(act: &Act, subject: NoteSubject, now: Now) -> TimelineWhat {
    let told = history::act(act, Some(subject), now);
    TimelineWhat::Act(Box::new(ActShown {
        group: act.kind.into(),
        title: told.text,
        person: history::person(&act.person),
        target: told.target,
    }))
}

/// What hangs on the notes of a page.
struct Besides {
    files: HashMap<NoteId, Vec<AttachmentShown>>,
    tags: HashMap<NoteId, Vec<String>>,
    promises: HashMap<NoteId, PromiseShown>,
    follow_ups: HashMap<NoteId, FollowUp>,
}

impl Besides {
    async fn load(
        connection: &mut Connection,
        lines: &[(When, Line)],
        now: Now,
    ) -> Result<Besides, AppError> {
        let ids: Vec<NoteId> = lines.iter().filter_map(|(_, line)| note_of(line)).collect();
        let mut files: HashMap<NoteId, Vec<AttachmentShown>> = HashMap::new();
        for file in attachment::of_notes(connection, &ids).await? {
            if let Some(note) = file.note_id {
                files.entry(note).or_default().push(attachments::shown(&file));
            }
        }
        let mut tags: HashMap<NoteId, Vec<String>> = HashMap::new();
        for (note, tag) in note::tags_of(connection, &ids).await? {
            tags.entry(note).or_default().push(tag);
        }
        let promises = promises::of_notes(connection, &ids, now.day()).await?;
        let mut follow_ups: HashMap<NoteId, FollowUp> = HashMap::new();
        for follow_up in follow_up::of_notes(connection, &ids).await? {
            if let Some(note) = follow_up.note_id {
                follow_ups.insert(note, follow_up);
            }
        }
        Ok(Besides { files, tags, promises, follow_ups })
    }

    fn promise_of(&self, what: &DatedWhat) -> Option<&PromiseShown> {
        match what {
            DatedWhat::PromiseDue { note } => self.promises.get(note),
            DatedWhat::Terms { .. } | DatedWhat::InForce { .. } | DatedWhat::Ended { .. } => None,
        }
    }

    fn note(&mut self, note: Note, now: Now) -> TimelineWhat {
        let beside = Beside {
            files: self.files.remove(&note.id).unwrap_or_default(),
            tags: self.tags.remove(&note.id).unwrap_or_default(),
            promise: self.promises.get(&note.id).cloned(),
            follow_up: self.follow_ups.get(&note.id).map(|follow_up| shown(follow_up, now)),
        };
        note_shown(note, beside)
    }
}

/// The note that a line is, or whose promise it tells of.
fn note_of(line: &Line) -> Option<NoteId> {
    match line {
        Line::Note(note) => Some(note.id),
        Line::Dated(dated) => match &dated.what {
            DatedWhat::PromiseDue { note } => Some(*note),
            DatedWhat::Terms { .. } | DatedWhat::InForce { .. } | DatedWhat::Ended { .. } => None,
        },
        Line::Act(_) => None,
    }
}

/// What hangs on a note.
struct Beside {
    files: Vec<AttachmentShown>,
    tags: Vec<String>,
    promise: Option<PromiseShown>,
    follow_up: Option<FollowUpShown>,
}

fn note_shown(note: Note, beside: Beside) -> TimelineWhat {
    TimelineWhat::Note(Box::new(NoteShown {
        id: note.id,
        contact_name: note.contact_name.as_str().to_owned(),
        channel: note.channel,
        direction: note.direction,
        outcome: note.outcome,
        text: note.text.as_str().to_owned(),
        attachments: beside.files,
        follow_up: beside.follow_up,
        subject: note.subject,
        subject_title: subject::title(note.subject, &note.subject_name),
        client_id: note.client_id,
        tags: beside.tags,
        proof: note.proof,
        promise: beside.promise,
        is_pinned: note.is_pinned,
        corrects: note.corrects,
        corrected_by: note.corrected_by,
        written_by: note.written_by.unwrap_or_default(),
    }))
}
