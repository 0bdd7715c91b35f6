//! The mirror of an entry: the only way to correct the books.

use crate::day::Day;
use crate::ids::EntryNumber;
use crate::ledger::{Entry, Posting};
use crate::refusal::Refusal;

/// The two days of a reversal.
///
/// A slip of the pen is reversed on the days of the entry itself, so that, as it turned out, it
/// never happened. A returned payment is reversed on the day it came back; its value day is the
/// receipt's own, because the money was never good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReversalDays {
    /// The day it happened.
    pub event_on: Day,
    /// The day from which interest counts.
    pub value_on: Day,
}

impl Entry {
    /// The exact mirror: the same event, client, cause and lines, every amount turned.
    ///
    /// # Errors
    /// [`Refusal::ReversalOfReversal`]: what a reversal undid is posted anew, not reversed again.
    pub fn reversal(&self, number: EntryNumber, days: ReversalDays) -> Result<Entry, Refusal> {
        if self.reverses.is_some() {
            return Err(Refusal::ReversalOfReversal { number });
        }
        Ok(Entry {
            event: self.event,
            cause: self.cause,
            client: self.client,
            event_on: days.event_on,
            value_on: days.value_on,
            postings: self.postings.iter().map(Posting::mirrored).collect(),
            working: None,
            terms_version: self.terms_version,
            reverses: Some(number),
        })
    }

    /// Refuses a reversal that is not the exact mirror of the entry it names.
    ///
    /// # Errors
    /// [`Refusal::ReversalNotMirror`] for another event, client, line, dimension or amount;
    /// [`Refusal::ReversalOfReversal`] where the named entry is a reversal itself.
    pub fn check_mirrors(&self, original: &Entry) -> Result<(), Refusal> {
        let Some(number) = self.reverses else { return Ok(()) };
        if original.reverses.is_some() {
            return Err(Refusal::ReversalOfReversal { number });
        }
        let is_mirror = self.event == original.event
            && self.client == original.client
            && self.postings.len() == original.postings.len()
            && self
                .postings
                .iter()
                .zip(&original.postings)
                .all(|(mirror, posting)| *mirror == posting.mirrored());
        if is_mirror { Ok(()) } else { Err(Refusal::ReversalNotMirror { number }) }
    }
}

impl Posting {
    /// The same line with its amount turned.
    #[must_use]
    pub const fn mirrored(&self) -> Posting {
        Posting {
            account: self.account,
            invoice: self.invoice,
            debtor: self.debtor,
            bank: self.bank,
            amount: self.amount.negated(),
        }
    }
}
