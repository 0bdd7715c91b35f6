//! The one way into the books.

use factor_domain::ledger::ReversalDays;
use factor_domain::{Currency, Day, Entry, EntryNumber, Refusal};
use sqlx::SqliteConnection;

use super::codes::{account_code, event_code};
use super::row::{EntryRow, GENESIS, PostingRow, cause_columns, hash_at};
use super::{draw, read};
use crate::{StoreError, Tx};

/// An entry that is about to be booked.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// What happened.
    pub entry: &'a Entry,
    /// The office's civil day.
    pub booked_on: Day,
    /// UTC.
    pub booked_at: &'a str,
    /// Who books it.
    pub user: &'a str,
}

/// The undoing of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Reversal<'a> {
    /// The day the undoing happened, as when a bank returned a payment.
    pub event_on: Day,
    /// The day the money counts as gone again.
    pub value_on: Day,
    /// The office's civil day.
    pub booked_on: Day,
    /// UTC.
    pub booked_at: &'a str,
    /// Who books it.
    pub user: &'a str,
}

/// Why an entry cannot be booked; the books are as they were.
///
/// Every one is a fault of the caller: the rules make entries that can be booked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBookable {
    /// Fewer than two lines.
    #[error("an entry has two lines or more")]
    TooFewLines,
    /// Debits and credits differ, or stand in two currencies.
    #[error("an entry does not balance: {0}")]
    DoesNotBalance(String),
    /// The last entry was booked on a later day.
    #[error("the books are already at {0}")]
    BookedEarlier(Day),
    /// The entry to reverse was reversed before.
    #[error("the entry was already reversed by entry {0}")]
    AlreadyReversed(EntryNumber),
    /// It names an entry to reverse and is not its mirror.
    #[error(transparent)]
    NotAMirror(Refusal),
    /// It has not the shape of its event, has not happened yet, or applies more than was received.
    #[error(transparent)]
    AgainstTheRules(Refusal),
}

impl From<NotBookable> for StoreError {
    fn from(cause: NotBookable) -> StoreError {
        StoreError::Constraint(cause.into())
    }
}

/// The currency of an entry that has the shape of its event and balances.
fn currency_of(entry: &Entry, booked_on: Day) -> Result<Currency, NotBookable> {
    if entry.postings.len() < 2 {
        return Err(NotBookable::TooFewLines);
    }
    let sum = entry.sum().map_err(|cause| NotBookable::DoesNotBalance(cause.to_string()))?;
    if !sum.is_zero() {
        return Err(NotBookable::DoesNotBalance(sum.format_with_code()));
    }
    entry
        .check()
        .and_then(|()| entry.check_booking_day(booked_on))
        .map_err(NotBookable::AgainstTheRules)?;
    Ok(sum.currency())
}

/// Books one entry: numbers it, seals it to the chain and moves every balance it touches.
///
/// # Errors
/// [`StoreError::Constraint`] with a [`NotBookable`] or from a trigger; [`StoreError::Duplicate`]
/// for a second reversal. The caller then gives up its transaction.
pub async fn post(tx: &mut Tx<'_>, new: &NewEntry<'_>) -> Result<EntryNumber, StoreError> {
    let currency = currency_of(new.entry, new.booked_on)?;
    let (entries, previous): (i64, Vec<u8>) =
        sqlx::query_as("SELECT entries, hash FROM book_head WHERE id = 1")
            .fetch_optional(&mut **tx)
            .await?
            .unwrap_or((0, GENESIS.to_vec()));
    check_booking_day(tx, new.booked_on).await?;
    if let Some(number) = new.entry.reverses {
        let original = read::entry(tx, number).await?.entry;
        new.entry.check_mirrors(&original).map_err(NotBookable::NotAMirror)?;
    }
    draw::check(tx, new.entry, currency).await?;
    let number = entries + 1;
    let postings = posting_rows(number, new.entry);
    let row = entry_row(number, new, currency)?;
    let hash = hash_at(number, &previous, &row, &postings);
    for posting in &postings {
        insert_posting(tx, posting).await?;
    }
    insert_working(tx, &row).await?;
    insert_entry(tx, &row, &hash).await?;
    move_balances(tx, number).await?;
    Ok(EntryNumber::new(number))
}

/// Books entries in their order; either all of them are booked or, the caller's transaction being
/// given up, none.
///
/// # Errors
/// As [`post`], of the first entry that cannot be booked.
pub async fn post_all(
    tx: &mut Tx<'_>,
    new: &[NewEntry<'_>],
) -> Result<Vec<EntryNumber>, StoreError> {
    let mut numbers = Vec::with_capacity(new.len());
    for entry in new {
        numbers.push(post(tx, entry).await?);
    }
    Ok(numbers)
}

/// Books the mirror of an entry: every amount with its sign turned, everything else alike.
///
/// # Errors
/// [`StoreError::NotFound`] without that entry; [`NotBookable::AlreadyReversed`];
/// [`NotBookable::NotAMirror`] for a reversal of a reversal; else as [`post`].
pub async fn reverse(
    tx: &mut Tx<'_>,
    number: EntryNumber,
    reversal: &Reversal<'_>,
) -> Result<EntryNumber, StoreError> {
    let booked = read::entry(tx, number).await?;
    let by: Option<i64> = sqlx::query_scalar("SELECT number FROM entry WHERE reverses = $1")
        .bind(number.get())
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(by) = by {
        return Err(NotBookable::AlreadyReversed(EntryNumber::new(by)).into());
    }
    let days = ReversalDays { event_on: reversal.event_on, value_on: reversal.value_on };
    let mirror = booked.entry.reversal(number, days).map_err(NotBookable::NotAMirror)?;
    let new = NewEntry {
        entry: &mirror,
        booked_on: reversal.booked_on,
        booked_at: reversal.booked_at,
        user: reversal.user,
    };
    post(tx, &new).await
}

async fn check_booking_day(
    connection: &mut SqliteConnection,
    booked_on: Day,
) -> Result<(), StoreError> {
    match read::last_booking(connection).await? {
        Some(last) if last > booked_on => Err(NotBookable::BookedEarlier(last).into()),
        Some(_) | None => Ok(()),
    }
}

fn entry_row(number: i64, new: &NewEntry<'_>, currency: Currency) -> Result<EntryRow, StoreError> {
    let entry = new.entry;
    let (cause, cause_id) = cause_columns(entry.cause);
    let working = entry.working.as_ref().map(serde_json::to_string).transpose();
    let working = working.map_err(|cause| StoreError::bad_row("entry_working", cause))?;
    Ok(EntryRow {
        number,
        event: event_code(entry.event),
        event_word: Some(entry.event.as_str().to_owned()),
        cause: cause.to_owned(),
        cause_id,
        client_id: entry.client.map(|id| id.get()),
        event_on: entry.event_on.to_string(),
        value_on: entry.value_on.to_string(),
        booked_on: new.booked_on.to_string(),
        booked_at: new.booked_at.to_owned(),
        user: new.user.to_owned(),
        currency: currency.to_string(),
        lines: i64::try_from(entry.postings.len()).expect("an entry has few postings"),
        terms_version_id: entry.terms_version.map(|id| id.get()),
        reverses: entry.reverses.map(|number| number.get()),
        has_working: i64::from(working.is_some()),
        working,
        hash: String::new(),
    })
}

fn posting_rows(number: i64, entry: &Entry) -> Vec<PostingRow> {
    let lines = 1_i64..;
    lines
        .zip(&entry.postings)
        .map(|(line, posting)| PostingRow {
            entry_number: number,
            line,
            account: account_code(posting.account),
            account_word: Some(posting.account.as_str().to_owned()),
            invoice_id: posting.invoice.map(|id| id.get()),
            debtor_id: posting.debtor.map(|id| id.get()),
            bank_id: posting.bank.map(|id| id.get()),
            amount_minor: posting.amount.minor(),
        })
        .collect()
}

async fn insert_posting(tx: &mut Tx<'_>, posting: &PostingRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO posting (entry_number, line, account, invoice_id, debtor_id, bank_id,
                              amount_minor)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(posting.entry_number)
    .bind(posting.line)
    .bind(posting.account)
    .bind(posting.invoice_id)
    .bind(posting.debtor_id)
    .bind(posting.bank_id)
    .bind(posting.amount_minor)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn insert_working(tx: &mut Tx<'_>, row: &EntryRow) -> Result<(), StoreError> {
    let Some(working) = &row.working else { return Ok(()) };
    sqlx::query("INSERT INTO entry_working (entry_number, working) VALUES ($1, $2)")
        .bind(row.number)
        .bind(working)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn insert_entry(tx: &mut Tx<'_>, row: &EntryRow, hash: &[u8]) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entry (number, event, cause, cause_id, client_id, event_on, value_on,
                            booked_on, booked_at, user, currency, lines, terms_version_id,
                            reverses, has_working, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(row.number)
    .bind(row.event)
    .bind(&row.cause)
    .bind(row.cause_id)
    .bind(row.client_id)
    .bind(&row.event_on)
    .bind(&row.value_on)
    .bind(&row.booked_on)
    .bind(&row.booked_at)
    .bind(&row.user)
    .bind(&row.currency)
    .bind(row.lines)
    .bind(row.terms_version_id)
    .bind(row.reverses)
    .bind(row.has_working)
    .bind(hash)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The statements that carry entry $1 into the balances; the same sums as the views that define
/// them, of one entry.
pub(super) const MOVES: [&str; 5] = [
    "INSERT INTO balance (client_id, account, debtor_id, bank_id, currency, balance_minor)
     SELECT client_id, account, debtor_id, bank_id, currency, sum(amount_minor)
     FROM posted WHERE number = $1 GROUP BY client_id, account, debtor_id, bank_id, currency
     ON CONFLICT DO UPDATE SET balance_minor = balance_minor + excluded.balance_minor",
    // The day begins with what the day before it left.
    "INSERT INTO balance_day (basis, client_id, account, debtor_id, bank_id, currency, day,
                              balance_minor)
     SELECT basis, client_id, account, debtor_id, bank_id, currency, day,
            coalesce((SELECT d.balance_minor FROM balance_day d
                      WHERE d.basis = moved.basis AND d.client_id = moved.client_id
                        AND d.account = moved.account AND d.debtor_id = moved.debtor_id
                        AND d.bank_id = moved.bank_id AND d.currency = moved.currency
                        AND d.day <= moved.day
                      ORDER BY d.day DESC LIMIT 1), 0) + moved_minor
     FROM (SELECT b.value AS basis, client_id, account, debtor_id, bank_id, currency,
                  iif(b.value = 0, shown_day, turned_day) AS day, sum(amount_minor) AS moved_minor
           FROM posted CROSS JOIN (SELECT 0 AS value UNION ALL SELECT 1) b
           WHERE number = $1
           GROUP BY b.value, client_id, account, debtor_id, bank_id, currency) moved
     WHERE true
     ON CONFLICT DO UPDATE SET balance_minor = excluded.balance_minor",
    // An event of the past moves every day after it.
    "UPDATE balance_day SET balance_minor = balance_minor + moved.moved_minor
     FROM (SELECT b.value AS basis, client_id, account, debtor_id, bank_id, currency,
                  iif(b.value = 0, shown_day, turned_day) AS day, sum(amount_minor) AS moved_minor
           FROM posted CROSS JOIN (SELECT 0 AS value UNION ALL SELECT 1) b
           WHERE number = $1
           GROUP BY b.value, client_id, account, debtor_id, bank_id, currency) moved
     WHERE balance_day.basis = moved.basis AND balance_day.client_id = moved.client_id
       AND balance_day.account = moved.account AND balance_day.debtor_id = moved.debtor_id
       AND balance_day.bank_id = moved.bank_id AND balance_day.currency = moved.currency
       AND balance_day.day > moved.day",
    "INSERT INTO invoice_movement (invoice_id, number, shown_day, turned_day, open_minor,
                                   reserve_minor, collected_minor, charges_minor, fees_minor)
     SELECT invoice_id, number, shown_day, turned_day, open_minor, reserve_minor,
            collected_minor, charges_minor, fees_minor
     FROM invoice_movement_made WHERE number = $1",
    "INSERT INTO invoice_balance (invoice_id, open_minor, reserve_minor, collected_minor,
                                  charges_minor, fees_minor, shown_from, shown_last, turned_from,
                                  turned_last)
     SELECT invoice_id, open_minor, reserve_minor, collected_minor, charges_minor, fees_minor,
            shown_day, shown_day, turned_day, turned_day
     FROM invoice_movement_made WHERE number = $1
     ON CONFLICT DO UPDATE SET
       open_minor = open_minor + excluded.open_minor,
       reserve_minor = reserve_minor + excluded.reserve_minor,
       collected_minor = collected_minor + excluded.collected_minor,
       charges_minor = charges_minor + excluded.charges_minor,
       fees_minor = fees_minor + excluded.fees_minor,
       shown_last = max(shown_last, excluded.shown_last),
       turned_from = min(turned_from, excluded.turned_from),
       turned_last = max(turned_last, excluded.turned_last)",
];

async fn move_balances(tx: &mut Tx<'_>, number: i64) -> Result<(), StoreError> {
    for statement in MOVES {
        sqlx::query(statement).bind(number).execute(&mut **tx).await?;
    }
    Ok(())
}
