//! Posting: staged again in the transaction, booked if it is what was looked at.

use factor_domain::ids::EntryNumber;
use factor_domain::{Act, Entry};
use factor_store::book::{self, NewEntry};
use factor_store::invoice::{self, Closing, DisputeNote, Ending};
use factor_store::receipt::{self, ReceiptState, Rest};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::receipts::facts::Facts;
use crate::receipts::stage::{LineWork, Stage, shown};
use crate::receipts::wire::{
    AllocationTyped, ReceiptPosted, ReceiptPosting, ReceiptStage, RestFate,
};

/// Works out what the typed allocation does, without booking it.
///
/// # Errors
/// A receipt that is gone or was taken back; of the storage.
pub async fn stage_receipt(
    reading: &Reading<'_>,
    input: AllocationTyped,
) -> Result<ReceiptStage, AppError> {
    let person = reading.person().await?;
    let mut ledger = reading.ledger.read().await?;
    let facts = Facts::load(&mut ledger, reading.now, person, &input).await?;
    drop(ledger);
    let stage = Stage::of(&facts, &input)?;
    shown(&stage, &input)
}

/// Books a receipt with everything it does.
///
/// # Errors
/// What stands in the way, at its field; a staging that is no longer what it was; a receipt that
/// is posted already.
pub async fn post_receipt(
    change: &mut Change<'_>,
    input: ReceiptPosting,
) -> Result<ReceiptPosted, AppError> {
    post(change, input, ReceiptState::Draft).await
}

/// Books what is done with the rest of a receipt: applied, given back, refunded.
///
/// # Errors
/// As [`post_receipt`].
pub async fn apply_unapplied(
    change: &mut Change<'_>,
    input: ReceiptPosting,
) -> Result<ReceiptPosted, AppError> {
    post(change, input, ReceiptState::Booked).await
}

async fn post(
    change: &mut Change<'_>,
    input: ReceiptPosting,
    wanted: ReceiptState,
) -> Result<ReceiptPosted, AppError> {
    let person = change.require(Act::Enter)?;
    let facts = Facts::load(&mut change.tx, change.now, person, &input.allocation).await?;
    if facts.receipt.state != wanted {
        return Err(AppError::refused(match wanted {
            ReceiptState::Draft => "This receipt is posted already. Nothing was posted twice.",
            ReceiptState::Booked | ReceiptState::Returned | ReceiptState::Reversed => {
                "This receipt is not posted yet. Post it first."
            }
        }));
    }
    let stage = Stage::of(&facts, &input.allocation)?;
    if !stage.problems.is_empty() {
        return Err(AppError::invalid(stage.problems));
    }
    if stage.fingerprint(&input.allocation)? != input.fingerprint {
        let disputes = stage.disputes();
        return Err(if disputes.is_empty() { changed_since() } else { look_again(&disputes) });
    }
    let numbers = book_all(change, &stage.entries).await?;
    keep(change, &stage, &input.allocation, &numbers).await?;
    let closed = stage.closings.keys().copied().collect();
    let posted = stage.amount.minus(stage.left).map_err(crate::books::out_of_range)?;
    let id = facts.receipt.id;
    change.record(
        "receipt.posted",
        format!("receipt/{id}"),
        &json!({ "lines": stage.lines.len(), "entries": numbers.len() }),
    )?;
    Ok(ReceiptPosted {
        receipt_id: id,
        closed,
        left: stage.left,
        words: format!(
            "Posted {posted} to {}, {} closed.",
            counted(stage.lines.len()),
            stage.closings.len()
        ),
        entries: numbers,
    })
}

/// Between looking and saying yes something has happened.
pub(super) fn changed_since() -> AppError {
    AppError::refused(
        "Something has changed since this was worked out. Nothing was booked; look at it again.",
    )
}

/// The same where a dispute stands that may be new; who has looked at it may go on.
fn look_again(disputes: &[String]) -> AppError {
    AppError::refused(format!(
        "Something has changed since this was worked out. Nothing was booked; look at it again, \
         then post it if it is right. {}",
        disputes.join(" ")
    ))
}

fn counted(invoices: usize) -> String {
    if invoices == 1 { "1 invoice".to_owned() } else { format!("{invoices} invoices") }
}

/// Books entries as of now, by whoever is at the desk.
pub(super) async fn book_all(
    change: &mut Change<'_>,
    entries: &[Entry],
) -> Result<Vec<EntryNumber>, AppError> {
    let person = change.person().clone();
    let (booked_on, booked_at) = (change.now.day(), change.now.stamp());
    let new: Vec<NewEntry<'_>> = entries
        .iter()
        .map(|entry| NewEntry {
            entry,
            booked_on,
            booked_at: &booked_at,
            user: person.name.as_str(),
        })
        .collect();
    Ok(book::post_all(&mut change.tx, &new).await?)
}

/// Keeps what the entries mean for the records: closed invoices, disputes, the rest.
async fn keep(
    change: &mut Change<'_>,
    stage: &Stage<'_>,
    typed: &AllocationTyped,
    numbers: &[EntryNumber],
) -> Result<(), AppError> {
    let (at, receipt) = (change.now.stamp(), &stage.facts.receipt);
    for line in &stage.lines {
        keep_invoice(change, stage, line, numbers).await?;
    }
    if receipt.state == ReceiptState::Draft {
        let posted = serde_json::to_string(typed).map_err(|cause| AppError::failed(&cause))?;
        receipt::mark_booked(&mut change.tx, receipt.id, &posted, &at).await?;
    }
    let nothing = AllocationTyped {
        receipt_id: typed.receipt_id,
        lines: Vec::new(),
        give_backs: Vec::new(),
        refund: String::new(),
        late_charges: Vec::new(),
        park_reason: String::new(),
    };
    let allocation = serde_json::to_string(&nothing).map_err(|cause| AppError::failed(&cause))?;
    let park_reason = if stage.left.is_zero() { "" } else { stage.park_reason.as_str() };
    let rest = Rest { left: stage.left, park_reason, allocation: &allocation };
    receipt::set_rest(&mut change.tx, receipt.id, &rest, &at).await?;
    Ok(())
}

async fn keep_invoice(
    change: &mut Change<'_>,
    stage: &Stage<'_>,
    line: &LineWork,
    numbers: &[EntryNumber],
) -> Result<(), AppError> {
    let (at, receipt) = (change.now.stamp(), &stage.facts.receipt);
    let Some(after) = stage.next.get(&line.id) else { return Ok(()) };
    if line.rest == RestFate::TurnedOver {
        let left = after.facts().misdirected;
        invoice::set_misdirected(&mut change.tx, line.id, left, "", &at).await?;
    }
    let had_dispute = stage.before(line.id).and_then(|before| before.facts().dispute);
    let Some(closing) = stage.closings.get(&line.id) else {
        if let Some(dispute) = after.facts().dispute.filter(|one| Some(*one) != had_dispute) {
            let note = DisputeNote { note: &line.note, receipt: Some(receipt.id) };
            invoice::open_dispute(&mut change.tx, line.id, &dispute, note, &at).await?;
        }
        return Ok(());
    };
    if had_dispute.is_some() {
        let on = change.now.day();
        invoice::end_dispute(&mut change.tx, line.id, on, "paid", &at).await?;
    }
    if let Some(entry) = last_on(line.id, &stage.entries, numbers) {
        let closing = Closing { closed_on: closing.step.next.closed.closed_on, entry };
        invoice::close(&mut change.tx, line.id, Ending::Paid, closing, &at).await?;
    }
    Ok(())
}

/// The last of these entries that moves the invoice: the one that closed it.
pub(super) fn last_on(
    id: factor_domain::InvoiceId,
    entries: &[Entry],
    numbers: &[EntryNumber],
) -> Option<EntryNumber> {
    let moved = |entry: &Entry| entry.postings.iter().any(|posting| posting.invoice == Some(id));
    let places = entries.iter().zip(numbers);
    places.filter(|(entry, _)| moved(entry)).map(|(_, number)| *number).next_back()
}
