//! The list of debtors as a file.

use factor_domain::measures::Rating;

use crate::debtors::list::window;
use crate::debtors::wire::{DebtorQuery, DebtorRow, DebtorStanding};
use crate::desk::Reading;
use crate::error::AppError;
use crate::export::wire::ListExport;
use crate::export::{self, Cell, Column};
use crate::vault::wire::FileSaved;

const COLUMNS: [Column<DebtorRow>; 13] = [
    Column::text("name", "Debtor", |row| Cell::Text(row.name.clone())),
    Column::text("group", "Group", |row| Cell::Text(row.group.clone())),
    Column::text("city", "City", |row| Cell::Text(row.city.clone())),
    Column::text("status", "Status", |row| Cell::Text(status(row))),
    Column::text("currency", "Currency", |row| Cell::Text(row.exposure.currency().to_string())),
    Column::money("exposure", "Exposure", |row| Cell::Money(row.exposure)),
    Column::money("limit", "Credit limit", |row| {
        Cell::or_empty(row.limit.as_ref(), |used| Cell::Money(used.limit))
    }),
    Column::text("limit_use", "Of limit", |row| Cell::Text(limit_use(row))),
    Column::money("past_due", "Past due", |row| Cell::Money(row.past_due)),
    Column::text("days_to_pay", "Days to pay", |row| {
        Cell::or_empty(row.days_to_pay.clone(), Cell::Text)
    }),
    Column::text("rating", "Pays", |row| Cell::Text(rating(row.rating).to_owned())),
    Column::day("next_review", "Next review", |row| Cell::or_empty(row.review_on, Cell::Day)),
    Column::text("merged_into", "Merged into", |row| Cell::Text(row.merged_into.clone())),
];

fn status(row: &DebtorRow) -> String {
    let words = match row.status {
        DebtorStanding::Approved => "Approved",
        DebtorStanding::Pending => "Pending",
        DebtorStanding::OnStop => "On stop",
        DebtorStanding::Archived => "Archived",
    };
    if row.is_insolvent { format!("{words}, insolvent") } else { words.to_owned() }
}

fn limit_use(row: &DebtorRow) -> String {
    let Some(used) = &row.limit else { return "No limit".to_owned() };
    let share = used.share.clone().unwrap_or_default();
    if row.is_limit_over { format!("{share} ended").trim().to_owned() } else { share }
}

const fn rating(rating: Option<Rating>) -> &'static str {
    match rating {
        None => "",
        Some(Rating::Good) => "Good",
        Some(Rating::Average) => "Average",
        Some(Rating::Poor) => "Poor",
    }
}

/// Saves the list as it is shown: the same filter, order and columns, every debtor that fits.
///
/// # Errors
/// As the list; an unknown column; why it could not be written.
pub async fn export_debtors(
    reading: &Reading<'_>,
    input: ListExport<DebtorQuery>,
) -> Result<FileSaved, AppError> {
    let columns = export::chosen(&COLUMNS, &input.columns)?;
    let all = DebtorQuery { offset: 0, ..input.query };
    let rows = window(reading, &all, u32::MAX).await?.rows;
    export::save(reading, export::sheet("Debtors", &columns, &rows), input.format).await
}
