//! Migrations go forward only, and a released one never changes again.
//!
//! A release adds its migrations to migrations/checksums.txt, one line each: the SHA-256 in
//! hexadecimal, two spaces, the path below migrations/. From then on the file may not change,
//! because vaults in the world have run it.

use super::{files, read, verdict};
use crate::command::Failure;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const DIGITS: usize = 4;

pub fn check(root: &Path) -> Result<(), Failure> {
    let migrations = root.join("migrations");
    let mut findings = Vec::new();
    let mut numbers: Vec<(String, u32)> = Vec::new();
    for path in files(&migrations, &[".sql"])? {
        let below = path.strip_prefix(&migrations).unwrap_or(&path).to_string_lossy();
        let below = below.replace('\\', "/");
        let (folder, name) = below.rsplit_once('/').unwrap_or(("", &below));
        match number(name) {
            Some(number) => numbers.push((folder.to_owned(), number)),
            None => findings.push(format!("{below}: not named like 0001_what.sql")),
        }
    }
    findings.extend(gaps(&numbers));
    findings.extend(changed(&migrations)?);
    println!("{} migrations", numbers.len());
    verdict(&findings)
}

/// `0007_terms_versions.sql` is number 7.
fn number(name: &str) -> Option<u32> {
    let (digits, what) = name.split_once('_')?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_named = what.strip_suffix(".sql").is_some_and(|what| what.chars().all(is_plain));
    (digits.len() == DIGITS && is_named).then(|| digits.parse().ok()).flatten()
}

/// Each folder counts 1, 2, 3: a gap or a repeated number is two branches that met.
fn gaps(numbers: &[(String, u32)]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut last: Option<&(String, u32)> = None;
    for entry in numbers {
        let expected = match last {
            Some((folder, number)) if *folder == entry.0 => number + 1,
            _ => 1,
        };
        if entry.1 != expected {
            let (folder, number) = entry;
            findings.push(format!("{folder}: number {number} where {expected} was due"));
        }
        last = Some(entry);
    }
    findings
}

fn changed(migrations: &Path) -> Result<Vec<String>, Failure> {
    let list = migrations.join("checksums.txt");
    if !list.exists() {
        println!("none is released yet");
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    for line in read(&list)?.lines().filter(|line| !line.is_empty()) {
        let Some((checksum, path)) = line.split_once("  ") else {
            findings.push(format!("checksums.txt: not a checksum and a path: {line}"));
            continue;
        };
        match fs::read(migrations.join(path)) {
            Ok(bytes) if hex(&Sha256::digest(&bytes)) == checksum => {}
            Ok(_) => findings.push(format!("{path}: released, and changed since")),
            Err(cause) => findings.push(format!("{path}: released, and cannot be read: {cause}")),
        }
    }
    Ok(findings)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_number_or_is_refused() {
        assert_eq!(number("0007_terms_versions.sql"), Some(7));
        for name in ["7_terms.sql", "0007-terms.sql", "0007_Terms.sql", "0007_terms.txt"] {
            assert_eq!(number(name), None, "{name}");
        }
    }

    #[test]
    fn a_gap_and_a_repeated_number_are_found() {
        let numbers = |list: &[(&str, u32)]| {
            list.iter().map(|(folder, number)| ((*folder).to_owned(), *number)).collect::<Vec<_>>()
        };
        assert!(gaps(&numbers(&[("ledger", 1), ("ledger", 2), ("papers", 1)])).is_empty());
        assert_eq!(gaps(&numbers(&[("ledger", 1), ("ledger", 3)])).len(), 1);
        assert_eq!(gaps(&numbers(&[("ledger", 1), ("ledger", 1)])).len(), 1);
        assert_eq!(gaps(&numbers(&[("papers", 2)])).len(), 1);
    }
}
