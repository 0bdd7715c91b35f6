//! Days counted, parts of a year, due dates and early-payment discounts.

use super::{Case, Scene, above_zero};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field, item};
use factor_domain::{
    Day, DiscountDates, DiscountYear, EarlyPaymentDiscount, InvoiceDates, Money, Paid, Rate,
    YearBasis,
};
use serde::Deserialize;

/// The days of an invoice, counted as the terms say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayCountCase {
    pub purchased_on: Day,
    #[serde(default)]
    pub invoiced_on: Option<Day>,
    #[serde(default)]
    pub due_on: Option<Day>,
    #[serde(default)]
    pub funded_on: Option<Day>,
    #[serde(default)]
    pub received_on: Option<Day>,
    #[serde(default)]
    pub posted_on: Option<Day>,
    #[serde(default)]
    pub as_of: Option<Day>,
}

/// Two days as a part of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearFractionCase {
    pub from: Day,
    pub to: Day,
    pub year_basis: YearBasis,
    #[serde(default)]
    pub period_end: PeriodEnd,
}

/// Whether the span ends the whole contract, which only 30E/360 ISDA asks.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodEnd {
    #[default]
    Interim,
    Termination,
}

/// When an invoice falls due by the payment schedule of the terms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueDate {
    pub invoiced_on: Day,
    #[serde(default)]
    pub face: Option<Money>,
}

/// A discount for paying early.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlyPayment {
    pub rate: Rate,
    pub days: u16,
    #[serde(default)]
    pub grace_days: u16,
    #[serde(default)]
    pub discountable: Option<Money>,
    #[serde(default)]
    pub invoiced_on: Option<Day>,
    #[serde(default)]
    pub received_on: Option<Day>,
    #[serde(default)]
    pub net_days: Option<u16>,
    #[serde(default)]
    pub year: Option<DiscountYear>,
}

impl Case for DayCountCase {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if self.received_on.is_some() == self.as_of.is_some() {
            let says = "enter either the day of receipt or as_of";
            problems.push(Problem::new(field(at, "received_on"), says));
        }
        if self.posted_on.is_some() && self.received_on.is_none() {
            let says = "leave it out where nothing was received";
            problems.push(Problem::new(field(at, "posted_on"), says));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let invoiced_on = self.invoiced_on.unwrap_or(self.purchased_on);
        let due_on = match self.due_on {
            Some(day) => day,
            None => scene.terms.due_date(invoiced_on, scene.market.calendar)?.value,
        };
        let dates = scene.terms.with_caps(&InvoiceDates {
            invoiced_on,
            due_on,
            purchased_on: self.purchased_on,
            funded_on: self.funded_on,
            recourse_on: None,
            late_on: None,
        })?;
        let count = scene.terms.day_count();
        let counted = match self.received_on {
            Some(received_on) => {
                let posted_on = self.posted_on.unwrap_or(received_on);
                count.count(&dates, Paid { received_on, posted_on }, scene.market.calendar)?
            }
            None => count.count_open(&dates, self.as_of.unwrap_or(self.purchased_on))?,
        };
        let mut answer = Answer::default();
        answer.add("counted_from", counted.from);
        answer.add("counted_to", counted.to);
        answer.add("value_on", counted.value_on);
        let worked = factor_domain::Worked { value: counted.days, working: counted.working() };
        answer.add_worked("days", worked);
        Ok(answer)
    }
}

impl Case for YearFractionCase {
    fn answer(&self, _scene: &Scene) -> Answered {
        let fraction = match self.period_end {
            PeriodEnd::Interim => self.year_basis.fraction(self.from, self.to),
            PeriodEnd::Termination => self.year_basis.fraction_to_termination(self.from, self.to),
        };
        let mut answer = Answer::default();
        for (place, (days, year)) in fraction.parts.into_iter().enumerate() {
            let of_part = item("parts", place);
            answer.add(field(&of_part, "days"), days);
            answer.add(field(&of_part, "year"), year);
        }
        Ok(answer)
    }
}

impl Case for DueDate {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if let Some(face) = self.face {
            above_zero(face, field(at, "face"), problems);
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let calendar = scene.market.calendar;
        let mut answer = Answer::default();
        answer.add_worked("due_on", scene.terms.due_date(self.invoiced_on, calendar)?);
        if let Some(face) = self.face {
            let parts = scene.terms.instalments(self.invoiced_on, face, calendar)?;
            for (place, part) in parts.into_iter().enumerate() {
                let of_part = item("instalments", place);
                answer.add(field(&of_part, "due_on"), part.due_on);
                answer.add(field(&of_part, "amount"), part.amount);
            }
        }
        Ok(answer)
    }
}

impl Case for EarlyPayment {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let of_amount = [
            ("discountable", self.discountable.is_some()),
            ("invoiced_on", self.invoiced_on.is_some()),
            ("received_on", self.received_on.is_some()),
        ];
        let given = of_amount.iter().filter(|(_, is_given)| *is_given).count();
        if given > 0 {
            for (name, _) in of_amount.iter().filter(|(_, is_given)| !is_given) {
                problems.push(Problem::new(field(at, name), "missing: the amount needs it"));
            }
        } else if self.net_days.is_none() {
            let says = "enter it for the cost a year, or discountable and both days";
            problems.push(Problem::new(field(at, "net_days"), says));
        }
        if self.year.is_some() && self.net_days.is_none() {
            let says = "leave it out where the cost a year is not asked for";
            problems.push(Problem::new(field(at, "year"), says));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let EarlyPayment { rate, days, grace_days, .. } = *self;
        let discount = EarlyPaymentDiscount { rate, days, grace_days };
        let mut answer = Answer::default();
        if let (Some(discountable), Some(invoiced_on), Some(received_on)) =
            (self.discountable, self.invoiced_on, self.received_on)
        {
            let dates = DiscountDates { invoiced_on, received_on };
            let amount = discount.amount(discountable, dates, scene.terms.rounding)?;
            answer.add("allowed_until", discount.allowed_until(invoiced_on)?);
            answer.add_worked("amount", amount);
        }
        if let Some(net_days) = self.net_days {
            let year = self.year.unwrap_or(DiscountYear::Days365);
            answer.add_worked("cost_a_year", discount.cost_a_year(net_days, year)?);
        }
        Ok(answer)
    }
}
