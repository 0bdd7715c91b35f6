//! The life of a signed contract: its terms, notice, renewal, end, and what is bought under it.

use factor_app::reminders::tick;
use serde_json::{Value, json};
use support::World;

use crate::contracts::{
    asked, assert_holds, client_with_terms, paper, save_terms, sign, signed_by_both, signing, words,
};
use crate::schedules::{asked as of_schedule, confirm_bank, funding, line, ready, schedule, yes};

/// An agreement of twelve months, dated November 19, 2026, with these terms beside the usual ones.
async fn agreed(values: Value) -> (World, Value, Value) {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    save_terms(&world, &client, values, "").await;
    let page = signed_by_both(&world, &client).await;
    (world, client, page)
}

async fn contract(world: &World, page: &Value) -> Value {
    world.done("contract", asked(page)).await
}

fn notice(page: &Value, party: &str, kind: &str, given_on: &str) -> Value {
    json!({
        "contract_id": page["contract"]["id"], "party": party, "kind": kind, "given_on": given_on
    })
}

async fn give(world: &World, page: &Value, party: &str, kind: &str) -> Value {
    let input = json!({ "notice": notice(page, party, kind, ""), "reason": "Found a bank" });
    world.done("give_notice", input).await
}

/// Kind and words of where it stands.
fn life(page: &Value) -> (String, String) {
    let shown = &page["life"]["shown"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&shown["kind"]), text(&shown["words"]))
}

async fn check_life(world: &World, page: &Value, expected: &[(&str, &str, &str)]) {
    for (on, kind, words) in expected {
        world.clock.set(&format!("{on} 10:00"));
        let (found, said) = life(&contract(world, page).await);
        assert_eq!((found.as_str(), said.as_str()), (*kind, *words), "on {on}");
    }
}

/// The counts of the tabs that ask where a contract stands.
async fn tabs(world: &World) -> [u64; 4] {
    let list = world.done("list_contracts", json!({})).await;
    ["in_force", "notice_open", "expiring", "ended"]
        .map(|view| list["views"][view].as_u64().expect("a count"))
}

#[tokio::test]
async fn an_agreement_renews_term_by_term_and_the_decision_closes_its_window() {
    let (world, client, page) = agreed(json!({ "facility_limit": "300,000" })).await;
    check_life(
        &world,
        &page,
        &[
            ("2026-11-20", "in_force", "In force until Nov 18, 2027, then it renews"),
            ("2027-09-18", "in_force", "In force until Nov 18, 2027, then it renews"),
            (
                "2027-09-19",
                "notice_open",
                "Renews on Nov 19, 2027, unless notice is given by Oct 19, 2027",
            ),
        ],
    )
    .await;
    assert_eq!(tabs(&world).await, [1, 1, 0, 0]);
    let open = json!({ "view": "notice_open" });
    let listed = world.done("list_contracts", open.clone()).await;
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["rows"][0]["life"]["kind"], "notice_open");
    let shown = world.done("client", json!({ "client_id": client })).await;
    assert_eq!(shown["contracts"][0]["life"]["kind"], "notice_open");

    let page = contract(&world, &page).await;
    assert_eq!(page["life"]["to_decide"]["act"], "Let it renew");
    let decision = json!({ "contract_id": page["contract"]["id"], "term_number": 1 });
    let decided = world.done("decide_renewal", decision.clone()).await;
    assert_eq!(decided["life"]["to_decide"], Value::Null);
    assert_eq!(life(&decided).0, "in_force");
    let last = decided["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["what"], "Renewal decided");
    assert_eq!(world.done("list_contracts", open).await["total"], 0);
    let refused = world.refused("decide_renewal", decision).await;
    assert!(refused.message.contains("decided before"), "{}", refused.message);
    let renewed = "Renewed; term 2 runs until Nov 18, 2028, then it renews";
    check_life(&world, &page, &[("2027-11-19", "in_force", renewed)]).await;
}

#[tokio::test]
async fn leaving_early_shows_what_it_costs_and_the_notice_can_be_taken_back() {
    let terms = json!({ "facility_limit": "300,000", "early_termination_rate": "2" });
    let (world, _, page) = agreed(terms).await;
    world.clock.set("2027-01-15 10:00");
    let early = world.done("preview_notice", notice(&page, "client", "early", "yesterday")).await;
    assert_eq!(
        (&early["given_on"], &early["ends_on"]),
        (&json!("2027-01-14"), &json!("2027-02-13"))
    );
    // 2 % of the facility limit of 300,000.00.
    assert_eq!(early["fee"]["amount"], json!({ "minor": 600_000, "currency": "USD" }));
    assert!(!early["fee"]["working"]["lines"].as_array().unwrap().is_empty());
    for (party, kind, ends_on) in [
        ("client", "at_term_end", "2027-11-18"),
        ("factor", "early", "2027-02-14"),
        ("factor", "at_once", "2027-01-15"),
    ] {
        let shown = world.done("preview_notice", notice(&page, party, kind, "")).await;
        assert_eq!((&shown["ends_on"], &shown["fee"]), (&json!(ends_on), &Value::Null), "{kind}");
        assert!(shown["fee_words"].as_str().unwrap().starts_with("No fee"), "{kind}");
    }

    let given = give(&world, &page, "client", "early").await;
    assert_eq!(
        life(&given),
        ("ending".into(), "Notice given by the Client; in force until Feb 14, 2027".into())
    );
    assert_eq!(given["life"]["notice"]["reason"], "Found a bank");
    assert_eq!(given["life"]["can_give_notice"], false);
    assert_eq!(tabs(&world).await, [1, 0, 1, 0]);
    let again = json!({ "notice": notice(&page, "factor", "early", ""), "reason": "Too" });
    let refused = world.refused("give_notice", again).await;
    assert!(refused.message.starts_with("Notice was given on Jan 15, 2027. Withdraw it"));

    let back = json!({ "contract_id": page["contract"]["id"], "reason": "" });
    let refused = world.refused("withdraw_notice", back).await;
    assert_eq!(refused.fields[0].field, "reason");
    let back = json!({ "contract_id": page["contract"]["id"], "reason": "They stay" });
    let after = world.done("withdraw_notice", back.clone()).await;
    assert_eq!(life(&after).0, "in_force");
    let events = after["events"].as_array().unwrap();
    let said: Vec<&str> = events.iter().filter_map(|event| event["what"].as_str()).collect();
    assert!(said.ends_with(&["Notice given by the Client", "Notice withdrawn"]), "{said:?}");
    let refused = world.refused("withdraw_notice", back).await;
    assert!(refused.message.contains("No notice stands"), "{}", refused.message);

    give(&world, &page, "client", "early").await;
    let ended = ("2027-02-15", "terminated", "Ended by the Client on Feb 14, 2027");
    check_life(&world, &page, &[ended]).await;
    assert_eq!(tabs(&world).await, [0, 0, 0, 1]);
    let back = json!({ "contract_id": page["contract"]["id"], "reason": "Too late" });
    let refused = world.refused("withdraw_notice", back).await;
    assert!(refused.message.contains("has ended by this notice"), "{}", refused.message);
}

#[tokio::test]
async fn a_notice_that_cannot_be_is_refused_at_its_place() {
    let (world, _, page) = agreed(json!({ "renewal": "none" })).await;
    assert_eq!(page["life"]["term_words"], "12 months, then ends");
    for (party, kind, given_on, expected) in [
        ("client", "at_term_end", "", "It does not renew and ends on Nov 18, 2027 by itself."),
        ("client", "at_once", "", "Only the Factor may end the agreement at once."),
        ("client", "early", "2026-11-18", "The agreement is dated Nov 19, 2026."),
        ("client", "early", "2026-11-20", "This day has not come."),
        ("client", "early", "someday", "This is not a date"),
    ] {
        let refused = world.refused("preview_notice", notice(&page, party, kind, given_on)).await;
        let said = format!("{} {:?}", refused.message, refused.fields);
        assert!(said.to_lowercase().contains(&expected.to_lowercase()), "{given_on}: {said}");
    }
    let silent = json!({ "notice": notice(&page, "client", "early", ""), "reason": " " });
    assert_eq!(world.refused("give_notice", silent).await.fields[0].field, "reason");
    let expiring = "Ends on Nov 18, 2027; it does not renew";
    check_life(
        &world,
        &page,
        &[
            ("2027-08-19", "in_force", "In force until Nov 18, 2027; it does not renew"),
            ("2027-08-20", "expiring", expiring),
        ],
    )
    .await;
    assert_eq!(tabs(&world).await, [1, 0, 1, 0]);
    let ended = ("2027-11-19", "expired", "Ended with its term on Nov 18, 2027");
    check_life(&world, &page, &[ended]).await;
    assert_eq!(tabs(&world).await, [0, 0, 0, 1]);
    let refused = world.refused("preview_notice", notice(&page, "factor", "early", "")).await;
    assert!(refused.message.contains("has ended already"), "{}", refused.message);
}

#[tokio::test]
async fn nothing_is_bought_after_the_end_of_the_contract() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let offered = [line("AF-1", "Marrow Bay Logistics", "10,000")];
    let page = schedule(&world, &client, &offered).await;
    let page = world.done("submit_schedule", of_schedule(&page)).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    let id =
        world.done("client", json!({ "client_id": client })).await["contracts"][0]["id"].clone();
    let agreement = json!({ "contract": { "id": id } });
    give(&world, &agreement, "factor", "at_once").await;

    // What was staged before is looked at again: nothing is paid under an ended contract.
    let refused = world.refused("confirm_funding", yes(&page, &staged)).await;
    assert!(!refused.message.is_empty());
    let shown = world.done("schedule", of_schedule(&page)).await;
    let check = shown["checks"].as_array().unwrap().iter().find(|one| one["topic"] == "contract");
    let check = check.expect("the contract is checked");
    assert_eq!(check["verdict"], "block");
    let said = check.to_string();
    assert!(said.contains("The Factor ended the contract on"), "{said}");
    assert!(said.contains("Save new terms and have them signed by both"), "{said}");
    let held = shown["holds"].to_string();
    assert!(held.contains("Save new terms"), "{held}");
    let override_it = json!({
        "schedule_id": page["id"], "line_id": null, "topic": "contract", "reason": "Please",
        "attachment_id": null
    });
    world.refused("override_check", override_it).await;

    let back = json!({ "contract_id": id, "reason": "Recorded by mistake" });
    let refused = world.refused("withdraw_notice", back).await;
    assert!(refused.message.contains("save new terms"), "{}", refused.message);
    // The way out that the refusal names: new terms, signed by both.
    save_terms(&world, &client, json!({ "facility_limit": "40,000" }), "").await;
    signed_by_both(&world, &client).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
}

/// What the desktop was shown since the last time.
async fn shown_by_tick(world: &World, seen: &mut usize) -> Vec<(String, String)> {
    tick(&world.desk).await;
    let all = world.notes.all();
    let new = all[*seen..].iter().map(|note| (note.title.clone(), note.body.clone())).collect();
    *seen = all.len();
    new
}

const CLIENT: &str = "Larkfield Produce Distributors, Inc.";
const RENEWS: &str = "CTR-2026-001: Renews on Nov 19, 2027, unless notice is given by Oct 19, 2027";

#[tokio::test]
async fn the_end_of_a_term_is_called_to_mind_on_its_days_once_until_it_is_decided() {
    let (world, client, page) = agreed(json!({ "facility_limit": "300,000" })).await;
    let mut seen = 0;
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    world.clock.set("2027-09-19 08:59");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    assert_eq!(world.done("reminders", json!({})).await["contracts"], json!([]));
    world.clock.set("2027-09-19 09:00");
    let expected = [(CLIENT.to_owned(), RENEWS.to_owned())];
    assert_eq!(shown_by_tick(&world, &mut seen).await, expected);
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    let target = serde_json::to_value(&world.notes.all()[seen - 1].target).unwrap();
    assert_eq!(target["contract_id"], page["contract"]["id"]);

    // A restart tells nothing again; the list and Today still have it.
    let world = world.restarted();
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    let ringing = world.done("reminders", json!({})).await["contracts"].clone();
    assert_eq!(ringing[0]["words"], RENEWS.split_once(": ").unwrap().1);
    let today = world.done("today", json!({})).await;
    let groups = today["groups"].as_array().unwrap();
    let group = groups.iter().find(|group| group["kind"] == "renewals").expect("a group");
    assert_eq!(group["rows"][0]["contract_id"], page["contract"]["id"]);
    assert_eq!(group["rows"][0]["subject"], json!({ "kind": "client", "id": client }));

    // Away over the second day and on the last one: one word, not two.
    world.clock.set("2027-10-19 11:00");
    assert_eq!(shown_by_tick(&world, &mut seen).await, expected);
    world.clock.set("2027-10-21 11:00");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    let late = world.done("reminders", json!({})).await["contracts"][0].clone();
    assert_eq!(late["words"], "Renews on Nov 19, 2027; the last day for notice was Oct 19, 2027");
    let decision = json!({ "contract_id": page["contract"]["id"], "term_number": 1 });
    world.done("decide_renewal", decision).await;
    assert_eq!(world.done("reminders", json!({})).await["contracts"], json!([]));
    // The next term has days of its own.
    world.clock.set("2028-09-19 09:00");
    assert_eq!(shown_by_tick(&world, &mut seen).await.len(), 1);
    give(&world, &page, "factor", "at_term_end").await;
    assert_eq!(world.done("reminders", json!({})).await["contracts"], json!([]));
}

#[tokio::test]
async fn the_firm_sets_the_days_on_which_it_is_reminded() {
    let (world, _, page) = agreed(json!({ "renewal": "none" })).await;
    assert_eq!(world.done("contract_rules", json!({})).await["lead_days"], "30, 7, 0");
    for typed in ["", "soon", "30; 200", "-1", "1 2 3 4 5 6 7"] {
        let refused = world.refused("set_contract_rules", json!({ "lead_days": typed })).await;
        assert_eq!(refused.fields[0].field, "lead_days", "{typed}");
    }
    let saved = world.done("set_contract_rules", json!({ "lead_days": "2, 60 2" })).await;
    assert_eq!(saved["lead_days"], "60, 2");
    let mut seen = 0;
    for (at, told) in [
        ("2027-09-18 12:00", 0),
        ("2027-09-19 12:00", 1),
        ("2027-10-19 12:00", 0),
        ("2027-11-16 12:00", 1),
        ("2027-11-18 12:00", 0),
    ] {
        world.clock.set(at);
        assert_eq!(shown_by_tick(&world, &mut seen).await.len(), told, "{at}");
    }
    let page = contract(&world, &page).await;
    assert_eq!(page["life"]["to_decide"]["act"], "Let it end");
    let decision = json!({ "contract_id": page["contract"]["id"], "term_number": 1 });
    let decided = world.done("decide_renewal", decision).await;
    assert_eq!(decided["life"]["to_decide"], Value::Null);
    assert_eq!(life(&decided).0, "expiring", "it ends all the same");
}

#[tokio::test]
async fn a_locked_vault_tells_of_a_term_without_a_name_and_only_once() {
    let (world, _, _) = agreed(json!({ "facility_limit": "300,000" })).await;
    let mut seen = 0;
    world.clock.set("2027-09-18 12:00");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    world.done("lock", json!({})).await;
    world.clock.set("2027-09-19 09:30");
    let told = shown_by_tick(&world, &mut seen).await;
    let hint = ("A contract is to be decided", "Unlock Factordesk to see it.");
    assert_eq!(told, [(hint.0.to_owned(), hint.1.to_owned())]);
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    let ringing = world.done("reminders", json!({})).await["contracts"].clone();
    assert_eq!(ringing.as_array().map(Vec::len), Some(1));
}

/// What the client has agreed, with these values instead.
fn changed(values: Value) -> Value {
    let mut all = json!({
        "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
        "facility_limit": "300,000", "recourse_days": "75"
    });
    for (key, value) in values.as_object().into_iter().flatten() {
        all[key] = value.clone();
    }
    all
}

/// Freezes the client's draft terms as a short amendment.
async fn amendment(world: &World, client: &Value) -> Value {
    let input = json!({ "client_id": client, "wording_id": AMENDMENT, "answers": {} });
    world.done("freeze_contract", input).await
}

async fn both_sign(world: &World, page: &Value) -> Value {
    sign(world, page, "client").await;
    sign(world, page, "factor").await
}

/// Name, terms version and whether its terms are in force, of each paper of the agreement.
fn chain(page: &Value) -> Vec<(String, u64, bool)> {
    let row = |row: &Value| {
        let name = row["name"].as_str().unwrap_or_default().to_owned();
        (name, row["terms_version"].as_u64().unwrap(), row["is_in_force"].as_bool().unwrap())
    };
    page["chain"].as_array().unwrap().iter().map(row).collect()
}

const AMENDMENT: &str = "amendment_of_terms";

#[tokio::test]
async fn an_amendment_names_what_changed_and_leaves_the_agreement_in_place() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let guarantor =
        json!({ "guarantor.name": "Nadia Ferro", "guarantor.address": "19 Orchard Lane" });
    let input = json!({ "client_id": client, "answers": guarantor });
    let page = world.done("freeze_contract", input).await;
    let agreement = both_sign(&world, &page).await;
    world.clock.set("2027-03-01 10:00");
    let terms = changed(json!({ "facility_limit": "400,000", "term_months": "24" }));
    save_terms(&world, &client, terms, "").await;
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert_eq!(form["wording_id"], "factoring_agreement_recourse", "the whole one is proposed");
    assert!(offered(&form).contains(&AMENDMENT.to_owned()));
    govern_by(&world, "Vermont").await;
    let asked_short = json!({ "client_id": client, "wording_id": AMENDMENT });
    let form = world.done("contract_form", asked_short).await;
    assert_eq!(form["number_words"], "CTR-2026-001, version 2, amendment 1");
    let asked: Vec<&str> =
        form["asked"].as_array().unwrap().iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(asked, ["guarantor.name", "guarantor.address"], "the law is the agreement’s");
    assert_eq!(form["refusal"], Value::Null);

    let first = amendment(&world, &client).await;
    assert_eq!(first["contract"]["version_words"], "version 2, amendment 1");
    let text = words(&paper(&world, &first, "frozen").await);
    assert_holds(
        &text,
        &[
            "Amendment 1 to CTR-2026-001, dated March 1, 2027",
            "the Factoring and Security Agreement CTR-2026-001, version 1, dated November 19, 2026",
            "Term Until now From now on",
            "Facility limit USD 300,000.00 USD 400,000.00",
            "From March 1, 2027 on",
            "Everything else in the Agreement stays as it is",
            "The guaranty of Nadia Ferro extends to the Agreement as changed",
        ],
    );
    for absent in ["Schedule 1", "Terms at a glance", "Advance rate", "["] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
    let signed = both_sign(&world, &first).await;
    assert_eq!(signed["contract"]["stage"], "signed");
    assert_eq!(
        chain(&signed),
        [("Agreement".to_owned(), 1, false), ("Amendment 1".to_owned(), 2, true)]
    );
    // The agreement goes on from its own date, now by the changed length.
    let agreement = contract(&world, &agreement).await;
    assert_eq!(agreement["contract"]["stage"], "signed");
    assert_eq!(life(&agreement).1, "In force until Nov 18, 2028, then it renews");
    assert_eq!(chain(&agreement), chain(&signed));
    let terms = world.done("terms_page", json!({ "client_id": client })).await;
    assert!(terms.to_string().contains("400,000"), "{terms}");

    // A second one counts on; one that was withdrawn keeps its number.
    save_terms(&world, &client, json!({ "facility_limit": "410,000" }), "").await;
    let second = amendment(&world, &client).await;
    let back = json!({ "contract_id": second["contract"]["id"], "reason": "Another figure" });
    world.done("withdraw_contract", back).await;
    let third = amendment(&world, &client).await;
    assert_eq!(third["contract"]["version_words"], "version 4, amendment 3");
    both_sign(&world, &third).await;
    assert_eq!(chain(&contract(&world, &agreement).await).len(), 3);

    // A whole agreement takes the place of all of them.
    save_terms(&world, &client, json!({ "facility_limit": "500,000" }), "").await;
    let whole = signed_by_both(&world, &client).await;
    assert_eq!(chain(&whole), [("Agreement".to_owned(), 4, true)]);
    for page in [&agreement, &signed, &third] {
        let page = contract(&world, page).await;
        assert_eq!(page["contract"]["stage"], "superseded");
        assert_eq!(page["life"], Value::Null);
        let said = page["events"].as_array().unwrap().last().unwrap()["how"].clone();
        assert_eq!(said, "By CTR-2026-001, version 5");
    }
}

/// The firm agrees other courts with its clients from now on.
async fn govern_by(world: &World, state: &str) {
    let mut firm = world.done("firm", json!({})).await["firm"].clone();
    firm["governing_state"] = json!(state);
    world.done("save_firm", firm).await;
}

/// The wordings that a form offers.
fn offered(form: &Value) -> Vec<String> {
    let all = form["wordings"].as_array().unwrap().iter();
    all.map(|one| one["wording_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_amendment_needs_an_agreement_in_force_and_a_changed_term() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert!(!offered(&form).contains(&AMENDMENT.to_owned()), "{:?}", offered(&form));
    let short = json!({ "client_id": client, "wording_id": AMENDMENT, "answers": {} });
    let refused = world.refused("freeze_contract", short.clone()).await;
    assert!(refused.message.starts_with("There is no signed agreement in force to amend."));
    let agreement = signed_by_both(&world, &client).await;
    save_terms(&world, &client, changed(json!({})), "").await;
    let refused = world.refused("freeze_contract", short.clone()).await;
    assert!(refused.message.starts_with("No term differs"), "{}", refused.message);
    save_terms(&world, &client, json!({ "facility_limit": "400,000" }), "").await;
    let page = amendment(&world, &client).await;
    sign(&world, &page, "client").await;
    // The agreement ends before the second signature: there is nothing left to amend.
    give(&world, &agreement, "factor", "at_once").await;
    let refused = world.refused("sign_contract", signing(&page, "factor")).await;
    assert!(refused.message.contains("has ended"), "{}", refused.message);
    let back = json!({ "contract_id": page["contract"]["id"], "reason": "It has ended" });
    world.done("withdraw_contract", back).await;
    let refused = world.refused("freeze_contract", short).await;
    assert!(refused.message.starts_with("There is no signed agreement in force to amend."));
    let whole = signed_by_both(&world, &client).await;
    assert_eq!(life(&whole).0, "in_force");
}

#[tokio::test]
async fn the_wording_of_the_amendment_is_the_firms_to_change() {
    let (world, client, _) = agreed(json!({ "facility_limit": "300,000" })).await;
    let copy = json!({ "wording_id": AMENDMENT, "name": "Our amendment" });
    let own = world.done("duplicate_wording", copy).await;
    save_terms(&world, &client, json!({ "facility_limit": "400,000" }), "").await;
    let input =
        json!({ "client_id": client, "wording_id": own["row"]["wording_id"], "answers": {} });
    let page = world.done("freeze_contract", input).await;
    assert_eq!(page["contract"]["version_words"], "version 2, amendment 1");
    let text = words(&paper(&world, &page, "frozen").await);
    assert_holds(&text, &["Facility limit USD 300,000.00 USD 400,000.00"]);
}
