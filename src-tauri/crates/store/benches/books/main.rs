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
mod memory;
mod ours;
mod plain;
mod position;
mod seal;
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
const PLAIN_RUNS: usize = 3;
/// Makes the books in a process of its own, so that their memory is not counted with the answers.
const FILL: &str = "--fill";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = arguments.iter().find_map(|argument| argument.parse().ok());
    let invoices = number.unwrap_or(INVOICES);
    if let Some(at) = arguments.iter().position(|argument| argument == FILL) {
        fill(Path::new(&arguments[at + 1]), invoices).await;
        return;
    }
    let seed = lives::SEED;
    println!(
        "The books of a firm: {} clients, {} debtors, seed {seed:#x}; {}",
        lives::CLIENTS,
        lives::DEBTORS,
        table::load()
    );
    if let Err(why) = compare(invoices).await {
        println!("\n`ledger` {why}; once more with a tenth of the books");
        if let Err(why) = compare(invoices / PART).await {
            println!("\n`ledger` {why}");
        }
    }
}

async fn fill(folder: &Path, invoices: i64) {
    let lives = lives::lives(invoices);
    vault::fill(folder, &lives).await;
    let begun = Instant::now();
    plain::fill(folder, &lives).await;
    let bytes = journal::fill(folder, &lives) >> 20;
    println!("  plain SQLite and the journal ({bytes} MB) written in {:.1?}", begun.elapsed());
}

/// Makes books of this size and lets all three report; why `ledger` could not, if so.
async fn compare(invoices: i64) -> Result<(), String> {
    let home = tempfile::tempdir().unwrap();
    println!("\n{invoices} invoices over {} days", lives::DAYS);
    let mut filler = Command::new(std::env::current_exe().unwrap());
    let filled = filler.arg(FILL).arg(home.path()).arg(invoices.to_string()).status().unwrap();
    assert!(filled.success(), "the books cannot be made");
    let (middle, late) = (lives::day(lives::DAYS / 2), lives::day(lives::DAYS - 30));
    let days = [
        ("mid-history, as shown", AsOf::shown(middle)),
        ("mid-history, as it turned out", AsOf::turned_out(middle)),
        ("near the end, as shown", AsOf::shown(late)),
        ("near the end, as it turned out", AsOf::turned_out(late)),
    ];
    let mut table = Table::default();
    let mut positions = Vec::new();
    memory::forget_peak();
    for (what, as_of) in days {
        positions.push(of_vault(home.path(), what, as_of, &mut table).await);
    }
    table.ours_bytes = memory::peak_of("self");
    memory::forget_peak();
    let mut connection = plain::open(home.path()).await;
    for ((what, as_of), position) in days.iter().zip(&positions) {
        let (took, reported) = by_plain(&mut connection, *as_of).await;
        position.check(&reported, "plain SQLite");
        table.line(what).plain = Some(took);
    }
    drop(connection);
    table.plain_bytes = memory::peak_of("self");
    rest(home.path(), days[2].1).await;
    let (what, as_of) = days[0];
    let reported = match journal::version() {
        Some(version) => {
            println!("  {version}");
            Some(journal::report(home.path(), as_of.day))
        }
        None => None,
    };
    let answer = match reported {
        Some(Ok(reported)) => {
            positions[0].check(&reported.position, "ledger");
            table.line(what).ledger = Some(reported.took);
            table.ledger_bytes = Some(reported.bytes);
            Ok(())
        }
        Some(Err(why)) => Err(why),
        None => {
            println!("  `ledger` is not installed and left out");
            Ok(())
        }
    };
    println!("  {what}: {}", positions[0]);
    println!("  all figures of all clients are the same in each\n\n{table}\n{}", table::load());
    answer
}

/// The report out of the vault: on a fresh connection, then the median of many runs.
async fn of_vault(folder: &Path, what: &str, as_of: AsOf, table: &mut Table) -> Position {
    let vault = vault::open(folder).await;
    let mut snapshot = vault.ledger().read().await.unwrap();
    let begun = Instant::now();
    let position = ours::work_out(&ours::read(&mut snapshot, as_of).await);
    let cold = begun.elapsed();
    let mut took = Vec::new();
    let mut read = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        let stood = ours::read(&mut snapshot, as_of).await;
        read.push(begun.elapsed());
        assert_eq!(ours::work_out(&stood), position);
        took.push(begun.elapsed());
    }
    let line = Line { ours: median(took), read: median(read), cold, ..Line::of(what) };
    table.lines.push(line);
    drop(snapshot);
    vault.close().await.unwrap();
    position
}

async fn by_plain(connection: &mut Connection, as_of: AsOf) -> (Duration, Position) {
    let position = plain::report(connection, as_of).await;
    let mut took = Vec::new();
    for _ in 0..PLAIN_RUNS {
        let begun = Instant::now();
        plain::report(connection, as_of).await;
        took.push(begun.elapsed());
    }
    (median(took), position)
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
    let begun = Instant::now();
    let report = book::verify(&mut snapshot).await.unwrap();
    assert!(report.fault.is_none(), "the chain is broken: {report:?}");
    println!("  chain of {} entries checked in {:.1?}", report.intact, begun.elapsed());
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
