//! The people who work with the file, and which way in belongs to whom.

use factor_domain::{Money, PersonId, Role};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::vault::slots::SlotId;
use crate::{StoreError, Tx};

const TABLE: &str = "person";

/// Whoever works with the file, as kept.
macro_rules! person {
    () => {
        "SELECT id, name, role, has_left, write_off_limit_minor, write_off_limit_currency
         FROM person"
    };
}

/// A person as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person.
    pub id: PersonId,
    /// Empty for the first owner until the firm's profile names its signer.
    pub name: String,
    /// What the person is trusted with.
    pub role: Role,
    /// Works here no more; stays on record.
    pub has_left: bool,
    /// Up to which amount the person writes off without a second yes.
    pub write_off_limit: Option<Money>,
}

#[derive(FromRow)]
struct PersonRow {
    id: i64,
    name: String,
    role: String,
    has_left: bool,
    write_off_limit_minor: Option<i64>,
    write_off_limit_currency: Option<String>,
}

impl TryFrom<PersonRow> for PersonRecord {
    type Error = StoreError;

    fn try_from(row: PersonRow) -> Result<Self, StoreError> {
        let role =
            role_from_word(&row.role).ok_or_else(|| StoreError::bad_row(TABLE, "unknown role"))?;
        let name = RowName { table: TABLE, key: &row.id };
        let currency = row.write_off_limit_currency.as_deref();
        let write_off_limit = name.limit(row.write_off_limit_minor, currency)?;
        Ok(Self {
            id: PersonId::new(row.id),
            name: row.name,
            role,
            has_left: row.has_left,
            write_off_limit,
        })
    }
}

const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Manager => "manager",
        Role::Staff => "staff",
        Role::ReadOnly => "read_only",
    }
}

fn role_from_word(word: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|&role| role_word(role) == word)
}

/// Adds a person without a way in yet.
///
/// # Errors
/// Only of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    name: &str,
    role: Role,
    at: &str,
) -> Result<PersonId, StoreError> {
    let done =
        sqlx::query("INSERT INTO person (name, role, has_left, saved_at) VALUES ($1, $2, 0, $3)")
            .bind(name)
            .bind(role_word(role))
            .bind(at)
            .execute(&mut **tx)
            .await?;
    Ok(PersonId::new(done.last_insert_rowid()))
}

/// Saves name, role, limit and whether the person has left. The database keeps one owner at least,
/// and lets nobody who left come back.
///
/// # Errors
/// [`StoreError::NotFound`], and those two rules as failures of the storage.
pub async fn update(tx: &mut Tx<'_>, person: &PersonRecord, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE person SET name = $2, role = $3, has_left = $4, saved_at = $5,
           write_off_limit_minor = $6, write_off_limit_currency = $7 WHERE id = $1",
    )
    .bind(person.id.get())
    .bind(&person.name)
    .bind(role_word(person.role))
    .bind(person.has_left)
    .bind(at)
    .bind(person.write_off_limit.map(Money::minor))
    .bind(person.write_off_limit.map(|limit| limit.currency().to_string()))
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Everybody, who has left at the end, in the order they came.
///
/// # Errors
/// Only of the storage.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<PersonRecord>, StoreError> {
    let rows: Vec<PersonRow> =
        sqlx::query_as(concat!(person!(), " ORDER BY has_left, id")).fetch_all(connection).await?;
    rows.into_iter().map(PersonRecord::try_from).collect()
}

/// One person.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load(
    connection: &mut SqliteConnection,
    id: PersonId,
) -> Result<PersonRecord, StoreError> {
    let row: Option<PersonRow> = sqlx::query_as(concat!(person!(), " WHERE id = $1"))
        .bind(id.get())
        .fetch_optional(connection)
        .await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// Gives a way in to a person; one that was somebody else's is that person's from now on.
///
/// # Errors
/// Only of the storage.
pub async fn set_way_in(tx: &mut Tx<'_>, slot: SlotId, person: PersonId) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO person_way_in (slot, person_id) VALUES ($1, $2)
         ON CONFLICT (slot) DO UPDATE SET person_id = excluded.person_id",
    )
    .bind(slot.get())
    .bind(person.get())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets a way in.
///
/// # Errors
/// Only of the storage.
pub async fn remove_way_in(tx: &mut Tx<'_>, slot: SlotId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM person_way_in WHERE slot = $1")
        .bind(slot.get())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every way in with its person, by its number.
///
/// # Errors
/// Only of the storage.
pub async fn ways_in(
    connection: &mut SqliteConnection,
) -> Result<Vec<(SlotId, PersonId)>, StoreError> {
    let rows: Vec<(u32, i64)> =
        sqlx::query_as("SELECT slot, person_id FROM person_way_in ORDER BY slot")
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(slot, id)| (SlotId::new(slot), PersonId::new(id))).collect())
}
