//! Dunning: what is due by which policy, what a run does, and what it leaves alone.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::letter_inputs::step;

use crate::reminder_letters::{CORVANE, TARN, debtor, dispute, owing, park, receive, said, stated};
use crate::runs::{Runs, minor};

/// Debtor, act, days late, amount, whether it is ticked, in the order of the list.
async fn plan(runs: &Runs) -> Vec<(String, String, i64, i64, bool)> {
    let plan = runs.world.done("plan_dunning", json!({})).await;
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        let act = row["line"]["act"].as_str().unwrap().to_owned();
        let days = row["days_late"].as_i64().unwrap();
        let amount = minor(&row["amount"]["amount"]);
        (text("name"), act, days, amount, row["is_ticked"] == true)
    };
    plan["rows"].as_array().unwrap().iter().map(row).collect()
}

fn row(name: &str, act: &str, days: i64, amount: i64) -> (String, String, i64, i64, bool) {
    (name.to_owned(), act.to_owned(), days, amount, true)
}

async fn run(runs: &Runs) -> Value {
    let plan = runs.world.done("plan_dunning", json!({})).await;
    let lines: Vec<&Value> =
        plan["rows"].as_array().unwrap().iter().map(|row| &row["line"]).collect();
    runs.world.done("run_dunning", json!({ "lines": lines, "mailed": [] })).await
}

/// Notes every letter of a run as sent.
async fn send(runs: &Runs, run: &Value) {
    let letters = run["acts"].as_array().unwrap().iter().map(|act| &act["letter_id"]);
    let letters: Vec<&Value> = letters.filter(|letter| !letter.is_null()).collect();
    runs.world.done("record_letters", step(&letters, "sent")).await;
}

/// What the follow-ups on the list of today are for.
async fn reasons(runs: &Runs) -> Vec<String> {
    let page = runs.world.done("today", json!({})).await;
    let rows = page["groups"].as_array().unwrap().iter().flat_map(|group| {
        let rows = group["rows"].as_array().unwrap().iter();
        rows.filter_map(|row| row["follow_up"]["reason"].as_str()).map(str::to_owned)
    });
    rows.collect()
}

#[tokio::test]
async fn the_usual_steps_go_from_a_friendly_letter_to_a_final_demand() {
    let runs = owing().await;
    let world = &runs.world;
    let friendly = [
        row(CORVANE, "friendly_reminder", 60, 1_700_000),
        row(TARN, "friendly_reminder", 60, 2_000_000),
    ];
    assert_eq!(plan(&runs).await, friendly);
    let first = run(&runs).await;
    assert_eq!((&first["head"]["letters"], &first["head"]["calls"]), (&json!(2), &json!(0)));
    assert_eq!(first["acts"][0]["step"], "Friendly reminder, 5 days after the due date");
    assert_eq!(first["acts"][1]["number"], "LTR-2026-0002");
    assert_eq!(plan(&runs).await, [], "each invoice has its letter");
    send(&runs, &first).await;

    world.clock.set("2026-11-25 10:00");
    let waiting = world.done("plan_dunning", json!({})).await;
    assert_eq!((&waiting["later"], &waiting["next_on"]), (&json!(2), &json!("2026-11-26")));
    world.clock.set("2026-11-26 10:00");
    let calls = [row(CORVANE, "call", 67, 1_700_000), row(TARN, "call", 67, 2_000_000)];
    assert_eq!(plan(&runs).await, calls);
    let called = run(&runs).await;
    assert_eq!(called["acts"][1]["reason"], "Call about 2 invoices, up to 67 days late.");
    let due = reasons(&runs).await;
    assert_eq!(due.len(), 2, "the calls are on the list of today: {due:?}");

    for (day, act, letters) in [
        ("2026-12-03 10:00", "firm_reminder", true),
        ("2026-12-10 10:00", "call", false),
        ("2026-12-17 10:00", "final_demand", true),
    ] {
        world.clock.set(day);
        let due = plan(&runs).await;
        assert!(due.iter().all(|row| row.1 == act && row.4) && due.len() == 2, "{act}: {due:?}");
        let done = run(&runs).await;
        if letters {
            send(&runs, &done).await;
        }
    }
    // The final demands tell whoever looks after the clients.
    let told = reasons(&runs).await;
    let told = told.iter().filter(|one| one.starts_with("Tell ")).count();
    assert_eq!(told, 3, "Corvane owes both clients, Tarn Valley one");
    world.clock.set("2026-12-31 10:00");
    assert_eq!(plan(&runs).await, [], "nothing comes after the final demand");
    runs.check_books().await;
}

#[tokio::test]
async fn what_is_disputed_promised_or_left_alone_is_not_on_the_list() {
    let runs = owing().await;
    let world = &runs.world;
    let (tarn, corvane) = (debtor(&runs, TARN).await, debtor(&runs, CORVANE).await);
    dispute(&runs, "all", "Q-201").await;
    let due = plan(&runs).await;
    assert_eq!(
        due[1],
        ("Tarn Valley Grocers".to_owned(), "friendly_reminder".to_owned(), 10, 1_000_000, false),
        "the rest is listed for a person to decide"
    );

    let promise = json!({
        "subject": { "kind": "debtor", "id": tarn }, "contact_id": null,
        "contact_name": "Dana Whitlock", "channel": "call", "direction": "outgoing",
        "outcome": "promised", "text": "She pays.", "day": "", "time": "", "next": null,
        "attachments": [], "finishes": null, "tags": "", "proof": null, "corrects": null,
        "promise": { "amount": "10,000", "day": "+5", "by": "" }
    });
    world.done("save_note", promise).await;
    let names: Vec<String> = plan(&runs).await.into_iter().map(|row| row.0).collect();
    assert_eq!(names, [CORVANE]);

    park(&runs, &corvane).await;
    let unapplied = world.done("plan_dunning", json!({})).await;
    assert_eq!(unapplied["unapplied"]["debtors"], 1);
    assert_eq!(unapplied["unapplied"]["amount"]["minor"], 50_000);
    assert_eq!(unapplied["rows"][0]["is_ticked"], false);

    let whose = json!({ "kind": "debtor", "debtor_id": corvane });
    let nobody = json!({ "whose": whose, "said": { "kind": "nobody" } });
    let said = world.done("choose_dunning", nobody).await;
    assert_eq!(said["said"]["kind"], "nobody");
    let plan = world.done("plan_dunning", json!({})).await;
    assert_eq!((&plan["rows"], &plan["left_alone"]), (&json!([]), &json!(1)));
    let as_firm = json!({ "whose": whose, "said": { "kind": "as_firm" } });
    world.done("choose_dunning", as_firm).await;
    let plan = world.done("plan_dunning", json!({})).await;
    assert_eq!(plan["rows"].as_array().unwrap().len(), 1);
}

fn one_step(act: &str, days: &str) -> Value {
    json!({
        "act": act, "after_days": days, "days_to_pay": "", "tells_representative": false,
        "by_mail": false, "fee": "", "with_charges": true
    })
}

fn policy(name: &str, is_house: bool, steps: Value) -> Value {
    json!({
        "policy_id": null, "is_house": is_house,
        "policy": { "name": name, "steps": steps, "pause_days": "3", "fee_basis": "" }
    })
}

#[tokio::test]
async fn a_client_or_a_debtor_may_have_a_policy_of_its_own() {
    let runs = owing().await;
    let world = &runs.world;
    let only_calls = policy("Calls only", false, json!([one_step("call", "2")]));
    let kept = world.done("save_dunning_policy", only_calls).await;
    let id = kept["policies"][1]["policy_id"].clone();
    assert_eq!(kept["policies"][0]["policy_id"], Value::Null, "the usual steps come first");
    assert_eq!(kept["policies"][1]["summary"], "call 2 days after the due date");
    let whose = json!({ "kind": "client", "client_id": runs.first });
    let said = json!({ "kind": "policy", "policy_id": id });
    world.done("choose_dunning", json!({ "whose": whose, "said": said })).await;
    // The invoices that are overdue the longest are the first client's.
    let acts: Vec<String> = plan(&runs).await.into_iter().map(|row| row.1).collect();
    assert_eq!(acts, ["call", "call"]);
    let tarn = debtor(&runs, TARN).await;
    let house = policy("Ours", true, json!([one_step("friendly_reminder", "8")]));
    let kept = world.done("save_dunning_policy", house).await;
    let ours = &kept["policies"][0];
    assert_eq!((&ours["is_house"], &ours["policy"]["name"]), (&json!(true), &json!("Ours")));
    let refused = json!({ "policy_id": ours["policy_id"] });
    let refused = world.refused("remove_dunning_policy", refused).await;
    assert!(refused.message.contains("Change its steps"), "{refused:?}");

    let letters = policy("Letters", false, json!([one_step("friendly_reminder", "4")]));
    let kept = world.done("save_dunning_policy", letters).await;
    let found = |kept: &Value, name: &str| {
        let all = kept["policies"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["policy"]["name"] == name).unwrap()
    };
    let letters = found(&kept, "Letters");
    let of_tarn = json!({ "kind": "debtor", "debtor_id": tarn });
    let said = json!({ "kind": "policy", "policy_id": letters["policy_id"] });
    world.done("choose_dunning", json!({ "whose": of_tarn, "said": said })).await;
    let due = plan(&runs).await;
    assert_eq!((due[0].1.as_str(), due[1].1.as_str()), ("call", "friendly_reminder"));
    let page = world.done("dunning_policies", json!({})).await;
    assert_eq!(found(&page, "Calls only")["clients"], 1);
    assert_eq!(found(&page, "Letters")["debtors"], 1);
    // Without it the client's policy holds again, and without that the firm's.
    world.done("remove_dunning_policy", json!({ "policy_id": letters["policy_id"] })).await;
    world.done("remove_dunning_policy", json!({ "policy_id": id })).await;
    let acts: Vec<String> = plan(&runs).await.into_iter().map(|row| row.1).collect();
    assert_eq!(acts, ["friendly_reminder", "friendly_reminder"]);
}

#[tokio::test]
async fn a_policy_says_at_its_fields_what_is_wrong_and_a_run_does_all_or_nothing() {
    let runs = owing().await;
    let world = &runs.world;
    for (steps, name, pause, fields) in [
        (json!([]), "A", "3", vec!["steps.0.act"]),
        (
            json!([one_step("call", "soon")]),
            "",
            "-1",
            vec!["name", "pause_days", "steps.0.after_days"],
        ),
        (
            json!([one_step("firm_reminder", "9"), one_step("call", "9")]),
            "A",
            "3",
            vec!["steps.0.act", "steps.1.after_days"],
        ),
        (json!([one_step("courtesy_reminder", "3")]), "A", "", vec!["steps.0.after_days"]),
    ] {
        let mut typed = policy(name, false, steps);
        typed["policy"]["pause_days"] = json!(pause);
        let refused = world.refused("save_dunning_policy", typed).await;
        let mut found: Vec<_> = refused.fields.iter().map(|one| one.field.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, fields);
    }
    let typed = policy("A", false, json!([one_step("call", "3")]));
    world.done("save_dunning_policy", typed.clone()).await;
    let twice = world.refused("save_dunning_policy", typed).await;
    assert_eq!(twice.fields[0].message, "Another policy has this name.");
    let mut wording = one_step("friendly_reminder", "3");
    wording["wording_id"] = json!("nowhere");
    let refused = world.refused("save_dunning_policy", policy("B", false, json!([wording]))).await;
    assert_eq!(refused.fields[0].field, "steps.0.wording_id");

    let (tarn, corvane) = (debtor(&runs, TARN).await, debtor(&runs, CORVANE).await);
    let due = json!({ "debtor_id": tarn, "act": "friendly_reminder" });
    let not_due = json!({ "debtor_id": corvane, "act": "call" });
    let both = json!({ "lines": [due, not_due], "mailed": [] });
    let refused = world.refused("run_dunning", both).await;
    assert!(refused.message.starts_with("A line is not due any more."), "{refused:?}");
    let none = world.refused("run_dunning", json!({ "lines": [], "mailed": [] })).await;
    assert_eq!(none.message, "Tick at least one line.");
    let plan = world.done("plan_dunning", json!({})).await;
    assert_eq!((&plan["last_runs"], &plan["first_number"]), (&json!([]), &json!("LTR-2026-0001")));
    let twice = json!({ "lines": [due, due], "mailed": [] });
    let made = world.refused("run_dunning", twice).await;
    assert!(made.message.contains("twice"), "{made:?}");
    let paper = world.done("preview_dunning", due.clone()).await;
    assert!(paper["data"].as_str().unwrap().len() > 1_000);
    let refused = world.refused("preview_dunning", not_due).await;
    assert_eq!(refused.code, Code::NotFound);
    let done = world.done("run_dunning", json!({ "lines": [due], "mailed": [] })).await;
    let again = world.done("dunning_run", json!({ "run_id": done["head"]["run_id"] })).await;
    assert_eq!(again, done);
}

/// A second reminder with a fee of 15.00, and a final demand with 25.00 and no late charges.
fn with_fees(basis: &str, fee: &str) -> Value {
    let mut steps = json!([
        one_step("friendly_reminder", "5"),
        one_step("firm_reminder", "15"),
        one_step("final_demand", "30")
    ]);
    steps[1]["fee"] = json!(fee);
    steps[2]["fee"] = json!("25");
    steps[2]["with_charges"] = json!(false);
    let mut typed = policy("With fees", true, steps);
    typed["policy"]["fee_basis"] = json!(basis);
    typed
}

/// The row of Tarn Valley, with the lines of its amount.
async fn of_tarn(runs: &Runs) -> (Value, Vec<String>) {
    let plan = runs.world.done("plan_dunning", json!({})).await;
    let rows = plan["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == TARN).unwrap().clone();
    let lines = row["amount"]["working"]["lines"].as_array().unwrap().iter();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let lines = lines.map(|line| format!("{}, {}", text(line, "label"), text(line, "detail")));
    let lines = lines.collect();
    (row, lines)
}

async fn run_tarn(runs: &Runs) -> Value {
    let (row, _) = of_tarn(runs).await;
    let done = json!({ "lines": [row["line"]], "mailed": [] });
    let done = runs.world.done("run_dunning", done).await;
    send(runs, &done).await;
    done["acts"][0]["letter_id"].clone()
}

#[tokio::test]
async fn a_letter_asks_for_the_fee_of_its_step_once_and_never_for_what_is_paid() {
    const BY: &str = "clause 7 of the terms of sale";
    const FEE: &str = "Fee of a reminder";
    let runs = owing().await;
    let world = &runs.world;
    for (basis, fee, field) in [("", "15", "fee_basis"), (BY, "much", "steps.1.fee")] {
        let refused = world.refused("save_dunning_policy", with_fees(basis, fee)).await;
        assert_eq!((refused.fields.len(), refused.fields[0].field.as_str()), (1, field));
    }
    let kept = world.done("save_dunning_policy", with_fees(BY, "15")).await;
    let summary = kept["policies"][0]["summary"].as_str().unwrap();
    assert!(summary.contains("15 days after the due date with a fee of USD 15.00"), "{summary}");
    assert!(summary.ends_with("with a fee of USD 25.00 without late charges"), "{summary}");
    let tarn = debtor(&runs, TARN).await;
    let (_, lines) = of_tarn(&runs).await;
    assert!(lines.iter().all(|line| !line.contains("Fee")), "the first letter has none: {lines:?}");
    run_tarn(&runs).await;

    // Two invoices of 10,000.00, 63 and 13 days late at 1.5 % a month: 315.00 and 65.00.
    world.clock.set("2026-11-22 10:00");
    let (row, lines) = of_tarn(&runs).await;
    assert_eq!(minor(&row["amount"]["amount"]), 2_000_000 + 31_500 + 6_500 + 1_500, "{lines:?}");
    assert!(lines.contains(&format!("Fee of this letter, once, by {BY}")), "{lines:?}");
    assert_eq!(stated(&runs, &tarn, "2026-11-22", FEE).await, None);
    let letter = run_tarn(&runs).await;
    let paper = said(&runs, &letter).await;
    for part in [
        "come to USD 395.00",
        &format!("USD 15.00 of them is the fee of this letter by {BY}, asked for once"),
        "Of them USD 15.00 are fixed sums and USD 380.00 are interest",
        "Fee of this letter 15.00 15.00",
        "Total 20,000.00 380.00 15.00 20,395.00",
        "Pay USD 20,395.00",
    ] {
        assert!(paper.contains(part), "{part} is not in {paper}");
    }
    assert_eq!(stated(&runs, &tarn, "2026-11-22", FEE).await, Some(1_500));
    // The statement has 85.00 more on an invoice that was paid late; what is paid is not reminded.
    let charges = stated(&runs, &tarn, "2026-11-22", "Late charges").await;
    assert_eq!(charges, Some(38_000 + 8_500));
    let due = stated(&runs, &tarn, "2026-11-22", "Due with late charges").await;
    assert_eq!(due, Some(2_039_500 + 8_500));

    // 315.00 pays what the older invoice was charged, the rest goes to the fee.
    let query = json!({ "view": "all", "text": "Q-201" });
    let invoice = world.done("list_recourse", query).await["rows"][0]["invoice_id"].clone();
    let charge = json!([{ "invoice_id": invoice, "amount": "320", "beneficiary": "firm" }]);
    receive(&runs, &tarn, "320.00", json!({ "late_charges": charge })).await;
    assert_eq!(stated(&runs, &tarn, "2026-11-22", "Late charges").await, Some(6_500 + 8_500));
    assert_eq!(stated(&runs, &tarn, "2026-11-22", FEE).await, Some(1_000));

    // The fee of the final demand stands in place of the one before. By now the older invoice is
    // charged 330.00, so the whole payment was for being late.
    world.clock.set("2026-11-25 10:00");
    let (row, lines) = of_tarn(&runs).await;
    assert_eq!(row["line"]["act"], "final_demand");
    assert_eq!(minor(&row["amount"]["amount"]), 2_000_000 + 2_500, "{lines:?}");
    let paper = said(&runs, &run_tarn(&runs).await).await;
    assert!(paper.contains("come to USD 25.00") && !paper.contains("Each further day"), "{paper}");
    assert_eq!(stated(&runs, &tarn, "2026-11-25", FEE).await, Some(2_500));
    runs.check_books().await;
}
