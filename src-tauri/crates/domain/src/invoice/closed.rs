//! A closed invoice: collected and settled, returned to the client, or given up.

use crate::day::Day;
use crate::invoice::{On, Purchased, Returned, Step};
use crate::ledger::events::ReserveRelease;
use crate::ledger::{Booked, Cause, Event};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::settlement::Settlement;
use crate::working::{Worked, Working};

/// What every closed invoice keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The invoice as it stands.
    pub invoice: Purchased,
    /// The day it was closed.
    pub closed_on: Day,
    /// The record that closed it.
    pub closed_by: Cause,
}

/// Collected, its fees taken; what is left of the reserve is earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The invoice.
    pub closed: Closed,
    /// What it left for the client.
    pub settlement: Settlement,
}

/// Returned to the client, who owes what it cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargedBack {
    /// The invoice.
    pub closed: Closed,
    /// What the client owes for it.
    pub charge: Worked<Money>,
}

/// Given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenOff {
    /// The invoice.
    pub closed: Closed,
    /// What the firm lost.
    pub loss: Money,
}

impl Closed {
    /// The earned reserve: nothing beyond it is ever released.
    #[must_use]
    pub const fn earned(&self) -> Money {
        self.invoice.balances().reserve
    }

    /// Releases earned reserve.
    ///
    /// # Errors
    /// [`Refusal::ReleaseBeyondEarned`], or a day before the close.
    pub fn release(
        &self,
        amount: Money,
        working: Option<Working>,
        on: On,
    ) -> Result<Step<Closed>, Refusal> {
        super::offered::not_before(on.event_on, self.closed_on)?;
        let earned = self.earned();
        if earned.minus(amount)?.is_negative() {
            return Err(Refusal::ReleaseBeyondEarned { earned });
        }
        let of = self.invoice.facts().offered.of;
        let release = ReserveRelease { of, amount, working };
        let step = self.invoice.booked(vec![release.entry(&self.invoice.occasion(on))?], on)?;
        let next = Closed { invoice: step.next, ..*self };
        Ok(Step { next, entries: step.entries })
    }

    fn is_closing(&self, booked: &Booked) -> bool {
        let entry = &booked.entry;
        let is_of_close = matches!(
            entry.event,
            Event::FeeFromReserve | Event::FeeRebate | Event::Interest | Event::Deficit
        );
        is_of_close && entry.cause == self.closed_by && entry.event_on == self.closed_on
    }
}

impl Settled {
    /// Opens the invoice again because a payment came back.
    ///
    /// The receipt's applications and the fees of the settlement are mirrored; reserve that was
    /// released meanwhile becomes a deficit. The fee clock still runs from the purchase.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub fn reopen(
        &self,
        history: &[Booked],
        returned: &Returned,
    ) -> Result<Step<Purchased>, Refusal> {
        let is_closing = |booked: &Booked| self.closed.is_closing(booked);
        self.closed.invoice.undone(history, returned, is_closing)
    }
}

impl ChargedBack {
    /// Opens the invoice again for the part that a returned payment had covered.
    ///
    /// The charge-back stands; what is open again is charged back anew.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub fn reopen(
        &self,
        history: &[Booked],
        returned: &Returned,
    ) -> Result<Step<Purchased>, Refusal> {
        self.closed.invoice.returned(history, returned)
    }
}

impl WrittenOff {
    /// Opens the invoice again for the part that a returned payment had covered.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where the receipt never paid this invoice.
    pub fn reopen(
        &self,
        history: &[Booked],
        returned: &Returned,
    ) -> Result<Step<Purchased>, Refusal> {
        self.closed.invoice.returned(history, returned)
    }
}
