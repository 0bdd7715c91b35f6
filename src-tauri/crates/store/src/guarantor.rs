//! The guarantors of clients. A removed one stays in the table, because its guaranties name it.

use factor_domain::guarantor::{Guarantor, GuarantorKind, GuarantyScope};
use factor_domain::ids::{ClientId, GuarantorId};
use factor_domain::text::{Email, Line, Name};
use factor_domain::{Currency, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::firm::optional;
use crate::{StoreError, Tx};

/// A guarantor, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuarantorRecord {
    /// Its number.
    pub id: GuarantorId,
    /// For whom it answers.
    pub client_id: ClientId,
    /// Who it is.
    pub guarantor: Guarantor,
    /// Taken off the lists.
    pub is_removed: bool,
}

#[derive(FromRow)]
struct GuarantorRow {
    id: i64,
    client_id: i64,
    kind: String,
    name: String,
    legal_form: String,
    state_of_formation: String,
    address: String,
    email: String,
    scope: String,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    is_removed: bool,
}

impl TryFrom<GuarantorRow> for GuarantorRecord {
    type Error = StoreError;

    fn try_from(row: GuarantorRow) -> Result<Self, StoreError> {
        let name = RowName { table: "guarantor", key: &row.id };
        let kind = GuarantorKind::from_word(&row.kind);
        let scope = GuarantyScope::from_word(&row.scope);
        let limit = row.limit_minor.zip(row.limit_currency.as_deref());
        let limit = limit.map(|(minor, code)| {
            let currency = Currency::from_code(code).map_err(|cause| name.bad(cause))?;
            Money::new(minor, currency).map_err(|cause| name.bad(cause))
        });
        Ok(Self {
            id: GuarantorId::new(row.id),
            client_id: ClientId::new(row.client_id),
            guarantor: Guarantor {
                kind: kind.ok_or_else(|| name.bad("unknown kind"))?,
                name: name.text(Name::new("name", &row.name))?,
                legal_form: name.text(Line::new("legal_form", &row.legal_form))?,
                state_of_formation: name
                    .text(Line::new("state_of_formation", &row.state_of_formation))?,
                address: name.text(serde_json::from_str(&row.address))?,
                email: name.text(optional(&row.email, Email::new))?,
                scope: scope.ok_or_else(|| name.bad("unknown scope"))?,
                limit: limit.transpose()?,
            },
            is_removed: row.is_removed,
        })
    }
}

/// One guarantor, removed or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load(
    connection: &mut SqliteConnection,
    id: GuarantorId,
) -> Result<GuarantorRecord, StoreError> {
    let row: Option<GuarantorRow> = sqlx::query_as(
        "SELECT id, client_id, kind, name, legal_form, state_of_formation, address, email, scope,
                limit_minor, limit_currency, removed_at IS NOT NULL AS is_removed
         FROM guarantor WHERE id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// The guarantors of a client that are not removed, in the order they came.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<GuarantorRecord>, StoreError> {
    let rows: Vec<GuarantorRow> = sqlx::query_as(
        "SELECT id, client_id, kind, name, legal_form, state_of_formation, address, email, scope,
                limit_minor, limit_currency, 0 AS is_removed
         FROM guarantor WHERE client_id = $1 AND removed_at IS NULL ORDER BY id",
    )
    .bind(client.get())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(GuarantorRecord::try_from).collect()
}

/// Adds a guarantor to a client.
///
/// # Errors
/// Of the storage; a constraint if there is no such client.
pub async fn insert(
    tx: &mut Tx<'_>,
    client: ClientId,
    guarantor: &Guarantor,
    at: &str,
) -> Result<GuarantorId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO guarantor (client_id, kind, name, legal_form, state_of_formation, address,
                                email, scope, limit_minor, limit_currency, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(client.get())
    .bind(guarantor.kind.as_str())
    .bind(guarantor.name.as_str())
    .bind(guarantor.legal_form.as_str())
    .bind(guarantor.state_of_formation.as_str())
    .bind(address(guarantor)?)
    .bind(guarantor.email.as_ref().map_or("", Email::as_str))
    .bind(guarantor.scope.as_str())
    .bind(guarantor.limit.map(Money::minor))
    .bind(guarantor.limit.map(|limit| limit.currency().code()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(GuarantorId::new(done.last_insert_rowid()))
}

/// Writes a guarantor anew. False if the client has no such guarantor (any more).
///
/// # Errors
/// Of the storage.
pub async fn update(
    tx: &mut Tx<'_>,
    (client, id): (ClientId, GuarantorId),
    guarantor: &Guarantor,
    at: &str,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE guarantor SET kind = $3, name = $4, legal_form = $5, state_of_formation = $6,
                              address = $7, email = $8, scope = $9, limit_minor = $10,
                              limit_currency = $11, saved_at = $12
         WHERE id = $2 AND client_id = $1 AND removed_at IS NULL",
    )
    .bind(client.get())
    .bind(id.get())
    .bind(guarantor.kind.as_str())
    .bind(guarantor.name.as_str())
    .bind(guarantor.legal_form.as_str())
    .bind(guarantor.state_of_formation.as_str())
    .bind(address(guarantor)?)
    .bind(guarantor.email.as_ref().map_or("", Email::as_str))
    .bind(guarantor.scope.as_str())
    .bind(guarantor.limit.map(Money::minor))
    .bind(guarantor.limit.map(|limit| limit.currency().code()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a guarantor off the lists. False if it was off already.
///
/// # Errors
/// Of the storage.
pub async fn remove(tx: &mut Tx<'_>, id: GuarantorId, at: &str) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE guarantor SET removed_at = $2, saved_at = $2 WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn address(guarantor: &Guarantor) -> Result<String, StoreError> {
    serde_json::to_string(&guarantor.address)
        .map_err(|cause| StoreError::bad_row("guarantor", cause))
}
