//! The one place where entries are written, and the bugs that a test may plant there.

use super::files::Fault;
use super::world::{Done, EMPLOYED, World, broken};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::{Account, Cause, ClientId, Entry, Event, Figure, InvoiceId, Money};

impl World {
    /// Writes entries; what the rules have made, the book has to take.
    pub fn post(&mut self, entries: Vec<Entry>) -> Done {
        for entry in entries {
            self.post_one(entry)?;
        }
        Ok(())
    }

    pub fn post_one(&mut self, entry: Entry) -> Done {
        check_working(&entry)?;
        self.note(&entry)?;
        let event = entry.event;
        let Some(entry) = self.fault.spoil(entry) else { return Ok(()) };
        let cause = entry.cause;
        let number = self.book.post(entry, self.today).map_err(|refusal| {
            broken("the book takes every entry", format!("{}: {refusal}", event.label()))
        })?;
        if let Cause::Receipt(receipt) = cause
            && let Some(file) = self.receipts.get_mut(&receipt.get())
        {
            file.numbers.push(number);
        }
        Ok(())
    }

    /// What the firm keeps beside the book.
    fn note(&mut self, entry: &Entry) -> Done {
        let today = self.today;
        for posting in &entry.postings {
            self.touched.invoices.extend(posting.invoice);
        }
        let Some(client) = entry.client else {
            // So that a refusal after it is seen as half a decision.
            self.touched.clients.extend(self.clients.keys().next().map(|&id| ClientId::new(id)));
            return Ok(());
        };
        self.touched.clients.insert(client);
        let file = self.client_mut(client.get())?;
        for posting in &entry.postings {
            let minor = posting.amount.minor();
            match posting.account {
                Account::ClientCharges => {
                    let invoice = posting.invoice.zip(posting.debtor);
                    let of = invoice.map(|(invoice, debtor)| InvoiceKey { invoice, debtor });
                    let due = file.dues.entry(of).or_insert((0, today));
                    due.0 += minor;
                    if minor > 0 {
                        due.1 = today.plus_days(10)?;
                    }
                    if due.0 == 0 {
                        file.dues.remove(&of);
                    }
                }
                Account::FeeIncome | Account::OtherFeeIncome | Account::InterestIncome => {
                    file.fees_of_month -= minor;
                }
                Account::ReceivablesPurchased
                | Account::ClientReserve
                | Account::Escrow
                | Account::ClientPayable
                | Account::Cash
                | Account::UnappliedCash
                | Account::LateChargeIncome
                | Account::BadDebt => {}
            }
            if EMPLOYED.contains(&posting.account) {
                *file.moved.entry(entry.value_on).or_default() += minor;
            }
        }
        Ok(())
    }
}

/// A working's lines add up to its total, or its note says why they do not.
fn check_working(entry: &Entry) -> Done {
    let Some(working) = &entry.working else { return Ok(()) };
    let Figure::Money { amount: total } = working.total else { return Ok(()) };
    let mut sum = Money::zero(total.currency());
    for amount in working.lines.iter().filter_map(|line| line.amount) {
        sum = sum.plus(amount)?;
    }
    if sum == total || working.note.contains("rounded") {
        return Ok(());
    }
    let words = format!("{}: lines {sum}, total {total}: {working:?}", entry.event.label());
    Err(broken("workings add up", words))
}

impl Fault {
    fn spoil(self, mut entry: Entry) -> Option<Entry> {
        match (self, entry.event) {
            (Fault::ShortPayLosesPosting, Event::ShortPay) => {
                entry.postings.pop();
            }
            (Fault::FeeNamesAnotherInvoice, Event::FeeFromReserve) => {
                for posting in &mut entry.postings {
                    if posting.account == Account::ClientReserve {
                        let other =
                            posting.invoice.map(|invoice| InvoiceId::new(invoice.get() + 1));
                        posting.invoice = other;
                    }
                }
            }
            (Fault::EscrowForgotten, Event::EscrowContribution) => return None,
            (
                Fault::None
                | Fault::ShortPayLosesPosting
                | Fault::FeeNamesAnotherInvoice
                | Fault::EscrowForgotten,
                _,
            ) => {}
        }
        Some(entry)
    }
}
