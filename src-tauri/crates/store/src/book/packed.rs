//! Long results as one JSON text.
//!
//! A row costs a copy of each of its columns, and SQLCipher locks the memory of every copy with a
//! call to the system; for tens of thousands of rows that is most of the time. One text is copied
//! once.

use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;
use sqlx::query::QueryScalar;
use sqlx::sqlite::{Sqlite, SqliteArguments};

use crate::StoreError;

/// Reads the rows of a statement that answers `json_group_array(json_array(…))`; their order is
/// not kept.
pub(crate) async fn unpacked<T: DeserializeOwned>(
    query: QueryScalar<'_, Sqlite, String, SqliteArguments>,
    connection: &mut SqliteConnection,
    table: &'static str,
) -> Result<Vec<T>, StoreError> {
    let json = query.fetch_one(connection).await?;
    serde_json::from_str(&json).map_err(|cause| StoreError::bad_row(table, cause))
}
