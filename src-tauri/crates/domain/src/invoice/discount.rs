//! The discount a debtor may take for paying early.

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// A discount such as 2 % within 10 days, net 30.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EarlyPayment {
    /// Percent of the discountable part.
    pub rate: Rate,
    /// Days after the invoice date in which it may be taken.
    pub within_days: u16,
    /// The part of the face it applies to; often without tax and freight.
    pub discountable: Money,
}

impl EarlyPayment {
    /// The discount the debtor may take, rounded once.
    ///
    /// # Errors
    /// A product beyond [`Money::MINOR_MAX`].
    pub fn amount(&self, rounding: Rounding) -> Result<Worked<Money>, Refusal> {
        let value = self.discountable.times(self.rate, rounding)?;
        let line = WorkingLine::adds(
            format!("Paid within {} days", self.within_days),
            format!("{} \u{d7} {}", self.rate, self.discountable),
            value,
        );
        let working = Working {
            formula_id: Formula::EarlyPaymentDiscount.id().to_owned(),
            formula_version: Formula::EarlyPaymentDiscount.version(),
            title: "Early-payment discount".to_owned(),
            lines: vec![line],
            total_label: "Discount".to_owned(),
            total_detail: format!("rounded once, {}", rounding.label()),
            total: Figure::Money { amount: value },
            note: "Borne by the client's reserve.".to_owned(),
        };
        Ok(Worked { value, working })
    }

    /// The last day on which it may be taken, with the grace the debtor is given.
    ///
    /// # Errors
    /// A day after 2199.
    pub fn last_day(&self, invoiced_on: Day, grace_days: u16) -> Result<Day, Refusal> {
        let days = i64::from(self.within_days) + i64::from(grace_days);
        invoiced_on.plus_days(days).map_err(|_| Refusal::DayOutsideCalendar)
    }

    /// What not taking it costs the debtor a year, to two decimals: d ÷ (1 − d) × year ÷ days.
    ///
    /// `None` where it does not shorten the terms, or is the whole.
    #[must_use]
    pub fn cost_a_year(&self, net_days: u16, basis: YearBasis) -> Option<Rate> {
        let year_days = match basis {
            YearBasis::Actual360
            | YearBasis::Thirty360Us
            | YearBasis::Thirty360European
            | YearBasis::Thirty360Isda => 360,
            YearBasis::Actual365 | YearBasis::ActualActual => 365,
        };
        let days = i128::from(net_days.checked_sub(self.within_days)?);
        let rate = i128::from(self.rate.millionths());
        let rest = Rate::MILLIONTHS_PER_ONE - rate;
        Rate::from_ratio(rate * year_days, rest * days, 2, Rounding::HalfUp)
    }
}
