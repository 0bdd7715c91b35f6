//! The list of entries, the trial balance and the positions as files.

use crate::books::entries::list_entries;
use crate::books::position::position;
use crate::books::trial::trial_balance;
use crate::books::wire::{AsOfAsked, EntriesQuery, EntryRow, PositionRow, TrialRow};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::vault::wire::FileSaved;

/// Rows of one reading.
const WINDOW: u32 = 500;

const COLUMNS: [Column<EntryRow>; 9] = [
    Column::number("number", "No.", |row| Cell::Number(row.number.get())),
    Column::day("booked", "Booked on", |row| Cell::Day(row.booked_on)),
    Column::day("event_on", "Happened on", |row| Cell::Day(row.event_on)),
    Column::text("event", "Event", |row| Cell::Text(row.event.clone())),
    Column::text("client", "Client", |row| {
        Cell::or_empty(row.client.as_ref(), |one| Cell::Text(one.name.clone()))
    }),
    Column::text("about", "About", |row| Cell::Text(row.about.clone())),
    Column::money("debit", "Debit", |row| Cell::or_empty(row.debit, Cell::Money)),
    Column::money("credit", "Credit", |row| Cell::or_empty(row.credit, Cell::Money)),
    Column::money("balance", "Balance", |row| Cell::or_empty(row.balance, Cell::Money)),
];

/// Saves the entries as they are listed: the same filter, every entry that fits, newest first.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_entries(
    reading: &Reading<'_>,
    input: ListExport<EntriesQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let mut all: Vec<EntryRow> = Vec::new();
    let sums = loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let query = EntriesQuery { offset, limit: WINDOW, ..input.query.clone() };
        let page = list_entries(reading, query).await?;
        let is_last = page.rows.len() < WINDOW as usize;
        all.extend(page.rows);
        if is_last {
            break page.sums;
        }
    };
    let mut sheet = export::sheet("Entries", &columns, &all);
    for sum in sums {
        let sides = [
            ("debit", Cell::or_empty(sum.debit, Cell::Money)),
            ("credit", Cell::or_empty(sum.credit, Cell::Money)),
        ];
        sheet = sheet.with_totals(&columns, "Balance of these entries", &sides);
    }
    export::save(reading, sheet, input.format).await
}

/// An account in one currency.
struct TrialLine {
    currency: String,
    row: TrialRow,
}

const TRIAL_COLUMNS: [Column<TrialLine>; 4] = [
    Column::text("account", "Account", |line| Cell::Text(line.row.label.clone())),
    Column::text("currency", "Currency", |line| Cell::Text(line.currency.clone())),
    Column::money("debit", "Debit", |line| Cell::or_empty(line.row.debit, Cell::Money)),
    Column::money("credit", "Credit", |line| Cell::or_empty(line.row.credit, Cell::Money)),
];

/// Saves the trial balance of a day: every account, and both sums of each currency.
///
/// # Errors
/// As the trial balance; an unknown column; why it could not be written.
pub async fn export_trial_balance(
    reading: &Reading<'_>,
    input: ListExport<AsOfAsked>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&TRIAL_COLUMNS, &input.columns)?;
    let balance = trial_balance(reading, input.query).await?;
    let mut lines = Vec::new();
    let mut totals = Vec::new();
    for block in balance.blocks {
        let currency = block.currency;
        lines.extend(
            block.rows.into_iter().map(|row| TrialLine { currency: currency.clone(), row }),
        );
        totals.push([
            ("currency", Cell::Text(currency)),
            ("debit", Cell::Money(block.debit)),
            ("credit", Cell::Money(block.credit)),
        ]);
    }
    let mut sheet = export::sheet("Trial balance", &columns, &lines);
    for sums in totals {
        sheet = sheet.with_totals(&columns, "Total", &sums);
    }
    export::save(reading, sheet, input.format).await
}

const POSITION_COLUMNS: [Column<PositionRow>; 6] = [
    Column::text("client", "Client", |row| Cell::Text(row.client.name.clone())),
    Column::number("invoices", "Invoices", |row| Cell::Number(i64::from(row.invoices))),
    Column::text("currency", "Currency", |row| Cell::Text(row.open.amount.currency().to_string())),
    Column::money("open", "Open", |row| Cell::Money(row.open.amount)),
    Column::money("gross", "Gross funds employed", |row| Cell::Money(row.gross.amount)),
    Column::money("net", "Net funds employed", |row| Cell::Money(row.net.amount)),
];

/// Saves what the firm has out with each client on a day, with the sums.
///
/// # Errors
/// As the positions; an unknown column; why it could not be written.
pub async fn export_positions(
    reading: &Reading<'_>,
    input: ListExport<AsOfAsked>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&POSITION_COLUMNS, &input.columns)?;
    let page = position(reading, input.query).await?;
    let sums = [
        ("invoices", Cell::Number(i64::from(page.invoices))),
        ("open", Cell::Money(page.open.amount)),
        ("gross", Cell::Money(page.gross.amount)),
        ("net", Cell::Money(page.net.amount)),
    ];
    let sheet = export::sheet("Positions", &columns, &page.rows);
    export::save(reading, sheet.with_totals(&columns, "Total", &sums), input.format).await
}
