//! The small notation inside a template's sentences: `{{field}}`, `{{field | count:day}}`,
//! `{{ref:clause.paragraph}}`, `**Defined Term**` and `~~emphasis~~`.

const FIELD: &str = "{{";
const BOLD: &str = "**";
const MARKS: [&str; 3] = [FIELD, BOLD, "~~"];

/// How a merge field's value is shaped for the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// As the value stands.
    AsIs,
    /// All letters upper case, for headings.
    Upper,
    /// First letter upper case, for the start of a sentence.
    Capital,
    /// A whole number followed by its noun, singular for one: `1 day`, `5 days`.
    Count(String),
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Bold,
    Italic,
}

/// One part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words { text: String, look: Look },
    Field { path: String, shape: Shape },
    Reference { target: String },
}

/// Why a sentence cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TextError {
    #[error("a field is opened with {{{{ and never closed")]
    FieldNotClosed,
    #[error("a field is empty")]
    FieldEmpty,
    #[error("bold is opened with ** and never closed")]
    BoldNotClosed,
    #[error("italic is opened with ~~ and never closed")]
    ItalicNotClosed,
    #[error("words are bold or italic, not both")]
    BoldAndItalic,
    #[error("there is no format called {0}")]
    UnknownFormat(String),
}

/// Splits a sentence into words, fields and references.
pub(super) fn parse(source: &str) -> Result<Vec<Piece>, TextError> {
    let mut pieces = Vec::new();
    let mut look = Look::Plain;
    let mut rest = source;
    while let Some(at) = MARKS.iter().filter_map(|mark| rest.find(mark)).min() {
        push_words(&mut pieces, &rest[..at], look);
        let mark = &rest[at..at + 2];
        let after = &rest[at + 2..];
        if mark != FIELD {
            look = toggled(look, if mark == BOLD { Look::Bold } else { Look::Italic })?;
            rest = after;
            continue;
        }
        let end = after.find("}}").ok_or(TextError::FieldNotClosed)?;
        pieces.push(field_or_reference(after[..end].trim())?);
        rest = &after[end + 2..];
    }
    push_words(&mut pieces, rest, look);
    match look {
        Look::Plain => Ok(pieces),
        Look::Bold => Err(TextError::BoldNotClosed),
        Look::Italic => Err(TextError::ItalicNotClosed),
    }
}

fn toggled(now: Look, mark: Look) -> Result<Look, TextError> {
    match now {
        Look::Plain => Ok(mark),
        Look::Bold | Look::Italic if now == mark => Ok(Look::Plain),
        Look::Bold | Look::Italic => Err(TextError::BoldAndItalic),
    }
}

fn push_words(pieces: &mut Vec<Piece>, text: &str, look: Look) {
    if !text.is_empty() {
        pieces.push(Piece::Words { text: text.to_owned(), look });
    }
}

fn field_or_reference(inside: &str) -> Result<Piece, TextError> {
    if inside.is_empty() || inside.contains("{{") {
        return Err(if inside.is_empty() {
            TextError::FieldEmpty
        } else {
            TextError::FieldNotClosed
        });
    }
    if let Some(target) = inside.strip_prefix("ref:") {
        return Ok(Piece::Reference { target: target.trim().to_owned() });
    }
    let (path, format) = match inside.split_once('|') {
        Some((path, format)) => (path.trim(), Some(format.trim())),
        None => (inside, None),
    };
    Ok(Piece::Field { path: path.to_owned(), shape: shape_called(format)? })
}

fn shape_called(format: Option<&str>) -> Result<Shape, TextError> {
    let Some(format) = format else { return Ok(Shape::AsIs) };
    match format.split_once(':') {
        None if format == "upper" => Ok(Shape::Upper),
        None if format == "capital" => Ok(Shape::Capital),
        Some(("count", noun)) if !noun.trim().is_empty() => {
            Ok(Shape::Count(noun.trim().to_owned()))
        }
        None | Some(_) => Err(TextError::UnknownFormat(format.to_owned())),
    }
}

impl Shape {
    /// The value as it is printed in the sentence.
    pub(super) fn apply(&self, value: &str) -> String {
        match self {
            Shape::AsIs => value.to_owned(),
            Shape::Upper => value.to_uppercase(),
            Shape::Capital => capital(value),
            Shape::Count(noun) if value.trim() == "1" => format!("1 {noun}"),
            Shape::Count(noun) => format!("{value} {noun}s"),
        }
    }
}

fn capital(value: &str) -> String {
    let mut letters = value.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, look: Look) -> Piece {
        Piece::Words { text: text.to_owned(), look }
    }

    #[test]
    fn a_sentence_splits_into_words_fields_and_references() {
        let pieces =
            parse("“**Advance**” of {{terms.advance_rate}}, ~~see~~ {{ref:fees.fee}}").unwrap();
        assert_eq!(
            pieces,
            [
                words("“", Look::Plain),
                words("Advance", Look::Bold),
                words("” of ", Look::Plain),
                Piece::Field { path: "terms.advance_rate".to_owned(), shape: Shape::AsIs },
                words(", ", Look::Plain),
                words("see", Look::Italic),
                words(" ", Look::Plain),
                Piece::Reference { target: "fees.fee".to_owned() },
            ]
        );
    }

    #[test]
    fn broken_marks_are_named() {
        for (source, error) in [
            ("{{a", TextError::FieldNotClosed),
            ("{{a {{b}}", TextError::FieldNotClosed),
            ("{{ }}", TextError::FieldEmpty),
            ("a **b", TextError::BoldNotClosed),
            ("a ~~b", TextError::ItalicNotClosed),
            ("a **b ~~c~~**", TextError::BoldAndItalic),
            ("{{a | shout}}", TextError::UnknownFormat("shout".to_owned())),
            ("{{a | count:}}", TextError::UnknownFormat("count:".to_owned())),
        ] {
            assert_eq!(parse(source), Err(error), "{source}");
        }
    }

    #[test]
    fn shapes_follow_the_value() {
        for (shape, value, printed) in [
            (Shape::Count("Business Day".to_owned()), "1", "1 Business Day"),
            (Shape::Count("Business Day".to_owned()), "2", "2 Business Days"),
            (Shape::Count("day".to_owned()), "0", "0 days"),
            (Shape::Capital, "élan", "Élan"),
            (Shape::Capital, "", ""),
            (Shape::Upper, "Net 30", "NET 30"),
        ] {
            assert_eq!(shape.apply(value), printed);
        }
    }
}
