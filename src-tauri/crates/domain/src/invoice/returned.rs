//! A payment comes back: exact mirrors of the receipt and of each application.

use crate::day::Day;
use crate::ids::ReceiptId;
use crate::invoice::deficit::recall_working;
use crate::invoice::{On, Purchased, Step};
use crate::ledger::events::Deficit;
use crate::ledger::{Booked, Cause, Entry, Event, ReversalDays};
use crate::refusal::Refusal;

/// A payment that was returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The receipt that was not good.
    pub receipt: ReceiptId,
    /// The day it came back.
    pub returned_on: Day,
}

/// With what an entry is taken back when the receipt that caused it comes back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TakenBack {
    /// With the receipt: it moves unapplied cash, or pays what the client owes.
    WithReceipt,
    /// With the invoice: it moves the invoice's face or reserve.
    WithInvoice,
    /// It stays: money has left, or is the client's own; a release becomes a deficit instead.
    Not,
}

const fn taken_back(event: Event) -> TakenBack {
    match event {
        Event::Receipt | Event::GiveBack | Event::LateChargeCollected | Event::ChargeRecovered => {
            TakenBack::WithReceipt
        }
        Event::Application
        | Event::ShortPay
        | Event::CreditMemo
        | Event::WriteOff
        | Event::ChargeBack
        | Event::Deficit
        | Event::FeeFromReserve
        | Event::FeeRebate
        | Event::Interest
        | Event::FeeBilled
        | Event::LateCharge => TakenBack::WithInvoice,
        Event::Purchase
        | Event::FeeFromProceeds
        | Event::Disbursement
        | Event::ReserveRelease
        | Event::ChargePaid
        | Event::ChargeReturned
        | Event::OverAdvance
        | Event::EscrowContribution
        | Event::EscrowRelease
        | Event::DebtorRefund
        | Event::Opening => TakenBack::Not,
    }
}

/// The mirrors of what a receipt did outside of invoices: itself, its give-backs, the late charges
/// it paid and what was recovered from it.
///
/// A refund to the debtor is not undone: that money has left, and the debtor owes it.
///
/// # Errors
/// [`Refusal::NothingToBook`] where the receipt is not in this history, or was returned before.
pub fn returned_receipt(history: &[Booked], returned: &Returned) -> Result<Vec<Entry>, Refusal> {
    let is_outside = |booked: &&Booked| {
        taken_back(booked.entry.event) == TakenBack::WithReceipt
            && booked.entry.cause == Cause::Receipt(returned.receipt)
    };
    let mirrors = mirrors(history, returned, is_outside)?;
    if mirrors.is_empty() { Err(Refusal::NothingToBook) } else { Ok(mirrors) }
}

/// The latest first, as things are taken back; what was mirrored before is left alone.
fn mirrors(
    history: &[Booked],
    returned: &Returned,
    is_chosen: impl Fn(&&Booked) -> bool,
) -> Result<Vec<Entry>, Refusal> {
    let stands = |booked: &&Booked| {
        booked.entry.reverses.is_none()
            && history.iter().all(|other| other.entry.reverses != Some(booked.number))
    };
    history
        .iter()
        .rev()
        .filter(stands)
        .filter(is_chosen)
        // The money was never good, so each mirror counts from the day the entry counted from.
        .map(|booked| {
            let (event_on, value_on) = (returned.returned_on, booked.entry.value_on);
            booked.entry.reversal(booked.number, ReversalDays { event_on, value_on })
        })
        .collect()
}

impl Purchased {
    /// Takes back what a returned payment did to this open invoice.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub fn returned(
        &self,
        history: &[Booked],
        returned: &Returned,
    ) -> Result<Step<Purchased>, Refusal> {
        self.undone(history, returned, |_| false)
    }

    pub(super) fn undone(
        &self,
        history: &[Booked],
        returned: &Returned,
        is_closing: impl Fn(&Booked) -> bool,
    ) -> Result<Step<Purchased>, Refusal> {
        let of = self.facts.offered.of;
        let cause = Cause::Receipt(returned.receipt);
        let is_of_invoice = |entry: &Entry| {
            entry.postings.iter().any(|posting| posting.invoice == Some(of.invoice))
        };
        let is_taken = |booked: &Booked, with: TakenBack| {
            is_of_invoice(&booked.entry)
                && booked.entry.cause == cause
                && taken_back(booked.entry.event) == with
        };
        let is_caused = |booked: &&Booked| is_taken(booked, TakenBack::WithInvoice);
        if mirrors(history, returned, is_caused)?.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        let is_chosen = |booked: &&Booked| {
            is_caused(booked) || (is_of_invoice(&booked.entry) && is_closing(booked))
        };
        let mut entries = mirrors(history, returned, is_chosen)?;
        let mut facts = self.facts.clone();
        facts.payments.retain(|payment| payment.receipt != returned.receipt);
        let on = On::day(cause, returned.returned_on);
        // What goes with the receipt may name the invoice too, as a late charge does.
        let with_receipt =
            mirrors(history, returned, |booked| is_taken(booked, TakenBack::WithReceipt))?;
        let story = self.story.after(of.invoice, &with_receipt)?;
        let undone = story.after(of.invoice, &entries)?;
        let recalled = undone.release_standing()?;
        if recalled.is_positive() {
            let working = Some(recall_working(recalled));
            let deficit = Deficit { of, amount: recalled, working };
            entries.push(deficit.entry(&self.occasion(on))?);
        }
        Purchased::told(facts, story)?.booked(entries, on)
    }
}
