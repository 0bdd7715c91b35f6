//! What was given out, the runs, and what the form of a run offers.

use factor_domain::day::Day;
use factor_domain::{StatementId, StatementRunId};
use factor_store::statement::{
    self as kept, ItemState, Party, PartyKind, Run, RunItem, RunState, Statement, StatementsOf,
};
use factor_store::{Connection, StoreError};

use crate::desk::Reading;
use crate::error::AppError;
use crate::now::{Now, moment_words};
use crate::statements::wire::{
    StatementFigure, StatementForm, StatementIdAsked, StatementItemState, StatementPage,
    StatementParty, StatementQuery, StatementRow, StatementRows, StatementRunAsked,
    StatementRunItem, StatementRunPage, StatementRunShown, StatementRunState,
};
use crate::statements::{party_of, period, shown_party};
use crate::vault::wire::Nothing;

/// Runs that are listed.
const RUNS_SHOWN: u32 = 20;

/// Presets, parties and a run to go on with.
///
/// # Errors
/// Only of the storage.
pub async fn statement_form(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<StatementForm, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let clients = kept::parties(&mut ledger, PartyKind::Client).await?;
    let debtors = kept::parties(&mut ledger, PartyKind::Debtor).await?;
    let runs = kept::runs(&mut ledger, RUNS_SHOWN).await?;
    let shown = |(party, name)| StatementParty { party: shown_party(party), name };
    let unfinished = runs.iter().find(|run| run.state == RunState::Running);
    Ok(StatementForm {
        presets: period::presets(reading.now),
        clients: clients.into_iter().map(shown).collect(),
        debtors: debtors.into_iter().map(shown).collect(),
        unfinished: unfinished.map(|run| shown_run(run, reading.now)),
    })
}

/// The statements of one party, or the newest of all with the last runs.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list_statements(
    reading: &Reading<'_>,
    input: StatementQuery,
) -> Result<StatementRows, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let rows = kept::list(&mut ledger, before(&input, None)).await?;
    let total = kept::count(&mut ledger, input.party.map(party_of)).await?;
    let runs = match input.party {
        Some(_) => Vec::new(),
        None => kept::runs(&mut ledger, RUNS_SHOWN).await?,
    };
    Ok(StatementRows {
        rows: rows.iter().map(|row| shown(row, reading.now)).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        runs: runs.iter().map(|run| shown_run(run, reading.now)).collect(),
    })
}

fn before(input: &StatementQuery, last: Option<StatementId>) -> StatementsOf {
    match input.party {
        Some(party) => StatementsOf::Party(party_of(party), last),
        None => StatementsOf::Everybody(last),
    }
}

/// All that were given out, not only the newest.
///
/// # Errors
/// As [`list_statements`].
pub(super) async fn every(
    reading: &Reading<'_>,
    input: &StatementQuery,
) -> Result<Vec<StatementRow>, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (mut all, mut last) = (Vec::new(), None);
    loop {
        let rows = kept::list(&mut ledger, before(input, last)).await?;
        let Some(oldest) = rows.last() else { return Ok(all) };
        last = Some(oldest.id);
        all.extend(rows.iter().map(|row| shown(row, reading.now)));
    }
}

/// One statement with its figures.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn statement(
    reading: &Reading<'_>,
    input: StatementIdAsked,
) -> Result<StatementPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let statement = kept::load(&mut ledger, input.statement_id).await?;
    let figures: Vec<StatementFigure> = serde_json::from_str(&statement.figures)
        .map_err(|cause| StoreError::bad_row("statement", cause))?;
    Ok(StatementPage {
        row: shown(&statement, reading.now),
        figures,
        last_entry: statement.last_entry,
        sha256: statement.sha256.to_string(),
    })
}

/// One run with everybody in it.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn statement_run(
    reading: &Reading<'_>,
    input: StatementRunAsked,
) -> Result<StatementRunPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    run_page(&mut ledger, input.run_id, reading.now).await
}

pub(super) async fn run_page(
    ledger: &mut Connection,
    id: StatementRunId,
    now: Now,
) -> Result<StatementRunPage, AppError> {
    let run = kept::load_run(ledger, id).await?;
    let items = kept::items_of_run(ledger, id).await?;
    let item = |item: RunItem| StatementRunItem {
        party: shown_party(item.party),
        state: match item.state {
            ItemState::Waiting => StatementItemState::Waiting,
            ItemState::Made => StatementItemState::Made,
            ItemState::Empty => StatementItemState::Empty,
            ItemState::Failed => StatementItemState::Failed,
        },
        name: item.name,
        statement_id: item.statement,
        problem: item.problem,
    };
    Ok(StatementRunPage { run: shown_run(&run, now), items: items.into_iter().map(item).collect() })
}

pub(super) const fn run_state(state: RunState) -> StatementRunState {
    match state {
        RunState::Running => StatementRunState::Running,
        RunState::Finished => StatementRunState::Finished,
        RunState::Cancelled => StatementRunState::Cancelled,
    }
}

fn shown_run(run: &Run, now: Now) -> StatementRunShown {
    let scope = match run.party {
        PartyKind::Client => "Clients",
        PartyKind::Debtor => "Debtors",
    };
    StatementRunShown {
        id: run.id,
        scope: scope.to_owned(),
        period: period::words(run.period),
        state: run_state(run.state),
        total: run.tally.total,
        done: run.tally.done(),
        made: run.tally.made,
        empty: run.tally.empty,
        failed: run.tally.failed,
        begun: format!("{} by {}", moment_words(&run.begun_at, now.zone()), run.begun_by),
    }
}

fn shown(statement: &Statement, now: Now) -> StatementRow {
    let label = match statement.party {
        Party::Client(_) => "Net funds employed",
        Party::Debtor(_) => "Due with late charges",
    };
    StatementRow {
        id: statement.id,
        number: statement.number.to_string(),
        party: shown_party(statement.party),
        name: statement.name.clone(),
        period: period::words(statement.period),
        amount_label: label.to_owned(),
        amount: statement.amount,
        pages: statement.pages,
        made: format!("{} by {}", day_of(&statement.made_at, now), statement.made_by),
    }
}

/// The office's day of a stamp.
fn day_of(stamp: &str, now: Now) -> String {
    let utc = chrono::DateTime::parse_from_rfc3339(stamp);
    let day = utc.ok().and_then(|utc| Day::new(utc.with_timezone(&now.zone()).date_naive()).ok());
    day.map_or_else(|| stamp.to_owned(), Day::format_short)
}
