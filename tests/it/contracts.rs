//! Contracts: from draft terms to the paper that both have signed, and what stands in the way.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use support::World;

const CLIENT: &str = "Larkfield Produce Distributors, Inc.";

/// A client with its own draft terms, in force from `effective_on`; empty is today.
pub(crate) async fn client_with_terms(world: &World, effective_on: &str) -> Value {
    let client = world.client(CLIENT).await;
    world
        .done(
            "save_contact",
            json!({
                "client_id": client, "contact_id": null, "name": "Nadia Ferro",
                "role": "President", "phone": "", "email": "", "is_signer": true
            }),
        )
        .await;
    let values = json!({
        "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
        "facility_limit": "300,000", "recourse_days": "75"
    });
    save_terms(world, &client, values, effective_on).await;
    client
}

pub(crate) async fn save_terms(
    world: &World,
    client: &Value,
    values: Value,
    effective_on: &str,
) -> Value {
    let input = json!({
        "client_id": client, "values": values, "fees": null, "effective_on": effective_on,
        "face": "10,000"
    });
    world.done("save_terms", input).await
}

pub(crate) async fn freeze(world: &World, client: &Value) -> Value {
    world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await
}

fn drawn() -> Value {
    json!({ "kind": "drawn", "strokes": [[[80, 700], [160, 300], [240, 720], [330, 350]]] })
}

fn typed(name: &str) -> Value {
    json!({ "kind": "typed", "text": name })
}

pub(crate) fn signing(page: &Value, party: &str) -> Value {
    let (name, title, place, method) = match party {
        "client" => ("Nadia Ferro", "President", "Chelsea, Massachusetts", drawn()),
        _ => ("Ruth Adeyemi", "Managing member", "Providence, Rhode Island", typed("Ruth Adeyemi")),
    };
    json!({
        "contract_id": page["contract"]["id"], "party": party, "name": name, "title": title,
        "place": place, "identity": "Known to the firm", "method": method, "has_consented": true
    })
}

pub(crate) async fn sign(world: &World, page: &Value, party: &str) -> Value {
    world.clock.advance(chrono::Duration::minutes(2));
    world.done("sign_contract", signing(page, party)).await
}

pub(crate) async fn signed_by_both(world: &World, client: &Value) -> Value {
    let page = freeze(world, client).await;
    sign(world, &page, "client").await;
    sign(world, &page, "factor").await
}

pub(crate) fn asked(page: &Value) -> Value {
    json!({ "contract_id": page["contract"]["id"] })
}

/// Saves the paper and gives its path, after looking at what its fingerprint says.
pub(crate) async fn paper(world: &World, page: &Value, file: &str) -> PathBuf {
    let input = json!({ "contract_id": page["contract"]["id"], "file": file });
    let shown = world.done("contract_pdf", input.clone()).await;
    let saved = world.done("save_contract_pdf", input).await;
    assert_eq!(saved["name"], shown["file_name"]);
    let path = world.folder().join("saved").join(saved["name"].as_str().expect("a file name"));
    let sum = tool("sha256sum", &[], &path, &[]);
    assert!(sum.starts_with(shown["sha256"].as_str().expect("a fingerprint")), "{sum}");
    path
}

pub(crate) fn tool(program: &str, before: &[&str], path: &PathBuf, after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(path).args(after).output().expect(program);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {said}");
    said
}

/// The words of a PDF with single spaces.
pub(crate) fn words(path: &PathBuf) -> String {
    let text = tool("pdftotext", &["-raw"], path, &["-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fingerprint may be broken over two lines.
fn holds(text: &str, expected: &str) -> bool {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    letters(text).contains(&letters(expected))
}

pub(crate) fn assert_holds(text: &str, expected: &[&str]) {
    for words in expected {
        assert!(holds(text, words), "not found: {words}\nin: {text}");
    }
}

fn check_file(path: &PathBuf) {
    tool("qpdf", &["--check"], path, &[]);
    let fonts = tool("pdffonts", &[], path, &[]);
    let listed: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(listed.len() > 1, "{fonts}");
    assert!(listed.iter().all(|font| font.contains("yes yes yes")), "{fonts}");
}

#[tokio::test]
async fn both_sign_in_either_order_and_the_terms_come_into_force() {
    for order in [["client", "factor"], ["factor", "client"]] {
        let world = World::new().await;
        let client = client_with_terms(&world, "").await;
        let page = freeze(&world, &client).await;
        assert_eq!(page["contract"]["number"], "CTR-2026-001");
        assert_eq!(page["contract"]["stage"], "frozen");
        assert_eq!(page["next_party"], "client");
        assert_eq!(page["signers"][0]["name"], "Ruth Adeyemi");
        assert_eq!(page["signers"][1]["title"], "President");
        assert_eq!(page["signers"][1]["party_name"], CLIENT);
        assert!(page["consent_words"].as_str().unwrap().contains("CTR-2026-001, version 1"));

        let page = sign(&world, &page, order[0]).await;
        assert_eq!(page["contract"]["stage"], "signed_by_one");
        assert_eq!(page["next_party"], order[1]);
        let shown = world.done("client", json!({ "client_id": client })).await;
        assert_eq!(shown["status"], "prospect");
        assert_eq!(shown["terms"]["in_force"], Value::Null);

        let page = sign(&world, &page, order[1]).await;
        assert_eq!(page["contract"]["stage"], "signed");
        assert_eq!(page["contract"]["signed_on"], "2026-11-19");
        assert_eq!(page["next_party"], Value::Null);
        let shown = world.done("client", json!({ "client_id": client })).await;
        assert_eq!(shown["status"], "active");
        assert_eq!(shown["contract"], "signed");
        assert_eq!(shown["terms"]["in_force"], 1);
        assert_eq!(shown["contracts"][0], page["contract"]);
        assert_eq!(world.done("contract", asked(&page)).await, page);
    }
}

/// What the unsigned paper says.
const AGREED: &[&str] = &[
    "Factoring and Security Agreement",
    "CTR-2026-001, version 1, dated November 19, 2026",
    "The Factor Calder Street Factors LLC a Rhode Island limited liability company",
    CLIENT,
    "a Massachusetts corporation",
    "Facility Limit USD 300,000.00",
    "Advance 85.00% of the Face Amount",
    "Reserve 15.00% of the Face Amount",
    "1.90% of the Face Amount for the first 30 days and a further 0.70% for every 10 days",
    "Late Rate 18.00% a year",
    "Recourse 75 days",
    "Clearance of payments 2 Business Days",
    "net 30, that is within 30 days after the invoice date",
    "Grace Period after the due date 5 days",
    "25.00% of eligible Purchased Accounts",
    "12 months, renewing; notice of 30 days",
    "The law of the State of New York governs",
    "the courts of New York County, New York",
    "Schedule 1",
    "Applies to Accounts bought on or after November 19, 2026",
    "One invoice of USD 10,000.00, advance USD 8,500.00",
    "Cost a year = Factoring Fee",
    "Signatures",
];

/// What the signed paper adds.
const PROVEN: &[&str] = &[
    "Name Nadia Ferro Title President Place Chelsea, Massachusetts Date November 19, 2026",
    "Ruth Adeyemi Name Ruth Adeyemi Title Managing member",
    "Record of signing",
    "When, Eastern Time",
    "Nov 19, 2026, 10:00:00 AM Frozen as version 1",
    "Identity noted Nadia Ferro Known to the firm",
    "Consent to sign Nadia Ferro Ticked; wording 4 electronically",
    "Signed for the Client Nadia Ferro Drawn on this computer, Chelsea, Massachusetts",
    "Nov 19, 2026, 10:04:00 AM Signed for the Factor",
    "Facility limit Terms v1, this client USD 300,000.00",
    "Late interest, a year Terms v1, house 18.00%",
    "Client's registration Client record 004417290",
    "Courts Asked the courts of New York County, New York",
];

#[tokio::test]
async fn the_paper_says_every_term_and_the_signed_one_proves_who_signed_what() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    let frozen = paper(&world, &page, "frozen").await;
    check_file(&frozen);
    let text = words(&frozen);
    assert_holds(&text, AGREED);
    assert!(!text.contains("[") && !text.contains("amends and restates"), "{text}");

    let once = sign(&world, &page, "client").await;
    assert_eq!(once["signed_sha256"], Value::Null);
    let text = words(&paper(&world, &once, "signed").await);
    assert_holds(&text, &["Name Nadia Ferro Title President"]);
    assert!(!text.contains("Ruth Adeyemi") && !text.contains("Record of signing"), "{text}");

    let both = sign(&world, &page, "factor").await;
    let signed = paper(&world, &both, "signed").await;
    check_file(&signed);
    let text = words(&signed);
    let sha256 = both["sha256"].as_str().unwrap();
    assert_holds(&text, PROVEN);
    assert_holds(&text, &[sha256]);
    let kept = paper(&world, &both, "frozen").await;
    assert_eq!(both["sha256"], page["sha256"]);
    assert!(!words(&kept).contains("Nadia Ferro"), "the frozen paper stays unsigned");
    assert_eq!(both["signed_sha256"].as_str().map(str::len), Some(64));
    let whats: Vec<&str> =
        both["events"].as_array().unwrap().iter().map(|e| e["what"].as_str().unwrap()).collect();
    assert_eq!(whats.first(), Some(&"Frozen as version 1"));
    assert_eq!(whats.last(), Some(&"Sealed"));
    assert_eq!(whats.len(), 8, "{whats:?}");

    world
        .done(
            "print_contract",
            json!({
                "contract_id": page["contract"]["id"], "file": "signed"
            }),
        )
        .await;
    assert_eq!(world.files.printed(), ["CTR-2026-001-v1-signed.pdf"]);
}

#[tokio::test]
async fn a_signature_that_is_not_one_changes_nothing() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    let dot = json!({ "kind": "drawn", "strokes": [[[1, 1]]] });
    let outside = json!({ "kind": "drawn", "strokes": [[[1, 1], [2, 1001]]] });
    for (field, value, named) in [
        ("has_consented", json!(false), "has_consented"),
        ("title", json!(" "), "title"),
        ("name", json!(""), "name"),
        ("name", json!("x".repeat(201)), "name"),
        ("place", json!("bell\u{7}"), "place"),
        ("identity", json!("turned \u{202E}round"), "identity"),
        ("method", typed("  "), "method"),
        ("method", dot, "method"),
        ("method", outside, "method"),
    ] {
        let mut input = signing(&page, "client");
        input[field] = value;
        let error = world.refused("sign_contract", input).await;
        let fields: Vec<&str> = error.fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, [named], "{field}");
    }
    for field in ["name", "identity"] {
        let mut input = signing(&page, "client");
        input[field] = json!("Nadia \u{1F69A} Ferro");
        let error = world.refused("sign_contract", input).await;
        assert!(error.message.contains("nothing was signed"), "{}", error.message);
    }
    assert_eq!(world.done("contract", asked(&page)).await, page);

    let mut all_wrong = signing(&page, "client");
    for field in ["name", "title"] {
        all_wrong[field] = json!("");
    }
    all_wrong["has_consented"] = json!(false);
    assert_eq!(world.refused("sign_contract", all_wrong).await.fields.len(), 3);
}

#[tokio::test]
async fn a_step_that_the_contracts_life_does_not_allow_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let page = freeze(&world, &client).await;
    let reason =
        |page: &Value, why: &str| json!({ "contract_id": page["contract"]["id"], "reason": why });
    let file = json!({ "contract_id": page["contract"]["id"], "file": "signed" });
    let unsigned = world.refused("contract_pdf", file).await;
    assert_eq!(unsigned.message, "Nobody has signed this contract yet.");

    let page = sign(&world, &page, "client").await;
    let twice = world.refused("sign_contract", signing(&page, "client")).await;
    assert!(twice.message.starts_with("The Client has signed already."), "{}", twice.message);
    let draft = json!({ "client_id": client, "answers": {} });
    let again = world.refused("freeze_contract", draft.clone()).await;
    assert!(again.message.contains("waits for signatures"), "{}", again.message);
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert_eq!(form["open_contract"], page["contract"]["id"]);
    assert_eq!(
        world.refused("withdraw_contract", reason(&page, " ")).await.fields[0].field,
        "reason"
    );
    assert_eq!(world.done("contract", asked(&page)).await, page);

    let gone = world.done("withdraw_contract", reason(&page, "Wrong facility limit")).await;
    assert_eq!(gone["contract"]["stage"], "withdrawn");
    assert_eq!(gone["events"].as_array().unwrap().last().unwrap()["how"], "Wrong facility limit");
    let late = world.refused("sign_contract", signing(&page, "factor")).await;
    assert_eq!(late.message, "This contract was withdrawn on Nov 19, 2026.");
    world.refused("withdraw_contract", reason(&page, "Again")).await;
    assert_eq!(world.done("contract", asked(&page)).await, gone);

    // The terms are a draft again; the next paper under the number is never called the same.
    save_terms(&world, &client, json!({ "facility_limit": "350,000" }), "").await;
    let page = signed_by_both(&world, &client).await;
    assert_eq!(page["contract"]["number"], "CTR-2026-001");
    assert_eq!(page["contract"]["version"], 2);
    assert_eq!(page["contract"]["terms_version"], 1);
    for party in ["client", "factor"] {
        let done = world.refused("sign_contract", signing(&page, party)).await;
        assert!(done.message.starts_with("Both have signed"), "{}", done.message);
    }
    world.refused("withdraw_contract", reason(&page, "Too late")).await;
    assert_eq!(world.done("contract", asked(&page)).await, page);
    let missing = json!({ "contract_id": 999 });
    assert_eq!(json!(world.refused("contract", missing).await.code), json!("not_found"));
}

#[tokio::test]
async fn a_change_of_terms_is_a_new_version_that_names_the_old_one_and_takes_its_place() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let first = signed_by_both(&world, &client).await;
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert_eq!(
        form["refusal"],
        "There is no draft of the terms. Save terms first; the contract prints them."
    );

    world.clock.set("2026-12-01 09:00");
    let values = json!({
        "advance_rate": "80", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
        "facility_limit": "450,000", "recourse_days": "75"
    });
    let saved = save_terms(&world, &client, values, "2027-01-01").await;
    assert_eq!((&saved["version"], &saved["needs_amendment"]), (&json!(2), &json!(true)));
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    assert_eq!(form["number_words"], "CTR-2026-001, version 2");
    assert_eq!(form["refusal"], Value::Null);

    let second = freeze(&world, &client).await;
    let text = words(&paper(&world, &second, "frozen").await);
    assert_holds(
        &text,
        &[
            "amends and restates CTR-2026-001, version 1, dated November 19, 2026",
            "apply to Accounts bought on or after January 1, 2027",
            "Changed terms Term Until now From now on",
            "Advance rate 85.00% 80.00%",
            "Facility limit USD 300,000.00 USD 450,000.00",
        ],
    );
    let changed = text.split("Changed terms").nth(1).unwrap();
    let changed = changed.split("Terms at a glance").next().unwrap();
    assert!(!changed.contains("Recourse"), "only what differs: {changed}");

    sign(&world, &second, "factor").await;
    assert_eq!(world.done("contract", asked(&first)).await["contract"]["stage"], "signed");
    let second = sign(&world, &second, "client").await;
    assert_eq!(second["contract"]["stage"], "signed");
    let old = world.done("contract", asked(&first)).await;
    assert_eq!(old["contract"]["stage"], "superseded");
    assert_eq!(
        old["events"].as_array().unwrap().last().unwrap()["how"],
        "By CTR-2026-001, version 2"
    );
    let refused = world.refused("sign_contract", signing(&first, "client")).await;
    assert_eq!(refused.message, "This version has been replaced by CTR-2026-001, version 2.");

    // Signed, and not yet in force: until its first day the old terms count.
    let terms = world.done("client", json!({ "client_id": client })).await["terms"].clone();
    assert_eq!((&terms["in_force"], &terms["coming"]), (&json!(1), &json!(2)));
    world.clock.set("2027-01-01 00:05");
    let terms = world.done("client", json!({ "client_id": client })).await["terms"].clone();
    assert_eq!((&terms["in_force"], &terms["coming"]), (&json!(2), &Value::Null));
    let frozen = paper(&world, &old, "frozen").await;
    assert_holds(&words(&frozen), &["USD 300,000.00"]);
}

#[tokio::test]
async fn terms_of_a_later_day_are_signed_now_and_wait() {
    let world = World::new().await;
    let client = client_with_terms(&world, "2026-12-15").await;
    let page = signed_by_both(&world, &client).await;
    assert_eq!(page["contract"]["effective_on"], "2026-12-15");
    let terms = world.done("client", json!({ "client_id": client })).await["terms"].clone();
    assert_eq!((&terms["in_force"], &terms["coming"]), (&Value::Null, &json!(1)));
}

#[tokio::test]
async fn a_repeated_call_has_one_effect_and_another_one_is_refused() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let input = json!({ "client_id": client, "answers": {} });
    let first = world.call_as("freeze_contract", input.clone(), "freeze-once").await.unwrap();
    let again = world.call_as("freeze_contract", input, "freeze-once").await.unwrap();
    assert_eq!(first, again);
    let signed = signing(&first, "client");
    let first = world.call_as("sign_contract", signed.clone(), "sign-once").await.unwrap();
    assert_eq!(world.call_as("sign_contract", signed, "sign-once").await.unwrap(), first);
    let rows = world.done("list_contracts", json!({})).await;
    assert_eq!(rows["total"], 1);
    assert_eq!(rows["rows"][0]["stage"], "signed_by_one");
}

#[tokio::test]
async fn what_is_missing_is_asked_for_shown_as_a_blank_and_never_frozen() {
    let world = World::new().await;
    let mut firm = support::firm();
    for field in ["governing_state", "venue"] {
        firm[field] = json!("");
    }
    firm["address"] = json!({});
    for field in ["line1", "line2", "city", "region", "postal_code", "country"] {
        firm["address"][field] = json!("");
    }
    world.done("save_firm", firm).await;
    let client = client_with_terms(&world, "").await;
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    let open = |path: &str| {
        let asked = form["asked"].as_array().unwrap().iter();
        asked.into_iter().find(|value| value["path"] == path).cloned().unwrap()
    };
    let state = open("contract.governing_state");
    assert_eq!((&state["is_asked_here"], &state["value"]), (&json!(true), &json!("")));
    let address = open("firm.address");
    assert_eq!(address["is_asked_here"], false);
    assert_eq!(address["where_to_fill"], "Firm profile");

    let input = json!({
        "client_id": client,
        "answers": { "contract.governing_state": "Ohio", "guarantor.name": "Nadia Ferro" }
    });
    let preview = world.done("preview_contract", input.clone()).await;
    let missing: Vec<&str> = preview["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["path"].as_str().unwrap())
        .collect();
    assert_eq!(missing, ["firm.address", "guarantor.address", "contract.venue"]);
    assert_eq!(
        preview["values_total"].as_u64().unwrap() - preview["values_filled"].as_u64().unwrap(),
        3
    );
    assert!(preview["data"].as_str().unwrap().len() > 10_000);
    let error = world.refused("freeze_contract", input).await;
    let fields: Vec<&str> = error.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, missing);
    let misplaced = json!({ "client_id": client, "answers": { "terms.advance_rate": "99.00%" } });
    let error = world.refused("preview_contract", misplaced).await;
    assert_eq!(error.fields[0].field, "terms.advance_rate");
    assert_eq!(world.done("list_contracts", json!({})).await["total"], 0);

    world.done("save_firm", support::firm()).await;
    let input = json!({
        "client_id": client,
        "answers": { "contract.venue": "the courts of Ohio", "guarantor.name": "none" }
    });
    let page = world.done("freeze_contract", input).await;
    let text = words(&paper(&world, &page, "frozen").await);
    assert_holds(&text, &["brought in the courts of Ohio", "the State of New York governs"]);
    assert!(!text.contains("Guarantor"), "{text}");
}

#[tokio::test]
async fn nothing_is_frozen_without_a_draft_for_the_archived_or_in_letters_no_font_has() {
    let world = World::new().await;
    let client = world.client("Aldercrest Freight LLC").await;
    let input = json!({ "client_id": client, "answers": {} });
    for command in ["freeze_contract", "preview_contract"] {
        let error = world.refused(command, input.clone()).await;
        assert!(error.message.starts_with("There is no draft"), "{}", error.message);
    }
    save_terms(&world, &client, json!({}), "").await;
    let archive = json!({ "client_id": client, "status": "archived" });
    world.done("set_client_status", archive).await;
    let error = world.refused("freeze_contract", input).await;
    assert!(error.message.contains("is archived"), "{}", error.message);

    let client = world.client("Freight \u{1F69A} Company").await;
    save_terms(&world, &client, json!({}), "").await;
    let input = json!({ "client_id": client, "answers": {} });
    let preview = world.done("preview_contract", input.clone()).await;
    assert!(preview["warnings"][0].as_str().unwrap().contains('\u{1F69A}'));
    let error = world.refused("freeze_contract", input).await;
    assert!(error.message.contains("nothing was frozen"), "{}", error.message);
    assert_eq!(world.done("list_contracts", json!({})).await["total"], 0);
}

#[tokio::test]
async fn the_list_counts_filters_and_pages_and_numbers_count_within_a_year() {
    let world = World::new().await;
    let mut numbers = Vec::new();
    for (name, at) in [
        ("Aldercrest Freight LLC", "2026-11-19 10:00"),
        ("Brinmoor Staffing LLC", "2026-12-31 23:59"),
        ("Eskfield Electrical LLC", "2027-01-01 00:00"),
    ] {
        world.clock.set(at);
        let client = world.client(name).await;
        save_terms(&world, &client, json!({}), "").await;
        let page = freeze(&world, &client).await;
        numbers.push(page["contract"]["number"].as_str().unwrap().to_owned());
        if name.starts_with("Aldercrest") {
            sign(&world, &page, "client").await;
            sign(&world, &page, "factor").await;
        }
    }
    assert_eq!(numbers, ["CTR-2026-001", "CTR-2026-002", "CTR-2027-001"]);
    for (query, names, total) in [
        (json!({}), vec!["Eskfield", "Brinmoor", "Aldercrest"], 3),
        (json!({ "offset": 1, "limit": 1 }), vec!["Brinmoor"], 3),
        (json!({ "view": "to_sign" }), vec!["Eskfield", "Brinmoor"], 2),
        (json!({ "view": "signed" }), vec!["Aldercrest"], 1),
        (json!({ "text": "ÉSKFIELD" }), vec!["Eskfield"], 1),
        (json!({ "text": "ctr-2026" }), vec!["Brinmoor", "Aldercrest"], 2),
        (json!({ "text": "ctr-2026", "view": "signed" }), vec!["Aldercrest"], 1),
        (json!({ "text": "%" }), vec![], 0),
    ] {
        let page = world.done("list_contracts", query.clone()).await;
        let shown: Vec<&str> = page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["client_name"].as_str().unwrap().split(' ').next().unwrap())
            .collect();
        assert_eq!((shown, page["total"].as_u64()), (names, Some(total)), "{query}");
        for (view, count) in [("all", 3), ("to_sign", 2), ("signed", 1), ("in_force", 1)] {
            assert_eq!(page["views"][view], count, "{view}");
        }
    }
}
