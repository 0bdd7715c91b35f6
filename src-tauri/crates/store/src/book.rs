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
mod draw;
mod find;
mod history;
mod names;
mod open_items;
mod owed;
mod packed;
mod position_facts;
mod read;
mod rebuild;
mod records;
mod row;
mod stated;
mod write;

#[cfg(test)]
pub(crate) mod tests;

pub use balances::{
    AccountBalance, BalanceTotal, InvoiceBalance, balances_of, balances_of_all, charges_of,
    client_balances, invoice_balances, trial_balance, unapplied_cash,
};
pub use chain::{ChainFault, ChainReport, FaultKind, verify};
pub(crate) use codes::account_code;
pub use find::{
    EntryFilter, EntryWindow, FoundEntries, entry_count, find_entries, reversals_of,
    reversed_entries,
};
pub use history::{ClosedBetween, ClosedInvoice, InvoicePayment, closed_invoices};
pub use names::{DebtorName, InvoiceName, Names, NamesAsked, names};
pub use open_items::{ItemFilter, OpenItem, open_items};
pub use owed::{InvoiceCharge, charges_of_client, standings};
pub use position_facts::{
    ClientAgreement, DebtorStanding, MonthVolume, PaidInvoice, PairStanding, advance_rates,
    agreements, debtor_standings, net_funds_by_day, paid_since, pair_standings, running_balances,
    volumes_by_month,
};
pub use read::{
    BookedEntry, EntriesOf, EntryPage, entries_of, entries_of_cause, entries_of_invoices, entry,
    for_each_entry, last_booking,
};
pub use rebuild::{BalanceDifference, compare_balances, rebuild_balances};
pub use records::{
    KeptDifference, KeptOf, for_each_closed_invoice, kept_differences, terms_of_invoices,
};
pub use stated::{
    DebtorCredit, DebtorInvoiceRow, EntryRange, InvoiceFacts, active_clients, active_debtors,
    client_entries, debtor_invoices, invoice_facts, last_shown, late_charges_paid,
    schedule_numbers,
};
pub use write::{NewEntry, NotBookable, Reversal, post, post_all, reverse};

pub use factor_domain::ledger::{AsOf, AsOfBasis};

pub(crate) use codes::event_code;
pub(crate) use packed::unpacked;

use factor_domain::Day;

use crate::StoreError;

/// The basis as the balances of days hold it.
const fn basis_code(basis: AsOfBasis) -> i64 {
    match basis {
        AsOfBasis::AsShown => 0,
        AsOfBasis::AsItTurnedOut => 1,
    }
}

/// Days since 1970-01-01, as the balances count them.
pub(crate) fn day_number(day: Day) -> Result<i64, StoreError> {
    let first = Day::from_iso("1970-01-01").map_err(|e| StoreError::bad_row("entry", e))?;
    Ok(first.days_until(day))
}
