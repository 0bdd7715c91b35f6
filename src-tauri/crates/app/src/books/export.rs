//! The list of entries as a file.

use crate::books::entries::list_entries;
use crate::books::wire::{EntriesQuery, EntryExport, EntryRow};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::{self, Cell, CellKind, Column};
use crate::vault::wire::FileSaved;

/// Rows of one reading.
const WINDOW: u32 = 500;

const COLUMNS: [Column<EntryRow>; 9] = [
    Column {
        id: "number",
        title: "No.",
        kind: CellKind::Number,
        cell: |row| Cell::Number(row.number.get()),
    },
    Column {
        id: "booked",
        title: "Booked on",
        kind: CellKind::Day,
        cell: |row| Cell::Day(row.booked_on),
    },
    Column {
        id: "event_on",
        title: "Happened on",
        kind: CellKind::Day,
        cell: |row| Cell::Day(row.event_on),
    },
    Column {
        id: "event",
        title: "Event",
        kind: CellKind::Text,
        cell: |row| Cell::Text(row.event.clone()),
    },
    Column {
        id: "client",
        title: "Client",
        kind: CellKind::Text,
        cell: |row| Cell::or_empty(row.client.as_ref(), |one| Cell::Text(one.name.clone())),
    },
    Column {
        id: "about",
        title: "About",
        kind: CellKind::Text,
        cell: |row| Cell::Text(row.about.clone()),
    },
    Column {
        id: "debit",
        title: "Debit",
        kind: CellKind::Money,
        cell: |row| Cell::or_empty(row.debit, Cell::Money),
    },
    Column {
        id: "credit",
        title: "Credit",
        kind: CellKind::Money,
        cell: |row| Cell::or_empty(row.credit, Cell::Money),
    },
    Column {
        id: "balance",
        title: "Balance",
        kind: CellKind::Money,
        cell: |row| Cell::or_empty(row.balance, Cell::Money),
    },
];

/// Saves the entries as they are listed: the same filter, every entry that fits, newest first.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_entries(
    reading: &Reading<'_>,
    input: EntryExport,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let mut all: Vec<EntryRow> = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let query = EntriesQuery { offset, limit: WINDOW, ..input.query.clone() };
        let page = list_entries(reading, query).await?;
        let is_last = page.rows.len() < WINDOW as usize;
        all.extend(page.rows);
        if is_last {
            break;
        }
    }
    export::save(reading, export::sheet("Entries", &columns, &all), input.format).await
}
