//! Why a firm gives no disclosures of what its offers cost.

use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

/// Why a law on disclosures does not reach the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// It is a bank, or another institution that the laws leave out.
    Bank,
    /// It makes no more transactions in twelve months than the law leaves out.
    FewTransactions,
}

impl Exemption {
    const ALL: [Exemption; 2] = [Exemption::Bank, Exemption::FewTransactions];

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Exemption::Bank => "bank",
            Exemption::FewTransactions => "few_transactions",
        }
    }
}

/// Why the firm gives none; none while it gives them.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn exemption(connection: &mut SqliteConnection) -> Result<Option<Exemption>, StoreError> {
    let kept: Option<String> =
        sqlx::query_scalar("SELECT reason FROM disclosure_exemption WHERE id = 1")
            .fetch_optional(connection)
            .await?;
    let Some(kept) = kept else { return Ok(None) };
    let found = Exemption::ALL.into_iter().find(|one| one.as_str() == kept);
    found.map(Some).ok_or_else(|| StoreError::bad_row("disclosure_exemption", "unknown reason"))
}

/// Keeps why the firm gives none, or that it gives them.
///
/// # Errors
/// Only of the storage.
pub async fn set_exemption(
    tx: &mut Tx<'_>,
    exemption: Option<Exemption>,
    at: &str,
) -> Result<(), StoreError> {
    let Some(exemption) = exemption else {
        sqlx::query("DELETE FROM disclosure_exemption WHERE id = 1").execute(&mut **tx).await?;
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO disclosure_exemption (id, reason, saved_at) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, saved_at = excluded.saved_at",
    )
    .bind(exemption.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
