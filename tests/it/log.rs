//! Nothing of a client is readable outside the open vault: not in its files, not in the log.

use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use factor_app::dispatch::dispatch;
use factor_store::vault::derive::Purpose;
use factor_store::{KeychainKey, Unlock, Vault, log};
use serde_json::{Value, json};
use support::{World, files_of, printed, typed_back};

const FIRM: &str = "Quenby Lantern Factors";
const CLIENT: &str = "Zephyrine Ostrich Logistics";
const CONTACT: &str = "Thaddeus Quill";
const NOTE: &str = "mauve giraffe payment promise";
const REASON: &str = "cobalt walrus follow up";
const DRAFT: &str = "vermilion otter half sentence";
const FILE: &str = "saffron lynx attachment bytes";
const FILE_NAME: &str = "turquoise-heron.txt";
const BANK: &str = "7741990036251148";
const TAX_ID: &str = "98-7316254";
const PASSPHRASE: &str = "umber falcon seventeen umbrellas drift";
const WRONG: &str = "indigo badger nineteen staircases";
/// Contents of the attachment in base64.
const FILE_DATA: &str = "c2FmZnJvbiBseW54IGF0dGFjaG1lbnQgYnl0ZXM=";

/// Everything that is logged while it listens, at every level.
static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static IS_LISTENING: AtomicBool = AtomicBool::new(false);

struct Ear;

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if IS_LISTENING.load(Ordering::Relaxed) {
            SAID.lock().unwrap().extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn listen() {
    // Also what libraries say, who would only be silent for want of a listener.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(|| Ear)
        .init();
    IS_LISTENING.store(true, Ordering::Relaxed);
}

/// Asks everything once, so that everything has been in memory, in a journal, on the wire.
async fn tour(world: &World) -> String {
    let shown = world
        .done(
            "begin_vault",
            json!({ "firm_name": "A firm", "passphrase": PASSPHRASE, "use_keychain": true }),
        )
        .await;
    world.refused("create_vault", json!({ "first": "AAAA", "second": "BBBB" })).await;
    world.done("create_vault", typed_back(&shown)).await;
    let mut firm = support::firm();
    firm["name"] = json!(FIRM);
    world.done("save_firm", firm).await;
    let mut form = support::client_form(CLIENT);
    form["tax_id"] = json!(TAX_ID);
    let client = world.done("create_client", form.clone()).await["client_id"].clone();
    let again = world.refused("create_client", form).await;
    assert!(again.message.contains(CLIENT), "the owner is told which: {again}");
    let contact = json!({
        "client_id": client, "contact_id": null, "name": CONTACT, "role": "Owner", "phone": "",
        "email": "", "is_signer": true
    });
    world.done("save_contact", contact).await;
    let mut bank = json!({
        "client_id": client, "holder": CLIENT, "bank": "A bank", "routing": "011000015",
        "number": BANK
    });
    world.done("set_bank_account", bank.clone()).await;
    bank["routing"] = json!("not a routing number");
    world.refused("set_bank_account", bank).await;
    world.done("reveal_bank_account", json!({ "client_id": client })).await;
    let file = json!({ "file_name": FILE_NAME, "data": FILE_DATA });
    let file = world.done("add_attachment", file).await["id"].clone();
    let note = json!({
        "subject": { "kind": "client", "id": client }, "contact_id": null,
        "contact_name": CONTACT, "channel": "call",
        "direction": "outgoing", "outcome": "promised", "text": NOTE, "day": "", "time": "",
        "next": { "day": "tomorrow", "time": "9:30", "reason": REASON }, "attachments": [file],
        "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", note.clone()).await;
    world.refused("save_note", note).await;
    world.done("save_draft", json!({ "key": "note/1", "text": DRAFT })).await;
    let terms = json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000",
        "values": {
            "advance_rate": "85", "fee_first_rate": "1.9", "facility_limit": "300,000"
        }
    });
    world.done("save_terms", terms).await;
    let frozen = world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": CONTACT,
            "title": "Owner", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": CONTACT }, "has_consented": true
        });
        world.done("sign_contract", signing).await;
    }
    look(world, &client, &file, &frozen["contract"]["id"]).await;
    mishaps(world).await;
    printed(&shown)
}

/// Reads all of it back.
async fn look(world: &World, client: &Value, file: &Value, contract: &Value) {
    for (name, input) in [
        ("today", json!({})),
        ("find", json!({ "text": "ostrich", "limit": 10 })),
        ("client", json!({ "client_id": client })),
        ("attachment", json!({ "attachment_id": file })),
        ("timeline", json!({ "subject": { "kind": "client", "id": client }, "limit": 50 })),
        ("contract_pdf", json!({ "contract_id": contract, "file": "signed" })),
        ("draft", json!({ "key": "note/1" })),
    ] {
        world.done(name, input).await;
    }
}

/// Bytes as text, one character each, so that any of them can be searched for fast.
fn searchable(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// Where a secret turns up, whatever its letters' size.
fn finds(place: &str, bytes: &[u8], canaries: &[(String, Vec<u8>)]) -> Vec<String> {
    let text = searchable(bytes);
    let found = canaries.iter().filter(|(_, canary)| text.contains(&searchable(canary)));
    found.map(|(what, _)| format!("{what} in {place}")).collect()
}

/// Everything that is worth a line in the log goes wrong once, with private words at hand.
async fn mishaps(world: &World) {
    let unshaped = json!({ "client_id": NOTE, "text": NOTE, CONTACT: BANK });
    for name in ["save_note", "unlock", "set_bank_account", "begin_vault", "find"] {
        world.refused(name, unshaped.clone()).await;
    }
    let second = world.second_desk();
    let said = dispatch(&second, "unlock", None, json!({ "passphrase": PASSPHRASE })).await;
    assert!(said.is_err(), "it is open in the first");
    for (folder, file) in [(CLIENT, "vault.keys"), (CONTACT, "letter.txt")] {
        let folder = world.folder().join("saved").join(folder);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join(file), NOTE).unwrap();
        world.files.choose(Some(folder));
        world.refused("choose_vault", json!({})).await;
    }
    world.files.choose(None);
    world.notes.refuse(Some(NOTE));
    world.clock.set("2026-11-20 09:30");
    factor_app::reminders::tick(&world.desk).await;
    world.notes.refuse(None);
}

/// Every file below the world's folder, except what the user saved elsewhere on purpose.
fn finds_on_disk(folder: &Path, canaries: &[(String, Vec<u8>)]) -> Vec<String> {
    let files = files_of(folder).into_iter().filter(|(name, _)| !name.starts_with("saved/"));
    files.flat_map(|(name, bytes)| finds(&name, &bytes, canaries)).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The keys as bytes and in hexadecimal, as somebody would find them.
async fn keys(world: &World) -> Vec<(String, Vec<u8>)> {
    let secret = world.secrets.entries().into_values().next().expect("the keychain's entry");
    let unlock = KeychainKey::from_bytes(&secret).expect("a key");
    let vault = Vault::open(&world.vault_folder(), Unlock::Keychain(&unlock)).await.unwrap();
    let mut found = vec![("the keychain's key".to_owned(), secret)];
    for purpose in [Purpose::Ledger, Purpose::Papers, Purpose::Slots] {
        let key = vault.subkey(purpose).await.unwrap().expose().to_vec();
        found.push((format!("the key {purpose:?}"), key));
    }
    let mut read = vault.ledger().read().await.unwrap();
    let verified = log::verify(read.connection()).await.unwrap();
    assert!(verified.is_ok_and(|rows| rows > 8), "{verified:?}");
    let details: Vec<String> = sqlx::query_scalar("SELECT detail FROM log_entry ORDER BY seq")
        .fetch_all(read.connection())
        .await
        .unwrap();
    for private in [BANK, TAX_ID, NOTE, REASON, DRAFT, PASSPHRASE] {
        assert!(details.iter().all(|detail| !detail.contains(private)), "{private} is in the log");
    }
    drop(read);
    vault.close().await.unwrap();
    let in_hex: Vec<_> =
        found.iter().map(|(what, key)| (format!("{what} in hex"), hex(key).into_bytes())).collect();
    found.extend(in_hex);
    found
}

#[tokio::test]
async fn after_a_full_tour_nothing_is_readable_in_any_file_or_in_the_log() {
    listen();
    let world = World::empty();
    let recovery = tour(&world).await;
    let text = |what: &str| (format!("\"{what}\""), what.as_bytes().to_vec());
    let mut canaries: Vec<(String, Vec<u8>)> =
        [FIRM, CLIENT, CONTACT, NOTE, REASON, DRAFT, FILE, FILE_NAME, FILE_DATA, BANK, TAX_ID]
            .into_iter()
            .chain([PASSPHRASE, WRONG, recovery.as_str(), "%PDF-1."])
            .map(text)
            .collect();
    canaries.push(text(&recovery.replace('-', "")));
    let while_open = finds_on_disk(world.folder(), &canaries);
    assert_eq!(while_open, Vec::<String>::new(), "while it is open");
    assert!(world.vault_files().contains_key("ledger.db-wal"), "the journal was searched too");

    world.done("lock", json!({})).await;
    world.refused("unlock", json!({ "passphrase": WRONG })).await;
    canaries.extend(keys(&world).await);
    assert_eq!(finds_on_disk(world.folder(), &canaries), Vec::<String>::new(), "when locked");
    IS_LISTENING.store(false, Ordering::Relaxed);
    let said = std::mem::take(&mut *SAID.lock().unwrap());
    assert!(said.len() > 1_000, "the log was listened to: {} bytes", said.len());
    // Other tests print PDFs and names of their own; these are nobody else's.
    canaries.retain(|(what, _)| what != "\"%PDF-1.\"");
    assert_eq!(finds("the log", &said, &canaries), Vec::<String>::new());
    let path = world.folder().to_string_lossy().into_owned();
    assert_eq!(finds("the log", &said, &[text(&path)]), Vec::<String>::new(), "no paths");
}
