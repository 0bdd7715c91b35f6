//! Content controls, and elements that are read over as a whole.

use super::Body;
use crate::limits::{EXCERPT_CHARS_MAX, NAME_CHARS_MAX};
use crate::xml::{Step, Tag};
use crate::{DocxError, FieldKind, LeftOutKind, Paragraph, Span};

/// An element that was begun and is not over.
pub(super) enum Opened {
    Paragraph,
    Words,
    Instruction,
    Field,
    Inserted,
    Control(Control),
    Other,
}

/// What is known of a content control.
#[derive(Default)]
pub(super) struct Control {
    name: String,
    /// It holds one value and no text of its own.
    is_value: bool,
    is_contents: bool,
}

impl Body<'_> {
    pub(super) fn control_properties(&mut self) -> Result<(), DocxError> {
        let mut control = Control::default();
        let mut tag = String::new();
        self.xml.inside(|part| {
            match part.name().as_str() {
                "alias" => control.name = part.get("val").unwrap_or_default(),
                "tag" => tag = part.get("val").unwrap_or_default(),
                "text" | "date" | "dropDownList" | "comboBox" | "showingPlcHdr" => {
                    control.is_value = true;
                }
                "docPartGallery" => {
                    let gallery = part.get("val").unwrap_or_default();
                    control.is_contents = gallery == "Table of Contents";
                }
                // The look of the control, which has elements of the same names.
                "rPr" => return Step::Over,
                _ => {}
            }
            Step::Into
        })?;
        if control.name.trim().is_empty() {
            control.name = tag;
        }
        control.name = control.name.trim().chars().take(NAME_CHARS_MAX).collect();
        if let Some(Opened::Control(open)) = self.open.last_mut() {
            *open = control;
        }
        Ok(())
    }

    pub(super) fn control_content(&mut self) -> Result<(), DocxError> {
        let Some(Opened::Control(control)) = self.open.last() else {
            self.open.push(Opened::Other);
            return Ok(());
        };
        let is_inline = self.paragraph.is_some();
        if control.is_contents {
            return self.skip(LeftOutKind::Contents);
        }
        // Around whole paragraphs a control often only holds them together.
        if control.name.is_empty() || !(is_inline || control.is_value) {
            self.open.push(Opened::Other);
            return Ok(());
        }
        let name = control.name.clone();
        let shown = self.skipped()?.text;
        self.count(&shown)?;
        let field = Span::Field { name, kind: FieldKind::Control, shown: excerpt(&shown) };
        if is_inline {
            return self.span(field);
        }
        self.paragraph = Some(Paragraph::default());
        self.span(field)?;
        self.end_paragraph()
    }

    /// Reads over an element and tells what it was.
    pub(super) fn skip(&mut self, kind: LeftOutKind) -> Result<(), DocxError> {
        let skipped = self.skipped()?;
        let kind = match (kind == LeftOutKind::Picture, skipped.has_text_box, skipped.has_symbol) {
            (true, true, _) => LeftOutKind::TextBox,
            (true, false, true) => LeftOutKind::Symbol,
            (true, false, false) | (false, _, _) => kind,
        };
        self.leave_out(kind, &skipped.text);
        Ok(())
    }

    fn skipped(&mut self) -> Result<Skipped, DocxError> {
        let mut skipped = Skipped::default();
        let outside = self.xml.depth().saturating_sub(1);
        let mut is_words = false;
        while self.xml.depth() > outside {
            match self.xml.next()? {
                Tag::Open(element) => {
                    is_words = false;
                    match element.name().as_str() {
                        "t" | "delText" => is_words = true,
                        "txbxContent" => skipped.has_text_box = true,
                        "symEx" => skipped.has_symbol = true,
                        // The same once more, for older programs.
                        "Fallback" => self.xml.skip()?,
                        "p" | "tc" | "br" | "tab" => skipped.push(" "),
                        _ => {}
                    }
                }
                Tag::Text(text) if is_words => skipped.push(&text),
                Tag::Close => is_words = false,
                Tag::Text(_) => {}
                Tag::End => return Err(DocxError::Damaged),
            }
        }
        Ok(skipped)
    }
}

#[derive(Default)]
struct Skipped {
    text: String,
    has_text_box: bool,
    /// A sign beyond what `sym` can name, such as a face.
    has_symbol: bool,
}

impl Skipped {
    fn push(&mut self, text: &str) {
        // Four bytes a character at most; what is cut here would be cut later.
        if self.text.len() < EXCERPT_CHARS_MAX * 4 {
            self.text.push_str(text);
        }
    }
}

/// The beginning of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let words = text.split(|sign: char| sign.is_whitespace() || sign.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT_CHARS_MAX) {
        Some((end, _)) => line.get(..end).map_or(String::new(), |cut| format!("{cut}…")),
        None => line,
    }
}
