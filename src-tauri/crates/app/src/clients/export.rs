//! The list of clients as a file.

use factor_domain::Money;

use crate::clients::list::{Figures, Found, shown};
use crate::clients::wire::{ClientExport, ClientPositionShort, ClientRow};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::{self, Cell, CellKind, Column};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<ClientRow>; 15] = [
    text("name", "Client", |row| Cell::Text(row.name.clone())),
    text("business", "Line of business", |row| Cell::Text(row.line_of_business.clone())),
    text("city", "City", |row| Cell::Text(row.city.clone())),
    text("status", "Status", |row| Cell::Text(row.status.label().to_owned())),
    text("terms", "Terms", |row| Cell::Text(row.terms.clone())),
    money("receivables", "Receivables", |row| of(row, |one| one.receivables)),
    money("net", "Funds employed", |row| of(row, |one| one.net)),
    money("limit", "Facility limit", |row| Cell::or_empty(row.facility_limit, Cell::Money)),
    text("share", "Of limit", |row| {
        let share = row.position.as_ref().and_then(|one| one.limit_share.clone());
        Cell::Text(share.unwrap_or_default())
    }),
    money("available", "Available", |row| of(row, |one| one.available)),
    money("reserve", "Reserve", |row| of(row, |one| one.reserve)),
    money("past_due", "Past due", |row| of(row, |one| one.past_due)),
    money("over_sixty", "Over 60", |row| of(row, |one| one.over_sixty)),
    Column {
        id: "next",
        title: "Next contact",
        kind: CellKind::Day,
        cell: |row| Cell::or_empty(row.next_contact.as_ref(), |due| Cell::Day(due.day)),
    },
    text("representative", "Representative", |row| Cell::Text(row.representative.clone())),
];

const fn text(
    id: &'static str,
    title: &'static str,
    cell: fn(&ClientRow) -> Cell,
) -> Column<ClientRow> {
    Column { id, title, kind: CellKind::Text, cell }
}

const fn money(
    id: &'static str,
    title: &'static str,
    cell: fn(&ClientRow) -> Cell,
) -> Column<ClientRow> {
    Column { id, title, kind: CellKind::Money, cell }
}

fn of(row: &ClientRow, figure: fn(&ClientPositionShort) -> Money) -> Cell {
    Cell::or_empty(row.position.as_ref(), |one| Cell::Money(figure(one)))
}

/// Saves the list as it is shown: the same filter, order and columns, every client that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_clients(
    reading: &Reading<'_>,
    input: ClientExport,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let today = reading.now.day();
    let mut ledger = reading.ledger.read().await?;
    let figures = Figures::load(&mut ledger, today).await?;
    let found = Found::load(&mut ledger, &input.query, &figures, today).await?;
    let rows = shown(&mut ledger, &found.rows, &figures, reading.now).await?;
    drop(ledger);
    export::save(reading, export::sheet("Clients", &columns, &rows), input.format).await
}
