//! What is noted on bought invoices beside the books: disputes, money that went to the client,
//! the discount for paying early.

use std::collections::BTreeMap;

use factor_domain::invoice::{Dispute, EarlyPayment, Misdirected, ShortPayReason};
use factor_domain::{Day, EarlyPaymentDiscount, InvoiceId, Rate, ReceiptId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, json_list, one};
use crate::{StoreError, Tx};

/// What is noted on some invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Disputes that have not ended.
    pub disputes: BTreeMap<InvoiceId, Dispute>,
    /// What the client has not turned over.
    pub misdirected: BTreeMap<InvoiceId, Misdirected>,
    /// Discounts for paying early.
    pub discounts: BTreeMap<InvoiceId, EarlyPayment>,
}

#[derive(FromRow)]
struct DisputeRow {
    invoice_id: i64,
    reason: String,
    amount_minor: i64,
    currency: String,
    since: String,
}

#[derive(FromRow)]
struct MisdirectedRow {
    invoice_id: i64,
    amount_minor: i64,
    currency: String,
    known_on: String,
}

#[derive(FromRow)]
struct DiscountRow {
    invoice_id: i64,
    rate: String,
    days: u16,
    grace_days: u16,
    discountable_minor: i64,
    currency: String,
}

fn reason_of(word: &str) -> Option<ShortPayReason> {
    ShortPayReason::ALL.iter().find(|reason| reason.as_str() == word).copied()
}

impl DisputeRow {
    fn read(&self) -> Result<(InvoiceId, Dispute), StoreError> {
        let name = RowName { table: "invoice_dispute", key: &self.invoice_id };
        let dispute = Dispute {
            reason: name.word(&self.reason, reason_of(&self.reason))?,
            amount: name.money(self.amount_minor, &self.currency)?,
            since: name.day(&self.since)?,
        };
        Ok((InvoiceId::new(self.invoice_id), dispute))
    }
}

impl MisdirectedRow {
    fn read(&self) -> Result<(InvoiceId, Misdirected), StoreError> {
        let name = RowName { table: "invoice_misdirected", key: &self.invoice_id };
        let misdirected = Misdirected {
            amount: name.money(self.amount_minor, &self.currency)?,
            known_on: name.day(&self.known_on)?,
        };
        Ok((InvoiceId::new(self.invoice_id), misdirected))
    }
}

impl DiscountRow {
    fn read(&self) -> Result<(InvoiceId, EarlyPayment), StoreError> {
        let name = RowName { table: "invoice_discount", key: &self.invoice_id };
        let discount = EarlyPaymentDiscount {
            rate: name.text(Rate::parse(&self.rate))?,
            days: self.days,
            grace_days: self.grace_days,
        };
        let discountable = name.money(self.discountable_minor, &self.currency)?;
        Ok((InvoiceId::new(self.invoice_id), EarlyPayment { discount, discountable }))
    }
}

pub(super) const DISPUTES: &str =
    "SELECT d.invoice_id, d.reason, d.amount_minor, i.currency, d.since
     FROM invoice_dispute d JOIN invoice i ON i.id = d.invoice_id
     WHERE d.ended_on IS NULL AND d.invoice_id IN (SELECT value FROM json_each($1))
     ORDER BY d.invoice_id";
const MISDIRECTED: &str = "SELECT m.invoice_id, m.amount_minor, i.currency, m.known_on
     FROM invoice_misdirected m JOIN invoice i ON i.id = m.invoice_id
     WHERE m.invoice_id IN (SELECT value FROM json_each($1)) ORDER BY m.invoice_id";
const DISCOUNTS: &str = "SELECT d.invoice_id, d.rate, d.days, d.grace_days, d.discountable_minor,
            i.currency
     FROM invoice_discount d JOIN invoice i ON i.id = d.invoice_id
     WHERE d.invoice_id IN (SELECT value FROM json_each($1)) ORDER BY d.invoice_id";

/// What is noted on these invoices.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn noted(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
) -> Result<Noted, StoreError> {
    let ids = json_list(invoices.iter().map(|id| id.get()));
    let disputes: Vec<DisputeRow> =
        sqlx::query_as(DISPUTES).bind(&ids).fetch_all(&mut *connection).await?;
    let misdirected: Vec<MisdirectedRow> =
        sqlx::query_as(MISDIRECTED).bind(&ids).fetch_all(&mut *connection).await?;
    let discounts: Vec<DiscountRow> =
        sqlx::query_as(DISCOUNTS).bind(&ids).fetch_all(connection).await?;
    Ok(Noted {
        disputes: disputes.iter().map(DisputeRow::read).collect::<Result<_, _>>()?,
        misdirected: misdirected.iter().map(MisdirectedRow::read).collect::<Result<_, _>>()?,
        discounts: discounts.iter().map(DiscountRow::read).collect::<Result<_, _>>()?,
    })
}

/// Why a dispute was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeNote<'a> {
    /// In the words of whoever noted it; may be empty.
    pub note: &'a str,
    /// The receipt that left it open, if one did.
    pub receipt: Option<ReceiptId>,
}

/// Notes that a debtor contests an invoice; what was noted before ends.
///
/// # Errors
/// Only of the storage.
pub async fn open_dispute(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    dispute: &Dispute,
    note: DisputeNote<'_>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE invoice_dispute SET ended_on = $2, end_note = 'replaced by a later one',
           saved_at = $3
         WHERE invoice_id = $1 AND ended_on IS NULL",
    )
    .bind(invoice.get())
    .bind(dispute.since.to_string())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO invoice_dispute (invoice_id, reason, amount_minor, since, note, receipt_id,
                                      end_note, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, '', $7)",
    )
    .bind(invoice.get())
    .bind(dispute.reason.as_str())
    .bind(dispute.amount.minor())
    .bind(dispute.since.to_string())
    .bind(note.note)
    .bind(note.receipt.map(|id| id.get()))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    mark_disputed(tx, invoice, 1, at).await
}

/// Notes that a dispute has ended; nothing happens where there is none.
///
/// # Errors
/// Only of the storage.
pub async fn end_dispute(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    ended_on: Day,
    note: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE invoice_dispute SET ended_on = $2, end_note = $3, saved_at = $4
         WHERE invoice_id = $1 AND ended_on IS NULL",
    )
    .bind(invoice.get())
    .bind(ended_on.to_string())
    .bind(note)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    mark_disputed(tx, invoice, 0, at).await
}

/// Invoices that a receipt left open as disputed, and still are.
///
/// # Errors
/// Only of the storage.
pub async fn disputed_by(
    connection: &mut SqliteConnection,
    receipt: ReceiptId,
) -> Result<Vec<InvoiceId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT invoice_id FROM invoice_dispute
         WHERE receipt_id = $1 AND ended_on IS NULL ORDER BY invoice_id",
    )
    .bind(receipt.get())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(InvoiceId::new).collect())
}

async fn mark_disputed(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    is_disputed: i64,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE invoice SET is_disputed = $2, saved_at = $3 WHERE id = $1")
        .bind(invoice.get())
        .bind(is_disputed)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}

/// Keeps what a debtor paid to the client and the client has not turned over; nothing is none.
///
/// # Errors
/// Only of the storage.
pub async fn set_misdirected(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    misdirected: Option<Misdirected>,
    note: &str,
    at: &str,
) -> Result<(), StoreError> {
    let Some(misdirected) = misdirected else {
        sqlx::query("DELETE FROM invoice_misdirected WHERE invoice_id = $1")
            .bind(invoice.get())
            .execute(&mut **tx)
            .await?;
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO invoice_misdirected (invoice_id, amount_minor, known_on, note, saved_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (invoice_id) DO UPDATE SET amount_minor = excluded.amount_minor,
           known_on = excluded.known_on, note = excluded.note, saved_at = excluded.saved_at",
    )
    .bind(invoice.get())
    .bind(misdirected.amount.minor())
    .bind(misdirected.known_on.to_string())
    .bind(note)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the discount for paying early that is written on an invoice.
///
/// # Errors
/// Only of the storage.
pub async fn set_early_payment(
    tx: &mut Tx<'_>,
    invoice: InvoiceId,
    early: &EarlyPayment,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO invoice_discount (invoice_id, rate, days, grace_days, discountable_minor,
                                       saved_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (invoice_id) DO UPDATE SET rate = excluded.rate, days = excluded.days,
           grace_days = excluded.grace_days, discountable_minor = excluded.discountable_minor,
           saved_at = excluded.saved_at",
    )
    .bind(invoice.get())
    .bind(early.discount.rate.format_plain())
    .bind(early.discount.days)
    .bind(early.discount.grace_days)
    .bind(early.discountable.minor())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
