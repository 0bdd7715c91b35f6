//! Saving a note: what was said, its files, the next contact, and the follow-up it answers.

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{AttachmentId, ContactId, FollowUpId, NoteId, PersonId};
use factor_domain::money::Money;
use factor_domain::note::Tag;
use factor_domain::read::{ReadError, parse_day, parse_time};
use factor_domain::text::{FieldProblem, LINE_CHARS_MAX, Line, LongText};
use factor_store::follow_up::{self, NewFollowUp, When};
use factor_store::note::{self, About, NewNote};
use factor_store::{StoreError, attachment, contact, person, promise};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::notes::promises::{self, PromiseRead};
use crate::notes::subject;
use crate::notes::wire::{NextContact, NextOwner, NoteInput, NoteSaved};
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
    promise: Option<PromiseRead>,
}

/// Keeps a note with its files, makes the follow-up it asks for and finishes the one it answers.
///
/// # Errors
/// At each wrong field, all at once; if the subject, the contact, the follow-up or the note that
/// is corrected is not there; refused if that was corrected already.
pub async fn save_note(change: &mut Change<'_>, input: NoteInput) -> Result<NoteSaved, AppError> {
    let about = subject::load(change.tx.connection(), input.subject).await?;
    let contact_name = match input.contact_id {
        Some(id) => name_of_contact(change, &about, id).await?,
        None => input.contact_name.clone(),
    };
    let zero = promises::zero(change.tx.connection()).await?;
    let read = read(&input, about, (&contact_name, zero), change.now)?;
    let finishes = match input.finishes {
        Some(id) => Some(finishable(change, &read.note.about, id).await?),
        None => None,
    };
    if let Some(corrected) = input.corrects {
        correctable(change, &read.note.about, corrected).await?;
    }
    let owner = match &input.next {
        Some(next) => owner(change, next.owner).await?,
        None => None,
    };
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let note_id = note::insert(&mut change.tx, &read.note, &by, &at).await?;
    move_pin(change, input.corrects, note_id).await?;
    if let Some(PromiseRead { amount, due_on, by }) = &read.promise {
        promise::insert(&mut change.tx, note_id, *amount, *due_on, by).await?;
    }
    claim(change, note_id, &read.files).await?;
    if let Some(id) = finishes {
        let today = change.now.day();
        follow_up::finish(&mut change.tx, id, today, Some(note_id), &at).await?;
    }
    let follow_up_id = match read.next {
        Some(next) => Some(ask_for(change, &read.note, note_id, next, owner).await?),
        None => None,
    };
    let detail = json!({
        "subject": input.subject,
        "channel": read.note.channel,
        "outcome": read.note.outcome,
        "files": read.files,
        "follow_up": follow_up_id,
        "finishes": finishes,
        "corrects": input.corrects,
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
    about: &About,
    id: ContactId,
) -> Result<String, AppError> {
    let found = contact::load(change.tx.connection(), id).await?;
    let of_client = found.filter(|record| about.client_id == Some(record.client_id));
    let record = of_client.ok_or_else(|| {
        AppError::field("contact_id", "This contact is no longer one of the client's.")
    })?;
    Ok(record.contact.name.as_str().to_owned())
}

/// A follow-up of this client or debtor, or one that a note on the subject asked for. One that was
/// finished meanwhile stays as it is: the note counts.
async fn finishable(
    change: &mut Change<'_>,
    about: &About,
    id: FollowUpId,
) -> Result<FollowUpId, AppError> {
    let found = follow_up::load(change.tx.connection(), id).await?;
    let is_of = |follow_up: &follow_up::FollowUp| {
        let is_client = follow_up.client_id.is_some() && follow_up.client_id == about.client_id;
        let is_debtor = follow_up.debtor_id.is_some() && follow_up.debtor_id == about.debtor_id;
        is_client || is_debtor || follow_up.subject == about.subject
    };
    match found.filter(is_of) {
        Some(follow_up) => Ok(follow_up.id),
        None => Err(AppError::not_found("follow-up")),
    }
}

/// A note on the same subject that no other has corrected.
async fn correctable(change: &mut Change<'_>, about: &About, id: NoteId) -> Result<(), AppError> {
    let found = match note::load(change.tx.connection(), id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("note")),
        answer => answer?,
    };
    if found.subject != about.subject
        || (found.client_id, found.debtor_id) != (about.client_id, about.debtor_id)
    {
        return Err(AppError::refused(
            "A correction is about what the note was about. Write a new note instead.",
        ));
    }
    if found.corrected_by.is_some() {
        return Err(AppError::refused(
            "This note was corrected already. Correct the correction instead.",
        ));
    }
    Ok(())
}

/// A correction hangs where the note hung.
async fn move_pin(
    change: &mut Change<'_>,
    corrected: Option<NoteId>,
    by: NoteId,
) -> Result<(), AppError> {
    let Some(corrected) = corrected else { return Ok(()) };
    if note::load(change.tx.connection(), corrected).await?.is_pinned {
        let (at, person) = (change.now.stamp(), change.person().name.to_string());
        note::pin(&mut change.tx, by, &person, &at).await?;
        note::unpin(&mut change.tx, corrected).await?;
    }
    Ok(())
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

/// Whose the next contact is; none: everybody's.
async fn owner(change: &mut Change<'_>, asked: NextOwner) -> Result<Option<PersonId>, AppError> {
    let id = match asked {
        NextOwner::Me => return Ok(Some(change.person().id)),
        NextOwner::Everybody => return Ok(None),
        NextOwner::Person { person_id } => person_id,
    };
    match person::load(change.tx.connection(), id).await {
        Ok(found) if !found.has_left => Ok(Some(id)),
        Ok(_) | Err(StoreError::NotFound) => Err(AppError::field(
            "next.owner",
            "This person no longer works here. Choose somebody else.",
        )),
        Err(failed) => Err(failed.into()),
    }
}

async fn ask_for(
    change: &mut Change<'_>,
    note: &NewNote,
    note_id: NoteId,
    (due, reason): (When, Line),
    owner: Option<PersonId>,
) -> Result<FollowUpId, AppError> {
    let new = NewFollowUp {
        client_id: note.about.client_id,
        debtor_id: note.about.debtor_id,
        note_id,
        contact_id: note.contact_id,
        contact_name: note.contact_name.clone(),
        reason,
        due,
        owner,
    };
    let at = change.now.stamp();
    let id = follow_up::insert(&mut change.tx, &new, &at).await?;
    if owner.is_none_or(|owner| owner == change.person().id) {
        reminders::expect(change.desk, new.to_plan(id).due());
    }
    Ok(id)
}

/// The form as typed becomes a note, or every problem it has.
fn read(
    input: &NoteInput,
    about: About,
    (contact_name, zero): (&str, Money),
    now: Now,
) -> Result<Read, AppError> {
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
    let promise = match &input.promise {
        Some(_) if about.debtor_id.is_none() => {
            problems.add("promise.amount", "Log it on the debtor or the invoice: they pay.");
            None
        }
        Some(typed) => promises::read(typed, &input.contact_name, zero, now, &mut problems),
        None => None,
    };
    let tags = read_tags(&input.tags, &mut problems);
    let mut files = input.attachments.clone();
    files.sort_unstable();
    files.dedup();
    if files.len() > FILES_MAX {
        problems.add("attachments", format!("A note holds at most {FILES_MAX} files."));
    }
    problems.finish()?;
    let read = || {
        let note = NewNote {
            about,
            contact_id: input.contact_id,
            contact_name: contact_name?,
            channel: input.channel,
            direction: input.direction,
            outcome: input.outcome,
            text: text?,
            happened: happened?,
            tags: tags?,
            proof: input.proof,
            corrects: input.corrects,
        };
        Some(Read { note, next: next?, files, promise })
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

/// The words between the commas, each once.
fn read_tags(typed: &str, problems: &mut FormProblems) -> Option<Vec<Tag>> {
    let words = typed.split(',').filter(|word| !word.trim().is_empty());
    let tags: Result<Vec<Tag>, FieldProblem> = words.map(Tag::new).collect();
    let mut tags = problems.take("tags", words_of(tags))?;
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > Tag::COUNT_MAX {
        problems.add("tags", format!("A note takes at most {} tags.", Tag::COUNT_MAX));
        return None;
    }
    Some(tags)
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
pub(crate) fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let line = line.replace('\t', " ");
    if line.chars().count() <= LINE_CHARS_MAX {
        return line;
    }
    let kept: String = line.chars().take(LINE_CHARS_MAX - 1).collect();
    format!("{}\u{2026}", kept.trim_end())
}
