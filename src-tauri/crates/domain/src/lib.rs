//! The rules of factoring: pure, exact, without input or output.
//!
//! No clock, no disk, no float and no panic: today, the terms and the amounts are passed in, and
//! the same input gives the same answer for ever. `clippy.toml` beside this crate enforces it.

pub mod ageing;
pub mod apr;
pub mod calendar;
pub mod contract;
pub mod currency;
pub mod day;
pub mod day_count;
pub mod dunning;
mod exact;
pub mod exposure;
pub mod fee;
pub mod guarantor;
pub mod ids;
pub mod interest;
pub mod invoice;
pub mod late;
pub mod ledger;
pub mod likeness;
pub mod measures;
pub mod money;
pub mod note;
pub mod party;
pub mod people;
pub mod promise;
pub mod rate;
pub mod rate_index;
pub mod read;
pub mod recourse;
pub mod refusal;
pub mod reminder;
pub mod rounding;
pub mod settlement;
pub mod statement;
pub mod terms;
pub mod text;
pub mod what_if;
pub mod working;

pub use apr::{
    AprPrecision, AprTerm, DisclosureFacts, DisclosureFigures, DisclosureRule, DisclosureRules,
    ExampleOffer, FinanceCost, OfferExample, ReserveReturn, apr,
};
pub use calendar::{CalendarError, Holiday, HolidayCalendar, RuleProblem};
pub use currency::Currency;
pub use day::{Day, TimeOfDay, Weekday};
pub use day_count::{CountedDays, DayCount, InvoiceDates, Paid, YearFraction};
pub use fee::{
    AgreementSpan, CurvePoint, DatedPayment, DaySpan, ExampleRow, FeeTrigger, InvoiceFacts,
    InvoicePrice, Market, PartPeriod, PeriodAsked, PricedComponent, fee_curve, worked_example,
};
pub use guarantor::{Guarantor, GuarantorKind, GuarantyScope};
pub use ids::{
    AttachmentId, BankAccountId, BatchId, ClientId, ContactId, ContractId, DebtorContactId,
    DebtorGroupId, DebtorId, DunningPolicyId, DunningRunId, EntryNumber, FollowUpId, InvoiceId,
    LetterId, LetterStepId, MailId, NoteId, PersonId, ReceiptId, RecourseCaseId, ReleaseRunId,
    ReserveHoldId, ScheduleId, ScheduleLineId, SignatureId, StatementId, StatementRunId,
    TermsVersionId,
};
pub use interest::{
    Capitalisation, DatedBalance, FundsInterestTerms, effective_annual, funds_interest,
};
pub use late::{
    CapEffect, ClientLateCharge, ClientLateDebt, ClientLateTerms, CompensationTier,
    DebtorLateCharge, DebtorLateTerms, DisputeSpan, LateBeneficiary, LateCap, LateCaps, LateDebt,
    LateFigures, LateForm, LateLaw, LateLaws, LateLevel, LatePayment, LegalBasis, MonthBalance,
    MonthCount, PaidLate, RateOverTime, ReferenceDay, StatutoryCharge,
};
pub use ledger::{Account, Cause, Entry, Event, Posting};
pub use money::{Money, MoneyError};
pub use note::{Channel, Direction, NoteSubject, Outcome, Proof, Tag};
pub use party::{Address, Client, ClientStatus, Contact, Firm, PageSize};
pub use people::{Act, Person, Role};
pub use promise::{Promise, PromiseStanding, promise_standings};
pub use rate::Rate;
pub use rate_index::{DatedDataError, IndexValue, RateIndex, RateIndexes, RateStretch};
pub use read::{ReadError, parse_day, parse_time};
pub use refusal::Refusal;
pub use reminder::{
    Announced, Announcement, Choices, ClockReading, DailyDigest, DueFollowUp, Moment, Plan,
    QuietHours,
};
pub use rounding::Rounding;
pub use terms::{
    AdditionalFee, AdditionalFeeKind, AdvanceBase, DayCap, DayCountEnd, DayCountStart,
    DayInclusion, DayRoll, DiscountDates, DiscountYear, EarlyPaymentDiscount, FeeAmount, FeeBand,
    FeeBase, FeeComponent, FeeDays, FeePeriod, FeeSchedule, FeeTaken, FeeTier, GraceMeaning,
    Instalment, InstalmentPart, LateBase, LateChargeForm, LatePayer, OwnTerms, PaymentSchedule,
    RecourseBase, ReleaseSchedule, Renewal, StepPart, TermChange, TermKey, TermSource, Terms,
    TermsFormat, YearBasis, changes,
};
pub use text::{
    AccountNumber, BankAccount, DataId, Email, FieldProblem, Line, LongText, Name, Phone, TaxId,
};
pub use what_if::{PricedHistory, WhatIf, WhatIfRefused, WhatIfRow, WhatIfTotals, what_if};
pub use working::{Figure, Formula, Worked, Working, WorkingLine};

#[cfg(test)]
mod tests;
