//! Statements of clients and of debtors: balances at a glance, then the tables behind them.
//!
//! The words and figures all come from the caller, finished; this page only knows in which order a
//! statement is set.

use chrono::{DateTime, FixedOffset};

use super::heading;
use super::letter::{Top, side_by_side, small, text, top};
use crate::model::{
    Block, CarriedTable, Document, Footer, Letterhead, PageSize, RunningHead, Section, Sum, Title,
};
use crate::{DocumentError, Paper, render};

/// Everything a statement shows.
#[derive(Clone, Debug)]
pub struct StatementPaper {
    /// "Client statement".
    pub title: String,
    /// The grey line under the title: "October 1 to 31, 2026".
    pub subtitle: String,
    /// "ST-2026-0042".
    pub number: String,
    /// Number, day of issue, currency: at the right of the title.
    pub facts: Vec<(String, String)>,
    /// Head of the later pages, left: "Client statement, Oct 31, 2026".
    pub running: String,
    /// Whom it is for: the name, then the lines of the address.
    pub addressee: Vec<String>,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The moment written into the file.
    pub created: DateTime<FixedOffset>,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The firm at the head of page 1.
    pub letterhead: Letterhead,
    /// Words before the balances; an empty text is left out.
    pub introduction: String,
    /// Balances at a glance, two to a row.
    pub accounts: Vec<Account>,
    /// Small words under them; an empty text is left out.
    pub note: String,
    /// The tables, in order; one without rows is left out together with its heading.
    pub tables: Vec<StatementTable>,
    /// Small words at the end.
    pub closing: Vec<String>,
}

/// One account: opening, movements, closing.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// "Net funds employed".
    pub heading: String,
    /// Words and amount of each line.
    pub lines: Vec<(String, String)>,
    /// Words and amount of the closing balance.
    pub total: (String, String),
}

/// A table under its heading.
#[derive(Clone, Debug, Default)]
pub struct StatementTable {
    /// "Collections and fees".
    pub heading: String,
    /// Small words beside the heading.
    pub note: String,
    /// The table, with the sums it carries over page ends.
    pub table: CarriedTable,
}

/// Makes a statement.
///
/// # Errors
/// See [`DocumentError`].
pub fn statement(paper: &StatementPaper) -> Result<Paper, DocumentError> {
    let name = paper.addressee.first().cloned().unwrap_or_default();
    let title = Title { text: paper.title.clone(), subtitle: paper.subtitle.clone() };
    let head = Top { letterhead: &paper.letterhead, title: &title, facts: &paper.facts };
    let mut blocks = top(&head, &paper.addressee);
    if !paper.introduction.is_empty() {
        blocks.push(text(&paper.introduction));
    }
    for pair in paper.accounts.chunks(2) {
        let mut sides = pair.iter().map(account);
        let left = sides.next().unwrap_or_default();
        blocks.push(side_by_side(left, sides.next().unwrap_or_default()));
    }
    if !paper.note.is_empty() {
        blocks.push(small(&paper.note));
    }
    for table in paper.tables.iter().filter(|table| !table.table.table.rows.is_empty()) {
        blocks.push(heading(&table.heading, &table.note));
        blocks.push(Block::CarriedTable(table.table.clone()));
    }
    blocks.extend(paper.closing.iter().map(|words| small(words)));
    render(&Document {
        title: format!("{}, {}", paper.title, paper.number),
        subject: format!("{name}, {}", paper.subtitle),
        author: paper.letterhead.name.clone(),
        language: paper.language.clone(),
        created: paper.created,
        page_size: paper.page_size,
        running_head: Some(RunningHead { left: paper.running.clone(), right: name }),
        footer: Footer { left: format!("Statement {}", paper.number), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks }],
    })
}

fn account(account: &Account) -> Vec<Block> {
    let sum = Sum { lines: account.lines.clone(), total: Some(account.total.clone()) };
    vec![heading(&account.heading, ""), Block::Account(sum)]
}
