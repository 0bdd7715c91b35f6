//! Positions as of a day: funds employed, eligibility, availability, concentration, and the check
//! of a purchase.
//!
//! Everything is worked out from one list of open items, so that a detail and its summary are the
//! same numbers added differently. Rules and figures: docs/money/positions.md.

mod availability;
mod book;
mod borrowing;
mod concentration;
mod cuts;
mod eligibility;
mod explain;
mod facility;
mod funds;
mod index;
mod item;
mod offered_facts;
mod reason;
mod rules;
mod run;

pub use availability::{Availability, BoundBy};
pub use book::{ClientSummary, PositionBook, PositionInput};
pub use borrowing::{BorrowingBase, Certificate};
pub use concentration::{Concentration, ConcentrationRow};
pub use eligibility::EligibilitySummary;
pub use explain::{ItemEligibility, TakenFromItem};
pub use facility::{
    CheckFigures, CheckLine, CheckTopic, ContractInForce, DocumentState, Duplicates, FacilityCheck,
    Offer, Verdict, VerificationState,
};
pub use funds::{Disagreement, FundsEmployed};
pub use index::DebtorOrGroup;
pub use item::{Approval, ClientBalances, ItemFlags, Minor, OpenItem};
pub use offered_facts::{FilesSeen, NoticeState, OfferedFacts, OfferedRules, PairBuying};
pub use reason::Ineligible;
pub use rules::{
    ClientRules, ConcentrationPool, EligibilityRules, Hold, OverLimit, PositionRules,
    PurchaseRules, Treatment, UnappliedBlock,
};
pub use run::{PurchaseRun, Standing};

pub(crate) use index::Cells;
pub(crate) use item::money;

#[cfg(test)]
pub(crate) mod tests;
