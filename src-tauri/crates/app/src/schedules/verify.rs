//! What debtors said about offered invoices.

use factor_domain::text::LongText;
use factor_domain::{Act, Line, parse_day, parse_time};
use factor_store::schedule::{self as stored, NewVerification};
use serde::Serialize;
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::schedules::facts::Facts;
use crate::schedules::wire::{SchedulePage, VerificationInput, VerificationResult};
use crate::schedules::{open, page, subject};

/// As it is stored.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

/// Logs a call, a letter or an answer; it counts for the face the line has now.
///
/// # Errors
/// At each wrong field; a line that is not there or cannot be read yet.
pub async fn log_verification(
    change: &mut Change<'_>,
    input: VerificationInput,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let id = input.schedule_id;
    open(change, id).await?;
    let (today, now) = (change.now.day(), change.now.time());
    let mut problems = FormProblems::default();
    let asked = problems.take("asked", Line::new("asked", &input.asked).map_err(|p| p.message));
    if input.asked.trim().is_empty() {
        problems.add("asked", "Enter who was asked.");
    }
    let on = match input.day.trim() {
        "" => Some(today),
        text => problems.take("day", parse_day(text, today)),
    };
    if on.is_some_and(|on| on > today) {
        problems.add("day", "This day has not come yet.");
    }
    let at_time = match (input.time.trim(), input.day.trim()) {
        ("", "") => Some(Some(now)),
        ("", _) => Some(None),
        (text, _) => problems.take("time", parse_time(text)).map(Some),
    };
    let note = problems.take("note", LongText::new("note", &input.note).map_err(|p| p.message));
    let is_whole = input.is_amount_confirmed && input.is_delivery_confirmed;
    if input.result == VerificationResult::Confirmed && !is_whole {
        problems.add(
            "result",
            "Confirmed needs the amount and the delivery. Choose \"partly\" for less.",
        );
    }
    if input.line_ids.is_empty() {
        problems.add("line_ids", "Choose at least one line.");
    }
    problems.finish()?;
    let facts = Facts::load(&mut change.tx, id, change.now).await?;
    let at = change.now.stamp();
    for line_id in &input.line_ids {
        let line = facts.lines.iter().find(|line| line.row.id == *line_id);
        let line = line.ok_or_else(|| AppError::not_found("line"))?;
        let new = NewVerification {
            line: *line_id,
            asked: asked.as_ref().map_or("", Line::as_str).to_owned(),
            method: word(&input.method),
            on: on.unwrap_or(today),
            at_time: at_time.flatten().map(|time| time.to_string()),
            is_amount: input.is_amount_confirmed,
            is_delivery: input.is_delivery_confirmed,
            is_no_offset: input.is_free_of_offset,
            result: word(&input.result),
            face: line.cells.face,
            note: note.as_ref().map_or("", LongText::as_str).to_owned(),
            attachment: input.attachment_id,
            by: person.name.to_string(),
        };
        stored::log_verification(&mut change.tx, id, &new, &at).await?;
    }
    let detail = json!({
        "line_ids": input.line_ids, "result": input.result, "method": input.method
    });
    change.record("schedule.verification_logged", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}
