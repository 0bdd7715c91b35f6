//! The history of charge-backs and write-offs, and one of them.

use chrono_tz::Tz;
use factor_domain::RecourseCaseId;
use factor_store::book::{self, Names, NamesAsked};
use factor_store::recourse::{self as stored, Case, CaseEnd, CaseFilter, CaseKind, CaseState};
use factor_store::{Connection, attachment, invoice};

use crate::books::{client_named, invoice_number};
use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::attachment_shown;
use crate::now::moment_words;
use crate::query;
use crate::recourse::shown::{case, ground_words};
use crate::recourse::wire::{
    RecourseCaseAsked, RecourseCasePage, RecourseCaseRow, RecourseCaseRows, RecourseCasesQuery,
    RecourseKind, RecourseState,
};
use crate::releases::entry_lines;

/// Charge-backs and write-offs, the latest first.
///
/// # Errors
/// Of the storage.
pub async fn list_recourse_cases(
    reading: &Reading<'_>,
    input: RecourseCasesQuery,
) -> Result<RecourseCaseRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_recourse_cases`], with as many rows as asked for.
///
/// # Errors
/// Of the storage.
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &RecourseCasesQuery,
    limit: u32,
) -> Result<RecourseCaseRows, AppError> {
    let filter = CaseFilter { invoice: input.invoice_id, offset: input.offset, limit };
    let mut ledger = reading.ledger.read().await?;
    let (cases, total) = stored::cases(&mut ledger, filter).await?;
    let asked = NamesAsked {
        clients: cases.iter().map(|case| case.case.client).collect(),
        invoices: cases.iter().map(|case| case.case.invoice).collect(),
        ..NamesAsked::default()
    };
    let names = book::names(&mut ledger, &asked).await?;
    drop(ledger);
    Ok(RecourseCaseRows {
        rows: cases.iter().map(|case| row(case, &names)).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

fn row(kept: &Case, names: &Names) -> RecourseCaseRow {
    RecourseCaseRow {
        id: kept.id,
        kind: kind(kept.case.kind),
        state: state(kept.state),
        client: client_named(names, kept.case.client),
        number: invoice_number(names, kept.case.invoice),
        happened_on: kept.case.happened_on,
        ground: ground_words(kept.case.ground).to_owned(),
        face: kept.case.sums.face,
        amount: kept.case.sums.amount,
    }
}

const fn kind(kind: CaseKind) -> RecourseKind {
    match kind {
        CaseKind::ChargeBack => RecourseKind::ChargeBack,
        CaseKind::WriteOff => RecourseKind::WriteOff,
    }
}

const fn state(state: CaseState) -> RecourseState {
    match state {
        CaseState::Prepared => RecourseState::Prepared,
        CaseState::Booked => RecourseState::Booked,
        CaseState::Reversed => RecourseState::Reversed,
        CaseState::Discarded => RecourseState::Discarded,
    }
}

/// One charge-back or write-off.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn recourse_case(
    reading: &Reading<'_>,
    input: RecourseCaseAsked,
) -> Result<RecourseCasePage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    case_page(&mut ledger, input.case_id, reading.now.zone()).await
}

/// # Errors
/// As [`recourse_case`].
pub(super) async fn case_page(
    ledger: &mut Connection,
    id: RecourseCaseId,
    zone: Tz,
) -> Result<RecourseCasePage, AppError> {
    let kept = case(ledger, id).await?;
    let form = invoice::load(ledger, kept.case.invoice).await?.form;
    let asked = NamesAsked {
        clients: vec![kept.case.client],
        invoices: vec![kept.case.invoice],
        debtors: vec![form.debtor],
        ..NamesAsked::default()
    };
    let names = book::names(ledger, &asked).await?;
    let mut entries = Vec::new();
    if let Some(number) = kept.entry {
        let reversals = book::reversals_of(ledger, &[number]).await?;
        for number in [Some(number), reversals.get(&number).copied()].into_iter().flatten() {
            let booked = book::entry(ledger, number).await?;
            entries.extend(entry_lines(&names, &booked.entry, Some(number)));
        }
    }
    let mut evidence = Vec::new();
    for file in stored::evidence(ledger, id).await? {
        let found = attachment::load(ledger, file).await?;
        evidence.extend(found.as_ref().map(attachment_shown));
    }
    let sums = kept.case.sums;
    let by = |(who, at): &(String, String)| format!("{who}, {}", moment_words(at, zone));
    let debtor = names.debtors.get(&form.debtor).map(|debtor| debtor.name.clone());
    Ok(RecourseCasePage {
        id,
        kind: kind(kept.case.kind),
        state: state(kept.state),
        client: client_named(&names, kept.case.client),
        invoice_id: kept.case.invoice,
        number: invoice_number(&names, kept.case.invoice),
        debtor: debtor.unwrap_or_default(),
        happened_on: kept.case.happened_on,
        due_on: kept.case.due_on,
        ground: ground_words(kept.case.ground).to_owned(),
        is_part: kept.case.is_part,
        reason: kept.case.reason.to_string(),
        replaced_by: kept.case.replaced_by.to_string(),
        face: sums.face,
        reserve: sums.reserve,
        fees: sums.fees,
        amount: sums.amount,
        evidence,
        entry: kept.entry,
        entries,
        prepared: by(&(kept.case.prepared_by.1.clone(), kept.prepared_at.clone())),
        confirmed: kept.confirmed.as_ref().map(by),
        ended: kept.end.as_ref().map(|end| ended(kept.state, end)),
    })
}

fn ended(state: CaseState, end: &CaseEnd) -> String {
    let what = match state {
        CaseState::Reversed => "Reversed",
        CaseState::Discarded | CaseState::Prepared | CaseState::Booked => "Given up",
    };
    let (by, on, why) = (&end.by, end.on.format_short(), end.reason.as_str());
    format!("{what} by {by} on {on}: {why}")
}
