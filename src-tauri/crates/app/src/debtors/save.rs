//! Entering a debtor and changing its form.

use factor_domain::Act;
use factor_domain::ids::DebtorId;
use factor_store::debtor::{self as stored, Debtor, DebtorRecord, DebtorStatus};
use serde_json::json;

use crate::debtors::figures::firm_currency;
use crate::debtors::form::{self, Reads};
use crate::debtors::wire::{DebtorCreate, DebtorSaved, DebtorUpdate};
use crate::debtors::{in_between, kept, refuse_merged, subject};
use crate::desk::Change;
use crate::error::{AppError, Code, FieldMessage};
use crate::firm::fields::changed_fields;

/// Enters a debtor, pending unless it is approved at once.
///
/// # Errors
/// Each wrong field; a name that another debtor has, unless it is said to be another business.
pub async fn create_debtor(
    change: &mut Change<'_>,
    input: DebtorCreate,
) -> Result<DebtorSaved, AppError> {
    change.require(Act::Enter)?;
    let status = if input.is_approved { DebtorStatus::Approved } else { DebtorStatus::Pending };
    let currency = firm_currency(&mut change.tx).await?;
    let reads = Reads { today: change.now.day(), currency, status };
    let debtor = form::read(&input.debtor, reads)?;
    if !input.is_different_business {
        refuse_same_name(change, &debtor, None).await?;
    }
    let at = change.now.stamp();
    let debtor_id = stored::insert(&mut change.tx, &debtor, &at).await?;
    let detail = json!({
        "name": debtor.name,
        "status": debtor.status.as_str(),
        "different_business": input.is_different_business,
    });
    change.record("debtor.created", subject(debtor_id), &detail)?;
    Ok(DebtorSaved { debtor_id, revision: 1, previous_status: None })
}

/// Changes the form of a debtor.
///
/// # Errors
/// Each wrong field; a conflict if somebody saved in between; a merged record.
pub async fn update_debtor(
    change: &mut Change<'_>,
    input: DebtorUpdate,
) -> Result<DebtorSaved, AppError> {
    change.require(Act::Enter)?;
    let DebtorUpdate { debtor_id, revision, debtor: typed, is_different_business } = input;
    let before = kept(&mut change.tx, debtor_id).await?;
    refuse_merged(&before)?;
    let currency = match before.debtor.limit {
        Some(limit) => limit.currency(),
        None => firm_currency(&mut change.tx).await?,
    };
    let reads = Reads { today: change.now.day(), currency, status: before.debtor.status };
    let debtor = form::read(&typed, reads)?;
    if before.revision != revision {
        return Err(in_between());
    }
    let saved = |revision| DebtorSaved { debtor_id, revision, previous_status: None };
    if debtor == before.debtor {
        return Ok(saved(revision));
    }
    if debtor.name != before.debtor.name && !is_different_business {
        refuse_same_name(change, &debtor, Some(debtor_id)).await?;
    }
    let changed = changed_fields(&form::input_of(&before.debtor), &form::input_of(&debtor));
    let detail = json!({
        "changed": changed,
        "limit_before": before.debtor.limit,
        "limit": debtor.limit,
    });
    let at = change.now.stamp();
    let record = DebtorRecord { debtor, ..before };
    if !stored::update(&mut change.tx, &record, &at).await? {
        return Err(in_between());
    }
    change.record("debtor.changed", subject(debtor_id), &detail)?;
    Ok(saved(revision + 1))
}

/// One business is entered once, unless somebody says that it is another.
async fn refuse_same_name(
    change: &mut Change<'_>,
    debtor: &Debtor,
    but: Option<DebtorId>,
) -> Result<(), AppError> {
    let same = stored::with_name_like(&mut change.tx, debtor.name.as_str()).await?;
    let Some(found) = same.into_iter().find(|record| Some(record.stands_for()) != but) else {
        return Ok(());
    };
    let found_name = &found.debtor.name;
    let place = match (found.merged_into, found.debtor.status) {
        (Some(_), _) => "was merged into a debtor that is here: open that one",
        (None, DebtorStatus::Archived) => "is in the archive: restore it",
        (None, DebtorStatus::Approved | DebtorStatus::Pending | DebtorStatus::OnStop) => {
            "is a debtor already: open it"
        }
    };
    let message = format!("{found_name} {place}. Or say that this is a different business");
    Err(AppError {
        code: Code::Invalid,
        message: message.clone(),
        fields: vec![FieldMessage { field: "legal_name".to_owned(), message }],
    })
}
