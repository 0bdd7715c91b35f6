//! The notes of everybody at the firm, newest first, looked through as one types.

use std::collections::HashMap;

use factor_domain::day::Day;
use factor_domain::ids::NoteId;
use factor_domain::read::parse_day;
use factor_store::find::Matching;
use factor_store::note::found::{self, NoteFilter, Party, WithPromise};
use factor_store::note::{self, Note};
use factor_store::{Connection, promise};

use crate::desk::Reading;
use crate::error::{AppError, FormProblems};
use crate::notes::excerpt::excerpt;
use crate::notes::wire::{NoteListQuery, NoteRow, NoteRows, PromiseWanted};
use crate::notes::{promises, subject};
use crate::now::Now;
use crate::query;
use crate::today::words;

/// Counted no further: whoever is shown this many narrows them down.
const COUNTED_MAX: u32 = 10_000;
/// The same while somebody types: counting every note with a common word would take longer than
/// finding the first of them.
const FOUND_MAX: u32 = 1_000;

/// Part of the notes that answer what was typed and chosen.
///
/// # Errors
/// At `from` and `until`, if they are no days; otherwise of the storage.
pub async fn list_notes(reading: &Reading<'_>, input: NoteListQuery) -> Result<NoteRows, AppError> {
    let today = reading.now.day();
    let (first, last) = days(&input, today)?;
    let text = query::text(&input.text);
    let words = Matching::of(&text);
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let writers = found::writers(connection).await?;
    if words.is_none() && !text.is_empty() {
        // Nothing but signs, which no word has.
        return Ok(NoteRows { rows: Vec::new(), total: 0, is_capped: false, writers });
    }
    let party = match (input.client_id, input.debtor_id) {
        (Some(client), _) => Some(Party::Client(client)),
        (None, Some(debtor)) => Some(Party::Debtor(found::records_of(connection, debtor).await?)),
        (None, None) => None,
    };
    let filter = NoteFilter {
        words: words.as_ref(),
        channel: input.channel,
        outcome: input.outcome,
        written_by: Some(input.written_by.as_str()).filter(|by| !by.is_empty()),
        party,
        first,
        last,
        promise: with_promise(connection, input.promise, today).await?,
    };
    let limit = query::rows(input.limit);
    let notes = found::list(connection, &filter, input.offset, limit).await?;
    let most = if filter.words.is_some() { FOUND_MAX } else { COUNTED_MAX };
    let total = found::count(connection, &filter, most + 1).await?;
    let rows = rows(connection, notes, &text, reading.now).await?;
    let is_capped = total > most;
    Ok(NoteRows { rows, total: total.min(most), is_capped, writers })
}

/// The first and the last day, as typed.
fn days(input: &NoteListQuery, today: Day) -> Result<(Option<Day>, Option<Day>), AppError> {
    let mut problems = FormProblems::default();
    let mut read = |field: &str, typed: &str| {
        if typed.trim().is_empty() { None } else { problems.take(field, parse_day(typed, today)) }
    };
    let (first, last) = (read("from", &input.from), read("until", &input.until));
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        problems.add("until", "This day lies before the first one.");
    }
    problems.finish()?;
    Ok((first, last))
}

async fn with_promise(
    connection: &mut Connection,
    wanted: PromiseWanted,
    today: Day,
) -> Result<WithPromise, AppError> {
    Ok(match wanted {
        PromiseWanted::NoMatter => WithPromise::NoMatter,
        PromiseWanted::Any => WithPromise::Any,
        PromiseWanted::Running => WithPromise::DueFrom(today),
        PromiseWanted::Missed => {
            let missed = promises::missed(connection, today).await?;
            WithPromise::These(missed.iter().map(|judged| judged.promised.note).collect())
        }
    })
}

/// The notes as rows, with what became of their promises.
async fn rows(
    connection: &mut Connection,
    notes: Vec<Note>,
    text: &str,
    now: Now,
) -> Result<Vec<NoteRow>, AppError> {
    let ids: Vec<NoteId> = notes.iter().map(|note| note.id).collect();
    let debtors = promise::debtors_of_notes(connection, &ids).await?;
    let mut promised = promises::by_note(connection, &debtors, now.day()).await?;
    let mut parties: HashMap<NoteId, String> =
        found::parties(connection, &ids).await?.into_iter().collect();
    let mut tags: HashMap<NoteId, Vec<String>> = HashMap::new();
    for (note, tag) in note::tags_of(connection, &ids).await? {
        tags.entry(note).or_default().push(tag);
    }
    let row = |note: Note| NoteRow {
        id: note.id,
        at: words::due(note.happened),
        subject: note.subject,
        subject_title: subject::title(note.subject, &note.subject_name),
        of: parties.remove(&note.id).unwrap_or_default(),
        contact_name: note.contact_name.to_string(),
        channel: note.channel,
        outcome: note.outcome,
        written_by: note.written_by.unwrap_or_default(),
        excerpt: excerpt(note.text.as_str(), text),
        tags: tags.remove(&note.id).unwrap_or_default(),
        promise: promised.remove(&note.id),
        is_corrected: note.corrected_by.is_some(),
    };
    Ok(notes.into_iter().map(row).collect())
}
