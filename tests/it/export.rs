//! A list leaves the program as it is shown, and says what it says to every reader.

use serde_json::{Value, json};
use support::World;

use crate::books::with_books;

/// The saved file, line by line, without the mark of UTF-8.
fn lines(world: &World, saved: &Value) -> Vec<String> {
    let path = world.folder().join("saved").join(saved["name"].as_str().unwrap());
    let text = std::fs::read_to_string(path).unwrap();
    let body = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    body.split_terminator("\r\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn invoices_leave_with_the_same_filter_order_and_columns() {
    let world = with_books().await;
    let query = json!({ "view": "all", "text": "brinmoor", "sort": "face", "is_descending": true });
    let shown = world.done("list_invoices", query.clone()).await;
    let asked = json!({
        "query": query, "columns": ["face", "number", "due", "fee_to_date"], "format": "csv"
    });
    let saved = world.done("export_invoices", asked).await;
    assert_eq!(saved["name"], "Invoices 2026-11-19.csv");
    let lines = lines(&world, &saved);
    assert_eq!(lines[0], "Face,Number,Due,Fee to date");
    let rows = shown["rows"].as_array().unwrap();
    assert_eq!(lines.len(), rows.len() + 1);
    for (line, row) in lines[1..].iter().zip(rows) {
        let cells: Vec<&str> = line.split(',').collect();
        let minor = row["face"]["minor"].as_i64().unwrap();
        assert_eq!(cells[0], format!("{}.{:02}", minor / 100, minor % 100));
        assert_eq!(
            [cells[1], cells[2]],
            [&row["number"], &row["due_on"]].map(|v| v.as_str().unwrap())
        );
    }
}

#[tokio::test]
async fn clients_and_entries_leave_as_they_are_listed() {
    let world = with_books().await;
    let asked = json!({ "query": {}, "columns": ["name", "net", "share"], "format": "csv" });
    let saved = world.done("export_clients", asked).await;
    let clients = lines(&world, &saved);
    assert_eq!(clients.len(), 3);
    assert!(clients[1].starts_with("\"Brinmoor Staffing, Inc.\","), "{}", clients[1]);
    let asked = json!({ "query": {}, "columns": ["number", "event", "debit"], "format": "csv" });
    let saved = world.done("export_entries", asked).await;
    let entries = lines(&world, &saved);
    assert_eq!(entries.len(), 77);
    assert!(entries[1].starts_with("76,"), "newest first: {}", entries[1]);
}

#[tokio::test]
async fn a_name_that_looks_like_a_formula_stays_a_name() {
    let world = World::new().await;
    for name in ["=HYPERLINK(1)", "@SUM(A1)", "+1 Staffing", "-Hauling"] {
        world.client(name).await;
    }
    let asked = json!({ "query": {}, "columns": ["name"], "format": "csv" });
    let saved = world.done("export_clients", asked).await;
    let lines = lines(&world, &saved);
    assert_eq!(lines.len(), 5);
    assert!(lines[1..].iter().all(|line| line.starts_with('\'')), "{lines:?}");
}

#[tokio::test]
async fn a_workbook_is_one_whatever_the_list() {
    let world = with_books().await;
    for (command, column) in
        [("export_invoices", "number"), ("export_clients", "name"), ("export_entries", "number")]
    {
        let asked = json!({ "query": {}, "columns": [column], "format": "xlsx" });
        let saved = world.done(command, asked).await;
        let path = world.folder().join("saved").join(saved["name"].as_str().unwrap());
        assert!(std::fs::read(path).unwrap().starts_with(b"PK"), "{command}");
        for columns in [json!([]), json!(["nothing of the kind"])] {
            let asked = json!({ "query": {}, "columns": columns, "format": "csv" });
            let refused = world.refused(command, asked).await;
            assert_eq!(refused.fields[0].field, "columns");
        }
    }
}
