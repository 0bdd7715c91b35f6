//! What is kept of a receipt beside its money: who it is said to be from, what it is for.

use factor_domain::{Day, Money, PersonId, ReceiptId};
use sqlx::{FromRow, SqliteConnection};

use super::{NewReceipt, ReceiptState};
use crate::columns::{RowName, one};
use crate::{StoreError, Tx};

/// Where the value day of a receipt comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueDay {
    /// Received and cleared by the terms.
    ByTerms,
    /// Somebody typed it.
    Typed,
}

/// What is kept of a receipt beside its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Who the bank says it is from; may be empty.
    pub payer: String,
    /// What the debtor wrote about it; may be empty.
    pub remittance: String,
    /// Where the value day comes from.
    pub value: ValueDay,
    /// What it is for, as typed so far: JSON of the window's form.
    pub allocation: String,
    /// The same as it was posted.
    pub posted: String,
    /// What of a posted receipt is for nothing yet, in minor units.
    pub rest_minor: i64,
    /// Why that is so.
    pub park_reason: String,
    /// Why it was returned or reversed.
    pub end_reason: String,
    /// The corrected copy of a receipt that was reversed.
    pub corrected_by: Option<ReceiptId>,
    /// Who entered it.
    pub person: (PersonId, String),
    /// UTC.
    pub saved_at: String,
}

/// Where a receipt came from, if from a file of the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromBankFile {
    /// The file.
    pub file: Option<i64>,
    /// The hash of its line.
    pub key: Option<String>,
}

/// A receipt that is about to be kept and not in the books yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft<'a> {
    /// What came in.
    pub receipt: &'a NewReceipt,
    /// Who the bank says it is from.
    pub payer: &'a str,
    /// What the debtor wrote about it.
    pub remittance: &'a str,
    /// Where the value day comes from.
    pub value: ValueDay,
    /// JSON of what it is for.
    pub allocation: &'a str,
    /// Who enters it.
    pub person: (PersonId, &'a str),
    /// Where it came from.
    pub from: FromBankFile,
}

#[derive(FromRow)]
struct IntakeRow {
    payer: String,
    remittance: String,
    has_own_value: bool,
    allocation: String,
    posted: String,
    rest_minor: i64,
    park_reason: String,
    end_reason: String,
    corrected_by: Option<i64>,
    person_id: i64,
    person_name: String,
    saved_at: String,
}

impl From<IntakeRow> for Intake {
    fn from(row: IntakeRow) -> Intake {
        Intake {
            payer: row.payer,
            remittance: row.remittance,
            value: if row.has_own_value { ValueDay::Typed } else { ValueDay::ByTerms },
            allocation: row.allocation,
            posted: row.posted,
            rest_minor: row.rest_minor,
            park_reason: row.park_reason,
            end_reason: row.end_reason,
            corrected_by: row.corrected_by.map(ReceiptId::new),
            person: (PersonId::new(row.person_id), row.person_name),
            saved_at: row.saved_at,
        }
    }
}

/// Keeps a receipt that is not in the books yet.
///
/// # Errors
/// [`StoreError::Constraint`] for a value day before the receipt; [`StoreError::Duplicate`] for a
/// line of a bank file that is there already.
pub async fn insert_draft(
    tx: &mut Tx<'_>,
    draft: &NewDraft<'_>,
    at: &str,
) -> Result<ReceiptId, StoreError> {
    let id = super::insert_as(tx, draft.receipt, ReceiptState::Draft, at).await?;
    sqlx::query(
        "INSERT INTO receipt_intake (receipt_id, payer, remittance, has_own_value, allocation,
                                     posted, rest_minor, park_reason, end_reason, bank_file_id,
                                     import_key, person_id, person_name, saved_at)
         VALUES ($1, $2, $3, $4, $5, '{}', 0, '', '', $6, $7, $8, $9, $10)",
    )
    .bind(id.get())
    .bind(draft.payer)
    .bind(draft.remittance)
    .bind(draft.value == ValueDay::Typed)
    .bind(draft.allocation)
    .bind(draft.from.file)
    .bind(draft.from.key.as_deref())
    .bind(draft.person.0.get())
    .bind(draft.person.1)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Changes a receipt that is not in the books yet.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or is posted.
pub async fn update_draft(
    tx: &mut Tx<'_>,
    id: ReceiptId,
    draft: &NewDraft<'_>,
    at: &str,
) -> Result<(), StoreError> {
    let receipt = draft.receipt;
    let done = sqlx::query(
        "UPDATE receipt SET bank_account_id = $2, client_id = $3, debtor_id = $4,
           amount_minor = $5, currency = $6, received_on = $7, value_on = $8, method = $9,
           reference = $10, saved_at = $11
         WHERE id = $1 AND state = 'draft'",
    )
    .bind(id.get())
    .bind(receipt.bank.get())
    .bind(receipt.client.map(|id| id.get()))
    .bind(receipt.debtor.map(|id| id.get()))
    .bind(receipt.amount.minor())
    .bind(receipt.amount.currency().to_string())
    .bind(receipt.received_on.to_string())
    .bind(receipt.value_on.to_string())
    .bind(receipt.method.as_str())
    .bind(receipt.reference.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())?;
    sqlx::query(
        "UPDATE receipt_intake SET payer = $2, remittance = $3, has_own_value = $4, saved_at = $5
         WHERE receipt_id = $1",
    )
    .bind(id.get())
    .bind(draft.payer)
    .bind(draft.remittance)
    .bind(draft.value == ValueDay::Typed)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps what a receipt is for, as typed so far.
///
/// # Errors
/// [`StoreError::NotFound`] if the receipt is not there.
pub async fn save_allocation(
    tx: &mut Tx<'_>,
    id: ReceiptId,
    allocation: &str,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE receipt_intake SET allocation = $2, saved_at = $3 WHERE receipt_id = $1",
    )
    .bind(id.get())
    .bind(allocation)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Lets go of a receipt that is not in the books. Where it was the corrected copy of another, that
/// one has none any more.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or is posted.
pub async fn remove_draft(tx: &mut Tx<'_>, id: ReceiptId) -> Result<(), StoreError> {
    sqlx::query("UPDATE receipt_intake SET corrected_by = NULL WHERE corrected_by = $1")
        .bind(id.get())
        .execute(&mut **tx)
        .await?;
    let done = sqlx::query("DELETE FROM receipt WHERE id = $1 AND state = 'draft'")
        .bind(id.get())
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}

/// What a receipt is for once its entries are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest<'a> {
    /// What of it is for nothing yet.
    pub left: Money,
    /// Why.
    pub park_reason: &'a str,
    /// JSON of what is to be done with it.
    pub allocation: &'a str,
}

/// Marks a receipt as being in the books, with the JSON of what it was posted as.
///
/// # Errors
/// [`StoreError::NotFound`] if it is there already.
pub async fn mark_booked(
    tx: &mut Tx<'_>,
    id: ReceiptId,
    posted: &str,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE receipt SET state = 'booked', saved_at = $2 WHERE id = $1 AND state = 'draft'",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())?;
    let done = sqlx::query("UPDATE receipt_intake SET posted = $2 WHERE receipt_id = $1")
        .bind(id.get())
        .bind(posted)
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}

/// Keeps what of a posted receipt is for nothing yet.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there.
pub async fn set_rest(
    tx: &mut Tx<'_>,
    id: ReceiptId,
    rest: &Rest<'_>,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE receipt_intake SET rest_minor = $2, park_reason = $3, allocation = $4,
           saved_at = $5
         WHERE receipt_id = $1",
    )
    .bind(id.get())
    .bind(rest.left.minor())
    .bind(rest.park_reason)
    .bind(rest.allocation)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// How a posted receipt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptEnd {
    /// The bank took it back.
    Returned,
    /// It was entered wrong; the copy is the corrected one.
    Reversed(ReceiptId),
}

/// Marks a posted receipt as ended. A receipt kept without its intake gets one.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not in the books.
pub async fn mark_ended(
    tx: &mut Tx<'_>,
    id: ReceiptId,
    end: ReceiptEnd,
    reason: &str,
    person: (PersonId, &str),
    at: &str,
) -> Result<(), StoreError> {
    let (state, corrected_by) = match end {
        ReceiptEnd::Returned => (ReceiptState::Returned, None),
        ReceiptEnd::Reversed(copy) => (ReceiptState::Reversed, Some(copy.get())),
    };
    let done = sqlx::query(
        "UPDATE receipt SET state = $2, saved_at = $3 WHERE id = $1 AND state = 'booked'",
    )
    .bind(id.get())
    .bind(state.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())?;
    sqlx::query(
        "INSERT INTO receipt_intake (receipt_id, payer, remittance, has_own_value, allocation,
                                     posted, rest_minor, park_reason, end_reason, corrected_by,
                                     person_id, person_name, saved_at)
         VALUES ($1, '', '', 0, '{}', '{}', 0, '', $2, $3, $4, $5, $6)
         ON CONFLICT (receipt_id) DO UPDATE SET rest_minor = 0, end_reason = excluded.end_reason,
           corrected_by = excluded.corrected_by, saved_at = excluded.saved_at",
    )
    .bind(id.get())
    .bind(reason)
    .bind(corrected_by)
    .bind(person.0.get())
    .bind(person.1)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is kept of a receipt beside its money; none of one that came in by other ways.
///
/// # Errors
/// Only of the storage.
pub async fn intake(
    connection: &mut SqliteConnection,
    id: ReceiptId,
) -> Result<Option<Intake>, StoreError> {
    let row: Option<IntakeRow> = sqlx::query_as(
        "SELECT payer, remittance, has_own_value, allocation, posted, rest_minor, park_reason,
                end_reason, corrected_by, person_id, person_name, saved_at
         FROM receipt_intake WHERE receipt_id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Intake::from))
}

/// The days these receipts came in.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn received_days(
    connection: &mut SqliteConnection,
    receipts: &[ReceiptId],
) -> Result<Vec<(ReceiptId, Day)>, StoreError> {
    let ids: Vec<i64> = receipts.iter().map(|id| id.get()).collect();
    let ids = serde_json::to_string(&ids).map_err(|e| StoreError::bad_row("receipt", e))?;
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, received_on FROM receipt
         WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let read = |(id, day): (i64, String)| {
        let row = RowName { table: "receipt", key: &id };
        Ok((ReceiptId::new(id), row.day(&day)?))
    };
    rows.into_iter().map(read).collect()
}
