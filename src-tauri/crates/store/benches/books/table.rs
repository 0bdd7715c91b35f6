//! The figures side by side.

use std::fmt;
use std::time::Duration;

/// One report and how long each took for it.
#[derive(Debug, Default)]
pub struct Line {
    pub what: String,
    pub ours: Duration,
    /// The part of it that reads the vault.
    pub read: Duration,
    /// The first time on a fresh connection.
    pub cold: Duration,
    pub plain: Option<Duration>,
    pub ledger: Option<Duration>,
}

impl Line {
    pub fn of(what: &str) -> Line {
        Line { what: what.to_owned(), ..Line::default() }
    }
}

/// All of them, with the largest resident sizes in bytes.
#[derive(Debug, Default)]
pub struct Table {
    pub lines: Vec<Line>,
    pub ours_bytes: Option<u64>,
    pub plain_bytes: Option<u64>,
    pub ledger_bytes: Option<u64>,
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["ours", "of it read", "fresh", "SQLite", "ratio", "ledger", "ratio"];
        write!(out, "{:<32}", "as-of position of the firm")?;
        heads.iter().try_for_each(|head| write!(out, "{head:>11}"))?;
        for line in &self.lines {
            let other = |took: Option<Duration>| match took {
                Some(took) => (shown(took), ratio(took, line.ours)),
                None => ("–".to_owned(), "–".to_owned()),
            };
            let ((plain, times), (ledger, ledger_times)) = (other(line.plain), other(line.ledger));
            let own = [line.ours, line.read, line.cold].map(shown);
            let cells = own.into_iter().chain([plain, times, ledger, ledger_times]);
            write!(out, "\n{:<32}", line.what)?;
            cells.into_iter().try_for_each(|cell| write!(out, "{cell:>11}"))?;
        }
        let size = |bytes: Option<u64>| {
            bytes.map_or_else(|| "unknown".to_owned(), |bytes| format!("{} MB", bytes >> 20))
        };
        let [ours, plain, ledger] =
            [self.ours_bytes, self.plain_bytes, self.ledger_bytes].map(size);
        write!(out, "\npeak memory: ours {ours}, plain SQLite {plain}, ledger {ledger}")
    }
}

fn shown(took: Duration) -> String {
    let tenths = took.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// How many times as long as ours.
fn ratio(other: Duration, ours: Duration) -> String {
    let tenths = other.as_nanos() * 10 / ours.as_nanos().max(1);
    format!("{}.{}\u{d7}", tenths / 10, tenths % 10)
}

/// How busy the machine is, because the figures depend on it.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown").to_owned();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("load {load} on {threads} threads")
}
