//! A workbook of one sheet: real numbers and days, the head in sight, a filter on every column.

use factor_domain::Money;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::error::AppError;
use crate::export::{Cell, CellKind, Sheet};

/// Rows of a sheet, the head among them.
const ROWS_MAX: usize = 1_048_576;
/// Characters of a column's width.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=48;
/// A column is as wide as the widest of its first rows; a long list is not measured to its end.
const ROWS_MEASURED: usize = 500;

/// How each kind of cell looks.
struct Formats {
    head: Format,
    head_right: Format,
    plain: Format,
    money: Format,
    day: Format,
}

impl Formats {
    fn new(digits: u32) -> Self {
        let money = match digits {
            0 => "#,##0".to_owned(),
            digits => format!("#,##0.{}", "0".repeat(digits as usize)),
        };
        Self {
            head: Format::new().set_bold(),
            head_right: Format::new().set_bold().set_align(rust_xlsxwriter::FormatAlign::Right),
            plain: Format::new(),
            money: Format::new().set_num_format(money),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }

    /// The same in bold, for the totals.
    fn bold(&self) -> Self {
        let bold = |format: &Format| format.clone().set_bold();
        Self {
            head: bold(&self.head),
            head_right: bold(&self.head_right),
            plain: bold(&self.plain),
            money: bold(&self.money),
            day: bold(&self.day),
        }
    }
}

pub(super) fn written(sheet: &Sheet) -> Result<Vec<u8>, AppError> {
    if sheet.rows.len() + sheet.totals.len() >= ROWS_MAX {
        return Err(AppError::refused(
            "A workbook holds 1,048,575 rows and this list has more. Narrow it by a filter, or \
             export it as CSV.",
        ));
    }
    filled(sheet).map_err(|cause| AppError::failed(&cause))
}

fn filled(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let digits = sheet.rows.iter().chain(&sheet.totals).flatten().find_map(|cell| match cell {
        Cell::Money(amount) => Some(amount.currency().minor_digits()),
        Cell::Text(_) | Cell::Day(_) | Cell::Number(_) | Cell::Empty => None,
    });
    let formats = Formats::new(digits.unwrap_or(2));
    let page = workbook.add_worksheet();
    page.set_name(&sheet.title)?;
    for (place, (head, kind)) in (0_u16..).zip(&sheet.heads) {
        let format = match kind {
            CellKind::Money | CellKind::Number => &formats.head_right,
            CellKind::Text | CellKind::Day => &formats.head,
        };
        page.write_string_with_format(0, place, head, format)?;
        page.set_column_width(place, width(sheet, usize::from(place)))?;
    }
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    write_rows(page, 1, &sheet.rows, &formats)?;
    // Below what is filtered and sorted, so that neither moves them.
    write_rows(page, last_row + 1, &sheet.totals, &formats.bold())?;
    page.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(sheet.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(0, 0, last_row, last_column)?;
    workbook.save_to_buffer()
}

fn write_rows(
    page: &mut Worksheet,
    first: u32,
    rows: &[Vec<Cell>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (line, row) in (first..).zip(rows) {
        for (place, cell) in (0_u16..).zip(row) {
            write(page, (line, place), cell, formats)?;
        }
    }
    Ok(())
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        // A string cell is never run, so nothing is put before it.
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => {
            page.write_string_with_format(row, column, text, &formats.plain)?;
        }
        Cell::Money(amount) => {
            page.write_number_with_format(row, column, as_number(*amount), &formats.money)?;
        }
        Cell::Day(day) => {
            let day = ExcelDateTime::parse_from_str(&day.to_string())?;
            page.write_datetime_with_format(row, column, &day, &formats.day)?;
        }
        Cell::Number(number) => {
            // Counts of rows and days are far below 2^53.
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            page.write_number_with_format(row, column, number, &formats.plain)?;
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// The number nearest to the amount's own digits: a workbook has no other numbers. Nothing is
/// worked out with it, and with less than sixteen digits it reads back as the same amount.
fn as_number(amount: Money) -> f64 {
    amount.format_plain().parse().unwrap_or_default()
}

/// As wide as what stands in it, within reason.
fn width(sheet: &Sheet, place: usize) -> u32 {
    let rows = sheet.rows.iter().take(ROWS_MEASURED).chain(&sheet.totals);
    let cells = rows.filter_map(|row| row.get(place));
    let widest = cells.map(chars).chain([sheet.heads[place].0.chars().count() + 4]).max();
    let chars = widest.unwrap_or(0).clamp(*WIDTHS.start(), *WIDTHS.end());
    u32::try_from(chars).unwrap_or(8)
}

fn chars(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Money(amount) => amount.format_grouped().chars().count() + 2,
        Cell::Day(_) => 12,
        Cell::Number(number) => number.to_string().len(),
        Cell::Empty => 0,
    }
}
