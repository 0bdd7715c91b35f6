//! Amounts of money, exact to the minor unit.

use crate::currency::Currency;
use crate::rate::Rate;
use crate::rounding::{Rounding, divide};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// An amount in the minor unit of its currency; sums of two currencies are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "MoneyOnTheWire", into = "MoneyOnTheWire")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Money {
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    minor: i64,
    currency: Currency,
}

/// Why an amount cannot exist; the rule that was asked for has not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Beyond [`Money::MINOR_MAX`] either way.
    #[error("amount is beyond a trillion")]
    OutOfRange,
    /// Two currencies in one sum.
    #[error("amounts are in two currencies: {0} and {1}")]
    TwoCurrencies(Currency, Currency),
    /// A ratio over zero, or a split over no parts.
    #[error("amount cannot be divided by zero")]
    DividedByZero,
    /// A code outside the table of currencies.
    #[error("currency is not known: {0}")]
    UnknownCurrency(String),
}

/// The stored and sent shape, checked on its way in.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyOnTheWire {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// Largest amount either side of zero, in minor units.
    ///
    /// Below 2^53, so JSON and TypeScript hold it exactly; 10^14 cents are a trillion dollars.
    pub const MINOR_MAX: i64 = 100_000_000_000_000;

    /// An amount of `minor` minor units: 12,345 in USD are 123.45 dollars.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond [`Money::MINOR_MAX`].
    pub const fn new(minor: i64, currency: Currency) -> Result<Money, MoneyError> {
        if minor > Money::MINOR_MAX || minor < -Money::MINOR_MAX {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Money { minor, currency })
    }

    /// Nothing, in this currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// The exact quotient, rounded once; the last step of every calculation.
    pub(crate) fn from_ratio(
        numerator: i128,
        denominator: i128,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let minor = divide(numerator, denominator, rounding).ok_or(MoneyError::DividedByZero)?;
        Money::new(i64::try_from(minor).map_err(|_| MoneyError::OutOfRange)?, currency)
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency of the amount.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Whether the amount is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// The same amount with its sign turned; always in range, because the range is symmetric.
    #[must_use]
    pub const fn negated(self) -> Money {
        Money { minor: -self.minor, currency: self.currency }
    }

    fn same_currency(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::TwoCurrencies(self.currency, other.currency))
        }
    }

    /// The sum.
    ///
    /// # Errors
    /// Two currencies, or a sum beyond [`Money::MINOR_MAX`].
    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        Money::new(self.minor + other.minor, self.currency)
    }

    /// The difference.
    ///
    /// # Errors
    /// Two currencies, or a difference beyond [`Money::MINOR_MAX`].
    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(other.negated())
    }

    /// The larger of the two, which is how a minimum binds.
    ///
    /// # Errors
    /// Two currencies.
    pub fn at_least(self, minimum: Money) -> Result<Money, MoneyError> {
        self.same_currency(minimum)?;
        Ok(if self.minor < minimum.minor { minimum } else { self })
    }

    /// The smaller of the two, which is how a cap binds.
    ///
    /// # Errors
    /// Two currencies.
    pub fn at_most(self, maximum: Money) -> Result<Money, MoneyError> {
        self.same_currency(maximum)?;
        Ok(if self.minor > maximum.minor { maximum } else { self })
    }

    /// `self × rate` with exactly one rounding, which the caller names.
    ///
    /// # Errors
    /// A product beyond [`Money::MINOR_MAX`].
    pub fn times(self, rate: Rate, rounding: Rounding) -> Result<Money, MoneyError> {
        let numerator = i128::from(self.minor) * i128::from(rate.millionths());
        Money::from_ratio(numerator, Rate::MILLIONTHS_PER_ONE, self.currency, rounding)
    }

    /// `self × numerator ÷ denominator` with exactly one rounding, as for days of a year.
    ///
    /// # Errors
    /// A denominator of zero, or a result beyond [`Money::MINOR_MAX`].
    pub fn times_ratio(
        self,
        numerator: i64,
        denominator: i64,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let product = i128::from(self.minor) * i128::from(numerator);
        Money::from_ratio(product, i128::from(denominator), self.currency, rounding)
    }

    /// Splits the amount in proportion to the weights, so that the parts sum to it exactly.
    ///
    /// Minor units left over go to the largest remainders, the earlier part first. If all
    /// weights are zero the parts are equal.
    ///
    /// # Errors
    /// [`MoneyError::DividedByZero`] for no weights at all.
    pub fn split(self, weights: &[u64]) -> Result<Vec<Money>, MoneyError> {
        let equal = vec![1; weights.len()];
        let weights = if weights.iter().all(|&weight| weight == 0) { &equal } else { weights };
        let total: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
        if total == 0 {
            return Err(MoneyError::DividedByZero);
        }
        let size = i128::from(self.minor.unsigned_abs());
        let (mut parts, mut remainders) = (Vec::new(), Vec::new());
        for (index, &weight) in weights.iter().enumerate() {
            let share = size * i128::from(weight);
            parts.push(share / total);
            remainders.push((share % total, index));
        }
        let left = size - parts.iter().sum::<i128>();
        remainders.sort_by_key(|&(remainder, index)| (-remainder, index));
        let extra = usize::try_from(left).map_err(|_| MoneyError::OutOfRange)?;
        for &(_, index) in remainders.iter().take(extra) {
            parts[index] += 1;
        }
        let sign = if self.minor < 0 { -1 } else { 1 };
        parts
            .iter()
            .map(|&p| Money::from_ratio(p * sign, 1, self.currency, Rounding::Down))
            .collect()
    }

    /// `1,234.56`, with a true minus sign before a negative amount, for screens and papers.
    #[must_use]
    pub fn format_grouped(self) -> String {
        self.written("\u{2212}", ",")
    }

    /// `USD 1,234.56`, as amounts stand in contracts.
    #[must_use]
    pub fn format_with_code(self) -> String {
        format!("{} {}", self.currency, self.format_grouped())
    }

    /// `1234.56`, for machines and files.
    #[must_use]
    pub fn format_plain(self) -> String {
        self.written("-", "")
    }

    fn written(self, minus: &str, group: &str) -> String {
        let per_unit = self.currency.minor_per_unit().unsigned_abs();
        let (units, rest) =
            (self.minor.unsigned_abs() / per_unit, self.minor.unsigned_abs() % per_unit);
        let mut text = String::from(if self.minor < 0 { minus } else { "" });
        let digits = units.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                text.push_str(group);
            }
            text.push(digit);
        }
        if self.currency.minor_digits() > 0 {
            let width = self.currency.minor_digits() as usize;
            text.push_str(&format!(".{rest:0width$}"));
        }
        text
    }
}

/// Amounts of two currencies have no order.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Money) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// `1,234.56`, or `-1,234.56`, without the currency.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.written("-", ","))
    }
}

impl TryFrom<MoneyOnTheWire> for Money {
    type Error = MoneyError;

    fn try_from(wire: MoneyOnTheWire) -> Result<Money, MoneyError> {
        Money::new(wire.minor, wire.currency)
    }
}

impl From<Money> for MoneyOnTheWire {
    fn from(money: Money) -> MoneyOnTheWire {
        MoneyOnTheWire { minor: money.minor, currency: money.currency }
    }
}
