//! Sums of fractions that stay exact until they are rounded once.

use crate::currency::Currency;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;

/// An exact amount in minor units, as a reduced fraction.
///
/// Denominators come from years of 360, 365 and 366 days, months of 30 and rates in millionths
/// of a percent, so their common multiple stays far below the limit of `i128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExactAmount {
    numerator: i128,
    denominator: i128,
}

impl ExactAmount {
    pub(crate) const ZERO: ExactAmount = ExactAmount { numerator: 0, denominator: 1 };

    /// The fraction in lowest terms; refuses a denominator of zero.
    pub(crate) fn new(numerator: i128, denominator: i128) -> Result<ExactAmount, MoneyError> {
        if denominator == 0 {
            return Err(MoneyError::DividedByZero);
        }
        let common = common_divisor(numerator, denominator) * denominator.signum();
        Ok(ExactAmount { numerator: numerator / common, denominator: denominator / common })
    }

    /// `amount × rate × numerator ÷ denominator`.
    pub(crate) fn share(
        amount: Money,
        rate: Rate,
        numerator: i64,
        denominator: i64,
    ) -> Result<ExactAmount, MoneyError> {
        let product = i128::from(amount.minor())
            .checked_mul(i128::from(rate.millionths()))
            .and_then(|product| product.checked_mul(i128::from(numerator)))
            .ok_or(MoneyError::OutOfRange)?;
        ExactAmount::new(product, Rate::MILLIONTHS_PER_ONE * i128::from(denominator))
    }

    pub(crate) fn plus(self, other: ExactAmount) -> Result<ExactAmount, MoneyError> {
        let common = common_divisor(self.denominator, other.denominator);
        let (own, others) = (other.denominator / common, self.denominator / common);
        let sum = |left: i128, right: i128| -> Option<(i128, i128)> {
            let numerator = left.checked_mul(own)?.checked_add(right.checked_mul(others)?)?;
            Some((numerator, self.denominator.checked_mul(own)?))
        };
        let (numerator, denominator) =
            sum(self.numerator, other.numerator).ok_or(MoneyError::OutOfRange)?;
        ExactAmount::new(numerator, denominator)
    }

    /// The one rounding.
    pub(crate) fn rounded(
        self,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        Money::from_ratio(self.numerator, self.denominator, currency, rounding)
    }
}

/// Never zero, so that it can be divided by.
fn common_divisor(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.abs(), right.abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left.max(1)
}
