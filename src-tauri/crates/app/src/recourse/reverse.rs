//! A charge-back or a write-off is taken back by mirrors, or given up before it was booked.

use factor_domain::{Act, EntryNumber};
use factor_store::book::{self, Reversal};
use factor_store::invoice::{self, InvoiceState};
use factor_store::recourse::{self as stored, Case, CaseEnd, CaseKind, CaseState};
use serde_json::json;

use crate::bought::Bought;
use crate::desk::Change;
use crate::error::AppError;
use crate::recourse::cases::case_page;
use crate::recourse::shown::case;
use crate::recourse::wire::{RecourseCaseEnded, RecourseCasePage};
use crate::releases::reason_of;

/// Gives up a prepared write-off; nothing was booked.
///
/// # Errors
/// A case that does not wait; no reason.
pub async fn discard_write_off(
    change: &mut Change<'_>,
    input: RecourseCaseEnded,
) -> Result<RecourseCasePage, AppError> {
    let person = change.require(Act::Enter)?;
    let kept = case(change.tx.connection(), input.case_id).await?;
    if kept.state != CaseState::Prepared {
        return Err(AppError::refused("This write-off does not wait any more."));
    }
    let reason = reason_of(&input.reason)?;
    let end = CaseEnd { by: person.name.to_string(), on: change.now.day(), reason };
    stored::discard(&mut change.tx, kept.id, &end).await?;
    change.record("recourse.discarded", format!("recourse/{}", kept.id), &json!({}))?;
    let zone = change.now.zone();
    case_page(change.tx.connection(), kept.id, zone).await
}

/// Mirrors a booked case and opens its invoice again. What the client has paid for it meanwhile is
/// returned by its next release.
///
/// # Errors
/// An invoice that something else has happened to since; no reason.
pub async fn reverse_recourse(
    change: &mut Change<'_>,
    input: RecourseCaseEnded,
) -> Result<RecourseCasePage, AppError> {
    let person = change.require(Act::Reverse)?;
    let kept = case(change.tx.connection(), input.case_id).await?;
    let reason = reason_of(&input.reason)?;
    let (CaseState::Booked, Some(entry)) = (kept.state, kept.entry) else {
        return Err(AppError::refused("Only a case that is booked can be reversed."));
    };
    check(change, &kept, entry).await?;
    let (today, at) = (change.now.day(), change.now.stamp());
    let reversal = Reversal {
        event_on: today,
        value_on: today,
        booked_on: today,
        booked_at: &at,
        user: person.name.as_str(),
    };
    book::reverse(&mut change.tx, entry, &reversal).await?;
    if !kept.case.is_part {
        invoice::reopen(&mut change.tx, kept.case.invoice, &at).await?;
    }
    let end = CaseEnd { by: person.name.to_string(), on: today, reason };
    stored::reverse(&mut change.tx, kept.id, &end).await?;
    let detail = json!({ "invoice": kept.case.invoice, "entry": entry });
    change.record("recourse.reversed", format!("recourse/{}", kept.id), &detail)?;
    let zone = change.now.zone();
    case_page(change.tx.connection(), kept.id, zone).await
}

/// Face and reserve go back only where nothing has been built on their end.
async fn check(change: &mut Change<'_>, kept: &Case, entry: EntryNumber) -> Result<(), AppError> {
    let life = Bought::load(change.tx.connection(), kept.case.invoice).await?;
    let number = life.row.form.number.as_str();
    let is_as_left = match (kept.case.is_part, kept.case.kind) {
        (true, _) => life.row.state == InvoiceState::Purchased,
        (false, CaseKind::ChargeBack) => life.row.state == InvoiceState::ClosedChargedBack,
        (false, CaseKind::WriteOff) => life.row.state == InvoiceState::ClosedWrittenOff,
    };
    if !is_as_left {
        return Err(AppError::refused(format!(
            "Invoice {number} has gone on since. Take back what came later first."
        )));
    }
    let before = life.before(entry)?.purchased.balances().released;
    let released = life.purchased.balances().released.minus(before);
    let released = released.map_err(crate::books::out_of_range)?;
    if released.is_positive() {
        let words = released.format_with_code();
        return Err(AppError::refused(format!(
            "{words} of the reserve of {number} was released since. Reverse that release first."
        )));
    }
    Ok(())
}
