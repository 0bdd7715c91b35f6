//! The history of a party: what happened, who did it, and the fingerprints to check it by.

use chrono::{DateTime, FixedOffset};

use super::letter::{Top, small, text, top};
use super::{column, heading};
use crate::model::{
    Align, Block, Document, Footer, Letterhead, PageSize, Rich, Row, RunStyle, RunningHead,
    Section, Table, Title,
};
use crate::{DocumentError, Paper, render};

/// Share of the column with the number of an entry, the same in both tables.
const PLACE: f32 = 0.07;

/// Everything a history shows; all texts are final.
#[derive(Clone, Debug)]
pub struct HistoryPaper {
    /// "History of a client".
    pub title: String,
    /// The grey line under the title: the period.
    pub subtitle: String,
    /// Who printed it and when, how many entries: at the right of the title.
    pub facts: Vec<(String, String)>,
    /// Whose history it is: the name, then the lines of the address.
    pub party: Vec<String>,
    /// What it is narrowed to, and in which order and zone it stands.
    pub introduction: String,
    /// The moment written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The firm at the head of page 1.
    pub letterhead: Letterhead,
    /// At the foot of every page.
    pub foot: String,
    /// The entries, the oldest first.
    pub rows: Vec<HistoryRow>,
    /// The fingerprints, in the order of the entries.
    pub prints: Vec<HistoryPrint>,
    /// Small words above the fingerprints.
    pub prints_note: String,
    /// The last entry of the log and its hash: label and value, set in fixed width.
    pub seal: Vec<(String, String)>,
    /// How to check the paper, and what that proves: paragraphs.
    pub check: Vec<String>,
}

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct HistoryRow {
    /// "12", by which the fingerprints name it.
    pub place: String,
    /// "Nov 5, 2026, 10:04 AM"
    pub when: String,
    /// "Note"
    pub kind: String,
    /// What happened.
    pub what: String,
    /// Small words below it; empty leaves them out.
    pub beside: String,
    /// Who did it; empty of what nobody did.
    pub person: String,
    /// The number of the paper or the thing; may be empty.
    pub reference: String,
}

/// A fingerprint of an entry.
#[derive(Clone, Debug, Default)]
pub struct HistoryPrint {
    /// The number of its entry.
    pub place: String,
    /// "Log entry 1,204", "Letter", "delivery.pdf"
    pub of: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

/// Makes a history.
///
/// # Errors
/// See [`DocumentError`].
pub fn history(paper: &HistoryPaper) -> Result<Paper, DocumentError> {
    let name = paper.party.first().cloned().unwrap_or_default();
    let title = Title { text: paper.title.clone(), subtitle: paper.subtitle.clone() };
    let head = Top { letterhead: &paper.letterhead, title: &title, facts: &paper.facts };
    let mut blocks = top(&head, &paper.party);
    blocks.push(text(&paper.introduction));
    if !paper.rows.is_empty() {
        blocks.push(Block::Table(entries(&paper.rows)));
    }
    if !paper.prints.is_empty() {
        blocks.push(heading("Fingerprints", "SHA-256"));
        blocks.push(small(&paper.prints_note));
        blocks.push(Block::Table(prints(&paper.prints)));
    }
    blocks.push(heading("How to check this history", ""));
    blocks.push(Block::Table(seal(&paper.seal)));
    blocks.extend(paper.check.iter().map(|words| text(words)));
    render(&Document {
        title: format!("{}, {name}", paper.title),
        subject: paper.subtitle.clone(),
        author: paper.letterhead.name.clone(),
        language: "en-US".to_owned(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead { left: paper.title.clone(), right: name }),
        footer: Footer { left: paper.foot.clone(), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks }],
    })
}

fn entries(rows: &[HistoryRow]) -> Table {
    let row = |row: &HistoryRow| {
        let what = Rich::from(row.what.as_str());
        let what = match row.beside.as_str() {
            "" => what,
            beside => what.and(format!("\n{beside}"), RunStyle::Muted),
        };
        Row {
            cells: vec![
                row.place.as_str().into(),
                row.when.as_str().into(),
                row.kind.as_str().into(),
                what,
                row.person.as_str().into(),
                row.reference.as_str().into(),
            ],
        }
    };
    Table {
        columns: vec![
            column("No.", Align::Left, Some(PLACE)),
            column("Date and time", Align::Left, Some(0.15)),
            column("Kind", Align::Left, Some(0.11)),
            column("What happened", Align::Left, None),
            column("Person", Align::Left, Some(0.13)),
            column("Reference", Align::Left, Some(0.15)),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}

fn prints(prints: &[HistoryPrint]) -> Table {
    let row = |print: &HistoryPrint| Row {
        cells: vec![
            print.place.as_str().into(),
            print.of.as_str().into(),
            Rich::styled(print.sha256.as_str(), RunStyle::Mono),
        ],
    };
    Table {
        columns: vec![
            column("No.", Align::Left, Some(PLACE)),
            column("Of", Align::Left, None),
            column("SHA-256", Align::Left, Some(0.68)),
        ],
        rows: prints.iter().map(row).collect(),
        total: None,
    }
}

fn seal(seal: &[(String, String)]) -> Table {
    let row = |(label, value): &(String, String)| Row {
        cells: vec![label.as_str().into(), Rich::styled(value.as_str(), RunStyle::Mono)],
    };
    Table {
        columns: vec![column("", Align::Left, None), column("", Align::Left, Some(0.68))],
        rows: seal.iter().map(row).collect(),
        total: None,
    }
}
