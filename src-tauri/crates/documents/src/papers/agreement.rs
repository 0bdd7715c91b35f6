//! The agreement: terms at a glance, clauses, the schedule of fees, signatures.
//!
//! The words all come from the caller; this page only knows in which order an agreement is set.

use chrono::{DateTime, FixedOffset};

use super::record_of_signing::{RecordOfSigning, record_of_signing};
use super::{column, heading};
use crate::model::{
    Align, Block, Clause, Columns, Document, Footer, Letterhead, PageSize, Paragraph,
    ParagraphStyle, Party, Rich, Row, RunningHead, Section, SignatureBlock, Sum, Table, Title,
};
use crate::{DocumentError, Paper, render};

/// Everything an agreement shows; all texts are final, all numbers formatted.
#[derive(Clone, Debug)]
pub struct AgreementPaper {
    /// "Factoring and Security Agreement".
    pub title: String,
    /// Number and version, at the foot of every page: "CTR-2026-014, version 1".
    pub number: String,
    /// The grey line under the title: number, version and date.
    pub subtitle: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The firm at the head of page 1.
    pub letterhead: Letterhead,
    /// The factor, then the client.
    pub parties: Vec<Party>,
    /// Who wants what, and which text prevails.
    pub recital: Rich,
    /// What it changes in the version it replaces.
    pub amendment: Option<Amendment>,
    /// Terms at a glance.
    pub terms: Vec<TermRow>,
    /// Small words under the terms; an empty text leaves them out.
    pub note: Rich,
    /// The numbered clauses.
    pub clauses: Vec<Clause>,
    /// Schedule 1.
    pub schedule: Option<Schedule>,
    /// The groups of signatures: first the parties, then for example a guarantor.
    pub signatures: Vec<SignatureGroup>,
    /// Initials on the pages that bind, one field a signer; an empty text is a line to write on.
    pub initials: Vec<String>,
    /// Added when everybody has signed.
    pub record: Option<RecordOfSigning>,
}

/// What an amended and restated agreement changes.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// Names the version that is replaced.
    pub text: Rich,
    /// Each changed term with its old and its new value.
    pub changes: TitledTable,
}

/// One row of the terms at a glance.
#[derive(Clone, Debug, Default)]
pub struct TermRow {
    /// "Advance".
    pub term: String,
    /// "85.00% of the face amount".
    pub agreed: String,
    /// The clause that explains it: "3.1".
    pub clause: String,
}

/// A table under its heading.
#[derive(Clone, Debug, Default)]
pub struct TitledTable {
    /// The heading; empty leaves it out.
    pub heading: String,
    /// Small words beside the heading.
    pub note: String,
    /// The table; without rows it is left out together with its heading.
    pub table: Table,
}

/// The schedule of fees.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// "Schedule 1: Fees".
    pub title: String,
    /// What it belongs to and since when it is in force.
    pub subtitle: String,
    /// The fee by days counted, at the left.
    pub fee: TitledTable,
    /// The other charges, at the right.
    pub charges: TitledTable,
    /// Worked examples over the whole width.
    pub examples: TitledTable,
    /// How the examples are calculated; an empty text leaves it out.
    pub explanation: Rich,
    /// Examples worked out line by line.
    pub sums: Vec<ExplainedSum>,
}

/// One example, worked out.
#[derive(Clone, Debug, Default)]
pub struct ExplainedSum {
    /// "How the fee at 45 days is worked out".
    pub heading: String,
    /// The lines and the total.
    pub sum: Sum,
}

/// Signatures under one text.
#[derive(Clone, Debug, Default)]
pub struct SignatureGroup {
    /// "Signatures" for the first group, which begins the page; "Validity guaranty".
    pub heading: String,
    /// What the signers confirm.
    pub text: Rich,
    /// One block a signer.
    pub blocks: Vec<SignatureBlock>,
}

/// Makes the agreement: unsigned, signed, or signed with its record of signing.
///
/// # Errors
/// See [`DocumentError`].
pub fn agreement(paper: &AgreementPaper) -> Result<Paper, DocumentError> {
    let names: Vec<&str> = paper.parties.iter().map(|party| party.name.as_str()).collect();
    let mut sections = vec![front(paper)];
    if !paper.clauses.is_empty() {
        let blocks = paper.clauses.iter().cloned().map(Block::Clause).collect();
        sections.push(Section { has_initials: true, blocks });
    }
    sections.extend(paper.schedule.as_ref().map(schedule));
    if !paper.signatures.is_empty() {
        sections.push(signatures(&paper.signatures));
    }
    sections.extend(paper.record.as_ref().map(record_of_signing));
    render(&Document {
        title: format!("{}, {}", paper.title, paper.number),
        subject: names.join(" and "),
        author: paper.letterhead.name.clone(),
        language: paper.language.clone(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead { left: paper.title.clone(), right: names.join(" and ") }),
        footer: Footer { left: paper.number.clone(), initials: paper.initials.clone() },
        sections,
    })
}

fn front(paper: &AgreementPaper) -> Section {
    let title = Title { text: paper.title.clone(), subtitle: paper.subtitle.clone() };
    let mut blocks = vec![
        Block::Letterhead(paper.letterhead.clone()),
        Block::Title(title),
        Block::Parties(paper.parties.clone()),
        text(&paper.recital, ParagraphStyle::Body),
    ];
    if let Some(amendment) = &paper.amendment {
        blocks.push(text(&amendment.text, ParagraphStyle::Body));
        blocks.append(&mut titled(&amendment.changes));
    }
    if !paper.terms.is_empty() {
        blocks.push(heading("Terms at a glance", ""));
        blocks.push(Block::Table(terms(&paper.terms)));
    }
    if !paper.note.plain().is_empty() {
        blocks.push(text(&paper.note, ParagraphStyle::Small));
    }
    Section { has_initials: true, blocks }
}

fn terms(rows: &[TermRow]) -> Table {
    let row = |row: &TermRow| Row {
        cells: [&row.term, &row.agreed, &row.clause].map(|text| text.as_str().into()).into(),
    };
    Table {
        columns: vec![
            column("Term", Align::Left, Some(0.46)),
            column("Agreed", Align::Left, None),
            column("Clause", Align::Right, Some(0.1)),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}

fn schedule(schedule: &Schedule) -> Section {
    let title = Title { text: schedule.title.clone(), subtitle: schedule.subtitle.clone() };
    let mut blocks = vec![Block::SectionTitle(title)];
    let (left, right) = (titled(&schedule.fee), titled(&schedule.charges));
    if left.is_empty() || right.is_empty() {
        blocks.extend(left.into_iter().chain(right));
    } else {
        // The charges have the longer words.
        blocks.push(Block::Columns(Columns { left_share: 0.445, gap: 28.0, left, right }));
    }
    blocks.append(&mut titled(&schedule.examples));
    if !schedule.explanation.plain().is_empty() {
        blocks.push(text(&schedule.explanation, ParagraphStyle::Small));
    }
    for explained in &schedule.sums {
        blocks.push(heading(&explained.heading, ""));
        blocks.push(Block::Sum(explained.sum.clone()));
    }
    Section { has_initials: true, blocks }
}

pub(super) fn titled(table: &TitledTable) -> Vec<Block> {
    if table.table.rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    if !table.heading.is_empty() {
        blocks.push(heading(&table.heading, &table.note));
    }
    blocks.push(Block::Table(table.table.clone()));
    blocks
}

pub(super) fn signatures(groups: &[SignatureGroup]) -> Section {
    let mut blocks = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        if index == 0 {
            let title = Title { text: group.heading.clone(), subtitle: String::new() };
            blocks.push(Block::SectionTitle(title));
        } else {
            blocks.push(Block::Space(16.0));
            blocks.push(heading(&group.heading, ""));
        }
        if !group.text.plain().is_empty() {
            blocks.push(text(&group.text, ParagraphStyle::Body));
        }
        blocks.push(Block::Signatures(group.blocks.clone()));
    }
    Section { has_initials: false, blocks }
}

pub(super) fn text(words: &Rich, style: ParagraphStyle) -> Block {
    Block::Paragraph(Paragraph { text: words.clone(), style })
}
