//! Any list as a file: columns and rows in, CSV or a workbook out, saved where the user chooses.
//!
//! A list says what its columns are and what stands in each cell; how a cell is written so that no
//! spreadsheet runs it, rounds it or takes it for something else is decided here, once.

mod csv;
pub mod wire;
mod xlsx;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use factor_domain::{Day, Money};

use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::export::wire::ExportFormat;
use crate::preferences::blocking;
use crate::vault::wire::FileSaved;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// An amount; its currency stands in a column of its own or in the head.
    Money(Money),
    /// A day.
    Day(Day),
    /// A count.
    Number(i64),
    /// Nothing.
    Empty,
}

impl Cell {
    /// The value, or nothing.
    pub(crate) fn or_empty<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, cell)
    }
}

/// What the cells of a column are, for their width and their format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Words.
    Text,
    /// Amounts.
    Money,
    /// Days.
    Day,
    /// Counts.
    Number,
}

/// A column of a list: its id as the window knows it, its head, what it holds, and its cell.
pub(crate) struct Column<Row> {
    pub id: &'static str,
    pub title: &'static str,
    pub kind: CellKind,
    pub cell: fn(&Row) -> Cell,
}

impl<Row> Column<Row> {
    /// A column of words.
    pub(crate) const fn text(
        id: &'static str,
        title: &'static str,
        cell: fn(&Row) -> Cell,
    ) -> Column<Row> {
        Column { id, title, kind: CellKind::Text, cell }
    }

    /// A column of amounts.
    pub(crate) const fn money(
        id: &'static str,
        title: &'static str,
        cell: fn(&Row) -> Cell,
    ) -> Column<Row> {
        Column { id, title, kind: CellKind::Money, cell }
    }

    /// A column of days.
    pub(crate) const fn day(
        id: &'static str,
        title: &'static str,
        cell: fn(&Row) -> Cell,
    ) -> Column<Row> {
        Column { id, title, kind: CellKind::Day, cell }
    }

    /// A column of counts.
    pub(crate) const fn number(
        id: &'static str,
        title: &'static str,
        cell: fn(&Row) -> Cell,
    ) -> Column<Row> {
        Column { id, title, kind: CellKind::Number, cell }
    }
}

/// A list as it is written.
pub(crate) struct Sheet {
    /// "Invoices"
    pub title: String,
    pub heads: Vec<(String, CellKind)>,
    pub rows: Vec<Vec<Cell>>,
    /// What the list shows below its rows; cell by cell as the rows.
    pub totals: Vec<Vec<Cell>>,
}

impl Sheet {
    /// With a line of totals: each sum in its column, the words in the first one that has none.
    /// Without a sum among the columns that are shown there is no line.
    pub(crate) fn with_totals<Row>(
        mut self,
        columns: &[&Column<Row>],
        words: &str,
        sums: &[(&str, Cell)],
    ) -> Sheet {
        let sum_of = |column: &&Column<Row>| {
            let found = sums.iter().find(|(id, _)| *id == column.id);
            found.map_or(Cell::Empty, |(_, cell)| cell.clone())
        };
        let mut line: Vec<Cell> = columns.iter().map(sum_of).collect();
        if !line.iter().any(|cell| matches!(cell, Cell::Money(_))) {
            return self;
        }
        if let Some(free) = line.iter_mut().find(|cell| **cell == Cell::Empty) {
            *free = Cell::Text(words.to_owned());
        }
        self.totals.push(line);
        self
    }
}

/// Those columns that are shown, in the order they are shown in.
///
/// # Errors
/// At `columns`, for none, one named twice, or one that the list does not have.
pub(crate) fn chosen<'a, Row>(
    all: &'a [Column<Row>],
    ids: &[String],
) -> Result<Vec<&'a Column<Row>>, AppError> {
    if ids.is_empty() {
        return Err(AppError::field("columns", "Show at least one column."));
    }
    // Said without what was asked for, which may be of any length.
    let unknown = || AppError::field("columns", "This list has no such column.");
    let mut named = BTreeSet::new();
    ids.iter()
        .map(|id| {
            let column = all.iter().find(|column| column.id == id).ok_or_else(unknown)?;
            if named.insert(column.id) {
                Ok(column)
            } else {
                Err(AppError::field("columns", "Each column is shown once."))
            }
        })
        .collect()
}

/// The sheet of these rows.
pub(crate) fn sheet<Row>(title: &str, columns: &[&Column<Row>], rows: &[Row]) -> Sheet {
    Sheet {
        title: title.to_owned(),
        heads: columns.iter().map(|column| (column.title.to_owned(), column.kind)).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| (column.cell)(row)).collect())
            .collect(),
        totals: Vec::new(),
    }
}

/// The bytes of the file.
///
/// # Errors
/// A list that is longer than a workbook, or one that cannot be packed.
pub(crate) fn written(sheet: &Sheet, format: ExportFormat) -> Result<Vec<u8>, AppError> {
    match format {
        ExportFormat::Csv => Ok(csv::written(sheet)),
        ExportFormat::Xlsx => xlsx::written(sheet),
    }
}

/// Writes the sheet and saves it where the user chooses.
///
/// # Errors
/// As [`written`], or why it could not be saved.
pub(crate) async fn save(
    reading: &Reading<'_>,
    sheet: Sheet,
    format: ExportFormat,
) -> Result<FileSaved, AppError> {
    let ending = match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
    };
    let name = format!("{} {}.{ending}", sheet.title, reading.now.day());
    let files = reading.desk.ports().files.clone();
    let name = blocking(move || {
        let bytes = written(&sheet, format)?;
        files.save(&name, &bytes).map_err(|why| AppError::new(Code::Failed, why))
    })
    .await??;
    Ok(FileSaved::whole(name))
}
