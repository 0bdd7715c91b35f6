//! Contracts that go out to be signed elsewhere: by mail, or to a service and back in an envelope.

use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::error::AppError;
use factor_signatures::{EmptyField, Place, Signing};
use factor_store::Sha256;
use serde_json::{Value, json};
use support::World;
use support::key_files::key;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::contracts::{client_with_terms, freeze, paper, sign, signing, words};

/// Prints what a mail program sees, as JSON.
const READER: &str = r#"
import email.policy, hashlib, json, sys
with open(sys.argv[1], "rb") as file:
    message = email.message_from_binary_file(file, policy=email.policy.default)
files = [
    [part.get_filename(), part.get_content_type(), hashlib.sha256(part.get_content()).hexdigest()]
    for part in message.iter_attachments()
]
body = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
print(json.dumps({"head": message.items(), "text": body, "files": files}))
"#;

fn field(error: &AppError) -> (&str, &str) {
    let first = error.fields.first();
    first.map_or(("", ""), |problem| (problem.field.as_str(), problem.message.as_str()))
}

async fn world() -> (World, Value) {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    (world, page)
}

fn asked(page: &Value) -> Value {
    json!({ "contract_id": page["contract"]["id"] })
}

fn about(page: &Value) -> Value {
    json!({ "about": { "kind": "contract", "contract_id": page["contract"]["id"] } })
}

/// Opens the message and gives the contract as it is then.
async fn mail(world: &World, page: &Value, input: Value) -> Value {
    world.done("open_mail", input).await;
    world.done("contract", asked(page)).await
}

fn mailed(page: &Value) -> Value {
    json!({
        "about": { "kind": "contract", "contract_id": page["contract"]["id"] },
        "to_name": "Nadia Ferro",
        "to": "nadia@larkfield.example", "subject": "To sign", "text": "Please sign.\n\nRuth\n"
    })
}

fn read_mail(world: &World, name: &str) -> Value {
    let path = world.folder().join("saved").join(name);
    let output = Command::new("python3").arg("-c").arg(READER).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn header<'a>(mail: &'a Value, name: &str) -> Vec<&'a str> {
    let head = mail["head"].as_array().unwrap().iter();
    head.filter(|line| line[0] == name).map(|line| line[1].as_str().unwrap()).collect()
}

async fn attached(world: &World, name: &str, bytes: &[u8]) -> Value {
    let input = json!({ "file_name": name, "data": BASE64.encode(bytes) });
    world.done("add_attachment", input).await["id"].clone()
}

/// A mark on the last page, as any program for signing lays one.
fn marked(pdf: &[u8], page: &Value) -> Vec<u8> {
    let last = u32::try_from(page["pages"].as_u64().unwrap()).unwrap();
    let place = Place { page: last, left: 320, bottom: 100, width: 200, height: 60 };
    let field = EmptyField { name: "Elsewhere", place: Some(place) };
    let pdf = factor_signatures::prepare(pdf, &[field]).unwrap();
    let signing = Signing {
        field: "Elsewhere",
        name: "A service",
        reason: "",
        location: "",
        at: chrono::DateTime::parse_from_rfc3339("2026-11-19T16:00:00-05:00").unwrap(),
        certify: None,
        appearance: None,
    };
    factor_signatures::sign(&pdf, &key("A service", "2036-01-01"), &signing, None).unwrap()
}

#[tokio::test]
async fn a_contract_goes_out_as_a_draft_in_the_mail_program_and_comes_back() {
    let (world, page) = world().await;
    let proposed = world.done("mail_draft", about(&page)).await;
    assert_eq!(proposed["to_name"], "Nadia Ferro");
    assert_eq!(proposed["to"], "office@larkfield.example", "the signer has no address of her own");
    assert_eq!(proposed["subject"], "To sign: Factoring and Security Agreement, CTR-2026-001");
    let text = proposed["text"].as_str().unwrap();
    assert!(text.starts_with("Dear Nadia Ferro,\n\nattached for your signature"), "{text}");
    assert!(text.ends_with("Ruth Adeyemi\nCalder Street Factors LLC\n"), "{text}");

    let mut input = mailed(&page);
    input["text"] = proposed["text"].clone();
    let page = mail(&world, &page, input).await;
    assert_eq!(page["contract"]["stage"], "frozen");
    assert_eq!(page["contract"]["out_on"], "2026-11-19");
    assert_eq!(page["out"]["words"], "By mail to nadia@larkfield.example");
    let mail = read_mail(&world, "CTR-2026-001-v1.eml");
    assert_eq!(header(&mail, "X-Unsent"), ["1"]);
    assert_eq!(header(&mail, "To"), ["Nadia Ferro <nadia@larkfield.example>"]);
    assert_eq!(header(&mail, "From"), ["office@calderstreet.example"]);
    assert_eq!(header(&mail, "Subject"), ["To sign"]);
    assert_eq!(mail["text"].as_str().unwrap().trim_end(), text.trim_end());
    let file = json!(["CTR-2026-001-v1.pdf", "application/pdf", page["sha256"]]);
    assert_eq!(mail["files"], json!([file]));
    let event = page["events"].as_array().unwrap().last().unwrap();
    assert_eq!(event["what"], "Sent out to be signed");

    // It comes back as any copy does, and what the row says follows the paper.
    world.clock.advance(chrono::Duration::days(5));
    let frozen = std::fs::read(paper(&world, &page, "frozen").await).unwrap();
    let back = attached(&world, "signed.pdf", &marked(&frozen, &page)).await;
    for (party, day) in [("client", "11/20/2026"), ("factor", "11/21/2026")] {
        let mut input = signing(&page, party);
        input["method"] = json!({ "kind": "returned", "attachment_id": back, "signed_on": day });
        world.done("sign_contract", input).await;
    }
    let page = world.done("contract", asked(&page)).await;
    assert_eq!(page["contract"]["stage"], "signed");
    assert_eq!(page["contract"]["signed_on"], "2026-11-21", "the day beside the ink");
    assert_eq!(page["contract"]["entered_on"], "2026-11-24");
    assert_eq!((&page["contract"]["out_on"], &page["out"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn nothing_that_is_typed_reaches_into_the_head_of_a_message() {
    let (world, page) = world().await;
    for (name, value, begins) in [
        ("to_name", "Nadia\r\nBcc: spy@example.com", "Keep this to one line"),
        ("to_name", "Nadia\nBcc: spy@example.com", "Keep this to one line"),
        ("to", "nadia@larkfield.example\r\nBcc: spy@example.com", "Keep this to one line"),
        ("to", "nadia@larkfield.example, spy@example.com", ""),
        ("to", "nadia larkfield.example", ""),
        ("to", "", ""),
        ("subject", "To sign\r\nBcc: spy@example.com", "Keep this to one line"),
        ("subject", "To sign\u{2028}Bcc: spy@example.com", ""),
        ("subject", "To \0 sign", "Remove the characters"),
        ("subject", " ", "Enter a subject"),
        ("text", "Dear\u{0} Nadia", "Remove the characters"),
    ] {
        let mut input = mailed(&page);
        input[name] = json!(value);
        let error = world.refused("open_mail", input).await;
        let (at, message) = field(&error);
        assert!(at == name && message.starts_with(begins), "{name} {value:?}: {at} {message}");
    }
    assert_eq!(world.done("contract", asked(&page)).await["out"], Value::Null);

    // What is one line may hold anything, and stays one line of the head.
    for (name, subject) in [
        ("Nadia \"Bcc:\" <spy@example.com>, Ferro; (x)", "=?utf-8?q?=0D=0ABcc:_spy@example.com?="),
        ("Ядвига Ферро", "Подпись: Zażółć gęślą jaźń — 契約"),
        ("O'Neil-Ferro, Jr.", &"long ".repeat(38)),
    ] {
        let mut input = mailed(&page);
        (input["to_name"], input["subject"]) = (json!(name), json!(subject));
        world.done("open_mail", input).await;
        let mail = read_mail(&world, "CTR-2026-001-v1.eml");
        let names: Vec<&str> =
            mail["head"].as_array().unwrap().iter().map(|line| line[0].as_str().unwrap()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        let expected =
            ["Content-Type", "Date", "From", "MIME-Version", "Subject", "To", "X-Unsent"];
        assert_eq!(sorted, expected, "{name} {subject}");
        let to = header(&mail, "To")[0];
        assert!(to.ends_with("<nadia@larkfield.example>"), "{to}");
        assert_eq!(to.matches("@larkfield").count(), 1, "{to}");
    }
}

#[tokio::test]
async fn a_computer_without_a_mail_program_keeps_the_contract_in_the_house() {
    let (world, page) = world().await;
    world.files.refuse_mail(Some("No mail program opened. Save the PDF."));
    let error = world.refused("open_mail", mailed(&page)).await;
    assert_eq!(error.message, "No mail program opened. Save the PDF.");
    assert_eq!(world.done("contract", asked(&page)).await, page);
    let signed = sign(&world, &page, "client").await;
    world.files.refuse_mail(None);
    let page = mail(&world, &signed, mailed(&signed)).await;
    let mail = read_mail(&world, "CTR-2026-001-v1-signed.eml");
    assert_eq!(mail["files"][0][0], "CTR-2026-001-v1-signed.pdf", "with the client's signature");
    let page = sign(&world, &page, "factor").await;
    let late = world.refused("open_mail", mailed(&page)).await;
    assert!(late.message.starts_with("Both have signed"), "{late}");
}

#[tokio::test]
async fn the_firms_own_words_fill_the_message() {
    let (world, page) = world().await;
    let rules = world.done("signing_rules", json!({})).await;
    assert_eq!(rules["rules"]["timestamp_url"], "", "no network until somebody wants it");
    let mut own = rules["rules"].clone();
    own["mail_subject"] = json!("{{ contract.number }} for {{client.legal_name}}");
    own["mail_text"] = json!("Dear {{client.signer}}, {{contract.title}}. {{firm.signer}}");
    let kept = world.done("set_signing_rules", own.clone()).await;
    assert_eq!(kept["rules"], own);
    let mail = world.done("mail_draft", about(&page)).await;
    assert_eq!(mail["subject"], "CTR-2026-001 for Larkfield Produce Distributors, Inc.");
    let text = "Dear Nadia Ferro, Factoring and Security Agreement. Ruth Adeyemi";
    assert_eq!(mail["text"], text);
    for (name, value, begins) in [
        ("mail_text", "Dear {{client.singer}}", "{{client.singer}} stands for nothing. Use {{con"),
        ("mail_subject", "{{x}}", "{{x}} stands for nothing."),
        ("mail_subject", "two\nlines", "Keep this to one line"),
        ("timestamp_url", "tsa.example", "Enter the whole address"),
    ] {
        let mut rules = own.clone();
        rules[name] = json!(value);
        let error = world.refused("set_signing_rules", rules).await;
        let (at, message) = field(&error);
        assert!(at == name && message.starts_with(begins), "{name}: {at} {message}");
    }
    // Emptied, the built-in words are back.
    let rules = json!({ "mail_subject": "", "mail_text": "", "timestamp_url": "" });
    let kept = world.done("set_signing_rules", rules).await;
    assert!(kept["rules"]["mail_subject"].as_str().unwrap().starts_with("To sign:"));
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn signing_copy(world: &World, page: &Value) -> PathBuf {
    let saved = world.done("save_signing_copy", asked(page)).await;
    assert_eq!(saved["name"], "CTR-2026-001-v1-to-sign.pdf");
    world.folder().join("saved").join("CTR-2026-001-v1-to-sign.pdf")
}

#[tokio::test]
async fn a_service_finds_its_words_and_its_envelope_ends_in_the_same_state() {
    let (world, page) = world().await;
    let copy = signing_copy(&world, &page).await;
    let text = words(&copy);
    for anchor in [
        "{{sign:factor}}",
        "{{sign:client:1}}",
        "{{date:factor}}",
        "{{date:client}}",
        "{{name:client}}",
        "{{title:client}}",
        "{{place:client}}",
    ] {
        assert_eq!(text.matches(anchor).count(), 1, "{anchor} in {text}");
    }
    let nameless = world
        .refused("note_sent", json!({ "contract_id": page["contract"]["id"], "service": " " }))
        .await;
    assert_eq!(field(&nameless).0, "service");
    let sent = json!({ "contract_id": page["contract"]["id"], "service": "Harbour Sign" });
    let page = world.done("note_sent", sent).await;
    assert_eq!(page["out"]["words"], "To the service Harbour Sign");

    let signed = marked(&std::fs::read(&copy).unwrap(), &page);
    let evidence = std::fs::read(paper(&world, &page, "frozen").await).unwrap();
    let zip = zipped(&[("a/Certificate of completion.pdf", &evidence), ("a/1.pdf", &signed)]);
    let envelope = |name: &str, bytes: &[u8]| {
        json!({
            "contract_id": page["contract"]["id"], "file_name": name,
            "data": BASE64.encode(bytes)
        })
    };
    let hostile = zipped(&[("../1.pdf", &signed)]);
    let error = world.refused("open_envelope", envelope("bad.zip", &hostile)).await;
    assert!(field(&error).1.starts_with("This ZIP has names that lead out"), "{error}");
    let alone = world.done("open_envelope", envelope("signed.pdf", &signed)).await;
    assert_eq!((&alone["paper"]["name"], &alone["evidence"]), (&json!("signed.pdf"), &Value::Null));

    let opened = world.done("open_envelope", envelope("envelope.zip", &zip)).await;
    assert_eq!(opened["paper"]["name"], "1.pdf");
    assert_eq!(opened["evidence"]["name"], "Certificate of completion.pdf");
    let asked_copy = json!({
        "contract_id": page["contract"]["id"], "attachment_id": opened["paper"]["id"]
    });
    let found = world.done("examine_return", asked_copy).await;
    assert_eq!(found["verdict"], "same", "compared with what went out: {found}");
    let mut last = Value::Null;
    for party in ["client", "factor"] {
        let mut input = signing(&page, party);
        input["method"] = json!({
            "kind": "returned", "attachment_id": opened["paper"]["id"], "signed_on": "today",
            "evidence_id": opened["evidence"]["id"]
        });
        last = world.done("sign_contract", input).await;
    }
    assert_eq!(last["contract"]["stage"], "signed");
    assert_eq!(last["contract"]["entered_on"], Value::Null, "entered on the day it was signed");
    let signer = &last["signers"][1];
    assert_eq!(signer["how"], "In a service for signing");
    assert_eq!(signer["evidence"]["name"], "Certificate of completion.pdf");
    let said = words(&paper(&world, &last, "signed").await);
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    for expected in [
        Sha256::of(&signed).to_string().as_str(),
        Sha256::of(&evidence).to_string().as_str(),
        "Signed in a service; its copy is kept",
        "To the service Harbour Sign",
    ] {
        assert!(plain(&said).contains(&plain(expected)), "{expected} in {said}");
    }
}

#[tokio::test]
async fn a_paper_that_one_has_signed_goes_to_no_service() {
    let (world, page) = world().await;
    let page = sign(&world, &page, "client").await;
    let error = world.refused("save_signing_copy", asked(&page)).await;
    assert!(error.message.starts_with("One party has signed already"), "{error}");
}
