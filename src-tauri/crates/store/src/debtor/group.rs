//! Groups of debtors: affiliated businesses, one exposure.

use factor_domain::{DebtorGroupId, Money, Name};
use sqlx::SqliteConnection;

use crate::client::match_key;
use crate::columns::{RowName, one};
use crate::{StoreError, Tx};

/// Affiliated debtors, one exposure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorGroup {
    /// Its number.
    pub id: DebtorGroupId,
    /// What it is called.
    pub name: Name,
    /// The most that may be open on all of them together.
    pub limit: Option<Money>,
}

/// Keeps a new group.
///
/// # Errors
/// [`StoreError::Duplicate`] if there is one of that name.
pub async fn insert_group(
    tx: &mut Tx<'_>,
    name: &Name,
    limit: Option<Money>,
    at: &str,
) -> Result<DebtorGroupId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO debtor_group (name, match_key, limit_minor, limit_currency, saved_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(name.as_str())
    .bind(match_key(name.as_str()))
    .bind(limit.map(Money::minor))
    .bind(limit.map(|limit| limit.currency().to_string()))
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(DebtorGroupId::new(id))
}

/// Saves name and limit of a group.
///
/// # Errors
/// [`StoreError::Duplicate`] if another has the name, [`StoreError::NotFound`] if it is not there.
pub async fn update_group(
    tx: &mut Tx<'_>,
    group: &DebtorGroup,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE debtor_group SET name = $2, match_key = $3, limit_minor = $4, limit_currency = $5,
                                 saved_at = $6
         WHERE id = $1",
    )
    .bind(group.id.get())
    .bind(group.name.as_str())
    .bind(match_key(group.name.as_str()))
    .bind(group.limit.map(Money::minor))
    .bind(group.limit.map(|limit| limit.currency().to_string()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One group.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn group(
    connection: &mut SqliteConnection,
    id: DebtorGroupId,
) -> Result<DebtorGroup, StoreError> {
    sqlx::query_as::<_, GroupRow>(
        "SELECT id, name, limit_minor, limit_currency FROM debtor_group WHERE id = $1",
    )
    .bind(id.get())
    .fetch_one(connection)
    .await
    .map_err(StoreError::from)
    .and_then(read)
}

/// All groups, by name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn groups(connection: &mut SqliteConnection) -> Result<Vec<DebtorGroup>, StoreError> {
    sqlx::query_as::<_, GroupRow>(
        "SELECT id, name, limit_minor, limit_currency FROM debtor_group ORDER BY match_key, id",
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(read)
    .collect()
}

type GroupRow = (i64, String, Option<i64>, Option<String>);

fn read((id, name, minor, currency): GroupRow) -> Result<DebtorGroup, StoreError> {
    let row = RowName { table: "debtor_group", key: &id };
    Ok(DebtorGroup {
        id: DebtorGroupId::new(id),
        name: row.text(Name::new("name", &name))?,
        limit: row.limit(minor, currency.as_deref())?,
    })
}
