//! The report that all three make: how old what is open is, and what the firm has out.

use std::collections::BTreeMap;
use std::fmt;

/// Open face by days past due: none, 1–30, 31–60, 61–90, more.
pub const COLUMNS: usize = 5;
const EDGES: [i64; COLUMNS - 1] = [0, 30, 60, 90];

/// One client's row, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub invoices: i64,
    pub columns: [i64; COLUMNS],
    /// Receivables less the reserve of open invoices, plus charges.
    pub gross: i64,
    /// Gross less everything the client has coming.
    pub net: i64,
}

/// The rows by client; a client with nothing has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position(BTreeMap<i64, Row>);

impl Position {
    pub fn row(&mut self, client: i64) -> &mut Row {
        self.0.entry(client).or_default()
    }

    /// Adds an invoice as it stood, so many days past due.
    pub fn add_invoice(&mut self, client: i64, days: i64, open: i64, reserve: i64) {
        let row = self.row(client);
        row.net += open - reserve;
        if open != 0 {
            row.invoices += 1;
            row.columns[EDGES.iter().filter(|&&edge| days > edge).count()] += open;
            row.gross += open - reserve;
        }
    }

    /// Adds what a client owes outright, and takes off what it has coming.
    pub fn add_balances(&mut self, client: i64, charges: i64, coming: i64) {
        let row = self.row(client);
        row.gross += charges;
        row.net += charges - coming;
    }

    pub fn without_empty_rows(mut self) -> Position {
        self.0.retain(|_, row| *row != Row::default());
        self
    }

    /// Stops unless two programs report the same.
    pub fn check(&self, other: &Position, who: &str) {
        for client in self.0.keys().chain(other.0.keys()) {
            let (ours, theirs) = (self.0.get(client), other.0.get(client));
            assert_eq!(ours, theirs, "client {client}: {who} reports other figures");
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut total = Row::default();
        for row in self.0.values() {
            total.invoices += row.invoices;
            for (sum, amount) in total.columns.iter_mut().zip(row.columns) {
                *sum += amount;
            }
            total.gross += row.gross;
            total.net += row.net;
        }
        let open = usd(total.columns.iter().sum());
        let columns = total.columns.map(usd).join(", ");
        let (gross, net) = (usd(total.gross), usd(total.net));
        write!(out, "{} open invoices of {open} ({columns}); ", total.invoices)?;
        write!(out, "funds employed {gross} gross, {net} net")
    }
}

fn usd(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}
