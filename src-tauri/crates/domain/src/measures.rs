//! Measures of a portfolio: dilution, turn, days outstanding, yield.
//!
//! Each is worked out from dated facts that the caller gives, exactly, and rounded once. A measure
//! that is not defined is `None`, and its working says why. Rules: docs/money/positions.md.

mod collection;
mod dilution;
mod rating;
mod turn;
mod working;
mod yields;

pub use collection::{CollectionFacts, CollectionMeasures};
pub use dilution::{DatedAmount, DilutionKind, dilution, dilution_reserve};
pub use rating::{
    Insolvency, LONG_PAST_DUE_DAYS, PaidOnDue, PromisesJudged, RATED_DAYS, Rating, RatingFacts,
    payment_rating,
};
pub use turn::{ClosedInvoice, DebtorDays, Turn, days_to_pay};
pub use working::{MeasureUnit, TwoDecimals};
pub use yields::{YieldFacts, average_balance, return_on_invoice, yield_on_funds};

#[cfg(test)]
mod tests;
