//! The books in a vault: laid in bulk, closed by the front door, compared with their entries.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use factor_domain::Entry;
use factor_store::book::{self, NewEntry};
use factor_store::{Connection, KdfCost, Passphrase, RecoveryKey, Tx, Unlock, Vault, WaysIn};
use sqlx::AssertSqlSafe;

use crate::bulk::{Rows, Value};
use crate::lives::{self, Booked, CLIENTS, DEBTORS, Life};
use crate::seal;

pub const FOLDER: &str = "firm";
const USER: &str = "Bench";
/// The last entries are booked one by one, as the program does it.
const POSTED: i64 = 2_000;
/// Entries that wait for one bulk write.
const WAITING_MAX: usize = 20_000;

fn passphrase() -> Passphrase {
    Passphrase::new("a fairly long passphrase").unwrap()
}

pub async fn open(folder: &Path) -> Vault {
    Vault::open(&folder.join(FOLDER), Unlock::Passphrase(&passphrase())).await.unwrap()
}

/// Makes the vault with all records and entries.
pub async fn fill(folder: &Path, lives: &[Life]) {
    let recovery = RecoveryKey::generate().unwrap();
    let passphrase = passphrase();
    let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
    let vault = Vault::create(&folder.join(FOLDER), ways_in, KdfCost::Floor).await.unwrap();
    let entries = i64::try_from(lives::entries(lives).count()).unwrap();
    let in_bulk = (entries - POSTED).max(0);

    let begun = Instant::now();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let triggers = without_triggers(&mut tx).await;
    records(&mut tx).await;
    invoices(&mut tx, lives).await;
    let head = lay_entries(&mut tx, lives, in_bulk).await;
    sqlx::query("UPDATE book_head SET entries = $1, hash = $2")
        .bind(in_bulk)
        .bind(head.as_slice())
        .execute(&mut *tx)
        .await
        .unwrap();
    for sql in triggers {
        run(&mut tx, sql).await;
    }
    book::rebuild_balances(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    println!("  {in_bulk} entries laid and sealed in {:.1?}", begun.elapsed());

    let begun = Instant::now();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    post_rest(&mut tx, lives, in_bulk).await;
    let each = begun.elapsed() / u32::try_from(entries - in_bulk).unwrap().max(1);
    close_invoices(&mut tx).await;
    tx.commit().await.unwrap();
    println!("  the last {} booked one by one: {each:.0?} each", entries - in_bulk);

    let begun = Instant::now();
    let mut snapshot = vault.ledger().read().await.unwrap();
    let differences = book::compare_balances(&mut snapshot).await.unwrap();
    assert!(differences.is_empty(), "kept balances differ from the entries: {differences:?}");
    println!("  every kept balance compared with the entries in {:.1?}", begun.elapsed());
    drop(snapshot);
    vault.close().await.unwrap();
}

/// Takes away the triggers that demand entries one by one; answers with their texts.
async fn without_triggers(tx: &mut Tx<'_>) -> Vec<String> {
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND tbl_name IN ('entry', 'posting', 'book_head')",
    )
    .fetch_all(&mut **tx)
    .await
    .unwrap();
    for (name, _) in &triggers {
        run(tx, format!("DROP TRIGGER {name}")).await;
    }
    triggers.into_iter().map(|(_, sql)| sql).collect()
}

async fn run(tx: &mut Tx<'_>, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(tx.connection()).await.unwrap();
}

/// Clients with their terms, debtors, and the firm's account.
async fn records(tx: &mut Tx<'_>) {
    let sql =
        RECORDS.replace("$clients", &CLIENTS.to_string()).replace("$debtors", &DEBTORS.to_string());
    run(tx, sql).await;
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

async fn invoices(tx: &mut Tx<'_>, lives: &[Life]) {
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
            rows.write(tx).await;
        }
    }
    rows.write(tx).await;
}

/// The numbers that stand for accounts or events.
async fn codes(tx: &mut Tx<'_>, sql: &'static str) -> HashMap<String, i64> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut **tx).await.unwrap();
    rows.into_iter().collect()
}

/// Lays the first entries without the front door; answers with the hash of the last.
async fn lay_entries(tx: &mut Tx<'_>, lives: &[Life], in_bulk: i64) -> [u8; 32] {
    let accounts = codes(tx, "SELECT word, code FROM book_account").await;
    let events = codes(tx, "SELECT word, code FROM book_event").await;
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
    for booked in lives::entries(lives).take_while(|booked| booked.number <= in_bulk) {
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
            postings.write(tx).await;
            rows.write(tx).await;
        }
    }
    postings.write(tx).await;
    rows.write(tx).await;
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

async fn post_rest(tx: &mut Tx<'_>, lives: &[Life], in_bulk: i64) {
    for booked in lives::entries(lives).filter(|booked| booked.number > in_bulk) {
        let booked_at = seal::booked_at(&booked);
        let Booked { number, booked_on, entry } = &booked;
        let new = NewEntry { entry, booked_on: *booked_on, booked_at: &booked_at, user: USER };
        let given = book::post(tx, &new).await.unwrap();
        assert_eq!(given.get(), *number);
    }
}

/// Writes on the invoices how they ended.
async fn close_invoices(connection: &mut Connection) {
    sqlx::query(
        "UPDATE invoice SET
           state = iif(e.event = 13, 'closed_charged_back', 'closed_paid'),
           closed_on = e.event_on, closed_entry = e.number
         FROM (SELECT invoice_id, max(number) AS number FROM invoice_movement GROUP BY invoice_id) m
         JOIN entry e ON e.number = m.number
         JOIN invoice_balance b ON b.invoice_id = m.invoice_id AND b.is_alive = 0
         WHERE invoice.id = m.invoice_id",
    )
    .execute(connection)
    .await
    .unwrap();
}
