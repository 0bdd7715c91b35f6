//! What cannot be kept is refused at its field, and what is odd but true is kept as it is.

use std::path::Path;

use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::every_command::Furnished;
use support::{World, files_of};

/// Answers to a text typed into one field of one form.
struct Field {
    command: &'static str,
    pointer: &'static str,
    /// As the error names it.
    name: &'static str,
}

const fn field(command: &'static str, pointer: &'static str, name: &'static str) -> Field {
    Field { command, pointer, name }
}

fn typed(furnished: &Furnished, field: &Field, text: &str) -> Value {
    let mut input = furnished.input(field.command);
    *input.pointer_mut(field.pointer).expect("a field of the form") = json!(text);
    input
}

fn named(error: &AppError) -> Vec<&str> {
    error.fields.iter().map(|problem| problem.field.as_str()).collect()
}

/// All of it: what would be there after a save that should not have been.
async fn everything(world: &World) -> Vec<Value> {
    let furnished = Furnished::get().await;
    let mut seen = Vec::new();
    for read in ["firm", "list_clients", "client", "terms_page", "list_contracts", "timeline"] {
        seen.push(world.done(read, furnished.input(read)).await);
    }
    seen
}

async fn each_is_refused_at_its_field(fields: &[Field], texts: &[&str]) {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    let before = everything(&world).await;
    for field in fields {
        for text in texts {
            let what = format!("{} {} = {text:.40?}", field.command, field.pointer);
            let called = world.call(field.command, typed(furnished, field, text)).await;
            let error = called.err().unwrap_or_else(|| panic!("{what} was taken"));
            assert_eq!((error.code, named(&error)), (Code::Invalid, vec![field.name]), "{what}");
            let sentence = &error.fields[0].message;
            assert!(sentence.starts_with(|first: char| !first.is_lowercase()), "{sentence}");
        }
    }
    assert_eq!(everything(&world).await, before);
}

const NAMES: &[Field] = &[
    field("create_client", "/legal_name", "legal_name"),
    field("update_client", "/client/legal_name", "legal_name"),
    field("save_contact", "/name", "name"),
    field("save_firm", "/name", "name"),
    field("sign_contract", "/name", "name"),
];

#[tokio::test]
async fn a_name_that_is_none_is_refused_at_its_field() {
    let longest = "x".repeat(10_000);
    let texts = [
        "",
        " \u{a0}\t ",
        &longest,
        "two\nlines",
        "bell\u{7}",
        "nul\u{0}",
        "escape\u{1b}[31m",
        "turned\u{202e}round",
        "isolated\u{2066}",
    ];
    each_is_refused_at_its_field(NAMES, &texts).await;
}

#[tokio::test]
async fn a_name_of_any_script_is_kept_to_the_letter() {
    let furnished = Furnished::get().await;
    for field in &NAMES[..4] {
        let world = furnished.world().await;
        for text in [
            "שלום לוגיסטיקה בע״מ",
            "شركة النور للتجارة",
            "株式会社 東京",
            "Ünïcode & Søns 🚚",
            "<script>alert(1)</script>",
            "Robert'); DROP TABLE client;--",
            "=2+5+cmd|' /C calc'!A0",
        ] {
            let mut input = typed(furnished, field, text);
            let saved = world.call(field.command, input.clone()).await;
            let saved = saved.unwrap_or_else(|error| panic!("{} {text}: {error:?}", field.command));
            let shown = match field.command {
                "create_client" | "update_client" => {
                    let id = json!({ "client_id": saved["client_id"] });
                    world.done("client_identity", id).await["client"]["legal_name"].clone()
                }
                "save_contact" => {
                    let page = world.done("client", furnished.input("client")).await;
                    page["contacts"].as_array().unwrap().last().unwrap()["name"].clone()
                }
                _ => world.done("firm", json!({})).await["firm"]["name"].clone(),
            };
            assert_eq!(shown, text, "{}", field.command);
            if field.command == "update_client" {
                input["revision"] = saved["revision"].clone();
                break;
            }
        }
    }
}

#[tokio::test]
async fn an_impossible_day_or_time_is_refused_at_its_field() {
    let days = [
        field("save_note", "/day", "day"),
        field("save_note", "/next/day", "next.day"),
        field("move_follow_up", "/day", "day"),
        field("save_terms", "/effective_on", "effective_on"),
        field("read_day", "/text", "text"),
    ];
    let texts = [
        "2026-02-30",
        "2027-02-29",
        "13/13/2026",
        "0000-00-00",
        "9999999-01-01",
        "soon",
        "+999999999999",
        "٣/٤/٢٠٢٦",
        "2026-11-19T10:00",
    ];
    each_is_refused_at_its_field(&days, &texts).await;
    let times = [
        field("save_note", "/time", "time"),
        field("save_note", "/next/time", "next.time"),
        field("move_follow_up", "/time", "time"),
        field("read_time", "/text", "text"),
    ];
    each_is_refused_at_its_field(&times, &["25:00", "9:60", "-1:00", "noonish", "24:00:01"]).await;
    let months = [field("calendar", "/month", "month")];
    each_is_refused_at_its_field(&months, &["2026-13", "2026-00", "", "November", "-1-01"]).await;
}

#[tokio::test]
async fn an_impossible_amount_or_percentage_is_refused_at_its_field() {
    let amounts = [field("save_terms", "/values/facility_limit", "values.facility_limit")];
    let texts = [
        "-1",
        "1.234,567.89",
        "ten",
        "NaN",
        "Infinity",
        "1e9",
        "0x10",
        "12.345",
        "99999999999999999999999999",
        "1,00,00",
        "٣٠٠",
    ];
    each_is_refused_at_its_field(&amounts, &texts).await;
    // The face of the worked example is not kept; a wrong one stands beside its field.
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    for text in texts {
        let typed = typed(furnished, &field("preview_terms", "/face", "face"), text);
        let preview = world.done("preview_terms", typed).await;
        assert!(preview["face_problem"].is_string(), "{text}");
        assert!(preview["example"].is_null(), "{text}");
    }
    let percentages = [
        field("save_terms", "/values/advance_rate", "values.advance_rate"),
        field("save_terms", "/values/fee_first_rate", "values.fee_first_rate"),
        field("save_terms", "/values/fee_step_rate", "values.fee_step_rate"),
    ];
    let texts = ["101", "-5", "100.000001", "2.00000001", "eighty", "NaN", "1e1", "999999999999%"];
    each_is_refused_at_its_field(&percentages, &texts).await;
    let days = [field("save_terms", "/values/recourse_days", "values.recourse_days")];
    each_is_refused_at_its_field(&days, &["-1", "1.5", "many", "99999999999"]).await;
}

#[tokio::test]
async fn a_file_beyond_its_limit_says_what_the_limit_is() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    let before = everything(&world).await;
    let two_hundred_mb = "A".repeat(200 * 1_024 * 1_024 / 3 * 4);
    for (command, message) in [
        ("add_attachment", "A file can be at most 50 MB; this one has 200 MB."),
        ("set_logo", "A logo can be at most 2 MB. Choose a smaller file"),
    ] {
        let input = json!({ "file_name": "scan.png", "data": two_hundred_mb });
        let error = world.refused(command, input).await;
        assert_eq!((error.code, error.message.as_str()), (Code::Invalid, message));
    }
    assert_eq!(everything(&world).await, before);
}

/// Chooses a folder as the user would, opens it if it can be chosen, and gives back what was said.
async fn said_of(world: &World, folder: &Path) -> AppError {
    world.files.choose(Some(folder.to_path_buf()));
    match world.call("choose_vault", json!({})).await {
        Err(error) => error,
        Ok(_) => world.refused("unlock_with_keychain", json!({})).await,
    }
}

fn of_version(keys: &[u8], version: u16) -> Vec<u8> {
    let mut bytes = keys.to_vec();
    bytes[8..10].copy_from_slice(&version.to_be_bytes());
    let body = bytes.len() - 32;
    let seal = *factor_store::Sha256::of(&bytes[..body]).as_bytes();
    bytes[body..].copy_from_slice(&seal);
    bytes
}

#[tokio::test]
async fn a_folder_that_is_no_vault_of_ours_is_left_as_it_is() {
    let world = World::new().await;
    world.done("lock", json!({})).await;
    let vault = world.vault_files();
    let newer = of_version(&vault["vault.keys"], 2);
    let place = world.folder().join("there");
    let file = |name: &str, bytes: &[u8]| (name.to_owned(), Some(bytes.to_vec()));
    let no = |name: &str| (name.to_owned(), None);
    let both = |bytes: &[u8]| vec![file("vault.keys", bytes), file("vault.keys.1", bytes)];
    let plain = [b"SQLite format 3\0".as_slice(), &[0; 8_176]].concat();
    let lost = ["vault.keys", "vault.keys.1", "ledger.db", "papers.db"].map(no).to_vec();
    let no_keys = vec![no("vault.keys"), no("vault.keys.1")];
    let cases = [
        ("an empty folder", lost.clone(), "no vault in this folder"),
        (
            "holiday pictures",
            [lost, vec![file("a.jpg", b"JFIF")]].concat(),
            "no vault in this folder",
        ),
        ("a key file of a stranger", both(b"%PDF-1.7"), "not written by Factordesk"),
        ("a newer version", both(&newer), "by a newer Factordesk"),
        ("an empty key file", both(b""), "vault.keys"),
        ("an endless key file", both(&[b'F'; 100_000]), "vault.keys"),
        ("no key file", no_keys, "vault.keys"),
        ("an unfinished vault", vec![file("vault.unfinished", b"")], "never finished"),
        ("no ledger", vec![no("ledger.db")], "missing"),
        ("no papers", vec![no("papers.db")], "missing"),
        ("a ledger in the clear", vec![file("ledger.db", &plain)], "not the one that belongs"),
        ("a ledger of garbage", vec![file("ledger.db", &[9; 8_192])], "not the one that belongs"),
        ("two files swapped", vec![file("ledger.db", &vault["papers.db"])], "not the one"),
        ("emptied papers", vec![file("papers.db", b"")], "not the one that belongs"),
    ];
    for (what, changes, message) in cases {
        let mut files = vault.clone();
        for (name, bytes) in changes {
            match bytes {
                Some(bytes) => files.insert(name, bytes),
                None => files.remove(&name),
            };
        }
        std::fs::create_dir(&place).unwrap();
        for (name, bytes) in &files {
            std::fs::write(place.join(name), bytes).unwrap();
        }
        let error = said_of(&world, &place).await;
        assert!(error.message.contains(message), "{what}: {}", error.message);
        assert!(matches!(error.code, Code::Refused | Code::Failed), "{what}: {error:?}");
        assert!(files_of(&place) == files, "{what} was changed");
        std::fs::remove_dir_all(&place).unwrap();
    }
    // A file where a folder should be, and nothing at all.
    std::fs::write(&place, "a file").unwrap();
    for folder in [place.clone(), place.join("inside"), world.folder().join("nowhere")] {
        let error = said_of(&world, &folder).await;
        assert!(error.message.ends_with('.'), "{error:?}");
        assert!(!error.message.contains("made a mistake"), "{error:?}");
    }
    assert_eq!(std::fs::read(&place).unwrap(), b"a file");
    assert!(world.vault_files() == vault);
}
