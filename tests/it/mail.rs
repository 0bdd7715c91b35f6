//! Mail from here: the account, what is sent and what comes back to the record.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::error::AppError;
use factor_app::mail::tick;
use factor_testhost::ports::KeychainFault;
use serde_json::{Value, json};
use support::World;
use support::mail_server::{Encrypting, Fault, MailServer, Point};

use crate::contracts::{client_with_terms, freeze};

/// A world with an account at this server, and a client.
pub async fn with_account(server: &MailServer) -> (World, Value) {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    world.done("save_mail_account", server.account()).await;
    (world, client)
}

async fn client_of(world: &World) -> Value {
    let all = world.done("find", json!({ "text": "Larkfield", "limit": 5 })).await;
    all["rows"][0]["target"]["client_id"].clone()
}

/// A note about a call with Nadia Ferro, whose address is the business's.
pub async fn note_on(world: &World, text: &str) -> Value {
    let client = client_of(world).await;
    let note = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "Nadia Ferro", "channel": "call",
        "direction": "outgoing", "outcome": "reached", "text": text, "day": "", "time": "",
        "next": null, "attachments": [], "finishes": null, "tags": "", "proof": null,
        "corrects": null
    });
    world.done("save_note", note).await["note_id"].clone()
}

/// What a person sends to confirm a note.
pub fn confirmation(note: &Value) -> Value {
    json!({
        "about": { "kind": "note", "note_id": note }, "to_name": "Nadia Ferro",
        "to": "nadia@larkfield.example", "subject": "Our conversation",
        "text": "This confirms what we spoke about.\n.\nA line with a dot.\n"
    })
}

pub async fn outbox(world: &World) -> Value {
    world.done("list_mail", json!({ "tab": "all", "before": null })).await
}

fn field(error: &AppError) -> (&str, &str) {
    let first = error.fields.first();
    first.map_or(("", ""), |problem| (problem.field.as_str(), problem.message.as_str()))
}

async fn timeline(world: &World, subject: Value) -> Vec<Value> {
    let asked = json!({ "subject": subject, "limit": 50 });
    let page = world.done("timeline", asked).await;
    page["entries"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_discussion_is_confirmed_from_its_note_and_the_exact_message_is_the_proof() {
    let server = MailServer::start(Encrypting::AtOnce);
    server.require("office", "brass kettle", "PLAIN LOGIN");
    let (world, client) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    let asked = json!({ "about": { "kind": "note", "note_id": note } });
    let draft = world.done("mail_draft", asked.clone()).await;
    assert_eq!(draft["to_name"], "Nadia Ferro");
    assert_eq!(draft["to"], "office@larkfield.example", "she has no address of her own");
    assert_eq!(draft["subject"], "Our conversation on November 19, 2026");
    assert_eq!(draft["sender"], "Calder Street Factors <office@calderstreet.example>");
    let text = draft["text"].as_str().unwrap();
    assert!(text.contains("by telephone on November 19, 2026:\n\nShe will pay on Friday.\n"));
    let mut input = asked;
    for name in ["to_name", "to", "subject", "text"] {
        input[name] = draft[name].clone();
    }
    let row = world.done("send_mail", input).await;
    assert_eq!(
        (&row["stage"], &row["stage_words"]),
        (&json!("waiting"), &json!("Waits to go out"))
    );
    tick(&world.desk).await;
    let page = world.done("mail", json!({ "mail_id": row["id"] })).await;
    assert_eq!(page["row"]["stage"], "sent", "{page}");
    assert_eq!(page["row"]["answer"], "250 taken");
    let [taken] = <[_; 1]>::try_from(server.taken()).unwrap();
    assert_eq!(taken.login, "PLAIN office brass kettle");
    assert_eq!(
        (taken.from.as_str(), taken.to.as_slice()),
        ("office@calderstreet.example", &["office@larkfield.example".to_owned()][..],)
    );
    assert_eq!(taken.header("From"), "\"Calder Street Factors\" <office@calderstreet.example>");
    assert_eq!(taken.header("To"), "\"Nadia Ferro\" <office@larkfield.example>");
    let id = format!("<{}>", page["message_id"].as_str().unwrap());
    assert_eq!(taken.header("Message-ID"), id);
    let body = String::from_utf8(taken.bytes.clone()).unwrap();
    assert!(body.contains("\r\n-- \r\nCalder Street Factors LLC\r\n"), "{body}");
    // What the server has is what is kept, byte by byte.
    world.done("save_mail_message", json!({ "mail_id": row["id"] })).await;
    let saved = std::fs::read(world.folder().join("saved/message-1.eml")).unwrap();
    assert_eq!(saved, taken.bytes);
    let steps: Vec<&str> =
        page["events"].as_array().unwrap().iter().map(|e| e["what"].as_str().unwrap()).collect();
    assert_eq!(steps, ["Written", "Handed to the server", "Taken by the server"]);
    let entries = timeline(&world, json!({ "kind": "client", "id": client })).await;
    let mail = entries.iter().find(|entry| entry["what"]["kind"] == "mail").unwrap();
    assert_eq!(mail["what"]["stage"], "sent");
    assert_eq!(mail["what"]["about"], "Note of Nov 19, 2026");
}

#[tokio::test]
async fn a_refused_message_comes_back_to_the_note_and_stands_on_today() {
    let server = MailServer::start(Encrypting::StartTls);
    let (world, client) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    server.fail_next([Some((Point::To, Fault::Say("550 5.1.1 No such user here")))]);
    let row = world.done("send_mail", confirmation(&note)).await;
    tick(&world.desk).await;
    let entries = timeline(&world, json!({ "kind": "client", "id": client })).await;
    let mail = entries.iter().find(|entry| entry["what"]["kind"] == "mail").unwrap();
    let words = "nadia@larkfield.example: 550 5.1.1 No such user here";
    assert_eq!(
        (&mail["what"]["stage"], &mail["what"]["answer"]),
        (&json!("refused"), &json!(words))
    );
    let today = world.done("today", json!({})).await;
    let group =
        today["groups"].as_array().unwrap().iter().find(|one| one["kind"] == "mail").unwrap();
    assert_eq!(group["rows"][0]["mail_id"], row["id"]);
    assert_eq!(group["rows"][0]["what"], format!("Note of Nov 19, 2026: not sent. {words}"));
    world.done("cancel_mail", json!({ "mail_id": row["id"] })).await;
    let today = world.done("today", json!({})).await;
    assert!(today["groups"].as_array().unwrap().iter().all(|one| one["kind"] != "mail"));
    let late = world.refused("retry_mail", json!({ "mail_id": row["id"] })).await;
    assert!(late.message.starts_with("Only a message that waits"), "{late}");
}

#[tokio::test]
async fn a_contract_is_out_once_the_server_has_it() {
    let server = MailServer::start(Encrypting::StartTls);
    let (world, client) = with_account(&server).await;
    let page = freeze(&world, &client).await;
    let asked = json!({ "contract_id": page["contract"]["id"] });
    let input = json!({
        "about": { "kind": "contract", "contract_id": page["contract"]["id"] },
        "to_name": "Nadia Ferro", "to": "nadia@larkfield.example",
        "cc": "ap@larkfield.example; nadia@larkfield.example",
        "subject": "To sign", "text": "Please sign."
    });
    world.done("send_mail", input).await;
    assert_eq!(world.done("contract", asked.clone()).await["out"], Value::Null);
    tick(&world.desk).await;
    let out = world.done("contract", asked).await;
    assert_eq!(out["out"]["words"], "By mail to nadia@larkfield.example");
    let [taken] = <[_; 1]>::try_from(server.taken()).unwrap();
    assert_eq!(taken.to, ["nadia@larkfield.example", "ap@larkfield.example"], "each once");
    let body = String::from_utf8(taken.bytes).unwrap();
    assert!(body.contains("filename=\"CTR-2026-001-v1.pdf\""), "{body}");
    assert!(body.contains("Content-Type: application/pdf"));
}

#[tokio::test]
async fn a_password_is_kept_in_the_keychain_or_else_in_the_vault_and_nowhere_else() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let of = |page: &Value| page["account"]["secret_place"].clone();
    let page = world.done("mail_account", json!({})).await;
    assert_eq!(of(&page), "In this computer's keychain");
    assert!(!page.to_string().contains("brass kettle"));
    let kept = world.secrets.entries().into_iter().find(|(name, _)| name.starts_with("mail:"));
    assert_eq!(kept.unwrap().1, b"brass kettle");
    // Saved again without the password it stays; at another server it is asked for.
    let mut input = server.account();
    input["secret"] = json!("");
    world.done("save_mail_account", input.clone()).await;
    input["host"] = json!("mail.elsewhere.example");
    let error = world.refused("save_mail_account", input).await;
    assert_eq!(field(&error), ("secret", "Enter the password of the account."));
    world.secrets.break_with(KeychainFault::Unavailable);
    let page = world.done("save_mail_account", server.account()).await;
    assert_eq!(of(&page), "In the encrypted vault");
    let page = world.done("send_test_mail", json!({})).await;
    assert_eq!(page["last_test"]["stage"], "waiting");
    tick(&world.desk).await;
    let page = world.done("mail_account", json!({})).await;
    assert_eq!(page["last_test"]["stage"], "sent", "{page}");
    assert_eq!(server.taken()[0].login, "PLAIN office brass kettle");
    for (name, bytes) in support::files_of(world.folder()) {
        let found = bytes.windows(12).any(|part| part == b"brass kettle");
        assert!(!found, "{name} holds the password");
    }
    let gone = world.done("remove_mail_account", json!({})).await;
    assert_eq!(gone["account"], Value::Null);
}

#[tokio::test]
async fn a_wrong_password_holds_all_mail_back_until_somebody_looks() {
    let server = MailServer::start(Encrypting::AtOnce);
    server.require("office", "another kettle", "LOGIN");
    let (world, _) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    for _ in 0..2 {
        world.done("send_mail", confirmation(&note)).await;
    }
    tick(&world.desk).await;
    tick(&world.desk).await;
    assert_eq!(server.connections(), 1, "an account is not locked by trying");
    let list = outbox(&world).await;
    assert_eq!(list["problem"], "535 5.7.8 wrong name or password");
    let today = world.done("today", json!({})).await;
    assert!(today["groups"].as_array().unwrap().iter().any(|one| one["kind"] == "mail"));
    let mut input = server.account();
    input["secret"] = json!("another kettle");
    world.done("save_mail_account", input).await;
    tick(&world.desk).await;
    assert_eq!(server.taken().len(), 2);
    assert_eq!(server.taken()[1].login, "LOGIN office another kettle");
}

#[tokio::test]
async fn a_token_opens_an_account_too_and_a_keychain_that_forgot_says_so() {
    let server = MailServer::start(Encrypting::StartTls);
    server.require("office", "ya29.token", "XOAUTH2 PLAIN");
    let (world, _) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    let mut input = server.account();
    (input["login_way"], input["secret"]) = (json!("oauth"), json!("expired"));
    world.done("save_mail_account", input.clone()).await;
    world.done("send_mail", confirmation(&note)).await;
    tick(&world.desk).await;
    assert_eq!(outbox(&world).await["problem"], "535 5.7.8 wrong name or password");
    input["secret"] = json!("ya29.token");
    world.done("save_mail_account", input).await;
    world.secrets.break_with(KeychainFault::Locked);
    tick(&world.desk).await;
    let problem = outbox(&world).await["problem"].clone();
    assert!(problem.as_str().unwrap().starts_with("This computer's keychain does not hold"));
    world.secrets.break_with(KeychainFault::None);
    world.done("send_test_mail", json!({})).await;
    tick(&world.desk).await;
    assert_eq!(server.taken().len(), 2);
    assert_eq!(server.taken()[0].login, "XOAUTH2 office ya29.token");
}

#[tokio::test]
async fn what_a_server_would_not_take_is_refused_before_it_is_sent() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    let keep = async |name: &str, bytes: &[u8]| {
        let input = json!({ "file_name": name, "data": BASE64.encode(bytes) });
        world.done("add_attachment", input).await["id"].clone()
    };
    let with = |file: &Value| {
        let mut input = confirmation(&note);
        input["attachment_ids"] = json!([file]);
        input
    };
    let large = keep("scan.bin", &vec![0x55; 50 * 1024 * 1024]).await;
    let error = world.refused("send_mail", with(&large)).await;
    let words = "The server takes at most 25 MB; this message has 67 MB. Leave files out.";
    assert_eq!(field(&error), ("attachment_ids", words));
    for (name, bytes) in [("run.exe", &b"text"[..]), ("invoice.pdf", b"MZ\x90\x00")] {
        let file = keep(name, bytes).await;
        let error = world.refused("send_mail", with(&file)).await;
        assert!(field(&error).1.contains("is a program"), "{error}");
        let error = world.refused("open_mail", with(&file)).await;
        assert!(field(&error).1.contains("is a program"), "{error}");
    }
    assert_eq!(outbox(&world).await["tabs"]["all"], 0);
    // A server that takes less says so first; after that it is known here.
    server.limit(100_000);
    let middling = keep("scan.bin", &vec![0x55; 200_000]).await;
    let row = world.done("send_mail", with(&middling)).await;
    tick(&world.desk).await;
    let page = world.done("mail", json!({ "mail_id": row["id"] })).await;
    assert_eq!(page["row"]["stage"], "refused");
    assert_eq!(page["row"]["answer"], "The server takes at most 97 KB; this message has 1 MB.");
    assert!(server.taken().is_empty());
    world.done("send_mail", confirmation(&note)).await;
    tick(&world.desk).await;
    let error = world.refused("send_mail", with(&middling)).await;
    assert!(field(&error).1.starts_with("The server takes at most 97 KB"), "{error}");
}

#[tokio::test]
async fn an_account_is_refused_at_the_field_that_is_wrong() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    for (name, value, begins) in [
        ("host", "", "Enter the name of the server"),
        ("host", "smtp://mail.example", "Enter a name alone"),
        ("host", "mail.example\r\nRCPT", "Keep this to one line"),
        ("port", "70000", "Enter a number from 1"),
        ("port", "0", "Enter a number from 1"),
        ("login", "office\u{1}", "Remove the characters"),
        ("secret", "two\r\nlines", "Enter it in one line"),
        ("sender_address", "office@calderstreet.example\nBcc: x@example.com", "Keep this to one"),
        ("sender_address", "büro@calderstreet.example", "Servers seldom take"),
        ("sender_name", "Calder\r\nBcc: x", "Keep this to one line"),
        ("certificate", "not a certificate", "This is no certificate"),
    ] {
        let mut input = server.account();
        input[name] = json!(value);
        let error = world.refused("save_mail_account", input).await;
        let (at, message) = field(&error);
        assert!(at == name && message.starts_with(begins), "{name} {value:?}: {at} {message}");
    }
}

#[tokio::test]
async fn the_firms_own_words_propose_the_message() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let note = note_on(&world, "Paid: {{firm.legal_name}}").await;
    let own = json!({
        "kind": "note", "subject": "{{ note.day }}", "text": "{{to.name}}: {{note.text}}"
    });
    world.done("save_mail_template", own).await;
    let asked = json!({ "about": { "kind": "note", "note_id": note } });
    let draft = world.done("mail_draft", asked).await;
    assert_eq!(draft["subject"], "November 19, 2026");
    assert_eq!(draft["text"], "Nadia Ferro: Paid: {{firm.legal_name}}", "filled once");
    let wrong = json!({ "kind": "note", "subject": "{{letter.number}}", "text": "" });
    let error = world.refused("save_mail_template", wrong).await;
    assert_eq!(field(&error).0, "subject");
    let none = json!({ "kind": "note", "subject": "", "text": "" });
    let all = world.done("save_mail_template", none).await;
    let first = &all["templates"][0]["template"]["subject"];
    assert_eq!(first, "Our conversation on {{note.day}}", "emptied, the built-in words are back");
}
