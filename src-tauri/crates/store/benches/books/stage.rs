//! The rows of a vault, made in plain SQLite first: there a million rows cost no lock of memory.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use factor_domain::Entry;
use factor_store::Connection;
use sqlx::AssertSqlSafe;

use crate::bulk::{Rows, Value};
use crate::lives::{self, Booked, CLIENTS, DEBTORS, Life};
use crate::{plain, seal};

/// The vault's own schema.
const SCHEMAS: [&str; 2] = [
    include_str!("../../../../../migrations/ledger/0001_vault.sql"),
    include_str!("../../../../../migrations/ledger/0002_ledger.sql"),
];
/// Who books.
pub const USER: &str = "Bench";
/// The last entries are not among the rows: they are booked one by one, as the program does it.
pub const POSTED: usize = 1_000;
/// Entries that wait for one bulk write.
const WAITING_MAX: usize = 20_000;

/// Every table that is filled, parents first, with its columns that are not worked out from others.
pub const TABLES: [(&str, &str); 10] = [
    ("client", "*"),
    ("terms_version", "*"),
    ("debtor", "*"),
    ("bank_account", "*"),
    ("invoice", "*"),
    ("posting", "*"),
    ("entry", "*"),
    ("balance", "client_id, account, debtor_id, bank_id, currency, balance_minor"),
    ("balance_day", "basis, client_id, account, debtor_id, bank_id, currency, day, balance_minor"),
    (
        "invoice_movement",
        "invoice_id, number, shown_day, turned_day, open_minor, reserve_minor, collected_minor,
         charges_minor, fees_minor",
    ),
];
/// Apart, because some of its columns are generated.
pub const INVOICE_BALANCE: &str = "invoice_id, open_minor, reserve_minor, collected_minor,
    charges_minor, fees_minor, shown_from, shown_last, turned_from, turned_last";

pub fn file(folder: &Path) -> PathBuf {
    folder.join("stage.db")
}

/// Makes the rows of all entries but the last, and the balances by the views that define them.
pub async fn fill(folder: &Path, lives: &[Life]) {
    let mut connection = plain::open(&file(folder)).await;
    for schema in SCHEMAS {
        sqlx::raw_sql(schema).execute(&mut connection).await.unwrap();
    }
    without_triggers(&mut connection).await;
    sqlx::raw_sql("PRAGMA foreign_keys = OFF; BEGIN").execute(&mut connection).await.unwrap();
    records(&mut connection).await;
    invoices(&mut connection, lives).await;
    let in_bulk = lives::entries(lives).count().saturating_sub(POSTED);
    let head = lay_entries(&mut connection, lives, in_bulk).await;
    sqlx::query("UPDATE book_head SET entries = $1, hash = $2")
        .bind(i64::try_from(in_bulk).unwrap())
        .bind(head.as_slice())
        .execute(&mut connection)
        .await
        .unwrap();
    for (table, columns) in TABLES.iter().skip(7).chain(&[("invoice_balance", INVOICE_BALANCE)]) {
        let sql = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_made");
        run(&mut connection, sql).await;
    }
    sqlx::raw_sql("COMMIT").execute(&mut connection).await.unwrap();
}

/// Takes away the triggers that demand entries one by one; answers with their texts.
pub async fn without_triggers(connection: &mut Connection) -> Vec<String> {
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND tbl_name IN ('entry', 'posting', 'book_head')",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for (name, _) in &triggers {
        run(connection, format!("DROP TRIGGER {name}")).await;
    }
    triggers.into_iter().map(|(_, sql)| sql).collect()
}

/// Runs one or more statements.
pub async fn run(connection: &mut Connection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.unwrap();
}

/// Clients with their terms, debtors, and the firm's account.
async fn records(connection: &mut Connection) {
    let sql =
        RECORDS.replace("$clients", &CLIENTS.to_string()).replace("$debtors", &DEBTORS.to_string());
    run(connection, sql).await;
}

const RECORDS: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $clients)
INSERT INTO client (id, revision, legal_name, trade_name, line_of_business, legal_form,
                    state_of_formation, registration_no, tax_id, address, mailing_address, phone,
                    email, account_representative, status, since, name_key, search_key, match_key,
                    created_at, saved_at)
SELECT i, 1, 'Client ' || i, '', '', '', '', '', '', '{}', '{}', '', '', '', 'active',
       '2016-01-04', 'client', 'client', 'client ' || i, '', '' FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $clients)
INSERT INTO terms_version (id, client_id, version, state, effective_on, own, saved_at)
SELECT i, i, 1, 'draft', '2016-01-04', '{}', '' FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $debtors)
INSERT INTO debtor (id, revision, name, name_key, match_key, address, country, phone, email,
                    is_government, is_insolvent, status, saved_at)
SELECT i, 1, 'Debtor ' || i, 'debtor', 'debtor ' || i, '{}', 'US', '', '', 0, 0, 'approved', ''
FROM n;
INSERT INTO bank_account (id, name, currency, is_active, saved_at)
VALUES (1, 'Operating', 'USD', 1, '');
";

async fn invoices(connection: &mut Connection, lives: &[Life]) {
    let mut rows = Rows::<12>::new(
        "INSERT INTO invoice (id, client_id, debtor_id, number, number_key, face_minor,
                              invoiced_on, due_on, purchased_on, terms_version_id, recourse_on,
                              currency, tax_minor, retainage_minor, discount_minor, risk,
                              is_disputed, state, saved_at)
         SELECT column1, column2, column3, column4, column5, column6, column7, column8, column9,
                column10, column11, column12, 0, 0, 0, 'client', 0, 'purchased', '' FROM (VALUES",
    );
    for (place, life) in lives.iter().enumerate() {
        let id = i64::try_from(place).unwrap() + 1;
        let bought = lives::day(life.bought).to_string();
        rows.push([
            id.into(),
            life.client.into(),
            life.debtor.into(),
            format!("INV-{id}").into(),
            format!("inv{id}").into(),
            life.face.into(),
            bought.clone().into(),
            lives::day(life.due).to_string().into(),
            bought.into(),
            life.client.into(),
            lives::day(life.bought + 90).to_string().into(),
            "USD".into(),
        ]);
        if rows.len() >= WAITING_MAX {
            rows.write(connection).await;
        }
    }
    rows.write(connection).await;
}

/// The numbers that stand for accounts or events.
async fn codes(connection: &mut Connection, sql: &'static str) -> HashMap<String, i64> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut *connection).await.unwrap();
    rows.into_iter().collect()
}

/// Lays the first entries without the front door; answers with the hash of the last.
async fn lay_entries(connection: &mut Connection, lives: &[Life], in_bulk: usize) -> [u8; 32] {
    let accounts = codes(connection, "SELECT word, code FROM book_account").await;
    let events = codes(connection, "SELECT word, code FROM book_event").await;
    let mut postings = Rows::<7>::new(
        "INSERT INTO posting (entry_number, line, account, invoice_id, debtor_id, bank_id,
                              amount_minor)
         SELECT * FROM (VALUES",
    );
    let mut rows = Rows::<13>::new(
        "INSERT INTO entry (number, event, cause, cause_id, client_id, event_on, value_on,
                            booked_on, booked_at, user, lines, terms_version_id, hash, currency,
                            reverses, has_working)
         SELECT *, 'USD', NULL, 0 FROM (VALUES",
    );
    let mut hash = [0; 32];
    for booked in lives::entries(lives).take(in_bulk) {
        hash = seal::hash(&hash, &booked, USER);
        for (line, posting) in (1_i64..).zip(&booked.entry.postings) {
            postings.push([
                booked.number.into(),
                line.into(),
                accounts[posting.account.as_str()].into(),
                posting.invoice.map(|id| id.get()).into(),
                posting.debtor.map(|id| id.get()).into(),
                posting.bank.map(|id| id.get()).into(),
                posting.amount.minor().into(),
            ]);
        }
        rows.push(entry_row(&booked, events[booked.entry.event.as_str()], hash));
        if rows.len() >= WAITING_MAX {
            postings.write(connection).await;
            rows.write(connection).await;
        }
    }
    postings.write(connection).await;
    rows.write(connection).await;
    hash
}

fn entry_row(booked: &Booked, event: i64, hash: [u8; 32]) -> [Value; 13] {
    let Entry { cause, client, event_on, value_on, postings, terms_version, .. } = &booked.entry;
    let (cause, cause_id) = seal::cause_columns(*cause);
    [
        booked.number.into(),
        event.into(),
        cause.into(),
        cause_id.into(),
        client.map(|id| id.get()).into(),
        event_on.to_string().into(),
        value_on.to_string().into(),
        booked.booked_on.to_string().into(),
        seal::booked_at(booked).into(),
        USER.into(),
        i64::try_from(postings.len()).unwrap().into(),
        terms_version.map(|id| id.get()).into(),
        Value::Bytes(hash.into()),
    ]
}
