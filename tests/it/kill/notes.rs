//! A hundred desks die while notes and files are saved.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use factor_store::{Sha256, Vault, log};
use serde_json::{Value, json};
use support::World;

use super::{Death, Random, assert_healthy, killed, line, opened};

const KILLS: u64 = 100;
/// More than a desk can answer before it is killed.
const CALLS_A_RUN: u64 = 400;
/// Every so many calls a file is kept instead of a note.
const FILE_EVERY: u64 = 7;
const MICROSECONDS_MAX: u64 = 80_000;

/// The call of that number; asked again it is the same, under the same request id.
fn call(number: u64, client: &Value) -> String {
    let (name, input) = if number.is_multiple_of(FILE_EVERY) {
        // The number in base64, and some weight.
        let bytes = format!("AAAA{number:08}").repeat(500);
        ("add_attachment", json!({ "file_name": format!("{number}.bin"), "data": bytes }))
    } else {
        let note = json!({
            "subject": { "kind": "client", "id": client },
            "contact_id": null, "contact_name": "Nadia Ferro",
            "channel": "call", "direction": "outgoing", "outcome": "reached",
            "text": format!("note {number}"), "day": "", "time": "",
            "next": { "day": "+7", "time": "", "reason": "" }, "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
        });
        ("save_note", note)
    };
    line(&format!("kill-{number:08}"), name, &input)
}

fn number_of(answer: &Value) -> u64 {
    let id = answer["id"].as_str().expect("every call has its id");
    id.strip_prefix("kill-").expect("made above").parse().expect("a number")
}

/// What has been confirmed so far: the id given, by number of the call.
#[derive(Default)]
struct Confirmed {
    notes: BTreeMap<u64, i64>,
    files: BTreeMap<u64, i64>,
}

impl Confirmed {
    fn take(&mut self, answers: &[Value]) {
        for said in answers {
            let number = number_of(said);
            let answer = &said["answer"];
            let is_file = answer["note_id"].is_null();
            let (kept, id) = if is_file {
                (&mut self.files, &answer["id"])
            } else {
                (&mut self.notes, &answer["note_id"])
            };
            kept.insert(number, id.as_i64().expect("an id"));
        }
    }

    fn next(&self) -> u64 {
        let last = |kept: &BTreeMap<u64, i64>| kept.keys().next_back().copied().unwrap_or(0);
        last(&self.notes).max(last(&self.files)) + 1
    }
}

/// Every confirmed note stands there once, at most one more that was not confirmed any more.
async fn check(vault: &Vault, confirmed: &Confirmed) {
    let mut read = vault.ledger().read().await.unwrap();
    let rows: Vec<(i64, String)> = sqlx::query_as("SELECT id, text FROM note ORDER BY id")
        .fetch_all(read.connection())
        .await
        .unwrap();
    let kept: BTreeMap<&str, i64> = rows.iter().map(|(id, text)| (text.as_str(), *id)).collect();
    assert_eq!(kept.len(), rows.len(), "a note was kept twice");
    for (number, id) in &confirmed.notes {
        let text = format!("note {number}");
        assert_eq!(kept.get(text.as_str()), Some(id), "{text} was confirmed");
    }
    let more = rows.len() - confirmed.notes.len();
    assert!(more <= 1, "{more} notes were never confirmed");
    let files: Vec<(i64, String)> = sqlx::query_as("SELECT id, sha256 FROM attachment ORDER BY id")
        .fetch_all(read.connection())
        .await
        .unwrap();
    let ids: BTreeSet<i64> = files.iter().map(|(id, _)| *id).collect();
    assert!(confirmed.files.values().all(|id| ids.contains(id)), "a file was confirmed");
    drop(read);
    for (_, hash) in files.iter().rev().take(5) {
        vault.papers().get(Sha256::from_hex(hash).unwrap()).await.expect("the bytes of a file");
    }
}

#[tokio::test]
async fn a_hundred_kills_lose_no_confirmed_note() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    world.done("lock", json!({})).await;
    let mut random = Random::seeded();
    let mut confirmed = Confirmed::default();
    for round in 0..KILLS {
        let from = confirmed.next();
        let calls = (from..from + CALLS_A_RUN).map(|number| call(number, &client));
        let wait = Duration::from_micros(random.below(MICROSECONDS_MAX));
        confirmed.take(&killed(&world, calls, Death::of_round(round, wait)));
        let vault = opened(&world).await;
        assert_healthy(&vault, round).await;
        check(&vault, &confirmed).await;
        if round % 20 == 19 {
            let mut read = vault.ledger().read().await.unwrap();
            let verified = log::verify(read.connection()).await.unwrap();
            assert!(verified.is_ok(), "the log breaks at {verified:?} after kill {round}");
        }
        vault.close().await.unwrap();
    }
    let (notes, files) = (confirmed.notes.len(), confirmed.files.len());
    assert!(notes > 50 && files > 5, "too little was saved to prove anything: {notes}, {files}");
}
