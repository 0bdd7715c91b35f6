//! What became of letters: sent, proved, acknowledged, returned. Steps are only added.

use factor_domain::contract::LetterKind;
use factor_domain::ids::LetterId;
use factor_domain::text::{Line, LongText};
use factor_domain::{Act, Day, parse_day};
use factor_store::debtor::NoticeHow;
use factor_store::letter::{self as kept, Letter, LetterStep, NewStep, What};
use factor_store::{attachment, debtor};
use serde_json::json;

use crate::debtors::how_of;
use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::letters::list::{self, what_of};
use crate::letters::subject;
use crate::letters::verified::{self, Said};
use crate::letters::wire::{LetterEvent, LetterPage, LetterStepAsked, LetterStepInput};
use crate::vault::wire::Nothing;

/// Notes what happened to some letters.
///
/// # Errors
/// At each wrong field; an answer to a letter that was never sent; a proof without its file.
pub async fn record_letters(
    change: &mut Change<'_>,
    input: LetterStepInput,
) -> Result<Nothing, AppError> {
    change.require(Act::Enter)?;
    let typed = Typed::read(change, &input).await?;
    for id in &input.letter_ids {
        record_one(change, &input, &typed, *id).await?;
    }
    Ok(Nothing {})
}

struct Typed {
    on: Day,
    tracking: String,
    person: String,
    note: String,
}

impl Typed {
    async fn read(change: &mut Change<'_>, input: &LetterStepInput) -> Result<Typed, AppError> {
        let today = change.now.day();
        let mut problems = FormProblems::default();
        let on = match input.on.trim() {
            "" => today,
            text => problems.take("on", parse_day(text, today)).unwrap_or(today),
        };
        if on > today {
            problems.add("on", format!("{} has not come yet.", on.format_short()));
        }
        let mut line = |field: &str, text: &str| {
            let read = Line::new(field, text).map_err(|problem| problem.message);
            problems.take(field, read).map_or_else(String::new, |line| line.to_string())
        };
        let tracking = line("tracking", &input.tracking);
        // Only an answer has somebody who gave it.
        let person = match input.what {
            LetterEvent::Acknowledged | LetterEvent::Refused => line("person", &input.person),
            LetterEvent::Sent
            | LetterEvent::ProofOfSending
            | LetterEvent::ProofOfReceipt
            | LetterEvent::Delivered
            | LetterEvent::Returned => String::new(),
        };
        let note = LongText::new("note", &input.note).map_err(|problem| problem.message);
        let note = problems.take("note", note).map_or_else(String::new, |text| text.to_string());
        if input.letter_ids.is_empty() {
            problems.add("letter_ids", "Choose at least one letter.");
        }
        if input.what == LetterEvent::Sent && input.way.is_none() {
            problems.add("way", "Choose how it was sent.");
        }
        if input.what == LetterEvent::Acknowledged && person.is_empty() {
            problems.add("person", "Enter who acknowledged it.");
        }
        match (input.what, input.attachment_id) {
            (LetterEvent::ProofOfSending | LetterEvent::ProofOfReceipt, None) => {
                problems.add("attachment_id", "Add the file that shows it.");
            }
            (_, Some(file)) if attachment::load(&mut change.tx, file).await?.is_none() => {
                problems.add("attachment_id", "This file is no longer there.");
            }
            (
                LetterEvent::Sent
                | LetterEvent::ProofOfSending
                | LetterEvent::ProofOfReceipt
                | LetterEvent::Delivered
                | LetterEvent::Acknowledged
                | LetterEvent::Refused
                | LetterEvent::Returned,
                _,
            ) => {}
        }
        problems.finish()?;
        Ok(Typed { on, tracking, person, note })
    }
}

async fn record_one(
    change: &mut Change<'_>,
    input: &LetterStepInput,
    typed: &Typed,
    id: LetterId,
) -> Result<(), AppError> {
    let letter = kept::load(&mut change.tx, id).await?;
    let steps = kept::steps_of(&mut change.tx, id).await?;
    let what = what_of(input.what);
    refuse_out_of_turn(&letter, &steps, what, typed.on)?;
    // What happens to a letter counts for the record that stands for the business by now.
    let debtor = match letter.debtor {
        Some(debtor) => Some(debtor::load(&mut change.tx, debtor).await?.stands_for()),
        None => None,
    };
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let step = NewStep {
        letter: Some(id),
        kind: letter.kind,
        client: letter.client,
        debtor,
        what,
        on: typed.on,
        how: input.way.map(how_of),
        tracking: &typed.tracking,
        person: &typed.person,
        note: &typed.note,
        attachment: input.attachment_id,
        undoes: None,
        made_by: &by,
    };
    kept::add_step(&mut change.tx, &step, &at).await?;
    if letter.kind == LetterKind::Verification {
        let said = Said {
            what,
            on: typed.on,
            asked: &typed.person,
            note: &typed.note,
            has_exceptions: input.has_exceptions,
            attachment: input.attachment_id,
        };
        verified::log(change, &letter, &said).await?;
    }
    let detail = json!({
        "what": what.as_str(), "on": typed.on, "number": letter.number.to_string(),
        "attachment_id": input.attachment_id,
    });
    change.record("letter.step_added", subject(id), &detail)
}

fn refuse_out_of_turn(
    letter: &Letter,
    steps: &[LetterStep],
    what: What,
    on: Day,
) -> Result<(), AppError> {
    if on < letter.dated_on {
        let dated = letter.dated_on.format_short();
        return Err(AppError::field("on", format!("{} is dated {dated}.", letter.number)));
    }
    let is_sent = steps.iter().any(|step| step.what == What::Sent && !step.is_undone);
    match what {
        What::Sent => Ok(()),
        What::ProofOfSending
        | What::ProofOfReceipt
        | What::Delivered
        | What::Acknowledged
        | What::Refused
        | What::Returned
        | What::Released
        | What::None
        | What::Undone
            if is_sent =>
        {
            Ok(())
        }
        What::ProofOfSending
        | What::ProofOfReceipt
        | What::Delivered
        | What::Acknowledged
        | What::Refused
        | What::Returned
        | What::Released
        | What::None
        | What::Undone => Err(AppError::refused(format!(
            "{} is not noted as sent. Note first when and how it went out.",
            letter.number
        ))),
    }
}

/// Takes a step back that was noted by mistake. Both stay in the history.
///
/// # Errors
/// A step that is not of this letter, was taken back before, or came with another letter.
pub async fn undo_letter_step(
    change: &mut Change<'_>,
    input: LetterStepAsked,
) -> Result<LetterPage, AppError> {
    change.require(Act::Enter)?;
    let letter = kept::load(&mut change.tx, input.letter_id).await?;
    let step = kept::load_step(&mut change.tx, input.step_id).await?;
    if step.letter != Some(letter.id) {
        return Err(AppError::not_found("step"));
    }
    if step.is_undone {
        return Err(AppError::refused("This was taken back before."));
    }
    if step.what == What::Released {
        return Err(AppError::refused(
            "The release letter has ended this notice. Send a new notice of assignment.",
        ));
    }
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let undone = NewStep {
        letter: Some(letter.id),
        kind: letter.kind,
        client: letter.client,
        debtor: step.debtor,
        what: What::Undone,
        on: change.now.day(),
        how: None,
        tracking: "",
        person: "",
        note: "",
        attachment: None,
        undoes: Some(step.id),
        made_by: &by,
    };
    kept::add_step(&mut change.tx, &undone, &at).await?;
    if letter.kind == LetterKind::Verification {
        verified::take_back(change, &letter, step.what).await?;
    }
    let detail = json!({ "what": step.what.as_str(), "on": step.on });
    change.record("letter.step_taken_back", subject(letter.id), &detail)?;
    let now = change.now;
    list::page(&mut change.tx, letter.id, now).await
}

/// A step of a notice of assignment that was noted beside the pair, without naming a letter: it
/// belongs to the latest one, if one was made here.
///
/// # Errors
/// Only of the storage.
pub(crate) async fn record_notice(
    change: &mut Change<'_>,
    notice: &factor_store::debtor::ClientDebtor,
    what: What,
) -> Result<(), AppError> {
    let (client, debtor) = (notice.client, notice.debtor);
    let latest = kept::latest_notice(&mut change.tx, client, debtor).await?;
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let on = notice.notice_on.unwrap_or_else(|| change.now.day());
    let step = NewStep {
        letter: latest.map(|letter| letter.id),
        kind: LetterKind::NoticeOfAssignment,
        client: Some(client),
        debtor: Some(debtor),
        what,
        on,
        how: notice.notice_how,
        tracking: "",
        person: "",
        note: "",
        attachment: None,
        undoes: None,
        made_by: &by,
    };
    kept::add_step(&mut change.tx, &step, &at).await?;
    Ok(())
}

/// Notes that a letter went out by e-mail, because the server took the message.
///
/// # Errors
/// Of the storage; a letter that is not there.
pub(crate) async fn went_by_mail(
    change: &mut Change<'_>,
    id: LetterId,
    (recipient, by): (&str, &str),
) -> Result<(), AppError> {
    let letter = kept::load(&mut change.tx, id).await?;
    let debtor = match letter.debtor {
        Some(debtor) => Some(debtor::load(&mut change.tx, debtor).await?.stands_for()),
        None => None,
    };
    let (at, on, what) = (change.now.stamp(), change.now.day(), What::Sent);
    let step = NewStep {
        letter: Some(id),
        kind: letter.kind,
        client: letter.client,
        debtor,
        what,
        on,
        how: Some(NoticeHow::Email),
        tracking: "",
        person: "",
        note: &format!("To {recipient}"),
        attachment: None,
        undoes: None,
        made_by: by,
    };
    kept::add_step(&mut change.tx, &step, &at).await?;
    if letter.kind == LetterKind::Verification {
        let said = Said { what, on, asked: "", note: "", has_exceptions: false, attachment: None };
        verified::log(change, &letter, &said).await?;
    }
    let detail = json!({
        "what": what.as_str(), "on": on, "number": letter.number.to_string(),
    });
    change.record("letter.step_added", subject(id), &detail)
}
