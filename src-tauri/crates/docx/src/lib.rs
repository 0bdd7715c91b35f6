//! Reads the text of a Word file (WordprocessingML, ECMA-376): its paragraphs with their numbers,
//! headings, emphasis and fields, and a list of everything in it that no plain text can hold.
//!
//! The file comes from anybody. It is never unpacked to a disk, names no file that is opened, and
//! nothing it points to is followed. Every size, depth and count has a limit ([`limits`]); what
//! goes beyond is refused as a whole.

mod body;
mod error;
mod field;
pub mod limits;
mod number;
mod package;
mod styles;
mod xml;

pub use error::{DocxError, OtherKind};

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In reading order, without those that hold nothing.
    pub paragraphs: Vec<Paragraph>,
    /// What stands in the document and not in its paragraphs, in reading order.
    pub left_out: Vec<LeftOut>,
    /// How many more there are than [`limits::LEFT_OUT_MAX`].
    pub left_out_more: usize,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What its style says it is.
    pub role: Role,
    /// The number that Word prints before it; not part of the spans.
    pub number: Option<Number>,
    /// Its words and fields in order.
    pub spans: Vec<Span>,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Anything else.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// A heading, 0 being the highest level.
    Heading(u8),
}

/// The number of a paragraph in an automatic list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As printed: "4.", "4.2", "(a)", "ARTICLE IV", "•".
    pub text: String,
    /// The depth in its list, from 0.
    pub level: u8,
    /// A mark that does not count.
    pub is_bullet: bool,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words set alike; line breaks and tabs are spaces.
    Words {
        /// The words.
        text: String,
        /// Set in bold.
        is_bold: bool,
        /// Set in italic.
        is_italic: bool,
    },
    /// A place that Word fills: a merge field or a content control.
    Field {
        /// Its name in the document.
        name: String,
        /// Which of the two it is.
        kind: FieldKind,
        /// What stood in its place when the document was saved.
        shown: String,
    },
}

/// What fills a [`Span::Field`] in Word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A field of a mail merge, of the document's properties or of a form.
    Merge,
    /// A content control.
    Control,
}

/// Something that stands in the document and not in its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is.
    pub kind: LeftOutKind,
    /// How many paragraphs stand before it.
    pub after: usize,
    /// Its words, cut after [`limits::EXCERPT_CHARS_MAX`] characters; empty if it has none.
    pub text: String,
}

/// What may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutKind {
    /// A table with its words.
    Table,
    /// A picture, a drawing or a chart.
    Picture,
    /// A text box with its words.
    TextBox,
    /// A footnote: only its mark is read.
    Footnote,
    /// An endnote: only its mark is read.
    Endnote,
    /// A comment: only its mark is read.
    Comment,
    /// Words inserted while changes were tracked. They are in the paragraphs.
    Inserted,
    /// Words deleted while changes were tracked.
    Deleted,
    /// A formula.
    Formula,
    /// An embedded file or a part of another document.
    Embedded,
    /// A header or a footer of the pages.
    HeaderFooter,
    /// A table of contents.
    Contents,
    /// A link; its words are in the paragraphs.
    Link,
    /// Words that are hidden in Word.
    Hidden,
    /// A sign of a symbol font.
    Symbol,
    /// A field that Word computes; the words it showed last are in the paragraphs.
    Computed,
}

/// Reads a Word file.
///
/// # Errors
/// [`DocxError`]: a file of another kind, a broken or protected one, one with macros, or one that
/// goes beyond a limit. Nothing was followed, written or kept.
pub fn read(bytes: &[u8]) -> Result<Document, DocxError> {
    let package = package::open(bytes)?;
    let styles = styles::read(package.styles.as_deref())?;
    let numbering = number::read(package.numbering.as_deref())?;
    body::read(&package.document, &styles, numbering)
}
