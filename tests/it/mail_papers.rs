//! Any paper and any record may be written about: the paper hangs on the message as it is saved
//! and printed, and goes to whom it is for.

use factor_app::mail::tick;
use serde_json::{Value, json};
use support::World;
use support::every_command::Furnished;
use support::mail_server::{Encrypting, MailServer, Taken};

use crate::mail_several::decoded;

/// A message as it is proposed, with what the user then types.
fn written(about: &Value, draft: &Value) -> Value {
    let or = |key: &str, typed: &str| match draft[key].as_str().unwrap() {
        "" => json!(typed),
        _ => draft[key].clone(),
    };
    json!({
        "about": about, "to_name": draft["to_name"], "to": or("to", "counsel@field.example"),
        "cc": "", "subject": or("subject", "The account"), "text": draft["text"],
        "attachment_ids": []
    })
}

/// An input of a command with the kind of a message.
fn about(kind: &str, input: &Value) -> Value {
    let mut about = input.clone();
    about["kind"] = json!(kind);
    about
}

async fn with_server() -> (World, MailServer) {
    let world = Furnished::get().await.world().await;
    let server = MailServer::start(Encrypting::StartTls);
    world.done("save_mail_account", server.account()).await;
    (world, server)
}

/// The message that went out last, which has this subject; another of the stock's went before it.
fn last(server: &MailServer, subject: &str) -> Taken {
    let taken = server.taken().pop().expect("a message went out");
    assert_eq!(taken.header("Subject"), subject);
    taken
}

#[tokio::test]
async fn every_paper_goes_out_as_it_is_shown() {
    let furnished = Furnished::get().await;
    for (command, kind, title) in [
        ("schedule_pdf", "schedule", "Schedule of accounts SCH-"),
        ("release_report", "settlement", "Settlement report RL-"),
        ("charge_back_notice", "charge_back", "Charge-back notice CB-"),
        ("history_paper", "history", "History of "),
    ] {
        let (world, server) = with_server().await;
        let input = furnished.input(command);
        let shown = world.done(command, input.clone()).await;
        let about = about(kind, &input);
        let draft = world.done("mail_draft", json!({ "about": about })).await;
        assert_eq!(draft["files"][0]["name"], shown["file_name"], "{kind}");
        assert_eq!(draft["files"][0]["size_bytes"], decoded(&shown).len(), "{kind}");
        let subject = draft["subject"].as_str().unwrap();
        assert!(subject.starts_with(title), "{subject}");
        assert!(draft["text"].as_str().unwrap().contains(subject), "{draft}");
        // Whoever reads a history is for the user to say: it is not for the party it is about.
        assert_eq!(draft["to"] == "", kind == "history", "{draft}");

        let row = world.done("send_mail", written(&about, &draft)).await;
        tick(&world.desk).await;
        assert_eq!(last(&server, subject).pdf(), decoded(&shown), "{kind}");
        let client = &row["target"]["client_id"];
        let history = json!({ "subject": { "kind": "client", "id": client }, "limit": 50 });
        let history = world.done("timeline", history).await.to_string();
        assert!(history.contains(subject), "{kind} stands in the client's history");
    }
}

#[tokio::test]
async fn a_message_without_a_paper_stands_with_its_record() {
    let (world, server) = with_server().await;
    let timeline = Furnished::get().await.input("timeline");
    let about = json!({ "kind": "record", "subject": timeline["subject"] });
    let draft = world.done("mail_draft", json!({ "about": about })).await;
    assert_eq!((&draft["subject"], &draft["files"]), (&json!(""), &json!([])));
    let mut message = written(&about, &draft);
    message["subject"] = json!("");
    let error = world.refused("send_mail", message.clone()).await;
    assert_eq!(error.fields[0].field, "subject");
    message["subject"] = json!("Your new signing officer");
    world.done("send_mail", message).await;
    tick(&world.desk).await;
    last(&server, "Your new signing officer");
    let shown = world.done("timeline", timeline).await.to_string();
    assert!(shown.contains("Your new signing officer"), "{shown}");
}

#[tokio::test]
async fn what_has_no_paper_yet_says_so_before_anything_is_written() {
    let (world, _server) = with_server().await;
    let furnished = Furnished::get().await;
    let mut about = about("schedule", &furnished.input("schedule_pdf"));
    about["paper"] = json!("funding_report");
    let page = world.done("schedule", json!({ "schedule_id": about["schedule_id"] })).await;
    let draft = world.call("mail_draft", json!({ "about": about })).await;
    assert_eq!(draft.is_err(), page["funding"].is_null(), "{draft:?}");
    let unknown = json!({ "about": { "kind": "settlement", "run_id": 4_000_000 } });
    world.refused("mail_draft", unknown).await;
}

#[tokio::test]
async fn a_message_about_a_receipt_that_is_not_posted_says_to_post_it_first() {
    let (world, _server) = with_server().await;
    let form = world.done("receipt_form", json!({})).await;
    let receipt = json!({
        "bank_account_id": form["accounts"][0]["id"], "method": "wire", "reference": "ZX 1",
        "debtor_id": null, "payer": "Unknown", "amount": "10.00", "remittance": ""
    });
    let id = world.done("start_receipt", receipt).await["receipt_id"].clone();
    let subject = json!({ "kind": "receipt", "id": id });
    let filter = Furnished::get().await.input("history_paper")["filter"].clone();
    for about in [
        json!({ "kind": "record", "subject": subject }),
        json!({ "kind": "history", "subject": subject, "filter": filter }),
    ] {
        let refused = world.refused("mail_draft", json!({ "about": about })).await;
        assert!(refused.message.contains("Post it first"), "{refused:?}");
    }
}
