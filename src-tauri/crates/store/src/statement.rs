//! Statements that were given out, and the rule for late charges.

use factor_domain::statement::{LateRule, Period};
use factor_domain::{ClientId, DebtorId, EntryNumber, Money, StatementId, StatementRunId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{Sha256, StoreError, Tx};

mod run;
#[cfg(test)]
mod tests;

pub use run::{
    ItemState, NewRun, Outcome, PartyKind, Run, RunItem, RunScope, RunState, RunTally, begin_run,
    end_run, items_of_run, load_run, next_waiting, runs, settle_item,
};

/// Most rows of a list.
const ROWS_MAX: u32 = 500;

/// Whom a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// A client.
    Client(ClientId),
    /// A debtor.
    Debtor(DebtorId),
}

impl Party {
    const fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Party::Client(id) => (Some(id.get()), None),
            Party::Debtor(id) => (None, Some(id.get())),
        }
    }
}

/// The number of a statement: counted from 1 within its year, without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementNumber {
    /// The year it was made in.
    pub year: i32,
    /// 1, 2, 3.
    pub serial: i64,
}

impl std::fmt::Display for StatementNumber {
    /// `ST-2026-0042`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ST-{}-{:04}", self.year, self.serial)
    }
}

/// A statement that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement<'a> {
    /// Its number, as [`next_number`] gave it in the same transaction.
    pub number: StatementNumber,
    /// Whom it is for.
    pub party: Party,
    /// The run that makes it, if one does.
    pub run: Option<StatementRunId>,
    /// The party's name on the paper.
    pub name: &'a str,
    /// Its days.
    pub period: Period,
    /// The last entry of the books that counts in it.
    pub last_entry: EntryNumber,
    /// Net funds employed of a client; what a debtor has to pay.
    pub amount: Money,
    /// Its figures, as JSON.
    pub figures: &'a str,
    /// Pages of the paper.
    pub pages: u32,
    /// The paper.
    pub sha256: Sha256,
    /// Who made it.
    pub made_by: &'a str,
}

/// A statement as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// Its number.
    pub number: StatementNumber,
    /// Whom it is for.
    pub party: Party,
    /// The run that made it.
    pub run: Option<StatementRunId>,
    /// The party's name on the paper.
    pub name: String,
    /// Its days.
    pub period: Period,
    /// The last entry of the books that counts in it.
    pub last_entry: EntryNumber,
    /// Net funds employed of a client; what a debtor has to pay.
    pub amount: Money,
    /// Its figures, as JSON.
    pub figures: String,
    /// Pages of the paper.
    pub pages: u32,
    /// The paper.
    pub sha256: Sha256,
    /// Who made it.
    pub made_by: String,
    /// When; UTC.
    pub made_at: String,
}

#[derive(FromRow)]
struct StatementRow {
    id: i64,
    year: i32,
    serial: i64,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    run_id: Option<i64>,
    name: String,
    first_on: String,
    last_on: String,
    last_entry: i64,
    amount_minor: i64,
    currency: String,
    figures: String,
    pages: u32,
    sha256: String,
    made_by: String,
    made_at: String,
}

impl TryFrom<StatementRow> for Statement {
    type Error = StoreError;

    fn try_from(row: StatementRow) -> Result<Self, StoreError> {
        let name = RowName { table: "statement", key: &row.id };
        let party = match (row.client_id, row.debtor_id) {
            (Some(id), None) => Party::Client(ClientId::new(id)),
            (None, Some(id)) => Party::Debtor(DebtorId::new(id)),
            (Some(_), Some(_)) | (None, None) => return Err(name.bad("a party too many or none")),
        };
        Ok(Self {
            id: StatementId::new(row.id),
            number: StatementNumber { year: row.year, serial: row.serial },
            party,
            run: row.run_id.map(StatementRunId::new),
            period: Period { first: name.day(&row.first_on)?, last: name.day(&row.last_on)? },
            last_entry: EntryNumber::new(row.last_entry),
            amount: name.money(row.amount_minor, &row.currency)?,
            sha256: name.word(&row.sha256, Sha256::from_hex(&row.sha256))?,
            name: row.name,
            figures: row.figures,
            pages: row.pages,
            made_by: row.made_by,
            made_at: row.made_at,
        })
    }
}

macro_rules! statements {
    ($rest:literal) => {
        concat!(
            "SELECT id, year, serial, client_id, debtor_id, run_id, name, first_on, last_on,
                    last_entry, amount_minor, currency, figures, pages, sha256, made_by, made_at
             FROM statement ",
            $rest
        )
    };
}

const LAST_SERIAL: &str =
    "SELECT serial FROM statement WHERE year = $1 ORDER BY serial DESC LIMIT 1";
const OF_CLIENT: &str = statements!("WHERE client_id = $3 AND id < $1 ORDER BY id DESC LIMIT $2");
const OF_DEBTOR: &str = statements!("WHERE debtor_id = $3 AND id < $1 ORDER BY id DESC LIMIT $2");
const OF_RUN: &str = statements!("WHERE run_id = $1 ORDER BY id");
const COUNT_OF_CLIENT: &str = "SELECT count(*) FROM statement WHERE client_id = $1";
const COUNT_OF_DEBTOR: &str = "SELECT count(*) FROM statement WHERE debtor_id = $1";
const NEWEST: &str = statements!("WHERE id < $1 ORDER BY id DESC LIMIT $2");

/// The number that the next statement of a year takes.
///
/// # Errors
/// Only of the storage.
pub async fn next_number(
    connection: &mut SqliteConnection,
    year: i32,
) -> Result<StatementNumber, StoreError> {
    let last: Option<i64> =
        sqlx::query_scalar(LAST_SERIAL).bind(year).fetch_optional(connection).await?;
    Ok(StatementNumber { year, serial: last.unwrap_or(0) + 1 })
}

/// Keeps a statement for ever; its paper is kept before.
///
/// # Errors
/// [`StoreError::Constraint`] if its number is not the next; else only of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewStatement<'_>,
    at: &str,
) -> Result<StatementId, StoreError> {
    let (client, debtor) = new.party.columns();
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO statement (year, serial, client_id, debtor_id, run_id, name, first_on,
                                last_on, last_entry, amount_minor, currency, figures, pages,
                                sha256, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         RETURNING id",
    )
    .bind(new.number.year)
    .bind(new.number.serial)
    .bind(client)
    .bind(debtor)
    .bind(new.run.map(|id| id.get()))
    .bind(new.name)
    .bind(new.period.first.to_string())
    .bind(new.period.last.to_string())
    .bind(new.last_entry.get())
    .bind(new.amount.minor())
    .bind(new.amount.currency().to_string())
    .bind(new.figures)
    .bind(new.pages)
    .bind(new.sha256.to_string())
    .bind(new.made_by)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(StatementId::new(id))
}

/// One statement.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: StatementId,
) -> Result<Statement, StoreError> {
    sqlx::query_as::<_, StatementRow>(statements!("WHERE id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// Which statements a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementsOf {
    /// The newest of all, at most 500, before this one if one is given.
    Everybody(Option<StatementId>),
    /// The newest of one party, at most 500, before this one if one is given.
    Party(Party, Option<StatementId>),
    /// All of a run, in the order they were made.
    Run(StatementRunId),
}

/// Statements that were given out, newest first but for those of a run.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    of: StatementsOf,
) -> Result<Vec<Statement>, StoreError> {
    let before = |id: Option<StatementId>| id.map_or(i64::MAX, |id| id.get());
    let newest = |sql| sqlx::query_as::<_, StatementRow>(sql);
    let query = match of {
        StatementsOf::Everybody(until) => newest(NEWEST).bind(before(until)).bind(ROWS_MAX),
        StatementsOf::Party(Party::Client(id), until) => {
            newest(OF_CLIENT).bind(before(until)).bind(ROWS_MAX).bind(id.get())
        }
        StatementsOf::Party(Party::Debtor(id), until) => {
            newest(OF_DEBTOR).bind(before(until)).bind(ROWS_MAX).bind(id.get())
        }
        StatementsOf::Run(id) => newest(OF_RUN).bind(id.get()),
    };
    query.fetch_all(connection).await?.into_iter().map(Statement::try_from).collect()
}

/// How many were ever given out, to one party or to everybody: none is ever removed.
///
/// # Errors
/// Only of the storage.
pub async fn count(
    connection: &mut SqliteConnection,
    of: Option<Party>,
) -> Result<i64, StoreError> {
    let (sql, id) = match of {
        None => ("SELECT coalesce(max(id), 0) FROM statement WHERE $1 IS NULL", None),
        Some(Party::Client(id)) => (COUNT_OF_CLIENT, Some(id.get())),
        Some(Party::Debtor(id)) => (COUNT_OF_DEBTOR, Some(id.get())),
    };
    Ok(sqlx::query_scalar(sql).bind(id).fetch_one(connection).await?)
}

/// By what debtors are charged for paying late: not at all until somebody says how.
///
/// # Errors
/// Of the storage, or a rule that cannot be read.
pub async fn late_rule(connection: &mut SqliteConnection) -> Result<LateRule, StoreError> {
    let saved: Option<String> =
        sqlx::query_scalar("SELECT rule FROM late_rule ORDER BY id DESC LIMIT 1")
            .fetch_optional(connection)
            .await?;
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|cause| StoreError::bad_row("late_rule", cause))
    };
    saved.map_or(Ok(LateRule::None), read)
}

/// Keeps a new rule beside the old ones.
///
/// # Errors
/// Only of the storage.
pub async fn save_late_rule(
    tx: &mut Tx<'_>,
    rule: &LateRule,
    by: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO late_rule (rule, saved_by, saved_at) VALUES ($1, $2, $3)")
        .bind(rule_json(rule)?)
        .bind(by)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn rule_json(rule: &LateRule) -> Result<String, StoreError> {
    serde_json::to_string(rule).map_err(|cause| StoreError::bad_row("late_rule", cause))
}

/// Everybody a statement can be made for, by name.
///
/// # Errors
/// Only of the storage.
pub async fn parties(
    connection: &mut SqliteConnection,
    kind: PartyKind,
) -> Result<Vec<(Party, String)>, StoreError> {
    let sql = match kind {
        PartyKind::Client => {
            "SELECT id, iif(trade_name = '', legal_name, trade_name) FROM client
             ORDER BY name_key, id"
        }
        PartyKind::Debtor => "SELECT id, name FROM debtor ORDER BY name_key, id",
    };
    let rows: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(connection).await?;
    let party = |id| match kind {
        PartyKind::Client => Party::Client(ClientId::new(id)),
        PartyKind::Debtor => Party::Debtor(DebtorId::new(id)),
    };
    Ok(rows.into_iter().map(|(id, name)| (party(id), name)).collect())
}
