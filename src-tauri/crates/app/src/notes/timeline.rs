//! The timeline of anything that notes are about: its notes, what comes next, what was mailed, and
//! of a client also what became of contracts and terms that came into force.

use std::collections::HashMap;

use factor_domain::ids::NoteId;
use factor_domain::note::NoteSubject;
use factor_store::follow_up::{self, FollowUp, When};
use factor_store::note::{self, ContractLine, ContractStep, Note, TermsLine};
use factor_store::{Connection, attachment, promise};

use crate::desk::Reading;
use crate::error::AppError;
use crate::mail;
use crate::notes::wire::{
    AttachmentShown, NoteShown, PromiseShown, Timeline, TimelineEntry, TimelineQuery, TimelineWhat,
};
use crate::notes::{attachments, promises, subject};
use crate::now::Now;
use crate::today::wire::FollowUpShown;
use crate::today::{shown, words};

/// Most entries at once.
const LIMIT_MAX: u32 = 200;

/// A line that is no note, with its moment in the office.
struct Event {
    at: When,
    entry: TimelineEntry,
}

/// Part of a timeline, newest first, with what comes next and the pinned notes.
///
/// # Errors
/// If the subject is not there; otherwise of the storage.
pub async fn timeline(reading: &Reading<'_>, input: TimelineQuery) -> Result<Timeline, AppError> {
    let now = reading.now;
    let subject = input.subject;
    let limit = input.limit.min(LIMIT_MAX);
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    subject::load(connection, subject).await?;
    let notes_total = note::count_of_subject(connection, subject).await?;
    let next = follow_up::open_of_subject(connection, subject).await?;
    let pinned = note::pinned_of_subject(connection, subject).await?;
    let pinned = entries(connection, pinned.into_iter().map(Line::from).collect(), now).await?;

    let events = events_of(connection, subject, now).await?;
    let events_total = u32::try_from(events.len()).unwrap_or(u32::MAX);
    // All events are at hand, so the page can begin at most that many notes earlier than the
    // offset says; from there on both are merged, and what lies before the page is left out.
    let first_note = input.offset.saturating_sub(events_total);
    let notes_wanted = (input.offset - first_note).saturating_add(limit);
    let notes = note::of_subject(connection, subject, first_note, notes_wanted).await?;
    let skipped = usize::try_from(input.offset - first_note).unwrap_or(usize::MAX);
    let page: Vec<Line> = merged(notes, events)
        .into_iter()
        .skip(skipped)
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect();
    let entries = entries(connection, page, now).await?;
    Ok(Timeline {
        next: next.iter().map(|follow_up| shown(follow_up, now)).collect(),
        pinned,
        entries,
        total: notes_total.saturating_add(events_total),
    })
}

/// A note or an event, in its place.
enum Line {
    Note(Box<Note>),
    Event(TimelineEntry),
}

impl From<Note> for Line {
    fn from(note: Note) -> Line {
        Line::Note(Box::new(note))
    }
}

/// Both lists, newest first, as one. At the same moment the note stands above.
fn merged(notes: Vec<Note>, events: Vec<Event>) -> Vec<Line> {
    let order = |when: When| (when.day, when.time);
    let mut lines = Vec::with_capacity(notes.len() + events.len());
    let mut events = events.into_iter().peekable();
    for note in notes {
        while let Some(event) = events.next_if(|event| order(event.at) > order(note.happened)) {
            lines.push(Line::Event(event.entry));
        }
        lines.push(note.into());
    }
    lines.extend(events.map(|event| Line::Event(event.entry)));
    lines
}

async fn events_of(
    connection: &mut Connection,
    subject: NoteSubject,
    now: Now,
) -> Result<Vec<Event>, AppError> {
    let mut all: Vec<Event> = Vec::new();
    for (written_at, row) in mail::of_subject(connection, subject, now).await? {
        let (at, key) = (when(&written_at, now), format!("mail-{}", row.id));
        let what = TimelineWhat::Mail(Box::new(row));
        all.push(Event { at, entry: TimelineEntry { key, at: words::due(at), what } });
    }
    match subject {
        NoteSubject::Client(client) => {
            let contracts = note::contract_lines(connection, client).await?;
            let terms = note::terms_lines(connection, client, now.day()).await?;
            all.extend(events(&contracts, &terms, now));
        }
        NoteSubject::Debtor(_)
        | NoteSubject::Invoice(_)
        | NoteSubject::Schedule(_)
        | NoteSubject::Contract(_)
        | NoteSubject::Receipt(_) => {}
    }
    // Stable: events of one moment keep the order they came in.
    all.sort_by_key(|event| std::cmp::Reverse((event.at.day, event.at.time)));
    Ok(all)
}

/// A moment in UTC on the office's wall clock.
fn when(stamp: &str, now: Now) -> When {
    let civil = words::civil(stamp, now.zone());
    civil.map_or(When { day: now.day(), time: None }, |civil| When {
        day: civil.day,
        time: Some(civil.time),
    })
}

/// What became of contracts, and terms that came into force.
fn events(contracts: &[ContractLine], terms: &[TermsLine], now: Now) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::with_capacity(contracts.len() + terms.len());
    for line in contracts {
        let at = when(&line.at, now);
        let what = TimelineWhat::Contract {
            contract_id: line.contract_id,
            title: format!("{}, version {}, {}", line.number, line.version, words_of(line.step)),
        };
        let key = format!("contract-{}-{}", line.contract_id, line.step.as_str());
        events.push(Event { at, entry: TimelineEntry { key, at: words::due(at), what } });
    }
    for line in terms {
        let at = When { day: line.effective_on, time: None };
        let since = line.effective_on.format_short();
        let title = format!("Terms version {} in force from {since}", line.version);
        let what = TimelineWhat::Terms { title };
        let key = format!("terms-{}", line.id);
        events.push(Event { at, entry: TimelineEntry { key, at: words::due(at), what } });
    }
    events
}

fn words_of(step: ContractStep) -> &'static str {
    match step {
        ContractStep::Frozen => "frozen",
        ContractStep::SignedForFactor => "signed for the factor",
        ContractStep::SignedForClient => "signed for the client",
        ContractStep::SignedByGuarantor => "signed by the guarantor",
        ContractStep::Withdrawn => "withdrawn",
    }
}

/// The page with the files and follow-ups of its notes.
async fn entries(
    connection: &mut Connection,
    page: Vec<Line>,
    now: Now,
) -> Result<Vec<TimelineEntry>, AppError> {
    let ids: Vec<NoteId> = page
        .iter()
        .filter_map(|line| match line {
            Line::Note(note) => Some(note.id),
            Line::Event(_) => None,
        })
        .collect();
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
    let debtors = promise::debtors_of_notes(connection, &ids).await?;
    let mut promised = promises::by_note(connection, &debtors, now.day()).await?;
    let mut follow_ups: HashMap<NoteId, FollowUp> = HashMap::new();
    for follow_up in follow_up::of_notes(connection, &ids).await? {
        if let Some(note) = follow_up.note_id {
            follow_ups.insert(note, follow_up);
        }
    }
    let entry = |line| match line {
        Line::Event(entry) => entry,
        Line::Note(note) => {
            let beside = Beside {
                files: files.remove(&note.id).unwrap_or_default(),
                tags: tags.remove(&note.id).unwrap_or_default(),
                promise: promised.remove(&note.id),
                follow_up: follow_ups.get(&note.id).map(|follow_up| shown(follow_up, now)),
            };
            note_entry(*note, beside)
        }
    };
    Ok(page.into_iter().map(entry).collect())
}

/// What hangs on a note.
struct Beside {
    files: Vec<AttachmentShown>,
    tags: Vec<String>,
    promise: Option<PromiseShown>,
    follow_up: Option<FollowUpShown>,
}

fn note_entry(note: Note, beside: Beside) -> TimelineEntry {
    TimelineEntry {
        key: format!("note-{}", note.id),
        at: words::due(note.happened),
        what: TimelineWhat::Note(Box::new(NoteShown {
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
        })),
    }
}
