//! What the client's list and page say of its terms.

use factor_domain::terms::{OwnTerms, Terms};
use factor_store::client::ClientListRow;
use factor_store::{Snapshot, StoreError};
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::terms;

/// For each row "85%, 2.25 / 30 + 0.75 / 10"; empty for a client without terms of its own.
///
/// # Errors
/// Of the storage, or terms that cannot be.
pub(super) async fn words(
    ledger: &mut Snapshot<'_>,
    rows: &[ClientListRow],
) -> Result<Vec<String>, AppError> {
    // Only a draft leans on the house; what is frozen stands complete in its row.
    let has_drafts = rows.iter().any(|row| row.terms.is_none() && row.own_terms.is_some());
    let house = if has_drafts { Some(terms::house(ledger).await?) } else { None };
    rows.iter().map(|row| words_of(row, house.as_ref())).collect()
}

fn words_of(row: &ClientListRow, house: Option<&Terms>) -> Result<String, AppError> {
    let complete = match (&row.terms, &row.own_terms, house) {
        (Some(complete), _, _) => read::<Terms>(complete)?,
        (None, Some(own), Some(house)) => Terms::resolve(house, &read::<OwnTerms>(own)?),
        (None, _, _) => return Ok(String::new()),
    };
    Ok(terms::short_words(&complete))
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, AppError> {
    serde_json::from_str(json).map_err(|cause| StoreError::bad_row("terms_version", cause).into())
}
