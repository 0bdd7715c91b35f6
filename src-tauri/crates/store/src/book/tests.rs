//! The books on a real encrypted database.

use std::collections::BTreeMap;

use factor_domain::{
    Account, BankAccountId, Cause, ClientId, Currency, Day, DebtorId, Entry, EntryNumber, Event,
    InvoiceId, Money, Posting, ReceiptId, ScheduleId, TermsVersionId,
};
use sqlx::AssertSqlSafe;

use super::*;
use crate::{KdfCost, Passphrase, RecoveryKey, Tx, Vault, WaysIn};

mod as_of;
mod chain;
pub(crate) mod plans;
mod records;
mod writing;

pub(super) const AT: &str = "2026-11-19T15:00:00.000Z";
pub(super) const USER: &str = "Nadia Ferro";

/// A vault of two clients, three debtors and a bank account.
pub(crate) struct World {
    pub vault: Vault,
    _home: tempfile::TempDir,
}

impl World {
    pub async fn new() -> World {
        let home = tempfile::tempdir().unwrap();
        let passphrase = Passphrase::new("a fairly long passphrase").unwrap();
        let recovery = RecoveryKey::generate().unwrap();
        let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
        let folder = home.path().join("firm");
        let vault = Vault::create(&folder, ways_in, KdfCost::Floor).await.unwrap();
        let world = World { vault, _home: home };
        world.run(FURNITURE).await;
        world
    }

    /// Runs statements and commits.
    pub async fn run(&self, sql: &str) {
        let mut tx = self.vault.ledger().begin_write().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The database's answer to statements it must refuse.
    pub async fn refusal(&self, sql: &str) -> String {
        let mut tx = self.vault.ledger().begin_write().await.unwrap();
        let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await;
        match done {
            Err(error) => error.to_string(),
            Ok(_) => panic!("was not refused: {sql}"),
        }
    }

    pub async fn write(&self) -> Tx<'_> {
        self.vault.ledger().begin_write().await.unwrap()
    }

    pub async fn read(&self) -> crate::Snapshot<'_> {
        self.vault.ledger().read().await.unwrap()
    }

    /// Books entries on a day and commits.
    pub async fn book(&self, booked_on: &str, entries: &[Entry]) -> Vec<EntryNumber> {
        let mut tx = self.write().await;
        let new: Vec<NewEntry<'_>> =
            entries.iter().map(|entry| new_entry(entry, booked_on)).collect();
        let numbers = post_all(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        numbers
    }
}

pub(super) const FURNITURE: &str = "
    INSERT INTO client (id, revision, legal_name, trade_name, line_of_business, legal_form,
                        state_of_formation, registration_no, tax_id, address, mailing_address,
                        phone, email, account_representative, status, since, name_key,
                        search_key, match_key, created_at, saved_at)
    SELECT value, 1, 'Client ' || value, '', '', '', '', '', '', '{}', '{}', '', '', '', 'active',
           '2026-01-02', 'client', 'client', 'client ' || value, '', ''
    FROM json_each('[1,2]');
    INSERT INTO terms_version (id, client_id, version, state, effective_on, own, saved_at)
    VALUES (1, 1, 1, 'draft', '2026-01-01', '{}', ''), (2, 2, 1, 'draft', '2026-01-01', '{}', '');
    INSERT INTO debtor (id, revision, name, name_key, match_key, address, country, phone, email,
                        is_government, is_insolvent, status, saved_at)
    SELECT value, 1, 'Debtor', 'debtor', 'debtor ' || value, '{}', 'US', '', '', 0, 0, 'approved',
           ''
    FROM json_each('[1,2,3]');
    INSERT INTO bank_account (id, name, currency, is_active, saved_at)
    VALUES (1, 'Operating', 'USD', 1, '');
    INSERT INTO invoice (id, client_id, debtor_id, number, number_key, currency, face_minor,
                         tax_minor, retainage_minor, discount_minor, invoiced_on, due_on,
                         purchased_on, terms_version_id, risk, is_disputed, state, saved_at)
    SELECT value, 1 + value % 2, 1 + value % 3, 'INV-' || value, 'inv' || value, 'USD', 1000000, 0,
           0, 0, '2026-01-05', '2026-02-04', '2026-01-06', 1 + value % 2, 'client', 0, 'purchased',
           ''
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]');";

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

pub(super) fn new_entry<'a>(entry: &'a Entry, booked_on: &str) -> NewEntry<'a> {
    NewEntry { entry, booked_on: day(booked_on), booked_at: AT, user: USER }
}

pub(super) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

pub(super) fn client_of(invoice: i64) -> i64 {
    1 + invoice % 2
}

pub(super) fn debtor_of(invoice: i64) -> i64 {
    1 + invoice % 3
}

/// A line; cash goes to the one bank account, unapplied cash to the invoice's debtor.
fn line(account: Account, invoice: i64, minor: i64) -> Posting {
    let is_cash = account == Account::Cash;
    Posting {
        account,
        invoice: (!is_cash && account != Account::UnappliedCash).then(|| InvoiceId::new(invoice)),
        debtor: (!is_cash).then(|| DebtorId::new(debtor_of(invoice))),
        bank: is_cash.then(|| BankAccountId::new(1)),
        amount: usd(minor),
    }
}

/// An entry on an invoice, of pairs of account and amount.
pub(super) fn on_invoice(event: Event, invoice: i64, on: &str, lines: &[(Account, i64)]) -> Entry {
    Entry {
        event,
        cause: if event == Event::Purchase {
            Cause::Schedule(ScheduleId::new(1))
        } else {
            Cause::Receipt(ReceiptId::new(invoice))
        },
        client: Some(ClientId::new(client_of(invoice))),
        event_on: day(on),
        value_on: day(on),
        postings: lines.iter().map(|&(account, minor)| line(account, invoice, minor)).collect(),
        working: None,
        terms_version: Some(TermsVersionId::new(client_of(invoice))),
        reverses: None,
    }
}

/// Buys an invoice of 10,000.00 at 80 %.
pub(super) fn purchase(invoice: i64, on: &str) -> Entry {
    let lines = [
        (Account::ReceivablesPurchased, 1_000_000),
        (Account::ClientPayable, -800_000),
        (Account::ClientReserve, -200_000),
    ];
    on_invoice(Event::Purchase, invoice, on, &lines)
}

pub(super) fn receipt(invoice: i64, on: &str, minor: i64) -> Entry {
    let lines = [(Account::Cash, minor), (Account::UnappliedCash, -minor)];
    on_invoice(Event::Receipt, invoice, on, &lines)
}

pub(super) fn application(invoice: i64, on: &str, minor: i64) -> Entry {
    let lines = [(Account::UnappliedCash, minor), (Account::ReceivablesPurchased, -minor)];
    on_invoice(Event::Application, invoice, on, &lines)
}

pub(super) fn fee(invoice: i64, on: &str, minor: i64) -> Entry {
    let lines = [(Account::ClientReserve, minor), (Account::FeeIncome, -minor)];
    on_invoice(Event::FeeFromReserve, invoice, on, &lines)
}

pub(super) fn release(invoice: i64, on: &str, minor: i64) -> Entry {
    let lines = [(Account::ClientReserve, minor), (Account::ClientPayable, -minor)];
    on_invoice(Event::ReserveRelease, invoice, on, &lines)
}

/// A whole life: bought on the first day, paid, charged and released on the last.
pub(super) fn life(invoice: i64, bought: &str, paid: &str) -> Vec<Entry> {
    vec![
        purchase(invoice, bought),
        receipt(invoice, paid, 1_000_000),
        application(invoice, paid, 1_000_000),
        fee(invoice, paid, 30_000),
        release(invoice, paid, 170_000),
    ]
}

/// Every kept balance as one comparable text, for "is everything as it was".
pub(super) async fn kept(connection: &mut sqlx::SqliteConnection) -> BTreeMap<String, i64> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT 'a' || client_id || '/' || account || '/' || debtor_id || '/' || bank_id,
                balance_minor
         FROM balance WHERE balance_minor <> 0
         UNION ALL
         SELECT 'i' || invoice_id || '/' || column1, column2
         FROM (SELECT invoice_id, 'open' AS column1, open_minor AS column2 FROM invoice_balance
               UNION ALL SELECT invoice_id, 'reserve', reserve_minor FROM invoice_balance
               UNION ALL SELECT invoice_id, 'collected', collected_minor FROM invoice_balance
               UNION ALL SELECT invoice_id, 'charges', charges_minor FROM invoice_balance
               UNION ALL SELECT invoice_id, 'fees', fees_minor FROM invoice_balance)
         WHERE column2 <> 0
         ORDER BY 1",
    )
    .fetch_all(connection)
    .await
    .unwrap();
    rows.into_iter().collect()
}
