//! Fields: what stands between their beginning and their end, and what it means.

use crate::limits::NAME_CHARS_MAX;

/// What a field of Word is to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A value that is filled in, by its name.
    Named(String),
    /// A table of contents or an index.
    Contents,
    /// A value that Word computes; what it showed last stays.
    Computed,
    /// A reference or a link; what it shows stays.
    Shown,
}

/// What an instruction such as `MERGEFIELD "Client Name" \* MERGEFORMAT` means.
pub(crate) fn meaning(instruction: &str) -> Meaning {
    let mut words = words(instruction).into_iter();
    let kind = words.next().unwrap_or_default().to_uppercase();
    let named = |name: Option<String>| match name {
        Some(name) if !name.is_empty() && !name.starts_with('\\') => {
            Meaning::Named(name.chars().take(NAME_CHARS_MAX).collect())
        }
        Some(_) | None => Meaning::Computed,
    };
    match kind.as_str() {
        "MERGEFIELD" | "DOCPROPERTY" | "DOCVARIABLE" | "FILLIN" => named(words.next()),
        "ASK" => named(words.nth(1)),
        "TOC" | "TOA" | "INDEX" => Meaning::Contents,
        "REF" | "PAGEREF" | "NOTEREF" | "HYPERLINK" | "SEQ" | "LISTNUM" | "QUOTE" | "TC" | "XE"
        | "TA" | "AUTONUM" | "AUTONUMLGL" => Meaning::Shown,
        _ => Meaning::Computed,
    }
}

/// Words apart at spaces; quoted ones stay together.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut is_quoted = false;
    for sign in text.chars() {
        match sign {
            '"' | '“' | '”' => {
                if is_quoted {
                    words.push(std::mem::take(&mut word));
                }
                is_quoted = !is_quoted;
            }
            sign if sign.is_whitespace() && !is_quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            sign => word.push(sign),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_says_what_is_filled_in() {
        let named = |name: &str| Meaning::Named(name.to_owned());
        for (instruction, means) in [
            (" MERGEFIELD Client_Name ", named("Client_Name")),
            ("MERGEFIELD \"Client Name\" \\* MERGEFORMAT", named("Client Name")),
            ("mergefield Client", named("Client")),
            (" DOCPROPERTY  Facility \\* Upper", named("Facility")),
            ("ASK mark \"What is the limit?\"", named("What is the limit?")),
            ("MERGEFIELD", Meaning::Computed),
            ("MERGEFIELD \\* MERGEFORMAT", Meaning::Computed),
            ("TOC \\o \"1-3\"", Meaning::Contents),
            ("REF _Ref12 \\r \\h", Meaning::Shown),
            ("DATE \\@ \"d MMMM\"", Meaning::Computed),
            ("", Meaning::Computed),
        ] {
            assert_eq!(meaning(instruction), means, "{instruction}");
        }
    }
}
