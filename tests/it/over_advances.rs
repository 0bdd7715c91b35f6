//! A client is paid more than its invoices support: with a reason, until a day, by two people.

use serde_json::{Value, json};
use support::{PASSPHRASE, World};

use crate::schedules::{
    asked, assert_sound, confirm_bank, funding, line, minor, ready, schedule, yes,
};

const NADIA: &str = "seventeen quiet copper kettles";
const REASON: &str = "Payroll until Quillon pays";

fn over(amount: &str, expires_on: &str, reason: &str) -> Value {
    json!({ "amount": amount, "expires_on": expires_on, "reason": reason })
}

fn with_over(mut input: Value, over_advance: Value) -> Value {
    input["over_advance"] = over_advance;
    input
}

/// A submitted schedule of one invoice of 10,000.00 at 80 %, less a wire fee of 25.00.
async fn submitted(world: &World, client: &Value, number: &str) -> Value {
    // The same amount on the same debtor within a week would be taken for a double.
    let (debtor, face) = match number {
        "AF-2" => ("Quillon Retail Group", "10,000"),
        "AF-3" => ("Marrow Bay Logistics", "10,050"),
        _ => ("Marrow Bay Logistics", "10,000"),
    };
    let page = schedule(world, client, &[line(number, debtor, face)]).await;
    world.done("submit_schedule", asked(&page)).await
}

async fn start() -> (World, Value, Value) {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let page = submitted(&world, &client, "AF-1").await;
    (world, client, page)
}

/// Funds the schedule with 2,000.00 more than it supports, until December 15.
async fn over_advanced(world: &World, page: &Value) -> Value {
    let more = over("2,000", "12/15/2026", REASON);
    let staged = world.done("stage_funding", with_over(funding(page), more.clone())).await;
    world.done("confirm_funding", with_over(yes(page, &staged), more)).await
}

async fn position(world: &World, client: &Value) -> Value {
    world.done("client_position", json!({ "client_id": client })).await
}

fn working_line<'a>(figure: &'a Value, label: &str) -> &'a Value {
    let lines = figure["working"]["lines"].as_array().unwrap();
    let found = lines.iter().find(|line| line["label"] == label);
    found.unwrap_or_else(|| panic!("no line {label} in {figure}"))
}

fn receipt_line<'a>(staged: &'a Value, label: &str) -> &'a Value {
    let lines = staged["lines"].as_array().unwrap();
    let found = lines.iter().find(|line| line["label"] == label);
    found.unwrap_or_else(|| panic!("no line {label} in {staged}"))
}

#[tokio::test]
async fn an_over_advance_is_a_line_of_the_receipt_and_lowers_what_may_be_drawn() {
    let (world, client, page) = start().await;
    let more = over("2,000", "12/15/2026", REASON);
    let plain = world.done("stage_funding", funding(&page)).await;
    let staged = world.done("stage_funding", with_over(funding(&page), more.clone())).await;
    assert_ne!(staged["fingerprint"], plain["fingerprint"]);
    // 8,000.00 less the fee of 25.00, and 2,000.00 more.
    assert_eq!(minor(&staged["net"]["amount"]), 997_500);
    assert_eq!(minor(&receipt_line(&staged, "Over-advance")["figure"]["amount"]), 200_000);
    assert_eq!(minor(&staged["after"]["over_advances"]["amount"]), 200_000);
    assert_eq!(staged["over_advance"]["reason"], REASON);
    assert_eq!(staged["debits"], staged["credits"]);
    let done = world.done("confirm_funding", with_over(yes(&page, &staged), more)).await;
    assert_eq!(minor(&done["net"]), 997_500);
    assert_eq!(done["receipt"]["over_advance"]["expires_on"], "2026-12-15");
    let position = position(&world, &client).await;
    let [out] = position["over_advances"].as_array().unwrap().as_slice() else {
        panic!("{position}")
    };
    assert_eq!((minor(&out["left"]), minor(&out["given"])), (200_000, 200_000));
    assert_eq!(out["day_words"], "until Dec 15, 2026");
    assert_eq!(
        (&out["asked_by"], &out["approved_by"]),
        (&json!("Ruth Adeyemi"), &json!("Ruth Adeyemi"))
    );
    // 10,000.00 of receivables less 2,000.00 of reserve, and the over-advance.
    assert_eq!(minor(&position["net"]["amount"]), 1_000_000);
    assert_eq!(minor(&position["over_advance"]), 200_000);
    let apart = working_line(&position["available"], "Over-advance, until Dec 15, 2026");
    assert_eq!(minor(&apart["amount"]), -200_000);
    let rest = working_line(&position["available"], "Net funds employed");
    assert_eq!(minor(&rest["amount"]), -800_000);
    assert_sound(&world).await;
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_is_said_at_its_field() {
    let (world, _, page) = start().await;
    for (typed, field) in [
        (over("", "12/15/2026", REASON), "over_advance.amount"),
        (over("0", "12/15/2026", REASON), "over_advance.amount"),
        (over("-5", "12/15/2026", REASON), "over_advance.amount"),
        (over("2,000", "", REASON), "over_advance.expires_on"),
        (over("2,000", "11/19/2026", REASON), "over_advance.expires_on"),
        (over("2,000", "12/15/2028", REASON), "over_advance.expires_on"),
        (over("2,000", "12/15/2026", "  "), "over_advance.reason"),
    ] {
        let refused = world.refused("stage_funding", with_over(funding(&page), typed)).await;
        let fields: Vec<&str> = refused.fields.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, [field], "{refused:?}");
    }
    let none = world.done("stage_funding", with_over(funding(&page), over("", "", ""))).await;
    assert_eq!(none["over_advance"], Value::Null);
}

#[tokio::test]
async fn the_next_funding_recovers_it() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    let page = submitted(&world, &client, "AF-2").await;
    let staged = world.done("stage_funding", funding(&page)).await;
    assert_eq!(minor(&receipt_line(&staged, "Shortages to recover")["figure"]["amount"]), -200_000);
    assert_eq!(minor(&staged["net"]["amount"]), 597_500);
    assert_eq!(minor(&staged["after"]["over_advances"]["amount"]), 0);
    world.done("confirm_funding", yes(&page, &staged)).await;
    let position = position(&world, &client).await;
    assert_eq!(position["over_advances"], json!([]));
    assert_eq!(minor(&position["over_advance"]), 0);
    assert_sound(&world).await;
}

#[tokio::test]
async fn a_part_that_is_recovered_leaves_the_rest_with_its_day() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    // 1,600.00 of advance less 25.00: all of it is kept.
    let lines = [line("AF-2", "Quillon Retail Group", "2,000")];
    let page = schedule(&world, &client, &lines).await;
    let page = world.done("submit_schedule", asked(&page)).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    assert_eq!(minor(&staged["net"]["amount"]), 0);
    world.done("confirm_funding", yes(&page, &staged)).await;
    let after = position(&world, &client).await;
    assert_eq!(minor(&after["over_advances"][0]["left"]), 40_000, "{}", after["over_advances"]);
    // What was recovered from the second is given back with it.
    let undone = json!({ "schedule_id": page["id"], "reason": "Entered twice" });
    world.done("reverse_funding", undone).await;
    let before = position(&world, &client).await;
    assert_eq!(minor(&before["over_advances"][0]["left"]), 200_000);
    assert_sound(&world).await;
}

/// The debtor pays the whole invoice of the schedule.
async fn paid(world: &World, page: &Value) {
    let page = world.done("schedule", asked(page)).await;
    let (line, banks) = (&page["lines"][0], world.done("list_firm_accounts", json!({})).await);
    let receipt = json!({
        "bank_account_id": banks["rows"][0]["id"], "method": "wire", "reference": "41877",
        "debtor_id": line["debtor"]["id"], "payer": "", "amount": "10,000",
        "received_on": "11/19/2026"
    });
    let receipt = world.done("start_receipt", receipt).await["receipt_id"].clone();
    let pays = json!({
        "invoice_id": line["invoice_id"], "pays": "10,000", "rest": "undecided", "reason": null
    });
    let allocation = json!({ "receipt_id": receipt, "lines": [pays] });
    let yes = world.to_post("post_receipt", allocation).await.unwrap();
    world.say(&yes).await.unwrap();
}

#[tokio::test]
async fn the_next_release_recovers_it_and_names_it() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    paid(&world, &page).await;
    let release = json!({
        "client_id": client, "source": "reserve", "scope": "all", "day": "", "amount": "",
        "reason": "", "method": "check", "bank_id": null
    });
    // Once its day has passed it does to a release what every debt past due does.
    world.clock.set("2026-12-17 10:00");
    let staged = world.done("stage_release", release.clone()).await;
    assert!(staged["holds"].to_string().contains("for the over-advance"), "{staged}");
    world.clock.set("2026-12-01 10:00");
    let staged = world.done("stage_release", release.clone()).await;
    let [due] = staged["dues"].as_array().unwrap().as_slice() else { panic!("{staged}") };
    assert_eq!((&due["about"], &due["due_on"]), (&json!("the over-advance"), &json!("2026-12-15")));
    let taken = minor(&due["taken"]);
    assert!(taken > 0 && taken <= 200_000, "{due}");
    let prepared = json!({ "asked": release, "fingerprint": staged["fingerprint"] });
    let run = world.done("prepare_release", prepared).await;
    world.done("confirm_release", json!({ "run_id": run["id"] })).await;
    let position = position(&world, &client).await;
    let left: i64 =
        position["over_advances"].as_array().unwrap().iter().map(|one| minor(&one["left"])).sum();
    assert_eq!(left, 200_000 - taken);
    assert_sound(&world).await;
}

#[tokio::test]
async fn two_fundings_that_recover_the_same_debt_say_so_and_are_worked_out_anew() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    let first = submitted(&world, &client, "AF-2").await;
    let second = submitted(&world, &client, "AF-3").await;
    let of_first = world.done("stage_funding", funding(&first)).await;
    world.done("submit_funding", yes(&first, &of_first)).await;
    let of_second = world.done("stage_funding", funding(&second)).await;
    // 80 % of 10,050.00 less the fee and the over-advance.
    assert_eq!(minor(&of_second["net"]["amount"]), 601_500);
    let told = of_second["checked"].as_str().unwrap();
    assert!(told.contains("SCH-0002 of this client is prepared too"), "{told}");
    world.done("confirm_funding", yes(&first, &of_first)).await;
    let refused = world.refused("confirm_funding", yes(&second, &of_second)).await;
    assert_eq!(format!("{:?}", refused.code), "Conflict");
    let anew = world.done("stage_funding", funding(&second)).await;
    assert_eq!(minor(&anew["net"]["amount"]), 801_500);
    world.done("confirm_funding", yes(&second, &anew)).await;
    assert_sound(&world).await;
}

#[tokio::test]
async fn a_funding_is_reversed_with_its_over_advance_while_nothing_was_paid_back() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    let second = submitted(&world, &client, "AF-2").await;
    let staged = world.done("stage_funding", funding(&second)).await;
    world.done("confirm_funding", yes(&second, &staged)).await;
    let undone = |page: &Value| json!({ "schedule_id": page["id"], "reason": "Wrong client" });
    let refused = world.refused("reverse_funding", undone(&page)).await;
    assert!(refused.message.contains("was paid back since"), "{}", refused.message);
    world.done("reverse_funding", undone(&second)).await;
    world.done("reverse_funding", undone(&page)).await;
    let position = position(&world, &client).await;
    assert_eq!((minor(&position["net"]["amount"]), &position["over_advances"]), (0, &json!([])));
    assert_sound(&world).await;
}

#[tokio::test]
async fn one_prepares_and_another_confirms_it() {
    let (world, client, page) = start().await;
    let person = json!({
        "name": "Nadia Ferro", "role": "manager", "passphrase": NADIA,
        "own_passphrase": PASSPHRASE
    });
    world.done("add_person", person).await;
    let more = over("2,000", "12/15/2026", REASON);
    let staged = world.done("stage_funding", with_over(funding(&page), more.clone())).await;
    assert_eq!(staged["confirmed_by"], json!(["Nadia Ferro"]));
    let alone = with_over(yes(&page, &staged), more.clone());
    let refused = world.refused("confirm_funding", alone.clone()).await;
    assert!(refused.message.contains("Nadia Ferro"), "{}", refused.message);
    let page = world.done("submit_funding", alone.clone()).await;
    assert_eq!(page["prepared"]["over_advance"]["reason"], REASON);
    let refused = world.refused("confirm_funding", alone).await;
    assert!(refused.message.contains("Nadia Ferro"), "{}", refused.message);
    world.done("lock", json!({})).await;
    world.done("unlock", json!({ "passphrase": NADIA })).await;
    // Nothing is typed: it is the one that was prepared.
    let staged = world.done("stage_funding", funding(&page)).await;
    assert_eq!(minor(&staged["over_advance"]["amount"]), 200_000);
    assert_eq!(staged["prepared"]["is_current"], true);
    assert_eq!(staged["confirmed_by"], json!([]));
    world.done("confirm_funding", yes(&page, &staged)).await;
    let position = position(&world, &client).await;
    let out = &position["over_advances"][0];
    assert_eq!(
        (&out["asked_by"], &out["approved_by"]),
        (&json!("Ruth Adeyemi"), &json!("Nadia Ferro"))
    );
    assert_sound(&world).await;
}

#[tokio::test]
async fn an_expired_one_stands_on_today_and_with_the_client() {
    let (world, client, page) = start().await;
    over_advanced(&world, &page).await;
    let groups = |today: &Value| today["groups"].as_array().unwrap().clone();
    let expired =
        |today: &Value| groups(today).into_iter().find(|group| group["kind"] == "over_advances");
    world.clock.set("2026-12-15 10:00");
    let today = world.done("today", json!({})).await;
    assert_eq!(expired(&today), None, "its last day has not passed");
    world.clock.set("2026-12-17 10:00");
    let today = world.done("today", json!({})).await;
    let group = expired(&today).unwrap();
    let row = &group["rows"][0];
    assert_eq!((&row["subject"]["id"], &row["days_late"]), (&client, &json!(2)));
    assert_eq!(row["schedule_id"], page["id"]);
    assert!(row["what"].as_str().unwrap().contains(REASON), "{row}");
    let position = position(&world, &client).await;
    let out = &position["over_advances"][0];
    assert_eq!((&out["is_expired"], &out["days_late"]), (&json!(true), &json!(2)));
    assert_eq!(out["day_words"], "expired Dec 15, 2026");
}

#[tokio::test]
async fn the_funding_report_prints_it_with_its_reason_and_day() {
    let (world, _, page) = start().await;
    over_advanced(&world, &page).await;
    let paper = json!({ "schedule_id": page["id"], "paper": "funding_report" });
    let saved = world.done("save_schedule_pdf", paper).await;
    let path = world.folder().join("saved").join(saved["name"].as_str().unwrap());
    let text = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in ["Over-advance", "2,000.00", "9,975.00", "December 15, 2026", REASON] {
        assert!(text.contains(word), "{word} in {text}");
    }
    if let Ok(shots) = std::env::var("FACTORDESK_SHOTS") {
        std::fs::copy(&path, format!("{shots}/over-advance-report.pdf")).unwrap();
    }
}
