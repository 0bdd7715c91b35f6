//! Debtors: entering, duplicates, limits, notices, how they pay, and two records made one.

use factor_app::error::Code;
use factor_store::{Passphrase, Unlock, Vault};
use serde_json::{Value, json};
use support::debtor_inputs::debtor_form;
use support::{PASSPHRASE, World};

use crate::books::with_books;

async fn enter(world: &World, name: &str) -> Value {
    let form = json!({ "debtor": { "legal_name": name }, "is_approved": true });
    world.done("create_debtor", form).await["debtor_id"].clone()
}

async fn page(world: &World, id: &Value) -> Value {
    world.done("debtor", json!({ "debtor_id": id })).await
}

async fn names(world: &World, query: Value) -> Vec<String> {
    let rows = world.done("list_debtors", query).await;
    let rows = rows["rows"].as_array().unwrap();
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

async fn id_of(world: &World, name: &str) -> Value {
    let rows = world.done("list_debtors", json!({ "text": name })).await;
    rows["rows"][0]["id"].clone()
}

/// The form as it is kept with some fields typed anew.
async fn change(world: &World, id: &Value, typed: Value) {
    let mut form = world.done("debtor_form", json!({ "debtor_id": id })).await;
    for (field, value) in typed.as_object().unwrap() {
        form["debtor"][field] = value.clone();
    }
    let update = json!({
        "debtor_id": id, "revision": form["revision"], "debtor": form["debtor"],
        "is_different_business": false
    });
    world.done("update_debtor", update).await;
}

/// What the log says of debtors, oldest first.
async fn logged(world: &World) -> Vec<String> {
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let unlock = Unlock::Passphrase(&passphrase);
    let vault = Vault::open(&world.vault_folder(), unlock).await.unwrap();
    let mut read = vault.ledger().read().await.unwrap();
    let acts =
        sqlx::query_scalar("SELECT what FROM log_entry WHERE what LIKE 'debtor%' ORDER BY seq")
            .fetch_all(read.connection())
            .await
            .unwrap();
    drop(read);
    vault.close().await.unwrap();
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    acts
}

#[tokio::test]
async fn a_debtor_is_entered_shown_changed_and_found() {
    let world = World::new().await;
    let create = json!({ "debtor": debtor_form("Pell Harbor Foods, Inc."), "is_approved": false });
    let saved = world.done("create_debtor", create).await;
    let id = saved["debtor_id"].clone();
    let shown = page(&world, &id).await;
    for (field, value) in [
        ("name", json!("Pell Harbor Foods, Inc.")),
        ("status", json!("pending")),
        ("country", json!("US")),
        ("address_lines", json!(["1 Pier Road", "Boston, MA 02110"])),
        ("limit_until", json!("2027-06-30")),
        ("review_on", json!("2027-01-15")),
        ("is_review_due", json!(false)),
        ("merged_into", Value::Null),
        ("warnings", json!(["Not approved yet: nothing is bought before it is."])),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    assert_eq!(shown["limit"]["limit"]["minor"], 5_000_000);
    assert_eq!(shown["rating"]["words"], "Not rated yet");

    change(&world, &id, json!({ "legal_name": "Pell Harbor Provisions" })).await;
    assert_eq!(page(&world, &id).await["revision"], 2);
    let stale = json!({
        "debtor_id": id, "revision": 1, "debtor": debtor_form("Pell Harbour"),
        "is_different_business": false
    });
    assert_eq!(world.refused("update_debtor", stale).await.code, Code::Conflict);

    let approve = json!({ "debtor_id": id, "status": "approved" });
    let approved = world.done("set_debtor_status", approve).await;
    assert_eq!(approved["previous_status"], "pending");
    let found = world.done("find", json!({ "text": "provisions", "limit": 5 })).await;
    assert_eq!(found["rows"][0]["target"], json!({ "kind": "debtor", "debtor_id": id }));
    assert_eq!(logged(&world).await, ["debtor.created", "debtor.changed", "debtor.status_set"]);
}

#[tokio::test]
async fn every_wrong_field_of_a_debtor_is_named() {
    let world = World::new().await;
    for (field, value) in [
        ("legal_name", ""),
        ("country", "USA"),
        ("phone", "12"),
        ("email", "payables@harbor"),
        ("limit", "much"),
        ("limit", "-5"),
        ("limit_until", "someday"),
        ("limit_review_on", "2026-02-30"),
    ] {
        let mut form = debtor_form("Pell Harbor Foods");
        form[field] = json!(value);
        let error = world.refused("create_debtor", json!({ "debtor": form })).await;
        let fields: Vec<&str> = error.fields.iter().map(|found| found.field.as_str()).collect();
        assert_eq!((error.code, fields), (Code::Invalid, vec![field]), "{value}");
    }
    let mut form = debtor_form("Pell Harbor Foods");
    form["limit"] = json!("");
    let error = world.refused("create_debtor", json!({ "debtor": form })).await;
    assert_eq!(error.fields[0].field, "limit_until");
    assert_eq!(names(&world, json!({})).await, [""; 0]);
}

#[tokio::test]
async fn a_second_spelling_is_seen_while_it_is_typed_and_needs_a_word_to_be_kept() {
    let world = World::new().await;
    let acme = enter(&world, "ACME Ltd").await;
    enter(&world, "Halden Foods Inc.").await;
    for (typed, expected, likeness, words) in [
        ("Acme Limited", Some("ACME Ltd"), "same", "the same name"),
        ("A.C.M.E.", Some("ACME Ltd"), "same", "the same name"),
        ("Acne", Some("ACME Ltd"), "near", "one letter differs"),
        ("haldne foods", Some("Halden Foods Inc."), "near", "one letter differs"),
        ("HaldenFoods", Some("Halden Foods Inc."), "same", "the same name"),
        ("Hal", Some("Halden Foods Inc."), "begins", "begins so"),
        ("Corvane Pharma", None, "", ""),
        ("", None, "", ""),
    ] {
        let asked = json!({ "name": typed, "debtor_id": null });
        let found = world.done("possible_duplicates", asked).await;
        let row = &found["rows"][0];
        assert_eq!(row["name"].as_str(), expected, "{typed}");
        if expected.is_some() {
            assert_eq!(
                (row["likeness"].as_str(), row["words"].as_str()),
                (Some(likeness), Some(words)),
                "{typed}"
            );
        }
    }
    let own = json!({ "name": "Acme", "debtor_id": acme });
    assert_eq!(world.done("possible_duplicates", own).await["rows"], json!([]));

    let mut second = json!({ "debtor": { "legal_name": "Acme, Limited" } });
    let error = world.refused("create_debtor", second.clone()).await;
    assert_eq!(error.fields[0].field, "legal_name");
    assert!(error.message.contains("different business"), "{}", error.message);
    second["is_different_business"] = json!(true);
    world.done("create_debtor", second).await;
    assert_eq!(names(&world, json!({ "text": "acme" })).await, ["ACME Ltd", "Acme, Limited"]);
}

#[tokio::test]
async fn exposure_payment_and_rating_come_from_the_books() {
    let world = with_books().await;
    let id = id_of(&world, "Tarn Valley").await;
    let shown = page(&world, &id).await;
    // What stands in the positions of the books is the same figure.
    let sum: i64 =
        shown["invoices"].as_array().unwrap().iter().map(|row| minor(&row["open"])).sum();
    assert!(sum > 0);
    assert_eq!(minor(&shown["exposure"]["amount"]), sum);
    let lines = shown["exposure"]["working"]["lines"].as_array().unwrap();
    assert_eq!(lines.iter().map(|line| minor(&line["amount"])).sum::<i64>(), sum);
    let late = |row: &&Value| row["is_past_due"] == true;
    let past_due: i64 = shown["invoices"]
        .as_array()
        .unwrap()
        .iter()
        .filter(late)
        .map(|row| minor(&row["open"]))
        .sum();
    assert_eq!(minor(&shown["past_due"]["amount"]), past_due);
    assert!(minor(&shown["high_balance"]["amount"]["amount"]) >= sum);
    assert!(shown["days_to_pay"]["value"].is_string());
    assert_eq!(shown["days_to_pay"]["working"]["title"], "Days to pay, weighted by face");

    let row = world.done("list_debtors", json!({ "text": "tarn valley" })).await["rows"][0].clone();
    assert_eq!(row["exposure"], shown["exposure"]["amount"]);
    assert_eq!(row["days_to_pay"], shown["days_to_pay"]["value"]);
    assert_eq!(row["rating"], shown["rating"]["rating"]);
    let error = json!({ "debtor_id": id, "status": "archived" });
    let error = world.refused("set_debtor_status", error).await;
    assert!(error.message.contains("still owes"), "{}", error.message);
}

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or(0)
}

#[tokio::test]
async fn the_list_is_filtered_sorted_and_counted() {
    let world = with_books().await;
    let by_exposure = names(&world, json!({ "sort": "exposure", "is_descending": true })).await;
    assert_eq!(by_exposure.len(), 5);
    let largest = id_of(&world, &by_exposure[0]).await;
    let smallest = id_of(&world, &by_exposure[4]).await;
    change(&world, &largest, json!({ "limit": "10", "limit_review_on": "2026-11-19" })).await;
    change(&world, &smallest, json!({ "limit": "900,000", "limit_review_on": "2026-12-24" })).await;
    let first = [by_exposure[0].as_str()];
    for (query, expected) in [
        (json!({ "view": "over_limit" }), &first[..]),
        (json!({ "view": "to_review" }), &first),
        (json!({ "view": "pending" }), &[]),
        (json!({ "text": "harbor pell" }), &["Pell Harbor Catering", "Pell Harbor Foods"]),
    ] {
        assert_eq!(names(&world, query.clone()).await, expected, "{query}");
    }
    let limited = names(&world, json!({ "sort": "limit_use", "is_descending": true })).await;
    assert_eq!(limited[..2], [by_exposure[0].clone(), by_exposure[4].clone()]);
    let reviewed = names(&world, json!({ "sort": "next_review" })).await;
    assert_eq!(reviewed[..2], [by_exposure[0].clone(), by_exposure[4].clone()]);
    for sort in ["name", "exposure", "limit_use", "past_due", "days_to_pay", "next_review"] {
        for is_descending in [false, true] {
            let query = json!({ "sort": sort, "is_descending": is_descending });
            assert_eq!(names(&world, query).await.len(), 5, "{sort}");
        }
    }
    let list = world.done("list_debtors", json!({ "view": "over_limit", "limit": 1 })).await;
    assert_eq!(
        (&list["total"], &list["of"], &list["views"]["all"]),
        (&json!(1), &json!(1), &json!(5))
    );
    assert_eq!(list["rows"][0]["limit"]["is_over"], true);
}

#[tokio::test]
async fn limits_buying_and_notices_are_kept_for_each_client() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let id = enter(&world, "Corvane Pharma").await;
    let pair = |limit: &str| {
        json!({
            "client_id": client, "debtor_id": id, "is_bought": false, "limit": limit,
            "is_affiliate": true, "is_contra": false
        })
    };
    world.done("save_pair", pair("20,000")).await;
    assert_eq!(world.refused("save_pair", pair("x")).await.fields[0].field, "limit");
    let notice = |stage: &str, on: &str| {
        json!({
            "client_id": client, "debtor_id": id, "stage": stage, "on": on, "way": "courier"
        })
    };
    for (stage, on, words) in [
        ("sent", "2026-11-10", "Sent Nov 10, 2026, by courier"),
        ("delivered", "2026-11-12", "Delivered Nov 12, 2026, by courier"),
        ("acknowledged", "", "Acknowledged Nov 19, 2026, by courier"),
        ("returned", "yesterday", "Returned Nov 18, 2026, by courier"),
        ("none", "", "Not sent"),
    ] {
        world.done("set_notice", notice(stage, on)).await;
        let seller = page(&world, &id).await["sellers"][0].clone();
        assert_eq!(seller["notice_words"], words);
        assert_eq!((&seller["is_bought"], &seller["is_affiliate"]), (&json!(false), &json!(true)));
        assert_eq!(seller["limit"]["limit"]["minor"], 2_000_000);
    }
    let early = world.refused("set_notice", notice("sent", "tomorrow")).await;
    assert_eq!(early.fields[0].field, "on");
    let picked = world.done("pick_debtors", json!({ "text": "corv", "client_id": client })).await;
    assert_eq!(picked["rows"][0]["is_no_buy"], true);
}

#[tokio::test]
async fn people_and_groups_of_a_debtor_are_kept() {
    let world = with_books().await;
    let id = id_of(&world, "Wexcombe").await;
    let contact = |name: &str, verifies: bool| {
        json!({
            "debtor_id": id, "contact_id": null, "name": name, "role": "Payables", "phone": "",
            "email": "", "verifies": verifies, "pays": !verifies
        })
    };
    let payer = world.done("save_debtor_contact", contact("Ines Moreau", false)).await;
    world.done("save_debtor_contact", contact("Tomas Lind", true)).await;
    let shown = page(&world, &id).await;
    assert_eq!(shown["contacts"][0]["name"], "Tomas Lind", "who verifies comes first");
    world.done("remove_debtor_contact", json!({ "contact_id": payer["contact_id"] })).await;
    let gone = world.refused("remove_debtor_contact", json!({ "contact_id": payer["contact_id"] }));
    assert_eq!(gone.await.code, Code::NotFound);
    assert_eq!(page(&world, &id).await["contacts"].as_array().unwrap().len(), 1);

    let group = json!({ "group_id": null, "name": "Tarn Group", "limit": "100" });
    let group = world.done("save_debtor_group", group).await["group_id"].clone();
    let again = json!({ "group_id": null, "name": "TARN GROUP", "limit": "" });
    assert_eq!(world.refused("save_debtor_group", again).await.fields[0].field, "name");
    for name in ["Tarn Valley", "Wexcombe"] {
        let member = id_of(&world, name).await;
        change(&world, &member, json!({ "group_id": group })).await;
    }
    let (one, other) =
        (page(&world, &id).await, page(&world, &id_of(&world, "Tarn Valley").await).await);
    let both = minor(&one["exposure"]["amount"]) + minor(&other["exposure"]["amount"]);
    assert_eq!(minor(&one["group"]["open"]), both);
    assert_eq!(one["group"]["others"][0]["name"], "Tarn Valley Grocers");
    let over = "More is open on Tarn Group than the group's limit allows.";
    assert!(one["warnings"].as_array().unwrap().contains(&json!(over)));
}

/// What the checks of the books found, without the count of the log's rows.
fn about_the_books(checked: &Value) -> Vec<&Value> {
    checked["checks"].as_array().unwrap().iter().filter(|check| check["id"] != "log").collect()
}

#[tokio::test]
async fn two_records_of_one_business_become_one_and_nothing_booked_moves() {
    let world = with_books().await;
    let before = world.done("check_books", json!({})).await;
    let (merged, survivor) = (id_of(&world, "Corvane").await, id_of(&world, "Wexcombe").await);
    let (one, other) = (page(&world, &merged).await, page(&world, &survivor).await);
    let both = minor(&one["exposure"]["amount"]) + minor(&other["exposure"]["amount"]);
    let asked = json!({ "merged_id": merged, "survivor_id": survivor });
    let plan = world.done("plan_merge", asked.clone()).await;
    assert_eq!(minor(&plan["open"]), both);
    world.done("merge_debtors", asked.clone()).await;

    let shown = page(&world, &survivor).await;
    assert_eq!(minor(&shown["exposure"]["amount"]), both);
    assert_eq!(shown["merged"][0]["name"], "Corvane Pharma");
    let archived = page(&world, &merged).await;
    assert_eq!(
        (&archived["status"], &archived["merged_into"]["id"]),
        (&json!("archived"), &survivor)
    );
    assert_eq!(names(&world, json!({ "view": "archived" })).await, ["Corvane Pharma"]);
    let row = world.done("list_debtors", json!({ "text": "wexcombe" })).await["rows"][0].clone();
    assert_eq!(minor(&row["exposure"]), both);
    // The old name finds the one that stands for it, everywhere.
    let picked = world.done("pick_debtors", json!({ "text": "corvane", "client_id": null })).await;
    assert_eq!(picked["rows"][0]["debtor_id"], survivor);
    let asked_name = json!({ "name": "Corvane Pharma Ltd", "debtor_id": null });
    let likely = world.done("possible_duplicates", asked_name).await;
    assert_eq!(likely["rows"][0]["words"], "the same name: merged as Corvane Pharma");
    let found = world.done("find", json!({ "text": "corvane", "limit": 5 })).await;
    assert_eq!(found["rows"][0]["target"]["debtor_id"], survivor);
    // The books are what they were; only the log has grown.
    let after = world.done("check_books", json!({})).await;
    assert_eq!(about_the_books(&before), about_the_books(&after));

    assert_eq!(world.refused("merge_debtors", asked).await.code, Code::Refused);
    let form = json!({
        "debtor_id": merged, "revision": archived["revision"],
        "debtor": { "legal_name": "Corvane" }, "is_different_business": false
    });
    assert_eq!(world.refused("update_debtor", form).await.code, Code::Refused);
    world.done("separate_debtor", json!({ "debtor_id": merged })).await;
    let apart = page(&world, &merged).await;
    assert_eq!(
        (&apart["status"], &apart["exposure"]["amount"]),
        (&json!("pending"), &one["exposure"]["amount"])
    );
    assert_eq!(logged(&world).await.last().unwrap(), "debtor.separated");
}
