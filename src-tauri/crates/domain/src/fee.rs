//! The factoring fee by days counted, with its working.

mod curve;
mod example;
mod receipt;

pub use curve::{CurvePoint, fee_curve};
pub use example::{ExampleRow, worked_example};

use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{FeeBase, FeeSchedule, StepPart, Terms};
use crate::working::Worked;

/// Most days an invoice can be counted for: a hundred years, far beyond any recourse.
pub const DAYS_COUNTED_MAX: u32 = 36_500;

/// The exact fee as a fraction of the base, before the minimum and before rounding.
#[derive(Clone, Copy, Debug)]
struct ExactShare {
    /// Millionths of a percent, times the divisor.
    numerator: i128,
    /// 1, or the step's days where a started step counts by the day.
    divisor: i128,
}

/// How far an invoice has come in a stepped schedule.
#[derive(Clone, Copy, Debug)]
struct Progress {
    /// Days beyond the first period.
    days_after: u32,
    /// Steps begun or full, as the terms count them; by the day, the steps begun.
    periods: u32,
}

impl Progress {
    fn of(days: u32, first_days: u16, step_days: u16, part: StepPart) -> Progress {
        let days_after = days.saturating_sub(u32::from(first_days));
        // Terms with a step of no days are refused before this.
        let step = u32::from(step_days).max(1);
        let periods = match part {
            StepPart::Part | StepPart::Linear => days_after.div_ceil(step),
            StepPart::Full => days_after / step,
        };
        Progress { days_after, periods }
    }
}

impl FeeSchedule {
    /// D(t) ÷ base, exactly.
    ///
    /// Source: docs/money.md, fee forms 1 and 2: p₀ + p₁·⌈max(0, t − d₀) ÷ d₁⌉.
    fn exact_share(&self, days: u32) -> ExactShare {
        match *self {
            FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => ExactShare { numerator: 0, divisor: 1 },
            FeeSchedule::Flat { rate, .. } => {
                ExactShare { numerator: i128::from(rate.millionths()), divisor: 1 }
            }
            FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
                let progress = Progress::of(days, first_days, step_days, part);
                let (first, step) =
                    (i128::from(first_rate.millionths()), i128::from(step_rate.millionths()));
                match part {
                    StepPart::Part | StepPart::Full => ExactShare {
                        numerator: first + step * i128::from(progress.periods),
                        divisor: 1,
                    },
                    StepPart::Linear => {
                        let divisor = i128::from(step_days.max(1));
                        let after = step * i128::from(progress.days_after);
                        ExactShare { numerator: first * divisor + after, divisor }
                    }
                }
            }
        }
    }

    /// The steps after the first period that the fee counts; 0 for a flat fee.
    #[must_use]
    pub fn periods_after(&self, days: u32) -> u32 {
        match *self {
            FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => 0,
            FeeSchedule::Flat { .. } => 0,
            FeeSchedule::Stepped { first_days, step_days, part, .. } => {
                Progress::of(days, first_days, step_days, part).periods
            }
        }
    }

    /// What the schedule charges in percent of the fee base, before the minimum.
    ///
    /// Exact, except where a started step counts by the day: then rounded to six decimals.
    #[must_use]
    pub fn rate_at(&self, days: u32) -> Rate {
        let share = self.exact_share(days);
        let divisor = Rate::MILLIONTHS_PER_ONE * share.divisor;
        Rate::from_ratio(share.numerator, divisor, Rate::DECIMALS_MAX, Rounding::HalfUp)
            .unwrap_or(Rate::HUNDRED)
    }
}

/// An invoice as the fee sees it.
#[derive(Clone, Copy, Debug)]
struct Priced {
    face: Money,
    advance: Money,
    days: u32,
}

impl Terms {
    /// The fee owed on an invoice after this many days counted, with its working.
    ///
    /// Exact until the end and rounded once; never below the terms' minimum. Zero days still owe
    /// the first period. Source: docs/money.md: 3 % for 30 days, then 1 % for each 10 days or
    /// part, gives 500.00 on 10,000.00 at 47 days.
    ///
    /// # Errors
    /// A face not above zero, an advance outside it, too many days, terms that do not validate,
    /// or an amount that no currency holds.
    pub fn fee(&self, face: Money, advance: Money, days: u32) -> Result<Worked<Money>, Refusal> {
        let priced = Priced { face, advance, days };
        let value = self.fee_amount(priced)?;
        Ok(Worked { value, working: receipt::working(self, priced, value)? })
    }

    /// The fee alone, for curves of many points.
    fn fee_amount(&self, priced: Priced) -> Result<Money, Refusal> {
        self.check_priced(priced)?;
        Ok(self.fee_before_minimum(priced)?.at_least(self.fee_minimum)?)
    }

    fn fee_before_minimum(&self, priced: Priced) -> Result<Money, Refusal> {
        let base = self.fee_base_amount(priced);
        let share = self.fee_schedule.exact_share(priced.days);
        Ok(Money::from_ratio(
            i128::from(base.minor()) * share.numerator,
            Rate::MILLIONTHS_PER_ONE * share.divisor,
            base.currency(),
            self.rounding,
        )?)
    }

    fn fee_base_amount(&self, priced: Priced) -> Money {
        match self.fee_base {
            FeeBase::Face | FeeBase::NetOfTax | FeeBase::NetOfDiscount | FeeBase::UnpaidBalance => {
                priced.face
            }
            FeeBase::Advance | FeeBase::AdvanceOutstanding => priced.advance,
        }
    }

    fn check_priced(&self, priced: Priced) -> Result<(), Refusal> {
        let Priced { face, advance, days } = priced;
        // Also refuses two currencies.
        let reserve = face.minus(advance)?;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        if advance.is_negative() || reserve.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance });
        }
        if days > DAYS_COUNTED_MAX {
            return Err(Refusal::TooManyDays { days });
        }
        let problems = self.validate();
        if problems.is_empty() { Ok(()) } else { Err(Refusal::TermsIncomplete { problems }) }
    }
}
