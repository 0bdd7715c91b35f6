//! The same report by `ledger` (ledger-cli 3): its journal, its command line, what it prints.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use factor_domain::{Account, Day, Posting};

use crate::lives::{self, Booked, Life};
use crate::position::Position;
use crate::process;

/// More than this it is not given; with less left, the machine would swap.
const BYTES_MAX: u64 = 16 << 30;
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// One report of `ledger`, reading its journal included.
pub struct Reported {
    pub position: Position,
    pub took: Duration,
    pub processor: Option<Duration>,
    /// Its largest resident size.
    pub bytes: u64,
}

fn file(folder: &Path) -> PathBuf {
    folder.join("books.journal")
}

fn program() -> &'static str {
    "ledger"
}

/// Its version, if it is installed.
pub fn version() -> Option<String> {
    let output = Command::new(program()).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().map(str::to_owned)
}

/// Writes all entries as transactions of the day they were booked on.
pub fn fill(folder: &Path, lives: &[Life]) -> u64 {
    let mut out = BufWriter::new(File::create(file(folder)).unwrap());
    for booked in lives::entries(lives) {
        let Booked { number, booked_on, entry } = &booked;
        let client = entry.client.unwrap().get();
        writeln!(out, "{booked_on} ({number}) {}", entry.event.label()).unwrap();
        for posting in &entry.postings {
            let due = posting.invoice.map(|id| due_of(lives, id.get()));
            let name = account(client, posting, due);
            let minor = posting.amount.minor();
            let (sign, size) = (if minor < 0 { "-" } else { "" }, minor.abs());
            writeln!(out, "  {name}  {sign}{}.{:02} USD", size / 100, size % 100).unwrap();
        }
        writeln!(out).unwrap();
    }
    out.flush().unwrap();
    std::fs::metadata(file(folder)).unwrap().len()
}

fn due_of(lives: &[Life], invoice: i64) -> Day {
    lives::day(lives[usize::try_from(invoice - 1).unwrap()].due)
}

/// An account for each client, and for each invoice where its age or reserve is asked for.
fn account(client: i64, posting: &Posting, due: Option<Day>) -> String {
    let of_invoice = |name: &str| {
        let invoice = posting.invoice.unwrap().get();
        format!("{name}:{client}:{invoice}:{}", due.unwrap())
    };
    match posting.account {
        Account::ReceivablesPurchased => of_invoice("Assets:Receivables"),
        Account::ClientReserve => of_invoice("Liabilities:Reserve"),
        Account::ClientCharges => format!("Assets:Charges:{client}"),
        Account::ClientPayable => format!("Liabilities:Payable:{client}"),
        Account::Escrow => format!("Liabilities:Escrow:{client}"),
        Account::UnappliedCash => {
            format!("Liabilities:Unapplied:{client}:{}", posting.debtor.unwrap().get())
        }
        Account::Cash
        | Account::FeeIncome
        | Account::InterestIncome
        | Account::OtherFeeIncome
        | Account::LateChargeIncome
        | Account::BadDebt => format!("Firm:{}", posting.account.as_str()),
    }
}

/// Runs `ledger` once; why it ended, if it could not make the report.
pub fn report(folder: &Path, day: Day) -> Result<Reported, String> {
    let printed = folder.join("ledger.txt");
    let begun = Instant::now();
    // Its end is exclusive.
    let end = day.plus_days(1).unwrap().to_string();
    let mut child = Command::new("prlimit")
        .arg(format!("--as={BYTES_MAX}"))
        .args(["--", program(), "--args-only", "--no-pager", "-f"])
        .arg(file(folder))
        .args(["bal", "--end", &end, "--flat", "--no-total"])
        .args(["--format", "%(account) %(amount)\\n"])
        .args(["Assets:Receivables", "Liabilities:Reserve", "Assets:Charges"])
        .args(["Liabilities:Payable", "Liabilities:Escrow"])
        .stdin(Stdio::null())
        .stdout(File::create(&printed).unwrap())
        .stderr(File::create(folder.join("ledger.err")).unwrap())
        .spawn()
        .map_err(|cause| format!("cannot be started: {cause}"))?;
    let (mut bytes, mut processor) = (0, None);
    let status = loop {
        let id = child.id().to_string();
        bytes = bytes.max(process::peak_of(&id).unwrap_or(0));
        processor = processor.max(process::processor_time_of(&id));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(LOOK_EVERY);
    };
    if !status.success() {
        let said = std::fs::read_to_string(folder.join("ledger.err")).unwrap_or_default();
        let first = said.lines().next().unwrap_or_default();
        return Err(format!("ended with {status} at {} MB: {first}", bytes >> 20));
    }
    let position = read(&std::fs::read_to_string(printed).unwrap(), day);
    Ok(Reported { position, took: begun.elapsed(), processor, bytes })
}

/// Adds up the lines it printed; an invoice's receivable and its reserve stand on two of them.
fn read(printed: &str, day: Day) -> Position {
    let mut invoices = std::collections::HashMap::new();
    let mut position = Position::default();
    for line in printed.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let (account, amount) = (words.next().unwrap(), cents(words.next().unwrap()));
        let parts: Vec<&str> = account.split(':').collect();
        let client: i64 = parts[2].parse().unwrap();
        match (parts[1], parts.get(4)) {
            ("Receivables", Some(due)) => {
                invoices.entry((client, parts[3], *due)).or_insert((0, 0)).0 += amount;
            }
            ("Reserve", Some(due)) => {
                invoices.entry((client, parts[3], *due)).or_insert((0, 0)).1 -= amount;
            }
            ("Charges", _) => position.add_balances(client, amount, 0),
            _ => position.add_balances(client, 0, -amount),
        }
    }
    for ((client, _, due), (open, reserve)) in invoices {
        let days = Day::from_iso(due).unwrap().days_until(day);
        position.add_invoice(client, days, open, reserve);
    }
    position.without_empty_rows()
}

fn cents(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let size: i64 = digits.parse().unwrap();
    let has_cents = text.contains('.');
    size * if has_cents { 1 } else { 100 } * if text.starts_with('-') { -1 } else { 1 }
}
