//! Saving a wording: always as its next version, and only if contracts can be made from it.

use factor_domain::contract::{Template, WordingFault, check_wording};
use factor_domain::text::Line;
use factor_store::wording::{self as stored, NewVersion};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, Code, FieldMessage};
use crate::wordings::chosen;
use crate::wordings::library::page;
use crate::wordings::subject;
use crate::wordings::wire::{WordingPage, WordingSave};

/// Most faults of one answer; the writer mends them from the top.
const FAULTS_MAX: usize = 50;

/// Adds the next version of one of the firm's own wordings.
///
/// # Errors
/// At each place that cannot be used; a built-in or a retired wording; somebody saved in between;
/// nothing has changed.
pub async fn save_wording(
    change: &mut Change<'_>,
    input: WordingSave,
) -> Result<WordingPage, AppError> {
    let row = chosen::own(&mut change.tx, &input.wording_id).await?;
    if row.retired_at.is_some() {
        return Err(AppError::refused(format!(
            "“{}” is retired. Take it back into use first.",
            row.name
        )));
    }
    if row.version != input.base_version {
        return Err(AppError::new(
            Code::Conflict,
            format!(
                "{} has saved version {} in the meantime. Nothing was saved; compare, then take \
                 over what you need.",
                row.saved_by, row.version
            ),
        ));
    }
    let note = Line::new("note", &input.note)
        .map_err(|problem| AppError::field(problem.field, problem.message))?;
    let before = chosen::template(&mut change.tx, &input.wording_id, None).await?;
    let version = row.version.saturating_add(1);
    let template = Template { revision: version, ..before.with_wording(&input.wording) };
    refuse_faults(&check_wording(&template))?;
    if template.wording() == before.wording() {
        return Err(AppError::refused(format!("Nothing differs from version {}.", row.version)));
    }
    let at = change.now.stamp();
    let saved_by = change.person().name.to_string();
    let new = NewVersion { version, note: note.as_str(), template: &template, saved_by: &saved_by };
    stored::add_version(&mut change.tx, row.id, &new, &at).await?;
    let detail = json!({ "name": row.name, "version": version, "note": note.as_str() });
    change.record("wording.saved", subject(&input.wording_id), &detail)?;
    let now = change.now;
    page(&mut change.tx, &input.wording_id, None, now).await
}

/// # Errors
/// Each fault at its place, with the place in words.
pub(super) fn refuse_faults(faults: &[WordingFault]) -> Result<(), AppError> {
    if faults.is_empty() {
        return Ok(());
    }
    let message = |fault: &WordingFault| FieldMessage {
        field: fault.field.clone(),
        message: format!("{}: {}", fault.place, fault.message),
    };
    Err(AppError::invalid(faults.iter().take(FAULTS_MAX).map(message).collect()))
}
