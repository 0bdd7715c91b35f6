//! The sums of an ageing, and the invoices behind each of them.

use crate::ageing::columns::{AgeingBasis, AgeingColumn, AgeingEdges, Columns};
use crate::currency::Currency;
use crate::day::Day;
use crate::exposure::{Cells, DebtorOrGroup, OpenItem, money};
use crate::ids::{ClientId, DebtorGroupId, DebtorId, InvoiceId};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is aged of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AgeingAmount {
    /// Its open face: part payments are off.
    Open,
    /// Its open face and the fee it has run up.
    OpenAndAccruedFee,
}

/// How an ageing is laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AgeingRules {
    /// The day ages are counted from.
    pub basis: AgeingBasis,
    /// Where the columns end.
    pub edges: AgeingEdges,
    /// What is aged.
    pub amount: AgeingAmount,
}

/// Open face by due date in the usual columns.
impl Default for AgeingRules {
    fn default() -> AgeingRules {
        AgeingRules {
            basis: AgeingBasis::DueDate,
            edges: AgeingEdges::default(),
            amount: AgeingAmount::Open,
        }
    }
}

/// What an ageing is made from; all of it in one currency.
#[derive(Clone, Copy, Debug)]
pub struct AgeingInput<'a> {
    /// The currency of every amount.
    pub currency: Currency,
    /// The day, whose end everything stands at.
    pub as_of: Day,
    /// Purchased invoices that are open, in any order.
    pub items: &'a [OpenItem],
    /// The layout.
    pub rules: &'a AgeingRules,
}

/// Whose invoices a row holds; also what the rows of a detail are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AgeingOf {
    /// Everybody's.
    Firm,
    /// One client's.
    Client(ClientId),
    /// One debtor's, with all clients.
    Debtor(DebtorId),
    /// One client's invoices on one debtor.
    ClientDebtor(ClientId, DebtorId),
    /// One debtor group's, with all clients.
    Group(DebtorGroupId),
}

/// One row: a column each, and their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeingRow {
    /// Whose.
    pub of: AgeingOf,
    /// One amount for each column.
    pub buckets: Vec<Money>,
    /// The sum of the columns.
    pub total: Money,
    /// Its invoices.
    pub invoices: u32,
    /// The part of the first column whose day lies after the day of the report.
    pub dated_ahead: Money,
}

/// One invoice of an ageing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedItem {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// Its age; below zero if its day lies ahead.
    pub days: i64,
    /// The place of its column.
    pub column: usize,
    /// What is aged of it.
    pub amount: Money,
}

/// The sums of one row.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Only as many as there are columns are ever used.
    buckets: [i128; Columns::COUNT_MAX],
    invoices: u32,
    dated_ahead: i128,
}

impl Sums {
    fn add(&mut self, buckets: &[i128], (invoices, dated_ahead): (u32, i128)) {
        for (sum, amount) in self.buckets.iter_mut().zip(buckets) {
            *sum += amount;
        }
        self.invoices += invoices;
        self.dated_ahead += dated_ahead;
    }
}

/// An ageing report.
#[derive(Clone, Debug)]
pub struct Ageing<'a> {
    input: AgeingInput<'a>,
    columns: Columns,
    cells: Cow<'a, Cells>,
    /// The columns of each cell, one cell after the other: small, so that a pass stays in cache.
    buckets: Vec<i128>,
    /// Items and amount dated ahead of each cell.
    counts: Vec<(u32, i128)>,
}

impl<'a> Ageing<'a> {
    /// Ages all items in one pass.
    #[must_use]
    pub fn of(input: AgeingInput<'a>) -> Ageing<'a> {
        Ageing::with_cells(input, Cow::Owned(Cells::of(input.items)))
    }

    /// Ages items whose cells are known already.
    pub(crate) fn with_cells(input: AgeingInput<'a>, cells: Cow<'a, Cells>) -> Ageing<'a> {
        let rules = input.rules;
        let columns = Columns::of(rules.basis, &rules.edges, input.as_of);
        let width = columns.shown.len();
        let mut buckets = vec![0_i128; cells.cells().len() * width];
        let mut counts = vec![(0, 0); cells.cells().len()];
        for (place, item) in input.items.iter().enumerate() {
            let day = rules.basis.day_of(item);
            let amount = i128::from(amount_of(item, rules.amount));
            let number = cells.number_of(place);
            buckets[number * width + columns.of_day(day)] += amount;
            counts[number].0 += 1;
            counts[number].1 += if day > input.as_of { amount } else { 0 };
        }
        Ageing { input, columns, cells, buckets, counts }
    }

    /// The columns, the youngest first.
    #[must_use]
    pub fn columns(&self) -> &[AgeingColumn] {
        &self.columns.shown
    }

    /// Everybody's row.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn total(&self) -> Result<AgeingRow, Refusal> {
        let mut total = Sums::default();
        self.of_cells().for_each(|(buckets, counts)| total.add(buckets, counts));
        self.row(AgeingOf::Firm, &total)
    }

    /// A row for each client, by number.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn by_client(&self) -> Result<Vec<AgeingRow>, Refusal> {
        let clients = self.cells.clients.keys();
        self.rows(self.cells.cells().iter().map(|cell| AgeingOf::Client(clients[cell.client])))
    }

    /// A row for each debtor with all clients, by number.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn by_debtor(&self) -> Result<Vec<AgeingRow>, Refusal> {
        let debtors = self.cells.debtors.keys();
        self.rows(self.cells.cells().iter().map(|cell| AgeingOf::Debtor(debtors[cell.debtor])))
    }

    /// A row for each debtor that belongs to no group, then one for each group, by number.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn by_group(&self) -> Result<Vec<AgeingRow>, Refusal> {
        let groups = self.cells.groups.keys();
        self.rows(self.cells.cells().iter().map(|cell| match groups[cell.group] {
            DebtorOrGroup::Group(group) => AgeingOf::Group(group),
            DebtorOrGroup::Debtor(debtor) => AgeingOf::Debtor(debtor),
        }))
    }

    /// The rows of one client: a row for each of its debtors, by number.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn debtors_of(&self, client: ClientId) -> Result<Vec<AgeingRow>, Refusal> {
        let pairs = self.cells.pairs.keys();
        let rows = self.rows(self.cells.cells().iter().map(|cell| {
            let (client, debtor) = pairs[cell.pair];
            AgeingOf::ClientDebtor(client, debtor)
        }))?;
        let is_of = |row: &AgeingRow| match row.of {
            AgeingOf::ClientDebtor(of_client, _) => of_client == client,
            AgeingOf::Firm | AgeingOf::Client(_) | AgeingOf::Debtor(_) | AgeingOf::Group(_) => {
                false
            }
        };
        Ok(rows.into_iter().filter(is_of).collect())
    }

    /// The invoices behind a row, the oldest first.
    ///
    /// # Errors
    /// An amount out of range.
    pub fn detail(&self, of: AgeingOf) -> Result<Vec<AgedItem>, Refusal> {
        let rules = self.input.rules;
        let mut rows = Vec::new();
        for item in self.input.items.iter().filter(|item| of.holds(item)) {
            let day = rules.basis.day_of(item);
            rows.push(AgedItem {
                invoice: item.invoice,
                client: item.client,
                debtor: item.debtor,
                days: day.days_until(self.input.as_of),
                column: self.columns.of_day(day),
                amount: money(i128::from(amount_of(item, rules.amount)), self.input.currency)?,
            });
        }
        rows.sort_by_key(|row| (-row.days, row.invoice));
        Ok(rows)
    }

    /// How a row adds up.
    #[must_use]
    pub fn worked(&self, row: &AgeingRow) -> Worked<Money> {
        let of = match self.input.rules.basis {
            AgeingBasis::DueDate => "days past due",
            AgeingBasis::InvoiceDate => "days after the invoice date",
            AgeingBasis::PurchaseDate => "days after the purchase",
        };
        let columns = self.columns.shown.iter().zip(&row.buckets);
        let lines = columns.map(|(column, &amount)| {
            let detail = match column.to {
                Some(0) => "not past due".to_owned(),
                Some(_) | None => format!("{} {of}", column.label),
            };
            WorkingLine::adds(column.label.clone(), detail, amount)
        });
        let working = Working {
            formula_id: Formula::Ageing.id().to_owned(),
            formula_version: Formula::Ageing.version(),
            title: format!("Ageing as of {}", self.input.as_of),
            lines: lines.collect(),
            total_label: "Total".to_owned(),
            total_detail: "exact sum of the columns".to_owned(),
            total: Figure::Money { amount: row.total },
            note: match self.input.rules.amount {
                AgeingAmount::Open => String::new(),
                AgeingAmount::OpenAndAccruedFee => "With the fees run up so far.".to_owned(),
            },
        };
        Worked { value: row.total, working }
    }

    /// The sums of each cell, in the order of its number.
    fn of_cells(&self) -> impl Iterator<Item = (&[i128], (u32, i128))> {
        self.buckets.chunks_exact(self.columns.shown.len()).zip(self.counts.iter().copied())
    }

    fn rows(&self, of: impl Iterator<Item = AgeingOf>) -> Result<Vec<AgeingRow>, Refusal> {
        let mut rows: BTreeMap<AgeingOf, Sums> = BTreeMap::new();
        for (of, (buckets, counts)) in of.zip(self.of_cells()) {
            rows.entry(of).or_default().add(buckets, counts);
        }
        rows.iter().map(|(&of, sums)| self.row(of, sums)).collect()
    }

    fn row(&self, of: AgeingOf, sums: &Sums) -> Result<AgeingRow, Refusal> {
        let currency = self.input.currency;
        let used = &sums.buckets[..self.columns.shown.len()];
        let buckets = used.iter().map(|&sum| money(sum, currency));
        Ok(AgeingRow {
            of,
            buckets: buckets.collect::<Result<_, _>>()?,
            total: money(used.iter().sum(), currency)?,
            invoices: sums.invoices,
            dated_ahead: money(sums.dated_ahead, currency)?,
        })
    }
}

impl AgeingOf {
    fn holds(self, item: &OpenItem) -> bool {
        match self {
            AgeingOf::Firm => true,
            AgeingOf::Client(client) => item.client == client,
            AgeingOf::Debtor(debtor) => item.debtor == debtor,
            AgeingOf::ClientDebtor(client, debtor) => {
                item.client == client && item.debtor == debtor
            }
            AgeingOf::Group(group) => item.group == Some(group),
        }
    }
}

const fn amount_of(item: &OpenItem, amount: AgeingAmount) -> i64 {
    match amount {
        AgeingAmount::Open => item.open.get(),
        AgeingAmount::OpenAndAccruedFee => item.open.get() + item.accrued_fee.get(),
    }
}
