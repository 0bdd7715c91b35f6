//! Times of one piece of work, and how they are printed.

use std::time::{Duration, Instant};

/// How long a piece of work took, over its runs.
pub struct Spread(Vec<Duration>);

impl Spread {
    /// Runs the work so many times, once more before to warm up.
    pub async fn of(runs: usize, mut work: impl AsyncFnMut()) -> Self {
        work().await;
        let mut took = Vec::with_capacity(runs);
        for _ in 0..runs {
            let start = Instant::now();
            work().await;
            took.push(start.elapsed());
        }
        Self::from(took)
    }

    /// The one run of work that cannot be done twice.
    pub async fn once(mut work: impl AsyncFnMut()) -> Self {
        let start = Instant::now();
        work().await;
        Self(vec![start.elapsed()])
    }

    fn at(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }

    /// Half of the runs were faster.
    pub fn median(&self) -> Duration {
        self.at(50)
    }
}

impl From<Vec<Duration>> for Spread {
    fn from(mut took: Vec<Duration>) -> Self {
        took.sort_unstable();
        Self(took)
    }
}

/// Above a group of figures.
pub fn heading(text: &str) {
    println!("\n{text}\n{:<44} {:>10} {:>10} {:>10} {:>7}", "", "median", "95 %", "plain", "ratio");
}

/// One figure; beside it the same work on plain SQLite, where there is such a thing.
pub fn line(what: &str, ours: &Spread, plain: Option<&Spread>) {
    let (beside, ratio) = plain.map_or_else(
        || (String::new(), String::new()),
        |plain| (shown(plain.median()), times(ours.median(), plain.median())),
    );
    let (median, slow) = (shown(ours.median()), shown(ours.at(95)));
    println!("{what:<44} {median:>10} {slow:>10} {beside:>10} {ratio:>7}");
}

/// "12.34 ms"
fn shown(took: Duration) -> String {
    let microseconds = took.as_micros();
    format!("{}.{:02} ms", microseconds / 1_000, microseconds % 1_000 / 10)
}

/// "1.25x"
fn times(ours: Duration, plain: Duration) -> String {
    let hundredths = ours.as_nanos() * 100 / plain.as_nanos().max(1);
    format!("{}.{:02}x", hundredths / 100, hundredths % 100)
}
