//! What past invoices would have cost on other terms.

use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::day_count::Paid;
use crate::fee::{InvoiceFacts, InvoicePrice, Market};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::Terms;
use crate::working::Worked;
use serde::{Deserialize, Serialize};

/// An invoice of the past with all that its price depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PricedHistory {
    /// Its amounts, days and payments.
    pub facts: InvoiceFacts,
    /// The day it was closed.
    pub closed_on: Day,
}

/// What one invoice costs on both terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfRow {
    /// Its place in the history that was given, from 0.
    pub place: usize,
    /// Its face.
    pub face: Money,
    /// The advance that was paid.
    pub old_advance: Money,
    /// The advance the other terms pay.
    pub new_advance: Money,
    /// What it costs on the current terms.
    pub old_fee: Worked<Money>,
    /// What it costs on the other terms.
    pub new_fee: Worked<Money>,
    /// New less old: above zero the other terms are dearer.
    pub difference: Money,
}

/// An invoice that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfRefused {
    /// Its place in the history that was given, from 0.
    pub place: usize,
    /// Its face.
    pub face: Money,
    /// Which terms cannot price it, and why.
    pub reason: String,
}

/// The sums of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfTotals {
    /// Of the faces.
    pub face: Money,
    /// Of the advances that were paid.
    pub old_advance: Money,
    /// Of the advances the other terms pay.
    pub new_advance: Money,
    /// Of the fees on the current terms.
    pub old_fee: Money,
    /// Of the fees on the other terms.
    pub new_fee: Money,
    /// Of the differences.
    pub difference: Money,
}

/// A comparison of two terms over the same invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIf {
    /// The invoices that both terms price, in the order of the history.
    pub rows: Vec<WhatIfRow>,
    /// Those that one of them refuses; they are in no total.
    pub refused: Vec<WhatIfRefused>,
    /// The sums of the rows.
    pub totals: WhatIfTotals,
    /// Invoices that cost more on the other terms.
    pub dearer: u32,
    /// Invoices that cost less on them.
    pub cheaper: u32,
    /// Invoices that cost the same.
    pub same: u32,
}

/// Prices each invoice on both terms, by its own days and payments.
///
/// The current side takes the advance that was paid; the other side the advance its own terms
/// give on the same invoice, and recourse and late payment dates by its own rules. An invoice that
/// its last payment closed below the face is counted to that payment; one that was closed
/// otherwise, to its closing day. Terms that name another shipped calendar than `market` has are
/// priced by their own.
///
/// # Errors
/// Terms of two currencies, or totals that no amount holds.
pub fn what_if(
    history: &[PricedHistory],
    current: &Terms,
    other: &Terms,
    market: &Market,
) -> Result<WhatIf, Refusal> {
    // Refused here rather than once for each invoice.
    current.facility_limit.plus(Money::zero(other.currency()))?;
    let zero = Money::zero(current.currency());
    let nothing = WhatIfTotals {
        face: zero,
        old_advance: zero,
        new_advance: zero,
        old_fee: zero,
        new_fee: zero,
        difference: zero,
    };
    let mut found = WhatIf {
        rows: Vec::new(),
        refused: Vec::new(),
        totals: nothing,
        dearer: 0,
        cheaper: 0,
        same: 0,
    };
    for (place, invoice) in history.iter().enumerate() {
        match compared(place, invoice, current, other, market) {
            Ok(row) => found.add(row)?,
            Err(reason) => {
                found.refused.push(WhatIfRefused { place, face: invoice.facts.face, reason });
            }
        }
    }
    Ok(found)
}

impl WhatIf {
    fn add(&mut self, row: WhatIfRow) -> Result<(), Refusal> {
        self.totals = self.totals.plus(&row)?;
        let count = if row.difference.is_positive() {
            &mut self.dearer
        } else if row.difference.is_negative() {
            &mut self.cheaper
        } else {
            &mut self.same
        };
        *count += 1;
        self.rows.push(row);
        Ok(())
    }
}

impl WhatIfTotals {
    fn plus(self, row: &WhatIfRow) -> Result<WhatIfTotals, Refusal> {
        Ok(WhatIfTotals {
            face: self.face.plus(row.face)?,
            old_advance: self.old_advance.plus(row.old_advance)?,
            new_advance: self.new_advance.plus(row.new_advance)?,
            old_fee: self.old_fee.plus(row.old_fee.value)?,
            new_fee: self.new_fee.plus(row.new_fee.value)?,
            difference: self.difference.plus(row.difference)?,
        })
    }
}

fn compared(
    place: usize,
    invoice: &PricedHistory,
    current: &Terms,
    other: &Terms,
    market: &Market,
) -> Result<WhatIfRow, String> {
    let old_says = |refusal: Refusal| format!("current terms: {refusal}");
    let new_says = |refusal: Refusal| format!("other terms: {refusal}");
    let old = priced(current, &invoice.facts, invoice.closed_on, market).map_err(old_says)?;
    let facts = on_other_terms(&invoice.facts, other).map_err(new_says)?;
    let new = priced(other, &facts, invoice.closed_on, market).map_err(new_says)?;
    let difference = new.total.value.minus(old.total.value).map_err(|e| new_says(e.into()))?;
    Ok(WhatIfRow {
        place,
        face: invoice.facts.face,
        old_advance: invoice.facts.advance,
        new_advance: facts.advance,
        old_fee: old.total,
        new_fee: new.total,
        difference,
    })
}

fn on_other_terms(facts: &InvoiceFacts, other: &Terms) -> Result<InvoiceFacts, Refusal> {
    Ok(InvoiceFacts {
        advance: other.advance_on(facts)?.value,
        dates: other.with_caps(&facts.dates)?,
        ..facts.clone()
    })
}

fn priced(
    terms: &Terms,
    facts: &InvoiceFacts,
    closed_on: Day,
    market: &Market,
) -> Result<InvoicePrice, Refusal> {
    // The other terms may name another calendar than those the invoice was bought on.
    let own = HolidayCalendar::built_in(&terms.calendar);
    let is_other = *market.calendar.id() != terms.calendar;
    let calendar = own.as_ref().filter(|_| is_other).unwrap_or(market.calendar);
    let market = &Market { calendar, ..*market };
    let mut paid = Money::zero(facts.face.currency());
    for payment in &facts.payments {
        paid = paid.plus(payment.amount)?;
    }
    let received = facts.payments.iter().map(|payment| payment.received_on).max();
    let posted = facts.payments.iter().map(|payment| payment.posted_on).max();
    match received.zip(posted) {
        Some((received_on, posted_on)) if paid < facts.face && received_on == closed_on => {
            terms.price_settled(facts, Paid { received_on, posted_on }, market)
        }
        Some(_) | None => terms.price(facts, closed_on, market),
    }
}
