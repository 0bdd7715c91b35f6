//! The list of invoices as a file.

use factor_domain::Day;
use factor_store::Connection;
use factor_store::invoice::list::{self as stored, InvoiceWindow};

use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::invoices::fees::Priced;
use crate::invoices::list::{asked, rows, sort_of, sums_of};
use crate::invoices::wire::{InvoiceQuery, InvoiceRow, InvoiceStanding, InvoiceSums};
use crate::query;
use crate::terms::firm_currency;
use crate::vault::wire::FileSaved;

/// Rows read at a time.
const CHUNK: usize = 5_000;
/// More than a workbook holds, and more than a firm of this size has.
const ROWS_MAX: u32 = 2_000_000;

const COLUMNS: [Column<InvoiceRow>; 19] = [
    Column::text("number", "Number", |row| Cell::Text(row.number.clone())),
    Column::text("client", "Client", |row| Cell::Text(row.client_name.clone())),
    Column::text("debtor", "Debtor", |row| Cell::Text(row.debtor_name.clone())),
    Column::text("schedule", "Schedule", |row| {
        Cell::Text(row.schedule.clone().unwrap_or_default())
    }),
    Column::text("state", "State", |row| Cell::Text(words(row.standing).to_owned())),
    Column::day("invoiced", "Invoice date", |row| Cell::Day(row.invoiced_on)),
    Column::day("due", "Due", |row| Cell::Day(row.due_on)),
    Column::day("purchased", "Bought", |row| Cell::or_empty(row.purchased_on, Cell::Day)),
    Column::day("recourse", "Recourse", |row| Cell::or_empty(row.recourse_on, Cell::Day)),
    Column::day("closed", "Closed", |row| Cell::or_empty(row.closed_on, Cell::Day)),
    Column::number("late", "Days late", |row| Cell::Number(i64::from(row.days_late))),
    Column::text("currency", "Currency", |row| Cell::Text(row.face.currency().to_string())),
    Column::money("face", "Face", |row| Cell::Money(row.face)),
    Column::money("open", "Open", |row| Cell::Money(row.open)),
    Column::money("advance", "Advance", |row| Cell::Money(row.advance)),
    Column::money("reserve", "Reserve", |row| Cell::Money(row.reserve)),
    Column::money("collected", "Collected", |row| Cell::Money(row.collected)),
    Column::money("fees", "Fees taken", |row| Cell::Money(row.fees)),
    Column::money("fee_to_date", "Fee to date", |row| Cell::or_empty(row.fee_to_date, Cell::Money)),
];

/// As the list says it.
fn words(standing: InvoiceStanding) -> &'static str {
    match standing {
        InvoiceStanding::Draft => "Draft",
        InvoiceStanding::Submitted => "Submitted",
        InvoiceStanding::Held => "Held",
        InvoiceStanding::Rejected => "Rejected",
        InvoiceStanding::Approved => "Approved",
        InvoiceStanding::Open => "Open",
        InvoiceStanding::PartPaid => "Part paid",
        InvoiceStanding::PastDue => "Past due",
        InvoiceStanding::Disputed => "Disputed",
        InvoiceStanding::Collected => "Collected",
        InvoiceStanding::Paid => "Paid",
        InvoiceStanding::ChargedBack => "Charged back",
        InvoiceStanding::WrittenOff => "Written off",
    }
}

/// Saves the list as it is shown: the same filter, order and columns, every row that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_invoices(
    reading: &Reading<'_>,
    input: ListExport<InvoiceQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let mut ledger = reading.ledger.read().await?;
    let (rows, sums) = every(&mut ledger, &input.query, reading.now.day()).await?;
    drop(ledger);
    let sheet = export::sheet("Invoices", &columns, &rows);
    let words = match sums.other_currencies {
        0 => "Total".to_owned(),
        others => format!("Total, without {others} in other currencies"),
    };
    let sheet = sheet.with_totals(&columns, &words, &totals(&sums));
    export::save(reading, sheet, input.format).await
}

/// As the list shows them below its rows.
fn totals(sums: &InvoiceSums) -> [(&'static str, Cell); 4] {
    [("face", sums.face), ("open", sums.open), ("advance", sums.advance), ("reserve", sums.reserve)]
        .map(|(column, sum)| (column, Cell::Money(sum)))
}

async fn every(
    ledger: &mut Connection,
    query: &InvoiceQuery,
    today: Day,
) -> Result<(Vec<InvoiceRow>, InvoiceSums), AppError> {
    let currency = firm_currency(ledger).await?;
    let text = query::text(&query.text);
    let asked = asked(query, &text, today, currency)?;
    let sums = sums_of(&stored::invoice_totals(ledger, &asked).await?);
    let window = InvoiceWindow { offset: 0, limit: ROWS_MAX };
    // All of them are read, so that one sort is quicker than a walk through an index.
    let ids = stored::invoice_ids(ledger, &asked, sort_of(query), window, (0, 0)).await?;
    let mut priced = Priced::default();
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(rows(ledger, &mut priced, chunk, today).await?);
    }
    Ok((all, sums))
}
