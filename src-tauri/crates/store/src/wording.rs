//! The firm's own wordings: what they are called now, and every version of what they said.

#[cfg(test)]
mod tests;

use factor_domain::contract::{Clause, Template};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::one;
use crate::find::folded;
use crate::{StoreError, Tx};

const TABLE: &str = "wording_version";

/// A wording with its latest version.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WordingRow {
    /// Its number.
    pub id: i64,
    /// As it is called now.
    pub name: String,
    /// The wording it was duplicated from: a built-in's id or "own-3".
    pub made_from: String,
    /// UTC, once it is no longer offered.
    pub retired_at: Option<String>,
    /// Its latest version, from 1.
    pub version: u32,
    /// Who saved that.
    pub saved_by: String,
    /// UTC.
    pub saved_at: String,
}

/// A version without its words.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct VersionRow {
    /// From 1.
    pub version: u32,
    /// As the wording was called then.
    pub name: String,
    /// What changed; may be empty.
    pub note: String,
    /// Who saved it.
    pub saved_by: String,
    /// UTC.
    pub saved_at: String,
}

/// A version to be added.
pub struct NewVersion<'a> {
    /// One more than the latest.
    pub version: u32,
    /// What changed; may be empty.
    pub note: &'a str,
    /// The whole of it; its name is kept beside it.
    pub template: &'a Template,
    /// Who saves it.
    pub saved_by: &'a str,
}

/// The columns of a [`WordingRow`].
macro_rules! columns {
    () => {
        "SELECT w.id, w.name, w.made_from, w.retired_at, v.version, v.saved_by, v.saved_at
         FROM wording w JOIN wording_version v ON v.wording_id = w.id
          AND v.version = (SELECT max(l.version) FROM wording_version l WHERE l.wording_id = w.id)"
    };
}

/// Every wording of the firm by name, the retired ones included.
///
/// # Errors
/// Of the storage.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<WordingRow>, StoreError> {
    let sql = concat!(columns!(), " ORDER BY w.name_key, w.id");
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// One wording.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load(connection: &mut SqliteConnection, id: i64) -> Result<WordingRow, StoreError> {
    let sql = concat!(columns!(), " WHERE w.id = $1");
    let found = sqlx::query_as(sql).bind(id).fetch_optional(connection).await?;
    found.ok_or(StoreError::NotFound)
}

/// The words of a version.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn template(
    connection: &mut SqliteConnection,
    id: i64,
    version: u32,
) -> Result<Template, StoreError> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT template FROM wording_version WHERE wording_id = $1 AND version = $2",
    )
    .bind(id)
    .bind(version)
    .fetch_optional(connection)
    .await?;
    let text = found.ok_or(StoreError::NotFound)?;
    serde_json::from_str(&text).map_err(|cause| StoreError::bad_row(TABLE, cause))
}

/// The versions of a wording, the latest first.
///
/// # Errors
/// Of the storage.
pub async fn versions(
    connection: &mut SqliteConnection,
    id: i64,
) -> Result<Vec<VersionRow>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT version, name, note, saved_by, saved_at FROM wording_version
         WHERE wording_id = $1 ORDER BY version DESC",
    )
    .bind(id)
    .fetch_all(connection)
    .await?)
}

/// Whether another wording in use is called so, whatever its case.
///
/// # Errors
/// Of the storage.
pub async fn is_name_taken(
    connection: &mut SqliteConnection,
    name: &str,
    but: Option<i64>,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM wording
                        WHERE name_key = $1 AND retired_at IS NULL AND id IS NOT $2)",
    )
    .bind(folded(name))
    .bind(but)
    .fetch_one(connection)
    .await?)
}

/// Adds a wording without a version and gives its number.
///
/// # Errors
/// [`StoreError::Constraint`] if the name is taken; else of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    name: &str,
    made_from: &str,
    at: &str,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "INSERT INTO wording (name, name_key, made_from, made_at) VALUES ($1, $2, $3, $4)
         RETURNING id",
    )
    .bind(name)
    .bind(folded(name))
    .bind(made_from)
    .bind(at)
    .fetch_one(tx.connection())
    .await?)
}

/// Adds a version.
///
/// # Errors
/// A trigger's refusal if it does not count up by one; else of the storage.
pub async fn add_version(
    tx: &mut Tx<'_>,
    id: i64,
    new: &NewVersion<'_>,
    at: &str,
) -> Result<(), StoreError> {
    let template =
        serde_json::to_string(new.template).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    sqlx::query(
        "INSERT INTO wording_version (wording_id, version, name, note, template, saved_by, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(new.version)
    .bind(&new.template.name)
    .bind(new.note)
    .bind(template)
    .bind(new.saved_by)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Calls a wording something else from now on.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Constraint`] if the name is taken.
pub async fn rename(tx: &mut Tx<'_>, id: i64, name: &str) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE wording SET name = $2, name_key = $3 WHERE id = $1")
        .bind(id)
        .bind(name)
        .bind(folded(name))
        .execute(tx.connection())
        .await?;
    one(done.rows_affected())
}

/// Takes a wording out of use since a moment, or back into it with none.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Constraint`] if its name is taken meanwhile.
pub async fn set_retired(
    tx: &mut Tx<'_>,
    id: i64,
    retired_at: Option<&str>,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE wording SET retired_at = $2 WHERE id = $1")
        .bind(id)
        .bind(retired_at)
        .execute(tx.connection())
        .await?;
    one(done.rows_affected())
}

/// A clause kept for use in any wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedClause {
    /// Its number.
    pub id: i64,
    /// The clause as it was saved.
    pub clause: Clause,
    /// Who saved it.
    pub saved_by: String,
    /// UTC.
    pub saved_at: String,
}

#[derive(FromRow)]
struct SavedClauseRow {
    id: i64,
    clause: String,
    saved_by: String,
    saved_at: String,
}

impl TryFrom<SavedClauseRow> for SavedClause {
    type Error = StoreError;

    fn try_from(row: SavedClauseRow) -> Result<Self, StoreError> {
        let clause = serde_json::from_str(&row.clause)
            .map_err(|cause| StoreError::bad_row("saved_clause", cause))?;
        Ok(Self { id: row.id, clause, saved_by: row.saved_by, saved_at: row.saved_at })
    }
}

/// The kept clauses by title.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn saved_clauses(
    connection: &mut SqliteConnection,
) -> Result<Vec<SavedClause>, StoreError> {
    let rows: Vec<SavedClauseRow> = sqlx::query_as(
        "SELECT id, clause, saved_by, saved_at FROM saved_clause ORDER BY name_key, id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SavedClause::try_from).collect()
}

/// Keeps a clause; one of the same title, whatever its case, is replaced.
///
/// # Errors
/// Of the storage.
pub async fn save_clause(
    tx: &mut Tx<'_>,
    clause: &Clause,
    saved_by: &str,
    at: &str,
) -> Result<i64, StoreError> {
    let text = serde_json::to_string(clause)
        .map_err(|cause| StoreError::bad_row("saved_clause", cause))?;
    Ok(sqlx::query_scalar(
        "INSERT INTO saved_clause (title, name_key, clause, saved_by, saved_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name_key) DO UPDATE
           SET title = excluded.title, clause = excluded.clause, saved_by = excluded.saved_by,
               saved_at = excluded.saved_at
         RETURNING id",
    )
    .bind(&clause.title)
    .bind(folded(&clause.title))
    .bind(text)
    .bind(saved_by)
    .bind(at)
    .fetch_one(tx.connection())
    .await?)
}

/// Lets go of a kept clause; wordings that took it over keep it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_saved_clause(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    let done = sqlx::query("DELETE FROM saved_clause WHERE id = $1")
        .bind(id)
        .execute(tx.connection())
        .await?;
    one(done.rows_affected())
}

/// What was decided about the placeholders of imported wordings: the path of a field, or none for
/// one that stays text, by the placeholder in small letters.
///
/// # Errors
/// Of the storage.
pub async fn placeholders(
    connection: &mut SqliteConnection,
) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let sql = "SELECT placeholder, path FROM placeholder_field ORDER BY placeholder";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// Remembers what was decided about a placeholder; the last decision holds.
///
/// # Errors
/// Of the storage.
pub async fn remember_placeholder(
    tx: &mut Tx<'_>,
    placeholder: &str,
    path: Option<&str>,
    saved_by: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO placeholder_field (placeholder, path, saved_by, saved_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (placeholder) DO UPDATE
           SET path = excluded.path, saved_by = excluded.saved_by, saved_at = excluded.saved_at",
    )
    .bind(placeholder)
    .bind(path)
    .bind(saved_by)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}
