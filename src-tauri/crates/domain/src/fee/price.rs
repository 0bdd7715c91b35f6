//! What an invoice costs by its dates and payments: every charge, and when each is taken.

use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::day_count::{CountedDays, DayCount, InvoiceDates, Paid};
use crate::fee::balance;
use crate::fee::charge::Charge;
use crate::fee::receipt::{self, Compared};
use crate::fee::run::{Dated, Run};
use crate::money::Money;
use crate::rate_index::RateIndexes;
use crate::refusal::Refusal;
use crate::terms::{DayCountEnd, FeeTaken, Terms};
use crate::text::DataId;
use crate::working::{Figure, Worked, WorkingLine, days_text};
use serde::{Deserialize, Serialize};

/// A payment on an invoice that stands: one that was returned is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DatedPayment {
    /// The day it was received.
    pub received_on: Day,
    /// The day it was posted.
    pub posted_on: Day,
    /// What of it was applied to the invoice; above zero.
    pub amount: Money,
}

/// What the charges on an invoice depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoiceFacts {
    /// What the debtor owes in full.
    pub face: Money,
    /// Sales tax inside the face.
    pub tax: Money,
    /// What the debtor holds back until the work is accepted.
    pub retainage: Money,
    /// What the debtor may deduct for paying early.
    pub discount: Money,
    /// What was paid for it at purchase.
    pub advance: Money,
    /// Its days.
    pub dates: InvoiceDates,
    /// The payments on it, in any order.
    pub payments: Vec<DatedPayment>,
}

/// What the world outside decides: business days and interest rates.
#[derive(Clone, Copy)]
pub struct Market<'a> {
    /// The calendar the terms name.
    pub calendar: &'a HolidayCalendar,
    /// The indexes that a rate may follow.
    pub indexes: &'a RateIndexes,
}

/// One charge on an invoice, priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PricedComponent {
    /// What it is called on papers.
    pub title: String,
    /// When it is taken.
    pub taken: FeeTaken,
    /// The charge.
    pub fee: Worked<Money>,
    /// The days it is counted for.
    pub days: CountedDays,
    /// What of it is taken on the day of purchase.
    pub at_purchase: Money,
    /// What of it is taken at settlement: below zero where a part is given back.
    pub at_settlement: Money,
}

impl PricedComponent {
    /// What is still to be taken when the invoice is closed, with its working.
    ///
    /// Below zero where more was taken at purchase than has been earned by then.
    #[must_use]
    pub fn settling(&self) -> Worked<Money> {
        if self.at_purchase.is_zero() {
            return self.fee.clone();
        }
        let (value, taken) = (self.at_settlement, self.at_purchase.negated());
        let days = days_text(self.days.days);
        let mut working = self.fee.working.clone();
        working.title = format!("{} at settlement", self.title);
        working.lines = vec![
            WorkingLine::adds(self.title.clone(), days, self.fee.value),
            WorkingLine::adds("Taken before".to_owned(), self.taken.label().to_owned(), taken),
        ];
        working.total_label = "At settlement".to_owned();
        working.total_detail = "what is left to take".to_owned();
        working.total = Figure::Money { amount: value };
        Worked { value, working }
    }
}

/// Every charge on an invoice, split by when it is taken.
///
/// `at_funding + from_reserve_at_purchase + at_settlement` is the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoicePrice {
    /// The factoring fee, then the further charges in the order of the terms.
    pub components: Vec<PricedComponent>,
    /// All of them.
    pub total: Worked<Money>,
    /// Taken from the proceeds, before the advance is paid.
    pub at_funding: Worked<Money>,
    /// Taken from the reserve on the day of purchase.
    pub from_reserve_at_purchase: Worked<Money>,
    /// Taken from the reserve when the invoice is closed.
    pub at_settlement: Worked<Money>,
}

/// Where the days of an invoice end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the payment that closed it.
    Paid(Paid),
    /// On a day on which it is still unpaid.
    Open(Day),
}

impl Terms {
    /// Every charge on an invoice as of a day, with its working.
    ///
    /// Payments received after `as_of` are not known yet. If those known reach the face, the
    /// charges run to the payment that closed the invoice, whatever `as_of` is; else they have
    /// accrued to `as_of`, and no clearance days are added, because nothing has been received.
    /// Source: docs/money/fees.md.
    ///
    /// # Errors
    /// A face not above zero, an advance, tax or discount outside it, a payment not above zero,
    /// before purchase or posted before it was received, a day that the count needs and that is
    /// missing, a calendar that the terms do not name, an index without a value, terms that do not
    /// validate, or an amount that no currency holds.
    pub fn price(
        &self,
        facts: &InvoiceFacts,
        as_of: Day,
        market: &Market,
    ) -> Result<InvoicePrice, Refusal> {
        self.check(facts, market)?;
        self.price_to(facts, end_as_of(facts, as_of)?, market)
    }

    /// The same for an invoice that a payment closed although it did not reach the face: the
    /// rest was charged to the reserve, written off or given as a discount.
    ///
    /// # Errors
    /// As [`Terms::price`].
    pub fn price_settled(
        &self,
        facts: &InvoiceFacts,
        closing: Paid,
        market: &Market,
    ) -> Result<InvoicePrice, Refusal> {
        self.check(facts, market)?;
        self.price_to(facts, End::Paid(closing), market)
    }

    /// The total of [`Terms::price`] alone, for sums over many invoices.
    ///
    /// # Errors
    /// As [`Terms::price`].
    pub fn fee_amount(
        &self,
        facts: &InvoiceFacts,
        as_of: Day,
        market: &Market,
    ) -> Result<Money, Refusal> {
        self.check(facts, market)?;
        let end = end_as_of(facts, as_of)?;
        let mut total = Money::zero(facts.face.currency());
        for charge in self.charges() {
            let counted = self.counted(&charge, facts, end, market)?;
            let index_rate = |id: &DataId, day| market.indexes.rate_on(id, day);
            let run = self.run(&charge, facts, &counted, market, &index_rate)?;
            total = total.plus(charge.over(&run)?.fee)?;
        }
        Ok(total)
    }

    fn price_to(
        &self,
        facts: &InvoiceFacts,
        end: End,
        market: &Market,
    ) -> Result<InvoicePrice, Refusal> {
        let components = self
            .charges()
            .map(|charge| self.priced(&charge, facts, end, market))
            .collect::<Result<Vec<_>, _>>()?;
        let sum = |title: &str, amount: fn(&PricedComponent) -> Option<Money>| {
            sum_of(facts, title, &components, amount)
        };
        Ok(InvoicePrice {
            total: sum("Charges on the invoice", |priced| Some(priced.fee.value))?,
            at_funding: sum("Taken from the proceeds at funding", |priced| {
                (priced.taken == FeeTaken::AtFunding).then_some(priced.at_purchase)
            })?,
            from_reserve_at_purchase: sum("Taken from the reserve at purchase", |priced| {
                (priced.taken == FeeTaken::FromReserveAtPurchase).then_some(priced.at_purchase)
            })?,
            at_settlement: sum("Taken from the reserve at settlement", |priced| {
                let is_taken = priced.taken == FeeTaken::AtSettlement;
                (is_taken || !priced.at_settlement.is_zero()).then_some(priced.at_settlement)
            })?,
            components,
        })
    }

    fn priced(
        &self,
        charge: &Charge,
        facts: &InvoiceFacts,
        end: End,
        market: &Market,
    ) -> Result<PricedComponent, Refusal> {
        let counted = self.counted(charge, facts, end, market)?;
        let index_rate = |id: &DataId, day| market.indexes.rate_on(id, day);
        let run = self.run(charge, facts, &counted, market, &index_rate)?;
        let charged = charge.over(&run)?;
        let at_purchase = charge.at_purchase(&run)?;
        let mut lines = counted.lines.clone();
        lines.extend(balance::lines(charge.base, facts, &run)?);
        let compared = Compared { face: facts.face, advance: facts.advance };
        let mut working = receipt::charge_working(charge, &run, &charged, lines, compared)?;
        let at_settlement = charged.fee.minus(at_purchase)?;
        if charge.taken != FeeTaken::AtSettlement && !at_settlement.is_zero() {
            working.note.push_str(&format!(
                " {at_purchase} was taken at purchase; {} is given back at settlement.",
                at_settlement.negated()
            ));
        }
        let fee = Worked { value: charged.fee, working };
        let (title, taken) = (charge.title.to_owned(), charge.taken);
        Ok(PricedComponent { title, taken, fee, days: counted, at_purchase, at_settlement })
    }

    fn counted(
        &self,
        charge: &Charge,
        facts: &InvoiceFacts,
        end: End,
        market: &Market,
    ) -> Result<CountedDays, Refusal> {
        let count = DayCount { days: charge.days, clearance_days: self.clearance_days };
        match end {
            End::Paid(paid) => count.count(&facts.dates, paid, market.calendar),
            End::Open(as_of) => count.count_open(&facts.dates, as_of),
        }
    }

    fn run<'a>(
        &self,
        charge: &Charge,
        facts: &InvoiceFacts,
        counted: &CountedDays,
        market: &Market,
        index_rate: &'a dyn Fn(&DataId, Day) -> Result<crate::Rate, Refusal>,
    ) -> Result<Run<'a>, Refusal> {
        let origin = balance::origin(counted, charge.days.inclusion)?;
        let opening = balance::opening(charge.base, facts)?;
        let stretches = if charge.base.is_declining() {
            let value = |payment: &DatedPayment| self.value_day(charge, payment, market);
            balance::declining(opening, facts, origin, counted, &value)?
        } else {
            balance::level(opening, counted.days)
        };
        let dated = Some(Dated { origin, rates_from: counted.from, index_rate });
        Ok(Run::new(opening, stretches, counted.days, dated))
    }

    /// The day from which a payment lowers a declining base: as the days of the charge end.
    fn value_day(
        &self,
        charge: &Charge,
        payment: &DatedPayment,
        market: &Market,
    ) -> Result<Day, Refusal> {
        match charge.days.end {
            DayCountEnd::Cleared => {
                market.calendar.plus_business_days(payment.received_on, self.clearance_days)
            }
            DayCountEnd::Received => Ok(payment.received_on),
            DayCountEnd::Posted => Ok(payment.posted_on),
        }
    }

    fn check(&self, facts: &InvoiceFacts, market: &Market) -> Result<(), Refusal> {
        self.check_calendar(market.calendar)?;
        self.check_priced(facts.face, facts.advance)?;
        for part in [facts.tax, facts.retainage, facts.discount] {
            if part.is_negative() || facts.face.minus(part)?.is_negative() {
                return Err(Refusal::PartOutsideFace { part });
            }
        }
        for payment in &facts.payments {
            let DatedPayment { received_on, posted_on, amount } = *payment;
            let purchased_on = facts.dates.purchased_on;
            if !amount.is_positive() {
                return Err(Refusal::PaymentNotPositive { amount });
            }
            if received_on < purchased_on {
                return Err(Refusal::PaidBeforePurchase { received_on, purchased_on });
            }
            // A part payment too: by posting it would lower a declining base before it came.
            if posted_on < received_on {
                return Err(Refusal::PostedBeforeReceived { received_on, posted_on });
            }
        }
        Ok(())
    }
}

impl Charge<'_> {
    /// What is taken on the day of purchase: the flat fee, or the discount for all its days.
    fn at_purchase(&self, run: &Run) -> Result<Money, Refusal> {
        match self.taken {
            FeeTaken::AtSettlement => Ok(Money::zero(self.minimum.currency())),
            FeeTaken::FromReserveAtPurchase | FeeTaken::AtFunding => {
                let expected = u32::from(self.schedule.expected_days());
                Ok(self.over(&Run::level(run.base_after(0), expected))?.fee)
            }
        }
    }
}

/// The first day on which the payments known by `as_of` reach the face closes the invoice.
fn end_as_of(facts: &InvoiceFacts, as_of: Day) -> Result<End, Refusal> {
    let known = facts.payments.iter().filter(|payment| payment.received_on <= as_of);
    let mut known: Vec<&DatedPayment> = known.collect();
    known.sort_by_key(|payment| (payment.received_on, payment.posted_on));
    let mut paid = Money::zero(facts.face.currency());
    let mut posted_on = facts.dates.purchased_on;
    for payment in known {
        paid = paid.plus(payment.amount)?;
        // An earlier payment may have been posted after the last one.
        posted_on = posted_on.max(payment.posted_on);
        if paid >= facts.face {
            return Ok(End::Paid(Paid { received_on: payment.received_on, posted_on }));
        }
    }
    Ok(End::Open(as_of))
}

/// The amounts of some components as one sum, one line for each that has a part in it.
fn sum_of(
    facts: &InvoiceFacts,
    title: &str,
    components: &[PricedComponent],
    amount: fn(&PricedComponent) -> Option<Money>,
) -> Result<Worked<Money>, Refusal> {
    let mut value = Money::zero(facts.face.currency());
    let mut lines = Vec::new();
    for priced in components {
        if let Some(amount) = amount(priced) {
            value = value.plus(amount)?;
            let detail = format!("{}, {}", days_text(priced.days.days), priced.taken.label());
            lines.push(WorkingLine::adds(priced.title.clone(), detail, amount));
        }
    }
    let compared = Compared { face: facts.face, advance: facts.advance };
    let working = receipt::invoice_working(title.to_owned(), lines, value, compared);
    Ok(Worked { value, working })
}
