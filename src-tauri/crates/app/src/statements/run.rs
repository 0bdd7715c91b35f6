//! Runs over many: begun, worked on, cancelled.

use std::collections::BTreeMap;

use factor_domain::{Act, ClientId, DebtorId, StatementRunId};
use factor_store::book::{self, ItemFilter, NamesAsked};
use factor_store::statement::{
    self as kept, NewRun, Outcome, PartyKind, Run, RunItem, RunScope, RunState,
};
use serde_json::{Value, json};

use crate::desk::{Change, Desk};
use crate::error::{AppError, Code};
use crate::events::DeskEvent;
use crate::statements::books::Books;
use crate::statements::list::run_page;
use crate::statements::make::Maker;
use crate::statements::wire::{
    StatementProgress, StatementRunAsked, StatementRunInput, StatementRunPage, StatementScope,
};
use crate::statements::{list, period, subject};

/// Begins a run; [`work_statement_run`] makes its statements.
///
/// # Errors
/// Days that cannot be read or have not come; nobody to make a statement for; of the storage.
pub async fn start_statement_run(
    change: &mut Change<'_>,
    input: StatementRunInput,
) -> Result<StatementRunPage, AppError> {
    let person = change.require(Act::Enter)?;
    let period = period::read(&input.from, &input.to, change.now)?;
    let rule = kept::late_rule(&mut change.tx).await?;
    let none = ItemFilter::default();
    let books = Books::load(&mut change.tx, period, rule.clone(), none).await?;
    let (party, parties) = parties(change, &input.scope, &books).await?;
    if parties.is_empty() {
        return Err(AppError::refused(
            "Nobody has anything to state in these days. Choose other days.",
        ));
    }
    let begun_by = person.name.as_str();
    let scope = match &input.scope {
        StatementScope::Clients { ids } if ids.is_empty() => RunScope::All,
        StatementScope::Debtors { ids } if ids.is_empty() => RunScope::All,
        StatementScope::Clients { .. } | StatementScope::Debtors { .. } => RunScope::Chosen,
    };
    let new = NewRun { party, scope, period, rule: &rule, begun_by, parties: &parties };
    let id = kept::begin_run(&mut change.tx, &new, &change.now.stamp()).await?;
    let detail = json!({ "of": party.as_str(), "count": parties.len() });
    change.record("statements.begun", subject("statement_run", id), &detail)?;
    run_page(&mut change.tx, id, change.now).await
}

/// Ids and names in the order of the names.
async fn parties(
    change: &mut Change<'_>,
    scope: &StatementScope,
    books: &Books,
) -> Result<(PartyKind, Vec<(i64, String)>), AppError> {
    let mut asked = NamesAsked::default();
    let (kind, count) = match scope {
        StatementScope::Clients { ids } => {
            asked.clients = match ids.as_slice() {
                [] => books.clients(&mut change.tx).await?.into_iter().collect(),
                chosen => chosen.to_vec(),
            };
            (PartyKind::Client, ids.len())
        }
        StatementScope::Debtors { ids } => {
            asked.debtors = match ids.as_slice() {
                [] => books.debtors(&mut change.tx).await?.into_iter().collect(),
                chosen => chosen.to_vec(),
            };
            (PartyKind::Debtor, ids.len())
        }
    };
    let names = book::names(&mut change.tx, &asked).await?;
    let clients: BTreeMap<ClientId, String> = names.clients;
    let debtors = names.debtors.into_iter().map(|(id, debtor)| (id, debtor.name));
    let debtors: BTreeMap<DebtorId, String> = debtors.collect();
    let mut parties: Vec<(i64, String)> = match kind {
        PartyKind::Client => clients.into_iter().map(|(id, name)| (id.get(), name)).collect(),
        PartyKind::Debtor => debtors.into_iter().map(|(id, name)| (id.get(), name)).collect(),
    };
    if parties.len() < count {
        return Err(AppError::refused("One of them is no longer there. Choose again."));
    }
    parties.sort_by_key(|(id, name)| (name.to_lowercase(), *id));
    Ok((kind, parties))
}

/// Makes the statements of a run, one after the other, until all are made or somebody cancels it.
///
/// Each is a transaction of its own, so that whatever ends the work leaves whole statements; called
/// again, it goes on where it stopped. After each the windows are told.
///
/// # Errors
/// A run that is not there, a closed vault, or a storage that fails; a statement that cannot be
/// made is no error but is noted with its reason.
pub async fn work_statement_run(
    desk: &Desk,
    input: StatementRunAsked,
) -> Result<StatementRunPage, AppError> {
    let id = input.run_id;
    let maker = {
        let open = desk.open_vault().await?;
        let reading = open.reading(desk);
        let mut ledger = reading.ledger.read().await?;
        let run = kept::load_run(&mut ledger, id).await?;
        if run.state != RunState::Running {
            return run_page(&mut ledger, id, reading.now).await;
        }
        let of = (run.period, run.rule.clone());
        let none = ItemFilter::default();
        let papers = reading.papers;
        (Maker::load(&mut ledger, papers, reading.now, of, none).await?, run)
    };
    while let Some(item) = step(desk, &maker, id).await? {
        tell(desk, id, item.name).await?;
        // Whoever waits for the vault, to change it or to close it, comes first.
        tokio::task::yield_now().await;
    }
    tell(desk, id, String::new()).await?;
    let open = desk.open_vault().await?;
    let reading = open.reading(desk);
    let mut ledger = reading.ledger.read().await?;
    run_page(&mut ledger, id, reading.now).await
}

/// Deals with the next party; none at the end of the run.
async fn step(
    desk: &Desk,
    maker: &(Maker, Run),
    id: StatementRunId,
) -> Result<Option<RunItem>, AppError> {
    let open = desk.open_vault().await?;
    let mut change = open.begin_change(desk, "work_statement_run", None).await?;
    let Some(item) = kept::next_waiting(&mut change.tx, id).await? else {
        let at = change.now.stamp();
        if kept::end_run(&mut change.tx, id, RunState::Finished, &at).await? {
            change.record("statements.finished", subject("statement_run", id), &json!({}))?;
            change.commit(&Value::Null).await?;
        }
        return Ok(None);
    };
    let problem = match maker.0.keep(&mut change, item.party, &maker.1).await {
        Ok(made) => {
            let outcome = made.map_or(Outcome::Empty, Outcome::Made);
            kept::settle_item(&mut change.tx, id, item.place, outcome).await?;
            change.commit(&Value::Null).await?;
            return Ok(Some(item));
        }
        Err(error) => of_this_party(error)?,
    };
    // Nothing of the failed one is kept but why it failed.
    drop(change);
    let mut change = open.begin_change(desk, "work_statement_run", None).await?;
    kept::settle_item(&mut change.tx, id, item.place, Outcome::Failed(&problem)).await?;
    change.commit(&Value::Null).await?;
    Ok(Some(item))
}

/// Why one party has no statement; an error of the vault itself ends the work.
fn of_this_party(error: AppError) -> Result<String, AppError> {
    match error.code {
        Code::Invalid | Code::Refused | Code::NotFound | Code::Failed => Ok(error.message),
        Code::Conflict | Code::Locked | Code::WrongSecret | Code::InUse => Err(error),
    }
}

async fn tell(desk: &Desk, id: StatementRunId, name: String) -> Result<(), AppError> {
    let open = desk.open_vault().await?;
    let mut ledger = open.reading(desk).ledger.read().await?;
    let run = kept::load_run(&mut ledger, id).await?;
    desk.tell(DeskEvent::Statements(StatementProgress {
        run_id: id,
        state: list::run_state(run.state),
        total: run.tally.total,
        done: run.tally.done(),
        failed: run.tally.failed,
        name,
    }));
    Ok(())
}

/// Ends a run; the statements that were made stay.
///
/// # Errors
/// A run that has ended already; of the storage.
pub async fn cancel_statement_run(
    change: &mut Change<'_>,
    input: StatementRunAsked,
) -> Result<StatementRunPage, AppError> {
    let id = input.run_id;
    change.require(Act::Enter)?;
    let at = change.now.stamp();
    if !kept::end_run(&mut change.tx, id, RunState::Cancelled, &at).await? {
        return Err(AppError::refused("This run has ended already."));
    }
    change.record("statements.cancelled", subject("statement_run", id), &json!({}))?;
    run_page(&mut change.tx, id, change.now).await
}
