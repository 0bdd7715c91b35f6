//! Pinning a note: where it hangs is no part of what it says.

use factor_store::{StoreError, note};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::notes::wire::NotePin;
use crate::vault::wire::Nothing;

/// Puts a note above the others, or back among them.
///
/// # Errors
/// If the note is not there; refused for one that was corrected.
pub async fn pin_note(change: &mut Change<'_>, input: NotePin) -> Result<Nothing, AppError> {
    let NotePin { note_id, is_pinned } = input;
    let found = match note::load(change.tx.connection(), note_id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("note")),
        answer => answer?,
    };
    if is_pinned && found.corrected_by.is_some() {
        return Err(AppError::refused("This note was corrected. Pin the correction."));
    }
    if is_pinned {
        let (at, by) = (change.now.stamp(), change.person().name.to_string());
        note::pin(&mut change.tx, note_id, &by, &at).await?;
    } else {
        note::unpin(&mut change.tx, note_id).await?;
    }
    let what = if is_pinned { "note.pinned" } else { "note.unpinned" };
    change.record(what, format!("note/{note_id}"), &json!({}))?;
    Ok(Nothing {})
}
