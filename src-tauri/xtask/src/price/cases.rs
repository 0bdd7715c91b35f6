//! The kinds of cases: each asks one function of the engine.

mod agreed;
mod cost;
mod days;
pub mod interest;
pub mod invoice;
pub mod late;
mod life;
pub mod portfolio;
mod sums;
mod table;

use super::answer::Answered;
use super::path::{Problem, typed};
use factor_domain::Terms;
use factor_domain::fee::Market;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a case is asked with beside its own fields.
pub struct Scene<'a> {
    pub terms: &'a Terms,
    pub market: Market<'a>,
}

/// A case that has been read.
pub trait Case {
    /// Notes fields that contradict each other or that no invoice can have.
    fn check(&self, _at: &str, _problems: &mut Vec<Problem>) {}

    /// Asks the engine.
    fn answer(&self, scene: &Scene) -> Answered;
}

/// A case, or the first field that is not as its kind has it.
pub type CaseRead = Result<Box<dyn Case>, Problem>;

/// A kind of case.
pub struct Kind {
    /// As `kind` names it.
    pub name: &'static str,
    /// Reads its fields.
    pub read: fn(Value, &str) -> CaseRead,
}

/// What a case without a kind is.
pub const DEFAULT: &str = "price";

fn read<C: Case + DeserializeOwned + 'static>(value: Value, at: &str) -> CaseRead {
    Ok(Box::new(typed::<C>(value, at)?))
}

macro_rules! kinds {
    ($($name:literal = $case:ty,)+) => {
        /// Every kind.
        pub const KINDS: &[Kind] = &[$(Kind { name: $name, read: read::<$case> }),+];
    };
}

kinds! {
    "price" = invoice::Price,
    "fee_by_days" = table::FeeByDays,
    "settlement" = life::Settlement,
    "charge_back" = life::ChargeBack,
    "day_count" = days::DayCountCase,
    "year_fraction" = days::YearFractionCase,
    "due_date" = days::DueDate,
    "early_payment" = days::EarlyPayment,
    "interest" = interest::Interest,
    "effective_annual" = interest::EffectiveAnnual,
    "late_client" = late::LateClient,
    "late_debtor" = late::LateDebtor,
    "statutory" = late::Statutory,
    "apr" = cost::Apr,
    "disclosure" = cost::Disclosure,
    "concentration" = portfolio::Concentration,
    "turn" = portfolio::TurnCase,
    "minimum" = agreed::Minimum,
    "volume" = agreed::Volume,
    "other_fee" = agreed::OtherFee,
    "early_termination" = agreed::EarlyTermination,
    "remaining_days" = agreed::RemainingDays,
    "rounding" = sums::RoundingCase,
    "split" = sums::Split,
}

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Notes an amount that is not above zero.
pub fn above_zero(amount: factor_domain::Money, at: String, problems: &mut Vec<Problem>) {
    if !amount.is_positive() {
        problems.push(Problem::new(at, "enter an amount above 0"));
    }
}
