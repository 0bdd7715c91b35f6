//! The list of entries, anywhere in it.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::EntryNumber;
use factor_domain::{Account, Currency, Entry, Money};
use factor_store::Connection;
use factor_store::book::{self, AsOf, BookedEntry, EntryFilter, EntryWindow, Names, NamesAsked};

use crate::books::figures::{client_named, invoice_number, out_of_range, sides};
use crate::books::wire::{AccountSum, EntriesQuery, EntryRow, EntryRows};
use crate::books::{as_of, entries_in_all, whole};
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;

/// The rows asked for and how many fit. A limit of nothing, or over 200, means 200.
///
/// # Errors
/// A day that cannot be read or has not come; of the storage.
pub async fn list_entries(
    reading: &Reading<'_>,
    input: EntriesQuery,
) -> Result<EntryRows, AppError> {
    let text = query::text(&input.text);
    let until = input.until.as_ref().map(|asked| as_of(asked, reading.now)).transpose()?;
    let filter = EntryFilter {
        client: input.client_id,
        account: input.account,
        text: &text,
        until: until.as_ref().map(|asked| asked.stored),
    };
    let limit = query::rows(input.limit);
    let window = EntryWindow { offset: input.offset, limit };
    let mut ledger = reading.ledger.read().await?;
    let found = book::find_entries(&mut ledger, filter, window).await?;
    let of = entries_in_all(&mut ledger).await?;
    let numbers: Vec<EntryNumber> = found.entries.iter().map(|entry| entry.number).collect();
    let reversals = book::reversals_of(&mut ledger, &numbers).await?;
    let mut asked = NamesAsked::default();
    asked.clients.extend(input.client_id);
    found.entries.iter().for_each(|booked| note_names(&mut asked, &booked.entry));
    let names = book::names(&mut ledger, &asked).await?;
    let today = AsOf::as_shown(last_day(&mut ledger, reading).await?);
    let sums = account_sums(&mut ledger, filter, today).await?;
    let balances = balances(&mut ledger, &filter, &numbers).await?;
    drop(ledger);
    let rows = found
        .entries
        .iter()
        .map(|booked| {
            let row = row(booked, input.account, &names, &reversals)?;
            Ok(EntryRow { balance: balances.get(&booked.number).copied(), ..row })
        })
        .collect::<Result<_, AppError>>()?;
    Ok(EntryRows {
        rows,
        total: whole(found.total),
        of,
        account_label: input.account.map(|account| account.label().to_owned()),
        client_name: input.client_id.map(|id| client_named(&names, id).name),
        as_of: until.map(|asked| asked.shown),
        sums,
    })
}

/// Today, or the day of the last entry if the clock was set back since.
async fn last_day(
    ledger: &mut Connection,
    reading: &Reading<'_>,
) -> Result<factor_domain::Day, AppError> {
    let last = book::last_booking(ledger).await?;
    Ok(last.map_or(reading.now.day(), |last| last.max(reading.now.day())))
}

/// What the account of the list comes to: the figure that opened it.
async fn account_sums(
    ledger: &mut Connection,
    filter: EntryFilter<'_>,
    today: AsOf,
) -> Result<Vec<AccountSum>, AppError> {
    let Some(account) = filter.account else { return Ok(Vec::new()) };
    if !filter.text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let as_of = filter.until.unwrap_or(today);
    let balances: Vec<Money> = match filter.client {
        None => {
            let totals = book::trial_balance(ledger, as_of).await?.into_iter();
            totals.filter(|total| total.account == account).map(|total| total.balance).collect()
        }
        Some(client) => {
            let all = book::client_balances(ledger, as_of).await?.into_iter();
            all.filter(|one| one.client == Some(client) && one.account == account)
                .map(|one| one.balance)
                .collect()
        }
    };
    Ok(balances
        .into_iter()
        .map(|balance| {
            let (debit, credit) = sides(balance);
            AccountSum { debit, credit }
        })
        .collect())
}

/// What the account of the client came to after each entry, where the list is of both.
async fn balances(
    ledger: &mut Connection,
    filter: &EntryFilter<'_>,
    numbers: &[EntryNumber],
) -> Result<BTreeMap<EntryNumber, Money>, AppError> {
    match (filter.client, filter.account) {
        (Some(client), Some(account)) => {
            Ok(book::running_balances(ledger, client, account, numbers).await?)
        }
        (Some(_) | None, _) => Ok(BTreeMap::new()),
    }
}

/// Everything an entry names.
pub(crate) fn note_names(asked: &mut NamesAsked, entry: &Entry) {
    asked.clients.extend(entry.client);
    for posting in &entry.postings {
        asked.invoices.extend(posting.invoice);
        asked.debtors.extend(posting.debtor);
        asked.banks.extend(posting.bank);
    }
}

/// "Application", or what a reversal takes back.
pub(super) fn event_words(entry: &Entry) -> String {
    match entry.reverses {
        Some(_) => format!("Reversal: {}", entry.event.label()),
        None => entry.event.label().to_owned(),
    }
}

pub(crate) fn row(
    booked: &BookedEntry,
    account: Option<Account>,
    names: &Names,
    reversals: &BTreeMap<EntryNumber, EntryNumber>,
) -> Result<EntryRow, AppError> {
    let entry = &booked.entry;
    let (debit, credit) = match account {
        Some(account) => sides(on_account(entry, account).map_err(out_of_range)?),
        None => {
            let size = size(entry).map_err(out_of_range)?;
            (Some(size), Some(size))
        }
    };
    Ok(EntryRow {
        number: booked.number,
        booked_on: booked.booked_on,
        event_on: entry.event_on,
        event: event_words(entry),
        client: entry.client.map(|id| client_named(names, id)),
        about: about(entry, names),
        is_reversal: entry.reverses.is_some(),
        reversed_by: reversals.get(&booked.number).copied(),
        debit,
        credit,
        balance: None,
    })
}

fn currency_of(entry: &Entry) -> Currency {
    entry.postings.first().map_or(Currency::USD, |posting| posting.amount.currency())
}

/// What the entry does to one account.
fn on_account(entry: &Entry, account: Account) -> Result<Money, factor_domain::MoneyError> {
    let of = entry.postings.iter().filter(|posting| posting.account == account);
    of.map(|posting| posting.amount).try_fold(Money::zero(currency_of(entry)), Money::plus)
}

/// The sum of the debits, which is that of the credits.
pub(crate) fn size(entry: &Entry) -> Result<Money, factor_domain::MoneyError> {
    let debits = entry.postings.iter().map(|posting| posting.amount);
    debits
        .filter(|amount| amount.is_positive())
        .try_fold(Money::zero(currency_of(entry)), Money::plus)
}

/// The invoice, how many there are, or else the debtor.
pub(crate) fn about(entry: &Entry, names: &Names) -> String {
    let invoices: BTreeSet<_> = entry.postings.iter().filter_map(|one| one.invoice).collect();
    let debtors: BTreeSet<_> = entry.postings.iter().filter_map(|one| one.debtor).collect();
    let mut invoices_left = invoices.iter();
    match (invoices_left.next(), invoices_left.next()) {
        (Some(&one), None) => format!("Invoice {}", invoice_number(names, one)),
        (Some(_), Some(_)) => format!("{} invoices", invoices.len()),
        (None, _) => {
            let called = debtors.iter().filter_map(|id| names.debtors.get(id));
            called.map(|debtor| debtor.name.as_str()).collect::<Vec<_>>().join(", ")
        }
    }
}
