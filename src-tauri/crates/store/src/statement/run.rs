//! Runs that make statements for many: whom for, how far, what came of each.

use factor_domain::statement::{LateRule, Period};
use factor_domain::{ClientId, DebtorId, StatementId, StatementRunId};
use sqlx::{FromRow, SqliteConnection};

use super::{Party, rule_json};
use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// Whom the statements of a run are for.
    PartyKind {
        /// Clients.
        Client = "client",
        /// Debtors.
        Debtor = "debtor",
    }
}

stored_words! {
    /// Whether somebody chose the parties.
    RunScope {
        /// All of them; those with nothing to tell are left out.
        All = "all",
        /// Those somebody chose, whether there is anything to tell or not.
        Chosen = "chosen",
    }
}

stored_words! {
    /// How far a run is.
    RunState {
        /// It goes on as soon as somebody works on it.
        Running = "running",
        /// Everybody was dealt with.
        Finished = "finished",
        /// Somebody ended it; what was made stays.
        Cancelled = "cancelled",
    }
}

stored_words! {
    /// What became of one party of a run.
    ItemState {
        /// Not dealt with yet.
        Waiting = "waiting",
        /// It has its statement.
        Made = "made",
        /// There was nothing to state.
        Empty = "empty",
        /// No statement could be made.
        Failed = "failed",
    }
}

/// A run that is about to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun<'a> {
    /// Whom for.
    pub party: PartyKind,
    /// Whether somebody chose them.
    pub scope: RunScope,
    /// The days of its statements.
    pub period: Period,
    /// The rule for late charges now.
    pub rule: &'a LateRule,
    /// Who began it.
    pub begun_by: &'a str,
    /// Ids and names, in the order they are dealt with.
    pub parties: &'a [(i64, String)],
}

/// A run as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: StatementRunId,
    /// Whom for.
    pub party: PartyKind,
    /// Whether somebody chose them.
    pub scope: RunScope,
    /// The days of its statements.
    pub period: Period,
    /// The rule for late charges when it began.
    pub rule: LateRule,
    /// How far it is.
    pub state: RunState,
    /// Who began it.
    pub begun_by: String,
    /// When; UTC.
    pub begun_at: String,
    /// What came of it so far.
    pub tally: RunTally,
}

/// How many of a run are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunTally {
    /// In all.
    pub total: u32,
    /// Statements made.
    pub made: u32,
    /// With nothing to state.
    pub empty: u32,
    /// Without a statement, though there should be one.
    pub failed: u32,
}

impl RunTally {
    /// Dealt with.
    #[must_use]
    pub const fn done(self) -> u32 {
        self.made + self.empty + self.failed
    }
}

/// One party of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunItem {
    /// 1, 2, 3 in the order they are dealt with.
    pub place: i64,
    /// Who.
    pub party: Party,
    /// As it was called when the run began.
    pub name: String,
    /// What became of it.
    pub state: ItemState,
    /// Its statement.
    pub statement: Option<StatementId>,
    /// Why there is none; empty unless it failed.
    pub problem: String,
}

#[derive(FromRow)]
struct RunRow {
    id: i64,
    party: String,
    scope: String,
    first_on: String,
    last_on: String,
    rule: String,
    state: String,
    begun_by: String,
    begun_at: String,
    total: u32,
    made: u32,
    empty: u32,
    failed: u32,
}

impl TryFrom<RunRow> for Run {
    type Error = StoreError;

    fn try_from(row: RunRow) -> Result<Self, StoreError> {
        let name = RowName { table: "statement_run", key: &row.id };
        let RunRow { total, made, empty, failed, .. } = row;
        Ok(Self {
            id: StatementRunId::new(row.id),
            party: name.word(&row.party, PartyKind::from_word(&row.party))?,
            scope: name.word(&row.scope, RunScope::from_word(&row.scope))?,
            period: Period { first: name.day(&row.first_on)?, last: name.day(&row.last_on)? },
            rule: name.text(serde_json::from_str(&row.rule))?,
            state: name.word(&row.state, RunState::from_word(&row.state))?,
            begun_by: row.begun_by,
            begun_at: row.begun_at,
            tally: RunTally { total, made, empty, failed },
        })
    }
}

macro_rules! runs {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.party, r.scope, r.first_on, r.last_on, r.rule, r.state, r.begun_by, r.begun_at,
                    (SELECT count(*) FROM statement_run_item t WHERE t.run_id = r.id) AS total,
                    (SELECT count(*) FROM statement_run_item t
                     WHERE t.run_id = r.id AND t.state = 'made') AS made,
                    (SELECT count(*) FROM statement_run_item t
                     WHERE t.run_id = r.id AND t.state = 'empty') AS empty,
                    (SELECT count(*) FROM statement_run_item t
                     WHERE t.run_id = r.id AND t.state = 'failed') AS failed
             FROM statement_run r ",
            $rest
        )
    };
}

/// Begins a run.
///
/// # Errors
/// [`StoreError::Constraint`] for the same party twice; else only of the storage.
pub async fn begin_run(
    tx: &mut Tx<'_>,
    new: &NewRun<'_>,
    at: &str,
) -> Result<StatementRunId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO statement_run (party, scope, first_on, last_on, rule, state, begun_by,
                                    begun_at)
         VALUES ($1, $2, $3, $4, $5, 'running', $6, $7) RETURNING id",
    )
    .bind(new.party.as_str())
    .bind(new.scope.as_str())
    .bind(new.period.first.to_string())
    .bind(new.period.last.to_string())
    .bind(rule_json(new.rule)?)
    .bind(new.begun_by)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    let parties = serde_json::to_string(new.parties);
    let parties = parties.map_err(|cause| StoreError::bad_row("statement_run_item", cause))?;
    sqlx::query(
        "INSERT INTO statement_run_item (run_id, place, party_id, name, state, problem)
         SELECT $1, j.key + 1, j.value ->> 0, j.value ->> 1, 'waiting', ''
         FROM json_each($2) j ORDER BY j.key",
    )
    .bind(id)
    .bind(parties)
    .execute(&mut **tx)
    .await?;
    Ok(StatementRunId::new(id))
}

/// One run.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load_run(
    connection: &mut SqliteConnection,
    id: StatementRunId,
) -> Result<Run, StoreError> {
    sqlx::query_as::<_, RunRow>(runs!("WHERE r.id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// The last runs, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn runs(connection: &mut SqliteConnection, limit: u32) -> Result<Vec<Run>, StoreError> {
    let rows: Vec<RunRow> = sqlx::query_as(runs!("ORDER BY r.id DESC LIMIT $1"))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Run::try_from).collect()
}

/// Ends a run that is running; false if it had ended before.
///
/// # Errors
/// Only of the storage.
pub async fn end_run(
    tx: &mut Tx<'_>,
    id: StatementRunId,
    state: RunState,
    at: &str,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE statement_run SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'running'",
    )
    .bind(id.get())
    .bind(state.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

#[derive(FromRow)]
struct ItemRow {
    place: i64,
    kind: String,
    party_id: i64,
    name: String,
    state: String,
    statement_id: Option<i64>,
    problem: String,
}

impl TryFrom<ItemRow> for RunItem {
    type Error = StoreError;

    fn try_from(row: ItemRow) -> Result<Self, StoreError> {
        let name = RowName { table: "statement_run_item", key: &row.party_id };
        let party = match name.word(&row.kind, PartyKind::from_word(&row.kind))? {
            PartyKind::Client => Party::Client(ClientId::new(row.party_id)),
            PartyKind::Debtor => Party::Debtor(DebtorId::new(row.party_id)),
        };
        Ok(Self {
            place: row.place,
            party,
            state: name.word(&row.state, ItemState::from_word(&row.state))?,
            statement: row.statement_id.map(StatementId::new),
            name: row.name,
            problem: row.problem,
        })
    }
}

pub(super) const NEXT_WAITING: &str =
    "SELECT t.place, r.party AS kind, t.party_id, t.name, t.state, t.statement_id, t.problem
     FROM statement_run r CROSS JOIN statement_run_item t
     WHERE r.id = $1 AND r.state = 'running' AND t.run_id = r.id AND t.state = 'waiting'
     ORDER BY t.place LIMIT 1";

/// The next party of a run that is running; none at its end.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn next_waiting(
    connection: &mut SqliteConnection,
    id: StatementRunId,
) -> Result<Option<RunItem>, StoreError> {
    let row: Option<ItemRow> =
        sqlx::query_as(NEXT_WAITING).bind(id.get()).fetch_optional(connection).await?;
    row.map(RunItem::try_from).transpose()
}

/// Everybody of a run, in its order.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn items_of_run(
    connection: &mut SqliteConnection,
    id: StatementRunId,
) -> Result<Vec<RunItem>, StoreError> {
    let rows: Vec<ItemRow> = sqlx::query_as(
        "SELECT t.place, r.party AS kind, t.party_id, t.name, t.state, t.statement_id, t.problem
         FROM statement_run r CROSS JOIN statement_run_item t
         WHERE r.id = $1 AND t.run_id = r.id ORDER BY t.place",
    )
    .bind(id.get())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(RunItem::try_from).collect()
}

/// What came of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// This statement.
    Made(StatementId),
    /// There was nothing to state.
    Empty,
    /// Why there is no statement, as a sentence.
    Failed(&'a str),
}

/// Notes what came of a party that was waiting.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait; else only of the storage.
pub async fn settle_item(
    tx: &mut Tx<'_>,
    id: StatementRunId,
    place: i64,
    outcome: Outcome<'_>,
) -> Result<(), StoreError> {
    let (state, statement, problem) = match outcome {
        Outcome::Made(statement) => (ItemState::Made, Some(statement.get()), ""),
        Outcome::Empty => (ItemState::Empty, None, ""),
        Outcome::Failed(problem) => (ItemState::Failed, None, problem),
    };
    let done = sqlx::query(
        "UPDATE statement_run_item SET state = $3, statement_id = $4, problem = $5
         WHERE run_id = $1 AND place = $2 AND state = 'waiting'",
    )
    .bind(id.get())
    .bind(place)
    .bind(state.as_str())
    .bind(statement)
    .bind(problem)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}
