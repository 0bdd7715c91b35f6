//! The history of runs, and one of them.

use chrono_tz::Tz;
use factor_domain::{Account, Cause, Event, InvoiceId, Money, ReleaseRunId};
use factor_store::book::{self, BookedEntry, Names, NamesAsked};
use factor_store::release::{self as stored, Run, RunEnd, RunFilter, RunPage, RunSource, RunState};
use factor_store::{Connection, StoreError};

use crate::books::{client_named, refused};
use crate::bought::Bought;
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::moment_words;
use crate::query;
use crate::releases::list::chosen_of_run;
use crate::releases::shown::{self, line};
use crate::releases::wire::{
    ReleaseLineShown, ReleaseRunAsked, ReleaseRunPage, ReleaseRunRow, ReleaseRunRows,
    ReleaseRunsQuery, ReleaseSource, ReleaseState,
};
use crate::releases::{entry_lines, gather};

/// Runs, the latest first.
///
/// # Errors
/// Of the storage.
pub async fn list_release_runs(
    reading: &Reading<'_>,
    input: ReleaseRunsQuery,
) -> Result<ReleaseRunRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_release_runs`], with as many rows as asked for.
///
/// # Errors
/// Of the storage.
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &ReleaseRunsQuery,
    limit: u32,
) -> Result<ReleaseRunRows, AppError> {
    let filter = input.client_id.map_or(RunFilter::All, RunFilter::Client);
    let mut ledger = reading.ledger.read().await?;
    let page = RunPage { offset: input.offset, limit };
    let (runs, total) = stored::runs(&mut ledger, filter, page).await?;
    let clients = runs.iter().map(|run| run.run.client).collect();
    let asked = NamesAsked { clients, ..NamesAsked::default() };
    let names = book::names(&mut ledger, &asked).await?;
    drop(ledger);
    Ok(ReleaseRunRows {
        rows: runs.iter().map(|run| row(run, &names)).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

fn row(run: &Run, names: &Names) -> ReleaseRunRow {
    let sums = &run.run.sums;
    ReleaseRunRow {
        id: run.id,
        client: client_named(names, run.run.client),
        source: source(run.run.source),
        ran_on: run.run.ran_on,
        state: state(run.state),
        released: sums.released,
        recovered: sums.recovered,
        net: sums.net,
        paid: paid(run),
    }
}

const fn source(source: RunSource) -> ReleaseSource {
    match source {
        RunSource::Reserve => ReleaseSource::Reserve,
        RunSource::Escrow => ReleaseSource::Escrow,
    }
}

const fn state(state: RunState) -> ReleaseState {
    match state {
        RunState::Prepared => ReleaseState::Prepared,
        RunState::Booked => ReleaseState::Booked,
        RunState::Reversed => ReleaseState::Reversed,
        RunState::Discarded => ReleaseState::Discarded,
    }
}

/// How it was paid; a run that went all to debts paid nothing.
fn paid(run: &Run) -> String {
    if run.run.sums.net.is_zero() {
        return "Nothing paid out".to_owned();
    }
    run.run.paid_to.to_string()
}

/// One run with its invoices and entries.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn release_run(
    reading: &Reading<'_>,
    input: ReleaseRunAsked,
) -> Result<ReleaseRunPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    page(&mut ledger, input.run_id, reading.now.zone()).await
}

/// # Errors
/// As [`release_run`].
pub(super) async fn page(
    ledger: &mut Connection,
    id: ReleaseRunId,
    zone: Tz,
) -> Result<ReleaseRunPage, AppError> {
    let run = load(ledger, id).await?;
    let booked = match run.batch {
        Some(batch) => book::entries_of_cause(ledger, Cause::Batch(batch)).await?,
        None => Vec::new(),
    };
    let names = names_of(ledger, &run, &booked).await?;
    let lines = match run.state {
        RunState::Prepared => staged_lines(ledger, &run).await?,
        RunState::Booked | RunState::Reversed => lines(ledger, &booked, &names).await?,
        RunState::Discarded => Vec::new(),
    };
    let sums = run.run.sums;
    let by = |(who, at): &(String, String)| format!("{who}, {}", moment_words(at, zone));
    Ok(ReleaseRunPage {
        id: run.id,
        client: client_named(&names, run.run.client),
        source: source(run.run.source),
        ran_on: run.run.ran_on,
        state: state(run.state),
        reason: run.run.reason.to_string(),
        lines,
        released: sums.released,
        recovered: sums.recovered,
        returned: sums.returned,
        escrow: sums.escrow,
        net: sums.net,
        paid: paid(&run),
        from_bank: names.banks.get(&run.run.bank).cloned().unwrap_or_default(),
        entries: booked
            .iter()
            .flat_map(|one| entry_lines(&names, &one.entry, Some(one.number)))
            .collect(),
        prepared: by(&(run.run.prepared_by.1.clone(), run.prepared_at.clone())),
        confirmed: run.confirmed.as_ref().map(by),
        ended: run.end.as_ref().map(|end| ended(run.state, end)),
    })
}

fn ended(state: RunState, end: &RunEnd) -> String {
    let what = match state {
        RunState::Reversed => "Reversed",
        RunState::Discarded | RunState::Prepared | RunState::Booked => "Given up",
    };
    let (by, on, why) = (&end.by, end.on.format_short(), end.reason.as_str());
    format!("{what} by {by} on {on}: {why}")
}

pub(super) async fn load(ledger: &mut Connection, id: ReleaseRunId) -> Result<Run, AppError> {
    match stored::load(ledger, id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("release")),
        other => Ok(other?),
    }
}

pub(super) async fn names_of(
    ledger: &mut Connection,
    run: &Run,
    booked: &[BookedEntry],
) -> Result<Names, AppError> {
    let postings = booked.iter().flat_map(|one| &one.entry.postings);
    let mut asked = NamesAsked {
        clients: vec![run.run.client],
        banks: vec![run.run.bank],
        ..NamesAsked::default()
    };
    for posting in postings {
        asked.invoices.extend(posting.invoice);
        asked.debtors.extend(posting.debtor);
    }
    Ok(book::names(ledger, &asked).await?)
}

/// The invoices of a booked run, each as it stood before it.
pub(super) async fn lines(
    ledger: &mut Connection,
    booked: &[BookedEntry],
    names: &Names,
) -> Result<Vec<ReleaseLineShown>, AppError> {
    let mut lines = Vec::new();
    for one in booked {
        let Some((invoice, amount)) = released_by(one) else { continue };
        let life = Bought::load(ledger, invoice).await?.before(one.number)?;
        lines.push(line(&life, names, amount).map_err(|e| refused(&e))?);
    }
    Ok(lines)
}

/// What an entry released of an invoice; mirrors have the same cause and are left out.
fn released_by(booked: &BookedEntry) -> Option<(InvoiceId, Money)> {
    let entry = &booked.entry;
    if entry.event != Event::ReserveRelease || entry.reverses.is_some() {
        return None;
    }
    let own = entry.postings.iter().find(|posting| posting.account == Account::ClientReserve)?;
    Some((own.invoice?, own.amount))
}

/// What a run that waits would release now.
async fn staged_lines(
    ledger: &mut Connection,
    run: &Run,
) -> Result<Vec<ReleaseLineShown>, AppError> {
    let of = gather(ledger, run.run.client, run.run.ran_on).await?;
    let staged = crate::releases::stage::stage(&of, chosen_of_run(run))?;
    shown::lines(&of, &staged).map_err(|e| refused(&e))
}
