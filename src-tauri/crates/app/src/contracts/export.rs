//! The list of contracts as a file.

use crate::contracts::list::window;
use crate::contracts::wire::{ContractLifeKind, ContractQuery, ContractRow, ContractStage};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<ContractRow>; 10] = [
    Column::text("number", "Contract", |row| Cell::Text(row.number.clone())),
    Column::number("version", "Version", |row| Cell::Number(i64::from(row.version))),
    Column::text("client", "Client", |row| Cell::Text(row.client_name.clone())),
    Column::text("title", "Title", |row| Cell::Text(row.title.clone())),
    Column::text("stage", "Stage", |row| Cell::Text(words(row).to_owned())),
    Column::day("frozen", "Frozen on", |row| Cell::Day(row.frozen_on)),
    Column::day("signed", "Signed on", |row| Cell::or_empty(row.signed_on, Cell::Day)),
    Column::day("effective", "Effective on", |row| Cell::Day(row.effective_on)),
    Column::day("until", "Term until", |row| {
        Cell::or_empty(row.life.as_ref().map(|life| life.last_day), Cell::Day)
    }),
    Column::number("terms", "Terms", |row| Cell::Number(i64::from(row.terms_version))),
];

/// As the list says it.
fn words(row: &ContractRow) -> &'static str {
    if let Some(life) = &row.life {
        return match life.kind {
            ContractLifeKind::NotYet => "Not in force yet",
            ContractLifeKind::InForce => "In force",
            ContractLifeKind::NoticeOpen => "Notice window",
            ContractLifeKind::Expiring => "Expiring",
            ContractLifeKind::Ending => "Notice given",
            ContractLifeKind::Expired => "Ended",
            ContractLifeKind::Terminated => "Ended early",
        };
    }
    match row.stage {
        ContractStage::Frozen if row.out_on.is_some() => "Out to sign",
        ContractStage::Frozen => "To sign",
        ContractStage::SignedByOne => "Signed by one",
        ContractStage::Signed => "Signed",
        ContractStage::Superseded => "Replaced",
        ContractStage::Withdrawn => "Withdrawn",
    }
}

/// Saves the list as it is shown: the same filter and columns, every contract that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_contracts(
    reading: &Reading<'_>,
    input: ListExport<ContractQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let all = ContractQuery { offset: 0, ..input.query };
    let rows = window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Contracts", &columns, &rows), input.format).await
}
