//! Comma-separated text as RFC 4180 has it, in UTF-8 with the mark by which a spreadsheet knows it.

use crate::export::{Cell, Sheet};

const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn written(sheet: &Sheet) -> Vec<u8> {
    let mut text = String::from(BYTE_ORDER_MARK);
    let heads: Vec<String> = sheet.heads.iter().map(|(head, _)| quoted(&harmless(head))).collect();
    push_line(&mut text, &heads);
    for row in sheet.rows.iter().chain(&sheet.totals) {
        let cells: Vec<String> = row.iter().map(cell).collect();
        push_line(&mut text, &cells);
    }
    text.into_bytes()
}

fn push_line(text: &mut String, cells: &[String]) {
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(&harmless(text)),
        // Plain digits: separators would be taken for another decimal point elsewhere.
        Cell::Money(amount) => amount.format_plain(),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// A text that no spreadsheet runs: what begins like a formula gets an apostrophe, which a
/// spreadsheet takes for "this is text".
pub(super) fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        Some(_) | None => text.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
