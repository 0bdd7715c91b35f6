//! How a business has paid, and what it owes now, invoice by invoice.

use factor_domain::{ClientId, Currency, Day, DebtorId, InvoiceId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;

/// An invoice that a debtor paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidInvoice {
    /// The record that stands for the debtor.
    pub debtor: DebtorId,
    /// Its face.
    pub face: Money,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it was due.
    pub due_on: Day,
    /// When the payment that closed it was booked.
    pub paid_on: Day,
}

#[derive(FromRow)]
struct PaidRow {
    debtor_id: i64,
    currency: String,
    face_minor: i64,
    invoiced_on: String,
    due_on: String,
    closed_on: String,
}

impl TryFrom<PaidRow> for PaidInvoice {
    type Error = StoreError;

    fn try_from(row: PaidRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice", key: &row.debtor_id };
        Ok(Self {
            debtor: DebtorId::new(row.debtor_id),
            face: name.money(row.face_minor, &row.currency)?,
            invoiced_on: name.day(&row.invoiced_on)?,
            due_on: name.day(&row.due_on)?,
            paid_on: name.day(&row.closed_on)?,
        })
    }
}

/// $1 the records that stand for businesses, as JSON, $2 the first day.
pub(super) const PAID: &str =
    "SELECT w.value AS debtor_id, i.currency, i.face_minor, i.invoiced_on, i.due_on, i.closed_on
     FROM json_each($1) w
     CROSS JOIN debtor d ON d.id = w.value OR d.merged_into = w.value
     CROSS JOIN invoice i INDEXED BY invoice_paid_of_debtor
       ON i.debtor_id = d.id AND i.state = 'closed_paid' AND i.closed_on >= $2
     ORDER BY w.value, i.closed_on, i.id";

/// What these businesses paid in full since a day, each under the record that stands for it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn paid_of(
    connection: &mut SqliteConnection,
    debtors: &[DebtorId],
    since: Day,
) -> Result<Vec<PaidInvoice>, StoreError> {
    let ids: Vec<i64> = debtors.iter().map(|id| id.get()).collect();
    let ids = serde_json::to_string(&ids).map_err(|cause| StoreError::bad_row("debtor", cause))?;
    sqlx::query_as::<_, PaidRow>(PAID)
        .bind(ids)
        .bind(since.to_string())
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(PaidInvoice::try_from)
        .collect()
}

/// The most that was ever open on a business at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HighBalance {
    /// How much.
    pub amount: Money,
    /// The first day it was so much.
    pub on: Day,
}

/// $1 the debtor, $2 the currency.
pub(super) const HIGH: &str = "SELECT date(day * 86400, 'unixepoch') AS day, open_minor
     FROM (SELECT day, sum(moved_minor) OVER (ORDER BY day) AS open_minor
           FROM (SELECT m.shown_day AS day, sum(m.open_minor) AS moved_minor
                 FROM debtor d
                 CROSS JOIN invoice i ON i.debtor_id = d.id AND i.currency = $2
                 CROSS JOIN invoice_movement m ON m.invoice_id = i.id
                 WHERE d.id = $1 OR d.merged_into = $1
                 GROUP BY m.shown_day))
     WHERE open_minor > 0 ORDER BY open_minor DESC, day LIMIT 1";

/// The highest balance of a business in one currency, by the books as they were shown.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn high_balance(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
    currency: Currency,
) -> Result<Option<HighBalance>, StoreError> {
    let row: Option<(String, i64)> = sqlx::query_as(HIGH)
        .bind(debtor.get())
        .bind(currency.to_string())
        .fetch_optional(connection)
        .await?;
    let name = RowName { table: "invoice_movement", key: &debtor };
    row.map(|(day, minor)| {
        let amount = name.text(Money::new(minor, currency))?;
        Ok(HighBalance { amount, on: name.day(&day)? })
    })
    .transpose()
}

/// An invoice that is not paid in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvoice {
    /// Which.
    pub id: InvoiceId,
    /// As the client numbers it.
    pub number: String,
    /// Who sold it.
    pub client: ClientId,
    /// What that client is called.
    pub client_name: String,
    /// Its face.
    pub face: Money,
    /// What is not paid.
    pub open: Money,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// In dispute.
    pub is_disputed: bool,
}

#[derive(FromRow)]
struct OpenRow {
    id: i64,
    number: String,
    client_id: i64,
    client_name: String,
    currency: String,
    face_minor: i64,
    open_minor: i64,
    invoiced_on: String,
    due_on: String,
    is_disputed: bool,
}

impl TryFrom<OpenRow> for OpenInvoice {
    type Error = StoreError;

    fn try_from(row: OpenRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice", key: &row.id };
        Ok(Self {
            id: InvoiceId::new(row.id),
            client: ClientId::new(row.client_id),
            face: name.money(row.face_minor, &row.currency)?,
            open: name.money(row.open_minor, &row.currency)?,
            invoiced_on: name.day(&row.invoiced_on)?,
            due_on: name.day(&row.due_on)?,
            is_disputed: row.is_disputed,
            number: row.number,
            client_name: row.client_name,
        })
    }
}

/// $1 the debtor, $2 most rows.
pub(super) const INVOICES: &str =
    "SELECT i.id, i.number, i.client_id, iif(c.trade_name = '', c.legal_name, c.trade_name)
              AS client_name, i.currency, i.face_minor, b.open_minor, i.invoiced_on, i.due_on,
            i.is_disputed
     FROM debtor d
     CROSS JOIN invoice i ON i.debtor_id = d.id AND i.state = 'purchased'
     CROSS JOIN invoice_balance b ON b.invoice_id = i.id
     CROSS JOIN client c ON c.id = i.client_id
     WHERE (d.id = $1 OR d.merged_into = $1) AND b.open_minor <> 0
     ORDER BY i.due_on, i.id LIMIT $2";

/// What a business has not paid, what is due longest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_invoices(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
    limit: u32,
) -> Result<Vec<OpenInvoice>, StoreError> {
    sqlx::query_as::<_, OpenRow>(INVOICES)
        .bind(debtor.get())
        .bind(i64::from(limit))
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(OpenInvoice::try_from)
        .collect()
}
