//! Recourse: unpaid invoices go back to the client, or are the firm's loss.
//!
//! Source: docs/money/settlement.md, recourse.

mod charge_back;
mod list;
mod write_off;

pub use charge_back::{ChargeBackBasis, ChargeBackQuote};
pub use list::{RecourseDue, RecourseItem, recourse_list};
pub use write_off::WriteOffGround;

use crate::day::Day;

/// Why an invoice goes back to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeBackGround {
    /// It is unpaid on its recourse date, which the terms count.
    Recourse {
        /// That date.
        opens_on: Day,
    },
    /// The debtor contests it.
    Dispute,
    /// The client broke what it warranted.
    Breach,
    /// The client buys it back of its own will, or puts a new invoice in its place.
    Agreed,
}
