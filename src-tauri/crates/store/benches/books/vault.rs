//! The books in a vault: laid in bulk, closed by the front door.

use std::path::Path;
use std::time::Instant;

use factor_store::book::{self, NewEntry};
use factor_store::{Connection, KdfCost, Passphrase, RecoveryKey, Tx, Unlock, Vault, WaysIn};

use crate::lives::{self, Booked, Life};
use crate::seal;
use crate::stage::{self, INVOICE_BALANCE, POSTED, TABLES, USER};

/// Of the vault, beside the other files.
pub const FOLDER: &str = "firm";

fn passphrase() -> Passphrase {
    Passphrase::new("a fairly long passphrase").unwrap()
}

/// Unlocks it.
pub async fn open(folder: &Path) -> Vault {
    Vault::open(&folder.join(FOLDER), Unlock::Passphrase(&passphrase())).await.unwrap()
}

/// Makes the vault with all records and entries; the rows are staged already.
pub async fn fill(folder: &Path, lives: &[Life]) {
    let recovery = RecoveryKey::generate().unwrap();
    let passphrase = passphrase();
    let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
    let vault = Vault::create(&folder.join(FOLDER), ways_in, KdfCost::Floor).await.unwrap();

    let begun = Instant::now();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let staged = stage::file(folder).display().to_string();
    sqlx::query("ATTACH $1 AS stage KEY ''").bind(staged).execute(&mut *tx).await.unwrap();
    let triggers = stage::without_triggers(&mut tx).await;
    for (table, columns) in TABLES.iter().chain(&[("invoice_balance", INVOICE_BALANCE)]) {
        let into = if *columns == "*" { String::new() } else { format!("({columns})") };
        let sql = format!("INSERT INTO main.{table} {into} SELECT {columns} FROM stage.{table}");
        stage::run(&mut tx, sql).await;
    }
    let head = "UPDATE main.book_head SET (entries, hash) =
                (SELECT entries, hash FROM stage.book_head)";
    stage::run(&mut tx, head.to_owned()).await;
    for sql in triggers {
        stage::run(&mut tx, sql).await;
    }
    tx.commit().await.unwrap();
    println!("  rows laid in the vault in {:.1?}", begun.elapsed());

    let mut tx = vault.ledger().begin_write().await.unwrap();
    let begun = Instant::now();
    let posted = post_rest(&mut tx, lives).await;
    let each = begun.elapsed() / posted.max(1);
    println!("  the last {posted} entries booked one by one: {each:.0?} each");
    close_invoices(&mut tx).await;
    tx.commit().await.unwrap();
    vault.close().await.unwrap();
}

/// Books what is not staged through the front door; how many those are.
async fn post_rest(tx: &mut Tx<'_>, lives: &[Life]) -> u32 {
    let staged = lives::entries(lives).count().saturating_sub(POSTED);
    let mut posted = 0;
    for booked in lives::entries(lives).skip(staged) {
        let booked_at = seal::booked_at(&booked);
        let Booked { number, booked_on, entry } = &booked;
        let new = NewEntry { entry, booked_on: *booked_on, booked_at: &booked_at, user: USER };
        let given = book::post(tx, &new).await.unwrap();
        assert_eq!(given.get(), *number);
        posted += 1;
    }
    posted
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

/// Stops unless the chain holds and every kept balance is what the entries say.
pub async fn check(folder: &Path) {
    let vault = open(folder).await;
    let mut snapshot = vault.ledger().read().await.unwrap();
    let begun = Instant::now();
    let report = book::verify(&mut snapshot).await.unwrap();
    assert!(report.fault.is_none(), "the chain is broken: {report:?}");
    println!("  chain of {} entries checked in {:.1?}", report.intact, begun.elapsed());
    let begun = Instant::now();
    let differences = book::compare_balances(&mut snapshot).await.unwrap();
    assert!(differences.is_empty(), "kept balances differ from the entries: {differences:?}");
    println!("  every kept balance compared with the entries in {:.1?}", begun.elapsed());
    drop(snapshot);
    vault.close().await.unwrap();
}
