//! Does every page authenticate, and does the structure hold?

use sqlx::sqlite::SqliteConnection;

use super::Database;
use crate::StoreError;

/// Enough to report; a broken database would list every page.
const FINDINGS_MAX: usize = 100;

/// What the checks found, in SQLite's and SQLCipher's own words. Empty is healthy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Findings in `ledger.db`, at most 100.
    pub ledger: Vec<String>,
    /// Findings in `papers.db`, at most 100.
    pub papers: Vec<String>,
}

impl Health {
    /// Nothing was found.
    pub fn is_clean(&self) -> bool {
        self.ledger.is_empty() && self.papers.is_empty()
    }
}

/// Runs `cipher_integrity_check`, `integrity_check` and `foreign_key_check` on one database.
///
/// Holds the writer meanwhile. The journal is written back first, because the cipher check reads
/// the main file alone: a page torn by a power cut is only whole in the journal.
pub(crate) async fn check(database: &Database) -> Result<Vec<String>, StoreError> {
    let mut seat = database.maintain().await?;
    let writer = seat.connection();
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *writer).await?;
    let mut findings = texts(writer, "PRAGMA cipher_integrity_check").await?;
    let structure = texts(writer, "PRAGMA integrity_check(100)").await?;
    findings.extend(structure.into_iter().filter(|line| line != "ok"));
    let orphans = texts(writer, "PRAGMA foreign_key_check").await?;
    findings.extend(orphans.into_iter().map(|table| format!("orphaned row in table {table}")));
    findings.truncate(FINDINGS_MAX);
    Ok(findings)
}

/// The first column of every row. A page that cannot be read ends the check and is a finding.
async fn texts(
    connection: &mut SqliteConnection,
    sql: &'static str,
) -> Result<Vec<String>, StoreError> {
    let error = match sqlx::query_scalar(sql).fetch_all(connection).await {
        Ok(lines) => return Ok(lines),
        Err(error) => StoreError::from(error),
    };
    if let StoreError::Damaged(cause) = &error {
        return Ok(vec![cause.to_string()]);
    }
    Err(error)
}
