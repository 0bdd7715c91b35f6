use factor_domain::Currency;
use factor_domain::ids::ClientId;

use super::understood;
use crate::schedules::wire::{DateOrder, RowsField, RowsPasted, RowsRead};

fn read(text: &str) -> RowsRead {
    let pasted = RowsPasted {
        client_id: ClientId::new(1),
        text: text.to_owned(),
        columns: None,
        date_order: None,
    };
    understood(&pasted, Currency::USD)
}

/// "number | debtor | reference | date | due | face" of each line.
fn lines(read: &RowsRead) -> Vec<String> {
    let text = |line: &crate::schedules::wire::ScheduleLineTyped| {
        [
            line.invoice.as_str(),
            &line.debtor,
            &line.reference,
            &line.invoiced_on,
            &line.due_on,
            &line.face,
        ]
        .join("|")
    };
    read.lines.iter().map(text).collect()
}

#[test]
fn headings_are_understood_by_meaning_in_any_order() {
    let found = read(
        "Schedule of Nov 19\t\t\t\t\t\n\
         Customer\tInv. #\tP.O. No.\tInvoice Date\tDue Date\tAmount (USD)\n\
         Marrow Bay Logistics\tAF-76961\tMB-66120\t11/14/2026\t12/14/2026\t$4,120.00\n\
         Quillon \"Retail\" Group\tAF-76962\t\t11/14/2026\t\t7860\n\
         \t\t\t\tTotal:\t11,980.00\n",
    );
    assert!(found.has_heading);
    assert_eq!(
        lines(&found),
        [
            "AF-76961|Marrow Bay Logistics|MB-66120|2026-11-14|2026-12-14|4120.00",
            "AF-76962|Quillon \"Retail\" Group||2026-11-14||7860.00",
        ]
    );
    assert_eq!(found.left_out.len(), 2, "{:?}", found.left_out);
    assert!(found.problems.is_empty() && !found.is_date_order_guessed);
}

#[test]
fn commas_quotes_and_european_numbers_are_understood() {
    let found = read(
        "Rechnung;Kunde;Datum;F\u{e4}llig;Betrag\r\n\
         R-1;\"M\u{fc}ller; Sohn\";14.11.2026;31.12.2026;1.234,50\r\n\
         R-2;Tarn Valley;15.11.2026;;\"2.000,00 USD\"\r\n",
    );
    assert_eq!(
        lines(&found),
        [
            "R-1|M\u{fc}ller; Sohn||2026-11-14|2026-12-31|1234.50",
            "R-2|Tarn Valley||2026-11-15||2000.00",
        ]
    );
    assert_eq!(found.date_order, DateOrder::DayFirst);
    let found = read("Invoice,Customer,Amount\n1001,\"Acme, Inc.\",\"1,200.00\"\n");
    assert_eq!(lines(&found), ["1001|Acme, Inc.||||1200.00"]);
}

#[test]
fn rows_without_headings_are_told_apart_by_their_values() {
    let found = read("AF-1\tMarrow Bay\t2026-11-14\t2026-12-14\t4,120.00\n");
    assert!(!found.has_heading);
    assert_eq!(lines(&found), ["AF-1|Marrow Bay||2026-11-14|2026-12-14|4120.00"]);
}

#[test]
fn what_is_not_understood_is_kept_and_named() {
    let found = read("Invoice\tCustomer\tDate\tAmount\nA1\tTarn\t13/45/2026\tmuch\n");
    assert_eq!(lines(&found), ["A1|Tarn||13/45/2026||much"]);
    let fields: Vec<RowsField> = found.problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [RowsField::InvoicedOn, RowsField::Face]);
    assert_eq!(found.problems[0].row, 2);
    assert_eq!(found.words, "1 line understood, 2 cells to look at.");
}

#[test]
fn dates_that_read_both_ways_are_told() {
    let found = read("Invoice\tCustomer\tDate\tAmount\nA1\tTarn\t03/04/2026\t5.00\n");
    assert!(found.is_date_order_guessed);
    assert_eq!(found.lines[0].invoiced_on, "2026-03-04");
    let pasted = RowsPasted {
        client_id: ClientId::new(1),
        text: "Invoice\tCustomer\tDate\tAmount\nA1\tTarn\t03/04/2026\t5.00\n".to_owned(),
        columns: None,
        date_order: Some(DateOrder::DayFirst),
    };
    let found = understood(&pasted, Currency::USD);
    assert_eq!(found.lines[0].invoiced_on, "2026-04-03");
}
