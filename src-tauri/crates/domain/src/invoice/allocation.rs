//! What a receipt may be for, when the debtor does not say.

use crate::day::Day;
use crate::ledger::events::InvoiceKey;
use crate::money::{Money, MoneyError};

/// An open invoice of the debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenInvoice {
    /// The invoice.
    pub of: InvoiceKey,
    /// The face still open.
    pub open: Money,
    /// The day it is due.
    pub due_on: Day,
    /// The early-payment discount the debtor may take on the day of receipt.
    pub discount: Option<Money>,
}

/// How a proposal was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllocationKind {
    /// One invoice of just this amount.
    Exact,
    /// One invoice of this amount once its discount is taken.
    ExactLessDiscount,
    /// The fewest invoices that sum to the amount.
    FewestInvoices,
    /// The longest due first, as far as the money goes.
    OldestFirst,
}

/// One way to share out a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// How it was found.
    pub kind: AllocationKind,
    /// What each invoice gets.
    pub parts: Vec<(InvoiceKey, Money)>,
    /// What stays unapplied.
    pub left: Money,
}

/// Whether the search for the fewest invoices looked at everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Everything within [`Search::INVOICES_MAX`] invoices was looked at.
    Complete,
    /// It stopped at [`Search::STEPS_MAX`]; a set may exist that it did not find.
    Stopped,
}

impl Search {
    /// Most invoices in a set.
    pub const INVOICES_MAX: usize = 12;
    /// Most steps, so that the answer comes at once.
    pub const STEPS_MAX: u32 = 200_000;
}

/// Proposals for a receipt, the surest first; a person decides.
///
/// # Errors
/// Two currencies.
pub fn allocations(
    amount: Money,
    invoices: &[OpenInvoice],
) -> Result<(Vec<Allocation>, Search), MoneyError> {
    let zero = Money::zero(amount.currency());
    let mut oldest = Vec::with_capacity(invoices.len());
    for invoice in invoices {
        // Refuses another currency before anything is compared.
        if invoice.open.plus(zero)?.is_positive() {
            oldest.push(*invoice);
        }
    }
    oldest.sort_by_key(|invoice| (invoice.due_on, invoice.of));
    let mut found = Vec::new();
    let single = |kind, invoice: &OpenInvoice| Allocation {
        kind,
        parts: vec![(invoice.of, amount)],
        left: zero,
    };
    for invoice in oldest.iter().filter(|invoice| invoice.open == amount) {
        found.push(single(AllocationKind::Exact, invoice));
    }
    for invoice in &oldest {
        if let Some(discount) = invoice.discount
            && discount.is_positive()
            && invoice.open.minus(discount)? == amount
        {
            found.push(single(AllocationKind::ExactLessDiscount, invoice));
        }
    }
    let mut search = Search::Complete;
    if !found.iter().any(|allocation| allocation.kind == AllocationKind::Exact) {
        let (set, outcome) = fewest(amount, &oldest);
        search = outcome;
        found.extend(set.map(|parts| Allocation {
            kind: AllocationKind::FewestInvoices,
            parts,
            left: zero,
        }));
    }
    found.extend(oldest_first(amount, &oldest)?);
    Ok((found, search))
}

fn oldest_first(amount: Money, oldest: &[OpenInvoice]) -> Result<Option<Allocation>, MoneyError> {
    let (mut left, mut parts) = (amount, Vec::new());
    for invoice in oldest {
        let part = invoice.open.at_most(left)?;
        if part.is_positive() {
            parts.push((invoice.of, part));
            left = left.minus(part)?;
        }
    }
    let kind = AllocationKind::OldestFirst;
    Ok((!parts.is_empty()).then_some(Allocation { kind, parts, left }))
}

/// The smallest set that sums to the amount; of several, the first in order of size and age.
fn fewest(amount: Money, oldest: &[OpenInvoice]) -> (Option<Vec<(InvoiceKey, Money)>>, Search) {
    // Large invoices first, so that a branch that can no longer reach the amount is cut early.
    let mut sorted: Vec<&OpenInvoice> =
        oldest.iter().filter(|invoice| invoice.open.minor() <= amount.minor()).collect();
    sorted.sort_by_key(|invoice| -invoice.open.minor());
    let sizes: Vec<i64> = sorted.iter().map(|invoice| invoice.open.minor()).collect();
    let mut walk = Walk { sizes: &sizes, steps: 0, chosen: Vec::new() };
    for count in 2..=Search::INVOICES_MAX.min(sizes.len()) {
        match walk.find(0, count, amount.minor()) {
            Found::Set => {
                let part = |&index: &usize| (sorted[index].of, sorted[index].open);
                return (Some(walk.chosen.iter().map(part).collect()), Search::Complete);
            }
            Found::Nothing => {}
            Found::Stopped => return (None, Search::Stopped),
        }
    }
    let is_complete = sizes.len() <= Search::INVOICES_MAX;
    (None, if is_complete { Search::Complete } else { Search::Stopped })
}

enum Found {
    Set,
    Nothing,
    Stopped,
}

struct Walk<'a> {
    /// From the largest.
    sizes: &'a [i64],
    steps: u32,
    chosen: Vec<usize>,
}

impl Walk<'_> {
    /// Chooses `count` invoices from `start` on that sum to `left`; at most twelve deep.
    fn find(&mut self, start: usize, count: usize, left: i64) -> Found {
        if count == 0 {
            return if left == 0 { Found::Set } else { Found::Nothing };
        }
        for index in start..self.sizes.len() {
            self.steps += 1;
            if self.steps > Search::STEPS_MAX {
                return Found::Stopped;
            }
            let size = self.sizes[index];
            if size > left {
                continue;
            }
            // The largest that are left do not reach the amount, so smaller ones will not.
            let largest: i128 =
                self.sizes[index..].iter().take(count).map(|&size| i128::from(size)).sum();
            if largest < i128::from(left) {
                break;
            }
            self.chosen.push(index);
            match self.find(index + 1, count - 1, left - size) {
                Found::Set => return Found::Set,
                Found::Stopped => return Found::Stopped,
                Found::Nothing => {}
            }
            self.chosen.pop();
        }
        Found::Nothing
    }
}
