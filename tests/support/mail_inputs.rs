//! Inputs for mail: an account, a message that waits, one that nobody knows of.

use factor_app::mail::tick;
use serde_json::{Value, json};

use crate::World;
use crate::mail_server::{Encrypting, Fault, MailServer, Point};

/// Ids of messages, and what an account needs.
pub struct MailStock {
    note: Value,
    waiting: Value,
    uncertain: Value,
    account: Value,
}

fn confirmation(note: &Value) -> Value {
    json!({
        "about": { "kind": "note", "note_id": note }, "to_name": "Nadia Ferro",
        "to": "nadia@larkfield.example", "subject": "Our conversation", "text": "As we said."
    })
}

/// An account, and two messages about this note.
pub async fn stock(world: &World, note: &Value) -> MailStock {
    let server = MailServer::start(Encrypting::AtOnce);
    server.fail_next([Some((Point::Kept, Fault::Drop))]);
    world.done("save_mail_account", server.account()).await;
    let uncertain = world.done("send_mail", confirmation(note)).await["id"].clone();
    tick(&world.desk).await;
    let waiting = world.done("send_mail", confirmation(note)).await["id"].clone();
    MailStock { note: note.clone(), waiting, uncertain, account: server.account() }
}

/// One good input for each command.
#[must_use]
pub fn inputs(stock: &MailStock) -> Vec<(&'static str, Value)> {
    let about = json!({ "kind": "note", "note_id": stock.note });
    let waiting = || json!({ "mail_id": stock.waiting });
    vec![
        ("mail_draft", json!({ "about": about })),
        ("open_mail", confirmation(&stock.note)),
        ("send_mail", confirmation(&stock.note)),
        ("plan_mails", json!({ "kind": "letters", "letter_ids": [] })),
        ("send_mails", json!({ "about": [about] })),
        ("list_mail", json!({ "tab": "all", "before": null })),
        ("mail", waiting()),
        ("save_mail_message", waiting()),
        ("cancel_mail", waiting()),
        ("retry_mail", waiting()),
        ("decide_mail", json!({ "mail_id": stock.uncertain, "finding": "arrived" })),
        ("mail_account", json!({})),
        ("save_mail_account", stock.account.clone()),
        ("remove_mail_account", json!({})),
        ("send_test_mail", json!({})),
        ("mail_templates", json!({})),
        (
            "save_mail_template",
            json!({ "kind": "letter", "subject": "{{letter.number}}", "text": "Attached." }),
        ),
    ]
}
