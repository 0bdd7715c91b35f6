//! What a rule says no to.

use crate::day::Day;
use crate::ids::EntryNumber;
use crate::ledger::{Account, Dimension, Event};
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
    /// An entry has postings.
    #[error("entry has no postings: {}", event.label())]
    EntryEmpty {
        /// The event.
        event: Event,
    },
    /// The postings of an entry sum to zero.
    #[error("entry does not balance, debits less credits: {by}")]
    EntryUnbalanced {
        /// The event.
        event: Event,
        /// What the postings sum to.
        by: Money,
    },
    /// This event is booked under a client.
    #[error("entry names no client: {}", event.label())]
    EntryWithoutClient {
        /// The event.
        event: Event,
    },
    /// Lines without an amount are not written.
    #[error("posting is zero: {}", account.label())]
    PostingZero {
        /// The account.
        account: Account,
    },
    /// This event does not move this account.
    #[error("{} does not move this account: {}", event.label(), account.label())]
    PostingNotOfEvent {
        /// The event.
        event: Event,
        /// The account.
        account: Account,
    },
    /// This event moves this account the other way.
    #[error("{} moves this account on the other side: {}", event.label(), account.label())]
    PostingOnWrongSide {
        /// The event.
        event: Event,
        /// The account.
        account: Account,
    },
    /// This event always moves this account.
    #[error("{} lacks its posting: {}", event.label(), account.label())]
    PostingMissing {
        /// The event.
        event: Event,
        /// The account.
        account: Account,
    },
    /// A posting on this account names an invoice, a debtor or a bank account.
    #[error("posting on {} lacks its {dimension}", account.label())]
    DimensionMissing {
        /// The account.
        account: Account,
        /// What it lacks.
        dimension: Dimension,
    },
    /// Only cash lies at a bank.
    #[error("only cash names a bank account, not this account: {}", account.label())]
    BankBesideCash {
        /// The account.
        account: Account,
    },
    /// A reversal turns every line of the entry it names, and nothing else.
    #[error("reversal is not the exact mirror of the entry it names: {number}")]
    ReversalNotMirror {
        /// The entry it names.
        number: EntryNumber,
    },
    /// What a reversal undid is posted anew.
    #[error("a reversal is not reversed, post the entry anew: {number}")]
    ReversalOfReversal {
        /// The reversal.
        number: EntryNumber,
    },
    /// An entry is reversed once.
    #[error("entry {number} is reversed already, by entry {by}")]
    AlreadyReversed {
        /// The entry.
        number: EntryNumber,
        /// Its reversal.
        by: EntryNumber,
    },
    /// The books hold no such entry.
    #[error("no entry has this number: {number}")]
    EntryUnknown {
        /// The number.
        number: EntryNumber,
    },
    /// Booking days never go back, so that what was shown on a day stays as it was.
    #[error("books are written up to {last}, too early: {booked_on}")]
    BookedTooEarly {
        /// The day asked for.
        booked_on: Day,
        /// The booking day of the last entry.
        last: Day,
    },
    /// More lines than a book in memory can number.
    #[error("book is full, entries: {entries}")]
    BookFull {
        /// Entries it holds.
        entries: usize,
    },
}
