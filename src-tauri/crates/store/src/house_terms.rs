//! The house's default terms. Each saving adds a row; the newest counts.

use factor_domain::{Currency, Terms};
use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

const TABLE: &str = "house_terms";

/// The house's terms in the firm's currency: the last saved, or what a new firm starts from.
///
/// # Errors
/// Only of the storage.
pub async fn load(
    connection: &mut SqliteConnection,
    currency: Currency,
) -> Result<Terms, StoreError> {
    let saved: Option<String> =
        sqlx::query_scalar("SELECT terms FROM house_terms ORDER BY id DESC LIMIT 1")
            .fetch_optional(connection)
            .await?;
    let Some(saved) = saved else { return Ok(Terms::house_default(currency)) };
    let terms: Terms =
        serde_json::from_str(&saved).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    // Until the first client the firm may still change its currency; amounts are not converted.
    Ok(if terms.currency() == currency { terms } else { Terms::house_default(currency) })
}

/// Keeps new default terms beside the old ones.
///
/// # Errors
/// Only of the storage.
pub async fn save(tx: &mut Tx<'_>, terms: &Terms, at: &str) -> Result<(), StoreError> {
    let terms = serde_json::to_string(terms).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    sqlx::query("INSERT INTO house_terms (terms, saved_at) VALUES ($1, $2)")
        .bind(terms)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
