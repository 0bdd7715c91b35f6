//! People of the file: each with a passphrase and a role, and what each may do.

use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

use crate::receipts::world::{Firm, invoice, lines};
use crate::runs::Runs;

const RUTH: &str = PASSPHRASE;
const OMAR: &str = "marble trumpet orchard lantern";
const NADIA: &str = "seventeen quiet copper kettles";

async fn add(world: &World, name: &str, role: &str, passphrase: &str) -> Result<Value, AppError> {
    let person = json!({
        "name": name, "role": role, "passphrase": passphrase, "own_passphrase": RUTH
    });
    world.call("add_person", person).await
}

/// Locks, and unlocks with this passphrase.
async fn at_the_desk(world: &World, passphrase: &str) -> Result<Value, AppError> {
    world.done("lock", json!({})).await;
    world.call("unlock", json!({ "passphrase": passphrase })).await
}

fn id_of(page: &Value, name: &str) -> Value {
    let people = page["people"].as_array().unwrap();
    people.iter().find(|person| person["name"] == name).unwrap()["id"].clone()
}

fn field(error: &AppError) -> &str {
    error.fields.first().map_or("", |problem| problem.field.as_str())
}

#[tokio::test]
async fn each_person_opens_the_vault_and_is_known_by_name() {
    let world = World::new().await;
    let page = world.done("people", json!({})).await;
    let owner = page["people"][0]["name"].as_str().unwrap().to_owned();
    assert_eq!(page["people"].as_array().unwrap().len(), 1);
    assert_eq!(page["people"][0]["role"], "owner");
    add(&world, "Omar Reyes", "manager", OMAR).await.unwrap();
    add(&world, "Nadia Ferro", "staff", NADIA).await.unwrap();
    for (passphrase, name) in [(OMAR, "Omar Reyes"), (NADIA, "Nadia Ferro"), (RUTH, &*owner)] {
        let status = at_the_desk(&world, passphrase).await.unwrap();
        assert_eq!(status["person"]["name"], name);
    }
    let error = at_the_desk(&world, "nobody has this passphrase").await.unwrap_err();
    assert_eq!(error.code, Code::WrongSecret);
}

#[tokio::test]
async fn a_role_is_asked_before_anything_is_changed() {
    let world = World::new().await;
    add(&world, "Omar Reyes", "manager", OMAR).await.unwrap();
    add(&world, "Nadia Ferro", "read_only", NADIA).await.unwrap();
    let client = json!({ "legal_name": "Larkfield Produce, Inc." });
    let manage = json!({
        "name": "Ines Moreau", "role": "owner", "passphrase": "a long passphrase of hers",
        "own_passphrase": OMAR
    });
    at_the_desk(&world, OMAR).await.unwrap();
    assert_eq!(world.done("people", json!({})).await["can_manage"], false);
    let error = world.refused("add_person", manage).await;
    assert!(error.message.contains("As manager you may not manage people"), "{error}");

    at_the_desk(&world, NADIA).await.unwrap();
    let before = world.vault_files();
    let mut form = support::client_form("Larkfield Produce, Inc.");
    form["legal_name"] = client["legal_name"].clone();
    let error = world.refused("create_client", form.clone()).await;
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.contains("As read only you may not enter"), "{error}");
    assert!(world.vault_files() == before, "nothing was written");
    world.done("list_clients", json!({})).await;
    let draft = json!({ "key": "client-new", "text": "Larkfield" });
    world.done("save_draft", draft).await;

    at_the_desk(&world, RUTH).await.unwrap();
    world.done("create_client", form).await;
}

#[tokio::test]
async fn who_left_is_shut_out_and_the_name_stays() {
    let world = World::new().await;
    let page = add(&world, "Omar Reyes", "manager", OMAR).await.unwrap();
    let omar = id_of(&page, "Omar Reyes");
    let leave = |passphrase: &str| json!({ "person_id": omar, "own_passphrase": passphrase });
    let wrong = world.refused("remove_person", leave(OMAR)).await;
    assert_eq!((wrong.code, field(&wrong)), (Code::WrongSecret, "own_passphrase"));
    let page = world.done("remove_person", leave(RUTH)).await;
    let row = page["people"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&row["name"], &row["has_left"]), (&json!("Omar Reyes"), &json!(true)));
    let error = at_the_desk(&world, OMAR).await.unwrap_err();
    assert_eq!(error.code, Code::WrongSecret);
    at_the_desk(&world, RUTH).await.unwrap();
    let again = world.refused("remove_person", leave(RUTH)).await;
    assert_eq!(again.code, Code::NotFound);
    // The same name is free again, for another person.
    let page = add(&world, "Omar Reyes", "staff", NADIA).await.unwrap();
    assert_ne!(id_of(&page, "Omar Reyes"), omar);
}

fn change(id: &Value, name: &Value, role: &str) -> Value {
    json!({ "person_id": id, "name": name, "role": role })
}

#[tokio::test]
async fn a_file_always_has_an_owner() {
    let world = World::new().await;
    let page = world.done("people", json!({})).await;
    let ruth = page["people"][0].clone();
    let error = world.refused("change_person", change(&ruth["id"], &ruth["name"], "staff")).await;
    assert_eq!(field(&error), "role");
    let page = add(&world, "Omar Reyes", "staff", OMAR).await.unwrap();
    let omar = id_of(&page, "Omar Reyes");
    let taken = world.refused("change_person", change(&omar, &ruth["name"], "staff")).await;
    assert_eq!(field(&taken), "name");
    world.done("change_person", change(&omar, &json!("Omar Reyes"), "owner")).await;
    world.done("change_person", change(&ruth["id"], &ruth["name"], "manager")).await;
    let own = json!({ "person_id": ruth["id"], "own_passphrase": RUTH });
    let error = world.refused("remove_person", own).await;
    assert!(error.message.contains("As manager"), "{error}");
}

#[tokio::test]
async fn a_forgotten_passphrase_is_set_anew_by_an_owner() {
    let world = World::new().await;
    let page = add(&world, "Omar Reyes", "manager", OMAR).await.unwrap();
    let reset = json!({
        "person_id": id_of(&page, "Omar Reyes"), "passphrase": NADIA, "own_passphrase": RUTH
    });
    world.done("reset_passphrase", reset).await;
    assert!(at_the_desk(&world, OMAR).await.is_err());
    let status = at_the_desk(&world, NADIA).await.unwrap();
    assert_eq!(status["person"]["name"], "Omar Reyes");
    let change = json!({ "current": RUTH, "new": OMAR });
    let error = world.refused("change_passphrase", change).await;
    assert_eq!(field(&error), "current", "another person's passphrase is not one's own");
    world.done("change_passphrase", json!({ "current": NADIA, "new": OMAR })).await;
    assert!(at_the_desk(&world, NADIA).await.is_err());
    at_the_desk(&world, OMAR).await.unwrap();
    at_the_desk(&world, RUTH).await.unwrap();
}

#[tokio::test]
async fn weak_and_missing_input_is_refused_at_its_field() {
    let world = World::new().await;
    for (name, passphrase, own, at) in [
        ("", OMAR, RUTH, "name"),
        ("Omar Reyes", "short", RUTH, "passphrase"),
        ("Omar Reyes", OMAR, "", "own_passphrase"),
        ("Omar Reyes", OMAR, NADIA, "own_passphrase"),
    ] {
        let person = json!({
            "name": name, "role": "staff", "passphrase": passphrase, "own_passphrase": own
        });
        let error = world.refused("add_person", person).await;
        assert_eq!(field(&error), at, "{name} {passphrase} {own}");
    }
    assert_eq!(world.done("people", json!({})).await["people"].as_array().unwrap().len(), 1);
}

/// Sets up to how much a person writes off alone, as the owner, and gives the page.
async fn limit(world: &World, name: &str, role: &str, typed: &str) -> Result<Value, AppError> {
    at_the_desk(world, RUTH).await.unwrap();
    let page = world.done("people", json!({})).await;
    let change = json!({
        "person_id": id_of(&page, name), "name": name, "role": role, "write_off_limit": typed
    });
    world.call("change_person", change).await
}

/// Prepares the write-off of an invoice at the firm's risk, a loss of 8,000.00.
async fn prepared(runs: &Runs) -> Value {
    let found = runs.world.done("list_recourse", json!({ "view": "own_risk" })).await;
    let file = json!({ "file_name": "petition.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
    let file = runs.world.done("add_attachment", file).await["id"].clone();
    let asked = json!({
        "invoice_id": found["rows"][0]["invoice_id"], "ground": "credit_event",
        "reason": "Petition", "evidence": [file]
    });
    let page = runs.world.done("stage_write_off", asked.clone()).await;
    assert_eq!(page["amount"]["amount"]["minor"], 800_000);
    let prepared = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    json!({ "case_id": runs.done("prepare_write_off", prepared).await["id"] })
}

#[tokio::test]
async fn within_a_limit_a_write_off_needs_no_second_yes_and_above_it_does() {
    let runs = Runs::new(json!({})).await;
    let world = &runs.world;
    add(world, "Omar Reyes", "manager", OMAR).await.unwrap();
    add(world, "Nadia Ferro", "staff", NADIA).await.unwrap();
    // None is set: who prepared it waits for another, and staff may not at all.
    at_the_desk(world, OMAR).await.unwrap();
    let case = prepared(&runs).await;
    let refused = world.refused("confirm_write_off", case.clone()).await;
    assert!(refused.message.starts_with("You prepared this yourself"), "{refused}");
    limit(world, "Omar Reyes", "manager", "7,999.99").await.unwrap();
    at_the_desk(world, OMAR).await.unwrap();
    let refused = world.refused("confirm_write_off", case.clone()).await;
    assert!(refused.message.starts_with("You prepared this yourself"), "a cent above: {refused}");
    let page = limit(world, "Omar Reyes", "manager", "8,000").await.unwrap();
    let omar = page["people"].as_array().unwrap().iter().find(|one| one["name"] == "Omar Reyes");
    assert_eq!(omar.unwrap()["write_off_limit"]["minor"], 800_000);
    assert_eq!(omar.unwrap()["write_off_limit_typed"], "8,000.00");
    at_the_desk(world, OMAR).await.unwrap();
    let done = runs.done("confirm_write_off", case.clone()).await;
    assert_eq!(done["state"], "booked");
    let ended = json!({ "case_id": case["case_id"], "reason": "The estate pays" });
    runs.done("reverse_recourse", ended).await;

    at_the_desk(world, NADIA).await.unwrap();
    let case = prepared(&runs).await;
    let refused = world.refused("confirm_write_off", case.clone()).await;
    assert!(refused.message.contains("As staff you may not write off"), "{refused}");
    limit(world, "Nadia Ferro", "staff", "8,000").await.unwrap();
    at_the_desk(world, NADIA).await.unwrap();
    assert_eq!(runs.done("confirm_write_off", case).await["state"], "booked");
}

#[tokio::test]
async fn a_short_payment_is_written_off_within_the_limit_of_who_posts_it() {
    let firm = Firm::with(&[invoice("BS-1"), invoice("BS-2")]).await;
    let world = &firm.world;
    add(world, "Nadia Ferro", "staff", NADIA).await.unwrap();
    limit(world, "Nadia Ferro", "staff", "300").await.unwrap();
    at_the_desk(world, NADIA).await.unwrap();
    assert_eq!(world.done("receipt_form", json!({})).await["may_write_off"], true);
    let receipt = firm.receipt("19,300").await;
    let pays = |second: &'static str| {
        lines(&firm, &receipt, &[("BS-1", "9,700", "write_off"), ("BS-2", second, "write_off")])
    };
    let staged = firm.staged(&pays("9,600")).await;
    let problem = &staged["problems"][0];
    assert_eq!(
        (problem["field"].as_str(), staged["fingerprint"].as_str()),
        (Some("lines.1.rest"), Some(""))
    );
    let words = problem["message"].as_str().unwrap();
    assert!(words.contains("400.00 is above the 300.00"), "{words}");
    let yes = json!({ "allocation": pays("9,600"), "fingerprint": "" });
    let refused = world.refused("post_receipt", yes).await;
    assert_eq!((refused.code, field(&refused)), (Code::Invalid, "lines.1.rest"));
    at_the_desk(world, RUTH).await.unwrap();
    firm.posted(&pays("9,600")).await;
    assert_eq!(firm.balance("bad_debt").await, 70_000);
}

#[tokio::test]
async fn a_limit_is_an_amount_of_somebody_who_enters_and_set_by_an_owner() {
    let world = World::new().await;
    add(&world, "Nadia Ferro", "staff", NADIA).await.unwrap();
    add(&world, "Omar Reyes", "manager", OMAR).await.unwrap();
    for (role, typed) in [("staff", "much"), ("staff", "-5"), ("staff", "0"), ("read_only", "5")] {
        let error = limit(&world, "Nadia Ferro", role, typed).await.unwrap_err();
        assert_eq!((error.code, field(&error)), (Code::Invalid, "write_off_limit"), "{typed}");
    }
    limit(&world, "Nadia Ferro", "staff", "50").await.unwrap();
    let page = limit(&world, "Nadia Ferro", "staff", "").await.unwrap();
    let of = |page: &Value| page["people"].as_array().unwrap().clone();
    assert!(of(&page).iter().all(|one| one["write_off_limit"].is_null()));
    at_the_desk(&world, OMAR).await.unwrap();
    let change = json!({
        "person_id": id_of(&page, "Omar Reyes"), "name": "Omar Reyes", "role": "manager",
        "write_off_limit": "1,000,000"
    });
    let refused = world.refused("change_person", change).await;
    assert!(refused.message.contains("may not manage people"), "{refused}");
}
