//! Runs: what was done on a day, for whom, and why.

use factor_domain::Day;
use factor_domain::dunning::DunningAct;
use factor_domain::ids::{DebtorId, DunningRunId, FollowUpId, InvoiceId, LetterId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, json_list};
use crate::dunning::{act, word};
use crate::{StoreError, Tx};

/// Something that a run does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAct<'a> {
    /// The record that stands for the debtor.
    pub debtor: DebtorId,
    /// The name of the policy.
    pub policy: &'a str,
    /// The days of its step.
    pub after_days: i32,
    /// What is done.
    pub act: DunningAct,
    /// Why, as the list said it.
    pub reason: &'a str,
    /// The letter that was made; none of a call.
    pub letter: Option<LetterId>,
    /// The call that is to be made; none of a letter.
    pub follow_up: Option<FollowUpId>,
    /// What it is about.
    pub invoices: &'a [InvoiceId],
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunHead {
    /// Its number.
    pub id: DunningRunId,
    /// The day it was made for.
    pub run_on: Day,
    /// Who made it.
    pub made_by: String,
    /// Letters it made.
    pub letters: u32,
    /// Calls it asked for.
    pub calls: u32,
}

/// Something that a run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAct {
    /// For which debtor.
    pub debtor: DebtorId,
    /// What that is called.
    pub debtor_name: String,
    /// The name of the policy, as it was.
    pub policy: String,
    /// The days of its step, as they were.
    pub after_days: i32,
    /// What was done.
    pub act: DunningAct,
    /// Why.
    pub reason: String,
    /// The letter, and its number.
    pub letter: Option<(LetterId, String)>,
    /// The call, and whether it was made.
    pub call: Option<(FollowUpId, bool)>,
}

/// Begins a run.
///
/// # Errors
/// Of the storage.
pub async fn insert_run(
    tx: &mut Tx<'_>,
    run_on: Day,
    by: &str,
    at: &str,
) -> Result<DunningRunId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO dunning_run (run_on, made_by, made_at) VALUES ($1, $2, $3) RETURNING id",
    )
    .bind(run_on.to_string())
    .bind(by)
    .bind(at)
    .fetch_one(tx.connection())
    .await?;
    Ok(DunningRunId::new(id))
}

/// Records what a run does.
///
/// # Errors
/// [`StoreError::Constraint`] if it names a letter or a call that another act has.
pub async fn record(
    tx: &mut Tx<'_>,
    run: DunningRunId,
    new: &NewAct<'_>,
) -> Result<(), StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO dunning_act (run_id, debtor_id, policy, after_days, act, reason, letter_id,
                                  follow_up_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(run.get())
    .bind(new.debtor.get())
    .bind(new.policy)
    .bind(new.after_days)
    .bind(word(new.act))
    .bind(new.reason)
    .bind(new.letter.map(LetterId::get))
    .bind(new.follow_up.map(FollowUpId::get))
    .fetch_one(tx.connection())
    .await?;
    sqlx::query(
        "INSERT INTO dunning_invoice (invoice_id, act_id) SELECT value, $2 FROM json_each($1)",
    )
    .bind(json_list(new.invoices.iter().map(|invoice| invoice.get())))
    .bind(id)
    .execute(tx.connection())
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct HeadRow {
    id: i64,
    run_on: String,
    made_by: String,
    letters: u32,
    calls: u32,
}

impl TryFrom<HeadRow> for RunHead {
    type Error = StoreError;

    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        let name = RowName { table: "dunning_run", key: &row.id };
        Ok(Self {
            id: DunningRunId::new(row.id),
            run_on: name.day(&row.run_on)?,
            made_by: row.made_by,
            letters: row.letters,
            calls: row.calls,
        })
    }
}

macro_rules! heads {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.run_on, r.made_by,
                    (SELECT count(letter_id) FROM dunning_act WHERE run_id = r.id) AS letters,
                    (SELECT count(follow_up_id) FROM dunning_act WHERE run_id = r.id) AS calls
             FROM dunning_run r ",
            $rest
        )
    };
}

/// The runs of late, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn last_runs(
    connection: &mut SqliteConnection,
    most: u32,
) -> Result<Vec<RunHead>, StoreError> {
    let rows: Vec<HeadRow> = sqlx::query_as(heads!("ORDER BY r.id DESC LIMIT $1"))
        .bind(most)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(RunHead::try_from).collect()
}

/// One run.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn run(
    connection: &mut SqliteConnection,
    id: DunningRunId,
) -> Result<RunHead, StoreError> {
    let row: Option<HeadRow> =
        sqlx::query_as(heads!("WHERE r.id = $1")).bind(id.get()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

#[derive(FromRow)]
struct ActRow {
    id: i64,
    debtor_id: i64,
    debtor_name: String,
    policy: String,
    after_days: i32,
    act: String,
    reason: String,
    letter_id: Option<i64>,
    year: Option<i32>,
    serial: Option<i64>,
    follow_up_id: Option<i64>,
    is_made: bool,
}

/// What a run did, in the order it was done.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn acts_of_run(
    connection: &mut SqliteConnection,
    run: DunningRunId,
) -> Result<Vec<RunAct>, StoreError> {
    let rows: Vec<ActRow> = sqlx::query_as(
        "SELECT a.id, a.debtor_id, d.name AS debtor_name, a.policy, a.after_days, a.act, a.reason,
                a.letter_id, l.year, l.serial, a.follow_up_id,
                f.done_at IS NOT NULL AS is_made
         FROM dunning_act a JOIN debtor d ON d.id = a.debtor_id
         LEFT JOIN letter l ON l.id = a.letter_id
         LEFT JOIN follow_up f ON f.id = a.follow_up_id
         WHERE a.run_id = $1 ORDER BY a.id",
    )
    .bind(run.get())
    .fetch_all(connection)
    .await?;
    let shown = |row: ActRow| {
        let name = RowName { table: "dunning_act", key: &row.id };
        let number = row.year.zip(row.serial);
        let number = number.map(|(year, serial)| crate::letter::LetterNumber { year, serial });
        let letter = row.letter_id.map(LetterId::new).zip(number);
        Ok(RunAct {
            debtor: DebtorId::new(row.debtor_id),
            debtor_name: row.debtor_name,
            after_days: row.after_days,
            act: act(name, &row.act)?,
            letter: letter.map(|(id, number)| (id, number.to_string())),
            call: row.follow_up_id.map(|id| (FollowUpId::new(id), row.is_made)),
            policy: row.policy,
            reason: row.reason,
        })
    };
    rows.into_iter().map(shown).collect()
}
