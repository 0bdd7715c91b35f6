//! Where a debtor stands: approved, pending, on stop, archived.

use factor_domain::Act;
use factor_store::debtor::{self as stored, DebtorStatus};
use serde_json::json;

use crate::debtors::figures::open_of_one;
use crate::debtors::wire::{DebtorSaved, DebtorStatusSet};
use crate::debtors::{in_between, kept, refuse_merged, standing, status_of, subject};
use crate::desk::Change;
use crate::error::AppError;

/// Approves a debtor, puts it on stop, archives or restores it.
///
/// # Errors
/// A merged record; an archive of a debtor that still owes.
pub async fn set_debtor_status(
    change: &mut Change<'_>,
    input: DebtorStatusSet,
) -> Result<DebtorSaved, AppError> {
    change.require(Act::Enter)?;
    let (debtor_id, status) = (input.debtor_id, status_of(input.status));
    let before = kept(&mut change.tx, debtor_id).await?;
    refuse_merged(&before)?;
    let previous = before.debtor.status;
    if previous == status {
        let revision = before.revision;
        return Ok(DebtorSaved { debtor_id, revision, previous_status: None });
    }
    let owes = !open_of_one(&mut change.tx, debtor_id, change.now.day()).await?.is_empty();
    if status == DebtorStatus::Archived && owes {
        return Err(AppError::refused(format!(
            "{} still owes invoices. Put it on stop now, and archive it when they are closed.",
            before.debtor.name
        )));
    }
    let at = change.now.stamp();
    if !stored::set_status(&mut change.tx, &before, status, &at).await? {
        return Err(in_between());
    }
    let detail = json!({ "from": previous.as_str(), "to": status.as_str() });
    change.record("debtor.status_set", subject(debtor_id), &detail)?;
    Ok(DebtorSaved {
        debtor_id,
        revision: before.revision + 1,
        previous_status: Some(standing(previous)),
    })
}
