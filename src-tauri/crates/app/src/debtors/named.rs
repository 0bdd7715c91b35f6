//! A debtor of whom a schedule of accounts tells only the name.

use factor_domain::Name;
use factor_domain::ids::DebtorId;
use factor_store::debtor::{self as stored, Debtor};
use serde_json::json;

use crate::debtors::subject;
use crate::desk::Change;
use crate::error::AppError;

/// Enters a debtor with its name alone, pending: nothing is bought on it before somebody approves.
/// The caller has looked with `find_typed` whether it is there already.
///
/// # Errors
/// Only of the storage.
pub async fn create_named(change: &mut Change<'_>, name: Name) -> Result<DebtorId, AppError> {
    let at = change.now.stamp();
    let debtor = Debtor::named(name);
    let id = stored::insert(&mut change.tx, &debtor, &at).await?;
    let detail = json!({ "name": debtor.name, "status": debtor.status.as_str() });
    change.record("debtor.created", subject(id), &detail)?;
    Ok(id)
}
