//! What a rule says no to.

use crate::day::Day;
use crate::ids::{ClientId, EntryNumber, InvoiceId};
use crate::ledger::{Account, Dimension, Event};
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
    /// A rate a year is worked out for terms from a day to a year.
    #[error("term must be from one day to one year for a rate: {from} to {to}")]
    AprTermOutside {
        /// The day of the advance.
        from: Day,
        /// The day of the payment.
        to: Day,
    },
    /// A term of nothing or of more than a year.
    #[error("term must be from 1 to {most} for a rate: {length}")]
    AprTermTooLong {
        /// Days or months of a year.
        most: u32,
        /// The days or months asked for.
        length: u32,
    },
    /// A finance charge is never below zero.
    #[error("finance charge must not be below zero: {charge}")]
    FinanceChargeNegative {
        /// The charge given.
        charge: Money,
    },
    /// A rate needs something it is the rate of.
    #[error("amount financed must be above zero: {amount}")]
    NothingFinanced {
        /// The amount given.
        amount: Money,
    },
    /// A sale that cannot be disclosed as it stands.
    #[error("disclosure cannot be worked out: {problem}")]
    DisclosureInvalid {
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
    #[error("invoice is listed twice: {invoice}")]
    InvoiceTwice {
        /// The invoice.
        invoice: InvoiceId,
    },
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
    /// The books say what has happened; the day it counts from may lie ahead, the event may not.
    #[error("what happens on {event_on} cannot be booked before that day: {booked_on}")]
    EventAfterBooking {
        /// The day of the event.
        event_on: Day,
        /// The booking day.
        booked_on: Day,
    },
    /// A run is of one client; another's invoice would pay what this one owes.
    #[error("invoice is another client's: {invoice}")]
    NotOfThisClient {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// Days of ageing columns that do not rise, are none, or are too many.
    #[error("ageing columns need 1 to {max} rising numbers of days from 1 to 3650")]
    AgeingEdges {
        /// The most there may be.
        max: usize,
    },
    /// Income of an invoice is never below zero.
    #[error("more is given back than was taken in fees: {taken}")]
    RebateBeyondFees {
        /// The fees taken so far.
        taken: Money,
    },
}
