//! The receipts that were posted and those that wait, as files.

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::receipts::lists::{receipts_inbox, window};
use crate::receipts::wire::{InboxRow, ReceiptQuery, ReceiptRow, ReceiptStanding};
use crate::vault::wire::{FileSaved, Nothing};

const COLUMNS: [Column<ReceiptRow>; 8] = [
    Column::day("received", "Received", |row| Cell::Day(row.received_on)),
    Column::day("clears", "Clears", |row| Cell::Day(row.value_on)),
    Column::text("payer", "Payer", |row| Cell::Text(row.payer.clone())),
    Column::text("about", "Method and reference", |row| Cell::Text(row.about.clone())),
    Column::text("account", "Account", |row| Cell::Text(row.account.clone())),
    Column::text("standing", "State", |row| Cell::Text(words(row.standing).to_owned())),
    Column::text("currency", "Currency", |row| Cell::Text(row.amount.currency().to_string())),
    Column::money("amount", "Amount", |row| Cell::Money(row.amount)),
];

const INBOX_COLUMNS: [Column<InboxRow>; 9] = [
    Column::text("payer", "Payer", |row| Cell::Text(row.payer.clone())),
    Column::text("about", "Method and reference", |row| Cell::Text(row.about.clone())),
    Column::day("received", "Received", |row| Cell::Day(row.received_on)),
    Column::number("age", "Days", |row| Cell::Number(row.age_days.max(0))),
    Column::text("standing", "State", |row| Cell::Text(words(row.standing).to_owned())),
    Column::text("hint", "What fits", |row| Cell::Text(row.hint.words.clone())),
    Column::text("currency", "Currency", |row| Cell::Text(row.amount.currency().to_string())),
    Column::money("amount", "Amount", |row| Cell::Money(row.amount)),
    Column::money("left", "Unapplied", |row| Cell::Money(row.left)),
];

/// As the list says it.
const fn words(standing: ReceiptStanding) -> &'static str {
    match standing {
        ReceiptStanding::Unposted => "Not posted",
        ReceiptStanding::Posted => "Posted",
        ReceiptStanding::PartUnapplied => "Posted, with a rest",
        ReceiptStanding::Returned => "Returned by the bank",
        ReceiptStanding::Reversed => "Reversed",
    }
}

/// Saves the posted receipts as they are shown: the same filter and columns, every one that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_receipts(
    reading: &Reading<'_>,
    input: ListExport<ReceiptQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let all = ReceiptQuery { offset: 0, ..input.query };
    let rows = window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Posted receipts", &columns, &rows), input.format).await
}

/// Saves what waits for a decision, with what is unapplied in each currency.
///
/// # Errors
/// As the inbox; an unknown column; why it could not be written.
pub async fn export_inbox(
    reading: &Reading<'_>,
    input: ListExport<Nothing>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&INBOX_COLUMNS, &input.columns)?;
    let inbox = receipts_inbox(reading, input.query).await?;
    let mut sheet = export::sheet("Unapplied receipts", &columns, &inbox.rows);
    for sum in inbox.unapplied {
        let currency = Cell::Text(sum.currency().to_string());
        let sums = [("currency", currency), ("left", Cell::Money(sum))];
        sheet = sheet.with_totals(&columns, "Unapplied", &sums);
    }
    export::save(reading, sheet, input.format).await
}
