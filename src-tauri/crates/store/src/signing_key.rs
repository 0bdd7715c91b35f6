//! The firm's signing keys: one in use; those before it without their secret.

use sqlx::{FromRow, SqliteConnection};

use crate::{StoreError, Tx, Wrapped};

const TABLE: &str = "signing_key";

/// Where a key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Made here, with a certificate that it signed itself.
    Created,
    /// Brought along as PKCS#12.
    Imported,
}

impl Origin {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Imported => "imported",
        }
    }

    fn from_word(word: &str) -> Result<Self, StoreError> {
        let found = [Self::Created, Self::Imported].into_iter().find(|one| one.as_str() == word);
        found.ok_or_else(|| StoreError::bad_row(TABLE, "unknown origin"))
    }
}

/// The key in use.
#[derive(Clone)]
pub struct KeptKey {
    /// Where it came from.
    pub origin: Origin,
    /// Its certificates in DER, one after the other, its own first.
    pub certificates: Vec<u8>,
    /// SHA-256 of its own certificate, hex.
    pub sha256: String,
    /// UTC, since when it is in use.
    pub since: String,
    /// The key as PKCS#8 under the vault's subkey, bound to `sha256`.
    pub wrapped: Wrapped,
}

#[derive(FromRow)]
struct KeptRow {
    origin: String,
    certificates: Vec<u8>,
    sha256: String,
    since: String,
    nonce: Vec<u8>,
    wrapped: Vec<u8>,
}

/// The key in use, if the firm has one.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn current(connection: &mut SqliteConnection) -> Result<Option<KeptKey>, StoreError> {
    let row: Option<KeptRow> = sqlx::query_as(
        "SELECT origin, certificates, sha256, since, nonce, wrapped FROM signing_key
         WHERE until IS NULL",
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(KeptKey {
            origin: Origin::from_word(&row.origin)?,
            certificates: row.certificates,
            sha256: row.sha256,
            since: row.since,
            wrapped: Wrapped { nonce: row.nonce, bytes: row.wrapped },
        })
    })
    .transpose()
}

/// Puts a key into use. The one before it keeps its certificate and loses its secret.
///
/// # Errors
/// Of the storage.
pub async fn replace(tx: &mut Tx<'_>, new: &KeptKey) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE signing_key SET until = $1, nonce = NULL, wrapped = NULL WHERE until IS NULL",
    )
    .bind(&new.since)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO signing_key (origin, certificates, sha256, since, nonce, wrapped)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.origin.as_str())
    .bind(&new.certificates)
    .bind(&new.sha256)
    .bind(&new.since)
    .bind(&new.wrapped.nonce)
    .bind(&new.wrapped.bytes)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::tests::vault;
    use crate::vault::derive::Purpose;

    const AT: &str = "2026-11-19T15:00:00.000Z";

    fn kept(wrapped: Wrapped, letter: &str) -> KeptKey {
        KeptKey {
            origin: Origin::Created,
            certificates: vec![0x30, 0],
            sha256: letter.repeat(64),
            since: AT.to_owned(),
            wrapped,
        }
    }

    #[tokio::test]
    async fn a_key_that_is_replaced_keeps_its_certificate_and_loses_its_secret() {
        let home = tempfile::tempdir().unwrap();
        let vault = vault(&home.path().join("firm")).await;
        let subkey = vault.subkey(Purpose::SigningKey).await.unwrap();
        let mut tx = vault.ledger().begin_write().await.unwrap();
        assert!(current(&mut tx).await.unwrap().is_none());
        for letter in ["a", "b"] {
            let wrapped = Wrapped::new(&subkey, letter.as_bytes(), b"secret").unwrap();
            replace(&mut tx, &kept(wrapped, letter)).await.unwrap();
        }
        let used = current(&mut tx).await.unwrap().unwrap();
        assert_eq!((used.origin, used.sha256), (Origin::Created, "b".repeat(64)));
        assert_eq!(used.wrapped.open(&subkey, b"b").unwrap().as_slice(), b"secret");
        let gone: Vec<(Vec<u8>, Option<Vec<u8>>)> = sqlx::query_as(
            "SELECT certificates, wrapped FROM signing_key WHERE until IS NOT NULL ORDER BY id",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap();
        assert_eq!(gone, [(vec![0x30, 0], None)]);
        tx.commit().await.unwrap();
        for statement in [
            "DELETE FROM signing_key",
            "UPDATE signing_key SET sha256 = printf('%064d', 0) WHERE until IS NULL",
            "UPDATE signing_key SET until = NULL, nonce = x'00', wrapped = x'00' WHERE id = 1",
            "INSERT INTO signing_key (origin, certificates, sha256, since, nonce, wrapped)
             SELECT origin, certificates, sha256, since, nonce, wrapped FROM signing_key
             WHERE until IS NULL",
        ] {
            let mut tx = vault.ledger().begin_write().await.unwrap();
            assert!(sqlx::query(statement).execute(&mut *tx).await.is_err(), "{statement}");
        }
    }
}
