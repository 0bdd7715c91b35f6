//! The firm's own wording: copied, edited, checked, saved as versions, printed and compared.

use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::World;
use support::wording_inputs::{BUILT_IN, clause, own, own_called, save};

const CLIENT: &str = "Larkfield Produce Distributors, Inc.";

async fn client_with_terms(world: &World) -> Value {
    let client = world.client(CLIENT).await;
    let values = json!({
        "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
        "facility_limit": "300,000", "recourse_days": "75"
    });
    let input = json!({
        "client_id": client, "values": values, "fees": null, "effective_on": "", "face": "10,000"
    });
    world.done("save_terms", input).await;
    client
}

async fn open(world: &World, page: &Value) -> Value {
    world.done("wording", json!({ "wording_id": page["row"]["wording_id"] })).await
}

async fn saved(world: &World, page: &Value, wording: &Value) -> Value {
    world.done("save_wording", save(page, wording, "")).await
}

/// The firm takes a wording of the program for its own, with a clause at its end, and sees it with
/// the client and the debtor of `of`.
pub(crate) async fn own_words(world: &World, built_in: &str, of: &Value, last: &str) -> Value {
    let copy = json!({ "wording_id": built_in, "name": last });
    let page = world.done("duplicate_wording", copy).await;
    let wording = with_clause(&page, clause("own", "Our own", last));
    let saved = world.done("save_wording", save(&page, &wording, "")).await;
    seen(world, &saved, of).await
}

/// The paper of a wording beside its editor.
pub(crate) async fn seen(world: &World, page: &Value, of: &Value) -> Value {
    let mut asked = of.clone();
    asked["wording_id"] = page["row"]["wording_id"].clone();
    asked["wording"] = page["wording"].clone();
    world.done("preview_wording", asked).await
}

/// The wording with another clause at its end.
fn with_clause(page: &Value, clause: Value) -> Value {
    let mut wording = page["wording"].clone();
    wording["clauses"].as_array_mut().unwrap().push(clause);
    wording
}

fn fields(error: &AppError) -> Vec<(&str, &str)> {
    error.fields.iter().map(|one| (one.field.as_str(), one.message.as_str())).collect()
}

async fn preview(world: &World, page: &Value, wording: &Value, client: &Value) -> Value {
    let input = json!({
        "wording_id": page["row"]["wording_id"], "wording": wording, "client_id": client
    });
    world.done("preview_wording", input).await
}

async fn compared(world: &World, old: Value, new: Value) -> Value {
    world.done("compare_texts", json!({ "old": old, "new": new })).await
}

fn version_of(page: &Value, version: u32) -> Value {
    let id = &page["row"]["wording_id"];
    json!({ "kind": "wording", "wording_id": id, "version": version })
}

#[tokio::test]
async fn a_wording_that_comes_with_the_program_is_never_overwritten() {
    let world = World::new().await;
    let page = world.done("wording", json!({ "wording_id": BUILT_IN })).await;
    assert_eq!(page["row"]["state"], "built_in");
    let changed = with_clause(&page, clause("more", "More", "More words."));
    for (command, input) in [
        ("save_wording", save(&page, &changed, "")),
        ("rename_wording", json!({ "wording_id": BUILT_IN, "name": "Ours" })),
        ("set_wording_state", json!({ "wording_id": BUILT_IN, "state": "retired" })),
    ] {
        let error = world.refused(command, input).await;
        assert_eq!(error.code, Code::Refused, "{command}");
        assert!(error.message.contains("Duplicate it"), "{}", error.message);
    }
    assert_eq!(world.done("wording", json!({ "wording_id": BUILT_IN })).await, page);
}

#[tokio::test]
async fn each_save_adds_a_version_and_every_earlier_one_stays() {
    let world = World::new().await;
    let first = own(&world).await;
    assert_eq!((&first["version"], &first["row"]["state"]), (&json!(1), &json!("in_use")));
    let changed = with_clause(&first, clause("visits", "Visits", "The Factor  may\nvisit."));
    let note = save(&first, &changed, "Visits, after counsel’s letter");
    let second = world.done("save_wording", note).await;
    assert_eq!(second["version"], 2);
    assert_eq!(second["versions"][0]["note"], "Visits, after counsel’s letter");
    assert_eq!(second["versions"][0]["saved_by"], "Ruth Adeyemi");
    let last = second["wording"]["clauses"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["paragraphs"][0]["text"], "The Factor may visit.");

    // Somebody who still has version 1 open does not overwrite it.
    let late = with_clause(&first, clause("late", "Late", "Late words."));
    let error = world.refused("save_wording", save(&first, &late, "")).await;
    assert_eq!(error.code, Code::Conflict);
    assert!(error.message.contains("version 2"), "{}", error.message);
    let same = world.refused("save_wording", save(&second, &second["wording"], "")).await;
    assert_eq!(same.message, "Nothing differs from version 2.");

    let id = &first["row"]["wording_id"];
    let before = world.done("wording", json!({ "wording_id": id, "version": 1 })).await;
    assert_eq!(before["wording"], first["wording"]);
    let missing = world.refused("wording", json!({ "wording_id": id, "version": 3 })).await;
    assert_eq!(missing.code, Code::NotFound);
}

#[tokio::test]
async fn what_cannot_be_printed_is_refused_at_its_place() {
    let world = World::new().await;
    let page = own(&world).await;
    let at = page["wording"]["clauses"].as_array().unwrap().len();
    let text = |field: &str| format!("clauses.{at}.{field}");
    let words = text("paragraphs.0");
    let long = "x".repeat(6_001);
    let cases = [
        ("{{client.legal_nam}} pays.", "Did you mean “Client's legal name”?"),
        ("{{weather}} pays.", "There is no field called “weather”."),
        ("As clause {{ref:fees.fe}} says.", "Did you mean “fees.fee”?"),
        ("As clause {{ref:nowhere_at_all}} says.", "a clause that is not there: “nowhere_at_all”."),
        ("{{client.legal_name", "This cannot be read: a field is opened with {{ and never closed."),
        ("{{terms.advance_rate | shout}}", "there is no format called shout"),
        ("A **bold word", "bold is opened with ** and never closed"),
        ("A ~~slanted word", "italic is opened with ~~ and never closed"),
        ("**bold ~~and~~ slanted**", "bold or italic, not both"),
        (" \n ", "This paragraph is empty."),
        ("bell\u{7}", "Remove the characters that cannot be printed."),
        (&long, "6000 characters at most"),
    ];
    for (typed, expected) in cases {
        let wording = with_clause(&page, clause("extra", "Extra", typed));
        let error = world.refused("save_wording", save(&page, &wording, "")).await;
        assert_eq!(error.code, Code::Invalid, "{typed:.40}");
        let [(field, message)] = fields(&error)[..] else { panic!("{typed:.40}: {error:?}") };
        assert_eq!(field, words, "{typed:.40}");
        assert!(message.starts_with("Extra, paragraph 1: "), "{message}");
        assert!(message.contains(expected), "{message}");
    }
    let mut bare = clause("extra", "Extra", "Words.");
    bare["paragraphs"] = json!([]);
    let mut odd = clause("extra", "Extra", "Words.");
    odd["condition"] = json!({ "kind": "present", "field": "guarantor.nam" });
    for (clause, field, expected) in [
        (bare, text("title"), "This clause is empty."),
        (odd, text("title"), "Did you mean “Guarantor's name”?"),
        (clause("extra", " ", "Words."), text("title"), "Give it a title."),
        (clause("fees", "Fees again", "Words."), text("title"), "same name for references"),
        (clause("Not a key!", "Extra", "Words."), text("title"), "no name that references"),
    ] {
        let wording = with_clause(&page, clause);
        let error = world.refused("save_wording", save(&page, &wording, "")).await;
        let found = fields(&error);
        assert!(
            found.iter().any(|(at, said)| *at == field && said.contains(expected)),
            "{found:?}"
        );
    }
    assert_eq!(open(&world, &page).await, page);
}

#[tokio::test]
async fn texts_around_the_clauses_and_proposed_values_are_checked_too() {
    let world = World::new().await;
    let page = own(&world).await;
    let refused = |pointer: &'static str, value: Value| {
        let mut wording = page["wording"].clone();
        *wording.pointer_mut(pointer).unwrap() = value;
        save(&page, &wording, "")
    };
    for (pointer, text, field, expected) in [
        ("/title", "", "title", "Give it a title."),
        ("/texts/recital", "See {{ref:gone}}.", "texts.recital", "not there: “gone”"),
        ("/texts/consent", "{{x", "texts.consent", "cannot be read"),
        (
            "/standard/standard.cure_days",
            "{{standard.cure_days}}",
            "standard.standard.cure_days",
            "refers to itself",
        ),
        (
            "/standard/standard.cure_days",
            "{{standard.year_days}}",
            "standard.standard.cure_days",
            "cannot be made of other fields",
        ),
    ] {
        let error = world.refused("save_wording", refused(pointer, json!(text))).await;
        let [(at, message)] = fields(&error)[..] else { panic!("{pointer}: {error:?}") };
        assert_eq!(at, field, "{message}");
        assert!(message.contains(expected), "{message}");
    }
    let error = world.refused("save_wording", refused("/clauses", json!([]))).await;
    assert!(fields(&error).iter().any(|(_, said)| said.contains("at least one clause")));
}

#[tokio::test]
async fn a_wording_of_five_hundred_pages_is_refused_and_never_set() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let mut many = page["wording"].clone();
    let clauses = many["clauses"].as_array_mut().unwrap();
    clauses.extend((0..500).map(|at| clause(&format!("c{at}"), "More", &"word ".repeat(800))));
    let error = world.refused("save_wording", save(&page, &many, "")).await;
    let said: String = fields(&error).iter().map(|(_, message)| *message).collect();
    assert!(said.contains("120 clauses at most") && said.contains("200000 characters"), "{said}");
    let shown = preview(&world, &page, &many, &client).await;
    assert_eq!(shown["data"], Value::Null);
    assert!(shown["faults"].as_array().unwrap().len() >= 2);
    // Wherever the words stand, they count.
    let long = json!("word ".repeat(50_000));
    let mut elsewhere = vec![page["wording"].clone(); 3];
    elsewhere[0]["texts"]["recital"] = long.clone();
    elsewhere[1]["standard"]["standard.cure_days"] = long.clone();
    elsewhere[2]["clauses"][0]["title"] = long;
    for wording in &elsewhere {
        let shown = preview(&world, &page, wording, &client).await;
        assert_eq!(shown["data"], Value::Null);
        let said = shown["faults"].to_string();
        assert!(said.contains("200000 characters at most"), "{said}");
    }
}

#[tokio::test]
async fn a_wording_of_nothing_but_mistakes_is_told_in_part_and_at_once() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let mut wrong = page["wording"].clone();
    let text = "{{ref:definitions.acount}} {{client.legal_nam}} ".repeat(100);
    let clauses = wrong["clauses"].as_array_mut().unwrap();
    clauses.extend((0..30).map(|at| clause(&format!("c{at}"), "Wrong", &text)));
    let shown = preview(&world, &page, &wrong, &client).await;
    assert_eq!(shown["faults"].as_array().unwrap().len(), 100);
    assert_eq!(shown["data"], Value::Null);
    let error = world.refused("save_wording", save(&page, &wrong, "")).await;
    assert_eq!((error.code, error.fields.len()), (Code::Invalid, 50));
}

#[tokio::test]
async fn a_name_belongs_to_one_wording_in_use() {
    let world = World::new().await;
    let page = own(&world).await;
    let id = page["row"]["wording_id"].clone();
    let built_in = world.done("wording", json!({ "wording_id": BUILT_IN })).await;
    for name in ["house AGREEMENT", "", " \t ", built_in["row"]["name"].as_str().unwrap()] {
        let input = json!({ "wording_id": BUILT_IN, "name": name });
        let error = world.refused("duplicate_wording", input).await;
        assert_eq!(fields(&error)[0].0, "name", "{name}");
    }
    let other = own_called(&world, "Short agreement").await;
    let taken = json!({ "wording_id": other["row"]["wording_id"], "name": "House Agreement" });
    assert_eq!(fields(&world.refused("rename_wording", taken).await)[0].0, "name");
    let renamed = json!({ "wording_id": id, "name": "House agreement, 2027" });
    let renamed = world.done("rename_wording", renamed).await;
    assert_eq!(renamed["row"]["name"], "House agreement, 2027");
    assert_eq!(renamed["versions"][0]["name"], "House agreement");
    for id in ["own-99", "own-x", "own-", "", "own-9999999999999999999999"] {
        let error = world.refused("wording", json!({ "wording_id": id })).await;
        assert_eq!(error.code, Code::NotFound, "{id}");
    }
}

#[tokio::test]
async fn a_contract_is_drawn_up_from_any_wording_in_use_and_keeps_its_words() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let first = own(&world).await;
    let id = first["row"]["wording_id"].clone();
    let visits = clause("visits", "Visits", "The Factor may visit {{client.legal_name}} ~~once~~.");
    let page = saved(&world, &first, &with_clause(&first, visits)).await;

    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert_eq!(form["wording_id"], BUILT_IN);
    let offered: Vec<&str> =
        form["wordings"].as_array().unwrap().iter().filter_map(|w| w["name"].as_str()).collect();
    assert!(offered.contains(&"House agreement"), "{offered:?}");
    let input = json!({ "client_id": client, "wording_id": id, "answers": {} });
    let frozen = world.done("freeze_contract", input).await;
    let how = frozen["events"][0]["how"].as_str().unwrap();
    assert!(how.ends_with("wording “House agreement”, revision 2"), "{how}");
    let contract = frozen["contract"]["id"].clone();

    // The next version is another text; the contract stays what it was.
    let mut later = page["wording"].clone();
    let last = later["clauses"].as_array_mut().unwrap().last_mut().unwrap();
    last["paragraphs"][0]["text"] = json!("The Factor may visit {{client.legal_name}} twice.");
    saved(&world, &page, &later).await;
    let of_contract = json!({ "kind": "contract", "contract_id": contract });
    let wording =
        |version: u32| json!({ "kind": "wording_of", "contract_id": contract, "version": version });
    let same = compared(&world, wording(2), of_contract.clone()).await;
    let counts = |of: &Value| {
        ["added", "removed", "changed"].map(|what| of["compared"][what].as_u64().unwrap())
    };
    assert_eq!(counts(&same), [0, 0, 0]);
    assert_eq!(counts(&compared(&world, wording(1), of_contract.clone()).await), [1, 0, 0]);
    let newer = compared(&world, of_contract, wording(3)).await;
    assert_eq!(counts(&newer), [0, 0, 1]);
    assert_eq!(newer["old_name"], "CTR-2026-001, version 1");
    let clauses = newer["compared"]["clauses"].as_array().unwrap();
    let words = clauses.last().unwrap()["paragraphs"][0]["words"].as_array().unwrap();
    let of_kind = |kind: &str| -> String {
        words.iter().filter(|w| w["kind"] == kind).filter_map(|w| w["text"].as_str()).collect()
    };
    assert_eq!((of_kind("removed").as_str(), of_kind("added").as_str()), ("once.", "twice."));
    assert_eq!(of_kind("same"), format!("The Factor may visit {CLIENT} "));

    let rows = world.done("comparable", json!({ "contract_id": contract })).await;
    let names: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(names[0], "The wording “House agreement”, version 3");
}

#[tokio::test]
async fn a_retired_wording_makes_no_contract_until_it_is_back_in_use() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let id = page["row"]["wording_id"].clone();
    let set = |state: &str| json!({ "wording_id": id, "state": state });
    let retired = world.done("set_wording_state", set("retired")).await;
    assert_eq!(retired["row"]["state"], "retired");
    let asked = json!({ "client_id": client, "wording_id": id, "answers": {} });
    for command in ["preview_contract", "freeze_contract"] {
        let error = world.refused(command, asked.clone()).await;
        assert!(error.message.contains("is retired"), "{command}: {}", error.message);
    }
    let changed = with_clause(&page, clause("more", "More", "More words."));
    let error = world.refused("save_wording", save(&page, &changed, "")).await;
    assert_eq!(error.code, Code::Refused);
    assert_eq!(world.refused("set_wording_state", set("built_in")).await.code, Code::Refused);
    // Its name is free for another one, and then it cannot come back under it.
    own(&world).await;
    let error = world.refused("set_wording_state", set("in_use")).await;
    assert_eq!(fields(&error)[0].0, "name");
    world.done("rename_wording", json!({ "wording_id": id, "name": "Old agreement" })).await;
    world.done("set_wording_state", set("in_use")).await;
    assert!(world.done("preview_contract", asked).await["pages"].as_u64() > Some(3));
}

#[tokio::test]
async fn the_live_paper_has_the_clients_values_and_numbers() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let mut wording = with_clause(&page, clause("g", "Guarantors", "{{guarantor.name}} signs."));
    let clauses = wording["clauses"].as_array_mut().unwrap();
    let off = clauses.iter().position(|clause| clause["key"] == "attorney").unwrap();
    clauses[off]["condition"] = json!({ "kind": "off" });
    let shown = preview(&world, &page, &wording, &client).await;
    assert!(shown["pages"].as_u64() > Some(5), "{}", shown["pages"]);
    assert_eq!(shown["values"]["terms.advance_rate"], "85.00%");
    assert_eq!(shown["outline"][off]["number"], Value::Null);
    assert_eq!(shown["outline"][off - 1]["number"], json!(off.to_string()));
    assert_eq!(shown["missing"][0]["path"], "guarantor.name");
    assert_eq!(shown["missing"][0]["where_to_fill"], "Asked here");
    assert_eq!(shown["faults"], json!([]));
    // A clause with alternatives has a number for the one that is in.
    let fees = page["wording"]["clauses"].as_array().unwrap();
    let fees = fees.iter().position(|clause| clause["key"] == "fees").unwrap();
    let numbers = shown["outline"][fees]["paragraphs"].as_array().unwrap();
    let printed: Vec<&str> = numbers.iter().filter_map(Value::as_str).collect();
    assert_eq!(printed, ["5.1", "5.2", "5.3", "5.4"], "{numbers:?}");
    let nobody = preview(&world, &page, &wording, &Value::Null).await;
    assert_eq!((&nobody["data"], &nobody["pages"]), (&Value::Null, &json!(0)));
}

#[tokio::test]
async fn a_reference_to_a_clause_that_is_switched_off_is_a_warning_with_its_place() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let mut wording =
        with_clause(&page, clause("extra", "Extra", "See {{ref:attorney}}, {{ref:attorney}}."));
    let clauses = wording["clauses"].as_array_mut().unwrap();
    let off = clauses.iter_mut().find(|clause| clause["key"] == "attorney").unwrap();
    off["condition"] = json!({ "kind": "off" });
    let shown = preview(&world, &page, &wording, &client).await;
    let expected = "“Extra” refers to “Power of attorney”, which is left out with this client.";
    assert_eq!(shown["warnings"], json!([expected]));
    // It may be saved; a contract that would print the gap is refused.
    let saved = saved(&world, &page, &wording).await;
    let id = &saved["row"]["wording_id"];
    let asked = json!({ "client_id": client, "wording_id": id, "answers": {} });
    assert_eq!(world.refused("freeze_contract", asked).await.code, Code::Refused);
}

#[tokio::test]
async fn a_clause_is_kept_for_any_wording_and_the_latest_of_a_title_counts() {
    let world = World::new().await;
    let keep = |clause: Value| world.done("save_clause", json!({ "clause": clause }));
    let first = keep(clause("arbitration", "Arbitration", "See clause {{ref:general.law}}.")).await;
    assert_eq!(first["rows"].as_array().unwrap().len(), 1);
    let second = keep(clause("arbitration", "arbitration", "In {{firm.town}}.")).await;
    assert_eq!(second["rows"].as_array().unwrap().len(), 1);
    assert_eq!(second["rows"][0]["clause"]["paragraphs"][0]["text"], "In {{firm.town}}.");
    for (clause, field) in [
        (clause("a", "A", "{{firm.twn}}"), "clause.paragraphs.0"),
        (clause("a", "", "Words."), "clause.title"),
        (clause("a", "A", ""), "clause.paragraphs.0"),
    ] {
        let error = world.refused("save_clause", json!({ "clause": clause })).await;
        assert_eq!(fields(&error)[0].0, field);
    }
    let id = json!({ "clause_id": second["rows"][0]["clause_id"] });
    let left = world.done("remove_saved_clause", id.clone()).await;
    assert_eq!(left["rows"], json!([]));
    assert_eq!(world.refused("remove_saved_clause", id).await.code, Code::NotFound);
}

#[tokio::test]
async fn two_versions_differ_word_by_word_and_a_moved_clause_is_no_new_one() {
    let world = World::new().await;
    let first = own(&world).await;
    let mut wording = first["wording"].clone();
    let clauses = wording["clauses"].as_array_mut().unwrap();
    let limits = clauses.remove(2);
    clauses.push(limits);
    clauses.retain(|clause| clause["key"] != "attorney");
    clauses[0]["paragraphs"][0]["text"] =
        json!(clauses[0]["paragraphs"][0]["text"].as_str().unwrap().replace("common", "joint"));
    let second = saved(&world, &first, &wording).await;
    let shown = compared(&world, version_of(&second, 1), version_of(&second, 2)).await;
    assert_eq!(shown["new_name"], "House agreement, version 2");
    let clauses = shown["compared"]["clauses"].as_array().unwrap();
    let titled = |title: &str| {
        let is = |clause: &&Value| clause["title"][0]["text"] == title;
        clauses.iter().find(is).unwrap_or_else(|| panic!("{title}")).clone()
    };
    assert_eq!(titled("Limits")["is_moved"], true);
    assert_eq!(titled("Limits")["kind"], "same");
    assert_eq!(titled("Power of attorney")["kind"], "removed");
    let definitions = titled("Definitions");
    let words = definitions["paragraphs"][0]["words"].as_array().unwrap();
    let changed: Vec<&Value> = words.iter().filter(|word| word["kind"] != "same").collect();
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert_eq!(changed[0], &json!({ "text": "common", "kind": "removed" }));
    assert_eq!(changed[1], &json!({ "text": "joint", "kind": "added" }));
    assert_eq!(shown["compared"]["changed"], 1);
    // The same text twice has no difference at all.
    let none = compared(&world, version_of(&second, 2), version_of(&second, 2)).await;
    let is_same = |clause: &Value| clause["kind"] == "same" && clause["is_moved"] == false;
    assert!(none["compared"]["clauses"].as_array().unwrap().iter().all(is_same));
}

/// The answers of a contract that is drawn up from this wording.
fn drawn_up(client: &Value, page: &Value, answers: Value) -> Value {
    let id = &page["row"]["wording_id"];
    json!({ "client_id": client, "wording_id": id, "answers": answers })
}

#[tokio::test]
async fn whoever_draws_up_a_contract_is_asked_for_a_clause_and_the_answer_is_kept() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let first = own(&world).await;
    let mut visits = clause("visits", "Visits", "The Factor may visit.");
    visits["condition"] = json!({ "kind": "asked" });
    let page = saved(&world, &first, &with_clause(&first, visits)).await;

    let id = page["row"]["wording_id"].clone();
    let form = json!({ "client_id": client, "wording_id": id });
    let form = world.done("contract_form", form).await;
    let question = form["asked"].as_array().unwrap().iter().find(|one| one["is_yes_or_no"] == true);
    let question = question.expect("the clause is asked for");
    assert_eq!(question["path"], "clause.visits");
    assert_eq!(question["label"], "Include “Visits”?");
    let preview = world.done("preview_contract", drawn_up(&client, &page, json!({}))).await;
    assert_eq!(preview["missing"][0]["path"], "clause.visits");
    for (answer, said) in [
        (json!({}), "Answer yes or no: Include “Visits”?"),
        (json!({ "clause.visits": "" }), "Answer yes or no: Include “Visits”?"),
        (json!({ "clause.visits": "perhaps" }), "Answer yes or no"),
    ] {
        let error = world.refused("freeze_contract", drawn_up(&client, &page, answer)).await;
        assert_eq!(fields(&error), [("clause.visits", said)]);
    }
    let no = drawn_up(&client, &page, json!({ "clause.visits": "no", "clause.gone": "yes" }));
    let frozen = world.done("freeze_contract", no).await;
    let contract = frozen["contract"]["id"].clone();
    let of_contract = json!({ "kind": "contract", "contract_id": contract });
    let wording = json!({ "kind": "wording_of", "contract_id": contract, "version": 2 });
    let same = compared(&world, wording.clone(), of_contract.clone()).await;
    assert_eq!(same["compared"]["changed"], 0, "left out on both sides");
    assert_eq!(same["compared"]["removed"], 0);
    let titles = same["compared"]["clauses"].to_string();
    assert!(!titles.contains("Visits"), "{titles}");
    let back = json!({ "contract_id": contract, "reason": "Once more" });
    world.done("withdraw_contract", back).await;
    let yes = drawn_up(&client, &page, json!({ "clause.visits": "yes" }));
    let frozen = world.done("freeze_contract", yes).await;
    let of_contract = json!({ "kind": "contract", "contract_id": frozen["contract"]["id"] });
    let both = compared(&world, of_contract, version_of(&page, 2)).await;
    assert!(both["compared"]["clauses"].to_string().contains("Visits"));
}

#[tokio::test]
async fn only_a_clause_of_an_agreement_can_be_asked_for() {
    let world = World::new().await;
    let page = own(&world).await;
    let mut odd = clause("visits", "Visits", "The Factor may visit.");
    odd["paragraphs"][0]["condition"] = json!({ "kind": "asked" });
    let input = save(&page, &with_clause(&page, odd), "");
    let error = world.refused("save_wording", input).await;
    assert!(error.message.contains("Only a whole clause can be asked for"), "{}", error.message);
    let copy = json!({ "wording_id": "verification_letter", "name": "Our verification" });
    let letter = world.done("duplicate_wording", copy).await;
    let mut asked = letter["wording"].clone();
    asked["clauses"][0]["condition"] = json!({ "kind": "asked" });
    let error = world.refused("save_wording", save(&letter, &asked, "")).await;
    assert!(error.message.contains("A letter asks nobody"), "{}", error.message);
}

#[tokio::test]
async fn a_wording_that_says_how_it_renews_whatever_its_terms_is_pointed_out() {
    let world = World::new().await;
    let client = client_with_terms(&world).await;
    let page = own(&world).await;
    let mut old = page["wording"].clone();
    for clause in old["clauses"].as_array_mut().unwrap() {
        let is_ends = |part: &Value| part["condition"]["text"] == "ends";
        let paragraphs = clause["paragraphs"].as_array_mut().unwrap();
        paragraphs.retain(|part| !is_ends(part));
        for part in paragraphs.iter_mut() {
            if part["condition"]["field"] == "terms.renewal" {
                part["condition"] = Value::Null;
            }
        }
    }
    let warnings = |shown: &Value| shown["warnings"].to_string();
    let said = "says how the agreement renews whatever its terms say";
    let shown = preview(&world, &page, &old, &Value::Null).await;
    assert!(warnings(&shown).contains(said), "{}", warnings(&shown));
    let shown = preview(&world, &page, &old, &client).await;
    assert!(warnings(&shown).contains(said), "{}", warnings(&shown));
    let now = preview(&world, &page, &page["wording"], &client).await;
    assert_eq!(now["warnings"], json!([]));
}
