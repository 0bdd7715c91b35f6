//! Spans of one balance and one rate, the lines of every interest working.

use crate::day::Day;
use crate::exact::Exact;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rate_index::RateStretch;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::working::WorkingLine;

/// A balance that holds from one day until the next entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedBalance {
    /// The first day it holds.
    pub from: Day,
    /// The balance at the end of that day.
    pub amount: Money,
}

/// Days `from` up to but without `until`, at one balance and one rate a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: Day,
    pub(crate) until: Day,
    pub(crate) balance: Money,
    pub(crate) rate: Rate,
}

impl Stretch {
    pub(crate) fn days(&self) -> i64 {
        self.from.days_until(self.until)
    }

    /// Balance × rate × part of the year; nothing of a balance below zero.
    pub(crate) fn exact(&self, basis: YearBasis) -> Result<Exact, MoneyError> {
        if !self.balance.is_positive() {
            return Ok(Exact::ZERO);
        }
        let mut sum = Exact::ZERO;
        for (days, year_days) in basis.fraction(self.from, self.until).parts {
            sum = sum.plus(Exact::product(self.balance.minor(), self.rate, days, year_days)?)?;
        }
        Ok(sum)
    }

    /// The line of a working; `last` is the last day that is charged.
    pub(crate) fn line(
        &self,
        basis: YearBasis,
        last: Day,
        rounding: Rounding,
    ) -> Result<WorkingLine, MoneyError> {
        let label = format!("{} to {}", self.from.format_short(), last.format_short());
        if self.balance.is_negative() {
            let detail = format!("{} in the client's favor, nothing charged", self.balance);
            return Ok(WorkingLine::says(label, detail));
        }
        if self.balance.is_zero() {
            return Ok(WorkingLine::says(label, "Nothing outstanding".to_owned()));
        }
        let fraction = basis.fraction(self.from, self.until);
        let part = match fraction.parts.len() {
            1 => fraction.label(),
            _ => format!("({})", fraction.label()),
        };
        let detail = format!("{} \u{d7} {} \u{d7} {part}", self.rate, self.balance);
        let amount = self.exact(basis)?.rounded(self.balance.currency(), rounding)?;
        Ok(WorkingLine::adds(label, detail, amount))
    }
}

/// Refuses balances that are missing, out of order or of two currencies.
pub(crate) fn check_balances(balances: &[DatedBalance]) -> Result<(), Refusal> {
    let Some(first) = balances.first() else { return Err(Refusal::NoBalances) };
    for pair in balances.windows(2) {
        if pair[1].from <= pair[0].from {
            return Err(Refusal::BalancesOutOfOrder { day: pair[1].from });
        }
        first.amount.plus(pair[1].amount.negated()).map(|_| ())?;
    }
    Ok(())
}

/// The balance of this day; nothing before the first one.
pub(crate) fn balance_on(balances: &[DatedBalance], day: Day) -> Option<Money> {
    let after = balances.partition_point(|balance| balance.from <= day);
    match after.checked_sub(1) {
        Some(place) => Some(balances[place].amount),
        None => balances.first().map(|first| Money::zero(first.amount.currency())),
    }
}

/// Cuts the span of the rates wherever the balance or the rate changes.
pub(crate) fn stretches(balances: &[DatedBalance], rates: &[RateStretch]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for span in rates {
        let changes = balances.iter().map(|balance| balance.from);
        let inside = changes.filter(|day| span.from < *day && *day < span.until);
        let starts: Vec<Day> = std::iter::once(span.from).chain(inside).collect();
        for (place, &from) in starts.iter().enumerate() {
            let until = starts.get(place + 1).copied().unwrap_or(span.until);
            let Some(balance) = balance_on(balances, from) else { continue };
            let next = Stretch { from, until, balance, rate: span.rate };
            match found.last_mut() {
                Some(last) if last.balance == next.balance && last.rate == next.rate => {
                    last.until = next.until;
                }
                Some(_) | None => found.push(next),
            }
        }
    }
    found
}

/// The exact interest of all of them.
pub(crate) fn exact_sum(stretches: &[Stretch], basis: YearBasis) -> Result<Exact, MoneyError> {
    stretches.iter().try_fold(Exact::ZERO, |sum, stretch| sum.plus(stretch.exact(basis)?))
}
