//! Lines fit on a screen, and no note to self is left behind.

use super::{files, read, verdict};
use crate::command::Failure;
use std::path::Path;

const LINE_CHARS_MAX: usize = 100;

/// Written by a program for a compiler, and the icons' drawings, which cannot be broken.
const GENERATED: &[&str] = &["bindings.ts", "paths.ts"];

pub fn check(root: &Path) -> Result<(), Failure> {
    let mut findings = Vec::new();
    for folder in ["src-tauri", "ui/src", "tests"] {
        for path in files(&root.join(folder), &[".rs", ".ts", ".svelte", ".mjs"])? {
            if GENERATED.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            for (index, line) in read(&path)?.lines().enumerate() {
                if let Some(finding) = finding(line) {
                    findings.push(format!("{shown}:{}: {finding}", index + 1));
                }
            }
        }
    }
    verdict(&findings)
}

fn finding(line: &str) -> Option<String> {
    let length = line.chars().count();
    if length > LINE_CHARS_MAX {
        return Some(format!("{length} characters; at most {LINE_CHARS_MAX}"));
    }
    // Split, so that this line is not a finding itself.
    let note = concat!("TO", "DO");
    let after = line.split_once(note)?.1;
    let has_issue = after.starts_with("(#");
    (!has_issue).then(|| format!("a {note} carries the number of its issue: {note}(#12)"))
}

#[cfg(test)]
mod tests {
    use super::finding;

    #[test]
    fn a_line_is_counted_in_characters_not_bytes() {
        assert_eq!(finding(&"é".repeat(100)), None);
        assert!(finding(&"é".repeat(101)).is_some());
    }

    #[test]
    fn a_note_to_self_needs_its_issue() {
        let note = concat!("// TO", "DO");
        assert_eq!(finding(&format!("{note}(#7): the Greek alphabet")), None);
        assert!(finding(&format!("{note}: the Greek alphabet")).is_some());
    }
}
