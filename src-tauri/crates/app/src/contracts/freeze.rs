//! Making a contract final: its paper first, then its row, its terms and its first event.

use factor_documents::Paper;
use factor_domain::contract::{Clause, Filled, TemplateForm};
use factor_domain::ids::ContractId;
use factor_store::contract::{self as kept, NewContract, NewEvent};
use factor_store::terms_version;
use serde_json::json;

use crate::contracts::answers;
use crate::contracts::draft::{Draft, DraftFor};
use crate::contracts::page;
use crate::contracts::paper::Printing;
use crate::contracts::paper_data::PaperData;
use crate::contracts::preview::{faults, unprintable, whole};
use crate::contracts::subject;
use crate::contracts::wire::{ContractAnswers, ContractPage};
use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::wordings;

/// Makes the client's draft terms into a contract that waits for both signatures.
///
/// # Errors
/// At each value that is missing, by the path of its merge field; without a draft, or while a
/// contract for it is out; a character that the paper cannot print.
pub async fn freeze_contract(
    change: &mut Change<'_>,
    input: ContractAnswers,
) -> Result<ContractPage, AppError> {
    let now = change.now;
    let wording = input.wording_id.as_deref();
    let of = DraftFor { client_id: input.client_id, guarantor_id: input.guarantor_id };
    let template = wordings::to_draft_from(&mut change.tx, of, wording).await?;
    let draft = Draft::load(&mut change.tx, of, template, now).await?;
    let terms_version_id = draft.ready()?;
    let answers = answers::read(&draft, &input.answers, now.day())?;
    let offer_until = answers::offer_day(&answers, now.day())?;
    let form = draft.template.form;
    let data = PaperData::new(&draft, answers, now)?;
    refuse_gaps(&data.filled)?;
    let paper_data = data.to_json()?;
    let paper = Printing::unsigned(data).run(change.papers).await?;
    refuse_boxes(&paper)?;

    let sha256 = change.papers.put(&paper.bytes).await?.to_string();
    let at = now.stamp();
    let new = NewContract {
        client_id: draft.client_id,
        terms_version_id,
        number: &draft.number,
        version: draft.version,
        title: &draft.template.title,
        form,
        template_id: &draft.template.id,
        template_revision: draft.template.revision,
        paper_data: &paper_data,
        effective_on: draft.effective_on,
        dated_on: now.day(),
        amends: draft.amends.as_ref().map(|amended| (amended.agreement, amended.number)),
        secures: draft.secures(),
        offer_until: offer_until.filter(|_| form == TemplateForm::TermSheet),
        frozen_sha256: &sha256,
        pages: whole(paper.pages),
    };
    let id = kept::insert(&mut change.tx, &new, &at).await?;
    if form.agrees_terms() {
        terms_version::freeze(&mut change.tx, terms_version_id, &draft.terms, id, &at).await?;
    }
    note_frozen(change, id, &draft, new.pages).await?;
    let detail = json!({
        "client_id": draft.client_id, "number": draft.number, "version": draft.version,
        "terms_version": draft.terms_version, "sha256": sha256,
    });
    change.record("contract.frozen", subject(id), &detail)?;
    page::load(&mut change.tx, id, now).await
}

fn refuse_gaps(filled: &Filled) -> Result<(), AppError> {
    if let Some(fault) = faults(filled).into_iter().next() {
        return Err(AppError::refused(fault));
    }
    let mut problems = FormProblems::default();
    for missing in &filled.missing {
        if missing.path.starts_with(Clause::QUESTIONS) {
            problems.add(&missing.path, format!("Answer yes or no: {}", missing.label));
            continue;
        }
        let place = answers::place(missing.where_to_fill);
        problems.add(&missing.path, format!("{} is missing: {place}", missing.label));
    }
    problems.finish()
}

/// An agreement in which a name reads as empty boxes would name nobody.
fn refuse_boxes(paper: &Paper) -> Result<(), AppError> {
    match paper.missing_glyphs.first() {
        None => Ok(()),
        Some(glyph) => Err(AppError::refused(format!(
            "{} Write it with other letters where it is kept; nothing was frozen.",
            unprintable(glyph)
        ))),
    }
}

async fn note_frozen(
    change: &mut Change<'_>,
    id: ContractId,
    draft: &Draft,
    pages: u32,
) -> Result<(), AppError> {
    let at = change.now.stamp();
    let event = NewEvent {
        what: &format!("Frozen as version {}", draft.version),
        who: draft.profile.firm.name.as_str(),
        how: &format!(
            "{pages} pages, wording “{}”, revision {}",
            draft.template.name, draft.template.revision
        ),
    };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    Ok(())
}
