//! The books: entries that are only added, the chain that holds them, and the balances kept beside
//! them for speed.
//!
//! Every entry passes through [`post`], which numbers it, seals it and moves the balances in the
//! caller's transaction. The books as shown on a day are the entries booked by then, which is a
//! prefix, because booking days never go back; as it turned out, they are the entries whose event
//! had happened by then. [`AsOf`] names which of the two is asked for.

mod balances;
mod chain;
mod codes;
mod find;
mod history;
mod names;
mod open_items;
mod packed;
mod read;
mod rebuild;
mod records;
mod row;
mod write;

#[cfg(test)]
mod tests;

pub use balances::{
    AccountBalance, BalanceTotal, InvoiceBalance, balances_of, client_balances, invoice_balances,
    trial_balance, unapplied_cash,
};
pub use chain::{ChainFault, ChainReport, FaultKind, verify};
pub use find::{
    EntryFilter, EntryWindow, FoundEntries, find_entries, reversals_of, reversed_entries,
};
pub use history::{ClosedBetween, ClosedInvoice, InvoicePayment, closed_invoices};
pub use names::{DebtorName, InvoiceName, Names, NamesAsked, names};
pub use open_items::{ItemFilter, OpenItem, open_items};
pub use read::{
    BookedEntry, EntriesOf, EntryPage, entries_of, entries_of_cause, entry, for_each_entry,
    last_booking,
};
pub use rebuild::{BalanceDifference, compare_balances, rebuild_balances};
pub use records::{
    KeptDifference, KeptOf, for_each_closed_invoice, kept_differences, terms_of_invoices,
};
pub use write::{NewEntry, NotBookable, Reversal, post, post_all, reverse};

use factor_domain::Day;

use crate::StoreError;

/// Which entries an as-of figure is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Those booked on or before the day: what the books showed then.
    #[default]
    AsShown,
    /// Those whose event happened on or before the day, whenever they were booked.
    AsTurnedOut,
}

impl Basis {
    /// Both.
    pub const ALL: [Basis; 2] = [Basis::AsShown, Basis::AsTurnedOut];

    const fn code(self) -> i64 {
        match self {
            Self::AsShown => 0,
            Self::AsTurnedOut => 1,
        }
    }
}

/// The end of a day, in the books as shown or as it turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The day, inclusive.
    pub day: Day,
    /// Which entries count.
    pub basis: Basis,
}

impl AsOf {
    /// What the books showed at the end of this day.
    #[must_use]
    pub const fn shown(day: Day) -> AsOf {
        AsOf { day, basis: Basis::AsShown }
    }

    /// What had happened by the end of this day, as is known now.
    #[must_use]
    pub const fn turned_out(day: Day) -> AsOf {
        AsOf { day, basis: Basis::AsTurnedOut }
    }

    /// Days since 1970-01-01, as the balances count them.
    fn day_number(self) -> Result<i64, StoreError> {
        let first = Day::from_iso("1970-01-01").map_err(|e| StoreError::bad_row("entry", e))?;
        Ok(first.days_until(self.day))
    }
}
