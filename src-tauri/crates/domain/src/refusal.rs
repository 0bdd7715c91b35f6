//! What a rule says no to.

use crate::day::Day;
use crate::ids::InvoiceId;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::read::ReadError;
use crate::terms::DayCap;
use crate::text::{DataId, FieldProblem};

impl Refusal {
    /// For a day moved out of 1970 to 2199; nothing else can be wrong with a day that is moved.
    pub(crate) fn outside_calendar(_: ReadError) -> Refusal {
        Refusal::DayOutsideCalendar
    }
}

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
    /// Recourse against a client, or its write-off, where the firm took the risk.
    #[error("the firm bears the risk of this debtor")]
    FirmBearsRisk,
    /// A credit event is not the firm's loss where the client bears it, as in a dispute.
    #[error("the client bears the risk of this invoice: charge it back instead")]
    ClientBearsRisk,
    /// A charge-back for a dispute needs one.
    #[error("invoice is not disputed")]
    NotDisputed,
    /// Nothing is left to return or give up.
    #[error("invoice has nothing open")]
    NothingOpen,
    /// A shortage of nothing needs no code.
    #[error("payment leaves nothing open")]
    NothingShort,
    /// Only what was noted can be turned over.
    #[error("no payment to the client is noted on this invoice")]
    NothingMisdirected,
    /// A discount that was never offered is a short pay.
    #[error("invoice allows no early-payment discount")]
    NoDiscountAgreed,
    /// A loss needs a person who answers for it.
    #[error("name who approves it")]
    ApprovalMissing,
    /// A decision against the client needs a reason.
    #[error("say why")]
    ReasonMissing,
    /// A part of an invoice lies inside it.
    #[error("part must lie between zero and the face: {part}")]
    PartOutsideFace {
        /// The tax, retainage or discountable part given.
        part: Money,
    },
    /// A step lies before the one it follows.
    #[error("day must not be before {starts}")]
    BeforeStart {
        /// The first day possible.
        starts: Day,
    },
    /// The client need not take the invoice back yet.
    #[error("recourse opens on {opens}")]
    RecourseTooEarly {
        /// The recourse date.
        opens: Day,
    },
    /// Nothing goes beyond what is open.
    #[error("amount is more than is open: {open}")]
    BeyondOpen {
        /// What is open.
        open: Money,
    },
    /// An open invoice cannot be settled.
    #[error("invoice is still open: {open}")]
    InvoiceStillOpen {
        /// What is open.
        open: Money,
    },
    /// There is no silent tolerance.
    #[error("say why less was paid and what happens with the rest, short: {shortage}")]
    ShortPayUncoded {
        /// What is not explained.
        shortage: Money,
    },
    /// Beyond what this person may approve.
    #[error("write-off is beyond the limit of who approves it: {limit}")]
    WriteOffBeyondLimit {
        /// That limit.
        limit: Money,
    },
    /// A receipt is shared out once.
    #[error("more is shared out than this debtor paid, left: {left}")]
    ReceiptExceeded {
        /// What is left of the debtor's part.
        left: Money,
    },
    /// The reserve of uncollected invoices stays.
    #[error("release is beyond the earned reserve: {earned}")]
    ReleaseBeyondEarned {
        /// What is earned.
        earned: Money,
    },
    /// Something holds the client's release.
    #[error("release is held, reasons: {holds}")]
    ReleaseHeld {
        /// How many reasons hold it.
        holds: usize,
    },
    /// Fees at purchase fit into the reserve.
    #[error("fees are higher than the reserve: {reserve}")]
    ReserveTooSmall {
        /// The original reserve.
        reserve: Money,
    },
    /// Fees at funding fit into the advance.
    #[error("fees and escrow are higher than the advance, short: {short}")]
    ProceedsTooSmall {
        /// By how much.
        short: Money,
    },
    /// Escrow is kept from the agreed advance, never added to it.
    #[error("escrow cannot pay more than the agreed advance rate: {agreed}")]
    EscrowRateAbove {
        /// The advance rate.
        agreed: Rate,
    },
    /// Another client's, schedule's or version's invoice, or one listed twice.
    #[error("invoice does not belong in this purchase, or stands in it twice: {invoice}")]
    NotOfThisPurchase {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// A second part would be worked out on a stale state.
    #[error("invoice stands in this receipt twice: {invoice}")]
    InvoiceTwice {
        /// The invoice.
        invoice: InvoiceId,
    },
}
