//! What is open now of each client on each debtor, and what each client owes outright.

use factor_domain::exposure::Standing;
use factor_domain::{ClientId, Currency, Day, DebtorGroupId, DebtorId, InvoiceId, Money};
use serde::Deserialize;
use sqlx::{FromRow, SqliteConnection};

use super::packed::unpacked;
use crate::StoreError;
use crate::columns::RowName;

pub(super) const STANDINGS: &str =
    "SELECT json_group_array(json_array(client_id, debtor_id, group_id, open_minor)) FROM (
       SELECT o.client_id, s.id AS debtor_id, s.group_id, sum(o.open_minor) AS open_minor
       FROM (SELECT i.client_id, i.debtor_id, sum(b.open_minor) AS open_minor
             FROM invoice_balance b CROSS JOIN invoice i
             WHERE b.is_alive = 1 AND i.id = b.invoice_id AND i.currency = $1
             GROUP BY i.client_id, i.debtor_id) o
       CROSS JOIN debtor d ON d.id = o.debtor_id
       CROSS JOIN debtor s ON s.id = coalesce(d.merged_into, d.id)
       GROUP BY o.client_id, s.id HAVING sum(o.open_minor) <> 0)";

#[derive(Deserialize)]
struct StandingRow {
    client_id: i64,
    debtor_id: i64,
    group_id: Option<i64>,
    open_minor: i64,
}

/// The open face of every client on every debtor, now, in one currency. A record that was merged
/// counts with the one that stands for it.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub async fn standings(
    connection: &mut SqliteConnection,
    currency: Currency,
) -> Result<Vec<Standing>, StoreError> {
    let query = sqlx::query_scalar(STANDINGS).bind(currency.code());
    let rows: Vec<StandingRow> = unpacked(query, connection, "invoice_balance").await?;
    let read = |row: StandingRow| {
        let open = Money::new(row.open_minor, currency)
            .map_err(|cause| StoreError::bad_row("invoice_balance", cause))?;
        Ok(Standing {
            client: ClientId::new(row.client_id),
            debtor: DebtorId::new(row.debtor_id),
            group: row.group_id.map(DebtorGroupId::new),
            open,
        })
    };
    rows.into_iter().map(read).collect()
}

/// What a client owes outright because of one invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceCharge {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who owed it.
    pub debtor: DebtorId,
    /// What is owed.
    pub owed: Money,
    /// When the invoice was due.
    pub due_on: Day,
}

#[derive(FromRow)]
struct ChargeRow {
    id: i64,
    debtor_id: i64,
    currency: String,
    charges_minor: i64,
    due_on: String,
}

pub(super) const CHARGES: &str = "SELECT i.id, i.debtor_id, i.currency, b.charges_minor, i.due_on
     FROM invoice_balance b CROSS JOIN invoice i
     WHERE b.charges_minor > 0 AND i.id = b.invoice_id AND i.client_id = $1
     ORDER BY i.due_on, i.id";

/// The charges of a client, invoice by invoice, the longest due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn charges_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<InvoiceCharge>, StoreError> {
    let rows: Vec<ChargeRow> =
        sqlx::query_as(CHARGES).bind(client.get()).fetch_all(connection).await?;
    let read = |row: ChargeRow| {
        let name = RowName { table: "invoice_balance", key: &row.id };
        Ok(InvoiceCharge {
            invoice: InvoiceId::new(row.id),
            debtor: DebtorId::new(row.debtor_id),
            owed: name.money(row.charges_minor, &row.currency)?,
            due_on: name.day(&row.due_on)?,
        })
    };
    rows.into_iter().map(read).collect()
}
