//! The debtor's page and the form that it opens.

use factor_domain::Day;
use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::{Currency, Money};
use factor_store::Connection;
use factor_store::book::{self, NamesAsked};
use factor_store::debtor::contact;
use factor_store::debtor::{self as stored, ClientDebtor, DebtorOpen, DebtorRecord, OpenInvoice};

use crate::books::out_of_range;
use crate::debtors::figures::{
    Exposures, firm_currency, insolvency, limit_use, open_rows, payment, rated_since,
};
use crate::debtors::page_figures::{days, high, rating, sums, warnings};
use crate::debtors::pairs::PairOpen;
use crate::debtors::wire::{
    DebtorAsked, DebtorForm, DebtorInvoice, DebtorNamed, DebtorPage, GroupOnPage, PairShown,
};
use crate::debtors::{contacts, form, kept, pairs, standing};
use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::fields::text_of;
use crate::notes::promises;

/// Most open invoices on the page; the list of invoices has them all.
const INVOICES_MAX: u32 = 200;

/// Everything the page of a debtor shows. A record that was merged shows what is left of its own;
/// figures stand at the one it was merged into.
///
/// # Errors
/// A debtor that is not there; of the storage.
pub async fn debtor(reading: &Reading<'_>, input: DebtorAsked) -> Result<DebtorPage, AppError> {
    let (id, today) = (input.debtor_id, reading.now.day());
    let mut ledger = reading.ledger.read().await?;
    let record = kept(&mut ledger, id).await?;
    let currency = match record.debtor.limit {
        Some(limit) => limit.currency(),
        None => firm_currency(&mut ledger).await?,
    };
    let rows = open_rows(&mut ledger, &[id], today).await?;
    let sellers = sellers(&mut ledger, id, currency, &rows).await?;
    let exposures = Exposures::sum(&rows)?;
    let open = exposures.in_currency(id, currency);
    let since = rated_since(today)?;
    let paid = stored::paid_of(&mut ledger, &[id], since).await?;
    let judged = promises::counted(&mut ledger, &[id], since, today).await?;
    let promises = judged.get(&id).copied().unwrap_or_default();
    let payment = payment(&paid, &open, insolvency(record.debtor.is_insolvent), promises)?;
    let high = high(stored::high_balance(&mut ledger, id, currency).await?);
    let group = group(&mut ledger, &record, currency, today).await?;
    let contacts = contact::of_debtor(&mut ledger, id).await?;
    let invoices = stored::open_invoices(&mut ledger, id, INVOICES_MAX).await?;
    let merged = stored::merged_into(&mut ledger, id).await?;
    let (previous, next) = stored::neighbours(&mut ledger, id).await?;
    let merged_into = survivor(&mut ledger, record.merged_into).await?;
    drop(ledger);
    let sums = sums(&sellers, currency)?;
    let invoices_count = rows.iter().map(|row| row.invoices).sum();
    let debtor = record.debtor;
    let is_limit_over = debtor.limit_until.is_some_and(|until| until < today);
    let is_review_due = debtor.limit_review_on.is_some_and(|day| day <= today);
    let limit = debtor.limit.map(|limit| limit_use(limit, open.open));
    Ok(DebtorPage {
        warnings: warnings(&debtor, limit.as_ref(), group.as_ref(), today),
        id,
        revision: record.revision,
        name: debtor.name.to_string(),
        status: standing(debtor.status),
        merged_into,
        merged: merged.into_iter().map(|(id, name)| DebtorNamed { id, name }).collect(),
        address_lines: debtor.address.lines(),
        phone: text_of(debtor.phone.as_ref()),
        email: text_of(debtor.email.as_ref()),
        is_government: debtor.is_government,
        is_insolvent: debtor.is_insolvent,
        country: debtor.country,
        discount: debtor.discount.map(|one| one.format_short()).unwrap_or_default(),
        group,
        exposure: sums.open,
        elsewhere: exposures.elsewhere(id, currency),
        limit,
        limit_until: debtor.limit_until,
        is_limit_over,
        review_on: debtor.limit_review_on,
        is_review_due,
        past_due: sums.past_due,
        disputed: crate::debtors::page_figures::disputed(&invoices, open.disputed),
        high_balance: high,
        days_to_pay: days(payment.turn.weighted.clone(), "Days to pay, weighted by face"),
        days_to_pay_simple: days(payment.turn.simple.clone(), "Days to pay, simple mean"),
        rating: rating(payment),
        sellers,
        contacts: contacts.into_iter().map(contacts::shown).collect(),
        invoices: invoices.into_iter().map(|invoice| invoice_shown(invoice, today)).collect(),
        invoices_count,
        previous,
        next,
    })
}

/// The record that a merged one went into.
async fn survivor(
    ledger: &mut Connection,
    id: Option<DebtorId>,
) -> Result<Option<DebtorNamed>, AppError> {
    let Some(id) = id else { return Ok(None) };
    let survivor = kept(ledger, id).await?;
    Ok(Some(DebtorNamed { id: survivor.id, name: survivor.debtor.name.to_string() }))
}

/// The form of a debtor, with the revision that a save of it names.
///
/// # Errors
/// A debtor that is not there; of the storage.
pub async fn debtor_form(
    reading: &Reading<'_>,
    input: DebtorAsked,
) -> Result<DebtorForm, AppError> {
    let record = kept(reading.ledger.read().await?.connection(), input.debtor_id).await?;
    Ok(DebtorForm {
        debtor_id: record.id,
        revision: record.revision,
        debtor: form::input_of(&record.debtor),
    })
}

/// Whoever has agreed something about the debtor or has something open on it.
async fn sellers(
    connection: &mut Connection,
    id: DebtorId,
    currency: Currency,
    rows: &[DebtorOpen],
) -> Result<Vec<PairShown>, AppError> {
    let mut pairs = stored::pairs_of_debtor(connection, id).await?;
    for row in rows {
        if !pairs.iter().any(|pair| pair.client == row.client) {
            pairs.push(ClientDebtor::new(row.client, id));
        }
    }
    let clients: Vec<ClientId> = pairs.iter().map(|pair| pair.client).collect();
    let asked = NamesAsked { clients, ..NamesAsked::default() };
    let names = book::names(connection, &asked).await?.clients;
    let mut shown = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let open = pair_open(rows, pair.client, pair.limit.map_or(currency, Money::currency))?;
        let name = names.get(&pair.client).cloned().unwrap_or_default();
        shown.push(pairs::shown(&pair, name, open));
    }
    shown.sort_by(|one, other| {
        (&one.client_name, one.client_id).cmp(&(&other.client_name, other.client_id))
    });
    Ok(shown)
}

fn pair_open(
    rows: &[DebtorOpen],
    client: ClientId,
    currency: Currency,
) -> Result<PairOpen, AppError> {
    let nothing = PairOpen { open: Money::zero(currency), past_due: Money::zero(currency) };
    let of_pair = |row: &&DebtorOpen| row.client == client && row.open.currency() == currency;
    rows.iter().filter(of_pair).try_fold(nothing, |sum, row| {
        Ok(PairOpen {
            open: sum.open.plus(row.open).map_err(out_of_range)?,
            past_due: sum.past_due.plus(row.past_due).map_err(out_of_range)?,
        })
    })
}

async fn group(
    connection: &mut Connection,
    record: &DebtorRecord,
    currency: Currency,
    today: Day,
) -> Result<Option<GroupOnPage>, AppError> {
    let Some(id) = record.debtor.group else { return Ok(None) };
    let group = stored::group(connection, id).await?;
    let members = stored::of_group(connection, id).await?;
    let exposures = Exposures::of(connection, &members, today).await?;
    let currency = group.limit.map_or(currency, Money::currency);
    let mut open = Money::zero(currency);
    for &member in &members {
        open = open.plus(exposures.in_currency(member, currency).open).map_err(out_of_range)?;
    }
    let asked = NamesAsked { debtors: members, ..NamesAsked::default() };
    let names = book::names(connection, &asked).await?.debtors;
    let others = names.into_iter().filter(|&(member, _)| member != record.id);
    Ok(Some(GroupOnPage {
        id,
        name: group.name.to_string(),
        open,
        limit: group.limit.map(|limit| limit_use(limit, open)),
        others: others.map(|(id, named)| DebtorNamed { id, name: named.name }).collect(),
    }))
}

fn invoice_shown(invoice: OpenInvoice, today: Day) -> DebtorInvoice {
    let days = today.days_until(invoice.due_on);
    let due_words = match days {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        -1 => "1 day past due".to_owned(),
        days if days > 0 => format!("due in {days} days"),
        days => format!("{} days past due", days.unsigned_abs()),
    };
    DebtorInvoice {
        id: invoice.id,
        number: invoice.number,
        client_id: invoice.client,
        client_name: invoice.client_name,
        invoiced_on: invoice.invoiced_on,
        due_on: invoice.due_on,
        due_words,
        is_past_due: days < 0,
        is_disputed: invoice.is_disputed,
        face: invoice.face,
        open: invoice.open,
    }
}
