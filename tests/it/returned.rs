//! Copies of a contract that were signed elsewhere and came back.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::error::AppError;
use factor_signatures::{Randomness, Signing, SigningKey, Subject, sign};
use factor_store::Sha256;
use serde_json::{Value, json};
use support::World;

use crate::contracts::{client_with_terms, freeze, signing, words};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1A\n and then a photograph of the last page";

async fn world() -> (World, Value) {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    (world, page)
}

async fn pdf(world: &World, page: &Value, file: &str) -> Vec<u8> {
    let input = json!({ "contract_id": page["contract"]["id"], "file": file });
    let shown = world.done("contract_pdf", input).await;
    BASE64.decode(shown["data"].as_str().unwrap()).unwrap()
}

/// What another program makes of a PDF.
fn through_qpdf(world: &World, pdf: &[u8], how: &[&str]) -> Vec<u8> {
    let (from, to) = (world.folder().join("from.pdf"), world.folder().join("to.pdf"));
    std::fs::write(&from, pdf).unwrap();
    let output = Command::new("qpdf").arg(&from).args(how).arg(&to).output().expect("qpdf");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(&to).unwrap()
}

/// Signed with a certificate of the client's own, in the field that the paper has for it.
fn signed_outside(pdf: &[u8]) -> Vec<u8> {
    let subject = Subject { common_name: "Nadia Ferro", organisation: "Larkfield Produce" };
    let random = Randomness { key: [9; 32].into(), serial: [9; 16] };
    let moment = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
    let (from, to) = (moment("2026-01-01T00:00:00Z"), moment("2030-01-01T00:00:00Z"));
    let key = SigningKey::create(&subject, from.to_utc(), to.to_utc(), &random).unwrap();
    let signing = Signing {
        field: "Client",
        name: "Nadia Ferro",
        reason: "",
        location: "",
        at: moment("2026-11-19T16:00:00-05:00"),
        certify: None,
        appearance: None,
    };
    sign(pdf, &key, &signing, None).unwrap()
}

async fn attached(world: &World, name: &str, bytes: &[u8]) -> Value {
    let input = json!({ "file_name": name, "data": BASE64.encode(bytes) });
    world.done("add_attachment", input).await["id"].clone()
}

async fn examined(world: &World, page: &Value, name: &str, bytes: &[u8]) -> Value {
    let file = attached(world, name, bytes).await;
    let asked = json!({ "contract_id": page["contract"]["id"], "attachment_id": file });
    world.done("examine_return", asked).await
}

fn returned(page: &Value, party: &str, file: &Value, day: &str) -> Value {
    let mut input = signing(page, party);
    input["method"] = json!({ "kind": "returned", "attachment_id": file, "signed_on": day });
    input
}

fn field(error: &AppError) -> (&str, &str) {
    let first = error.fields.first();
    first.map_or(("", ""), |problem| (problem.field.as_str(), problem.message.as_str()))
}

#[tokio::test]
async fn a_copy_that_came_back_is_compared_page_by_page() {
    let (world, page) = world().await;
    let frozen = pdf(&world, &page, "frozen").await;
    let last = page["pages"].as_u64().unwrap();
    let saved = through_qpdf(&world, &frozen, &["--object-streams=generate"]);
    let shorter = through_qpdf(&world, &frozen, &["--pages", ".", "1-3", "--"]);
    let turned = through_qpdf(&world, &frozen, &["--rotate=+90:2"]);
    let outside = signed_outside(&frozen);
    for (name, bytes, verdict, first_page) in [
        ("frozen.pdf", &frozen, "unsigned", Value::Null),
        ("saved.pdf", &saved, "unsigned", Value::Null),
        ("outside.pdf", &outside, "same", json!(format!("Page {last}: one mark laid on it"))),
        ("shorter.pdf", &shorter, "changed", json!("Page 4 is missing")),
        ("turned.pdf", &turned, "changed", json!("Page 2 shows something else")),
        ("photo.png", &PICTURE.to_vec(), "unknown", Value::Null),
        ("broken.pdf", &b"%PDF-1.7\nand no more".to_vec(), "unknown", Value::Null),
    ] {
        let found = examined(&world, &page, name, bytes).await;
        assert_eq!(found["verdict"], verdict, "{name}: {found}");
        assert_eq!(found["pages"][0], first_page, "{name}: {found}");
        assert_eq!(found["file"]["name"], name);
    }
    let found = examined(&world, &page, "outside.pdf", &outside).await;
    assert!(found["words"].as_str().unwrap().ends_with("The frozen file stands in it whole."));
    assert_eq!(found["certificates"]["signatures"][0]["signer"], "Nadia Ferro");
    assert_eq!(
        world.done("contract", json!({ "contract_id": page["contract"]["id"] })).await,
        page
    );
}

#[tokio::test]
async fn both_sign_on_one_copy_and_the_record_says_so() {
    let (world, page) = world().await;
    world.clock.advance(chrono::Duration::days(4));
    let file = attached(&world, "signed at the yard.png", PICTURE).await;
    let page = world.done("sign_contract", returned(&page, "client", &file, "11/20/2026")).await;
    assert_eq!(page["contract"]["stage"], "signed_by_one");
    let client = &page["signers"][1];
    assert_eq!(client["how"], "On a copy that came back");
    assert_eq!(client["file"]["name"], "signed at the yard.png");
    let page = world.done("sign_contract", returned(&page, "factor", &file, "-1")).await;
    assert_eq!(page["contract"]["stage"], "signed");

    let path = world.folder().join("signed.pdf");
    std::fs::write(&path, pdf(&world, &page, "signed").await).unwrap();
    let said = words(&path);
    let fingerprint = Sha256::of(PICTURE).to_string();
    for expected in [
        fingerprint.as_str(),
        "Signed on the copy that came back",
        "Date November 20, 2026",
        "Date November 22, 2026",
        "Nadia Ferro By eye; its pages are",
    ] {
        assert!(said.contains(expected), "not found: {expected}\nin: {said}");
    }
    let kept = world.done("attachment", json!({ "attachment_id": file })).await;
    assert_eq!(BASE64.decode(kept["data"].as_str().unwrap()).unwrap(), PICTURE);
}

#[tokio::test]
async fn what_is_no_signed_copy_changes_nothing() {
    let (world, page) = world().await;
    let unsigned = attached(&world, "frozen.pdf", &pdf(&world, &page, "frozen").await).await;
    let photo = attached(&world, "photo.png", PICTURE).await;
    let mut unticked = returned(&page, "client", &photo, "today");
    unticked["has_consented"] = json!(false);
    for (input, expected) in [
        (returned(&page, "client", &Value::Null, "today"), ("method", "Choose the file")),
        (returned(&page, "client", &unsigned, "today"), ("method", "This is the paper as it")),
        (returned(&page, "client", &photo, ""), ("signed_on", "Enter the day")),
        (returned(&page, "client", &photo, "tomorrow"), ("signed_on", "This day has not come")),
        (returned(&page, "client", &photo, "11/18/2026"), ("signed_on", "The paper was frozen")),
        (returned(&page, "client", &photo, "soon"), ("signed_on", "")),
        (unticked, ("has_consented", "Tick that you compared it")),
    ] {
        let error = world.refused("sign_contract", input.clone()).await;
        let (at, message) = field(&error);
        assert_eq!(at, expected.0, "{input}: {error:?}");
        assert!(message.starts_with(expected.1), "{input}: {message}");
    }
    let gone = world.refused("sign_contract", returned(&page, "client", &json!(99), "today")).await;
    assert_eq!(json!(gone.code), json!("not_found"));
    assert_eq!(
        world.done("contract", json!({ "contract_id": page["contract"]["id"] })).await,
        page
    );
}
