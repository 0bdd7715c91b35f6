//! The one place where a fraction of a minor unit is given up.

use serde::{Deserialize, Serialize};

/// How the exact result becomes a whole number of minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Rounding {
    /// Half a cent away from zero, the custom of the trade.
    HalfUp,
    /// Half a cent to the even cent.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    /// In words, as a working says it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Rounding::HalfUp => "half up",
            Rounding::HalfEven => "half to even",
            Rounding::Down => "down",
            Rounding::Up => "up",
        }
    }
}

/// The quotient rounded to a whole number; `None` for a denominator of zero.
pub(crate) fn divide(numerator: i128, denominator: i128, rounding: Rounding) -> Option<i128> {
    let (whole, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    // Compared with the other half, so that doubling cannot overflow.
    let half = rest.unsigned_abs().cmp(&(denominator.unsigned_abs() - rest.unsigned_abs()));
    let is_rounded_away = rest != 0
        && match rounding {
            Rounding::HalfUp => half.is_ge(),
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && whole % 2 != 0),
            Rounding::Down => false,
            Rounding::Up => true,
        };
    Some(if is_rounded_away { whole + away } else { whole })
}
