//! Bought invoices as the rules know them: read from the books, with the terms they were bought by.

mod ended;
mod price;

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::{InvoiceId, ReceiptId, ScheduleId, TermsVersionId};
use factor_domain::invoice::{CreditApproval, Offered, Payment, Purchased, PurchasedFacts, Risk};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::ledger::{Booked, Entry, Event};
use factor_domain::{Account, Cause, Day, HolidayCalendar, RateIndexes, Terms};
use factor_store::book::{self, BookedEntry};
use factor_store::invoice::{self, Invoice, Noted};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Connection, receipt};

pub(crate) use ended::Ended;
pub(crate) use price::Closing;

use crate::books::refused;
use crate::error::AppError;

/// Terms with the calendar they count by.
pub(crate) struct Agreed {
    pub(crate) terms: Terms,
    pub(crate) calendar: HolidayCalendar,
}

/// One bought invoice.
pub(crate) struct Life {
    pub(crate) record: Invoice,
    pub(crate) purchased: Purchased,
    /// Every entry on it, oldest first, without workings.
    pub(crate) history: Vec<Booked>,
    terms_version: TermsVersionId,
}

/// Some bought invoices.
pub(crate) struct Lives {
    lives: BTreeMap<InvoiceId, Life>,
    agreed: BTreeMap<TermsVersionId, Agreed>,
    indexes: RateIndexes,
}

impl Lives {
    /// Reads bought invoices; one that is not there, or not bought, is left out.
    ///
    /// # Errors
    /// Of the storage, or books from which no invoice can be made.
    pub(crate) async fn load(
        connection: &mut Connection,
        ids: &[InvoiceId],
    ) -> Result<Lives, AppError> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let records = invoice::all(connection, &ids).await?;
        let noted = invoice::noted(connection, &ids).await?;
        let entries = book::entries_of_invoices(connection, &ids).await?;
        let received = received_days(connection, &entries).await?;
        let mut histories = histories(&ids, entries);
        let agreed = agreed_terms(connection, &records).await?;
        let mut lives = BTreeMap::new();
        for record in records {
            let Some(purchase) = record.purchase else { continue };
            let history = histories.remove(&record.id).unwrap_or_default();
            let terms = agreed.get(&purchase.terms_version).ok_or_else(unsigned)?;
            let terms = &terms.terms;
            let life = Life::of(record, history, &noted, &received, terms)?;
            lives.insert(life.record.id, life);
        }
        Ok(Lives { lives, agreed, indexes: RateIndexes::built_in() })
    }

    /// One of them.
    pub(crate) fn get(&self, id: InvoiceId) -> Option<&Life> {
        self.lives.get(&id)
    }

    /// Each of them, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Life> {
        self.lives.values()
    }

    /// The terms an invoice was bought by.
    pub(crate) fn agreed(&self, life: &Life) -> &Agreed {
        self.agreed.get(&life.terms_version).expect("terms are read with their invoices")
    }
}

/// The terms that these were bought by, as signed or as printed for signing.
async fn agreed_terms(
    connection: &mut Connection,
    records: &[Invoice],
) -> Result<BTreeMap<TermsVersionId, Agreed>, AppError> {
    let bought_by = |record: &Invoice| Some(record.purchase.as_ref()?.terms_version);
    let versions: BTreeSet<TermsVersionId> = records.iter().filter_map(bought_by).collect();
    let versions: Vec<TermsVersionId> = versions.into_iter().collect();
    let mut agreed = BTreeMap::new();
    for version in terms_version::by_ids(connection, &versions).await? {
        match version.state {
            TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => {
                agreed.insert(version.id, Agreed::of(terms)?);
            }
            TermsState::Draft => {}
        }
    }
    Ok(agreed)
}

fn unsigned() -> AppError {
    AppError::refused("An invoice was bought by terms that were never signed. Check the books.")
}

impl Agreed {
    /// Terms with their calendar.
    ///
    /// # Errors
    /// A calendar that this version does not have.
    pub(crate) fn of(terms: Terms) -> Result<Agreed, AppError> {
        let calendar = HolidayCalendar::built_in(&terms.calendar)
            .ok_or_else(|| AppError::refused("The calendar of these terms is not known."))?;
        Ok(Agreed { terms, calendar })
    }
}

async fn received_days(
    connection: &mut Connection,
    entries: &[BookedEntry],
) -> Result<BTreeMap<ReceiptId, Day>, AppError> {
    let mut receipts: Vec<ReceiptId> =
        entries.iter().filter_map(|booked| receipt_of(&booked.entry)).collect();
    receipts.sort_unstable();
    receipts.dedup();
    Ok(receipt::received_days(connection, &receipts).await?.into_iter().collect())
}

const fn receipt_of(entry: &Entry) -> Option<ReceiptId> {
    match entry.cause {
        Cause::Receipt(id) => Some(id),
        Cause::Schedule(_) | Cause::Batch(_) | Cause::Invoice(_) | Cause::Client(_) => None,
    }
}

/// An entry as the rules know it; its working stays with the stored one.
pub(crate) fn booked(booked: BookedEntry) -> Booked {
    let entry = Entry { working: None, ..booked.entry };
    Booked { number: booked.number, booked_on: booked.booked_on, entry }
}

fn histories(ids: &[InvoiceId], entries: Vec<BookedEntry>) -> BTreeMap<InvoiceId, Vec<Booked>> {
    let mut histories: BTreeMap<InvoiceId, Vec<Booked>> = BTreeMap::new();
    for entry in entries {
        let entry = booked(entry);
        let mut named: Vec<InvoiceId> =
            entry.entry.postings.iter().filter_map(|posting| posting.invoice).collect();
        named.sort_unstable();
        named.dedup();
        for id in named.into_iter().filter(|id| ids.binary_search(id).is_ok()) {
            histories.entry(id).or_default().push(entry.clone());
        }
    }
    histories
}

/// The risk of an invoice; an approval has covered its face on the day of its purchase.
fn risk_of(record: &Invoice, purchased_on: Day) -> Risk {
    match record.form.risk {
        invoice::Risk::Client => Risk::Client,
        invoice::Risk::Factor => {
            Risk::Firm(CreditApproval { amount: record.form.face, expires_on: purchased_on })
        }
    }
}

impl Life {
    fn of(
        record: Invoice,
        history: Vec<Booked>,
        noted: &Noted,
        received: &BTreeMap<ReceiptId, Day>,
        terms: &Terms,
    ) -> Result<Life, AppError> {
        let (id, form) = (record.id, &record.form);
        let purchase = record.purchase.ok_or_else(|| AppError::not_found("invoice"))?;
        let purchased_on = purchase.purchased_on;
        let facts = PurchasedFacts {
            offered: Offered {
                of: InvoiceKey { invoice: id, debtor: form.debtor },
                client: form.client,
                face: form.face,
                tax: form.tax,
                retainage: form.retainage,
                early_payment: noted.discounts.get(&id).copied(),
                invoiced_on: form.invoiced_on,
                due_on: form.due_on,
            },
            // An invoice that was taken over came without a schedule; no rule asks for it.
            schedule: form.schedule.unwrap_or(ScheduleId::new(0)),
            terms_version: purchase.terms_version,
            rounding: terms.rounding,
            purchased_on,
            risk: risk_of(&record, purchased_on),
            dispute: noted.disputes.get(&id).copied(),
            misdirected: noted.misdirected.get(&id).copied(),
            payments: payments(id, &history, received),
        };
        let entries: Vec<Entry> = history.iter().map(|booked| booked.entry.clone()).collect();
        let purchased = Purchased::from_books(facts, &entries).map_err(|e| refused(&e))?;
        Ok(Life { record, purchased, history, terms_version: purchase.terms_version })
    }
}

/// The payments that stand, oldest first.
fn payments(
    id: InvoiceId,
    history: &[Booked],
    received: &BTreeMap<ReceiptId, Day>,
) -> Vec<Payment> {
    let is_undone = |number| history.iter().any(|other| other.entry.reverses == Some(number));
    let applied = history.iter().filter(|booked| {
        booked.entry.event == Event::Application && booked.entry.reverses.is_none()
    });
    applied
        .filter(|booked| !is_undone(booked.number))
        .filter_map(|booked| {
            let receipt = receipt_of(&booked.entry)?;
            let posting = booked.entry.postings.iter().find(|posting| {
                posting.account == Account::ReceivablesPurchased && posting.invoice == Some(id)
            })?;
            Some(Payment {
                receipt,
                received_on: received.get(&receipt).copied().unwrap_or(booked.entry.event_on),
                posted_on: booked.booked_on,
                value_on: booked.entry.value_on,
                amount: posting.amount.negated(),
            })
        })
        .collect()
}
