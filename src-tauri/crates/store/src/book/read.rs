//! Entries as they were booked.

use factor_domain::{Account, Cause, ClientId, Day, Entry, EntryNumber, InvoiceId};
use sqlx::SqliteConnection;

use super::codes::account_code;
use super::packed::unpacked;
use super::row::{EntryRow, PostingRow, bad_entry, cause_columns};
use crate::StoreError;

/// Entries that are in memory at a time.
const CHUNK: i64 = 1_000;
/// Most entries of a page.
const PAGE_MAX: u32 = 500;

/// An entry with what the books added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedEntry {
    /// 1, 2, 3 without gaps.
    pub number: EntryNumber,
    /// The office's civil day; never goes back from one number to the next.
    pub booked_on: Day,
    /// UTC.
    pub booked_at: String,
    /// Who booked it.
    pub user: String,
    /// SHA-256 over the entry and the hash before it.
    pub hash: [u8; 32],
    /// What was booked.
    pub entry: Entry,
}

/// Whose entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntriesOf {
    /// All there are.
    Everybody,
    /// In the books of this client.
    Client(ClientId),
    /// With a posting that this invoice causes.
    Invoice(InvoiceId),
    /// With a posting to this account.
    Account(Account),
}

/// A page of entries, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryPage {
    /// Only entries before this one; `None` begins at the newest.
    pub before: Option<EntryNumber>,
    /// Most entries, at most 500.
    pub limit: u32,
}

macro_rules! entry_columns {
    () => {
        "SELECT json_group_array(json_array(e.number, e.event, v.word, e.cause, e.cause_id,
                e.client_id, e.event_on, e.value_on, e.booked_on, e.booked_at, e.user,
                e.currency, e.lines, e.terms_version_id, e.reverses, e.has_working, w.working,
                lower(hex(e.hash))))
         FROM entry e
         LEFT JOIN book_event v ON v.code = e.event
         LEFT JOIN entry_working w ON w.entry_number = e.number "
    };
}

macro_rules! posting_columns {
    () => {
        "SELECT json_group_array(json_array(p.entry_number, p.line, p.account, a.word, p.invoice_id,
                p.debtor_id, p.bank_id, p.amount_minor))
         FROM posting p
         LEFT JOIN book_account a ON a.code = p.account "
    };
}

pub(super) const ENTRIES_AFTER: &str = concat!(
    entry_columns!(),
    "WHERE e.number IN (SELECT number FROM entry WHERE number > $1 ORDER BY number LIMIT $2)"
);
pub(super) const POSTINGS_BETWEEN: &str =
    concat!(posting_columns!(), "WHERE p.entry_number > $1 AND p.entry_number <= $2");
const ENTRIES_NUMBERED: &str =
    concat!(entry_columns!(), "WHERE e.number IN (SELECT value FROM json_each($1))");
const POSTINGS_NUMBERED: &str =
    concat!(posting_columns!(), "WHERE p.entry_number IN (SELECT value FROM json_each($1))");
pub(super) const LAST_BOOKING: &str = "SELECT booked_on FROM entry ORDER BY number DESC LIMIT 1";

/// The statement that gives the numbers of a page; $1 whose, $2 before, $3 how many.
pub(super) const fn numbers_sql(of: EntriesOf) -> &'static str {
    match of {
        EntriesOf::Everybody => {
            "SELECT number FROM entry WHERE $1 = 0 AND number < $2 ORDER BY number DESC LIMIT $3"
        }
        EntriesOf::Client(_) => {
            "SELECT number FROM entry WHERE client_id = $1 AND number < $2
             ORDER BY number DESC LIMIT $3"
        }
        EntriesOf::Invoice(_) => {
            "SELECT number FROM invoice_movement WHERE invoice_id = $1 AND number < $2
             ORDER BY number DESC LIMIT $3"
        }
        EntriesOf::Account(_) => {
            "SELECT DISTINCT entry_number FROM posting WHERE account = $1 AND entry_number < $2
             ORDER BY entry_number DESC LIMIT $3"
        }
    }
}

/// Rows of entries with their postings, in the order of the numbers; postings without an entry are
/// left out.
pub(super) fn paired(
    mut entries: Vec<EntryRow>,
    mut postings: Vec<PostingRow>,
) -> Vec<(EntryRow, Vec<PostingRow>)> {
    entries.sort_unstable_by_key(|entry| entry.number);
    postings.sort_unstable_by_key(|posting| (posting.entry_number, posting.line));
    let mut postings = postings.into_iter().peekable();
    entries
        .into_iter()
        .map(|entry| {
            while postings.next_if(|posting| posting.entry_number < entry.number).is_some() {}
            let mut own = Vec::new();
            while let Some(posting) = postings.next_if(|p| p.entry_number == entry.number) {
                own.push(posting);
            }
            (entry, own)
        })
        .collect()
}

/// The next entries after a number with their postings; empty at the end.
pub(super) async fn chunk_after(
    connection: &mut SqliteConnection,
    after: i64,
) -> Result<Vec<(EntryRow, Vec<PostingRow>)>, StoreError> {
    let query = sqlx::query_scalar(ENTRIES_AFTER).bind(after).bind(CHUNK);
    let entries: Vec<EntryRow> = unpacked(query, connection, "entry").await?;
    let Some(last) = entries.iter().map(|entry| entry.number).max() else {
        return Ok(Vec::new());
    };
    let query = sqlx::query_scalar(POSTINGS_BETWEEN).bind(after).bind(last);
    Ok(paired(entries, unpacked(query, connection, "posting").await?))
}

pub(super) async fn numbered(
    connection: &mut SqliteConnection,
    numbers: &[i64],
) -> Result<Vec<BookedEntry>, StoreError> {
    let json = serde_json::to_string(numbers).map_err(|e| StoreError::bad_row("entry", e))?;
    let query = sqlx::query_scalar(ENTRIES_NUMBERED).bind(&json);
    let entries = unpacked(query, connection, "entry").await?;
    let query = sqlx::query_scalar(POSTINGS_NUMBERED).bind(&json);
    let postings = unpacked(query, connection, "posting").await?;
    paired(entries, postings).into_iter().map(|(entry, own)| entry.read(own)).collect()
}

/// One entry.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::BadRow`] naming the entry if its rows cannot be.
pub async fn entry(
    connection: &mut SqliteConnection,
    number: EntryNumber,
) -> Result<BookedEntry, StoreError> {
    numbered(connection, &[number.get()]).await?.pop().ok_or(StoreError::NotFound)
}

/// A page of somebody's entries, newest first.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn entries_of(
    connection: &mut SqliteConnection,
    of: EntriesOf,
    page: EntryPage,
) -> Result<Vec<BookedEntry>, StoreError> {
    let whose = match of {
        EntriesOf::Everybody => 0,
        EntriesOf::Client(id) => id.get(),
        EntriesOf::Invoice(id) => id.get(),
        EntriesOf::Account(account) => account_code(account),
    };
    let numbers: Vec<i64> = sqlx::query_scalar(numbers_sql(of))
        .bind(whose)
        .bind(page.before.map_or(i64::MAX, |number| number.get()))
        .bind(page.limit.min(PAGE_MAX))
        .fetch_all(&mut *connection)
        .await?;
    let mut entries = numbered(connection, &numbers).await?;
    entries.reverse();
    Ok(entries)
}

pub(super) const NUMBERS_OF_INVOICES: &str = "SELECT DISTINCT number FROM invoice_movement
     WHERE invoice_id IN (SELECT value FROM json_each($1)) ORDER BY number";

/// Every entry with a posting that one of these invoices causes, oldest first.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn entries_of_invoices(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
) -> Result<Vec<BookedEntry>, StoreError> {
    let ids: Vec<i64> = invoices.iter().map(|id| id.get()).collect();
    let json = serde_json::to_string(&ids).map_err(|e| StoreError::bad_row("invoice", e))?;
    let numbers: Vec<i64> =
        sqlx::query_scalar(NUMBERS_OF_INVOICES).bind(json).fetch_all(&mut *connection).await?;
    numbered(connection, &numbers).await
}

/// Every entry that a record caused, oldest first: those of a returned receipt, say.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn entries_of_cause(
    connection: &mut SqliteConnection,
    cause: Cause,
) -> Result<Vec<BookedEntry>, StoreError> {
    let (word, id) = cause_columns(cause);
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT number FROM entry WHERE cause = $1 AND cause_id = $2 ORDER BY number",
    )
    .bind(word)
    .bind(id)
    .fetch_all(&mut *connection)
    .await?;
    numbered(connection, &numbers).await
}

/// Hands every entry from this number on to `visit`, in order, a thousand in memory at a time.
///
/// # Errors
/// Of the storage, rows that cannot be, a missing number, or what `visit` answers, which ends it.
pub async fn for_each_entry<E: From<StoreError>>(
    connection: &mut SqliteConnection,
    from: EntryNumber,
    mut visit: impl FnMut(BookedEntry) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = from.get().max(1) - 1;
    loop {
        let chunk = chunk_after(connection, after).await?;
        if chunk.is_empty() {
            return Ok(());
        }
        for (entry, postings) in chunk {
            after += 1;
            if entry.number != after {
                return Err(bad_entry(after, "missing").into());
            }
            visit(entry.read(postings)?)?;
        }
    }
}

/// The day the last entry was booked on; `None` in empty books.
///
/// # Errors
/// Of the storage, or a day that cannot be.
pub async fn last_booking(connection: &mut SqliteConnection) -> Result<Option<Day>, StoreError> {
    let day: Option<String> = sqlx::query_scalar(LAST_BOOKING).fetch_optional(connection).await?;
    day.map(|day| Day::from_iso(&day).map_err(|e| StoreError::bad_row("entry", e))).transpose()
}
