//! Entries of a list: filtered, counted, and read in windows anywhere in it.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ledger::{AsOf, AsOfBasis};
use factor_domain::{Account, ClientId, EntryNumber};
use sqlx::query::{QueryAs, QueryScalar};
use sqlx::sqlite::{Sqlite, SqliteArguments};
use sqlx::{FromRow, SqliteConnection};

use super::codes::account_code;
use super::read::{BookedEntry, numbered};
use super::stated::last_shown;
use crate::StoreError;
use crate::find::{folded, like_literal};
use crate::invoice::number_key;

/// Most rows of a window.
const WINDOW_MAX: u32 = 500;
/// Sorts after every letter of a key.
const AFTER_ALL: char = '\u{10ffff}';

/// Which entries a list shows; everything that is given must fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter<'a> {
    /// In the books of this client.
    pub client: Option<ClientId>,
    /// With a posting to this account.
    pub account: Option<Account>,
    /// The number of an entry, or the beginning of a client's, a debtor's or an invoice's name.
    pub text: &'a str,
    /// Only those that count in a figure of this day.
    pub until: Option<AsOf>,
}

/// A part of the list, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryWindow {
    /// Rows before it.
    pub offset: u32,
    /// Most rows, at most 500.
    pub limit: u32,
}

/// The entries of a window and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundEntries {
    /// Newest first.
    pub entries: Vec<BookedEntry>,
    /// Entries that fit the filter.
    pub total: i64,
}

/// $2 the last number that counts; $3 the last event day or none; $4 an account or none; $5 a
/// client or none. SQLite looks at no row for a condition that is none.
macro_rules! counts {
    ($number:literal) => {
        concat!(
            $number,
            " <= $2 AND ($3 IS NULL OR (SELECT t.event_on FROM entry t WHERE t.number = ",
            $number,
            ") <= $3) AND ($4 IS NULL OR EXISTS (SELECT 1 FROM posting q WHERE q.entry_number = ",
            $number,
            " AND q.account = $4)) AND ($5 IS NULL OR (SELECT c.client_id FROM entry c
             WHERE c.number = ",
            $number,
            ") = $5)"
        )
    };
}

/// A statement that counts and one that gives a window, of $6 rows after $7.
macro_rules! statements {
    ($with:literal, $count:literal, $number:literal, $from:literal) => {
        Statements {
            count: concat!(
                $with,
                "SELECT ",
                $count,
                " FROM ",
                $from,
                " AND ",
                counts!($number),
                " AND $6 >= 0 AND $7 >= 0"
            ),
            window: concat!(
                $with,
                "SELECT DISTINCT ",
                $number,
                " FROM ",
                $from,
                " AND ",
                counts!($number),
                " ORDER BY ",
                $number,
                " DESC LIMIT $6 OFFSET $7"
            ),
        }
    };
}

/// Both statements of one way of looking.
pub(super) struct Statements {
    pub(super) count: &'static str,
    pub(super) window: &'static str,
}

pub(super) const OF_EVERYBODY: Statements =
    statements!("", "count(*)", "e.number", "entry e WHERE $1 IS NULL");
pub(super) const OF_CLIENT: Statements =
    statements!("", "count(*)", "e.number", "entry e WHERE e.client_id = $1");
pub(super) const OF_ACCOUNT: Statements = statements!(
    "",
    "count(DISTINCT p.entry_number)",
    "p.entry_number",
    "posting p WHERE p.account = $1"
);
/// $1 the number typed, $8 a pattern for names, $9 and $10 the keys of invoices.
pub(super) const OF_TEXT: Statements = statements!(
    "WITH named (id) AS (SELECT id FROM client WHERE search_key LIKE $8 ESCAPE '\\'),
     owing (id) AS (SELECT id FROM debtor WHERE name_key LIKE $8 ESCAPE '\\'),
     meant (id) AS (
       SELECT id FROM invoice WHERE number_key >= $9 AND number_key < $10
       UNION SELECT i.id FROM owing o CROSS JOIN invoice i WHERE i.debtor_id = o.id),
     hit (number) AS (
       SELECT a.number FROM entry a WHERE a.number = $1
       UNION SELECT b.number FROM named n CROSS JOIN entry b WHERE b.client_id = n.id
       UNION SELECT m.number FROM meant x CROSS JOIN invoice_movement m WHERE m.invoice_id = x.id
       UNION SELECT d.number FROM owing o CROSS JOIN receipt r CROSS JOIN entry d
       WHERE r.debtor_id = o.id AND d.cause = 'receipt' AND d.cause_id = r.id) ",
    "count(*)",
    "h.number",
    "hit h WHERE h.number > 0"
);

pub(super) const COUNT: &str = "SELECT coalesce(max(number), 0) FROM entry";
pub(super) const LAST_SHOWN: &str =
    "SELECT number FROM entry WHERE booked_on <= $1 ORDER BY booked_on DESC, number DESC LIMIT 1";
pub(super) const REVERSED: &str =
    "SELECT reverses, number FROM entry WHERE reverses IS NOT NULL ORDER BY reverses";
pub(super) const REVERSED_OF: &str = "SELECT reverses, number FROM entry
     WHERE reverses IN (SELECT value FROM json_each($1)) ORDER BY reverses";

/// What is bound to the statements.
struct Asked<'a> {
    statements: Statements,
    whose: Option<i64>,
    last: i64,
    event_until: Option<String>,
    account: Option<i64>,
    client: Option<i64>,
    pattern: String,
    key: String,
    window: EntryWindow,
    filter: EntryFilter<'a>,
}

impl<'a> Asked<'a> {
    async fn of(
        connection: &mut SqliteConnection,
        filter: EntryFilter<'a>,
        window: EntryWindow,
    ) -> Result<Asked<'a>, StoreError> {
        let text = filter.text.trim();
        let client = filter.client.map(|id| id.get());
        let account = filter.account.map(account_code);
        let (statements, whose, account, client) = match (text, client, account) {
            ("", None, None) => (OF_EVERYBODY, None, None, None),
            ("", Some(client), account) => (OF_CLIENT, Some(client), account, None),
            ("", None, Some(account)) => (OF_ACCOUNT, Some(account), None, None),
            (text, client, account) => (OF_TEXT, number_in(text), account, client),
        };
        let (last, event_until) = match filter.until {
            None => (i64::MAX, None),
            Some(AsOf { day, basis: AsOfBasis::AsShown }) => {
                (last_shown(connection, day).await?.get(), None)
            }
            Some(AsOf { day, basis: AsOfBasis::AsItTurnedOut }) => {
                (i64::MAX, Some(day.to_string()))
            }
        };
        Ok(Asked {
            statements,
            whose,
            last,
            event_until,
            account,
            client,
            pattern: format!("%{}%", like_literal(&folded(text))),
            key: number_key(text),
            window,
            filter,
        })
    }

    async fn total(&self, connection: &mut SqliteConnection) -> Result<i64, StoreError> {
        let is_prefix = self.event_until.is_none() && self.filter.account.is_none();
        if is_prefix && self.filter.client.is_none() && self.filter.text.trim().is_empty() {
            // Entries are numbered without gaps, so the last number is the count.
            return Ok(entry_count(connection).await?.min(self.last));
        }
        let query: QueryScalar<'_, Sqlite, i64, SqliteArguments> =
            sqlx::query_scalar(self.statements.count)
                .bind(self.whose)
                .bind(self.last)
                .bind(self.event_until.clone())
                .bind(self.account)
                .bind(self.client)
                .bind(i64::from(self.window.limit))
                .bind(i64::from(self.window.offset));
        Ok(match self.filter.text.trim() {
            "" => query.fetch_one(connection).await?,
            _ => {
                let (from, to) = self.keys();
                query.bind(&self.pattern).bind(from).bind(to).fetch_one(connection).await?
            }
        })
    }

    async fn numbers(&self, connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
        let query: QueryAs<'_, Sqlite, (i64,), SqliteArguments> =
            sqlx::query_as(self.statements.window)
                .bind(self.whose)
                .bind(self.last)
                .bind(self.event_until.clone())
                .bind(self.account)
                .bind(self.client)
                .bind(i64::from(self.window.limit.min(WINDOW_MAX)))
                .bind(i64::from(self.window.offset));
        let rows = match self.filter.text.trim() {
            "" => query.fetch_all(connection).await?,
            _ => {
                let (from, to) = self.keys();
                query.bind(&self.pattern).bind(from).bind(to).fetch_all(connection).await?
            }
        };
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// A text without letters or digits names no invoice.
    fn keys(&self) -> (String, String) {
        let to = match self.key.as_str() {
            "" => String::new(),
            key => format!("{key}{AFTER_ALL}"),
        };
        (self.key.clone(), to)
    }
}

/// "1,204", "#1204" and "entry 1204" mean the entry.
fn number_in(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("entry").unwrap_or(&lower).trim().trim_start_matches('#');
    rest.replace(',', "").parse().ok().filter(|number| *number > 0)
}

/// The entries that fit, newest first, from any row on.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn find_entries(
    connection: &mut SqliteConnection,
    filter: EntryFilter<'_>,
    window: EntryWindow,
) -> Result<FoundEntries, StoreError> {
    let asked = Asked::of(connection, filter, window).await?;
    let total = asked.total(connection).await?;
    let numbers = asked.numbers(connection).await?;
    let mut entries = numbered(connection, &numbers).await?;
    entries.reverse();
    Ok(FoundEntries { entries, total })
}

/// How many entries there are.
///
/// # Errors
/// Only of the storage.
pub async fn entry_count(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(COUNT).fetch_one(connection).await?)
}

#[derive(FromRow)]
struct ReversedRow {
    reverses: i64,
    number: i64,
}

/// Every entry that another one reverses.
///
/// # Errors
/// Only of the storage.
pub async fn reversed_entries(
    connection: &mut SqliteConnection,
) -> Result<BTreeSet<EntryNumber>, StoreError> {
    let rows: Vec<ReversedRow> = sqlx::query_as(REVERSED).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| EntryNumber::new(row.reverses)).collect())
}

/// By which entries these were reversed; those that were not are left out.
///
/// # Errors
/// Only of the storage.
pub async fn reversals_of(
    connection: &mut SqliteConnection,
    entries: &[EntryNumber],
) -> Result<BTreeMap<EntryNumber, EntryNumber>, StoreError> {
    let numbers: Vec<i64> = entries.iter().map(|number| number.get()).collect();
    let json = serde_json::to_string(&numbers).map_err(|e| StoreError::bad_row("entry", e))?;
    let rows: Vec<ReversedRow> =
        sqlx::query_as(REVERSED_OF).bind(json).fetch_all(connection).await?;
    let pair = |row: ReversedRow| (EntryNumber::new(row.reverses), EntryNumber::new(row.number));
    Ok(rows.into_iter().map(pair).collect())
}
