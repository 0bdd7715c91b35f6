//! Paragraphs of a document with what they look like, and which of them begin clauses.

use factor_docx::{Paragraph, Role};

use super::super::label::{self, Label};
use super::super::rich::{Look, Rich};

/// Longest heading that does not look like a sentence.
const HEADING_SIGNS_MAX: usize = 120;

/// A paragraph of the document.
pub(super) struct Line {
    pub(super) role: Role,
    pub(super) label: Option<Label>,
    /// Without its number.
    pub(super) rich: Rich,
    /// Its number as it stood there, with the spaces after it.
    typed: String,
    /// Short and all in bold or in capitals.
    pub(super) is_display: bool,
}

impl Line {
    pub(super) fn of(paragraph: &Paragraph) -> Line {
        let rich = Rich::of(&paragraph.spans);
        let (label, rich, typed) = match &paragraph.number {
            Some(number) => {
                let label = automatic(&number.text, number.level, number.is_bullet);
                (Some(label), rich, format!("{} ", number.text))
            }
            None => typed(rich),
        };
        let is_display = is_display(&rich);
        Line { role: paragraph.role, label, rich, typed, is_display }
    }

    /// With its number, as it stood in the document.
    pub(super) fn whole(&self) -> Rich {
        let mut whole = Rich::default();
        whole.append(&self.typed, &self.rich);
        whole
    }

    /// Whether it could be a heading by its length and its end.
    pub(super) fn is_short(&self) -> bool {
        let text = self.rich.text();
        text.chars().count() <= HEADING_SIGNS_MAX && !text.ends_with(['.', ';', ','])
    }

    pub(super) fn begins_small(&self) -> bool {
        self.rich.signs().first().is_some_and(|(sign, _)| sign.is_lowercase())
    }

    fn is_clause(&self) -> bool {
        matches!(self.label, Some(Label::Clause(_)))
    }
}

fn automatic(text: &str, level: u8, is_bullet: bool) -> Label {
    if is_bullet {
        return Label::Part("•".to_owned());
    }
    let bare = || text.trim_end_matches(['.', ')', ':']).to_owned();
    match (level, label::of_number(text)) {
        (0, Some(Label::Clause(number))) => Label::Clause(number),
        (0, None) => Label::Clause(bare()),
        (1, Some(Label::Clause(_)) | None) => Label::Part(text.to_owned()),
        (_, Some(Label::Clause(_)) | None) => Label::Part(text.to_owned()),
        (_, Some(label)) => label,
    }
}

fn typed(rich: Rich) -> (Option<Label>, Rich, String) {
    let text = rich.text();
    let Some((label, rest)) = label::split(&text) else { return (None, rich, String::new()) };
    let length = text.chars().count() - rest.chars().count();
    let typed = text.chars().take(length).collect();
    (Some(label), rich.from(length), typed)
}

fn is_display(rich: &Rich) -> bool {
    let letters: Vec<_> = rich.signs().iter().filter(|(sign, _)| sign.is_alphabetic()).collect();
    let is_bold = letters.iter().all(|(_, look)| *look == Look::Bold);
    let is_upper = letters.iter().all(|(sign, _)| !sign.is_lowercase());
    let count = rich.signs().len();
    !letters.is_empty() && count <= HEADING_SIGNS_MAX && (is_bold || is_upper)
}

/// What begins a clause in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// Headings of this level, by their style.
    Heading(u8),
    /// A number such as "4.".
    Number,
    /// A short line in bold or in capitals.
    Display,
    /// Nothing: the document is one clause.
    Nowhere,
}

/// Finds it out: by styles if there are any, else by numbers, else by looks.
pub(super) fn begins(lines: &[Line]) -> Begins {
    let count = |is: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| is(line)).count();
    let of_level = |level: u8| count(&|line| line.role == Role::Heading(level));
    // One heading alone at the top is the title.
    let often = (0..9).find(|level| of_level(*level) >= 2);
    let once = || (0..9).find(|level| of_level(*level) == 1);
    let numbers = count(&Line::is_clause);
    match often.or_else(|| once().filter(|_| numbers < 2)) {
        Some(level) => Begins::Heading(level),
        None if numbers >= 1 => Begins::Number,
        None if count(&|line| line.is_display && line.label.is_none()) >= 3 => Begins::Display,
        None => Begins::Nowhere,
    }
}

impl Begins {
    pub(super) fn at(self, line: &Line) -> bool {
        match self {
            Begins::Heading(level) => line.role == Role::Heading(level),
            Begins::Number => line.is_clause(),
            Begins::Display => line.is_display && line.label.is_none() && line.role == Role::Text,
            Begins::Nowhere => false,
        }
    }

    /// A heading over several clauses.
    pub(super) fn is_above(self, line: &Line) -> bool {
        match (self, line.role) {
            (Begins::Heading(level), Role::Heading(other)) => other < level,
            (Begins::Heading(_) | Begins::Number | Begins::Display | Begins::Nowhere, _) => false,
        }
    }

    pub(super) fn is_whole(self) -> bool {
        self == Begins::Nowhere
    }
}
