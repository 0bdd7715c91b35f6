//! Both parties sign by certificate in turn, with and without a trusted time.

use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::error::AppError;
use factor_signatures::Signing;
use factor_store::Sha256;
use serde_json::{Value, json};
use support::World;
use support::key_files::{KEY_PASSWORD, key, key_file, new_key};
use support::time_server::{Answering, TimeServer};

use crate::contracts::{client_with_terms, freeze, paper, sign, signing, tool, words};
use crate::judge;

const NADIA: &str = "Nadia Ferro";
const VALID_TO: &str = "2036-01-01";

fn field(error: &AppError) -> (&str, &str) {
    let first = error.fields.first();
    first.map_or(("", ""), |problem| (problem.field.as_str(), problem.message.as_str()))
}

fn for_firm(page: &Value, time: &str) -> Value {
    let mut input = signing(page, "factor");
    input["method"] = json!({
        "kind": "certificate", "time": time,
        "strokes": [[[80, 700], [160, 300], [240, 720], [330, 350], [900, 500]]]
    });
    input
}

/// With a PKCS#12 file of the client's own.
fn for_client(page: &Value, file: &Value, time: &str) -> Value {
    let mut input = signing(page, "client");
    input["method"] = file.clone();
    input["method"]["kind"] = json!("brought");
    input["method"]["time"] = json!(time);
    input
}

async fn world() -> (World, Value) {
    let world = World::new().await;
    world.done("create_signing_key", new_key()).await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    (world, page)
}

async fn verified(world: &World, page: &Value) -> Value {
    let file = json!({ "contract_id": page["contract"]["id"], "file": "signed" });
    world.done("verify_contract", file).await
}

/// What pyHanko says, trusting the firm's key, the client's and the roots given.
async fn pyhanko(world: &World, pdf: &PathBuf, more: &[(&str, Vec<u8>)]) -> String {
    let folder = world.folder().join("judged");
    std::fs::create_dir_all(&folder).unwrap();
    world.done("save_certificate", json!({})).await;
    let own = world.folder().join("saved").join("ruth-adeyemi-certificate.cer");
    std::fs::copy(own, folder.join("firm.root")).unwrap();
    std::fs::write(folder.join("client.root"), key(NADIA, VALID_TO).chain_der().unwrap()).unwrap();
    for (name, bytes) in more {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let script = include_bytes!("../../src-tauri/crates/signatures/tests/seals/judge.py");
    std::fs::write(folder.join("judge.py"), script).unwrap();
    let cache = || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache");
    let python = std::env::var_os("FACTORDESK_JUDGE")
        .map_or_else(|| cache().join("factordesk/tools/judges/bin/python"), PathBuf::from);
    let output = Command::new(python).arg("judge.py").arg(pdf).current_dir(&folder).output();
    let output = output.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

fn says(stamped: &str) -> String {
    let of = |name: &str| {
        format!(
            "{name}: intact=True valid=True trusted=True docmdp=True ades=OK stamped={stamped}\n"
        )
    };
    of("Factor") + &of("Client")
}

#[tokio::test]
async fn the_firm_certifies_the_frozen_file_and_the_client_signs_in_it() {
    let (world, page) = world().await;
    let frozen = std::fs::read(paper(&world, &page, "frozen").await).unwrap();
    let early =
        world.refused("sign_contract", for_client(&page, &key_file(NADIA, VALID_TO), "clock"));
    assert!(early.await.message.starts_with("The firm signs by certificate first"));

    let page = world.done("sign_contract", for_firm(&page, "clock")).await;
    assert_eq!(page["contract"]["stage"], "signed_by_one");
    assert_eq!((&page["is_certified"], &page["has_record"]), (&json!(true), &json!(false)));
    let certified = paper(&world, &page, "signed").await;
    assert!(std::fs::read(&certified).unwrap().starts_with(&frozen));
    let found = verified(&world, &page).await;
    assert_eq!(found["verdict"], "valid_and_unchanged", "{found:#}");
    let kind = &found["signatures"][0]["kind"];
    assert_eq!(kind, "Signed and certified; further signatures may follow");
    let drawn = world.refused("sign_contract", signing(&page, "client")).await;
    assert!(drawn.message.starts_with("The firm has certified the file"), "{drawn}");

    world.clock.advance(chrono::Duration::hours(3));
    let brought = key_file(NADIA, VALID_TO);
    let page = world.done("sign_contract", for_client(&page, &brought, "clock")).await;
    assert_eq!(page["contract"]["stage"], "signed");
    assert_eq!(page["has_record"], true);
    assert_eq!(page["signers"][1]["how"], "By certificate");
    let signed = paper(&world, &page, "signed").await;
    let bytes = std::fs::read(&signed).unwrap();
    assert!(bytes.starts_with(&std::fs::read(&certified).unwrap()));
    assert_eq!(page["signed_sha256"], Sha256::of(&bytes).to_string());
    let found = verified(&world, &page).await;
    assert_eq!(found["verdict"], "valid_and_unchanged", "{found:#}");
    let signers: Vec<&Value> =
        found["signatures"].as_array().unwrap().iter().map(|one| &one["signer"]).collect();
    assert_eq!(signers, ["Ruth Adeyemi", NADIA]);

    // The record stands apart and names the file; both last, and everybody can read them.
    let record = paper(&world, &page, "record").await;
    let said = words(&record);
    for expected in [
        page["sha256"].as_str().unwrap(),
        page["signed_sha256"].as_str().unwrap(),
        "By certificate of Nadia Ferro",
        "Made by Factordesk when both had signed by certificate",
    ] {
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert!(plain(&said).contains(&plain(expected)), "{expected} in {said}");
    }
    let judged = judge::verdicts("2a,ua1", &[certified.clone(), signed.clone(), record]);
    assert_eq!(judged.matches(" meets ").count(), 6, "{judged}");
    let said = tool("pdfsig", &[], &signed, &[]);
    assert_eq!(said.matches("Signature is Valid.").count(), 2, "{said}");
    assert_eq!(said.matches("ETSI.CAdES.detached").count(), 2, "{said}");
    let said = pyhanko(&world, &signed, &[]).await;
    assert!(said.ends_with(&says("None")), "{said}");
    let shown = words(&signed);
    assert_eq!(shown.matches("Signed by certificate").count(), 2, "{shown}");
}

#[tokio::test]
async fn a_key_that_cannot_sign_is_refused_at_its_field_and_nothing_of_it_is_kept() {
    let (world, page) = world().await;
    let page = world.done("sign_contract", for_firm(&page, "clock")).await;
    let with = |name: &str, value: &str| {
        let mut file = key_file(NADIA, VALID_TO);
        file[name] = json!(value);
        file
    };
    for (file, at, begins) in [
        (with("password", "brass kettle"), "password", "This password does not open"),
        (with("data", "AAAA"), "data", "This is not a PKCS#12 file"),
        (key_file(NADIA, "2026-06-01"), "data", "The certificate expired on May 31, 2026"),
    ] {
        let error = world.refused("sign_contract", for_client(&page, &file, "clock")).await;
        let (named, message) = field(&error);
        assert!(named == at && message.starts_with(begins), "{at}: {named} {message}");
    }
    let mut scribble = for_client(&page, &key_file(NADIA, VALID_TO), "clock");
    scribble["method"]["strokes"] = json!([[[1, 1]]]);
    let error = world.refused("sign_contract", scribble).await;
    assert_eq!(field(&error), ("method", "Draw or type the signature"));
    let mut factor = for_client(&page, &key_file("Ruth Adeyemi", VALID_TO), "clock");
    factor["party"] = json!("factor");
    let error = world.refused("sign_contract", factor).await;
    assert!(error.message.starts_with("The firm signs with its own key"), "{error}");

    world.done("sign_contract", for_client(&page, &key_file(NADIA, VALID_TO), "clock")).await;
    let pkcs8 = key(NADIA, VALID_TO).pkcs8().to_vec();
    for (name, bytes) in world.vault_files() {
        for secret in [KEY_PASSWORD.as_bytes(), &pkcs8] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{name}");
        }
    }
    let kept = world.done("signing_key", json!({})).await;
    assert_eq!(kept["key"]["certificate"]["subject"], "Ruth Adeyemi");
}

#[tokio::test]
async fn the_clients_certificate_may_come_back_in_the_certified_file() {
    let (world, page) = world().await;
    let page = world.done("sign_contract", for_firm(&page, "clock")).await;
    let certified = std::fs::read(paper(&world, &page, "signed").await).unwrap();
    let signing_outside = Signing {
        field: "Client",
        name: NADIA,
        reason: "",
        location: "",
        at: chrono::DateTime::parse_from_rfc3339("2026-11-19T16:00:00-05:00").unwrap(),
        certify: None,
        appearance: None,
    };
    let outside =
        factor_signatures::sign(&certified, &key(NADIA, VALID_TO), &signing_outside, None).unwrap();
    let mut damaged = outside.clone();
    damaged.push(b'\n');
    let returned = |file: &Value| {
        let mut input = signing(&page, "client");
        input["method"] =
            json!({ "kind": "returned", "attachment_id": file, "signed_on": "today" });
        input
    };
    for (name, bytes, expected) in [
        ("as it went out.pdf", &certified, "This is the paper as it was frozen"),
        ("damaged.pdf", &damaged, "The firm has certified the file"),
        ("photo.png", &b"\x89PNG\r\n\x1A\n of ink".to_vec(), "The firm has certified the file"),
    ] {
        let file = json!({ "file_name": name, "data": BASE64.encode(bytes) });
        let file = world.done("add_attachment", file).await["id"].clone();
        let error = world.refused("sign_contract", returned(&file)).await;
        let (at, message) = field(&error);
        assert!(at == "method" && message.starts_with(expected), "{name}: {message}");
    }
    let file = json!({ "file_name": "by the client.pdf", "data": BASE64.encode(&outside) });
    let file = world.done("add_attachment", file).await["id"].clone();
    let page = world.done("sign_contract", returned(&file)).await;
    assert_eq!((&page["contract"]["stage"], &page["has_record"]), (&json!("signed"), &json!(true)));
    assert_eq!(page["signed_sha256"], Sha256::of(&outside).to_string());
}

#[tokio::test]
async fn a_trusted_time_stands_in_both_signatures() {
    let (world, page) = world().await;
    let none = world.refused("sign_contract", for_firm(&page, "server")).await;
    assert!(field(&none).1.starts_with("No timestamp server is set."), "{none}");
    let server = TimeServer::start();
    let mut rules = world.done("signing_rules", json!({})).await["rules"].clone();
    rules["timestamp_url"] = json!(server.url);
    world.done("set_signing_rules", rules).await;
    let page = world.done("sign_contract", for_firm(&page, "server")).await;
    let brought = key_file(NADIA, VALID_TO);
    let page = world.done("sign_contract", for_client(&page, &brought, "server")).await;
    let found = verified(&world, &page).await;
    assert_eq!(found["verdict"], "valid_and_unchanged", "{found:#}");
    for one in found["signatures"].as_array().unwrap() {
        let facts = one["facts"].to_string();
        assert!(facts.contains("Timestamped") && facts.contains("Harbour-Clock"), "{facts}");
    }
    let signed = paper(&world, &page, "signed").await;
    let said = pyhanko(&world, &signed, &[("clock.root", server.certificate())]).await;
    assert!(said.ends_with(&says("True")), "{said}");
}

#[tokio::test]
async fn a_server_that_gives_no_time_leaves_the_choice() {
    let (world, page) = world().await;
    let page = sign(&world, &page, "client").await;
    let server = TimeServer::start();
    let set = |url: String| {
        let rules = json!({ "mail_subject": "", "mail_text": "", "timestamp_url": url });
        world.done("set_signing_rules", rules)
    };
    set(server.url.clone()).await;
    for (how, expected) in [
        (Answering::Status(503), "The timestamp server refused, with status 503."),
        (Answering::Elsewhere, "The timestamp server refused, with status 302."),
        (Answering::Page, "The timestamp server answered with something that is no timestamp."),
        (Answering::Flood, "The timestamp server sent far more than a timestamp."),
    ] {
        server.answer(how);
        let error = world.refused("sign_contract", for_firm(&page, "server")).await;
        let choice = "Nothing was signed. Try again later, or sign with this computer's clock.";
        let expected = format!("{expected} {choice}");
        assert_eq!(field(&error), ("time", expected.as_str()), "{how:?}");
    }
    // Nobody listens there.
    set("http://127.0.0.1:9/tsr".to_owned()).await;
    let error = world.refused("sign_contract", for_firm(&page, "server")).await;
    assert!(field(&error).1.starts_with("The timestamp server could not be reached."), "{error}");
    let still = world.done("contract", json!({ "contract_id": page["contract"]["id"] })).await;
    assert_eq!(still["contract"]["stage"], "signed_by_one");

    set(server.url.clone()).await;
    server.answer(Answering::Well);
    let page = world.done("sign_contract", for_firm(&page, "server")).await;
    assert_eq!(page["contract"]["stage"], "signed");
    let found = verified(&world, &page).await;
    assert!(found["signatures"][0]["facts"].to_string().contains("Timestamped"), "{found}");
}
