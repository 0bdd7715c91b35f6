//! What a rule says no to.

use crate::day::Day;
use crate::ids::{ClientId, InvoiceId};
use crate::money::{Money, MoneyError};
use crate::text::FieldProblem;

/// A rule said no: nothing has changed, and the message says what would be allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The face of an invoice must be above zero.
    #[error("face amount must be above zero: {face}")]
    FaceNotPositive {
        /// The face asked for.
        face: Money,
    },
    /// An advance lies between nothing and the face.
    #[error("advance must lie between zero and the face: {advance}")]
    AdvanceOutsideFace {
        /// The advance asked for.
        advance: Money,
    },
    /// A result that no amount can hold, or a sum of two currencies.
    #[error(transparent)]
    Amount(#[from] MoneyError),
    /// Beyond the longest count of days of any invoice.
    #[error("days counted are too many: {days}")]
    TooManyDays {
        /// The days asked for.
        days: u32,
    },
    /// The due date or another day falls outside the calendar.
    #[error("day lies outside 1970 to 2199")]
    DayOutsideCalendar,
    /// These terms cannot be agreed; the field of each problem is a term.
    #[error("terms cannot be agreed yet, problems: {}", problems.len())]
    TermsIncomplete {
        /// Everything that is wrong with them.
        problems: Vec<FieldProblem>,
    },
    /// A signed version of terms never changes.
    #[error("terms are signed and can only be replaced by a new version, signed on {signed}")]
    TermsSigned {
        /// The day the second party signed.
        signed: Day,
    },
    /// Archived clients are kept for the record only.
    #[error("client is archived")]
    ClientArchived,
    /// No invoice can be open for less than nothing; the books need checking.
    #[error("open amount is below zero on invoice: {invoice}")]
    OpenBelowZero {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// Two sets of balances for one client; their sum would be wrong either way.
    #[error("client has two sets of balances: {client}")]
    BalancesTwice {
        /// The client.
        client: ClientId,
    },
    /// Nothing is open with this client and it has no balance.
    #[error("client has no position: {client}")]
    NoPosition {
        /// The client.
        client: ClientId,
    },
    /// The invoice is not open.
    #[error("invoice is not open: {invoice}")]
    NotOpen {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// Days of ageing columns that do not rise, are none, or are too many.
    #[error("ageing columns need 1 to {max} rising numbers of days from 1 to 3650")]
    AgeingEdges {
        /// The most there may be.
        max: usize,
    },
    /// A period that ends before it starts.
    #[error("period ends before it starts: {from} to {to}")]
    PeriodBackwards {
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// An amount below zero where only an amount above makes sense.
    #[error("amount must not be below zero: {amount}")]
    AmountBelowZero {
        /// The amount.
        amount: Money,
    },
}
