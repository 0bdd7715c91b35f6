//! A list leaves the program as it is shown, and says what it says to every reader.

use serde_json::{Value, json};
use support::World;

use crate::books::with_books;
use crate::receipts::world::{Firm, invoice, lines as lines_of};
use crate::runs::Runs;

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
    assert_eq!(lines.len(), rows.len() + 2, "the heads, the rows and the totals");
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
    assert_eq!(clients.len(), 4, "the heads, two clients and the totals");
    assert!(clients[3].starts_with("Total,"), "{}", clients[3]);
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

/// The cells of a line without quotes.
fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

#[tokio::test]
async fn debtors_leave_as_they_are_listed() {
    let world = with_books().await;
    let query = json!({ "view": "all", "sort": "exposure", "is_descending": true, "limit": 2 });
    let asked = json!({
        "query": query, "columns": ["exposure", "name", "days_to_pay", "status"], "format": "csv"
    });
    let saved = world.done("export_debtors", asked).await;
    assert_eq!(saved["name"], "Debtors 2026-11-19.csv");
    let lines = lines(&world, &saved);
    assert_eq!(lines[0], "Exposure,Debtor,Days to pay,Status");
    let sorted = json!({ "view": "all", "sort": "exposure", "is_descending": true });
    let shown = world.done("list_debtors", sorted).await;
    let rows = shown["rows"].as_array().unwrap();
    assert!(rows.len() > 2, "more than the window that was asked for");
    assert_eq!(lines.len(), rows.len() + 1);
    for (line, row) in lines[1..].iter().zip(rows) {
        let minor = row["exposure"]["minor"].as_i64().unwrap();
        assert_eq!(cells(line)[0], format!("{}.{:02}", minor / 100, minor % 100));
        assert!(line.contains(row["name"].as_str().unwrap()), "{line}");
    }
}

#[tokio::test]
async fn totals_leave_with_the_list_that_shows_them() {
    let world = with_books().await;
    let query = json!({ "view": "all" });
    let sums = world.done("list_invoices", query.clone()).await["sums"].clone();
    let asked = json!({ "query": query, "columns": ["number", "face", "due"], "format": "csv" });
    let saved = world.done("export_invoices", asked).await;
    let minor = sums["face"]["minor"].as_i64().unwrap();
    let last = lines(&world, &saved).pop().unwrap();
    assert_eq!(last, format!("Total,{}.{:02},", minor / 100, minor % 100));
    let asked = json!({ "query": query, "columns": ["number", "due"], "format": "csv" });
    let saved = world.done("export_invoices", asked).await;
    let last = lines(&world, &saved).pop().unwrap();
    assert!(!last.starts_with("Total"), "no sum is among these columns: {last}");

    let columns = ["account", "debit", "credit"];
    let asked = json!({
        "query": { "day": "", "basis": "as_shown" }, "columns": columns, "format": "csv"
    });
    let saved = world.done("export_trial_balance", asked).await;
    let lines = lines(&world, &saved);
    let total = cells(lines.last().unwrap());
    assert_eq!((total[0], total[1]), ("Total", total[2]), "debits equal credits");
    let sides = |side: usize| lines[1..lines.len() - 1].iter().map(move |line| cells(line)[side]);
    let cents = |text: &str| text.replace('.', "").parse::<i64>().unwrap_or(0);
    assert_eq!(sides(1).map(cents).sum::<i64>(), cents(total[1]));
    assert_eq!(sides(2).map(cents).sum::<i64>(), cents(total[2]));
}

#[tokio::test]
async fn positions_leave_with_what_they_come_to() {
    let world = with_books().await;
    let day = json!({ "day": "", "basis": "as_shown" });
    let shown = world.done("position", day.clone()).await;
    let columns = ["client", "invoices", "net"];
    let asked = json!({ "query": day, "columns": columns, "format": "csv" });
    let saved = world.done("export_positions", asked).await;
    let list = lines(&world, &saved);
    assert_eq!(list[0], "Client,Invoices,Net funds employed");
    assert_eq!(list.len(), 4, "two clients and the totals");
    let minor = shown["net"]["amount"]["minor"].as_i64().unwrap();
    let total = format!("Total,{},{}.{:02}", shown["invoices"], minor / 100, minor % 100);
    assert_eq!(list[3], total);
}

#[tokio::test]
async fn releases_and_recourse_leave_as_they_are_listed() {
    let runs = Runs::new(json!({})).await;
    let world = &runs.world;
    let columns = ["client", "standing", "earned", "net"];
    let asked = json!({ "query": {}, "columns": columns, "format": "csv" });
    let saved = world.done("export_releases", asked).await;
    // docs/money/settlement.md: rebates of 1,500.00 and 700.00; a deficit of 400.00 set off.
    assert_eq!(
        lines(world, &saved),
        [
            "Client,State,Earned,To pay",
            "\"Brinmoor Staffing, Inc.\",Due,2200.00,2200.00",
            "\"Larkfield Produce, Inc.\",Due,1500.00,1100.00",
            "\"To pay now, 2 clients\",,,3300.00"
        ]
    );
    let query = json!({ "view": "passed", "sort": "amount", "limit": 1 });
    let columns = ["number", "date", "when", "amount", "charge"];
    let asked = json!({ "query": query, "columns": columns, "format": "csv" });
    let saved = world.done("export_recourse", asked).await;
    let list = lines(world, &saved);
    assert_eq!(list[0], "Invoice,Recourse date,When,Open,Charge-back");
    assert_eq!((cells(&list[1])[0], cells(&list[1])[4]), ("Q-202", "5900.00"));
    assert_eq!((cells(&list[2])[0], cells(&list[2])[4]), ("Q-201", "8900.00"));
    assert_eq!(list.len(), 3);

    let asked = json!({
        "client_id": runs.second, "source": "reserve", "scope": "due", "day": "", "amount": "",
        "reason": "", "method": "ach", "bank_id": null
    });
    let page = world.done("stage_release", asked.clone()).await;
    let prepared = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    runs.done("prepare_release", prepared).await;
    let columns = ["day", "client", "source", "state", "released", "net"];
    let asked = json!({ "query": {}, "columns": columns, "format": "csv" });
    let saved = world.done("export_release_runs", asked).await;
    let history = lines(world, &saved);
    let line = "2026-11-19,\"Larkfield Produce, Inc.\",Reserve,Waits for a yes,1500.00,1100.00";
    assert_eq!(history[1..], [line]);
}

#[tokio::test]
async fn receipts_leave_as_they_are_listed() {
    let firm = Firm::with(&[invoice("BS-1")]).await;
    let receipt = firm.receipt_of("250.00", json!({ "reference": "=41877" })).await;
    let columns = ["payer", "about", "left"];
    let waiting = json!({ "query": {}, "columns": columns, "format": "csv" });
    let saved = firm.world.done("export_inbox", waiting.clone()).await;
    assert_eq!(
        lines(&firm.world, &saved),
        [
            "Payer,Method and reference,Unapplied",
            "Wexcombe Hotels,Check =41877,250.00",
            "Unapplied,,250.00"
        ]
    );
    firm.posted(&lines_of(&firm, &receipt, &[("BS-1", "250.00", "instalment")])).await;
    let saved = firm.world.done("export_inbox", waiting).await;
    assert_eq!(lines(&firm.world, &saved).len(), 1, "nothing waits, so there is no sum");
    for (view, many) in [("all", 1), ("posted", 1), ("reversed", 0)] {
        let query = json!({ "view": view });
        let asked = json!({ "query": query, "columns": ["amount", "payer"], "format": "csv" });
        let saved = firm.world.done("export_receipts", asked).await;
        let body = lines(&firm.world, &saved);
        assert_eq!(body[1..], ["250.00,Wexcombe Hotels"][..many], "{view}");
        let shown = firm.world.done("list_receipts", query).await;
        assert_eq!(shown["of"], many, "{view}");
    }
}

#[tokio::test]
async fn every_list_leaves_as_a_workbook_too() {
    let world = with_books().await;
    let day = json!({ "day": "", "basis": "as_shown" });
    for (command, query, column) in [
        ("export_debtors", json!({}), "name"),
        ("export_contracts", json!({}), "number"),
        ("export_schedules", json!({}), "number"),
        ("export_receipts", json!({}), "amount"),
        ("export_inbox", json!({}), "left"),
        ("export_releases", json!({}), "net"),
        ("export_release_runs", json!({}), "net"),
        ("export_recourse", json!({}), "amount"),
        ("export_recourse_cases", json!({}), "amount"),
        ("export_statements", json!({ "party": null }), "number"),
        ("export_trial_balance", day.clone(), "debit"),
        ("export_positions", day, "net"),
    ] {
        let asked = json!({ "query": query, "columns": [column], "format": "xlsx" });
        let saved = world.done(command, asked).await;
        let path = world.folder().join("saved").join(saved["name"].as_str().unwrap());
        assert!(std::fs::read(path).unwrap().starts_with(b"PK"), "{command}");
        for columns in [json!([]), json!([column, column]), json!(["no such"])] {
            let asked = json!({ "query": query, "columns": columns, "format": "csv" });
            let refused = world.refused(command, asked).await;
            assert_eq!(refused.fields[0].field, "columns", "{command}");
        }
    }
}

#[tokio::test]
async fn contracts_leave_as_they_are_listed() {
    let world = with_books().await;
    let columns = ["number", "client", "stage", "terms"];
    let asked = json!({ "query": { "view": "signed" }, "columns": columns, "format": "csv" });
    let saved = world.done("export_contracts", asked).await;
    let shown = world.done("list_contracts", json!({ "view": "signed" })).await;
    let rows = shown["rows"].as_array().unwrap();
    let body = lines(&world, &saved);
    assert_eq!((rows.len(), body.len()), (2, 3));
    for (line, row) in body[1..].iter().zip(rows) {
        assert!(line.starts_with(row["number"].as_str().unwrap()), "{line}");
        assert!(line.ends_with(",In force,1"), "{line}");
    }
}
