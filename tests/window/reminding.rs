//! The buttons of a reminder, from the real desktop to the real window and back.

use serde_json::{Value, json};

use crate::app::App;
use crate::desktop::{Desktop, Service};
use crate::notices::Notices;
use crate::wait::until;
use crate::{given, office, screen};

const CLIENT: &str = "Aldercrest Freight";

#[tokio::test]
async fn the_buttons_of_a_notification_act_through_the_bus() {
    let desktop = Desktop::start(&[Service::Secrets, Service::Notifications]).await;
    let notices = Notices::listen(&desktop).await;
    let app = App::open(&desktop, &[]).await;
    office::start_firm(&app).await;
    let values = json!({ "advance_rate": "85", "facility_limit": "300,000" });
    let client = given::client(&app, CLIENT, values, json!([])).await;

    // A time of today that has passed is due at once.
    let first = ask(&app, &client, "First").await;
    notices.expect("First").await;
    notices.press(&desktop, "move_date").await;
    app.find("dialog", "Move date").await;
    app.expect_text(CLIENT).await;
    screen::shoot(&app, "reminding-move-date").await;
    app.press("Escape").await;
    assert!(standing(&app, &first).await["snoozed_until"].is_null());

    // Answered in the window: the desktop lets go of it.
    let second = ask(&app, &client, "Second").await;
    notices.expect("Second").await;
    app.call("finish_follow_up", json!({ "follow_up_id": second["id"] })).await;
    notices.expect_withdrawn().await;

    let third = ask(&app, &client, "Third").await;
    notices.expect("Third").await;
    notices.press(&desktop, "done").await;
    until("the follow-up to be done", async || {
        standing(&app, &third).await.is_null().then_some(())
    })
    .await;
    app.expect_text(&format!("{CLIENT}: done")).await;
    screen::shoot(&app, "reminding-done").await;
}

/// A note whose next contact is due at once; gives back the follow-up.
async fn ask(app: &App, client: &Value, reason: &str) -> Value {
    let note = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "", "channel": "call", "direction": "outgoing",
        "outcome": "reached", "text": reason, "day": "", "time": "",
        "next": { "day": "today", "time": "0:00", "reason": reason },
        "attachments": [], "finishes": null, "tags": "", "proof": null, "corrects": null
    });
    app.call("save_note", note).await["follow_up"].clone()
}

/// The follow-up as the window reads it; null once it is done.
async fn standing(app: &App, of: &Value) -> Value {
    let asked = json!({ "subject": of["subject"], "offset": 0, "limit": 5 });
    let timeline = app.call("timeline", asked).await;
    let mut open = timeline["next"].as_array().cloned().unwrap_or_default().into_iter();
    open.find(|one| one["id"] == of["id"]).unwrap_or_default()
}
