//! Styles: which are headings, and what they set in bold, in italic and in a list.

use std::collections::HashMap;

use crate::limits::{STYLE_CHAIN_MAX, STYLES_MAX};
use crate::xml::{Tag, Xml};
use crate::{DocxError, Role};

/// The styles of a document by their id.
#[derive(Default)]
pub(crate) struct Styles(HashMap<String, Style>);

/// What one style says itself.
#[derive(Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    said: Said,
}

/// What a style says with those it is based on.
#[derive(Clone, Copy, Default)]
pub(crate) struct Said {
    pub(crate) outline: Option<u8>,
    pub(crate) list: Option<u32>,
    pub(crate) level: Option<u8>,
    pub(crate) is_bold: Option<bool>,
    pub(crate) is_italic: Option<bool>,
    pub(crate) is_hidden: Option<bool>,
}

impl Said {
    fn or(self, base: Said) -> Said {
        Said {
            outline: self.outline.or(base.outline),
            list: self.list.or(base.list),
            level: self.level.or(base.level),
            is_bold: self.is_bold.or(base.is_bold),
            is_italic: self.is_italic.or(base.is_italic),
            is_hidden: self.is_hidden.or(base.is_hidden),
        }
    }
}

impl Styles {
    /// What a style and those it is based on say; nothing for one that is not there.
    pub(crate) fn said(&self, id: &str) -> Said {
        let mut said = Said::default();
        let mut next = Some(id.to_owned());
        for _ in 0..STYLE_CHAIN_MAX {
            let Some(style) = next.as_ref().and_then(|id| self.0.get(id)) else { break };
            said = said.or(style.said);
            next.clone_from(&style.based_on);
        }
        said
    }

    /// What paragraphs of a style are. Its name is English in every language of Word.
    pub(crate) fn role(&self, id: &str) -> Role {
        let mut next = Some(id.to_owned());
        for _ in 0..STYLE_CHAIN_MAX {
            let Some(style) = next.as_ref().and_then(|id| self.0.get(id)) else { break };
            let name = style.name.to_lowercase();
            if name == "title" {
                return Role::Title;
            }
            let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
            if let Some(level @ 1..=9) = level {
                return Role::Heading(level.saturating_sub(1));
            }
            next.clone_from(&style.based_on);
        }
        self.said(id).outline.map_or(Role::Text, Role::Heading)
    }
}

/// Reads the part of styles; without one there are none.
///
/// # Errors
/// [`DocxError`].
pub(crate) fn read(part: Option<&str>) -> Result<Styles, DocxError> {
    let mut styles = Styles::default();
    let mut xml = Xml::new(part.unwrap_or_default());
    let mut open: Option<(String, Style)> = None;
    loop {
        match xml.next()? {
            Tag::Open(element) => match (element.name().as_str(), &mut open) {
                ("style", _) => {
                    let id = element.get("styleId").unwrap_or_default();
                    open = Some((id, Style::default()));
                }
                ("name", Some((_, style))) => style.name = element.get("val").unwrap_or_default(),
                ("basedOn", Some((_, style))) => style.based_on = element.get("val"),
                ("outlineLvl", Some((_, style))) => style.said.outline = outline(&element),
                ("numId", Some((_, style))) => style.said.list = element.number("val"),
                ("ilvl", Some((_, style))) => {
                    style.said.level = element.number("val").and_then(|l| u8::try_from(l).ok());
                }
                ("b", Some((_, style))) => style.said.is_bold = Some(element.is_on()),
                ("i", Some((_, style))) => style.said.is_italic = Some(element.is_on()),
                ("vanish", Some((_, style))) => style.said.is_hidden = Some(element.is_on()),
                // What a style says of parts of a table is not of its paragraphs.
                ("tblStylePr", Some(_)) => xml.skip()?,
                _ => {}
            },
            // Styles stand directly in the root.
            Tag::Close if xml.depth() == 1 => {
                if let Some((id, style)) = open.take() {
                    styles.0.insert(id, style);
                    if styles.0.len() > STYLES_MAX {
                        return Err(DocxError::TooIntricate);
                    }
                }
            }
            Tag::Close | Tag::Text(_) => {}
            Tag::End => return Ok(styles),
        }
    }
}

/// The outline level of a heading; body text is level 9.
pub(crate) fn outline(element: &crate::xml::Element<'_>) -> Option<u8> {
    let level = element.number("val").and_then(|level| u8::try_from(level).ok());
    level.filter(|level| *level < 9)
}
