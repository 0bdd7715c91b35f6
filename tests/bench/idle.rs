//! What an open window costs that nobody touches: the sample firm, processor time and memory of
//! the app and of its web view. The number after `--` is the minutes, ten by themselves.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a bench that cannot measure stops")]
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::print_stderr, reason = "a bench that stopped says where its traces are")]
#![allow(dead_code, reason = "the harness of the window's tests can do more")]

#[path = "../window/app.rs"]
mod app;
#[path = "../window/bus.rs"]
mod bus;
#[path = "../window/clock.rs"]
mod clock;
#[path = "../window/desktop.rs"]
mod desktop;
#[path = "../window/process.rs"]
mod process;
#[path = "../window/wait.rs"]
mod wait;

use std::fs;
use std::time::Duration;

use app::App;
use desktop::{Desktop, Service};

const MINUTES: u64 = 10;
/// What a start leaves to do is done by then.
const SETTLING: Duration = Duration::from_secs(30);

/// What a process has used.
struct Used {
    name: String,
    processor: Duration,
    /// Shared pages counted in parts, in KB.
    memory: u64,
}

fn main() {
    let minutes = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(MINUTES);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("threads can be made").block_on(measure(Duration::from_secs(minutes * 60)));
}

async fn measure(time: Duration) {
    let desktop = Desktop::start(&[Service::Secrets, Service::Notifications]).await;
    let app = App::open(&desktop, &["--sample"]).await;
    app.expect_text("Settings & data").await;
    tokio::time::sleep(SETTLING).await;
    let pid = app.pid().await;
    let before = used(pid);
    tokio::time::sleep(time).await;
    let after = used(pid);
    println!("\nAn open window that nobody touches, {} minutes", time.as_secs() / 60);
    let mut whole = 0;
    for (pid, now) in &after {
        let Some((_, then)) = before.iter().find(|(before, _)| before == pid) else { continue };
        let seconds = now.processor.saturating_sub(then.processor).as_secs_f64();
        println!("  {:<16} {seconds:>6.2} s of processor {:>6} MB", now.name, now.memory / 1_024);
        whole += now.memory;
    }
    println!("  together {:>33} MB", whole / 1_024);
}

/// The app and everything that it started, not the driver that started it.
fn used(app: u32) -> Vec<(u32, Used)> {
    let mut found = Vec::new();
    let mut waiting = vec![app];
    while let Some(pid) = waiting.pop() {
        waiting.extend(process::children(pid));
        found.extend(of(pid).map(|used| (pid, used)));
    }
    found.sort_by_key(|(pid, _)| *pid);
    found
}

fn of(pid: u32) -> Option<Used> {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?.trim().to_owned();
    let memory = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let memory = memory.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let memory = memory.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(Used { name, processor: processor_time(pid)?, memory })
}

/// User and system time, fields 14 and 15 of proc(5) and two less after the name; the clock of
/// /proc has 100 ticks a second.
fn processor_time(pid: u32) -> Option<Duration> {
    let fields = process::fields(pid)?;
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
}
