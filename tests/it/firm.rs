//! The firm's profile and logo.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::{World, firm};

fn with(field: &str, value: &str) -> Value {
    let mut form = firm();
    let pointer = format!("/{}", field.replace('.', "/"));
    *form.pointer_mut(&pointer).expect("a field of the form") = json!(value);
    form
}

#[tokio::test]
async fn a_profile_is_kept_trimmed_and_read_again() {
    let world = World::new().await;
    let typed = with("name", "  Calder Factors \u{a0}");
    let saved = world.done("save_firm", typed.clone()).await;
    assert_eq!(saved["firm"]["name"], "Calder Factors");
    assert_eq!(saved["can_change_currency"], true);
    let read = world.done("firm", json!({})).await;
    assert_eq!(read, saved);
    // Saving the same again changes nothing.
    assert_eq!(world.done("save_firm", typed).await, saved);
}

#[tokio::test]
async fn every_wrong_field_of_the_profile_is_named() {
    let world = World::new().await;
    for (field, value) in [
        ("name", ""),
        ("name", "\u{202e}rotcaF"),
        ("address.city", "Al\nbany"),
        ("phone", "call me"),
        ("email", "desk@calder"),
        ("currency", "US dollars"),
        ("currency", ""),
        ("page_size", "foolscap"),
        ("venue", &"x".repeat(10_000)),
    ] {
        let error = world.refused("save_firm", with(field, value)).await;
        assert_eq!(error.code, Code::Invalid, "{field}");
        let fields: Vec<&str> = error.fields.iter().map(|found| found.field.as_str()).collect();
        assert_eq!(fields, [field]);
    }
    let mut form = with("name", " ");
    form["email"] = json!("nobody");
    form["page_size"] = json!("");
    let error = world.refused("save_firm", form).await;
    assert_eq!(error.fields.len(), 3, "{error:?}");
}

#[tokio::test]
async fn the_currency_is_fixed_once_a_client_exists() {
    let world = World::new().await;
    world.done("save_firm", with("currency", "eur")).await;
    let changed = world.done("save_firm", firm()).await;
    assert_eq!(changed["firm"]["currency"], "USD");
    world.done("create_client", json!({ "legal_name": "Larkfield Produce" })).await;
    let page = world.done("firm", json!({})).await;
    assert_eq!(page["can_change_currency"], false);
    let error = world.refused("save_firm", with("currency", "EUR")).await;
    assert_eq!(error.fields[0].field, "currency");
    let renamed = world.done("save_firm", with("name", "Calder Factors")).await;
    assert_eq!(renamed["firm"]["name"], "Calder Factors");
}

// One red pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AA\
                   AAMBAQDJ/pLvAAAAAElFTkSuQmCC";

#[tokio::test]
async fn a_logo_is_judged_by_its_bytes_and_can_be_removed() {
    let world = World::new().await;
    let png = world.done("set_logo", json!({ "file_name": "a.gif", "data": PNG })).await;
    assert!(png["logo"].as_str().unwrap().starts_with("iVBORw0KGgo"));
    // A profile that is saved later keeps its logo.
    let saved = world.done("save_firm", with("phone", "")).await;
    assert_eq!(saved["logo"], png["logo"]);
    for (data, why) in [
        ("R0lGODlhAQABAAAAACw=", "a GIF named as a PNG"),
        ("bm90IGFuIGltYWdl", "text"),
        (&PNG[..48], "half a PNG"),
    ] {
        let dropped = json!({ "file_name": "logo.png", "data": data });
        let error = world.refused("set_logo", dropped).await;
        assert_eq!(error.code, Code::Invalid, "{why}");
    }
    assert_eq!(world.done("firm", json!({})).await["logo"], png["logo"]);
    let removed = world.done("remove_logo", json!({})).await;
    assert_eq!(removed["logo"], Value::Null);
    world.done("remove_logo", json!({})).await;
}
