//! The discount a debtor may take on an invoice for paying early.

use crate::day::Day;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{DiscountDates, EarlyPaymentDiscount};
use crate::working::Worked;

/// A discount such as 2 % within 10 days, and what of the invoice it is given on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyPayment {
    /// Rate, days and grace.
    pub discount: EarlyPaymentDiscount,
    /// The part of the face it applies to; often without tax and freight.
    pub discountable: Money,
}

impl EarlyPayment {
    /// What the debtor may keep of a payment received on this day.
    ///
    /// # Errors
    /// [`Refusal::DiscountLate`], [`Refusal::DiscountOutsideRange`].
    pub fn allowed(
        &self,
        invoiced_on: Day,
        received_on: Day,
        rounding: Rounding,
    ) -> Result<Worked<Money>, Refusal> {
        let dates = DiscountDates { invoiced_on, received_on };
        self.discount.amount(self.discountable, dates, rounding)
    }

    /// What is to be expected that the debtor keeps.
    ///
    /// # Errors
    /// [`Refusal::DiscountOutsideRange`].
    pub fn expected(&self, invoiced_on: Day, rounding: Rounding) -> Result<Money, Refusal> {
        Ok(self.allowed(invoiced_on, invoiced_on, rounding)?.value)
    }
}
