//! A receipt was entered wrong: exact mirrors on its own days, and a copy to correct.

use std::collections::BTreeSet;

use factor_domain::ids::{EntryNumber, InvoiceId, ReceiptId};
use factor_domain::ledger::{Booked, ReversalDays};
use factor_domain::{Act, Cause, Entry, Person};
use factor_store::invoice;
use factor_store::receipt::{self, FromBankFile, Intake, NewDraft, Receipt, ReceiptEnd};
use serde_json::json;

use super::returned::reason;
use super::{end, history, must_be_posted, touched};
use crate::desk::Change;
use crate::error::AppError;
use crate::life::Lives;
use crate::receipts::enter::kept_allocation;
use crate::receipts::facts::load_receipt;
use crate::receipts::post::book_all;
use crate::receipts::stage::words;
use crate::receipts::wire::{AllocationTyped, ReceiptReversal, ReceiptSaved};

/// Takes a receipt out of the books as if it had never been posted; gives the copy in the inbox.
///
/// # Errors
/// Who may not reverse; no reason; invoices to which more has happened since.
pub async fn reverse_receipt(
    change: &mut Change<'_>,
    input: ReceiptReversal,
) -> Result<ReceiptSaved, AppError> {
    let person = change.require(Act::Reverse)?;
    let mut problems = Vec::new();
    let reason = reason(&input.reason, &mut problems);
    if !problems.is_empty() {
        return Err(AppError::invalid(problems));
    }
    let (kept, intake) = load_receipt(&mut change.tx, input.receipt_id).await?;
    must_be_posted(kept.state)?;
    let history = history(&mut change.tx, kept.id).await?;
    let touched = touched(&history);
    let lives = Lives::load(&mut change.tx, &touched).await?;
    check_nothing_since(&lives, kept.id)?;
    let entries = mirrors(&history)?;
    let numbers = book_all(change, &entries).await?;
    let at = change.now.stamp();
    for life in lives.iter().filter(|life| life.record.closing.is_some()) {
        invoice::reopen(&mut change.tx, life.record.id, &at).await?;
    }
    let copy = copy(change, &kept, &intake, &person).await?;
    end(change, kept.id, ReceiptEnd::Reversed(copy), reason.as_str()).await?;
    change.record(
        "receipt.reversed",
        format!("receipt/{}", kept.id),
        &json!({ "entries": numbers.len(), "reason": reason.as_str(), "copy": copy }),
    )?;
    Ok(ReceiptSaved { receipt_id: copy })
}

/// What stands of it, mirrored on its own days, the latest first.
fn mirrors(history: &[Booked]) -> Result<Vec<Entry>, AppError> {
    let reversed: BTreeSet<EntryNumber> =
        history.iter().filter_map(|booked| booked.entry.reverses).collect();
    let standing = history
        .iter()
        .rev()
        .filter(|booked| booked.entry.reverses.is_none() && !reversed.contains(&booked.number));
    standing
        .map(|booked| {
            let (event_on, value_on) = (booked.entry.event_on, booked.entry.value_on);
            booked.entry.reversal(booked.number, ReversalDays { event_on, value_on })
        })
        .collect::<Result<_, _>>()
        .map_err(|refusal| AppError::refused(words(&refusal)))
}

/// What was built on this receipt would stand on nothing.
fn check_nothing_since(lives: &Lives, id: ReceiptId) -> Result<(), AppError> {
    let built_on: Vec<(InvoiceId, String)> = lives
        .iter()
        .filter(|life| {
            let by_it = |booked: &&Booked| booked.entry.cause == Cause::Receipt(id);
            let first = life.history.iter().find(by_it).map(|booked| booked.number);
            let reversed: BTreeSet<EntryNumber> =
                life.history.iter().filter_map(|booked| booked.entry.reverses).collect();
            life.history.iter().any(|booked| {
                first.is_some_and(|first| booked.number > first)
                    && booked.entry.cause != Cause::Receipt(id)
                    && booked.entry.reverses.is_none()
                    && !reversed.contains(&booked.number)
            })
        })
        .map(|life| (life.record.id, life.record.form.number.as_str().to_owned()))
        .collect();
    if built_on.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = built_on.into_iter().map(|(_, number)| number).collect();
    Err(AppError::refused(format!(
        "More has happened to {} since. Reverse that first, or record that the bank returned the \
         payment.",
        numbers.join(", ")
    )))
}

/// The same receipt in the inbox, shared out as it was.
async fn copy(
    change: &mut Change<'_>,
    kept: &Receipt,
    intake: &Intake,
    person: &Person,
) -> Result<ReceiptId, AppError> {
    let at = change.now.stamp();
    let draft = NewDraft {
        receipt: &kept.receipt,
        payer: &intake.payer,
        remittance: &intake.remittance,
        value: intake.value,
        allocation: "{}",
        person: (person.id, person.name.as_str()),
        from: FromBankFile::default(),
    };
    let copy = receipt::insert_draft(&mut change.tx, &draft, &at).await?;
    let posted = kept_allocation(kept.id, &intake.posted);
    let allocation = AllocationTyped { receipt_id: copy, ..posted };
    let allocation =
        serde_json::to_string(&allocation).map_err(|cause| AppError::failed(&cause))?;
    receipt::save_allocation(&mut change.tx, copy, &allocation, &at).await?;
    Ok(copy)
}
