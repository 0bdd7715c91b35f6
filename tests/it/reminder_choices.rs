//! How each person is reminded: quiet hours, the digest of the day, repeats, and whose it is.

use factor_app::reminders::tick;
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

const OMAR: &str = "marble trumpet orchard lantern";
const NADIA: &str = "seventeen quiet copper kettles";

fn usual() -> Value {
    json!({
        "snooze_minutes": 10, "quiet_from": "", "quiet_until": "", "has_quiet_weekends": false,
        "digest_at": "", "repeat_minutes": null
    })
}

/// The usual choices with some others among them.
fn choices(some: Value) -> Value {
    let mut all = usual();
    for (name, value) in some.as_object().expect("fields") {
        all[name] = value.clone();
    }
    all
}

async fn follow_up(world: &World, client: &Value, next: Value) -> Value {
    let input = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "",
        "channel": "call", "direction": "outgoing", "outcome": "reached",
        "text": "Ask again.", "day": "", "time": "",
        "next": next, "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", input).await["follow_up"].clone()
}

fn next(day: &str, time: &str) -> Value {
    json!({ "day": day, "time": time, "reason": "" })
}

/// Ticks, and gives back the titles that the desktop has been shown since the last time.
async fn titles(world: &World, seen: &mut usize) -> Vec<String> {
    tick(&world.desk).await;
    let all = world.notes.all();
    let new = all[*seen..].iter().map(|note| note.title.clone()).collect();
    *seen = all.len();
    new
}

async fn listed(world: &World, name: &str) -> usize {
    let list = world.done("reminders", json!({})).await;
    list[name].as_array().expect("rows").len()
}

#[tokio::test]
async fn choices_are_kept_as_they_were_typed_and_wrong_ones_are_said_at_their_field() {
    let world = World::new().await;
    assert_eq!(world.done("reminder_choices", json!({})).await, usual());
    let typed = choices(json!({
        "snooze_minutes": 45, "quiet_from": "19", "quiet_until": "7 am", "digest_at": "8:15",
        "has_quiet_weekends": true, "repeat_minutes": 60
    }));
    world.done("save_reminder_choices", typed).await;
    let kept = choices(json!({
        "snooze_minutes": 45, "quiet_from": "7:00 PM", "quiet_until": "7:00 AM",
        "digest_at": "8:15 AM", "has_quiet_weekends": true, "repeat_minutes": 60
    }));
    assert_eq!(world.done("reminder_choices", json!({})).await, kept);
    for (some, field) in [
        (json!({ "snooze_minutes": 4 }), "snooze_minutes"),
        (json!({ "snooze_minutes": 10_081 }), "snooze_minutes"),
        (json!({ "repeat_minutes": 1 }), "repeat_minutes"),
        (json!({ "quiet_from": "late", "quiet_until": "7" }), "quiet_from"),
        (json!({ "quiet_from": "19:00" }), "quiet_until"),
        (json!({ "quiet_until": "7:00" }), "quiet_from"),
        (json!({ "quiet_from": "19:00", "quiet_until": "7 pm" }), "quiet_until"),
        (json!({ "digest_at": "25:00" }), "digest_at"),
        (json!({ "quiet_from": "19", "quiet_until": "9", "digest_at": "8" }), "digest_at"),
    ] {
        let error = world.refused("save_reminder_choices", choices(some)).await;
        let fields: Vec<&str> = error.fields.iter().map(|at| at.field.as_str()).collect();
        assert_eq!(fields, [field], "{error}");
    }
    assert_eq!(world.done("reminder_choices", json!({})).await, kept, "nothing has changed");
    let world = world.restarted();
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(world.done("reminder_choices", json!({})).await, kept, "kept in the vault");
}

#[tokio::test]
async fn quiet_hours_are_quiet_and_what_came_due_in_them_is_shown_after_them() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let night = choices(json!({ "quiet_from": "7 pm", "quiet_until": "7 am" }));
    world.done("save_reminder_choices", night).await;
    follow_up(&world, &client, next("today", "21:00")).await;
    follow_up(&world, &client, next("tomorrow", "6:30")).await;
    let mut seen = 0;
    for civil in ["2026-11-19 19:00", "2026-11-19 21:00", "2026-11-20 06:59"] {
        world.clock.set(civil);
        assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0], "{civil}");
    }
    let list = world.done("reminders", json!({})).await;
    assert_eq!(list["rows"].as_array().map(Vec::len), Some(2), "the list waits for nothing");
    assert_eq!(list["is_quiet"], true, "but the window calls for no attention");
    // Also while it is locked, and also after a restart in the night.
    world.done("lock", json!({})).await;
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0]);
    world.clock.set("2026-11-20 07:00");
    assert_eq!(titles(&world, &mut seen).await, ["A follow-up is due"]);
    let world = world.restarted();
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(titles(&world, &mut seen).await, ["2 follow-ups are due"]);
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0]);
}

#[tokio::test]
async fn the_digest_tells_the_day_and_a_time_comes_at_its_minute() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let other = world.client("Tarn Valley Grocers").await;
    world.done("save_reminder_choices", choices(json!({ "digest_at": "8:00" }))).await;
    let mut seen = 0;
    for (of, day, time) in [
        (&client, "tomorrow", ""),
        (&client, "tomorrow", "15:00"),
        (&other, "tomorrow", "11:00"),
        (&other, "+2", ""),
    ] {
        follow_up(&world, of, next(day, time)).await;
    }
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0], "today's time has passed");
    for (civil, shown) in [
        ("2026-11-20 07:59", None),
        ("2026-11-20 08:00", Some("3 follow-ups today")),
        ("2026-11-20 09:00", None),
        ("2026-11-20 11:00", Some("Tarn Valley Grocers")),
        ("2026-11-20 15:00", Some("Larkfield Produce, Inc.")),
        // One alone is shown as itself, with its buttons.
        ("2026-11-21 08:00", Some("Tarn Valley Grocers")),
        ("2026-11-22 08:00", None),
    ] {
        world.clock.set(civil);
        let expected: Vec<&str> = shown.into_iter().collect();
        assert_eq!(titles(&world, &mut seen).await, expected, "{civil}");
        assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0], "{civil}");
    }
    let body = &world.notes.all()[0].body;
    assert_eq!(body, "Larkfield Produce, Inc., Tarn Valley Grocers");
    // What is entered after the digest was told comes by itself, also right away.
    world.clock.set("2026-11-23 10:00");
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0]);
    follow_up(&world, &client, next("today", "")).await;
    assert_eq!(titles(&world, &mut seen).await, ["Larkfield Produce, Inc."]);
    follow_up(&world, &client, next("today", "16:00")).await;
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0]);
}

#[tokio::test]
async fn a_reminder_is_repeated_until_somebody_acts_on_it() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    world.done("save_reminder_choices", choices(json!({ "repeat_minutes": 60 }))).await;
    let made = follow_up(&world, &client, next("today", "10:30")).await;
    let mut seen = 0;
    for (civil, times) in [
        ("2026-11-19 10:30", 1),
        ("2026-11-19 11:29", 0),
        ("2026-11-19 11:30", 1),
        ("2026-11-19 12:29", 0),
        ("2026-11-19 15:00", 1),
        // Clocks are set back and forth: never twice within an hour.
        ("2026-11-19 14:00", 0),
        ("2026-11-19 14:59", 0),
        ("2026-11-19 15:00", 1),
    ] {
        world.clock.set(civil);
        assert_eq!(titles(&world, &mut seen).await.len(), times, "{civil}");
    }
    // It stands alone on the desktop, and goes once it is answered in the window.
    assert_eq!(world.notes.withdrawn(), []);
    let world = world.restarted();
    world.done("unlock_with_keychain", json!({})).await;
    world.clock.set("2026-11-19 16:00");
    assert_eq!(titles(&world, &mut seen).await.len(), 1, "a restart forgets nothing");
    world.done("finish_follow_up", json!({ "follow_up_id": made["id"] })).await;
    world.clock.set("2026-11-20 16:00");
    assert_eq!(titles(&world, &mut seen).await, [] as [&str; 0]);
    assert_eq!(world.notes.withdrawn().len(), 1);
}

#[tokio::test]
async fn everything_that_rings_is_snoozed_at_once() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    for time in ["8:00", "9:00", "", "11:00"] {
        follow_up(&world, &client, next("today", time)).await;
    }
    let mut seen = 0;
    assert_eq!(titles(&world, &mut seen).await, ["3 follow-ups are due"]);
    let snoozed = world.done("snooze_reminders", json!({ "minutes": null })).await;
    assert_eq!(snoozed["count"], 3);
    assert_eq!(snoozed["until"], json!({ "day": "2026-11-19", "time": "10:10" }));
    assert_eq!(listed(&world, "rows").await, 0);
    world.clock.set("2026-11-19 10:10");
    assert_eq!(titles(&world, &mut seen).await.len(), 3);
    let error = world.refused("snooze_reminders", json!({ "minutes": 1 })).await;
    assert_eq!(error.fields[0].field, "minutes");
}

async fn add(world: &World, name: &str, role: &str, passphrase: &str) -> Value {
    let person = json!({
        "name": name, "role": role, "passphrase": passphrase, "own_passphrase": PASSPHRASE
    });
    let page = world.done("add_person", person).await;
    let people = page["people"].as_array().expect("people");
    people.iter().find(|one| one["name"] == name).expect("the new one")["id"].clone()
}

async fn at_the_desk(world: &World, passphrase: &str) {
    world.done("lock", json!({})).await;
    world.done("unlock", json!({ "passphrase": passphrase })).await;
}

#[tokio::test]
async fn the_desktop_reminds_whose_it_is_and_owners_see_all_of_them() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let omar = add(&world, "Omar Reyes", "staff", OMAR).await;
    add(&world, "Nadia Ferro", "read_only", NADIA).await;
    let of = |owner: Value| json!({ "day": "today", "time": "9:30", "reason": "", "owner": owner });
    let mine = follow_up(&world, &client, next("today", "9:30")).await;
    let person = json!({ "kind": "person", "person_id": omar });
    let omars = follow_up(&world, &client, of(person.clone())).await;
    follow_up(&world, &client, of(json!({ "kind": "everybody" }))).await;
    assert_eq!(omars["owner"], "Omar Reyes");
    assert_ne!(mine["owner"], "");
    let mut seen = 0;
    assert_eq!(titles(&world, &mut seen).await.len(), 2, "mine, and everybody's");
    assert_eq!((listed(&world, "rows").await, listed(&world, "others").await), (2, 1));

    at_the_desk(&world, OMAR).await;
    assert_eq!(titles(&world, &mut seen).await.len(), 1, "what was his alone");
    assert_eq!((listed(&world, "rows").await, listed(&world, "others").await), (2, 0));
    // His choices are his own.
    let late = choices(json!({ "snooze_minutes": 60 }));
    world.done("save_reminder_choices", late.clone()).await;

    // Who may only look is reminded, too, and keeps choices.
    at_the_desk(&world, NADIA).await;
    assert_eq!(titles(&world, &mut seen).await.len(), 0, "everybody's was shown");
    assert_eq!(world.done("reminder_choices", json!({})).await, usual());
    world.done("save_reminder_choices", late).await;
    let error = world.refused("snooze_reminders", json!({ "minutes": null })).await;
    assert!(error.message.contains("may not enter"), "{error}");

    // What somebody has left behind is everybody's.
    at_the_desk(&world, PASSPHRASE).await;
    assert_eq!(world.done("reminder_choices", json!({})).await, usual());
    let leaves = json!({ "person_id": omar, "own_passphrase": PASSPHRASE });
    world.done("remove_person", leaves).await;
    assert_eq!((listed(&world, "rows").await, listed(&world, "others").await), (3, 0));
    let input = json!({
        "subject": { "kind": "client", "id": client }, "contact_id": null, "contact_name": "",
        "channel": "call", "direction": "outgoing", "outcome": "reached", "text": "Again.",
        "day": "", "time": "", "next": of(person), "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    let error = world.refused("save_note", input).await;
    assert_eq!(error.fields[0].field, "next.owner");
}
