//! Rows pasted from a spreadsheet become lines of the grid, as typed, with what was understood.

mod cells;
mod headings;
mod split;

use factor_domain::Currency;

use crate::desk::Reading;
use crate::error::AppError;
use crate::schedules::wire::{
    DateOrder, RowsColumn, RowsField, RowsPasted, RowsProblem, RowsRead, ScheduleLineTyped,
};
use crate::terms::firm_currency;

/// Longest text that is read at once.
const TEXT_CHARS_MAX: usize = 1_000_000;
/// Lines that one schedule holds.
const ROWS_MAX: usize = 1_000;

/// Reads text as copied from a spreadsheet or a CSV file. Nothing is kept.
///
/// # Errors
/// More rows than a schedule holds.
pub async fn read_rows(reading: &Reading<'_>, input: RowsPasted) -> Result<RowsRead, AppError> {
    if input.text.chars().count() > TEXT_CHARS_MAX {
        return Err(AppError::field("text", "This is too much at once. Paste fewer rows."));
    }
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    drop(ledger);
    let read = understood(&input, currency);
    if read.lines.len() > ROWS_MAX {
        return Err(AppError::field("text", "A schedule holds at most 1,000 lines."));
    }
    Ok(read)
}

fn understood(input: &RowsPasted, currency: Currency) -> RowsRead {
    let table = split::rows(&input.text);
    let width = table.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let heading = headings::heading(&table);
    let fields = match (&input.columns, &heading) {
        (Some(columns), _) => columns.clone(),
        (None, Some((_, fields))) => fields.clone(),
        (None, None) => headings::guessed(&table, width, currency),
    };
    let first = heading.as_ref().map_or(0, |(place, _)| place + 1);
    let body = table.get(first..).unwrap_or_default();
    let dates: Vec<&str> = body
        .iter()
        .flat_map(|(_, cells)| fields.iter().zip(cells))
        .filter(|(field, _)| matches!(field, Some(RowsField::InvoicedOn | RowsField::DueOn)))
        .map(|(_, cell)| cell.as_str())
        .collect();
    let (seen, is_guessed) = cells::date_order(&dates);
    let date_order = input.date_order.unwrap_or(seen);
    let mut read = RowsRead {
        has_heading: heading.is_some(),
        columns: columns(heading.as_ref().map(|(at, _)| &table[*at].1), body, &fields, width),
        date_order,
        is_date_order_guessed: is_guessed && input.date_order.is_none(),
        lines: Vec::new(),
        problems: Vec::new(),
        left_out: Vec::new(),
        words: String::new(),
    };
    let by = cells::By { currency, date_order };
    for (number, cells) in body {
        add(&mut read, (*number, cells), &fields, by);
    }
    for (_, cells) in table.iter().take(first.saturating_sub(1)) {
        read.left_out.push(cells.join(" ").trim().to_owned());
    }
    read.words = words(&read);
    read
}

fn columns(
    headings: Option<&Vec<String>>,
    body: &[(u32, Vec<String>)],
    fields: &[Option<RowsField>],
    width: usize,
) -> Vec<RowsColumn> {
    let column = |at: usize| {
        let mut values = body.iter().filter_map(|(_, cells)| cells.get(at));
        RowsColumn {
            heading: headings.and_then(|cells| cells.get(at)).cloned().unwrap_or_default(),
            field: fields.get(at).copied().flatten(),
            example: values.find(|value| !value.is_empty()).cloned().unwrap_or_default(),
        }
    };
    (0..width).map(column).collect()
}

/// Adds a row as a line, unless it is a row of sums.
fn add(
    read: &mut RowsRead,
    (number, cells): (u32, &[String]),
    fields: &[Option<RowsField>],
    by: cells::By,
) {
    if split::is_total(cells, fields) {
        read.left_out.push(cells.join(" ").trim().to_owned());
        return;
    }
    let mut line = ScheduleLineTyped::default();
    for (field, text) in fields.iter().zip(cells) {
        let (Some(field), false) = (field, text.is_empty()) else { continue };
        let said = cells::said(*field, text, by);
        if let Some(message) = said.problem {
            let text = text.clone();
            read.problems.push(RowsProblem { row: number, field: *field, text, message });
        }
        cells::put(&mut line, *field, said.text);
    }
    if line == ScheduleLineTyped::default() {
        read.left_out.push(cells.join(" ").trim().to_owned());
    } else {
        read.lines.push(line);
    }
}

fn words(read: &RowsRead) -> String {
    let lines = match read.lines.len() {
        0 => return "No line was understood. Say what each column holds.".to_owned(),
        1 => "1 line understood".to_owned(),
        many => format!("{many} lines understood"),
    };
    match read.problems.len() {
        0 => format!("{lines}."),
        1 => format!("{lines}, 1 cell to look at."),
        many => format!("{lines}, {many} cells to look at."),
    }
}

/// Whether a date order counts the day first.
const fn is_day_first(order: DateOrder) -> bool {
    match order {
        DateOrder::DayFirst => true,
        DateOrder::MonthFirst => false,
    }
}

#[cfg(test)]
mod tests;
