//! Invoices: what is written on them and how far they are. What is open on one is a balance, see
//! [`crate::book`].

use factor_domain::{
    ClientId, Day, DebtorId, EntryNumber, InvoiceId, Line, Money, ScheduleId, TermsVersionId,
};
use sqlx::SqliteConnection;

use crate::columns::{one, stored_words};
use crate::{StoreError, Tx};

mod bought;
pub mod list;
mod noted;
mod open;
mod row;

pub use bought::{BoughtInvoice, bought_invoices};
pub use noted::{
    DisputeNote, Noted, disputed_by, end_dispute, noted, open_dispute, set_early_payment,
    set_misdirected,
};
pub use open::{all, clients_of_payer, open_of_payer, open_with_text};
use row::InvoiceRow;

stored_words! {
    /// How far an invoice is.
    InvoiceState {
        /// Being entered.
        Draft = "draft",
        /// Offered for sale.
        Submitted = "submitted",
        /// Set aside until something is cleared up.
        Held = "held",
        /// Not bought.
        Rejected = "rejected",
        /// To be bought.
        Approved = "approved",
        /// Bought and open.
        Purchased = "purchased",
        /// Paid.
        ClosedPaid = "closed_paid",
        /// Back with the client.
        ClosedChargedBack = "closed_charged_back",
        /// Given up after a credit event.
        ClosedWrittenOff = "closed_written_off",
    }
}

stored_words! {
    /// Who bears the debtor's insolvency.
    Risk {
        /// The client: recourse.
        Client = "client",
        /// The firm: non-recourse.
        Factor = "factor",
    }
}

/// What is written on an invoice; all amounts in the currency of the face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceForm {
    /// Who sells it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The schedule it is offered on.
    pub schedule: Option<ScheduleId>,
    /// As the client numbers it.
    pub number: Line,
    /// Its total.
    pub face: Money,
    /// Sales tax in it.
    pub tax: Money,
    /// Held back by the debtor by contract.
    pub retainage: Money,
    /// The discount for paying early.
    pub discount: Money,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Who bears the debtor's insolvency.
    pub risk: Risk,
}

/// The days and the terms of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// When it was bought.
    pub purchased_on: Day,
    /// The terms it was bought by, for ever.
    pub terms_version: TermsVersionId,
    /// When its advance was paid.
    pub funded_on: Option<Day>,
    /// When the client must buy it back.
    pub recourse_on: Option<Day>,
    /// When late treatment starts.
    pub late_on: Option<Day>,
}

/// The end of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The day.
    pub closed_on: Day,
    /// The entry that closed it.
    pub entry: EntryNumber,
}

/// An invoice as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// What is written on it.
    pub form: InvoiceForm,
    /// How far it is.
    pub state: InvoiceState,
    /// Whether the debtor disputes it.
    pub is_disputed: bool,
    /// Its purchase; none before.
    pub purchase: Option<Purchase>,
    /// Its closing; none while it is open.
    pub closing: Option<Closing>,
}

/// The number without case, signs and leading zeros: `INV-0042` and `inv 42` are one number. Two
/// sales of one invoice have the same key.
#[must_use]
pub fn number_key(number: &str) -> String {
    let plain: String = number.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let parts: Vec<String> = plain
        .to_lowercase()
        .split_whitespace()
        .map(|part| {
            let short = part.trim_start_matches('0');
            if short.is_empty() { "0".to_owned() } else { short.to_owned() }
        })
        .collect();
    // A number of nothing but signs is still a number.
    if parts.is_empty() { number.trim().to_owned() } else { parts.concat() }
}

/// Keeps a new invoice as a draft.
///
/// # Errors
/// [`StoreError::Constraint`] for parts above the face; else only of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    form: &InvoiceForm,
    at: &str,
) -> Result<InvoiceId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO invoice (client_id, debtor_id, schedule_id, number, number_key, currency,
                              face_minor, tax_minor, retainage_minor, discount_minor, invoiced_on,
                              due_on, risk, is_disputed, state, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 'draft', $14)
         RETURNING id",
    )
    .bind(form.client.get())
    .bind(form.debtor.get())
    .bind(form.schedule.map(|id| id.get()))
    .bind(form.number.as_str())
    .bind(number_key(form.number.as_str()))
    .bind(form.face.currency().to_string())
    .bind(form.face.minor())
    .bind(form.tax.minor())
    .bind(form.retainage.minor())
    .bind(form.discount.minor())
    .bind(form.invoiced_on.to_string())
    .bind(form.due_on.to_string())
    .bind(form.risk.as_str())
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(InvoiceId::new(id))
}

/// Moves an invoice that is not bought to another state before purchase.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Constraint`] if the state needs a purchase.
pub async fn set_state(
    tx: &mut Tx<'_>,
    id: InvoiceId,
    state: InvoiceState,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET state = $2, saved_at = $3 WHERE id = $1 AND purchased_on IS NULL",
    )
    .bind(id.get())
    .bind(state.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Marks an invoice as bought; from now on it keeps what it was bought by.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or bought already.
pub async fn purchase(
    tx: &mut Tx<'_>,
    id: InvoiceId,
    purchase: &Purchase,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET state = 'purchased', purchased_on = $2, terms_version_id = $3,
           funded_on = $4, recourse_on = $5, late_on = $6, saved_at = $7
         WHERE id = $1 AND purchased_on IS NULL",
    )
    .bind(id.get())
    .bind(purchase.purchased_on.to_string())
    .bind(purchase.terms_version.get())
    .bind(purchase.funded_on.map(|day| day.to_string()))
    .bind(purchase.recourse_on.map(|day| day.to_string()))
    .bind(purchase.late_on.map(|day| day.to_string()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Takes a purchase back, after its entries were reversed: the invoice was not sold.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not bought; [`StoreError::Constraint`] while anything of it is
/// in the books.
pub async fn take_back_purchase(
    tx: &mut Tx<'_>,
    id: InvoiceId,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET state = 'rejected', purchased_on = NULL, terms_version_id = NULL,
           funded_on = NULL, recourse_on = NULL, late_on = NULL, saved_at = $2
         WHERE id = $1 AND state = 'purchased'",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Keeps the day the advance was paid.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or not bought.
pub async fn set_funded(
    tx: &mut Tx<'_>,
    id: InvoiceId,
    funded_on: Option<Day>,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET funded_on = $2, saved_at = $3
         WHERE id = $1 AND purchased_on IS NOT NULL",
    )
    .bind(id.get())
    .bind(funded_on.map(|day| day.to_string()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// How an invoice ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Paid.
    Paid,
    /// Back with the client.
    ChargedBack,
    /// Given up.
    WrittenOff,
}

impl Ending {
    const fn state(self) -> InvoiceState {
        match self {
            Self::Paid => InvoiceState::ClosedPaid,
            Self::ChargedBack => InvoiceState::ClosedChargedBack,
            Self::WrittenOff => InvoiceState::ClosedWrittenOff,
        }
    }
}

/// Closes a bought invoice.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not open.
pub async fn close(
    tx: &mut Tx<'_>,
    id: InvoiceId,
    ending: Ending,
    closing: Closing,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET state = $2, closed_on = $3, closed_entry = $4, saved_at = $5
         WHERE id = $1 AND state = 'purchased'",
    )
    .bind(id.get())
    .bind(ending.state().as_str())
    .bind(closing.closed_on.to_string())
    .bind(closing.entry.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Opens a closed invoice again, when the entry that closed it was reversed.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not closed.
pub async fn reopen(tx: &mut Tx<'_>, id: InvoiceId, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE invoice SET state = 'purchased', closed_on = NULL, closed_entry = NULL,
           saved_at = $2
         WHERE id = $1 AND closed_on IS NOT NULL",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One invoice.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: InvoiceId) -> Result<Invoice, StoreError> {
    sqlx::query_as::<_, InvoiceRow>(row::invoices!("WHERE id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// The invoices of a schedule, in the order they were entered.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_schedule(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<Invoice>, StoreError> {
    let rows: Vec<InvoiceRow> =
        sqlx::query_as(row::invoices!("WHERE schedule_id = $1 ORDER BY id"))
            .bind(schedule.get())
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

/// Invoices of any client with the same number, as far as [`number_key`] tells.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn with_number_like(
    connection: &mut SqliteConnection,
    number: &str,
) -> Result<Vec<Invoice>, StoreError> {
    let rows: Vec<InvoiceRow> =
        sqlx::query_as(row::invoices!("WHERE number_key = $1 ORDER BY client_id, id"))
            .bind(number_key(number))
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

#[cfg(test)]
mod tests;
