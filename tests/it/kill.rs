//! What was confirmed is there, however the program ends.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use factor_store::{KeychainKey, Sha256, Unlock, Vault, log};
use serde_json::{Value, json};
use support::World;

use crate::desk_process::DeskProcess;

const KILLS: u64 = 100;
/// More than a desk can answer before it is killed.
const CALLS_A_RUN: u64 = 400;
/// Every so many calls a file is kept instead of a note.
const FILE_EVERY: u64 = 7;
const MICROSECONDS_MAX: u64 = 80_000;

/// Marsaglia's xorshift: enough to scatter moments, and repeatable.
pub struct Random(u64);

impl Random {
    /// From FACTORDESK_SEED, or from the clock; printed either way.
    #[expect(clippy::print_stdout, reason = "a failing run is repeated with its seed")]
    pub fn seeded() -> Self {
        let given = std::env::var("FACTORDESK_SEED").ok().and_then(|text| text.parse().ok());
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
        let seed = given.unwrap_or((clock & u128::from(u64::MAX)) as u64).max(1);
        println!("FACTORDESK_SEED={seed}");
        Self(seed)
    }

    /// The next number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// The call of that number; asked again it is the same, under the same request id.
fn call(number: u64, client: &Value) -> String {
    let (name, input) = if number.is_multiple_of(FILE_EVERY) {
        // The number in base64, and some weight.
        let bytes = format!("AAAA{number:08}").repeat(500);
        ("add_attachment", json!({ "file_name": format!("{number}.bin"), "data": bytes }))
    } else {
        let note = json!({
            "client_id": client, "contact_id": null, "contact_name": "Nadia Ferro",
            "channel": "call", "direction": "outgoing", "outcome": "reached",
            "text": format!("note {number}"), "day": "", "time": "",
            "next": { "day": "+7", "time": "", "reason": "" }, "attachments": [], "finishes": null
        });
        ("save_note", note)
    };
    let id = format!("kill-{number:08}");
    format!("{}\n", json!({ "id": id, "name": name, "input": input }))
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
            assert!(said["error"].is_null(), "a save failed: {said}");
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

async fn opened(world: &World) -> Vault {
    let secret = world.secrets.entries().into_values().next().expect("the keychain's entry");
    let key = KeychainKey::from_bytes(&secret).expect("a key");
    let vault = Vault::open(&world.vault_folder(), Unlock::Keychain(&key)).await;
    vault.expect("the vault opens after every kill")
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
        let mut desk = DeskProcess::start(&world);
        let unlock = json!({ "id": "unlock-now", "name": "unlock_with_keychain", "input": {} });
        let from = confirmed.next();
        let calls = (from..from + CALLS_A_RUN).map(|number| call(number, &client));
        let pouring = desk.pour([format!("{unlock}\n")].into_iter().chain(calls).collect());
        // Every fifth dies while it is still starting or opening.
        let is_early = round % 5 == 4;
        if !is_early {
            let answer = desk.answer().expect("it opens");
            assert!(answer["error"].is_null(), "{answer}");
        }
        std::thread::sleep(Duration::from_micros(random.below(MICROSECONDS_MAX)));
        let mut answers = desk.kill();
        pouring.join().unwrap();
        answers.retain(|answer| answer["id"] != "unlock-now");
        confirmed.take(&answers);
        let vault = opened(&world).await;
        let health = vault.check_health().await.unwrap();
        assert!(health.is_clean(), "{health:?} after kill {round}");
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
