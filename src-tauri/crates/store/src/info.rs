//! Facts about the vault itself, such as that it holds the sample firm.

use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

/// Keeps a fact under its key; the last one counts.
///
/// # Errors
/// Only of the storage.
pub async fn set(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO vault_info (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(key)
    .bind(value)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The fact under a key.
///
/// # Errors
/// Only of the storage.
pub async fn get(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Option<String>, StoreError> {
    let value = sqlx::query_scalar("SELECT value FROM vault_info WHERE key = $1")
        .bind(key)
        .fetch_optional(connection)
        .await?;
    Ok(value)
}
