//! What a rule says no to.

use crate::day::Day;
use crate::ids::InvoiceId;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
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
    /// Money received before the purchase was not bought.
    #[error("payment came before the purchase: give it back, purchased on {purchased_on}")]
    ReceiptBeforePurchase {
        /// The day of purchase.
        purchased_on: Day,
    },
    /// The window of the discount has passed.
    #[error("discount could be taken until {until}")]
    DiscountTooLate {
        /// The last day of the discount.
        until: Day,
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
