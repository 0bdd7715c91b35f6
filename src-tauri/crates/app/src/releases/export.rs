//! Who is due and what was released, as files.

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::releases::list::list_releases;
use crate::releases::runs::window;
use crate::releases::wire::{
    ReleaseRow, ReleaseRunRow, ReleaseRunsQuery, ReleaseSource, ReleaseState, ReleasesAsked,
};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<ReleaseRow>; 10] = [
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::text("standing", "State", |row| Cell::Text(standing(row).to_owned())),
    Column::text("calendar", "Calendar", |row| Cell::Text(row.calendar.clone())),
    Column::day("next_run", "Next run", |row| Cell::or_empty(row.next_run, Cell::Day)),
    Column::text("holds", "Held because", |row| Cell::Text(row.holds.join(" "))),
    Column::number("invoices", "Invoices due", |row| Cell::Number(i64::from(row.invoices))),
    Column::text("currency", "Currency", |row| Cell::Text(row.earned.currency().to_string())),
    Column::money("earned", "Earned", |row| Cell::Money(row.earned)),
    Column::money("escrow", "Escrow", |row| Cell::Money(row.escrow_held)),
    Column::money("net", "To pay", |row| Cell::Money(row.net)),
];

const RUN_COLUMNS: [Column<ReleaseRunRow>; 9] = [
    Column::day("day", "Run", |row| Cell::Day(row.ran_on)),
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::text("source", "Out of", |row| Cell::Text(source(row.source).to_owned())),
    Column::text("state", "State", |row| Cell::Text(state(row.state).to_owned())),
    Column::text("paid", "Paid", |row| Cell::Text(row.paid.clone())),
    Column::text("currency", "Currency", |row| Cell::Text(row.net.currency().to_string())),
    Column::money("released", "Released", |row| Cell::Money(row.released)),
    Column::money("recovered", "Set off", |row| Cell::Money(row.recovered)),
    Column::money("net", "Paid out", |row| Cell::Money(row.net)),
];

/// As the list says it.
fn standing(row: &ReleaseRow) -> &'static str {
    match (row.prepared.is_some(), row.holds.is_empty(), row.is_due) {
        (true, _, _) => "Waits for a yes",
        (false, false, _) => "Held",
        (false, true, true) => "Due",
        (false, true, false) => "Not due",
    }
}

const fn source(source: ReleaseSource) -> &'static str {
    match source {
        ReleaseSource::Reserve => "Reserve",
        ReleaseSource::Escrow => "Escrow",
    }
}

const fn state(state: ReleaseState) -> &'static str {
    match state {
        ReleaseState::Prepared => "Waits for a yes",
        ReleaseState::Booked => "Paid",
        ReleaseState::Reversed => "Reversed",
        ReleaseState::Discarded => "Given up",
    }
}

/// Saves who is due as it is shown, with what can be paid now.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_releases(
    reading: &Reading<'_>,
    input: ListExport<ReleasesAsked>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let list = list_releases(reading, input.query).await?;
    let words = match list.due {
        1 => "To pay now, 1 client".to_owned(),
        due => format!("To pay now, {due} clients"),
    };
    let sums = [("net", Cell::Money(list.net))];
    let sheet = export::sheet("Releases", &columns, &list.rows);
    export::save(reading, sheet.with_totals(&columns, &words, &sums), input.format).await
}

/// Saves the runs as they are shown, every one that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_release_runs(
    reading: &Reading<'_>,
    input: ListExport<ReleaseRunsQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&RUN_COLUMNS, &input.columns)?;
    let all = ReleaseRunsQuery { offset: 0, ..input.query };
    let rows = window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Past releases", &columns, &rows), input.format).await
}
