//! What a client's closed invoices were and how they were paid, so that other terms can be tried on
//! them.

use factor_domain::{ClientId, Currency, Day, Event, InvoiceId, Money, TermsVersionId};
use sqlx::{FromRow, SqliteConnection};

use super::codes::event_code;
use crate::{BadRow, StoreError};

/// Cash applied to an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoicePayment {
    /// The day it was received.
    pub received_on: Day,
    /// The day it was booked.
    pub posted_on: Day,
    /// The day it counted as collected.
    pub value_on: Day,
    /// How much.
    pub amount: Money,
}

/// An invoice that is closed, as it was bought and paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedInvoice {
    /// Which.
    pub invoice: InvoiceId,
    /// The terms it was bought by.
    pub terms_version: TermsVersionId,
    /// Its face.
    pub face: Money,
    /// Sales tax in it.
    pub tax: Money,
    /// Retainage in it.
    pub retainage: Money,
    /// The discount for paying early.
    pub discount: Money,
    /// Paid or payable at purchase: face less first reserve.
    pub advance: Money,
    /// Fees, interest and late charges taken on it.
    pub fees: Money,
    /// The day on the invoice.
    pub invoiced_on: Day,
    /// When it was due.
    pub due_on: Day,
    /// When it was bought.
    pub purchased_on: Day,
    /// When its advance was paid.
    pub funded_on: Option<Day>,
    /// When the client would have had to buy it back.
    pub recourse_on: Option<Day>,
    /// When late treatment would have started.
    pub late_on: Option<Day>,
    /// When it was closed.
    pub closed_on: Day,
    /// What was paid, oldest first; returned payments are left out.
    pub payments: Vec<InvoicePayment>,
}

#[derive(FromRow)]
struct ClosedRow {
    id: i64,
    terms_version_id: i64,
    currency: String,
    face_minor: i64,
    tax_minor: i64,
    retainage_minor: i64,
    discount_minor: i64,
    advance_minor: i64,
    fees_minor: i64,
    invoiced_on: String,
    due_on: String,
    purchased_on: String,
    funded_on: Option<String>,
    recourse_on: Option<String>,
    late_on: Option<String>,
    closed_on: String,
}

#[derive(FromRow)]
struct PaymentRow {
    invoice_id: i64,
    received_on: String,
    posted_on: String,
    value_on: String,
    amount_minor: i64,
}

/// An invoice's row that cannot be, by its id.
fn bad(invoice: i64, what: impl std::fmt::Display) -> StoreError {
    StoreError::BadRow(BadRow { table: "invoice", cause: format!("{invoice}: {what}").into() })
}

impl ClosedRow {
    fn read(self) -> Result<ClosedInvoice, StoreError> {
        let id = self.id;
        let currency = Currency::from_code(&self.currency).map_err(|e| bad(id, e))?;
        let money = |minor| Money::new(minor, currency).map_err(|e| bad(id, e));
        let day = |text: &str| Day::from_iso(text).map_err(|e| bad(id, e));
        Ok(ClosedInvoice {
            invoice: InvoiceId::new(id),
            terms_version: TermsVersionId::new(self.terms_version_id),
            face: money(self.face_minor)?,
            tax: money(self.tax_minor)?,
            retainage: money(self.retainage_minor)?,
            discount: money(self.discount_minor)?,
            advance: money(self.advance_minor)?,
            fees: money(self.fees_minor)?,
            invoiced_on: day(&self.invoiced_on)?,
            due_on: day(&self.due_on)?,
            purchased_on: day(&self.purchased_on)?,
            funded_on: self.funded_on.as_deref().map(day).transpose()?,
            recourse_on: self.recourse_on.as_deref().map(day).transpose()?,
            late_on: self.late_on.as_deref().map(day).transpose()?,
            closed_on: day(&self.closed_on)?,
            payments: Vec::new(),
        })
    }
}

impl PaymentRow {
    fn read(&self, currency: Currency) -> Result<InvoicePayment, StoreError> {
        let day = |text: &str| Day::from_iso(text).map_err(|e| bad(self.invoice_id, e));
        Ok(InvoicePayment {
            received_on: day(&self.received_on)?,
            posted_on: day(&self.posted_on)?,
            value_on: day(&self.value_on)?,
            amount: Money::new(self.amount_minor, currency).map_err(|e| bad(self.invoice_id, e))?,
        })
    }
}

/// $1 client, $2 and $3 first and last closing day, $4 and $5 the codes of a purchase and of an
/// opening, which took the invoice over.
pub(super) const CLOSED: &str =
    "SELECT i.id, i.terms_version_id, i.currency, i.face_minor, i.tax_minor, i.retainage_minor,
            i.discount_minor, i.invoiced_on, i.due_on, i.purchased_on, i.funded_on, i.recourse_on,
            i.late_on, i.closed_on,
            coalesce((SELECT m.open_minor - m.reserve_minor
                      FROM invoice_movement m CROSS JOIN entry e
                      WHERE m.invoice_id = i.id AND e.number = m.number
                        AND e.event IN ($4, $5) AND e.reverses IS NULL
                      ORDER BY m.number DESC LIMIT 1), 0) AS advance_minor,
            coalesce((SELECT b.fees_minor FROM invoice_balance b WHERE b.invoice_id = i.id), 0)
              AS fees_minor
     FROM invoice i
     WHERE i.client_id = $1 AND i.closed_on BETWEEN $2 AND $3
     ORDER BY i.closed_on, i.id";

/// The applications to the same invoices that were not reversed, $4 the code of an application.
pub(super) const PAYMENTS: &str =
    "SELECT m.invoice_id, e.event_on AS received_on, e.booked_on AS posted_on, e.value_on,
            m.collected_minor AS amount_minor
     FROM invoice i CROSS JOIN invoice_movement m CROSS JOIN entry e
     WHERE i.client_id = $1 AND i.closed_on BETWEEN $2 AND $3 AND m.invoice_id = i.id
       AND m.collected_minor <> 0 AND e.number = m.number AND e.event = $4
       AND e.reverses IS NULL
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.number)
     ORDER BY i.closed_on, i.id, e.event_on, e.number";

/// Days that a history is asked for, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedBetween {
    /// First closing day.
    pub first: Day,
    /// Last closing day.
    pub last: Day,
}

/// A client's invoices that were closed between two days, with their payments, in the order of
/// their closing.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn closed_invoices(
    connection: &mut SqliteConnection,
    client: ClientId,
    between: ClosedBetween,
) -> Result<Vec<ClosedInvoice>, StoreError> {
    let rows: Vec<ClosedRow> = sqlx::query_as(CLOSED)
        .bind(client.get())
        .bind(between.first.to_string())
        .bind(between.last.to_string())
        .bind(event_code(Event::Purchase))
        .bind(event_code(Event::Opening))
        .fetch_all(&mut *connection)
        .await?;
    let payments: Vec<PaymentRow> = sqlx::query_as(PAYMENTS)
        .bind(client.get())
        .bind(between.first.to_string())
        .bind(between.last.to_string())
        .bind(event_code(Event::Application))
        .fetch_all(connection)
        .await?;
    let mut payments = payments.into_iter().peekable();
    let mut closed = Vec::with_capacity(rows.len());
    for row in rows {
        let mut invoice = row.read()?;
        let (id, currency) = (invoice.invoice.get(), invoice.face.currency());
        while let Some(payment) = payments.next_if(|payment| payment.invoice_id == id) {
            invoice.payments.push(payment.read(currency)?);
        }
        closed.push(invoice);
    }
    Ok(closed)
}
