//! The typed terms, tried on what the client's invoices of the last year were and how they were
//! paid.

use std::collections::BTreeMap;

use factor_domain::fee::{DatedPayment, InvoiceFacts, Market};
use factor_domain::ids::TermsVersionId;
use factor_domain::{
    HolidayCalendar, InvoiceDates, Money, PricedHistory, RateIndexes, Terms, WhatIfRow,
    what_if as compared,
};
use factor_store::book::{self, ClosedBetween, ClosedInvoice, Names, NamesAsked};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Connection, client};

use crate::books::counted;
use crate::books::figures::{explained, invoice_number, out_of_range, refused};
use crate::books::wire::{WhatIfAsked, WhatIfPage, WhatIfRefusedShown, WhatIfRowShown};
use crate::desk::Reading;
use crate::error::AppError;
use crate::sentence::sentence;
use crate::terms::house;
use crate::terms::typed::Typed;

/// The history that is tried.
const MONTHS: i32 = 12;
/// Invoices that are listed; the sums are of all.
const ROWS_MAX: usize = 200;

/// What the client's closed invoices would have cost on the typed terms, each beside what it costs
/// on the terms it was bought by.
///
/// # Errors
/// At each term that cannot be; the house's own terms, which have no history; of the storage.
pub async fn what_if(reading: &Reading<'_>, input: WhatIfAsked) -> Result<WhatIfPage, AppError> {
    let today = reading.now.day();
    let Some(client_id) = input.terms.client_id else {
        return Err(AppError::refused("Only a client has a history to try terms on."));
    };
    let mut ledger = reading.ledger.read().await?;
    let house = house(&mut ledger).await?;
    let typed = Typed::read(&input.terms, &house, today).finish()?.terms;
    let first = today.plus_months(-MONTHS).unwrap_or(today);
    let between = ClosedBetween { first, last: today };
    let closed = book::closed_invoices(&mut ledger, client_id, between).await?;
    let bought_by = bought_by(&mut ledger, &closed).await?;
    let asked = NamesAsked {
        clients: vec![client_id],
        invoices: closed.iter().map(|invoice| invoice.invoice).collect(),
        ..NamesAsked::default()
    };
    client::must_exist(&mut ledger, client_id).await?;
    let names = book::names(&mut ledger, &asked).await?;
    drop(ledger);
    let mut page = compare(&closed, &bought_by, &typed, &names)?;
    page.client_name = names.clients.get(&client_id).cloned().unwrap_or_default();
    page.period = format!("{} to {}", first.format_short(), today.format_short());
    Ok(page)
}

/// The signed terms of every version that something was bought by.
async fn bought_by(
    ledger: &mut Connection,
    closed: &[ClosedInvoice],
) -> Result<BTreeMap<TermsVersionId, Terms>, AppError> {
    let mut found = BTreeMap::new();
    for invoice in closed {
        let id = invoice.terms_version;
        if found.contains_key(&id) {
            continue;
        }
        match terms_version::by_id(ledger, id).await?.state {
            TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => {
                found.insert(id, terms);
            }
            TermsState::Draft => {}
        }
    }
    Ok(found)
}

fn compare(
    closed: &[ClosedInvoice],
    bought_by: &BTreeMap<TermsVersionId, Terms>,
    typed: &Terms,
    names: &Names,
) -> Result<WhatIfPage, AppError> {
    let calendar = HolidayCalendar::built_in(&typed.calendar)
        .ok_or_else(|| AppError::refused("The calendar of these terms is not known."))?;
    let indexes = RateIndexes::built_in();
    let market = Market { calendar: &calendar, indexes: &indexes };
    let zero = Money::zero(typed.currency());
    let mut page = WhatIfPage {
        client_name: String::new(),
        period: String::new(),
        rows: Vec::new(),
        invoices: 0,
        refused: Vec::new(),
        face: zero,
        old_fee: zero,
        new_fee: zero,
        difference: zero,
        dearer: 0,
        cheaper: 0,
        same: 0,
    };
    for (version, terms) in bought_by {
        let of: Vec<&ClosedInvoice> =
            closed.iter().filter(|invoice| invoice.terms_version == *version).collect();
        let history: Vec<PricedHistory> = of.iter().map(|invoice| priced(invoice)).collect();
        let found = compared(&history, terms, typed, &market).map_err(|e| refused(&e))?;
        page.add_sums(&found).map_err(out_of_range)?;
        let row = |row: WhatIfRow| of.get(row.place).map(|&invoice| shown(row, invoice, names));
        page.rows.extend(found.rows.into_iter().filter_map(row));
        page.refused.extend(found.refused.into_iter().filter_map(|one| {
            let number = invoice_number(names, of.get(one.place)?.invoice);
            Some(WhatIfRefusedShown { number, face: one.face, reason: sentence(&one.reason) })
        }));
    }
    page.rows.sort_by_key(|row| std::cmp::Reverse((row.closed_on, row.number.clone())));
    page.invoices = counted(page.rows.len() as u64);
    page.rows.truncate(ROWS_MAX);
    Ok(page)
}

impl WhatIfPage {
    fn add_sums(&mut self, found: &factor_domain::WhatIf) -> Result<(), factor_domain::MoneyError> {
        self.face = self.face.plus(found.totals.face)?;
        self.old_fee = self.old_fee.plus(found.totals.old_fee)?;
        self.new_fee = self.new_fee.plus(found.totals.new_fee)?;
        self.difference = self.difference.plus(found.totals.difference)?;
        self.dearer += found.dearer;
        self.cheaper += found.cheaper;
        self.same += found.same;
        Ok(())
    }
}

fn priced(invoice: &ClosedInvoice) -> PricedHistory {
    let payments = invoice.payments.iter().map(|payment| DatedPayment {
        received_on: payment.received_on,
        posted_on: payment.posted_on,
        amount: payment.amount,
    });
    PricedHistory {
        facts: InvoiceFacts {
            face: invoice.face,
            tax: invoice.tax,
            retainage: invoice.retainage,
            discount: invoice.discount,
            advance: invoice.advance,
            dates: InvoiceDates {
                invoiced_on: invoice.invoiced_on,
                due_on: invoice.due_on,
                purchased_on: invoice.purchased_on,
                funded_on: invoice.funded_on,
                recourse_on: invoice.recourse_on,
                late_on: invoice.late_on,
            },
            payments: payments.collect(),
        },
        closed_on: invoice.closed_on,
    }
}

fn shown(row: WhatIfRow, invoice: &ClosedInvoice, names: &Names) -> WhatIfRowShown {
    WhatIfRowShown {
        number: invoice_number(names, invoice.invoice),
        closed_on: invoice.closed_on,
        face: row.face,
        old_fee: explained(row.old_fee),
        new_fee: explained(row.new_fee),
        difference: row.difference,
        old_advance: row.old_advance,
        new_advance: row.new_advance,
    }
}
