//! Files with a schedule and its lines.

use factor_domain::Act;
use factor_domain::ids::{ScheduleId, ScheduleLineId};
use factor_store::attachment;
use factor_store::schedule::{self as stored, NewFile};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::schedules::wire::{ScheduleFileAsked, ScheduleFileInput, SchedulePage};
use crate::schedules::{page, subject};

/// Refuses a line of another schedule.
pub(super) async fn check_line(
    change: &mut Change<'_>,
    schedule: ScheduleId,
    line: Option<ScheduleLineId>,
) -> Result<(), AppError> {
    let Some(line) = line else { return Ok(()) };
    let lines = stored::lines(&mut change.tx, schedule).await?;
    if lines.iter().any(|known| known.id == line) {
        return Ok(());
    }
    Err(AppError::not_found("line"))
}

/// Hangs a file on a schedule or on one of its lines; also after the funding, as papers come late.
///
/// # Errors
/// A file, a schedule or a line that is not there.
pub async fn attach_to_schedule(
    change: &mut Change<'_>,
    input: ScheduleFileInput,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let id = input.schedule_id;
    stored::load(&mut change.tx, id).await?;
    check_line(change, id, input.line_id).await?;
    let file = attachment::load(change.tx.connection(), input.attachment_id).await?;
    let file = file.ok_or_else(|| AppError::not_found("file"))?;
    let new = NewFile {
        schedule: id,
        line: input.line_id,
        file: &file,
        document: input.document.word(),
        by: person.name.as_str(),
    };
    let at = change.now.stamp();
    stored::add_file(&mut change.tx, &new, &at).await?;
    let detail = json!({
        "line_id": input.line_id, "document": input.document, "sha256": file.sha256
    });
    change.record("schedule.file_added", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}

/// Takes a file off; its bytes stay in the papers.
///
/// # Errors
/// A file that is not there, or a schedule that is funded.
pub async fn detach_from_schedule(
    change: &mut Change<'_>,
    input: ScheduleFileAsked,
) -> Result<SchedulePage, AppError> {
    change.require(Act::Enter)?;
    let id = input.schedule_id;
    super::open(change, id).await?;
    let at = change.now.stamp();
    let (line, file) = (input.line_id, input.attachment_id);
    stored::remove_file(&mut change.tx, id, line, file, &at).await?;
    let detail = json!({ "line_id": line, "attachment_id": file });
    change.record("schedule.file_removed", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}
