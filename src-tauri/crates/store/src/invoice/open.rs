//! Open invoices: whose they are, and which a payment may be for.

use factor_domain::{ClientId, DebtorId, InvoiceId};
use sqlx::SqliteConnection;

use super::row::{InvoiceRow, invoices};
use super::{Invoice, number_key};
use crate::StoreError;
use crate::columns::json_list;
use crate::find::{folded, like_literal};

const NAMED: &str = invoices!("WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id");

/// These invoices, in the order of their ids.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn all(
    connection: &mut SqliteConnection,
    ids: &[InvoiceId],
) -> Result<Vec<Invoice>, StoreError> {
    let rows: Vec<InvoiceRow> = sqlx::query_as(NAMED)
        .bind(json_list(ids.iter().map(|id| id.get())))
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

/// $1 the debtor, $2 the most.
pub(super) const OF_PAYER: &str = "SELECT i.id
     FROM (SELECT $1 AS id
           UNION SELECT m.id FROM debtor d CROSS JOIN debtor m
           WHERE d.id = $1 AND m.group_id = d.group_id) payer
     CROSS JOIN invoice i
     WHERE i.debtor_id = payer.id AND i.state = 'purchased'
     ORDER BY i.due_on, i.id LIMIT $2";

/// The open invoices of a debtor and its group, the longest due first.
///
/// # Errors
/// Only of the storage.
pub async fn open_of_payer(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
    limit: u32,
) -> Result<Vec<InvoiceId>, StoreError> {
    let ids: Vec<i64> =
        sqlx::query_scalar(OF_PAYER).bind(debtor.get()).bind(limit).fetch_all(connection).await?;
    Ok(ids.into_iter().map(InvoiceId::new).collect())
}

/// $1 and $2 the keys of numbers, $3 a pattern for names, $4 the most.
pub(super) const OF_TEXT: &str = "WITH hit (id) AS (
       SELECT id FROM invoice WHERE number_key >= $1 AND number_key < $2
       UNION SELECT i.id FROM debtor payer CROSS JOIN invoice i
       WHERE payer.name_key LIKE $3 ESCAPE '\\' AND i.debtor_id = payer.id AND i.state = 'purchased'
       UNION SELECT i.id FROM client c CROSS JOIN invoice i
       WHERE c.search_key LIKE $3 ESCAPE '\\' AND i.client_id = c.id AND i.state = 'purchased')
     SELECT i.id FROM hit CROSS JOIN invoice i
     WHERE i.id = hit.id AND i.state = 'purchased'
     ORDER BY i.due_on, i.id LIMIT $4";

/// Open invoices of this number, debtor or client, as far as typed; the longest due first.
///
/// # Errors
/// Only of the storage.
pub async fn open_with_text(
    connection: &mut SqliteConnection,
    text: &str,
    limit: u32,
) -> Result<Vec<InvoiceId>, StoreError> {
    let key = number_key(text);
    let ids: Vec<i64> = sqlx::query_scalar(OF_TEXT)
        .bind(&key)
        .bind(format!("{key}\u{10ffff}"))
        .bind(format!("{}%", like_literal(&folded(text))))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    Ok(ids.into_iter().map(InvoiceId::new).collect())
}

/// The clients whose invoices of this debtor or its group are open.
///
/// # Errors
/// Only of the storage.
pub async fn clients_of_payer(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
) -> Result<Vec<ClientId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT i.client_id
         FROM (SELECT $1 AS id
               UNION SELECT m.id FROM debtor d CROSS JOIN debtor m
               WHERE d.id = $1 AND m.group_id = d.group_id) payer
         CROSS JOIN invoice i
         WHERE i.debtor_id = payer.id AND i.state = 'purchased' ORDER BY i.client_id",
    )
    .bind(debtor.get())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(ClientId::new).collect())
}
