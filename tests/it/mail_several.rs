//! Letters and statements mailed in one go, by a run of dunning or afterwards.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::mail::tick;
use serde_json::{Value, json};
use support::World;
use support::mail_server::{Encrypting, MailServer};

use crate::books::with_books;
use crate::mail::outbox;
use crate::reminder_letters::{CORVANE, TARN, debtor, owing};
use crate::runs::Runs;
use crate::statements::{made, run_of};

const FRIENDLY: &str = "friendly_reminder";

async fn give_address(world: &World, debtor: &Value, address: &str) {
    let form = world.done("debtor_form", json!({ "debtor_id": debtor })).await;
    let mut typed = form["debtor"].clone();
    typed["email"] = json!(address);
    let update = json!({
        "debtor_id": debtor, "revision": form["revision"], "debtor": typed,
        "is_different_business": false
    });
    world.done("update_debtor", update).await;
}

/// Two debtors owe; only one of them has an address.
async fn one_with_address(server: &MailServer) -> (Runs, Value, Value) {
    let runs = owing().await;
    runs.world.done("save_mail_account", server.account()).await;
    let (tarn, corvane) = (debtor(&runs, TARN).await, debtor(&runs, CORVANE).await);
    give_address(&runs.world, &tarn, "ap@tarnvalley.example").await;
    (runs, tarn, corvane)
}

fn line(debtor: &Value) -> Value {
    json!({ "debtor_id": debtor, "act": FRIENDLY })
}

pub(crate) fn decoded(paper: &Value) -> Vec<u8> {
    BASE64.decode(paper["data"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_run_mails_its_letters_where_there_is_an_address_and_they_count_as_sent() {
    let server = MailServer::start(Encrypting::StartTls);
    let (runs, tarn, corvane) = one_with_address(&server).await;
    let world = &runs.world;
    let plan = world.done("plan_dunning", json!({})).await;
    let mail = |name: &str| {
        let rows = plan["rows"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap()["mail"].clone()
    };
    assert_eq!(
        mail(TARN),
        json!({ "to": "Tarn Valley Grocers <ap@tarnvalley.example>", "is_ticked": true,
                "why_not": "" })
    );
    assert_eq!(mail(CORVANE)["is_ticked"], false);
    assert_eq!(mail(CORVANE)["why_not"], "No e-mail address is kept; it goes by post.");

    let lines = json!([line(&corvane), line(&tarn)]);
    let other = json!({ "lines": [line(&corvane)], "mailed": [line(&tarn)] });
    let refused = world.refused("run_dunning", other).await;
    assert_eq!(refused.message, "A letter is to be mailed that is not ticked.");
    let refused = world.refused("run_dunning", json!({ "lines": lines, "mailed": lines })).await;
    let why = "Letter LTR-2026-0001, Corvane Pharma: No e-mail address is kept.";
    assert!(refused.message.starts_with(why), "{refused}");
    assert_eq!(outbox(world).await["rows"], json!([]), "all or nothing");
    let letters = world.done("list_letters", json!({})).await;
    assert_eq!(letters["rows"], json!([]), "the letters neither");

    let run = world.done("run_dunning", json!({ "lines": lines, "mailed": [line(&tarn)] })).await;
    let words = |run: &Value| -> Vec<String> {
        let acts = run["acts"].as_array().unwrap().iter();
        acts.map(|act| act["mail_words"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words(&run), ["", "Waits to go out"]);
    tick(&world.desk).await;
    let [taken] = <[_; 1]>::try_from(server.taken()).unwrap();
    assert_eq!(taken.to, ["ap@tarnvalley.example"]);
    assert_eq!(taken.header("Subject"), "Friendly reminder, LTR-2026-0002");
    let letter = json!({ "letter_id": run["acts"][1]["letter_id"] });
    assert_eq!(taken.pdf(), decoded(&world.done("letter_pdf", letter.clone()).await));
    let page = world.done("letter", letter).await;
    assert_eq!(page["steps"][0]["words"], "Sent by e-mail", "{page}");
    assert_eq!(page["steps"][0]["note"], "To ap@tarnvalley.example");
    let again = world.done("dunning_run", json!({ "run_id": run["head"]["run_id"] })).await;
    assert_eq!(words(&again), ["", "Sent Nov 19, 10:00 AM"], "{again}");
}

#[tokio::test]
async fn a_step_by_post_is_not_ticked_for_mail_and_without_an_account_nothing_is() {
    let server = MailServer::start(Encrypting::StartTls);
    let (runs, tarn, _) = one_with_address(&server).await;
    let world = &runs.world;
    let mail = async || {
        let plan = world.done("plan_dunning", json!({})).await;
        let rows = plan["rows"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == TARN).unwrap()["mail"].clone()
    };
    let step = json!({
        "act": FRIENDLY, "after_days": "5", "days_to_pay": "", "tells_representative": false,
        "by_mail": false, "fee": "", "with_charges": true
    });
    let policy = json!({ "name": "By post", "steps": [step], "pause_days": "", "fee_basis": "" });
    let saved = world
        .done(
            "save_dunning_policy",
            json!({ "policy_id": null, "is_house": true, "policy": policy }),
        )
        .await;
    let summary = &saved["policies"][0]["summary"];
    assert_eq!(summary, "friendly reminder 5 days after the due date");
    let posted = mail().await;
    assert_eq!((&posted["is_ticked"], &posted["why_not"]), (&json!(false), &json!("")));
    world.done("remove_mail_account", json!({})).await;
    let why = "Settings, Mail has no account to send from yet.";
    assert_eq!(mail().await["why_not"], why);
    let chosen = json!({ "lines": [line(&tarn)], "mailed": [line(&tarn)] });
    let refused = world.refused("run_dunning", chosen).await;
    assert!(refused.message.starts_with("There is no account to send from."), "{refused}");
}

#[tokio::test]
async fn the_statements_of_a_run_go_out_once_each_to_whom_they_are_for() {
    let server = MailServer::start(Encrypting::AtOnce);
    let world = with_books().await;
    world.done("save_mail_account", server.account()).await;
    let run = made(&world, run_of("debtors", &json!([]), "2026-09-01", "2026-09-30")).await;
    let of_run = json!({ "kind": "statement_run", "run_id": run["run"]["id"] });
    let plan = world.done("plan_mails", of_run.clone()).await;
    let rows = plan["rows"].as_array().unwrap().clone();
    assert!(rows.len() > 1, "{plan}");
    assert!(rows.iter().all(|row| row["to"] == "" && row["why_not"] != ""), "{plan}");
    assert_eq!(plan["sender"], "Calder Street Factors <office@calderstreet.example>");

    let first = run["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["statement_id"] == rows[0]["about"]["statement_id"]);
    let party = &first.unwrap()["party"];
    give_address(&world, &party["debtor_id"], "books@corvane.example").await;
    let both = json!({ "about": [rows[0]["about"], rows[1]["about"]] });
    let refused = world.refused("send_mails", both).await;
    assert!(refused.message.contains(rows[1]["name"].as_str().unwrap()), "{refused}");
    assert_eq!(outbox(&world).await["rows"], json!([]));
    let twice = json!({ "about": [rows[0]["about"], rows[0]["about"]] });
    let refused = world.refused("send_mails", twice).await;
    assert_eq!(refused.message, "A paper is chosen twice. Look at the list again.");
    let none = world.refused("send_mails", json!({ "about": [] })).await;
    assert_eq!(none.message, "Tick at least one line.");

    let sent = world.done("send_mails", json!({ "about": [rows[0]["about"]] })).await;
    assert_eq!(sent["count"], 1);
    tick(&world.desk).await;
    let [taken] = <[_; 1]>::try_from(server.taken()).unwrap();
    assert_eq!(taken.to, ["books@corvane.example"]);
    let id = &rows[0]["about"]["statement_id"];
    let paper = world.done("statement_pdf", json!({ "statement_id": id })).await;
    assert_eq!(taken.pdf(), decoded(&paper));
    let left = world.done("plan_mails", of_run).await;
    assert_eq!(
        (left["rows"].as_array().unwrap().len(), &left["gone"]),
        (rows.len() - 1, &json!(1))
    );
}
