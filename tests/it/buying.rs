//! Buying beside the checks of one schedule: two at once, limits that lapse, the house's rules.

use serde_json::{Value, json};
use support::World;

use crate::schedules::{
    asked, assert_sound, confirm_bank, funding, line, minor, ready, schedule, yes,
};

async fn submitted(world: &World, client: &Value, lines: &[Value]) -> Value {
    let page = schedule(world, client, lines).await;
    world.done("submit_schedule", asked(&page)).await
}

#[tokio::test]
async fn a_funding_staged_before_another_of_the_same_client_is_confirmed_as_shown() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let mut staged = Vec::new();
    for (number, debtor) in [("AF-1", "Marrow Bay Logistics"), ("AF-2", "Quillon Retail Group")] {
        let page = submitted(&world, &client, &[line(number, debtor, "10,000")]).await;
        let shown = world.done("stage_funding", funding(&page)).await;
        staged.push((page, shown));
    }
    for (page, shown) in &staged {
        let done = world.done("confirm_funding", yes(page, shown)).await;
        assert_eq!(done["net"], shown["net"]["amount"]);
    }
    assert_sound(&world).await;
}

#[tokio::test]
async fn nothing_is_bought_from_a_client_on_stop_until_it_is_released() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let page = submitted(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "10,000")]).await;
    let shown = world.done("stage_funding", funding(&page)).await;
    let status = |status: &str| json!({ "client_id": client, "status": status });
    world.done("set_client_status", status("on_stop")).await;
    let held = world.done("schedule", asked(&page)).await;
    assert_eq!(held["can_fund"], false);
    assert_eq!(held["client_status"], "on_stop");
    let refused = world.refused("confirm_funding", yes(&page, &shown)).await;
    assert!(refused.message.contains("on stop"), "{}", refused.message);
    world.done("set_client_status", status("active")).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    assert_sound(&world).await;
}

#[tokio::test]
async fn an_override_lapses_when_another_funding_moved_its_figure_and_says_so() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    // Of the facility limit of 30,000.00 the first takes 8,000.00, the second alone 32,000.00.
    let first = submitted(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "10,000")]).await;
    let second = [line("AF-2", "Quillon Retail Group", "40,000")];
    let second = submitted(&world, &client, &second).await;
    let check =
        second["checks"].as_array().unwrap().iter().find(|one| one["topic"] == "client_limit");
    let check = check.unwrap();
    let answer = json!({
        "schedule_id": second["id"], "line_id": check["line_id"], "topic": "client_limit",
        "reason": "The limit goes up on Monday", "attachment_id": null
    });
    world.done("override_check", answer.clone()).await;
    let shown = world.done("stage_funding", funding(&second)).await;
    let staged = world.done("stage_funding", funding(&first)).await;
    world.done("confirm_funding", yes(&first, &staged)).await;
    // The limit is passed by more than was said yes to: that is told, with what to do.
    let refused = world.refused("confirm_funding", yes(&second, &shown)).await;
    assert!(refused.message.contains("override it again"), "{}", refused.message);
    world.done("override_check", answer).await;
    let shown = world.done("stage_funding", funding(&second)).await;
    world.done("confirm_funding", yes(&second, &shown)).await;
    assert_sound(&world).await;
}

#[tokio::test]
async fn a_limit_past_its_last_day_takes_the_debtor_out_of_the_base_as_it_does_out_of_a_purchase() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let page = submitted(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "10,000")]).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    let debtor = page["lines"][0]["debtor"]["id"].clone();
    let form = world.done("debtor_form", json!({ "debtor_id": debtor })).await;
    let mut typed = form["debtor"].clone();
    typed["limit"] = json!("50,000");
    typed["limit_until"] = json!("11/30/2026");
    let saved = json!({
        "debtor_id": debtor, "revision": form["revision"], "debtor": typed,
        "is_different_business": false
    });
    world.done("update_debtor", saved).await;
    let eligible = async |world: &World| {
        let position = world.done("client_position", json!({ "client_id": client })).await;
        let lines = position["available"]["working"]["lines"].as_array().unwrap().clone();
        let advance = lines.iter().find(|one| one["label"] == "Advance on eligible invoices");
        minor(&advance.unwrap()["amount"])
    };
    world.clock.set("2026-11-30 10:00");
    assert_eq!(eligible(&world).await, 800_000, "its last day counts");
    world.clock.set("2026-12-01 10:00");
    assert_eq!(eligible(&world).await, 0);
    let page = schedule(&world, &client, &[line("AF-2", "Marrow Bay Logistics", "1,000")]).await;
    assert_eq!(page["lines"][0]["standing"], "block", "{}", page["lines"][0]);
}

#[tokio::test]
async fn a_funded_line_shows_its_advance_as_it_was_booked() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let lines = [
        line("AF-1", "Marrow Bay Logistics", "10,000"),
        line("AF-2", "Quillon Retail Group", "5,000"),
    ];
    let page = submitted(&world, &client, &lines).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    let page = world.done("schedule", asked(&page)).await;
    let advances: Vec<i64> = page["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| minor(&one["advance"]["amount"]))
        .collect();
    assert_eq!(advances, [800_000, 400_000]);
    assert_eq!(minor(&page["totals"]["advance"]["amount"]), 1_200_000);
    let working = &page["lines"][0]["advance"]["working"];
    assert!(!working["lines"].as_array().unwrap().is_empty(), "{working}");
}

fn rules(changed: &Value) -> Value {
    let mut rules = json!({
        "client_id": null, "verify_from": "", "age_days_max": "", "term_days_max": "",
        "documents": null, "house_concentration": ""
    });
    for (name, value) in changed.as_object().unwrap() {
        rules[name] = value.clone();
    }
    rules
}

#[tokio::test]
async fn the_house_s_share_of_one_debtor_warns_at_purchase() {
    let (world, client) = ready().await;
    for text in ["0", "101", "many"] {
        let wrong = rules(&json!({ "house_concentration": text }));
        let refused = world.refused("save_buying_rules", wrong).await;
        assert_eq!(refused.fields[0].field, "house_concentration", "{text}");
    }
    let own = rules(&json!({ "client_id": client, "house_concentration": "40" }));
    let refused = world.refused("save_buying_rules", own).await;
    assert_eq!(refused.fields[0].field, "house_concentration");
    let lines = [
        line("AF-1", "Marrow Bay Logistics", "10,000"),
        line("AF-2", "Quillon Retail Group", "5,000"),
    ];
    let page = schedule(&world, &client, &lines).await;
    let verdict = |page: &Value| {
        let checks = page["checks"].as_array().unwrap().clone();
        let of_house = checks.into_iter().filter(|one| one["topic"] == "house_concentration");
        of_house.map(|one| one["verdict"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(verdict(&page), ["pass"]);
    let saved =
        world.done("save_buying_rules", rules(&json!({ "house_concentration": "40" }))).await;
    assert_eq!(saved["house_concentration"], "40.00");
    let page = world.done("schedule", asked(&page)).await;
    assert_eq!(verdict(&page), ["warn"]);
}

#[tokio::test]
async fn debtors_that_are_verified_from_an_amount_on_are_listed_with_the_rules() {
    let (world, client) = ready().await;
    let page = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "10,000")]).await;
    let debtor = page["lines"][0]["debtor"]["id"].clone();
    let limit = |from: &str| json!({ "debtor_id": debtor, "verify_from": from });
    world.done("save_debtor_verification", limit("7,500")).await;
    let house = json!({ "client_id": null });
    let shown = world.done("buying_rules", house.clone()).await;
    let row = &shown["debtors"][0];
    assert_eq!(
        (&row["name"], minor(&row["verify_from"])),
        (&json!("Marrow Bay Logistics"), 750_000)
    );
    world.done("save_debtor_verification", limit("")).await;
    assert_eq!(world.done("buying_rules", house).await["debtors"], json!([]));
}
