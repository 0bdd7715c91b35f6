//! Saving a note: what was said, its files, the next contact, and the follow-up it answers.

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{AttachmentId, ClientId, ContactId, FollowUpId, NoteId};
use factor_domain::read::{ReadError, parse_day, parse_time};
use factor_domain::text::{FieldProblem, LINE_CHARS_MAX, Line, LongText};
use factor_store::follow_up::{self, NewFollowUp, When};
use factor_store::note::{self, NewNote};
use factor_store::{attachment, contact};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::notes::wire::{NextContact, NoteInput, NoteSaved};
use crate::now::Now;
use crate::reminders;
use crate::today::{read_next, shown, words};

/// More files than this on one note are a folder, not a note.
const FILES_MAX: usize = 50;
/// A clock may run this much ahead between writing the time and saving.
const AHEAD_MINUTES_MAX: i64 = 1;

/// A note that can be kept.
struct Read {
    note: NewNote,
    next: Option<(When, Line)>,
    files: Vec<AttachmentId>,
}

/// Keeps a note with its files, makes the follow-up it asks for and finishes the one it answers.
///
/// # Errors
/// At each wrong field, all at once; if the client, the contact or the follow-up is not there.
pub async fn save_note(change: &mut Change<'_>, input: NoteInput) -> Result<NoteSaved, AppError> {
    let connection = change.tx.connection();
    if note::count_of_client(connection, input.client_id).await?.is_none() {
        return Err(AppError::not_found("client"));
    }
    let contact_name = match input.contact_id {
        Some(id) => name_of_contact(change, input.client_id, id).await?,
        None => input.contact_name.clone(),
    };
    let read = read(&input, &contact_name, change.now)?;
    let finishes = match input.finishes {
        Some(id) => Some(finishable(change, input.client_id, id).await?),
        None => None,
    };
    let at = change.now.stamp();
    let note_id = note::insert(&mut change.tx, &read.note, &at).await?;
    claim(change, note_id, &read.files).await?;
    if let Some(id) = finishes {
        let today = change.now.day();
        follow_up::finish(&mut change.tx, id, today, Some(note_id), &at).await?;
    }
    let follow_up_id = match read.next {
        Some((due, reason)) => Some(ask_for(change, &read.note, note_id, due, reason).await?),
        None => None,
    };
    let detail = json!({
        "client": input.client_id,
        "channel": read.note.channel,
        "outcome": read.note.outcome,
        "files": read.files,
        "follow_up": follow_up_id,
        "finishes": finishes,
    });
    change.record("note.saved", format!("note/{note_id}"), &detail)?;
    let follow_up = match follow_up_id {
        Some(id) => follow_up::load(change.tx.connection(), id).await?,
        None => None,
    };
    Ok(NoteSaved { note_id, follow_up: follow_up.map(|kept| shown(&kept, change.now)) })
}

async fn name_of_contact(
    change: &mut Change<'_>,
    client: ClientId,
    id: ContactId,
) -> Result<String, AppError> {
    let found = contact::load(change.tx.connection(), id).await?;
    let of_client = found.filter(|record| record.client_id == client);
    let record = of_client.ok_or_else(|| {
        AppError::field("contact_id", "This contact is no longer one of the client's.")
    })?;
    Ok(record.contact.name.as_str().to_owned())
}

/// A follow-up of this client. One that was finished meanwhile stays as it is: the note counts.
async fn finishable(
    change: &mut Change<'_>,
    client: ClientId,
    id: FollowUpId,
) -> Result<FollowUpId, AppError> {
    let found = follow_up::load(change.tx.connection(), id).await?;
    match found.filter(|follow_up| follow_up.client_id == client) {
        Some(follow_up) => Ok(follow_up.id),
        None => Err(AppError::not_found("follow-up")),
    }
}

async fn claim(
    change: &mut Change<'_>,
    note: NoteId,
    files: &[AttachmentId],
) -> Result<(), AppError> {
    if files.is_empty() {
        return Ok(());
    }
    let claimed = attachment::claim(&mut change.tx, note, files).await?;
    if usize::try_from(claimed) == Ok(files.len()) {
        return Ok(());
    }
    Err(AppError::field(
        "attachments",
        "A file is on another note already, or no longer there. Attach it again.",
    ))
}

async fn ask_for(
    change: &mut Change<'_>,
    note: &NewNote,
    note_id: NoteId,
    due: When,
    reason: Line,
) -> Result<FollowUpId, AppError> {
    let new = NewFollowUp {
        client_id: note.client_id,
        note_id,
        contact_id: note.contact_id,
        contact_name: note.contact_name.clone(),
        reason,
        due,
    };
    let at = change.now.stamp();
    let id = follow_up::insert(&mut change.tx, &new, &at).await?;
    reminders::expect(change.desk, new.to_plan(id).due());
    Ok(id)
}

/// The form as typed becomes a note, or every problem it has.
fn read(input: &NoteInput, contact_name: &str, now: Now) -> Result<Read, AppError> {
    let mut problems = FormProblems::default();
    let text = problems.take("text", words_of(LongText::new("text", &input.text)));
    if text.as_ref().is_some_and(|text| text.as_str().trim().is_empty()) {
        problems.add("text", "Write what was said.");
    }
    let contact_name =
        problems.take("contact_name", words_of(Line::new("contact_name", contact_name)));
    let happened = read_happened(&input.day, &input.time, now, &mut problems);
    let next = match &input.next {
        Some(next) => read_next_contact(next, &input.text, now, &mut problems).map(Some),
        None => Some(None),
    };
    let mut files = input.attachments.clone();
    files.sort_unstable();
    files.dedup();
    if files.len() > FILES_MAX {
        problems.add("attachments", format!("A note holds at most {FILES_MAX} files."));
    }
    problems.finish()?;
    let read = || {
        let note = NewNote {
            client_id: input.client_id,
            contact_id: input.contact_id,
            contact_name: contact_name?,
            channel: input.channel,
            direction: input.direction,
            outcome: input.outcome,
            text: text?,
            happened: happened?,
        };
        Some(Read { note, next: next?, files })
    };
    Ok(read().expect("a form without problems has been read"))
}

/// The sentence of a field's problem; where it belongs is said by the form.
fn words_of<T>(read: Result<T, FieldProblem>) -> Result<T, String> {
    read.map_err(|problem| problem.message)
}

/// When it happened: now, if nothing is typed; never later than now.
fn read_happened(day: &str, time: &str, now: Now, problems: &mut FormProblems) -> Option<When> {
    let at = words::moment(now);
    let typed_day = read_typed(day, |text| parse_day(text, at.day));
    let typed_time = read_typed(time, parse_time);
    let day: Option<Day> = problems.take("day", typed_day)?.or(Some(at.day));
    let time: Option<TimeOfDay> = problems.take("time", typed_time)?;
    let day = day?;
    // Without a time, today means now; of another day nobody knows.
    let time = time.or((day == at.day).then_some(at.time));
    if day > at.day {
        problems.add("day", "This day lies ahead. A note is about what has happened.");
        return None;
    }
    let is_ahead = |time: TimeOfDay| {
        let typed = factor_domain::reminder::Moment { day, time };
        at.minutes_until(typed) > AHEAD_MINUTES_MAX
    };
    if time.is_some_and(is_ahead) {
        problems.add("time", "This time lies ahead. A note is about what has happened.");
        return None;
    }
    Some(When { day, time })
}

/// None for an empty field.
fn read_typed<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, ReadError>,
) -> Result<Option<T>, ReadError> {
    if text.trim().is_empty() { Ok(None) } else { parse(text).map(Some) }
}

fn read_next_contact(
    next: &NextContact,
    text: &str,
    now: Now,
    problems: &mut FormProblems,
) -> Option<(When, Line)> {
    let reason = if next.reason.trim().is_empty() { first_line(text) } else { next.reason.clone() };
    let reason = problems.take("next.reason", words_of(Line::new("next.reason", &reason)));
    match read_next(&next.day, &next.time, now, ["next.day", "next.time"], None) {
        Ok(due) => Some((due, reason?)),
        Err(error) => {
            for field in error.fields {
                problems.add(field.field, field.message);
            }
            None
        }
    }
}

/// The first line that says something, short enough for a list.
fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let line = line.replace('\t', " ");
    if line.chars().count() <= LINE_CHARS_MAX {
        return line;
    }
    let kept: String = line.chars().take(LINE_CHARS_MAX - 1).collect();
    format!("{}\u{2026}", kept.trim_end())
}
