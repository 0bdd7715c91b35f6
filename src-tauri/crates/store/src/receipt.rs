//! Money in: the firm's bank accounts, receipts, and the runs that entries are caused by.

use factor_domain::{
    BankAccount, BankAccountId, BatchId, ClientId, Currency, Day, DebtorId, Line, Money, Name,
    ReceiptId,
};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

mod bank_file;
mod intake;
mod list;

pub use bank_file::{
    BankFileFormat, NewBankFile, columns_of, insert_file, known_keys, last_file, save_columns,
};
pub use intake::{
    FromBankFile, Intake, NewDraft, ReceiptEnd, Rest, ValueDay, insert_draft, intake, mark_booked,
    mark_ended, received_days, remove_draft, save_allocation, set_rest, update_draft,
};
pub use list::{
    EarlierPayment, ListedReceipt, ReceiptFilter, earlier_payments, inbox, posted, posted_counts,
};

stored_words! {
    /// How money came in.
    ReceiptMethod {
        /// Check.
        Check = "check",
        /// Automated clearing house.
        Ach = "ach",
        /// Wire.
        Wire = "wire",
        /// Card.
        Card = "card",
        /// Cash.
        Cash = "cash",
        /// Anything else.
        Other = "other",
    }
}

stored_words! {
    /// What became of a receipt.
    ReceiptState {
        /// Not in the books yet.
        Draft = "draft",
        /// In the books.
        Booked = "booked",
        /// The bank took it back.
        Returned = "returned",
        /// It was entered wrong and taken out.
        Reversed = "reversed",
    }
}

stored_words! {
    /// What a run does.
    BatchKind {
        /// Pays clients.
        Disbursement = "disbursement",
        /// Makes earned reserve payable.
        Release = "release",
        /// Settles closed invoices.
        Settlement = "settlement",
        /// Books interest.
        Interest = "interest",
        /// Books minimums.
        Minimum = "minimum",
        /// Takes balances over.
        Opening = "opening",
    }
}

/// A receipt that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReceipt {
    /// Where the money is.
    pub bank: BankAccountId,
    /// Whose invoices it pays, if that is known.
    pub client: Option<ClientId>,
    /// Who paid, if that is known.
    pub debtor: Option<DebtorId>,
    /// How much.
    pub amount: Money,
    /// The day it came in.
    pub received_on: Day,
    /// The day it counts as collected.
    pub value_on: Day,
    /// How it came.
    pub method: ReceiptMethod,
    /// Check number or bank reference; may be empty.
    pub reference: Line,
}

/// A receipt as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its id.
    pub id: ReceiptId,
    /// What came in.
    pub receipt: NewReceipt,
    /// What became of it.
    pub state: ReceiptState,
}

#[derive(FromRow)]
struct ReceiptRow {
    id: i64,
    bank_account_id: i64,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    amount_minor: i64,
    currency: String,
    received_on: String,
    value_on: String,
    method: String,
    reference: String,
    state: String,
}

impl TryFrom<ReceiptRow> for Receipt {
    type Error = StoreError;

    fn try_from(row: ReceiptRow) -> Result<Self, StoreError> {
        let name = RowName { table: "receipt", key: &row.id };
        let receipt = NewReceipt {
            bank: BankAccountId::new(row.bank_account_id),
            client: row.client_id.map(ClientId::new),
            debtor: row.debtor_id.map(DebtorId::new),
            amount: name.money(row.amount_minor, &row.currency)?,
            received_on: name.day(&row.received_on)?,
            value_on: name.day(&row.value_on)?,
            method: name.word(&row.method, ReceiptMethod::from_word(&row.method))?,
            reference: name.text(Line::new("reference", &row.reference))?,
        };
        let state = name.word(&row.state, ReceiptState::from_word(&row.state))?;
        Ok(Self { id: ReceiptId::new(row.id), receipt, state })
    }
}

/// Keeps a receipt whose entries are written with it.
///
/// # Errors
/// [`StoreError::Constraint`] for a value day before the receipt; else only of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    receipt: &NewReceipt,
    at: &str,
) -> Result<ReceiptId, StoreError> {
    insert_as(tx, receipt, ReceiptState::Booked, at).await
}

async fn insert_as(
    tx: &mut Tx<'_>,
    receipt: &NewReceipt,
    state: ReceiptState,
    at: &str,
) -> Result<ReceiptId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO receipt (bank_account_id, client_id, debtor_id, amount_minor, currency,
                              received_on, value_on, method, reference, state, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
    )
    .bind(receipt.bank.get())
    .bind(receipt.client.map(|id| id.get()))
    .bind(receipt.debtor.map(|id| id.get()))
    .bind(receipt.amount.minor())
    .bind(receipt.amount.currency().to_string())
    .bind(receipt.received_on.to_string())
    .bind(receipt.value_on.to_string())
    .bind(receipt.method.as_str())
    .bind(receipt.reference.as_str())
    .bind(state.as_str())
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(ReceiptId::new(id))
}

/// Marks a receipt that the bank took back.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or returned already.
pub async fn mark_returned(tx: &mut Tx<'_>, id: ReceiptId, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE receipt SET state = 'returned', saved_at = $2 WHERE id = $1 AND state = 'booked'",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One receipt.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: ReceiptId) -> Result<Receipt, StoreError> {
    sqlx::query_as::<_, ReceiptRow>(
        "SELECT id, bank_account_id, client_id, debtor_id, amount_minor, currency, received_on,
                value_on, method, reference, state
         FROM receipt WHERE id = $1",
    )
    .bind(id.get())
    .fetch_one(connection)
    .await?
    .try_into()
}

/// Keeps a bank account of the firm.
///
/// # Errors
/// Only of the storage.
pub async fn insert_bank_account(
    tx: &mut Tx<'_>,
    name: &Name,
    currency: Currency,
    details: Option<&BankAccount>,
    at: &str,
) -> Result<BankAccountId, StoreError> {
    let details = details.map(serde_json::to_string).transpose();
    let details = details.map_err(|cause| StoreError::bad_row("bank_account", cause))?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO bank_account (name, currency, details, is_active, saved_at)
         VALUES ($1, $2, $3, 1, $4) RETURNING id",
    )
    .bind(name.as_str())
    .bind(currency.to_string())
    .bind(details)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(BankAccountId::new(id))
}

/// Changes a bank account of the firm; its currency stays.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn update_bank_account(
    tx: &mut Tx<'_>,
    id: BankAccountId,
    name: &Name,
    details: Option<&BankAccount>,
    at: &str,
) -> Result<(), StoreError> {
    let details = details.map(serde_json::to_string).transpose();
    let details = details.map_err(|cause| StoreError::bad_row("bank_account", cause))?;
    let done =
        sqlx::query("UPDATE bank_account SET name = $2, details = $3, saved_at = $4 WHERE id = $1")
            .bind(id.get())
            .bind(name.as_str())
            .bind(details)
            .bind(at)
            .execute(&mut **tx)
            .await?;
    one(done.rows_affected())
}

/// A bank account of the firm, with its details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmBank {
    /// Its id.
    pub id: BankAccountId,
    /// What the firm calls it.
    pub name: Name,
    /// Its currency.
    pub currency: Currency,
    /// Holder, bank and number, if they were entered.
    pub details: Option<BankAccount>,
}

/// The firm's bank accounts that are in use, with their details, by name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn firm_banks(connection: &mut SqliteConnection) -> Result<Vec<FirmBank>, StoreError> {
    let rows: Vec<(i64, String, String, Option<String>)> = sqlx::query_as(
        "SELECT id, name, currency, details FROM bank_account WHERE is_active = 1
         ORDER BY name, id",
    )
    .fetch_all(connection)
    .await?;
    let read = |(id, name, currency, details): (i64, String, String, Option<String>)| {
        let row = RowName { table: "bank_account", key: &id };
        Ok(FirmBank {
            id: BankAccountId::new(id),
            name: row.text(Name::new("name", &name))?,
            currency: row.currency(&currency)?,
            details: row.text(details.as_deref().map(serde_json::from_str).transpose())?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// The firm's bank accounts that are in use: id, name, currency.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn bank_accounts(
    connection: &mut SqliteConnection,
) -> Result<Vec<(BankAccountId, Name, Currency)>, StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, name, currency FROM bank_account WHERE is_active = 1 ORDER BY name, id",
    )
    .fetch_all(connection)
    .await?;
    let read = |(id, name, currency): (i64, String, String)| {
        let row = RowName { table: "bank_account", key: &id };
        let name = row.text(Name::new("name", &name))?;
        Ok((BankAccountId::new(id), name, row.currency(&currency)?))
    };
    rows.into_iter().map(read).collect()
}

/// Begins a run, so that its entries have a cause.
///
/// # Errors
/// Only of the storage.
pub async fn insert_batch(
    tx: &mut Tx<'_>,
    kind: BatchKind,
    ran_on: Day,
    at: &str,
) -> Result<BatchId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO batch (kind, ran_on, made_at) VALUES ($1, $2, $3) RETURNING id",
    )
    .bind(kind.as_str())
    .bind(ran_on.to_string())
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(BatchId::new(id))
}

#[cfg(test)]
mod tests;
