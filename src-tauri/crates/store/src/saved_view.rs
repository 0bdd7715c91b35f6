//! Filter, order and columns of a list, kept under a name that people give.

use sqlx::{FromRow, SqliteConnection};

use crate::columns::one;
use crate::find::folded;
use crate::{StoreError, Tx};

/// Most views of one list.
pub const VIEWS_MAX: i64 = 50;

/// A view as kept.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SavedView {
    /// Its number.
    pub id: i64,
    /// Which list it is of.
    pub list: String,
    /// As people call it.
    pub name: String,
    /// JSON of the list's own.
    pub choices: String,
}

/// The views of a list by name.
///
/// # Errors
/// Of the storage.
pub async fn of_list(
    connection: &mut SqliteConnection,
    list: &str,
) -> Result<Vec<SavedView>, StoreError> {
    let rows = sqlx::query_as(
        "SELECT id, list, name, choices FROM saved_view WHERE list = $1 ORDER BY name_key, id",
    )
    .bind(list)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Keeps a view; one of the same name, whatever its case, is replaced.
///
/// # Errors
/// [`StoreError::Constraint`] for a name or choices that cannot be; else of the storage.
pub async fn save(
    tx: &mut Tx<'_>,
    list: &str,
    name: &str,
    choices: &str,
    at: &str,
) -> Result<i64, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO saved_view (list, name, name_key, choices, saved_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (list, name_key) DO UPDATE
           SET name = excluded.name, choices = excluded.choices, saved_at = excluded.saved_at
         RETURNING id",
    )
    .bind(list)
    .bind(name)
    .bind(folded(name))
    .bind(choices)
    .bind(at)
    .fetch_one(tx.connection())
    .await?;
    Ok(id)
}

/// Forgets a view and says what it was.
///
/// # Errors
/// [`StoreError::NotFound`]
pub async fn remove(tx: &mut Tx<'_>, id: i64) -> Result<SavedView, StoreError> {
    let view: SavedView =
        sqlx::query_as("SELECT id, list, name, choices FROM saved_view WHERE id = $1")
            .bind(id)
            .fetch_optional(tx.connection())
            .await?
            .ok_or(StoreError::NotFound)?;
    let done = sqlx::query("DELETE FROM saved_view WHERE id = $1")
        .bind(id)
        .execute(tx.connection())
        .await?;
    one(done.rows_affected())?;
    Ok(view)
}
