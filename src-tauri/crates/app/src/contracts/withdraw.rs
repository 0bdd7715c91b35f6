//! Taking a contract back before both have signed, so that its terms can change.

use factor_domain::text::LongText;
use factor_store::contract::{self as kept, NewEvent};
use factor_store::{firm, terms_version};
use serde_json::json;

use crate::contracts::page::{self, Whole};
use crate::contracts::wire::{ContractPage, ContractWithdrawal};
use crate::contracts::{state, subject};
use crate::desk::Change;
use crate::error::AppError;

/// Withdraws a contract and makes its terms a draft again. The paper and any signature on it stay.
///
/// # Errors
/// Without a reason; a contract that is complete, replaced or withdrawn.
pub async fn withdraw_contract(
    change: &mut Change<'_>,
    input: ContractWithdrawal,
) -> Result<ContractPage, AppError> {
    let id = input.contract_id;
    let whole = Whole::load(&mut change.tx, id, change.now).await?;
    let reason = LongText::new("reason", &input.reason)
        .map_err(|problem| AppError::field(problem.field, problem.message))?;
    let reason = reason.as_str().trim();
    whole.state.withdraw(change.now.day(), reason).map_err(state::refused)?;
    let at = change.now.stamp();
    kept::mark_withdrawn(&mut change.tx, id, reason).await?;
    if whole.contract.form.agrees_terms() {
        terms_version::thaw(&mut change.tx, whole.contract.terms_version_id, &at).await?;
    }
    let firm = firm::name(&mut change.tx).await?.unwrap_or_default();
    let event = NewEvent { what: "Withdrawn", who: &firm, how: reason };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    let detail = json!({ "frozen_sha256": whole.contract.frozen_sha256 });
    change.record("contract.withdrawn", subject(id), &detail)?;
    page::load(&mut change.tx, id, change.now).await
}
