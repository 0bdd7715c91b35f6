//! The laws that look at one row at a time: the first, the sixth and the seventh.

use crate::ledger::laws::{FeeSample, Finding, Law, SplitBase, Subject};
use crate::ledger::{Booked, Entry};
use crate::money::Money;
use crate::refusal::Refusal;

/// First law: the entry has the shape of its event and balances.
pub(super) fn entry_balances(booked: &Booked) -> Option<Finding> {
    let refusal = booked.entry.check().err()?;
    let off = if let Refusal::EntryUnbalanced { by, .. } = &refusal { Some(*by) } else { None };
    Some(Finding {
        law: Law::EntriesBalance,
        subject: Subject::Entry(booked.number),
        expected: off.map(|by| Money::zero(by.currency())),
        found: off,
        words: format!("Entry {} is not well formed: {refusal}.", booked.number),
    })
}

/// Sixth law: a reversal is the exact mirror of the entry it names, and comes after it.
pub(super) fn reversal_mirrors(booked: &Booked, original: Option<&Booked>) -> Option<Finding> {
    let named = booked.entry.reverses?;
    let finding = |expected, found, words| {
        Some(Finding {
            law: Law::ReversalsMirror,
            subject: Subject::Entry(booked.number),
            expected,
            found,
            words,
        })
    };
    let Some(original) = original.filter(|original| original.number < booked.number) else {
        let words = format!("Entry {} reverses {named}, which is not before it.", booked.number);
        return finding(None, None, words);
    };
    let refusal = booked.entry.check_mirrors(&original.entry).err()?;
    let words = format!("Entry {}: {refusal}.", booked.number);
    finding(credited(&original.entry), debited(&booked.entry), words)
}

/// Sum of the debits; `None` if it is no amount.
fn debited(entry: &Entry) -> Option<Money> {
    let amounts = entry.postings.iter().map(|posting| posting.amount);
    sum(amounts.filter(|amount| amount.is_positive()))
}

fn credited(entry: &Entry) -> Option<Money> {
    let amounts = entry.postings.iter().map(|posting| posting.amount.negated());
    sum(amounts.filter(|amount| amount.is_positive()))
}

fn sum(mut amounts: impl Iterator<Item = Money>) -> Option<Money> {
    let first = amounts.next()?;
    amounts.try_fold(first, |sum, amount| sum.plus(amount).ok())
}

/// Seventh law: no fee falls as days pass, or by paying in parts.
pub(super) fn fees_never_fall(sample: &FeeSample) -> Option<Finding> {
    let finding = |invoice, expected: Money, found: Money, words| {
        Some(Finding {
            law: Law::FeesNeverFall,
            subject: Subject::Invoice(invoice),
            expected: Some(expected),
            found: Some(found),
            words,
        })
    };
    match sample {
        FeeSample::AsDaysPass { invoice, fees } => {
            let fallen =
                fees.windows(2).find(|pair| pair[0].0 <= pair[1].0 && pair[1].1 < pair[0].1)?;
            let ((early, before), (late, after)) = (fallen[0], fallen[1]);
            let words = format!(
                "The fee of invoice {invoice} falls from {before} at {early} days to {after} at \
                 {late} days."
            );
            finding(*invoice, before, after, words)
        }
        FeeSample::PaidInParts { invoice, base, at_once, in_parts } => {
            let is_lower = match base {
                SplitBase::UntilClosed => in_parts < at_once,
                SplitBase::DecliningBalance => false,
            };
            if !is_lower {
                return None;
            }
            let words = format!(
                "Invoice {invoice} paid in parts costs {in_parts}, less than {at_once} in one \
                 payment on the last day."
            );
            finding(*invoice, *at_once, *in_parts, words)
        }
    }
}
