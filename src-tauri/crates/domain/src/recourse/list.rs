//! Which invoices have reached their recourse date, and which soon will.

use crate::day::Day;
use crate::invoice::Risk;
use crate::ledger::events::InvoiceKey;
use crate::money::Money;

/// An open invoice with the date its terms give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecourseItem {
    /// The invoice.
    pub of: InvoiceKey,
    /// Its recourse date.
    pub opens_on: Day,
    /// The face still open.
    pub open: Money,
    /// Who bears the risk of the debtor now.
    pub risk: Risk,
}

/// A line of the recourse list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecourseDue {
    /// The invoice.
    pub item: RecourseItem,
    /// Days since its recourse date: 0 on that day, below zero before it.
    pub days_past: i64,
}

/// Invoices at the client's risk whose recourse date has come, or comes within these days.
///
/// The longest past first; invoices at the firm's risk never appear.
#[must_use]
pub fn recourse_list(items: &[RecourseItem], as_of: Day, days_ahead: u16) -> Vec<RecourseDue> {
    let mut list: Vec<RecourseDue> = items
        .iter()
        .filter(|item| match item.risk {
            Risk::Client => item.open.is_positive(),
            Risk::Firm(_) => false,
        })
        .map(|&item| RecourseDue { item, days_past: item.opens_on.days_until(as_of) })
        .filter(|due| due.days_past >= -i64::from(days_ahead))
        .collect();
    list.sort_by_key(|due| (due.item.opens_on, due.item.of));
    list
}
