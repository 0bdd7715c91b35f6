//! One receipt with everything around it.

use factor_domain::Cause;
use factor_store::book::{self, Names, NamesAsked};
use factor_store::receipt::{self, Intake, Receipt, ReceiptState, ValueDay};
use factor_store::{Connection, debtor};

use crate::books::{about as about_entry, client_named, note_names, out_of_range, size};
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::moment_words;
use crate::receipts::days::day_words;
use crate::receipts::enter::kept_allocation;
use crate::receipts::facts::load_receipt;
use crate::receipts::form::{about, way_label, way_of};
use crate::receipts::lists::{hint, payer_words, standing_of};
use crate::receipts::wire::{
    EarlierPayment, PayerNamed, ReceiptAsked, ReceiptEntryRow, ReceiptInput, ReceiptPage,
};

/// Payments of before that are shown.
const EARLIER_MAX: u32 = 8;

/// A receipt: what came in, what it is for so far, its entries, what the payer paid before.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn receipt(reading: &Reading<'_>, input: ReceiptAsked) -> Result<ReceiptPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (kept, intake) = load_receipt(&mut ledger, input.receipt_id).await?;
    let hint = hint(&mut ledger, &kept, &intake).await?;
    let payer = match kept.receipt.debtor {
        Some(id) => Some(debtor::load(&mut ledger, id).await?),
        None => None,
    };
    let earlier = earlier(&mut ledger, &kept).await?;
    let entries = entries(&mut ledger, &kept).await?;
    let asked = NamesAsked {
        debtors: kept.receipt.debtor.into_iter().collect(),
        banks: vec![kept.receipt.bank],
        ..NamesAsked::default()
    };
    let names = book::names(&mut ledger, &asked).await?;
    drop(ledger);
    let money = &kept.receipt;
    let rest = factor_domain::Money::new(intake.rest_minor, money.amount.currency());
    let rest = rest.map_err(out_of_range)?;
    let way = way_of(money.method);
    let name = payer.as_ref().map(|payer| payer.debtor.name.as_str());
    let group = money.debtor.and_then(|id| names.debtors.get(&id)?.group.clone());
    Ok(ReceiptPage {
        receipt_id: kept.id,
        standing: standing_of(kept.state, rest),
        payer: payer_words(name, &intake.payer),
        debtor: name.zip(money.debtor).map(|(name, id)| PayerNamed { id, name: name.to_owned() }),
        group: group.map(|(_, name)| name),
        account: names.banks.get(&money.bank).cloned().unwrap_or_default(),
        way,
        way_label: way_label(way).to_owned(),
        about: about(way, money.reference.as_str()),
        summary: summary(&kept, &names),
        received_on: money.received_on,
        value_on: money.value_on,
        amount: money.amount,
        left: if kept.state == ReceiptState::Draft { money.amount } else { rest },
        remittance: intake.remittance.clone(),
        hint,
        form: form(&kept, &intake),
        allocation: kept_allocation(kept.id, &intake.allocation),
        saved_at: moment_words(&intake.saved_at, reading.now.zone()),
        entered_by: intake.person.1,
        reason: intake.end_reason,
        corrected_by: intake.corrected_by,
        entries,
        earlier,
    })
}

/// "Check 41877, Lockbox, received Nov 19, 2026. Clears Mon, Nov 23."
fn summary(kept: &Receipt, names: &Names) -> String {
    let money = &kept.receipt;
    let account = names.banks.get(&money.bank).cloned().unwrap_or_default();
    let about = about(way_of(money.method), money.reference.as_str());
    let received = money.received_on.format_short();
    let clears = if money.value_on == money.received_on {
        "Counts as collected at once.".to_owned()
    } else {
        format!("Clears {}.", day_words(money.value_on))
    };
    format!("{about}, {account}, received {received}. {clears}")
}

fn form(kept: &Receipt, intake: &Intake) -> ReceiptInput {
    let money = &kept.receipt;
    ReceiptInput {
        bank_account_id: Some(money.bank),
        method: way_of(money.method),
        reference: money.reference.as_str().to_owned(),
        debtor_id: money.debtor,
        payer: intake.payer.clone(),
        received_on: money.received_on.format_short(),
        value_on: match intake.value {
            ValueDay::Typed => money.value_on.format_short(),
            ValueDay::ByTerms => String::new(),
        },
        amount: money.amount.format_grouped(),
        remittance: intake.remittance.clone(),
    }
}

async fn earlier(ledger: &mut Connection, kept: &Receipt) -> Result<Vec<EarlierPayment>, AppError> {
    let Some(debtor) = kept.receipt.debtor else { return Ok(Vec::new()) };
    let found = receipt::earlier_payments(ledger, debtor, kept.id, EARLIER_MAX).await?;
    let clients = found.iter().map(|one| one.client).collect();
    let names = book::names(ledger, &NamesAsked { clients, ..NamesAsked::default() }).await?;
    let row = |one: receipt::EarlierPayment| EarlierPayment {
        receipt_id: one.receipt,
        received_on: one.received_on,
        invoice_id: one.invoice,
        number: one.number,
        client: client_named(&names, one.client),
        days_from_invoice: one.invoiced_on.days_until(one.received_on),
        amount: one.amount,
    };
    Ok(found.into_iter().map(row).collect())
}

async fn entries(
    ledger: &mut Connection,
    kept: &Receipt,
) -> Result<Vec<ReceiptEntryRow>, AppError> {
    if kept.state == ReceiptState::Draft {
        return Ok(Vec::new());
    }
    let entries = book::entries_of_cause(ledger, Cause::Receipt(kept.id)).await?;
    let mut asked = NamesAsked::default();
    entries.iter().for_each(|booked| note_names(&mut asked, &booked.entry));
    let names = book::names(ledger, &asked).await?;
    let row = |booked: &book::BookedEntry| {
        let entry = &booked.entry;
        Ok(ReceiptEntryRow {
            number: booked.number,
            event: entry.event.label().to_owned(),
            about: about_entry(entry, &names),
            booked_on: booked.booked_on,
            amount: size(entry).map_err(out_of_range)?,
            is_reversal: entry.reverses.is_some(),
        })
    };
    entries.iter().map(row).collect()
}
