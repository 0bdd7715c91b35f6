//! The editor's page, its preview as one types, and old versions.

use factor_domain::terms::TermKey;
use factor_domain::{Day, Money, Terms};
use factor_store::terms_version::{self, TermsState, TermsVersion};
use factor_store::{Connection, client};

use crate::desk::Reading;
use crate::error::AppError;
use crate::sentence::sentence;
use crate::terms::charges::{self, ChargeTyped};
use crate::terms::example::example;
use crate::terms::form::wire::{FeeFormKind, FeeFormView};
use crate::terms::form::{Keyed, own_input};
use crate::terms::rows::{Sides, rows, rows_in_words, texts};
use crate::terms::typed::Typed;
use crate::terms::wire::{
    TermsAsked, TermsPage, TermsPreview, TermsTyped, TermsVersionAsked, TermsVersionPage,
    TermsVersionRow,
};
use crate::terms::{Versions, fees, house};

/// Face of the example until another is typed, in main units.
const FACE: &str = "10,000.00";

/// The editor of a client's terms, or of the house's.
///
/// # Errors
/// A client that is not there.
pub async fn terms_page(reading: &Reading<'_>, input: TermsAsked) -> Result<TermsPage, AppError> {
    let mut read = reading.ledger.read().await?;
    let house = house(&mut read).await?;
    let today = reading.now.day();
    let (client_name, versions) = match input.client_id {
        Some(id) => (client::name_of(&mut read, id).await?, Versions::load(&mut read, id).await?),
        None => (String::new(), Versions { all: Vec::new() }),
    };
    let own = versions.own(&house);
    let resolved = Terms::resolve(&house, &own);
    let open = versions.open();
    let typed = TermsTyped {
        client_id: input.client_id,
        values: texts(&house, &own),
        form: own
            .fee_schedule
            .as_ref()
            .map(|schedule| own_input(&house.fee_schedule, schedule))
            .unwrap_or_default(),
        fees: own.additional_fees.as_deref().map(fees::inputs),
        charges: own.further_fees.as_deref().map(|fees| charges::inputs(fees, &resolved)),
        effective_on: String::new(),
        face: FACE.to_owned(),
    };
    let signed = versions.signed();
    Ok(TermsPage {
        client_id: input.client_id,
        client_name,
        version: versions.working_number(),
        has_draft: open.is_some(),
        signed_version: signed.map(|(version, _, _)| version.version),
        signed_on: signed.map(|(_, _, on)| on),
        frozen_in: open.and_then(|version| match version.state {
            TermsState::Frozen { contract_id, .. } => Some(contract_id),
            TermsState::Draft | TermsState::Signed { .. } => None,
        }),
        effective_on: open.map_or(today, |version| version.effective_on),
        preview: preview(&typed, &house, signed.map(|(_, terms, _)| terms), today),
        values: typed.values,
        own_form: typed.form,
        own_fees: typed.fees,
        own_charges: typed.charges,
        history: versions
            .all
            .iter()
            .map(|version| version_row(version, &versions, today))
            .collect(),
        fee_kinds: fees::kinds(),
    })
}

/// What the typed terms come to, as one types.
///
/// # Errors
/// Only a client that is not there: problems of the terms are part of the answer.
pub async fn preview_terms(
    reading: &Reading<'_>,
    input: TermsTyped,
) -> Result<TermsPreview, AppError> {
    let mut read = reading.ledger.read().await?;
    let house = house(&mut read).await?;
    let signed = signed_terms(&mut read, &input).await?;
    Ok(preview(&input, &house, signed.as_ref(), reading.now.day()))
}

async fn signed_terms(
    connection: &mut Connection,
    input: &TermsTyped,
) -> Result<Option<Terms>, AppError> {
    let Some(client_id) = input.client_id else { return Ok(None) };
    let versions = Versions::load(connection, client_id).await?;
    Ok(versions.signed().map(|(_, terms, _)| terms.clone()))
}

fn preview(input: &TermsTyped, house: &Terms, signed: Option<&Terms>, today: Day) -> TermsPreview {
    let typed = Typed::read(input, house, today);
    let sides = Sides { house, signed, typed: &typed, texts: &input.values };
    let rows = rows(&sides);
    let changed = signed.map_or(0, |signed| changes(signed, &typed.terms));
    let charges = match &typed.charges {
        Some(charges) => charges.iter().map(ChargeTyped::row).collect(),
        None => charges::rows(&house.further_fees, &typed.terms),
    };
    let (face, face_problem) = match Money::parse(&input.face, house.currency()) {
        Ok(face) if face.is_positive() => (Some(face), None),
        Ok(_) => (None, Some("Enter an amount above zero.".to_owned())),
        Err(problem) => (None, Some(sentence(&problem.to_string()))),
    };
    // A figure beyond the largest amount is a problem of the face, not of the terms.
    let shown = face.filter(|_| !typed.has_problem()).map(|face| {
        example(&typed.terms, signed, face, today).map_err(|refusal| sentence(&refusal.to_string()))
    });
    let (example, too_large) = match shown {
        Some(Ok(example)) => (Some(example), None),
        Some(Err(problem)) => (None, Some(problem)),
        None => (None, None),
    };
    TermsPreview {
        rows,
        fees: match &typed.fee_rows {
            Some(rows) => rows.clone(),
            None => fees::rows(&house.additional_fees),
        },
        fees_inherited: typed.fee_rows.is_none(),
        form: form_view(&typed, signed),
        charges,
        charges_inherited: typed.charges.is_none(),
        charges_problem: typed.problems.get(&TermKey::FurtherFees).cloned(),
        changes: u32::try_from(changed).unwrap_or(u32::MAX),
        effective_problem: typed.effective_problem.clone(),
        face_problem: face_problem.or(too_large),
        example,
    }
}

/// How many terms differ from the signed ones, as an amendment would list them.
fn changes(signed: &Terms, terms: &Terms) -> usize {
    // The words of lists do not say everything.
    let is_list = |key| matches!(key, TermKey::AdditionalFees | TermKey::FurtherFees);
    let differs =
        |&&key: &&TermKey| !is_list(key) && signed.value_text(key) != terms.value_text(key);
    let lists = [
        signed.additional_fees != terms.additional_fees,
        signed.further_fees != terms.further_fees,
    ];
    let rows = TermKey::ALL.iter().filter(differs).count();
    rows + lists.into_iter().filter(|&differs| differs).count()
}

/// The parts of the fee's form that have no rows of their own.
fn form_view(typed: &Typed, signed: Option<&Terms>) -> FeeFormView {
    let mut view = typed.form.view(Keyed::Apart, signed.map(|terms| &terms.fee_schedule));
    let is_other = |signed: &&Terms| FeeFormKind::of(&signed.fee_schedule) != view.form;
    view.signed = signed.filter(is_other).and_then(|signed| signed.value_text(TermKey::FeeDetails));
    view
}

/// One version, read-only.
///
/// # Errors
/// A version that is not there.
pub async fn terms_version(
    reading: &Reading<'_>,
    input: TermsVersionAsked,
) -> Result<TermsVersionPage, AppError> {
    let mut read = reading.ledger.read().await?;
    let version = terms_version::by_id(&mut read, input.terms_version_id).await?;
    let house = house(&mut read).await?;
    let today = reading.now.day();
    let terms = match &version.state {
        TermsState::Draft => Terms::resolve(&house, &version.own),
        TermsState::Frozen { terms, .. } | TermsState::Signed { terms, .. } => terms.clone(),
    };
    let typed = Typed::kept(&house, &version.own, &terms);
    let texts = texts(&house, &version.own);
    let sides = Sides { house: &house, signed: None, typed: &typed, texts: &texts };
    let versions = Versions::load(&mut read, version.client_id).await?;
    Ok(TermsVersionPage {
        version: version_row(&version, &versions, today),
        rows: rows_in_words(&sides),
        fees: fees::rows(&terms.additional_fees),
    })
}

fn version_row(version: &TermsVersion, versions: &Versions, today: Day) -> TermsVersionRow {
    let in_force = versions.in_force(today).map(|(version, _, _)| version.id);
    let (state, contract_id, signed_on) = match &version.state {
        TermsState::Draft => ("Draft".to_owned(), None, None),
        TermsState::Frozen { contract_id, .. } => {
            ("Waits for signatures".to_owned(), Some(*contract_id), None)
        }
        TermsState::Signed { contract_id, signed_on, .. } => {
            let words = if in_force == Some(version.id) {
                "In force".to_owned()
            } else if version.effective_on > today {
                format!("Signed, from {}", version.effective_on.format_short())
            } else {
                "Superseded".to_owned()
            };
            (words, Some(*contract_id), Some(*signed_on))
        }
    };
    TermsVersionRow {
        id: version.id,
        version: version.version,
        effective_on: version.effective_on,
        state,
        contract_id,
        signed_on,
    }
}
