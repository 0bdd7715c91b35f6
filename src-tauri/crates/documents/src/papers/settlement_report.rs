//! The settlement report: what a client is paid out of its reserve, invoice by invoice.

use super::letter::{Letter, LetterHead, figures, letter, small};
use super::{column, heading};
use crate::model::{Align, Block, Columns, Rich, Row, RunStyle, Sum, Table};
use crate::{DocumentError, Paper};

/// One invoice of the report; all amounts are written.
#[derive(Clone, Debug, Default)]
pub struct SettledLine {
    /// As the client numbers it.
    pub number: String,
    /// Who paid it, and below it when, and for how many days its fee ran.
    pub debtor: String,
    /// "Received Nov 5, collected Nov 9, 47 days".
    pub paid: String,
    /// Collected, advance, fees, other, released.
    pub amounts: [String; 5],
}

/// Everything a settlement report shows.
#[derive(Clone, Debug)]
pub struct SettlementReport {
    /// Firm, client, number and days.
    pub head: LetterHead,
    /// Said at the top, as that it was reversed; empty leaves it out.
    pub callout: String,
    /// The invoices; none for a release of escrow.
    pub lines: Vec<SettledLine>,
    /// The sums of the amounts of the lines.
    pub total: [String; 5],
    /// Released, recovered, kept: words and amount.
    pub settlement: Vec<(String, String)>,
    /// What is paid.
    pub net: (String, String),
    /// How it is paid: label and value.
    pub payment: Vec<(String, String)>,
    /// Debts of the client that were met: about, amount, day.
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
    if !report.lines.is_empty() {
        blocks.push(heading("Invoices", ""));
        blocks.push(Block::Table(invoices(report)));
    }
    let sum = Sum { lines: report.settlement.clone(), total: Some(report.net.clone()) };
    blocks.push(Block::Columns(Columns {
        left_share: 0.5,
        gap: 28.0,
        left: vec![heading("Settlement", ""), Block::Sum(sum)],
        right: vec![heading("Payment", ""), figures(&report.payment)],
    }));
    if !report.recovered.is_empty() {
        blocks.push(heading("Owed by the client and set off", ""));
        blocks.push(Block::Table(recovered(&report.recovered)));
    }
    blocks.push(small(&report.note));
    letter(&Letter { head: &report.head, title: "Settlement report", blocks })
}

fn invoices(report: &SettlementReport) -> Table {
    let row = |line: &SettledLine| {
        let debtor = Rich::from(line.debtor.as_str());
        let debtor = debtor.and(format!("\n{}", line.paid), RunStyle::Small);
        let amounts = line.amounts.iter().map(|amount| amount.as_str().into());
        Row { cells: [line.number.as_str().into(), debtor].into_iter().chain(amounts).collect() }
    };
    let total = [Rich::styled("Total", RunStyle::Bold), Rich::default()].into_iter();
    let sums = report.total.iter().map(|sum| Rich::styled(sum.as_str(), RunStyle::Bold));
    let amount = |head| column(head, Align::Decimal, Some(0.128));
    Table {
        columns: vec![
            column("Invoice", Align::Left, Some(0.125)),
            column("Debtor", Align::Left, None),
            amount("Collected"),
            amount("Advance"),
            amount("Fees"),
            amount("Other"),
            amount("Released"),
        ],
        rows: report.lines.iter().map(row).collect(),
        total: Some(Row { cells: total.chain(sums).collect() }),
    }
}

fn recovered(rows: &[[String; 3]]) -> Table {
    let row = |cells: &[String; 3]| Row {
        cells: cells.iter().map(|cell| cell.as_str().into()).collect(),
    };
    Table {
        columns: vec![
            column("For", Align::Left, None),
            column("Set off on", Align::Left, Some(0.3)),
            column("Amount", Align::Decimal, Some(0.2)),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}
