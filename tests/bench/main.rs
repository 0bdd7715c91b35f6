//! How fast the product is, and what the encryption costs. Prints figures; never fails on time.
//!
//! `cargo xtask bench` runs it in the release profile. `cargo bench -p factor-tests --bench product
//! -- --day <folder>` runs the working day alone, over a firm that is made there once; `--find`
//! the search alone.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints and may stop")]

mod finding;
mod firm;
mod measure;
mod portfolio;
#[allow(dead_code, reason = "the other bench asks for processor time too")]
#[path = "../../src-tauri/crates/store/benches/books/process.rs"]
mod process;
mod working_day;

use std::path::PathBuf;
use std::time::Instant;

use factor_domain::day::Day;
use factor_store::Vault;
use factor_store::client::{ClientFilter, ListOrder, ListPage, list};
use measure::{Spread, heading, line};
use serde_json::{Value, json};
use sqlx::SqliteConnection;
use support::every_command::Furnished;
use support::{PASSPHRASE, World};

const RUNS: usize = 40;
/// A derivation is slow on purpose, so few runs say enough.
const SLOW_RUNS: usize = 5;
const PAGE_ROWS: u32 = 50;
/// Rows in one transaction.
const BULK_ROWS: i64 = 5_000;

#[tokio::main]
async fn main() {
    let profile = if cfg!(debug_assertions) { "dev profile: not the product's speed" } else { "" };
    println!("Factordesk on {} of {}. {profile}", std::env::consts::ARCH, std::env::consts::OS);
    if let Some(folder) = folder_after("--day") {
        working_day::measure(folder.as_deref()).await;
        return;
    }
    if folder_after("--find").is_some() {
        finding::measure().await;
        return;
    }
    unlocking().await;
    papers_and_notes().await;
    large_firm().await;
    working_day::measure(None).await;
    finding::measure().await;
}

/// The folder behind an argument, if one is given; none if the argument is not there.
fn folder_after(name: &str) -> Option<Option<PathBuf>> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.next().map(|_name| arguments.next().map(PathBuf::from))
}

async fn unlocking() {
    heading("Unlocking");
    let world = World::new().await;
    world.done("lock", json!({})).await;
    for (what, name, input, runs) in [
        ("with the passphrase", "unlock", json!({ "passphrase": PASSPHRASE }), SLOW_RUNS),
        ("with the keychain", "unlock_with_keychain", json!({}), RUNS),
    ] {
        let mut took = Vec::new();
        for _ in 0..runs {
            let start = Instant::now();
            world.done(name, input.clone()).await;
            took.push(start.elapsed());
            world.done("lock", json!({})).await;
        }
        line(what, &Spread::from(took), None);
    }
}

async fn papers_and_notes() {
    heading("Papers and notes, through the commands");
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    for (what, name) in [
        ("contract PDF", "preview_contract"),
        ("terms with their worked example", "preview_terms"),
        ("client page", "client"),
        ("today", "today"),
    ] {
        let input = furnished.input(name);
        let took = Spread::of(RUNS, async || {
            world.done(name, input.clone()).await;
        });
        line(what, &took.await, None);
    }
    let mut note = furnished.input("save_note");
    note["finishes"] = Value::Null;
    let took = Spread::of(10 * RUNS, async || {
        world.done("save_note", note.clone()).await;
    });
    line("save of a note, durable", &took.await, None);
    world.done("lock", json!({})).await;
}

async fn large_firm() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let terms = json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000",
        "values": { "advance_rate": "85", "facility_limit": "300,000" }
    });
    world.done("save_terms", terms).await;
    world.done("lock", json!({})).await;
    let vault = portfolio::open(&world).await;
    let own = portfolio::fill_vault(&vault).await;
    let mut plain = portfolio::plain(world.folder(), &own).await;
    heading(&format!("First page of {} clients: the same statements", portfolio::CLIENTS));
    pages(&vault, &mut plain).await;
    heading("The encrypted store against plain SQLite on the same work");
    raw_work(&vault, &mut plain).await;
    vault.close().await.expect("a closed vault");
    world.done("unlock_with_keychain", json!({})).await;
    heading(&format!("First page of {} clients, through the command", portfolio::CLIENTS));
    for (what, sort, text) in [
        ("by name", "name", ""),
        ("by facility limit", "facility_limit", ""),
        ("by next contact", "next_contact", ""),
        ("by name, filtered", "name", "trad 77"),
    ] {
        let query = json!({
            "text": text, "view": "all", "sort": sort, "is_descending": false, "offset": 0,
            "limit": PAGE_ROWS
        });
        let took = Spread::of(RUNS, async || {
            world.done("list_clients", query.clone()).await;
        });
        line(what, &took.await, None);
    }
}

async fn pages(vault: &Vault, plain: &mut SqliteConnection) {
    let today = Day::from_ymd(2026, 11, 19).expect("a day");
    for (what, order, text) in [
        ("by name", ListOrder::Name, ""),
        ("by day entered", ListOrder::Since, ""),
        ("by representative", ListOrder::Representative, ""),
        ("by next contact", ListOrder::NextContact, ""),
        ("by facility limit", ListOrder::FacilityLimit, ""),
        ("by name, filtered", ListOrder::Name, "trad 77"),
    ] {
        let page = ListPage {
            text,
            filter: ClientFilter::Current,
            order,
            is_descending: false,
            offset: 0,
            limit: PAGE_ROWS,
            today,
        };
        let ours = Spread::of(RUNS, async || {
            let mut read = vault.ledger().read().await.expect("a reading");
            list(read.connection(), &page).await.expect("a page");
        });
        let ours = ours.await;
        let beside = Spread::of(RUNS, async || {
            list(&mut *plain, &page).await.expect("a page");
        });
        line(what, &ours, Some(&beside.await));
    }
}

const ONE_ROW: &str = "INSERT INTO note (subject, client_id, contact_id, contact_name, channel,
                       direction, outcome, text, happened_day, happened_time, written_at)
    VALUES ('client', 1, NULL, 'The bookkeeper', 'call', 'outgoing', 'reached', $1, '2026-11-19',
            '10:00', '2026-11-19T15:00:00.000Z')";
const MANY_ROWS: &str =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
    INSERT INTO note (subject, client_id, contact_id, contact_name, channel, direction, outcome,
                      text, happened_day, happened_time, written_at)
    SELECT 'client', 1, NULL, 'The bookkeeper', 'call', 'outgoing', 'reached', 'Note number ' || i,
           '2026-11-19', '10:00', '2026-11-19T15:00:00.000Z' FROM n";
const SCAN: &str = "SELECT count(*) FROM note WHERE text LIKE '%accounts number 77%'";

async fn raw_work(vault: &Vault, plain: &mut SqliteConnection) {
    let ours = Spread::of(5 * RUNS, async || {
        let mut tx = vault.ledger().begin_write().await.expect("a transaction");
        sqlx::query(ONE_ROW).bind("A note.").execute(&mut *tx).await.expect("a row");
        tx.commit().await.expect("a commit");
    });
    let ours = ours.await;
    let beside = Spread::of(5 * RUNS, async || {
        begin(plain).await;
        sqlx::query(ONE_ROW).bind("A note.").execute(&mut *plain).await.expect("a row");
        commit(plain).await;
    });
    line("one row, durable", &ours, Some(&beside.await));
    let ours = Spread::of(SLOW_RUNS, async || {
        let mut tx = vault.ledger().begin_write().await.expect("a transaction");
        sqlx::query(MANY_ROWS).bind(BULK_ROWS).execute(&mut *tx).await.expect("rows");
        tx.commit().await.expect("a commit");
    });
    let ours = ours.await;
    let beside = Spread::of(SLOW_RUNS, async || {
        begin(plain).await;
        sqlx::query(MANY_ROWS).bind(BULK_ROWS).execute(&mut *plain).await.expect("rows");
        commit(plain).await;
    });
    line(&format!("{BULK_ROWS} rows in one transaction"), &ours, Some(&beside.await));
    let ours = Spread::of(RUNS, async || {
        let mut read = vault.ledger().read().await.expect("a reading");
        let _: i64 = sqlx::query_scalar(SCAN).fetch_one(&mut *read).await.expect("a count");
    });
    let ours = ours.await;
    let beside = Spread::of(RUNS, async || {
        let _: i64 = sqlx::query_scalar(SCAN).fetch_one(&mut *plain).await.expect("a count");
    });
    line("search through every note", &ours, Some(&beside.await));
}

async fn begin(plain: &mut SqliteConnection) {
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(plain).await.expect("a transaction");
}

async fn commit(plain: &mut SqliteConnection) {
    sqlx::raw_sql("COMMIT").execute(plain).await.expect("a commit");
}
