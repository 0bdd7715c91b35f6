//! Collections and the fees taken of them, invoice by invoice.

use crate::day::Day;
use crate::ids::{DebtorId, EntryNumber, InvoiceId};
use crate::ledger::{Account, Booked, Cause};
use crate::money::{Money, MoneyError};
use crate::statement::rows::{CollectionPart, Table, invoices_of, table_of};
use crate::working::Working;
use std::collections::BTreeMap;

/// What one payment or credit did on one invoice, with the fee taken at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionRow {
    /// The day it happened.
    pub on: Day,
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who owes it.
    pub debtor: Option<DebtorId>,
    /// What brought it about.
    pub cause: Cause,
    /// Whether it was taken back.
    pub is_reversal: bool,
    /// Cash applied.
    pub collected: Money,
    /// Short pay and credit memos, borne by the reserve.
    pub charged_to_reserve: Money,
    /// Fees and interest taken from the reserve, less what was given back of them.
    pub fee: Money,
    /// By how much the funds in the invoice fell: its open face less its reserve.
    pub advance_repaid: Money,
    /// What of the collected amount is left for the client.
    pub to_reserve: Money,
    /// The entries behind the row.
    pub entries: Vec<EntryNumber>,
    /// How the fee came about.
    pub workings: Vec<Working>,
}

/// What is open and reserved on an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub open: Money,
    pub reserve: Money,
}

impl Standing {
    /// The firm's money that is still in the invoice.
    fn funds(&self) -> Result<Money, MoneyError> {
        self.open.minus(self.reserve)?.at_least(Money::zero(self.open.currency()))
    }

    /// Adds the lines of an entry that name the invoice.
    pub(super) fn add(&mut self, booked: &Booked, invoice: InvoiceId) -> Result<(), MoneyError> {
        let own = booked.entry.postings.iter().filter(|one| one.invoice == Some(invoice));
        for posting in own {
            if posting.account == Account::ReceivablesPurchased {
                self.open = self.open.plus(posting.amount)?;
            } else if posting.account == Account::ClientReserve {
                self.reserve = self.reserve.minus(posting.amount)?;
            }
        }
        Ok(())
    }
}

/// Rows in the order of the books; `standings` moves with every entry to the end of the period.
pub(super) fn collections(
    entries: &[&Booked],
    standings: &mut BTreeMap<InvoiceId, Standing>,
    zero: Money,
) -> Result<Vec<CollectionRow>, MoneyError> {
    let mut rows: Vec<CollectionRow> = Vec::new();
    for booked in entries {
        let part = match table_of(booked.entry.event) {
            Table::Collections(part) => Some(part),
            Table::Purchases | Table::Paid | Table::Other | Table::None => None,
        };
        for invoice in invoices_of(booked) {
            let nothing = Standing { open: zero, reserve: zero };
            let standing = standings.entry(invoice).or_insert(nothing);
            let before = standing.funds()?;
            standing.add(booked, invoice)?;
            let Some(part) = part else { continue };
            let repaid = match part {
                CollectionPart::Fee => zero,
                CollectionPart::Cash | CollectionPart::ChargedToReserve => {
                    before.minus(standing.funds()?)?
                }
            };
            row_for(&mut rows, booked, invoice, zero).take(booked, part, repaid)?;
        }
    }
    for row in &mut rows {
        row.to_reserve = row.collected.minus(row.fee)?.minus(row.advance_repaid)?;
    }
    Ok(rows)
}

/// The row of the same payment on the same invoice, or a new one.
fn row_for<'a>(
    rows: &'a mut Vec<CollectionRow>,
    booked: &Booked,
    invoice: InvoiceId,
    zero: Money,
) -> &'a mut CollectionRow {
    let entry = &booked.entry;
    let is_reversal = entry.reverses.is_some();
    let is_same = |row: &CollectionRow| {
        row.invoice == invoice && row.on == entry.event_on && row.is_reversal == is_reversal
    };
    let place = rows.iter().rposition(is_same).unwrap_or_else(|| {
        let own = entry.postings.iter().filter(|one| one.invoice == Some(invoice));
        rows.push(CollectionRow {
            on: entry.event_on,
            invoice,
            debtor: own.clone().find_map(|posting| posting.debtor),
            cause: entry.cause,
            is_reversal,
            collected: zero,
            charged_to_reserve: zero,
            fee: zero,
            advance_repaid: zero,
            to_reserve: zero,
            entries: Vec::new(),
            workings: Vec::new(),
        });
        rows.len() - 1
    });
    &mut rows[place]
}

impl CollectionRow {
    fn take(
        &mut self,
        booked: &Booked,
        part: CollectionPart,
        repaid: Money,
    ) -> Result<(), MoneyError> {
        let (account, sum) = match part {
            CollectionPart::Cash => (Account::ReceivablesPurchased, &mut self.collected),
            CollectionPart::ChargedToReserve => {
                (Account::ReceivablesPurchased, &mut self.charged_to_reserve)
            }
            CollectionPart::Fee => (Account::ClientReserve, &mut self.fee),
        };
        let lines = booked.entry.postings.iter();
        for posting in lines.filter(|one| one.invoice == Some(self.invoice)) {
            if posting.account == account {
                // Cash and credits lower the receivable; a fee is taken from the reserve.
                let amount = match part {
                    CollectionPart::Fee => posting.amount,
                    CollectionPart::Cash | CollectionPart::ChargedToReserve => {
                        posting.amount.negated()
                    }
                };
                *sum = sum.plus(amount)?;
            }
        }
        self.advance_repaid = self.advance_repaid.plus(repaid)?;
        self.entries.push(booked.number);
        self.workings.extend(booked.entry.working.clone());
        Ok(())
    }
}
