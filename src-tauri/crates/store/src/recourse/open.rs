//! Open invoices, as the recourse list looks at them.

use std::collections::BTreeMap;

use factor_domain::{
    ClientId, Day, DebtorId, InvoiceDates, InvoiceId, Money, RecourseCaseId, TermsVersionId,
};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;
use crate::invoice::Risk;

/// An open invoice with its days, who bears its risk, and what is open on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvoice {
    /// Which.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// As the client numbers it.
    pub number: String,
    /// Its days; the recourse date where it was kept at purchase.
    pub dates: InvoiceDates,
    /// The terms it was bought by.
    pub terms_version: TermsVersionId,
    /// Who bears the debtor's insolvency.
    pub risk: Risk,
    /// Whether the debtor contests it.
    pub is_disputed: bool,
    /// Face still open.
    pub open: Money,
}

#[derive(FromRow)]
struct OpenRow {
    id: i64,
    client_id: i64,
    debtor_id: i64,
    number: String,
    invoiced_on: String,
    due_on: String,
    purchased_on: String,
    funded_on: Option<String>,
    recourse_on: Option<String>,
    late_on: Option<String>,
    terms_version_id: i64,
    risk: String,
    is_disputed: bool,
    currency: String,
    open_minor: i64,
}

impl TryFrom<OpenRow> for OpenInvoice {
    type Error = StoreError;

    fn try_from(row: OpenRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice", key: &row.id };
        Ok(OpenInvoice {
            invoice: InvoiceId::new(row.id),
            client: ClientId::new(row.client_id),
            debtor: DebtorId::new(row.debtor_id),
            dates: InvoiceDates {
                invoiced_on: name.day(&row.invoiced_on)?,
                due_on: name.day(&row.due_on)?,
                purchased_on: name.day(&row.purchased_on)?,
                funded_on: name.day_or_none(row.funded_on.as_deref())?,
                recourse_on: name.day_or_none(row.recourse_on.as_deref())?,
                late_on: name.day_or_none(row.late_on.as_deref())?,
            },
            terms_version: TermsVersionId::new(row.terms_version_id),
            risk: name.word(&row.risk, Risk::from_word(&row.risk))?,
            is_disputed: row.is_disputed,
            open: name.money(row.open_minor, &row.currency)?,
            number: row.number,
        })
    }
}

/// $1 the last recourse date. Invoices without one are in it, because their terms must be asked,
/// and so are those at the firm's risk, which have none.
pub(super) const OPEN: &str =
    "SELECT i.id, i.client_id, i.debtor_id, i.number, i.invoiced_on, i.due_on, i.purchased_on,
            i.funded_on, i.recourse_on, i.late_on, i.terms_version_id, i.risk, i.is_disputed,
            i.currency, b.open_minor
     FROM (SELECT id FROM invoice INDEXED BY invoice_by_recourse
           WHERE state = 'purchased' AND recourse_on <= $1
           UNION SELECT id FROM invoice WHERE state = 'purchased' AND recourse_on IS NULL
           UNION SELECT id FROM invoice WHERE state = 'purchased' AND risk = 'factor') found
     CROSS JOIN invoice i CROSS JOIN invoice_balance b
     WHERE i.id = found.id AND b.invoice_id = i.id AND b.open_minor > 0
     ORDER BY i.id";

/// The open invoices whose recourse date is not after this day or has to be asked of their terms,
/// and all that are at the firm's risk.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_invoices(
    connection: &mut SqliteConnection,
    until: Day,
) -> Result<Vec<OpenInvoice>, StoreError> {
    sqlx::query_as::<_, OpenRow>(OPEN)
        .bind(until.to_string())
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(OpenInvoice::try_from)
        .collect()
}

pub(super) const ALL_PREPARED: &str =
    "SELECT invoice_id, id FROM recourse_case INDEXED BY recourse_case_prepared
     WHERE state = 'prepared' ORDER BY invoice_id";

/// Every invoice with a case that waits for its confirmation.
///
/// # Errors
/// Only of the storage.
pub async fn all_prepared(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<InvoiceId, RecourseCaseId>, StoreError> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(ALL_PREPARED).fetch_all(connection).await?;
    let read = |(invoice, id)| (InvoiceId::new(invoice), RecourseCaseId::new(id));
    Ok(rows.into_iter().map(read).collect())
}
