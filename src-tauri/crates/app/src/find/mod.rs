//! Finding records from the palette.

pub mod wire;

use factor_domain::contract::LetterKind;
use factor_domain::day::Day;
use factor_domain::ids::{
    ClientId, ContractId, DebtorId, InvoiceId, LetterId, ReceiptId, ReleaseRunId, ScheduleId,
};
use factor_domain::note::NoteSubject;
use factor_domain::party::ClientStatus;
use factor_store::find::{self as stored, Hit, HitKind};
use factor_store::invoice::InvoiceState;
use factor_store::schedule::ScheduleState;

use crate::desk::Reading;
use crate::error::AppError;
use crate::find::wire::{FindQuery, Found, FoundRows, Target};
use crate::releases::run_number;

/// Most rows of one answer.
const ROWS_MAX: u32 = 50;
/// What is typed beyond this finds nothing more.
const TEXT_CHARS_MAX: usize = 100;

/// Clients and debtors by name, contracts, schedules, letters, release runs and invoices by number,
/// receipts by the reference of the bank, notes by their text or a tag, the best first.
///
/// # Errors
/// Of the storage.
pub async fn find(reading: &Reading<'_>, input: FindQuery) -> Result<FoundRows, AppError> {
    let text: String = input.text.trim().chars().take(TEXT_CHARS_MAX).collect();
    let limit = input.limit.clamp(1, ROWS_MAX);
    let hits = stored::find(reading.ledger.read().await?.connection(), &text, limit).await?;
    Ok(FoundRows { rows: hits.into_iter().map(found).collect() })
}

fn found(hit: Hit) -> Found {
    let client_id = ClientId::new(hit.client_id);
    match hit.kind {
        HitKind::Client { status, line_of_business, city } => {
            let status = ClientStatus::from_word(&status).map(ClientStatus::label);
            let parts = [line_of_business.as_str(), city.as_str(), status.unwrap_or_default()];
            Found {
                target: Target::Client { client_id },
                title: hit.client_name,
                detail: joined(&parts),
            }
        }
        HitKind::Contract { id, number, version, title } => Found {
            target: Target::Contract { contract_id: ContractId::new(id) },
            title: format!("{number}, version {version}"),
            detail: joined(&[&hit.client_name, &title]),
        },
        HitKind::Debtor { id, name, group, city } => Found {
            target: Target::Debtor { debtor_id: DebtorId::new(id) },
            title: name,
            detail: joined(&["Debtor", &group, &city]),
        },
        HitKind::Schedule { id, number, offered, state } => {
            let offered = Day::from_iso(&offered).map_or(offered, Day::format_short);
            let words = ScheduleState::from_word(&state).map(schedule_words);
            let parts = ["Schedule", &hit.client_name, &offered, words.unwrap_or_default()];
            Found {
                target: Target::Schedule { schedule_id: ScheduleId::new(id) },
                detail: joined(&parts),
                title: number,
            }
        }
        HitKind::Invoice { id, number, debtor, state } => {
            let words = InvoiceState::from_word(&state).map(state_words);
            let parts = ["Invoice", &hit.client_name, &debtor, words.unwrap_or_default()];
            Found {
                target: Target::Invoice { invoice_id: InvoiceId::new(id) },
                detail: joined(&parts),
                title: number,
            }
        }
        HitKind::Receipt { id, reference, received, state } => {
            let received = Day::from_iso(&received).map_or(received, Day::format_short);
            Found {
                target: Target::Receipt { receipt_id: ReceiptId::new(id) },
                detail: joined(&["Receipt", &hit.client_name, &received, &state]),
                title: reference,
            }
        }
        HitKind::ReleaseRun { id, ran, state } => {
            let ran = Day::from_iso(&ran).map_or(ran, Day::format_short);
            let run_id = ReleaseRunId::new(id);
            Found {
                target: Target::ReleaseRun { run_id },
                detail: joined(&["Release run", &hit.client_name, &ran, &state]),
                title: run_number(run_id),
            }
        }
        HitKind::Letter { id, number, kind, to } => {
            let kind = LetterKind::from_word(&kind).map(LetterKind::label);
            Found {
                target: Target::Letter { letter_id: LetterId::new(id) },
                detail: joined(&[kind.unwrap_or("Letter"), &to, &hit.client_name]),
                title: number,
            }
        }
        HitKind::Note { subject, day, excerpt } => note(subject, hit.client_name, day, &excerpt),
    }
}

fn note(subject: NoteSubject, title: String, day: String, excerpt: &str) -> Found {
    let day = Day::from_iso(&day).map_or(day, Day::format_short);
    let excerpt = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
    let detail = joined(&["Note", &day, &excerpt]);
    Found { target: subject.into(), title, detail }
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
