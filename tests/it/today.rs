//! The morning queue, the calendar, and what is done with a follow-up.

use serde_json::{Value, json};
use support::World;

/// Saves a note that asks for a next contact, and gives back the follow-up.
async fn follow_up(world: &World, client: &Value, day: &str, time: &str, reason: &str) -> Value {
    let input = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "Nadia Ferro",
        "channel": "call", "direction": "outgoing", "outcome": "promised",
        "text": "She promised it.", "day": "", "time": "",
        "next": { "day": day, "time": time, "reason": reason },
        "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", input).await["follow_up"].clone()
}

async fn today(world: &World) -> Value {
    world.done("today", json!({})).await
}

#[tokio::test]
async fn the_queue_groups_what_is_late_due_and_coming() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    world.clock.set("2026-11-16 09:40");
    follow_up(&world, &client, "2026-11-16", "", "three days old").await;
    world.clock.set("2026-11-19 10:00");
    for (day, time, reason) in [
        ("2026-11-19", "9:30", "passed"),
        ("2026-11-19", "", "any time"),
        ("2026-11-19", "10:30", "in half an hour"),
        ("2026-11-20", "8:00", "tomorrow"),
        ("2026-11-26", "", "in a week"),
        ("2026-11-27", "", "beyond"),
    ] {
        follow_up(&world, &client, day, time, reason).await;
    }
    let page = today(&world).await;
    assert_eq!(page["title"], "Thursday, November 19");
    let rows = |group: &Value| -> Vec<Value> {
        let rows = group["rows"].as_array().unwrap().iter();
        rows.map(|row| json!([row["what"], row["due_words"], row["days_late"]])).collect()
    };
    let groups: Vec<(Value, Vec<Value>)> = page["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["kind"].clone(), rows(group)))
        .collect();
    assert_eq!(
        groups,
        [
            (
                json!("overdue"),
                vec![json!(["three days old", "3 days late", 3]), json!(["passed", "9:30 AM", 0])]
            ),
            (
                json!("due_today"),
                vec![json!(["any time", "Today", 0]), json!(["in half an hour", "10:30 AM", 0])]
            ),
            (
                json!("coming"),
                vec![json!(["tomorrow", "Nov 20", 0]), json!(["in a week", "Nov 26", 0])]
            ),
        ]
    );
    assert_eq!(page["to_do"], 4);
    assert_eq!((&page["notes_this_week"], &page["calls_this_week"]), (&json!(7), &json!(7)));
    let row = &page["groups"][0]["rows"][0];
    assert_eq!(row["last_note_head"], "Nov 19, 10:00 AM · call");
    assert_eq!(row["last_note_text"], "She promised it.");
    assert_eq!(row["representative"], "Ruth A.");
    assert_eq!(row["follow_up"]["is_overdue"], true);
}

#[tokio::test]
async fn the_checklist_leaves_when_everything_was_done_once() {
    let world = World::new().await;
    let done = |page: &Value| -> Vec<bool> {
        let steps = page["checklist"].as_array().unwrap().iter();
        steps.map(|step| step["is_done"].as_bool().unwrap()).collect()
    };
    assert_eq!(done(&today(&world).await), [false, false, false, false]);
    let client = world.client("Larkfield Produce, Inc.").await;
    follow_up(&world, &client, "+1", "", "Call").await;
    assert_eq!(done(&today(&world).await), [true, false, false, true]);
}

#[tokio::test]
async fn a_follow_up_is_put_off_moved_finished_and_brought_back() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let made = follow_up(&world, &client, "today", "9:30", "Call").await;
    let id = &made["id"];

    let snoozed =
        world.done("snooze_follow_up", json!({ "follow_up_id": id, "minutes": 10 })).await;
    assert_eq!(snoozed["snoozed_until"], json!({ "day": "2026-11-19", "time": "10:10" }));
    assert_eq!(snoozed["due"], made["due"], "a snooze keeps the date");
    let morning = json!({ "follow_up_id": id, "minutes": null });
    let snoozed = world.done("snooze_follow_up", morning).await;
    assert_eq!(snoozed["snoozed_until"], json!({ "day": "2026-11-20", "time": "09:00" }));

    let to = json!({ "follow_up_id": id, "day": "+7", "time": "" });
    let moved = world.done("move_follow_up", to).await;
    assert_eq!(moved["due"], json!({ "day": "2026-11-26", "time": null }));
    assert_eq!(moved["previous_due"], made["due"]);
    assert_eq!(moved["snoozed_until"], Value::Null, "a move ends a snooze");

    world.clock.set("2026-11-20 10:00");
    let back = json!({ "follow_up_id": id, "day": "2026-11-19", "time": "09:30" });
    let undone = world.done("move_follow_up", back).await;
    assert_eq!((&undone["due"], &undone["due_words"]), (&made["due"], &json!("1 day late")));

    let asked = json!({ "follow_up_id": id });
    for _ in 0..2 {
        let finished = world.done("finish_follow_up", asked.clone()).await;
        assert_eq!((&finished["is_done"], &finished["is_overdue"]), (&json!(true), &json!(false)));
        let page = today(&world).await;
        assert_eq!((&page["to_do"], &page["done_today"]), (&json!(0), &json!(1)));
    }
    for _ in 0..2 {
        let open = world.done("reopen_follow_up", asked.clone()).await;
        assert_eq!((&open["is_done"], &open["due"]), (&json!(false), &made["due"]));
    }
    assert_eq!(today(&world).await["to_do"], 1);
}

#[tokio::test]
async fn a_note_finishes_the_follow_up_it_answers() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let other = world.client("Eskfield Electrical LLC").await;
    let made = follow_up(&world, &client, "today", "", "Call").await;
    let mut answer = json!({
        "subject": { "kind": "client", "id": other },
        "contact_id": null, "contact_name": "", "channel": "call",
        "direction": "incoming", "outcome": "reached", "text": "Done.", "day": "", "time": "",
        "next": null, "attachments": [], "finishes": made["id"],
        "tags": "", "proof": null, "corrects": null
    });
    let error = world.refused("save_note", answer.clone()).await;
    assert_eq!(json!(error.code), json!("not_found"), "it is another client's");
    answer["subject"]["id"] = client;
    for _ in 0..2 {
        // A second note on the same call is still worth keeping.
        assert_eq!(world.done("save_note", answer.clone()).await["follow_up"], Value::Null);
        assert_eq!(today(&world).await["done_today"], 1);
    }
}

#[tokio::test]
async fn what_cannot_be_done_with_a_follow_up_is_said() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let made = follow_up(&world, &client, "2026-11-20", "9:30", "Call").await;
    let id = &made["id"];
    let snooze = |minutes: u32| json!({ "follow_up_id": id, "minutes": minutes });
    let to = |day: &str, time: &str| json!({ "follow_up_id": id, "day": day, "time": time });
    for (command, input, code, field) in [
        ("snooze_follow_up", snooze(4), "invalid", "minutes"),
        ("snooze_follow_up", snooze(10_081), "invalid", "minutes"),
        ("snooze_follow_up", snooze(60), "refused", ""),
        ("move_follow_up", to("", ""), "invalid", "day"),
        ("move_follow_up", to("yesterday", ""), "invalid", "day"),
        ("move_follow_up", to("fri", "25"), "invalid", "time"),
        ("finish_follow_up", json!({ "follow_up_id": 999 }), "not_found", ""),
        ("calendar", json!({ "month": "2026-13" }), "invalid", "month"),
        ("calendar", json!({ "month": "November" }), "invalid", "month"),
    ] {
        let error = world.refused(command, input.clone()).await;
        let named = error.fields.first().map_or("", |problem| problem.field.as_str());
        assert_eq!((json!(error.code), named), (json!(code), field), "{command} {input}");
    }
    world.done("snooze_follow_up", snooze(10_080)).await;
    world.done("finish_follow_up", json!({ "follow_up_id": id })).await;
    for (command, input) in [("snooze_follow_up", snooze(60)), ("move_follow_up", to("fri", ""))] {
        let error = world.refused(command, input).await;
        assert_eq!(json!(error.code), json!("refused"), "{command} of one that is done");
    }
}

#[tokio::test]
async fn the_calendar_marks_the_days_with_open_follow_ups() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    world.clock.set("2026-11-02 09:00");
    for (day, time) in [
        ("2026-11-02", ""),
        ("2026-11-19", ""),
        ("2026-11-19", "9:30"),
        ("2026-11-20", "9:30"),
        ("2026-12-01", ""),
    ] {
        follow_up(&world, &client, day, time, "Call").await;
    }
    let done = follow_up(&world, &client, "2026-11-23", "", "Call").await;
    world.done("finish_follow_up", json!({ "follow_up_id": done["id"] })).await;
    world.clock.set("2026-11-19 10:00");
    let month = world.done("calendar", json!({ "month": "2026-11" })).await;
    assert_eq!(
        month["days"],
        json!([
            { "day": "2026-11-02", "count": 1, "has_overdue": true, "broken": 0 },
            { "day": "2026-11-19", "count": 2, "has_overdue": true, "broken": 0 },
            { "day": "2026-11-20", "count": 1, "has_overdue": false, "broken": 0 },
        ])
    );
}
