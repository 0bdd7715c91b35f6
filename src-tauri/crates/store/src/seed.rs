//! Records for tests and demonstrations that no screen makes yet: debtors, a bank account, bought
//! invoices, receipts. Only built with the feature `seed`, which the product never asks for.

use factor_domain::{
    BankAccountId, ClientId, Day, DebtorGroupId, DebtorId, EntryNumber, InvoiceId, Money,
    ReceiptId, Terms, TermsVersionId,
};

use crate::find::folded;
use crate::{StoreError, Tx};

/// When all of it was entered.
const AT: &str = "2026-01-02T15:00:00.000Z";

/// Whoever has signed terms, with those terms, in the order of the clients' ids.
///
/// # Errors
/// Of the storage, or terms that cannot be read.
pub async fn signed(tx: &mut Tx<'_>) -> Result<Vec<(ClientId, TermsVersionId, Terms)>, StoreError> {
    let rows: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT client_id, id, terms FROM terms_version
         WHERE state = 'signed' ORDER BY client_id, version",
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|(client, id, terms)| {
            let terms = serde_json::from_str(&terms)
                .map_err(|cause| StoreError::bad_row("terms_version", cause))?;
            Ok((ClientId::new(client), TermsVersionId::new(id), terms))
        })
        .collect()
}

/// Enters a group of debtors.
///
/// # Errors
/// Only of the storage.
pub async fn group(tx: &mut Tx<'_>, name: &str) -> Result<DebtorGroupId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO debtor_group (name, match_key, saved_at) VALUES ($1, $2, $3) RETURNING id",
    )
    .bind(name)
    .bind(folded(name))
    .bind(AT)
    .fetch_one(&mut **tx)
    .await?;
    Ok(DebtorGroupId::new(id))
}

/// Enters a debtor.
///
/// # Errors
/// Only of the storage.
pub async fn debtor(
    tx: &mut Tx<'_>,
    name: &str,
    group: Option<DebtorGroupId>,
) -> Result<DebtorId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO debtor (revision, name, name_key, match_key, group_id, address, country,
                             phone, email, is_government, is_insolvent, status, saved_at)
         VALUES (1, $1, $2, $2, $3, '{}', 'US', '', '', 0, 0, 'approved', $4) RETURNING id",
    )
    .bind(name)
    .bind(folded(name))
    .bind(group.map(|id| id.get()))
    .bind(AT)
    .fetch_one(&mut **tx)
    .await?;
    Ok(DebtorId::new(id))
}

/// Enters a bank account of the firm.
///
/// # Errors
/// Only of the storage.
pub async fn bank_account(tx: &mut Tx<'_>, name: &str) -> Result<BankAccountId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO bank_account (name, currency, is_active, saved_at)
         VALUES ($1, 'USD', 1, $2) RETURNING id",
    )
    .bind(name)
    .bind(AT)
    .fetch_one(&mut **tx)
    .await?;
    Ok(BankAccountId::new(id))
}

/// An invoice that is bought.
#[derive(Clone, Debug)]
pub struct BoughtInvoice {
    /// Who sells it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// By which terms.
    pub terms: TermsVersionId,
    /// As the client numbers it.
    pub number: String,
    /// Its face.
    pub face: Money,
    /// Its date.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// When it is bought and paid out.
    pub purchased_on: Day,
}

/// Enters a bought invoice.
///
/// # Errors
/// Only of the storage.
pub async fn invoice(tx: &mut Tx<'_>, of: &BoughtInvoice) -> Result<InvoiceId, StoreError> {
    let key: String = folded(&of.number).chars().filter(|c| c.is_alphanumeric()).collect();
    let id = sqlx::query_scalar(
        "INSERT INTO invoice (client_id, debtor_id, number, number_key, currency, face_minor,
                              tax_minor, retainage_minor, discount_minor, invoiced_on, due_on,
                              purchased_on, funded_on, terms_version_id, risk, is_disputed, state,
                              saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7, $8, $9, $9, $10, 'client', 0, 'purchased',
                 $11)
         RETURNING id",
    )
    .bind(of.client.get())
    .bind(of.debtor.get())
    .bind(&of.number)
    .bind(key.trim_start_matches('0'))
    .bind(of.face.currency().to_string())
    .bind(of.face.minor())
    .bind(of.invoiced_on.to_string())
    .bind(of.due_on.to_string())
    .bind(of.purchased_on.to_string())
    .bind(of.terms.get())
    .bind(AT)
    .fetch_one(&mut **tx)
    .await?;
    Ok(InvoiceId::new(id))
}

/// Notes that an entry has closed an invoice, paid.
///
/// # Errors
/// Only of the storage.
pub async fn close(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    closed_on: Day,
    entry: EntryNumber,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE invoice SET state = 'closed_paid', closed_on = $2, closed_entry = $3
         WHERE id = $1",
    )
    .bind(invoice.get())
    .bind(closed_on.to_string())
    .bind(entry.get())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Enters a receipt from the debtor of an invoice.
///
/// # Errors
/// Only of the storage.
pub async fn receipt(
    tx: &mut Tx<'_>,
    from: &BoughtInvoice,
    bank: BankAccountId,
    received_on: Day,
) -> Result<ReceiptId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO receipt (bank_account_id, client_id, debtor_id, amount_minor, currency,
                              received_on, value_on, method, reference, state, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, 'ach', $7, 'booked', $8) RETURNING id",
    )
    .bind(bank.get())
    .bind(from.client.get())
    .bind(from.debtor.get())
    .bind(from.face.minor())
    .bind(from.face.currency().to_string())
    .bind(received_on.to_string())
    .bind(&from.number)
    .bind(AT)
    .fetch_one(&mut **tx)
    .await?;
    Ok(ReceiptId::new(id))
}
