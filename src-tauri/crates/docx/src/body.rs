//! The text of a document, paragraph by paragraph, and what is left out of it.

mod look;
mod open;

use crate::field::{Meaning, meaning};
use crate::limits::{CHARS_MAX, FIELD_DEPTH_MAX, LEFT_OUT_MAX, PARAGRAPHS_MAX, SPANS_MAX};
use crate::number::Numbering;
use crate::styles::Styles;
use crate::xml::{Element, Step, Tag, Xml};
use crate::{Document, DocxError, FieldKind, LeftOut, LeftOutKind, Paragraph, Span};
use look::Look;
use open::{Control, Opened, excerpt};

/// Reads the part of the text.
///
/// # Errors
/// [`DocxError`].
pub(crate) fn read(
    part: &str,
    styles: &Styles,
    numbering: Numbering,
) -> Result<Document, DocxError> {
    let mut body = Body {
        xml: Xml::new(part),
        styles,
        numbering,
        document: Document::default(),
        open: Vec::new(),
        paragraph: None,
        base: Look::default(),
        look: Look::default(),
        fields: Vec::new(),
        inserting: None,
        chars: 0,
        spans: 0,
    };
    loop {
        match body.xml.next()? {
            Tag::Open(element) => body.begin(&element)?,
            Tag::Close => body.end()?,
            Tag::Text(text) => body.text(&text)?,
            Tag::End => return Ok(body.document),
        }
    }
}

struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: Numbering,
    document: Document,
    /// The open elements that are not skipped.
    open: Vec<Opened>,
    paragraph: Option<Paragraph>,
    /// How the paragraph's style sets its words.
    base: Look,
    /// How the open run is set.
    look: Look,
    fields: Vec<Field>,
    /// The tracked insertion that is open, among what is left out.
    inserting: Option<usize>,
    chars: usize,
    spans: usize,
}

/// A field whose end has not come yet.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Known once its result begins.
    means: Option<Meaning>,
    /// Words of a result that is not printed as it stands.
    shown: String,
}

impl Body<'_> {
    fn begin(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let opened = match element.name().as_str() {
            "p" => self.begin_paragraph(),
            "pPr" => return self.paragraph_properties(),
            "r" => {
                self.look = self.base;
                Opened::Other
            }
            "rPr" => return self.run_properties(),
            "t" => Opened::Words,
            "instrText" => Opened::Instruction,
            "tab" | "br" | "cr" | "ptab" => {
                self.words(" ")?;
                Opened::Other
            }
            "noBreakHyphen" => {
                self.words("-")?;
                Opened::Other
            }
            "fldChar" => return self.field_mark(element),
            "fldSimple" => {
                let instruction = element.get("instr").unwrap_or_default();
                self.fields.push(Field { instruction, ..Field::default() });
                self.result_begins()?;
                Opened::Field
            }
            "sdt" => Opened::Control(Control::default()),
            "sdtPr" => return self.control_properties(),
            "sdtContent" => return self.control_content(),
            "ins" | "moveTo" => self.begin_insertion(),
            "hyperlink" => {
                if element.get("id").is_some() {
                    self.leave_out(LeftOutKind::Link, "");
                }
                Opened::Other
            }
            name => match left_out_whole(name) {
                Some(kind) => return self.skip(kind),
                None => Opened::Other,
            },
        };
        self.open.push(opened);
        Ok(())
    }

    fn end(&mut self) -> Result<(), DocxError> {
        match self.open.pop() {
            Some(Opened::Paragraph) => self.end_paragraph(),
            Some(Opened::Field) => self.field_ends(),
            Some(Opened::Inserted) => {
                self.inserting = None;
                Ok(())
            }
            Some(Opened::Words | Opened::Instruction | Opened::Control(_) | Opened::Other)
            | None => Ok(()),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), DocxError> {
        match self.open.last() {
            Some(Opened::Words) => self.words(text),
            Some(Opened::Instruction) => {
                self.count(text)?;
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
                Ok(())
            }
            Some(
                Opened::Paragraph
                | Opened::Field
                | Opened::Inserted
                | Opened::Control(_)
                | Opened::Other,
            )
            | None => Ok(()),
        }
    }

    fn count(&mut self, text: &str) -> Result<(), DocxError> {
        self.chars = self.chars.saturating_add(text.len());
        if self.chars > CHARS_MAX { Err(DocxError::TooLong) } else { Ok(()) }
    }

    fn words(&mut self, text: &str) -> Result<(), DocxError> {
        self.count(text)?;
        if self.fields.iter().any(|field| field.means.is_none()) {
            return Ok(());
        }
        let covering = self
            .fields
            .iter_mut()
            .find(|field| matches!(field.means, Some(Meaning::Named(_) | Meaning::Contents)));
        if let Some(field) = covering {
            field.shown.push_str(text);
            return Ok(());
        }
        if self.look.is_hidden {
            self.leave_out(LeftOutKind::Hidden, text);
            return Ok(());
        }
        if let Some(note) = self.inserting.and_then(|at| self.document.left_out.get_mut(at)) {
            note.text = excerpt(&format!("{}{text}", note.text));
        }
        let Look { is_bold, is_italic, .. } = self.look;
        let Some(paragraph) = &mut self.paragraph else { return Ok(()) };
        let clean = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
        match paragraph.spans.last_mut() {
            Some(Span::Words { text, is_bold: bold, is_italic: italic })
                if (*bold, *italic) == (is_bold, is_italic) =>
            {
                text.extend(clean);
                Ok(())
            }
            Some(Span::Words { .. } | Span::Field { .. }) | None => {
                self.span(Span::Words { text: clean.collect(), is_bold, is_italic })
            }
        }
    }

    fn span(&mut self, span: Span) -> Result<(), DocxError> {
        self.spans = self.spans.saturating_add(1);
        if self.spans > SPANS_MAX {
            return Err(DocxError::TooIntricate);
        }
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.spans.push(span);
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) -> Opened {
        for field in &mut self.fields {
            field.shown.push(' ');
        }
        // A paragraph begins inside another one only in what is skipped.
        self.paragraph = Some(Paragraph::default());
        self.base = Look::default();
        Opened::Paragraph
    }

    fn end_paragraph(&mut self) -> Result<(), DocxError> {
        let Some(paragraph) = self.paragraph.take() else { return Ok(()) };
        let says_something = paragraph.spans.iter().any(|span| match span {
            Span::Words { text, .. } => !text.trim().is_empty(),
            Span::Field { .. } => true,
        });
        if says_something {
            self.document.paragraphs.push(paragraph);
        }
        if self.document.paragraphs.len() > PARAGRAPHS_MAX {
            return Err(DocxError::TooLong);
        }
        Ok(())
    }

    /// `begin`, `separate` or `end` of a field.
    fn field_mark(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let mut form_name = None;
        let kind = element.get("fldCharType").unwrap_or_default();
        self.xml.inside(|part| {
            if part.name() == "name" {
                form_name = part.get("val").filter(|name| !name.is_empty());
            }
            Step::Into
        })?;
        match kind.as_str() {
            "begin" => {
                if self.fields.len() >= FIELD_DEPTH_MAX {
                    return Err(DocxError::TooIntricate);
                }
                // A field of a form has its name beside its instruction.
                let means = form_name.map(Meaning::Named);
                self.fields.push(Field { means, ..Field::default() });
                Ok(())
            }
            "separate" => self.result_begins(),
            "end" => self.field_ends(),
            _ => Ok(()),
        }
    }

    fn result_begins(&mut self) -> Result<(), DocxError> {
        if self.fields.len() > FIELD_DEPTH_MAX {
            return Err(DocxError::TooIntricate);
        }
        if let Some(field) = self.fields.last_mut() {
            let means = field.means.take().unwrap_or_else(|| meaning(&field.instruction));
            field.means = Some(means);
        }
        Ok(())
    }

    fn field_ends(&mut self) -> Result<(), DocxError> {
        self.result_begins()?;
        let Some(field) = self.fields.pop() else { return Ok(()) };
        match field.means {
            Some(Meaning::Named(name)) => {
                // Asked for by another field, such as IF, which shows something else.
                if let Some(outer) = self.fields.last_mut().filter(|outer| outer.means.is_none()) {
                    outer.instruction.push_str(&format!("«{name}»"));
                    return self.count(&name);
                }
                let shown = excerpt(&field.shown);
                self.span(Span::Field { name, kind: FieldKind::Merge, shown })
            }
            Some(Meaning::Contents) => {
                self.leave_out(LeftOutKind::Contents, &field.shown);
                Ok(())
            }
            Some(Meaning::Computed) => {
                self.leave_out(LeftOutKind::Computed, field.instruction.trim());
                Ok(())
            }
            Some(Meaning::Shown) | None => Ok(()),
        }
    }

    fn begin_insertion(&mut self) -> Opened {
        let at = self.document.left_out.len();
        self.leave_out(LeftOutKind::Inserted, "");
        self.inserting = (at < self.document.left_out.len()).then_some(at);
        Opened::Inserted
    }

    fn leave_out(&mut self, kind: LeftOutKind, text: &str) {
        let after = self.document.paragraphs.len();
        let list = &mut self.document.left_out;
        let is_same = |last: &&mut LeftOut| last.kind == kind && last.after == after;
        // Word divides hidden words into runs as it likes.
        if kind == LeftOutKind::Hidden
            && let Some(last) = list.last_mut().filter(is_same)
        {
            last.text = excerpt(&format!("{}{text}", last.text));
        } else if list.len() < LEFT_OUT_MAX {
            list.push(LeftOut { kind, after, text: excerpt(text) });
        } else {
            self.document.left_out_more = self.document.left_out_more.saturating_add(1);
        }
    }
}

/// Elements that stand in a document and in no text.
fn left_out_whole(name: &str) -> Option<LeftOutKind> {
    Some(match name {
        "tbl" => LeftOutKind::Table,
        "drawing" | "pict" | "AlternateContent" | "contentPart" => LeftOutKind::Picture,
        "object" | "altChunk" | "subDoc" => LeftOutKind::Embedded,
        "oMath" | "oMathPara" => LeftOutKind::Formula,
        "del" | "moveFrom" => LeftOutKind::Deleted,
        "footnoteReference" => LeftOutKind::Footnote,
        "endnoteReference" => LeftOutKind::Endnote,
        "commentReference" => LeftOutKind::Comment,
        "headerReference" | "footerReference" => LeftOutKind::HeaderFooter,
        "sym" => LeftOutKind::Symbol,
        _ => return None,
    })
}
