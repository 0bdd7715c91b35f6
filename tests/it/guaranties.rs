//! The papers beside the agreement: guaranties, fee schedules and term sheets.

use factor_app::error::AppError;
use serde_json::{Value, json};
use support::World;

use crate::contracts::{
    asked, assert_holds, client_with_terms, freeze, paper, save_terms, sign, signed_by_both,
    signing, words,
};

fn person(client: &Value) -> Value {
    json!({
        "client_id": client, "guarantor_id": null, "kind": "person", "name": "Nadia Ferro",
        "legal_form": "", "state_of_formation": "", "scope": "payment", "limit": "250,000",
        "email": "nadia@ferro.example",
        "address": {
            "line1": "19 Orchard Lane", "line2": "", "city": "Winthrop", "region": "MA",
            "postal_code": "02152", "country": ""
        }
    })
}

async fn guarantor(world: &World, client: &Value) -> Value {
    world.done("save_guarantor", person(client)).await["guarantor_id"].clone()
}

async fn guaranty(world: &World, client: &Value, guarantor: &Value) -> Value {
    let input = json!({ "client_id": client, "guarantor_id": guarantor, "answers": {} });
    world.done("freeze_contract", input).await
}

fn signing_of_guarantor(page: &Value) -> Value {
    json!({
        "contract_id": page["contract"]["id"], "party": "guarantor", "name": "Nadia Ferro",
        "title": "Individually", "place": "Winthrop, MA", "identity": "Passport seen",
        "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
    })
}

fn is_at(refused: &AppError, field: &str) -> bool {
    refused.fields.iter().any(|one| one.field == field)
}

async fn standing(world: &World, agreement: &Value) -> Vec<(String, String)> {
    let page = world.done("contract", asked(agreement)).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = page["guaranties"].as_array().unwrap().iter();
    rows.map(|row| (text(&row["standing"]), text(&row["words"]))).collect()
}

#[tokio::test]
async fn a_guaranty_is_drawn_up_signed_by_the_guarantor_and_accepted_by_the_firm() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let who = guarantor(&world, &client).await;
    let of_guarantor = json!({ "client_id": client, "guarantor_id": who });
    let form = world.done("contract_form", of_guarantor.clone()).await;
    assert!(
        form["refusal"].as_str().unwrap().contains("no agreement that a guaranty could secure")
    );

    // The agreement names the guarantor that has a record, and asks for the guaranty it gives.
    let agreement = freeze(&world, &client).await;
    let text = words(&paper(&world, &agreement, "frozen").await);
    assert_holds(&text, &["Nadia Ferro, of 19 Orchard Lane", "a separate guaranty of payment"]);
    let missing = ("missing".to_owned(), "No guaranty is drawn up".to_owned());
    assert_eq!(standing(&world, &agreement).await, [missing]);

    let form = world.done("contract_form", of_guarantor).await;
    assert_eq!(
        (&form["refusal"], &form["form"], &form["wording_id"], &form["guarantor_name"]),
        (&Value::Null, &json!("guaranty"), &json!("payment_guaranty"), &json!("Nadia Ferro"))
    );
    assert_eq!(form["wordings"].as_array().unwrap().len(), 2, "only guaranties are offered");
    let page = guaranty(&world, &client, &who).await;
    assert_eq!(page["contract"]["number"], "GTY-2026-001");
    assert_eq!(page["secures"]["number"], "CTR-2026-001");
    assert_eq!(page["next_party"], "guarantor");
    assert_eq!(page["signers"][1]["title"], "Individually");
    let to_sign = ("to_sign".to_owned(), "GTY-2026-001 waits for signatures".to_owned());
    assert_eq!(standing(&world, &agreement).await, [to_sign]);

    let stranger = world.refused("sign_contract", signing(&page, "client")).await;
    assert!(stranger.message.contains("The Client does not sign this paper"), "{stranger:?}");
    world.done("sign_contract", signing_of_guarantor(&page)).await;
    let page = sign(&world, &page, "factor").await;
    assert_eq!(page["contract"]["stage"], "signed");
    let last = page["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["how"], "Both have signed; the guaranty is in force");
    let in_force = ("in_force".to_owned(), "GTY-2026-001, signed on Nov 19, 2026".to_owned());
    assert_eq!(standing(&world, &agreement).await, [in_force]);
    let text = words(&paper(&world, &page, "signed").await);
    assert_holds(
        &text,
        &[
            "Guaranty of Payment",
            "Factoring and Security Agreement CTR-2026-001, dated November 19, 2026",
            "not more than USD 250,000.00 in all",
            "the Guarantor",
            "Record of signing",
            "Passport seen",
            "Guarantor record",
        ],
    );
    // It agrees no terms: the agreement still waits, and nothing is bought under a guaranty.
    let shown = world.done("client", json!({ "client_id": client })).await;
    assert_eq!((&shown["status"], &shown["contract"]), (&json!("prospect"), &json!("to_sign")));
}

#[tokio::test]
async fn a_later_guaranty_takes_the_place_of_the_one_before_under_the_same_number() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let agreement = signed_by_both(&world, &client).await;
    let who = guarantor(&world, &client).await;
    let first = guaranty(&world, &client, &who).await;
    let again = json!({ "client_id": client, "guarantor_id": who, "answers": {} });
    let refused = world.refused("freeze_contract", again.clone()).await;
    assert!(refused.message.contains("waits for signatures"), "{}", refused.message);
    let removing = json!({ "guarantor_id": who });
    assert!(
        world.refused("remove_guarantor", removing.clone()).await.message.contains("Withdraw it")
    );
    world.done("sign_contract", signing_of_guarantor(&first)).await;
    sign(&world, &first, "factor").await;
    assert!(world.refused("remove_guarantor", removing).await.message.contains("in force"));

    let mut changed = person(&client);
    changed["guarantor_id"] = who.clone();
    changed["limit"] = json!("");
    world.done("save_guarantor", changed).await;
    let second = world.done("freeze_contract", again).await;
    assert_eq!(
        (&second["contract"]["number"], &second["contract"]["version"]),
        (&first["contract"]["number"], &json!(2))
    );
    let text = words(&paper(&world, &second, "frozen").await);
    assert_holds(
        &text,
        &["is not limited in amount", "amends and restates GTY-2026-001, version 1"],
    );
    world.done("sign_contract", signing_of_guarantor(&second)).await;
    sign(&world, &second, "factor").await;
    assert_eq!(world.done("contract", asked(&first)).await["contract"]["stage"], "superseded");
    // The agreement is not touched by any of it.
    let page = world.done("contract", asked(&agreement)).await;
    assert_eq!(page["contract"]["stage"], "signed");
    assert_eq!(page["chain"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whom_the_agreement_names_without_a_record_is_missing_a_guaranty() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let answers = json!({ "guarantor.name": "Omar Reyes", "guarantor.address": "1 Main Street" });
    let input = json!({ "client_id": client, "answers": answers });
    let agreement = world.done("freeze_contract", input).await;
    let page = world.done("contract", asked(&agreement)).await;
    let row = &page["guaranties"][0];
    assert_eq!((&row["name"], &row["is_named"]), (&json!("Omar Reyes"), &json!(true)));
    assert_eq!((&row["standing"], &row["guarantor_id"]), (&json!("missing"), &Value::Null));
}

#[tokio::test]
async fn a_guarantor_is_checked_at_each_field() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    for (field, value, wrong) in [
        ("name", json!(""), "name"),
        ("kind", json!("company"), "legal_form"),
        ("limit", json!("0"), "limit"),
        ("limit", json!("much"), "limit"),
        ("email", json!("nobody"), "email"),
    ] {
        let mut input = person(&client);
        input[field] = value;
        let refused = world.refused("save_guarantor", input).await;
        assert!(is_at(&refused, wrong), "{field}: {refused:?}");
    }
    let who = guarantor(&world, &client).await;
    let rows = world.done("guarantors", json!({ "client_id": client })).await;
    assert_eq!(rows["rows"][0]["words"], "Answers for payment, up to USD 250,000.00");
    world.done("remove_guarantor", json!({ "guarantor_id": who })).await;
    let rows = world.done("guarantors", json!({ "client_id": client })).await;
    assert_eq!(rows["rows"], json!([]));
}

#[tokio::test]
async fn a_fee_schedule_changes_the_terms_as_an_amendment_does() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let agreement = signed_by_both(&world, &client).await;
    let input = json!({ "client_id": client, "wording_id": "fee_schedule", "answers": {} });
    let values = json!({ "advance_rate": "90", "facility_limit": "300,000" });
    save_terms(&world, &client, values, "").await;
    let rider = world.done("freeze_contract", input).await;
    assert_eq!(rider["contract"]["version_words"], "version 2, amendment 1");
    let text = words(&paper(&world, &rider, "frozen").await);
    assert_holds(
        &text,
        &[
            "Fee Schedule",
            "Changed terms",
            "supersedes the terms of CTR-2026-001, version 1",
            "Advance 90.00% of the Face Amount",
            "It takes the place of Schedule 1",
            "Rates and worked examples",
            "Worked examples",
        ],
    );
    sign(&world, &rider, "client").await;
    sign(&world, &rider, "factor").await;
    let page = world.done("contract", asked(&agreement)).await;
    assert_eq!(page["contract"]["stage"], "signed", "the agreement stays in place");
    assert_eq!(page["chain"][1]["name"], "Amendment 1");
    let shown = world.done("client", json!({ "client_id": client })).await;
    assert_eq!(shown["terms"]["in_force"], 2);
}

#[tokio::test]
async fn a_term_sheet_offers_terms_until_a_day_and_puts_none_in_force() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let sheet = |until: &str| {
        let answers = json!({ "contract.offer_until": until });
        json!({
            "client_id": client, "wording_id": "preliminary_term_sheet", "answers": answers
        })
    };
    for wrong in ["", "yesterday", "some day"] {
        let refused = world.refused("freeze_contract", sheet(wrong)).await;
        assert!(is_at(&refused, "contract.offer_until"), "{wrong}: {refused:?}");
    }
    let page = world.done("freeze_contract", sheet("2026-12-04")).await;
    assert_eq!(page["contract"]["number"], "TS-2026-001");
    assert_eq!(page["offer_until"], "2026-12-04");
    let text = words(&paper(&world, &page, "frozen").await);
    assert_holds(
        &text,
        &[
            "Preliminary Term Sheet",
            "open until December 4, 2026",
            "Facility Limit USD 300,000.00",
            "is not an agreement to buy invoices",
        ],
    );
    // Its terms stay a draft that can change, but not vanish: the paper names them.
    let discarded = world.refused("discard_terms_draft", json!({ "client_id": client })).await;
    assert!(discarded.message.contains("drawn up from this draft"), "{}", discarded.message);

    world.clock.set("2026-12-05 10:00");
    let late = world.refused("sign_contract", signing(&page, "client")).await;
    assert!(late.message.contains("open until Dec 4, 2026"), "{}", late.message);
    world.clock.set("2026-12-04 10:00");
    world.done("sign_contract", signing(&page, "client")).await;
    let page = world.done("sign_contract", signing(&page, "factor")).await;
    assert_eq!(page["contract"]["stage"], "signed");
    let shown = world.done("client", json!({ "client_id": client })).await;
    assert_eq!((&shown["status"], &shown["contract"]), (&json!("prospect"), &json!("none")));
    assert_eq!(shown["terms"]["in_force"], Value::Null);

    // The agreement follows on the same draft, and no offer after it.
    let agreement = signed_by_both(&world, &client).await;
    assert_eq!(agreement["contract"]["number"], "CTR-2026-001");
    save_terms(&world, &client, json!({ "advance_rate": "90" }), "").await;
    let refused = world.refused("freeze_contract", sheet("2026-12-31")).await;
    assert!(refused.message.contains("has signed an agreement"), "{}", refused.message);
}

#[tokio::test]
async fn a_paper_is_drawn_up_from_a_wording_of_its_own_kind() {
    let world = World::new().await;
    let client = client_with_terms(&world, "").await;
    let who = guarantor(&world, &client).await;
    let of_client = json!({ "client_id": client, "wording_id": "validity_guaranty" });
    let refused = world.refused("contract_form", of_client).await;
    assert!(refused.message.contains("is a guaranty"), "{}", refused.message);
    let of_guarantor = json!({
        "client_id": client, "guarantor_id": who, "wording_id": "amendment_of_terms"
    });
    let refused = world.refused("contract_form", of_guarantor).await;
    assert!(refused.message.contains("is not for a guarantor"), "{}", refused.message);

    // A firm words its own guaranty; the next one of this guarantor is drawn up from it.
    let copy = json!({ "wording_id": "validity_guaranty", "name": "Our guaranty" });
    let own = world.done("duplicate_wording", copy).await["row"]["wording_id"].clone();
    freeze(&world, &client).await;
    let input = json!({
        "client_id": client, "guarantor_id": who, "wording_id": own, "answers": {}
    });
    let page = world.done("freeze_contract", input).await;
    assert_eq!(page["contract"]["title"], "Validity Guaranty");
    let withdrawal = json!({ "contract_id": page["contract"]["id"], "reason": "Another limit" });
    world.done("withdraw_contract", withdrawal).await;
    let form = json!({ "client_id": client, "guarantor_id": who });
    let form = world.done("contract_form", form).await;
    assert_eq!(
        (&form["wording_id"], &form["number_words"]),
        (&own, &json!("GTY-2026-001, version 2"))
    );
}
