//! The movements of a period in their order: purchases, payments to the client, and the rest.

use crate::day::Day;
use crate::ids::{EntryNumber, InvoiceId};
use crate::ledger::{Account, Booked, Cause, Event};
use crate::money::{Money, MoneyError};

/// What was bought at one time by one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseRow {
    /// The day of the purchase.
    pub on: Day,
    /// The schedule, where there is one.
    pub cause: Cause,
    /// Whether the purchase was taken back.
    pub is_reversal: bool,
    /// The invoices.
    pub invoices: Vec<InvoiceId>,
    /// Their face.
    pub face: Money,
    /// What became payable for them.
    pub advance: Money,
    /// What is kept back.
    pub reserve: Money,
}

/// Money that was paid to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidRow {
    /// Its entry.
    pub number: EntryNumber,
    /// The day.
    pub on: Day,
    /// What it was paid for.
    pub cause: Cause,
    /// Whether it came back.
    pub is_reversal: bool,
    /// The invoices it names, if any.
    pub invoices: Vec<InvoiceId>,
    /// How much; below zero if it came back.
    pub amount: Money,
}

/// A movement that is neither purchase nor payment nor collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRow {
    /// Its entry.
    pub number: EntryNumber,
    /// The day.
    pub on: Day,
    /// What happened.
    pub event: Event,
    /// Whether it was taken back.
    pub is_reversal: bool,
    /// The invoices it names, if any.
    pub invoices: Vec<InvoiceId>,
    /// What was moved; below zero if it was taken back.
    pub amount: Money,
}

/// Which table of the paper an event stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Purchases,
    Paid,
    Collections(CollectionPart),
    Other,
    /// A receipt: the client reads of it when it is applied.
    None,
}

/// What an event is to the row of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CollectionPart {
    Cash,
    ChargedToReserve,
    Fee,
}

pub(super) const fn table_of(event: Event) -> Table {
    match event {
        Event::Purchase => Table::Purchases,
        Event::Disbursement => Table::Paid,
        Event::Application => Table::Collections(CollectionPart::Cash),
        Event::ShortPay | Event::CreditMemo => Table::Collections(CollectionPart::ChargedToReserve),
        Event::FeeFromReserve | Event::FeeRebate => Table::Collections(CollectionPart::Fee),
        Event::FeeFromProceeds
        | Event::Deficit
        | Event::ReserveRelease
        | Event::ChargeRecovered
        | Event::ChargePaid
        | Event::ChargeReturned
        | Event::OverAdvance
        | Event::ChargeBack
        | Event::FeeBilled
        | Event::LateCharge
        | Event::LateChargeCollected
        | Event::EscrowContribution
        | Event::EscrowRelease
        | Event::WriteOff
        | Event::Interest
        | Event::GiveBack
        | Event::DebtorRefund
        | Event::Opening => Table::Other,
        Event::Receipt => Table::None,
    }
}

/// The invoices an entry names, each once, in the order of its lines.
pub(super) fn invoices_of(booked: &Booked) -> Vec<InvoiceId> {
    let mut invoices: Vec<InvoiceId> = Vec::new();
    for invoice in booked.entry.postings.iter().filter_map(|posting| posting.invoice) {
        if !invoices.contains(&invoice) {
            invoices.push(invoice);
        }
    }
    invoices
}

/// What the lines on one account come to, debit above zero.
fn sum_of(booked: &Booked, account: Account, zero: Money) -> Result<Money, MoneyError> {
    let lines = booked.entry.postings.iter().filter(|posting| posting.account == account);
    lines.map(|posting| posting.amount).try_fold(zero, Money::plus)
}

/// Purchases of one day and cause are one row.
pub(super) fn purchases(entries: &[&Booked], zero: Money) -> Result<Vec<PurchaseRow>, MoneyError> {
    let mut rows: Vec<PurchaseRow> = Vec::new();
    let bought = entries.iter().filter(|one| table_of(one.entry.event) == Table::Purchases);
    for booked in bought {
        let entry = &booked.entry;
        let is_reversal = entry.reverses.is_some();
        let face = sum_of(booked, Account::ReceivablesPurchased, zero)?;
        let advance = sum_of(booked, Account::ClientPayable, zero)?.negated();
        let reserve = sum_of(booked, Account::ClientReserve, zero)?.negated();
        let same = |row: &&mut PurchaseRow| {
            row.on == entry.event_on && row.cause == entry.cause && row.is_reversal == is_reversal
        };
        if let Some(row) = rows.iter_mut().rev().find(same) {
            row.invoices.extend(invoices_of(booked));
            row.face = row.face.plus(face)?;
            row.advance = row.advance.plus(advance)?;
            row.reserve = row.reserve.plus(reserve)?;
        } else {
            let (on, cause) = (entry.event_on, entry.cause);
            let invoices = invoices_of(booked);
            rows.push(PurchaseRow { on, cause, is_reversal, invoices, face, advance, reserve });
        }
    }
    Ok(rows)
}

pub(super) fn paid(entries: &[&Booked], zero: Money) -> Result<Vec<PaidRow>, MoneyError> {
    let paid = entries.iter().filter(|one| table_of(one.entry.event) == Table::Paid);
    let row = |booked: &&Booked| {
        Ok(PaidRow {
            number: booked.number,
            on: booked.entry.event_on,
            cause: booked.entry.cause,
            is_reversal: booked.entry.reverses.is_some(),
            invoices: invoices_of(booked),
            amount: sum_of(booked, Account::ClientPayable, zero)?,
        })
    };
    paid.map(row).collect()
}

pub(super) fn others(entries: &[&Booked], zero: Money) -> Result<Vec<OtherRow>, MoneyError> {
    let other = entries.iter().filter(|one| table_of(one.entry.event) == Table::Other);
    let row = |booked: &&Booked| {
        let is_reversal = booked.entry.reverses.is_some();
        let debits = booked.entry.postings.iter().map(|posting| posting.amount);
        let moved = debits.filter(|amount| amount.is_positive()).try_fold(zero, Money::plus)?;
        Ok(OtherRow {
            number: booked.number,
            on: booked.entry.event_on,
            event: booked.entry.event,
            is_reversal,
            invoices: invoices_of(booked),
            amount: if is_reversal { moved.negated() } else { moved },
        })
    };
    other.map(row).collect()
}
