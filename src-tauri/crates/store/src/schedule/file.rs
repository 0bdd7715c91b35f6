//! Files with a schedule and its lines.

use factor_domain::{AttachmentId, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::attachment::Attachment;
use crate::columns::one;
use crate::{StoreError, Tx};

/// A file with a schedule or one of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleFile {
    /// The line; none for the schedule as a whole.
    pub line: Option<ScheduleLineId>,
    /// What it is, as a word.
    pub document: String,
    /// The file.
    pub file: Attachment,
}

/// A file that is hung on a schedule.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// The schedule.
    pub schedule: ScheduleId,
    /// The line; none for the schedule as a whole.
    pub line: Option<ScheduleLineId>,
    /// The file.
    pub file: &'a Attachment,
    /// What it is, as a word.
    pub document: &'a str,
    /// Who hung it on.
    pub by: &'a str,
}

#[derive(FromRow)]
struct FileRow {
    line_id: Option<i64>,
    document: String,
    attachment_id: i64,
    sha256: String,
    name: String,
    media_type: String,
    size_bytes: u32,
}

/// Hangs a file on; once for each place.
///
/// # Errors
/// Only of the storage.
pub async fn add_file(tx: &mut Tx<'_>, new: &NewFile<'_>, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO schedule_file (schedule_id, line_id, attachment_id, sha256, document,
                                    added_by, added_at)
         SELECT $1, $2, $3, $4, $5, $6, $7
         WHERE NOT EXISTS (
           SELECT 1 FROM schedule_file
           WHERE schedule_id = $1 AND line_id IS $2 AND sha256 = $4 AND removed_at IS NULL)",
    )
    .bind(new.schedule.get())
    .bind(new.line.map(|id| id.get()))
    .bind(new.file.id.get())
    .bind(&new.file.sha256)
    .bind(new.document)
    .bind(new.by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a file off.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_file(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    line: Option<ScheduleLineId>,
    file: AttachmentId,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE schedule_file SET removed_at = $4
         WHERE schedule_id = $1 AND line_id IS $2 AND attachment_id = $3 AND removed_at IS NULL",
    )
    .bind(schedule.get())
    .bind(line.map(|id| id.get()))
    .bind(file.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// The files of a schedule and of its lines, in the order they were added.
///
/// # Errors
/// Only of the storage.
pub async fn files(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<ScheduleFile>, StoreError> {
    let rows: Vec<FileRow> = sqlx::query_as(
        "SELECT f.line_id, f.document, f.attachment_id, a.sha256, a.name, a.media_type,
                a.size_bytes
         FROM schedule_file f CROSS JOIN attachment a ON a.id = f.attachment_id
         WHERE f.schedule_id = $1 AND f.removed_at IS NULL ORDER BY f.id",
    )
    .bind(schedule.get())
    .fetch_all(connection)
    .await?;
    let read = |row: FileRow| ScheduleFile {
        line: row.line_id.map(ScheduleLineId::new),
        document: row.document,
        file: Attachment {
            id: AttachmentId::new(row.attachment_id),
            sha256: row.sha256,
            name: row.name,
            media_type: row.media_type,
            size_bytes: row.size_bytes,
            note_id: None,
        },
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The same bytes on another schedule.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SeenFile {
    /// Of the bytes, hex.
    pub sha256: String,
    /// The number of that schedule.
    pub schedule_number: String,
    /// Whose it is.
    pub client_name: String,
}

pub(super) const SEEN: &str = "SELECT DISTINCT o.sha256, s.number AS schedule_number,
            coalesce(nullif(c.trade_name, ''), c.legal_name) AS client_name
     FROM schedule_file f CROSS JOIN schedule_file o ON o.sha256 = f.sha256
     CROSS JOIN schedule_of_accounts s ON s.id = o.schedule_id
     CROSS JOIN client c ON c.id = s.client_id
     WHERE f.schedule_id = $1 AND f.removed_at IS NULL AND o.removed_at IS NULL
       AND o.schedule_id <> $1 AND s.state <> 'withdrawn'
     ORDER BY o.sha256, s.number";

/// Where the bytes of this schedule's files were seen before.
///
/// # Errors
/// Only of the storage.
pub async fn seen_elsewhere(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<SeenFile>, StoreError> {
    Ok(sqlx::query_as(SEEN).bind(schedule.get()).fetch_all(connection).await?)
}
