//! Laws on late payment as dated data: reference rate, margin, rounding, compensation.

use crate::day::Day;
use crate::late::money_text;
use crate::money::Money;
use crate::rate::Rate;
use crate::rate_index::{DatedDataError, RateIndexes, RateStretch, read};
use crate::refusal::Refusal;
use crate::rounding::{Rounding, divide};
use crate::text::{DataId, FieldProblem, Line};
use serde::{Deserialize, Serialize};

const SHIPPED: &str = include_str!("../../data/late/laws.toml");

/// Every law on late payment the firm knows of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LawsFile", into = "LawsFile")]
pub struct LateLaws {
    laws: Vec<LateLaw>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LawsFile {
    law: Vec<LateLaw>,
}

/// Statutory interest and compensation for debts that fall due from one day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateLaw {
    /// `uk_late_payment`, `eu_be`.
    pub id: DataId,
    /// Its name for statements.
    pub title: Line,
    /// The first due date it holds for.
    pub from: Day,
    /// The index its rate follows.
    pub index: DataId,
    /// Percentage points on top of the index.
    pub margin: Rate,
    /// The rate is rounded up to the next multiple of this; none leaves it as it is.
    #[serde(default)]
    pub rate_step: Option<Rate>,
    /// Which day of each half-year gives the index.
    pub reference: ReferenceDay,
    /// Whether the rate of a debt changes with the half-years.
    pub rate_over_time: RateOverTime,
    /// Fixed sums by the size of the debt, the smallest first; the last without an upper end.
    #[serde(default)]
    pub compensation: Vec<CompensationTier>,
    /// The address of the law or of who explains it.
    pub source: Line,
    /// The day it was last compared with the source.
    pub checked: Day,
    /// Whether the source was found to say this.
    pub confirmed: bool,
}

/// The day of a half-year, from 1 January and from 1 July, whose index value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceDay {
    /// 1 January and 1 July, as in the directive.
    FirstDay,
    /// 31 December and 30 June, as in the United Kingdom.
    DayBefore,
}

/// What happens to the rate of a debt that stays unpaid over the end of a half-year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateOverTime {
    /// The rate of the first late day stays.
    Fixed,
    /// Each half-year has its own.
    Floating,
}

/// The compensation for debts up to a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompensationTier {
    /// Debts below this amount; none for all larger ones.
    #[serde(default, with = "money_text::optional", skip_serializing_if = "Option::is_none")]
    pub below: Option<Money>,
    /// The fixed sum.
    #[serde(with = "money_text")]
    pub amount: Money,
}

impl LateLaws {
    /// The laws that ship with the product, each with its source.
    #[must_use]
    pub fn built_in() -> LateLaws {
        LateLaws::from_toml(SHIPPED).expect("the shipped laws are read by a test")
    }

    /// Reads the form the shipped file has.
    ///
    /// # Errors
    /// Not of that form, a margin below zero, tiers out of order, one law twice from one day.
    pub fn from_toml(source: &str) -> Result<LateLaws, DatedDataError> {
        read(source)
    }

    /// Every law.
    #[must_use]
    pub fn all(&self) -> &[LateLaw] {
        &self.laws
    }

    /// The law with this id for a debt due on this day.
    ///
    /// # Errors
    /// [`Refusal::NoRuleInForce`].
    pub fn in_force(&self, id: &DataId, due_on: Day) -> Result<&LateLaw, Refusal> {
        self.laws
            .iter()
            .filter(|law| law.id == *id && law.from <= due_on)
            .max_by_key(|law| law.from)
            .ok_or_else(|| Refusal::NoRuleInForce { rule: id.clone(), day: due_on })
    }
}

/// 1 January or 1 July of the half-year this day lies in.
fn half_year_start(day: Day) -> Result<Day, Refusal> {
    let month = if day.month() < 7 { 1 } else { 7 };
    Day::from_ymd(day.year(), month, 1).map_err(Refusal::outside_calendar)
}

impl LateLaw {
    /// The statutory rate of the half-year this day lies in.
    ///
    /// # Errors
    /// An index that is not known or has no value yet, or a rate out of range.
    pub fn rate_on(&self, day: Day, indexes: &RateIndexes) -> Result<Rate, Refusal> {
        let index = indexes.rate_on(&self.index, self.reference_day(day)?)?;
        let percent = index.as_percent() + self.margin.as_percent();
        let rate = Rate::percent(percent).map_err(|_| Refusal::RateOutOfRange)?;
        match self.rate_step {
            None => Ok(rate),
            Some(step) => rounded_up(rate, step),
        }
    }

    /// The day whose index value counts for the half-year this day lies in.
    fn reference_day(&self, day: Day) -> Result<Day, Refusal> {
        let start = half_year_start(day)?;
        match self.reference {
            ReferenceDay::FirstDay => Ok(start),
            ReferenceDay::DayBefore => start.plus_days(-1).map_err(Refusal::outside_calendar),
        }
    }

    /// Whether the law and every index value behind these rates are confirmed.
    pub(super) fn is_sure(
        &self,
        rates: &[RateStretch],
        indexes: &RateIndexes,
    ) -> Result<bool, Refusal> {
        let index = indexes.get(&self.index)?;
        let mut is_sure = self.confirmed;
        for stretch in rates {
            is_sure = is_sure && index.is_sure_on(self.reference_day(stretch.from)?)?;
        }
        Ok(is_sure)
    }

    /// The rates of the charged days from `from` on and before `until`.
    ///
    /// # Errors
    /// As [`LateLaw::rate_on`].
    pub fn rates_between(
        &self,
        from: Day,
        until: Day,
        indexes: &RateIndexes,
    ) -> Result<Vec<RateStretch>, Refusal> {
        match self.rate_over_time {
            RateOverTime::Fixed => {
                Ok(vec![RateStretch { from, until, rate: self.rate_on(from, indexes)? }])
            }
            RateOverTime::Floating => {
                let mut found = Vec::new();
                let mut start = from;
                while start < until {
                    let next = half_year_start(start)?
                        .plus_months(6)
                        .map_err(Refusal::outside_calendar)?
                        .min(until);
                    let rate = self.rate_on(start, indexes)?;
                    found.push(RateStretch { from: start, until: next, rate });
                    start = next;
                }
                Ok(found)
            }
        }
    }

    /// The fixed sum for a debt of this size; `None` where the law knows none.
    ///
    /// # Errors
    /// A debt in another currency than the sums of the law: add a row in that currency.
    pub fn compensation_for(&self, debt: Money) -> Result<Option<Money>, Refusal> {
        for tier in &self.compensation {
            debt.plus(tier.amount)?;
            if tier.below.is_none_or(|below| debt < below) {
                return Ok(Some(tier.amount));
            }
        }
        Ok(None)
    }

    fn check(&self) -> Result<(), FieldProblem> {
        let problem = |message| Err(FieldProblem::new("law", message));
        if self.margin < Rate::ZERO || self.rate_step.is_some_and(|step| step <= Rate::ZERO) {
            return problem("Enter a margin of 0 or more and a step above 0");
        }
        let bad = |pair: &[CompensationTier]| match (pair[0].below, pair[1].below) {
            (Some(low), Some(high)) => low.partial_cmp(&high).is_none_or(|order| order.is_ge()),
            (Some(low), None) => low.currency() != pair[1].amount.currency(),
            (None, _) => true,
        };
        let is_negative = |tier: &CompensationTier| tier.amount.is_negative();
        if self.compensation.windows(2).any(bad) || self.compensation.iter().any(is_negative) {
            return problem("Put the sums in ascending order of the debts, the open one last");
        }
        Ok(())
    }
}

/// The next multiple of the step, as Belgium rounds to the next half point.
fn rounded_up(rate: Rate, step: Rate) -> Result<Rate, Refusal> {
    let (rate, step) = (i128::from(rate.millionths()), i128::from(step.millionths()));
    let steps = divide(rate, step, Rounding::Up).ok_or(Refusal::RateOutOfRange)?;
    Rate::from_ratio(steps * step, Rate::MILLIONTHS_PER_ONE, Rate::DECIMALS_MAX, Rounding::HalfUp)
        .ok_or(Refusal::RateOutOfRange)
}

impl TryFrom<LawsFile> for LateLaws {
    type Error = FieldProblem;

    fn try_from(file: LawsFile) -> Result<LateLaws, FieldProblem> {
        for (place, law) in file.law.iter().enumerate() {
            law.check()?;
            let same = |other: &LateLaw| other.id == law.id && other.from == law.from;
            if file.law[..place].iter().any(same) {
                return Err(FieldProblem::new("law", "Give each law one row from one day"));
            }
        }
        Ok(LateLaws { laws: file.law })
    }
}

impl From<LateLaws> for LawsFile {
    fn from(laws: LateLaws) -> LawsFile {
        LawsFile { law: laws.laws }
    }
}
