//! `papers.db`: exact bytes by their SHA-256. It only ever grows.

use std::fmt;

use sha2::Digest;

use super::Database;
use crate::StoreError;

/// 50 MiB; no contract, scan or statement of a small firm is larger.
pub const PAPER_BYTES_MAX: u64 = 50 * 1_024 * 1_024;

/// The name of a paper: the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// A hash that was kept as bytes; `None` unless there are exactly 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// A hash that was kept as 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        Self::from_bytes(&data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?)
    }

    /// The 32 bytes, for a column.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The content store. A row of the ledger names a paper only after [`Papers::put`] returned.
pub struct Papers(pub(crate) Database);

impl Papers {
    /// Keeps `bytes` for ever; durable when it returns. Storing the same bytes again is free.
    ///
    /// # Errors
    /// [`StoreError::PaperTooLarge`] over [`PAPER_BYTES_MAX`], before anything is written.
    pub async fn put(&self, bytes: &[u8]) -> Result<Sha256, StoreError> {
        let size = bytes.len() as u64;
        if size > PAPER_BYTES_MAX {
            return Err(StoreError::PaperTooLarge { bytes: size, bytes_max: PAPER_BYTES_MAX });
        }
        let hash = Sha256::of(bytes);
        if self.size_bytes(hash).await?.is_some() {
            return Ok(hash);
        }
        let mut tx = self.0.begin_write().await?;
        // Two tasks may store the same paper at once; the second finds the row of the first.
        sqlx::query(
            "INSERT INTO paper (sha256, size_bytes, bytes) SELECT $1, $2, $3 \
             WHERE NOT EXISTS (SELECT 1 FROM paper WHERE sha256 = $1)",
        )
        .bind(hash.as_bytes().as_slice())
        .bind(i64::try_from(size).expect("below the limit"))
        .bind(bytes)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(hash)
    }

    /// The exact bytes that were stored.
    ///
    /// # Errors
    /// [`StoreError::PaperMissing`], or [`StoreError::PaperChanged`] if they no longer have
    /// their hash.
    pub async fn get(&self, hash: Sha256) -> Result<Vec<u8>, StoreError> {
        let mut snapshot = self.0.read().await?;
        let bytes: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT bytes FROM paper WHERE sha256 = $1")
                .bind(hash.as_bytes().as_slice())
                .fetch_optional(&mut *snapshot)
                .await?;
        drop(snapshot);
        let bytes = bytes.ok_or(StoreError::PaperMissing)?;
        if Sha256::of(&bytes) != hash {
            return Err(StoreError::PaperChanged);
        }
        Ok(bytes)
    }

    /// The size of a paper, `None` if it was never stored. Does not read its bytes.
    ///
    /// # Errors
    /// Only failures of the database.
    pub async fn size_bytes(&self, hash: Sha256) -> Result<Option<u64>, StoreError> {
        let mut snapshot = self.0.read().await?;
        let size: Option<i64> =
            sqlx::query_scalar("SELECT size_bytes FROM paper WHERE sha256 = $1")
                .bind(hash.as_bytes().as_slice())
                .fetch_optional(&mut *snapshot)
                .await?;
        let size = size.map(u64::try_from).transpose();
        size.map_err(|error| StoreError::bad_row("paper", error))
    }
}
