//! What a paper consists of, before it is laid out. Knows nothing of factoring.
//!
//! All lengths are points (1/72 inch). All texts arrive finished: numbers are already formatted.

use chrono::{DateTime, FixedOffset};

/// The sheet the paper is printed on; the text block is 6.5 inches wide on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSize {
    /// 8.5 × 11 inches.
    Letter,
    /// 210 × 297 millimetres.
    A4,
}

/// A whole paper: who made it, what stands at the edges of its pages, and its sections.
#[derive(Clone, Debug)]
pub struct Document {
    /// Shown in the title bar of a reader.
    pub title: String,
    /// One line on what the paper is about; empty leaves it out.
    pub subject: String,
    /// The firm that issues the paper; empty leaves it out.
    pub author: String,
    /// BCP 47 tag of the text, for screen readers: `en-US`.
    pub language: String,
    /// Given by the caller, so that the same input makes the same bytes.
    pub created: DateTime<FixedOffset>,
    /// The sheet.
    pub page_size: PageSize,
    /// Left and right text above the rule of every page but the first.
    pub running_head: Option<RunningHead>,
    /// The line at the foot of every page.
    pub footer: Footer,
    /// Each section begins on a new page.
    pub sections: Vec<Section>,
}

/// The head of every page but the first.
#[derive(Clone, Debug, Default)]
pub struct RunningHead {
    /// Usually the title of the paper.
    pub left: String,
    /// Usually the two parties.
    pub right: String,
}

/// The foot of every page; "Page x of y" is added at the right.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// Document number and version.
    pub left: String,
    /// One field a signer, on pages of sections that ask for initials; an empty text is a line.
    pub initials: Vec<String>,
}

/// A part of the paper that begins on a new page.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Whether its pages bind and therefore carry the initials of the signers.
    pub has_initials: bool,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunStyle {
    /// The face of the surrounding text.
    #[default]
    Regular,
    /// Semibold: a defined term at its definition.
    Bold,
    /// Italic.
    Italic,
    /// Grey.
    Muted,
    /// One step smaller.
    Small,
    /// Fixed width: fingerprints and keys.
    Mono,
}

/// Text of one look, with an optional target to open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// May contain `\n` for a line break.
    pub text: String,
    /// The look.
    pub style: RunStyle,
    /// `https:` or `mailto:` target; any other is left out.
    pub link: Option<String>,
}

/// Text of several looks; `From<&str>` makes a plain one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich(pub Vec<Run>);

impl Rich {
    /// Text of one look.
    pub fn styled(text: impl Into<String>, style: RunStyle) -> Self {
        Self(vec![Run { text: text.into(), style, link: None }])
    }

    /// The same text with another run after it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: RunStyle) -> Self {
        self.0.push(Run { text: text.into(), style, link: None });
        self
    }

    /// The words without their looks.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Self::styled(text, RunStyle::Regular)
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Self::styled(text, RunStyle::Regular)
    }
}

/// One piece of content.
#[derive(Clone, Debug)]
pub enum Block {
    /// Name, mark and address of the firm, with a rule below.
    Letterhead(Letterhead),
    /// The title of the paper and the grey line below it.
    Title(Title),
    /// The title of the paper in the middle of the line, as some laws ask.
    CentredTitle(Title),
    /// The title of a later section (schedule, signatures), smaller than the paper's.
    SectionTitle(Title),
    /// A heading; keeps two lines of what follows with it.
    Heading(Heading),
    /// The parties, two to a row.
    Parties(Vec<Party>),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A numbered clause with its numbered paragraphs.
    Clause(Clause),
    /// A table whose head repeats on every page it reaches.
    Table(Table),
    /// A table whose first row is one text over all columns.
    TableUnder {
        /// The text; empty leaves the row out.
        text: Rich,
        /// The rows below it.
        table: Table,
    },
    /// A table whose sums are carried over each page end.
    CarriedTable(CarriedTable),
    /// One account over the whole width: lines, then the balance between a rule and a double rule.
    Account(Sum),
    /// Label and value, one below the other, without rules.
    Facts(Vec<(String, String)>),
    /// A worked-out sum: lines, then the total between a rule and a double rule.
    Sum(Sum),
    /// A tinted box.
    Callout(Rich),
    /// Signature blocks, two to a row; none is ever split.
    Signatures(Vec<SignatureBlock>),
    /// Two columns of content side by side.
    Columns(Columns),
    /// Fixed-width lines in a frame, large enough to be typed from paper.
    Code(Vec<String>),
    /// A QR code of the given side length in points.
    QrCode {
        /// What a phone reads.
        data: String,
        /// Side length in points, quiet zone included.
        side: f32,
    },
    /// Stays on one page, if any page can hold it.
    Together(Vec<Block>),
    /// Vertical space in points; vanishes at the top of a page.
    Space(f32),
    /// Continues on a new page.
    PageBreak,
}

/// The firm at the head of the first page.
#[derive(Clone, Debug, Default)]
pub struct Letterhead {
    /// Name of the firm.
    pub name: String,
    /// PNG or JPEG bytes; drawn 20 points high.
    pub logo: Option<Vec<u8>>,
    /// Address, telephone, e-mail: small, at the right.
    pub lines: Vec<String>,
}

/// A title and the grey line below it.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// The title; also the bookmark.
    pub text: String,
    /// Number, version and date; empty leaves it out.
    pub subtitle: String,
}

/// A heading inside a section.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// The heading; also the bookmark.
    pub text: String,
    /// Small grey words after it; empty leaves them out.
    pub note: String,
}

/// One party to an agreement.
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// "The Factor".
    pub role: String,
    /// Full legal name.
    pub name: String,
    /// Legal form, number, address.
    pub lines: Vec<String>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphStyle {
    /// 10 / 14.2 pt.
    #[default]
    Body,
    /// Grey, 8 / 11.2 pt.
    Small,
}

/// A paragraph, ragged right.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The words.
    pub text: Rich,
    /// The setting.
    pub style: ParagraphStyle,
}

/// A numbered clause.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// "4".
    pub number: String,
    /// "Factoring Fee"; number and title are the bookmark.
    pub title: String,
    /// "4.1" and its words, with a hanging indent.
    pub paragraphs: Vec<NumberedParagraph>,
}

/// A paragraph of a clause.
#[derive(Clone, Debug, Default)]
pub struct NumberedParagraph {
    /// "4.1"; may be empty.
    pub number: String,
    /// The words.
    pub text: Rich,
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// At the right edge; digits are of one width.
    Right,
    /// Amounts stand with their decimal points below each other.
    Decimal,
}

/// A column of a table.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its head; if all heads are empty, no head is drawn.
    pub head: String,
    /// Where its words stand.
    pub align: Align,
    /// Share of the table's width, 0 to 1; without one the content decides.
    pub share: Option<f32>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// One for each column; missing ones are empty.
    pub cells: Vec<Rich>,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// A total below a rule; never parted from the last row.
    pub total: Option<Row>,
}

/// A table with the sums of its rows so far: *Carried forward* where a page ends, *Brought forward*
/// where the next one begins.
#[derive(Clone, Debug, Default)]
pub struct CarriedTable {
    /// The table.
    pub table: Table,
    /// The sums after each row, one for each; the first cell is replaced by the words.
    pub sums: Vec<Row>,
}

/// A worked-out sum.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// Words and amount of each line.
    pub lines: Vec<(String, String)>,
    /// Words and amount of the total.
    pub total: Option<(String, String)>,
}

/// Two columns of content. They are kept together if a page can hold them, else set in sequence.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Share of the width left of the gap, 0 to 1.
    pub left_share: f32,
    /// Space between the columns in points.
    pub gap: f32,
    /// Content at the left.
    pub left: Vec<Block>,
    /// Content at the right.
    pub right: Vec<Block>,
}

/// Where one person signs.
#[derive(Clone, Debug, Default)]
pub struct SignatureBlock {
    /// The party, in bold.
    pub party: String,
    /// "the Factor"; empty leaves it out.
    pub role: String,
    /// The signature, once given.
    pub mark: Option<Mark>,
    /// How other programs find the place, until it is.
    pub place: SigningPlace,
    /// Name, title, place, date: label and value; an empty value leaves room to write.
    pub fields: Vec<(String, String)>,
}

/// What stands on the line of a signature that is not given yet, for other programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SigningPlace {
    /// Nothing: a line to write on.
    #[default]
    Line,
    /// An empty signature field, for a certificate.
    Field {
        /// Its name in the form, unique in the paper.
        name: String,
        /// What a screen reader says of it.
        words: String,
    },
    /// Words that nobody sees and that a service for signing finds.
    Anchors {
        /// On the line: "{{sign:client:1}}".
        sign: String,
        /// Beside labels of the fields: label and words, such as "Date" and "{{date:client}}".
        fields: Vec<(String, String)>,
    },
}

/// How somebody signed.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Drawn with pen, finger or mouse.
    Drawn(Drawing),
    /// Typed: set in a script face, or in italics if that face lacks a letter.
    Typed(String),
    /// Not on this paper: where the signature is, in words that nobody takes for one.
    Elsewhere(String),
}

/// What shows in a signature field that was signed by certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct SealMark {
    /// At the left.
    pub picture: Mark,
    /// In bold, at the right: "Signed by certificate".
    pub head: String,
    /// Below it, each on a line of its own: who, when, what for.
    pub words: Vec<String>,
    /// The moment written into the file that the mark is taken from.
    pub created: DateTime<FixedOffset>,
}

/// Pen strokes in a box of width 1 and height 1, y downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Points of each stroke, in order.
    pub strokes: Vec<Vec<(f32, f32)>>,
    /// Width of the pad divided by its height.
    pub aspect: f32,
}

impl Drawing {
    /// Width of the signature line's box divided by its height; the pad has the same shape.
    pub const PAD_ASPECT: f32 = 3.4;

    /// Strokes of whole thousandths of the pad, as they were recorded.
    #[must_use]
    pub fn from_thousandths(strokes: &[Vec<(u16, u16)>]) -> Self {
        let share = |thousandths: u16| f32::from(thousandths) / 1_000.0;
        let stroke =
            |points: &Vec<(u16, u16)>| points.iter().map(|&(x, y)| (share(x), share(y))).collect();
        Self { strokes: strokes.iter().map(stroke).collect(), aspect: Self::PAD_ASPECT }
    }
}
