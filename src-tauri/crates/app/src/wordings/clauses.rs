//! The clause library: clauses that the firm keeps for use in any wording.

use factor_domain::contract::{Clause, Template, check_wording};
use factor_store::Connection;
use factor_store::wording::{self as stored};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FieldMessage};
use crate::now::{Now, moment_words};
use crate::vault::wire::Nothing;
use crate::wordings::wire::{ClauseSave, SavedClauseAsked, SavedClauseShown, SavedClauses};

/// Most clauses the library holds.
const SAVED_MAX: usize = 300;

/// The kept clauses by title.
///
/// # Errors
/// Of the storage.
pub async fn saved_clauses(reading: &Reading<'_>, _: Nothing) -> Result<SavedClauses, AppError> {
    let mut read = reading.ledger.read().await?;
    rows(&mut read, reading.now).await
}

/// Keeps a clause; one of the same title is replaced.
///
/// # Errors
/// At each place that cannot be used; a library that is full.
pub async fn save_clause(
    change: &mut Change<'_>,
    input: ClauseSave,
) -> Result<SavedClauses, AppError> {
    refuse_faults(&input.clause)?;
    let (at, saved_by) = (change.now.stamp(), change.person().name.to_string());
    let id = stored::save_clause(&mut change.tx, &input.clause, &saved_by, &at).await?;
    let now = change.now;
    let kept = rows(&mut change.tx, now).await?;
    if kept.rows.len() > SAVED_MAX {
        return Err(AppError::refused(format!(
            "The library holds {SAVED_MAX} clauses. Remove one that nobody uses."
        )));
    }
    let detail = json!({ "title": input.clause.title });
    change.record("clause.saved", format!("clause/{id}"), &detail)?;
    Ok(kept)
}

/// Lets go of a kept clause; wordings that took it over keep it.
///
/// # Errors
/// A clause that is not there.
pub async fn remove_saved_clause(
    change: &mut Change<'_>,
    input: SavedClauseAsked,
) -> Result<SavedClauses, AppError> {
    stored::remove_saved_clause(&mut change.tx, input.clause_id).await?;
    change.record("clause.removed", format!("clause/{}", input.clause_id), &json!({}))?;
    let now = change.now;
    rows(&mut change.tx, now).await
}

/// A kept clause may refer to clauses that only its wording has; everything else must be right, for
/// an agreement or for a letter.
fn refuse_faults(clause: &Clause) -> Result<(), AppError> {
    let of_letter = faults_in(clause, &Template::built_in_letters()[0]);
    let faults = faults_in(clause, &Template::built_ins()[0]);
    if faults.is_empty() || of_letter.is_empty() {
        return Ok(());
    }
    Err(AppError::invalid(faults))
}

fn faults_in(clause: &Clause, like: &Template) -> Vec<FieldMessage> {
    let template = Template { clauses: vec![clause.clone()], ..like.clone() };
    let is_own = |field: &str| field.starts_with("clauses");
    check_wording(&template)
        .into_iter()
        .filter(|fault| is_own(&fault.field) && !fault.message.starts_with("It refers to"))
        .map(|fault| FieldMessage {
            field: fault.field.replacen("clauses.0", "clause", 1),
            message: fault.message,
        })
        .collect()
}

async fn rows(connection: &mut Connection, now: Now) -> Result<SavedClauses, AppError> {
    let kept = stored::saved_clauses(connection).await?;
    let shown = |kept: stored::SavedClause| SavedClauseShown {
        clause_id: kept.id,
        clause: kept.clause,
        saved_at: moment_words(&kept.saved_at, now.zone()),
        saved_by: kept.saved_by,
    };
    Ok(SavedClauses { rows: kept.into_iter().map(shown).collect() })
}
