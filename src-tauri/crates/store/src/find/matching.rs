//! What was typed, as a question to an index of words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// More words than this narrow nothing down.
const WORDS_MAX: usize = 16;
/// A shorter beginning of a word is in nearly every text: it is looked for as it is.
const BEGINNING_CHARS_MIN: usize = 2;

/// Every typed word, each as the beginning of one in the text: `"red" * AND "ee 1198" *`.
///
/// Nothing that was typed is read as an operator: only letters, digits and their accents get in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching(String);

impl Matching {
    /// None if there is no letter and no digit.
    #[must_use]
    pub fn of(typed: &str) -> Option<Matching> {
        let composed: String = typed.nfc().collect();
        let phrases: Vec<String> =
            composed.split_whitespace().filter_map(phrase).take(WORDS_MAX).collect();
        if phrases.is_empty() { None } else { Some(Matching(phrases.join(" AND "))) }
    }

    /// As the index reads it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `EE-1198` is two words that stand side by side, the second of which may go on.
fn phrase(word: &str) -> Option<String> {
    let is_of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let parts: Vec<&str> = word
        .split(|c| !is_of_word(c))
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    let last = parts.last()?;
    let goes_on = if last.chars().count() < BEGINNING_CHARS_MIN { "" } else { " *" };
    Some(format!("\"{}\"{goes_on}", parts.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_words_and_never_an_operator() {
        for (typed, expected) in [
            ("red con", Some(r#""red" * AND "con" *"#)),
            ("EE-1198", Some(r#""EE 1198" *"#)),
            ("12,640.00", Some(r#""12 640 00" *"#)),
            ("a* NOT b", Some(r#""a" AND "NOT" * AND "b""#)),
            ("text:\"x\" OR (NEAR", Some(r#""text x" AND "OR" * AND "NEAR" *"#)),
            ("e\u{301}lan", Some("\"\u{e9}lan\" *")),
            ("nul\u{0}nul", Some(r#""nul nul" *"#)),
            ("\"'*^{}()-+", None),
            ("\u{301}", None),
            ("", None),
        ] {
            let matching = Matching::of(typed);
            assert_eq!(matching.as_ref().map(Matching::as_str), expected, "{typed:?}");
        }
        let many = Matching::of(&"word ".repeat(2_000)).unwrap();
        assert_eq!(many.as_str().matches("word").count(), WORDS_MAX);
    }
}
