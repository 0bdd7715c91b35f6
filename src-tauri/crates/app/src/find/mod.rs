//! Finding records from the palette.

mod amount;
pub mod wire;

use factor_domain::Currency;
use factor_domain::contract::LetterKind;
use factor_domain::day::Day;
use factor_domain::ids::{
    ClientId, ContractId, DebtorId, InvoiceId, LetterId, ReceiptId, ReleaseRunId, ScheduleId,
};
use factor_domain::party::ClientStatus;
use factor_store::Connection;
use factor_store::find::{self as stored, FilePlace, Hit, HitKind, Matching};
use factor_store::invoice::InvoiceState;
use factor_store::note::Note;
use factor_store::note::found::{NoteFilter, WithPromise, list};
use factor_store::schedule::ScheduleState;

use crate::desk::Reading;
use crate::error::AppError;
use crate::find::wire::{FindQuery, Found, FoundRows, Target};
use crate::notes::{excerpt, title};
use crate::releases::run_number;
use crate::terms::firm_currency;

/// Most rows of one answer.
const ROWS_MAX: u32 = 50;
/// What is typed beyond this finds nothing more.
const TEXT_CHARS_MAX: usize = 100;
/// Shortest text looked for inside notes; one letter is in nearly all of them.
const NOTE_CHARS_MIN: usize = 2;
/// One row of this many is kept for notes.
const NOTES_PART: u32 = 3;

/// Clients, debtors and people by name, papers and invoices by number, receipts by the reference of
/// the bank, invoices, receipts and promises by the amount, files by their name, notes by their
/// words, the best first.
///
/// # Errors
/// Of the storage.
pub async fn find(reading: &Reading<'_>, input: FindQuery) -> Result<FoundRows, AppError> {
    let text: String = input.text.trim().chars().take(TEXT_CHARS_MAX).collect();
    let limit = input.limit.clamp(1, ROWS_MAX);
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let currency = firm_currency(connection).await?;
    let hits = stored::find(connection, &text, amount::range(&text, currency), limit).await?;
    let notes = notes(connection, &text, limit).await?;
    drop(snapshot);
    // Notes come last; some of them are shown whatever else there is.
    let of_notes = notes.len().min(place(limit / NOTES_PART));
    let mut rows: Vec<Found> = hits.into_iter().map(|hit| found(hit, currency)).collect();
    rows.truncate(place(limit).saturating_sub(of_notes));
    let left = place(limit).saturating_sub(rows.len());
    rows.extend(notes.into_iter().take(left));
    Ok(FoundRows { rows })
}

fn place(rows: u32) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}

/// The newest notes with all of these words.
async fn notes(
    connection: &mut Connection,
    text: &str,
    limit: u32,
) -> Result<Vec<Found>, AppError> {
    if text.chars().count() < NOTE_CHARS_MIN {
        return Ok(Vec::new());
    }
    let Some(words) = Matching::of(text) else { return Ok(Vec::new()) };
    let filter = NoteFilter {
        words: Some(&words),
        channel: None,
        outcome: None,
        written_by: None,
        party: None,
        first: None,
        last: None,
        promise: WithPromise::NoMatter,
    };
    let found = list(connection, &filter, 0, limit).await?;
    let row = |note: Note| {
        let day = note.happened.day.format_short();
        Found {
            target: note.subject.into(),
            title: title(note.subject, &note.subject_name),
            detail: joined(&["Note", &day, &excerpt(note.text.as_str(), text)]),
        }
    };
    Ok(found.into_iter().map(row).collect())
}

fn found(hit: Hit, currency: Currency) -> Found {
    let client_id = ClientId::new(hit.client_id);
    let client = hit.client_name;
    let money = |minor| amount::words(minor, currency);
    match hit.kind {
        HitKind::Client { status, line_of_business, city } => {
            let status = ClientStatus::from_word(&status).map(ClientStatus::label);
            let parts = [line_of_business.as_str(), &city, status.unwrap_or_default()];
            of(Target::Client { client_id }, client, &parts)
        }
        HitKind::Contract { id, number, version, title } => {
            let name = format!("{number}, version {version}");
            of(Target::Contract { contract_id: ContractId::new(id) }, name, &[&client, &title])
        }
        HitKind::Debtor { id, name, group, city } => {
            let target = Target::Debtor { debtor_id: DebtorId::new(id) };
            of(target, name, &["Debtor", &group, &city])
        }
        HitKind::Schedule { id, number, offered, state } => {
            let words = ScheduleState::from_word(&state).map(schedule_words).unwrap_or_default();
            let target = Target::Schedule { schedule_id: ScheduleId::new(id) };
            of(target, number, &["Schedule", &client, &short(offered), words])
        }
        HitKind::Invoice { id, number, debtor, state, face_minor } => {
            let words = InvoiceState::from_word(&state).map(state_words).unwrap_or_default();
            let target = Target::Invoice { invoice_id: InvoiceId::new(id) };
            of(target, number, &["Invoice", &money(face_minor), &client, &debtor, words])
        }
        HitKind::Receipt { id, reference, received, state, amount_minor } => {
            let name = if reference.is_empty() { "Receipt".to_owned() } else { reference };
            let parts = ["Receipt", &money(amount_minor), &client, &short(received), &state];
            of(Target::Receipt { receipt_id: ReceiptId::new(id) }, name, &parts)
        }
        HitKind::ReleaseRun { id, ran, state } => {
            let run_id = ReleaseRunId::new(id);
            let parts = ["Release run", &client, &short(ran), &state];
            of(Target::ReleaseRun { run_id }, run_number(run_id), &parts)
        }
        HitKind::Letter { id, number, kind, to } => {
            let kind = LetterKind::from_word(&kind).map_or("Letter", LetterKind::label);
            of(Target::Letter { letter_id: LetterId::new(id) }, number, &[kind, &to, &client])
        }
        HitKind::Person { name, role, debtor } => {
            let (target, at) = match debtor {
                Some((id, debtor)) => (Target::Debtor { debtor_id: DebtorId::new(id) }, debtor),
                None => (Target::Client { client_id }, client),
            };
            of(target, name, &["Person", &role, &at])
        }
        HitKind::File { name, place } => {
            let (target, what) = file(place);
            of(target, name, &[what, &client])
        }
        HitKind::Promise { subject, due, amount_minor } => {
            of(subject.into(), client, &["Promise", &money(amount_minor), &short(due)])
        }
    }
}

fn of(target: Target, title: String, parts: &[&str]) -> Found {
    Found { target, title, detail: joined(parts) }
}

/// A stored day as lists write it.
fn short(day: String) -> String {
    Day::from_iso(&day).map_or(day, Day::format_short)
}

fn file(place: FilePlace) -> (Target, &'static str) {
    match place {
        FilePlace::Note(subject) => (subject.into(), "File of a note"),
        FilePlace::Schedule(id) => {
            (Target::Schedule { schedule_id: ScheduleId::new(id) }, "File of a schedule")
        }
        FilePlace::Letter(id) => {
            (Target::Letter { letter_id: LetterId::new(id) }, "File of a letter")
        }
    }
}

fn joined(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    filled.join(" · ")
}

/// How far a found schedule is.
const fn schedule_words(state: ScheduleState) -> &'static str {
    match state {
        ScheduleState::Draft => "draft",
        ScheduleState::Submitted => "submitted",
        ScheduleState::Purchased => "funded",
        ScheduleState::Withdrawn => "withdrawn",
    }
}

/// How far a found invoice is.
fn state_words(state: InvoiceState) -> &'static str {
    match state {
        InvoiceState::Draft => "draft",
        InvoiceState::Submitted | InvoiceState::Held | InvoiceState::Approved => "offered",
        InvoiceState::Rejected => "rejected",
        InvoiceState::Purchased => "open",
        InvoiceState::ClosedPaid => "paid",
        InvoiceState::ClosedChargedBack => "charged back",
        InvoiceState::ClosedWrittenOff => "written off",
    }
}
