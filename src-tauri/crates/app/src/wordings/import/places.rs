//! Where an imported sentence wants a value, and where it refers to another clause.

use std::ops::Range;

use factor_docx::FieldKind;

use super::rich::{Filled, Rich};

/// Longest name between the marks; what is longer is a remark to the reader.
const NAME_SIGNS_MAX: usize = 60;

/// How placeholders are written, the longer marks first.
const MARKS: [(&str, &str); 7] =
    [("«", "»"), ("<<", ">>"), ("{{", "}}"), ("[[", "]]"), ("${", "}"), ("{", "}"), ("[", "]")];

/// A place in a sentence, by its signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    pub(super) is: Is,
}

/// What a place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// A value belongs here.
    Placeholder(Placeholder),
    /// The number of another clause.
    Reference(Reference),
}

/// A placeholder as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// The same for every place that is written so, whatever the case of its letters.
    pub(super) key: String,
    /// "{Client Name}"; the name alone of what only Word shows.
    pub(super) written: String,
    /// Its name without marks.
    pub(super) name: String,
    /// What is printed if it stays text.
    pub(super) as_text: String,
}

/// A typed reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// "4.2", "IV"
    pub(super) number: String,
    /// "Section 4.2"
    pub(super) written: String,
    /// "of the Uniform Commercial Code" follows: another paper is meant.
    pub(super) is_foreign: bool,
}

/// Every place of a sentence in order; none overlaps another.
pub(super) fn find(rich: &Rich) -> Vec<Place> {
    let signs: Vec<char> = rich.signs().iter().map(|(sign, _)| *sign).collect();
    let mut filled = rich.filled().iter();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let found = if *sign == Rich::HOLE {
            filled.next().map(|one| (at + 1, of_word(one)))
        } else {
            marked(&signs, at).or_else(|| with_dollar(&signs, at))
        };
        match found {
            Some((end, placeholder)) => {
                places.push(Place { range: at..end, is: Is::Placeholder(placeholder) });
                at = end;
            }
            None => at += 1,
        }
    }
    for place in references(&signs) {
        let overlaps = |other: &Place| {
            other.range.start < place.range.end && place.range.start < other.range.end
        };
        if !places.iter().any(overlaps) {
            places.push(place);
        }
    }
    places.sort_by_key(|place| place.range.start);
    places
}

fn of_word(filled: &Filled) -> Placeholder {
    let name = filled.name.clone();
    let (key, written) = match filled.kind {
        FieldKind::Merge => (format!("«{}»", name.to_lowercase()), format!("«{name}»")),
        FieldKind::Control => (format!("control {}", name.to_lowercase()), name.clone()),
    };
    let shown = filled.shown.trim();
    let as_text = if shown.is_empty() { format!("[{name}]") } else { shown.to_owned() };
    Placeholder { key, written, name, as_text }
}

fn marked(signs: &[char], at: usize) -> Option<(usize, Placeholder)> {
    for (open, close) in MARKS {
        let begin = at + open.chars().count();
        if !begins(signs, at, open) {
            continue;
        }
        let close_signs = close.chars().count();
        let end = (begin..signs.len().min(begin + NAME_SIGNS_MAX + 1))
            .find(|end| begins(signs, *end, close))?;
        let name: String = signs.get(begin..end)?.iter().collect();
        let is_name = name.chars().any(char::is_alphabetic)
            && !name.contains(['{', '[', '«', '<', Rich::HOLE]);
        if !is_name {
            return None;
        }
        let name = name.trim().to_owned();
        // Two braces are the marks of a field, so that text cannot keep them.
        let as_text = match open {
            "{{" => format!("[{name}]"),
            open => format!("{open}{name}{close}"),
        };
        let written = format!("{open}{name}{close}");
        let key = written.to_lowercase();
        return Some((end + close_signs, Placeholder { key, written, name, as_text }));
    }
    None
}

/// `$ClientName`; an amount is none.
fn with_dollar(signs: &[char], at: usize) -> Option<(usize, Placeholder)> {
    let is_inside_word = at > 0 && signs.get(at - 1).is_some_and(|sign| sign.is_alphanumeric());
    let starts = signs.get(at + 1).is_some_and(|sign| sign.is_ascii_alphabetic() || *sign == '_');
    if signs.get(at) != Some(&'$') || is_inside_word || !starts {
        return None;
    }
    let is_part = |sign: &&char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.');
    let name: String = signs.get(at + 1..)?.iter().take_while(is_part).collect();
    let name = name.trim_end_matches('.').to_owned();
    let end = at + 1 + name.chars().count();
    let written = format!("${name}");
    let key = written.to_lowercase();
    let as_text = written.clone();
    (name.len() <= NAME_SIGNS_MAX).then_some((end, Placeholder { key, written, name, as_text }))
}

fn begins(signs: &[char], at: usize, text: &str) -> bool {
    text.chars().enumerate().all(|(i, sign)| signs.get(at + i) == Some(&sign))
}

const NAMES: [&str; 10] = [
    "sections",
    "section",
    "clauses",
    "clause",
    "articles",
    "article",
    "paragraphs",
    "paragraph",
    "§§",
    "§",
];
const BETWEEN: [&str; 8] = [", and ", ", or ", ", ", " and ", " or ", " to ", " through ", "–"];
/// What follows the number of a clause of this very paper.
const OWN: [&str; 5] =
    [" of this", " of the agreement", " of the contract", " of such agreement", " of which"];

fn references(signs: &[char]) -> Vec<Place> {
    let lower: Vec<char> =
        signs.iter().map(|sign| sign.to_lowercase().next().unwrap_or(*sign)).collect();
    let mut places = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let is_start = at == 0 || !lower.get(at - 1).is_some_and(|sign| sign.is_alphanumeric());
        let name = NAMES.iter().find(|name| is_start && begins(&lower, at, name));
        let Some(name) = name else {
            at += 1;
            continue;
        };
        let mut begin = at + name.chars().count();
        begin += lower.get(begin..).unwrap_or_default().iter().take_while(|s| **s == ' ').count();
        at = (at + 1).max(begin);
        while let Some((end, number)) = number(signs, begin) {
            let said: String = signs.get(begin..end).unwrap_or_default().iter().collect();
            let written = format!("{} {said}", capital(name.trim_end_matches('s')));
            let is_foreign = is_foreign(&lower, end);
            let reference = Reference { number, written, is_foreign };
            places.push(Place { range: begin..end, is: Is::Reference(reference) });
            at = end;
            let Some(between) = BETWEEN.iter().find(|word| begins(&lower, end, word)) else {
                break;
            };
            begin = end + between.chars().count();
        }
    }
    places
}

/// "4.2" or "IV" with its end; none for "9-406" or an amount.
fn number(signs: &[char], begin: usize) -> Option<(usize, String)> {
    let rest = signs.get(begin..)?;
    let digits = |from: &[char]| from.iter().take_while(|sign| sign.is_ascii_digit()).count();
    let first = digits(rest);
    let mut length = first;
    if first > 0 {
        let behind = rest.get(first + 1..).unwrap_or_default();
        if rest.get(first) == Some(&'.') && digits(behind) > 0 {
            length = first + 1 + digits(behind);
        }
    } else {
        length = rest.iter().take_while(|sign| "IVXLC".contains(**sign)).count();
    }
    let next = rest.get(length).copied().unwrap_or(' ');
    let after = rest.get(length + 1).copied().unwrap_or(' ');
    let goes_on = next.is_alphanumeric()
        || (matches!(next, '-' | '.') && after.is_ascii_digit())
        || matches!(next, '%' | '$');
    if length == 0 || first > 3 || goes_on {
        return None;
    }
    let said: String = rest.get(..length)?.iter().collect();
    let number = said.split('.').map(|part| match part.trim_start_matches('0') {
        "" => "0",
        part => part,
    });
    Some((begin + length, number.collect::<Vec<_>>().join(".")))
}

fn is_foreign(lower: &[char], end: usize) -> bool {
    let rest = lower.get(end..).unwrap_or_default();
    // "(a)(ii)" may stand between the number and what it is of.
    let mut at = 0;
    while rest.get(at) == Some(&'(') {
        let Some(close) = rest.iter().skip(at).take(6).position(|sign| *sign == ')') else { break };
        at += close + 1;
    }
    let rest: String = rest.iter().skip(at).take(30).collect();
    rest.starts_with(" of ") && !OWN.iter().any(|own| rest.starts_with(own))
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + signs.as_str())
}

#[cfg(test)]
mod tests {
    use factor_docx::Span;

    use super::*;

    fn rich(text: &str) -> Rich {
        let (text, is_bold, is_italic) = (text.to_owned(), false, false);
        Rich::of(&[Span::Words { text, is_bold, is_italic }])
    }

    fn found(text: &str) -> Vec<String> {
        let said = |place: Place| match place.is {
            Is::Placeholder(one) => format!("{}={}", one.written, one.name),
            Is::Reference(one) if one.is_foreign => format!("{} elsewhere", one.written),
            Is::Reference(one) => format!("{}={}", one.written, one.number),
        };
        find(&rich(text)).into_iter().map(said).collect()
    }

    #[test]
    fn placeholders_are_found_in_every_usual_way_to_write_them() {
        for (text, expected) in [
            ("«Client Name» pays", "«Client Name»=Client Name"),
            ("<<Client>> pays", "<<Client>>=Client"),
            ("{Client} pays", "{Client}=Client"),
            ("{{ Client }} pays", "{{Client}}=Client"),
            ("[[Client]] pays", "[[Client]]=Client"),
            ("[CLIENT NAME] pays", "[CLIENT NAME]=CLIENT NAME"),
            ("${client} pays", "${client}=client"),
            ("$ClientName.", "$ClientName=ClientName"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for text in ["USD $500", "US$A", "[3]", "{}", "[[]", "a < b", "[a", "{1}", "$ 5"] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn typed_references_are_found_with_their_numbers() {
        for (text, expected) in [
            ("see Section 4.2.", vec!["Section 4.2=4.2"]),
            ("see section 4.02(a) below", vec!["Section 4.02=4.2"]),
            ("under Article IV hereof", vec!["Article IV=IV"]),
            ("Sections 4.1, 4.2 and 5", vec!["Section 4.1=4.1", "Section 4.2=4.2", "Section 5=5"]),
            ("§ 7 of this Agreement", vec!["§ 7=7"]),
            ("clause 3 to 5", vec!["Clause 3=3", "Clause 5=5"]),
            ("Section 9 of the Uniform Commercial Code", vec!["Section 9 elsewhere"]),
            ("Section 4(b)(ii) of the Guaranty", vec!["Section 4 elsewhere"]),
            ("Section 9-406 of the UCC", vec![]),
            ("subsection 4", vec![]),
            ("Section heading", vec![]),
            ("Section 4.2.1", vec![]),
            ("clause 5%", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
