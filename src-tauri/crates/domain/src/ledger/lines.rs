//! Lines of the ledger with a running balance, for an account card or an invoice's history.

use crate::day::Day;
use crate::ids::{BankAccountId, ClientId, DebtorId, EntryNumber, InvoiceId};
use crate::ledger::book::number_of;
use crate::ledger::compact::{SmallKeyMap, currency_index};
use crate::ledger::{Account, AsOf, Book, Event, Posting};
use crate::money::Money;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Which lines; what is left open does not narrow them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LinesOf {
    /// One account.
    pub account: Option<Account>,
    /// One client.
    pub client: Option<ClientId>,
    /// One invoice.
    pub invoice: Option<InvoiceId>,
    /// One debtor.
    pub debtor: Option<DebtorId>,
    /// One bank account.
    pub bank: Option<BankAccountId>,
}

impl LinesOf {
    /// Every line of an account.
    #[must_use]
    pub fn account(account: Account) -> LinesOf {
        LinesOf { account: Some(account), ..LinesOf::default() }
    }

    /// Every line of a client.
    #[must_use]
    pub fn client(client: ClientId) -> LinesOf {
        LinesOf { client: Some(client), ..LinesOf::default() }
    }

    /// Every line of an invoice.
    #[must_use]
    pub fn invoice(invoice: InvoiceId) -> LinesOf {
        LinesOf { invoice: Some(invoice), ..LinesOf::default() }
    }

    fn takes(&self, client: Option<ClientId>, posting: &Posting) -> bool {
        self.account.is_none_or(|account| account == posting.account)
            && self.client.is_none_or(|asked| client == Some(asked))
            && self.invoice.is_none_or(|invoice| posting.invoice == Some(invoice))
            && self.debtor.is_none_or(|debtor| posting.debtor == Some(debtor))
            && self.bank.is_none_or(|bank| posting.bank == Some(bank))
    }
}

/// One line with the balance after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LedgerLine {
    /// The entry it belongs to.
    pub number: EntryNumber,
    /// The day the entry was written.
    pub booked_on: Day,
    /// The day it happened.
    pub event_on: Day,
    /// The day from which interest counts.
    pub value_on: Day,
    /// What happened.
    pub event: Event,
    /// The entry that it reverses.
    pub reverses: Option<EntryNumber>,
    /// The line.
    pub posting: Posting,
    /// The sum of the lines so far of the same account and currency, among those asked for.
    pub balance: Money,
}

impl Book {
    /// The lines asked for, in the order they were written, that count at the end of a day.
    ///
    /// The lines of an invoice or a client are found without reading the others.
    ///
    /// # Errors
    /// A running balance beyond [`crate::Money::MINOR_MAX`].
    pub fn lines(&self, of: LinesOf, as_of: AsOf) -> Result<Vec<LedgerLine>, Refusal> {
        let mut lines = Vec::new();
        let mut running: SmallKeyMap<(Account, u8), Money> = SmallKeyMap::default();
        for place in self.places(&of) {
            let compact = self.postings[place];
            let entry = &self.entries[compact.entry as usize];
            let posting = compact.posting()?;
            let is_asked = of.takes(self.client_of(compact.entry), &posting)
                && as_of.counts(entry.booked_on, entry.event_on);
            if !is_asked {
                continue;
            }
            let currency = posting.amount.currency();
            let balance = running
                .entry((posting.account, currency_index(currency)))
                .or_insert(Money::zero(currency));
            *balance = balance.plus(posting.amount)?;
            lines.push(LedgerLine {
                number: number_of(compact.entry),
                booked_on: entry.booked_on,
                event_on: entry.event_on,
                value_on: entry.value_on,
                event: entry.event,
                reverses: entry.reverses(),
                posting,
                balance: *balance,
            });
        }
        Ok(lines)
    }

    /// Places of postings that may be asked for, the oldest first.
    fn places(&self, of: &LinesOf) -> Vec<usize> {
        if let Some(invoice) = of.invoice {
            let mut places: Vec<usize> = self.postings_of_invoice(invoice).collect();
            places.reverse();
            return places;
        }
        if let Some(client) = of.client {
            let mut entries: Vec<u32> = self.entries_of_client(client).collect();
            entries.reverse();
            return entries.into_iter().flat_map(|entry| self.postings_of_entry(entry)).collect();
        }
        (0..self.postings.len()).collect()
    }
}
