//! What both statements have in common: the firm's head, tables with their sums, the paper itself.

use chrono::{DateTime, FixedOffset};
use factor_documents::model::{
    Align, CarriedTable, Column, Letterhead, Rich, Row, RunStyle, Table,
};
use factor_documents::{Paper, StatementPaper, StatementTable};
use factor_domain::ageing::{AgeingColumn, AgeingRow};
use factor_domain::statement::Period;
use factor_domain::{Currency, Day, Money};
use factor_store::{Connection, Papers, firm};

use crate::contracts::{letterhead, logo, page_size, unprintable};
use crate::error::AppError;
use crate::now::Now;
use crate::preferences::blocking;
use crate::statements::period;

/// What stands on every statement of the firm.
#[derive(Clone)]
pub(super) struct FirmHead {
    pub(super) letterhead: Letterhead,
    pub(super) page_size: factor_documents::model::PageSize,
    /// Whom to ask: "Ruth Adeyemi, (401) 555-0142"; may be empty.
    pub(super) contact: String,
    /// Where payments go: the firm's name and address.
    pub(super) remit_to: String,
    pub(super) created: DateTime<FixedOffset>,
    pub(super) today: Day,
}

impl FirmHead {
    /// Reads the firm's profile and its logo.
    pub(super) async fn load(
        ledger: &mut Connection,
        papers: &Papers,
        now: Now,
    ) -> Result<FirmHead, AppError> {
        let profile = firm::load(ledger).await?;
        let profile =
            profile.ok_or_else(|| AppError::refused("Write the firm's profile first."))?;
        let head = letterhead(&profile.firm, profile.logo_sha256.clone());
        let logo = logo(papers, head.logo_sha256.as_deref(), "firm").await?;
        let signer = profile.firm.signer_name.as_str().to_owned();
        let phone = profile.firm.phone.as_ref().map(|phone| phone.as_str().to_owned());
        let email = profile.firm.email.as_ref().map(|email| email.as_str().to_owned());
        let reached = [Some(signer), phone.or(email)].into_iter().flatten();
        let contact: Vec<String> = reached.filter(|part| !part.is_empty()).collect();
        let remit: Vec<String> =
            std::iter::once(head.name.clone()).chain(profile.firm.address.lines()).collect();
        Ok(FirmHead {
            letterhead: Letterhead { name: head.name, logo, lines: head.lines },
            page_size: page_size(profile.firm.page_size),
            contact: contact.join(", "),
            remit_to: remit.join(", "),
            created: now.utc().with_timezone(&now.zone()).fixed_offset(),
            today: now.day(),
        })
    }

    /// A statement without its figures.
    pub(super) fn paper(&self, of: Heading<'_>) -> StatementPaper {
        let facts = [
            ("Statement", of.number.to_owned()),
            ("Issued", self.today.format_long()),
            ("Currency", of.currency.name().to_owned()),
        ];
        StatementPaper {
            title: of.title.to_owned(),
            subtitle: period::words(of.period),
            number: of.number.to_owned(),
            facts: facts.map(|(label, value)| (label.to_owned(), value)).into(),
            running: format!("{}, {}", of.title, of.period.last.format_short()),
            addressee: of.addressee,
            language: "en-US".to_owned(),
            created: self.created,
            page_size: self.page_size,
            letterhead: self.letterhead.clone(),
            introduction: String::new(),
            accounts: Vec::new(),
            note: String::new(),
            tables: Vec::new(),
            closing: Vec::new(),
        }
    }
}

/// What a statement is called and whom it is for.
pub(super) struct Heading<'a> {
    pub(super) title: &'a str,
    pub(super) number: &'a str,
    pub(super) period: Period,
    pub(super) currency: Currency,
    /// The name, then the lines of the address.
    pub(super) addressee: Vec<String>,
}

/// Sets the paper on another thread, because it takes a moment.
pub(super) async fn set(paper: StatementPaper) -> Result<Paper, AppError> {
    Ok(blocking(move || factor_documents::statement(&paper)).await??)
}

/// Characters that no embedded face has, as sentences.
pub(super) fn warnings(paper: &Paper) -> Vec<String> {
    paper.missing_glyphs.iter().map(unprintable).collect()
}

/// What stands in a cell.
pub(super) enum Cell {
    Text(String),
    Amount(Money),
    Count(u32),
}

impl Cell {
    fn words(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Amount(amount) => amount.format_grouped(),
            Cell::Count(count) => count.to_string(),
        }
    }
}

pub(super) fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// A column: its head, and what becomes of it below the last row.
#[derive(Clone, Copy)]
pub(super) struct Col {
    pub(super) head: &'static str,
    pub(super) kind: ColKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ColKind {
    /// At the left.
    Words,
    /// At the right, without a sum.
    Figure,
    /// At the right, with the sum of the rows.
    Summed,
}

pub(super) const fn words(head: &'static str) -> Col {
    Col { head, kind: ColKind::Words }
}

pub(super) const fn figure(head: &'static str) -> Col {
    Col { head, kind: ColKind::Figure }
}

pub(super) const fn summed(head: &'static str) -> Col {
    Col { head, kind: ColKind::Summed }
}

/// A table whose sums are carried over page ends and stand below it.
pub(super) struct Sheet<'a> {
    pub(super) heading: String,
    pub(super) note: &'a str,
    pub(super) columns: &'a [Col],
    pub(super) rows: Vec<Vec<Cell>>,
    /// What the last line is called; empty leaves it out.
    pub(super) total: String,
}

impl Sheet<'_> {
    pub(super) fn set(self, currency: Currency) -> Result<StatementTable, AppError> {
        let mut running: Vec<(Money, u32)> = vec![(Money::zero(currency), 0); self.columns.len()];
        let mut sums = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            for (cell, sum) in row.iter().zip(&mut running) {
                match cell {
                    Cell::Amount(amount) => {
                        sum.0 = crate::statements::books::sum([sum.0, *amount], currency)?;
                    }
                    Cell::Count(count) => sum.1 = sum.1.saturating_add(*count),
                    Cell::Text(_) => {}
                }
            }
            sums.push(self.sums(&running, row, ""));
        }
        let total = match self.rows.last() {
            Some(last) if !self.total.is_empty() => Some(self.sums(&running, last, &self.total)),
            Some(_) | None => None,
        };
        // Nothing is carried where nothing is summed.
        let has_sums = self.columns.iter().any(|column| column.kind == ColKind::Summed);
        let rows = self
            .rows
            .iter()
            .map(|row| Row { cells: row.iter().map(|cell| Rich::from(cell.words())).collect() });
        let table = Table {
            columns: self.columns.iter().map(column).collect(),
            rows: rows.collect(),
            total,
        };
        Ok(StatementTable {
            table: CarriedTable { table, sums: if has_sums { sums } else { Vec::new() } },
            heading: self.heading,
            note: self.note.to_owned(),
        })
    }

    fn sums(&self, running: &[(Money, u32)], like: &[Cell], label: &str) -> Row {
        let cell = |(place, column): (usize, &Col)| {
            let sum = match (column.kind, like.get(place), running.get(place)) {
                (ColKind::Summed, Some(Cell::Amount(_)), Some((amount, _))) => {
                    amount.format_grouped()
                }
                (ColKind::Summed, Some(Cell::Count(_)), Some((_, count))) => count.to_string(),
                (ColKind::Words | ColKind::Figure | ColKind::Summed, _, _) => String::new(),
            };
            Rich::from(if place == 0 { label.to_owned() } else { sum })
        };
        Row { cells: self.columns.iter().enumerate().map(cell).collect() }
    }
}

fn column(column: &Col) -> Column {
    let align = match column.kind {
        ColKind::Words => Align::Left,
        ColKind::Figure | ColKind::Summed => Align::Right,
    };
    Column { head: column.head.to_owned(), align, share: None }
}

/// The ageing by due date, in one row.
pub(super) fn ageing(columns: &[AgeingColumn], row: &AgeingRow) -> StatementTable {
    let right = |head: String| Column { head, align: Align::Right, share: None };
    let heads = columns.iter().enumerate().map(|(place, column)| {
        right(if place == 0 { column.label.clone() } else { format!("{} days", column.label) })
    });
    let amount = |amount: &Money| {
        Rich::from(if amount.is_zero() { "\u{2013}".to_owned() } else { amount.format_grouped() })
    };
    let total = Rich::styled(row.total.format_grouped(), RunStyle::Bold);
    let cells = row.buckets.iter().map(amount).chain([total]).collect();
    StatementTable {
        heading: "Ageing by due date".to_owned(),
        note: String::new(),
        table: CarriedTable {
            table: Table {
                columns: heads.chain([right("Total".to_owned())]).collect(),
                rows: if row.total.is_zero() { Vec::new() } else { vec![Row { cells }] },
                total: None,
            },
            sums: Vec::new(),
        },
    }
}

/// A dash for nothing.
pub(super) fn days(count: i64) -> Cell {
    if count > 0 { text(count.to_string()) } else { text("\u{2013}") }
}

/// "3 invoices", "1 invoice".
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
