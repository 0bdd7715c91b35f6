//! Annual percentage rate of one advance and one payment, and the figures of a disclosure.

mod disclosure;
mod example;
mod rule;
#[cfg(test)]
mod tests;

pub use disclosure::{DisclosureFacts, DisclosureFigures, ReserveReturn};
pub(crate) use example::OF_FIRST_PURCHASE;
pub use example::{ExampleOffer, OfferExample};
pub use rule::{DisclosureRule, DisclosureRules};

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// What the money costs and how much money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinanceCost {
    /// Everything paid for the advance; zero or more.
    pub finance_charge: Money,
    /// What the recipient really has; above zero.
    pub amount_financed: Money,
}

/// The term of one advance, as it is divided into the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AprTerm {
    /// So many days, of 365 in a year.
    Days {
        /// From 1 to 365.
        days: u32,
    },
    /// So many whole months, of 12 in a year.
    Months {
        /// From 1 to 12.
        months: u32,
    },
}

/// To what step an annual percentage rate is shown; rounded half up from the exact rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AprPrecision {
    /// 45.63 %.
    Hundredth,
    /// 45.6 %, as California asks.
    TenBasisPoints,
}

impl AprPrecision {
    const fn decimals(self) -> u32 {
        match self {
            AprPrecision::Hundredth => 2,
            AprPrecision::TenBasisPoints => 1,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            AprPrecision::Hundredth => "to two decimals, half up",
            AprPrecision::TenBasisPoints => "to the nearest ten basis points, half up",
        }
    }
}

impl AprTerm {
    /// Months of a year, the longest term.
    pub const MONTHS_MAX: u32 = 12;
    /// Days of a year, the longest term that is not whole months.
    pub const DAYS_MAX: u32 = 365;

    /// The term from the advance to the payment: whole months where it is some, days otherwise.
    ///
    /// A month ends on the day of the same number, or on the last day of a shorter month.
    /// Source: Regulation Z, appendix J (b)(5)(vi),
    /// <https://www.consumerfinance.gov/rules-policy/regulations/1026/J/>.
    ///
    /// # Errors
    /// [`Refusal::AprTermOutside`] for a term of no days or of more than a year.
    pub fn between(from: Day, to: Day) -> Result<AprTerm, Refusal> {
        let days = from.days_until(to);
        let outside = Refusal::AprTermOutside { from, to };
        if days < 1 {
            return Err(outside);
        }
        for months in 1..=AprTerm::MONTHS_MAX {
            let ahead = i32::try_from(months).map_err(|_| Refusal::DayOutsideCalendar)?;
            if from.plus_months(ahead) == Ok(to) {
                return Ok(AprTerm::Months { months });
            }
        }
        match u32::try_from(days) {
            Ok(days) if days <= AprTerm::DAYS_MAX => Ok(AprTerm::Days { days }),
            Ok(_) | Err(_) => Err(outside),
        }
    }

    /// Its length, the periods of it in a year, and the formula it is worked out by.
    fn parts(self) -> Result<(i128, i128, Formula), Refusal> {
        let (length, in_a_year, formula) = match self {
            AprTerm::Days { days } => (days, AprTerm::DAYS_MAX, Formula::AprByDays),
            AprTerm::Months { months } => (months, AprTerm::MONTHS_MAX, Formula::AprByMonths),
        };
        if !(1..=in_a_year).contains(&length) {
            return Err(Refusal::AprTermTooLong { most: in_a_year, length });
        }
        Ok((i128::from(length), i128::from(in_a_year), formula))
    }

    fn label(self) -> String {
        match self {
            AprTerm::Days { days: 1 } => "1 day".to_owned(),
            AprTerm::Days { days } => format!("{days} days"),
            AprTerm::Months { months: 1 } => "1 month".to_owned(),
            AprTerm::Months { months } => format!("{months} months"),
        }
    }
}

/// Finance charge ÷ amount financed × periods in a year.
///
/// A term of a year or less is one unit-period, so nothing is compounded.
/// Source: docs/money/interest-and-late.md, formulas F-24 and F-25.
///
/// # Errors
/// A charge below zero, nothing financed, two currencies, a term of nothing or above a year, or
/// a rate beyond the largest one.
pub fn apr(
    cost: FinanceCost,
    term: AprTerm,
    precision: AprPrecision,
) -> Result<Worked<Rate>, Refusal> {
    let FinanceCost { finance_charge, amount_financed } = cost;
    finance_charge.plus(amount_financed)?;
    if finance_charge.is_negative() {
        return Err(Refusal::FinanceChargeNegative { charge: finance_charge });
    }
    if !amount_financed.is_positive() {
        return Err(Refusal::NothingFinanced { amount: amount_financed });
    }
    let (length, in_a_year, formula) = term.parts()?;
    let numerator = i128::from(finance_charge.minor()) * in_a_year;
    let denominator = i128::from(amount_financed.minor()) * length;
    let rate = Rate::from_ratio(numerator, denominator, precision.decimals(), Rounding::HalfUp)
        .ok_or(Refusal::RateOutOfRange)?;
    let lines = vec![
        WorkingLine::says("Term".to_owned(), term.label()),
        WorkingLine::says(
            "Charge for the term".to_owned(),
            format!("{finance_charge} \u{f7} {amount_financed}"),
        ),
        WorkingLine::says("Terms in a year".to_owned(), format!("{in_a_year} \u{f7} {length}")),
    ];
    let working = Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: "Annual percentage rate".to_owned(),
        lines,
        total_label: "APR".to_owned(),
        total_detail: precision.label().to_owned(),
        total: Figure::Rate { rate },
        note: String::new(),
    };
    Ok(Worked { value: rate, working })
}
