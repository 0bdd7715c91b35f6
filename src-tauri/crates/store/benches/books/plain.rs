//! The same report by plain SQLite: no cipher, an ordinary schema, sums over the entries.

use std::path::{Path, PathBuf};

use factor_store::Connection;
use factor_store::book::{AsOf, AsOfBasis};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::bulk::Rows;
use crate::lives::{self, Life};
use crate::position::Position;

/// Rows that wait for one bulk write.
const WAITING_MAX: usize = 20_000;

const SCHEMA: &str = "
CREATE TABLE invoice (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL,
                      debtor_id INTEGER NOT NULL, number TEXT NOT NULL, face INTEGER NOT NULL,
                      due_on TEXT NOT NULL);
CREATE TABLE entry (number INTEGER PRIMARY KEY, event TEXT NOT NULL, client_id INTEGER NOT NULL,
                    event_on TEXT NOT NULL, booked_on TEXT NOT NULL);
CREATE TABLE posting (entry_number INTEGER NOT NULL, line INTEGER NOT NULL, account TEXT NOT NULL,
                      invoice_id INTEGER, debtor_id INTEGER, amount INTEGER NOT NULL,
                      PRIMARY KEY (entry_number, line)) WITHOUT ROWID;
";
const INDEXES: &str = "
CREATE INDEX invoice_by_client ON invoice (client_id);
CREATE INDEX entry_by_event ON entry (event_on);
CREATE INDEX entry_by_booking ON entry (booked_on);
CREATE INDEX entry_by_client ON entry (client_id);
CREATE INDEX posting_by_invoice ON posting (invoice_id);
CREATE INDEX posting_by_account ON posting (account);
ANALYZE;
";

pub fn file(folder: &Path) -> PathBuf {
    folder.join("plain.db")
}

/// Opens a file in the clear. In a process that has opened a vault before, its engine goes on
/// locking every piece of memory, so this comes first.
pub async fn open(file: &Path) -> Connection {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("temp_store", "MEMORY")
        // As much as a vault takes.
        .pragma("cache_size", "-262144")
        .disable_statement_logging()
        .connect()
        .await
        .unwrap()
}

/// Writes the same invoices, entries and postings.
pub async fn fill(folder: &Path, lives: &[Life]) {
    let mut connection = open(&file(folder)).await;
    sqlx::raw_sql(SCHEMA).execute(&mut connection).await.unwrap();
    sqlx::raw_sql("BEGIN").execute(&mut connection).await.unwrap();
    let mut invoices = Rows::<6>::new("INSERT INTO invoice SELECT * FROM (VALUES");
    for (id, life) in (1_i64..).zip(lives) {
        let (number, due) = (format!("INV-{id}"), lives::day(life.due).to_string());
        let (client, debtor) = (life.client.into(), life.debtor.into());
        invoices.push([id.into(), client, debtor, number.into(), life.face.into(), due.into()]);
        if invoices.len() >= WAITING_MAX {
            invoices.write(&mut connection).await;
        }
    }
    invoices.write(&mut connection).await;
    fill_entries(&mut connection, lives).await;
    sqlx::raw_sql("COMMIT").execute(&mut connection).await.unwrap();
    sqlx::raw_sql(INDEXES).execute(&mut connection).await.unwrap();
}

async fn fill_entries(connection: &mut Connection, lives: &[Life]) {
    let mut entries = Rows::<5>::new("INSERT INTO entry SELECT * FROM (VALUES");
    let mut postings = Rows::<6>::new("INSERT INTO posting SELECT * FROM (VALUES");
    for booked in lives::entries(lives) {
        let entry = &booked.entry;
        entries.push([
            booked.number.into(),
            entry.event.as_str().into(),
            entry.client.map(|id| id.get()).into(),
            entry.event_on.to_string().into(),
            booked.booked_on.to_string().into(),
        ]);
        for (line, posting) in (1_i64..).zip(&entry.postings) {
            postings.push([
                booked.number.into(),
                line.into(),
                posting.account.as_str().into(),
                posting.invoice.map(|id| id.get()).into(),
                posting.debtor.map(|id| id.get()).into(),
                posting.amount.minor().into(),
            ]);
        }
        if entries.len() >= WAITING_MAX {
            entries.write(connection).await;
            postings.write(connection).await;
        }
    }
    entries.write(connection).await;
    postings.write(connection).await;
}

/// $1 is the day; what stands for `basis` is the column of the day that counts.
const INVOICES: &str = "
SELECT s.client_id, CAST(julianday($1) - julianday(i.due_on) AS INTEGER), s.open, s.reserve
FROM (SELECT p.invoice_id, e.client_id,
             sum(CASE p.account WHEN 'receivables_purchased' THEN p.amount ELSE 0 END) AS open,
             sum(CASE p.account WHEN 'client_reserve' THEN -p.amount ELSE 0 END) AS reserve
      FROM entry e JOIN posting p ON p.entry_number = e.number
      WHERE e.basis <= $1 AND p.account IN ('receivables_purchased', 'client_reserve')
      GROUP BY p.invoice_id) s
JOIN invoice i ON i.id = s.invoice_id
WHERE s.open <> 0 OR s.reserve <> 0";

const BALANCES: &str = "
SELECT e.client_id, sum(CASE p.account WHEN 'client_charges' THEN p.amount ELSE 0 END),
       sum(CASE p.account WHEN 'client_charges' THEN 0 ELSE -p.amount END)
FROM entry e JOIN posting p ON p.entry_number = e.number
WHERE e.basis <= $1 AND p.account IN ('client_charges', 'client_payable', 'escrow')
GROUP BY e.client_id";

/// Makes the report as of a day.
pub async fn report(connection: &mut Connection, as_of: AsOf) -> Position {
    let column = match as_of.basis {
        AsOfBasis::AsShown => "booked_on",
        AsOfBasis::AsItTurnedOut => "event_on",
    };
    let sql = |text: &str| sqlx::AssertSqlSafe(text.replace("basis", column));
    let day = as_of.day.to_string();
    let mut position = Position::default();
    let invoices: Vec<(i64, i64, i64, i64)> =
        sqlx::query_as(sql(INVOICES)).bind(&day).fetch_all(&mut *connection).await.unwrap();
    for (client, days, open, reserve) in invoices {
        position.add_invoice(client, days, open, reserve);
    }
    let balances: Vec<(i64, i64, i64)> =
        sqlx::query_as(sql(BALANCES)).bind(&day).fetch_all(connection).await.unwrap();
    for (client, charges, coming) in balances {
        position.add_balances(client, charges, coming);
    }
    position.without_empty_rows()
}
