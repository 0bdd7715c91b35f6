//! The entries of a posting, by the rules.

use factor_domain::ids::ClientId;
use factor_domain::invoice::{Arrival, Purchased, ReceiptPart, Step};
use factor_domain::ledger::events::{FromDebtor, GiveBack, Occasion};
use factor_domain::{Entry, Money, Paid, Refusal};
use factor_store::receipt::ReceiptState;

use super::typed::{problem, words};
use super::{Part, Stage};
use crate::books::out_of_range;
use crate::error::AppError;

/// Parts of one client's books.
struct Group {
    client: Option<ClientId>,
    parts: Vec<Part>,
}

impl Stage<'_> {
    /// Shares out, books and settles what was read.
    ///
    /// # Errors
    /// Only amounts beyond any range.
    pub(super) fn work(&mut self) -> Result<(), AppError> {
        let shared = self.parts.iter().try_fold(self.zero, |sum, part| sum.plus(part.amount));
        self.left = self.amount.minus(shared.map_err(out_of_range)?).map_err(out_of_range)?;
        if self.left.is_negative() {
            let over = self.left.negated();
            let words = format!("{over} more is shared out than there is. Lower a line.");
            self.problems.push(problem("lines", words));
        }
        self.check_rest();
        if !self.problems.is_empty() {
            return Ok(());
        }
        let done = match self.facts.receipt.state {
            ReceiptState::Draft => self.book_arrivals(),
            ReceiptState::Booked | ReceiptState::Returned | ReceiptState::Reversed => {
                self.book_later()
            }
        };
        if let Err(refusal) = done.and_then(|()| self.settle()) {
            self.problems.push(problem("lines", words(&refusal)));
        }
        Ok(())
    }

    /// What is over needs a payer and a reason; of what is posted, something must be done.
    fn check_rest(&mut self) {
        let is_posted = self.facts.receipt.state != ReceiptState::Draft;
        if is_posted && self.amount.is_zero() {
            let words = "This receipt is posted, and nothing of it is left to share out.";
            self.problems.push(problem("lines", words));
        } else if is_posted && self.parts.is_empty() && self.problems.is_empty() {
            self.problems.push(problem("lines", "Say what the rest is for."));
        }
        if !self.left.is_positive() {
            return;
        }
        if self.facts.receipt.receipt.debtor.is_none() {
            let words = format!(
                "{} is for nothing yet. Say which debtor paid, or share all of it out.",
                self.left
            );
            self.problems.push(problem("debtor_id", words));
        }
        if self.park_reason.is_empty() {
            let words = format!("Say why {} stays unapplied.", self.left);
            self.problems.push(problem("park_reason", words));
        }
    }

    /// The receipt with its parts, an arrival for each client's books, so that the cash of each
    /// stands beside what it paid.
    fn book_arrivals(&mut self) -> Result<(), Refusal> {
        let mut groups: Vec<Group> = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            match groups.iter_mut().find(|group| group.client == part.client) {
                Some(group) => group.parts.push(part),
                None => groups.push(Group { client: part.client, parts: vec![part] }),
            }
        }
        self.name_the_rest(&mut groups);
        let rest = self.rest_part();
        let last = groups.len().saturating_sub(1);
        for (place, group) in groups.into_iter().enumerate() {
            let mut from: Vec<FromDebtor> = group
                .parts
                .iter()
                .map(|part| FromDebtor { debtor: part.debtor, amount: part.amount })
                .collect();
            from.extend(rest.filter(|_| place == last));
            let arrival = self.arrival(group.client, merged(from)?);
            let staged = arrival.stage(group.parts.into_iter().map(|part| part.part).collect())?;
            self.take(staged.step);
        }
        Ok(())
    }

    /// What is for no invoice goes into the books of the one client it can be for, or of none;
    /// it is the last group.
    fn name_the_rest(&self, groups: &mut Vec<Group>) {
        let clients: Vec<ClientId> = groups.iter().filter_map(|group| group.client).collect();
        let client = match clients.as_slice() {
            [] => self.facts.sole_client,
            [one] => Some(*one),
            [_, ..] => None,
        };
        let nameless = groups.iter().position(|group| group.client.is_none());
        let parts = nameless.map(|place| groups.remove(place).parts).unwrap_or_default();
        if parts.is_empty() && !self.left.is_positive() {
            return;
        }
        match groups.iter_mut().find(|group| client.is_some() && group.client == client) {
            Some(group) => group.parts.extend(parts),
            None => groups.push(Group { client, parts }),
        }
    }

    fn rest_part(&self) -> Option<FromDebtor> {
        let debtor = self.facts.receipt.receipt.debtor?;
        self.left.is_positive().then_some(FromDebtor { debtor, amount: self.left })
    }

    fn arrival(&self, client: Option<ClientId>, parts: Vec<FromDebtor>) -> Arrival {
        let (receipt, kept) = (&self.facts.receipt, &self.facts.receipt.receipt);
        Arrival {
            receipt: receipt.id,
            client,
            bank: kept.bank,
            parts,
            received_on: kept.received_on,
            posted_on: self.facts.today,
            value_on: kept.value_on,
        }
    }

    fn take(&mut self, step: Step<Vec<Purchased>>) {
        self.entries.extend(step.entries);
        for invoice in step.next {
            self.next.insert(invoice.facts().offered.of.invoice, invoice);
        }
    }

    /// What is done with the rest of a receipt that is in the books.
    fn book_later(&mut self) -> Result<(), Refusal> {
        let mut rests = self.facts.rests.clone();
        for part in std::mem::take(&mut self.parts) {
            let zero = self.zero;
            let rest = rests.iter_mut().find(|rest| rest.debtor == part.debtor);
            let rest = rest.ok_or(Refusal::ReceiptExceeded { left: zero })?;
            let left = rest.amount.minus(part.amount)?;
            if left.is_negative() {
                return Err(Refusal::ReceiptExceeded { left: rest.amount });
            }
            rest.amount = left;
            let step = self.later(part)?;
            self.take(step);
        }
        Ok(())
    }

    fn later(&self, part: Part) -> Result<Step<Vec<Purchased>>, Refusal> {
        let occasion = |client| self.occasion(client);
        let booked = |entry: Entry| Step { next: Vec::new(), entries: vec![entry] };
        let payment = |amount: Money| self.payment_of(amount);
        Ok(match part.part {
            ReceiptPart::Invoice { invoice, amount, paying } => {
                one(invoice.apply(payment(amount), &paying, self.on)?)
            }
            ReceiptPart::TurnedOver { invoice, amount } => {
                one(invoice.turned_over(payment(amount), self.on)?)
            }
            ReceiptPart::GiveBack { client, debtor, amount, fee } => {
                booked(GiveBack { debtor, amount, fee }.entry(&occasion(Some(client)))?)
            }
            ReceiptPart::Refund(refund) => {
                booked(refund.entry(&occasion(self.facts.receipt.receipt.client))?)
            }
            ReceiptPart::LateCharge { client, charge } => {
                booked(charge.entry(&occasion(Some(client)))?)
            }
        })
    }

    fn payment_of(&self, amount: Money) -> factor_domain::invoice::Payment {
        let receipt = &self.facts.receipt;
        factor_domain::invoice::Payment {
            receipt: receipt.id,
            received_on: receipt.receipt.received_on,
            posted_on: self.facts.today,
            value_on: self.on.value_on,
            amount,
        }
    }

    fn occasion(&self, client: Option<ClientId>) -> Occasion {
        Occasion {
            cause: self.on.cause,
            client,
            event_on: self.on.event_on,
            value_on: self.on.value_on,
            terms_version: None,
        }
    }

    /// Settles every invoice that has nothing open now.
    fn settle(&mut self) -> Result<(), Refusal> {
        let received_on = self.facts.receipt.receipt.received_on;
        let closing = Paid { received_on, posted_on: self.facts.today };
        for line in &self.lines {
            let Some(paid) = self.next.get(&line.id) else { continue };
            let Some(life) = self.facts.lives.get(line.id) else { continue };
            if paid.balances().open.is_positive() {
                continue;
            }
            let closed = self.facts.lives.settle(life, paid, closing, self.on)?;
            self.entries.extend(closed.step.entries.iter().cloned());
            self.next.insert(line.id, closed.step.next.closed.invoice.clone());
            self.closings.insert(line.id, closed);
        }
        Ok(())
    }
}

fn one(step: Step<Purchased>) -> Step<Vec<Purchased>> {
    Step { next: vec![step.next], entries: step.entries }
}

/// One part for each debtor.
fn merged(from: Vec<FromDebtor>) -> Result<Vec<FromDebtor>, Refusal> {
    let mut merged: Vec<FromDebtor> = Vec::new();
    for part in from {
        match merged.iter_mut().find(|other| other.debtor == part.debtor) {
            Some(other) => other.amount = other.amount.plus(part.amount)?,
            None => merged.push(part),
        }
    }
    Ok(merged)
}
