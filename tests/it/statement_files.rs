//! All statements of a run are saved into one folder, as they were given out.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::dispatch::dispatch;
use factor_app::error::Code;
use factor_app::events::DeskEvent;
use serde_json::json;

use crate::books::with_books;
use crate::statements::{made, run_of};

/// Names and bytes of the files in the one folder that stands in this one.
fn written(place: &Path) -> (String, BTreeMap<String, Vec<u8>>) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let [folder] = names(place).try_into().unwrap();
    let path = place.join(&folder);
    let files = names(&path).into_iter();
    (folder, files.map(|name| (name.clone(), std::fs::read(path.join(name)).unwrap())).collect())
}

#[tokio::test]
async fn all_statements_of_a_run_are_saved_into_one_folder_as_they_were_given_out() {
    let world = with_books().await;
    let page = made(&world, run_of("clients", &json!([]), "2026-09-01", "2026-09-30")).await;
    let run = json!({ "run_id": page["run"]["id"] });
    // Nothing happens where no place is chosen.
    let none = world.done("save_statement_run", run.clone()).await;
    assert_eq!(none, json!({ "folder": null, "saved": 0, "total": 2 }));
    let place = tempfile::tempdir().unwrap();
    world.files.choose(Some(place.path().to_owned()));
    let mut told = world.desk.listen();
    let saved = world.done("save_statement_run", run.clone()).await;
    let name = "Statements ST-2026-0001 to ST-2026-0002";
    assert_eq!(saved, json!({ "folder": name, "saved": 2, "total": 2 }));
    let (folder, files) = written(place.path());
    assert_eq!(folder, name);
    let names: Vec<&String> = files.keys().collect();
    let expected =
        ["ST-2026-0001 brinmoor-staffing-inc.pdf", "ST-2026-0002 larkfield-produce-inc.pdf"];
    assert_eq!(names, expected);
    for (item, bytes) in page["items"].as_array().unwrap().iter().zip(files.values()) {
        let asked = json!({ "statement_id": item["statement_id"] });
        let pdf = world.done("statement_pdf", asked).await;
        assert_eq!(&BASE64.decode(pdf["data"].as_str().unwrap()).unwrap(), bytes);
    }
    let mut progress = Vec::new();
    while let Ok(event) = told.try_recv() {
        if let DeskEvent::StatementFiles(one) = event {
            progress.push((one.saved, one.total, one.name));
        }
    }
    let names = ["Brinmoor Staffing, Inc.", "Larkfield Produce, Inc."].map(str::to_owned);
    let [first, second] = names;
    assert_eq!(progress, [(1, 2, first), (2, 2, second)]);

    // Saved again they are the same; another file under such a name is never written over.
    assert_eq!(world.done("save_statement_run", run.clone()).await, saved);
    let other = place.path().join(name).join(expected[0]);
    std::fs::write(&other, b"mine").unwrap();
    let refused = world.refused("save_statement_run", run).await;
    assert!(refused.message.starts_with("Another file of this name is there"), "{refused:?}");
    assert_eq!(std::fs::read(&other).unwrap(), b"mine");
}

#[tokio::test]
async fn saving_a_run_is_cancelled_between_two_files_and_never_runs_twice() {
    let world = with_books().await;
    let page = made(&world, run_of("debtors", &json!([]), "2026-09-01", "")).await;
    let run = json!({ "run_id": page["run"]["id"] });
    let total = page["run"]["made"].as_u64().unwrap();
    assert!(total > 2, "{page}");
    let place = tempfile::tempdir().unwrap();
    world.files.choose(Some(place.path().to_owned()));
    let mut told = world.desk.listen();
    let saving = dispatch(&world.desk, "save_statement_run", Some("save"), run.clone());
    let cancelling = async {
        while !matches!(told.recv().await, Ok(DeskEvent::StatementFiles(_))) {}
        let twice = world.refused("save_statement_run", run.clone()).await;
        assert_eq!(twice.message, "These statements are being saved already.");
        world.done("cancel_statement_saving", run.clone()).await;
    };
    let (saved, ()) = tokio::join!(saving, cancelling);
    let saved = saved.unwrap();
    let count = saved["saved"].as_u64().unwrap();
    assert!((1..total).contains(&count), "{saved}");
    assert_eq!(saved["total"], total);
    let (_, files) = written(place.path());
    assert_eq!(files.len() as u64, count);
    assert!(files.values().all(|bytes| bytes.starts_with(b"%PDF-")));
    // Cancelled, it can be saved anew and whole.
    let whole = world.done("save_statement_run", run.clone()).await;
    assert_eq!(whole["saved"], total);
    // Nothing is being saved: there is nothing to cancel, and that is fine.
    world.done("cancel_statement_saving", run).await;
}

#[tokio::test]
async fn a_run_without_a_statement_has_nothing_to_save() {
    let world = with_books().await;
    let begun =
        world.done("start_statement_run", run_of("clients", &json!([]), "2026-09-01", "")).await;
    let run = json!({ "run_id": begun["run"]["id"] });
    let refused = world.refused("save_statement_run", run).await;
    assert_eq!(refused.message, "No statement was made in this run.");
    let refused = world.refused("save_statement_run", json!({ "run_id": 99 })).await;
    assert_eq!(refused.code, Code::NotFound);
}
