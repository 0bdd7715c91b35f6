//! What undoes a posted receipt: the bank returns the payment, or it was entered wrong.

mod returned;
mod returned_work;
mod reversed;

pub use returned::{return_receipt, stage_return};
pub use reversed::reverse_receipt;

use factor_domain::Cause;
use factor_domain::ids::{InvoiceId, ReceiptId};
use factor_domain::ledger::Booked;
use factor_store::receipt::{self, ReceiptEnd, ReceiptState};
use factor_store::{Connection, book, invoice};

use crate::desk::Change;
use crate::error::AppError;
use crate::life::booked;

/// Only what is in the books can be taken out of them.
fn must_be_posted(state: ReceiptState) -> Result<(), AppError> {
    match state {
        ReceiptState::Booked => Ok(()),
        ReceiptState::Draft => Err(AppError::refused(
            "This receipt is not in the books. Change it, or remove it from the inbox.",
        )),
        ReceiptState::Returned => {
            Err(AppError::refused("This payment was returned before. Nothing was booked."))
        }
        ReceiptState::Reversed => {
            Err(AppError::refused("This receipt was reversed before. Nothing was booked."))
        }
    }
}

/// What a receipt caused, without workings, oldest first.
async fn history(connection: &mut Connection, id: ReceiptId) -> Result<Vec<Booked>, AppError> {
    let entries = book::entries_of_cause(connection, Cause::Receipt(id)).await?;
    Ok(entries.into_iter().map(booked).collect())
}

/// The invoices that entries name, each once.
fn touched(history: &[Booked]) -> Vec<InvoiceId> {
    let postings = history.iter().flat_map(|booked| &booked.entry.postings);
    let mut ids: Vec<InvoiceId> = postings.filter_map(|posting| posting.invoice).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Keeps that a receipt is out of the books, and what it had left disputed is not any more.
async fn end(
    change: &mut Change<'_>,
    id: ReceiptId,
    end: ReceiptEnd,
    reason: &str,
) -> Result<(), AppError> {
    let (at, today) = (change.now.stamp(), change.now.day());
    let person = change.person().clone();
    for disputed in invoice::disputed_by(&mut change.tx, id).await? {
        let note = "the payment that left it open is gone";
        invoice::end_dispute(&mut change.tx, disputed, today, note, &at).await?;
    }
    let person = (person.id, person.name.as_str());
    receipt::mark_ended(&mut change.tx, id, end, reason, person, &at).await?;
    Ok(())
}
