//! Who did what and when. Rows are only added; each carries the hash of the one before, so a
//! changed, missing or reordered row is found and named.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use sqlx::FromRow;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::Tx;

/// Stands before the first row.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Keeps this chain apart from any other use of SHA-256.
const DOMAIN: &[u8] = b"fx-audit-v1";

/// An act that is about to be logged.
#[derive(Clone, Debug)]
pub struct NewLogEntry {
    /// Such as "client.created".
    pub what: String,
    /// Such as "client/12".
    pub subject: String,
    /// JSON of what changed.
    pub detail: String,
}

/// Who and what writes a row.
#[derive(Clone, Copy, Debug)]
pub struct LogWriter<'a> {
    /// Name and number of the person at the desk, such as "Ruth Adeyemi (1)".
    pub person: &'a str,
    /// Version of the program.
    pub app: &'a str,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LogEntry {
    /// 1, 2, 3 without gaps.
    pub seq: i64,
    /// UTC.
    pub at: String,
    /// Such as "client.created".
    pub what: String,
    /// Such as "client/12".
    pub subject: String,
    /// JSON of what changed.
    pub detail: String,
    /// Version of the program that wrote it.
    pub app: String,
    /// Name and number of the person at the desk.
    pub person: String,
    /// Hash of the row before, hex.
    pub previous: String,
    /// Hash of this row, hex.
    pub hash: String,
}

impl LogEntry {
    /// `SHA-256(domain ‖ previous ‖ each field with its length before it)`.
    fn computed_hash(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(DOMAIN);
        hasher.update(self.previous.as_bytes());
        hasher.update(self.seq.to_be_bytes());
        for field in [&self.at, &self.what, &self.subject, &self.detail, &self.app, &self.person] {
            let length = u64::try_from(field.len()).expect("a field is shorter than 2^64");
            hasher.update(length.to_be_bytes());
            hasher.update(field.as_bytes());
        }
        HEXLOWER.encode(&hasher.finalize())
    }
}

/// Adds a row at the end of the chain.
///
/// # Errors
/// Only of the storage.
pub async fn append(
    tx: &mut Tx<'_>,
    at: &str,
    new: &NewLogEntry,
    by: LogWriter<'_>,
) -> Result<(), StoreError> {
    let (seq, previous) = head(&mut *tx).await?.unwrap_or((0, GENESIS.to_owned()));
    let mut entry = LogEntry {
        seq: seq.saturating_add(1),
        at: at.to_owned(),
        what: new.what.clone(),
        subject: new.subject.clone(),
        detail: new.detail.clone(),
        app: by.app.to_owned(),
        person: by.person.to_owned(),
        previous,
        hash: String::new(),
    };
    entry.hash = entry.computed_hash();
    sqlx::query(
        "INSERT INTO log_entry (seq, at, what, subject, detail, app, person, previous, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(entry.seq)
    .bind(&entry.at)
    .bind(&entry.what)
    .bind(&entry.subject)
    .bind(&entry.detail)
    .bind(&entry.app)
    .bind(&entry.person)
    .bind(&entry.previous)
    .bind(&entry.hash)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The number and the hash of the last row; none of an empty log.
///
/// # Errors
/// Only of the storage.
pub async fn head(connection: &mut SqliteConnection) -> Result<Option<(i64, String)>, StoreError> {
    Ok(sqlx::query_as("SELECT seq, hash FROM log_entry ORDER BY seq DESC LIMIT 1")
        .fetch_optional(connection)
        .await?)
}

/// A row by what it is about.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LogPlace {
    /// Such as "note/12".
    pub subject: String,
    /// Its number.
    pub seq: i64,
    /// UTC.
    pub at: String,
    /// Such as "note.saved".
    pub what: String,
    /// Hash of the row, hex.
    pub hash: String,
}

/// Where the log has these things, each in the order it happened.
///
/// # Errors
/// Only of the storage.
pub async fn places(
    connection: &mut SqliteConnection,
    subjects: &[String],
) -> Result<Vec<LogPlace>, StoreError> {
    let list = serde_json::to_string(subjects).expect("texts are JSON");
    Ok(sqlx::query_as(
        "SELECT l.subject, l.seq, l.at, l.what, l.hash
         FROM (SELECT DISTINCT value AS subject FROM json_each($1)) j
         CROSS JOIN log_entry l ON l.subject = j.subject ORDER BY l.seq",
    )
    .bind(list)
    .fetch_all(connection)
    .await?)
}

/// Walks the whole chain; the number of rows, or the first row that is not as it was written.
///
/// # Errors
/// Only of the storage.
pub async fn verify(connection: &mut SqliteConnection) -> Result<Result<i64, i64>, StoreError> {
    let rows: Vec<LogEntry> = sqlx::query_as(
        "SELECT seq, at, what, subject, detail, app, person, previous, hash
         FROM log_entry ORDER BY seq",
    )
    .fetch_all(connection)
    .await?;
    let mut previous = GENESIS.to_owned();
    let mut seq = 0;
    for row in rows {
        seq += 1;
        if row.seq != seq || row.previous != previous || row.computed_hash() != row.hash {
            return Ok(Err(seq));
        }
        previous = row.hash;
    }
    Ok(Ok(seq))
}
