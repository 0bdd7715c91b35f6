//! A commercial-finance disclosure: a centred title, one table, and where the recipient signs.
//!
//! The laws say what stands on it and in which order, and that it is a paper of its own.

use chrono::{DateTime, FixedOffset};

use super::agreement::text;
use super::column;
use super::record_of_signing::{RecordOfSigning, record_of_signing};
use crate::model::{
    Align, Block, Document, Footer, PageSize, ParagraphStyle, Party, Rich, Row, RunStyle,
    RunningHead, Section, SignatureBlock, Table, Title,
};
use crate::{DocumentError, Paper, render};

/// Everything a disclosure shows; all texts are final, all numbers formatted.
#[derive(Clone, Debug)]
pub struct DisclosurePaper {
    /// "OFFER SUMMARY – Factoring".
    pub title: String,
    /// Number and version, at the foot of every page: "DSC-2026-014, version 1".
    pub number: String,
    /// The grey line under the title.
    pub subtitle: String,
    /// The name of the firm, for the file.
    pub author: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// Who offers, then the recipient.
    pub parties: Vec<Party>,
    /// The first row, over all columns, in italics; empty leaves it out.
    pub assumption: Rich,
    /// The other rows.
    pub rows: Vec<DisclosedRow>,
    /// What the recipient confirms.
    pub statement: Rich,
    /// Where the recipient signs.
    pub signatures: Vec<SignatureBlock>,
    /// Added when the recipient has signed.
    pub record: Option<RecordOfSigning>,
}

/// One row: what it is, the figure, and what it means.
#[derive(Clone, Debug, Default)]
pub struct DisclosedRow {
    /// "Funding Provided".
    pub name: String,
    /// "$8,000.00".
    pub figure: String,
    /// "This is how much … will pay".
    pub text: Rich,
}

/// Makes the disclosure, unsigned or signed.
///
/// # Errors
/// See [`DocumentError`].
pub fn disclosure(paper: &DisclosurePaper) -> Result<Paper, DocumentError> {
    let names: Vec<&str> = paper.parties.iter().map(|party| party.name.as_str()).collect();
    let mut sections = vec![Section { has_initials: false, blocks: page(paper) }];
    sections.extend(paper.record.as_ref().map(record_of_signing));
    render(&Document {
        title: format!("{}, {}", paper.title, paper.number),
        subject: names.join(" and "),
        author: paper.author.clone(),
        language: paper.language.clone(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead { left: paper.title.clone(), right: names.join(" and ") }),
        footer: Footer { left: paper.number.clone(), initials: Vec::new() },
        sections,
    })
}

fn page(paper: &DisclosurePaper) -> Vec<Block> {
    let title = Title { text: paper.title.clone(), subtitle: paper.subtitle.clone() };
    vec![
        Block::CentredTitle(title),
        Block::Parties(paper.parties.clone()),
        Block::Space(10.0),
        Block::TableUnder { text: paper.assumption.clone(), table: rows(&paper.rows) },
        Block::Space(8.0),
        Block::Together(vec![
            text(&paper.statement, ParagraphStyle::Body),
            Block::Signatures(paper.signatures.clone()),
        ]),
    ]
}

fn rows(rows: &[DisclosedRow]) -> Table {
    let row = |row: &DisclosedRow| Row {
        cells: vec![
            Rich::styled(row.name.clone(), RunStyle::Bold),
            Rich::styled(row.figure.clone(), RunStyle::Bold),
            row.text.clone(),
        ],
    };
    Table {
        // Without heads: the laws count the rows.
        columns: vec![
            column("", Align::Left, Some(0.21)),
            column("", Align::Left, Some(0.16)),
            column("", Align::Left, None),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}
