//! No dependency older than the version that fixed its known fault.
//!
//! Advisory databases miss some of these (the two of the shell and the one of SQLite), so the
//! list is our own. It is checked against the lock file by way of `cargo metadata`.

use super::verdict;
use crate::command::Failure;
use serde_json::Value;

type Version = (u64, u64, u64);

const FLOORS: &[(&str, Version, &str)] = &[
    ("tauri", (2, 11, 1), "CVE-2026-42184: origin confusion on Windows"),
    // The first with SQLite 3.51.3 or newer inside: before it, a WAL could be reset under a reader.
    ("libsqlite3-sys", (0, 38, 1), "SQLite before 3.51.3 can corrupt a database in WAL mode"),
    ("sqlx", (0, 8, 1), "RUSTSEC-2024-0363"),
    ("quick-xml", (0, 41, 0), "RUSTSEC-2026-0194 and RUSTSEC-2026-0195"),
    ("lopdf", (0, 42, 0), "RUSTSEC-2026-0187: stack overflow on nested objects"),
    ("zip", (2, 3, 0), "RUSTSEC-2025-0168"),
    ("tar", (0, 4, 45), "RUSTSEC-2026-0067 and RUSTSEC-2026-0068"),
    ("lettre", (0, 11, 22), "RUSTSEC-2026-0141"),
    ("rustls-webpki", (0, 103, 13), "RUSTSEC-2026-0098, -0099 and -0104"),
    ("time", (0, 3, 47), "RUSTSEC-2026-0009"),
    ("openssl", (0, 10, 72), "RUSTSEC-2025-0022"),
    ("tauri-plugin-shell", (2, 2, 1), "CVE-2025-31477"),
];

pub fn check(metadata: &Value) -> Result<(), Failure> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let findings: Vec<String> = packages
        // Our own crates have no source; one of them bears the name of the crate it re-exports.
        .filter(|package| !package["source"].is_null())
        .filter_map(|package| finding(package["name"].as_str()?, package["version"].as_str()?))
        .collect();
    verdict(&findings)
}

fn finding(name: &str, version: &str) -> Option<String> {
    let (_, floor, why) = FLOORS.iter().find(|(known, ..)| *known == name)?;
    // Versions that cannot be read are findings too, not exceptions.
    if parse(version).is_some_and(|found| found >= *floor) {
        return None;
    }
    let (major, minor, patch) = floor;
    Some(format!("{name} {version}: at least {major}.{minor}.{patch} ({why})"))
}

fn parse(version: &str) -> Option<Version> {
    // A pre-release of the floor comes before the floor.
    if version.split('+').next()?.contains('-') {
        return None;
    }
    let mut numbers = version.split(['.', '+']).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::finding;

    #[test]
    fn only_a_version_below_its_floor_is_a_finding() {
        assert_eq!(finding("lopdf", "0.42.0"), None);
        assert_eq!(finding("lopdf", "0.44.0+2"), None);
        assert_eq!(finding("serde", "0.0.1"), None);
        assert!(finding("lopdf", "0.41.9").is_some());
        assert!(finding("tauri", "2.9.11").is_some());
        assert!(finding("tauri", "2.11.1-rc.1").is_some());
    }
}
