//! People of the file: each with a passphrase and a role, and what each may do.

use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

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
