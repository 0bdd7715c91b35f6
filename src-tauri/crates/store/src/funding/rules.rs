//! What is asked of an invoice before it is bought: the house's, a client's, a debtor's.

use std::collections::BTreeMap;

use factor_domain::{ClientId, Currency, DebtorId, Money};
use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

/// The scope of the house; clients have their number.
const HOUSE: i64 = 0;

fn scope(client: Option<ClientId>) -> i64 {
    client.map_or(HOUSE, |id| id.get())
}

/// The rules of a client or of the house, as JSON; none if none were saved.
///
/// # Errors
/// Only of the storage.
pub async fn buying_rules(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT rules FROM buying_rules WHERE scope = $1")
        .bind(scope(client))
        .fetch_optional(connection)
        .await?)
}

/// Keeps the rules of a client or of the house.
///
/// # Errors
/// Only of the storage.
pub async fn save_buying_rules(
    tx: &mut Tx<'_>,
    client: Option<ClientId>,
    rules: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO buying_rules (scope, rules, saved_at) VALUES ($1, $2, $3)
         ON CONFLICT (scope) DO UPDATE SET rules = excluded.rules, saved_at = excluded.saved_at",
    )
    .bind(scope(client))
    .bind(rules)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// From which face on invoices on these debtors are verified, whoever sells them.
///
/// # Errors
/// Of the storage, or an amount that cannot be.
pub async fn debtor_verifications(
    connection: &mut SqliteConnection,
    currency: Currency,
) -> Result<BTreeMap<DebtorId, Money>, StoreError> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("SELECT debtor_id, from_minor FROM debtor_verification ORDER BY debtor_id")
            .fetch_all(connection)
            .await?;
    let read = |(id, minor)| {
        let amount = Money::new(minor, currency)
            .map_err(|cause| StoreError::bad_row("debtor_verification", cause))?;
        Ok((DebtorId::new(id), amount))
    };
    rows.into_iter().map(read).collect()
}

/// Keeps from which face on invoices on a debtor are verified; none for no rule of its own.
///
/// # Errors
/// Only of the storage.
pub async fn save_debtor_verification(
    tx: &mut Tx<'_>,
    debtor: DebtorId,
    from: Option<Money>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM debtor_verification WHERE debtor_id = $1")
        .bind(debtor.get())
        .execute(&mut **tx)
        .await?;
    let Some(from) = from else { return Ok(()) };
    sqlx::query(
        "INSERT INTO debtor_verification (debtor_id, from_minor, saved_at) VALUES ($1, $2, $3)",
    )
    .bind(debtor.get())
    .bind(from.minor())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
