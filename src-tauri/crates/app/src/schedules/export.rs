//! The list of schedules as a file.

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::schedules::list::window;
use crate::schedules::wire::{ScheduleQuery, ScheduleRow};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<ScheduleRow>; 10] = [
    Column::text("number", "Schedule", |row| Cell::Text(row.number.clone())),
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::day("offered", "Offered on", |row| Cell::Day(row.offered_on)),
    Column::text("stage", "Stage", |row| Cell::Text(row.stage_words.clone())),
    Column::number("invoices", "Invoices", |row| Cell::Number(i64::from(row.invoices))),
    Column::text("currency", "Currency", |row| Cell::Text(row.face.currency().to_string())),
    Column::money("face", "Offered", |row| Cell::Money(row.face)),
    Column::money("bought", "Bought", |row| Cell::or_empty(row.bought, Cell::Money)),
    Column::money("paid", "Paid out", |row| Cell::or_empty(row.paid, Cell::Money)),
    Column::day("funded", "Funded on", |row| Cell::or_empty(row.funded_on, Cell::Day)),
];

/// Saves the list as it is shown: the same filter and columns, every schedule that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_schedules(
    reading: &Reading<'_>,
    input: ListExport<ScheduleQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let all = ScheduleQuery { offset: 0, ..input.query };
    let rows = window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Schedules", &columns, &rows), input.format).await
}
