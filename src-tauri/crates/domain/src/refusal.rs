//! What a rule says no to.

use crate::day::Day;
use crate::money::{Money, MoneyError};
use crate::text::{DataId, FieldProblem};

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
    /// Days alone do not say which values an index has on them.
    #[error("rate follows an index, price it by dates or take the index at one value: {index}")]
    IndexRateNeeded {
        /// The index.
        index: DataId,
    },
    /// A payment that would raise what is owed.
    #[error("payment must be above zero: {amount}")]
    PaymentNotPositive {
        /// The payment.
        amount: Money,
    },
}
