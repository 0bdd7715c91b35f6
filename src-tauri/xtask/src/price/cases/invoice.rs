//! What invoices cost, by their dates and payments or by days counted.

use super::table::fee_after;
use super::{Case, Scene, above_zero};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field, item};
use factor_domain::fee::{DatedPayment, InvoiceFacts, InvoicePrice};
use factor_domain::{Day, InvoiceDates, Money, Paid, Refusal};
use serde::Deserialize;

/// An invoice of a file; only the face is needed where days are counted already.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    pub face: Money,
    #[serde(default)]
    pub tax: Option<Money>,
    #[serde(default)]
    pub retainage: Option<Money>,
    #[serde(default)]
    pub discount: Option<Money>,
    #[serde(default)]
    pub advance: Option<Money>,
    #[serde(default)]
    pub invoiced_on: Option<Day>,
    #[serde(default)]
    pub due_on: Option<Day>,
    #[serde(default)]
    pub purchased_on: Option<Day>,
    #[serde(default)]
    pub funded_on: Option<Day>,
    #[serde(default)]
    pub payments: Vec<Payment>,
}

/// A payment of a file.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    pub received_on: Day,
    #[serde(default)]
    pub posted_on: Option<Day>,
    pub amount: Money,
}

/// What an invoice or several cost.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    #[serde(default)]
    pub invoice: Option<Invoice>,
    #[serde(default)]
    pub invoices: Option<Vec<Invoice>>,
    #[serde(default)]
    pub payments: Vec<Payment>,
    #[serde(default)]
    pub as_of: Option<Day>,
    #[serde(default)]
    pub days: Option<u32>,
    #[serde(default)]
    pub closed_by: Option<ClosedBy>,
}

/// What closes an invoice that was not paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// The last payment: the rest was borne by the reserve or written off.
    LastPayment,
}

impl Payment {
    pub fn dated(self) -> DatedPayment {
        let Payment { received_on, posted_on, amount } = self;
        DatedPayment { received_on, posted_on: posted_on.unwrap_or(received_on), amount }
    }

    fn paid(self) -> Paid {
        let DatedPayment { received_on, posted_on, .. } = self.dated();
        Paid { received_on, posted_on }
    }
}

/// The last of the payments by the day they were received.
pub fn last(payments: &[Payment]) -> Option<Payment> {
    payments.iter().max_by_key(|payment| payment.received_on).copied()
}

impl Invoice {
    /// Notes amounts outside the face and days out of order; an invoice that is priced by dates.
    pub fn check_dated(&self, at: &str, problems: &mut Vec<Problem>) {
        self.check_amounts(at, problems);
        for (name, day) in [("invoiced_on", self.invoiced_on), ("purchased_on", self.purchased_on)]
        {
            if day.is_none() {
                problems.push(Problem::new(field(at, name), "missing"));
            }
        }
        let mut in_order = |name: &str, day: Option<Day>, not_before: Option<Day>, what: &str| {
            if let (Some(day), Some(first)) = (day, not_before)
                && day < first
            {
                problems
                    .push(Problem::new(field(at, name), format!("lies before {what}: {first}")));
            }
        };
        in_order("due_on", self.due_on, self.invoiced_on, "the invoice");
        in_order("funded_on", self.funded_on, self.purchased_on, "the purchase");
        check_payments(&self.payments, self.purchased_on, &field(at, "payments"), problems);
    }

    fn check_amounts(&self, at: &str, problems: &mut Vec<Problem>) {
        above_zero(self.face, field(at, "face"), problems);
        let parts = [
            ("tax", self.tax),
            ("retainage", self.retainage),
            ("discount", self.discount),
            ("advance", self.advance),
        ];
        for (name, part) in parts {
            if part.is_some_and(|part| part.is_negative() || part > self.face) {
                let says = format!("enter an amount from 0 to the face: {}", self.face);
                problems.push(Problem::new(field(at, name), says));
            }
        }
    }

    /// Notes every day of an invoice whose days are counted already.
    fn check_undated(&self, at: &str, problems: &mut Vec<Problem>) {
        self.check_amounts(at, problems);
        let given = [
            ("tax", self.tax.is_some()),
            ("retainage", self.retainage.is_some()),
            ("discount", self.discount.is_some()),
            ("invoiced_on", self.invoiced_on.is_some()),
            ("due_on", self.due_on.is_some()),
            ("purchased_on", self.purchased_on.is_some()),
            ("funded_on", self.funded_on.is_some()),
            ("payments", !self.payments.is_empty()),
        ];
        for (name, _) in given.iter().filter(|(_, is_given)| *is_given) {
            let says = "leave it out where the days are given";
            problems.push(Problem::new(field(at, name), says));
        }
    }

    /// The dates, those left out worked out by the terms; a date that the check wanted is there.
    pub fn dates(&self, scene: &Scene) -> Result<InvoiceDates, Refusal> {
        let purchased_on = self.purchased_on.ok_or(Refusal::FundingDayMissing)?;
        let invoiced_on = self.invoiced_on.unwrap_or(purchased_on);
        let due_on = match self.due_on {
            Some(day) => day,
            None => scene.terms.due_date(invoiced_on, scene.market.calendar)?.value,
        };
        let funded_on = self.funded_on;
        let (recourse_on, late_on) = (None, None);
        let dates =
            InvoiceDates { invoiced_on, due_on, purchased_on, funded_on, recourse_on, late_on };
        scene.terms.with_caps(&dates)
    }

    /// All that the price depends on.
    pub fn facts(&self, scene: &Scene, payments: &[Payment]) -> Result<InvoiceFacts, Refusal> {
        let zero = Money::zero(self.face.currency());
        let mut facts = InvoiceFacts {
            face: self.face,
            tax: self.tax.unwrap_or(zero),
            retainage: self.retainage.unwrap_or(zero),
            discount: self.discount.unwrap_or(zero),
            advance: self.advance.unwrap_or(zero),
            dates: self.dates(scene)?,
            payments: payments.iter().map(|payment| payment.dated()).collect(),
        };
        if self.advance.is_none() {
            facts.advance = scene.terms.advance_on(&facts)?.value;
        }
        Ok(facts)
    }
}

/// Notes payments of nothing and payments out of order.
pub fn check_payments(
    payments: &[Payment],
    purchased_on: Option<Day>,
    at: &str,
    problems: &mut Vec<Problem>,
) {
    for (place, payment) in payments.iter().enumerate() {
        let at = item(at, place);
        above_zero(payment.amount, field(&at, "amount"), problems);
        if let Some(purchased_on) = purchased_on.filter(|day| payment.received_on < *day) {
            let says = format!("lies before the purchase: {purchased_on}");
            problems.push(Problem::new(field(&at, "received_on"), says));
        }
        let received_on = payment.received_on;
        if payment.posted_on.is_some_and(|day| day < received_on) {
            let says = format!("lies before the receipt: {received_on}");
            problems.push(Problem::new(field(&at, "posted_on"), says));
        }
    }
}

impl Case for Price {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let one = self.invoice.as_ref().map(|invoice| (field(at, "invoice"), invoice));
        let several = self.invoices.iter().flatten().enumerate();
        let several =
            several.map(|(place, invoice)| (item(&field(at, "invoices"), place), invoice));
        let all: Vec<(String, &Invoice)> = one.into_iter().chain(several).collect();
        match (&self.invoice, &self.invoices) {
            (None, None) => problems.push(Problem::new(field(at, "invoice"), "missing")),
            (Some(_), Some(_)) => {
                let says = "enter either one invoice or several";
                problems.push(Problem::new(field(at, "invoices"), says));
            }
            (None, Some(invoices)) if invoices.is_empty() => {
                problems.push(Problem::new(field(at, "invoices"), "enter at least one invoice"));
            }
            (None, Some(_)) if !self.payments.is_empty() => {
                let says = "enter the payments inside each of several invoices";
                problems.push(Problem::new(field(at, "payments"), says));
            }
            (Some(_), None) | (None, Some(_)) => {}
        }
        for (of_invoice, invoice) in &all {
            match self.days {
                Some(_) => invoice.check_undated(of_invoice, problems),
                None => self.check_dated(invoice, of_invoice, at, problems),
            }
        }
        let is_ambiguous = self.days.is_some() || self.closed_by.is_some();
        if self.as_of.is_some() && is_ambiguous {
            let says = "enter one of as_of, days and closed_by";
            problems.push(Problem::new(field(at, "as_of"), says));
        }
        if self.days.is_some() && (self.closed_by.is_some() || !self.payments.is_empty()) {
            let says = "leave it out where there are payments: their days count";
            problems.push(Problem::new(field(at, "days"), says));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        if let Some(invoice) = &self.invoice {
            self.one(invoice, "", scene, &mut answer)?;
            return Ok(answer);
        }
        let mut total = None;
        for (place, invoice) in self.invoices.iter().flatten().enumerate() {
            let prefix = format!("{}.", item("invoices", place));
            let of_one = self.one(invoice, &prefix, scene, &mut answer)?;
            total = Some(match total {
                None => of_one,
                Some(sum) => of_one.plus(sum)?,
            });
        }
        answer.add("total", total);
        Ok(answer)
    }
}

impl Price {
    fn payments<'a>(&'a self, invoice: &'a Invoice) -> &'a [Payment] {
        if self.payments.is_empty() { &invoice.payments } else { &self.payments }
    }

    fn check_dated(&self, invoice: &Invoice, of: &str, at: &str, problems: &mut Vec<Problem>) {
        invoice.check_dated(of, problems);
        check_payments(&self.payments, invoice.purchased_on, &field(at, "payments"), problems);
        if !self.payments.is_empty() && !invoice.payments.is_empty() {
            let says = "enter the payments of an invoice once";
            problems.push(Problem::new(field(of, "payments"), says));
        }
        if self.payments(invoice).is_empty() {
            let missing = match self.closed_by {
                Some(_) => Some(("closed_by", "there is no payment that could close the invoice")),
                None if self.as_of.is_none() => Some(("as_of", "missing, and there is no payment")),
                None => None,
            };
            problems.extend(missing.map(|(name, says)| Problem::new(field(at, name), says)));
        }
    }

    fn one(
        &self,
        invoice: &Invoice,
        prefix: &str,
        scene: &Scene,
        answer: &mut Answer,
    ) -> Result<Money, Refusal> {
        if let Some(days) = self.days {
            let fee = fee_after(scene.terms, invoice.face, invoice.advance, days)?;
            let value = fee.value;
            answer.add_worked(format!("{prefix}total"), fee);
            return Ok(value);
        }
        let payments = self.payments(invoice);
        let facts = invoice.facts(scene, payments)?;
        match invoice.advance {
            Some(advance) => answer.add(format!("{prefix}advance"), advance),
            None => {
                answer.add_worked(format!("{prefix}advance"), scene.terms.advance_on(&facts)?);
            }
        }
        let last = last(payments);
        let price = match (self.closed_by, last) {
            (Some(ClosedBy::LastPayment), Some(last)) => {
                scene.terms.price_settled(&facts, last.paid(), &scene.market)?
            }
            (Some(ClosedBy::LastPayment) | None, _) => {
                let as_of = self.as_of.or(last.map(|last| last.received_on));
                let as_of = as_of.unwrap_or(facts.dates.purchased_on);
                scene.terms.price(&facts, as_of, &scene.market)?
            }
        };
        let value = price.total.value;
        tell(price, prefix, answer);
        Ok(value)
    }
}

/// The figures of a price: the factoring fee, the further fees, when they are taken, the total.
fn tell(price: InvoicePrice, prefix: &str, answer: &mut Answer) {
    for (place, priced) in price.components.into_iter().enumerate() {
        let of = match place.checked_sub(1) {
            None => prefix.to_owned(),
            Some(further) => format!("{prefix}{}.", item("further_fees", further)),
        };
        answer.add(format!("{of}days"), priced.days.days);
        answer.add(format!("{of}counted_from"), priced.days.from);
        answer.add(format!("{of}counted_to"), priced.days.to);
        answer.add(format!("{of}value_on"), priced.days.value_on);
        answer.add_worked(format!("{of}fee"), priced.fee);
        answer.add(format!("{of}at_purchase"), priced.at_purchase);
        answer.add(format!("{of}at_settlement"), priced.at_settlement);
    }
    answer.add(format!("{prefix}from_proceeds"), price.at_funding.value);
    answer.add(format!("{prefix}from_reserve_at_purchase"), price.from_reserve_at_purchase.value);
    answer.add(format!("{prefix}from_reserve_at_settlement"), price.at_settlement.value);
    answer.add_worked(format!("{prefix}total"), price.total);
}
