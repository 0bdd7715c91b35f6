//! The entries of a returned payment, by the rules.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::{ClientId, InvoiceId};
use factor_domain::invoice::{Purchased, Returned, returned_receipt};
use factor_domain::ledger::Booked;
use factor_domain::ledger::events::{FeeBilled, FeeKind, InvoiceKey, Occasion};
use factor_domain::settlement::{
    DebtOf, Due, RecoverySource, StandingCharge, recover, return_overpaid,
};
use factor_domain::{
    Account, AdditionalFeeKind, Cause, Day, Entry, Event, Money, Posting, Refusal, Terms,
};
use factor_store::receipt::Receipt;

use crate::life::Lives;

/// What a client owes and is owed before the return.
pub(super) struct Standing {
    /// What it owes outright: because of invoices, and without one.
    pub(super) charges: Vec<StandingCharge>,
    /// What is to be paid to it.
    pub(super) payable: Money,
    /// The signed terms of today, if there are any.
    pub(super) terms: Option<Terms>,
}

/// A return worked out whole.
pub(super) struct ReturnWork {
    /// The invoices as they are afterwards.
    pub(super) next: Vec<Purchased>,
    pub(super) entries: Vec<Entry>,
    /// What clients come to owe.
    pub(super) deficit: Money,
    /// What was billed for it, if the payment was one client's.
    pub(super) fee: Option<Money>,
}

/// What a return is worked out from.
pub(super) struct ReturnFacts<'a> {
    pub(super) receipt: &'a Receipt,
    pub(super) history: &'a [Booked],
    pub(super) lives: &'a Lives,
    pub(super) touched: &'a [InvoiceId],
    pub(super) standing: &'a BTreeMap<ClientId, Standing>,
    pub(super) returned_on: Day,
}

impl ReturnFacts<'_> {
    /// The mirrors, what they leave owed, and what is got back of it at once.
    ///
    /// # Errors
    /// Of the rules.
    pub(super) fn work(&self) -> Result<ReturnWork, Refusal> {
        let returned = Returned { receipt: self.receipt.id, returned_on: self.returned_on };
        let (mut next, mut entries) = (Vec::new(), Vec::new());
        for life in self.touched.iter().filter_map(|id| self.lives.get(*id)) {
            match life.returned(&returned) {
                // It paid a late charge of the invoice, which comes back with the receipt.
                Err(Refusal::NothingToBook) => {}
                Err(other) => return Err(other),
                Ok(step) => {
                    next.push(step.next);
                    entries.extend(step.entries);
                }
            }
        }
        entries.extend(returned_receipt(self.history, &returned)?);
        let deficit = self.deficits(&entries)?;
        for client in self.clients(&entries) {
            self.recover_at_once(client, &mut entries)?;
            self.give_back_overpaid(client, &mut entries)?;
        }
        let fee = self.bill(&mut entries)?;
        Ok(ReturnWork { next, entries, deficit, fee })
    }

    fn clients(&self, entries: &[Entry]) -> BTreeSet<ClientId> {
        entries.iter().filter_map(|entry| entry.client).collect()
    }

    fn zero(&self) -> Money {
        Money::zero(self.receipt.receipt.amount.currency())
    }

    fn occasion(&self, client: ClientId, cause: Cause) -> Occasion {
        let day = self.returned_on;
        Occasion { cause, client: Some(client), event_on: day, value_on: day, terms_version: None }
    }

    /// What new deficits come to.
    fn deficits(&self, entries: &[Entry]) -> Result<Money, Refusal> {
        let postings = new_deficits(entries).map(|posting| posting.amount);
        Ok(postings.into_iter().try_fold(self.zero(), Money::plus)?)
    }

    /// A release that is not paid out yet pays what its recall left owed.
    fn recover_at_once(&self, client: ClientId, entries: &mut Vec<Entry>) -> Result<(), Refusal> {
        let Some(standing) = self.standing.get(&client) else { return Ok(()) };
        let moved = moved(entries, client, Account::ClientPayable);
        let payable = moved.map(|posting| posting.amount.negated());
        let payable = payable.into_iter().try_fold(standing.payable, Money::plus)?;
        let of_client = entries.iter().filter(|entry| entry.client == Some(client)).cloned();
        let of_client: Vec<Entry> = of_client.collect();
        let dues: Vec<Due> = new_deficits(&of_client)
            .map(|posting| Due {
                of: key_of(posting).map_or(DebtOf::Account, DebtOf::Invoice),
                owed: posting.amount,
                due_on: self.returned_on,
            })
            .collect();
        if dues.is_empty() || !payable.is_positive() {
            return Ok(());
        }
        let plan = recover(&dues, &[(RecoverySource::Release, payable)], self.zero())?;
        let cause = Cause::Receipt(self.receipt.id);
        entries.extend(plan.entries(&self.occasion(client, cause))?);
        Ok(())
    }

    /// What had been recovered for a charge that is gone now is the client's.
    fn give_back_overpaid(
        &self,
        client: ClientId,
        entries: &mut Vec<Entry>,
    ) -> Result<(), Refusal> {
        let Some(standing) = self.standing.get(&client) else { return Ok(()) };
        let mut charges = standing.charges.clone();
        for posting in moved(entries, client, Account::ClientCharges) {
            let of = key_of(posting);
            match charges.iter_mut().find(|charge| charge.of == of) {
                Some(charge) => charge.balance = charge.balance.plus(posting.amount)?,
                None => charges.push(StandingCharge { of, balance: posting.amount }),
            }
        }
        let plan = return_overpaid(&charges, self.zero())?;
        if !plan.returned.is_empty() {
            let cause = Cause::Receipt(self.receipt.id);
            entries.extend(plan.entries(&self.occasion(client, cause))?);
        }
        Ok(())
    }

    /// The fee for a returned payment, where the payment was one client's.
    fn bill(&self, entries: &mut Vec<Entry>) -> Result<Option<Money>, Refusal> {
        let clients = self.clients(entries);
        let mut clients = clients.into_iter();
        let (Some(client), None) = (clients.next(), clients.next()) else { return Ok(None) };
        let amount = self.receipt.receipt.amount;
        let Some(terms) = self.standing.get(&client).and_then(|one| one.terms.as_ref()) else {
            return Ok(None);
        };
        let mut agreed = terms.additional_fees.iter();
        let agreed = agreed.find(|fee| fee.kind == AdditionalFeeKind::ReturnedPayment);
        let Some(agreed) = agreed.filter(|_| terms.currency() == amount.currency()) else {
            return Ok(None);
        };
        let fee = agreed.amount_for(amount, terms.rounding)?;
        if fee.value.is_zero() {
            return Ok(None);
        }
        let value = fee.value;
        let billed = FeeBilled { of: None, kind: FeeKind::Other, fee };
        entries.push(billed.entry(&self.occasion(client, Cause::Client(client)))?);
        Ok(Some(value))
    }
}

fn key_of(posting: &Posting) -> Option<InvoiceKey> {
    let (invoice, debtor) = posting.invoice.zip(posting.debtor)?;
    Some(InvoiceKey { invoice, debtor })
}

/// Charges of deficits that are new, not mirrors of earlier ones.
fn new_deficits(entries: &[Entry]) -> impl Iterator<Item = &Posting> {
    let new =
        entries.iter().filter(|entry| entry.event == Event::Deficit && entry.reverses.is_none());
    new.flat_map(|entry| &entry.postings)
        .filter(|posting| posting.account == Account::ClientCharges)
}

fn moved(entries: &[Entry], client: ClientId, account: Account) -> impl Iterator<Item = &Posting> {
    let of_client = entries.iter().filter(move |entry| entry.client == Some(client));
    of_client.flat_map(|entry| &entry.postings).filter(move |posting| posting.account == account)
}
