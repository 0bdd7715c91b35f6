//! Interest on funds employed: dated balances, a rate that may follow an index, one rounding.

mod stretch;
#[cfg(test)]
mod tests;

pub use stretch::DatedBalance;
pub(crate) use stretch::{Stretch, balance_on, check_balances, exact_sum, stretches};

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::rate_index::{RateIndexes, RateStretch};
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::text::DataId;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// How interest on funds employed is agreed.
///
/// A day on which the client is in credit is charged nothing; interest is never paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundsInterestTerms {
    /// The index the rate follows; none for a fixed rate.
    pub index: Option<DataId>,
    /// Percent a year: the fixed rate, or what is added to the index.
    pub margin: Rate,
    /// Percent a year that the sum never goes below.
    pub floor: Rate,
    /// How days become a part of a year.
    pub year_basis: YearBasis,
    /// How the exact interest becomes whole minor units.
    pub rounding: Rounding,
    /// Whether interest joins the balance.
    pub capitalisation: Capitalisation,
}

/// Whether interest that was posted bears interest itself.
///
/// A choice of its own, because it changes what has to be disclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capitalisation {
    /// Simple interest, rounded once at the end.
    None,
    /// Posted at the end of each calendar month and part of the balance from the next day on.
    Monthly,
}

impl FundsInterestTerms {
    /// The agreed rate over a span: the higher of the floor and index plus margin.
    ///
    /// # Errors
    /// An index that is not known or has no value yet, or a rate below zero.
    pub fn rates_between(
        &self,
        from: Day,
        until: Day,
        indexes: &RateIndexes,
    ) -> Result<Vec<RateStretch>, Refusal> {
        if until < from {
            return Err(Refusal::SpanReversed { from, to: until });
        }
        let of_index = match &self.index {
            Some(id) => indexes.rates_between(id, from, until)?,
            None if from == until => Vec::new(),
            None => vec![RateStretch { from, until, rate: Rate::ZERO }],
        };
        let agreed = |stretch: RateStretch| {
            let rate = agreed_rate(stretch.rate, self.margin, self.floor)?;
            if rate < Rate::ZERO {
                return Err(Refusal::RateOutOfRange);
            }
            Ok(RateStretch { rate, ..stretch })
        };
        of_index.into_iter().map(agreed).collect()
    }
}

/// max(index + margin, floor).
///
/// # Errors
/// [`Refusal::RateOutOfRange`] for a sum that no rate holds.
pub(crate) fn agreed_rate(index: Rate, margin: Rate, floor: Rate) -> Result<Rate, Refusal> {
    let percent = index.as_percent() + margin.as_percent();
    let rate = Rate::percent(percent).map_err(|_| Refusal::RateOutOfRange)?;
    Ok(rate.max(floor))
}

/// Interest on the balances from the end of `from` to the end of `to`, day by day.
///
/// The balance and the rate of a day bear interest for the night after it, so 15 January to
/// 2 March are 46 days. Nothing is employed before the first balance. Rounded once; with
/// [`Capitalisation::Monthly`] once for each posting. The balances are those by value date.
/// Source: docs/money/interest-and-late.md, formula F-20.
///
/// # Errors
/// No balances, balances out of order or in two currencies, a span that ends before it begins,
/// an index without a value on one of the days, or an amount out of range.
pub fn funds_interest(
    balances: &[DatedBalance],
    from: Day,
    to: Day,
    terms: &FundsInterestTerms,
    indexes: &RateIndexes,
) -> Result<Worked<Money>, Refusal> {
    check_balances(balances)?;
    let rates = terms.rates_between(from, to, indexes)?;
    let posted = match terms.capitalisation {
        Capitalisation::None => simple(balances, &rates, terms)?,
        Capitalisation::Monthly => capitalised(balances, &rates, terms)?,
    };
    let title = format!("Interest from {} to {}", from.format_short(), to.format_short());
    let (rule, mut note) = match terms.capitalisation {
        Capitalisation::None => ("rounded once", String::new()),
        Capitalisation::Monthly => (
            "rounded at each posting",
            "Interest joins the balance at the end of each month.".to_owned(),
        ),
    };
    let shown = WorkingLine::sum_of(&posted.lines, posted.interest)?;
    if shown != posted.interest {
        note.push_str(" Each line is shown rounded; the interest is rounded from the exact sum.");
    }
    note.push_str(&doubt(terms, from, to, indexes)?);
    let working = Working {
        formula_id: Formula::FundsInterest.id().to_owned(),
        formula_version: Formula::FundsInterest.version(),
        title,
        lines: posted.lines,
        total_label: "Interest".to_owned(),
        total_detail: format!("{rule}, {}", terms.rounding.label()),
        total: Figure::Money { amount: posted.interest },
        note: note.trim_start().to_owned(),
    };
    Ok(Worked { value: posted.interest, working })
}

/// What a reader must know about the index; empty of a fixed rate or of values that are sure.
fn doubt(
    terms: &FundsInterestTerms,
    from: Day,
    to: Day,
    indexes: &RateIndexes,
) -> Result<String, Refusal> {
    let Some(id) = &terms.index else { return Ok(String::new()) };
    let index = indexes.get(id)?;
    if from == to || index.is_sure_between(from, to)? {
        return Ok(String::new());
    }
    let checked = index.checked_on().format_short();
    Ok(format!(" {} has unconfirmed values; last checked {checked}.", index.title()))
}

struct Posted {
    interest: Money,
    lines: Vec<WorkingLine>,
}

fn simple(
    balances: &[DatedBalance],
    rates: &[RateStretch],
    terms: &FundsInterestTerms,
) -> Result<Posted, Refusal> {
    let stretches = stretches(balances, rates);
    let interest = exact_sum(&stretches, terms.year_basis)?
        .rounded(balances[0].amount.currency(), terms.rounding)?;
    let lines = stretches
        .iter()
        .map(|stretch| stretch.line(terms.year_basis, stretch.until, terms.rounding))
        .collect::<Result<_, _>>()?;
    Ok(Posted { interest, lines })
}

fn capitalised(
    balances: &[DatedBalance],
    rates: &[RateStretch],
    terms: &FundsInterestTerms,
) -> Result<Posted, Refusal> {
    let mut total = Money::zero(balances[0].amount.currency());
    let mut lines = Vec::new();
    for month in by_month(rates)? {
        let mut grown = Vec::new();
        for balance in balances {
            let amount = balance.amount.plus(total)?;
            grown.push(DatedBalance { from: balance.from, amount });
        }
        let posted = simple(&grown, &month, terms)?;
        total = total.plus(posted.interest)?;
        lines.extend(posted.lines);
        let ends = month.last().map(|stretch| stretch.until);
        if let Some(until) = ends.filter(|until| until.day_of_month() == 1) {
            let label = format!("Posted {}", until.format_short());
            let detail = format!("{} joins the balance, {total} so far", posted.interest);
            lines.push(WorkingLine::says(label, detail));
        }
    }
    Ok(Posted { interest: total, lines })
}

/// The same stretches, cut at the first day of each month.
fn by_month(rates: &[RateStretch]) -> Result<Vec<Vec<RateStretch>>, Refusal> {
    let mut months: Vec<Vec<RateStretch>> = Vec::new();
    for stretch in rates {
        let mut from = stretch.from;
        while from < stretch.until {
            let end = from.end_of_month();
            let next = if end < stretch.until {
                end.plus_days(1).map_err(Refusal::outside_calendar)?
            } else {
                stretch.until
            };
            let piece = RateStretch { from, until: next, rate: stretch.rate };
            match months.last_mut() {
                Some(month) if from.day_of_month() != 1 => month.push(piece),
                Some(_) | None => months.push(vec![piece]),
            }
            from = next;
        }
    }
    Ok(months)
}

/// What a yearly rate comes to over 365 days, to four decimals: 12 % on actual/360 is 12.1667 %.
///
/// Only actual/360 charges more days than its year has; every other basis gives the rate itself.
///
/// # Errors
/// A rate out of range.
pub fn effective_annual(rate: Rate, basis: YearBasis) -> Result<Rate, Refusal> {
    match basis {
        YearBasis::Actual360 => {
            let numerator = i128::from(rate.millionths()) * 365;
            let denominator = Rate::MILLIONTHS_PER_ONE * 360;
            Rate::from_ratio(numerator, denominator, 4, Rounding::HalfUp)
                .ok_or(Refusal::RateOutOfRange)
        }
        YearBasis::Actual365
        | YearBasis::ActualActual
        | YearBasis::Thirty360Us
        | YearBasis::Thirty360European
        | YearBasis::Thirty360Isda => Ok(rate),
    }
}
