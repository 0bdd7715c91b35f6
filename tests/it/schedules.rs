//! A factor buys: a schedule is typed, checked, verified, funded once, and undone by mirrors.

use factor_domain::{Currency, Name};
use factor_store::debtor::{self, Debtor, DebtorStatus};
use factor_store::{Passphrase, Unlock, Vault, receipt};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

use crate::papers::words;
use crate::wordings::{own_words, seen};

const AT: &str = "2026-11-01T15:00:00.000Z";

/// Two approved debtors and the account to pay from, written into the closed vault.
pub(crate) async fn stocked(world: &World) {
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let vault = Vault::open(&world.vault_folder(), Unlock::Passphrase(&passphrase)).await.unwrap();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    for name in ["Marrow Bay Logistics", "Quillon Retail Group"] {
        let named = Debtor::named(Name::new("name", name).unwrap());
        let debtor = Debtor { status: DebtorStatus::Approved, ..named };
        debtor::insert(&mut tx, &debtor, AT).await.unwrap();
    }
    let name = Name::new("name", "Operating account").unwrap();
    receipt::insert_bank_account(&mut tx, &name, Currency::USD, None, AT).await.unwrap();
    tx.commit().await.unwrap();
    vault.close().await.unwrap();
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
}

/// A client with signed terms: 80 % advance, a wire fee of 25.00, and a bank account.
pub(crate) async fn client(world: &World) -> Value {
    let client = world.client("Aldercrest Freight, Inc.").await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Wes Calloway", "role": "President",
        "phone": "", "email": "wes@aldercrest.example", "is_signer": true
    });
    world.done("save_contact", contact).await;
    let terms = json!({
        "client_id": client, "effective_on": "", "face": "10,000",
        "fees": [{ "kind": "wire_transfer", "label": "", "amount": "25.00" }],
        "values": {
            "advance_rate": "80", "facility_limit": "30,000", "debtor_concentration": "100"
        }
    });
    world.done("save_terms", terms).await;
    let frozen = world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": "Wes Calloway",
            "title": "President", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": "Wes Calloway" }, "has_consented": true
        });
        world.done("sign_contract", signing).await;
    }
    let account = json!({
        "client_id": client, "holder": "Aldercrest Freight", "bank": "Harbour Savings",
        "routing": "011000015", "number": "880041728820"
    });
    world.done("set_bank_account", account).await;
    client
}

pub(crate) async fn ready() -> (World, Value) {
    let world = World::new().await;
    let client = client(&world).await;
    stocked(&world).await;
    (world, client)
}

pub(crate) fn line(invoice: &str, debtor: &str, face: &str) -> Value {
    json!({ "invoice": invoice, "debtor": debtor, "invoiced_on": "11/14/2026", "face": face })
}

pub(crate) fn grid(page: &Value, lines: &[Value]) -> Value {
    json!({
        "schedule_id": page["id"], "revision": page["revision"], "offered_on": "",
        "offered_by": "Wes Calloway", "control_total": "", "note": "", "lines": lines
    })
}

/// The lines of a page, as the window gives them back.
fn typed(page: &Value) -> Vec<Value> {
    page["lines"].as_array().unwrap().iter().map(|line| line["typed"].clone()).collect()
}

pub(crate) async fn schedule(world: &World, client: &Value, lines: &[Value]) -> Value {
    let page = world.done("start_schedule", json!({ "client_id": client })).await;
    world.done("save_schedule", grid(&page, lines)).await
}

pub(crate) fn asked(page: &Value) -> Value {
    json!({ "schedule_id": page["id"] })
}

pub(crate) fn funding(page: &Value) -> Value {
    json!({ "schedule_id": page["id"], "method": "wire", "bank_account_id": null })
}

pub(crate) fn yes(page: &Value, staged: &Value) -> Value {
    json!({
        "schedule_id": page["id"], "method": "wire", "bank_account_id": null,
        "fingerprint": staged["fingerprint"], "reference": "W-1"
    })
}

pub(crate) async fn confirm_bank(world: &World, client: &Value) {
    let said = json!({
        "client_id": client, "who": "Wes Calloway", "how": "Call to the number on file",
        "attachment_id": null
    });
    let pay_to = world.done("confirm_bank_account", said).await;
    assert_eq!(pay_to["standing"], "confirmed");
}

pub(crate) fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or(0)
}

pub(crate) fn standings(page: &Value) -> Vec<String> {
    let words = |line: &Value| {
        let (standing, words) = (line["standing"].as_str(), line["standing_words"].as_str());
        format!("{} {}", standing.unwrap(), words.unwrap()).trim_end().to_owned()
    };
    page["lines"].as_array().unwrap().iter().map(words).collect()
}

pub(crate) async fn assert_sound(world: &World) {
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(checked["is_sound"], true, "{checked}");
}

#[tokio::test]
async fn what_is_typed_is_kept_and_what_cannot_be_read_is_said_at_its_cell() {
    let (world, client) = ready().await;
    let mut bad = line("AF-2", "Nobody at all", "12,x0");
    bad["due_on"] = json!("yesteryear");
    let mut sum = line("AF-1", "marrow bay logistics", "=1200+350");
    sum["due_on"] = json!("+30");
    let page = schedule(&world, &client, &[sum, bad, json!({})]).await;
    assert_eq!(page["number"], "SCH-0001");
    assert_eq!(minor(&page["lines"][0]["face"]), 155_000);
    assert_eq!(page["lines"][0]["due_on"], "2026-12-14");
    assert_eq!(page["lines"][0]["debtor"]["name"], "Marrow Bay Logistics");
    assert_eq!(minor(&page["lines"][0]["advance"]["amount"]), 124_000);
    assert_eq!(page["lines"][1]["typed"]["face"], "12,x0");
    let fields: Vec<&str> = page["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["lines.1.face", "lines.1.due_on", "lines.1.debtor"]);
    assert_eq!(standings(&page)[1..], ["incomplete Incomplete", "empty"]);
    let again = world.done("schedule", asked(&page)).await;
    assert_eq!(typed(&again), typed(&page));
    let stale = json!({ "revision": 1 });
    let mut old = grid(&page, &typed(&page));
    old["revision"] = stale["revision"].clone();
    let refused = world.refused("save_schedule", old).await;
    assert_eq!(format!("{:?}", refused.code), "Conflict");
    let list = json!({ "text": "af-1", "offset": 0, "limit": 50 });
    let list = world.done("list_schedules", list).await;
    assert_eq!(list["rows"][0]["number"], "SCH-0001");
    let found = world.done("find", json!({ "text": "sch-00", "limit": 5 })).await;
    assert_eq!(found["rows"][0]["title"], "SCH-0001");
    assert_eq!(found["rows"][0]["target"]["schedule_id"], page["id"]);
    assert!(found["rows"][0]["detail"].as_str().unwrap().ends_with("draft"), "{found}");
    assert_eq!(list["views"]["draft"], 1);
}

#[tokio::test]
async fn every_line_stands_on_those_before_it_and_a_double_stays_out() {
    let (world, client) = ready().await;
    let lines = [
        line("AF-1", "Marrow Bay Logistics", "20,000"),
        line("AF 1", "Marrow Bay Logistics", "20,000"),
        line("AF-2", "Marrow Bay Logistics", "17,500"),
        line("AF-3", "Quillon Retail Group", "0.10"),
    ];
    let page = schedule(&world, &client, &lines).await;
    // 16,000 and 14,000 reach the limit of 30,000 to the cent; the double adds nothing.
    assert_eq!(
        standings(&page),
        ["warn Notice", "block Offered twice", "warn Notice", "block Client limit"]
    );
    assert_eq!(page["totals"]["to_buy_count"], 2);
    let double = json!({
        "schedule_id": page["id"], "line_id": page["lines"][1]["line_id"], "topic": "duplicates",
        "reason": "they insist", "attachment_id": null
    });
    let refused = world.refused("override_check", double).await;
    assert!(refused.message.contains("nobody may override"), "{}", refused.message);
    let limit = json!({
        "schedule_id": page["id"], "line_id": page["lines"][3]["line_id"],
        "topic": "client_limit", "reason": "", "attachment_id": null
    });
    assert_eq!(world.refused("override_check", limit.clone()).await.fields[0].field, "reason");
    let mut limit = limit;
    limit["reason"] = json!("The owner agreed to ten cents.");
    let page = world.done("override_check", limit).await;
    assert_eq!(standings(&page)[3], "warn Notice");
    assert_eq!(page["overridden"], 1);
    // Other figures: it was not given for these.
    let mut lines = typed(&page);
    lines[3]["face"] = json!("500.00");
    let page = world.done("save_schedule", grid(&page, &lines)).await;
    assert_eq!(standings(&page)[3], "block Client limit");
}

#[tokio::test]
async fn verification_and_documents_are_asked_for_by_rule() {
    let (world, client) = ready().await;
    let rules = json!({
        "client_id": client, "verify_from": "7,500", "age_days_max": "30", "term_days_max": "",
        "documents": ["invoice"]
    });
    world.done("save_buying_rules", rules).await;
    let page = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "7,500.00")]).await;
    assert_eq!(standings(&page), ["block Invoice"]);
    let file = json!({ "file_name": "af-1.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
    let file = world.done("add_attachment", file).await;
    let attached = json!({
        "schedule_id": page["id"], "line_id": page["lines"][0]["line_id"],
        "attachment_id": file["id"], "document": "invoice"
    });
    let page = world.done("attach_to_schedule", attached).await;
    assert_eq!(standings(&page), ["warn Verify first"]);
    assert!(page["holds"][0].as_str().unwrap().contains("Ask the debtor"), "{}", page["holds"]);
    let mut said = json!({
        "schedule_id": page["id"], "line_ids": [page["lines"][0]["line_id"]],
        "asked": "Anita Shaw", "method": "phone", "day": "", "time": "",
        "is_amount_confirmed": true, "is_delivery_confirmed": false, "is_free_of_offset": true,
        "result": "confirmed", "note": "", "attachment_id": null
    });
    assert_eq!(world.refused("log_verification", said.clone()).await.fields[0].field, "result");
    said["is_delivery_confirmed"] = json!(true);
    let page = world.done("log_verification", said).await;
    assert_eq!(page["lines"][0]["is_verified"], true);
    assert_eq!(page["verifications"][0]["confirmed"], "amount, delivery, no offset");
    let mut lines = typed(&page);
    lines[0]["face"] = json!("7,501");
    let page = world.done("save_schedule", grid(&page, &lines)).await;
    assert_eq!(standings(&page), ["warn Verify first"], "another amount was not confirmed");
}

#[tokio::test]
async fn a_verification_letter_and_its_answer_enter_the_log_of_the_schedule() {
    let (world, client) = ready().await;
    let rules = json!({
        "client_id": client, "verify_from": "7,500", "age_days_max": "", "term_days_max": "",
        "documents": []
    });
    world.done("save_buying_rules", rules).await;
    let page = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "7,500.00")]).await;
    assert_eq!(standings(&page), ["warn Verify first"]);
    let rows = world.done("list_debtors", json!({ "text": "Marrow" })).await;
    let debtor = rows["rows"][0]["id"].clone();
    let form = world.done("debtor_form", json!({ "debtor_id": debtor })).await;
    let mut typed = form["debtor"].clone();
    typed["address"] = support::debtor_inputs::debtor_form("")["address"].clone();
    let update = json!({
        "debtor_id": debtor, "revision": form["revision"], "debtor": typed,
        "is_different_business": false
    });
    world.done("update_debtor", update).await;
    let scope = json!({ "kind": "schedule", "schedule_id": page["id"] });
    let letters = support::letter_inputs::asked("verification", &scope);
    let to = json!([{ "client_id": client, "debtor_id": debtor }]);
    let made = world.done("make_letters", json!({ "asked": letters, "to": to })).await;
    let letter = made["letter_ids"][0].clone();
    let note = |what: &str| support::letter_inputs::step(&[&letter], what);
    let log = async || {
        let page = world.done("schedule", asked(&page)).await;
        let all = page["verifications"].as_array().unwrap().iter();
        let said: Vec<String> = all
            .map(|one| {
                let word = |key: &str| one[key].as_str().unwrap().to_owned();
                format!("{} {}", word("result"), word("note"))
            })
            .collect();
        (said, page["lines"][0]["is_verified"].as_bool().unwrap())
    };
    world.done("record_letters", note("sent")).await;
    let sent = "no_answer LTR-2026-0001 went out; no answer yet.";
    assert_eq!(log().await, (vec![sent.to_owned()], false));
    let mut partly = note("acknowledged");
    partly["has_exceptions"] = json!(true);
    partly["note"] = json!("200.00 short.");
    world.done("record_letters", partly).await;
    let (said, is_verified) = log().await;
    assert!(said.contains(&"partly Answer to LTR-2026-0001. 200.00 short.".to_owned()), "{said:?}");
    assert!(!is_verified, "a part is no confirmation");
    world.done("record_letters", note("acknowledged")).await;
    let (said, is_verified) = log().await;
    assert!(said.contains(&"confirmed Answer to LTR-2026-0001.".to_owned()), "{said:?}");
    assert!(is_verified);
    // Taken back, it asks again.
    let kept = world.done("letter", json!({ "letter_id": letter })).await;
    let last = kept["steps"].as_array().unwrap().last().unwrap()["id"].clone();
    let undo = json!({ "letter_id": letter, "step_id": last });
    world.done("undo_letter_step", undo).await;
    assert!(!log().await.1);
}

#[tokio::test]
async fn a_paper_says_what_it_cannot_print() {
    let (world, client) = ready().await;
    let page = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "100")]).await;
    let paper = json!({ "schedule_id": page["id"], "paper": "schedule_of_accounts" });
    assert_eq!(world.done("schedule_pdf", paper.clone()).await["warnings"], json!([]));
    let odd = line("AF-2\u{1F69A}", "Marrow Bay Logistics", "100");
    let page = schedule(&world, &client, &[odd]).await;
    let paper = json!({ "schedule_id": page["id"], "paper": "schedule_of_accounts" });
    for command in ["schedule_pdf", "save_schedule_pdf"] {
        let warnings = world.done(command, paper.clone()).await["warnings"].clone();
        let told = warnings[0].as_str().unwrap();
        assert!(told.starts_with("The paper cannot print “\u{1F69A}”, in “"), "{command}: {told}");
    }
}

#[tokio::test]
async fn a_schedule_is_printed_in_the_words_of_the_firm() {
    let (world, client) = ready().await;
    let of = json!({ "client_id": client, "debtor_id": null });
    let shown = own_words(&world, "schedule_of_accounts", &of, "Nothing was sold twice.").await;
    let warned = shown["warnings"][0].as_str().unwrap();
    assert!(warned.starts_with("This client has no schedule yet"), "{warned}");
    assert!(words(&shown).contains("Nothing was sold twice."));
    let page = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "100")]).await;
    let paper = json!({ "schedule_id": page["id"], "paper": "schedule_of_accounts" });
    let paper = world.done("schedule_pdf", paper).await;
    for said in ["Nothing was sold twice.", "AF-1", "100.00", "Warranties"] {
        assert!(words(&paper).contains(said), "{said} is not in {}", words(&paper));
    }
    // What was bought keeps the paper it was bought with.
    confirm_bank(&world, &client).await;
    world.done("submit_schedule", asked(&page)).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    let bought = json!({ "schedule_id": page["id"], "paper": "schedule_of_accounts" });
    let before = world.done("schedule_pdf", bought.clone()).await;
    own_words(&world, "schedule_of_accounts", &of, "Other words.").await;
    assert_eq!(world.done("schedule_pdf", bought.clone()).await, before);
    let next = schedule(&world, &client, &[line("AF-2", "Marrow Bay Logistics", "90")]).await;
    let offered = json!({ "schedule_id": next["id"], "paper": "schedule_of_accounts" });
    assert!(words(&world.done("schedule_pdf", offered).await).contains("Other words."));
    // Undone, its invoices are only offered, in the words of today.
    let undo = json!({ "schedule_id": page["id"], "reason": "Paid by mistake" });
    world.done("reverse_funding", undo).await;
    assert!(words(&world.done("schedule_pdf", bought).await).contains("Other words."));
    // The editor shows the newest schedule, its invoices too.
    let kept = world.done("wording", json!({ "wording_id": "own-1" })).await;
    let shown = seen(&world, &kept, &of).await;
    assert_eq!(shown["warnings"], json!([]));
    assert_eq!(shown["missing"], json!([]));
    assert!(words(&shown).contains("AF-2"));
}

#[tokio::test]
async fn a_funding_books_what_was_shown_once_and_its_mirror_restores_everything() {
    let (world, client) = ready().await;
    let lines = [
        line("AF-1", "Marrow Bay Logistics", "10,000"),
        line("AF-2", "Quillon Retail Group", "5,000"),
    ];
    let page = schedule(&world, &client, &lines).await;
    world.done("submit_schedule", asked(&page)).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    assert!(staged["holds"][0].as_str().unwrap().contains("new or was changed"), "{staged}");
    let held = world.refused("confirm_funding", yes(&page, &staged)).await;
    assert!(held.message.contains("new or was changed"), "{}", held.message);
    confirm_bank(&world, &client).await;
    let old = world.refused("confirm_funding", yes(&page, &staged)).await;
    assert_eq!(format!("{:?}", old.code), "Conflict");
    let staged = world.done("stage_funding", funding(&page)).await;
    // 80 % of 15,000 less the wire fee of 25.
    assert_eq!(minor(&staged["net"]["amount"]), 1_197_500);
    assert_eq!(staged["debits"], staged["credits"]);
    assert_eq!(minor(&staged["after"]["reserve_kept"]["amount"]), 300_000);
    assert_eq!(minor(&staged["after"]["room"]["amount"]), 1_800_000);
    let page = world.done("submit_funding", yes(&page, &staged)).await;
    assert_eq!(page["prepared"]["by"], "Ruth Adeyemi");
    let done = world.done("confirm_funding", yes(&page, &staged)).await;
    assert_eq!(done["net"], staged["net"]["amount"]);
    assert_eq!(done["account"], "•••• 8820");
    assert_eq!(done["can_reverse"], true);
    assert_sound(&world).await;
    let trial = world.done("trial_balance", json!({ "day": "", "basis": "as_shown" })).await;
    let rows = trial["blocks"][0]["rows"].as_array().unwrap();
    let bought = rows.iter().find(|row| row["account"] == "receivables_purchased").unwrap();
    assert_eq!(minor(&bought["debit"]), 1_500_000);
    let again = world.refused("confirm_funding", yes(&page, &staged)).await;
    assert!(again.message.contains("funded already"), "{}", again.message);
    let undone = json!({ "schedule_id": page["id"], "reason": "Wrong client" });
    let page = world.done("reverse_funding", undone).await;
    assert_eq!(page["stage"], "submitted");
    assert_sound(&world).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    assert_eq!(minor(&staged["net"]["amount"]), 1_197_500, "{staged}");
    world.done("confirm_funding", yes(&page, &staged)).await;
    assert_sound(&world).await;
    let twice = schedule(&world, &client, &[line("AF-1", "Marrow Bay Logistics", "10,000")]).await;
    assert_eq!(standings(&twice), ["block Bought before"]);
}

#[tokio::test]
async fn two_who_confirm_at_once_buy_once() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let lines = [line("AF-1", "Marrow Bay Logistics", "10,000")];
    let page = schedule(&world, &client, &lines).await;
    world.done("submit_schedule", asked(&page)).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    let both = tokio::join!(
        world.call("confirm_funding", yes(&page, &staged)),
        world.call("confirm_funding", yes(&page, &staged)),
        world.call("confirm_funding", yes(&page, &staged)),
    );
    let outcomes = [both.0.is_ok(), both.1.is_ok(), both.2.is_ok()];
    assert_eq!(outcomes.iter().filter(|is_ok| **is_ok).count(), 1, "{outcomes:?}");
    let entries = world.done("list_entries", json!({})).await;
    assert_eq!(entries["total"], 3, "purchase, fee, payment");
    assert_sound(&world).await;
}

#[tokio::test]
async fn the_papers_name_every_invoice_and_the_instruction_the_account() {
    let (world, client) = ready().await;
    confirm_bank(&world, &client).await;
    let lines = [line("AF-76961", "Marrow Bay Logistics", "4,120")];
    let page = schedule(&world, &client, &lines).await;
    world.done("submit_schedule", asked(&page)).await;
    let none = json!({ "schedule_id": page["id"], "paper": "funding_report" });
    world.refused("schedule_pdf", none.clone()).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    let sold = json!({ "schedule_id": page["id"], "paper": "schedule_of_accounts" });
    for (input, words) in [
        (sold, ["Schedule of Accounts and Assignment", "AF-76961", "4,120.00", "Warranties"]),
        (none, ["Funding Report", "AF-76961", "3,271.00", "ending 8820"]),
    ] {
        let saved = world.done("save_schedule_pdf", input).await;
        let path = world.folder().join("saved").join(saved["name"].as_str().unwrap());
        let text = std::process::Command::new("pdftotext")
            .args(["-layout"])
            .arg(&path)
            .arg("-")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        if let Ok(shots) = std::env::var("FACTORDESK_SHOTS") {
            std::fs::copy(&path, format!("{shots}/{}", saved["name"].as_str().unwrap())).unwrap();
        }
    }
    let saved = world.done("save_payment_instruction", asked(&page)).await;
    assert_eq!(saved["name"], "SCH-0001-wire.txt");
    let path = world.folder().join("saved").join("SCH-0001-wire.txt");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("880041728820") && text.contains("3,271.00"), "{text}");
}

#[tokio::test]
async fn a_changed_bank_account_is_held_until_it_is_confirmed_again() {
    let (world, client) = ready().await;
    let asked = json!({ "client_id": client });
    assert_eq!(world.done("pay_to", asked.clone()).await["standing"], "held");
    confirm_bank(&world, &client).await;
    let account = json!({
        "client_id": client, "holder": "Aldercrest Freight", "bank": "Other Bank",
        "routing": "011000015", "number": "1234567890"
    });
    world.done("set_bank_account", account).await;
    assert_eq!(world.done("pay_to", asked).await["standing"], "held");
}
