//! Pasted text into rows of cells.

use crate::schedules::wire::RowsField;

/// Rows with their number in the text, counted from 1; empty ones are left out.
pub(super) fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let mut found = Vec::new();
    let mut number = 0;
    for cells in cells(text, separator) {
        number += 1;
        if cells.iter().any(|cell| !cell.is_empty()) {
            found.push((number, cells));
        }
    }
    found
}

/// Spreadsheets copy tabs; files use commas, or semicolons where the comma is the decimal sign.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if text.contains('\t') {
        return '\t';
    }
    let count = |mark: char| first.matches(mark).count();
    [';', '|', ','].into_iter().max_by_key(|mark| (count(*mark), *mark != ',')).unwrap_or(',')
}

/// Cells between quotes may hold separators and line breaks; a doubled quote is a quote.
fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(clean(&cell));
                cell.clear();
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !is_quoted => {
                row.push(clean(&cell));
                cell.clear();
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(clean(&cell));
        rows.push(row);
    }
    rows
}

/// One line without control characters and doubled spaces.
fn clean(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row that sums the others: it says so, or has an amount and nothing that names an invoice.
pub(super) fn is_total(cells: &[String], fields: &[Option<RowsField>]) -> bool {
    let says_so = cells.iter().any(|cell| {
        let word = cell.to_lowercase();
        let word = word.trim_end_matches([':', '.']);
        matches!(word, "total" | "totals" | "grand total" | "subtotal" | "sum" | "summe")
            || matches!(word, "gesamt" | "totale" | "suma")
    });
    let of = |wanted: RowsField| {
        let at = fields.iter().position(|field| *field == Some(wanted))?;
        cells.get(at).filter(|cell| !cell.is_empty())
    };
    let names_one = of(RowsField::Invoice).is_some() && of(RowsField::Debtor).is_some();
    says_so && !names_one
}
