//! Taking an entry back.

use crate::day::Day;
use crate::ids::EntryNumber;
use crate::ledger::{Entry, Posting};

/// The entry that undoes `entry`, known in the books as `number`.
///
/// It keeps the event, the cause and the working and turns every sign, so that each balance is
/// what it was before.
#[must_use]
pub fn mirror(entry: &Entry, number: EntryNumber, event_on: Day, value_on: Day) -> Entry {
    let turned = |posting: &Posting| Posting { amount: posting.amount.negated(), ..*posting };
    Entry {
        event_on,
        value_on,
        postings: entry.postings.iter().map(turned).collect(),
        reverses: Some(number),
        ..entry.clone()
    }
}
