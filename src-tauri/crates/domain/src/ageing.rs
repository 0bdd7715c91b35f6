//! How old open invoices are: columns of days, rows of clients, debtors or groups.
//!
//! All rows are sums of the same cells, so every total is the sum of its rows and of its columns.
//! Rules and figures: docs/money/positions.md.

mod columns;
mod report;

pub use columns::{AgeingBasis, AgeingColumn, AgeingEdges};
pub use report::{AgedItem, Ageing, AgeingAmount, AgeingInput, AgeingOf, AgeingRow, AgeingRules};

#[cfg(test)]
mod tests;
