//! Schedules of accounts: batches of invoices offered for sale.

use factor_domain::{ClientId, Day, Line, ScheduleId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

mod file;
mod form;
mod found;
mod line;
mod list;
mod override_;
mod verification;

pub use file::{NewFile, ScheduleFile, SeenFile, add_file, files, remove_file, seen_elsewhere};
pub use form::{
    ScheduleForm, form, insert_form, mark_submitted, next_number, save_form, set_reason,
};
pub use found::{KnownInvoice, KnownLine, same_amounts, same_numbers, same_numbers_on_schedules};
pub use line::{LineRow, ReadLine, insert_line, lines, remove_lines, set_invoice, update_line};
pub use list::{ListedSchedule, ScheduleFilter, ScheduleList, list};
pub use override_::{NewOverride, Override, give_override, overrides, take_back_override};
pub use verification::{NewVerification, Verification, log_verification, verifications};

stored_words! {
    /// How far a schedule is.
    ScheduleState {
        /// Being entered.
        Draft = "draft",
        /// Offered, waiting for the decision.
        Submitted = "submitted",
        /// What was approved on it is bought.
        Purchased = "purchased",
        /// Taken back by the client.
        Withdrawn = "withdrawn",
    }
}

/// A schedule as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// Whose.
    pub client: ClientId,
    /// As it is printed; once for each client.
    pub number: Line,
    /// The day it was offered.
    pub offered_on: Day,
    /// How far it is.
    pub state: ScheduleState,
}

#[derive(FromRow)]
struct ScheduleRow {
    id: i64,
    client_id: i64,
    number: String,
    offered_on: String,
    state: String,
}

impl TryFrom<ScheduleRow> for Schedule {
    type Error = StoreError;

    fn try_from(row: ScheduleRow) -> Result<Self, StoreError> {
        let name = RowName { table: "schedule_of_accounts", key: &row.id };
        Ok(Self {
            id: ScheduleId::new(row.id),
            client: ClientId::new(row.client_id),
            number: name.text(Line::new("number", &row.number))?,
            offered_on: name.day(&row.offered_on)?,
            state: name.word(&row.state, ScheduleState::from_word(&row.state))?,
        })
    }
}

/// Keeps a new schedule as a draft.
///
/// # Errors
/// [`StoreError::Duplicate`] if the client has one of that number.
pub async fn insert(
    tx: &mut Tx<'_>,
    client: ClientId,
    number: &Line,
    offered_on: Day,
    at: &str,
) -> Result<ScheduleId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO schedule_of_accounts (client_id, number, offered_on, state, saved_at)
         VALUES ($1, $2, $3, 'draft', $4) RETURNING id",
    )
    .bind(client.get())
    .bind(number.as_str())
    .bind(offered_on.to_string())
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(ScheduleId::new(id))
}

/// Moves a schedule on; the caller knows whether it may.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_state(
    tx: &mut Tx<'_>,
    id: ScheduleId,
    state: ScheduleState,
    at: &str,
) -> Result<(), StoreError> {
    let done =
        sqlx::query("UPDATE schedule_of_accounts SET state = $2, saved_at = $3 WHERE id = $1")
            .bind(id.get())
            .bind(state.as_str())
            .bind(at)
            .execute(&mut **tx)
            .await?;
    one(done.rows_affected())
}

/// Keeps the day it was offered.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_offered_on(
    tx: &mut Tx<'_>,
    id: ScheduleId,
    offered_on: Day,
    at: &str,
) -> Result<(), StoreError> {
    let done =
        sqlx::query("UPDATE schedule_of_accounts SET offered_on = $2, saved_at = $3 WHERE id = $1")
            .bind(id.get())
            .bind(offered_on.to_string())
            .bind(at)
            .execute(&mut **tx)
            .await?;
    one(done.rows_affected())
}

/// One schedule.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: ScheduleId,
) -> Result<Schedule, StoreError> {
    sqlx::query_as::<_, ScheduleRow>(
        "SELECT id, client_id, number, offered_on, state FROM schedule_of_accounts
         WHERE id = $1",
    )
    .bind(id.get())
    .fetch_one(connection)
    .await?
    .try_into()
}

/// The schedules that stand so, oldest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn in_state(
    connection: &mut SqliteConnection,
    state: ScheduleState,
) -> Result<Vec<Schedule>, StoreError> {
    sqlx::query_as::<_, ScheduleRow>(
        "SELECT id, client_id, number, offered_on, state FROM schedule_of_accounts
         WHERE state = $1 ORDER BY offered_on, id",
    )
    .bind(state.as_str())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(Schedule::try_from)
    .collect()
}
