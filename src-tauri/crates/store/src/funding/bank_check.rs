//! Whether the bank account of a client was confirmed to be the client's.

use std::collections::BTreeMap;

use factor_domain::{AttachmentId, ClientId, Day, Person, PersonId};
use sqlx::{FromRow, SqliteConnection};

use super::proof;
use crate::columns::{RowName, json_list, one};
use crate::{StoreError, Tx};

/// Where the account stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankCheck {
    /// Who changed it last.
    pub changed_by: PersonId,
    /// Who confirmed it since; none while it is held.
    pub confirmed: Option<Confirmation>,
}

/// Who confirmed an account, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Who of the firm.
    pub by: String,
    /// The day.
    pub on: Day,
    /// Who at the client said so.
    pub who: String,
    /// How.
    pub how: String,
    /// The proof.
    pub attachment: Option<AttachmentId>,
}

#[derive(FromRow)]
struct CheckRow {
    client_id: i64,
    changed_by_id: i64,
    confirmed_by: Option<String>,
    confirmed_on: Option<String>,
    who: Option<String>,
    how: Option<String>,
    attachment_id: Option<i64>,
}

/// Holds every payment to a client's account until it is confirmed.
///
/// # Errors
/// Only of the storage.
pub async fn mark_bank_changed(
    tx: &mut Tx<'_>,
    client: ClientId,
    by: &Person,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO client_bank_check (client_id, changed_by_id, changed_by, changed_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (client_id) DO UPDATE
         SET changed_by_id = excluded.changed_by_id, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at, confirmed_by = NULL, confirmed_on = NULL,
             who = NULL, how = NULL, attachment_id = NULL",
    )
    .bind(client.get())
    .bind(by.id.get())
    .bind(by.name.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps who confirmed the account.
///
/// # Errors
/// [`StoreError::NotFound`] if nothing is held.
pub async fn confirm_bank(
    tx: &mut Tx<'_>,
    client: ClientId,
    confirmed: &Confirmation,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE client_bank_check SET confirmed_by = $2, confirmed_on = $3, who = $4, how = $5,
           attachment_id = $6
         WHERE client_id = $1 AND confirmed_by IS NULL",
    )
    .bind(client.get())
    .bind(&confirmed.by)
    .bind(confirmed.on.to_string())
    .bind(&confirmed.who)
    .bind(&confirmed.how)
    .bind(proof(confirmed.attachment))
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Where a client's account stands; none if it was never set since checks are kept.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn bank_check(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Option<BankCheck>, StoreError> {
    Ok(bank_checks(connection, &[client]).await?.remove(&client))
}

/// Where the accounts of these clients stand, as far as they were set since checks are kept.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn bank_checks(
    connection: &mut SqliteConnection,
    clients: &[ClientId],
) -> Result<BTreeMap<ClientId, BankCheck>, StoreError> {
    let rows: Vec<CheckRow> = sqlx::query_as(
        "SELECT client_id, changed_by_id, confirmed_by, confirmed_on, who, how, attachment_id
         FROM client_bank_check WHERE client_id IN (SELECT value FROM json_each($1))",
    )
    .bind(json_list(clients.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?;
    let read = |row: CheckRow| {
        let name = RowName { table: "client_bank_check", key: &row.client_id };
        let confirmed = match (row.confirmed_by, row.confirmed_on, row.who, row.how) {
            (Some(by), Some(on), Some(who), Some(how)) => Some(Confirmation {
                by,
                on: name.day(&on)?,
                who,
                how,
                attachment: row.attachment_id.map(AttachmentId::new),
            }),
            _ => None,
        };
        let changed_by = PersonId::new(row.changed_by_id);
        Ok((ClientId::new(row.client_id), BankCheck { changed_by, confirmed }))
    };
    rows.into_iter().map(read).collect()
}
