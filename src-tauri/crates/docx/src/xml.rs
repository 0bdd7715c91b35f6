//! XML, one tag after another, within bounds and without entities of its own.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::DocxError;
use crate::limits::{DEPTH_MAX, EVENTS_MAX, TAG_BYTES_MAX};

/// What comes next in a part.
pub(crate) enum Tag<'a> {
    /// An element begins. An empty one begins and ends.
    Open(Element<'a>),
    /// The element that began last ends.
    Close,
    /// Characters.
    Text(String),
    /// The part is over.
    End,
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without the prefix: within what is read, no two vocabularies share one.
    pub(crate) fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of an attribute by its name without the prefix.
    pub(crate) fn get(&self, wanted: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // Comparing each attribute with every other one takes time that grows with their square.
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| one.key.local_name().as_ref() == wanted)?;
        let value = quick_xml::escape::unescape(&found.value).ok()?;
        Some(value.into_owned())
    }

    /// The whole number in `val`.
    pub(crate) fn number(&self, wanted: &str) -> Option<u32> {
        self.get(wanted)?.parse().ok()
    }

    /// Whether a property that is on unless it says otherwise is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Reads a part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    events: usize,
    /// An empty element was opened and not closed yet.
    is_closing: bool,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(part: &'a str) -> Self {
        let reader = Reader::from_str(part);
        Xml { reader, depth: 0, events: 0, is_closing: false }
    }

    /// What comes next.
    ///
    /// # Errors
    /// XML that is not well formed, declares a document type or goes beyond a limit.
    pub(crate) fn next(&mut self) -> Result<Tag<'a>, DocxError> {
        if std::mem::take(&mut self.is_closing) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Tag::Close);
        }
        loop {
            self.events = self.events.saturating_add(1);
            if self.events > EVENTS_MAX {
                return Err(DocxError::TooIntricate);
            }
            let event = self.reader.read_event().map_err(|_broken| DocxError::Damaged)?;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.is_closing = empty;
                    return self.open(tag);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Tag::Close);
                }
                Event::Text(text) => return Ok(Tag::Text(text.to_string())),
                Event::CData(text) => return Ok(Tag::Text(text.to_string())),
                Event::GeneralRef(entity) => return Ok(Tag::Text(character(&entity)?.into())),
                Event::DocType(_) => return Err(DocxError::DocumentType),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 => return Err(DocxError::Damaged),
                Event::Eof => return Ok(Tag::End),
            }
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Tag<'a>, DocxError> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEPTH_MAX || tag.len() > TAG_BYTES_MAX {
            return Err(DocxError::TooIntricate);
        }
        Ok(Tag::Open(Element(tag)))
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Reads up to the end of the element that has just begun and shows each element inside it.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(crate) fn inside(
        &mut self,
        mut each: impl FnMut(&Element<'a>) -> Step,
    ) -> Result<(), DocxError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Tag::Open(element) => match each(&element) {
                    Step::Into => {}
                    Step::Over => self.skip()?,
                },
                Tag::Close | Tag::Text(_) => {}
                Tag::End => return Err(DocxError::Damaged),
            }
        }
        Ok(())
    }

    /// Reads up to the end of the element that has just begun.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(crate) fn skip(&mut self) -> Result<(), DocxError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Tag::End = self.next()? {
                return Err(DocxError::Damaged);
            }
        }
        Ok(())
    }
}

/// What to do with an element inside another.
pub(crate) enum Step {
    /// Look inside.
    Into,
    /// Go on behind it.
    Over,
}

/// The character behind `&#…;` or one of the five names that XML itself has.
fn character(entity: &quick_xml::events::BytesRef<'_>) -> Result<char, DocxError> {
    if let Ok(Some(found)) = entity.resolve_char_ref() {
        return Ok(found);
    }
    match entity.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(DocxError::DocumentType),
    }
}
