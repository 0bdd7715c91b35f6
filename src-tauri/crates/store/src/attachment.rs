//! The files on notes. The bytes lie in the papers under their SHA-256; here is what they are.

use factor_domain::ids::{AttachmentId, ClientId, NoteId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::db::Tx;
use crate::error::StoreError;

/// A file as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its number.
    pub id: AttachmentId,
    /// Where its bytes lie.
    pub sha256: String,
    /// What it was called, made harmless.
    pub name: String,
    /// What its bytes are.
    pub media_type: String,
    /// How many bytes.
    pub size_bytes: u32,
    /// The note it hangs on; none until one is saved with it.
    pub note_id: Option<NoteId>,
}

/// A file that is about to be kept.
#[derive(Clone, Debug)]
pub struct NewAttachment<'a> {
    /// Where its bytes lie.
    pub sha256: &'a str,
    /// What it was called, made harmless.
    pub name: &'a str,
    /// What its bytes are.
    pub media_type: &'a str,
    /// How many bytes.
    pub size_bytes: u32,
}

#[derive(FromRow)]
struct AttachmentRow {
    id: i64,
    sha256: String,
    name: String,
    media_type: String,
    size_bytes: u32,
    note_id: Option<i64>,
}

impl From<AttachmentRow> for Attachment {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: AttachmentId::new(row.id),
            sha256: row.sha256,
            name: row.name,
            media_type: row.media_type,
            size_bytes: row.size_bytes,
            note_id: row.note_id.map(NoteId::new),
        }
    }
}

/// One file.
///
/// # Errors
/// Of the storage.
pub async fn load(
    connection: &mut SqliteConnection,
    id: AttachmentId,
) -> Result<Option<Attachment>, StoreError> {
    let row: Option<AttachmentRow> = sqlx::query_as(
        "SELECT id, sha256, name, media_type, size_bytes, note_id FROM attachment WHERE id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Attachment::from))
}

/// The files of these notes, in the order they were added.
///
/// # Errors
/// Of the storage.
pub async fn of_notes(
    connection: &mut SqliteConnection,
    notes: &[NoteId],
) -> Result<Vec<Attachment>, StoreError> {
    let rows: Vec<AttachmentRow> = sqlx::query_as(
        "SELECT id, sha256, name, media_type, size_bytes, note_id FROM attachment
         WHERE note_id IN (SELECT value FROM json_each($1)) ORDER BY note_id, id",
    )
    .bind(json_list(notes.iter().map(|note| note.get())))
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Attachment::from).collect())
}

/// How many files hang on the notes of a client.
///
/// # Errors
/// Of the storage.
pub async fn count_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM attachment JOIN note ON note.id = attachment.note_id
         WHERE note.client_id = $1",
    )
    .bind(client.get())
    .fetch_one(connection)
    .await?;
    Ok(count)
}

/// Keeps a file that hangs on no note yet. Its bytes are in the papers already.
///
/// # Errors
/// Of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewAttachment<'_>,
    at: &str,
) -> Result<AttachmentId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO attachment (sha256, name, media_type, size_bytes, added_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new.sha256)
    .bind(new.name)
    .bind(new.media_type)
    .bind(new.size_bytes)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(AttachmentId::new(done.last_insert_rowid()))
}

/// Hangs files on a note; how many were free to be. A file belongs to one note for ever.
///
/// # Errors
/// Of the storage.
pub async fn claim(
    tx: &mut Tx<'_>,
    note: NoteId,
    files: &[AttachmentId],
) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "UPDATE attachment SET note_id = $1
         WHERE note_id IS NULL AND id IN (SELECT value FROM json_each($2))",
    )
    .bind(note.get())
    .bind(json_list(files.iter().map(|file| file.get())))
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected())
}
