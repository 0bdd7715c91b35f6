//! A sentence of an imported document, sign by sign, while it is being understood.

use factor_docx::{FieldKind, Span};

/// How a sign is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Plain,
    Bold,
    Italic,
}

/// A place that Word fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    /// Its name in the document.
    pub(super) name: String,
    pub(super) kind: FieldKind,
    /// What stood there.
    pub(super) shown: String,
}

/// Signs with their look; [`Rich::HOLE`] stands for each place that Word fills.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    signs: Vec<(char, Look)>,
    /// In the order of their holes.
    filled: Vec<Filled>,
}

impl Rich {
    /// The sign that no document has in its words.
    pub(super) const HOLE: char = '\u{FFFC}';

    /// Runs of spaces are one; words that are bold and italic are bold.
    pub(super) fn of(spans: &[Span]) -> Rich {
        let mut rich = Rich::default();
        for span in spans {
            match span {
                Span::Words { text, is_bold, is_italic } => {
                    let look = match (is_bold, is_italic) {
                        (true, _) => Look::Bold,
                        (false, true) => Look::Italic,
                        (false, false) => Look::Plain,
                    };
                    text.chars().for_each(|sign| rich.push(sign, look));
                }
                Span::Field { name, kind, shown } => {
                    rich.signs.push((Rich::HOLE, Look::Plain));
                    let (name, shown) = (name.clone(), shown.clone());
                    rich.filled.push(Filled { name, kind: *kind, shown });
                }
            }
        }
        while rich.signs.last().is_some_and(|(sign, _)| *sign == ' ') {
            rich.signs.pop();
        }
        rich
    }

    fn push(&mut self, sign: char, look: Look) {
        // Marks of direction have no ink and could make a paper read otherwise than it is.
        if sign == Rich::HOLE || is_unseen(sign) {
            return;
        }
        let sign = if sign.is_whitespace() { ' ' } else { sign };
        if sign != ' ' || self.signs.last().is_some_and(|(last, _)| *last != ' ') {
            self.signs.push((sign, look));
        }
    }

    pub(super) fn signs(&self) -> &[(char, Look)] {
        &self.signs
    }

    pub(super) fn filled(&self) -> &[Filled] {
        &self.filled
    }

    /// Its words without their look; a place that Word fills is a hole.
    pub(super) fn text(&self) -> String {
        self.signs.iter().map(|(sign, _)| *sign).collect()
    }

    /// Its words for people; a place that Word fills has its name.
    pub(super) fn shown(&self) -> String {
        let mut filled = self.filled.iter();
        let mut text = String::new();
        for (sign, _) in &self.signs {
            match sign {
                &Rich::HOLE => {
                    let name = filled.next().map_or("", |one| one.name.as_str());
                    text.push_str(&format!("«{name}»"));
                }
                sign => text.push(*sign),
            }
        }
        text
    }

    /// What stands from the sign at `start` on.
    pub(super) fn from(&self, start: usize) -> Rich {
        let start = start.min(self.signs.len());
        let (before, after) = self.signs.split_at(start);
        let holes = before.iter().filter(|(sign, _)| *sign == Rich::HOLE).count();
        let skip = after.iter().take_while(|(sign, _)| *sign == ' ').count();
        Rich {
            signs: after.get(skip..).unwrap_or_default().to_vec(),
            filled: self.filled.get(holes..).unwrap_or_default().to_vec(),
        }
    }

    /// What stands before the sign at `end`.
    pub(super) fn until(&self, end: usize) -> Rich {
        let signs = self.signs.get(..end.min(self.signs.len())).unwrap_or_default().to_vec();
        let holes = signs.iter().filter(|(sign, _)| *sign == Rich::HOLE).count();
        Rich { signs, filled: self.filled.get(..holes).unwrap_or_default().to_vec() }
    }

    /// Adds words and then another sentence.
    pub(super) fn append(&mut self, words: &str, other: &Rich) {
        self.signs.extend(words.chars().map(|sign| (sign, Look::Plain)));
        self.signs.extend(&other.signs);
        self.filled.extend(other.filled.iter().cloned());
    }

    /// All its words in bold.
    pub(super) fn into_bold(mut self) -> Rich {
        self.signs.iter_mut().for_each(|(_, look)| *look = Look::Bold);
        self
    }

    /// How many signs at its beginning are bold, spaces after them included.
    pub(super) fn bold_lead(&self) -> usize {
        let is_bold = |(sign, look): &&(char, Look)| *look == Look::Bold || *sign == ' ';
        self.signs.iter().take_while(is_bold).count()
    }
}

fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
