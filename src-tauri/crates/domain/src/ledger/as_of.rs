//! The books at the end of a past day: as they were shown, or as it turned out.

use crate::day::Day;
use crate::ids::InvoiceId;
use crate::ledger::{Balances, Book, Booked, InvoiceBalances, TrialBalance};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Which entries a figure of a past day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AsOfBasis {
    /// Written by that day: the figure that was shown on it.
    AsShown,
    /// Happened by that day, whenever it was written: corrections count from the day they are for.
    AsItTurnedOut,
}

/// The books at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AsOf {
    /// The day.
    pub day: Day,
    /// Which entries count.
    pub basis: AsOfBasis,
}

impl AsOf {
    /// What was shown at the end of this day.
    #[must_use]
    pub const fn as_shown(day: Day) -> AsOf {
        AsOf { day, basis: AsOfBasis::AsShown }
    }

    /// What had happened by the end of this day, as it is known now.
    #[must_use]
    pub const fn as_it_turned_out(day: Day) -> AsOf {
        AsOf { day, basis: AsOfBasis::AsItTurnedOut }
    }

    /// Whether an entry with these days counts.
    #[must_use]
    pub fn counts(self, booked_on: Day, event_on: Day) -> bool {
        match self.basis {
            AsOfBasis::AsShown => booked_on <= self.day,
            AsOfBasis::AsItTurnedOut => event_on <= self.day,
        }
    }
}

impl Book {
    /// The balances at the end of a day.
    ///
    /// As shown, they are those of the entries up to the last number written by that day.
    ///
    /// # Errors
    /// A balance beyond [`crate::Money::MINOR_MAX`], which only a subset of entries by event day
    /// can reach.
    pub fn as_of(&self, as_of: AsOf) -> Result<Balances, Refusal> {
        let mut balances = Balances::default();
        for booked in self.entries_as_of(as_of) {
            balances.post(&booked.entry)?;
        }
        Ok(balances)
    }

    /// The entries that count at the end of a day, in their order.
    pub fn entries_as_of(&self, as_of: AsOf) -> impl Iterator<Item = Booked> + '_ {
        let shown = match as_of.basis {
            // Booking days never go back, so the entries shown on a day are the first so many.
            AsOfBasis::AsShown => {
                self.entries.partition_point(|entry| entry.booked_on <= as_of.day)
            }
            AsOfBasis::AsItTurnedOut => self.entries.len(),
        };
        self.entries()
            .take(shown)
            .filter(move |booked| as_of.counts(booked.booked_on, booked.entry.event_on))
    }

    /// Debits and credits of every account at the end of a day.
    ///
    /// # Errors
    /// As [`Book::as_of`].
    pub fn trial_balance(&self, as_of: AsOf) -> Result<TrialBalance, Refusal> {
        Ok(TrialBalance::of(&self.as_of(as_of)?)?)
    }

    /// What had happened to an invoice at the end of a day.
    ///
    /// # Errors
    /// As [`Book::invoice`].
    pub fn invoice_as_of(
        &self,
        invoice: InvoiceId,
        as_of: AsOf,
    ) -> Result<Option<InvoiceBalances>, Refusal> {
        self.invoice_where(invoice, |entry| as_of.counts(entry.booked_on, entry.event_on))
    }
}
