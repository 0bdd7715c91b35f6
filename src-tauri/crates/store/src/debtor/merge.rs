//! One business under two records: the one points to the other, and nothing that was booked moves.

use factor_domain::DebtorId;
use sqlx::SqliteConnection;

use crate::columns::one;
use crate::{StoreError, Tx};

/// Archives a record and points it, with all that point to it, to the one that stands for the
/// business from now on.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such record.
pub async fn merge(
    tx: &mut Tx<'_>,
    merged: DebtorId,
    survivor: DebtorId,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE debtor SET merged_into = $2, status = 'archived', revision = revision + 1,
                           saved_at = $3
         WHERE id = $1 OR merged_into = $1",
    )
    .bind(merged.get())
    .bind(survivor.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected().min(1))
}

/// Lets a merged record stand for itself again, to be checked anew.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not merged.
pub async fn separate(tx: &mut Tx<'_>, merged: DebtorId, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE debtor SET merged_into = NULL, status = 'pending', revision = revision + 1,
                           saved_at = $2
         WHERE id = $1 AND merged_into IS NOT NULL",
    )
    .bind(merged.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// The records merged into one, by name.
///
/// # Errors
/// Only of the storage.
pub async fn merged_into(
    connection: &mut SqliteConnection,
    survivor: DebtorId,
) -> Result<Vec<(DebtorId, String)>, StoreError> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, name FROM debtor WHERE merged_into = $1 ORDER BY name_key, id")
            .bind(survivor.get())
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(id, name)| (DebtorId::new(id), name)).collect())
}

/// The debtors before and after one in the order of the names, leaving out the archived.
///
/// # Errors
/// Only of the storage.
pub async fn neighbours(
    connection: &mut SqliteConnection,
    id: DebtorId,
) -> Result<(Option<DebtorId>, Option<DebtorId>), StoreError> {
    let row: Option<(Option<i64>, Option<i64>)> = sqlx::query_as(
        "SELECT (SELECT o.id FROM debtor o
                 WHERE (o.name_key, o.id) < (d.name_key, d.id) AND o.status <> 'archived'
                 ORDER BY o.name_key DESC, o.id DESC LIMIT 1),
                (SELECT o.id FROM debtor o
                 WHERE (o.name_key, o.id) > (d.name_key, d.id) AND o.status <> 'archived'
                 ORDER BY o.name_key, o.id LIMIT 1)
         FROM debtor d WHERE d.id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    let (previous, next) = row.unwrap_or_default();
    Ok((previous.map(DebtorId::new), next.map(DebtorId::new)))
}
