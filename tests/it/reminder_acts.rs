//! The buttons of a notification: each does what the window's own does, and none of them does
//! harm to what was answered meanwhile.

use factor_app::events::DeskEvent;
use factor_app::ports::{DesktopNote, NoteAction};
use factor_app::reminders::tick;
use factor_store::{KeychainKey, Unlock, Vault};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};
use tokio::sync::broadcast::Receiver;

const CLIENT: &str = "Larkfield Produce, Inc.";

async fn note(world: &World, client: &Value, next: Value) -> Value {
    let input = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "Nadia Ferro",
        "channel": "call", "direction": "outgoing", "outcome": "promised",
        "text": "Signed agreement.", "day": "", "time": "",
        "next": next, "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", input).await["follow_up"].clone()
}

/// A world in which the desktop shows one follow-up of today, half past nine.
async fn rung() -> (World, Value) {
    let world = World::new().await;
    let client = world.client(CLIENT).await;
    let next = json!({ "day": "today", "time": "9:30", "reason": "" });
    let made = note(&world, &client, next).await;
    tick(&world.desk).await;
    assert_eq!(world.notes.all().len(), 1);
    (world, made)
}

async fn press(world: &World, action: NoteAction) {
    assert!(world.notes.press(&world.desk, CLIENT, action).await);
}

/// The follow-up of the client as the window reads it; null once it is done.
async fn standing(world: &World, made: &Value) -> Value {
    let asked = json!({ "subject": made["subject"], "limit": 5 });
    world.done("timeline", asked).await["next"][0].clone()
}

/// What the windows were told beside what became stale: "open", or the pressed button.
fn told(listener: &mut Receiver<DeskEvent>) -> Vec<String> {
    let mut all = Vec::new();
    while let Ok(event) = listener.try_recv() {
        match event {
            DeskEvent::Open { .. } => all.push("open".to_owned()),
            DeskEvent::Pressed { action, .. } => all.push(action.key().to_owned()),
            DeskEvent::Changed { .. }
            | DeskEvent::Locked
            | DeskEvent::Reminders(_)
            | DeskEvent::Statements(_)
            | DeskEvent::StatementFiles(_)
            | DeskEvent::CloseAsked => {}
        }
    }
    all
}

fn labels(note: &DesktopNote) -> Vec<&str> {
    note.buttons.iter().map(|button| button.label.as_str()).collect()
}

/// What the log says of follow-ups; the vault is locked then.
async fn logged(world: &World) -> Vec<String> {
    world.done("lock", json!({})).await;
    let secret = world.secrets.entries().into_values().next().expect("the keychain's entry");
    let unlock = KeychainKey::from_bytes(&secret).expect("a key");
    let vault = Vault::open(&world.vault_folder(), Unlock::Keychain(&unlock)).await.unwrap();
    let mut read = vault.ledger().read().await.unwrap();
    let of_follow_ups = "SELECT what FROM log_entry WHERE what LIKE 'follow_up.%' ORDER BY seq";
    let found = sqlx::query_scalar(of_follow_ups).fetch_all(read.connection()).await.unwrap();
    drop(read);
    vault.close().await.unwrap();
    found
}

#[tokio::test]
async fn a_follow_up_has_its_buttons_and_everything_else_has_none() {
    let (world, _) = rung().await;
    let all = world.notes.all();
    assert_eq!(labels(&all[0]), ["Log call", "Snooze 10 min", "Done", "Move date"]);
    world.done("test_notification", json!({})).await;
    assert_eq!(labels(&world.notes.all()[1]), [] as [&str; 0]);
    for action in NoteAction::ALL {
        assert_eq!(NoteAction::from_key(action.key()), Some(action));
    }
    assert_eq!(NoteAction::from_key("__closed"), None);
}

#[tokio::test]
async fn done_finishes_at_once_and_the_window_may_take_it_back() {
    let (world, made) = rung().await;
    let mut listener = world.desk.listen();
    press(&world, NoteAction::Done).await;
    assert_eq!(told(&mut listener), ["done"]);
    assert_eq!(world.window.closings(), [] as [&str; 0], "no window is needed");
    assert_eq!(standing(&world, &made).await, Value::Null);
    tick(&world.desk).await;
    assert_eq!(world.notes.withdrawn().len(), 1, "it goes from the desktop");
    world.done("reopen_follow_up", json!({ "follow_up_id": made["id"] })).await;
    assert_eq!(standing(&world, &made).await["id"], made["id"]);
}

#[tokio::test]
async fn snooze_lasts_as_long_as_the_person_chose() {
    let (world, made) = rung().await;
    let mut choices = world.done("reminder_choices", json!({})).await;
    choices["snooze_minutes"] = json!(120);
    world.done("save_reminder_choices", choices).await;
    press(&world, NoteAction::Snooze).await;
    let until = standing(&world, &made).await["snoozed_until"].clone();
    assert_eq!(until, json!({ "day": "2026-11-19", "time": "12:00" }));
    assert_eq!(world.window.closings(), [] as [&str; 0]);
    world.clock.set("2026-11-19 12:00");
    tick(&world.desk).await;
    let all = world.notes.all();
    assert_eq!(labels(&all[1])[1], "Snooze 2 h");
}

#[tokio::test]
async fn what_needs_words_opens_the_window_and_changes_nothing() {
    let (world, made) = rung().await;
    let mut listener = world.desk.listen();
    for (action, shown) in [
        (NoteAction::LogCall, "log_call"),
        (NoteAction::MoveDate, "move_date"),
        (NoteAction::Open, "open"),
    ] {
        press(&world, action).await;
        assert_eq!(told(&mut listener), [shown]);
    }
    assert_eq!(world.window.closings(), ["show"; 3]);
    let now = standing(&world, &made).await;
    assert_eq!((&now["due"], &now["snoozed_until"]), (&made["due"], &Value::Null));
}

#[tokio::test]
async fn a_button_of_an_old_notification_only_opens_the_record() {
    for answer in ["finish_follow_up", "move_follow_up", "snooze_follow_up"] {
        let (world, made) = rung().await;
        let id = &made["id"];
        let input = match answer {
            "move_follow_up" => json!({ "follow_up_id": id, "day": "+7", "time": "" }),
            "snooze_follow_up" => json!({ "follow_up_id": id, "minutes": 600 }),
            _ => json!({ "follow_up_id": id }),
        };
        world.done(answer, input).await;
        let before = standing(&world, &made).await;
        let mut listener = world.desk.listen();
        for action in NoteAction::ALL {
            press(&world, action).await;
        }
        assert_eq!(told(&mut listener), ["open"; 5], "{answer}");
        assert_eq!(standing(&world, &made).await, before, "{answer}");
    }
}

#[tokio::test]
async fn while_locked_a_button_opens_the_unlock_screen_and_nothing_else() {
    let (world, made) = rung().await;
    world.done("lock", json!({})).await;
    let before = world.vault_files();
    let mut listener = world.desk.listen();
    for action in NoteAction::ALL {
        press(&world, action).await;
    }
    assert_eq!(told(&mut listener), ["open"; 5]);
    assert_eq!(world.window.closings(), ["show"; 5]);
    assert!(world.vault_files() == before, "nothing was written");
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    let now = standing(&world, &made).await;
    assert_eq!((&now["due"], &now["snoozed_until"]), (&made["due"], &Value::Null));
}

#[tokio::test]
async fn the_log_says_the_same_as_of_the_window() {
    let (world, _) = rung().await;
    press(&world, NoteAction::Snooze).await;
    world.clock.set("2026-11-19 10:10");
    tick(&world.desk).await;
    press(&world, NoteAction::Done).await;
    press(&world, NoteAction::Done).await;
    assert_eq!(logged(&world).await, ["follow_up.snoozed", "follow_up.finished"]);
}
