//! How long the books of a firm take to answer: fills a vault with so many invoices over five
//! years (the argument; 20,000 without one) and asks what stood on past days.
//!
//! `cargo bench -p factor-store --bench books -- 200000`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints and may stop")]

use std::time::{Duration, Instant};

use factor_domain::{
    Account, BankAccountId, Cause, ClientId, Currency, Day, DebtorId, Entry, EntryNumber, Event,
    InvoiceId, Money, Posting, ReceiptId,
};
use factor_store::book::{self, AsOf, AsOfBasis, ItemFilter, NewEntry};
use factor_store::{KdfCost, Passphrase, RecoveryKey, StoreError, Tx, Vault, WaysIn};
use sqlx::AssertSqlSafe;

const INVOICES: i64 = 20_000;
const CLIENTS: i64 = 300;
const DEBTORS: i64 = 2_000;
const DAYS: i64 = 1_825;
const FIRST: &str = "2021-01-04";
const ROUNDS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let argument = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let invoices: i64 = argument.unwrap_or(INVOICES);
    let home = tempfile::tempdir().unwrap();
    let vault = new_vault(&home.path().join("firm")).await;
    let begun = Instant::now();
    fill(&vault, invoices).await;
    println!("{invoices} invoices filled in {:.1?}", begun.elapsed());
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let begun = Instant::now();
    book::rebuild_balances(&mut tx).await.unwrap();
    println!("balances rebuilt in {:.1?}", begun.elapsed());
    tx.commit().await.unwrap();
    post_some(&vault).await;
    ask(&vault).await;
    let file = std::fs::metadata(home.path().join("firm/ledger.db")).unwrap();
    println!("ledger.db {} MB", file.len() / 1_000_000);
    vault.close().await.unwrap();
}

async fn new_vault(folder: &std::path::Path) -> Vault {
    let passphrase = Passphrase::new("a fairly long passphrase").unwrap();
    let recovery = RecoveryKey::generate().unwrap();
    let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
    Vault::create(folder, ways_in, KdfCost::Floor).await.unwrap()
}

/// Millions of entries, laid without the triggers that demand them one by one, and without a
/// chain; what is measured afterwards is the reading.
async fn fill(vault: &Vault, invoices: i64) {
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND tbl_name IN ('entry', 'posting', 'book_head')",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    for (name, _) in &triggers {
        run(&mut tx, &format!("DROP TRIGGER {name}")).await;
    }
    let filling = FILLING
        .replace("$invoices", &invoices.to_string())
        .replace("$clients", &CLIENTS.to_string())
        .replace("$debtors", &DEBTORS.to_string())
        .replace("$days", &DAYS.to_string())
        .replace("$first", FIRST);
    run(&mut tx, &filling).await;
    for (_, sql) in &triggers {
        run(&mut tx, sql).await;
    }
    tx.commit().await.unwrap();
}

async fn run(tx: &mut Tx<'_>, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(tx.connection()).await.unwrap();
}

/// Each invoice is bought, paid after 20 to 80 days, charged and released; every tenth event was
/// booked three days late.
const FILLING: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $clients)
INSERT INTO client (id, revision, legal_name, trade_name, line_of_business, legal_form,
                    state_of_formation, registration_no, tax_id, address, mailing_address, phone,
                    email, account_representative, status, since, name_key, search_key, match_key,
                    created_at, saved_at)
SELECT i, 1, 'Client ' || i, '', '', '', '', '', '', '{}', '{}', '', '', '', 'active', '$first',
       'client', 'client', 'client ' || i, '', '' FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $clients)
INSERT INTO terms_version (id, client_id, version, state, effective_on, own, saved_at)
SELECT i, i, 1, 'draft', '$first', '{}', '' FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $debtors)
INSERT INTO debtor (id, revision, name, name_key, match_key, address, country, phone, email,
                    is_government, is_insolvent, status, saved_at)
SELECT i, 1, 'Debtor ' || i, 'debtor', 'debtor ' || i, '{}', 'US', '', '', 0, 0, 'approved', ''
FROM n;
INSERT INTO bank_account (id, name, currency, is_active, saved_at)
VALUES (1, 'Operating', 'USD', 1, '');
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $invoices)
INSERT INTO invoice (id, client_id, debtor_id, number, number_key, currency, face_minor, tax_minor,
                     retainage_minor, discount_minor, invoiced_on, due_on, purchased_on,
                     terms_version_id, risk, is_disputed, state, saved_at)
SELECT i, 1 + i % $clients, 1 + i % 300 + (i % 7) * 200, 'INV-' || i, 'inv' || i, 'USD', 1000000,
       0, 0, 0, date('$first', (i * $days / $invoices) || ' days'),
       date('$first', (i * $days / $invoices + 30) || ' days'),
       date('$first', (i * $days / $invoices) || ' days'), 1 + i % $clients, 'client', 0,
       'purchased', ''
FROM n;
CREATE TEMP TABLE step AS
SELECT row_number() OVER (ORDER BY day, invoice_id, place) AS number, invoice_id, event, client_id,
       debtor_id, date('$first', day || ' days') AS booked_on,
       date('$first', (day - iif(invoice_id % 10 = 0, 3, 0)) || ' days') AS event_on
FROM (SELECT i.id AS invoice_id, i.client_id, i.debtor_id, s.key AS place, s.value AS event,
             i.id * $days / $invoices + iif(s.key = 0, 0, 20 + i.id * 7919 % 60) AS day
      FROM invoice i CROSS JOIN json_each('[1,5,6,3]') s)
WHERE day <= $days;
INSERT INTO posting (entry_number, line, account, invoice_id, debtor_id, bank_id, amount_minor)
SELECT t.number, l.value ->> 1, l.value ->> 2,
       iif(l.value ->> 2 IN (3, 7), NULL, t.invoice_id), iif(l.value ->> 2 = 3, NULL, t.debtor_id),
       iif(l.value ->> 2 = 3, 1, NULL), l.value ->> 3
FROM step t CROSS JOIN json_each('[[1,1,1,1000000],[1,2,6,-800000],[1,3,4,-200000],
  [5,1,3,1000000],[5,2,7,-1000000],[6,1,7,1000000],[6,2,1,-1000000],
  [3,1,4,200000],[3,2,8,-30000],[3,3,6,-170000]]') l
WHERE l.value ->> 0 = t.event
ORDER BY t.number, l.value ->> 1;
INSERT INTO entry (number, event, cause, cause_id, client_id, event_on, value_on, booked_on,
                   booked_at, user, currency, lines, has_working, hash)
SELECT number, event, 'invoice', invoice_id, client_id, event_on, event_on, booked_on,
       booked_on || 'T15:00:00.000Z', 'Bench', 'USD', iif(event IN (1, 3), 3, 2), 0, zeroblob(32)
FROM step ORDER BY number;
UPDATE book_head SET entries = (SELECT max(number) FROM entry);
DROP TABLE step;
";

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

/// Books a thousand receipts through the front door.
async fn post_some(vault: &Vault) {
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let booked_on = book::last_booking(&mut tx).await.unwrap().unwrap();
    let begun = Instant::now();
    for index in 0..1_000 {
        let line = |account, minor| Posting {
            account,
            invoice: None,
            debtor: (account != Account::Cash).then(|| DebtorId::new(1 + index)),
            bank: (account == Account::Cash).then(|| BankAccountId::new(1)),
            amount: usd(minor),
        };
        let entry = Entry {
            event: Event::Receipt,
            cause: Cause::Receipt(ReceiptId::new(1)),
            client: Some(ClientId::new(1 + index % CLIENTS)),
            event_on: booked_on,
            value_on: booked_on,
            postings: vec![
                line(Account::Cash, 10_000),
                line(Account::UnappliedCash, -9_000),
                line(Account::UnappliedCash, -1_000),
            ],
            working: None,
            terms_version: None,
            reverses: None,
        };
        let new =
            NewEntry { entry: &entry, booked_on, booked_at: "2026-01-05T15:00:00Z", user: "B" };
        book::post(&mut tx, &new).await.unwrap();
    }
    println!("one entry booked in {:.0?}", begun.elapsed() / 1_000);
}

/// How long one question took the first time and at best.
#[derive(Default)]
struct Took {
    first: Option<Duration>,
    best: Option<Duration>,
}

impl Took {
    fn note(&mut self, took: Duration) {
        self.first.get_or_insert(took);
        self.best = Some(self.best.map_or(took, |best| best.min(took)));
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, best) = (self.first.unwrap_or_default(), self.best.unwrap_or_default());
        write!(f, "first {first:.0?}, best {best:.0?}")
    }
}

async fn ask(vault: &Vault) {
    let first = Day::from_iso(FIRST).unwrap();
    for percent in [3, 50, 90, 100] {
        let day = first.plus_days(DAYS * percent / 100).unwrap();
        for basis in [AsOfBasis::AsShown, AsOfBasis::AsItTurnedOut] {
            let as_of = AsOf { day, basis };
            let mut snapshot = vault.ledger().read().await.unwrap();
            let (mut items, mut balances, mut rows) = (Took::default(), Took::default(), 0);
            for _ in 0..ROUNDS {
                let begun = Instant::now();
                let filter = ItemFilter::default();
                rows = book::open_items(&mut snapshot, as_of, filter).await.unwrap().len();
                items.note(begun.elapsed());
                let begun = Instant::now();
                let found = book::client_balances(&mut snapshot, as_of).await.unwrap();
                balances.note(begun.elapsed());
                assert!(!found.is_empty());
            }
            println!("{day} {basis:?}: {rows} open items {items}; client balances {balances}");
        }
    }
    let mut snapshot = vault.ledger().read().await.unwrap();
    let begun = Instant::now();
    let mut entries = 0_u64;
    book::for_each_entry(&mut snapshot, EntryNumber::new(1), |_| {
        entries += 1;
        Ok::<(), StoreError>(())
    })
    .await
    .unwrap();
    println!("{entries} entries read in {:.1?}", begun.elapsed());
}
