//! Facts of the ledger, as data; the figures come from docs/money/ledger.md.

mod as_of;
mod book;
mod checked;
mod events;
mod laws;
mod lives;
mod random;
mod refused;
mod rules;
mod story;

use crate::ids::{BankAccountId, ClientId, DebtorId, EntryNumber, InvoiceId, ScheduleId};
use crate::ledger::{Account, Book, Booked, Cause, Entry, Event, Posting, ReversalDays};
use crate::tests::{day, usd};
use crate::{Day, Money};

pub(super) const CLIENT: ClientId = ClientId::new(1);
pub(super) const DEBTOR: DebtorId = DebtorId::new(7);
pub(super) const BANK: BankAccountId = BankAccountId::new(3);

/// A line without names: `("cash", "100.00")`; credits have a minus.
pub(super) fn line(account: Account, invoice: Option<i64>, amount: Money) -> Posting {
    let is_cash = account == Account::Cash;
    Posting {
        account,
        invoice: invoice.map(InvoiceId::new),
        debtor: (!is_cash).then_some(DEBTOR),
        bank: is_cash.then_some(BANK),
        amount,
    }
}

/// An entry of one invoice; the lines are an account's word and an amount.
pub(super) fn entry(event: Event, invoice: i64, on: &str, lines: &[(&str, &str)]) -> Entry {
    entry_on(event, invoice, day(on), lines)
}

pub(super) fn entry_on(event: Event, invoice: i64, on: Day, lines: &[(&str, &str)]) -> Entry {
    let postings = lines
        .iter()
        .map(|(account, amount)| {
            line(Account::from_word(account).unwrap(), Some(invoice), usd(amount))
        })
        .collect();
    Entry {
        event,
        cause: Cause::Schedule(ScheduleId::new(1)),
        client: Some(CLIENT),
        event_on: on,
        value_on: on,
        postings,
        working: None,
        terms_version: None,
        reverses: None,
    }
}

/// Bought at 80 %, paid in full after 47 days with a fee of 500.00, the rest released and paid:
/// docs/money/ledger.md, the worked book.
pub(super) fn settled(invoice: i64) -> Vec<Entry> {
    vec![
        entry(
            Event::Purchase,
            invoice,
            "2026-01-15",
            &[
                ("receivables_purchased", "10000"),
                ("client_payable", "-8000"),
                ("client_reserve", "-2000"),
            ],
        ),
        entry(
            Event::Disbursement,
            invoice,
            "2026-01-15",
            &[("client_payable", "8000"), ("cash", "-8000")],
        ),
        entry(
            Event::Receipt,
            invoice,
            "2026-03-03",
            &[("cash", "10000"), ("unapplied_cash", "-10000")],
        ),
        entry(
            Event::Application,
            invoice,
            "2026-03-03",
            &[("unapplied_cash", "10000"), ("receivables_purchased", "-10000")],
        ),
        entry(
            Event::FeeFromReserve,
            invoice,
            "2026-03-03",
            &[("client_reserve", "500"), ("fee_income", "-500")],
        ),
        entry(
            Event::ReserveRelease,
            invoice,
            "2026-03-05",
            &[("client_reserve", "1500"), ("client_payable", "-1500")],
        ),
        entry(
            Event::Disbursement,
            invoice,
            "2026-03-05",
            &[("client_payable", "1500"), ("cash", "-1500")],
        ),
    ]
}

/// Writes each entry on its own event day.
pub(super) fn book_of(entries: Vec<Entry>) -> Book {
    let mut book = Book::new();
    for entry in entries {
        let on = entry.event_on;
        book.post(entry, on).unwrap();
    }
    book
}

/// Numbers entries as they are, right or wrong, each written on its own event day.
pub(super) fn booked(entries: Vec<Entry>) -> Vec<Booked> {
    (1..)
        .zip(entries)
        .map(|(number, entry)| Booked {
            number: EntryNumber::new(number),
            booked_on: entry.event_on,
            entry,
        })
        .collect()
}

pub(super) fn on_days(on: &str) -> ReversalDays {
    ReversalDays { event_on: day(on), value_on: day(on) }
}
