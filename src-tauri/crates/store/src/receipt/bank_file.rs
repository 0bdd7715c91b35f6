//! Files of the bank that receipts came from.

use std::collections::BTreeSet;

use factor_domain::BankAccountId;
use sqlx::SqliteConnection;

use crate::columns::stored_words;
use crate::{StoreError, Tx};

stored_words! {
    /// What a file is written in.
    BankFileFormat {
        /// Cells between commas.
        Csv = "csv",
        /// Open Financial Exchange.
        Ofx = "ofx",
        /// The cash management balance reporting of banks.
        Bai2 = "bai2",
    }
}

/// A file whose lines are being taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBankFile<'a> {
    /// Of which account.
    pub bank: BankAccountId,
    /// Its name.
    pub file_name: &'a str,
    /// What it is written in.
    pub format: BankFileFormat,
    /// Lines that came in.
    pub new_lines: u32,
    /// Lines that were there before.
    pub known_lines: u32,
}

/// Keeps that a file was read.
///
/// # Errors
/// Only of the storage.
pub async fn insert_file(
    tx: &mut Tx<'_>,
    file: &NewBankFile<'_>,
    at: &str,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "INSERT INTO bank_file (bank_account_id, file_name, format, new_lines, known_lines,
                                saved_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(file.bank.get())
    .bind(file.file_name)
    .bind(file.format.as_str())
    .bind(file.new_lines)
    .bind(file.known_lines)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?)
}

/// The last file that was read: when, and its new and known lines.
///
/// # Errors
/// Only of the storage.
pub async fn last_file(
    connection: &mut SqliteConnection,
) -> Result<Option<(String, u32, u32)>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT saved_at, new_lines, known_lines FROM bank_file ORDER BY id DESC LIMIT 1",
    )
    .fetch_optional(connection)
    .await?)
}

/// Which of these lines came in before.
///
/// # Errors
/// Only of the storage.
pub async fn known_keys(
    connection: &mut SqliteConnection,
    keys: &[String],
) -> Result<BTreeSet<String>, StoreError> {
    let json = serde_json::to_string(keys).map_err(|e| StoreError::bad_row("receipt", e))?;
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT import_key FROM receipt_intake
         WHERE import_key IN (SELECT value FROM json_each($1)) ORDER BY import_key",
    )
    .bind(json)
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().collect())
}

/// Which column of an account's files holds what: JSON of the window's form, if it was kept.
///
/// # Errors
/// Only of the storage.
pub async fn columns_of(
    connection: &mut SqliteConnection,
    bank: BankAccountId,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT columns FROM bank_file_columns WHERE bank_account_id = $1")
        .bind(bank.get())
        .fetch_optional(connection)
        .await?)
}

/// Keeps which column of an account's files holds what.
///
/// # Errors
/// Only of the storage.
pub async fn save_columns(
    tx: &mut Tx<'_>,
    bank: BankAccountId,
    columns: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO bank_file_columns (bank_account_id, columns, saved_at) VALUES ($1, $2, $3)
         ON CONFLICT (bank_account_id) DO UPDATE SET columns = excluded.columns,
           saved_at = excluded.saved_at",
    )
    .bind(bank.get())
    .bind(columns)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
