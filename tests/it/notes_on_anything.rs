//! Notes about anything: where they show, how they are found, pinned and corrected.

use serde_json::{Value, json};
use support::World;

use crate::receipts::world::{Firm, invoice, lines};
use crate::stock::line;

fn note(subject: &Value, text: &str) -> Value {
    json!({
        "subject": subject, "contact_id": null, "contact_name": "", "channel": "call",
        "direction": "outgoing", "outcome": "reached", "text": text, "day": "", "time": "",
        "next": null, "attachments": [], "finishes": null, "tags": "", "proof": null,
        "corrects": null
    })
}

async fn saved(world: &World, subject: &Value, text: &str) -> Value {
    world.done("save_note", note(subject, text)).await["note_id"].clone()
}

async fn timeline(world: &World, subject: &Value) -> Value {
    world.done("timeline", json!({ "subject": subject, "limit": 200 })).await
}

/// The notes of a subject, newest first: its text and what it is about.
async fn told(world: &World, subject: &Value) -> Vec<(String, String)> {
    let shown = timeline(world, subject).await;
    let notes = shown["entries"].as_array().unwrap().iter().map(|entry| &entry["what"]);
    let notes = notes.filter(|what| what["kind"] == "note");
    let text = |what: &Value, key: &str| what[key].as_str().unwrap().to_owned();
    notes.map(|what| (text(what, "text"), text(what, "subject_title"))).collect()
}

fn about(kind: &str, id: &Value) -> Value {
    json!({ "kind": kind, "id": id })
}

/// One record of each kind that a note can be about, with the words for it.
async fn records(firm: &Firm) -> Vec<(Value, &'static str)> {
    let world = &firm.world;
    let client = &firm.clients["brinmoor"];
    let receipt = firm.receipt("400").await;
    firm.posted(&lines(firm, &receipt, &[("BS-20183", "400", "instalment")])).await;
    let schedule = world.typed_schedule(client, &[line("A1")]).await;
    let page = world.done("client", json!({ "client_id": client })).await;
    let contract = &page["contracts"][0]["id"];
    vec![
        (about("client", client), "Brinmoor Staffing"),
        (about("debtor", &json!(firm.stocked.debtors["Wexcombe Hotels"])), "Wexcombe Hotels"),
        (about("invoice", &json!(firm.invoice("BS-20183"))), "Invoice BS-20183"),
        (about("schedule", &schedule["id"]), "Schedule"),
        (about("contract", contract), "Contract CTR-2026-001"),
        (about("receipt", &receipt), "Receipt of Nov 19, 2026"),
    ]
}

#[tokio::test]
async fn a_note_shows_with_its_subject_and_with_whom_that_belongs_to() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let records = records(&firm).await;
    for (subject, title) in &records {
        saved(world, subject, title).await;
    }
    for (subject, title) in &records {
        let kind = subject["kind"].as_str().unwrap();
        let shown = told(world, subject).await;
        let mut texts: Vec<&str> = shown.iter().map(|(text, _)| text.as_str()).collect();
        texts.sort_unstable();
        let expected: Vec<&str> = match kind {
            // All but the debtor's own, and those of a receipt that names no client.
            "client" => {
                vec!["Brinmoor Staffing", "Contract CTR-2026-001", "Invoice BS-20183", "Schedule"]
            }
            "debtor" => vec!["Invoice BS-20183", "Receipt of Nov 19, 2026", "Wexcombe Hotels"],
            _ => vec![*title],
        };
        assert_eq!(texts, expected, "{kind}");
        for (text, title) in &shown {
            assert!(title.starts_with(text.as_str()), "{text} is about {title}");
        }
        let asked = world.done("note_subject", json!({ "subject": subject })).await;
        assert!(asked["title"].as_str().unwrap().starts_with(title), "{asked}");
    }
    let nobody = about("invoice", &json!(999));
    for (command, input) in [
        ("save_note", note(&nobody, "Nothing.")),
        ("timeline", json!({ "subject": nobody, "limit": 5 })),
        ("note_subject", json!({ "subject": nobody })),
    ] {
        let error = world.refused(command, input).await;
        assert_eq!(json!(error.code), json!("not_found"), "{command}");
    }
    // What is not in the books may still be taken away, so nothing hangs on it.
    let draft = about("receipt", &firm.receipt("1").await);
    let error = world.refused("save_note", note(&draft, "A check.")).await;
    assert_eq!(error.message, "This receipt is not in the books yet. Post it first.");
}

#[tokio::test]
async fn a_next_contact_about_a_debtor_rings_for_the_debtor() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let debtor = json!(firm.stocked.debtors["Wexcombe Hotels"]);
    let person = json!({
        "debtor_id": debtor, "contact_id": null, "name": "Dana Whitlock",
        "role": "accounts payable", "phone": "(518) 555-0161", "email": "", "verifies": false,
        "pays": true
    });
    world.done("save_debtor_contact", person).await;
    let subject = about("debtor", &debtor);
    let page = world.done("note_subject", json!({ "subject": subject })).await;
    let who = json!({
        "contact_id": null, "name": "Dana Whitlock", "role": "accounts payable, Wexcombe Hotels",
        "phone": "(518) 555-0161"
    });
    assert_eq!(page["people"], json!([who]));
    let mut asking = note(&subject, "She looks for the release.");
    asking["contact_name"] = json!("Dana Whitlock");
    asking["next"] = json!({ "day": "tomorrow", "time": "9:30", "reason": "" });
    let made = world.done("save_note", asking).await["follow_up"].clone();
    assert_eq!(made["subject"], subject);
    assert_eq!(
        (&made["client_name"], &made["contact_phone"]),
        (&json!("Wexcombe Hotels"), &json!("(518) 555-0161"))
    );
    world.clock.set("2026-11-20 09:30");
    factor_app::reminders::tick(&world.desk).await;
    let rung = world.notes.all();
    assert_eq!(rung.last().unwrap().title, "Wexcombe Hotels");
    let today = world.done("today", json!({})).await;
    let row = &today["groups"][0]["rows"][0];
    assert_eq!((&row["client_name"], &row["subject"]), (&json!("Wexcombe Hotels"), &subject));
    assert_eq!(row["last_note_text"], "She looks for the release.");
    // A note on an invoice of that debtor answers it; one on a client's other affairs does not.
    let mut answer = note(&about("client", &firm.clients["fairholm"]), "Other affairs.");
    answer["finishes"] = made["id"].clone();
    let error = world.refused("save_note", answer.clone()).await;
    assert_eq!(json!(error.code), json!("not_found"));
    answer["subject"] = about("invoice", &json!(firm.invoice("BS-20183")));
    world.done("save_note", answer).await;
    assert_eq!(timeline(world, &subject).await["next"], json!([]));
}

#[tokio::test]
async fn tags_and_proof_stand_on_a_note_and_find_it() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let subject = about("invoice", &json!(firm.invoice("BS-20183")));
    let mut typed = note(&subject, "The driver signed.");
    typed["tags"] = json!("#Change  Order, delivery,, change order ");
    typed["proof"] = json!("delivery");
    world.done("save_note", typed.clone()).await;
    let what = timeline(world, &subject).await["entries"][0]["what"].clone();
    assert_eq!(what["tags"], json!(["change order", "delivery"]));
    assert_eq!((&what["proof"], &what["written_by"]), (&json!("delivery"), &json!("Ruth Adeyemi")));
    let page = world.done("note_subject", json!({ "subject": subject })).await;
    assert_eq!(page["tags"], json!(["change order", "delivery"]));
    let found = world.done("find", json!({ "text": "Change order", "limit": 10 })).await;
    let target = json!({ "kind": "invoice", "invoice_id": firm.invoice("BS-20183") });
    assert_eq!(found["rows"][0]["target"], target, "{found}");
    for tags in ["a word that is longer than thirty", "a,b,c,d,e,f,g,h,i,j,k", "bell \u{7}"] {
        typed["tags"] = json!(tags);
        let error = world.refused("save_note", typed.clone()).await;
        assert_eq!(error.fields[0].field, "tags", "{tags}");
    }
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let subject = about("invoice", &json!(firm.invoice("BS-20183")));
    let first = saved(world, &subject, "He pays 8,000.").await;
    world.done("pin_note", json!({ "note_id": first, "is_pinned": true })).await;
    let mut correcting = note(&subject, "He pays 3,000.");
    correcting["corrects"] = first.clone();
    let second = world.done("save_note", correcting.clone()).await["note_id"].clone();
    let shown = timeline(world, &subject).await;
    let what = |place: usize| shown["entries"][place]["what"].clone();
    assert_eq!((what(0)["corrects"].clone(), what(0)["id"].clone()), (first.clone(), second));
    assert_eq!(what(1)["text"], "He pays 8,000.", "what was written first stays readable");
    assert_eq!(what(1)["corrected_by"], what(0)["id"]);
    // The pin went over to it.
    assert_eq!(shown["pinned"][0]["what"]["id"], what(0)["id"]);
    assert_eq!(shown["pinned"].as_array().unwrap().len(), 1);

    let again = world.refused("save_note", correcting.clone()).await;
    assert!(again.message.starts_with("This note was corrected already."), "{again:?}");
    let pin = world.refused("pin_note", json!({ "note_id": first, "is_pinned": true })).await;
    assert!(pin.message.starts_with("This note was corrected."), "{pin:?}");
    correcting["corrects"] = what(0)["id"].clone();
    correcting["subject"] = about("client", &firm.clients["brinmoor"]);
    let elsewhere = world.refused("save_note", correcting.clone()).await;
    assert!(elsewhere.message.starts_with("A correction is about what"), "{elsewhere:?}");
    correcting["corrects"] = json!(999);
    let nothing = world.refused("save_note", correcting).await;
    assert_eq!(json!(nothing.code), json!("not_found"));
    world.done("pin_note", json!({ "note_id": what(0)["id"], "is_pinned": false })).await;
    assert_eq!(timeline(world, &subject).await["pinned"], json!([]));
}
