//! What a process has used, as Linux keeps it; elsewhere nothing is known.

use std::fs;
use std::time::Duration;

/// Linux counts processor time in hundredths of a second wherever it shows it to programs.
const TICK: Duration = Duration::from_millis(10);

/// The largest resident size of the process with this number, or `self`, in bytes.
pub fn peak_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1_024)
}

/// Starts the measure of this process afresh, where that is possible.
pub fn forget_peak() {
    // Elsewhere there is no such file, and no peak is shown either.
    fs::write("/proc/self/clear_refs", "5").ok();
}

/// The processor time of all its threads: unlike the clock's, it does not grow when others work.
pub fn processor_time_of(process: &str) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before may hold blanks; user and system time are the 12th and 13th after it.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Vec<u32> =
        fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    let [user, system] = ticks[..] else { return None };
    Some(TICK * (user + system))
}

/// The processor time of this process since it had used `before`, for each of so many runs.
pub fn processor_time_since(before: Option<Duration>, runs: usize) -> Option<Duration> {
    let used = processor_time_of("self")?.checked_sub(before?)?;
    Some(used / u32::try_from(runs).ok()?)
}
