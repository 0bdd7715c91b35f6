//! The people at a client. A removed one stays in the table, because notes name them.

use factor_domain::ids::{ClientId, ContactId};
use factor_domain::party::Contact;
use factor_domain::text::{Email, Line, Name, Phone};
use sqlx::{FromRow, SqliteConnection};

use crate::db::Tx;
use crate::error::StoreError;
use crate::firm::optional;

const TABLE: &str = "contact";

/// A person at a client, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRecord {
    /// The contact's number.
    pub id: ContactId,
    /// Whose contact.
    pub client_id: ClientId,
    /// Who it is.
    pub contact: Contact,
    /// Removed from the lists, still named by old notes.
    pub is_removed: bool,
}

#[derive(FromRow)]
struct ContactRow {
    id: i64,
    client_id: i64,
    name: String,
    role: String,
    phone: String,
    email: String,
    is_signer: bool,
    is_removed: bool,
}

impl TryFrom<ContactRow> for ContactRecord {
    type Error = StoreError;

    fn try_from(row: ContactRow) -> Result<Self, StoreError> {
        let read = || {
            Ok(Contact {
                name: Name::new("name", &row.name)?,
                role: Line::new("role", &row.role)?,
                phone: optional(&row.phone, Phone::new)?,
                email: optional(&row.email, Email::new)?,
                is_signer: row.is_signer,
            })
        };
        let contact =
            read().map_err(|bad: factor_domain::FieldProblem| StoreError::bad_row(TABLE, bad))?;
        Ok(Self {
            id: ContactId::new(row.id),
            client_id: ClientId::new(row.client_id),
            contact,
            is_removed: row.is_removed,
        })
    }
}

/// One contact, removed or not.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: ContactId,
) -> Result<Option<ContactRecord>, StoreError> {
    let row: Option<ContactRow> = sqlx::query_as(
        "SELECT id, client_id, name, role, phone, email, is_signer,
                removed_at IS NOT NULL AS is_removed
         FROM contact WHERE id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    row.map(ContactRecord::try_from).transpose()
}

/// The contacts of a client that are not removed: signers first, then in the order they came.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<ContactRecord>, StoreError> {
    let rows: Vec<ContactRow> = sqlx::query_as(
        "SELECT id, client_id, name, role, phone, email, is_signer, 0 AS is_removed
         FROM contact WHERE client_id = $1 AND removed_at IS NULL
         ORDER BY is_signer DESC, id",
    )
    .bind(client.get())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ContactRecord::try_from).collect()
}

/// How many contacts a client has that are not removed.
///
/// # Errors
/// Of the storage.
pub async fn count(connection: &mut SqliteConnection, client: ClientId) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM contact WHERE client_id = $1 AND removed_at IS NULL",
    )
    .bind(client.get())
    .fetch_one(connection)
    .await?;
    Ok(count)
}

/// Adds a contact to a client.
///
/// # Errors
/// Of the storage; a constraint if there is no such client.
pub async fn insert(
    tx: &mut Tx<'_>,
    client: ClientId,
    contact: &Contact,
    at: &str,
) -> Result<ContactId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO contact (client_id, name, role, phone, email, is_signer, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(client.get())
    .bind(contact.name.as_str())
    .bind(contact.role.as_str())
    .bind(contact.phone.as_ref().map_or("", Phone::as_str))
    .bind(contact.email.as_ref().map_or("", Email::as_str))
    .bind(contact.is_signer)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(ContactId::new(done.last_insert_rowid()))
}

/// Writes a contact anew. False if the client has no such contact (any more).
///
/// # Errors
/// Of the storage.
pub async fn update(
    tx: &mut Tx<'_>,
    client: ClientId,
    id: ContactId,
    contact: &Contact,
    at: &str,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE contact SET name = $3, role = $4, phone = $5, email = $6, is_signer = $7,
                            saved_at = $8
         WHERE id = $2 AND client_id = $1 AND removed_at IS NULL",
    )
    .bind(client.get())
    .bind(id.get())
    .bind(contact.name.as_str())
    .bind(contact.role.as_str())
    .bind(contact.phone.as_ref().map_or("", Phone::as_str))
    .bind(contact.email.as_ref().map_or("", Email::as_str))
    .bind(contact.is_signer)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a contact off the lists. False if it was off already.
///
/// # Errors
/// Of the storage.
pub async fn remove(tx: &mut Tx<'_>, id: ContactId, at: &str) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE contact SET removed_at = $2, saved_at = $2 WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id.get())
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}
