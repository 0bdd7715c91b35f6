//! The open invoices that a receipt could pay, each with what it would cost and leave if paid now.

use std::collections::BTreeMap;

use factor_domain::ids::{ClientId, InvoiceId};
use factor_domain::invoice::{On, Paying, Payment};
use factor_domain::{Cause, Day, Money, Paid};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::receipt::Receipt;
use factor_store::{Connection, invoice};

use crate::books::{client_named, explained, out_of_range};
use crate::desk::Reading;
use crate::error::AppError;
use crate::life::{Life, Lives};
use crate::query;
use crate::receipts::facts::load_receipt;
use crate::receipts::stage::{fee_of, words};
use crate::receipts::wire::{
    OpenInvoiceRow, OpenInvoicesAsked, OpenInvoicesOfClient, OpenInvoicesShown, PayerNamed,
};

/// Most invoices of one answer.
pub(super) const INVOICES_MAX: u32 = 1_000;

/// The open invoices of the payer and its group over all clients, or those that were searched.
///
/// # Errors
/// A receipt that is not there; of the storage.
pub async fn open_invoices_for(
    reading: &Reading<'_>,
    input: OpenInvoicesAsked,
) -> Result<OpenInvoicesShown, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (receipt, _) = load_receipt(&mut ledger, input.receipt_id).await?;
    let ids = open_ids(&mut ledger, &receipt, &query::text(&input.text)).await?;
    let is_cut = ids.len() > INVOICES_MAX as usize;
    let ids = &ids[..ids.len().min(INVOICES_MAX as usize)];
    let lives = Lives::load(&mut ledger, ids).await?;
    let asked = NamesAsked {
        clients: lives.iter().map(|life| life.record.form.client).collect(),
        debtors: lives.iter().map(|life| life.record.form.debtor).collect(),
        ..NamesAsked::default()
    };
    let names = book::names(&mut ledger, &asked).await?;
    drop(ledger);
    let offer = Offer { receipt: &receipt, lives: &lives, names: &names, today: reading.now.day() };
    offer.shown(ids, is_cut)
}

/// One more than are shown, so that it is known whether there are more.
async fn open_ids(
    ledger: &mut Connection,
    receipt: &Receipt,
    text: &str,
) -> Result<Vec<InvoiceId>, AppError> {
    let limit = INVOICES_MAX + 1;
    if !text.trim().is_empty() {
        return Ok(invoice::open_with_text(ledger, text, limit).await?);
    }
    match receipt.receipt.debtor {
        Some(debtor) => Ok(invoice::open_of_payer(ledger, debtor, limit).await?),
        None => Ok(Vec::new()),
    }
}

struct Offer<'a> {
    receipt: &'a Receipt,
    lives: &'a Lives,
    names: &'a Names,
    today: Day,
}

impl Offer<'_> {
    fn shown(&self, ids: &[InvoiceId], is_cut: bool) -> Result<OpenInvoicesShown, AppError> {
        let zero = Money::zero(self.receipt.receipt.amount.currency());
        let mut clients: BTreeMap<ClientId, OpenInvoicesOfClient> = BTreeMap::new();
        let (mut count, mut total) = (0_u32, zero);
        for life in ids.iter().filter_map(|id| self.lives.get(*id)) {
            if life.record.form.face.currency() != zero.currency() {
                continue;
            }
            let client = life.record.form.client;
            let block = clients.entry(client).or_insert_with(|| OpenInvoicesOfClient {
                client: client_named(self.names, client),
                invoices: Vec::new(),
                open: zero,
            });
            let row = self.row(life);
            count += 1;
            total = total.plus(row.open).map_err(out_of_range)?;
            block.open = block.open.plus(row.open).map_err(out_of_range)?;
            block.invoices.push(row);
        }
        let mut clients: Vec<OpenInvoicesOfClient> = clients.into_values().collect();
        clients.sort_by_key(|block| (block.client.name.clone(), block.client.id));
        Ok(OpenInvoicesShown { clients, count, open: total, is_cut })
    }

    fn row(&self, life: &Life) -> OpenInvoiceRow {
        let (form, facts) = (&life.record.form, life.purchased.facts());
        let open = life.purchased.balances().open;
        let received_on = self.receipt.receipt.received_on;
        let rounding = self.lives.agreed(life).terms.rounding;
        let discount = facts.offered.early_payment.and_then(|early| {
            early.allowed(form.invoiced_on, received_on, rounding).ok().map(|worked| worked.value)
        });
        let debtor = self.names.debtors.get(&form.debtor);
        let mut row = OpenInvoiceRow {
            invoice_id: life.record.id,
            number: form.number.as_str().to_owned(),
            debtor: PayerNamed {
                id: form.debtor,
                name: debtor.map(|debtor| debtor.name.clone()).unwrap_or_default(),
            },
            invoiced_on: form.invoiced_on,
            due_on: form.due_on,
            open,
            days: 0,
            fee: None,
            to_reserve: None,
            discount,
            is_disputed: facts.dispute.is_some(),
            dispute: facts.dispute.map_or_else(String::new, |dispute| {
                let since = dispute.since.format_short();
                format!("{}, {} since {since}", dispute.reason.label(), dispute.amount)
            }),
            misdirected: facts.misdirected.map(|misdirected| misdirected.amount),
            refusal: None,
        };
        self.price(life, &mut row);
        row
    }

    /// The invoice as if this receipt paid all of it.
    fn price(&self, life: &Life, row: &mut OpenInvoiceRow) {
        let kept = &self.receipt.receipt;
        let on = On {
            cause: Cause::Receipt(self.receipt.id),
            event_on: kept.received_on,
            value_on: kept.value_on,
        };
        let payment = Payment {
            receipt: self.receipt.id,
            received_on: kept.received_on,
            posted_on: self.today,
            value_on: kept.value_on,
            amount: row.open,
        };
        let closing = Paid { received_on: kept.received_on, posted_on: self.today };
        let settled = life
            .purchased
            .apply(payment, &Paying::InFull, on)
            .and_then(|paid| self.lives.settle(life, &paid.next, closing, on));
        match settled {
            Ok(settled) => {
                let days = settled.price.components.first();
                row.days = days.map_or(0, |component| component.days.days);
                row.fee = Some(explained(fee_of(&settled.price)));
                row.to_reserve = Some(explained(settled.step.next.settlement.rebate));
            }
            Err(refusal) => row.refusal = Some(words(&refusal)),
        }
    }
}
