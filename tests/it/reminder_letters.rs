//! Reminder letters: who is reminded of what, at which level, with which charges, and who is not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use support::debtor_inputs::debtor_form;
use support::letter_inputs::{asked, of_client, step};

use crate::judge;
use crate::papers::{printed, words};
use crate::runs::{Runs, minor};

const FRIENDLY: &str = "friendly_reminder";
const FIRM: &str = "firm_reminder";
const FINAL: &str = "final_demand";
pub const TARN: &str = "Tarn Valley Grocers";
pub const CORVANE: &str = "Corvane Pharma";

/// Two debtors with an address, a phone of the firm, and 1.5 % a month by the terms of sale.
pub async fn owing() -> Runs {
    let runs = Runs::new(json!({})).await;
    let rows = runs.world.done("list_debtors", json!({ "text": "" })).await;
    for row in rows["rows"].as_array().unwrap() {
        let form = runs.world.done("debtor_form", json!({ "debtor_id": row["id"] })).await;
        let mut typed = form["debtor"].clone();
        typed["address"] = debtor_form("")["address"].clone();
        let update = json!({
            "debtor_id": row["id"], "revision": form["revision"], "debtor": typed,
            "is_different_business": false
        });
        runs.world.done("update_debtor", update).await;
    }
    let rule = json!({
        "kind": "agreed", "monthly_rate": "1.5", "grace_days": "0",
        "clause": "the terms of sale on each invoice", "beneficiary": "factor", "minimum": "",
        "jurisdiction": "", "law": ""
    });
    runs.world.done("save_late_rule", rule).await;
    runs
}

pub async fn debtor(runs: &Runs, name: &str) -> Value {
    let rows = runs.world.done("list_debtors", json!({ "text": name })).await;
    rows["rows"][0]["id"].clone()
}

fn of_all(kind: &str) -> Value {
    asked(kind, &json!({ "kind": "all" }))
}

/// The line of one debtor: reason, whether it is ticked, whether it can be made, the amount.
async fn line(runs: &Runs, asked: &Value, name: &str) -> (String, bool, bool, i64) {
    let plan = runs.world.done("plan_letters", asked.clone()).await;
    let rows = plan["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name);
    let row = row.unwrap_or_else(|| panic!("{name} is not in {plan:#}"));
    let flag = |key: &str| row[key].as_bool().unwrap();
    let reason = row["reason"].as_str().unwrap().to_owned();
    (reason, flag("is_ticked"), flag("can_be_made"), minor(&row["amount"]["amount"]))
}

async fn made(runs: &Runs, asked: &Value, debtor: &Value) -> Value {
    let to = json!([{ "client_id": null, "debtor_id": debtor }]);
    let made = runs.world.done("make_letters", json!({ "asked": asked, "to": to })).await;
    made["letter_ids"][0].clone()
}

async fn sent(runs: &Runs, asked: &Value, debtor: &Value) -> Value {
    let letter = made(runs, asked, debtor).await;
    runs.world.done("record_letters", step(&[&letter], "sent")).await;
    letter
}

pub async fn said(runs: &Runs, letter: &Value) -> String {
    words(&runs.world.done("letter_pdf", json!({ "letter_id": letter })).await)
}

async fn charges_stated(runs: &Runs, debtor: &Value) -> i64 {
    stated(runs, debtor, "2026-11-19", "Late charges").await.unwrap()
}

/// A figure of a debtor's statement as of a day, if it stands there.
pub async fn stated(runs: &Runs, debtor: &Value, day: &str, label: &str) -> Option<i64> {
    let party = json!({ "kind": "debtor", "debtor_id": debtor });
    let asked = json!({ "party": party, "from": day, "to": day });
    let preview = runs.world.done("statement_preview", asked).await;
    let figures = preview["figures"].as_array().unwrap();
    let found = figures.iter().find(|one| one["label"] == label);
    found.map(|one| minor(&one["amount"]))
}

#[tokio::test]
async fn one_letter_to_a_debtor_lists_what_is_past_due_whoever_sold_it() {
    let runs = owing().await;
    let corvane = debtor(&runs, CORVANE).await;
    // Q-202 of the first client, 60 days late with 7,000 open; Q-205 of the second, 45 days late.
    let expected =
        ("2 invoices, USD 17,000.00, up to 60 days late.".to_owned(), true, true, 1_700_000);
    assert_eq!(line(&runs, &of_all(FRIENDLY), CORVANE).await, expected);
    let letter = made(&runs, &of_all(FRIENDLY), &corvane).await;
    let paper = said(&runs, &letter).await;
    for part in [
        "Reminder",
        "Brinmoor Staffing, Inc. and Larkfield Produce, Inc.",
        "USD 17,000.00 is open on 2 invoices",
        "has it by November 29, 2026",
        "If you have paid in the meantime",
        "Q-202",
        "Q-205",
        "7,000.00",
    ] {
        assert!(paper.contains(part), "{part} is not in {paper}");
    }
    assert!(!paper.contains("Late charges"), "the first reminder charges nothing: {paper}");
    let page = runs.world.done("letter", json!({ "letter_id": letter })).await;
    assert_eq!((&page["client_id"], &page["day_label"]), (&Value::Null, &json!("To be paid by")));
    // It is found with each client whose invoice it names.
    for client in [&runs.first, &runs.second] {
        let list = runs.world.done("list_letters", json!({ "client_id": client })).await;
        assert_eq!(list["rows"][0]["id"], letter);
    }
    // For one client alone it lists only what that one sold.
    let one = line(&runs, &asked(FRIENDLY, &of_client(&runs.second)), CORVANE).await;
    assert_eq!(one.3, 1_000_000);
}

#[tokio::test]
async fn each_level_waits_for_the_one_before_and_refers_to_it() {
    let runs = owing().await;
    let world = &runs.world;
    let tarn = debtor(&runs, TARN).await;
    let first = line(&runs, &of_all(FIRM), TARN).await;
    assert_eq!(first.0, "No friendly reminder went before. Send that one first.");
    assert!(!first.1 && first.2, "a person may say otherwise");
    let friendly = made(&runs, &of_all(FRIENDLY), &tarn).await;
    let waits = line(&runs, &of_all(FRIENDLY), TARN).await;
    assert_eq!(waits.0, "LTR-2026-0001 was made on Nov 19, 2026 and is not sent yet.");
    world.done("record_letters", step(&[&friendly], "sent")).await;
    let paused = line(&runs, &of_all(FIRM), TARN).await;
    assert_eq!(paused.0, "Reminded on Nov 19, 2026 by LTR-2026-0001, less than 7 days ago.");
    let mut soon = of_all(FIRM);
    soon["pause_days"] = json!("0");
    assert!(line(&runs, &soon, TARN).await.1);

    world.clock.set("2026-11-26 10:00");
    let again = line(&runs, &of_all(FRIENDLY), TARN).await;
    assert_eq!(again.0, "LTR-2026-0001 of Nov 19, 2026 reminded of all of these already.");
    assert!(line(&runs, &of_all(FIRM), TARN).await.1);
    let firm = sent(&runs, &of_all(FIRM), &tarn).await;
    let paper = said(&runs, &firm).await;
    assert!(paper.contains("by its letter LTR-2026-0001, dated November 19, 2026"), "{paper}");

    world.clock.set("2026-12-10 10:00");
    let last = made(&runs, &of_all(FINAL), &tarn).await;
    let paper = said(&runs, &last).await;
    for part in [
        "Final Demand",
        "the last one LTR-2026-0002, dated November 26, 2026",
        "LTR-2026-0001 Friendly reminder Nov 19, 2026 Nov 19, 2026, by post",
        "LTR-2026-0002 Second reminder",
        "has it by December 24, 2026",
        "received by the Factor by December 17, 2026",
    ] {
        assert!(paper.contains(part), "{part} is not in {paper}");
    }
}

#[tokio::test]
async fn the_charges_of_a_reminder_are_those_of_the_statement() {
    let runs = owing().await;
    let tarn = debtor(&runs, TARN).await;
    // 1.5 % ÷ 30 of 10,000.00 is 5.00 a day: 60 days of Q-201 and 10 of Q-203. The statement has
    // 17 more of P-101, which was paid late; what is paid is never reminded.
    let (charges, of_paid) = (35_000, 8_500);
    assert_eq!(charges_stated(&runs, &tarn).await, charges + of_paid);
    let plan = line(&runs, &of_all(FIRM), TARN).await;
    assert_eq!(plan.3, 2_000_000 + charges, "the plan shows what the letter asks for");
    let letter = made(&runs, &of_all(FIRM), &tarn).await;
    let paper = said(&runs, &letter).await;
    for part in [
        "Late charges to November 19, 2026 come to USD 350.00. Late charges are",
        "owed by the terms of sale on each invoice. They are owed to the Factor.",
        "Each further day adds USD 10.00.",
        "Pay USD 20,350.00 so that the Factor has it by November 29, 2026",
        &format!("Total 20,000.00 {} 0.00 {}", printed(charges), printed(2_000_000 + charges)),
    ] {
        assert!(paper.contains(part), "{part} is not in {paper}");
    }
    // No rule, no charge, and no word about one.
    let none = json!({
        "kind": "none", "monthly_rate": "", "grace_days": "", "clause": "",
        "beneficiary": "factor", "minimum": "", "jurisdiction": "", "law": ""
    });
    runs.world.done("save_late_rule", none).await;
    let letter = made(&runs, &of_all(FIRM), &tarn).await;
    let paper = said(&runs, &letter).await;
    assert!(paper.contains("Pay USD 20,000.00 so that"), "{paper}");
    assert!(!paper.contains("Late charges") && !paper.contains("Each further day"), "{paper}");
}

pub async fn dispute(runs: &Runs, view: &str, number: &str) {
    let query = json!({ "view": view, "text": number });
    let invoice = runs.world.done("list_recourse", query).await["rows"][0]["invoice_id"].clone();
    let dispute = json!({
        "kind": "open_dispute", "invoice_id": invoice, "amount": "", "reason": "price", "day": "",
        "note": ""
    });
    let staged = runs.world.done("stage_invoice_step", dispute.clone()).await;
    let step = json!({ "step": dispute, "fingerprint": staged["fingerprint"] });
    runs.world.done("book_invoice_step", step).await;
}

/// Money of a debtor that nobody has applied yet.
pub async fn park(runs: &Runs, debtor: &Value) {
    receive(runs, debtor, "500.00", json!({ "park_reason": "Asked" })).await;
}

/// A check of a debtor and what it is for.
pub async fn receive(runs: &Runs, debtor: &Value, amount: &str, mut is_for: Value) {
    let form = runs.world.done("receipt_form", json!({})).await;
    let receipt = json!({
        "bank_account_id": form["accounts"][0]["id"], "method": "check", "reference": "41877",
        "debtor_id": debtor, "amount": amount, "remittance": ""
    });
    let started = runs.world.done("start_receipt", receipt).await;
    is_for["receipt_id"] = started["receipt_id"].clone();
    let staged = runs.world.done("stage_receipt", is_for.clone()).await;
    let yes = json!({ "allocation": is_for, "fingerprint": staged["fingerprint"] });
    runs.world.done("post_receipt", yes).await;
}

#[tokio::test]
async fn what_is_disputed_or_paid_is_never_reminded() {
    let runs = owing().await;
    let (tarn, corvane) = (debtor(&runs, TARN).await, debtor(&runs, CORVANE).await);
    dispute(&runs, "all", "Q-201").await;
    let partly = line(&runs, &of_all(FRIENDLY), TARN).await;
    let why = "1 invoice, USD 10,000.00, is in dispute and left out.";
    assert_eq!(partly, (why.to_owned(), false, true, 1_000_000));
    let letter = made(&runs, &of_all(FRIENDLY), &tarn).await;
    let paper = said(&runs, &letter).await;
    assert!(paper.contains("Q-203") && !paper.contains("Q-201"), "{paper}");
    dispute(&runs, "own_risk", "Q-203").await;
    let all = line(&runs, &of_all(FINAL), TARN).await;
    assert_eq!(
        all.0,
        "All of it is in dispute: 2 invoices, USD 20,000.00. Settle the dispute first."
    );
    assert!(!all.2);
    let to = json!([{ "client_id": null, "debtor_id": tarn }]);
    let refused = json!({ "asked": of_all(FINAL), "to": to });
    let refused = runs.world.refused("make_letters", refused).await;
    assert!(refused.message.starts_with("Tarn Valley Grocers: All of it"), "{refused:?}");

    park(&runs, &corvane).await;
    let unapplied = line(&runs, &of_all(FRIENDLY), CORVANE).await;
    assert_eq!(unapplied.0, "USD 500.00 of its money is not applied yet. Apply it first.");
    assert!(!unapplied.1);
}

#[tokio::test]
async fn a_courtesy_letter_goes_before_anything_is_late() {
    let runs = owing().await;
    let world = &runs.world;
    let tarn = debtor(&runs, TARN).await;
    let courtesy = "courtesy_reminder";
    let plan = world.done("plan_letters", of_all(courtesy)).await;
    assert_eq!(plan["rows"], json!([]), "everything is late already");
    let of_one = asked(courtesy, &json!({ "kind": "debtor", "debtor_id": tarn }));
    let nothing = line(&runs, &of_one, TARN).await;
    assert_eq!(nothing.0, "Nothing falls due by Nov 26, 2026.");
    // Six days before Q-203 is due, on October 30 or November 9: everything was bought by then.
    world.clock.set("2026-11-05 10:00");
    let due = line(&runs, &of_one, TARN).await;
    assert_eq!(due, ("1 invoice, USD 10,000.00.".to_owned(), true, true, 1_000_000));
    let letter = made(&runs, &of_one, &tarn).await;
    let paper = said(&runs, &letter).await;
    for part in ["Invoices Falling Due", "None of them is late", "Q-203", "by November 12, 2026"] {
        assert!(paper.contains(part), "{part} is not in {paper}");
    }
}

#[tokio::test]
async fn a_reminder_says_at_its_field_what_is_typed_wrongly() {
    let runs = owing().await;
    let mut bad = of_all(FRIENDLY);
    bad["reply_by"] = json!("yesterday");
    bad["dispute_by"] = json!("nonsense");
    bad["due_by"] = json!("yesterday");
    bad["pause_days"] = json!("often");
    let refused = runs.world.refused("plan_letters", bad).await;
    let mut fields: Vec<_> = refused.fields.iter().map(|one| one.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["dispute_by", "due_by", "pause_days", "reply_by"]);
    let every = asked("notice_of_assignment", &json!({ "kind": "all" }));
    let refused = runs.world.refused("plan_letters", every).await;
    assert_eq!(refused.message, "Choose the client or the debtor.");
}

#[tokio::test]
async fn every_level_is_a_paper_for_archives_and_for_screen_readers() {
    let runs = owing().await;
    let tarn = debtor(&runs, TARN).await;
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for kind in [FRIENDLY, FIRM, FINAL] {
        let letter = sent(&runs, &of_all(kind), &tarn).await;
        let pdf = runs.world.done("letter_pdf", json!({ "letter_id": letter })).await;
        let file = folder.path().join(format!("{kind}.pdf"));
        std::fs::write(&file, BASE64.decode(pdf["data"].as_str().unwrap()).unwrap()).unwrap();
        if let Ok(shots) = std::env::var("FACTORDESK_SHOTS") {
            std::fs::create_dir_all(&shots).unwrap();
            std::fs::copy(&file, std::path::Path::new(&shots).join(format!("{kind}.pdf"))).unwrap();
        }
        files.push(file);
    }
    let judged = judge::verdicts("2a,ua1", &files);
    assert_eq!(judged.matches(" meets ").count(), 6, "{judged}");
}
