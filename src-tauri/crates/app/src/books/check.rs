//! "Check my books": every entry read once, from the first, and compared with all that is shown.

use std::collections::BTreeMap;

use factor_domain::ids::{EntryNumber, TermsVersionId};
use factor_domain::ledger::laws::{
    BooksCheck, BooksChecked as LawsChecked, FeeSample, ShownBalance,
};
use factor_domain::ledger::{BalanceKey, Booked};
use factor_domain::{Account, Day, Terms};
use factor_store::book::{
    self, AsOf, BookedEntry, ChainReport, ItemFilter, KeptDifference, OpenItem,
};
use factor_store::terms_version::TermsState;
use factor_store::{Connection, StoreError, log, terms_version};

use crate::books::check_words;
use crate::books::wire::BooksChecked;
use crate::desk::Reading;
use crate::error::AppError;
use crate::vault::wire::Nothing;

/// Figures of the past are compared at so many ends of months.
const MONTHS_BACK: i32 = 12;
/// Open invoices whose fees are tried; each costs a dozen prices.
const FEES_MAX: usize = 500;
/// Days outstanding that fees are tried at: around the usual steps.
const FEE_DAYS: [u32; 12] = [1, 7, 15, 30, 31, 45, 46, 60, 61, 90, 91, 120];

/// What all the checks came to, before it is put into words.
pub(super) struct Outcome {
    pub laws: LawsChecked,
    /// The first entry that cannot be read, and why.
    pub unreadable: Option<(EntryNumber, String)>,
    pub chain: ChainReport,
    /// Rows of the log, or the first that is not as it was written.
    pub log: Result<i64, i64>,
    pub kept: Vec<KeptDifference>,
}

/// Runs the seven laws, the chain of the entries, the chain of the log, and the comparison of every
/// balance with the entries. Finding something is an answer, not an error.
///
/// # Errors
/// Only of the storage.
pub async fn check_books(
    reading: &Reading<'_>,
    _nothing: Nothing,
) -> Result<BooksChecked, AppError> {
    // One moment for all of it: what is booked meanwhile belongs to the next check.
    let mut ledger = reading.ledger.read().await?;
    let (laws, unreadable) = laws(&mut ledger, reading.now.day()).await?;
    let chain = book::verify(&mut ledger).await?;
    let log = log::verify(&mut ledger).await?;
    let kept = book::kept_differences(&mut ledger).await?;
    let outcome = Outcome { laws, unreadable, chain, log, kept };
    let names = book::names(&mut ledger, &check_words::names_of(&outcome)).await?;
    drop(ledger);
    Ok(check_words::shown(&outcome, &names))
}

type Unreadable = Option<(EntryNumber, String)>;

async fn laws(
    ledger: &mut Connection,
    today: Day,
) -> Result<(LawsChecked, Unreadable), StoreError> {
    let last = book::last_booking(ledger).await?;
    let today = last.map_or(today, |last| last.max(today));
    let items =
        readable(book::open_items(ledger, AsOf::as_shown(today), ItemFilter::default()).await)?;
    let shown = readable(shown_balances(ledger, today, &items).await)?;
    let reversed = book::reversed_entries(ledger).await?;
    let mut check = BooksCheck::new(shown);
    // What is reversed later is kept until its reversal comes by; that is little.
    let mut originals: BTreeMap<EntryNumber, Booked> = BTreeMap::new();
    let mut read = 0;
    let done = book::for_each_entry(ledger, EntryNumber::new(1), |stored: BookedEntry| {
        let BookedEntry { number, booked_on, entry, .. } = stored;
        let booked = Booked { number, booked_on, entry };
        let original = booked.entry.reverses.and_then(|number| originals.get(&number));
        check.entry(&booked, original);
        if reversed.contains(&number) {
            originals.insert(number, booked);
        }
        read = number.get();
        Ok::<(), StoreError>(())
    })
    .await;
    let unreadable = match done {
        Err(StoreError::BadRow(bad)) => Some((EntryNumber::new(read + 1), bad.cause.to_string())),
        other => {
            other?;
            None
        }
    };
    if unreadable.is_none() {
        book::for_each_closed_invoice(ledger, |record| check.invoice(&record)).await?;
        for sample in fee_samples(ledger, &items).await? {
            check.fees(&sample);
        }
    }
    Ok((check.finish(), unreadable))
}

/// Rows that cannot be read are found by the comparison of the balances; here they are left out.
fn readable<T>(read: Result<Vec<T>, StoreError>) -> Result<Vec<T>, StoreError> {
    match read {
        Err(StoreError::BadRow(_)) => Ok(Vec::new()),
        other => other,
    }
}

/// The figures the program shows: of every account and client now, of every open invoice, and of
/// every account at the ends of the last months.
async fn shown_balances(
    ledger: &mut Connection,
    today: Day,
    items: &[OpenItem],
) -> Result<Vec<ShownBalance>, StoreError> {
    let mut shown = Vec::new();
    let past = (1..=MONTHS_BACK).filter_map(|months| today.plus_months(-months).ok());
    for day in past.map(Day::end_of_month).chain([today]) {
        for total in book::trial_balance(ledger, AsOf::as_shown(day)).await? {
            let key = BalanceKey::book(total.account, total.balance.currency());
            shown.push(ShownBalance { as_of: day, key, amount: total.balance });
        }
    }
    for one in book::client_balances(ledger, AsOf::as_shown(today)).await? {
        if let Some(client) = one.client {
            let key = BalanceKey::client(one.account, one.balance.currency(), client);
            shown.push(ShownBalance { as_of: today, key, amount: one.balance });
        }
    }
    for item in items {
        let of = |account, amount: factor_domain::Money| ShownBalance {
            as_of: today,
            key: BalanceKey::invoice(account, amount.currency(), item.invoice),
            amount,
        };
        shown.push(of(Account::ReceivablesPurchased, item.open));
        shown.push(of(Account::ClientReserve, item.reserve.negated()));
    }
    Ok(shown)
}

/// The fees of open invoices as days pass, by the terms each was bought by.
async fn fee_samples(
    ledger: &mut Connection,
    items: &[OpenItem],
) -> Result<Vec<FeeSample>, StoreError> {
    let tried: Vec<_> = items.iter().take(FEES_MAX).map(|item| item.invoice).collect();
    let mut terms: BTreeMap<TermsVersionId, Option<Terms>> = BTreeMap::new();
    let mut samples = Vec::new();
    for (invoice, version) in book::terms_of_invoices(ledger, &tried).await? {
        let Some(item) = items.iter().find(|item| item.invoice == invoice) else { continue };
        if let std::collections::btree_map::Entry::Vacant(vacant) = terms.entry(version) {
            vacant.insert(terms_of(ledger, version).await?);
        }
        let Some(Some(terms)) = terms.get(&version) else { continue };
        // Terms that cannot price an invoice say so where it is priced; here is nothing to compare.
        let fees: Option<Vec<_>> = FEE_DAYS
            .iter()
            .map(|&days| {
                let advance = terms.advance(item.face).ok()?;
                Some((days, terms.fee(item.face, advance, days).ok()?.value))
            })
            .collect();
        samples.extend(fees.map(|fees| FeeSample::AsDaysPass { invoice, fees }));
    }
    Ok(samples)
}

async fn terms_of(
    ledger: &mut Connection,
    version: TermsVersionId,
) -> Result<Option<Terms>, StoreError> {
    Ok(match terms_version::by_id(ledger, version).await?.state {
        TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => Some(terms),
        TermsState::Draft => None,
    })
}
