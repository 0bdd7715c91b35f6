//! Clients and debtors are told what the books say, on numbered papers that stay as they are.

use factor_app::dispatch::dispatch;
use factor_app::events::DeskEvent;
use serde_json::{Value, json};
use support::World;

use crate::books::with_books;
use crate::papers::{printed, words};

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

pub fn run_of(kind: &str, ids: &Value, from: &str, to: &str) -> Value {
    json!({ "scope": { "kind": kind, "ids": ids }, "from": from, "to": to })
}

/// Begins a run and makes its statements.
pub async fn made(world: &World, input: Value) -> Value {
    let begun = world.done("start_statement_run", input).await;
    assert_eq!(begun["run"]["state"], "running");
    world.done("work_statement_run", json!({ "run_id": begun["run"]["id"] })).await
}

async fn client_named(world: &World, name: &str) -> Value {
    let form = world.done("statement_form", json!({})).await;
    let clients = form["clients"].as_array().unwrap().clone();
    let found = clients.into_iter().find(|one| one["name"] == name);
    found.unwrap_or_else(|| panic!("{name} is not offered: {form}"))
}

fn figure(page: &Value, label: &str) -> i64 {
    let figures = page["figures"].as_array().unwrap();
    let found = figures.iter().find(|one| one["label"] == label);
    minor(&found.unwrap_or_else(|| panic!("no {label}: {page}"))["amount"])
}

#[tokio::test]
async fn a_client_s_statement_says_what_the_position_of_that_day_says() {
    let world = with_books().await;
    let day = "2026-10-31";
    let position = world.done("position", json!({ "day": day, "basis": "as_shown" })).await;
    let rows = position["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        let party = json!({ "kind": "client", "client_id": row["client"]["id"] });
        let asked = json!({ "party": party, "from": "2026-10-01", "to": day });
        let preview = world.done("statement_preview", asked).await;
        assert_eq!(figure(&preview, "Net funds employed"), minor(&row["net"]["amount"]));
        assert_eq!(figure(&preview, "Receivables purchased"), minor(&row["open"]["amount"]));
        assert_eq!(preview["period"], "October 1 to 31, 2026");
        assert_eq!(preview["is_empty"], false);
    }
}

#[tokio::test]
async fn the_paper_prints_the_figures_that_are_kept_and_they_stay_as_they_are() {
    let world = with_books().await;
    let page = made(&world, run_of("clients", &json!([]), "2026-09-01", "2026-09-30")).await;
    assert_eq!(page["run"]["state"], "finished");
    assert_eq!(page["run"]["made"], 2);
    for (place, item) in page["items"].as_array().unwrap().iter().enumerate() {
        let asked = json!({ "statement_id": item["statement_id"] });
        let kept = world.done("statement", asked.clone()).await;
        assert_eq!(kept["row"]["number"], format!("ST-2026-{:04}", place + 1));
        let pdf = world.done("statement_pdf", asked.clone()).await;
        assert_eq!(pdf["sha256"], kept["sha256"]);
        let words = words(&pdf);
        for one in kept["figures"].as_array().unwrap() {
            let expected = printed(minor(&one["amount"]));
            assert!(words.contains(&expected), "{} {expected} is not in {words}", one["label"]);
        }
        for expected in ["Client statement", "September 1 to 30, 2026", "Page 1 of"] {
            assert!(words.contains(expected), "{expected} is not in {words}");
        }
        assert_eq!(world.done("statement_pdf", asked).await, pdf);
    }
    // A second run of the same days numbers on; the first ones stay.
    let again = made(&world, run_of("clients", &json!([]), "2026-09-01", "2026-09-30")).await;
    let rows = world.done("list_statements", json!({ "party": null })).await;
    let numbers: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().map(|r| r["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["ST-2026-0004", "ST-2026-0003", "ST-2026-0002", "ST-2026-0001"]);
    assert_eq!(again["run"]["made"], 2);
    assert_eq!(rows["runs"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_statement_begins_where_the_last_one_ended() {
    let world = with_books().await;
    let one = client_named(&world, "Brinmoor Staffing, Inc.").await;
    let asked = |from: &str, to: &str| json!({ "party": one["party"], "from": from, "to": to });
    let before = world.done("statement_preview", asked("2026-08-01", "2026-08-31")).await;
    let after = world.done("statement_preview", asked("2026-09-01", "2026-09-30")).await;
    let closing = printed(figure(&before, "Net funds employed"));
    let text = words(&after);
    let opening = format!("Net funds employed Receivables purchased Aug 31 {closing}");
    assert!(text.contains(&opening), "{opening} is not in {text}");
}

#[tokio::test]
async fn a_debtor_s_statement_asks_for_what_is_open_and_for_late_charges_when_there_is_a_rule() {
    let world = with_books().await;
    let form = world.done("statement_form", json!({})).await;
    let asked = |party: &Value| json!({ "party": party, "from": "2026-10-01", "to": "" });
    let mut late = Value::Null;
    let mut open = 0;
    for debtor in form["debtors"].as_array().unwrap() {
        let preview = world.done("statement_preview", asked(&debtor["party"])).await;
        assert_eq!(figure(&preview, "Late charges"), 0);
        open += figure(&preview, "Open");
        if figure(&preview, "Past due") > 0 {
            late = debtor["party"].clone();
        }
    }
    let position = world.done("position", json!({ "day": "", "basis": "as_shown" })).await;
    assert_eq!(open, minor(&position["open"]["amount"]));
    let rule = json!({
        "kind": "agreed", "monthly_rate": "1.5", "grace_days": "5",
        "clause": "the terms of sale on each invoice", "beneficiary": "factor", "minimum": "",
        "jurisdiction": "us_fl", "law": ""
    });
    let saved = world.done("save_late_rule", rule.clone()).await;
    assert_eq!(saved["rule"]["monthly_rate"], "1.50");
    let preview = world.done("statement_preview", asked(&late)).await;
    let (charges, due) = (figure(&preview, "Late charges"), figure(&preview, "Due"));
    assert!(charges > 0, "{preview}");
    assert_eq!(figure(&preview, "Due with late charges"), due + charges);
    let text = words(&preview);
    for expected in ["Late charges", "the terms of sale on each invoice", "Each further day adds"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    // The client's own charges are no part of it.
    assert!(!text.contains("Factoring fees") && !text.contains("Reserve"), "{text}");
    // Nothing was booked by it.
    let entries = world.done("list_entries", json!({ "account": "late_charge_income" })).await;
    assert_eq!(entries["of"], 76);
    assert_eq!(entries["total"], 0);
}

#[tokio::test]
async fn a_rule_that_cannot_be_is_said_at_its_fields() {
    let world = with_books().await;
    let bad = json!({
        "kind": "agreed", "monthly_rate": "0", "grace_days": "many", "clause": "",
        "beneficiary": "client", "minimum": "-5", "jurisdiction": "us_zz", "law": ""
    });
    let refused = world.refused("save_late_rule", bad).await;
    let fields: Vec<&str> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["monthly_rate", "grace_days", "clause", "minimum", "jurisdiction"]);
    let days = json!({ "scope": { "kind": "clients", "ids": [] }, "from": "nonsense", "to": "+3" });
    let refused = world.refused("start_statement_run", days).await;
    let fields: Vec<&str> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["from", "to"]);
    let turned = run_of("clients", &json!([]), "2026-10-02", "2026-10-01");
    let refused = world.refused("start_statement_run", turned).await;
    assert_eq!(refused.message, "The first day is after the last one.");
    let nobody = run_of("clients", &json!([]), "1990-01-01", "1990-01-31");
    let refused = world.refused("start_statement_run", nobody).await;
    assert!(refused.message.starts_with("Nobody has anything to state"), "{refused:?}");
}

#[tokio::test]
async fn a_run_that_is_cancelled_leaves_whole_statements_and_tells_how_far_it_was() {
    let world = with_books().await;
    let begun =
        world.done("start_statement_run", run_of("debtors", &json!([]), "2026-09-01", "")).await;
    let run = json!({ "run_id": begun["run"]["id"] });
    let total = begun["run"]["total"].as_u64().unwrap();
    assert_eq!(total, 5);
    let mut told = world.desk.listen();
    let working = dispatch(&world.desk, "work_statement_run", Some("work"), run.clone());
    // Cancelled after the first statement, while the run is under way.
    let cancelling = async {
        let first = loop {
            if let Ok(DeskEvent::Statements(progress)) = told.recv().await {
                break progress;
            }
        };
        (first, world.done("cancel_statement_run", run.clone()).await)
    };
    let (worked, (first, _)) = tokio::join!(working, cancelling);
    assert_eq!((first.total, first.done), (5, 1));
    let page = worked.unwrap();
    assert_eq!(page["run"]["state"], "cancelled");
    let made = page["run"]["made"].as_u64().unwrap();
    assert!((1..total).contains(&made), "{page}");
    let rows = world.done("list_statements", json!({ "party": null })).await;
    assert_eq!(rows["rows"].as_array().unwrap().len() as u64, made);
    for row in rows["rows"].as_array().unwrap() {
        world.done("statement_pdf", json!({ "statement_id": row["id"] })).await;
    }
    // It is over: nobody can go on with it or cancel it again.
    assert_eq!(world.done("work_statement_run", run.clone()).await["run"]["state"], "cancelled");
    let refused = world.refused("cancel_statement_run", run).await;
    assert_eq!(refused.message, "This run has ended already.");
}

#[tokio::test]
async fn a_run_that_was_cut_off_goes_on_after_a_restart() {
    let world = with_books().await;
    let begun =
        world.done("start_statement_run", run_of("debtors", &json!([]), "2026-09-01", "")).await;
    let run = json!({ "run_id": begun["run"]["id"] });
    let mut told = world.desk.listen();
    {
        // The window goes away in the middle: whatever was under way is dropped.
        let working = dispatch(&world.desk, "work_statement_run", Some("work"), run.clone());
        let first = async { while !matches!(told.recv().await, Ok(DeskEvent::Statements(_))) {} };
        tokio::select! {
            answer = working => panic!("it ended by itself: {answer:?}"),
            () = first => {}
        }
    }
    let form = world.done("statement_form", json!({})).await;
    assert_eq!(form["unfinished"]["id"], begun["run"]["id"]);
    let page = world.done("work_statement_run", run).await;
    assert_eq!(page["run"]["state"], "finished");
    assert_eq!(page["run"]["done"], 5);
    let rows = world.done("list_statements", json!({ "party": null })).await;
    let numbers: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().map(|r| r["number"].as_str().unwrap()).collect();
    let expected: Vec<String> =
        (1..=numbers.len()).rev().map(|serial| format!("ST-2026-{serial:04}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn one_party_that_cannot_be_stated_does_not_stop_the_others() {
    let world = with_books().await;
    let odd = client_named(&world, "Brinmoor Staffing, Inc.").await;
    let id = odd["party"]["client_id"].as_i64().unwrap();
    crate::books::tamper(
        &world,
        &format!(
            "UPDATE balance_day SET balance_minor = balance_minor + 5
             WHERE account = 4 AND client_id = {id}
               AND date(day * 86400, 'unixepoch') BETWEEN '2026-09-01' AND '2026-09-30';"
        ),
    )
    .await;
    let page = made(&world, run_of("clients", &json!([]), "2026-09-01", "2026-09-30")).await;
    assert_eq!((&page["run"]["made"], &page["run"]["failed"]), (&json!(1), &json!(1)));
    let items = page["items"].as_array().unwrap();
    let failed = items.iter().find(|item| item["state"] == "failed").unwrap();
    assert_eq!(failed["name"], "Brinmoor Staffing, Inc.");
    let problem = failed["problem"].as_str().unwrap();
    assert!(problem.contains("does not add up") && problem.contains("check of the books"));
}

#[tokio::test]
async fn a_statement_has_a_cover_in_the_words_of_the_firm_where_one_is_asked_for() {
    let world = with_books().await;
    for of in ["clients", "debtors"] {
        let page = made(&world, run_of(of, &json!([]), "2026-09-01", "2026-09-30")).await;
        let id = page["items"][0]["statement_id"].clone();
        let plain = world.done("statement_pdf", json!({ "statement_id": id })).await;
        let asked = json!({ "statement_id": id, "with_cover": true });
        let covered = world.done("statement_pdf", asked.clone()).await;
        assert_ne!(covered["sha256"], plain["sha256"], "{of}");
        let said = words(&covered);
        for part in ["Your Statement", "What is enclosed", "in writing by December 19, 2026"] {
            assert!(said.contains(part), "{of}: {part} is not in {said}");
        }
        assert!(said.contains(words(&plain).split(' ').next_back().unwrap()), "the statement too");
        let saved = world.done("save_statement_pdf", asked.clone()).await;
        assert!(saved["name"].as_str().unwrap().ends_with("with cover.pdf"), "{saved}");
        world.done("print_statement", asked).await;
    }
    let planned = json!({
        "kind": "statement_cover", "scope": { "kind": "client", "client_id": 1 }
    });
    let refused = world.refused("plan_letters", planned).await;
    assert!(refused.message.contains("printed from a statement"), "{}", refused.message);
}

#[tokio::test]
async fn a_statement_is_saved_and_printed_as_it_was_given_out() {
    let world = with_books().await;
    let one = client_named(&world, "Brinmoor Staffing, Inc.").await;
    let ids = json!([one["party"]["client_id"]]);
    let page = made(&world, run_of("clients", &ids, "", "")).await;
    let asked = json!({ "statement_id": page["items"][0]["statement_id"] });
    let saved = world.done("save_statement_pdf", asked.clone()).await;
    assert_eq!(saved["name"], "ST-2026-0001.pdf");
    world.done("print_statement", asked.clone()).await;
    let of = world.done("list_statements", json!({ "party": one["party"] })).await;
    assert_eq!(of["rows"].as_array().unwrap().len(), 1);
    assert_eq!(of["rows"][0]["period"], "As of November 19, 2026");
}
