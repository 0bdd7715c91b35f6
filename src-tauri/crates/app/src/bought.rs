//! An invoice as the rules know it: its row, its terms and its entries put together.

use std::collections::BTreeSet;

use factor_domain::fee::{DatedPayment, InvoiceFacts, Market};
use factor_domain::invoice::{
    Charge, Closed, CreditApproval, Dispute, Offered, Payment, Purchased, PurchasedFacts, Risk,
    ShortPayReason,
};
use factor_domain::ledger::events::{Income, InvoiceKey};
use factor_domain::{
    Account, Cause, Day, Entry, EntryNumber, Event, FeeSchedule, FeeTaken, Figure, HolidayCalendar,
    InvoiceDates, InvoiceId, InvoicePrice, Money, RateIndexes, ReceiptId, Refusal, ScheduleId,
    Terms, WorkingLine,
};
use factor_store::book::{self, BookedEntry, EntriesOf, EntryPage};
use factor_store::invoice::{self, Invoice, Purchase};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Connection, StoreError};

use crate::books::figures::refused;
use crate::error::AppError;

/// Entries read at a time; an invoice has a dozen.
const ENTRIES_A_PAGE: u32 = 500;

/// A bought invoice with everything that its next step needs.
pub(crate) struct Life {
    /// What is written on it and how far it is.
    pub(crate) row: Invoice,
    /// Its purchase.
    pub(crate) purchase: Purchase,
    /// The terms it was bought by.
    pub(crate) terms: Terms,
    /// Its entries, oldest first.
    pub(crate) history: Vec<BookedEntry>,
    /// The invoice as its entries left it.
    pub(crate) purchased: Purchased,
}

impl Life {
    /// # Errors
    /// An invoice that is not there or was not bought; of the storage.
    pub(crate) async fn load(connection: &mut Connection, id: InvoiceId) -> Result<Life, AppError> {
        let row = match invoice::load(connection, id).await {
            Err(StoreError::NotFound) => return Err(AppError::not_found("invoice")),
            other => other?,
        };
        let Some(purchase) = row.purchase else {
            return Err(AppError::refused("This invoice has not been bought."));
        };
        let terms = match terms_version::by_id(connection, purchase.terms_version).await?.state {
            TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => terms,
            TermsState::Draft => {
                return Err(StoreError::bad_row("terms_version", "bought by a draft").into());
            }
        };
        let history = history(connection, id).await?;
        let facts = facts_of(&row, purchase, &terms, &history)?;
        let entries: Vec<Entry> = history.iter().map(|booked| booked.entry.clone()).collect();
        let purchased = Purchased::from_books(facts, &entries).map_err(|e| refused(&e))?;
        Ok(Life { row, purchase, terms, history, purchased })
    }

    /// The invoice and who owes it.
    pub(crate) const fn key(&self) -> InvoiceKey {
        InvoiceKey { invoice: self.row.id, debtor: self.row.form.debtor }
    }

    /// The same invoice before an entry was booked.
    ///
    /// # Errors
    /// Entries that no invoice can have.
    pub(crate) fn before(&self, number: EntryNumber) -> Result<Life, AppError> {
        let history: Vec<BookedEntry> =
            self.history.iter().filter(|booked| booked.number < number).cloned().collect();
        let entries: Vec<Entry> = history.iter().map(|booked| booked.entry.clone()).collect();
        let facts = facts_of(&self.row, self.purchase, &self.terms, &history)?;
        let purchased = Purchased::from_books(facts, &entries).map_err(|e| refused(&e))?;
        Ok(Life {
            row: self.row.clone(),
            purchase: self.purchase,
            terms: self.terms.clone(),
            history,
            purchased,
        })
    }

    /// As a closed invoice, if it is one.
    pub(crate) fn closed(&self) -> Option<Closed> {
        let closing = self.row.closing?;
        let by = self.history.iter().find(|booked| booked.number == closing.entry);
        Some(Closed {
            invoice: self.purchased.clone(),
            closed_on: closing.closed_on,
            closed_by: by.map_or(Cause::Invoice(self.row.id), |booked| booked.entry.cause),
        })
    }

    /// The day from which it may go back to the client.
    ///
    /// # Errors
    /// A day after 2199.
    pub(crate) fn recourse_on(&self) -> Result<Day, Refusal> {
        match self.purchase.recourse_on {
            Some(day) => Ok(day),
            None => self.terms.recourse_date(&self.dates()),
        }
    }

    fn dates(&self) -> InvoiceDates {
        InvoiceDates {
            invoiced_on: self.row.form.invoiced_on,
            due_on: self.row.form.due_on,
            purchased_on: self.purchase.purchased_on,
            funded_on: self.purchase.funded_on,
            recourse_on: self.purchase.recourse_on,
            late_on: self.purchase.late_on,
        }
    }

    /// What it costs as of a day, by its terms.
    ///
    /// # Errors
    /// What the terms cannot price.
    pub(crate) fn price(&self, as_of: Day) -> Result<InvoicePrice, Refusal> {
        let payments: Vec<DatedPayment> = self
            .purchased
            .facts()
            .payments
            .iter()
            .map(|payment| DatedPayment {
                received_on: payment.received_on,
                posted_on: payment.posted_on,
                amount: payment.amount,
            })
            .collect();
        // A payment may come before the advance is paid out; the days then run from the purchase.
        let first = payments.iter().map(|payment| payment.received_on).min();
        let purchased_on = self.purchase.purchased_on;
        let funded = self.purchase.funded_on.filter(|&day| first.is_none_or(|f| day <= f));
        let funded_on = funded.unwrap_or(purchased_on);
        let dates = InvoiceDates { funded_on: Some(funded_on), ..self.dates() };
        let form = &self.row.form;
        let facts = InvoiceFacts {
            face: form.face,
            tax: form.tax,
            retainage: form.retainage,
            discount: form.discount,
            advance: self.purchased.balances().advance,
            dates: self.terms.with_caps(&dates)?,
            payments,
        };
        let calendar = HolidayCalendar::built_in(&self.terms.calendar);
        let calendar = calendar.ok_or(Refusal::DayOutsideCalendar)?;
        let indexes = RateIndexes::built_in();
        let market = Market { calendar: &calendar, indexes: &indexes };
        self.terms.price(&facts, as_of.max(funded_on), &market)
    }

    /// The fees earned to a day that nobody has taken or billed yet, the factoring fee first.
    ///
    /// What was taken at purchase stays taken: nothing was collected that could be given back.
    ///
    /// # Errors
    /// What the terms cannot price.
    pub(crate) fn fees_to(&self, day: Day) -> Result<Vec<Charge>, Refusal> {
        let price = self.price(day)?;
        let at_purchase = price.at_funding.value.plus(price.from_reserve_at_purchase.value)?;
        let zero = Money::zero(at_purchase.currency());
        // An invoice charged back before and opened again has been billed for once already.
        let mut billed = self.purchased.balances().fees.minus(at_purchase)?.at_least(zero)?;
        let mut charges = to_take(&self.terms, &price);
        charges.retain(|charge| !charge.fee.value.is_negative());
        for charge in &mut charges {
            let part = charge.fee.value.at_most(billed)?;
            billed = billed.minus(part)?;
            lower(charge, part)?;
        }
        charges.retain(|charge| !charge.fee.value.is_zero());
        Ok(charges)
    }
}

fn lower(charge: &mut Charge, billed: Money) -> Result<(), Refusal> {
    if billed.is_zero() {
        return Ok(());
    }
    let (label, detail) = ("Less billed".to_owned(), "before".to_owned());
    charge.fee.value = charge.fee.value.minus(billed)?;
    charge.fee.working.lines.push(WorkingLine::adds(label, detail, billed.negated()));
    charge.fee.working.total = Figure::Money { amount: charge.fee.value };
    Ok(())
}

/// The charges that are still to be taken, in the order of the terms.
fn to_take(terms: &Terms, price: &InvoicePrice) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (place, part) in price.components.iter().enumerate() {
        let is_at_settlement = part.taken == FeeTaken::AtSettlement;
        if !is_at_settlement && part.at_settlement.is_zero() {
            continue;
        }
        let further = place.checked_sub(1).and_then(|place| terms.further_fees.get(place));
        let income = match further {
            None => Income::Fee,
            // At purchase, all charges are taken as one fee.
            Some(_) if !is_at_settlement => Income::Fee,
            Some(fee) if matches!(fee.schedule, FeeSchedule::Interest { .. }) => Income::Interest,
            Some(_) => Income::OtherFee,
        };
        charges.push(Charge { title: part.title.clone(), income, fee: part.settling() });
    }
    charges
}

/// Every entry of an invoice, oldest first.
async fn history(connection: &mut Connection, id: InvoiceId) -> Result<Vec<BookedEntry>, AppError> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page = EntryPage { before, limit: ENTRIES_A_PAGE };
        let entries = book::entries_of(connection, EntriesOf::Invoice(id), page).await?;
        let Some(last) = entries.last() else { break };
        before = Some(last.number);
        found.extend(entries);
    }
    found.reverse();
    Ok(found)
}

fn facts_of(
    row: &Invoice,
    purchase: Purchase,
    terms: &Terms,
    history: &[BookedEntry],
) -> Result<PurchasedFacts, AppError> {
    let form = &row.form;
    let risk = match form.risk {
        invoice::Risk::Client => Risk::Client,
        // That an approval covered it was decided at purchase.
        invoice::Risk::Factor => {
            Risk::Firm(CreditApproval { amount: form.face, expires_on: purchase.purchased_on })
        }
    };
    let dispute = row.is_disputed.then_some(Dispute {
        reason: ShortPayReason::Unknown,
        amount: form.face,
        since: purchase.purchased_on,
    });
    Ok(PurchasedFacts {
        offered: Offered {
            of: InvoiceKey { invoice: row.id, debtor: form.debtor },
            client: form.client,
            face: form.face,
            tax: form.tax,
            retainage: form.retainage,
            early_payment: None,
            invoiced_on: form.invoiced_on,
            due_on: form.due_on,
        },
        // No step after the purchase asks for the schedule.
        schedule: form.schedule.unwrap_or(ScheduleId::new(0)),
        terms_version: purchase.terms_version,
        rounding: terms.rounding,
        purchased_on: purchase.purchased_on,
        risk,
        dispute,
        misdirected: None,
        payments: payments(row.id, history).map_err(|e| refused(&e))?,
    })
}

/// The payments that stand.
fn payments(id: InvoiceId, history: &[BookedEntry]) -> Result<Vec<Payment>, Refusal> {
    let reversed: BTreeSet<EntryNumber> =
        history.iter().filter_map(|booked| booked.entry.reverses).collect();
    let stands = |booked: &&BookedEntry| {
        booked.entry.event == Event::Application
            && booked.entry.reverses.is_none()
            && !reversed.contains(&booked.number)
    };
    let mut payments = Vec::new();
    for booked in history.iter().filter(stands) {
        let Cause::Receipt(receipt) = booked.entry.cause else { continue };
        let own = booked.entry.postings.iter().filter(|posting| {
            posting.invoice == Some(id) && posting.account == Account::ReceivablesPurchased
        });
        for posting in own {
            payments.push(payment(booked, receipt, posting.amount.negated()));
        }
    }
    Ok(payments)
}

fn payment(booked: &BookedEntry, receipt: ReceiptId, amount: Money) -> Payment {
    Payment {
        receipt,
        received_on: booked.entry.event_on,
        posted_on: booked.booked_on,
        value_on: booked.entry.value_on,
        amount,
    }
}
