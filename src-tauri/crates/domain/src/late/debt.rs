//! What is late: an amount, its due date, what was paid on it and what is disputed of it.

use crate::day::Day;
use crate::interest::DatedBalance;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::GraceMeaning;

/// An invoice seen as a debt that may be late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateDebt {
    /// The due date; the first day that counts as late is the day after it.
    pub due_on: Day,
    /// What was owed before any of the payments below.
    pub amount: Money,
    /// Payments in any order; the day of a payment still counts at the balance before it.
    pub payments: Vec<LatePayment>,
    /// What is not charged while the debtor disputes it.
    pub disputes: Vec<DisputeSpan>,
}

/// A payment on a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatePayment {
    /// The day it was received.
    pub on: Day,
    /// What was paid.
    pub amount: Money,
}

/// A disputed portion of a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeSpan {
    /// The first day of the dispute.
    pub from: Day,
    /// The first day after it; none while it is open.
    pub until: Option<Day>,
    /// The disputed part of the amount.
    pub amount: Money,
}

/// Which days of a debt are charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lateness {
    /// From the day after the due date to the last day unpaid, both counted.
    pub(crate) days_late: u32,
    /// The first charged day and the day after the last one.
    pub(crate) charged: Option<(Day, Day)>,
    /// The day from which the charge may be demanded.
    pub(crate) notice_on: Day,
    /// The day on which a charge that is made once arises.
    pub(crate) arises_on: Day,
    /// Whether the debt is paid in full on the day asked for.
    pub(crate) settled: Settled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settled {
    Open,
    Paid,
}

pub(crate) fn plus(day: Day, days: i64) -> Result<Day, Refusal> {
    day.plus_days(days).map_err(Refusal::outside_calendar)
}

impl LateDebt {
    /// Refuses amounts below zero and amounts of two currencies.
    fn check(&self) -> Result<(), Refusal> {
        let paid = self.payments.iter().map(|payment| payment.amount);
        let disputed = self.disputes.iter().map(|dispute| dispute.amount);
        for amount in std::iter::once(self.amount).chain(paid).chain(disputed) {
            self.amount.plus(amount.negated())?;
            if amount.is_negative() {
                return Err(Refusal::LateAmountNegative { amount });
            }
        }
        Ok(())
    }

    /// What of an unpaid amount is charged on this day: all but what is disputed.
    fn undisputed(&self, unpaid: Money, day: Day) -> Result<Money, Refusal> {
        let nothing = Money::zero(unpaid.currency());
        let mut base = unpaid.at_least(nothing)?;
        for dispute in &self.disputes {
            if dispute.from <= day && dispute.until.is_none_or(|until| day < until) {
                base = base.minus(dispute.amount)?;
            }
        }
        Ok(base.at_least(nothing)?)
    }

    /// The payments in the order of their days.
    fn sorted_payments(&self) -> Vec<&LatePayment> {
        let mut payments: Vec<&LatePayment> = self.payments.iter().collect();
        payments.sort_unstable_by_key(|payment| payment.on);
        payments
    }

    /// The day of the payment that paid the debt off.
    fn paid_off_on(&self) -> Result<Option<Day>, Refusal> {
        let mut unpaid = self.amount;
        for payment in self.sorted_payments() {
            unpaid = unpaid.minus(payment.amount)?;
            if !unpaid.is_positive() {
                return Ok(Some(payment.on));
            }
        }
        Ok(None)
    }

    pub(crate) fn lateness(
        &self,
        as_of: Day,
        grace_days: u16,
        meaning: GraceMeaning,
    ) -> Result<Lateness, Refusal> {
        self.check()?;
        let paid_off = self.paid_off_on()?.filter(|day| *day <= as_of);
        let last = paid_off.unwrap_or(as_of);
        let days = self.due_on.days_until(last).max(0);
        let days_late = u32::try_from(days).map_err(|_| Refusal::DayOutsideCalendar)?;
        let first = plus(self.due_on, 1)?;
        let after_grace = plus(self.due_on, i64::from(grace_days) + 1)?;
        let is_past_grace = days_late > u32::from(grace_days);
        let (start, arises_on) = match meaning {
            GraceMeaning::ChargeFromDue => (is_past_grace.then_some(first), after_grace),
            GraceMeaning::ChargeFromGraceEnd => (is_past_grace.then_some(after_grace), after_grace),
            GraceMeaning::NoticeWaits => ((days_late > 0).then_some(first), first),
        };
        let until = plus(last, 1)?;
        let settled = if paid_off.is_some() { Settled::Paid } else { Settled::Open };
        let charged = start.map(|start| (start, until));
        Ok(Lateness { days_late, charged, notice_on: after_grace, arises_on, settled })
    }

    /// What is charged on each day from `from` on: the unpaid balance less what is disputed.
    pub(crate) fn bases(&self, from: Day) -> Result<Vec<DatedBalance>, Refusal> {
        let mut days = vec![from];
        for payment in &self.payments {
            days.push(plus(payment.on, 1)?);
        }
        for dispute in &self.disputes {
            days.push(dispute.from);
            days.extend(dispute.until);
        }
        days.retain(|day| *day >= from);
        days.sort_unstable();
        days.dedup();
        let mut payments = self.sorted_payments().into_iter().peekable();
        let mut unpaid = self.amount;
        let mut bases = Vec::with_capacity(days.len());
        for day in days {
            // The day of a payment still counts at the balance before it.
            while let Some(payment) = payments.next_if(|payment| payment.on < day) {
                unpaid = unpaid.minus(payment.amount)?;
            }
            bases.push(DatedBalance { from: day, amount: self.undisputed(unpaid, day)? });
        }
        Ok(bases)
    }
}
