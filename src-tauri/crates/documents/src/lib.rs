//! The papers: data in, PDF bytes out.
//!
//! Pure: no disk, no clock, no database. The fonts are part of the program and every date is an
//! argument, so the same input makes the same bytes and a fingerprint can be checked years later.
//!
//! [`render`] sets a [`Document`] of generic blocks; [`papers`] has one function for each paper
//! the product makes. This is the only crate that computes with floating point: lengths on paper.

mod combine;
mod fonts;
mod layout;
pub mod model;
pub mod papers;
mod pdf;
mod shape;

pub use combine::combine;
pub use model::Document;
pub use papers::agreement::{
    AgreementPaper, Amendment, ExplainedSum, Schedule, SignatureGroup, TermRow, TitledTable,
    agreement,
};
pub use papers::charge_back_notice::{ChargeBackNotice, RecoverySource, charge_back_notice};
pub use papers::disclosure::{DisclosedRow, DisclosurePaper, disclosure};
pub use papers::firm_letter::{FirmLetter, LetterPart, firm_letter};
pub use papers::history::{HistoryPaper, HistoryPrint, HistoryRow, history};
pub use papers::letter::LetterHead;
pub use papers::record_of_signing::{
    Fingerprint, RecordOfSigning, SigningEvent, ValueSource, record_of_signing,
};
pub use papers::recovery_sheet::{RecoverySheet, recovery_sheet};
pub use papers::schedule::{ScheduleOfAccountsPaper, schedule_of_accounts};
pub use papers::seal_mark::{SigningRecordPaper, seal_mark, signing_record};
pub use papers::settlement_report::{SettledLine, SettlementReport, settlement_report};
pub use papers::statement::{Account, StatementPaper, StatementTable, statement};

/// A finished paper.
#[derive(Clone)]
pub struct Paper {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters no embedded face has. They are printed as ☐; the caller must say so.
    pub missing_glyphs: Vec<MissingGlyph>,
}

impl std::fmt::Debug for Paper {
    /// Shows no content: a paper may hold a recovery key, and always holds names and amounts.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Paper")
            .field("length", &self.bytes.len())
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

/// A character that could not be printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The start of the text in which it was met first, to find it by.
    pub context: String,
}

/// Why a paper could not be made. Missing glyphs are not among these: see [`Paper`].
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The logo is not a PNG or JPEG, or is too large.
    #[error("the logo cannot be read")]
    Logo(#[source] image::ImageError),
    /// More text than a paper may have.
    #[error("the paper has more than {max} characters")]
    TooLong {
        /// The limit.
        max: usize,
    },
    /// More pages than a paper may have.
    #[error("the paper has more than {max} pages")]
    TooManyPages {
        /// The limit.
        max: usize,
    },
    /// More pen points than a signature may have.
    #[error("the drawn signature has more than {max} points")]
    TooManyPoints {
        /// The limit.
        max: usize,
    },
    /// A QR code cannot hold the data.
    #[error("the data does not fit into a QR code")]
    QrCode(#[source] qrcode::types::QrError),
    /// The used glyphs of a face could not be extracted.
    #[error("the fonts cannot be embedded: {0}")]
    Fonts(String),
    /// A paper that is to be combined with others cannot be read.
    #[error("a paper cannot be read")]
    Combine(#[source] lopdf::Error),
    /// The combined file could not be written.
    #[error("the PDF cannot be written")]
    Write(#[source] std::io::Error),
}

/// Lays a document out and writes it as PDF 1.7.
///
/// # Errors
/// See [`DocumentError`]; a character without a glyph is no error but is listed in the result.
pub fn render(document: &Document) -> Result<Paper, DocumentError> {
    let laid = layout::lay_out(document)?;
    let pages = laid.pages.len();
    let missing_glyphs = laid.missing.clone();
    let bytes = pdf::write(document, &laid)?;
    Ok(Paper { bytes, pages, missing_glyphs })
}
