//! The settlement report: what a client is paid out of its reserve, invoice by invoice.

use super::letter::{Letter, LetterHead, letter, side_by_side, small};
use super::{column, heading};
use crate::model::{Align, Block, Rich, Row, Sum, Table};
use crate::{DocumentError, Paper};

/// One invoice of the report; all texts are written.
#[derive(Clone, Debug, Default)]
pub struct SettledLine {
    /// As the client numbers it.
    pub number: String,
    /// Who paid it.
    pub debtor: String,
    /// The day its last payment came: "Nov 5"; a dash where none did.
    pub received: String,
    /// The day that payment counts from; a dash where none came.
    pub cleared: String,
    /// For how many days its fee ran.
    pub days: String,
    /// One for each of the report's amounts.
    pub amounts: Vec<String>,
}

/// Everything a settlement report shows.
#[derive(Clone, Debug)]
pub struct SettlementReport {
    /// Firm, client, number and days.
    pub head: LetterHead,
    /// Said at the top, as that it was reversed; empty leaves it out.
    pub callout: String,
    /// What the amounts of an invoice are called: "Collected", "Advance", "Fees", "Released".
    pub amounts: Vec<String>,
    /// The invoices; none for a release of escrow.
    pub lines: Vec<SettledLine>,
    /// The sums of the amounts of the lines.
    pub total: Vec<String>,
    /// Released, recovered, kept: words and amount.
    pub settlement: Vec<(String, String)>,
    /// What is paid.
    pub net: (String, String),
    /// How it is paid: label and value.
    pub payment: Vec<(String, String)>,
    /// Debts of the client that were met: about, day, amount.
    pub recovered: Vec<[String; 3]>,
    /// What the columns mean; small.
    pub note: String,
}

/// Makes the report.
///
/// # Errors
/// See [`DocumentError`].
pub fn settlement_report(report: &SettlementReport) -> Result<Paper, DocumentError> {
    let mut blocks = Vec::new();
    if !report.callout.is_empty() {
        blocks.push(Block::Callout(report.callout.as_str().into()));
    }
    let sum = Sum { lines: report.settlement.clone(), total: Some(report.net.clone()) };
    blocks.push(side_by_side(
        vec![heading("Settlement", ""), Block::Account(sum)],
        vec![heading("Payment", ""), Block::Facts(report.payment.clone())],
    ));
    if !report.lines.is_empty() {
        blocks.push(heading("Invoices", ""));
        blocks.push(Block::Table(invoices(report)));
    }
    if !report.recovered.is_empty() {
        blocks.push(heading("Owed by the client and set off", ""));
        blocks.push(Block::Table(recovered(&report.recovered)));
    }
    blocks.push(small(&report.note));
    letter(&Letter { head: &report.head, title: "Settlement report", blocks })
}

fn invoices(report: &SettlementReport) -> Table {
    let cells = |words: [&str; 5], amounts: &[String]| Row {
        cells: words
            .into_iter()
            .chain(amounts.iter().map(String::as_str))
            .map(Rich::from)
            .collect(),
    };
    let row = |line: &SettledLine| {
        let SettledLine { number, debtor, received, cleared, days, amounts } = line;
        cells([number, debtor, received, cleared, days], amounts)
    };
    let words = ["Invoice", "Debtor", "Received", "Cleared"];
    let figures = std::iter::once("Days").chain(report.amounts.iter().map(String::as_str));
    let left = words.map(|head| column(head, Align::Left, None)).into_iter();
    Table {
        columns: left.chain(figures.map(|head| column(head, Align::Right, None))).collect(),
        rows: report.lines.iter().map(row).collect(),
        total: Some(cells(["Total", "", "", "", ""], &report.total)),
    }
}

fn recovered(rows: &[[String; 3]]) -> Table {
    let row = |cells: &[String; 3]| Row {
        cells: cells.iter().map(|cell| cell.as_str().into()).collect(),
    };
    Table {
        columns: vec![
            column("For", Align::Left, None),
            column("Of", Align::Left, Some(0.3)),
            column("Amount", Align::Right, Some(0.2)),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}
