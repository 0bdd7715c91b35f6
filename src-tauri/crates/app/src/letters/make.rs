//! Making letters: all that were chosen, numbered in one go, or none.

use factor_domain::contract::{Addressee, LetterKind};
use factor_domain::ids::{InvoiceId, LetterId, ScheduleLineId};
use factor_domain::{Act, Money};
use factor_store::letter::{self as kept, LetterNumber, NewLetter, NewStep, What};
use serde_json::json;

use crate::contracts::preview::whole;
use crate::contracts::unprintable;
use crate::contracts::wire::PdfData;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::letters::fee::LetterFee;
use crate::letters::plan::{Batch, Planned};
use crate::letters::wire::{LetterPreviewAsked, LetterTo, LettersMade, LettersMake};
use crate::letters::{MadePaper, paper, shown, subject};

/// Most letters of one go: each takes some milliseconds of the one transaction.
pub(crate) const LETTERS_MAX: usize = 500;

/// Who may make letters of a kind: what gives up the firm's security is a release.
const fn act(kind: LetterKind) -> Act {
    match kind {
        LetterKind::NoticeOfAssignment
        | LetterKind::Verification
        | LetterKind::Payoff
        | LetterKind::CourtesyReminder
        | LetterKind::FriendlyReminder
        | LetterKind::FirmReminder
        | LetterKind::FinalDemand
        | LetterKind::Discussion
        | LetterKind::StatementCover
        | LetterKind::ScheduleOfAccounts
        | LetterKind::ChargeBackNotice => Act::Enter,
        LetterKind::DebtorRelease | LetterKind::ClientRelease => Act::Release,
    }
}

/// Makes a letter to each of those chosen, under consecutive numbers, or none at all.
///
/// # Errors
/// What is typed wrongly; a line that cannot be made, with its reason; nothing has changed.
pub async fn make_letters(
    change: &mut Change<'_>,
    input: LettersMake,
) -> Result<LettersMade, AppError> {
    change.require(act(input.asked.kind))?;
    if input.to.is_empty() {
        return Err(AppError::refused("Tick at least one line."));
    }
    if input.to.len() > LETTERS_MAX {
        return Err(AppError::refused(format!(
            "At most {LETTERS_MAX} letters are made in one go. Untick some."
        )));
    }
    let batch = Batch::load(&mut change.tx, &input.asked, change.now).await?;
    let mut made: Vec<Made> = Vec::with_capacity(input.to.len());
    for to in &input.to {
        made.push(make_one(change, &batch, *to).await?);
    }
    let number = |of: Option<&Made>| of.map(|one| one.number.to_string()).unwrap_or_default();
    Ok(LettersMade {
        first_number: number(made.first()),
        last_number: number(made.last()),
        letter_ids: made.iter().map(|one| one.id).collect(),
    })
}

/// A letter that was made.
pub(crate) struct Made {
    pub(crate) id: LetterId,
    pub(crate) number: LetterNumber,
    /// Why, as the plan says it.
    pub(crate) reason: String,
}

/// Makes the letter of one line of the plan under the next number.
///
/// # Errors
/// A line that is not on the list or cannot be made, with its reason.
pub(crate) async fn make_one(
    change: &mut Change<'_>,
    batch: &Batch,
    to: LetterTo,
) -> Result<Made, AppError> {
    let asked = &batch.asked;
    if !batch.to.contains(&to) {
        return Err(AppError::refused("A line is not on the list any more. Look at it again."));
    }
    let number = kept::next_number(&mut change.tx, change.now.day().year()).await?;
    let planned = batch.planned(&mut change.tx, to, number.to_string()).await?;
    let name = planned.about.name();
    if !planned.verdict.can_be_made {
        return Err(AppError::refused(format!("{name}: {}", planned.verdict.reason)));
    }
    let paper_data = planned.data.to_json()?;
    let amount = planned.about.amount(asked.kind)?;
    let named = planned.about.invoices.iter();
    let named: Vec<(InvoiceId, Money)> =
        named.filter_map(|one| Some((one.late.as_ref()?.invoice, one.amount))).collect();
    let fee = planned.about.fee().and_then(LetterFee::own);
    let notice = planned.about.notice.as_ref().and_then(|one| one.letter.as_ref());
    let notice = notice.map(|(id, ..)| *id).filter(|_| asked.kind == LetterKind::DebtorRelease);
    let note = planned.about.discussed.as_ref().map(|discussed| discussed.note);
    let lines = planned.about.invoices.iter();
    let lines: Vec<(ScheduleLineId, Money)> =
        lines.filter_map(|one| Some((one.line?, one.amount))).collect();
    let paper = paper::print(planned.data, change.papers).await?;
    if let Some(glyph) = paper.missing_glyphs.first() {
        return Err(AppError::refused(format!(
            "{name}: {} Write it with other letters where it is kept; no letter was made.",
            unprintable(glyph)
        )));
    }
    let sha256 = change.papers.put(&paper.bytes).await?;
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let new = NewLetter {
        number,
        kind: asked.kind,
        client: to.client_id,
        debtor: to.debtor_id,
        wording: (&asked.template.id, asked.template.revision),
        name: &name,
        dated_on: change.now.day(),
        day_said: Some(asked.day_said()),
        amount,
        notice,
        note,
        paper_data: &paper_data,
        pages: whole(paper.pages),
        sha256,
        made_by: &by,
    };
    let id = kept::insert(&mut change.tx, &new, &at).await?;
    kept::name_invoices(&mut change.tx, id, &named).await?;
    if let Some(fee) = &fee {
        kept::ask_fee(&mut change.tx, id, fee).await?;
    }
    if let Some(schedule) = batch.schedule() {
        kept::name_lines(&mut change.tx, id, schedule, &lines).await?;
    }
    if asked.kind == LetterKind::DebtorRelease {
        release_notice(change, &new, asked.effective_on).await?;
    }
    let detail = json!({
        "number": number.to_string(), "kind": asked.kind, "client_id": to.client_id,
        "debtor_id": to.debtor_id, "sha256": sha256.to_string(),
    });
    change.record("letter.made", subject(id), &detail)?;
    Ok(Made { id, number, reason: planned.verdict.reason })
}

/// The notice ends with the letter that says so: whoever has it may pay elsewhere.
async fn release_notice(
    change: &mut Change<'_>,
    release: &NewLetter<'_>,
    on: factor_domain::Day,
) -> Result<(), AppError> {
    let note = format!("By {}", release.number);
    let step = NewStep {
        letter: release.notice,
        kind: LetterKind::NoticeOfAssignment,
        client: release.client,
        debtor: release.debtor,
        what: What::Released,
        on,
        how: None,
        tracking: "",
        person: "",
        note: &note,
        attachment: None,
        undoes: None,
        made_by: release.made_by,
    };
    let at = change.now.stamp();
    kept::add_step(&mut change.tx, &step, &at).await?;
    Ok(())
}

/// The paper of one line of the plan as it would be made. Nothing is kept.
///
/// # Errors
/// What is typed wrongly; a client or a debtor that is not there.
pub async fn preview_letter(
    reading: &Reading<'_>,
    input: LetterPreviewAsked,
) -> Result<PdfData, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let batch = Batch::load(&mut ledger, &input.asked, reading.now).await?;
    let number = kept::next_number(&mut ledger, reading.now.day().year()).await?;
    let to = input.to;
    let is_one = match batch.asked.kind.addressee() {
        Addressee::Client => to.debtor_id.is_none(),
        Addressee::Debtor => to.debtor_id.is_some(),
    };
    if !is_one {
        return Err(AppError::not_found("line"));
    }
    let Planned { data, .. } = batch.planned(&mut ledger, to, number.to_string()).await?;
    drop(ledger);
    let made = paper::print(data, reading.papers).await?;
    Ok(shown(&MadePaper::new(format!("{number}.pdf"), made)))
}
