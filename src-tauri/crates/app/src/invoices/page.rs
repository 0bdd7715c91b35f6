//! Everything about one invoice: what it says, where it stands, what happened to its money.

use std::collections::BTreeMap;

use factor_domain::invoice::EarlyPayment;
use factor_domain::{
    Account, Day, Event, Figure, Formula, Money, MoneyError, Working, WorkingLine,
};
use factor_store::book::{self, BookedEntry, EntriesOf, EntryPage, NamesAsked};
use factor_store::invoice::{self as stored, BoughtInvoice, Invoice, InvoiceState, Risk};
use factor_store::{Connection, StoreError, terms_version};

use crate::books::entries::{note_names, row as entry_row};
use crate::books::figures::{explained, out_of_range, refused};
use crate::books::wire::EntryRow;
use crate::desk::Reading;
use crate::error::AppError;
use crate::invoices::fees::Priced;
use crate::invoices::list::rows;
use crate::invoices::wire::{EarlyPaymentShown, InvoiceAsked, InvoicePage, InvoicePaymentShown};
use crate::sums::summed;
use crate::terms::wire::Explained;

/// Entries of one invoice that are read; its whole life fits many times.
const ENTRIES_MAX: u32 = 500;

/// The page of an invoice.
///
/// # Errors
/// An invoice that is not there; of the storage.
pub async fn invoice(reading: &Reading<'_>, input: InvoiceAsked) -> Result<InvoicePage, AppError> {
    let (id, today) = (input.invoice_id, reading.now.day());
    let mut ledger = reading.ledger.read().await?;
    let kept = match stored::load(&mut ledger, id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("invoice")),
        other => other?,
    };
    let mut priced = Priced::default();
    let row = rows(&mut ledger, &mut priced, &[id], today).await?.pop();
    let row = row.ok_or_else(|| AppError::not_found("invoice"))?;
    let page = EntryPage { before: None, limit: ENTRIES_MAX };
    let entries = book::entries_of(&mut ledger, EntriesOf::Invoice(id), page).await?;
    let (shown, payments) = of_entries(&mut ledger, &kept, &entries).await?;
    let bought = stored::bought_invoices(&mut ledger, &[id]).await?.pop();
    if let Some(bought) = &bought {
        priced.load(&mut ledger, std::slice::from_ref(bought)).await?;
    }
    let early = stored::noted(&mut ledger, &[id]).await?.discounts.get(&id).copied();
    let version = match &kept.purchase {
        Some(of) => Some(terms_version::by_id(&mut ledger, of.terms_version).await?.version),
        None => None,
    };
    drop(ledger);
    let fee = match (&bought, kept.state) {
        (Some(bought), InvoiceState::Purchased) => Some(fee_figures(&priced, bought, &row, today)),
        (Some(_) | None, _) => None,
    };
    let (fee, fee_problem) = match fee.transpose() {
        Ok(figures) => (figures, None),
        Err(problem) => (None, Some(problem.message)),
    };
    let sums = Sums { kept: &kept, entries: &entries };
    Ok(InvoicePage {
        tax: kept.form.tax,
        retainage: kept.form.retainage,
        discount: kept.form.discount,
        early_payment: early.map(|early| early_payment(&kept, &early, today)).transpose()?,
        funded_on: kept.purchase.and_then(|of| of.funded_on),
        late_on: kept.purchase.and_then(|of| of.late_on),
        is_recourse: kept.form.risk == Risk::Client,
        is_disputed: kept.is_disputed,
        schedule_id: kept.form.schedule,
        terms_version_id: kept.purchase.map(|of| of.terms_version),
        terms_version: version,
        open: sums.of("Open face", &[Account::ReceivablesPurchased], Side::Debit)?,
        reserve: sums.of("Reserve", &[Account::ClientReserve], Side::Credit)?,
        charges: sums.of("Owed by the client", &[Account::ClientCharges], Side::Debit)?,
        fees: sums.of("Fees taken", &INCOME, Side::Credit)?,
        fee_to_date: fee.as_ref().map(|figures| figures.0.clone()),
        if_paid_today: fee.and_then(|figures| figures.1),
        fee_problem,
        payments,
        entries: shown,
        row,
    })
}

fn early_payment(
    kept: &Invoice,
    early: &EarlyPayment,
    today: Day,
) -> Result<EarlyPaymentShown, AppError> {
    let until = early.discount.allowed_until(kept.form.invoiced_on).map_err(|e| refused(&e))?;
    Ok(EarlyPaymentShown {
        words: early.discount.format_short(),
        until,
        of: early.discountable,
        is_over: until < today,
    })
}

/// The accounts that fees, interest and late charges go to.
const INCOME: [Account; 4] = [
    Account::FeeIncome,
    Account::InterestIncome,
    Account::OtherFeeIncome,
    Account::LateChargeIncome,
];

/// The side that makes a balance grow.
#[derive(Clone, Copy)]
enum Side {
    Debit,
    Credit,
}

/// The entries of one invoice, added up by what happened.
struct Sums<'a> {
    kept: &'a Invoice,
    entries: &'a [BookedEntry],
}

impl Sums<'_> {
    /// What these accounts come to for the invoice, one part for each kind of event.
    fn of(&self, title: &str, accounts: &[Account], side: Side) -> Result<Explained, AppError> {
        let currency = self.kept.form.face.currency();
        let mut parts: BTreeMap<Event, (u32, Money)> = BTreeMap::new();
        for booked in self.entries {
            let postings = booked.entry.postings.iter().filter(|posting| {
                posting.invoice == Some(self.kept.id) && accounts.contains(&posting.account)
            });
            let zero = Money::zero(currency);
            let moved = postings.map(|posting| posting.amount).try_fold(zero, Money::plus);
            let moved = moved.map_err(out_of_range)?;
            if moved.is_zero() {
                continue;
            }
            let part = parts.entry(booked.entry.event).or_insert((0, zero));
            part.0 += 1;
            part.1 = part.1.plus(moved).map_err(out_of_range)?;
        }
        let parts = parts.into_iter().map(|(event, (count, amount))| {
            let words = if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
            let amount = match side {
                Side::Debit => amount,
                Side::Credit => amount.negated(),
            };
            (event.label().to_owned(), words, amount)
        });
        summed(title, parts.collect(), currency).map_err(out_of_range)
    }
}

async fn of_entries(
    ledger: &mut Connection,
    kept: &Invoice,
    entries: &[BookedEntry],
) -> Result<(Vec<EntryRow>, Vec<InvoicePaymentShown>), AppError> {
    let numbers: Vec<_> = entries.iter().map(|booked| booked.number).collect();
    let reversals = book::reversals_of(ledger, &numbers).await?;
    let mut asked = NamesAsked::default();
    entries.iter().for_each(|booked| note_names(&mut asked, &booked.entry));
    let names = book::names(ledger, &asked).await?;
    let shown = entries
        .iter()
        .map(|booked| entry_row(booked, None, &names, &reversals))
        .collect::<Result<Vec<_>, _>>()?;
    let payments =
        entries.iter().zip(&shown).filter(|(booked, _)| booked.entry.event == Event::Application);
    let payments = payments
        .map(|(booked, row)| {
            let zero = Money::zero(kept.form.face.currency());
            let of = booked.entry.postings.iter().filter(|posting| {
                posting.invoice == Some(kept.id) && posting.account == Account::ReceivablesPurchased
            });
            let amount = of.map(|posting| posting.amount.negated()).try_fold(zero, Money::plus);
            Ok(InvoicePaymentShown {
                entry: booked.number,
                received_on: booked.entry.event_on,
                booked_on: booked.booked_on,
                event: row.event.clone(),
                amount: amount.map_err(out_of_range)?,
                reversed_by: row.reversed_by,
            })
        })
        .collect::<Result<_, AppError>>()?;
    Ok((shown, payments))
}

/// What has run up, and what would be left of the reserve if all of it were paid today.
fn fee_figures(
    priced: &Priced,
    bought: &BoughtInvoice,
    row: &crate::invoices::wire::InvoiceRow,
    today: Day,
) -> Result<(Explained, Option<Explained>), AppError> {
    let price = priced.price(bought, today)?;
    let to_date = match price.components.as_slice() {
        // One charge explains itself; its own working says more than a sum of one.
        [only] => explained(only.fee.clone()),
        _ => explained(price.total),
    };
    if !row.open.is_positive() {
        return Ok((to_date, None));
    }
    let settled = priced.price_if_paid(bought, row.open, today)?;
    let left = left_if_paid(row.reserve, &settled, today).map_err(out_of_range)?;
    Ok((to_date, Some(left)))
}

/// The reserve less what settlement would still take.
fn left_if_paid(
    reserve: Money,
    price: &factor_domain::fee::InvoicePrice,
    today: Day,
) -> Result<Explained, MoneyError> {
    let mut lines = vec![WorkingLine {
        label: "Reserve held".to_owned(),
        detail: "unpaid part of the price".to_owned(),
        amount: Some(reserve),
    }];
    let mut left = reserve;
    for component in price.components.iter().filter(|one| !one.at_settlement.is_zero()) {
        let taken = component.at_settlement.negated();
        left = left.plus(taken)?;
        let days = component.days.days;
        let detail = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        lines.push(WorkingLine { label: component.title.clone(), detail, amount: Some(taken) });
    }
    let note = if left.is_negative() {
        "The reserve would not cover it; the rest becomes a charge to the client.".to_owned()
    } else {
        String::new()
    };
    let title = format!("Reserve if paid {}", today.format_short());
    Ok(Explained {
        amount: left,
        working: Working {
            formula_id: Formula::Settlement.id().to_owned(),
            formula_version: Formula::Settlement.version(),
            title,
            lines,
            total_label: "Left for the client".to_owned(),
            total_detail: "received and posted today".to_owned(),
            total: Figure::Money { amount: left },
            note,
        },
    })
}
