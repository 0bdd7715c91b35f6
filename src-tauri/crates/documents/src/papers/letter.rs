//! What the papers that go to one party have in common: the firm's head, title and facts, and whom
//! it is for.

use chrono::{DateTime, FixedOffset};

use crate::model::{
    Block, Columns, Document, Footer, Letterhead, PageSize, Paragraph, ParagraphStyle, Rich,
    RunStyle, RunningHead, Section, Title,
};
use crate::{DocumentError, Paper, render};

/// Between two columns of figures.
pub(super) const COLUMN_GAP: f32 = 28.0;

/// The head of a paper to a client.
#[derive(Clone, Debug)]
pub struct LetterHead {
    /// The firm.
    pub letterhead: Letterhead,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
    /// At the foot of every page: "Settlement report RL-12".
    pub number: String,
    /// The grey line under the title.
    pub subtitle: String,
    /// The client, and its address below.
    pub client: String,
    /// Lines of the address.
    pub address: Vec<String>,
    /// At the right: label and value.
    pub facts: Vec<(String, String)>,
}

/// A paper under its head.
pub(super) struct Letter<'a> {
    pub head: &'a LetterHead,
    pub title: &'a str,
    pub blocks: Vec<Block>,
}

pub(super) fn letter(letter: &Letter<'_>) -> Result<Paper, DocumentError> {
    let Letter { head, title, blocks } = letter;
    let addressee: Vec<String> =
        std::iter::once(&head.client).chain(&head.address).cloned().collect();
    let title = Title { text: (*title).to_owned(), subtitle: head.subtitle.clone() };
    let mut all =
        top(&Top { letterhead: &head.letterhead, title: &title, facts: &head.facts }, &addressee);
    all.extend(blocks.iter().cloned());
    render(&Document {
        title: format!("{}, {}", title.text, head.number),
        subject: head.client.clone(),
        author: head.letterhead.name.clone(),
        language: "en-US".to_owned(),
        created: head.created,
        page_size: head.page_size,
        running_head: Some(RunningHead { left: title.text, right: head.client.clone() }),
        footer: Footer { left: head.number.clone(), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks: all }],
    })
}

/// What stands above the words of a paper to one party.
pub(super) struct Top<'a> {
    pub letterhead: &'a Letterhead,
    pub title: &'a Title,
    /// At the right of the title: label and value.
    pub facts: &'a [(String, String)],
}

/// The firm, the title with its facts, and the addressee: the name, then the lines of the address.
pub(super) fn top(of: &Top<'_>, addressee: &[String]) -> Vec<Block> {
    let mut lines = addressee.iter();
    let name = Rich::styled(lines.next().map_or("", String::as_str), RunStyle::Bold);
    let words = lines.fold(name, |rich, line| rich.and(format!("\n{line}"), RunStyle::Regular));
    vec![
        Block::Letterhead(of.letterhead.clone()),
        Block::Columns(Columns {
            left_share: 0.6,
            gap: 24.0,
            left: vec![Block::Title(of.title.clone())],
            right: vec![Block::Space(16.0), Block::Facts(of.facts.to_vec())],
        }),
        Block::Paragraph(Paragraph { text: words, style: ParagraphStyle::Body }),
    ]
}

/// Two columns of figures side by side.
pub(super) fn side_by_side(left: Vec<Block>, right: Vec<Block>) -> Block {
    Block::Columns(Columns { left_share: 0.5, gap: COLUMN_GAP, left, right })
}

pub(super) fn text(words: &str) -> Block {
    Block::Paragraph(Paragraph { text: words.into(), style: ParagraphStyle::Body })
}

pub(super) fn small(words: &str) -> Block {
    Block::Paragraph(Paragraph { text: words.into(), style: ParagraphStyle::Small })
}
