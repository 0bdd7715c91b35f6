//! What measures share: numbers with two decimals, and workings whose total may be undefined.

use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::{Rounding, divide};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A mean of days or a number of times, to two decimals; on the wire `"53.14"`, as a rate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct TwoDecimals {
    hundredths: i64,
}

impl TwoDecimals {
    /// This many hundredths: 5,314 are 53.14.
    #[must_use]
    pub const fn hundredths(hundredths: i64) -> TwoDecimals {
        TwoDecimals { hundredths }
    }

    /// The number of hundredths.
    #[must_use]
    pub const fn as_hundredths(self) -> i64 {
        self.hundredths
    }

    /// `39` or `39.5`: to one decimal, rounded half away from zero, without a decimal of nothing.
    /// Days read so at a glance; the working beside them keeps both decimals.
    #[must_use]
    pub fn format_one_decimal(self) -> String {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let tenths = (self.hundredths.unsigned_abs() + 5) / 10;
        match (tenths / 10, tenths % 10) {
            (0, 0) => "0".to_owned(),
            (whole, 0) => format!("{sign}{whole}"),
            (whole, tenth) => format!("{sign}{whole}.{tenth}"),
        }
    }

    /// The exact quotient, rounded once half up; `None` over zero or beyond the range.
    pub(super) fn from_ratio(numerator: i128, denominator: i128) -> Option<TwoDecimals> {
        let rounded = divide(numerator.checked_mul(100)?, denominator, Rounding::HalfUp)?;
        i64::try_from(rounded).ok().map(TwoDecimals::hundredths)
    }
}

/// `53.14`.
impl fmt::Display for TwoDecimals {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let size = self.hundredths.unsigned_abs();
        out.pad(&format!("{sign}{}.{:02}", size / 100, size % 100))
    }
}

impl TryFrom<String> for TwoDecimals {
    type Error = String;

    fn try_from(text: String) -> Result<TwoDecimals, String> {
        let bad = || format!("number needs two decimals: {text}");
        let (sign, digits) = text.strip_prefix('-').map_or((1, &*text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').ok_or_else(bad)?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() != 2 || !is_digits(whole) || !is_digits(part) {
            return Err(bad());
        }
        let size: i64 = format!("{whole}{part}").parse().map_err(|_| bad())?;
        Ok(TwoDecimals { hundredths: sign * size })
    }
}

impl From<TwoDecimals> for String {
    fn from(number: TwoDecimals) -> String {
        number.to_string()
    }
}

/// What a number with two decimals counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MeasureUnit {
    /// Days.
    Days,
    /// Times a year.
    TimesAYear,
}

impl MeasureUnit {
    /// After a number: "days".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            MeasureUnit::Days => "days",
            MeasureUnit::TimesAYear => "times a year",
        }
    }
}

/// The words of one measure.
pub(super) struct Words<'a> {
    pub formula: Formula,
    pub title: &'a str,
    pub lines: Vec<WorkingLine>,
    /// The quotient in words: "2,650,000 ÷ 100,000".
    pub sum: String,
    /// Why there is no figure, if there is none.
    pub why_none: &'a str,
    pub note: String,
}

impl Words<'_> {
    pub(super) fn number(
        self,
        value: Option<TwoDecimals>,
        unit: MeasureUnit,
    ) -> Worked<Option<TwoDecimals>> {
        let total = value.map_or(Figure::Undefined, |number| Figure::Number { number, unit });
        Worked { value, working: self.working(total) }
    }

    pub(super) fn rate(self, value: Option<Rate>) -> Worked<Option<Rate>> {
        let total = value.map_or(Figure::Undefined, |rate| Figure::Rate { rate });
        Worked { value, working: self.working(total) }
    }

    fn working(self, total: Figure) -> Working {
        let (total_detail, note) = match total {
            Figure::Undefined => ("not defined".to_owned(), self.why_none.to_owned()),
            Figure::Money { .. }
            | Figure::Rate { .. }
            | Figure::Day { .. }
            | Figure::Days { .. }
            | Figure::Number { .. } => (format!("{}, rounded once, half up", self.sum), self.note),
        };
        Working {
            formula_id: self.formula.id().to_owned(),
            formula_version: self.formula.version(),
            title: self.title.to_owned(),
            lines: self.lines,
            total_label: self.title.to_owned(),
            total_detail,
            total,
            note,
        }
    }
}

/// The quotient in percent to two decimals; `None` unless what it is divided by is above zero.
pub(super) fn percent(numerator: i128, denominator: i128) -> Option<Rate> {
    let is_defined = denominator > 0;
    is_defined.then(|| Rate::from_ratio(numerator, denominator, 2, Rounding::HalfUp))?
}

/// The quotient to two decimals; `None` unless what it is divided by is above zero.
pub(super) fn number(numerator: i128, denominator: i128) -> Option<TwoDecimals> {
    let is_defined = denominator > 0;
    is_defined.then(|| TwoDecimals::from_ratio(numerator, denominator))?
}

/// A line that says an input; inputs do not add up to a quotient, so they carry no amount.
pub(super) fn says(label: &str, detail: impl fmt::Display) -> WorkingLine {
    WorkingLine::says(label.to_owned(), detail.to_string())
}

/// The amount, unless it is below zero.
pub(super) fn not_below_zero(amount: Money) -> Result<Money, Refusal> {
    if amount.is_negative() { Err(Refusal::AmountNegative { amount }) } else { Ok(amount) }
}
