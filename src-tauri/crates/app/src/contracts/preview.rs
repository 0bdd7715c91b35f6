//! Before a contract is made: what is asked for, and the paper as it would be.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_documents::MissingGlyph;
use factor_domain::contract::{Filled, TemplateProblem};
use factor_domain::text::DataId;

use crate::contracts::amended::Amended;
use crate::contracts::answers::{self, Answers};
use crate::contracts::draft::{Draft, DraftFor};
use crate::contracts::paper::Printing;
use crate::contracts::paper_data::PaperData;
use crate::contracts::wire::{ContractAnswers, ContractForm, ContractFormAsked, ContractPreview};
use crate::desk::Reading;
use crate::error::AppError;
use crate::wordings;

/// What stands before a contract can be made, and the values that no record has.
///
/// # Errors
/// A client or a wording that is not there; everything else is part of the answer.
pub async fn contract_form(
    reading: &Reading<'_>,
    input: ContractFormAsked,
) -> Result<ContractForm, AppError> {
    let mut read = reading.ledger.read().await?;
    let wording = input.wording_id.as_deref();
    let of = DraftFor { client_id: input.client_id, guarantor_id: input.guarantor_id };
    let template = wordings::to_draft_from(&mut read, of, wording).await?;
    let draft = Draft::load(&mut read, of, template, reading.now).await?;
    let mut wordings = wordings::in_use(&mut read, of).await?;
    // The one that is chosen stays in the list: the form says why it cannot be made.
    let chosen = &draft.template.id;
    if Amended::load(&mut read, input.client_id, reading.now).await?.is_none() {
        wordings.retain(|one| !one.is_amendment || one.wording_id == *chosen);
    }
    // A disclosure is offered where a law asks for it, in the words that answer that law.
    let asked_for = draft.cover.jurisdiction();
    wordings.retain(|one| {
        let answers = one.jurisdiction.as_deref() == asked_for.map(DataId::as_str);
        one.jurisdiction.is_none() || answers || one.wording_id == *chosen
    });
    drop(read);
    let answers = answers::read(&draft, &Answers::new(), reading.now.day())?;
    let (asked, refusal) = match draft.refusal() {
        Some(refusal) => (Vec::new(), Some(refusal.to_owned())),
        None => match PaperData::new(&draft, answers.clone(), reading.now) {
            Ok(data) => (answers::asked(&draft.template, &answers, &data.filled), None),
            Err(refused) => (Vec::new(), Some(refused.message)),
        },
    };
    Ok(ContractForm {
        client_id: draft.client_id,
        client_name: draft.client.display_name().to_owned(),
        title: draft.template.title.clone(),
        form: draft.template.form,
        guarantor_name: draft.guarantor_name(),
        wording_id: draft.template.id.clone(),
        wordings,
        number_words: draft.number_words(),
        terms_version: draft.terms_version,
        effective_on: draft.effective_on,
        asked,
        refusal,
        open_contract: draft.open_contract(),
    })
}

/// The paper as it would be frozen now. Missing values are lines to write on; nothing is kept.
///
/// # Errors
/// If there is nothing to print, or at an answer that no paper can hold.
pub async fn preview_contract(
    reading: &Reading<'_>,
    input: ContractAnswers,
) -> Result<ContractPreview, AppError> {
    let mut read = reading.ledger.read().await?;
    let wording = input.wording_id.as_deref();
    let of = DraftFor { client_id: input.client_id, guarantor_id: input.guarantor_id };
    let template = wordings::to_draft_from(&mut read, of, wording).await?;
    let draft = Draft::load(&mut read, of, template, reading.now).await?;
    drop(read);
    draft.ready()?;
    let answers = answers::read(&draft, &input.answers, reading.now.day())?;
    let data = PaperData::new(&draft, answers.clone(), reading.now)?;
    let missing = answers::missing(&answers, &data.filled);
    let filled_count = data.filled.used.len();
    let mut warnings = faults(&data.filled);
    let paper = Printing::unsigned(data).run(reading.papers).await?;
    warnings.extend(paper.missing_glyphs.iter().map(unprintable));
    Ok(ContractPreview {
        pages: whole(paper.pages),
        data: BASE64.encode(&paper.bytes),
        values_filled: whole(filled_count),
        values_total: whole(filled_count + missing.len()),
        missing,
        warnings,
    })
}

/// A character that no embedded face has.
pub(crate) fn unprintable(glyph: &MissingGlyph) -> String {
    format!("The paper cannot print “{}”, in “{}”.", glyph.character, glyph.context)
}

/// What is wrong with the wording itself, each with the place where it stands.
pub(super) fn faults(filled: &Filled) -> Vec<String> {
    let fault = |problem: &TemplateProblem| match problem {
        TemplateProblem::UnknownField { path, place, .. } => {
            format!("The wording asks for an unknown value at {place}: {path}.")
        }
        TemplateProblem::UnknownReference { target, place, .. }
        | TemplateProblem::ReferenceLeftOut { target, place } => {
            format!("The wording refers at {place} to a clause that is not there: {target}.")
        }
        TemplateProblem::AlternativesMeet { place } => {
            format!("The wording has two alternatives at once at {place}.")
        }
        TemplateProblem::Broken { place, reason } => {
            format!("The wording cannot be read at {place}: {reason}.")
        }
    };
    filled.problems.iter().map(fault).collect()
}

/// A count of pages or values; no paper holds more than fit.
pub(crate) fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
