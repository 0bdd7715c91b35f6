//! Certificates: the firm's key, contracts closed by it, and what any PDF says of its signatures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::key_files::{KEY_PASSWORD, key_file, new_key};
use support::{PASSPHRASE, World};

use crate::contracts::{client_with_terms, freeze, sign, signing, tool, words};
use crate::judge;

const OMAR: &str = "marble trumpet orchard lantern";
const NADIA: &str = "seventeen quiet copper kettles";

fn field(error: &AppError) -> (&str, &str) {
    let first = error.fields.first();
    first.map_or(("", ""), |problem| (problem.field.as_str(), problem.message.as_str()))
}

fn by_certificate(page: &Value, party: &str) -> Value {
    let mut input = signing(page, party);
    input["method"] = json!({ "kind": "certificate" });
    input
}

async fn person(world: &World, name: &str, role: &str, passphrase: &str) {
    let person = json!({
        "name": name, "role": role, "passphrase": passphrase, "own_passphrase": PASSPHRASE
    });
    world.done("add_person", person).await;
}

async fn at_the_desk(world: &World, passphrase: &str) {
    world.done("lock", json!({})).await;
    world.done("unlock", json!({ "passphrase": passphrase })).await;
}

#[tokio::test]
async fn an_owner_makes_the_key_and_everybody_sees_what_it_is() {
    let world = World::new().await;
    let page = world.done("signing_key", json!({})).await;
    assert_eq!(page["key"], Value::Null);
    assert_eq!((&page["may_keep"], &page["may_sign"]), (&json!(true), &json!(true)));
    assert_eq!(page["common_name"], "Ruth Adeyemi");
    assert_eq!(page["organisation"], "Calder Street Factors LLC");

    let made = world.done("create_signing_key", new_key()).await;
    let certificate = &made["key"]["certificate"];
    assert_eq!(certificate["subject"], "Ruth Adeyemi");
    assert_eq!(certificate["is_self_made"], true);
    assert_eq!(certificate["valid_from"], "2026-11-19");
    assert_eq!(certificate["valid_to"], "2031-11-19");
    assert_eq!((&certificate["is_valid"], &certificate["key"]), (&json!(true), &json!("P-256")));
    assert_eq!(
        (&made["key"]["origin"], &made["key"]["since"]),
        (&json!("created"), &json!("2026-11-19"))
    );
    assert_eq!(world.done("signing_key", json!({})).await, made);

    let saved = world.done("save_certificate", json!({})).await;
    assert_eq!(saved["name"], "ruth-adeyemi-certificate.cer");
    let path = world.folder().join("saved").join("ruth-adeyemi-certificate.cer");
    let said = tool(
        "openssl",
        &["x509", "-inform", "DER", "-noout", "-fingerprint", "-sha256", "-in"],
        &path,
        &[],
    );
    let sha256 = certificate["sha256"].as_str().unwrap();
    assert!(said.replace(':', "").to_lowercase().contains(sha256), "{said}");

    let again = world.done("create_signing_key", new_key()).await;
    assert_ne!(again["key"]["certificate"]["sha256"], certificate["sha256"], "a new key");
}

#[tokio::test]
async fn a_name_or_a_span_that_no_certificate_holds_is_refused_at_its_field() {
    let world = World::new().await;
    for (name, value, expected) in [
        ("common_name", json!(" "), "Enter the name that the certificate carries"),
        ("common_name", json!("x".repeat(65)), "At most 64 characters"),
        ("organisation", json!("x".repeat(65)), "At most 64 characters"),
        ("years", json!(0), "Choose 1 to 10 years"),
        ("years", json!(11), "Choose 1 to 10 years"),
    ] {
        let mut input = new_key();
        input[name] = value;
        let error = world.refused("create_signing_key", input).await;
        assert_eq!(field(&error), (name, expected));
    }
    assert_eq!(world.done("signing_key", json!({})).await["key"], Value::Null);
}

#[tokio::test]
async fn a_key_comes_in_from_a_file_or_is_refused_with_the_reason() {
    let world = World::new().await;
    let with = |name: &str, value: Value| {
        let mut file = key_file("Ruth Adeyemi", "2036-01-01");
        file[name] = value;
        file
    };
    let garbage = BASE64.encode("no key at all");
    for (input, at, begins) in [
        (with("password", json!("brass kettle")), "password", "This password does not open"),
        (with("password", json!("")), "password", "This password does not open"),
        (with("data", json!(garbage)), "data", "This is not a PKCS#12 file"),
        (with("data", json!("%%%")), "data", "This is not a PKCS#12 file"),
        (with("data", json!("A".repeat(4_000_000))), "data", "This is not a PKCS#12 file"),
        (key_file("Ruth Adeyemi", "2026-06-01"), "data", "The certificate expired on May 31, 2026"),
    ] {
        let error = world.refused("import_signing_key", input).await;
        let (named, message) = field(&error);
        assert!(named == at && message.starts_with(begins), "{at}: {named} {message}");
    }
    assert_eq!(world.done("signing_key", json!({})).await["key"], Value::Null);
    let file = key_file("Ruth Adeyemi", "2036-01-01");
    let page = world.done("import_signing_key", file.clone()).await;
    assert_eq!(page["key"]["origin"], "imported");
    assert_eq!(page["key"]["certificate"]["subject"], "Ruth Adeyemi");
    // Neither the password nor the key stands in the folder or in the log.
    let kept = world.vault_files();
    for (name, bytes) in kept {
        let holds = bytes.windows(KEY_PASSWORD.len()).any(|w| w == KEY_PASSWORD.as_bytes());
        assert!(!holds, "{name}");
    }
}

#[tokio::test]
async fn only_an_owner_keeps_the_key_and_only_owner_and_manager_sign_with_it() {
    let world = World::new().await;
    person(&world, "Omar Reyes", "manager", OMAR).await;
    person(&world, "Nadia Ferro", "staff", NADIA).await;
    world.done("create_signing_key", new_key()).await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    sign(&world, &page, "client").await;

    at_the_desk(&world, NADIA).await;
    let shown = world.done("signing_key", json!({})).await;
    assert_eq!((&shown["may_keep"], &shown["may_sign"]), (&json!(false), &json!(false)));
    let error = world.refused("sign_contract", by_certificate(&page, "factor")).await;
    assert!(error.message.contains("As staff you may not sign by certificate"), "{error}");
    for name in ["create_signing_key", "import_signing_key"] {
        let input = if name == "create_signing_key" {
            new_key()
        } else {
            key_file("Nadia Ferro", "2036-01-01")
        };
        let error = world.refused(name, input).await;
        assert!(error.message.contains("may not keep the signing key"), "{error}");
    }
    at_the_desk(&world, OMAR).await;
    let error = world.refused("create_signing_key", new_key()).await;
    assert_eq!(error.code, Code::Refused);
    let signed = world.done("sign_contract", by_certificate(&page, "factor")).await;
    assert_eq!(signed["contract"]["stage"], "signed");
}

#[tokio::test]
async fn a_certificate_closes_the_contract_and_any_change_of_it_is_found() {
    let world = World::new().await;
    let made = world.done("create_signing_key", new_key()).await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    let file = json!({ "contract_id": page["contract"]["id"], "file": "signed" });
    let other = world.refused("sign_contract", by_certificate(&page, "client")).await;
    assert!(other.message.starts_with("This is the firm's certificate."), "{other}");
    sign(&world, &page, "client").await;
    let drawn = world.done("verify_contract", file.clone()).await;
    assert_eq!(drawn["verdict"], "not_signed");

    let signed = world.done("sign_contract", by_certificate(&page, "factor")).await;
    assert_eq!(signed["contract"]["stage"], "signed");
    assert_eq!(signed["signers"][0]["how"], "By certificate");
    let found = world.done("verify_contract", file.clone()).await;
    assert_eq!(found["verdict"], "valid_and_unchanged", "{found:#}");
    assert_eq!(found["sha256"], signed["signed_sha256"]);
    let one = &found["signatures"][0];
    assert_eq!((&one["signer"], &one["is_own"]), (&json!("Ruth Adeyemi"), &json!(true)));
    assert_eq!(one["kind"], "Signed and certified as final");
    assert_eq!(one["certificate"], made["key"]["certificate"]);
    assert_eq!(one["problems"], json!([]));

    // Other programs agree, and the record of signing says how.
    world.done("save_contract_pdf", file.clone()).await;
    let path = world.folder().join("saved").join("CTR-2026-001-v1-signed.pdf");
    tool("qpdf", &["--check"], &path, &[]);
    // The signature takes nothing from what the paper promised before it.
    let judged = judge::verdicts("2a,ua1", std::slice::from_ref(&path));
    assert_eq!(judged.matches(" meets ").count(), 2, "{judged}");
    let said = tool("pdfsig", &[], &path, &[]);
    assert!(said.contains("Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    let text = words(&path);
    let begins = made["key"]["certificate"]["sha256"].as_str().unwrap().get(..16).unwrap();
    assert!(text.contains(&format!("By certificate of Ruth Adeyemi, SHA-256 {begins}")), "{text}");
    assert!(text.contains("A certificate signature closes this file"), "{text}");

    let bytes = std::fs::read(&path).unwrap();
    let verified = |bytes: Vec<u8>| {
        let input = json!({ "file_name": "sent back.pdf", "data": BASE64.encode(bytes) });
        world.done("verify_pdf", input)
    };
    let same = verified(bytes.clone()).await;
    assert_eq!(
        (&same["verdict"], &same["file_name"]),
        (&found["verdict"], &json!("sent back.pdf"))
    );
    let mut changed = bytes.clone();
    let at = changed.len() / 3;
    changed[at] ^= 1;
    let answer = verified(changed).await;
    assert_ne!(answer["verdict"], "valid_and_unchanged");
    let longer = verified([bytes.as_slice(), b"\n"].concat()).await;
    assert_eq!(longer["verdict"], "changed_after_signing");
    assert_eq!(longer["words"], "Changed after it was signed.");
    let problem = &longer["signatures"][0]["problems"][0];
    assert_eq!(problem, "One byte was added after the last signature.");
    let foreign = verified(b"Hello".to_vec()).await;
    assert_eq!(foreign["verdict"], "cannot_verify");
    assert_eq!(foreign["problem"], "It is not a PDF, or it is damaged.");
}

#[tokio::test]
async fn a_key_that_is_not_there_or_not_valid_signs_nothing() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    let page = sign(&world, &page, "client").await;
    let none = world.refused("sign_contract", by_certificate(&page, "factor")).await;
    assert!(none.message.starts_with("The firm has no signing key yet."), "{none}");
    assert_eq!(world.refused("save_certificate", json!({})).await.code, Code::Refused);
    world.done("import_signing_key", key_file("Ruth Adeyemi", "2027-01-01")).await;
    world.clock.advance(chrono::Duration::days(60));
    assert_eq!(world.done("signing_key", json!({})).await["key"]["certificate"]["is_valid"], false);
    let over = world.refused("sign_contract", by_certificate(&page, "factor")).await;
    assert!(over.message.contains("is not valid today"), "{over}");
    let still = world.done("contract", json!({ "contract_id": page["contract"]["id"] })).await;
    assert_eq!(still["contract"]["stage"], "signed_by_one");
}

#[tokio::test]
async fn what_was_signed_with_an_older_key_verifies_as_before() {
    let world = World::new().await;
    world.done("create_signing_key", new_key()).await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    sign(&world, &page, "client").await;
    world.done("sign_contract", by_certificate(&page, "factor")).await;
    world.done("create_signing_key", new_key()).await;
    let file = json!({ "contract_id": page["contract"]["id"], "file": "signed" });
    let found = world.done("verify_contract", file).await;
    assert_eq!(found["verdict"], "valid_and_unchanged");
    assert_eq!(found["signatures"][0]["is_own"], false, "it is no longer the key in use");
}
