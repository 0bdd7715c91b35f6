//! Unsaved text of forms.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::World;

#[tokio::test]
async fn what_is_typed_is_kept_until_it_is_discarded() {
    let world = World::new().await;
    let asked = json!({ "key": "note/12" });
    let none = json!({ "text": null, "saved_at": null });
    assert_eq!(world.done("draft", asked.clone()).await, none);
    for text in ["{\"text\":\"Agreed 2.00%\"}", "", "{\"text\":\"\u{1f69a} שלום\"}"] {
        world.done("save_draft", json!({ "key": "note/12", "text": text })).await;
        let kept = world.done("draft", asked.clone()).await;
        assert_eq!(kept, json!({ "text": text, "saved_at": "Nov 19, 10:00 AM" }));
    }
    let other = world.done("draft", json!({ "key": "client/new" })).await;
    assert_eq!(other["text"], Value::Null);
    for _twice in 0..2 {
        world.done("discard_draft", asked.clone()).await;
        assert_eq!(world.done("draft", asked.clone()).await, none);
    }
}

#[tokio::test]
async fn a_draft_has_a_name_and_a_limit() {
    let world = World::new().await;
    let longest = "x".repeat(262_144);
    world.done("save_draft", json!({ "key": "note/new", "text": longest })).await;
    for (key, text, field) in [
        ("", "x".to_owned(), "key"),
        ("note\n1", "x".to_owned(), "key"),
        (&"k".repeat(201), "x".to_owned(), "key"),
        ("note/new", format!("{longest}x"), "text"),
    ] {
        let input = json!({ "key": key, "text": text });
        let error = world.refused("save_draft", input).await;
        assert_eq!((error.code, error.fields[0].field.as_str()), (Code::Invalid, field));
    }
    let kept = world.done("draft", json!({ "key": "note/new" })).await;
    assert_eq!(kept["text"].as_str().unwrap().len(), longest.len(), "a refused save keeps the old");
}
