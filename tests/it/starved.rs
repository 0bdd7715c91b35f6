//! A disk that takes no more, and a folder that takes nothing: said plainly, and nothing is lost.
//!
//! A full volume cannot be made without rights of an administrator, so the store's own tests fill a
//! database up to its page limit. Here the system itself stops a process's files from growing,
//! which every write meets in the same place.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::every_command::Furnished;
use support::{World, files_of, typed_back};

use crate::desk_process::{DeskProcess, PROGRAM};

/// Of `ulimit -f`, in the shell of the standard.
const BLOCK_BYTES: u64 = 512;
/// Anybody but the owner; the number that most systems call nobody.
const STRANGER: u32 = 65_534;

/// A desk whose files may not grow beyond so many bytes.
fn starved(world: &World, bytes_max: u64) -> DeskProcess {
    let blocks = bytes_max / BLOCK_BYTES;
    let mut shell = Command::new("sh");
    // Ignored, the signal becomes the error that a full disk is.
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\""), PROGRAM]);
    DeskProcess::start_as(shell, world)
}

fn message(said: &Value) -> &str {
    said["error"]["message"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_disk_that_takes_no_more_loses_nothing_that_was_confirmed() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    world.done("lock", json!({})).await;
    let room = std::fs::metadata(world.vault_folder().join("ledger.db")).unwrap().len();
    let mut desk = starved(&world, room + 64 * 1_024);
    desk.done("unlock-now", "unlock_with_keychain", json!({}));
    let mut note = furnished.input("save_note");
    (note["finishes"], note["next"]) = (Value::Null, Value::Null);
    let (mut kept, mut refused) = (Vec::new(), 0);
    for number in 0..200 {
        note["text"] = json!(format!("note {number} {}", "x".repeat(5_000)));
        let said = desk.call(&format!("starved-{number}"), "save_note", note.clone());
        if said["error"].is_null() {
            kept.push(said["answer"]["note_id"].clone());
        } else {
            let words = message(&said);
            assert!(words.contains("disk") && words.ends_with('.'), "{said}");
            assert_eq!(said["error"]["code"], "failed");
            refused += 1;
        }
        if refused == 20 {
            break;
        }
    }
    assert!(!kept.is_empty() && refused == 20, "{} kept, {refused} refused", kept.len());
    // Reading goes on, and so does the rest of the desk.
    let timeline = furnished.input("timeline");
    let page = desk.done("", "timeline", timeline.clone());
    // Larger than any file may become.
    let large = "A".repeat(usize::try_from(room).unwrap().next_multiple_of(4) * 2);
    let file = json!({ "file_name": "scan.pdf", "data": large });
    assert!(message(&desk.call("starved-file", "add_attachment", file)).contains("disk"));
    desk.end();

    // There is room again.
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(world.done("timeline", timeline.clone()).await["total"], page["total"]);
    for id in &kept {
        let query = json!({
            "subject": timeline["subject"], "limit": 200
        });
        let shown = world.done("timeline", query).await;
        let entries = shown["entries"].as_array().unwrap();
        assert!(entries.iter().any(|entry| entry["what"]["id"] == *id), "note {id} was confirmed");
    }
    world.done("save_note", note).await;
}

#[tokio::test]
async fn a_disk_without_room_for_a_vault_gets_no_half_vault() {
    let world = World::empty();
    let mut desk = starved(&world, 8 * 1_024);
    let begin = json!({
        "firm_name": "Calder Street", "use_keychain": false,
        "passphrase": "copper lantern under seven bridges"
    });
    let shown = desk.done("begin-now", "begin_vault", begin);
    let said = desk.call("create-now", "create_vault", typed_back(&shown));
    assert!(message(&said).contains("disk"), "{said}");
    desk.end();
    let left = files_of(world.folder());
    assert!(left.keys().all(|name| !name.contains(".fdk")), "{:?}", left.keys());
}

/// Takes the right to write away from everybody, or gives the owner's back.
fn set_writable(folder: &Path, is_writable: bool) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            set_writable(&path, is_writable);
        } else if !is_writable {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
        }
    }
    let mode = if is_writable { 0o755 } else { 0o555 };
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// A desk without rights of an administrator, whom no permission binds.
fn unprivileged(world: &World, program: &Path) -> DeskProcess {
    let mut command = Command::new(program);
    let owner = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(program).unwrap());
    if owner == 0 {
        command.uid(STRANGER).gid(STRANGER);
    }
    DeskProcess::start_as(command, world)
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named_and_nothing_changes() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    world.done("lock", json!({})).await;
    // Out of a home folder that strangers may not enter.
    let program = world.folder().join("desk-process");
    std::fs::copy(PROGRAM, &program).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o555)).unwrap();
    let vaults = world.folder().join("vaults");
    set_writable(world.folder(), false);
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o555)).unwrap();
    let before = files_of(&vaults);

    let mut desk = unprivileged(&world, &program);
    let said = desk.call("unlock-now", "unlock_with_keychain", json!({}));
    assert!(message(&said).starts_with("This folder cannot be written to."), "{said}");
    let begin = json!({
        "firm_name": "Calder Street", "use_keychain": false,
        "passphrase": "copper lantern under seven bridges"
    });
    let shown = desk.done("begin-now", "begin_vault", begin);
    let said = desk.call("create-now", "create_vault", typed_back(&shown));
    assert!(message(&said).starts_with("This folder cannot be written to."), "{said}");
    let choices = furnished.input("save_preferences");
    let said = desk.call("choose-now", "save_preferences", choices);
    assert!(message(&said).contains("settings folder cannot be written"), "{said}");
    desk.end();
    assert!(files_of(&vaults) == before);
    set_writable(world.folder(), true);
}
