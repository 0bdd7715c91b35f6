//! Disclosures of what an offer costs: whom they are offered for, what stands on them, who signs,
//! and that no terms are agreed before.

use serde_json::{Value, json};
use support::{World, client_form};

use crate::contracts::{
    asked, assert_holds, freeze, paper, save_terms, sign, signed_by_both, signing, tool, words,
};
use crate::judge;

/// A client in a state, with a facility limit and otherwise the terms of the house.
async fn client_in(world: &World, name: &str, state: &str, limit: &str) -> Value {
    let mut form = client_form(name);
    form["address"]["region"] = json!(state);
    let client = world.done("create_client", form).await["client_id"].clone();
    let values = json!({
        "advance_rate": "80", "fee_first_rate": "3", "facility_limit": limit, "clearance_days": "0"
    });
    save_terms(world, &client, values, "").await;
    client
}

fn drawing(client: &Value, wording: &str) -> Value {
    json!({ "client_id": client, "wording_id": wording, "answers": {} })
}

async fn offered(world: &World, client: &Value) -> Vec<String> {
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    let all = form["wordings"].as_array().unwrap().iter();
    let of = all.filter(|one| !one["jurisdiction"].is_null());
    of.map(|one| one["wording_id"].as_str().unwrap().to_owned()).collect()
}

async fn beside(world: &World, page: &Value) -> Value {
    world.done("contract", asked(page)).await["disclosure_beside"].clone()
}

#[tokio::test]
async fn the_state_of_the_recipient_and_the_limit_decide_which_disclosure_is_offered() {
    let world = World::new().await;
    for (name, state, limit, wording) in [
        ("Alder Packing, Inc.", "CA", "500,000", Some("disclosure_california")),
        ("Birch Packing, Inc.", "California", "10,000", Some("disclosure_california")),
        ("Cedar Packing, Inc.", "CA", "500,000.01", None),
        ("Dogwood Packing, Inc.", "N.Y.", "2,500,000", Some("disclosure_new_york")),
        ("Elm Packing, Inc.", "NY", "2,500,001", None),
        ("Fir Packing, Inc.", "MA", "10,000", None),
        ("Gum Packing, Inc.", "", "10,000", None),
    ] {
        let client = client_in(&world, name, state, limit).await;
        let expected: Vec<String> = wording.into_iter().map(str::to_owned).collect();
        assert_eq!(offered(&world, &client).await, expected, "{name}");
    }
}

#[tokio::test]
async fn a_disclosure_that_no_law_asks_for_is_refused_with_the_reason() {
    let world = World::new().await;
    for (state, limit, wording, why) in [
        ("MA", "10,000", "disclosure_california", "is in MA. Disclosures are for California and"),
        ("", "10,000", "disclosure_new_york", "has no state in its address"),
        ("CA", "600,000", "disclosure_california", "offers up to USD 500,000.00"),
        ("NY", "10,000", "disclosure_california", "Choose the disclosure for New York"),
    ] {
        let name = format!("Packing of {why}");
        let client = client_in(&world, &name, state, limit).await;
        let refused = world.refused("freeze_contract", drawing(&client, wording)).await;
        assert!(refused.message.contains(why), "{}", refused.message);
        let asked = json!({ "client_id": client, "wording_id": wording });
        let form = world.done("contract_form", asked).await;
        assert!(form["refusal"].as_str().unwrap().contains(why), "{form}");
    }
}

#[tokio::test]
async fn before_a_law_was_in_force_nothing_is_disclosed() {
    let world = World::new().await;
    world.clock.set("2022-12-08 10:00");
    let client = client_in(&world, "Alder Packing, Inc.", "CA", "10,000").await;
    assert!(offered(&world, &client).await.is_empty());
    world.clock.set("2022-12-09 10:00");
    assert_eq!(offered(&world, &client).await, ["disclosure_california"]);
    let page = signed_after_disclosure(&world, &client, "disclosure_california").await;
    assert_eq!(page["contract"]["stage"], "signed");
}

/// The agreement, once the disclosure of its terms is signed.
async fn signed_after_disclosure(world: &World, client: &Value, wording: &str) -> Value {
    let disclosure = world.done("freeze_contract", drawing(client, wording)).await;
    sign(world, &disclosure, "client").await;
    signed_by_both(world, client).await
}

#[tokio::test]
async fn the_recipient_in_california_signs_a_table_of_seven_rows() {
    let world = World::new().await;
    let client = client_in(&world, "Alder Packing, Inc.", "CA", "8,000").await;
    let of = drawing(&client, "disclosure_california");
    let form = world.done("contract_form", of_form(&of)).await;
    assert_eq!(form["asked"][0]["path"], "disclosure.term_days");
    assert_eq!(form["asked"][0]["value"], "30", "the terms give debtors thirty days");
    let page = world.done("freeze_contract", of).await;
    assert_eq!(page["contract"]["number"], "DSC-2026-001");
    assert_eq!(page["contract"]["form"], "disclosure");
    assert_eq!(page["signers"].as_array().unwrap().len(), 1);
    assert_eq!(page["next_party"], "client");
    assert_eq!(page["disclosure"]["is_confirmed"], true);
    // docs/money/interest-and-late.md: a fee of 300 on 8,000 is 45 % a year for one whole month,
    // which the thirty days from November 19 are.
    let text = words(&paper(&world, &page, "frozen").await);
    assert_holds(
        &text,
        &[
            "OFFER SUMMARY – Factoring",
            "a hypothetical invoice of $10,000.00, assigned to",
            "with a due date 30 days from the date of assignment",
            "Funding Provided $8,000.00",
            "45.00%",
            "Finance Charge $300.00",
            "$8,300.00, once",
            "pays you the rest of $1,700.00",
            "Estimated Term 30 days",
            "Applicable law requires this information to be provided to you",
            "Recipient Signature",
        ],
    );
    let firm = world.refused("sign_contract", signing(&page, "factor")).await;
    assert!(firm.message.contains("does not sign this paper; the Client does"), "{firm:?}");
    let page = sign(&world, &page, "client").await;
    assert_eq!((&page["contract"]["stage"], &page["next_party"]), (&json!("signed"), &Value::Null));
    let last = page["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["how"], "The client has signed; its receipt is on record");
    let text = words(&paper(&world, &page, "signed").await);
    assert_holds(&text, &["Nadia Ferro", "Record of signing", "when the recipient had signed"]);
    // It agrees nothing, and makes nobody a client.
    let shown = world.done("client", json!({ "client_id": client })).await;
    assert_eq!((&shown["status"], &shown["contract"]), (&json!("prospect"), &json!("none")));
}

fn of_form(drawing: &Value) -> Value {
    json!({ "client_id": drawing["client_id"], "wording_id": drawing["wording_id"] })
}

#[tokio::test]
async fn the_recipient_in_new_york_reads_eight_rows_with_what_it_can_avoid() {
    let world = World::new().await;
    let client = client_in(&world, "Dogwood Packing, Inc.", "NY", "8,000").await;
    let mut of = drawing(&client, "disclosure_new_york");
    for wrong in ["0", "366", "a month", "12.5"] {
        of["answers"] = json!({ "disclosure.term_days": wrong });
        let refused = world.refused("freeze_contract", of.clone()).await;
        assert_eq!(refused.fields[0].field, "disclosure.term_days", "{wrong}");
    }
    of["answers"] = json!({ "disclosure.term_days": "47" });
    let page = world.done("freeze_contract", of).await;
    assert_eq!(page["disclosure"]["is_confirmed"], false);
    assert_eq!(page["disclosure"]["kept_words"], "at least 4 years");
    // domain figures: a fee of 500 at 47 days on 8,000 is 48.54 %.
    let text = words(&paper(&world, &page, "frozen").await);
    assert_holds(
        &text,
        &[
            "OFFER SUMMARY – Factoring",
            "Funding Provided $8,000.00",
            "48.54%",
            "Finance Charge $500.00",
            "$8,500.00 This is the funding provided and the finance charge together",
            "Estimated Term 47 days",
            "Prepayment",
            "There are no other fees and charges",
            "You grant it a security interest in your accounts",
        ],
    );
    let title = page["disclosure"]["workings"][5]["title"].as_str().unwrap();
    assert!(title.contains("percentage rate"), "{title}");
}

#[tokio::test]
async fn the_firm_signs_no_terms_before_the_client_has_signed_their_disclosure() {
    let world = World::new().await;
    let client = client_in(&world, "Alder Packing, Inc.", "CA", "50,000").await;
    let agreement = freeze(&world, &client).await;
    let shown = beside(&world, &agreement).await;
    assert_eq!((&shown["standing"], &shown["state"]), (&json!("missing"), &json!("California")));
    assert_eq!(shown["wording_id"], "disclosure_california");
    let agreement = sign(&world, &agreement, "client").await;
    let refused = world.refused("sign_contract", signing(&agreement, "factor")).await;
    assert!(refused.message.contains("Draw up the disclosure"), "{}", refused.message);

    let disclosure = world.done("freeze_contract", drawing(&client, "disclosure_california")).await;
    assert_eq!(beside(&world, &agreement).await["standing"], "to_sign");
    let refused = world.refused("sign_contract", signing(&agreement, "factor")).await;
    assert!(refused.message.contains("DSC-2026-001 waits"), "{}", refused.message);
    sign(&world, &disclosure, "client").await;
    assert_eq!(beside(&world, &agreement).await["standing"], "signed");
    let page = sign(&world, &agreement, "factor").await;
    assert_eq!(page["contract"]["stage"], "signed");
    assert_eq!(page["disclosure_beside"], Value::Null);
}

#[tokio::test]
async fn other_terms_are_disclosed_again_before_an_amendment_is_signed() {
    let world = World::new().await;
    let client = client_in(&world, "Dogwood Packing, Inc.", "NY", "50,000").await;
    signed_after_disclosure(&world, &client, "disclosure_new_york").await;
    save_terms(&world, &client, json!({ "advance_rate": "85" }), "").await;
    let amendment = world.done("freeze_contract", drawing(&client, "amendment_of_terms")).await;
    assert_eq!(beside(&world, &amendment).await["standing"], "missing", "the terms are others");
    world.refused("sign_contract", signing(&amendment, "factor")).await;
    let second = world.done("freeze_contract", drawing(&client, "disclosure_new_york")).await;
    assert_eq!(
        (&second["contract"]["number"], &second["contract"]["version"]),
        (&json!("DSC-2026-001"), &json!(2))
    );
    sign(&world, &second, "client").await;
    sign(&world, &amendment, "factor").await;
    let page = sign(&world, &amendment, "client").await;
    assert_eq!(page["contract"]["stage"], "signed");
    let first = world.done("list_contracts", list()).await;
    let stages: Vec<&Value> = first["rows"].as_array().unwrap().iter().map(stage_of).collect();
    assert!(stages.contains(&&json!("superseded")), "{stages:?}");
}

fn list() -> Value {
    json!({ "text": "DSC", "view": "all", "offset": 0, "limit": 50 })
}

fn stage_of(row: &Value) -> &Value {
    &row["stage"]
}

#[tokio::test]
async fn an_exempt_firm_signs_without_a_disclosure_and_says_why() {
    let world = World::new().await;
    let page = world.done("disclosure_rules", json!({})).await;
    assert_eq!(page["exemption"], "none");
    let rules = page["rules"].as_array().unwrap();
    assert_eq!(
        (&rules[0]["state"], &rules[1]["is_confirmed"]),
        (&json!("California"), &json!(false))
    );
    let client = client_in(&world, "Alder Packing, Inc.", "CA", "50,000").await;
    let agreement = freeze(&world, &client).await;
    world.refused("sign_contract", signing(&agreement, "factor")).await;
    for reason in ["bank", "few_transactions"] {
        let page = world.done("set_disclosure_exemption", json!({ "exemption": reason })).await;
        assert_eq!(page["exemption"], reason);
    }
    let shown = beside(&world, &agreement).await;
    assert_eq!(shown["standing"], "exempt");
    assert!(shown["words"].as_str().unwrap().contains("five transactions"), "{shown}");
    sign(&world, &agreement, "factor").await;
    world.done("set_disclosure_exemption", json!({ "exemption": "none" })).await;
    assert_eq!(world.done("disclosure_rules", json!({})).await["exemption"], "none");
}

#[tokio::test]
async fn outside_the_two_states_nothing_is_asked_for() {
    let world = World::new().await;
    let client = client_in(&world, "Fir Packing, Inc.", "MA", "50,000").await;
    let agreement = freeze(&world, &client).await;
    assert_eq!(beside(&world, &agreement).await, Value::Null);
    sign(&world, &agreement, "factor").await;
    let page = sign(&world, &agreement, "client").await;
    assert_eq!(page["contract"]["stage"], "signed");
}

#[tokio::test]
async fn a_disclosure_is_a_paper_that_lasts() {
    let world = World::new().await;
    let mut files = Vec::new();
    for (name, state, wording) in [
        ("Alder Packing, Inc.", "CA", "disclosure_california"),
        ("Dogwood Packing, Inc.", "NY", "disclosure_new_york"),
    ] {
        let client = client_in(&world, name, state, "250,000").await;
        let page = world.done("freeze_contract", drawing(&client, wording)).await;
        files.push(paper(&world, &page, "frozen").await);
        let page = sign(&world, &page, "client").await;
        files.push(paper(&world, &page, "signed").await);
    }
    if let Ok(shots) = std::env::var("FACTORDESK_SHOTS") {
        std::fs::create_dir_all(&shots).unwrap();
        for file in &files {
            std::fs::copy(file, std::path::Path::new(&shots).join(file.file_name().unwrap()))
                .unwrap();
        }
    }
    for file in &files {
        tool("qpdf", &["--check"], file, &[]);
    }
    let judged = judge::verdicts("2a,ua1", &files);
    assert_eq!(judged.matches(" meets ").count(), 8, "{judged}");
}
