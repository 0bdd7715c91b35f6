//! Bank files of cells: commas, semicolons or tabs, quoted or not.

use factor_domain::{Currency, Day, Money, parse_day};

use super::{Found, money_in};
use crate::receipts::wire::BankFileColumns;
use crate::sentence::sentence;

/// The cells of a file, line by line; empty lines are left out.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let separator = separator_of(text);
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                end_row(&mut rows, &mut row);
            }
            '\r' if !is_quoted => {}
            c if c == separator && !is_quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    row.push(cell);
    end_row(&mut rows, &mut row);
    rows
}

fn end_row(rows: &mut Vec<Vec<String>>, row: &mut Vec<String>) {
    let cells: Vec<String> = row.drain(..).map(|cell| cell.trim().to_owned()).collect();
    if cells.iter().any(|cell| !cell.is_empty()) {
        rows.push(cells);
    }
}

/// Whichever of them the first line has most of.
fn separator_of(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.chars().filter(|c| *c == separator).count();
    let mut best = ',';
    for other in [';', '\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// What the words of the first line say.
pub(super) fn guessed(rows: &[Vec<String>]) -> BankFileColumns {
    let Some(head) = rows.first() else { return BankFileColumns::default() };
    let find = |words: &[&str]| {
        let is_it = |cell: &String| {
            let cell = cell.to_lowercase();
            words.iter().any(|word| cell.contains(word))
        };
        head.iter().position(is_it).and_then(|place| u32::try_from(place).ok())
    };
    let amount = find(&["credit", "amount", "deposit", "paid in"]);
    BankFileColumns {
        day: find(&["date", "day"]),
        amount,
        debit: find(&["debit", "withdrawal", "paid out"]),
        reference: find(&["reference", "ref", "check", "number"]),
        payer: find(&["payer", "name", "from", "originator", "company"]),
        remittance: find(&["description", "memo", "remittance", "details", "text"]),
        skip: u32::from(amount.is_some()),
    }
}

/// The payments of a file.
pub(super) fn read(
    rows: &[Vec<String>],
    columns: &BankFileColumns,
    currency: Currency,
    today: Day,
) -> Vec<Found> {
    let skip = columns.skip as usize;
    let numbered = (1_u32..).zip(rows).skip(skip);
    numbered.map(|(line, row)| found(line, row, columns, currency, today)).collect()
}

fn found(
    line: u32,
    row: &[String],
    columns: &BankFileColumns,
    currency: Currency,
    today: Day,
) -> Found {
    let cell = |column: Option<u32>| {
        let place = column.and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| row.get(place)).cloned().unwrap_or_default()
    };
    let read = |text: String| match text.as_str() {
        "" => Ok(Money::zero(currency)),
        text => Money::parse(text, currency).map_err(|cause| sentence(&cause.to_string())),
    };
    let credit = read(cell(columns.amount));
    let (amount, mut skipped) = money_in(credit);
    let is_out = amount.is_none() && !cell(columns.debit).is_empty();
    if is_out {
        skipped = Some("Money out.".to_owned());
    }
    let day = parse_day(&cell(columns.day), today);
    let day = match day {
        Ok(day) if day <= today => Some(day),
        Ok(_) => {
            skipped = skipped.or(Some("Its day has not come.".to_owned()));
            None
        }
        Err(cause) => {
            skipped = skipped.or(Some(sentence(&cause.to_string())));
            None
        }
    };
    Found {
        line,
        day,
        amount,
        reference: cell(columns.reference),
        payer: cell(columns.payer),
        remittance: cell(columns.remittance),
        skipped,
    }
}
