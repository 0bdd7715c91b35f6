//! A payment comes back: exact mirrors of the receipt and of each application.

use crate::day::Day;
use crate::ids::{EntryNumber, ReceiptId};
use crate::invoice::deficit::recall_working;
use crate::invoice::{On, Purchased, Step};
use crate::ledger::events::{Deficit, mirror};
use crate::ledger::{Cause, Entry, Event};
use crate::refusal::Refusal;

/// An entry as it stands in the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number.
    pub number: EntryNumber,
    /// The entry.
    pub entry: Entry,
}

/// A payment that was returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The receipt that was not good.
    pub receipt: ReceiptId,
    /// The day it came back.
    pub returned_on: Day,
}

/// The mirrors of what a receipt did outside of invoices: itself and its give-backs.
///
/// A refund to the debtor is not undone: that money has left, and the debtor owes it.
///
/// # Errors
/// [`Refusal::NothingToBook`] where the receipt is not in this history, or was returned before.
pub fn returned_receipt(history: &[Numbered], returned: &Returned) -> Result<Vec<Entry>, Refusal> {
    let is_outside = |numbered: &&Numbered| {
        let is_undone = matches!(numbered.entry.event, Event::Receipt | Event::GiveBack);
        is_undone && numbered.entry.cause == Cause::Receipt(returned.receipt)
    };
    let mirrors = mirrors(history, returned, is_outside);
    if mirrors.is_empty() { Err(Refusal::NothingToBook) } else { Ok(mirrors) }
}

/// The latest first, as things are taken back; what was mirrored before is left alone.
fn mirrors(
    history: &[Numbered],
    returned: &Returned,
    is_chosen: impl Fn(&&Numbered) -> bool,
) -> Vec<Entry> {
    let stands = |numbered: &&Numbered| {
        numbered.entry.reverses.is_none()
            && history.iter().all(|other| other.entry.reverses != Some(numbered.number))
    };
    history
        .iter()
        .rev()
        .filter(stands)
        .filter(is_chosen)
        // The money was never good, so each mirror counts from the day the entry counted from.
        .map(|n| mirror(&n.entry, n.number, returned.returned_on, n.entry.value_on))
        .collect()
}

impl Purchased {
    /// Takes back what a returned payment did to this open invoice.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub fn returned(
        &self,
        history: &[Numbered],
        returned: &Returned,
    ) -> Result<Step<Purchased>, Refusal> {
        self.undone(history, returned, |_| false)
    }

    pub(super) fn undone(
        &self,
        history: &[Numbered],
        returned: &Returned,
        is_closing: impl Fn(&Numbered) -> bool,
    ) -> Result<Step<Purchased>, Refusal> {
        let of = self.facts.offered.of;
        let cause = Cause::Receipt(returned.receipt);
        let is_of_invoice = |entry: &Entry| {
            entry.postings.iter().any(|posting| posting.invoice == Some(of.invoice))
        };
        let is_chosen = |numbered: &&Numbered| {
            let is_caused = numbered.entry.cause == cause || is_closing(numbered);
            let is_release = numbered.entry.event == Event::ReserveRelease;
            is_of_invoice(&numbered.entry) && is_caused && !is_release
        };
        let mut entries = mirrors(history, returned, is_chosen);
        if entries.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        let mut facts = self.facts.clone();
        facts.payments.retain(|payment| payment.receipt != returned.receipt);
        let on = On::day(cause, returned.returned_on);
        let recalled = self.balances.after(of.invoice, &entries)?.release_standing()?;
        if recalled.is_positive() {
            let working = Some(recall_working(recalled));
            let deficit = Deficit { of, amount: recalled, working };
            entries.push(deficit.entry(&self.occasion(on))?);
        }
        Purchased { facts, balances: self.balances }.booked(entries, on)
    }
}
