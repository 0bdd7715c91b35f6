//! The forms a late charge takes.

use crate::late::charged::{Accrued, Charged, MonthRate};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::YearBasis;
use serde::{Deserialize, Serialize};

/// How a debtor's late charge is worked out; always simple, never on an earlier charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LateForm {
    /// Balance × yearly rate × days ÷ year.
    Daily {
        /// Percent a year.
        rate: Rate,
        /// How days become a part of a year.
        year_basis: YearBasis,
    },
    /// Percent a month.
    Monthly {
        /// Percent a month.
        rate: Rate,
        /// How days become months.
        months: MonthCount,
        /// Which balance a started month is charged on.
        balance: MonthBalance,
    },
    /// A fixed amount for each level of lateness that is reached.
    PerLevel {
        /// In ascending order of their days.
        levels: Vec<LateLevel>,
    },
    /// A share of the balance, once.
    Percent {
        /// Percent of the balance on the day the charge arises.
        rate: Rate,
        /// Least that is charged.
        minimum: Money,
        /// Most that is charged; none without a limit.
        #[serde(default)]
        maximum: Option<Money>,
        /// A balance up to this amount is not charged.
        threshold: Money,
    },
}

/// How charged days become months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthCount {
    /// Each started 30 days are a month.
    ThirtyDaysOrPart,
    /// Each started month of the calendar, counted from the day before the first charged one.
    CalendarMonthOrPart,
    /// Days ÷ 30.
    ProRata,
}

/// Which balance a month that counts whole is charged on; day by day both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthBalance {
    /// The balance due on the first day of that month.
    Due,
    /// The average of its charged days; a payment within the month lowers it.
    AverageDaily,
}

/// One step of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateLevel {
    /// Charged days that pass before the level is reached.
    pub after_days: u16,
    /// The amount charged on the day after them, if anything is still owed.
    pub amount: Money,
}

impl LateForm {
    pub(super) fn accrue(&self, charged: &Charged<'_>) -> Result<Accrued, Refusal> {
        match *self {
            LateForm::Daily { rate, year_basis } => charged.daily(&charged.at(rate), year_basis),
            LateForm::Monthly { rate, months, balance } => {
                charged.monthly(MonthRate { rate, months: 1 }, months, balance)
            }
            LateForm::PerLevel { ref levels } => charged.per_level(levels),
            LateForm::Percent { rate, minimum, maximum, threshold } => {
                charged.percent(rate, minimum, maximum, threshold)
            }
        }
    }

    /// Refuses what cannot be charged: negative figures, levels out of order, limits that cross.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let invalid = |problem| Err(Refusal::LateTermsInvalid { problem });
        match self {
            LateForm::Daily { rate, .. } | LateForm::Monthly { rate, .. } => {
                if *rate < Rate::ZERO {
                    return invalid("enter a rate of 0% or more");
                }
            }
            LateForm::PerLevel { levels } => {
                if levels.windows(2).any(|pair| pair[1].after_days <= pair[0].after_days) {
                    return invalid("put the levels in ascending order of their days");
                }
                if levels.iter().any(|level| level.amount.is_negative()) {
                    return invalid("enter amounts of 0 or more");
                }
            }
            LateForm::Percent { rate, minimum, maximum, threshold } => {
                if *rate < Rate::ZERO || minimum.is_negative() || threshold.is_negative() {
                    return invalid("enter a rate and amounts of 0 or more");
                }
                if maximum.is_some_and(|maximum| maximum < *minimum) {
                    return invalid("enter a maximum that is not below the minimum");
                }
            }
        }
        Ok(())
    }
}
