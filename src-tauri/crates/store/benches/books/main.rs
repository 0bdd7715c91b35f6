//! The position of a whole firm on a past day: out of the vault, by plain SQLite, by `ledger`.
//!
//! Makes ten years of books with so many invoices (the argument; 20,000 without one), which cause
//! a little over three entries each, and writes the same into all three. Each then reports, as of
//! the same days, the ageing of every client and the funds employed; the figures must be the same,
//! or the bench fails. Times are printed and never fail.
//!
//! `cargo bench -p factor-store --bench books -- 1000000`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints and may stop")]

mod bulk;
mod journal;
mod lives;
mod ours;
mod plain;
mod position;
mod process;
mod seal;
mod stage;
mod table;
mod vault;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use factor_store::Connection;
use factor_store::book::{self, AsOf};
use position::Position;
use table::{Line, Table};

const INVOICES: i64 = 20_000;
/// `ledger` gets this part of the books where it cannot read all of them.
const PART: i64 = 10;
/// Runs of ours, after one that warms up.
const RUNS: usize = 11;
/// Runs of plain SQLite, which takes seconds, after one that warms up.
const PLAIN_RUNS: usize = 1;
/// Makes files in a process of its own, so that its memory is not counted with the answers.
const STAGE: &str = "--stage";
const VAULT: &str = "--vault";
/// Asks books that are made already, such as those left in a folder by the two steps above.
const ASK: &str = "--ask";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = arguments.iter().find_map(|argument| argument.parse().ok());
    let invoices = number.unwrap_or(INVOICES);
    let after = |option: &str| {
        let at = arguments.iter().position(|argument| argument == option)?;
        arguments.get(at + 1).map(Path::new)
    };
    if let Some(folder) = after(STAGE) {
        stage(folder, invoices).await;
    } else if let Some(folder) = after(VAULT) {
        vault::fill(folder, &lives::lives(invoices)).await;
    } else if let Some(folder) = after(ASK) {
        ask(folder).await.unwrap();
    } else if let Err(why) = compare(invoices).await {
        println!("\n`ledger` {why}; once more with a tenth of the books");
        again(&[(invoices / PART).to_string().as_str()]);
    }
}

async fn stage(folder: &Path, invoices: i64) {
    let begun = Instant::now();
    let lives = lives::lives(invoices);
    stage::fill(folder, &lives).await;
    println!("  rows made in {:.1?}", begun.elapsed());
    let begun = Instant::now();
    plain::fill(folder, &lives).await;
    let bytes = journal::fill(folder, &lives) >> 20;
    println!("  plain SQLite and the journal ({bytes} MB) written in {:.1?}", begun.elapsed());
}

/// Runs this program once more with these arguments.
fn again(arguments: &[&str]) {
    let this = std::env::current_exe().unwrap();
    let status = Command::new(this).args(arguments).status().unwrap();
    assert!(status.success(), "{arguments:?} failed");
}

/// Makes books of this size and lets all three report; why `ledger` could not, if so.
async fn compare(invoices: i64) -> Result<(), String> {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    let (days, seed, load) = (lives::DAYS, lives::SEED, table::load());
    println!("\nBooks of {invoices} invoices over {days} days, seed {seed:#x}; {load}");
    for step in [STAGE, VAULT] {
        again(&[step, &folder.display().to_string(), &invoices.to_string()]);
    }
    std::fs::remove_file(stage::file(folder)).unwrap();
    ask(folder).await
}

/// Lets all three report; why `ledger` could not, if so.
async fn ask(folder: &Path) -> Result<(), String> {
    let (middle, late) = (lives::day(lives::DAYS / 2), lives::day(lives::DAYS - 30));
    let days = [
        ("mid-history, as shown", AsOf::as_shown(middle)),
        ("mid-history, as it turned out", AsOf::as_it_turned_out(middle)),
        ("near the end, as shown", AsOf::as_shown(late)),
        ("near the end, as it turned out", AsOf::as_it_turned_out(late)),
    ];
    let mut table = Table::default();
    let mut positions = Vec::new();
    let mut connection = plain::open(&plain::file(folder)).await;
    for (what, as_of) in days {
        table.lines.push(Line::of(what));
        let position = by_plain(&mut connection, as_of, &mut table.lines[positions.len()]).await;
        positions.push(position);
    }
    table.plain_bytes = process::peak_of("self");
    drop(connection);
    process::forget_peak();
    for (place, (_, as_of)) in days.into_iter().enumerate() {
        let position = by_vault(folder, as_of, &mut table.lines[place]).await;
        position.check(&positions[place], "plain SQLite");
    }
    table.ours_bytes = process::peak_of("self");
    rest(folder, days[2].1).await;
    let answer = by_ledger(folder, days[0].1, &positions[0], &mut table);
    println!("  {}: {}", days[0].0, positions[0]);
    println!("  all of them report the same of every client\n\n{table}\n{}\n", table::load());
    vault::check(folder).await;
    answer
}

/// The report by `ledger` into the first line of the table.
fn by_ledger(
    folder: &Path,
    as_of: AsOf,
    position: &Position,
    table: &mut Table,
) -> Result<(), String> {
    let Some(version) = journal::version() else {
        println!("  `ledger` is not installed and left out");
        return Ok(());
    };
    println!("  {version}");
    let reported = journal::report(folder, as_of.day)?;
    position.check(&reported.position, "ledger");
    table.lines[0].ledger = Some(reported.took);
    table.lines[0].ledger_processor = reported.processor;
    table.ledger_bytes = Some(reported.bytes);
    Ok(())
}

/// The report out of the vault: on a fresh connection, then the median of many runs.
async fn by_vault(folder: &Path, as_of: AsOf, line: &mut Line) -> Position {
    let vault = vault::open(folder).await;
    let mut snapshot = vault.ledger().read().await.unwrap();
    let begun = Instant::now();
    let position = ours::work_out(&ours::read(&mut snapshot, as_of).await);
    let fresh = begun.elapsed();
    let mut took = Vec::new();
    let before = process::processor_time_of("self");
    for _ in 0..RUNS {
        let begun = Instant::now();
        let stood = ours::read(&mut snapshot, as_of).await;
        assert_eq!(ours::work_out(&stood), position);
        took.push(begun.elapsed());
    }
    line.processor = process::processor_time_since(before, RUNS);
    (line.ours, line.fresh) = (median(took), fresh);
    drop(snapshot);
    vault.close().await.unwrap();
    position
}

async fn by_plain(connection: &mut Connection, as_of: AsOf, line: &mut Line) -> Position {
    let position = plain::report(connection, as_of).await;
    let mut took = Vec::new();
    let before = process::processor_time_of("self");
    for _ in 0..PLAIN_RUNS {
        let begun = Instant::now();
        plain::report(connection, as_of).await;
        took.push(begun.elapsed());
    }
    line.plain_processor = process::processor_time_since(before, PLAIN_RUNS);
    line.plain = Some(median(took));
    position
}

/// What only the vault has.
async fn rest(folder: &Path, as_of: AsOf) {
    let vault = vault::open(folder).await;
    let mut snapshot = vault.ledger().read().await.unwrap();
    let stood = ours::read(&mut snapshot, as_of).await;
    let begun = Instant::now();
    let fees = ours::accrued_fees(&stood);
    let (count, took) = (stood.items.len(), begun.elapsed());
    println!("  fees run up on {count} open invoices priced in {took:.1?}: {fees} cents");
    let mut took = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        book::trial_balance(&mut snapshot, as_of).await.unwrap();
        took.push(begun.elapsed());
    }
    println!("  trial balance as of a day in {:.1?}", median(took));
    let size = |path: &Path| std::fs::metadata(path).unwrap().len() >> 20;
    let ledger = size(&folder.join(vault::FOLDER).join("ledger.db"));
    println!("  ledger.db {ledger} MB, plain SQLite {} MB", size(&plain::file(folder)));
    drop(snapshot);
    vault.close().await.unwrap();
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}
