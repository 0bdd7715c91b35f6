//! One entry with everything the books know about it.

use data_encoding::HEXLOWER;
use factor_domain::ids::EntryNumber;
use factor_domain::{Cause, Posting};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::{StoreError, terms_version};

use crate::books::entries::{event_words, note_names, size};
use crate::books::entries_in_all;
use crate::books::figures::{client_named, invoice_number, out_of_range, sides};
use crate::books::wire::{EntryAsked, EntryPage, PostingShown};
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::moment_words;

/// An entry: its lines, its days, who booked it, how it was worked out.
///
/// # Errors
/// If there is no such entry; of the storage.
pub async fn entry(reading: &Reading<'_>, input: EntryAsked) -> Result<EntryPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let booked = match book::entry(&mut ledger, input.number).await {
        Err(StoreError::NotFound) => return Err(no_such(&mut ledger, input.number).await?),
        other => other?,
    };
    let entry = &booked.entry;
    let mut asked = NamesAsked::default();
    note_names(&mut asked, entry);
    match entry.cause {
        Cause::Invoice(id) => asked.invoices.push(id),
        Cause::Client(id) => asked.clients.push(id),
        Cause::Schedule(_) | Cause::Receipt(_) | Cause::Batch(_) => {}
    }
    let names = book::names(&mut ledger, &asked).await?;
    let reversals = book::reversals_of(&mut ledger, &[booked.number]).await?;
    let of = i64::from(entries_in_all(&mut ledger).await?);
    let terms = match entry.terms_version {
        Some(id) => Some(terms_version::by_id(&mut ledger, id).await?.version),
        None => None,
    };
    drop(ledger);
    let number = booked.number.get();
    let size = size(entry).map_err(out_of_range)?;
    Ok(EntryPage {
        number: booked.number,
        event: event_words(entry),
        is_reversal: entry.reverses.is_some(),
        cause: cause_words(entry.cause, &names),
        client: entry.client.map(|id| client_named(&names, id)),
        event_on: entry.event_on,
        value_on: entry.value_on,
        booked_on: booked.booked_on,
        booked_at: moment_words(&booked.booked_at, reading.now.zone()),
        user: booked.user,
        postings: entry.postings.iter().map(|posting| shown(posting, &names)).collect(),
        debit: size,
        credit: size,
        working: entry.working.clone(),
        terms_version_id: entry.terms_version,
        terms_version: terms,
        reverses: entry.reverses,
        reversed_by: reversals.get(&booked.number).copied(),
        hash: HEXLOWER.encode(&booked.hash),
        previous: (number > 1).then(|| EntryNumber::new(number - 1)),
        next: (number < of).then(|| EntryNumber::new(number + 1)),
    })
}

async fn no_such(
    ledger: &mut factor_store::Connection,
    number: EntryNumber,
) -> Result<AppError, AppError> {
    let words = match entries_in_all(ledger).await? {
        0 => "There are no entries yet.".to_owned(),
        of => format!("There is no entry {number}. The last one is {of}."),
    };
    Ok(AppError::new(crate::error::Code::NotFound, words))
}

/// A line of an entry as the window shows it.
pub(crate) fn shown(posting: &Posting, names: &Names) -> PostingShown {
    let (debit, credit) = sides(posting.amount);
    let invoice = posting.invoice.map(|id| invoice_number(names, id));
    let bank = posting.bank.and_then(|id| names.banks.get(&id).cloned());
    let debtor = posting.debtor.and_then(|id| names.debtors.get(&id));
    PostingShown {
        account: posting.account,
        label: posting.account.label().to_owned(),
        about: invoice.or(bank).unwrap_or_default(),
        debtor: debtor.map(|debtor| debtor.name.clone()).unwrap_or_default(),
        debit,
        credit,
    }
}

fn cause_words(cause: Cause, names: &Names) -> String {
    match cause {
        Cause::Schedule(id) => format!("Schedule of accounts {id}"),
        Cause::Receipt(id) => format!("Receipt {id}"),
        Cause::Batch(id) => format!("Run {id}"),
        Cause::Invoice(id) => format!("Invoice {}", invoice_number(names, id)),
        Cause::Client(id) => client_named(names, id).name,
    }
}
