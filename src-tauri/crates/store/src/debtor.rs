//! Debtors, their groups, and what is agreed about a debtor of a client.

use factor_domain::party::Address;
use factor_domain::{
    Day, DebtorGroupId, DebtorId, EarlyPaymentDiscount, Email, Money, Name, Phone, Rate,
};
use sqlx::{FromRow, SqliteConnection};

use crate::client::match_key;
use crate::columns::{RowName, json_list, stored_words};
use crate::find::folded;
use crate::firm::optional;
use crate::{StoreError, Tx};

pub mod contact;
mod group;
mod history;
mod list;
mod merge;
mod names;
mod pair;
mod pick;
mod standing;
#[cfg(test)]
mod tests;

pub use group::{DebtorGroup, group, groups, insert_group, update_group};
pub use history::{HighBalance, OpenInvoice, PaidInvoice, high_balance, open_invoices, paid_of};
pub use list::{
    DebtorCounts, DebtorFilter, DebtorListPage, DebtorListRow, DebtorOrder, debtor_list,
};
pub use merge::{merge, merged_into, neighbours, separate};
pub use names::{LIKELY_MAX, LikelyDebtor, Likeness, TypedName, find_typed};
pub use pair::{
    Buying, ClientDebtor, Notice, NoticeHow, pair, pairs_of_client, pairs_of_debtor, save_pair,
};
pub use pick::{PickFrom, PickedDebtor, pick};
pub use standing::{DebtorOpen, PastDueBefore, merged, of_group, open_of};

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
    /// The last day the limit is good for; none is without end.
    pub limit_until: Option<Day>,
    /// When the limit is looked at again.
    pub limit_review_on: Option<Day>,
    /// What it may keep for paying early, on invoices that say nothing else.
    pub discount: Option<EarlyPaymentDiscount>,
    /// A public body: assignments need its consent.
    pub is_government: bool,
    /// In insolvency: a credit event.
    pub is_insolvent: bool,
    /// Whether its invoices are bought.
    pub status: DebtorStatus,
}

impl Debtor {
    /// A debtor of whom only the name is known, still to be checked.
    #[must_use]
    pub fn named(name: Name) -> Self {
        Self {
            name,
            group: None,
            address: Address::default(),
            country: String::new(),
            phone: None,
            email: None,
            limit: None,
            limit_until: None,
            limit_review_on: None,
            discount: None,
            is_government: false,
            is_insolvent: false,
            status: DebtorStatus::Pending,
        }
    }

    /// The limit as it stands on a day: none after its last one.
    #[must_use]
    pub fn limit_on(&self, day: Day) -> Option<Money> {
        self.limit.filter(|_limit| self.limit_until.is_none_or(|until| day <= until))
    }
}

/// A debtor as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorRecord {
    /// Its number.
    pub id: DebtorId,
    /// Counts the saves.
    pub revision: u32,
    /// The record that stands for both since they were found to be one business.
    pub merged_into: Option<DebtorId>,
    /// Who it is.
    pub debtor: Debtor,
}

impl DebtorRecord {
    /// The record that stands for this business: the one it was merged into, or itself.
    #[must_use]
    pub fn stands_for(&self) -> DebtorId {
        self.merged_into.unwrap_or(self.id)
    }
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
    limit_until: Option<String>,
    limit_review_on: Option<String>,
    discount_rate: Option<String>,
    discount_days: Option<u16>,
    discount_grace_days: Option<u16>,
    is_government: bool,
    is_insolvent: bool,
    status: String,
    merged_into: Option<i64>,
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
            limit_until: name.day_or_none(row.limit_until.as_deref())?,
            limit_review_on: name.day_or_none(row.limit_review_on.as_deref())?,
            discount: match (row.discount_rate, row.discount_days, row.discount_grace_days) {
                (None, None, None) => None,
                (Some(rate), Some(days), Some(grace_days)) => {
                    let rate = name.text(Rate::parse(&rate))?;
                    Some(EarlyPaymentDiscount { rate, days, grace_days })
                }
                (_, _, _) => return Err(name.bad("half a discount")),
            },
            is_government: row.is_government,
            is_insolvent: row.is_insolvent,
            status: name.word(&row.status, DebtorStatus::from_word(&row.status))?,
        };
        Ok(Self {
            id: DebtorId::new(row.id),
            revision: row.revision,
            merged_into: row.merged_into.map(DebtorId::new),
            debtor,
        })
    }
}

macro_rules! debtors {
    ($rest:literal) => {
        concat!(
            "SELECT id, revision, name, group_id, address, country, phone, email, limit_minor,
                    limit_currency, limit_until, limit_review_on, discount_rate, discount_days,
                    discount_grace_days, is_government, is_insolvent, status, merged_into
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
                             phone, email, limit_minor, limit_currency, limit_until,
                             limit_review_on, is_government, is_insolvent, status, saved_at,
                             discount_rate, discount_days, discount_grace_days)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $19)
         RETURNING id",
    );
    let id: i64 = bound_scalar(id, debtor, at)?.fetch_one(&mut **tx).await?;
    let id = DebtorId::new(id);
    names::keep_grams(tx, id, &debtor.name).await?;
    Ok(id)
}

/// Saves a debtor; false if it was saved meanwhile by somebody else.
///
/// # Errors
/// Only of the storage.
pub async fn update(tx: &mut Tx<'_>, record: &DebtorRecord, at: &str) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar(
        "UPDATE debtor SET revision = revision + 1, name = $1, name_key = $2, match_key = $3,
           group_id = $4, address = $5, country = $6, phone = $7, email = $8, limit_minor = $9,
           limit_currency = $10, limit_until = $11, limit_review_on = $12, is_government = $13,
           is_insolvent = $14, status = $15, saved_at = $16, discount_rate = $17,
           discount_days = $18, discount_grace_days = $19
         WHERE id = $20 AND revision = $21 RETURNING id",
    );
    let changed: Option<i64> = bound_scalar(query, &record.debtor, at)?
        .bind(record.id.get())
        .bind(record.revision)
        .fetch_optional(&mut **tx)
        .await?;
    if changed.is_some() {
        names::keep_grams(tx, record.id, &record.debtor.name).await?;
    }
    Ok(changed.is_some())
}

type Scalar<'q> = sqlx::query::QueryScalar<'q, sqlx::Sqlite, i64, sqlx::sqlite::SqliteArguments>;

/// Binds the columns of the form as $1 to $19.
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
        .bind(debtor.limit_until.map(|day| day.to_string()))
        .bind(debtor.limit_review_on.map(|day| day.to_string()))
        .bind(debtor.is_government)
        .bind(debtor.is_insolvent)
        .bind(debtor.status.as_str())
        .bind(at.to_owned())
        .bind(debtor.discount.map(|discount| discount.rate.format_plain()))
        .bind(debtor.discount.map(|discount| discount.days))
        .bind(debtor.discount.map(|discount| discount.grace_days)))
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

/// Sets where a debtor stands; false if it was saved meanwhile by somebody else.
///
/// # Errors
/// Only of the storage.
pub async fn set_status(
    tx: &mut Tx<'_>,
    record: &DebtorRecord,
    status: DebtorStatus,
    at: &str,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE debtor SET status = $3, revision = revision + 1, saved_at = $4
         WHERE id = $1 AND revision = $2",
    )
    .bind(record.id.get())
    .bind(record.revision)
    .bind(status.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// These debtors, in the order of their numbers; those that are not there are left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn several(
    connection: &mut SqliteConnection,
    ids: &[DebtorId],
) -> Result<Vec<DebtorRecord>, StoreError> {
    all(sqlx::query_as(debtors!("WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id"))
        .bind(json_list(ids.iter().map(|id| id.get())))
        .fetch_all(connection)
        .await?)
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
