//! One bought invoice with what releases and recourse ask of it: its close, its recourse date, the
//! fees that nobody has taken yet, and how it stood before an entry.

use std::sync::Arc;

use factor_domain::invoice::{Charge, Closed, Purchased};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::ledger::{Booked, Entry};
use factor_domain::{
    Day, EntryNumber, Figure, InvoiceDates, InvoiceId, InvoicePrice, Money, Refusal, Terms,
    WorkingLine,
};
use factor_store::invoice::{self, Invoice, Purchase};
use factor_store::{Connection, StoreError};

use crate::books::refused;
use crate::error::AppError;
use crate::life::{Ended, Lives};

/// A bought invoice.
pub(crate) struct Bought {
    /// What is written on it and how far it is.
    pub(crate) row: Invoice,
    /// Its purchase.
    pub(crate) purchase: Purchase,
    /// The invoice as its entries left it.
    pub(crate) purchased: Purchased,
    lives: Arc<Lives>,
}

impl Bought {
    /// # Errors
    /// An invoice that is not there or was not bought; of the storage.
    pub(crate) async fn load(
        connection: &mut Connection,
        id: InvoiceId,
    ) -> Result<Bought, AppError> {
        match invoice::load(connection, id).await {
            Err(StoreError::NotFound) => return Err(AppError::not_found("invoice")),
            other => other?,
        };
        let found = Bought::all(connection, &[id]).await?.pop();
        found.ok_or_else(|| AppError::refused("This invoice has not been bought."))
    }

    /// Those of these that are bought, in this order.
    ///
    /// # Errors
    /// Of the storage, or books from which no invoice can be made.
    pub(crate) async fn all(
        connection: &mut Connection,
        ids: &[InvoiceId],
    ) -> Result<Vec<Bought>, AppError> {
        let lives = Arc::new(Lives::load(connection, ids).await?);
        let of = |id: &InvoiceId| {
            let life = lives.get(*id)?;
            Some(Bought {
                row: life.record.clone(),
                purchase: life.record.purchase?,
                purchased: life.purchased.clone(),
                lives: Arc::clone(&lives),
            })
        };
        Ok(ids.iter().filter_map(of).collect())
    }

    /// The invoice and who owes it.
    pub(crate) const fn key(&self) -> InvoiceKey {
        InvoiceKey { invoice: self.row.id, debtor: self.row.form.debtor }
    }

    fn history(&self) -> &[Booked] {
        self.lives.get(self.row.id).map_or(&[], |life| &life.history)
    }

    fn terms(&self) -> Option<&Terms> {
        let life = self.lives.get(self.row.id)?;
        Some(&self.lives.agreed(life).terms)
    }

    /// The invoice as it stood before an entry was booked.
    ///
    /// # Errors
    /// Entries that no invoice can have.
    pub(crate) fn before(&self, number: EntryNumber) -> Result<Bought, AppError> {
        let earlier = self.history().iter().filter(|booked| booked.number < number);
        let entries: Vec<Entry> = earlier.map(|booked| booked.entry.clone()).collect();
        let facts = self.purchased.facts().clone();
        let purchased = Purchased::from_books(facts, &entries).map_err(|e| refused(&e))?;
        let (row, lives) = (self.row.clone(), Arc::clone(&self.lives));
        Ok(Bought { row, purchase: self.purchase, purchased, lives })
    }

    /// As a closed invoice, if it is one.
    ///
    /// # Errors
    /// An entry that closed it and is not in its history.
    pub(crate) fn closed(&self) -> Result<Option<Closed>, Refusal> {
        let Some(life) = self.lives.get(self.row.id) else { return Ok(None) };
        Ok(match life.ended()? {
            Ended::Open => None,
            Ended::Paid(settled) => Some(settled.closed),
            Ended::ChargedBack(back) => Some(back.closed),
            Ended::WrittenOff(off) => Some(off.closed),
        })
    }

    /// The day from which it may go back to the client.
    ///
    /// # Errors
    /// A day after 2199.
    pub(crate) fn recourse_on(&self) -> Result<Day, Refusal> {
        let form = &self.row.form;
        let dates = InvoiceDates {
            invoiced_on: form.invoiced_on,
            due_on: form.due_on,
            purchased_on: self.purchase.purchased_on,
            funded_on: self.purchase.funded_on,
            recourse_on: self.purchase.recourse_on,
            late_on: self.purchase.late_on,
        };
        match (self.purchase.recourse_on, self.terms()) {
            (Some(day), _) => Ok(day),
            (None, Some(terms)) => terms.recourse_date(&dates),
            (None, None) => Err(Refusal::DayOutsideCalendar),
        }
    }

    /// What it costs as of a day, by the terms it was bought by.
    ///
    /// # Errors
    /// What the terms cannot price.
    pub(crate) fn price(&self, as_of: Day) -> Result<InvoicePrice, Refusal> {
        let life = self.lives.get(self.row.id).ok_or(Refusal::NothingToBook)?;
        self.lives.price_open(life, &self.purchased, as_of)
    }

    /// The fees earned to a day that nobody has taken or billed yet, the factoring fee first.
    ///
    /// What was taken at purchase stays taken: nothing was collected that could be given back.
    ///
    /// # Errors
    /// What the terms cannot price.
    pub(crate) fn fees_to(&self, day: Day) -> Result<Vec<Charge>, Refusal> {
        let price = self.price(day)?;
        let terms = self.terms().ok_or(Refusal::NothingToBook)?;
        let at_purchase = price.at_funding.value.plus(price.from_reserve_at_purchase.value)?;
        let zero = Money::zero(at_purchase.currency());
        // An invoice charged back before and opened again has been billed for once already.
        let mut billed = self.purchased.balances().fees.minus(at_purchase)?.at_least(zero)?;
        let mut charges = price.to_settle(terms);
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
