//! The ledger: double entry that only grows.
//!
//! Source: docs/money/ledger.md. Every event of the trade is one [`Entry`] whose postings sum to
//! zero; a correction is the mirror of an earlier entry. Balances are derived from entries.

mod account;
mod as_of;
mod balance;
mod book;
mod check;
mod compact;
mod entry;
pub mod events;
pub mod laws;
mod lines;
mod reversal;
mod rules;
mod story;
mod trial_balance;

pub use account::{Account, NormalSide};
pub use as_of::{AsOf, AsOfBasis};
pub use balance::{BalanceKey, Balances, Scope};
pub use book::{Book, Booked};
pub use entry::{Cause, Entry, Event, Posting};
pub use lines::{LedgerLine, LinesOf};
pub use reversal::ReversalDays;
pub use rules::{ClientRule, Dimension, EventRule, Presence, RuleLine, Side, postings_table};
pub use story::{InvoiceBalances, InvoiceStory};
pub use trial_balance::{TrialBalance, TrialBalanceRow, TrialBalanceTotal};

#[cfg(test)]
mod tests;
