//! The list of clients as a file.

use factor_domain::Money;

use crate::books::out_of_range;
use crate::clients::list::{Figures, Found, shown};
use crate::clients::wire::{ClientPositionShort, ClientQuery, ClientRow, ClientSums};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<ClientRow>; 15] = [
    Column::text("name", "Client", |row| Cell::Text(row.name.clone())),
    Column::text("business", "Line of business", |row| Cell::Text(row.line_of_business.clone())),
    Column::text("city", "City", |row| Cell::Text(row.city.clone())),
    Column::text("status", "Status", |row| Cell::Text(row.status.label().to_owned())),
    Column::text("terms", "Terms", |row| Cell::Text(row.terms.clone())),
    Column::money("receivables", "Receivables", |row| of(row, |one| one.receivables)),
    Column::money("net", "Funds employed", |row| of(row, |one| one.net)),
    Column::money("limit", "Facility limit", |row| Cell::or_empty(row.facility_limit, Cell::Money)),
    Column::text("share", "Of limit", |row| {
        let share = row.position.as_ref().and_then(|one| one.limit_share.clone());
        Cell::Text(share.unwrap_or_default())
    }),
    Column::money("available", "Available", |row| of(row, |one| one.available)),
    Column::money("reserve", "Reserve", |row| of(row, |one| one.reserve)),
    Column::money("past_due", "Past due", |row| of(row, |one| one.past_due)),
    Column::money("over_sixty", "Over 60", |row| of(row, |one| one.over_sixty)),
    Column::day("next", "Next contact", |row| {
        Cell::or_empty(row.next_contact.as_ref(), |due| Cell::Day(due.day))
    }),
    Column::text("representative", "Representative", |row| Cell::Text(row.representative.clone())),
];

fn of(row: &ClientRow, figure: fn(&ClientPositionShort) -> Money) -> Cell {
    Cell::or_empty(row.position.as_ref(), |one| Cell::Money(figure(one)))
}

/// Saves the list as it is shown: the same filter, order and columns, every client that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_clients(
    reading: &Reading<'_>,
    input: ListExport<ClientQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let today = reading.now.day();
    let mut ledger = reading.ledger.read().await?;
    let figures = Figures::load(&mut ledger, today).await?;
    let found = Found::load(&mut ledger, &input.query, &figures, today).await?;
    let rows = shown(&mut ledger, &found.rows, &figures, reading.now).await?;
    drop(ledger);
    let sheet = export::sheet("Clients", &columns, &rows);
    let sheet = match figures.sums(&found.rows).map_err(out_of_range)? {
        Some(sums) => sheet.with_totals(&columns, "Total", &totals(&sums)),
        None => sheet,
    };
    export::save(reading, sheet, input.format).await
}

/// As the list shows them below its rows.
fn totals(sums: &ClientSums) -> [(&'static str, Cell); 6] {
    [
        ("receivables", sums.receivables),
        ("net", sums.net),
        ("available", sums.available),
        ("reserve", sums.reserve),
        ("past_due", sums.past_due),
        ("over_sixty", sums.over_sixty),
    ]
    .map(|(column, sum)| (column, Cell::Money(sum)))
}
