//! The picture of a signature by certificate, and the record of signing as a paper of its own.

use chrono::{DateTime, FixedOffset};

use super::record_of_signing::{RecordOfSigning, record_of_signing};
use crate::layout::seal_mark::lay_out;
use crate::model::{Document, Footer, PageSize, RunningHead, SealMark};
use crate::{DocumentError, Paper, pdf, render};

/// A PDF of one page, of the size of a signature field of an agreement.
///
/// # Errors
/// See [`DocumentError`].
pub fn seal_mark(mark: &SealMark) -> Result<Paper, DocumentError> {
    let laid = lay_out(mark)?;
    let document = Document {
        title: mark.head.clone(),
        subject: String::new(),
        author: String::new(),
        language: "en-US".to_owned(),
        created: mark.created,
        page_size: PageSize::Letter,
        running_head: None,
        footer: Footer::default(),
        sections: Vec::new(),
    };
    let (pages, missing_glyphs) = (laid.pages.len(), laid.missing.clone());
    Ok(Paper { bytes: pdf::write(&document, &laid)?, pages, missing_glyphs })
}

/// A record of signing that stands beside its agreement.
#[derive(Clone, Debug)]
pub struct SigningRecordPaper {
    /// Title of the agreement.
    pub title: String,
    /// Its number and version: "CTR-2026-014, version 1".
    pub number: String,
    /// The firm and the client.
    pub parties: String,
    /// The firm that keeps the record.
    pub author: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// What it says.
    pub record: RecordOfSigning,
}

/// Makes the record of an agreement whose own file takes no further page, because certificates
/// have closed it.
///
/// # Errors
/// See [`DocumentError`].
pub fn signing_record(paper: &SigningRecordPaper) -> Result<Paper, DocumentError> {
    render(&Document {
        title: format!("Record of signing, {}", paper.number),
        subject: format!("{}, {}", paper.title, paper.parties),
        author: paper.author.clone(),
        language: paper.language.clone(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead { left: paper.title.clone(), right: paper.parties.clone() }),
        footer: Footer { left: paper.number.clone(), initials: Vec::new() },
        sections: vec![record_of_signing(&paper.record)],
    })
}
