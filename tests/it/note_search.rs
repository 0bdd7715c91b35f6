//! Notes of everybody are looked through as one types: by words, writer, kind, party, days and
//! promise.

use serde_json::{Value, json};
use support::World;
use support::every_command::Furnished;

use crate::receipts::world::{Firm, invoice};

fn note(subject: &Value, text: &str) -> Value {
    json!({
        "subject": subject, "contact_id": null, "contact_name": "", "channel": "call",
        "direction": "outgoing", "outcome": "reached", "text": text, "day": "", "time": "",
        "next": null, "attachments": [], "finishes": null, "tags": "", "proof": null,
        "corrects": null, "promise": null
    })
}

fn query(change: &Value) -> Value {
    let mut asked = json!({
        "text": "", "written_by": "", "channel": null, "outcome": null, "client_id": null,
        "debtor_id": null, "from": "", "until": "", "promise": "no_matter", "offset": 0,
        "limit": 50
    });
    for (key, value) in change.as_object().unwrap() {
        asked[key] = value.clone();
    }
    asked
}

async fn listed(world: &World, change: Value) -> Vec<String> {
    let found = world.done("list_notes", query(&change)).await;
    let rows = found["rows"].as_array().unwrap();
    assert_eq!(json!(rows.len()), found["total"], "{change}");
    rows.iter().map(|row| row["excerpt"].as_str().unwrap().to_owned()).collect()
}

fn about(kind: &str, id: &Value) -> Value {
    json!({ "kind": kind, "id": id })
}

/// A file as the window sends it.
async fn file(world: &World, name: &str) -> Value {
    let dropped = json!({ "file_name": name, "data": "JVBERi0xLjQK" });
    world.done("add_attachment", dropped).await["id"].clone()
}

/// Five notes of three days about three records.
async fn noted() -> Firm {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let client = about("client", &firm.clients["brinmoor"]);
    let debtor = about("debtor", &json!(firm.stocked.debtors["Wexcombe Hotels"]));
    let bill = about("invoice", &json!(firm.invoice("BS-20183")));

    let mut first = note(&client, "The caf\u{e9} in M\u{fc}nchen pays.");
    first["day"] = json!("2026-11-03");
    first["channel"] = json!("email");
    world.done("save_note", first).await;
    let mut second = note(&debtor, "Dana looks for change order 7.");
    second["day"] = json!("2026-11-10");
    second["contact_name"] = json!("Ren\u{e9}e Duval");
    second["outcome"] = json!("no_answer");
    world.done("save_note", second).await;
    let mut third = note(&bill, "Pays 18,400.00 on Friday.");
    third["outcome"] = json!("promised");
    third["contact_name"] = json!("Dana Whitlock");
    third["promise"] = json!({ "amount": "400", "day": "2026-11-27", "by": "" });
    third["tags"] = json!("partial");
    third["attachments"] = json!([file(world, "Remittance-1117.pdf").await]);
    world.done("save_note", third).await;
    firm
}

const CAFE: &str = "The caf\u{e9} in M\u{fc}nchen pays.";
const ORDER: &str = "Dana looks for change order 7.";
const PAYS: &str = "Pays 18,400.00 on Friday.";

#[tokio::test]
async fn every_word_of_a_note_finds_it_from_its_first_letters() {
    let firm = noted().await;
    let world = &firm.world;
    for (text, expected) in [
        ("", &[PAYS, ORDER, CAFE][..]),
        ("pays", &[PAYS, CAFE]),
        ("pa", &[PAYS, CAFE]),
        ("PAYS fri", &[PAYS]),
        ("munchen cafe", &[CAFE]),
        ("M\u{dc}NCHEN", &[CAFE]),
        ("cafe\u{301}", &[CAFE]),
        ("change order", &[ORDER]),
        ("order 7", &[ORDER]),
        ("18,400", &[PAYS]),
        ("18,400.00", &[PAYS]),
        // Who was spoken to, tags and files are found as well.
        ("renee", &[ORDER]),
        ("dana", &[PAYS, ORDER]),
        ("partial", &[PAYS]),
        ("remittance-11", &[PAYS]),
        ("1117.pdf", &[PAYS]),
        ("nobody", &[]),
        // The index knows more of a note than what is shown; that is not found.
        ("kcall", &[]),
        ("all", &[]),
    ] {
        assert_eq!(listed(world, json!({ "text": text })).await, expected, "{text:?}");
    }
}

#[tokio::test]
async fn notes_are_narrowed_by_what_they_are() {
    let firm = noted().await;
    let world = &firm.world;
    let wexcombe = json!(firm.stocked.debtors["Wexcombe Hotels"]);
    for (change, expected) in [
        (json!({ "channel": "email" }), &[CAFE][..]),
        (json!({ "outcome": "no_answer" }), &[ORDER]),
        (json!({ "written_by": "Ruth Adeyemi" }), &[PAYS, ORDER, CAFE]),
        (json!({ "written_by": "Ruth" }), &[]),
        (json!({ "client_id": firm.clients["brinmoor"] }), &[PAYS, CAFE]),
        (json!({ "debtor_id": wexcombe }), &[PAYS, ORDER]),
        (json!({ "debtor_id": wexcombe, "channel": "call", "text": "dana" }), &[PAYS, ORDER]),
        (json!({ "from": "2026-11-10" }), &[PAYS, ORDER]),
        (json!({ "until": "2026-11-10" }), &[ORDER, CAFE]),
        (json!({ "from": "2026-11-04", "until": "2026-11-09" }), &[]),
        (json!({ "from": "2026-11-03", "until": "2026-11-03" }), &[CAFE]),
        (json!({ "promise": "any" }), &[PAYS]),
        (json!({ "promise": "running" }), &[PAYS]),
        (json!({ "promise": "missed" }), &[]),
    ] {
        assert_eq!(listed(world, change.clone()).await, expected, "{change}");
    }
    world.clock.set("2026-11-30 09:00");
    assert_eq!(listed(world, json!({ "promise": "missed" })).await, [PAYS]);
    assert_eq!(listed(world, json!({ "promise": "running" })).await, [""; 0]);
    let row = &world.done("list_notes", query(&json!({ "promise": "any" }))).await["rows"][0];
    assert_eq!(row["promise"]["state"], "broken");
    assert_eq!(
        (&row["subject_title"], &row["of"]),
        (&json!("Invoice BS-20183"), &json!("Brinmoor Staffing, Inc., Wexcombe Hotels"))
    );
    let writers = world.done("list_notes", query(&json!({}))).await["writers"].clone();
    assert_eq!(writers, json!(["Ruth Adeyemi"]));
}

#[tokio::test]
async fn a_window_of_the_list_continues_the_one_before() {
    let firm = noted().await;
    let mut seen = Vec::new();
    for offset in 0..4 {
        let asked = query(&json!({ "offset": offset, "limit": 1 }));
        let found = firm.world.done("list_notes", asked).await;
        assert_eq!((&found["total"], &found["is_capped"]), (&json!(3), &json!(false)));
        let rows = found["rows"].as_array().unwrap();
        seen.extend(rows.iter().map(|row| row["excerpt"].as_str().unwrap().to_owned()));
    }
    assert_eq!(seen, [PAYS, ORDER, CAFE]);
}

#[tokio::test]
async fn no_text_that_can_be_typed_is_an_error() {
    let firm = noted().await;
    let world = &firm.world;
    let long = "wordy ".repeat(2_000);
    for text in [
        "\"",
        "'",
        "*",
        "a*",
        "\"unclosed",
        "nul\u{0}nul",
        "\u{0}",
        "NEAR(",
        "AND",
        "OR OR",
        "NOT",
        "text:pays",
        "marks:all",
        "{text}",
        "^pays",
        "-pays",
        "+",
        "(",
        ")",
        "%",
        "_",
        "\\",
        ";--",
        "\u{301}",
        "\u{200b}",
        "\u{1f69a}",
        "\u{202e}abc",
        "\u{fffd}",
        "12,640.00",
        "99999999999999999999",
        "=1+",
        "-1",
        long.as_str(),
    ] {
        world.done("list_notes", query(&json!({ "text": text }))).await;
        world.done("find", json!({ "text": text, "limit": 50 })).await;
    }
    // Nothing but signs finds nothing, rather than everything.
    assert_eq!(listed(world, json!({ "text": "***" })).await, [""; 0]);
    for (change, field) in [
        (json!({ "from": "31.2.2026" }), "from"),
        (json!({ "until": "soonish" }), "until"),
        (json!({ "from": "2026-11-10", "until": "2026-11-09" }), "until"),
    ] {
        let error = world.refused("list_notes", query(&change)).await;
        assert_eq!(error.fields[0].field, field, "{change}");
    }
}

#[tokio::test]
async fn a_note_of_a_million_letters_is_refused_at_its_field() {
    let firm = noted().await;
    let world = &firm.world;
    let client = about("client", &firm.clients["brinmoor"]);
    let error = world.refused("save_note", note(&client, &"x".repeat(1_000_000))).await;
    assert_eq!(error.fields[0].field, "text");
    // The longest that is kept is found, and shown by its beginning.
    world.done("save_note", note(&client, &"longest ".repeat(2_500))).await;
    let found = listed(world, json!({ "text": "longest" })).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].chars().count() <= 161, "{}", found[0].len());
    // A note is text, whatever it looks like.
    let script = "<script>alert(1)</script> & <b>bold</b>";
    world.done("save_note", note(&client, script)).await;
    assert_eq!(listed(world, json!({ "text": "alert" })).await, [script]);
}

#[tokio::test]
async fn the_palette_finds_people_files_and_amounts() {
    let firm = noted().await;
    let world = &firm.world;
    let wexcombe = json!(firm.stocked.debtors["Wexcombe Hotels"]);
    let person = json!({
        "debtor_id": wexcombe, "contact_id": null, "name": "Ren\u{e9}e Duval",
        "role": "accounts payable", "phone": "", "email": "", "verifies": false, "pays": true
    });
    world.done("save_debtor_contact", person).await;
    let debtor = json!({ "kind": "debtor", "debtor_id": wexcombe });
    let bill = json!({ "kind": "invoice", "invoice_id": firm.invoice("BS-20183") });
    for (text, title, detail, target) in [
        (
            "renee duv",
            "Ren\u{e9}e Duval",
            "Person \u{b7} accounts payable \u{b7} Wexcombe Hotels",
            &debtor,
        ),
        (
            "remittance",
            "Remittance-1117.pdf",
            "File of a note \u{b7} Brinmoor Staffing, Inc.",
            &bill,
        ),
        ("400.00", "Wexcombe Hotels", "Promise \u{b7} USD 400.00 \u{b7} Nov 27, 2026", &bill),
        ("400", "Wexcombe Hotels", "Promise \u{b7} USD 400.00 \u{b7} Nov 27, 2026", &bill),
        (
            "bs-201",
            "BS-20183",
            "Invoice \u{b7} Brinmoor Staffing, Inc. \u{b7} Wexcombe Hotels \u{b7} open",
            &bill,
        ),
    ] {
        let found = world.done("find", json!({ "text": text, "limit": 12 })).await;
        let rows = found["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["title"] == title && row["detail"] == detail);
        let row = row.unwrap_or_else(|| panic!("{text}: {rows:?}"));
        assert_eq!(&row["target"], target, "{text}");
    }
    let page = world.done("invoice", json!({ "invoice_id": firm.invoice("BS-20183") })).await;
    let face = page["row"]["face"]["minor"].as_i64().unwrap();
    let typed = format!("{}.{:02}", face / 100, face % 100);
    let found = world.done("find", json!({ "text": typed, "limit": 12 })).await;
    let rows = found["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["target"] == bill), "{typed}: {rows:?}");
}

#[tokio::test]
async fn a_person_is_found_under_the_new_name_alone() {
    let world = Furnished::get().await.world().await;
    let client = world.client("Larkhill Foods, Inc.").await;
    let mut contact = json!({
        "client_id": client, "contact_id": null, "name": "Zo\u{eb} Abel", "role": "", "phone": "",
        "email": "", "is_signer": false
    });
    let saved = world.done("save_contact", contact.clone()).await;
    let find = async |text: &str| {
        let found = world.done("find", json!({ "text": text, "limit": 12 })).await;
        found["rows"].as_array().unwrap().len()
    };
    assert_eq!((find("zoe").await, find("zoe abel").await), (1, 1));
    contact["contact_id"] = saved["contact_id"].clone();
    contact["name"] = json!("Zo\u{eb} Muir");
    world.done("save_contact", contact).await;
    assert_eq!((find("zoe muir").await, find("zoe abel").await), (1, 0));
}

#[tokio::test]
async fn the_call_sheet_says_what_is_known_of_each_contact() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let world = &firm.world;
    let bill = about("invoice", &json!(firm.invoice("BS-20183")));
    let client = about("client", &firm.clients["brinmoor"]);
    let mut promised = note(&bill, "Pays on Tuesday.");
    promised["outcome"] = json!("promised");
    promised["contact_name"] = json!("Dana Whitlock");
    promised["promise"] = json!({ "amount": "400", "day": "2026-11-24", "by": "" });
    promised["next"] = json!({ "day": "2026-11-25", "time": "9:00", "reason": "Did it come?" });
    world.done("save_note", promised).await;
    let mut disputed = note(&client, "Contests the fee.");
    disputed["outcome"] = json!("disputed");
    disputed["next"] = json!({ "day": "today", "time": "", "reason": "" });
    world.done("save_note", disputed).await;
    let sheet = async |first: Value, last: Value| {
        let found = world.done("contacts", json!({ "first": first, "last": last })).await;
        let rows = found["rows"].as_array().unwrap().clone();
        let row = |row: &Value| (row["title"].clone(), row["of"].clone(), row["mark"].clone());
        (rows.iter().map(row).collect::<Vec<_>>(), found["due"].clone())
    };
    let brinmoor = (json!("Brinmoor Staffing, Inc."), json!(""), json!("disputed"));
    let wexcombe =
        |mark: &str| (json!("Wexcombe Hotels"), json!("Brinmoor Staffing, Inc."), json!(mark));
    let (rows, due) = sheet(Value::Null, Value::Null).await;
    assert_eq!((rows, due), (vec![brinmoor.clone(), wexcombe("promised")], json!(1)));
    let (rows, _) = sheet(json!("2026-11-25"), json!("2026-11-25")).await;
    assert_eq!(rows, [wexcombe("promised")]);
    world.clock.set("2026-11-25 08:00");
    let (rows, due) = sheet(Value::Null, Value::Null).await;
    assert_eq!((rows, due), (vec![brinmoor, wexcombe("broken_promise")], json!(2)));
    let month = world.done("calendar", json!({ "month": "2026-11" })).await;
    let broken = |day: &Value| (day["day"].clone(), day["broken"].clone());
    let days: Vec<_> = month["days"].as_array().unwrap().iter().map(broken).collect();
    let expected = [("2026-11-19", 0), ("2026-11-24", 1), ("2026-11-25", 0)]
        .map(|(d, b)| (json!(d), json!(b)));
    assert_eq!(days, expected);
    let error = world.refused("contacts", json!({ "first": "2026-11-25", "last": "2026-11-24" }));
    assert_eq!(error.await.fields[0].field, "last");
}

#[tokio::test]
async fn templates_are_the_firms_own() {
    let firm = Firm::with(&[]).await;
    let world = &firm.world;
    let form = |id: Value, name: &str, text: &str| {
        let (channel, outcome) = ("email", "no_answer");
        json!({ "id": id, "name": name, "channel": channel, "outcome": outcome, "text": text })
    };
    let kept =
        world.done("save_note_template", form(Value::Null, " Copy  sent ", "Sent it.")).await;
    let id = kept["rows"][0]["id"].clone();
    assert_eq!(kept["rows"][0]["name"], "Copy sent");
    for (form, field) in [
        (form(Value::Null, "", "Text"), "name"),
        (form(Value::Null, &"n".repeat(61), "Text"), "name"),
        (form(Value::Null, "c\u{f3}py SENT", "Text"), "name"),
        (form(Value::Null, "Other", " \n"), "text"),
        (form(Value::Null, "Other", &"x".repeat(20_001)), "text"),
    ] {
        let error = world.refused("save_note_template", form).await;
        assert_eq!(error.fields[0].field, field);
    }
    let changed = world.done("save_note_template", form(id.clone(), "Sent", "By mail.")).await;
    assert_eq!(changed["rows"][0]["text"], "By mail.");
    assert_eq!(changed["rows"].as_array().unwrap().len(), 1);
    let left = world.done("remove_note_template", json!({ "id": id })).await;
    assert_eq!(left["rows"], json!([]));
    for (command, input) in [
        ("remove_note_template", json!({ "id": id })),
        ("save_note_template", form(id.clone(), "Sent", "By mail.")),
    ] {
        let error = world.refused(command, input).await;
        assert_eq!(json!(error.code), json!("not_found"), "{command}");
    }
}
