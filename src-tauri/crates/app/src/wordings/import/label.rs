//! The number at the beginning of a paragraph: printed by Word, or typed.

/// What a number says of the place of its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// "4.", "Section 4", "ARTICLE IV": a clause, by its number.
    Clause(String),
    /// "4.2": a paragraph of a clause.
    Paragraph(String),
    /// "(a)", "4.2.1", "•": a part of a paragraph, as it is printed.
    Part(String),
}

const WORDS: [&str; 6] = ["article", "section", "clause", "paragraph", "sec.", "§"];
/// A year or an amount is no number of a clause.
const DIGITS_MAX: usize = 3;

/// Reads a label that stands by itself, as Word prints one.
pub(super) fn of_number(printed: &str) -> Option<Label> {
    let (label, rest) = split(printed)?;
    rest.trim().is_empty().then_some(label)
}

/// Divides "4.2  The Client pays" into its label and the rest; none without a label.
pub(super) fn split(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start();
    let (is_named, rest) = without_word(text);
    let end = rest.find(|sign: char| sign.is_whitespace() || sign == ':').unwrap_or(rest.len());
    let (token, after) = rest.split_at(end);
    let after = after.trim_start_matches([':', ' ', '\u{A0}', '\t']);
    let after = after.trim_start_matches(['–', '—']).trim_start();
    if let Some(part) = part(token) {
        return (!is_named).then_some((Label::Part(part), after));
    }
    let bare = token.trim_end_matches(['.', ')', ',']);
    let has_end = bare.len() < token.len();
    let numbers: Vec<&str> = bare.split('.').collect();
    let are_digits = numbers.iter().all(|one| is_digits(one));
    let label = match numbers.as_slice() {
        [one] if is_digits(one) && (is_named || has_end || after.is_empty()) => {
            Label::Clause(plain(one))
        }
        [one] if is_roman(one) && (is_named || has_end) => Label::Clause((*one).to_owned()),
        [first, second] if are_digits => {
            Label::Paragraph(format!("{}.{}", plain(first), plain(second)))
        }
        [_, _, _, ..] if are_digits && !is_named => Label::Part(bare.to_owned()),
        _ => return None,
    };
    Some((label, after))
}

/// "(a)", "a)", "(iv)", "•", "-"
fn part(token: &str) -> Option<String> {
    if matches!(token, "•" | "-" | "–" | "·" | "o" | "*") {
        return Some("•".to_owned());
    }
    let inside = token.trim_end_matches(['.', ',']).strip_suffix(')')?;
    let is_closed = inside.starts_with('(');
    let inside = inside.trim_start_matches('(');
    let is_letters = inside.len() <= 5 && inside.chars().all(|sign| sign.is_ascii_alphabetic());
    let is_number = is_closed && is_digits(inside);
    (!inside.is_empty() && (is_letters || is_number)).then(|| format!("({inside})"))
}

fn without_word(text: &str) -> (bool, &str) {
    for word in WORDS {
        let head = text.get(..word.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            let rest = text.get(word.len()..).unwrap_or_default();
            let spaced = rest.trim_start();
            if word == "§" || spaced.len() < rest.len() {
                return (true, spaced);
            }
        }
    }
    (false, text)
}

fn is_digits(text: &str) -> bool {
    (1..=DIGITS_MAX).contains(&text.len()) && text.chars().all(|sign| sign.is_ascii_digit())
}

fn plain(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
}

fn is_roman(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.chars().all(|sign| "IVXLC".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_says_where_it_stands() {
        let clause = |number: &str| Label::Clause(number.to_owned());
        let paragraph = |number: &str| Label::Paragraph(number.to_owned());
        let part = |number: &str| Label::Part(number.to_owned());
        for (typed, label, rest) in [
            ("4. Fees", clause("4"), "Fees"),
            ("4) Fees", clause("4"), "Fees"),
            ("Section 4. Fees", clause("4"), "Fees"),
            ("ARTICLE IV – FEES", clause("IV"), "FEES"),
            ("Article IV: Fees", clause("IV"), "Fees"),
            ("IV. Fees", clause("IV"), "Fees"),
            ("§ 4 Fees", clause("4"), "Fees"),
            ("4.2 The Client pays", paragraph("4.2"), "The Client pays"),
            ("4.02. The Client pays", paragraph("4.2"), "The Client pays"),
            ("Section 4.2 The Client pays", paragraph("4.2"), "The Client pays"),
            ("4.2.1 At once", part("4.2.1"), "At once"),
            ("(a) at once", part("(a)"), "at once"),
            ("b) at once", part("(b)"), "at once"),
            ("(iv) at once", part("(iv)"), "at once"),
            ("(2) at once", part("(2)"), "at once"),
            ("•\tat once", part("•"), "at once"),
        ] {
            assert_eq!(split(typed), Some((label, rest)), "{typed}");
        }
        for words in [
            "The Client pays",
            "4 days after",
            "2026. The year",
            "I agree",
            "Section heading",
            "(see below) pays",
            "Sections of law",
            "9-406 of the law",
            "3.5% of the face",
            "",
        ] {
            assert_eq!(split(words), None, "{words}");
        }
    }
}
