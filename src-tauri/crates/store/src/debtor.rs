//! Debtors, their groups, and what is agreed about a debtor of a client.

use factor_domain::party::Address;
use factor_domain::{Day, DebtorGroupId, DebtorId, Email, Money, Name, Phone};
use sqlx::{FromRow, SqliteConnection};

use crate::client::match_key;
use crate::columns::{RowName, stored_words};
use crate::find::folded;
use crate::firm::optional;
use crate::{StoreError, Tx};

mod pair;

pub use pair::{Buying, ClientDebtor, Notice, pair, pairs_of_client, save_pair};

stored_words! {
    /// Whether invoices on a debtor are bought at all.
    DebtorStatus {
        /// Checked, with a limit or without.
        Approved = "approved",
        /// Not checked yet.
        Pending = "pending",
        /// Nothing more is bought.
        OnStop = "on_stop",
        /// No longer in the lists.
        Archived = "archived",
    }
}

/// A business that owes purchased invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debtor {
    /// Its name.
    pub name: Name,
    /// The group whose exposure it shares.
    pub group: Option<DebtorGroupId>,
    /// Where it is.
    pub address: Address,
    /// ISO 3166 code of two letters; may be empty.
    pub country: String,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Where reminders go.
    pub email: Option<Email>,
    /// The most that may be open on it, over all clients.
    pub limit: Option<Money>,
    /// When the limit is looked at again.
    pub limit_review_on: Option<Day>,
    /// A public body: assignments need its consent.
    pub is_government: bool,
    /// In insolvency: a credit event.
    pub is_insolvent: bool,
    /// Whether its invoices are bought.
    pub status: DebtorStatus,
}

/// A debtor as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorRecord {
    /// Its number.
    pub id: DebtorId,
    /// Counts the saves.
    pub revision: u32,
    /// Who it is.
    pub debtor: Debtor,
}

#[derive(FromRow)]
struct DebtorRow {
    id: i64,
    revision: u32,
    name: String,
    group_id: Option<i64>,
    address: String,
    country: String,
    phone: String,
    email: String,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    limit_review_on: Option<String>,
    is_government: bool,
    is_insolvent: bool,
    status: String,
}

impl TryFrom<DebtorRow> for DebtorRecord {
    type Error = StoreError;

    fn try_from(row: DebtorRow) -> Result<Self, StoreError> {
        let name = RowName { table: "debtor", key: &row.id };
        let debtor = Debtor {
            name: name.text(Name::new("name", &row.name))?,
            group: row.group_id.map(DebtorGroupId::new),
            address: name.text(serde_json::from_str(&row.address))?,
            country: row.country,
            phone: name.text(optional(&row.phone, Phone::new))?,
            email: name.text(optional(&row.email, Email::new))?,
            limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
            limit_review_on: name.day_or_none(row.limit_review_on.as_deref())?,
            is_government: row.is_government,
            is_insolvent: row.is_insolvent,
            status: name.word(&row.status, DebtorStatus::from_word(&row.status))?,
        };
        Ok(Self { id: DebtorId::new(row.id), revision: row.revision, debtor })
    }
}

macro_rules! debtors {
    ($rest:literal) => {
        concat!(
            "SELECT id, revision, name, group_id, address, country, phone, email, limit_minor,
                    limit_currency, limit_review_on, is_government, is_insolvent, status
             FROM debtor ",
            $rest
        )
    };
}

/// Keeps a new debtor.
///
/// # Errors
/// Only of the storage.
pub async fn insert(tx: &mut Tx<'_>, debtor: &Debtor, at: &str) -> Result<DebtorId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO debtor (revision, name, name_key, match_key, group_id, address, country,
                             phone, email, limit_minor, limit_currency, limit_review_on,
                             is_government, is_insolvent, status, saved_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         RETURNING id",
    );
    let id: i64 = bound_scalar(id, debtor, at)?.fetch_one(&mut **tx).await?;
    Ok(DebtorId::new(id))
}

/// Saves a debtor; false if it was saved meanwhile by somebody else.
///
/// # Errors
/// Only of the storage.
pub async fn update(tx: &mut Tx<'_>, record: &DebtorRecord, at: &str) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar(
        "UPDATE debtor SET revision = revision + 1, name = $1, name_key = $2, match_key = $3,
           group_id = $4, address = $5, country = $6, phone = $7, email = $8, limit_minor = $9,
           limit_currency = $10, limit_review_on = $11, is_government = $12, is_insolvent = $13,
           status = $14, saved_at = $15
         WHERE id = $16 AND revision = $17 RETURNING id",
    );
    let changed: Option<i64> = bound_scalar(query, &record.debtor, at)?
        .bind(record.id.get())
        .bind(record.revision)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(changed.is_some())
}

type Scalar<'q> = sqlx::query::QueryScalar<'q, sqlx::Sqlite, i64, sqlx::sqlite::SqliteArguments>;

/// Binds the columns of the form as $1 to $15.
fn bound_scalar<'q>(
    query: Scalar<'q>,
    debtor: &Debtor,
    at: &str,
) -> Result<Scalar<'q>, StoreError> {
    let address = serde_json::to_string(&debtor.address)
        .map_err(|cause| StoreError::bad_row("debtor", cause))?;
    Ok(query
        .bind(debtor.name.as_str().to_owned())
        .bind(folded(debtor.name.as_str()))
        .bind(match_key(debtor.name.as_str()))
        .bind(debtor.group.map(|id| id.get()))
        .bind(address)
        .bind(debtor.country.clone())
        .bind(debtor.phone.as_ref().map_or("", Phone::as_str).to_owned())
        .bind(debtor.email.as_ref().map_or("", Email::as_str).to_owned())
        .bind(debtor.limit.map(Money::minor))
        .bind(debtor.limit.map(|limit| limit.currency().to_string()))
        .bind(debtor.limit_review_on.map(|day| day.to_string()))
        .bind(debtor.is_government)
        .bind(debtor.is_insolvent)
        .bind(debtor.status.as_str())
        .bind(at.to_owned()))
}

/// One debtor.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: DebtorId,
) -> Result<DebtorRecord, StoreError> {
    sqlx::query_as::<_, DebtorRow>(debtors!("WHERE id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// Debtors that are nearly always the business with this name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn with_name_like(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Vec<DebtorRecord>, StoreError> {
    all(sqlx::query_as(debtors!("WHERE match_key = $1 ORDER BY id"))
        .bind(match_key(name))
        .fetch_all(connection)
        .await?)
}

/// All debtors that are not archived, by name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(connection: &mut SqliteConnection) -> Result<Vec<DebtorRecord>, StoreError> {
    all(sqlx::query_as(debtors!("WHERE status <> 'archived' ORDER BY name_key, id"))
        .fetch_all(connection)
        .await?)
}

fn all(rows: Vec<DebtorRow>) -> Result<Vec<DebtorRecord>, StoreError> {
    rows.into_iter().map(DebtorRecord::try_from).collect()
}

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

/// All groups, by name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn groups(connection: &mut SqliteConnection) -> Result<Vec<DebtorGroup>, StoreError> {
    let rows: Vec<(i64, String, Option<i64>, Option<String>)> = sqlx::query_as(
        "SELECT id, name, limit_minor, limit_currency FROM debtor_group ORDER BY match_key, id",
    )
    .fetch_all(connection)
    .await?;
    let read = |(id, name, minor, currency): (i64, String, Option<i64>, Option<String>)| {
        let row = RowName { table: "debtor_group", key: &id };
        Ok(DebtorGroup {
            id: DebtorGroupId::new(id),
            name: row.text(Name::new("name", &name))?,
            limit: row.limit(minor, currency.as_deref())?,
        })
    };
    rows.into_iter().map(read).collect()
}
