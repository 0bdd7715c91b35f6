//! Answers by request id: a call that is repeated after a lost reply has one effect.

use crate::StoreError;
use crate::Tx;

/// The answer given to `id` before. The same id under another command is a bug of the caller and
/// counts as not answered, so the unique key refuses it at the end.
///
/// # Errors
/// Only of the storage.
pub async fn answer(
    tx: &mut Tx<'_>,
    id: &str,
    command: &str,
) -> Result<Option<String>, StoreError> {
    let found = sqlx::query_scalar("SELECT answer FROM request WHERE id = $1 AND command = $2")
        .bind(id)
        .bind(command)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found)
}

/// Keeps the answer, in the transaction of the change itself.
///
/// # Errors
/// Only of the storage.
pub async fn remember(
    tx: &mut Tx<'_>,
    id: &str,
    command: &str,
    answer: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO request (id, command, answer, made_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(command)
        .bind(answer)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
