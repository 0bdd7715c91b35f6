//! A purchased invoice while it is open.

use crate::day::Day;
use crate::ids::{ReceiptId, ScheduleId, TermsVersionId};
use crate::invoice::deficit::deficit_working;
use crate::invoice::offered::not_before;
use crate::invoice::story::Story;
use crate::invoice::{Offered, On, Paying, Risk, ShortPayDecision, ShortPayReason, Shortage, Step};
use crate::ledger::events::{
    Application, CreditMemo, Deficit, FeeBilled, FeeKind, Occasion, ShortPay, WriteOff,
};
use crate::ledger::{Entry, InvoiceBalances};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Worked, Working};

/// A purchased invoice: what was bought, what was paid, what the books say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchased {
    pub(super) facts: PurchasedFacts,
    pub(super) story: Story,
    balances: InvoiceBalances,
}

/// What is kept of a purchased invoice beside its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchasedFacts {
    /// What was bought.
    pub offered: Offered,
    /// On which schedule.
    pub schedule: ScheduleId,
    /// On which terms.
    pub terms_version: TermsVersionId,
    /// How these terms round.
    pub rounding: Rounding,
    /// The day of purchase; the fee clock runs from it, whatever is returned later.
    pub purchased_on: Day,
    /// Who bears the risk of the debtor, as agreed.
    pub risk: Risk,
    /// What the debtor contests, if anything.
    pub dispute: Option<Dispute>,
    /// What the debtor paid to the client instead, and the client has not turned over.
    pub misdirected: Option<Misdirected>,
    /// The payments applied, in order.
    pub payments: Vec<Payment>,
}

/// A payment, or a part of one, applied to the invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The receipt it comes from.
    pub receipt: ReceiptId,
    /// The day it was received.
    pub received_on: Day,
    /// The day it was posted.
    pub posted_on: Day,
    /// The day it counts as collected.
    pub value_on: Day,
    /// How much.
    pub amount: Money,
}

/// A debtor contests an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Why.
    pub reason: ShortPayReason,
    /// How much of it.
    pub amount: Money,
    /// Since when.
    pub since: Day,
}

/// A debtor paid the client: the client owes the money, the invoice stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misdirected {
    /// How much has not been turned over.
    pub amount: Money,
    /// The day the firm learnt of it.
    pub known_on: Day,
}

impl Purchased {
    /// The invoice as its entries left it.
    ///
    /// # Errors
    /// A balance beyond [`Money::MINOR_MAX`], or two currencies.
    pub fn from_books(facts: PurchasedFacts, entries: &[Entry]) -> Result<Purchased, Refusal> {
        let offered = &facts.offered;
        let none = Story::of_currency(offered.face.currency());
        let story = none.after(offered.of.invoice, entries)?;
        Purchased::told(facts, story)
    }

    /// What is kept beside the entries.
    #[must_use]
    pub const fn facts(&self) -> &PurchasedFacts {
        &self.facts
    }

    /// What the books say.
    #[must_use]
    pub const fn balances(&self) -> &InvoiceBalances {
        &self.balances
    }

    /// Who bears the risk of the debtor now: a dispute turns it to the client.
    #[must_use]
    pub const fn risk(&self) -> Risk {
        match self.facts.dispute {
            Some(_) => Risk::Client,
            None => self.facts.risk,
        }
    }

    /// Applies money that has been received.
    ///
    /// A payment that leaves something open is an instalment by word, or its shortage is coded.
    ///
    /// # Errors
    /// [`Refusal::PaidBeforePurchase`], [`Refusal::BeyondOpen`], [`Refusal::ShortPayUncoded`],
    /// [`Refusal::DiscountLate`], [`Refusal::NothingShort`].
    pub fn apply(&self, payment: Payment, paying: &Paying, on: On) -> Result<Step<Self>, Refusal> {
        let PurchasedFacts { offered, purchased_on, .. } = &self.facts;
        let received_on = payment.received_on;
        if received_on < *purchased_on {
            return Err(Refusal::PaidBeforePurchase { received_on, purchased_on: *purchased_on });
        }
        let open = self.balances.open;
        let short = open.minus(payment.amount)?;
        if short.is_negative() {
            return Err(Refusal::BeyondOpen { open });
        }
        let applied = Application { of: offered.of, amount: payment.amount };
        let mut entries = vec![applied.entry(&self.occasion(on))?];
        let mut facts = self.facts.clone();
        facts.payments.push(payment);
        let paid = self.with(facts).booked(entries.clone(), on)?.next;
        let step = match paying {
            Paying::Instalment => return Ok(Step { next: paid, entries }),
            Paying::InFull if short.is_zero() => return Ok(Step { next: paid, entries }),
            Paying::InFull => return Err(Refusal::ShortPayUncoded { shortage: short }),
            Paying::Discounted => paid.take_discount(received_on, on)?,
            Paying::Short(shortage) => paid.short_pay(shortage, on)?,
        };
        entries.extend(step.entries);
        Ok(Step { next: step.next, entries })
    }

    /// Codes all that is still open as a shortage and does what was decided.
    ///
    /// # Errors
    /// [`Refusal::NothingShort`], [`Refusal::ApprovalMissing`], [`Refusal::WriteOffBeyondLimit`].
    pub fn short_pay(&self, shortage: &Shortage, on: On) -> Result<Step<Purchased>, Refusal> {
        let amount = self.balances.open;
        if amount.is_zero() {
            return Err(Refusal::NothingShort);
        }
        match &shortage.decision {
            ShortPayDecision::LeaveOpen => {
                let since = on.event_on;
                let next = self.dispute(Dispute { reason: shortage.reason, amount, since })?;
                Ok(Step { next, entries: Vec::new() })
            }
            ShortPayDecision::ChargeReserve => self.charge_reserve(amount, None, on),
            ShortPayDecision::WriteOff { approved_by, limit } => {
                if approved_by.is_empty() {
                    return Err(Refusal::ApprovalMissing);
                }
                if limit.minus(amount)?.is_negative() {
                    return Err(Refusal::WriteOffBeyondLimit { limit: *limit });
                }
                let reserve = Money::zero(amount.currency());
                let entry = WriteOff { of: self.facts.offered.of, face: amount, reserve };
                self.booked(vec![entry.entry(&self.occasion(on))?], on)
            }
        }
    }

    /// Books the client's credit memo to the debtor.
    ///
    /// # Errors
    /// [`Refusal::BeyondOpen`].
    pub fn credit_memo(&self, amount: Money, on: On) -> Result<Step<Purchased>, Refusal> {
        not_before(on.event_on, self.facts.purchased_on)?;
        let memo = CreditMemo { of: self.facts.offered.of, amount };
        self.booked(vec![memo.entry(&self.occasion(on))?], on)
    }

    /// Notes that the debtor contests it; the risk turns to the client.
    ///
    /// # Errors
    /// More than is open, or a day before the purchase.
    pub fn dispute(&self, dispute: Dispute) -> Result<Purchased, Refusal> {
        not_before(dispute.since, self.facts.purchased_on)?;
        self.within_open(dispute.amount)?;
        let facts = PurchasedFacts { dispute: Some(dispute), ..self.facts.clone() };
        Ok(self.with(facts))
    }

    /// Notes that the debtor owes it after all; the risk is as agreed again.
    #[must_use]
    pub fn end_dispute(&self) -> Purchased {
        let facts = PurchasedFacts { dispute: None, ..self.facts.clone() };
        self.with(facts)
    }

    /// Notes that the debtor paid the client, and bills the fee for it where one is due.
    ///
    /// What was noted before and not turned over yet is added to.
    ///
    /// The invoice stays open until the money is turned over, so nothing else is booked.
    ///
    /// # Errors
    /// More than is open, or a day before the purchase.
    pub fn misdirected(
        &self,
        what: Misdirected,
        fee: Option<Worked<Money>>,
        on: On,
    ) -> Result<Step<Purchased>, Refusal> {
        not_before(what.known_on, self.facts.purchased_on)?;
        self.within_open(what.amount)?;
        let what = match self.facts.misdirected {
            Some(before) => Misdirected {
                amount: before.amount.plus(what.amount)?,
                known_on: before.known_on.min(what.known_on),
            },
            None => what,
        };
        self.within_open(what.amount)?;
        let of = Some(self.facts.offered.of);
        let mut entries = Vec::new();
        if let Some(fee) = fee.filter(|fee| !fee.value.is_zero()) {
            let billed = FeeBilled { of, kind: FeeKind::Other, fee };
            entries.push(billed.entry(&self.occasion(on))?);
        }
        let facts = PurchasedFacts { misdirected: Some(what), ..self.facts.clone() };
        self.with(facts).booked(entries, on)
    }

    /// Applies misdirected money that the client has turned over.
    ///
    /// # Errors
    /// As [`Purchased::apply`], or more than was misdirected.
    pub fn turned_over(&self, payment: Payment, on: On) -> Result<Step<Purchased>, Refusal> {
        let what = self.facts.misdirected.ok_or(Refusal::NothingMisdirected)?;
        let left = what.amount.minus(payment.amount)?;
        if left.is_negative() {
            return Err(Refusal::BeyondOpen { open: what.amount });
        }
        let mut step = self.apply(payment, &Paying::Instalment, on)?;
        step.next.facts.misdirected =
            left.is_positive().then_some(Misdirected { amount: left, ..what });
        Ok(step)
    }

    fn take_discount(&self, received_on: Day, on: On) -> Result<Step<Self>, Refusal> {
        let (short, offered) = (self.balances.open, &self.facts.offered);
        let discount = offered.early_payment.ok_or(Refusal::NoDiscountAgreed)?;
        let rounding = self.facts.rounding;
        let allowed = discount.allowed(offered.invoiced_on, received_on, rounding)?;
        if short.minus(allowed.value)?.is_positive() {
            return Err(Refusal::ShortPayUncoded { shortage: short.minus(allowed.value)? });
        }
        if short.is_zero() {
            return Err(Refusal::NothingShort);
        }
        // A debtor may take less than it could; the working then explains another figure.
        let working = (short == allowed.value).then_some(allowed.working);
        self.charge_reserve(short, working, on)
    }

    fn charge_reserve(
        &self,
        amount: Money,
        working: Option<Working>,
        on: On,
    ) -> Result<Step<Purchased>, Refusal> {
        let short = ShortPay { of: self.facts.offered.of, amount, working };
        self.booked(vec![short.entry(&self.occasion(on))?], on)
    }

    fn within_open(&self, amount: Money) -> Result<(), Refusal> {
        let open = self.balances.open;
        if !amount.is_positive() {
            return Err(Refusal::NothingToBook);
        }
        if open.minus(amount)?.is_negative() { Err(Refusal::BeyondOpen { open }) } else { Ok(()) }
    }

    pub(super) fn with(&self, facts: PurchasedFacts) -> Purchased {
        Purchased { facts, story: self.story, balances: self.balances }
    }

    pub(super) fn told(facts: PurchasedFacts, story: Story) -> Result<Purchased, Refusal> {
        let balances = story.balances()?;
        Ok(Purchased { facts, story, balances })
    }

    pub(crate) fn occasion(&self, on: On) -> Occasion {
        Occasion {
            cause: on.cause,
            client: Some(self.facts.offered.client),
            event_on: on.event_on,
            value_on: on.value_on,
            terms_version: Some(self.facts.terms_version),
        }
    }

    /// The state after these entries; a reserve below zero becomes a deficit at once.
    pub(crate) fn booked(&self, entries: Vec<Entry>, on: On) -> Result<Step<Purchased>, Refusal> {
        let of = self.facts.offered.of;
        let mut entries = entries;
        let mut next =
            Purchased::told(self.facts.clone(), self.story.after(of.invoice, &entries)?)?;
        let balances = next.balances;
        if balances.open.is_negative() {
            return Err(Refusal::BeyondOpen { open: self.balances.open });
        }
        if balances.reserve.is_negative() {
            let amount = balances.reserve.negated();
            let working = Some(deficit_working(of, self.balances.reserve, &entries, amount));
            let deficit = Deficit { of, amount, working }.entry(&self.occasion(on))?;
            next = Purchased::told(next.facts, next.story.after(of.invoice, [&deficit])?)?;
            entries.push(deficit);
        }
        Ok(Step { next, entries })
    }
}
