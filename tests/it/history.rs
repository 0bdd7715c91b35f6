//! The history of a client and of a debtor: what is in it, narrowed, in pages, on paper.

use std::collections::BTreeSet;

use factor_domain::{ClientId, NoteSubject};
use factor_store::history::{self as kept, Wanted};
use factor_store::{Passphrase, Unlock, Vault, log};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use support::history_inputs::everything;
use support::letter_inputs::{asked, of_client, step};
use support::runs::signed_client;
use support::{PASSPHRASE, World};

use crate::papers::words;
use crate::stock::{Stock, seller};

/// "%PDF-1.4 hello"
const PDF: &str = "JVBERi0xLjQgaGVsbG8=";

fn about(kind: &str, id: &Value) -> Value {
    json!({ "kind": kind, "id": id })
}

fn only(kinds: &[&str]) -> Value {
    let mut filter = everything();
    filter["kinds"] = json!(kinds);
    filter
}

async fn page(world: &World, subject: &Value, filter: &Value) -> Value {
    let query = json!({ "subject": subject, "filter": filter, "limit": 200 });
    world.done("timeline", query).await
}

/// The lines of a history, newest first: what notes say, and what else there is in words.
fn lines(page: &Value) -> Vec<String> {
    let entries = page["entries"].as_array().unwrap().iter();
    let words = entries.map(|entry| {
        let what = &entry["what"];
        let words = [&what["title"], &what["text"], &what["subject"]];
        words.into_iter().find_map(Value::as_str).unwrap().to_owned()
    });
    words.collect()
}

fn note(subject: &Value, text: &str) -> Value {
    json!({
        "subject": subject, "contact_id": null, "contact_name": "Dana Whitlock",
        "channel": "call", "direction": "outgoing", "outcome": "reached", "text": text, "day": "",
        "time": "", "next": null, "attachments": [], "finishes": null, "tags": "", "proof": null,
        "corrects": null, "promise": null
    })
}

/// A client that sold two invoices of Wexcombe Hotels, and all that comes with it.
struct Told {
    world: World,
    client: Value,
    debtor: Value,
    invoice: Value,
    schedule: Value,
    receipt: Value,
    file: Value,
}

/// Notes with a file, a correction and a promise.
async fn noted(world: &World, client: &Value, debtor: &Value) -> Value {
    let dropped = json!({ "file_name": "delivery.pdf", "data": PDF });
    let file = world.done("add_attachment", dropped).await;
    let mut first = note(client, "She has the goods since Mondey.");
    first["attachments"] = json!([file["id"]]);
    first["proof"] = json!("delivery");
    first["next"] = json!({ "day": "+1", "time": "", "reason": "Ask again" });
    let first = world.done("save_note", first).await;
    let mut correction = note(client, "She has the goods since Monday.");
    correction["corrects"] = first["note_id"].clone();
    world.done("save_note", correction).await;
    let done = json!({ "follow_up_id": first["follow_up"]["id"] });
    world.done("finish_follow_up", done).await;
    let mut promising = note(debtor, "He pays a thousand on Friday.");
    promising["outcome"] = json!("promised");
    promising["promise"] = json!({ "amount": "1,000", "day": "+1", "by": "" });
    world.done("save_note", promising).await;
    file
}

async fn told() -> Told {
    let world = World::new().await;
    let client = seller(&world, "Brinmoor Staffing, Inc.").await;
    let mut stock = Stock::new(&world).await;
    let debtor_id = world.debtor("Harlow Foods", "10,000").await;
    let schedule = stock.buy(&world, &client, &["A-1", "A-2"]).await;
    let invoice = stock.invoices["A-1"].clone();
    let shown = world.done("invoice", json!({ "invoice_id": invoice })).await;
    let debtor = find_id(&shown, "debtor_id");
    assert_ne!(debtor, debtor_id);
    let (of_client_, of_debtor) = (about("client", &client), about("debtor", &debtor));
    let file = noted(&world, &of_client_, &of_debtor).await;
    let to = json!([{ "client_id": client, "debtor_id": debtor }]);
    let letters = json!({ "asked": asked("notice_of_assignment", &of_client(&client)), "to": to });
    let made = world.done("make_letters", letters).await;
    world.done("record_letters", step(&[&made["letter_ids"][0]], "sent")).await;
    let payment = stock.payment(&world, "A-1").await;
    world.say(&payment).await.unwrap();
    world.say(&stock.charge_back(&world, "A-2").await).await.unwrap();
    for status in ["on_stop", "active"] {
        world.done("set_client_status", json!({ "client_id": client, "status": status })).await;
    }
    let receipt = payment.input["allocation"]["receipt_id"].clone();
    Told { world, client: of_client_, debtor: of_debtor, invoice, schedule, receipt, file }
}

/// The first id of this name anywhere in an answer.
fn find_id(shown: &Value, name: &str) -> Value {
    match shown {
        Value::Object(fields) => {
            let own = fields.get(name).filter(|id| id.is_number()).cloned();
            own.or_else(|| {
                fields.values().map(|field| find_id(field, name)).find(|id| !id.is_null())
            })
            .unwrap_or_default()
        }
        Value::Array(items) => items
            .iter()
            .map(|item| find_id(item, name))
            .find(|id| !id.is_null())
            .unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Value::Null,
    }
}

fn assert_has(lines: &[String], wanted: &[&str]) {
    for want in wanted {
        assert!(lines.iter().any(|line| line.contains(want)), "{want} is missing in {lines:#?}");
    }
}

#[tokio::test]
async fn everything_that_concerns_a_client_or_a_debtor_is_in_its_history() {
    let told = told().await;
    let of_client = lines(&page(&told.world, &told.client, &everything()).await);
    assert_has(
        &of_client,
        &[
            "Client entered",
            "Contact Nadia Ferro entered",
            "Bank account confirmed with Nadia Ferro",
            "Terms version 1 drafted",
            "Terms version 1 in force",
            "CTR-2026-001, version 1, frozen",
            "CTR-2026-001, version 1, signed by all",
            "CTR-2026-001, version 1, in force",
            "State changed from prospect to active",
            "funded: 2 invoices, USD 2,003.00 face",
            "She has the goods since Mondey.",
            "She has the goods since Monday.",
            "Follow-up done, Dana Whitlock: Ask again",
            "Notice of assignment LTR-2026-0001 made, to Wexcombe Hotels",
            "Notice of assignment LTR-2026-0001 to Wexcombe Hotels: sent",
            "Receipt posted: USD 1,001.00 of Nov 19, 2026 by check from Wexcombe Hotels; \
             USD 1,001.00 on this client's invoices",
            "Invoice A-2 charged back",
            "Put on stop",
            "Released from stop",
        ],
    );
    let of_debtor = lines(&page(&told.world, &told.debtor, &everything()).await);
    assert_has(
        &of_debtor,
        &[
            "Debtor entered",
            "bought from Brinmoor Staffing, Inc.: 2 invoices of this debtor, USD 2,003.00 face",
            "He pays a thousand on Friday.",
            "Notice of assignment LTR-2026-0001 made",
            "Receipt posted: USD 1,001.00",
            "Invoice A-2 charged back",
        ],
    );
    assert!(!of_debtor.iter().any(|line| line.contains("stop")), "{of_debtor:#?}");
    for (kind, id, wanted) in [
        ("invoice", &told.invoice, "Bought with schedule"),
        ("invoice", &told.invoice, "USD 1,001.00 on this invoice"),
        ("schedule", &told.schedule, "submitted"),
        ("receipt", &told.receipt, "Receipt posted"),
    ] {
        let own = lines(&page(&told.world, &about(kind, id), &everything()).await);
        assert_has(&own, &[wanted]);
    }
}

#[tokio::test]
async fn what_became_of_a_promise_stands_on_its_day() {
    let told = told().await;
    let promises = only(&["promise"]);
    let before = lines(&page(&told.world, &told.debtor, &promises).await);
    assert_eq!(before, ["He pays a thousand on Friday."]);
    told.world.clock.set("2026-11-24 10:00");
    let after = page(&told.world, &told.debtor, &promises).await;
    assert_eq!(
        lines(&after),
        [
            "Promise of USD 1,000.00 by Dana Whitlock, given Nov 19, 2026, kept",
            "He pays a thousand on Friday."
        ]
    );
    assert_eq!(after["entries"][0]["at"]["day"], "2026-11-20");
}

#[tokio::test]
async fn a_history_is_narrowed_by_kind_person_and_day_and_the_counts_agree() {
    let told = told().await;
    let all = page(&told.world, &told.client, &everything()).await;
    let counts = all["counts"].as_array().unwrap();
    let mut sum = 0;
    for count in counts {
        let kind = count["kind"].as_str().unwrap();
        let narrowed = page(&told.world, &told.client, &only(&[kind])).await;
        assert_eq!(narrowed["total"], count["count"], "{kind}");
        assert_eq!(lines(&narrowed).len() as u64, count["count"].as_u64().unwrap(), "{kind}");
        assert_eq!(narrowed["counts"], all["counts"], "{kind}: whichever kinds are asked for");
        sum += count["count"].as_u64().unwrap();
    }
    assert_eq!(all["total"], sum);
    let mut nobody = everything();
    nobody["person"] = json!("Nobody Here");
    assert_eq!(page(&told.world, &told.client, &nobody).await["total"], 0);
    let mut ruth = everything();
    ruth["person"] = all["people"][0].clone();
    let hers = page(&told.world, &told.client, &ruth).await;
    // All but what came about on its day: terms and contract in force.
    assert_eq!(hers["total"].as_u64().unwrap(), sum - 2, "{}", all["people"]);
    let mut later = everything();
    later["from"] = json!("11/20/2026");
    assert_eq!(page(&told.world, &told.client, &later).await["total"], 0);
    later["from"] = json!("11/19/2026");
    later["until"] = json!("11/19/2026");
    assert_eq!(page(&told.world, &told.client, &later).await["total"], sum);
    later["until"] = json!("11/18/2026");
    let query = json!({ "subject": told.client, "filter": later, "limit": 5 });
    assert_eq!(told.world.refused("timeline", query).await.fields[0].field, "until");
}

#[tokio::test]
async fn pages_of_any_size_make_up_the_same_history() {
    let told = told().await;
    let whole = page(&told.world, &told.client, &everything()).await;
    let keys = |page: &Value| -> Vec<String> {
        let entries = page["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["key"].as_str().unwrap().to_owned()).collect()
    };
    let whole = keys(&whole);
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), whole.len(), "no key twice");
    for limit in [1, 3, 7] {
        let (mut read, mut after) = (Vec::new(), json!(""));
        loop {
            let query = json!({ "subject": told.client, "after": after, "limit": limit });
            let page = told.world.done("timeline", query).await;
            read.extend(keys(&page));
            after = page["after"].clone();
            if after == "" {
                break;
            }
        }
        assert_eq!(read, whole, "in pages of {limit}");
    }
}

#[tokio::test]
async fn a_printed_history_carries_every_line_with_its_fingerprints() {
    let told = told().await;
    let asked = |filter: Value| json!({ "subject": told.client, "filter": filter });
    let paper = told.world.done("history_paper", asked(everything())).await;
    assert_eq!(paper["file_name"], "history-brinmoor-staffing-inc-2026-11-19.pdf");
    assert_eq!(paper["warnings"], json!([]));
    let again = told.world.done("history_paper", asked(everything())).await;
    assert_eq!(paper["sha256"], again["sha256"], "the same input makes the same bytes");
    let text = words(&paper);
    for wanted in [
        "History of a client",
        "Brinmoor Staffing, Inc.",
        "The beginning to November 19, 2026",
        "All entries, the oldest first. Times are those of America/New York.",
        "She has the goods since Monday.",
        "Corrected by a later note; kept as it was written.",
        "Proof: Proof of delivery.",
        "Files: delivery.pdf.",
        "Put on stop",
        "LTR-2026-0001",
        "Last entry of the log",
        "How to check this history",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in {text}");
    }
    let (log, head) = logged(&told.world).await;
    for (seq, hash) in &log {
        assert!(text.contains(hash), "the hash of log entry {seq} is missing");
    }
    assert!(text.contains(&head), "the last hash is missing");
    let file = told.world.done("attachment", json!({ "attachment_id": told.file["id"] })).await;
    assert_eq!(file["data"], PDF);
    let sha256 = factor_store::Sha256::of(b"%PDF-1.4 hello").to_string();
    assert!(text.contains(&sha256), "the file's fingerprint is missing");

    let narrow = only(&["letter", "money"]);
    let text = words(&told.world.done("history_paper", asked(narrow)).await);
    assert!(text.contains("Only letters, money, the oldest first."), "{text}");
    assert!(text.contains("LTR-2026-0001") && !text.contains("Put on stop"));
    let of_debtor = json!({ "subject": told.debtor, "filter": everything() });
    let text = words(&told.world.done("history_paper", of_debtor).await);
    assert!(text.contains("History of a debtor") && text.contains("Wexcombe Hotels"));
}

/// The rows of the log about the client, by number, and the hash of the last row of all.
async fn logged(world: &World) -> (Vec<(i64, String)>, String) {
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let unlock = Unlock::Passphrase(&passphrase);
    let vault = Vault::open(&world.vault_folder(), unlock).await.unwrap();
    let mut read = vault.ledger().read().await.unwrap();
    let connection = read.connection();
    let (_, head) = log::head(connection).await.unwrap().unwrap();
    let subject = NoteSubject::Client(ClientId::new(1));
    let acts = kept::acts(connection, subject, &Wanted::default(), None, 500).await.unwrap();
    assert!(acts.len() > 15);
    // What is kept beside the log is what the log makes.
    for (one, other) in [("log_about", "log_about_made"), ("log_about_made", "log_about")] {
        let columns = "party, party_id, at, seq, kind, person";
        let sql = format!("SELECT {columns} FROM {one} EXCEPT SELECT {columns} FROM {other}");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *connection).await.unwrap();
        assert_eq!(rows.len(), 0, "{one} without {other}");
    }
    drop(read);
    vault.close().await.unwrap();
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    (acts.into_iter().map(|act| (act.seq, act.hash)).collect(), head)
}

#[tokio::test]
async fn a_draft_for_the_mail_program_is_in_the_history() {
    let world = World::new().await;
    let client = signed_client(&world, "Larkfield Produce, Inc.", &json!({})).await;
    let subject = about("client", &client);
    let noted = world.done("save_note", note(&subject, "She will sign.")).await;
    let mail = json!({
        "about": { "kind": "note", "note_id": noted["note_id"] }, "to_name": "Nadia Ferro",
        "to": "nadia@larkfield.example", "subject": "Our conversation", "text": "As we said."
    });
    world.done("open_mail", mail).await;
    let shown = lines(&page(&world, &subject, &only(&["mail"])).await);
    assert_has(&shown, &["\u{201c}Our conversation\u{201d} to nadia@larkfield.example opened"]);
}

#[tokio::test]
async fn activity_lists_what_everybody_did_by_day_person_and_client() {
    let told = told().await;
    let asked = |client: Value, person: &str, from: &str, after: &Value, limit: u32| {
        json!({
            "client_id": client, "person": person, "from": from, "until": from, "after": after,
            "limit": limit
        })
    };
    let start = json!("");
    let all = told.world.done("activity", asked(Value::Null, "", "today", &start, 200)).await;
    let rows = all["rows"].as_array().unwrap();
    let titles: Vec<&str> = rows.iter().map(|row| row["title"].as_str().unwrap()).collect();
    for wanted in ["Released from stop", "Note written", "Debtor entered"] {
        assert!(titles.contains(&wanted), "{wanted} is missing in {titles:#?}");
    }
    let stop = rows.iter().find(|row| row["title"] == "Put on stop").unwrap();
    assert_eq!(stop["client"], "Brinmoor Staffing, Inc.");
    assert_eq!(stop["group"], "change");
    let of_client = asked(told.client["id"].clone(), "", "today", &start, 200);
    let own = told.world.done("activity", of_client).await;
    let own = own["rows"].as_array().unwrap();
    assert!(own.len() < rows.len());
    assert!(own.iter().all(|row| row["client"] == "Brinmoor Staffing, Inc."), "{own:#?}");
    assert!(own.iter().any(|row| row["title"] == "Note written" && row["group"] == "note"));
    let (mut read, mut after) = (Vec::new(), start.clone());
    loop {
        let page = told.world.done("activity", asked(Value::Null, "", "today", &after, 7)).await;
        read.extend(page["rows"].as_array().unwrap().iter().cloned());
        after = page["after"].clone();
        if after == "" {
            break;
        }
    }
    assert_eq!(&read, rows, "in pages");
    let nobody = asked(Value::Null, "Nobody Here", "today", &start, 50);
    assert_eq!(told.world.done("activity", nobody).await["rows"], json!([]));
    let before = asked(Value::Null, "", "yesterday", &start, 50);
    assert_eq!(told.world.done("activity", before).await["rows"], json!([]));
}
