//! The statements that were given out, as a file.

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::statements::list::every;
use crate::statements::wire::{StatementQuery, StatementRow};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<StatementRow>; 8] = [
    Column::text("number", "Number", |row| Cell::Text(row.number.clone())),
    Column::text("name", "For", |row| Cell::Text(row.name.clone())),
    Column::text("period", "Days", |row| Cell::Text(row.period.clone())),
    Column::text("label", "What", |row| Cell::Text(row.amount_label.clone())),
    Column::text("currency", "Currency", |row| Cell::Text(row.amount.currency().to_string())),
    Column::money("amount", "Amount", |row| Cell::Money(row.amount)),
    Column::number("pages", "Pages", |row| Cell::Number(i64::from(row.pages))),
    Column::text("made", "Made", |row| Cell::Text(row.made.clone())),
];

/// Saves all of them, those too that are older than what is listed.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_statements(
    reading: &Reading<'_>,
    input: ListExport<StatementQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let rows = every(reading, &input.query).await?;
    export::save(reading, export::sheet("Statements", &columns, &rows), input.format).await
}
