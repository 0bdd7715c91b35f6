//! The part of a text that a list shows.

use factor_store::find::folded;

/// As much as two lines of a list hold.
const CHARS_MAX: usize = 160;
/// What is shown before the word that was looked for.
const BEFORE_CHARS: usize = 40;

/// On one line: from the beginning, or around the first of the words that were looked for.
pub(crate) fn excerpt(text: &str, typed: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = typed.split_whitespace().find_map(|word| place(&line, word)).unwrap_or(0);
    // What fits from the beginning is shown from there.
    let skipped = if found + BEFORE_CHARS < CHARS_MAX { 0 } else { found - BEFORE_CHARS };
    let mut shown: String = line.chars().skip(skipped).take(CHARS_MAX).collect();
    if skipped > 0 {
        shown.insert(0, '\u{2026}');
    }
    if line.chars().count() > skipped + CHARS_MAX {
        shown.push('\u{2026}');
    }
    shown
}

/// At which character of the line a word begins with this one, whatever its case and accents.
fn place(line: &str, word: &str) -> Option<usize> {
    let wanted = folded(word);
    if wanted.is_empty() {
        return None;
    }
    let mut at = 0;
    for one in line.split(' ') {
        if folded(one).contains(&wanted) {
            return Some(at);
        }
        at += one.chars().count() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_the_part_that_was_looked_for() {
        let long =
            format!("{}She sends the \u{c9}lan order today. {}", "word ".repeat(100), "end ");
        for (text, typed, expected) in [
            ("He pays\non  Friday.", "", "He pays on Friday.".to_owned()),
            ("He pays on Friday.", "friday", "He pays on Friday.".to_owned()),
            (&long, "zzz", format!("{}\u{2026}", "word ".repeat(32))),
        ] {
            assert_eq!(excerpt(text, typed), expected, "{typed}");
        }
        let around = excerpt(&long, "elan");
        assert!(around.starts_with('\u{2026}') && around.contains("\u{c9}lan order"), "{around}");
        let huge = "x".repeat(20_000);
        assert_eq!(excerpt(&huge, "x").chars().count(), CHARS_MAX + 1);
    }
}
