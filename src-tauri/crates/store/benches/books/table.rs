//! The figures side by side.

use std::fmt;
use std::time::Duration;

/// One report and how long each took for it.
#[derive(Debug, Default)]
pub struct Line {
    pub what: String,
    pub ours: Duration,
    /// The first time on a fresh connection.
    pub fresh: Duration,
    pub plain: Option<Duration>,
    pub ledger: Option<Duration>,
    /// Processor time of each, which a busy machine does not stretch as it does the clock's.
    pub processor: Option<Duration>,
    pub plain_processor: Option<Duration>,
    pub ledger_processor: Option<Duration>,
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
        let heads = ["ours", "fresh", "SQLite", "ratio", "ledger", "ratio"];
        write!(out, "{:<32}", "as-of position of the firm")?;
        heads.iter().try_for_each(|head| write!(out, "{head:>13}"))?;
        for line in &self.lines {
            let by_clock = [Some(line.ours), line.plain, line.ledger];
            row(out, &line.what, by_clock, Some(line.fresh))?;
            let used = [line.processor, line.plain_processor, line.ledger_processor];
            row(out, "  processor time", used, None)?;
        }
        let size = |bytes: Option<u64>| {
            bytes.map_or_else(|| "unknown".to_owned(), |bytes| format!("{} MB", bytes >> 20))
        };
        let [ours, plain, ledger] =
            [self.ours_bytes, self.plain_bytes, self.ledger_bytes].map(size);
        write!(out, "\npeak memory: ours {ours}, plain SQLite {plain}, ledger {ledger}")
    }
}

/// One row: ours, ours at first, and the others with how many times as long they took.
fn row(
    out: &mut fmt::Formatter<'_>,
    what: &str,
    [ours, plain, ledger]: [Option<Duration>; 3],
    fresh: Option<Duration>,
) -> fmt::Result {
    let time = |took: Option<Duration>| took.map_or_else(|| "–".to_owned(), shown);
    let times = |other: Option<Duration>| match (other, ours) {
        (Some(other), Some(ours)) => ratio(other, ours),
        (None, _) | (_, None) => "–".to_owned(),
    };
    write!(out, "\n{what:<32}")?;
    [time(ours), time(fresh), time(plain), times(plain), time(ledger), times(ledger)]
        .iter()
        .try_for_each(|cell| write!(out, "{cell:>13}"))
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
