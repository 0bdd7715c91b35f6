//! A factor can find any invoice, see what it has cost, and see where a client stands.

use serde_json::{Value, json};
use support::World;

use crate::books::{minor, with_books};

async fn invoices(world: &World, query: Value) -> Value {
    world.done("list_invoices", query).await
}

fn rows(page: &Value) -> &Vec<Value> {
    page["rows"].as_array().unwrap()
}

async fn brinmoor(world: &World) -> Value {
    let clients = world.done("list_clients", json!({ "text": "brinmoor" })).await;
    clients["rows"][0].clone()
}

#[tokio::test]
async fn each_view_counts_and_sums_the_invoices_it_shows() {
    let world = with_books().await;
    let all = invoices(&world, json!({ "view": "all" })).await;
    assert_eq!(all["total"], 18);
    for view in ["open", "past_due", "disputed", "recourse_soon", "offered", "closed", "all"] {
        let page = invoices(&world, json!({ "view": view })).await;
        assert_eq!(page["total"], all["views"][view], "{view}");
        assert_eq!(page["of"], page["total"], "{view}");
        for figure in ["face", "open", "reserve", "advance"] {
            let sum: i64 = rows(&page).iter().map(|row| minor(&row[figure])).sum();
            assert_eq!(sum, minor(&page["sums"][figure]), "{figure} of {view}");
        }
    }
    assert_eq!((&all["views"]["open"], &all["views"]["closed"]), (&json!(10), &json!(8)));
    let position = world.done("position", json!({ "day": "", "basis": "as_shown" })).await;
    let open = invoices(&world, json!({})).await;
    assert_eq!(open["sums"]["open"], position["open"]["amount"], "the same books");
}

#[tokio::test]
async fn the_list_is_found_sorted_and_narrowed() {
    let world = with_books().await;
    for (query, found) in [
        (json!({ "view": "all", "text": "20100-11" }), 1),
        (json!({ "view": "all", "text": "brinmoor" }), 9),
        (json!({ "view": "all", "text": "corvane" }), 4),
        (json!({ "view": "all", "text": "nobody of this name" }), 0),
        (json!({ "view": "all", "text": "%" }), 0),
        (json!({ "view": "all", "face_from": "5,000", "face_to": "5000.00" }), 1),
        (json!({ "view": "all", "due_to": "2026-08-01" }), 0),
    ] {
        let page = invoices(&world, query.clone()).await;
        assert_eq!(page["total"], found, "{query}");
    }
    for sort in ["number", "due", "invoiced", "face", "open", "reserve", "advance", "fees"] {
        let up = invoices(&world, json!({ "view": "all", "sort": sort })).await;
        let down =
            invoices(&world, json!({ "view": "all", "sort": sort, "is_descending": true })).await;
        let ids = |page: &Value| -> Vec<Value> {
            rows(page).iter().map(|row| row["id"].clone()).collect()
        };
        let reversed: Vec<Value> = ids(&down).into_iter().rev().collect();
        assert_eq!(ids(&up), reversed, "{sort}");
    }
    let by_client = invoices(&world, json!({ "view": "all", "sort": "client" })).await;
    assert_eq!(by_client["rows"][0]["client_name"], "Brinmoor Staffing, Inc.");
    assert_eq!(by_client["rows"][17]["client_name"], "Larkfield Produce, Inc.");
    let second = invoices(&world, json!({ "view": "all", "offset": 10, "limit": 5 })).await;
    let all = invoices(&world, json!({ "view": "all" })).await;
    assert_eq!(rows(&second)[..], rows(&all)[10..15]);
}

#[tokio::test]
async fn a_bound_that_cannot_be_read_is_named() {
    let world = with_books().await;
    for (query, field) in [
        (json!({ "face_from": "much" }), "face_from"),
        (json!({ "due_to": "someday" }), "due_to"),
        (json!({ "face_from": "200", "face_to": "100" }), "face_to"),
        (json!({ "due_from": "2026-11-02", "due_to": "2026-11-01" }), "due_to"),
    ] {
        let refused = world.refused("list_invoices", query.clone()).await;
        assert_eq!(refused.fields[0].field, field, "{query}");
    }
}

#[tokio::test]
async fn an_invoice_shows_its_money_and_every_figure_adds_up() {
    let world = with_books().await;
    let all = invoices(&world, json!({ "view": "all", "sort": "number" })).await;
    for row in rows(&all) {
        let page = world.done("invoice", json!({ "invoice_id": row["id"] })).await;
        assert_eq!(page["row"], *row);
        assert_eq!(page["terms_version"], 1);
        for (figure, of_row) in [("open", "open"), ("reserve", "reserve"), ("fees", "fees")] {
            let explained = &page[figure];
            assert_eq!(explained["amount"], row[of_row], "{figure} of {}", row["number"]);
            let lines = explained["working"]["lines"].as_array().unwrap();
            let sum: i64 = lines.iter().map(|line| minor(&line["amount"])).sum();
            assert_eq!(sum, minor(&explained["amount"]), "{figure}");
        }
        let paid: i64 =
            page["payments"].as_array().unwrap().iter().map(|p| minor(&p["amount"])).sum();
        assert_eq!(paid, minor(&row["collected"]));
        let is_open = row["closed_on"].is_null();
        assert_eq!(page["fee_to_date"].is_object(), is_open, "{row}");
        if is_open {
            assert_eq!(page["fee_to_date"]["amount"], row["fee_to_date"]);
            assert_eq!(page["fee_problem"], Value::Null);
            let left = &page["if_paid_today"];
            assert!(minor(&left["amount"]) < minor(&row["reserve"]), "{left}");
        }
    }
    let missing = world.refused("invoice", json!({ "invoice_id": 9_999 })).await;
    assert_eq!(missing.message, "This invoice is no longer there.");
}

#[tokio::test]
async fn where_a_client_stands_agrees_with_the_books() {
    let world = with_books().await;
    let client = brinmoor(&world).await;
    let stands = world.done("client_position", json!({ "client_id": client["id"] })).await;
    let books = world.done("position", json!({ "day": "", "basis": "as_shown" })).await;
    let of_books = rows(&books).iter().find(|row| row["client"]["id"] == client["id"]).unwrap();
    assert_eq!(stands["net"]["amount"], of_books["net"]["amount"]);
    assert_eq!(stands["receivables"]["amount"], of_books["open"]["amount"]);
    assert_eq!(stands["net"]["amount"], client["position"]["net"], "the list says the same");
    assert_eq!(stands["available"]["working"]["formula_id"], "F-52");
    let sum = |of: &Value, figure: &str| -> i64 {
        of.as_array().unwrap().iter().map(|one| minor(&one[figure])).sum()
    };
    let receivables = minor(&stands["receivables"]["amount"]);
    assert_eq!(sum(&stands["ageing"], "amount"), receivables);
    assert_eq!(sum(&stands["debtors"], "open"), receivables);
    assert_eq!(sum(&stands["debtors"], "past_due"), minor(&stands["past_due"]["amount"]));
    let funds = stands["funds"].as_array().unwrap();
    assert_eq!(funds.len(), 85);
    assert_eq!(funds[84]["net"], stands["net"]["amount"], "the last day is today");
    for place in [0, 30, 60] {
        let day = funds[place]["day"].clone();
        let then = world.done("position", json!({ "day": day, "basis": "as_shown" })).await;
        let row = rows(&then).iter().find(|row| row["client"]["id"] == client["id"]);
        let net = row.map_or(0, |row| minor(&row["net"]["amount"]));
        assert_eq!(minor(&funds[place]["net"]), net, "{day}");
    }
    assert_eq!(stands["volume"].as_array().unwrap().len(), 3);
    assert!(
        stands["debtors"][0]["pays_in"].is_string() || stands["debtors"][1]["pays_in"].is_string()
    );
}

#[tokio::test]
async fn a_client_without_history_stands_at_nothing() {
    let world = World::new().await;
    let client = world.client("Northgate Machine Works, Inc.").await;
    let stands = world.done("client_position", json!({ "client_id": client })).await;
    assert_eq!(stands["has_history"], false);
    assert_eq!(minor(&stands["available"]["amount"]), 0);
    assert_eq!(stands["funds"], json!([]));
    let list = world.done("list_clients", json!({})).await;
    assert_eq!(list["rows"][0]["position"], Value::Null);
    let empty = invoices(&world, json!({ "view": "all" })).await;
    assert_eq!((empty["total"].clone(), empty["views"]["all"].clone()), (json!(0), json!(0)));
}

#[tokio::test]
async fn the_clients_are_summed_and_sorted_by_what_they_owe() {
    let world = with_books().await;
    for sort in ["receivables", "net", "available", "reserve", "past_due"] {
        let down = world.done("list_clients", json!({ "sort": sort, "is_descending": true })).await;
        let values: Vec<i64> =
            rows(&down).iter().map(|row| minor(&row["position"][sort])).collect();
        assert!(values.is_sorted_by(|one, next| one >= next), "{sort}: {values:?}");
        assert_eq!(values.iter().sum::<i64>(), minor(&down["sums"][sort]), "{sort}");
    }
    let one = world.done("list_clients", json!({ "text": "brinmoor" })).await;
    assert_eq!(one["sums"]["net"], one["rows"][0]["position"]["net"], "sums are of what fits");
}

#[tokio::test]
async fn the_ledger_of_a_client_carries_its_balance_from_entry_to_entry() {
    let world = with_books().await;
    let client = brinmoor(&world).await;
    for account in ["client_reserve", "receivables_purchased", "client_payable"] {
        let query = json!({ "client_id": client["id"], "account": account });
        let list = world.done("list_entries", query).await;
        let mut balance = 0;
        for row in rows(&list).iter().rev() {
            balance += minor(&row["debit"]) - minor(&row["credit"]);
            assert_eq!(minor(&row["balance"]), balance, "{account} {row}");
        }
        let paged =
            json!({ "client_id": client["id"], "account": account, "offset": 3, "limit": 2 });
        let part = world.done("list_entries", paged).await;
        assert_eq!(rows(&part)[0]["balance"], rows(&list)[3]["balance"]);
    }
    let all = world.done("list_entries", json!({})).await;
    assert_eq!(all["rows"][0]["balance"], Value::Null);
}

#[tokio::test]
async fn an_invoice_is_found_from_the_palette_by_its_number() {
    let world = with_books().await;
    let found = world.done("find", json!({ "text": "20100-11", "limit": 10 })).await;
    let hit = rows(&found).iter().find(|hit| hit["target"]["kind"] == "invoice").unwrap();
    assert_eq!(hit["title"], "20100-11");
    let page = world.done("invoice", json!({ "invoice_id": hit["target"]["invoice_id"] })).await;
    assert_eq!(page["row"]["number"], "20100-11");
    let none = world.done("find", json!({ "text": "-", "limit": 10 })).await;
    assert!(rows(&none).iter().all(|hit| hit["target"]["kind"] != "invoice"));
}

#[tokio::test]
async fn views_are_named_replaced_removed_and_kept_apart_by_list() {
    let world = World::new().await;
    let view = |list: &str, name: &str, choices: &str| json!({ "list": list, "name": name, "choices": choices });
    let saved = world.done("save_view", view("invoices", " Large  ones ", "{\"a\":1}")).await;
    assert_eq!(saved["name"], "Large ones");
    world.done("save_view", view("clients", "Large ones", "{}")).await;
    let again = world.done("save_view", view("invoices", "LARGE ONES", "{\"a\":2}")).await;
    assert_eq!(again["id"], saved["id"], "the same name is the same view");
    let views = world.done("views", json!({ "list": "invoices" })).await;
    assert_eq!(rows(&views).len(), 1);
    assert_eq!(views["rows"][0]["choices"], "{\"a\":2}");
    for (name, choices, field) in
        [("", "{}", "name"), ("x", "[1]", "choices"), ("x", "{", "choices")]
    {
        let refused = world.refused("save_view", view("invoices", name, choices)).await;
        assert_eq!(refused.fields[0].field, field);
    }
    let removed = world.done("remove_view", json!({ "view_id": saved["id"] })).await;
    assert_eq!(removed["name"], "LARGE ONES");
    world.refused("remove_view", json!({ "view_id": saved["id"] })).await;
}

#[tokio::test]
async fn the_columns_of_a_list_stay_on_this_computer() {
    let world = World::new().await;
    let columns = json!({ "list": "invoices", "columns": ["number", "due"] });
    world.done("choose_columns", columns).await;
    let kept = world.done("preferences", json!({})).await;
    assert_eq!(kept["columns"]["invoices"], json!(["number", "due"]));
    world.done("choose_columns", json!({ "list": "invoices", "columns": [] })).await;
    assert_eq!(world.done("preferences", json!({})).await["columns"], json!({}));
    let refused = world.refused("choose_columns", json!({ "list": "../x", "columns": [] })).await;
    assert_eq!(refused.fields[0].field, "list");
}
