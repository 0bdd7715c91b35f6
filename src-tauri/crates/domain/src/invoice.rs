//! The life of an invoice, from the client's offer to its close.
//!
//! Source: docs/money/settlement.md. Each state is a type of its own with the steps that make
//! sense in it; a step returns the next state together with the entries that book it. A closed
//! invoice opens again only by the mirrors of what closed it.

mod allocation;
mod closed;
mod deficit;
mod discount;
mod offered;
mod purchase;
mod purchased;
mod receipt;
mod returned;
mod shortage;
mod staged;
mod story;

pub use allocation::{Allocation, AllocationKind, OpenInvoice, Search, allocations};
pub use closed::{ChargedBack, Closed, Settled, WrittenOff};
pub use discount::EarlyPayment;
pub use offered::{Approved, CreditApproval, Draft, Held, Offered, Rejected, Risk, Submitted};
pub use purchase::{Charge, ProceedsFee, PurchaseLine, PurchaseRequest, ReservePool};
pub use purchased::{Dispute, Misdirected, Payment, Purchased, PurchasedFacts};
pub use receipt::{Arrival, ReceiptPart, ReceiptStaged};
pub use returned::{Returned, returned_receipt};
pub use shortage::{Paying, ShortPayDecision, ShortPayReason, Shortage};
pub use staged::{PurchaseStaged, PurchaseTotals, StagedInvoice};

use crate::day::Day;
use crate::ledger::{Cause, Entry};

/// An invoice, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invoice {
    /// Being typed.
    Draft(Draft),
    /// On a schedule of accounts, waiting for a decision.
    Submitted(Submitted),
    /// Put aside until a question is answered.
    Held(Held),
    /// Not bought.
    Rejected(Rejected),
    /// To be bought.
    Approved(Approved),
    /// Bought and open, or collected and not settled yet.
    Purchased(Purchased),
    /// Collected and settled.
    ClosedPaid(Settled),
    /// Returned to the client.
    ClosedChargedBack(ChargedBack),
    /// Given up.
    ClosedWrittenOff(WrittenOff),
}

/// The next state and the entries that lead to it, to be saved together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<S> {
    /// The state after the step.
    pub next: S,
    /// What is booked, in order.
    pub entries: Vec<Entry>,
}

/// What caused a step, and its two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct On {
    /// The record that caused it.
    pub cause: Cause,
    /// The day it happened.
    pub event_on: Day,
    /// The day the money counts as collected or paid.
    pub value_on: Day,
}

impl On {
    /// A step without money: it counts on the day it happens.
    #[must_use]
    pub const fn day(cause: Cause, day: Day) -> On {
        On { cause, event_on: day, value_on: day }
    }
}
