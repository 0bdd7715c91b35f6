//! Letters that were made: the list by where they stand, and the page of one.

use factor_domain::contract::LetterKind;
use factor_domain::ids::LetterId;
use factor_store::letter::{
    self as kept, LetterFilter, LetterListRow, LetterStep, LetterView, What,
};
use factor_store::{Connection, StoreError, client};

use crate::debtors::how_words;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::wire::{
    LetterAsked, LetterEvent, LetterPage, LetterQuery, LetterRow, LetterRows, LetterStage,
    LetterStepShown, LetterTab, LetterTabs,
};
use crate::now::{Now, moment_words};
use crate::wordings;

/// After how many days without an answer a letter is missed, unless asked otherwise.
const UNANSWERED_DAYS: u32 = 14;

/// Letters by where they stand, newest first.
///
/// # Errors
/// Of the storage.
pub async fn list_letters(
    reading: &Reading<'_>,
    input: LetterQuery,
) -> Result<LetterRows, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let days = if input.unanswered_days == 0 { UNANSWERED_DAYS } else { input.unanswered_days };
    let today = reading.now.day();
    let until = today.plus_days(-i64::from(days)).unwrap_or(today);
    let view = match input.tab {
        LetterTab::All => LetterView::All,
        LetterTab::ToSend => LetterView::ToSend,
        LetterTab::WithoutProof => LetterView::WithoutProof,
        LetterTab::Unanswered => LetterView::Unanswered(until),
        LetterTab::Returned => LetterView::Returned,
    };
    let filter = LetterFilter {
        view,
        kind: input.kind,
        client: input.client_id,
        debtor: input.debtor_id,
        before: input.before,
    };
    let rows = kept::list(&mut ledger, filter).await?;
    let counts = kept::counts(&mut ledger, filter, until).await?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(LetterRows {
        rows: rows.into_iter().map(row).collect(),
        tabs: LetterTabs {
            all: count(counts.all),
            to_send: count(counts.to_send),
            without_proof: count(counts.without_proof),
            unanswered: count(counts.unanswered),
            returned: count(counts.returned),
        },
        unanswered_days: days,
    })
}

fn row(row: LetterListRow) -> LetterRow {
    LetterRow {
        id: row.id,
        number: row.number.to_string(),
        kind: row.kind,
        client_id: row.client,
        client_name: row.client_name,
        debtor_id: row.debtor,
        name: row.name,
        dated_on: row.dated_on,
        amount: row.amount,
        stage: stage_of(row.standing),
        stage_on: row.standing_on,
        sent_on: row.sent_on,
        has_proof: row.has_proof,
    }
}

/// One letter with everything that became of it.
///
/// # Errors
/// A letter that is not there.
pub async fn letter(reading: &Reading<'_>, input: LetterAsked) -> Result<LetterPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    page(&mut ledger, input.letter_id, reading.now).await
}

/// The page, in whichever transaction is open.
///
/// # Errors
/// A letter that is not there.
pub(super) async fn page(
    connection: &mut Connection,
    id: LetterId,
    now: Now,
) -> Result<LetterPage, AppError> {
    let letter = match kept::load(connection, id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("letter")),
        answer => answer?,
    };
    let steps = kept::steps_of(connection, id).await?;
    let client = match letter.client {
        Some(id) => client::load(connection, id).await?,
        None => None,
    };
    let (wording_id, revision) = &letter.wording;
    let wording = wordings::name_of(connection, wording_id).await?;
    let standing = steps.iter().rev().filter(|step| !step.is_undone);
    let standing = standing.map(|step| step.what).find(|what| !is_proof(*what));
    Ok(LetterPage {
        id,
        number: letter.number.to_string(),
        kind: letter.kind,
        kind_name: letter.kind.label().to_owned(),
        client_id: letter.client,
        client_name: client.map_or_else(String::new, |one| one.client.display_name().to_owned()),
        debtor_id: letter.debtor,
        name: letter.name,
        dated_on: letter.dated_on,
        day_label: day_label(letter.kind).to_owned(),
        day_said: letter.day_said,
        amount: letter.amount,
        wording_words: format!("{wording}, version {revision}"),
        notice_id: letter.notice,
        stage: stage_of(standing.unwrap_or(What::None)),
        pages: letter.pages,
        sha256: letter.sha256.to_string(),
        made_by: letter.made_by,
        made_at: moment_words(&letter.made_at, now.zone()),
        steps: shown(&steps, now),
    })
}

fn shown(steps: &[LetterStep], now: Now) -> Vec<LetterStepShown> {
    let mut sent_before = false;
    let mut all = Vec::with_capacity(steps.len());
    for step in steps {
        let words = step_words(step, sent_before);
        sent_before |= step.what == What::Sent && !step.is_undone;
        let (attachment_id, file_name) = match &step.attachment {
            Some((id, name)) => (Some(*id), name.clone()),
            None => (None, String::new()),
        };
        all.push(LetterStepShown {
            id: step.id,
            words,
            on: step.on,
            tracking: step.tracking.clone(),
            note: step.note.clone(),
            attachment_id,
            file_name,
            is_undone: step.is_undone,
            can_be_undone: !step.is_undone && step.what != What::Released,
            made_by: step.made_by.clone(),
            made_at: moment_words(&step.made_at, now.zone()),
        });
    }
    all
}

/// "Sent again by courier", "Acknowledged by Ines Moreau, by e-mail".
fn step_words(step: &LetterStep, sent_before: bool) -> String {
    let what = match step.what {
        What::Sent if sent_before => "Sent again",
        What::Sent => "Sent",
        What::ProofOfSending => "Proof of sending",
        What::ProofOfReceipt => "Proof of receipt",
        What::Delivered => "Delivered",
        What::Acknowledged => "Acknowledged",
        What::Refused => "Refused",
        What::Returned => "Returned",
        What::Released => "Released",
        What::None => "Not sent after all",
        What::Undone => "Taken back",
    };
    let person = match step.person.as_str() {
        "" => String::new(),
        person => format!(" by {person}"),
    };
    let how = step.how.map_or("", how_words);
    match person.is_empty() {
        // "Sent by courier", but "Acknowledged by Ines Moreau, by e-mail".
        true => format!("{what}{}", how.trim_start_matches(',')),
        false => format!("{what}{person}{how}"),
    }
}

const fn day_label(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::NoticeOfAssignment
        | LetterKind::Verification
        | LetterKind::Discussion
        | LetterKind::StatementCover
        | LetterKind::ScheduleOfAccounts
        | LetterKind::ChargeBackNotice => "Answer asked by",
        LetterKind::DebtorRelease | LetterKind::ClientRelease => "Takes effect",
        LetterKind::Payoff => "Good through",
        LetterKind::CourtesyReminder => "Due by",
        LetterKind::FriendlyReminder | LetterKind::FirmReminder | LetterKind::FinalDemand => {
            "To be paid by"
        }
    }
}

const fn is_proof(what: What) -> bool {
    match what {
        What::ProofOfSending | What::ProofOfReceipt => true,
        What::Sent
        | What::Delivered
        | What::Acknowledged
        | What::Refused
        | What::Returned
        | What::Released
        | What::None
        | What::Undone => false,
    }
}

const fn stage_of(what: What) -> LetterStage {
    match what {
        What::None | What::Undone | What::ProofOfSending | What::ProofOfReceipt => {
            LetterStage::Made
        }
        What::Sent => LetterStage::Sent,
        What::Delivered => LetterStage::Delivered,
        What::Acknowledged => LetterStage::Acknowledged,
        What::Refused => LetterStage::Refused,
        What::Returned => LetterStage::Returned,
        What::Released => LetterStage::Released,
    }
}

/// As it is stored.
pub(super) const fn what_of(event: LetterEvent) -> What {
    match event {
        LetterEvent::Sent => What::Sent,
        LetterEvent::ProofOfSending => What::ProofOfSending,
        LetterEvent::ProofOfReceipt => What::ProofOfReceipt,
        LetterEvent::Delivered => What::Delivered,
        LetterEvent::Acknowledged => What::Acknowledged,
        LetterEvent::Refused => What::Refused,
        LetterEvent::Returned => What::Returned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use factor_domain::Day;
    use factor_store::debtor::NoticeHow;

    fn step(what: What, how: Option<NoticeHow>, person: &str) -> LetterStep {
        LetterStep {
            id: factor_domain::LetterStepId::new(1),
            letter: None,
            debtor: None,
            what,
            on: Day::from_iso("2026-11-22").unwrap(),
            how,
            tracking: String::new(),
            person: person.to_owned(),
            note: String::new(),
            attachment: None,
            is_undone: false,
            made_by: String::new(),
            made_at: String::new(),
        }
    }

    #[test]
    fn a_step_reads_as_a_person_would_say_it() {
        let courier = Some(NoticeHow::Courier);
        for (what, how, person, sent_before, said) in [
            (What::Sent, courier, "", false, "Sent by courier"),
            (What::Sent, courier, "", true, "Sent again by courier"),
            (
                What::Acknowledged,
                Some(NoticeHow::Email),
                "Ines Moreau",
                true,
                "Acknowledged by Ines Moreau, by e-mail",
            ),
            (What::Returned, None, "", true, "Returned"),
        ] {
            assert_eq!(step_words(&step(what, how, person), sent_before), said);
        }
    }
}
