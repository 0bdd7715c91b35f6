//! A call that is repeated after a lost reply has one effect and the same answer.

use factor_app::error::Code;
use serde_json::json;
use support::every_command::Furnished;

#[tokio::test]
async fn every_change_repeated_under_its_request_id_has_one_effect() {
    let furnished = Furnished::get().await;
    for name in Furnished::names("change") {
        let world = furnished.world().await;
        let input = furnished.input(name);
        let first = world.call_as(name, input.clone(), "the-request").await;
        let first = first.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let after = world.vault_files();
        for repeat in ["at once", "after a while", "after a lock"] {
            world.clock.advance(chrono::Duration::minutes(3));
            let again = world.call_as(name, input.clone(), "the-request").await.unwrap();
            assert_eq!(again, first, "{name} {repeat}");
            if repeat == "after a while" {
                assert!(world.vault_files() == after, "{name} wrote again");
                world.done("lock", json!({})).await;
                world.done("unlock_with_keychain", json!({})).await;
            }
        }
    }
}

#[tokio::test]
async fn a_request_id_belongs_to_one_command() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    let draft = furnished.input("save_draft");
    world.call_as("save_draft", draft, "the-request").await.unwrap();
    let before = world.done("list_clients", furnished.input("list_clients")).await;
    let client = furnished.input("create_client");
    let error = world.call_as("create_client", client, "the-request").await.unwrap_err();
    assert_eq!(error.code, Code::Conflict);
    assert_eq!(world.done("list_clients", furnished.input("list_clients")).await, before);
}

#[tokio::test]
async fn an_id_that_is_none_is_refused_and_nothing_changes() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    for id in ["", "short", &"x".repeat(65), &"x".repeat(1_000_000)] {
        let before = world.vault_files();
        let input = furnished.input("save_note");
        let error = world.call_as("save_note", input, id).await.unwrap_err();
        assert_ne!(error.code, Code::Locked, "{error:?}");
        assert!(world.vault_files() == before, "an id of {} characters", id.len());
    }
}

#[tokio::test]
async fn two_calls_at_the_same_moment_under_one_id_have_one_effect() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    let input = || furnished.input("save_note");
    let timeline = furnished.input("timeline");
    let before = world.done("timeline", timeline.clone()).await["total"].as_u64().unwrap();
    let (one, other) = tokio::join!(
        world.call_as("save_note", input(), "double-click"),
        world.call_as("save_note", input(), "double-click"),
    );
    assert_eq!(one.unwrap(), other.unwrap());
    let after = world.done("timeline", timeline).await["total"].as_u64().unwrap();
    assert_eq!(after, before + 1);
}
