//! Runs: prepared by one person, confirmed by another, perhaps reversed.

use factor_domain::{BankAccountId, BatchId, ClientId, Day, Line, Money, PersonId, ReleaseRunId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// What is paid out.
    RunSource {
        /// Earned reserve.
        Reserve = "reserve",
        /// Escrow, on request.
        Escrow = "escrow",
    }
}

stored_words! {
    /// Which closed invoices.
    RunScope {
        /// Those whose release day has come.
        Due = "due",
        /// All with earned reserve.
        All = "all",
    }
}

stored_words! {
    /// How far a run is.
    RunState {
        /// Waits for its confirmation.
        Prepared = "prepared",
        /// In the books.
        Booked = "booked",
        /// Mirrored.
        Reversed = "reversed",
        /// Given up before it was booked.
        Discarded = "discarded",
    }
}

stored_words! {
    /// How the client is paid.
    PayMethod {
        /// Through the clearing house.
        Ach = "ach",
        /// By wire.
        Wire = "wire",
        /// By check.
        Check = "check",
    }
}

/// What a run comes to: net is released less recovered plus returned less escrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunSums {
    /// Out of the reserve, or out of the escrow.
    pub released: Money,
    /// Kept for what the client owes.
    pub recovered: Money,
    /// Paid by the client beyond what it owes.
    pub returned: Money,
    /// Kept as escrow.
    pub escrow: Money,
    /// Paid out.
    pub net: Money,
}

/// A run that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Whose.
    pub client: ClientId,
    /// Out of what.
    pub source: RunSource,
    /// Which invoices.
    pub scope: RunScope,
    /// Its day.
    pub ran_on: Day,
    /// Why; of escrow never empty.
    pub reason: Line,
    /// What it comes to.
    pub sums: RunSums,
    /// How it is paid.
    pub method: PayMethod,
    /// From which account of the firm.
    pub bank: BankAccountId,
    /// Where to, masked.
    pub paid_to: Line,
    /// Of all it was worked out from.
    pub fingerprint: String,
    /// Who prepared it.
    pub prepared_by: (PersonId, String),
}

/// The end of a run: who, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEnd {
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
    /// Why.
    pub reason: Line,
}

/// A run as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: ReleaseRunId,
    /// What was prepared.
    pub run: NewRun,
    /// When, in UTC.
    pub prepared_at: String,
    /// How far it is.
    pub state: RunState,
    /// What its entries are caused by; none before it is booked.
    pub batch: Option<BatchId>,
    /// Who confirmed it, and when.
    pub confirmed: Option<(String, String)>,
    /// How it ended, if it was reversed or discarded.
    pub end: Option<RunEnd>,
}

#[derive(FromRow)]
struct RunRow {
    id: i64,
    client_id: i64,
    source: String,
    scope: String,
    ran_on: String,
    state: String,
    reason: String,
    currency: String,
    released_minor: i64,
    recovered_minor: i64,
    returned_minor: i64,
    escrow_minor: i64,
    net_minor: i64,
    method: String,
    bank_account_id: i64,
    paid_to: String,
    fingerprint: String,
    prepared_by_id: i64,
    prepared_by: String,
    prepared_at: String,
    batch_id: Option<i64>,
    confirmed_by: Option<String>,
    confirmed_at: Option<String>,
    ended_by: Option<String>,
    ended_on: Option<String>,
    ended_reason: Option<String>,
}

macro_rules! runs_sql {
    ($rest:literal) => {
        concat!(
            "SELECT id, client_id, source, scope, ran_on, state, reason, currency,
                    released_minor, recovered_minor, returned_minor, escrow_minor, net_minor,
                    method, bank_account_id, paid_to, fingerprint, prepared_by_id, prepared_by,
                    prepared_at, batch_id, confirmed_by, confirmed_at, ended_by, ended_on,
                    ended_reason
             FROM release_run ",
            $rest
        )
    };
}

impl TryFrom<RunRow> for Run {
    type Error = StoreError;

    fn try_from(row: RunRow) -> Result<Self, StoreError> {
        let name = RowName { table: "release_run", key: &row.id };
        let money = |minor| name.money(minor, &row.currency);
        let end = match (row.ended_by, row.ended_on, row.ended_reason) {
            (Some(by), Some(on), Some(reason)) => Some(RunEnd {
                by,
                on: name.day(&on)?,
                reason: name.text(Line::new("reason", &reason))?,
            }),
            _ => None,
        };
        let run = NewRun {
            client: ClientId::new(row.client_id),
            source: name.word(&row.source, RunSource::from_word(&row.source))?,
            scope: name.word(&row.scope, RunScope::from_word(&row.scope))?,
            ran_on: name.day(&row.ran_on)?,
            reason: name.text(Line::new("reason", &row.reason))?,
            sums: RunSums {
                released: money(row.released_minor)?,
                recovered: money(row.recovered_minor)?,
                returned: money(row.returned_minor)?,
                escrow: money(row.escrow_minor)?,
                net: money(row.net_minor)?,
            },
            method: name.word(&row.method, PayMethod::from_word(&row.method))?,
            bank: BankAccountId::new(row.bank_account_id),
            paid_to: name.text(Line::new("paid_to", &row.paid_to))?,
            fingerprint: row.fingerprint,
            prepared_by: (PersonId::new(row.prepared_by_id), row.prepared_by),
        };
        Ok(Run {
            id: ReleaseRunId::new(row.id),
            run,
            prepared_at: row.prepared_at,
            state: name.word(&row.state, RunState::from_word(&row.state))?,
            batch: row.batch_id.map(BatchId::new),
            confirmed: row.confirmed_by.zip(row.confirmed_at),
            end,
        })
    }
}

/// Keeps a run that waits for its confirmation.
///
/// # Errors
/// [`StoreError::Duplicate`] if one of the client waits already.
pub async fn insert(tx: &mut Tx<'_>, new: &NewRun, at: &str) -> Result<ReleaseRunId, StoreError> {
    let sums = &new.sums;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO release_run (client_id, source, scope, ran_on, state, reason, currency,
           released_minor, recovered_minor, returned_minor, escrow_minor, net_minor, method,
           bank_account_id, paid_to, fingerprint, prepared_by_id, prepared_by, prepared_at)
         VALUES ($1, $2, $3, $4, 'prepared', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                 $16, $17, $18)
         RETURNING id",
    )
    .bind(new.client.get())
    .bind(new.source.as_str())
    .bind(new.scope.as_str())
    .bind(new.ran_on.to_string())
    .bind(new.reason.as_str())
    .bind(sums.net.currency().to_string())
    .bind(sums.released.minor())
    .bind(sums.recovered.minor())
    .bind(sums.returned.minor())
    .bind(sums.escrow.minor())
    .bind(sums.net.minor())
    .bind(new.method.as_str())
    .bind(new.bank.get())
    .bind(new.paid_to.as_str())
    .bind(&new.fingerprint)
    .bind(new.prepared_by.0.get())
    .bind(&new.prepared_by.1)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(ReleaseRunId::new(id))
}

/// Marks a prepared run as booked.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait any more.
pub async fn confirm(
    tx: &mut Tx<'_>,
    id: ReleaseRunId,
    batch: BatchId,
    by: &str,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE release_run SET state = 'booked', batch_id = $2, confirmed_by = $3,
           confirmed_at = $4
         WHERE id = $1 AND state = 'prepared'",
    )
    .bind(id.get())
    .bind(batch.get())
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Gives up a prepared run.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait any more.
pub async fn discard(tx: &mut Tx<'_>, id: ReleaseRunId, end: &RunEnd) -> Result<(), StoreError> {
    ended(tx, id, end, RunState::Prepared, RunState::Discarded).await
}

/// Marks a booked run as mirrored.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not booked.
pub async fn reverse(tx: &mut Tx<'_>, id: ReleaseRunId, end: &RunEnd) -> Result<(), StoreError> {
    ended(tx, id, end, RunState::Booked, RunState::Reversed).await
}

async fn ended(
    tx: &mut Tx<'_>,
    id: ReleaseRunId,
    end: &RunEnd,
    from: RunState,
    to: RunState,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE release_run SET state = $3, ended_by = $4, ended_on = $5, ended_reason = $6
         WHERE id = $1 AND state = $2",
    )
    .bind(id.get())
    .bind(from.as_str())
    .bind(to.as_str())
    .bind(&end.by)
    .bind(end.on.to_string())
    .bind(end.reason.as_str())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One run.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: ReleaseRunId) -> Result<Run, StoreError> {
    sqlx::query_as::<_, RunRow>(runs_sql!("WHERE id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// The runs that wait for their confirmation.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn prepared(connection: &mut SqliteConnection) -> Result<Vec<Run>, StoreError> {
    sqlx::query_as::<_, RunRow>(runs_sql!("WHERE state = 'prepared' ORDER BY client_id, id"))
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(Run::try_from)
        .collect()
}

/// Whose runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunFilter {
    /// Everybody's.
    All,
    /// One client's.
    Client(ClientId),
}

/// A part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunPage {
    /// Rows left out before it.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

pub(super) const RUNS: &str = runs_sql!("ORDER BY ran_on DESC, id DESC LIMIT $1 OFFSET $2");
pub(super) const RUNS_OF_CLIENT: &str =
    runs_sql!("WHERE client_id = $3 ORDER BY ran_on DESC, id DESC LIMIT $1 OFFSET $2");

/// Runs, the latest first, and how many there are.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn runs(
    connection: &mut SqliteConnection,
    filter: RunFilter,
    page: RunPage,
) -> Result<(Vec<Run>, i64), StoreError> {
    let (sql, count, client) = match filter {
        RunFilter::All => (RUNS, "SELECT count(*) FROM release_run", None),
        RunFilter::Client(id) => (
            RUNS_OF_CLIENT,
            "SELECT count(*) FROM release_run WHERE client_id = $1",
            Some(id.get()),
        ),
    };
    let mut query = sqlx::query_as::<_, RunRow>(sql).bind(page.limit).bind(page.offset);
    let mut counted = sqlx::query_scalar::<_, i64>(count);
    if let Some(id) = client {
        query = query.bind(id);
        counted = counted.bind(id);
    }
    let rows = query.fetch_all(&mut *connection).await?;
    let total = counted.fetch_one(connection).await?;
    Ok((rows.into_iter().map(Run::try_from).collect::<Result<_, _>>()?, total))
}
