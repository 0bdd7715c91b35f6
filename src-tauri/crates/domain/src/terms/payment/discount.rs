//! The discount a debtor may take for paying early: 2/10 net 30.

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::read::ReadError;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine, days_text};
use serde::{Deserialize, Serialize};

/// A discount for payment within so many days of the invoice date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EarlyPaymentDiscount {
    /// Percent of what may be discounted.
    pub rate: Rate,
    /// Days after the invoice date.
    pub days: u16,
    /// Days more in which it is still allowed.
    pub grace_days: u16,
}

/// The year a yearly cost is stated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DiscountYear {
    /// 365 days.
    Days365,
    /// 360 days, as the federal Prompt Payment rule has it.
    Days360,
}

impl DiscountYear {
    /// Days of the year.
    #[must_use]
    pub const fn days(self) -> u16 {
        match self {
            DiscountYear::Days365 => 365,
            DiscountYear::Days360 => 360,
        }
    }
}

/// Longest text that is read as a discount.
const TEXT_CHARS_MAX: usize = 60;
/// Words that may stand between the figures and say nothing more.
const WORDS: [&str; 6] = ["within", "in", "days", "day", "d", "grace"];
/// Longest window; beyond a year nothing is early.
const DAYS_MAX: u16 = 365;

impl EarlyPaymentDiscount {
    /// Whether a text is written as a discount rather than as an amount.
    #[must_use]
    pub fn is_written_so(text: &str) -> bool {
        text.contains(['/', '%'])
    }

    /// Reads `2/10`, `2 % within 10 days`, `2/10 net 30`, and `2/10+3` for three days of grace.
    ///
    /// # Errors
    /// A sentence for the field: not a discount, or one of nothing or of all.
    pub fn parse(text: &str) -> Result<EarlyPaymentDiscount, ReadError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(ReadError::TooLong);
        }
        // Beside the discount it often says when the whole is due, which the due date says here.
        let own = text.split("net").next().unwrap_or_default();
        let own = own.split("n/").next().unwrap_or_default().trim_end_matches([' ', ',']);
        let (rate, window) = own.split_once(['/', '%']).ok_or(ReadError::NotADiscount)?;
        let rate = Rate::parse(rate).map_err(|_| ReadError::NotADiscount)?;
        let parts = window.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let days: Vec<u16> = parts
            .filter(|part| !WORDS.contains(part))
            .map(|part| part.strip_suffix('d').unwrap_or(part).parse())
            .collect::<Result<_, _>>()
            .map_err(|_| ReadError::NotADiscount)?;
        let (days, grace_days) = match days.as_slice() {
            [days] => (*days, 0),
            [days, grace] => (*days, *grace),
            [] | [_, _, _, ..] => return Err(ReadError::NotADiscount),
        };
        if days == 0 || days > DAYS_MAX || grace_days > DAYS_MAX {
            return Err(ReadError::NotADiscount);
        }
        let discount = EarlyPaymentDiscount { rate, days, grace_days };
        discount.check_rate().map_err(|_| ReadError::DiscountOutsideRange)?;
        Ok(discount)
    }

    /// `2/10`, or `2/10+3` with three days of grace; reads back as the same.
    #[must_use]
    pub fn format_short(&self) -> String {
        let rate = self.rate.format_plain();
        let rate = rate.trim_end_matches('0').trim_end_matches('.');
        match self.grace_days {
            0 => format!("{rate}/{}", self.days),
            grace => format!("{rate}/{}+{grace}", self.days),
        }
    }

    /// The last day of the discount as the invoice states it, without the grace days.
    ///
    /// # Errors
    /// A day after 2199.
    pub fn window_ends(&self, invoiced_on: Day) -> Result<Day, Refusal> {
        invoiced_on.plus_days(i64::from(self.days)).map_err(Refusal::outside_calendar)
    }

    /// The last day on which it is allowed, the grace days included.
    ///
    /// # Errors
    /// A day after 2199.
    pub fn allowed_until(&self, invoiced_on: Day) -> Result<Day, Refusal> {
        self.window_ends(invoiced_on)?
            .plus_days(i64::from(self.grace_days))
            .map_err(Refusal::outside_calendar)
    }

    /// What the debtor may keep: rate × what may be discounted, rounded once.
    ///
    /// `discountable` is the part of the face that the discount is given on, often the face without
    /// tax and freight. Source: docs/money/days.md: 2 % of 10,000.00 within 10 days is 200.00.
    ///
    /// # Errors
    /// [`Refusal::DiscountLate`] after the last day; a rate that is no discount.
    pub fn amount(
        &self,
        discountable: Money,
        dates: DiscountDates,
        rounding: Rounding,
    ) -> Result<Worked<Money>, Refusal> {
        self.check_rate()?;
        let DiscountDates { invoiced_on, received_on } = dates;
        let (ends, last_day) = (self.window_ends(invoiced_on)?, self.allowed_until(invoiced_on)?);
        if received_on > last_day {
            return Err(Refusal::DiscountLate { last_day, received_on });
        }
        let value = discountable.times(self.rate, rounding)?;
        let days = self.days;
        let mut window = format!(
            "{} + {} = {}",
            invoiced_on.format_short(),
            days_text(days),
            ends.format_short()
        );
        if self.grace_days > 0 {
            let grace = days_text(self.grace_days);
            window.push_str(&format!("; + {grace} of grace = {}", last_day.format_short()));
        }
        let lines = vec![
            WorkingLine::says("Allowed until".to_owned(), window),
            WorkingLine::says("Received".to_owned(), received_on.format_short()),
            WorkingLine::adds(
                "Discount".to_owned(),
                format!("{} \u{d7} {discountable}", self.rate),
                value,
            ),
        ];
        let working = Working {
            formula_id: Formula::EarlyPaymentDiscount.id().to_owned(),
            formula_version: Formula::EarlyPaymentDiscount.version(),
            title: "Early-payment discount".to_owned(),
            lines,
            total_label: "Discount".to_owned(),
            total_detail: format!("rounded once, {}", rounding.label()),
            total: Figure::Money { amount: value },
            note: String::new(),
        };
        Ok(Worked { value, working })
    }

    /// What it costs a year to give it: d ÷ (1 − d) × year ÷ (days until due − discount days).
    ///
    /// To two decimals of a percent, half up. Source: docs/money/days.md: 2/10 net 30 is 37.24 %
    /// on 365 days and 36.73 % on 360.
    ///
    /// # Errors
    /// [`Refusal::DiscountNotEarly`] where the discount lasts until the due date; a rate that is
    /// no discount.
    pub fn cost_a_year(&self, net_days: u16, year: DiscountYear) -> Result<Worked<Rate>, Refusal> {
        self.check_rate()?;
        let discount_days = self.days;
        let early = i128::from(net_days) - i128::from(discount_days);
        if early <= 0 {
            return Err(Refusal::DiscountNotEarly { discount_days, net_days });
        }
        let rate = i128::from(self.rate.millionths());
        let kept = Rate::MILLIONTHS_PER_ONE - rate;
        let value = Rate::from_ratio(
            rate * i128::from(year.days()),
            kept * early,
            READ_DECIMALS,
            Rounding::HalfUp,
        )
        .ok_or(Refusal::DiscountOutsideRange { rate: self.rate })?;
        let (rate, year) = (self.rate, year.days());
        let lines = vec![
            WorkingLine::says(
                "Paid earlier by".to_owned(),
                format!("{net_days} \u{2212} {discount_days} = {early} days"),
            ),
            WorkingLine::says(
                "Cost of the discount".to_owned(),
                format!("{rate} \u{f7} (100% \u{2212} {rate}) \u{d7} {year} \u{f7} {early}"),
            ),
        ];
        let working = Working {
            formula_id: Formula::CostAYear.id().to_owned(),
            formula_version: Formula::CostAYear.version(),
            title: format!("Cost a year of {rate} in {discount_days}, net {net_days}"),
            lines,
            total_label: "Cost a year".to_owned(),
            total_detail: "rounded once, half up, to two decimals".to_owned(),
            total: Figure::Rate { rate: value },
            note: String::new(),
        };
        Ok(Worked { value, working })
    }

    fn check_rate(&self) -> Result<(), Refusal> {
        if self.rate > Rate::ZERO && self.rate < Rate::HUNDRED {
            Ok(())
        } else {
            Err(Refusal::DiscountOutsideRange { rate: self.rate })
        }
    }
}

/// The two dates that decide whether a discount is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiscountDates {
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// The day the payment was received.
    pub received_on: Day,
}

/// Decimals of a percent in a figure that is only read.
const READ_DECIMALS: u32 = 2;
