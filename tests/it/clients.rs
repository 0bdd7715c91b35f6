//! Clients: entering, changing, archiving; bank account and contacts.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::World;

pub(crate) fn brinmoor() -> Value {
    json!({
        "legal_name": "Brinmoor Staffing, LLC",
        "trade_name": "Brinmoor Staffing",
        "line_of_business": "Temporary staffing",
        "legal_form": "limited liability company",
        "state_of_formation": "Connecticut",
        "registration_no": "0441729",
        "tax_id": "06-1234567",
        "address": {
            "line1": "12 Asylum Street", "line2": "", "city": "Hartford", "region": "CT",
            "postal_code": "06103", "country": ""
        },
        "phone": "(860) 555-0118",
        "email": "office@brinmoor.example",
        "account_representative": "Ruth A."
    })
}

pub(crate) async fn enter(world: &World, form: Value) -> i64 {
    world.done("create_client", form).await["client_id"].as_i64().expect("an id")
}

pub(crate) async fn enter_named(world: &World, name: &str) -> i64 {
    enter(world, json!({ "legal_name": name })).await
}

pub(crate) async fn names(world: &World, query: Value) -> Vec<String> {
    let rows = world.done("list_clients", query).await;
    let rows = rows["rows"].as_array().expect("rows");
    rows.iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn a_client_is_entered_shown_and_listed() {
    let world = World::new().await;
    let saved = world.done("create_client", brinmoor()).await;
    let id = saved["client_id"].clone();
    assert_eq!(saved["revision"], 1);
    let page = world.done("client", json!({ "client_id": id })).await;
    for (field, value) in [
        ("name", json!("Brinmoor Staffing")),
        ("legal_words", json!("a Connecticut limited liability company, no. 0441729")),
        ("tax_id_masked", json!("•••• 4567")),
        ("address_lines", json!(["12 Asylum Street", "Hartford, CT 06103"])),
        ("mailing_lines", json!([])),
        ("status", json!("prospect")),
        ("since", json!("2026-11-19")),
        ("bank_account", Value::Null),
        ("contract", json!("none")),
        ("facility_limit", Value::Null),
        ("next_contact", Value::Null),
        ("notes_count", json!(0)),
        ("previous", Value::Null),
        ("next", Value::Null),
    ] {
        assert_eq!(page[field], value, "{field}");
    }
    let list = world.done("list_clients", json!({})).await;
    assert_eq!(list["rows"][0]["city"], "Hartford");
    assert_eq!(list["rows"][0]["terms"], "");
    assert_eq!((list["total"].clone(), list["of"].clone()), (json!(1), json!(1)));
    let form = world.done("client_identity", json!({ "client_id": id })).await;
    assert_eq!(form["client"]["tax_id"], "06-1234567");
    assert_eq!(form["client"]["mailing_address"]["city"], "");
}

#[tokio::test]
async fn every_wrong_field_of_a_client_is_named() {
    let world = World::new().await;
    let long = "x".repeat(10_000);
    for (field, value) in [
        ("legal_name", ""),
        ("legal_name", " \t "),
        ("legal_name", long.as_str()),
        ("legal_name", "Brin\u{0}moor"),
        ("legal_name", "Brinmoor \u{202e}CLL"),
        ("trade_name", "two\nlines"),
        ("tax_id", "••••4567"),
        ("phone", "12"),
        ("email", "office@brinmoor"),
        ("address/city", long.as_str()),
        ("mailing_address/line1", "a\u{7}"),
    ] {
        let mut form = brinmoor();
        form["mailing_address"] = json!({ "line1": "" });
        *form.pointer_mut(&format!("/{field}")).unwrap() = json!(value);
        let error = world.refused("create_client", form).await;
        let fields: Vec<String> = error.fields.iter().map(|found| found.field.clone()).collect();
        assert_eq!((error.code, fields), (Code::Invalid, vec![field.replace('/', ".")]));
    }
    assert_eq!(world.done("list_clients", json!({})).await["total"], 0);
}

#[tokio::test]
async fn names_of_every_script_are_taken_as_they_are() {
    let world = World::new().await;
    for name in
        ["🚚 Freight 🚚", "שלום בע״מ", "شركة النور", "株式会社ライト", "O'Neil & Sons", "Élan"]
    {
        let id = enter_named(&world, &format!("  {name} ")).await;
        let page = world.done("client", json!({ "client_id": id })).await;
        assert_eq!(page["name"], name);
        assert_eq!(names(&world, json!({ "text": name })).await, [name]);
    }
    assert_eq!(names(&world, json!({ "text": "elan" })).await, ["Élan"]);
}

#[tokio::test]
async fn one_business_is_entered_once() {
    let world = World::new().await;
    let id = enter(&world, brinmoor()).await;
    for name in ["Brinmoor Staffing", "BRINMOOR STAFFING L.L.C.", "brinmoor  staffing inc"] {
        let error = world.refused("create_client", json!({ "legal_name": name })).await;
        assert_eq!((error.code, error.fields[0].field.as_str()), (Code::Invalid, "legal_name"));
        assert!(error.message.contains("Brinmoor Staffing, LLC"), "{}", error.message);
    }
    // The register tells them apart.
    let other = json!({ "legal_name": "Brinmoor Staffing Inc", "registration_no": "99-1" });
    let other = enter(&world, other).await;
    let mut form = world.done("client_identity", json!({ "client_id": other })).await;
    form["client"]["legal_name"] = json!("Brinmoor Staffing Corp");
    form["client"]["registration_no"] = json!("");
    let error = world.refused("update_client", form).await;
    assert_eq!(error.fields[0].field, "legal_name");
    let archived = json!({ "client_id": id, "status": "archived" });
    world.done("set_client_status", archived).await;
    let again = json!({ "legal_name": "Brinmoor Staffing LLC", "registration_no": "0441729" });
    let error = world.refused("create_client", again).await;
    assert!(error.message.contains("archive"), "{}", error.message);
}

#[tokio::test]
async fn a_repeated_request_enters_one_client() {
    let world = World::new().await;
    let first = world.call_as("create_client", brinmoor(), "request-of-a-window").await.unwrap();
    let again = world.call_as("create_client", brinmoor(), "request-of-a-window").await.unwrap();
    assert_eq!(first, again);
    assert_eq!(world.done("list_clients", json!({})).await["total"], 1);
}

#[tokio::test]
async fn a_save_over_another_save_is_a_conflict() {
    let world = World::new().await;
    let id = enter(&world, brinmoor()).await;
    let mine = world.done("client_identity", json!({ "client_id": id })).await;
    let mut theirs = mine.clone();
    theirs["client"]["phone"] = json!("(860) 555-0199");
    let saved = world.done("update_client", theirs.clone()).await;
    assert_eq!(saved["revision"], 2);
    let error = world.refused("update_client", mine).await;
    assert_eq!(error.code, Code::Conflict);
    let kept = world.done("client_identity", json!({ "client_id": id })).await;
    assert_eq!(kept["client"]["phone"], "(860) 555-0199");
    // A save that changes nothing is no save, and a status is not part of the form.
    assert_eq!(world.done("update_client", kept.clone()).await["revision"], 2);
    let archived = json!({ "client_id": id, "status": "archived" });
    assert_eq!(world.done("set_client_status", archived).await["revision"], 2);
    let page = world.done("client", json!({ "client_id": id })).await;
    assert_eq!(page["phone"], "(860) 555-0199");
}

#[tokio::test]
async fn a_prospect_is_archived_and_restored_and_never_active_without_a_contract() {
    let world = World::new().await;
    let id = enter(&world, brinmoor()).await;
    let set = |status: &str| {
        let input = json!({ "client_id": id, "status": status });
        world.call("set_client_status", input)
    };
    for status in ["active", "on_stop"] {
        assert_eq!(set(status).await.unwrap_err().code, Code::Refused, "{status}");
    }
    assert_eq!(set("archived").await.unwrap()["previous_status"], "prospect");
    assert_eq!(set("archived").await.unwrap()["previous_status"], Value::Null);
    assert!(names(&world, json!({})).await.is_empty());
    assert_eq!(names(&world, json!({ "view": "archived" })).await, ["Brinmoor Staffing"]);
    assert_eq!(set("prospect").await.unwrap()["previous_status"], "archived");
    let list = world.done("list_clients", json!({ "view": "prospects" })).await;
    let views = json!({
        "all": 1, "active": 0, "prospects": 1, "to_sign": 0, "on_stop": 0, "archived": 0
    });
    assert_eq!(list["views"], views);
}

#[tokio::test]
async fn a_client_that_is_not_there_is_said_so() {
    let world = World::new().await;
    let form = json!({ "client_id": 77, "revision": 1, "client": brinmoor() });
    let account = json!({
        "client_id": 77, "holder": "", "bank": "", "routing": "", "number": ""
    });
    let contact = json!({
        "client_id": 77, "contact_id": null, "name": "M", "role": "", "phone": "", "email": "",
        "is_signer": false
    });
    for (command, input) in [
        ("client", json!({ "client_id": 77 })),
        ("client_identity", json!({ "client_id": -1 })),
        ("update_client", form),
        ("set_client_status", json!({ "client_id": 77, "status": "archived" })),
        ("set_bank_account", account),
        ("reveal_bank_account", json!({ "client_id": 77 })),
        ("save_contact", contact),
        ("remove_contact", json!({ "contact_id": 77 })),
    ] {
        let error = world.refused(command, input).await;
        assert_eq!(error.code, Code::NotFound, "{command}");
    }
}

#[tokio::test]
async fn a_bank_account_is_masked_until_it_is_revealed() {
    let world = World::new().await;
    let id = enter(&world, brinmoor()).await;
    let account = |routing: &str, number: &str| {
        json!({
            "client_id": id, "holder": "Brinmoor Staffing, LLC", "bank": "First Hartford",
            "routing": routing, "number": number
        })
    };
    let asked = json!({ "client_id": id });
    let error = world.refused("reveal_bank_account", asked.clone()).await;
    assert_eq!(error.code, Code::NotFound);
    // The firm counts in dollars, so a routing number is one of the United States.
    for (routing, number, field) in [
        ("21000021", "8812345678", "routing"),
        ("021000021", "88", "number"),
        ("021000021", "GB82 WEST 1234 5698 7654 33", "number"),
    ] {
        let error = world.refused("set_bank_account", account(routing, number)).await;
        assert_eq!(error.fields[0].field, field, "{routing} {number}");
    }
    world.done("set_bank_account", account("021000021", "8812345678")).await;
    let page = world.done("client", asked.clone()).await;
    let masked = json!({
        "holder": "Brinmoor Staffing, LLC", "bank": "First Hartford", "number": "•••• 5678"
    });
    assert_eq!(page["bank_account"], masked);
    assert!(!page.to_string().contains("8812345678"));
    let revealed = world.done("reveal_bank_account", asked.clone()).await;
    assert_eq!(
        (&revealed["routing"], &revealed["number"]),
        (&json!("021000021"), &json!("8812345678"))
    );
    // The form of the client leaves it alone; an empty form of its own removes it.
    let mut form = world.done("client_identity", asked.clone()).await;
    form["client"]["phone"] = json!("");
    world.done("update_client", form).await;
    assert_eq!(world.done("client", asked.clone()).await["bank_account"], masked);
    let empty = json!({ "client_id": id, "holder": "", "bank": " ", "routing": "", "number": "" });
    world.done("set_bank_account", empty).await;
    let page = world.done("client", asked).await;
    assert_eq!(page["bank_account"], Value::Null);
}

#[tokio::test]
async fn contacts_are_added_changed_and_taken_off_the_list() {
    let world = World::new().await;
    let id = enter(&world, brinmoor()).await;
    let person = |contact_id: Value, name: &str, email: &str, is_signer: bool| {
        json!({
            "client_id": id, "contact_id": contact_id, "name": name, "role": "Owner",
            "phone": "", "email": email, "is_signer": is_signer
        })
    };
    for (name, email, field) in [("", "", "name"), ("Marta", "marta@", "email")] {
        let input = person(Value::Null, name, email, false);
        let error = world.refused("save_contact", input).await;
        assert_eq!(error.fields[0].field, field);
    }
    let joel = person(Value::Null, "Joel Pratt", "", false);
    let joel = world.done("save_contact", joel).await["contact_id"].clone();
    let marta = person(Value::Null, "Marta Lindqvist", "marta@brinmoor.example", true);
    world.done("save_contact", marta).await;
    let renamed = person(joel.clone(), "Joel A. Pratt", "", false);
    assert_eq!(world.done("save_contact", renamed).await["contact_id"], joel);
    let page = world.done("client", json!({ "client_id": id })).await;
    let shown: Vec<&Value> =
        page["contacts"].as_array().unwrap().iter().map(|contact| &contact["name"]).collect();
    assert_eq!(shown, ["Marta Lindqvist", "Joel A. Pratt"], "signers first");
    for _twice in 0..2 {
        world.done("remove_contact", json!({ "contact_id": joel })).await;
    }
    let page = world.done("client", json!({ "client_id": id })).await;
    assert_eq!(page["contacts"].as_array().unwrap().len(), 1);
    let error = world.refused("save_contact", person(joel, "Joel", "", false)).await;
    assert_eq!(error.code, Code::NotFound, "a removed contact does not come back by a late save");
    // A contact of one client is not changed under another.
    let other = enter_named(&world, "Larkfield Produce").await;
    let theirs = page["contacts"][0]["id"].clone();
    let mut input = person(theirs, "Nadia", "", false);
    input["client_id"] = json!(other);
    assert_eq!(world.refused("save_contact", input).await.code, Code::NotFound);
}
