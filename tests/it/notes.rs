//! Notes: what is kept, what is refused, the files and the timeline.

use serde_json::{Value, json};
use support::World;

/// "%PDF-1.4 hello" and one pixel of PNG.
const PDF: &str = "JVBERi0xLjQgaGVsbG8=";
const PNG: &str = "iVBORw0KGgoAAAANSUhEUg==";

fn note(client: &Value, text: &str) -> Value {
    json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "", "channel": "call",
        "direction": "outgoing", "outcome": "reached", "text": text, "day": "", "time": "",
        "next": null, "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    })
}

fn with(mut note: Value, field: &str, value: Value) -> Value {
    note[field] = value;
    note
}

async fn timeline(world: &World, client: &Value) -> Value {
    timeline_of(world, client, &["note"]).await
}

/// One that has only lines of these kinds.
async fn timeline_of(world: &World, client: &Value, kinds: &[&str]) -> Value {
    let filter = json!({ "kinds": kinds, "person": "", "from": "", "until": "" });
    let subject = json!({ "kind": "client", "id": client });
    let query = json!({ "subject": subject, "filter": filter, "limit": 200 });
    world.done("timeline", query).await
}

/// What its entries say.
fn lines(shown: &Value) -> Vec<String> {
    let entries = shown["entries"].as_array().unwrap().iter();
    let words = entries.map(|entry| {
        let what = &entry["what"];
        what["title"].as_str().or(what["text"].as_str()).unwrap().to_owned()
    });
    words.collect()
}

async fn attached(world: &World, name: &str, data: &str) -> Value {
    world.done("add_attachment", json!({ "file_name": name, "data": data })).await
}

#[tokio::test]
async fn a_note_keeps_its_contact_its_files_and_its_next_contact() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "(617) 555-0166", "email": "", "is_signer": true
    });
    let contact = world.done("save_contact", contact).await["contact_id"].clone();
    let pdf = attached(&world, "C:\\scans\\agreement:1.pdf", PDF).await;
    let png = attached(&world, "photo.pdf", PNG).await;
    assert_eq!(pdf["name"], "agreement_1.pdf");
    assert_eq!(
        (&pdf["media_type"], &pdf["can_preview"]),
        (&json!("application/pdf"), &json!(true))
    );
    assert_eq!(png["media_type"], "image/png", "its bytes say so, not its name");

    let mut input = note(&client, "She signs on Friday.\nCall in the morning.");
    input["contact_id"] = contact;
    input["attachments"] = json!([pdf["id"], png["id"]]);
    input["next"] = json!({ "day": "fri", "time": "9:30", "reason": "" });
    let saved = world.done("save_note", input).await;
    let follow_up = &saved["follow_up"];
    assert_eq!(follow_up["due"], json!({ "day": "2026-11-20", "time": "09:30" }));
    assert_eq!(follow_up["reason"], "She signs on Friday.");
    assert_eq!(follow_up["contact_name"], "Nadia Ferro");
    assert_eq!(follow_up["contact_phone"], "(617) 555-0166");
    assert_eq!(follow_up["due_words"], "Nov 20");

    let shown = timeline(&world, &client).await;
    assert_eq!(shown["total"], 1);
    assert_eq!(shown["next"][0]["id"], follow_up["id"]);
    let entry = &shown["entries"][0];
    assert_eq!(entry["at"], json!({ "day": "2026-11-19", "time": "10:00" }), "now");
    assert_eq!(entry["what"]["contact_name"], "Nadia Ferro");
    assert_eq!(entry["what"]["attachments"][0], pdf);
    assert_eq!(entry["what"]["follow_up"]["id"], follow_up["id"]);

    let asked = json!({ "attachment_id": pdf["id"] });
    assert_eq!(world.done("attachment", asked.clone()).await["data"], PDF);
    assert_eq!(world.done("save_attachment", asked).await["name"], "agreement_1.pdf");
    let written = std::fs::read(world.folder().join("saved/agreement_1.pdf")).unwrap();
    assert_eq!(written, b"%PDF-1.4 hello");
}

#[tokio::test]
async fn a_wrong_note_names_each_wrong_field_and_keeps_nothing() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let next = |day: &str, time: &str| json!({ "day": day, "time": time, "reason": "" });
    let long_reason = json!({ "day": "+1", "time": "", "reason": "x".repeat(201) });
    for (field, value, named) in [
        ("text", json!(""), "text"),
        ("text", json!(" \n\t "), "text"),
        ("text", json!("x".repeat(20_001)), "text"),
        ("text", json!("bell \u{7}"), "text"),
        ("text", json!("turned \u{202E}round"), "text"),
        ("contact_name", json!("x".repeat(201)), "contact_name"),
        ("contact_id", json!(999), "contact_id"),
        ("day", json!("soon"), "day"),
        ("day", json!("2026-02-30"), "day"),
        ("day", json!("tomorrow"), "day"),
        ("time", json!("25:00"), "time"),
        ("time", json!("10:02"), "time"),
        ("next", next("", ""), "next.day"),
        ("next", next("yesterday", ""), "next.day"),
        ("next", next("31.2.2027", ""), "next.day"),
        ("next", next("fri", "noonish"), "next.time"),
        ("next", long_reason, "next.reason"),
        ("attachments", json!([12_345]), "attachments"),
    ] {
        let input = with(note(&client, "Spoke with accounts."), field, value.clone());
        let error = world.refused("save_note", input).await;
        let named_fields: Vec<&str> =
            error.fields.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(named_fields, [named], "{field} = {value}");
    }
    let mut all_wrong = note(&client, "");
    all_wrong["day"] = json!("soon");
    all_wrong["next"] = next("soon", "later");
    let error = world.refused("save_note", all_wrong).await;
    assert_eq!(error.fields.len(), 4, "{error:?}");

    let nobody = json!({ "kind": "client", "id": 999 });
    for (field, value) in [("subject", nobody), ("finishes", json!(999))] {
        let input = with(note(&client, "Spoke with accounts."), field, value);
        let error = world.refused("save_note", input).await;
        assert_eq!(json!(error.code), json!("not_found"), "{field}");
    }
    assert_eq!(timeline(&world, &client).await["total"], 0);
}

#[tokio::test]
async fn a_note_at_the_edge_is_kept() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let next = |day: &str, time: &str| json!({ "day": day, "time": time, "reason": "Call" });
    for (field, value, at) in [
        ("text", json!("x".repeat(20_000)), "2026-11-19 10:00"),
        ("text", json!("\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{1F600}"), "2026-11-19 10:00"),
        ("contact_name", json!("The night guard"), "2026-11-19 10:00"),
        ("day", json!("today"), "2026-11-19 10:00"),
        ("day", json!("yesterday"), "2026-11-18 "),
        ("time", json!("9 am"), "2026-11-19 09:00"),
        ("time", json!("10:01"), "2026-11-19 10:01"),
        ("next", next("today", "9:00"), "2026-11-19 10:00"),
        ("next", next("today", ""), "2026-11-19 10:00"),
    ] {
        let input = with(note(&client, "Spoke with accounts."), field, value.clone());
        let saved = world.done("save_note", input).await;
        let key = format!("note-{}", saved["note_id"]);
        let shown = timeline(&world, &client).await;
        let entries = shown["entries"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["key"] == key.as_str()).unwrap();
        let time = entry["at"]["time"].as_str().unwrap_or_default();
        assert_eq!(format!("{} {time}", entry["at"]["day"].as_str().unwrap()), at, "{value}");
        if field == "next" {
            // A time of today that has passed is due at once.
            let due = &saved["follow_up"];
            assert_eq!(due["is_overdue"], json!(value["time"] == "9:00"), "{value}");
        }
    }
}

#[tokio::test]
async fn a_repeated_call_saves_one_note() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let input = note(&client, "Spoke with accounts.");
    let first = world.call_as("save_note", input.clone(), "the-same-id").await.unwrap();
    let second = world.call_as("save_note", input, "the-same-id").await.unwrap();
    assert_eq!(first, second);
    assert_eq!(timeline(&world, &client).await["total"], 1);
}

#[tokio::test]
async fn a_file_belongs_to_one_note() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let file = attached(&world, "scan.pdf", PDF).await;
    let other = attached(&world, "scan.pdf", PDF).await;
    assert_ne!(file["id"], other["id"], "the same bytes twice are two files");
    // Named twice in one note, it still hangs there once.
    let files = json!([file["id"], file["id"]]);
    let first = with(note(&client, "First."), "attachments", files);
    world.done("save_note", first).await;
    let files = json!([other["id"], file["id"]]);
    let second = with(note(&client, "Second."), "attachments", files);
    let error = world.refused("save_note", second).await;
    assert_eq!(error.fields[0].field, "attachments");
    // Nothing of the refused note remains, so the other file is still free.
    let third = with(note(&client, "Third."), "attachments", json!([other["id"]]));
    world.done("save_note", third).await;
    let shown = timeline(&world, &client).await;
    assert_eq!(shown["total"], 2);
    assert_eq!(shown["entries"][1]["what"]["attachments"], json!([file]));
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_says_why() {
    let world = World::new().await;
    let two_hundred_mb = "A".repeat(200 * 1_024 * 1_024 / 3 * 4);
    for (data, message) in [
        ("", "This file is empty. Nothing was attached."),
        ("not base64!!", "This file could not be read. Choose it again."),
        (&two_hundred_mb, "A file can be at most 50 MB; this one has 200 MB."),
    ] {
        let input = json!({ "file_name": "a.pdf", "data": data });
        let error = world.refused("add_attachment", input).await;
        assert_eq!(error.message, message);
    }
    let error = world.refused("attachment", json!({ "attachment_id": 7 })).await;
    assert_eq!(json!(error.code), json!("not_found"));
}

#[tokio::test]
async fn the_timeline_is_the_same_read_whole_or_in_pages() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    for day in ["-3", "-1", "-2", "-1", "", "-3"] {
        for time in ["", "9:00", "8:15"] {
            let mut input = note(&client, "Spoke with accounts.");
            input["day"] = json!(day);
            input["time"] = json!(time);
            world.done("save_note", input).await;
        }
    }
    let whole = timeline(&world, &client).await;
    let entries = whole["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &whole["total"]), (18, &json!(18)));
    let at = |entry: &Value| {
        let part = |name: &str| entry["at"][name].as_str().unwrap_or_default().to_owned();
        (part("day"), part("time"))
    };
    assert!(entries.windows(2).all(|pair| at(&pair[0]) >= at(&pair[1])), "newest first");
    for limit in [1_usize, 4, 7, 200] {
        let mut read = Vec::new();
        let mut after = json!("");
        loop {
            let filter = json!({ "kinds": ["note"], "person": "", "from": "", "until": "" });
            let query = json!({
                "subject": { "kind": "client", "id": client }, "filter": filter, "after": after,
                "limit": limit
            });
            let page = world.done("timeline", query).await;
            read.extend(page["entries"].as_array().unwrap().iter().cloned());
            after = page["after"].clone();
            if after == "" {
                break;
            }
        }
        assert_eq!(&read, entries, "in pages of {limit}");
    }
    let nowhere =
        json!({ "subject": { "kind": "client", "id": client }, "after": "there", "limit": 10 });
    assert_eq!(world.refused("timeline", nowhere).await.fields[0].field, "after");
    let nobody = json!({ "subject": { "kind": "client", "id": 999 }, "limit": 10 });
    assert_eq!(json!(world.refused("timeline", nobody).await.code), json!("not_found"));
}

async fn sign(world: &World, contract: &Value) {
    for (party, name) in [("client", "Nadia Ferro"), ("factor", "Ruth Adeyemi")] {
        let signing = json!({
            "contract_id": contract, "party": party, "name": name, "title": "President",
            "place": "Providence", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": name }, "has_consented": true
        });
        world.clock.advance(chrono::Duration::minutes(1));
        world.done("sign_contract", signing).await;
    }
}

#[tokio::test]
async fn contracts_and_terms_stand_in_the_timeline_and_what_waits_in_the_queue() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let terms = json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000",
        "values": {
            "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
            "facility_limit": "300,000", "recourse_days": "75"
        }
    });
    let answers = json!({ "client_id": client, "answers": {} });
    let waiting = |page: &Value| -> Vec<Value> {
        let groups = page["groups"].as_array().unwrap().iter();
        let to_sign = groups.filter(|group| group["kind"] == "to_sign");
        let rows = to_sign.flat_map(|group| group["rows"].as_array().unwrap());
        rows.map(|row| json!([row["what"], row["due_words"]])).collect()
    };
    world.done("save_terms", terms).await;
    let first = world.done("freeze_contract", answers.clone()).await;
    let number = first["contract"]["number"].as_str().unwrap().to_owned();
    let withdrawal = json!({ "contract_id": first["contract"]["id"], "reason": "Another limit." });
    world.clock.advance(chrono::Duration::minutes(5));
    world.done("withdraw_contract", withdrawal).await;
    world.clock.advance(chrono::Duration::minutes(5));
    world.done("save_note", note(&client, "She wants another limit.")).await;
    world.clock.advance(chrono::Duration::minutes(5));

    let second = world.done("freeze_contract", answers).await;
    let version = second["contract"]["version"].clone();
    let second_number = second["contract"]["number"].as_str().unwrap().to_owned();
    world.clock.set("2026-11-21 09:00");
    let today = world.done("today", json!({})).await;
    let what = format!("{second_number}, version {version}, waits for signatures");
    assert_eq!(waiting(&today), [json!([what, "2 days out"])]);
    assert_eq!((&today["contracts_to_sign"], &today["to_do"]), (&json!(1), &json!(1)));

    sign(&world, &second["contract"]["id"]).await;
    let today = world.done("today", json!({})).await;
    assert_eq!((waiting(&today), &today["checklist"]), (vec![], &json!([])));

    let shown = timeline_of(&world, &client, &["note", "contract"]).await;
    let terms_version = &second["contract"]["terms_version"];
    assert_eq!(
        lines(&shown),
        [
            format!("{second_number}, version {version}, in force"),
            format!("{second_number}, version {version}, signed by all"),
            format!("{second_number}, version {version}, signed for the factor"),
            format!("{second_number}, version {version}, signed for the client"),
            format!("{second_number}, version {version}, frozen"),
            "She wants another limit.".to_owned(),
            format!("{number}, version 1, withdrawn"),
            format!("{number}, version 1, frozen"),
        ]
    );
    assert_eq!(shown["total"], 8);
    let changes = timeline_of(&world, &client, &["change"]).await;
    let titles = lines(&changes);
    let in_force = format!("Terms version {terms_version} in force from Nov 19, 2026");
    assert!(titles.contains(&"State changed from prospect to active".to_owned()), "{titles:?}");
    assert!(titles.contains(&in_force), "{titles:?}");
}
