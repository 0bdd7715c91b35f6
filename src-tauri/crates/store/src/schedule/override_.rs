//! Checks that somebody has let pass, with the reason.

use factor_domain::{AttachmentId, Person, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::one;
use crate::{StoreError, Tx};

/// An override that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The line; none for the schedule as a whole.
    pub line: Option<ScheduleLineId>,
    /// The check, as a word.
    pub topic: String,
    /// What the check said when it was given.
    pub against: String,
    /// Why.
    pub reason: String,
    /// The proof.
    pub attachment: Option<AttachmentId>,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

/// An override that is given.
#[derive(Clone, Copy, Debug)]
pub struct NewOverride<'a> {
    /// The line; none for the schedule as a whole.
    pub line: Option<ScheduleLineId>,
    /// The check, as a word.
    pub topic: &'a str,
    /// What the check says.
    pub against: &'a str,
    /// Why.
    pub reason: &'a str,
    /// The proof.
    pub attachment: Option<AttachmentId>,
    /// By whom.
    pub by: &'a Person,
}

#[derive(FromRow)]
struct OverrideRow {
    line_id: Option<i64>,
    topic: String,
    against: String,
    reason: String,
    attachment_id: Option<i64>,
    given_by: String,
    given_at: String,
}

/// Keeps an override.
///
/// # Errors
/// [`StoreError::Duplicate`] while another one of the same check stands.
pub async fn give_override(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    new: &NewOverride<'_>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO schedule_override (schedule_id, line_id, topic, against, reason,
                                        attachment_id, given_by_id, given_by, given_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(schedule.get())
    .bind(new.line.map(|id| id.get()))
    .bind(new.topic)
    .bind(new.against)
    .bind(new.reason)
    .bind(new.attachment.map(|id| id.get()))
    .bind(new.by.id.get())
    .bind(new.by.name.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the override of a check back.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn take_back_override(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    (line, topic): (Option<ScheduleLineId>, &str),
    by: &Person,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE schedule_override SET taken_back_by = $4, taken_back_at = $5
         WHERE schedule_id = $1 AND line_id IS $2 AND topic = $3 AND taken_back_at IS NULL",
    )
    .bind(schedule.get())
    .bind(line.map(|id| id.get()))
    .bind(topic)
    .bind(by.name.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// The overrides of a schedule that stand, in the order they were given.
///
/// # Errors
/// Only of the storage.
pub async fn overrides(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<Override>, StoreError> {
    let rows: Vec<OverrideRow> = sqlx::query_as(
        "SELECT line_id, topic, against, reason, attachment_id, given_by, given_at
         FROM schedule_override WHERE schedule_id = $1 AND taken_back_at IS NULL ORDER BY id",
    )
    .bind(schedule.get())
    .fetch_all(connection)
    .await?;
    let read = |row: OverrideRow| Override {
        line: row.line_id.map(ScheduleLineId::new),
        topic: row.topic,
        against: row.against,
        reason: row.reason,
        attachment: row.attachment_id.map(AttachmentId::new),
        by: row.given_by,
        at: row.given_at,
    };
    Ok(rows.into_iter().map(read).collect())
}
