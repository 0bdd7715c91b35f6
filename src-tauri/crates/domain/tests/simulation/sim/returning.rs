//! Payments that come back, and slips of the pen.

use super::rng::Rng;
use super::world::{Done, Life, Stop, World, broken};
use factor_domain::invoice::{Closed, Purchased, Returned, Step, returned_receipt};
use factor_domain::ledger::events::FeeBilled;
use factor_domain::ledger::{Booked, ReversalDays};
use factor_domain::{AdditionalFeeKind, Cause, Entry, EntryNumber, InvoiceId, ReceiptId, Refusal};
use std::collections::BTreeSet;

/// How far back a slip of the pen is found.
const SLIPS_AMONG: i64 = 2_000;

impl World {
    pub fn return_receipt(&mut self, receipt: i64) -> Done {
        let file =
            self.receipts.get(&receipt).ok_or(Stop::Refused(Refusal::NothingToBook))?.clone();
        let returned = Returned { receipt: ReceiptId::new(receipt), returned_on: self.today };
        let history: Vec<Booked> =
            file.numbers.iter().filter_map(|&number| self.book.entry(number)).collect();
        let outside = returned_receipt(&history, &returned)?;
        let touched: BTreeSet<InvoiceId> = history
            .iter()
            .flat_map(|booked| booked.entry.postings.iter().filter_map(|posting| posting.invoice))
            .collect();
        let (mut lives, mut entries) = (Vec::new(), Vec::new());
        let mut charged_late = Vec::new();
        for invoice in touched {
            let id = invoice.get();
            let step = match self.reopened(id, &returned) {
                // It paid a late charge of the invoice, which comes back with the receipt.
                Err(Stop::Refused(Refusal::NothingToBook)) => {
                    charged_late.push(id);
                    continue;
                }
                step => step?,
            };
            lives.push(step.next);
            entries.extend(step.entries);
        }
        entries.extend(outside);
        entries.extend(self.returned_fee(receipt, &history)?);
        self.post(entries)?;
        for life in lives {
            self.keep(life, |_| ())?;
        }
        for id in charged_late {
            self.reread(id)?;
        }
        Ok(())
    }

    fn reopened(&self, invoice: i64, returned: &Returned) -> Result<Step<Life>, Stop> {
        let history = self.history(invoice)?;
        let opened =
            |step: Step<Purchased>| Step { next: Life::Open(step.next), entries: step.entries };
        Ok(match &self.kept(invoice)?.life {
            Life::Open(open) => opened(open.returned(&history, returned)?),
            Life::Paid(settled) => opened(settled.reopen(&history, returned)?),
            Life::Back(back) => {
                still_closed(back.reopen(&history, returned)?, self.kept(invoice)?.life.clone())
            }
            Life::Off(off) => {
                still_closed(off.reopen(&history, returned)?, self.kept(invoice)?.life.clone())
            }
        })
    }

    fn returned_fee(&self, receipt: i64, history: &[Booked]) -> Result<Vec<Entry>, Stop> {
        let Some(client) = self.receipts.get(&receipt).and_then(|file| file.client) else {
            return Ok(Vec::new());
        };
        let terms = &self.client(client.get())?.terms;
        let cash = history.iter().flat_map(|booked| &booked.entry.postings);
        let Some(amount) = cash.map(|posting| posting.amount).find(|amount| amount.is_positive())
        else {
            return Ok(Vec::new());
        };
        // The receipt of another currency than the client's cannot be: it names the client.
        let fees = self.fees(terms, AdditionalFeeKind::ReturnedPayment, amount)?;
        let on = self.occasion(client.get(), Cause::Client(client))?;
        fees.into_iter()
            .map(|fee| Ok(FeeBilled { of: None, kind: fee.kind, fee: fee.fee }.entry(&on)?))
            .collect()
    }

    /// Takes a random entry back and writes it again: every balance is as it was.
    pub fn slip(&mut self, pick: u64) -> Done {
        let last = i64::try_from(self.book.len()).unwrap_or(i64::MAX);
        if last == 0 {
            return Ok(());
        }
        let mut rng = Rng::new(pick);
        let number = EntryNumber::new(rng.between((last - SLIPS_AMONG).max(1), last));
        let Some(booked) = self.book.entry(number) else { return Ok(()) };
        if booked.entry.reverses.is_some() || self.book.reversed_by(number).is_some() {
            return Ok(());
        }
        let Booked { entry, .. } = booked;
        let before = self.book.balances().clone();
        let days = ReversalDays { event_on: entry.event_on, value_on: entry.value_on };
        let mirror = entry.reversal(number, days)?;
        let mut without = before.clone();
        without.post(&mirror)?;
        self.post_one(mirror)?;
        if *self.book.balances() != without {
            return Err(broken("a reversal undoes exactly", format!("entry {number}")));
        }
        self.post_one(Entry { working: None, ..entry })?;
        if *self.book.balances() != before {
            return Err(broken("a reversal undoes exactly", format!("entry {number}, again")));
        }
        Ok(())
    }
}

/// A closed invoice that has nothing open again stays as it was closed.
fn still_closed(step: Step<Purchased>, life: Life) -> Step<Life> {
    let entries = step.entries;
    if step.next.balances().open.is_positive() {
        return Step { next: Life::Open(step.next), entries };
    }
    let closed =
        life.closed().map(|closed| Closed { invoice: step.next.clone(), ..closed.clone() });
    let next = match closed {
        Some(closed) => life.with_closed(closed),
        None => Life::Open(step.next),
    };
    Step { next, entries }
}
