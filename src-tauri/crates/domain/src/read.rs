//! Figures, dates and times that a person typed, and what can be wrong with them.

mod amount;
mod day;
mod time;

pub use day::parse_day;
pub use time::parse_time;

/// Why a typed text could not be read; the message is shown under the field as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing was typed.
    #[error("Enter a value")]
    Empty,
    /// The text is longer than any figure or date.
    #[error("This is too long to be a value")]
    TooLong,
    /// Not a number, or one whose separators make no sense.
    #[error("This is not an amount, like 1,234.56")]
    NotAnAmount,
    /// Larger than a trillion in the currency's main unit.
    #[error("This amount is too large")]
    AmountTooLarge,
    /// More decimals than the currency has.
    #[error("{currency} has {digits} decimals")]
    TooManyDecimals {
        /// ISO code of the currency.
        currency: &'static str,
        /// Decimals the currency has.
        digits: u32,
    },
    /// The typed sign or code is of another currency.
    #[error("This amount must be in {expected}")]
    OtherCurrency {
        /// ISO code of the currency wanted here.
        expected: &'static str,
    },
    /// Not a percentage.
    #[error("This is not a percentage, like 2.5%")]
    NotARate,
    /// More than six decimals of a percent.
    #[error("A percentage has at most 6 decimals")]
    TooManyRateDecimals,
    /// Beyond a million percent.
    #[error("This percentage is too large")]
    RateTooLarge,
    /// Not a date in any of the forms understood.
    #[error("This is not a date, like Dec 1, 2026")]
    NotADay,
    /// A date that the calendar does not have, such as the 30th of February.
    #[error("There is no such day in the calendar")]
    NoSuchDay,
    /// Outside 1970 to 2199, nearly always a slip of the finger.
    #[error("The year must lie between 1970 and 2199")]
    YearOutOfRange,
    /// Not a time of day.
    #[error("This is not a time, like 9:30 am or 14:05")]
    NotATime,
    /// Not a discount for paying early.
    #[error("This is not a discount, like 2/10 for 2 % within 10 days")]
    NotADiscount,
    /// A discount of nothing or of all.
    #[error("A discount is above 0 % and below 100 %")]
    DiscountOutsideRange,
}
