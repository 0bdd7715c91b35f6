//! SQL is written in the store and in the migrations, and nowhere else.

use super::{files, read, verdict};
use crate::command::Failure;
use std::path::Path;

/// Everything that is not the store; tests may look into a vault with its own tools.
const ROOMS: &[&str] = &[
    "src-tauri/src",
    "src-tauri/crates/domain",
    "src-tauri/crates/documents",
    "src-tauri/crates/app",
    "src-tauri/crates/testhost",
    "ui/src",
];

/// The store writes its SQL in capitals, and nobody else has a reason to write these.
const MARKS: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "REPLACE INTO ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "PRAGMA ",
    "sqlx::",
];

pub fn check(root: &Path) -> Result<(), Failure> {
    let mut findings = Vec::new();
    for room in ROOMS {
        for path in files(&root.join(room), &[".rs", ".ts", ".svelte"])? {
            let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            for (index, line) in read(&path)?.lines().enumerate() {
                if let Some(mark) = mark(line) {
                    findings.push(format!("{shown}:{}: {mark}", index + 1));
                }
            }
        }
    }
    verdict(&findings)
}

fn mark(line: &str) -> Option<&'static str> {
    if line.trim_start().starts_with("//") {
        return None;
    }
    MARKS.iter().copied().find(|mark| line.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn a_statement_is_found_and_a_comment_is_not() {
        assert_eq!(mark("    query(\"SELECT id FROM client\")"), Some("SELECT "));
        assert_eq!(mark("    // SELECT would be too slow here"), None);
        assert_eq!(mark("    <select class=\"field\">"), None);
    }
}
