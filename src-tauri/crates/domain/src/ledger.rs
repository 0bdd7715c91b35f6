//! The ledger: double entry that only grows.
//!
//! Source: docs/money.md, the ledger. Every event of the trade is one [`Entry`] whose postings sum
//! to zero; a correction is the mirror of an earlier entry. Balances are derived from entries.

mod account;
mod entry;
pub mod events;

pub use account::{Account, NormalSide};
pub use entry::{Cause, Entry, Event, Posting};
