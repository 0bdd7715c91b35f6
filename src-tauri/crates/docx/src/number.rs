//! Lists: the number that Word prints before a paragraph.

mod printed;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::limits::STYLES_MAX;
use crate::xml::{Element, Tag, Xml};
use crate::{DocxError, Number};

/// Word knows nine levels.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(crate) struct Numbering {
    kinds: HashMap<u32, [Level; LEVELS]>,
    lists: HashMap<u32, List>,
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
    /// The style of lists whose levels a kind takes instead of its own, and the kinds of styles.
    linked: HashMap<u32, String>,
    of_style: HashMap<String, u32>,
}

#[derive(Clone, Default)]
struct Level {
    start: Option<u32>,
    format: Format,
    /// "%1.%2"
    text: String,
    /// All its numbers in digits.
    is_legal: bool,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Digits,
    TwoDigits,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// "1st"
    Ordinal,
    /// "One"
    CardinalWord,
    /// "First"
    OrdinalWord,
    Bullet,
    Nothing,
}

#[derive(Default)]
struct List {
    kind: u32,
    /// Where it starts anew, by level.
    starts: [Option<u32>; LEVELS],
    /// Levels that it has otherwise than its kind.
    own: HashMap<usize, Level>,
}

impl Numbering {
    /// The level that a style has in a list.
    pub(crate) fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let levels = self.kinds.get(&self.lists.get(&list)?.kind)?;
        let at = levels.iter().position(|level| level.style.as_deref() == Some(style))?;
        u8::try_from(at).ok()
    }

    /// Counts one paragraph on and gives its number; none where the list prints none.
    pub(crate) fn count(&mut self, id: u32, level: u8) -> Option<Number> {
        let list = self.lists.get(&id)?;
        let mut levels = Cow::Borrowed(self.kinds.get(&list.kind)?);
        for (at, own) in &list.own {
            if let Some(level) = levels.to_mut().get_mut(*at) {
                level.clone_from(own);
            }
        }
        let at = usize::from(level);
        let this = levels.get(at)?;
        let counted = self.counted.entry(list.kind).or_default();
        if self.begun.insert(id) {
            for (count, start) in counted.iter_mut().zip(list.starts) {
                if let Some(start) = start {
                    *count = start.checked_sub(1);
                }
            }
        }
        let first = || list.starts.get(at).copied().flatten().or(this.start).unwrap_or(1);
        let now = counted.get(at).copied().flatten().map_or_else(first, |n| n.saturating_add(1));
        for (deeper, count) in counted.iter_mut().enumerate().skip(at) {
            *count = (deeper == at).then_some(now);
        }
        let text = match this.format {
            Format::Bullet => "•".to_owned(),
            Format::Nothing => return None,
            Format::Digits
            | Format::TwoDigits
            | Format::LowerLetter
            | Format::UpperLetter
            | Format::LowerRoman
            | Format::UpperRoman
            | Format::Ordinal
            | Format::CardinalWord
            | Format::OrdinalWord => printed(&levels, counted, this),
        };
        let is_bullet = this.format == Format::Bullet;
        (!text.trim().is_empty()).then(|| Number { text: text.trim().to_owned(), level, is_bullet })
    }
}

fn printed(levels: &[Level; LEVELS], counted: &[Option<u32>; LEVELS], this: &Level) -> String {
    let mut text = String::new();
    let mut signs = this.text.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            text.push(sign);
            continue;
        }
        let at = signs.next().and_then(|digit| digit.to_digit(10)).and_then(|n| n.checked_sub(1));
        let at = at.and_then(|at| usize::try_from(at).ok());
        let Some((level, count)) = at.and_then(|at| Some((levels.get(at)?, counted.get(at)?)))
        else {
            continue;
        };
        let count = count.or(level.start).unwrap_or(1);
        let format = if this.is_legal { Format::Digits } else { level.format };
        text.push_str(&printed::number(count, format));
    }
    text
}

/// Where the reader of the part stands.
#[derive(Default)]
struct Place {
    kind: Option<u32>,
    list: Option<u32>,
    level: usize,
}

/// Reads the part of lists; without one there are none.
///
/// # Errors
/// [`DocxError`].
pub(crate) fn read(part: Option<&str>) -> Result<Numbering, DocxError> {
    let mut numbering = Numbering::default();
    let mut xml = Xml::new(part.unwrap_or_default());
    let mut place = Place::default();
    loop {
        match xml.next()? {
            Tag::Open(element) => {
                numbering.take(&element, &mut place);
                if numbering.kinds.len() + numbering.lists.len() > STYLES_MAX {
                    return Err(DocxError::TooIntricate);
                }
            }
            Tag::Close | Tag::Text(_) => {}
            Tag::End => {
                numbering.link();
                return Ok(numbering);
            }
        }
    }
}

impl Numbering {
    /// Gives lists the levels of the style that theirs is made after, which may stand further on.
    fn link(&mut self) {
        for list in self.lists.values_mut() {
            let style = self.linked.get(&list.kind);
            if let Some(kind) = style.and_then(|style| self.of_style.get(style)) {
                list.kind = *kind;
            }
        }
    }

    fn take(&mut self, element: &Element<'_>, place: &mut Place) {
        let number = || element.number("val");
        match element.name().as_str() {
            "abstractNum" => {
                *place = Place { kind: element.number("abstractNumId"), ..Place::default() };
                if let Some(kind) = place.kind {
                    self.kinds.entry(kind).or_default();
                }
            }
            "num" => *place = Place { list: element.number("numId"), ..Place::default() },
            "abstractNumId" => {
                if let (Some(list), Some(kind)) = (place.list, number()) {
                    self.lists.entry(list).or_default().kind = kind;
                }
            }
            "lvl" | "lvlOverride" => {
                let level = element.number("ilvl").and_then(|level| usize::try_from(level).ok());
                place.level = level.unwrap_or(LEVELS);
                let list = place.list.and_then(|list| self.lists.get_mut(&list));
                if let Some(list) = list.filter(|_| element.name() == "lvl" && place.level < LEVELS)
                {
                    list.own.insert(place.level, Level::default());
                }
            }
            "startOverride" => {
                let list = place.list.map(|list| self.lists.entry(list).or_default());
                if let Some(start) = list.and_then(|list| list.starts.get_mut(place.level)) {
                    *start = number();
                }
            }
            "numStyleLink" => {
                self.linked.extend(place.kind.zip(element.get("val")));
            }
            "styleLink" => {
                self.of_style.extend(element.get("val").zip(place.kind));
            }
            name => {
                if let Some(level) = self.level(place) {
                    level.take(name, element);
                }
            }
        }
    }
}

impl Numbering {
    /// The level that is being described: of a kind, or one that a list has for itself.
    fn level(&mut self, place: &Place) -> Option<&mut Level> {
        match (place.kind, place.list) {
            (Some(kind), _) => self.kinds.get_mut(&kind)?.get_mut(place.level),
            (None, Some(list)) => self.lists.get_mut(&list)?.own.get_mut(&place.level),
            (None, None) => None,
        }
    }
}

impl Level {
    fn take(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "start" => self.start = element.number("val"),
            "numFmt" => self.format = Format::called(&element.get("val").unwrap_or_default()),
            "lvlText" => {
                let text = element.get("val").unwrap_or_default();
                self.text = text.chars().take(40).collect();
            }
            "isLgl" => self.is_legal = element.is_on(),
            "pStyle" => self.style = element.get("val"),
            _ => {}
        }
    }
}

impl Format {
    fn called(name: &str) -> Format {
        match name {
            "lowerLetter" => Format::LowerLetter,
            "upperLetter" => Format::UpperLetter,
            "lowerRoman" => Format::LowerRoman,
            "upperRoman" => Format::UpperRoman,
            "decimalZero" => Format::TwoDigits,
            "ordinal" => Format::Ordinal,
            "cardinalText" => Format::CardinalWord,
            "ordinalText" => Format::OrdinalWord,
            "bullet" => Format::Bullet,
            "none" => Format::Nothing,
            _ => Format::Digits,
        }
    }
}
