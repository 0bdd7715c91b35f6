//! The papers of a schedule: the instrument that assigns the invoices, and the funding report.
//!
//! The words all come from the caller; this page only knows in which order they are set.

use chrono::{DateTime, FixedOffset};

use super::agreement::{ExplainedSum, SignatureGroup, TitledTable, signatures, text, titled};
use super::heading;
use crate::model::{
    Block, Clause, Document, Footer, Letterhead, PageSize, ParagraphStyle, Party, Rich,
    RunningHead, Section, Title,
};
use crate::{DocumentError, Paper, render};

/// From what is signed to the signatures, in points.
const SIGNED_SPACE: f32 = 18.0;

/// Everything a paper of a schedule shows; all texts are final, all numbers formatted.
#[derive(Clone, Debug)]
pub struct ScheduleOfAccountsPaper {
    /// "Schedule of Accounts and Assignment", "Funding Report".
    pub title: String,
    /// At the foot of every page: "SCH-0269".
    pub number: String,
    /// The grey line under the title.
    pub subtitle: String,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The firm at the head of page 1.
    pub letterhead: Letterhead,
    /// The factor, then the client.
    pub parties: Vec<Party>,
    /// What the paper does, in a sentence or two.
    pub opening: Rich,
    /// The invoices, and what else stands in rows.
    pub tables: Vec<TitledTable>,
    /// Sums worked out line by line.
    pub sums: Vec<ExplainedSum>,
    /// What is assigned and warranted.
    pub clauses: Vec<Clause>,
    /// Small words at the end; an empty text leaves them out.
    pub note: Rich,
    /// Who signs; none leaves it out.
    pub signatures: Option<SignatureGroup>,
}

/// Makes a paper of a schedule.
///
/// # Errors
/// See [`DocumentError`].
pub fn schedule_of_accounts(paper: &ScheduleOfAccountsPaper) -> Result<Paper, DocumentError> {
    let names: Vec<&str> = paper.parties.iter().map(|party| party.name.as_str()).collect();
    let names = names.join(" and ");
    render(&Document {
        title: format!("{}, {}", paper.title, paper.number),
        subject: names.clone(),
        author: paper.letterhead.name.clone(),
        language: "en-US".to_owned(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead {
            left: format!("{}, {}", paper.title, paper.number),
            right: names,
        }),
        footer: Footer { left: paper.number.clone(), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks: blocks(paper) }],
    })
}

fn blocks(paper: &ScheduleOfAccountsPaper) -> Vec<Block> {
    let title = Title { text: paper.title.clone(), subtitle: paper.subtitle.clone() };
    let mut blocks = vec![
        Block::Letterhead(paper.letterhead.clone()),
        Block::Title(title),
        Block::Parties(paper.parties.clone()),
        text(&paper.opening, ParagraphStyle::Body),
    ];
    for table in &paper.tables {
        blocks.append(&mut titled(table));
    }
    for explained in &paper.sums {
        blocks.push(heading(&explained.heading, ""));
        blocks.push(Block::Sum(explained.sum.clone()));
    }
    blocks.extend(paper.clauses.iter().cloned().map(Block::Clause));
    if !paper.note.plain().is_empty() {
        blocks.push(text(&paper.note, ParagraphStyle::Small));
    }
    // Below what is signed, or whole on the next page: nobody signs half of it.
    let signed = paper.signatures.iter().map(|group| signatures(std::slice::from_ref(group)));
    blocks.extend(
        signed.flat_map(|section| [Block::Space(SIGNED_SPACE), Block::Together(section.blocks)]),
    );
    blocks
}
