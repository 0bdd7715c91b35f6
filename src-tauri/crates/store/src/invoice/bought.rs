//! What bought invoices are priced from: their terms, their days, their advance, their payments.

use factor_domain::fee::{DatedPayment, InvoiceFacts};
use factor_domain::{Event, InvoiceDates, InvoiceId, TermsVersionId};
use serde::Deserialize;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::book::{event_code, unpacked};
use crate::columns::RowName;

/// A bought invoice as its fees are worked out from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoughtInvoice {
    /// Which.
    pub invoice: InvoiceId,
    /// The terms it was bought by.
    pub terms_version: TermsVersionId,
    /// Its amounts, days and payments; returned payments are left out.
    pub facts: InvoiceFacts,
}

#[derive(Deserialize)]
struct Row {
    id: i64,
    terms_version_id: i64,
    currency: String,
    face_minor: i64,
    tax_minor: i64,
    retainage_minor: i64,
    discount_minor: i64,
    advance_minor: i64,
    invoiced_on: String,
    due_on: String,
    purchased_on: String,
    funded_on: Option<String>,
    recourse_on: Option<String>,
    late_on: Option<String>,
    /// JSON in JSON.
    payments: String,
}

#[derive(Deserialize)]
struct PaymentRow {
    received_on: String,
    posted_on: String,
    amount_minor: i64,
}

/// $1 the ids, $2 and $3 the codes of a purchase and of an opening, $4 of an application.
pub(super) const BOUGHT: &str = "SELECT json_group_array(json_array(i.id, i.terms_version_id,
        i.currency, i.face_minor, i.tax_minor, i.retainage_minor, i.discount_minor,
        coalesce((SELECT m.open_minor - m.reserve_minor
                  FROM invoice_movement m CROSS JOIN entry e
                  WHERE m.invoice_id = i.id AND e.number = m.number AND e.event IN ($2, $3)
                    AND e.reverses IS NULL
                  ORDER BY m.number DESC LIMIT 1), 0),
        i.invoiced_on, i.due_on, i.purchased_on, i.funded_on, i.recourse_on, i.late_on,
        (SELECT json_group_array(json_array(e.event_on, e.booked_on, m.collected_minor)) || ''
         FROM invoice_movement m CROSS JOIN entry e
         WHERE m.invoice_id = i.id AND m.collected_minor <> 0 AND e.number = m.number
           AND e.event = $4 AND e.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.number))))
     FROM json_each($1) asked CROSS JOIN invoice i ON i.id = asked.value
     WHERE i.purchased_on IS NOT NULL";

impl Row {
    fn read(self) -> Result<BoughtInvoice, StoreError> {
        let name = RowName { table: "invoice", key: &self.id };
        let money = |minor| name.money(minor, &self.currency);
        let payments: Vec<PaymentRow> = name.text(serde_json::from_str(&self.payments))?;
        let payments = payments.into_iter().map(|row| {
            Ok(DatedPayment {
                received_on: name.day(&row.received_on)?,
                posted_on: name.day(&row.posted_on)?,
                amount: money(row.amount_minor)?,
            })
        });
        Ok(BoughtInvoice {
            invoice: InvoiceId::new(self.id),
            terms_version: TermsVersionId::new(self.terms_version_id),
            facts: InvoiceFacts {
                face: money(self.face_minor)?,
                tax: money(self.tax_minor)?,
                retainage: money(self.retainage_minor)?,
                discount: money(self.discount_minor)?,
                advance: money(self.advance_minor)?,
                dates: InvoiceDates {
                    invoiced_on: name.day(&self.invoiced_on)?,
                    due_on: name.day(&self.due_on)?,
                    purchased_on: name.day(&self.purchased_on)?,
                    funded_on: name.day_or_none(self.funded_on.as_deref())?,
                    recourse_on: name.day_or_none(self.recourse_on.as_deref())?,
                    late_on: name.day_or_none(self.late_on.as_deref())?,
                },
                payments: payments.collect::<Result<_, StoreError>>()?,
            },
        })
    }
}

/// Those of these invoices that were bought, in the order of their ids.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn bought_invoices(
    connection: &mut SqliteConnection,
    ids: &[InvoiceId],
) -> Result<Vec<BoughtInvoice>, StoreError> {
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let json = serde_json::to_string(&numbers).map_err(|e| StoreError::bad_row("invoice", e))?;
    let query = sqlx::query_scalar(BOUGHT)
        .bind(&json)
        .bind(event_code(Event::Purchase))
        .bind(event_code(Event::Opening))
        .bind(event_code(Event::Application));
    let mut rows: Vec<Row> = unpacked(query, connection, "invoice").await?;
    rows.sort_unstable_by_key(|row| row.id);
    rows.into_iter().map(Row::read).collect()
}
