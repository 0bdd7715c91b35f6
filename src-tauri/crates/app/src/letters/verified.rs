//! What debtors answer to verification letters, in the log of the schedules they are about.

use factor_domain::{AttachmentId, Day};
use factor_store::letter::{self as kept, Letter, LetterLine, What};
use factor_store::schedule::{self as stored, NewVerification};

use crate::desk::Change;
use crate::error::AppError;
use crate::schedules::verification_word;
use crate::schedules::wire::{VerificationMethod, VerificationResult};

/// What became of a verification letter, as it was noted.
pub(super) struct Said<'a> {
    pub(super) what: What,
    pub(super) on: Day,
    /// Who answered; empty for whom it went to.
    pub(super) asked: &'a str,
    pub(super) note: &'a str,
    /// Acknowledged but for something.
    pub(super) has_exceptions: bool,
    pub(super) attachment: Option<AttachmentId>,
}

/// Logs it for each line that the letter asks about. A letter that only went out says nothing
/// about a line that somebody has answered for.
///
/// # Errors
/// Only of the storage.
pub(super) async fn log(
    change: &mut Change<'_>,
    letter: &Letter,
    said: &Said<'_>,
) -> Result<(), AppError> {
    let Some(result) = result_of(said) else { return Ok(()) };
    let number = letter.number;
    let words = match said.what {
        What::Sent => format!("{number} went out; no answer yet."),
        What::Returned => format!("{number} came back."),
        What::Acknowledged
        | What::Refused
        | What::ProofOfSending
        | What::ProofOfReceipt
        | What::Delivered
        | What::Released
        | What::None
        | What::Undone => format!("Answer to {number}."),
    };
    let note = format!("{words} {}", said.note).trim().to_owned();
    write(change, letter, Entry { result, note, said }).await
}

/// Logs that an answer does not count after all.
///
/// # Errors
/// Only of the storage.
pub(super) async fn take_back(
    change: &mut Change<'_>,
    letter: &Letter,
    what: What,
) -> Result<(), AppError> {
    let (on, asked, note) = (change.now.day(), "", "");
    let said = Said { what, on, asked, note, has_exceptions: false, attachment: None };
    if result_of(&said).is_none() || what == What::Sent {
        return Ok(());
    }
    let note = format!("What was noted of {} is taken back.", letter.number);
    write(change, letter, Entry { result: VerificationResult::NoAnswer, note, said: &said }).await
}

const fn result_of(said: &Said<'_>) -> Option<VerificationResult> {
    match (said.what, said.has_exceptions) {
        (What::Acknowledged, false) => Some(VerificationResult::Confirmed),
        (What::Acknowledged, true) => Some(VerificationResult::Partly),
        (What::Refused, _) => Some(VerificationResult::Denied),
        (What::Sent | What::Returned, _) => Some(VerificationResult::NoAnswer),
        (
            What::ProofOfSending
            | What::ProofOfReceipt
            | What::Delivered
            | What::Released
            | What::None
            | What::Undone,
            _,
        ) => None,
    }
}

struct Entry<'a> {
    result: VerificationResult,
    note: String,
    said: &'a Said<'a>,
}

async fn write(change: &mut Change<'_>, letter: &Letter, entry: Entry<'_>) -> Result<(), AppError> {
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let said = entry.said;
    let is_confirmed = entry.result == VerificationResult::Confirmed;
    let asked = if said.asked.is_empty() { letter.name.as_str() } else { said.asked };
    for LetterLine { schedule, line, face } in kept::lines_of(&mut change.tx, letter.id).await? {
        let before = stored::verifications(&mut change.tx, schedule).await?;
        let no_answer = verification_word(&VerificationResult::NoAnswer);
        let is_answered = before.iter().any(|one| {
            let is_same = one.said.line == line && one.face_minor == Some(face.minor());
            is_same && one.said.result != no_answer
        });
        if is_answered && said.what == What::Sent {
            continue;
        }
        let new = NewVerification {
            line,
            asked: asked.to_owned(),
            method: verification_word(&VerificationMethod::Letter),
            on: said.on,
            at_time: None,
            is_amount: is_confirmed,
            is_delivery: is_confirmed,
            is_no_offset: is_confirmed,
            result: verification_word(&entry.result),
            face: Some(face),
            note: entry.note.clone(),
            attachment: said.attachment,
            by: by.clone(),
        };
        stored::log_verification(&mut change.tx, schedule, &new, &at).await?;
    }
    Ok(())
}
