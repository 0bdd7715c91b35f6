//! What debtors said about offered invoices; evidence, so it never changes.

use factor_domain::{AttachmentId, Day, Money, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{StoreError, Tx};

/// A verification as it is logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVerification {
    /// The line.
    pub line: ScheduleLineId,
    /// Who was asked.
    pub asked: String,
    /// How, as a word.
    pub method: String,
    /// When.
    pub on: Day,
    /// "10:26"; none for any time that day.
    pub at_time: Option<String>,
    /// The amount was confirmed.
    pub is_amount: bool,
    /// The delivery was confirmed.
    pub is_delivery: bool,
    /// That nothing is set off was confirmed.
    pub is_no_offset: bool,
    /// What came out, as a word.
    pub result: String,
    /// The face that was asked about.
    pub face: Option<Money>,
    /// A remark.
    pub note: String,
    /// The proof.
    pub attachment: Option<AttachmentId>,
    /// Who logged it.
    pub by: String,
}

/// A verification as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Its number.
    pub id: i64,
    /// What was logged; without the face.
    pub said: NewVerification,
    /// The face that was asked about, in minor units.
    pub face_minor: Option<i64>,
}

#[derive(FromRow)]
struct VerificationRow {
    id: i64,
    line_id: i64,
    asked: String,
    method: String,
    on_day: String,
    at_time: Option<String>,
    is_amount: bool,
    is_delivery: bool,
    is_no_offset: bool,
    result: String,
    face_minor: Option<i64>,
    note: String,
    attachment_id: Option<i64>,
    logged_by: String,
}

/// Keeps a verification.
///
/// # Errors
/// Only of the storage.
pub async fn log_verification(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    new: &NewVerification,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO verification (schedule_id, line_id, asked, method, on_day, at_time,
                                   is_amount, is_delivery, is_no_offset, result, face_minor,
                                   note, attachment_id, logged_by, logged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(schedule.get())
    .bind(new.line.get())
    .bind(&new.asked)
    .bind(&new.method)
    .bind(new.on.to_string())
    .bind(&new.at_time)
    .bind(new.is_amount)
    .bind(new.is_delivery)
    .bind(new.is_no_offset)
    .bind(&new.result)
    .bind(new.face.map(Money::minor))
    .bind(&new.note)
    .bind(new.attachment.map(|id| id.get()))
    .bind(&new.by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The verifications of a schedule, in the order they were logged.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn verifications(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<Verification>, StoreError> {
    let rows: Vec<VerificationRow> = sqlx::query_as(
        "SELECT id, line_id, asked, method, on_day, at_time, is_amount, is_delivery,
                is_no_offset, result, face_minor, note, attachment_id, logged_by
         FROM verification WHERE schedule_id = $1 ORDER BY id",
    )
    .bind(schedule.get())
    .fetch_all(connection)
    .await?;
    let read = |row: VerificationRow| {
        let name = RowName { table: "verification", key: &row.id };
        Ok(Verification {
            id: row.id,
            face_minor: row.face_minor,
            said: NewVerification {
                line: ScheduleLineId::new(row.line_id),
                on: name.day(&row.on_day)?,
                asked: row.asked,
                method: row.method,
                at_time: row.at_time,
                is_amount: row.is_amount,
                is_delivery: row.is_delivery,
                is_no_offset: row.is_no_offset,
                result: row.result,
                face: None,
                note: row.note,
                attachment: row.attachment_id.map(AttachmentId::new),
                by: row.logged_by,
            },
        })
    };
    rows.into_iter().map(read).collect()
}
