//! The largest resident size of a process, as Linux keeps it; elsewhere nothing is known.

use std::fs;

/// Of the process with this number, or `self`, in bytes.
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
