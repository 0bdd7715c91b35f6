//! Promises to pay, and the money that came in for them. What became of one is not kept.

use factor_domain::ids::{DebtorId, InvoiceId, NoteId};
use factor_domain::promise::{Payment, Promise};
use factor_domain::{Day, Line, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::Tx;
use crate::columns::{RowName, json_list};
use crate::error::StoreError;

/// A promise as kept, of a note that no other has corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The note that it stands on.
    pub note: NoteId,
    /// The record that stands for the debtor.
    pub debtor: DebtorId,
    /// What that is called.
    pub debtor_name: String,
    /// The number of the invoice that it is for; empty of the debtor as a whole.
    pub invoice_number: String,
    /// What was promised.
    pub promise: Promise,
    /// Who promised it.
    pub by: Line,
}

#[derive(FromRow)]
struct PromisedRow {
    note_id: i64,
    debtor_id: i64,
    debtor_name: String,
    invoice_id: Option<i64>,
    invoice_number: String,
    given_on: String,
    amount_minor: i64,
    currency: String,
    due_on: String,
    promised_by: String,
}

#[derive(FromRow)]
struct PaymentRow {
    debtor_id: i64,
    receipt_id: i64,
    received_on: String,
    amount_minor: i64,
    currency: String,
    invoice_id: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.note_id, s.id AS debtor_id, s.name AS debtor_name, n.invoice_id,
                    coalesce(i.number, '') AS invoice_number, n.happened_day AS given_on,
                    p.amount_minor, p.currency, p.due_on, p.promised_by
             FROM promise p
             CROSS JOIN note n ON n.id = p.note_id
             CROSS JOIN debtor d ON d.id = n.debtor_id
             CROSS JOIN debtor s ON s.id = coalesce(d.merged_into, d.id)
             LEFT JOIN invoice i ON i.id = n.invoice_id
             WHERE NOT EXISTS (SELECT 1 FROM note c WHERE c.corrects = n.id) AND ",
            $rest
        )
    };
}

impl TryFrom<PromisedRow> for Promised {
    type Error = StoreError;

    fn try_from(row: PromisedRow) -> Result<Self, StoreError> {
        let name = RowName { table: "promise", key: &row.note_id };
        Ok(Self {
            note: NoteId::new(row.note_id),
            debtor: DebtorId::new(row.debtor_id),
            debtor_name: row.debtor_name,
            invoice_number: row.invoice_number,
            promise: Promise {
                amount: name.money(row.amount_minor, &row.currency)?,
                given_on: name.day(&row.given_on)?,
                due_on: name.day(&row.due_on)?,
                invoice: row.invoice_id.map(InvoiceId::new),
            },
            by: name.text(Line::new("promised_by", &row.promised_by))?,
        })
    }
}

fn all(rows: Vec<PromisedRow>) -> Result<Vec<Promised>, StoreError> {
    rows.into_iter().map(Promised::try_from).collect()
}

/// Keeps the promise of a note.
///
/// # Errors
/// Of the storage; a constraint if the note names no debtor.
pub async fn insert(
    tx: &mut Tx<'_>,
    note: NoteId,
    amount: Money,
    due_on: Day,
    by: &Line,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO promise (note_id, amount_minor, currency, due_on, promised_by)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(note.get())
    .bind(amount.minor())
    .bind(amount.currency().code())
    .bind(due_on.to_string())
    .bind(by.as_str())
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The promises of these debtors and of the records merged into them, in the order they were
/// given.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_debtors(
    connection: &mut SqliteConnection,
    debtors: &[DebtorId],
) -> Result<Vec<Promised>, StoreError> {
    let rows: Vec<PromisedRow> = sqlx::query_as(select!(
        "n.debtor_id IN (
           SELECT value FROM json_each($1) UNION
           SELECT id FROM debtor WHERE merged_into IN (SELECT value FROM json_each($1)))
         ORDER BY n.happened_day, p.note_id"
    ))
    .bind(json_list(debtors.iter().map(|debtor| debtor.get())))
    .fetch_all(connection)
    .await?;
    all(rows)
}

/// Those of these debtors that promised something for `since` or later, themselves or by a record
/// merged into them.
///
/// # Errors
/// Of the storage.
pub async fn promisers(
    connection: &mut SqliteConnection,
    debtors: &[DebtorId],
    since: Day,
) -> Result<Vec<DebtorId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT s.value FROM json_each($1) s WHERE EXISTS (
           SELECT 1 FROM debtor d CROSS JOIN note n ON n.debtor_id = d.id
           CROSS JOIN promise p ON p.note_id = n.id
           WHERE (d.id = s.value OR d.merged_into = s.value) AND p.due_on >= $2)",
    )
    .bind(json_list(debtors.iter().map(|debtor| debtor.get())))
    .bind(since.to_string())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(DebtorId::new).collect())
}

/// The debtors whose promises stand on any of these notes.
///
/// # Errors
/// Of the storage.
pub async fn debtors_of_notes(
    connection: &mut SqliteConnection,
    notes: &[NoteId],
) -> Result<Vec<DebtorId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT n.debtor_id FROM note n CROSS JOIN promise p ON p.note_id = n.id
         WHERE n.id IN (SELECT value FROM json_each($1)) ORDER BY n.debtor_id",
    )
    .bind(json_list(notes.iter().map(|note| note.get())))
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(DebtorId::new).collect())
}

/// The promises whose day has not passed, in the order of their days.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn running(
    connection: &mut SqliteConnection,
    today: Day,
) -> Result<Vec<Promised>, StoreError> {
    let rows: Vec<PromisedRow> =
        sqlx::query_as(select!("p.due_on >= $1 ORDER BY p.due_on, p.note_id"))
            .bind(today.to_string())
            .fetch_all(connection)
            .await?;
    all(rows)
}

/// The promises due from `first` to the day before `today` that nobody has answered: no follow-up
/// of theirs was finished after their day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn passed_unanswered(
    connection: &mut SqliteConnection,
    first: Day,
    today: Day,
) -> Result<Vec<Promised>, StoreError> {
    let rows: Vec<PromisedRow> = sqlx::query_as(select!(
        "p.due_on >= $1 AND p.due_on < $2 AND NOT EXISTS (
           SELECT 1 FROM follow_up f WHERE f.note_id = p.note_id AND f.done_on > p.due_on)
         ORDER BY p.due_on, p.note_id"
    ))
    .bind(first.to_string())
    .bind(today.to_string())
    .fetch_all(connection)
    .await?;
    all(rows)
}

/// What came in from these debtors and the records merged into them since a day, each with its
/// debtor: what posted receipts were applied to its invoices, each for itself, and what of its
/// receipts is for nothing yet.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn payments(
    connection: &mut SqliteConnection,
    debtors: &[DebtorId],
    since: Day,
) -> Result<Vec<(DebtorId, Payment)>, StoreError> {
    let rows: Vec<PaymentRow> = sqlx::query_as(
        "WITH record (id, debtor_id) AS (
           SELECT value, value FROM json_each($1) UNION
           SELECT m.id, m.merged_into FROM json_each($1) j
           CROSS JOIN debtor m ON m.merged_into = j.value)
         SELECT d.debtor_id, r.id AS receipt_id, r.received_on,
                sum(m.collected_minor) AS amount_minor, r.currency, i.id AS invoice_id
         FROM record d CROSS JOIN invoice i ON i.debtor_id = d.id
         CROSS JOIN invoice_movement m ON m.invoice_id = i.id
         CROSS JOIN entry e ON e.number = m.number AND e.cause = 'receipt'
         CROSS JOIN receipt r ON r.id = e.cause_id
         WHERE r.state = 'booked' AND r.received_on >= $2
         GROUP BY d.debtor_id, r.id, i.id HAVING sum(m.collected_minor) > 0
         UNION ALL
         SELECT d.debtor_id, r.id, r.received_on, t.rest_minor, r.currency, NULL
         FROM record d CROSS JOIN receipt r ON r.debtor_id = d.id
         CROSS JOIN receipt_intake t ON t.receipt_id = r.id
         WHERE r.state = 'booked' AND r.received_on >= $2 AND t.rest_minor > 0
         ORDER BY received_on, receipt_id, invoice_id",
    )
    .bind(json_list(debtors.iter().map(|debtor| debtor.get())))
    .bind(since.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let name = RowName { table: "receipt", key: &row.receipt_id };
            let payment = Payment {
                received_on: name.day(&row.received_on)?,
                amount: name.money(row.amount_minor, &row.currency)?,
                invoice: row.invoice_id.map(InvoiceId::new),
            };
            Ok((DebtorId::new(row.debtor_id), payment))
        })
        .collect()
}
