//! The recourse list and its history, as files.

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::recourse::wire::{
    RecourseCaseRow, RecourseCasesQuery, RecourseKind, RecourseQuery, RecourseRow, RecourseState,
};
use crate::recourse::{cases, list};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<RecourseRow>; 9] = [
    Column::text("number", "Invoice", |row| Cell::Text(row.number.clone())),
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::text("debtor", "Debtor", |row| Cell::Text(row.debtor.clone())),
    Column::day("date", "Recourse date", |row| Cell::Day(row.recourse_on)),
    Column::text("when", "When", |row| Cell::Text(row.when.clone())),
    Column::text("standing", "State", |row| Cell::Text(standing(row).to_owned())),
    Column::text("currency", "Currency", |row| Cell::Text(row.open.currency().to_string())),
    Column::money("amount", "Open", |row| Cell::Money(row.open)),
    Column::money("charge", "Charge-back", |row| {
        Cell::or_empty(row.charge.as_ref(), |charge| Cell::Money(charge.amount))
    }),
];

const CASE_COLUMNS: [Column<RecourseCaseRow>; 9] = [
    Column::day("day", "Day", |row| Cell::Day(row.happened_on)),
    Column::text("kind", "What", |row| Cell::Text(kind(row.kind).to_owned())),
    Column::text("number", "Invoice", |row| Cell::Text(row.number.clone())),
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::text("ground", "Ground", |row| Cell::Text(row.ground.clone())),
    Column::text("state", "State", |row| Cell::Text(state(row.state).to_owned())),
    Column::text("currency", "Currency", |row| Cell::Text(row.face.currency().to_string())),
    Column::money("face", "Face", |row| Cell::Money(row.face)),
    Column::money("amount", "Owed or lost", |row| Cell::Money(row.amount)),
];

const fn standing(row: &RecourseRow) -> &'static str {
    match (row.is_disputed, row.prepared.is_some()) {
        (true, true) => "Disputed, waits",
        (true, false) => "Disputed",
        (false, true) => "Waits",
        (false, false) => "",
    }
}

const fn kind(kind: RecourseKind) -> &'static str {
    match kind {
        RecourseKind::ChargeBack => "Charge-back",
        RecourseKind::WriteOff => "Write-off",
    }
}

const fn state(state: RecourseState) -> &'static str {
    match state {
        RecourseState::Prepared => "Waits for a yes",
        RecourseState::Booked => "Booked",
        RecourseState::Reversed => "Reversed",
        RecourseState::Discarded => "Given up",
    }
}

/// Saves the open invoices as they are shown: the same filter, order and columns.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_recourse(
    reading: &Reading<'_>,
    input: ListExport<RecourseQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let all = RecourseQuery { offset: 0, ..input.query };
    let rows = list::window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Recourse", &columns, &rows), input.format).await
}

/// Saves charge-backs and write-offs as they are shown, every one that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_recourse_cases(
    reading: &Reading<'_>,
    input: ListExport<RecourseCasesQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&CASE_COLUMNS, &input.columns)?;
    let all = RecourseCasesQuery { offset: 0, ..input.query };
    let rows = cases::window(reading, &all, u32::MAX).await?.rows;
    let sheet = export::sheet("Charge-backs and write-offs", &columns, &rows);
    export::save(reading, sheet, input.format).await
}
