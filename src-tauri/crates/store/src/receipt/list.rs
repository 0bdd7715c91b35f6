//! Receipts of lists: what waits for a decision, what was posted, what a debtor paid before.

use factor_domain::{ClientId, Day, DebtorId, InvoiceId, Money, ReceiptId};
use sqlx::{FromRow, SqliteConnection};

use super::{ReceiptMethod, ReceiptState};
use crate::StoreError;
use crate::columns::RowName;
use crate::find::{folded, like_literal};

/// Most lines of the inbox.
const INBOX_MAX: u32 = 500;
/// Receipts of a debtor that are looked at for what it paid before.
const EARLIER_RECEIPTS: u32 = 20;

/// A receipt as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedReceipt {
    /// Which.
    pub id: ReceiptId,
    /// Who paid, if that is known.
    pub debtor: Option<(DebtorId, String)>,
    /// Who the bank says it is from.
    pub payer: String,
    /// The account it came in on.
    pub account: String,
    /// How it came.
    pub method: ReceiptMethod,
    /// Check number or bank reference.
    pub reference: String,
    /// What the debtor wrote about it.
    pub remittance: String,
    /// How much.
    pub amount: Money,
    /// What of a posted one is for nothing yet.
    pub rest: Money,
    /// Why.
    pub park_reason: String,
    /// When it came in.
    pub received_on: Day,
    /// When it counts as collected.
    pub value_on: Day,
    /// How far it is.
    pub state: ReceiptState,
}

#[derive(FromRow)]
struct ListedRow {
    id: i64,
    debtor_id: Option<i64>,
    debtor_name: Option<String>,
    payer: Option<String>,
    account: String,
    method: String,
    reference: String,
    remittance: Option<String>,
    amount_minor: i64,
    currency: String,
    rest_minor: Option<i64>,
    park_reason: Option<String>,
    received_on: String,
    value_on: String,
    state: String,
}

impl TryFrom<ListedRow> for ListedReceipt {
    type Error = StoreError;

    fn try_from(row: ListedRow) -> Result<Self, StoreError> {
        let name = RowName { table: "receipt", key: &row.id };
        Ok(Self {
            id: ReceiptId::new(row.id),
            debtor: row.debtor_id.map(DebtorId::new).zip(row.debtor_name),
            payer: row.payer.unwrap_or_default(),
            account: row.account,
            method: name.word(&row.method, ReceiptMethod::from_word(&row.method))?,
            reference: row.reference,
            remittance: row.remittance.unwrap_or_default(),
            amount: name.money(row.amount_minor, &row.currency)?,
            rest: name.money(row.rest_minor.unwrap_or(0), &row.currency)?,
            park_reason: row.park_reason.unwrap_or_default(),
            received_on: name.day(&row.received_on)?,
            value_on: name.day(&row.value_on)?,
            state: name.word(&row.state, ReceiptState::from_word(&row.state))?,
        })
    }
}

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.debtor_id, d.name AS debtor_name, n.payer, a.name AS account,
                    r.method, r.reference, n.remittance, r.amount_minor, r.currency,
                    n.rest_minor, n.park_reason, r.received_on, r.value_on, r.state
             FROM receipt r
             LEFT JOIN receipt_intake n ON n.receipt_id = r.id
             LEFT JOIN debtor d ON d.id = r.debtor_id
             JOIN bank_account a ON a.id = r.bank_account_id ",
            $rest
        )
    };
}

pub(super) const INBOX: &str = listed!(
    "WHERE r.id IN (SELECT id FROM receipt WHERE state = 'draft'
                    UNION ALL SELECT receipt_id FROM receipt_intake WHERE rest_minor > 0)
     ORDER BY r.received_on DESC, r.id DESC LIMIT $1"
);

fn read_all(rows: Vec<ListedRow>) -> Result<Vec<ListedReceipt>, StoreError> {
    rows.into_iter().map(ListedReceipt::try_from).collect()
}

/// Receipts that are not posted and posted ones with a rest, the last received first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn inbox(connection: &mut SqliteConnection) -> Result<Vec<ListedReceipt>, StoreError> {
    read_all(sqlx::query_as(INBOX).bind(INBOX_MAX).fetch_all(connection).await?)
}

/// Which posted receipts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptFilter<'a> {
    /// The beginning of a debtor's name, of the payer or of a reference.
    pub text: &'a str,
    /// The same text read as an amount.
    pub amount: Option<Money>,
    /// Only of this state.
    pub state: Option<ReceiptState>,
    /// First day of receipt.
    pub from: Option<Day>,
    /// Last day of receipt.
    pub until: Option<Day>,
}

/// $1 text or none, $2 its amount, $3 the state or none, $4 and $5 the days or none. Debtors and
/// payers are looked through once and not again for each receipt.
macro_rules! fits {
    () => {
        "r.state <> 'draft' AND ($3 IS NULL OR r.state = $3)
         AND ($4 IS NULL OR r.received_on >= $4) AND ($5 IS NULL OR r.received_on <= $5)
         AND ($1 IS NULL OR r.reference LIKE $1 ESCAPE '\\' OR r.amount_minor = $2
              OR r.debtor_id IN (SELECT k.id FROM debtor k
                                 WHERE k.name_key LIKE $1 ESCAPE '\\')
              OR r.id IN (SELECT k.receipt_id FROM receipt_intake k
                          WHERE k.payer LIKE $1 ESCAPE '\\')) "
    };
}

pub(super) const POSTED: &str = concat!(
    "SELECT r.id, r.debtor_id, d.name AS debtor_name, n.payer, a.name AS account, r.method,
            r.reference, n.remittance, r.amount_minor, r.currency, n.rest_minor, n.park_reason,
            r.received_on, r.value_on, r.state
     FROM receipt r
     LEFT JOIN receipt_intake n ON n.receipt_id = r.id
     LEFT JOIN debtor d ON d.id = r.debtor_id
     JOIN bank_account a ON a.id = r.bank_account_id WHERE ",
    fits!(),
    "ORDER BY r.received_on DESC, r.id DESC LIMIT $6 OFFSET $7"
);
pub(super) const POSTED_COUNT: &str = concat!("SELECT count(*) FROM receipt r WHERE ", fits!());

/// A window of the receipts that were posted, the last received first, and how many fit.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn posted(
    connection: &mut SqliteConnection,
    filter: &ReceiptFilter<'_>,
    offset: u32,
    limit: u32,
) -> Result<(Vec<ListedReceipt>, i64), StoreError> {
    let text = folded(filter.text);
    let pattern = (!text.is_empty()).then(|| format!("{}%", like_literal(&text)));
    let amount = filter.amount.map(Money::minor);
    let state = filter.state.map(ReceiptState::as_str);
    let from = filter.from.map(|day| day.to_string());
    let until = filter.until.map(|day| day.to_string());
    let rows = sqlx::query_as(POSTED)
        .bind(pattern.as_deref())
        .bind(amount)
        .bind(state)
        .bind(from.as_deref())
        .bind(until.as_deref())
        .bind(limit)
        .bind(offset)
        .fetch_all(&mut *connection)
        .await?;
    let total = sqlx::query_scalar(POSTED_COUNT)
        .bind(pattern.as_deref())
        .bind(amount)
        .bind(state)
        .bind(from.as_deref())
        .bind(until.as_deref())
        .fetch_one(connection)
        .await?;
    Ok((read_all(rows)?, total))
}

/// How many receipts are or were in the books, in each state.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn posted_counts(
    connection: &mut SqliteConnection,
) -> Result<Vec<(ReceiptState, i64)>, StoreError> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT state, count(*) FROM receipt WHERE state <> 'draft' GROUP BY state ORDER BY state",
    )
    .fetch_all(connection)
    .await?;
    let read = |(word, count): (String, i64)| {
        let state = ReceiptState::from_word(&word)
            .ok_or_else(|| StoreError::bad_row("receipt", "a state that cannot be"))?;
        Ok((state, count))
    };
    rows.into_iter().map(read).collect()
}

/// What a debtor paid for one invoice before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPayment {
    /// With which receipt.
    pub receipt: ReceiptId,
    /// When it came in.
    pub received_on: Day,
    /// For which invoice.
    pub invoice: InvoiceId,
    /// As the client numbers it.
    pub number: String,
    /// Whose.
    pub client: ClientId,
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// How much.
    pub amount: Money,
}

#[derive(FromRow)]
struct EarlierRow {
    receipt_id: i64,
    received_on: String,
    invoice_id: i64,
    number: String,
    client_id: i64,
    invoiced_on: String,
    currency: String,
    amount_minor: i64,
}

/// $1 the debtor, $2 a receipt that is left out, $3 receipts, $4 rows. 6 is an application and 1
/// what was bought.
pub(super) const EARLIER: &str = "SELECT r.id AS receipt_id, r.received_on, i.id AS invoice_id,
            i.number, i.client_id, i.invoiced_on, i.currency, -p.amount_minor AS amount_minor
     FROM (SELECT id, received_on FROM receipt
           WHERE debtor_id = $1 AND state = 'booked' AND id <> $2
           ORDER BY received_on DESC, id DESC LIMIT $3) r
     CROSS JOIN entry e CROSS JOIN posting p CROSS JOIN invoice i
     WHERE e.cause = 'receipt' AND e.cause_id = r.id AND e.event = 6 AND e.reverses IS NULL
       AND p.entry_number = e.number AND p.account = 1 AND i.id = p.invoice_id
     ORDER BY r.received_on DESC, r.id DESC, i.number, i.id LIMIT $4";

/// What a debtor paid last, invoice by invoice.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn earlier_payments(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
    without: ReceiptId,
    limit: u32,
) -> Result<Vec<EarlierPayment>, StoreError> {
    let rows: Vec<EarlierRow> = sqlx::query_as(EARLIER)
        .bind(debtor.get())
        .bind(without.get())
        .bind(EARLIER_RECEIPTS)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    let read = |row: EarlierRow| {
        let name = RowName { table: "receipt", key: &row.receipt_id };
        Ok(EarlierPayment {
            receipt: ReceiptId::new(row.receipt_id),
            received_on: name.day(&row.received_on)?,
            invoice: InvoiceId::new(row.invoice_id),
            number: row.number,
            client: ClientId::new(row.client_id),
            invoiced_on: name.day(&row.invoiced_on)?,
            amount: name.money(row.amount_minor, &row.currency)?,
        })
    };
    rows.into_iter().map(read).collect()
}
