//! Promises to pay: kept, part-kept or broken by the receipts alone.

use serde_json::{Value, json};
use support::debtor_inputs::debtor_form;

use crate::receipts::world::{Firm, invoice, lines};

const FRIENDLY: &str = "friendly_reminder";

async fn promise(firm: &Firm, subject: &Value, amount: &str, day: &str) -> Value {
    let typed = promising(subject, amount, day);
    firm.world.done("save_note", typed).await["note_id"].clone()
}

fn promising(subject: &Value, amount: &str, day: &str) -> Value {
    json!({
        "subject": subject, "contact_id": null, "contact_name": "Dana Whitlock",
        "channel": "call", "direction": "outgoing", "outcome": "promised",
        "text": "She pays.", "day": "", "time": "", "next": null, "attachments": [],
        "finishes": null, "tags": "", "proof": null, "corrects": null,
        "promise": { "amount": amount, "day": day, "by": "" }
    })
}

fn about(kind: &str, id: i64) -> Value {
    json!({ "kind": kind, "id": id })
}

/// The states of the debtor's promises, oldest first, and their counts.
async fn states(firm: &Firm) -> (Vec<String>, [i64; 4]) {
    let asked = json!({ "debtor_id": firm.stocked.debtors["Wexcombe Hotels"] });
    let history = firm.world.done("debtor_promises", asked).await;
    let rows = history["rows"].as_array().unwrap().iter().rev();
    let states = rows.map(|row| row["state"].as_str().unwrap().to_owned()).collect();
    let counts = ["open", "kept", "part_kept", "broken"];
    (states, counts.map(|key| history[key].as_i64().unwrap()))
}

async fn paid(firm: &Firm, number: &str, amount: &str) -> Value {
    let receipt = firm.receipt(amount).await;
    firm.posted(&lines(firm, &receipt, &[(number, amount, "instalment")])).await;
    receipt
}

#[tokio::test]
async fn receipts_decide_what_became_of_a_promise() {
    let firm = Firm::with(&[invoice("BS-20183"), invoice("BS-20186")]).await;
    let debtor = about("debtor", firm.stocked.debtors["Wexcombe Hotels"]);
    let of_invoice = about("invoice", firm.invoice("BS-20183"));
    promise(&firm, &of_invoice, "2,000", "+1").await;
    promise(&firm, &debtor, "1,000", "+1").await;
    promise(&firm, &debtor, "500", "+30").await;
    assert_eq!(states(&firm).await, (vec!["open".to_owned(); 3], [3, 0, 0, 0]));

    // On the other invoice: nothing of it is for the promise of the first.
    let receipt = paid(&firm, "BS-20186", "400").await;
    paid(&firm, "BS-20183", "2,000").await;
    let (now, _) = states(&firm).await;
    assert_eq!(now, ["kept", "open", "open"]);
    firm.world.clock.set("2026-11-21 10:00");
    assert_eq!(states(&firm).await.0, ["kept", "part_kept", "open"]);
    // The receipt was wrong: what it kept is broken, and nobody had to say so.
    let reverse = json!({ "receipt_id": receipt, "reason": "Entered twice" });
    firm.world.done("reverse_receipt", reverse).await;
    assert_eq!(
        states(&firm).await,
        (["kept", "broken", "open"].map(str::to_owned).to_vec(), [1, 1, 0, 1])
    );
}

#[tokio::test]
async fn a_broken_promise_stands_on_today_and_opens_its_follow_up_again() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let debtor = about("debtor", firm.stocked.debtors["Wexcombe Hotels"]);
    let mut asking = promising(&debtor, "1,000", "tomorrow");
    asking["next"] = json!({ "day": "today", "time": "", "reason": "Ask for the transfer" });
    let made = world.done("save_note", asking).await["follow_up"].clone();
    world.done("finish_follow_up", json!({ "follow_up_id": made["id"] })).await;
    promise(&firm, &debtor, "300", "tomorrow").await;
    let groups = async || world.done("today", json!({})).await["groups"].clone();
    let broken = |groups: &Value| {
        let groups = groups.as_array().unwrap().iter();
        groups.clone().find(|group| group["kind"] == "broken_promises").cloned()
    };
    world.clock.set("2026-11-20 23:00");
    factor_app::reminders::tick(&world.desk).await;
    assert_eq!(broken(&groups().await), None, "its last day has not passed");

    world.clock.set("2026-11-21 09:30");
    factor_app::reminders::tick(&world.desk).await;
    let group = broken(&groups().await).unwrap();
    let row = &group["rows"][0];
    assert_eq!(row["what"], "USD 1,000.00 promised for Nov 20, 2026: nothing came");
    let of_debtor = firm.world.done("debtor", json!({ "debtor_id": debtor["id"] })).await;
    assert_eq!(of_debtor["rating"]["promise_words"], "2 of 2 promises missed");
    assert_eq!(of_debtor["rating"]["words"], "Poor");
    let listed = firm.world.done("list_debtors", json!({ "text": of_debtor["name"] })).await;
    assert_eq!(listed["rows"][0]["rating"], "poor");
    assert_eq!((&row["client_name"], &row["days_late"]), (&json!("Wexcombe Hotels"), &json!(1)));
    // The one that was done is open again, and the one that was never asked for was made.
    assert_eq!(row["follow_up"]["id"], made["id"]);
    assert_eq!(row["follow_up"]["due"]["day"], "2026-11-21");
    let other = &group["rows"][1]["follow_up"];
    assert_eq!(other["contact_name"], "Dana Whitlock");
    // Neither stands twice, and whoever answers them is not asked again.
    assert_eq!(groups().await.as_array().unwrap().len(), 1);
    for id in [&made["id"], &other["id"]] {
        world.done("finish_follow_up", json!({ "follow_up_id": id })).await;
    }
    world.clock.set("2026-11-22 09:30");
    factor_app::reminders::tick(&world.desk).await;
    assert_eq!(broken(&groups().await), None);
}

#[tokio::test]
async fn a_promise_says_at_its_field_what_is_typed_wrongly() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let debtor = about("debtor", firm.stocked.debtors["Wexcombe Hotels"]);
    for (amount, day, field) in [
        ("", "fri", "promise.amount"),
        ("0", "fri", "promise.amount"),
        ("-5", "fri", "promise.amount"),
        ("much", "fri", "promise.amount"),
        ("5", "", "promise.day"),
        ("5", "soon", "promise.day"),
        ("5", "yesterday", "promise.day"),
    ] {
        let typed = promising(&debtor, amount, day);
        let error = firm.world.refused("save_note", typed).await;
        assert_eq!(error.fields[0].field, field, "{amount} by {day}: {error:?}");
    }
    let mut nobody = promising(&debtor, "5", "fri");
    nobody["contact_name"] = json!("");
    let error = firm.world.refused("save_note", nobody).await;
    assert_eq!(error.fields[0].field, "promise.by");
    let mut client = promising(&debtor, "5", "fri");
    client["subject"] = json!({ "kind": "client", "id": firm.clients["brinmoor"] });
    let error = firm.world.refused("save_note", client).await;
    assert_eq!(error.fields[0].message, "Log it on the debtor or the invoice: they pay.");
}

#[tokio::test]
async fn a_correction_takes_the_place_of_the_promise() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let of_invoice = about("invoice", firm.invoice("BS-20183"));
    let first = promise(&firm, &of_invoice, "8,000", "tomorrow").await;
    let mut correcting = promising(&of_invoice, "3,000", "tomorrow");
    correcting["corrects"] = first;
    firm.world.done("save_note", correcting).await;
    paid(&firm, "BS-20183", "3,000").await;
    assert_eq!(states(&firm).await, (vec!["kept".to_owned()], [0, 1, 0, 0]));
    let query = json!({ "subject": of_invoice, "limit": 5 });
    let shown = firm.world.done("timeline", query).await;
    assert_eq!(shown["entries"][0]["what"]["promise"]["state"], "kept");
    assert_eq!(shown["entries"][1]["what"]["promise"], Value::Null);
}

#[tokio::test]
async fn what_is_promised_is_not_reminded_before_its_day_has_passed() {
    let firm = Firm::with(&[invoice("BS-20183"), invoice("BS-20186")]).await;
    let debtor = firm.stocked.debtors["Wexcombe Hotels"];
    let form = firm.world.done("debtor_form", json!({ "debtor_id": debtor })).await;
    let mut typed = form["debtor"].clone();
    typed["address"] = debtor_form("")["address"].clone();
    let update = json!({
        "debtor_id": debtor, "revision": form["revision"], "debtor": typed,
        "is_different_business": false
    });
    firm.world.done("update_debtor", update).await;
    let reason = async || {
        let asked = support::letter_inputs::asked(FRIENDLY, &json!({ "kind": "all" }));
        let plan = firm.world.done("plan_letters", asked).await;
        let row = &plan["rows"][0];
        (row["reason"].as_str().unwrap().to_owned(), row["is_ticked"].as_bool().unwrap())
    };
    let before = reason().await;
    assert!(before.0.starts_with("2 invoices, USD 20,000.00"), "{before:?}");
    promise(&firm, &about("invoice", firm.invoice("BS-20183")), "10,000", "tomorrow").await;
    let part = "1 invoice, USD 10,000.00, is promised by Nov 20, 2026 and left out.";
    assert_eq!(reason().await, (part.to_owned(), false));
    promise(&firm, &about("debtor", debtor), "5", "+3").await;
    let all =
        "All of it is promised by Nov 22, 2026: 2 invoices, USD 20,000.00. Wait for that day.";
    assert_eq!(reason().await, (all.to_owned(), false));
    firm.world.clock.set("2026-11-23 10:00");
    assert_eq!(reason().await.1, before.1);
}
