//! Files are read back with readers of other makers.

use calamine::{Data, Reader as _, Xlsx};
use factor_domain::Currency;

use super::*;

fn usd(minor: i64) -> Cell {
    Cell::Money(Money::new(minor, Currency::USD).unwrap())
}

fn day(text: &str) -> Cell {
    Cell::Day(Day::from_iso(text).unwrap())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn example() -> Sheet {
    let head = |title: &str, kind| (title.to_owned(), kind);
    Sheet {
        title: "Invoices".to_owned(),
        heads: vec![
            head("Number", CellKind::Text),
            head("Due", CellKind::Day),
            head("Open", CellKind::Money),
            head("Days", CellKind::Number),
        ],
        rows: vec![
            vec![text("=1+1"), day("2026-11-19"), usd(-1_234_567), Cell::Number(12)],
            vec![text("Hollis & Vane, \"mill\"\nRow 2"), Cell::Empty, usd(5), Cell::Number(0)],
            vec![text("Élan 🚚"), day("2026-02-28"), Cell::Empty, Cell::Empty],
            vec![text("@cmd"), day("2027-01-31"), usd(100_000_000_000_000), Cell::Number(9)],
        ],
        totals: vec![vec![text("Total"), Cell::Empty, usd(99_999_998_765_438), Cell::Empty]],
    }
}

#[test]
fn what_begins_like_a_formula_is_text() {
    for dangerous in ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1"] {
        assert_eq!(csv::harmless(dangerous), format!("'{dangerous}"));
    }
    for plain in ["", "INV-1", "'=1", " =1", "1-2"] {
        assert_eq!(csv::harmless(plain), plain);
    }
}

#[test]
fn a_csv_file_reads_back_cell_by_cell() {
    let bytes = written(&example(), ExportFormat::Csv).unwrap();
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").expect("the mark of UTF-8");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(body);
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["Number", "Due", "Open", "Days"],
            ["'=1+1", "2026-11-19", "-12345.67", "12"],
            ["Hollis & Vane, \"mill\"\nRow 2", "", "0.05", "0"],
            ["Élan 🚚", "2026-02-28", "", ""],
            ["'@cmd", "2027-01-31", "1000000000000.00", "9"],
            ["Total", "", "999999987654.38", ""],
        ]
    );
    assert!(bytes.ends_with(b"\r\n"));
}

#[test]
fn a_workbook_holds_numbers_days_and_a_filter() {
    let bytes = written(&example(), ExportFormat::Xlsx).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Invoices"]);
    let range = book.worksheet_range("Invoices").unwrap();
    let cell = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(cell(0, 2), Data::String("Open".to_owned()));
    assert_eq!(cell(1, 0), Data::String("=1+1".to_owned()), "a string, not a formula");
    assert_eq!(cell(1, 2), Data::Float(-12_345.67));
    assert_eq!(cell(4, 2), Data::Float(1_000_000_000_000.0));
    assert_eq!(cell(1, 3), Data::Float(12.0));
    assert_eq!(cell(2, 1), Data::Empty);
    let Data::DateTime(due) = cell(1, 1) else { panic!("no day: {:?}", cell(1, 1)) };
    assert_eq!(due.as_f64(), 46_345.0, "Nov 19, 2026 as a spreadsheet counts");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:D5\""), "{sheet}");
    assert!(sheet.contains("state=\"frozen\""), "{sheet}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("yyyy\\-mm\\-dd") || styles.contains("yyyy-mm-dd"), "{styles}");
    assert!(range.rows().count() == 6 && !sheet.contains("<f>"));
    assert_eq!(cell(5, 0), Data::String("Total".to_owned()), "below what the filter covers");
    assert_eq!(cell(5, 2), Data::Float(999_999_987_654.38));
}

/// One file of the package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let file = package.by_name(name).unwrap();
    std::io::read_to_string(file).unwrap()
}

#[test]
fn a_hundred_thousand_rows_take_a_moment() {
    let mut sheet = example();
    sheet.rows = (0..100_000).map(|_| sheet.rows[0].clone()).collect();
    let csv = written(&sheet, ExportFormat::Csv).unwrap();
    assert_eq!(csv.iter().filter(|&&byte| byte == b'\n').count(), 100_002);
    let xlsx = written(&sheet, ExportFormat::Xlsx).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(&xlsx)).unwrap();
    assert_eq!(book.worksheet_range("Invoices").unwrap().rows().count(), 100_002);
}
