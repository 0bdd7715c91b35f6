//! The paper of a wording while it is being written, with the values of a real client.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_documents::Paper;
use factor_domain::contract::{
    Filled, LetterKind, RecordKind, Template, TemplateForm, TemplateProblem, Values,
    WORDING_FAULTS_MAX, WordingFault, check_wording, outline, unconditional_renewals,
};
use factor_domain::ids::{ClientId, DebtorId};
use factor_store::guarantor;

use crate::contracts::answers::{self, Answers};
use crate::contracts::draft::{Draft, DraftFor};
use crate::contracts::paper::Printing;
use crate::contracts::paper_data::PaperData;
use crate::contracts::preview::whole;
use crate::contracts::unprintable;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::paper::print;
use crate::letters::{LetterData, sample};
use crate::wordings::chosen;
use crate::wordings::wire::{WordingPreview, WordingPreviewAsked};
use crate::{recourse, schedules, statements};

/// The paper as a contract of this client would be, with what is missing and what is wrong.
/// Nothing is kept.
///
/// # Errors
/// A wording or a client that is not there; what is wrong with the words is part of the answer.
pub async fn preview_wording(
    reading: &Reading<'_>,
    input: WordingPreviewAsked,
) -> Result<WordingPreview, AppError> {
    let mut read = reading.ledger.read().await?;
    let base = chosen::template(&mut read, &input.wording_id, None).await?;
    let template = base.with_wording(&input.wording);
    let found = check_wording(&template);
    let client = input.client_id.filter(|_| !is_unprintable(&found));
    let Some(client_id) = client else {
        return Ok(without_paper(&template, found, &Values::new()));
    };
    if let Some(kind) = template.letter_kind() {
        drop(read);
        return letter_printed(reading, &template, kind, (client_id, input.debtor_id), found).await;
    }
    let guarantor_id = match template.form {
        // Any guarantor shows how the words read.
        TemplateForm::Guaranty => {
            guarantor::of_client(&mut read, client_id).await?.first().map(|record| record.id)
        }
        TemplateForm::Agreement
        | TemplateForm::Amendment
        | TemplateForm::Rider
        | TemplateForm::TermSheet
        | TemplateForm::Disclosure => None,
    };
    let of = DraftFor { client_id, guarantor_id };
    let draft = Draft::load(&mut read, of, template, reading.now).await?;
    drop(read);
    printed(reading, draft, found).await
}

async fn printed(
    reading: &Reading<'_>,
    draft: Draft,
    found: Vec<WordingFault>,
) -> Result<WordingPreview, AppError> {
    let answers = answers::read(&draft, &Answers::new(), reading.now.day())?;
    let values = draft.values(&answers, reading.now);
    let mut preview = without_paper(&draft.template, found, &values);
    let data = match PaperData::new(&draft, answers.clone(), reading.now) {
        Ok(data) => data,
        Err(refused) => {
            preview.warnings.push(refused.message);
            return Ok(preview);
        }
    };
    preview.missing = answers::missing(&answers, &data.filled);
    preview.values = values_of(&data.filled);
    preview.values_filled = whole(data.filled.used.len());
    if preview.faults.is_empty() {
        preview.warnings.extend(of_this_client(&draft.template, &data.filled));
    }
    let paper = Printing::unsigned(data).run(reading.papers).await?;
    preview.warnings.extend(paper.missing_glyphs.iter().map(unprintable));
    preview.pages = whole(paper.pages);
    preview.data = Some(BASE64.encode(&paper.bytes));
    Ok(preview)
}

/// The paper of the client's newest record of this kind, in this wording.
async fn from_record(
    reading: &Reading<'_>,
    record: RecordKind,
    client: ClientId,
    template: &Template,
) -> Result<Option<(LetterData, Paper)>, AppError> {
    let template = template.clone();
    match record {
        RecordKind::Schedule => schedules::sample(reading, client, template).await,
        RecordKind::ChargeBack => recourse::sample(reading, client, template).await,
        RecordKind::Statement => statements::sample(reading, client, template).await,
    }
}

/// A paper that is printed from a record shows the newest; without one, its words as a letter.
async fn letter_printed(
    reading: &Reading<'_>,
    template: &Template,
    kind: LetterKind,
    of: (ClientId, Option<DebtorId>),
    found: Vec<WordingFault>,
) -> Result<WordingPreview, AppError> {
    let record = kind.printed_from();
    let newest = match record {
        Some(record) => from_record(reading, record, of.0, template).await?,
        None => None,
    };
    let alone = record.filter(|_| newest.is_none()).map(|record| {
        format!(
            "This client has no {} yet, so the words stand alone. Choose a client that has one to \
             see the whole paper.",
            record.word()
        )
    });
    let (letter, paper) = match newest {
        Some(both) => both,
        None => {
            let mut read = reading.ledger.read().await?;
            let letter = sample(&mut read, kind, template.clone(), of, reading.now).await?;
            drop(read);
            (letter.clone(), print(letter, reading.papers).await?)
        }
    };
    let mut preview = without_paper(template, found, letter.values());
    let filled = letter.filled();
    preview.missing = answers::missing(&Answers::new(), filled);
    preview.values = values_of(filled);
    preview.values_filled = whole(filled.used.len());
    if preview.faults.is_empty() {
        preview.warnings = of_this_client(template, filled);
    }
    preview.warnings.extend(alone);
    preview.warnings.extend(paper.missing_glyphs.iter().map(unprintable));
    preview.pages = whole(paper.pages);
    preview.data = Some(BASE64.encode(&paper.bytes));
    Ok(preview)
}

/// A wording over its limits, or one whose clauses cannot be told apart, is not set at all.
fn is_unprintable(found: &[WordingFault]) -> bool {
    found.len() >= WORDING_FAULTS_MAX || found.iter().any(|fault| fault.field == "clauses")
}

fn without_paper(
    template: &Template,
    faults: Vec<WordingFault>,
    values: &Values,
) -> WordingPreview {
    WordingPreview {
        data: None,
        pages: 0,
        outline: outline(template, values),
        values: BTreeMap::new(),
        missing: Vec::new(),
        values_filled: 0,
        faults,
        warnings: renewals(template, values),
    }
}

/// What contradicts the terms of contracts, or would contradict those of this client.
fn renewals(template: &Template, values: &Values) -> Vec<String> {
    let term = values.get("terms.renewal").map(|value| value.text.as_str());
    let told = |(at, inside): (usize, usize)| {
        let title = &template.clauses.get(at)?.title;
        let place = format!("“{title}”, paragraph {}, says how the agreement renews", inside + 1);
        let against = match term {
            Some("ends") => ", and this client’s terms say that it ends",
            Some(_) | None => " whatever its terms say",
        };
        Some(format!(
            "{place}{against}. Print it only if the agreement renews, and add a paragraph for one \
             that ends."
        ))
    };
    unconditional_renewals(template).into_iter().filter_map(told).collect()
}

fn values_of(filled: &Filled) -> BTreeMap<String, String> {
    filled.used.iter().map(|used| (used.path.clone(), used.text.clone())).collect()
}

/// What only this client's values bring about; a fault of the wording is told at its place.
fn of_this_client(template: &Template, filled: &Filled) -> Vec<String> {
    let told = |problem: &TemplateProblem| match problem {
        TemplateProblem::ReferenceLeftOut { target, place } => Some(format!(
            "{} refers to {}, which is left out with this client.",
            titled(template, place),
            titled(template, target)
        )),
        TemplateProblem::AlternativesMeet { place } => {
            Some(format!("{} has two paragraphs in the place of one.", titled(template, place)))
        }
        TemplateProblem::UnknownField { .. }
        | TemplateProblem::UnknownReference { .. }
        | TemplateProblem::Broken { .. } => None,
    };
    let mut warnings: Vec<String> = Vec::new();
    for warning in filled.problems.iter().filter_map(told) {
        // Two sentences of one clause may refer to the same one.
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

/// "“Fees and charges”"; what stands around the clauses by its own name.
fn titled(template: &Template, place: &str) -> String {
    let key = place.split('.').next().unwrap_or(place);
    let clause = template.clauses.iter().find(|clause| clause.key == key);
    let frame = || template.frame().into_iter().find(|frame| frame.key == place);
    match clause {
        Some(clause) => format!("“{}”", clause.title),
        None => frame().map_or_else(|| place.to_owned(), |frame| format!("“{}”", frame.label)),
    }
}
