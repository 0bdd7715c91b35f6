//! Unsaved text of forms.

use sqlx::{FromRow, SqliteConnection};

use crate::db::Tx;
use crate::error::StoreError;

/// Most drafts kept; beyond it the oldest go, because a form of years ago is not coming back.
pub const DRAFTS_MAX: i64 = 500;

/// What a form held when it was last typed in.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Draft {
    /// The form's own JSON.
    pub text: String,
    /// UTC.
    pub saved_at: String,
}

/// The draft of this form, if there is one.
///
/// # Errors
/// Of the storage.
pub async fn load(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Option<Draft>, StoreError> {
    let found = sqlx::query_as("SELECT text, saved_at FROM draft WHERE key = $1")
        .bind(key)
        .fetch_optional(connection)
        .await?;
    Ok(found)
}

/// Keeps the text of a form, and lets go of the oldest drafts beyond [`DRAFTS_MAX`].
///
/// # Errors
/// Of the storage.
pub async fn save(tx: &mut Tx<'_>, key: &str, text: &str, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO draft (key, text, saved_at) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
    )
    .bind(key)
    .bind(text)
    .bind(at)
    .execute(tx.connection())
    .await?;
    sqlx::query(
        "DELETE FROM draft WHERE key IN (
           SELECT key FROM draft ORDER BY saved_at DESC, key LIMIT -1 OFFSET $1)",
    )
    .bind(DRAFTS_MAX)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Forgets a draft; none is no error.
///
/// # Errors
/// Of the storage.
pub async fn discard(tx: &mut Tx<'_>, key: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM draft WHERE key = $1").bind(key).execute(tx.connection()).await?;
    Ok(())
}
