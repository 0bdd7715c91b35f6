//! How the firm is reminded of the end of its contracts, and of what it was reminded.

use std::collections::BTreeSet;

use factor_domain::Day;
use factor_domain::ids::ContractId;
use sqlx::SqliteConnection;

use crate::columns::RowName;
use crate::{StoreError, Tx};

/// A month, a week and the day itself.
pub const LEAD_DAYS_USUAL: [u16; 3] = [30, 7, 0];

/// Days before the last day for notice on which the firm is reminded, the longest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn lead_days(connection: &mut SqliteConnection) -> Result<Vec<u16>, StoreError> {
    let kept: Option<String> =
        sqlx::query_scalar("SELECT lead_days FROM contract_rules WHERE id = 1")
            .fetch_optional(connection)
            .await?;
    let Some(kept) = kept else { return Ok(LEAD_DAYS_USUAL.to_vec()) };
    serde_json::from_str(&kept).map_err(|cause| StoreError::bad_row("contract_rules", cause))
}

/// Keeps these days.
///
/// # Errors
/// Only of the storage.
pub async fn set_lead_days(tx: &mut Tx<'_>, days: &[u16], at: &str) -> Result<(), StoreError> {
    let days = serde_json::to_string(days)
        .map_err(|cause| StoreError::bad_row("contract_rules", cause))?;
    sqlx::query(
        "INSERT INTO contract_rules (id, lead_days, saved_at) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE
         SET lead_days = excluded.lead_days, saved_at = excluded.saved_at",
    )
    .bind(days)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The reminders that were announced: of which agreement, for which day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn announced(
    connection: &mut SqliteConnection,
) -> Result<BTreeSet<(ContractId, Day)>, StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT contract_id, due_on FROM contract_reminder ORDER BY contract_id, due_on",
    )
    .fetch_all(connection)
    .await?;
    let read = |(contract, day): (i64, String)| {
        let name = RowName { table: "contract_reminder", key: &contract };
        Ok((ContractId::new(contract), name.day(&day)?))
    };
    rows.into_iter().map(read).collect()
}

/// Marks a reminder as announced, so that it never is again.
///
/// # Errors
/// Only of the storage.
pub async fn mark_announced(
    tx: &mut Tx<'_>,
    (contract, due_on): (ContractId, Day),
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contract_reminder (contract_id, due_on, announced_at) VALUES ($1, $2, $3)
         ON CONFLICT (contract_id, due_on) DO NOTHING",
    )
    .bind(contract.get())
    .bind(due_on.to_string())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
