//! What the papers that go to a client have in common: the firm's head, whom it is for, its facts.

use chrono::{DateTime, FixedOffset};

use super::column;
use crate::model::{
    Align, Block, Columns, Document, Footer, Letterhead, PageSize, Paragraph, ParagraphStyle, Rich,
    Row, RunStyle, RunningHead, Section, Table, Title,
};
use crate::{DocumentError, Paper, render};

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
    let mut all = vec![
        Block::Letterhead(head.letterhead.clone()),
        Block::Title(Title { text: (*title).to_owned(), subtitle: head.subtitle.clone() }),
        Block::Columns(Columns {
            left_share: 0.5,
            gap: 28.0,
            left: vec![addressed(head)],
            right: vec![figures(&head.facts)],
        }),
    ];
    all.extend(blocks.iter().cloned());
    render(&Document {
        title: format!("{title}, {}", head.number),
        subject: head.client.clone(),
        author: head.letterhead.name.clone(),
        language: "en-US".to_owned(),
        created: head.created,
        page_size: head.page_size,
        running_head: Some(RunningHead { left: (*title).to_owned(), right: head.client.clone() }),
        footer: Footer { left: head.number.clone(), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks: all }],
    })
}

fn addressed(head: &LetterHead) -> Block {
    let name = Rich::styled(head.client.as_str(), RunStyle::Bold);
    let lines = head.address.iter();
    let words = lines.fold(name, |rich, line| rich.and(format!("\n{line}"), RunStyle::Regular));
    Block::Paragraph(Paragraph { text: words, style: ParagraphStyle::Body })
}

/// Labels and values, without a head.
pub(super) fn figures(rows: &[(String, String)]) -> Block {
    let row = |(label, value): &(String, String)| Row {
        cells: vec![Rich::styled(label.as_str(), RunStyle::Muted), value.as_str().into()],
    };
    Block::Table(Table {
        columns: vec![column("", Align::Left, Some(0.42)), column("", Align::Right, None)],
        rows: rows.iter().map(row).collect(),
        total: None,
    })
}

pub(super) fn text(words: &str) -> Block {
    Block::Paragraph(Paragraph { text: words.into(), style: ParagraphStyle::Body })
}

pub(super) fn small(words: &str) -> Block {
    Block::Paragraph(Paragraph { text: words.into(), style: ParagraphStyle::Small })
}
