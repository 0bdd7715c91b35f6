//! The long run: `cargo xtask simulate [--seed N] [--entries N]`; see docs/money/simulation.md.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its output is its whole purpose")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the run is told its seed and says how long it took; the rules it runs know neither"
)]

mod sim;

use sim::audit::digest;
use sim::driver::{Driver, Size};
use sim::shrink::{shrink, told};
use sim::world::{Fault, World};
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let Some((seed, entries)) = options(std::env::args().skip(1)) else {
        eprintln!("simulate: give --seed N and --entries N, whole numbers");
        return ExitCode::FAILURE;
    };
    println!("seed {seed}, {entries} entries");
    let start = Instant::now();
    // Some four years of a firm, whatever its size.
    let clients = i64::try_from(entries / 8_000).unwrap_or(i64::MAX).clamp(10, 300);
    let size = Size { clients, debtors_of_currency: clients * 2, lines_max: 16, entries };
    let outcome = Driver::new(seed, size, Fault::None).and_then(|mut driver| {
        match driver.run(|world| month(world, start.elapsed())) {
            Ok(()) => Ok(report(&driver, start.elapsed())),
            Err(failure) => {
                println!("{failure:?}\ncutting it down");
                let whole = driver.script.decisions.len();
                if let Some((small, failure)) = shrink(&driver.script, Fault::None) {
                    println!("{}", told(seed, whole, &small, &failure));
                }
                Err(failure)
            }
        }
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}

/// Cargo itself passes `--bench`, which says nothing.
fn options(arguments: impl Iterator<Item = String>) -> Option<(u64, usize)> {
    let (mut seed, mut entries) = (1, 1_000_000);
    let mut words = arguments.filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        let value = words.next()?;
        match word.as_str() {
            "--seed" => seed = value.parse().ok()?,
            "--entries" => entries = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((seed, entries))
}

fn per_second(entries: usize, took: Duration) -> u128 {
    entries as u128 * 1_000 / took.as_millis().max(1)
}

fn month(world: &World, took: Duration) {
    let (entries, open) = (world.book.len(), world.invoices.len());
    let speed = per_second(entries, took);
    let days = world.remembered.len();
    println!(
        "{}  {entries:>9} entries  {open:>7} invoices kept  {:>7} at rest  {days:>4} days \
         remembered  {speed:>7}/s",
        world.today,
        world.archived.len()
    );
}

/// Prints the laws and the digest; whether all laws hold.
fn report(driver: &Driver, took: Duration) -> bool {
    let world = &driver.world;
    println!("\nDecisions");
    for (name, count) in &world.done {
        println!("  {name:<14} {count:>9}");
    }
    println!("Refused");
    for ((name, refusal), count) in &world.refused {
        println!("  {name:<14} {refusal:<24} {count:>7}");
    }
    let (Ok(checked), Ok(digest)) = (world.check_laws(Vec::new()), digest(world.book.balances()))
    else {
        return false;
    };
    println!("Laws, over {} entries on {} invoices", checked.entries, checked.invoices);
    for law in &checked.laws {
        let (number, name) = (law.law.number(), law.law.name());
        let fees = if law.checked == 0 { " (priced at each audit)" } else { "" };
        println!("  {number} {name:<40} checked {:>9}, broken {}{fees}", law.checked, law.broken);
    }
    let entries = world.book.len();
    println!("Audits {}, decisions {}", world.audits, driver.script.decisions.len());
    println!("Took {} s, {} entries/s", took.as_secs(), per_second(entries, took));
    if let Some(peak) = peak_memory() {
        println!("Peak memory {peak}");
    }
    println!("Digest of the balances {digest:016x}");
    checked.is_clean()
}

/// Linux says it; elsewhere nothing is printed.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
