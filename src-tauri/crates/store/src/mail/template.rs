//! The firm's own words for a kind of message.

use sqlx::{FromRow, SqliteConnection};

use crate::{StoreError, Tx};

/// Subject and text with fields in braces; both empty while the built-in ones are used.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Template {
    /// One line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// The firm's words for messages about this, as [`super::About::as_str`] says it.
///
/// # Errors
/// Of the storage.
pub async fn template(
    connection: &mut SqliteConnection,
    about: &str,
) -> Result<Template, StoreError> {
    let row: Option<Template> =
        sqlx::query_as("SELECT subject, text FROM mail_template WHERE about = $1")
            .bind(about)
            .fetch_optional(connection)
            .await?;
    Ok(row.unwrap_or_default())
}

/// Keeps the firm's words.
///
/// # Errors
/// Of the storage; a constraint for what has no words of its own.
pub async fn save_template(
    tx: &mut Tx<'_>,
    about: &str,
    words: &Template,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT OR REPLACE INTO mail_template (about, subject, text, saved_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(about)
    .bind(&words.subject)
    .bind(&words.text)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
