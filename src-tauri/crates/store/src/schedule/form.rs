//! What stands on the client's form beside its lines, as typed.

use factor_domain::ScheduleId;
use sqlx::{FromRow, SqliteConnection};

use crate::columns::one;
use crate::{StoreError, Tx};

/// The head of the form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct ScheduleForm {
    /// Counts the saves.
    pub revision: u32,
    /// The date on it.
    pub offered_on: String,
    /// Who offers it.
    pub offered_by: String,
    /// The total on it.
    pub control_total: String,
    /// A remark.
    pub note: String,
    /// Who submitted it; none while it is a draft.
    pub submitted_by: Option<String>,
    /// When.
    pub submitted_at: Option<String>,
    /// Why it was sent back or withdrawn.
    pub reason: String,
}

/// The number of the next schedule of the firm: `SCH-0001`.
///
/// # Errors
/// Only of the storage.
pub async fn next_number(connection: &mut SqliteConnection) -> Result<String, StoreError> {
    let last: i64 = sqlx::query_scalar(
        "SELECT coalesce(max(CAST(substr(number, 5) AS INTEGER)), 0) FROM schedule_of_accounts
         WHERE number LIKE 'SCH-%'",
    )
    .fetch_one(connection)
    .await?;
    Ok(format!("SCH-{:04}", last + 1))
}

/// Keeps an empty form for a new schedule.
///
/// # Errors
/// Only of the storage.
pub async fn insert_form(tx: &mut Tx<'_>, id: ScheduleId) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO schedule_form (schedule_id, revision, offered_on, offered_by, control_total,
                                    note, reason)
         VALUES ($1, 1, '', '', '', '', '')",
    )
    .bind(id.get())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves the head; false if it was saved meanwhile by somebody else.
///
/// # Errors
/// Only of the storage.
pub async fn save_form(
    tx: &mut Tx<'_>,
    id: ScheduleId,
    form: &ScheduleForm,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE schedule_form SET revision = revision + 1, offered_on = $3, offered_by = $4,
           control_total = $5, note = $6
         WHERE schedule_id = $1 AND revision = $2",
    )
    .bind(id.get())
    .bind(form.revision)
    .bind(&form.offered_on)
    .bind(&form.offered_by)
    .bind(&form.control_total)
    .bind(&form.note)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The form of a schedule; an empty one where none was kept.
///
/// # Errors
/// Only of the storage.
pub async fn form(
    connection: &mut SqliteConnection,
    id: ScheduleId,
) -> Result<ScheduleForm, StoreError> {
    let form: Option<ScheduleForm> = sqlx::query_as(
        "SELECT revision, offered_on, offered_by, control_total, note, submitted_by,
                submitted_at, reason
         FROM schedule_form WHERE schedule_id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    Ok(form.unwrap_or_default())
}

/// Keeps who submitted it, or that nobody has.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn mark_submitted(
    tx: &mut Tx<'_>,
    id: ScheduleId,
    by: Option<(&str, &str)>,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE schedule_form SET revision = revision + 1, submitted_by = $2, submitted_at = $3
         WHERE schedule_id = $1",
    )
    .bind(id.get())
    .bind(by.map(|(name, _)| name))
    .bind(by.map(|(_, at)| at))
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Keeps why it was sent back or withdrawn.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_reason(tx: &mut Tx<'_>, id: ScheduleId, reason: &str) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE schedule_form SET reason = $2 WHERE schedule_id = $1")
        .bind(id.get())
        .bind(reason)
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}
