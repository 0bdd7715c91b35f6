//! How much of what is invoiced is never paid in cash.

use crate::currency::Currency;
use crate::day::Day;
use crate::exposure::money;
use crate::measures::working::{Words, not_below_zero, percent, says};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// An amount and the day it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedAmount {
    /// The day.
    pub on: Day,
    /// The amount; never below zero.
    pub amount: Money,
}

/// Which of the two usual definitions; a figure is never shown without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DilutionKind {
    /// Non-cash reductions ÷ gross sales.
    OfSales,
    /// Charge-backs ÷ payments, as some contracts define it.
    OfPayments,
}

impl DilutionKind {
    /// Title, and what is divided by what.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            DilutionKind::OfSales => ("Dilution of sales", "Non-cash reductions", "Gross sales"),
            DilutionKind::OfPayments => ("Dilution of payments", "Charge-backs", "Payments"),
        }
    }
}

/// Dilution over the twelve months that end on `as_of`, to two decimals of a percent.
///
/// The window starts the day after the same day a year before. What lies outside it is left out.
/// `None` without sales or payments in the window.
///
/// # Errors
/// An amount below zero, two currencies, a sum out of range, or a window before the calendar.
pub fn dilution(
    kind: DilutionKind,
    as_of: Day,
    reductions: &[DatedAmount],
    whole: &[DatedAmount],
) -> Result<Worked<Option<Rate>>, Refusal> {
    let after = as_of.plus_months(-12).map_err(Refusal::outside_calendar)?;
    let currency = whole.iter().chain(reductions).next().map(|first| first.amount.currency());
    let currency = currency.unwrap_or(Currency::USD);
    let in_window = |amounts: &[DatedAmount]| sum_within(amounts, after, as_of, currency);
    let (reduced, of) = (in_window(reductions)?, in_window(whole)?);
    let value = percent(i128::from(reduced.minor()), i128::from(of.minor()));
    let (title, part, all) = kind.words();
    let words = Words {
        formula: Formula::Dilution,
        title,
        lines: vec![
            says("Twelve months", format!("after {after}, up to {as_of}")),
            says(part, reduced),
            says(all, of),
        ],
        sum: format!("{reduced} ÷ {of}"),
        why_none: match kind {
            DilutionKind::OfSales => "There were no sales in these twelve months.",
            DilutionKind::OfPayments => "There were no payments in these twelve months.",
        },
        note: String::new(),
    };
    Ok(words.rate(value))
}

fn sum_within(
    amounts: &[DatedAmount],
    after: Day,
    to: Day,
    currency: Currency,
) -> Result<Money, Refusal> {
    let zero = Money::zero(currency);
    let mut sum = 0_i128;
    for dated in amounts.iter().filter(|dated| after < dated.on && dated.on <= to) {
        zero.plus(dated.amount)?;
        sum += i128::from(not_below_zero(dated.amount)?.minor());
    }
    Ok(money(sum, currency)?)
}

/// The advance rate after the full dilution is taken off it, point by point; never below zero.
#[must_use]
pub fn dilution_reserve(advance_rate: Rate, dilution: Rate) -> Worked<Rate> {
    let left = advance_rate.as_percent() - dilution.as_percent();
    // A difference of two rates of six decimals has six decimals; below zero nothing is advanced.
    let value = Rate::percent(left).unwrap_or(Rate::ZERO).max(Rate::ZERO);
    let working = Working {
        formula_id: Formula::Dilution.id().to_owned(),
        formula_version: Formula::Dilution.version(),
        title: "Advance rate after dilution".to_owned(),
        lines: vec![
            WorkingLine::says("Advance rate".to_owned(), advance_rate.to_string()),
            WorkingLine::says("Dilution".to_owned(), dilution.to_string()),
        ],
        total_label: "Advance rate".to_owned(),
        total_detail: format!("{advance_rate} − {dilution}, not below zero"),
        total: Figure::Rate { rate: value },
        note: String::new(),
    };
    Worked { value, working }
}
