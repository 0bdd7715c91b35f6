//! Sums of products that stay exact until they are rounded once.

use crate::currency::Currency;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;
use std::cmp::Ordering;

/// An exact amount, or an exact share of one minor unit.
///
/// Worth `numerator ÷ (divisor × 10⁸)` minor units: rates count millionths of a percent. The
/// divisor grows only by the spans of days and years that terms may name, which
/// [`crate::Terms::validate`] bounds; whatever would still not fit is refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    numerator: i128,
    divisor: i128,
}

impl Exact {
    pub(crate) const ZERO: Exact = Exact { numerator: 0, divisor: 1 };

    /// A whole number of minor units.
    pub(crate) fn minor(minor: i64) -> Exact {
        Exact { numerator: i128::from(minor) * Rate::MILLIONTHS_PER_ONE, divisor: 1 }
    }

    /// `minor × rate × count ÷ of`.
    pub(crate) fn product(
        minor: i64,
        rate: Rate,
        count: i64,
        of: i64,
    ) -> Result<Exact, MoneyError> {
        let numerator = i128::from(minor)
            .checked_mul(i128::from(rate.millionths()))
            .and_then(|product| product.checked_mul(i128::from(count)))
            .ok_or(MoneyError::OutOfRange)?;
        if of <= 0 {
            return Err(MoneyError::DividedByZero);
        }
        Ok(Exact { numerator, divisor: i128::from(of) })
    }

    pub(crate) fn plus(self, other: Exact) -> Result<Exact, MoneyError> {
        let common = gcd(self.divisor, other.divisor);
        let (left, right) = (other.divisor / common, self.divisor / common);
        let scaled = |numerator: i128, factor: i128| numerator.checked_mul(factor);
        scaled(self.numerator, left)
            .zip(scaled(other.numerator, right))
            .and_then(|(left, right)| left.checked_add(right))
            .zip(self.divisor.checked_mul(left))
            .map(|(numerator, divisor)| Exact { numerator, divisor })
            .ok_or(MoneyError::OutOfRange)
    }

    /// `self × other.divisor` against `other × self.divisor`; `None` where that does not fit.
    fn compared(self, other: Exact) -> Option<Ordering> {
        let common = gcd(self.divisor, other.divisor);
        let left = self.numerator.checked_mul(other.divisor / common)?;
        Some(left.cmp(&other.numerator.checked_mul(self.divisor / common)?))
    }

    pub(crate) fn is_same(self, other: Exact) -> Result<bool, MoneyError> {
        self.compared(other).map(Ordering::is_eq).ok_or(MoneyError::OutOfRange)
    }

    pub(crate) fn at_least(self, least: Exact) -> Result<Exact, MoneyError> {
        let order = self.compared(least).ok_or(MoneyError::OutOfRange)?;
        Ok(if order.is_lt() { least } else { self })
    }

    pub(crate) fn at_most(self, most: Exact) -> Result<Exact, MoneyError> {
        let order = self.compared(most).ok_or(MoneyError::OutOfRange)?;
        Ok(if order.is_gt() { most } else { self })
    }

    /// The one rounding.
    pub(crate) fn rounded(
        self,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let divisor =
            self.divisor.checked_mul(Rate::MILLIONTHS_PER_ONE).ok_or(MoneyError::OutOfRange)?;
        Money::from_ratio(self.numerator, divisor, currency, rounding)
    }

    /// The share of a base of one minor unit, to six decimals of a percent.
    pub(crate) fn as_rate(self) -> Option<Rate> {
        let divisor = self.divisor.checked_mul(Rate::MILLIONTHS_PER_ONE)?;
        Rate::from_ratio(self.numerator, divisor, Rate::DECIMALS_MAX, Rounding::HalfUp)
    }
}

/// The greatest common divisor of two numbers above zero.
pub(crate) fn gcd(left: i128, right: i128) -> i128 {
    if right == 0 { left } else { gcd(right, left % right) }
}
