//! What may be released and what stands against it.

use factor_domain::ledger::events::InvoiceKey;
use factor_domain::{Account, ClientId, Currency, Day, DebtorId, InvoiceId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::book::account_code;
use crate::columns::RowName;

pub(super) const EARNED: &str =
    "SELECT i.client_id, i.id FROM invoice_balance b CROSS JOIN invoice i
     WHERE b.open_minor = 0 AND b.reserve_minor > 0 AND i.id = b.invoice_id
       AND i.closed_on IS NOT NULL AND ($1 IS NULL OR i.client_id = $1)
     ORDER BY i.client_id, i.closed_on, i.id";

/// The closed invoices with reserve, of one client or of all, the first closed first.
///
/// # Errors
/// Only of the storage.
pub async fn earned_invoices(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<Vec<(ClientId, InvoiceId)>, StoreError> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as(EARNED).bind(client.map(|id| id.get())).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(c, i)| (ClientId::new(c), InvoiceId::new(i))).collect())
}

/// What a client owes for an invoice, or has paid beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargedInvoice {
    /// Who sold it.
    pub client: ClientId,
    /// The invoice.
    pub of: InvoiceKey,
    /// Owed above zero; below zero what was paid beyond it.
    pub balance: Money,
    /// The day of the last charge.
    pub charged_on: Day,
}

/// Days of movements are counted from 1970-01-01.
pub(super) const CHARGED: &str =
    "SELECT i.id, i.client_id, i.debtor_id, i.currency, b.charges_minor,
            coalesce((SELECT date('1970-01-01', max(m.turned_day) || ' days')
                      FROM invoice_movement m
                      WHERE m.invoice_id = i.id AND m.charges_minor > 0), i.invoiced_on)
              AS charged_on
     FROM invoice_balance b CROSS JOIN invoice i
     WHERE b.charges_minor <> 0 AND i.id = b.invoice_id AND ($1 IS NULL OR i.client_id = $1)
     ORDER BY i.id";

#[derive(FromRow)]
struct ChargedRow {
    id: i64,
    client_id: i64,
    debtor_id: i64,
    currency: String,
    charges_minor: i64,
    charged_on: String,
}

impl TryFrom<ChargedRow> for ChargedInvoice {
    type Error = StoreError;

    fn try_from(row: ChargedRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice_balance", key: &row.id };
        let (invoice, debtor) = (InvoiceId::new(row.id), DebtorId::new(row.debtor_id));
        Ok(ChargedInvoice {
            client: ClientId::new(row.client_id),
            of: InvoiceKey { invoice, debtor },
            balance: name.money(row.charges_minor, &row.currency)?,
            charged_on: name.day(&row.charged_on)?,
        })
    }
}

/// The invoices for which client charges do not stand at zero, of one client or of all.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn charged_invoices(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<Vec<ChargedInvoice>, StoreError> {
    sqlx::query_as::<_, ChargedRow>(CHARGED)
        .bind(client.map(|id| id.get()))
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(ChargedInvoice::try_from)
        .collect()
}

pub(super) const LAST_CHARGE: &str = "SELECT e.event_on FROM entry e CROSS JOIN posting p
     WHERE e.client_id = $1 AND e.currency = $2 AND p.entry_number = e.number AND p.account = $3
       AND p.invoice_id IS NULL AND p.amount_minor > 0
     ORDER BY e.number DESC LIMIT 1";

/// The day a client was last charged something that no invoice caused.
///
/// # Errors
/// Of the storage, or a day that cannot be.
pub async fn last_charge_without_invoice(
    connection: &mut SqliteConnection,
    client: ClientId,
    currency: Currency,
) -> Result<Option<Day>, StoreError> {
    let day: Option<String> = sqlx::query_scalar(LAST_CHARGE)
        .bind(client.get())
        .bind(currency.to_string())
        .bind(account_code(Account::ClientCharges))
        .fetch_optional(connection)
        .await?;
    day.map(|day| Day::from_iso(&day).map_err(|e| StoreError::bad_row("entry", e))).transpose()
}

/// The clients whose escrow holds something.
///
/// # Errors
/// Only of the storage.
pub async fn escrow_clients(
    connection: &mut SqliteConnection,
) -> Result<Vec<ClientId>, StoreError> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT client_id FROM balance
         WHERE account = $1 AND balance_minor < 0 AND client_id <> 0 ORDER BY client_id",
    )
    .bind(account_code(Account::Escrow))
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(ClientId::new).collect())
}
