//! The people at a debtor. A removed one stays in the table, because notes may name them.

use factor_domain::{DebtorContactId, DebtorId, Email, Line, Name, Phone};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one};
use crate::firm::optional;
use crate::{StoreError, Tx};

/// A person at a debtor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorContact {
    /// Name.
    pub name: Name,
    /// Role, such as "accounts payable".
    pub role: Line,
    /// Telephone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
    /// Confirms invoices.
    pub verifies: bool,
    /// Pays them.
    pub pays: bool,
}

/// A person at a debtor, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorContactRecord {
    /// The contact's number.
    pub id: DebtorContactId,
    /// The record it was entered at.
    pub debtor: DebtorId,
    /// Who it is.
    pub contact: DebtorContact,
}

#[derive(FromRow)]
struct ContactRow {
    id: i64,
    debtor_id: i64,
    name: String,
    role: String,
    phone: String,
    email: String,
    verifies: bool,
    pays: bool,
}

impl TryFrom<ContactRow> for DebtorContactRecord {
    type Error = StoreError;

    fn try_from(row: ContactRow) -> Result<Self, StoreError> {
        let name = RowName { table: "debtor_contact", key: &row.id };
        let contact = DebtorContact {
            name: name.text(Name::new("name", &row.name))?,
            role: name.text(Line::new("role", &row.role))?,
            phone: name.text(optional(&row.phone, Phone::new))?,
            email: name.text(optional(&row.email, Email::new))?,
            verifies: row.verifies,
            pays: row.pays,
        };
        let (id, debtor) = (DebtorContactId::new(row.id), DebtorId::new(row.debtor_id));
        Ok(Self { id, debtor, contact })
    }
}

/// The people at a debtor and at the records merged into it: who verifies first, then who pays.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_debtor(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
) -> Result<Vec<DebtorContactRecord>, StoreError> {
    sqlx::query_as::<_, ContactRow>(
        "SELECT c.id, c.debtor_id, c.name, c.role, c.phone, c.email, c.verifies, c.pays
         FROM debtor d CROSS JOIN debtor_contact c ON c.debtor_id = d.id
         WHERE (d.id = $1 OR d.merged_into = $1) AND c.removed_at IS NULL
         ORDER BY c.verifies DESC, c.pays DESC, c.id",
    )
    .bind(debtor.get())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(DebtorContactRecord::try_from)
    .collect()
}

/// One contact that is not removed.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: DebtorContactId,
) -> Result<DebtorContactRecord, StoreError> {
    sqlx::query_as::<_, ContactRow>(
        "SELECT id, debtor_id, name, role, phone, email, verifies, pays
         FROM debtor_contact WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id.get())
    .fetch_one(connection)
    .await?
    .try_into()
}

/// Adds a person to a debtor.
///
/// # Errors
/// Of the storage; a constraint if there is no such debtor.
pub async fn insert(
    tx: &mut Tx<'_>,
    debtor: DebtorId,
    contact: &DebtorContact,
    at: &str,
) -> Result<DebtorContactId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO debtor_contact (debtor_id, name, role, phone, email, verifies, pays, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(debtor.get())
    .bind(contact.name.as_str())
    .bind(contact.role.as_str())
    .bind(contact.phone.as_ref().map_or("", Phone::as_str))
    .bind(contact.email.as_ref().map_or("", Email::as_str))
    .bind(contact.verifies)
    .bind(contact.pays)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(DebtorContactId::new(id))
}

/// Writes a contact anew.
///
/// # Errors
/// [`StoreError::NotFound`] if it is gone.
pub async fn update(
    tx: &mut Tx<'_>,
    record: &DebtorContactRecord,
    at: &str,
) -> Result<(), StoreError> {
    let contact = &record.contact;
    let done = sqlx::query(
        "UPDATE debtor_contact SET name = $2, role = $3, phone = $4, email = $5, verifies = $6,
                                   pays = $7, saved_at = $8
         WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(record.id.get())
    .bind(contact.name.as_str())
    .bind(contact.role.as_str())
    .bind(contact.phone.as_ref().map_or("", Phone::as_str))
    .bind(contact.email.as_ref().map_or("", Email::as_str))
    .bind(contact.verifies)
    .bind(contact.pays)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Takes a contact off the lists.
///
/// # Errors
/// [`StoreError::NotFound`] if it is off already.
pub async fn remove(tx: &mut Tx<'_>, id: DebtorContactId, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE debtor_contact SET removed_at = $2, saved_at = $2
         WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}
