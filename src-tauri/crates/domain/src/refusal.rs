//! What a rule says no to.

use crate::day::Day;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::read::ReadError;
use crate::terms::DayCap;
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
    /// Tax, retainage and discount are parts of the face.
    #[error("amount must lie between zero and the face: {part}")]
    PartOutsideFace {
        /// The amount.
        part: Money,
    },
    /// A payment that would raise what is owed.
    #[error("payment must be above zero: {amount}")]
    PaymentNotPositive {
        /// The payment.
        amount: Money,
    },
    /// An invoice that was paid before it was bought is not bought: the money is the client's.
    #[error(
        "payment came before the purchase on {purchased_on} and may be misdirected: received on \
         {received_on}"
    )]
    PaidBeforePurchase {
        /// The day the payment was received.
        received_on: Day,
        /// The day of purchase.
        purchased_on: Day,
    },
    /// A count of days cannot run backwards.
    #[error("payment came before the day the days are counted from, {starts_on}: {received_on}")]
    PaidBeforeStart {
        /// The day the payment was received, or the day asked for.
        received_on: Day,
        /// The funding day or the invoice date, as agreed.
        starts_on: Day,
    },
    /// A payment is posted when it is there.
    #[error("payment is posted before it was received on {received_on}: {posted_on}")]
    PostedBeforeReceived {
        /// The day the payment was received.
        received_on: Day,
        /// The day it was posted.
        posted_on: Day,
    },
    /// The days are counted from funding, and the advance is not paid yet.
    #[error("days are counted from funding: record the payment of the advance first")]
    FundingDayMissing,
    /// The count stops at a day that was not worked out.
    #[error("work out the day the count stops at first: {}", cap.label())]
    CapDayMissing {
        /// Where the count stops.
        cap: DayCap,
    },
    /// Business days of one calendar say nothing about another.
    #[error("terms count by the calendar {agreed}, not by {given}")]
    OtherCalendar {
        /// The calendar of the terms.
        agreed: DataId,
        /// The calendar passed in.
        given: DataId,
    },
    /// The early-payment discount is lost; what is missing is a short pay.
    #[error("discount could be taken until {last_day}, and the payment came on {received_on}")]
    DiscountLate {
        /// The last day, grace included.
        last_day: Day,
        /// The day the payment was received.
        received_on: Day,
    },
    /// Nothing or everything is no discount.
    #[error("discount must lie above 0% and below 100%: {rate}")]
    DiscountOutsideRange {
        /// The discount asked for.
        rate: Rate,
    },
    /// A discount for paying no earlier than is owed anyway.
    #[error("discount days must be fewer than the {net_days} days until due: {discount_days}")]
    DiscountNotEarly {
        /// Days the discount can be taken.
        discount_days: u16,
        /// Days until the invoice is due.
        net_days: u16,
    },
    /// No rate index has this id.
    #[error("rate index is not known: {index}")]
    UnknownIndex {
        /// The id asked for.
        index: DataId,
    },
    /// The index begins later than the day asked for.
    #[error("rate index {index} has no value before {first}: {day}")]
    NoIndexValue {
        /// The index.
        index: DataId,
        /// The day of its first value.
        first: Day,
        /// The day asked for.
        day: Day,
    },
    /// A span ends before it begins.
    #[error("span ends before it begins: {from} to {to}")]
    SpanReversed {
        /// Its first day.
        from: Day,
        /// The end asked for.
        to: Day,
    },
    /// Interest needs something to be worked out on.
    #[error("interest needs at least one dated balance")]
    NoBalances,
    /// Dated balances must ascend, one for each day.
    #[error("balances must have ascending days, one for each day: {day}")]
    BalancesOutOfOrder {
        /// The first day that does not come after the one before it.
        day: Day,
    },
    /// Index, margin and floor together give a rate below zero or beyond the largest one.
    #[error("rate lies below zero or beyond the largest rate")]
    RateOutOfRange,
    /// A debt, a payment or a disputed part is never below zero.
    #[error("amount of a late debt must not be below zero: {amount}")]
    LateAmountNegative {
        /// The amount given.
        amount: Money,
    },
    /// Late-charge terms that cannot be charged by.
    #[error("late-charge terms cannot be used: {problem}")]
    LateTermsInvalid {
        /// What to do about it.
        problem: &'static str,
    },
    /// No row of the dated rules holds for this day.
    #[error("no rule {rule} is known for {day}")]
    NoRuleInForce {
        /// The law or jurisdiction asked for.
        rule: DataId,
        /// The day asked for.
        day: Day,
    },
    /// Postings are given as sizes; the side says the sign.
    #[error("amount must not be below zero: {amount}")]
    AmountNegative {
        /// The amount given.
        amount: Money,
    },
    /// An entry without an amount would say nothing.
    #[error("there is nothing to book")]
    NothingToBook,
}

impl Refusal {
    /// For a day moved out of 1970 to 2199; nothing else can be wrong with a day that is moved.
    pub(crate) fn outside_calendar(_: ReadError) -> Refusal {
        Refusal::DayOutsideCalendar
    }
}
