//! Templates for frequent notes: the firm's own texts, picked while a note is written.

use factor_domain::text::{Line, LongText};
use factor_store::StoreError;
use factor_store::note::template::{self as kept, NoteTemplate, TEMPLATES_MAX, TemplateForm};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::notes::wire::{NoteTemplateAsked, NoteTemplateInput, NoteTemplateShown, NoteTemplates};
use crate::vault::wire::Nothing;

const NAME_CHARS_MAX: usize = 60;

/// The firm's templates by name.
///
/// # Errors
/// Only of the storage.
pub async fn note_templates(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<NoteTemplates, AppError> {
    let all = kept::all(reading.ledger.read().await?.connection()).await?;
    Ok(NoteTemplates { rows: all.into_iter().map(shown).collect() })
}

/// Keeps a template, new or in the place of one.
///
/// # Errors
/// At `name` and `text`, if they are missing, too long or the name is taken; if the one that it
/// replaces is gone, or there are as many as a list can hold.
pub async fn save_note_template(
    change: &mut Change<'_>,
    input: NoteTemplateInput,
) -> Result<NoteTemplates, AppError> {
    let form = read(&input)?;
    if kept::is_taken(change.tx.connection(), &form).await? {
        return Err(AppError::field("name", "Another template has this name."));
    }
    let (by, at) = (change.person().name.to_string(), change.now.stamp());
    let id = match kept::save(&mut change.tx, &form, &by, &at).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("template")),
        saved => saved?,
    };
    let all = kept::all(change.tx.connection()).await?;
    if i64::try_from(all.len()).unwrap_or(i64::MAX) > TEMPLATES_MAX {
        return Err(AppError::field(
            "name",
            format!("A firm keeps {TEMPLATES_MAX} templates. Remove one that nobody uses."),
        ));
    }
    change.record("note_template.saved", format!("note_template/{id}"), &json!({}))?;
    Ok(NoteTemplates { rows: all.into_iter().map(shown).collect() })
}

/// Forgets a template; the notes that were written with it stay.
///
/// # Errors
/// If it is not there.
pub async fn remove_note_template(
    change: &mut Change<'_>,
    input: NoteTemplateAsked,
) -> Result<NoteTemplates, AppError> {
    match kept::remove(&mut change.tx, input.id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("template")),
        removed => removed?,
    }
    change.record("note_template.removed", format!("note_template/{}", input.id), &json!({}))?;
    let all = kept::all(change.tx.connection()).await?;
    Ok(NoteTemplates { rows: all.into_iter().map(shown).collect() })
}

fn read(input: &NoteTemplateInput) -> Result<TemplateForm, AppError> {
    let mut problems = FormProblems::default();
    let name = input.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = Line::new("name", &name).map_err(|problem| problem.message);
    let name = problems.take("name", name);
    let length = name.as_ref().map_or(1, |name| name.as_str().chars().count());
    if length == 0 {
        problems.add("name", "Give the template a name.");
    } else if length > NAME_CHARS_MAX {
        problems.add("name", format!("At most {NAME_CHARS_MAX} characters."));
    }
    let text = LongText::new("text", &input.text).map_err(|problem| problem.message);
    let text = problems.take("text", text);
    if text.as_ref().is_some_and(|text| text.as_str().trim().is_empty()) {
        problems.add("text", "Write the text that the template gives.");
    }
    problems.finish()?;
    let read = || {
        Some(TemplateForm {
            id: input.id,
            name: name?,
            channel: input.channel,
            outcome: input.outcome,
            text: text?,
        })
    };
    Ok(read().expect("a form without problems has been read"))
}

fn shown(template: NoteTemplate) -> NoteTemplateShown {
    NoteTemplateShown {
        id: template.id,
        name: template.name.to_string(),
        channel: template.channel,
        outcome: template.outcome,
        text: template.text.as_str().to_owned(),
    }
}
