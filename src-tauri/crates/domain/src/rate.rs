//! Rates in percent, exact to the millionth of a percent.

use crate::read::ReadError;
use crate::rounding::{Rounding, divide};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A percentage with up to six decimals; 85 means 85 %.
///
/// Source of the six decimals: market fees such as 3.055555 % for 110 days. The range of a
/// single term (0 to 100, say) is the caller's to check. On the wire it is a string without a
/// sign, such as `"85.00"`, because a JSON number would be read as a float.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Rate {
    millionths: i64,
}

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate { millionths: 0 };
    /// The whole.
    pub const HUNDRED: Rate = Rate { millionths: 100 * Rate::MILLIONTHS_PER_PERCENT };
    /// Decimals of a percent that are kept.
    pub const DECIMALS_MAX: u32 = 6;
    /// A million percent either way; beyond it only slips of the finger live.
    pub const PERCENT_MAX: i64 = 1_000_000;

    const MILLIONTHS_PER_PERCENT: i64 = 1_000_000;
    /// Millionths of a percent in the whole, the divisor of every product with a rate.
    pub(crate) const MILLIONTHS_PER_ONE: i128 = 100_000_000;
    const TEXT_CHARS_MAX: usize = 40;
    /// Beyond it a number may not fit the decimal at all; `-1000000` has eight.
    const WHOLE_CHARS_MAX: usize = 12;

    /// The rate of this many percent.
    ///
    /// # Errors
    /// More than six decimals, or beyond [`Rate::PERCENT_MAX`].
    pub fn percent(percent: Decimal) -> Result<Rate, ReadError> {
        let percent = percent.normalize();
        if percent.scale() > Rate::DECIMALS_MAX {
            return Err(ReadError::TooManyRateDecimals);
        }
        if percent.abs() > Decimal::from(Rate::PERCENT_MAX) {
            return Err(ReadError::RateTooLarge);
        }
        let millionths = percent * Decimal::from(Rate::MILLIONTHS_PER_PERCENT);
        millionths.to_i64().map(|millionths| Rate { millionths }).ok_or(ReadError::RateTooLarge)
    }

    /// The rate of this many hundredths of a percent: 75 is 0.75 %.
    #[must_use]
    pub const fn hundredths(hundredths: i32) -> Rate {
        Rate { millionths: hundredths as i64 * (Rate::MILLIONTHS_PER_PERCENT / 100) }
    }

    /// The exact quotient as a rate, rounded once to this many decimals of a percent.
    pub(crate) fn from_ratio(
        numerator: i128,
        denominator: i128,
        decimals: u32,
        rounding: Rounding,
    ) -> Option<Rate> {
        let unit = 10_i128.checked_pow(Rate::DECIMALS_MAX.checked_sub(decimals)?)?;
        let scaled = numerator.checked_mul(Rate::MILLIONTHS_PER_ONE / unit)?;
        let millionths = divide(scaled, denominator, rounding)?.checked_mul(unit)?;
        let limit = i128::from(Rate::PERCENT_MAX * Rate::MILLIONTHS_PER_PERCENT);
        let is_within = (-limit..=limit).contains(&millionths);
        is_within.then(|| i64::try_from(millionths).ok().map(|millionths| Rate { millionths }))?
    }

    /// The rate in millionths of a percent.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.millionths
    }

    /// The rate in percent.
    #[must_use]
    pub fn as_percent(self) -> Decimal {
        Decimal::new(self.millionths, Rate::DECIMALS_MAX)
    }

    /// Whether the rate is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.millionths == 0
    }

    /// Whether the rate lies in 0 to 100 percent.
    #[must_use]
    pub fn is_share(self) -> bool {
        (Rate::ZERO..=Rate::HUNDRED).contains(&self)
    }

    /// Reads `85`, `85 %`, `3.055555%` or `2,5`.
    ///
    /// # Errors
    /// A sentence for the field: not a number, too many decimals, too large.
    pub fn parse(text: &str) -> Result<Rate, ReadError> {
        let text = text.trim();
        if text.chars().count() > Rate::TEXT_CHARS_MAX {
            return Err(ReadError::TooLong);
        }
        let number = text.strip_suffix('%').unwrap_or(text).trim_end();
        if number.is_empty() {
            return Err(ReadError::Empty);
        }
        // A rate has no thousands, so a comma can only be the decimal sign.
        let number = number.replace(',', ".").replace('\u{2212}', "-");
        let is_plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
        if !is_plain || !number.chars().any(|c| c.is_ascii_digit()) {
            return Err(ReadError::NotARate);
        }
        let decimals = number.split_once('.').map_or("", |(_, after)| after);
        if decimals.trim_end_matches('0').len() > Rate::DECIMALS_MAX as usize {
            return Err(ReadError::TooManyRateDecimals);
        }
        if number.chars().take_while(|c| *c != '.').count() > Rate::WHOLE_CHARS_MAX {
            return Err(ReadError::RateTooLarge);
        }
        let percent = Decimal::from_str(&number).map_err(|_| ReadError::NotARate)?;
        Rate::percent(percent)
    }

    /// `85.00`: at least two decimals, more where they are needed.
    #[must_use]
    pub fn format_plain(self) -> String {
        let percent = self.as_percent().normalize();
        let decimals = percent.scale().max(2) as usize;
        format!("{percent:.decimals$}")
    }
}

/// `85.00%`.
impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&format!("{}%", self.format_plain()))
    }
}

impl TryFrom<String> for Rate {
    type Error = ReadError;

    fn try_from(text: String) -> Result<Rate, ReadError> {
        Rate::parse(&text)
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> String {
        rate.format_plain()
    }
}
