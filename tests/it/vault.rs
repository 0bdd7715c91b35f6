//! The vault as its owner meets it: the first run, the ways in, locking, and what may go wrong.

use factor_app::dispatch::dispatch;
use factor_app::error::{AppError, Code};
use factor_app::vault::lock_if_idle;
use factor_testhost::ports::KeychainFault;
use serde_json::{Value, json};
use support::every_command::Furnished;
use support::{PASSPHRASE, World, files_of, printed, recovery_key, typed_back};

const OTHER: &str = "copper lantern under seven bridges";

fn fields(error: &AppError) -> Vec<&str> {
    error.fields.iter().map(|problem| problem.field.as_str()).collect()
}

fn begin(firm_name: &str, passphrase: &str) -> Value {
    json!({ "firm_name": firm_name, "passphrase": passphrase, "use_keychain": false })
}

async fn stage(world: &World) -> Value {
    world.done("vault_status", json!({})).await["stage"].clone()
}

async fn locked_world() -> World {
    let world = World::new().await;
    world.done("lock", json!({})).await;
    world
}

async fn unlock(world: &World, passphrase: &str) -> Result<Value, AppError> {
    world.call("unlock", json!({ "passphrase": passphrase })).await
}

fn wrong_groups() -> Value {
    json!({ "first": "0000", "second": "ZZZZ" })
}

#[tokio::test]
async fn a_first_run_writes_nothing_before_the_sheet_was_read_back() {
    let world = World::empty();
    for (firm_name, passphrase, field) in [
        ("", OTHER, "firm_name"),
        (" \t", OTHER, "firm_name"),
        ("Calder Street", "", "passphrase"),
        ("Calder Street", "short one", "passphrase"),
        ("Calder Street", "passwordpassword", "passphrase"),
        ("Calder Street", "passphrase123", "passphrase"),
        ("Calder Street", "aaaaaaaaaaaaaaaaaaaa", "passphrase"),
        ("Calder Street", &"x".repeat(10_000), "passphrase"),
    ] {
        let error = world.refused("begin_vault", begin(firm_name, passphrase)).await;
        assert_eq!((error.code, fields(&error)), (Code::Invalid, vec![field]), "{passphrase:.20}");
    }
    for early in ["create_vault", "complete_recovery"] {
        assert_eq!(world.refused(early, wrong_groups()).await.code, Code::Refused);
    }
    assert_eq!(world.refused("save_recovery_sheet", json!({})).await.code, Code::Refused);

    let shown = world.done("begin_vault", begin("Calder Street", OTHER)).await;
    let error = world.refused("create_vault", wrong_groups()).await;
    assert_eq!((error.code, fields(&error)), (Code::Invalid, vec!["first", "second"]));
    assert!(!world.folder().join("vaults").exists(), "nothing is written yet");
    assert_eq!(stage(&world).await, "no_vault");

    // The same sheet goes on to count.
    let sheet = world.done("save_recovery_sheet", json!({})).await;
    assert_eq!(sheet["name"], "Recovery key of calder-street.fdk.pdf");
    world.done("create_vault", typed_back(&shown)).await;
    assert_eq!(stage(&world).await, "open_without_firm");
    for part in ["ledger.db", "papers.db"] {
        assert_ne!(&world.vault_files()[part][..16], b"SQLite format 3\0", "{part}");
    }
    let about = world.done("about", json!({})).await;
    assert!(about["cipher_version"].as_str().unwrap().starts_with("4."));
}

#[tokio::test]
async fn a_new_vault_never_takes_the_place_of_anything() {
    let world = locked_world().await;
    let vaults = world.folder().join("vaults");
    let before = files_of(&vaults);
    let own = world.vault_folder();
    let name = own.file_stem().unwrap().to_str().unwrap();

    // The name is taken, so another is; then somebody takes that one too before the end.
    let shown = world.done("begin_vault", begin(name, OTHER)).await;
    let second = vaults.join(format!("{name}-2.fdk"));
    let stranger = second.join("letter.txt");
    std::fs::create_dir(&second).unwrap();
    std::fs::write(&stranger, "somebody's").unwrap();
    let error = world.refused("create_vault", typed_back(&shown)).await;
    assert_eq!(error.message, "This folder holds other files. Choose an empty one.");
    assert_eq!(std::fs::read(&stranger).unwrap(), b"somebody's");

    std::fs::remove_file(&stranger).unwrap();
    let copied = files_of(&own);
    for (file, bytes) in &copied {
        std::fs::write(second.join(file), bytes).unwrap();
    }
    let error = world.refused("create_vault", typed_back(&shown)).await;
    assert!(error.message.starts_with("There is a vault in this folder already"), "{error}");
    assert!(files_of(&second) == copied);
    std::fs::remove_dir_all(&second).unwrap();
    assert!(files_of(&vaults) == before);
}

#[tokio::test]
async fn a_wrong_passphrase_costs_nothing_but_a_wait_after_five() {
    let world = locked_world().await;
    let before = world.vault_files();
    let wrong = async |after_wait: u32| {
        let error = unlock(&world, OTHER).await.unwrap_err();
        assert_eq!((error.code, fields(&error)), (Code::WrongSecret, vec!["passphrase"]));
        let status = world.done("vault_status", json!({})).await;
        assert_eq!(status["retry_after_seconds"], after_wait);
    };
    for wait in [0, 0, 0, 0, 1] {
        wrong(wait).await;
    }
    // Even the right one waits, so that nobody learns anything from the wait.
    let error = unlock(&world, PASSPHRASE).await.unwrap_err();
    assert_eq!((error.code, fields(&error)), (Code::Invalid, vec!["passphrase"]));
    assert_eq!(error.message, "Too many wrong passphrases. Try again in 1 second.");
    world.clock.advance(chrono::Duration::seconds(1));
    wrong(2).await;
    // A clock set back a day does not make it a day's wait.
    world.clock.advance(chrono::Duration::days(-1));
    let status = world.done("vault_status", json!({})).await;
    assert_eq!(status["retry_after_seconds"], 60);
    world.clock.advance(chrono::Duration::days(1) + chrono::Duration::seconds(2));
    assert!(world.vault_files() == before);
    unlock(&world, PASSPHRASE).await.unwrap();
    let status = world.done("lock", json!({})).await;
    assert_eq!(status["retry_after_seconds"], 0, "forgotten once it is open");
}

#[tokio::test]
async fn recovery_replaces_passphrase_and_key_only_at_its_end() {
    let world = locked_world().await;
    let before = world.vault_files();
    let old = recovery_key().await;
    let swapped: String = format!("{}{}", &old[5..], &old[..5]);
    let strangers = World::empty().done("begin_vault", begin("Other", OTHER)).await;
    for (key, passphrase, code, field) in [
        ("", OTHER, Code::Invalid, "recovery_key"),
        ("0000-0000", OTHER, Code::Invalid, "recovery_key"),
        (swapped.as_str(), OTHER, Code::Invalid, "recovery_key"),
        (&"0".repeat(100_000), OTHER, Code::Invalid, "recovery_key"),
        (&printed(&strangers), OTHER, Code::WrongSecret, "recovery_key"),
        (&old, "too short", Code::Invalid, "new_passphrase"),
    ] {
        let input = json!({ "recovery_key": key, "new_passphrase": passphrase });
        let error = world.refused("begin_recovery", input).await;
        assert_eq!((error.code, fields(&error)), (code, vec![field]), "{key:.20}");
    }
    let typed = old.to_lowercase().replace('-', " ");
    let input = json!({ "recovery_key": typed, "new_passphrase": OTHER });
    let shown = world.done("begin_recovery", input.clone()).await;
    assert_eq!(stage(&world).await, "locked", "until the new sheet was read back");
    assert_eq!(world.refused("today", json!({})).await.code, Code::Locked);
    assert_eq!(world.refused("complete_recovery", wrong_groups()).await.code, Code::Invalid);
    for (name, bytes) in &before {
        assert!(world.vault_files()[name] == *bytes, "{name} changed too early");
    }
    world.done("complete_recovery", typed_back(&shown)).await;
    assert_eq!(stage(&world).await, "open");

    world.done("lock", json!({})).await;
    assert_eq!(unlock(&world, PASSPHRASE).await.unwrap_err().code, Code::WrongSecret);
    assert_eq!(world.refused("begin_recovery", input).await.code, Code::WrongSecret);
    unlock(&world, OTHER).await.unwrap();
    world.done("lock", json!({})).await;
    let again = json!({ "recovery_key": printed(&shown), "new_passphrase": PASSPHRASE });
    world.done("begin_recovery", again).await;
}

#[tokio::test]
async fn a_changed_passphrase_is_the_only_one() {
    let world = World::new().await;
    for (current, new, code, field) in [
        (OTHER, OTHER, Code::WrongSecret, "current"),
        ("", OTHER, Code::Invalid, "current"),
        (PASSPHRASE, "passphrase123", Code::Invalid, "new"),
    ] {
        let input = json!({ "current": current, "new": new });
        let error = world.refused("change_passphrase", input).await;
        assert_eq!((error.code, fields(&error)), (code, vec![field]));
    }
    world.done("change_passphrase", json!({ "current": PASSPHRASE, "new": OTHER })).await;
    world.done("lock", json!({})).await;
    assert_eq!(unlock(&world, PASSPHRASE).await.unwrap_err().code, Code::WrongSecret);
    unlock(&world, OTHER).await.unwrap();
    world.done("lock", json!({})).await;
    world.done("unlock_with_keychain", json!({})).await;
}

#[tokio::test]
async fn the_keychain_is_a_way_in_that_comes_and_goes() {
    let world = World::new().await;
    let passphrase = json!({ "passphrase": PASSPHRASE });
    let status = world.done("remove_keychain_unlock", json!({})).await;
    assert_eq!(status["has_keychain_unlock"], false);
    assert!(world.secrets.entries().is_empty());
    world.done("remove_keychain_unlock", json!({})).await;

    let wrong = json!({ "passphrase": OTHER });
    let error = world.refused("add_keychain_unlock", wrong).await;
    assert_eq!((error.code, fields(&error)), (Code::WrongSecret, vec!["passphrase"]));
    for fault in [KeychainFault::Unavailable, KeychainFault::Locked, KeychainFault::WrongValue] {
        world.secrets.break_with(fault);
        let error = world.refused("add_keychain_unlock", passphrase.clone()).await;
        assert_eq!(error.code, Code::Refused, "{fault:?}");
        assert!(error.message.contains("did not keep the key"), "{fault:?}: {error}");
        let status = world.done("vault_status", json!({})).await;
        assert_eq!(status["has_keychain_unlock"], false, "{fault:?}");
    }
    world.secrets.break_with(KeychainFault::None);
    let status = world.done("add_keychain_unlock", passphrase).await;
    assert_eq!(status["has_keychain_unlock"], true);
    world.done("lock", json!({})).await;
    world.done("unlock_with_keychain", json!({})).await;
}

/// What the keychain may do, and what the owner reads then.
#[tokio::test]
async fn whatever_the_keychain_does_the_passphrase_is_the_answer_and_nothing_changes() {
    let world = locked_world().await;
    let before = (world.vault_files(), files_of(&world.folder().join("settings")));
    let entries = world.secrets.entries();
    let of = |bytes: &[u8]| entries.keys().map(|name| (name.clone(), bytes.to_vec())).collect();
    let does_not_answer = "This computer's keychain does not answer. Use the passphrase.";
    let does_not_hold =
        "This computer's keychain does not hold the key of this vault. Use the passphrase.";
    for (what, fault, kept, message) in [
        ("unavailable", KeychainFault::Unavailable, entries.clone(), does_not_answer),
        ("locked", KeychainFault::Locked, entries.clone(), does_not_hold),
        ("another value", KeychainFault::WrongValue, entries.clone(), does_not_hold),
        ("no entry", KeychainFault::None, of(&[]), does_not_hold),
        ("a short value", KeychainFault::None, of(b"12345"), does_not_hold),
        ("a long value", KeychainFault::None, of(&[7; 4_096]), does_not_hold),
        ("another computer", KeychainFault::None, [].into(), does_not_hold),
    ] {
        world.secrets.fill(kept.clone());
        world.secrets.break_with(fault);
        for attempt in ["as it stands", "after a restart"] {
            let desk = world.second_desk();
            let error = dispatch(&desk, "unlock_with_keychain", None, json!({})).await.unwrap_err();
            assert_eq!((error.code, error.message.as_str()), (Code::Refused, message), "{what}");
            let status = dispatch(&desk, "vault_status", None, json!({})).await.unwrap();
            assert_eq!(status["stage"], "locked", "{what}, {attempt}");
            assert_eq!(status["has_keychain_unlock"], true, "{what}: the slot stays");
            assert_eq!(status["keychain_works"], fault != KeychainFault::Unavailable, "{what}");
        }
        let now = (world.vault_files(), files_of(&world.folder().join("settings")));
        assert!(now == before, "{what} changed a file");
        assert_eq!(world.secrets.entries(), kept, "{what}");
    }
    world.secrets.break_with(KeychainFault::Unavailable);
    unlock(&world, PASSPHRASE).await.unwrap();
    world.done("lock", json!({})).await;
    world.secrets.break_with(KeychainFault::None);
    world.secrets.fill(entries);
    world.done("unlock_with_keychain", json!({})).await;
}

#[tokio::test]
async fn a_locked_vault_answers_no_command() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    world.done("lock", json!({})).await;
    let before = world.vault_files();
    for name in Furnished::names("read").chain(Furnished::names("change")) {
        let error = world.refused(name, furnished.input(name)).await;
        assert_eq!((error.code, error.message.as_str()), (Code::Locked, "Unlock to continue."));
    }
    for name in ["change_passphrase", "add_keychain_unlock", "remove_keychain_unlock"] {
        assert_eq!(world.refused(name, furnished.input(name)).await.code, Code::Locked, "{name}");
    }
    assert!(world.vault_files() == before);
}

#[tokio::test]
async fn a_second_window_on_the_same_vault_is_told_who_has_it() {
    let world = World::new().await;
    let second = world.second_desk();
    let error = dispatch(&second, "unlock_with_keychain", None, json!({})).await.unwrap_err();
    assert_eq!(error.code, Code::InUse);
    let who = format!("process {}", std::process::id());
    assert!(error.message.contains(&who), "{error}");
    world.done("today", json!({})).await;
    world.done("lock", json!({})).await;
    dispatch(&second, "unlock_with_keychain", None, json!({})).await.unwrap();
    let error = world.refused("unlock_with_keychain", json!({})).await;
    assert_eq!(error.code, Code::InUse);
    second.close_vault().await;
}

#[tokio::test]
async fn it_locks_itself_after_the_minutes_the_user_chose() {
    let world = World::new().await;
    let mut choices = world.done("preferences", json!({})).await;
    for wrong in [0, 61] {
        choices["lock_after_minutes"] = json!(wrong);
        let error = world.refused("save_preferences", choices.clone()).await;
        assert_eq!(fields(&error), ["lock_after_minutes"]);
    }
    choices["lock_after_minutes"] = json!(5);
    world.done("save_preferences", choices).await;
    world.done("touch", json!({})).await;
    let mut heard = world.desk.listen();
    // Reading is no act of the user: a window left open must not keep itself open.
    for (seconds, act, stands) in [
        (299, "touch", "open"),
        (299, "today", "open"),
        (-86_400, "today", "open"),
        (86_400, "today", "open"),
        (1, "vault_status", "locked"),
    ] {
        world.clock.advance(chrono::Duration::seconds(seconds));
        lock_if_idle(&world.desk).await;
        assert_eq!(stage(&world).await, stands, "after {seconds} more seconds");
        world.done(act, json!({})).await;
    }
    let mut events = std::iter::from_fn(|| heard.try_recv().ok());
    assert!(events.any(|event| json!(event)["kind"] == "locked"), "every window is told");
}

#[tokio::test]
async fn known_vaults_are_left_chosen_and_found_where_they_were_moved() {
    let world = locked_world().await;
    let first = world.vault_folder();
    let status = world.done("leave_vault", json!({})).await;
    assert_eq!((&status["stage"], &status["vault_name"]), (&json!("no_vault"), &Value::Null));
    assert_eq!(world.refused("unlock_with_keychain", json!({})).await.code, Code::Refused);
    world.done("select_known_vault", json!({ "index": 0 })).await;
    world.done("unlock_with_keychain", json!({})).await;
    world.done("lock", json!({})).await;

    let moved = world.folder().join("elsewhere").join("the firm");
    std::fs::create_dir(moved.parent().unwrap()).unwrap();
    std::fs::rename(&first, &moved).unwrap();
    let status = world.done("vault_status", json!({})).await;
    assert_eq!(status["known"][0]["is_there"], false);
    assert_eq!(
        world.refused("select_known_vault", json!({ "index": 0 })).await.code,
        Code::Refused
    );
    let beyond = world.refused("select_known_vault", json!({ "index": 99 })).await;
    assert_eq!(beyond.code, Code::NotFound);
    assert!(!first.exists(), "nothing is made where it was");

    world.files.choose(None);
    world.done("choose_vault", json!({})).await;
    world.files.choose(Some(moved));
    let status = world.done("choose_vault", json!({})).await;
    assert_eq!((&status["stage"], &status["vault_name"]), (&json!("locked"), &json!("the firm")));
    world.done("unlock_with_keychain", json!({})).await;
    let world = world.restarted();
    assert_eq!(world.done("vault_status", json!({})).await["vault_name"], "the firm");
}

#[tokio::test]
async fn the_sample_firm_is_a_vault_of_its_own() {
    let world = World::new().await;
    world.client("Larkfield Produce, Inc.").await;
    let own = world.vault_folder();
    world.done("lock", json!({})).await;
    let before = files_of(&own);

    let status = world.done("open_sample", json!({})).await;
    assert_eq!((&status["stage"], &status["is_sample"]), (&json!("open"), &json!(true)));
    let query = json!({
        "text": "", "view": "all", "sort": "name", "is_descending": false, "offset": 0, "limit": 50
    });
    let clients = world.done("list_clients", query.clone()).await;
    assert!((10..=14).contains(&clients["total"].as_u64().unwrap()), "{}", clients["total"]);
    let contracts = json!({ "text": "", "view": "signed", "offset": 0, "limit": 50 });
    assert!(world.done("list_contracts", contracts).await["total"].as_u64().unwrap() >= 5);
    let changed = json!({ "key": "note/1", "text": "kept in the sample" });
    world.done("save_draft", changed).await;
    // Opened again it is the same, not a new one.
    world.done("lock", json!({})).await;
    world.done("open_sample", json!({})).await;
    assert_eq!(world.done("list_clients", query).await["total"], clients["total"]);
    let draft = world.done("draft", json!({ "key": "note/1" })).await;
    assert_eq!(draft["text"], "kept in the sample");

    assert!(files_of(&own) == before, "the firm's own vault was touched");
    let status = world.done("vault_status", json!({})).await;
    let known = status["known"].as_array().unwrap();
    assert!(known.iter().all(|vault| vault["name"] != "sample.fdk"), "it is not one's own");
}

#[tokio::test]
async fn a_keychain_that_only_starts_delays_no_screen_and_is_told_when_it_is_there() {
    let world = World::empty();
    let mut told = world.desk.listen();
    world.secrets.break_with(KeychainFault::Starting);
    let status = world.done("vault_status", json!({})).await;
    assert_eq!(status["keychain_works"], false);

    world.secrets.break_with(KeychainFault::None);
    let event = serde_json::to_value(told.recv().await.unwrap()).unwrap();
    assert_eq!(event, json!({ "kind": "changed", "tags": ["vault"] }));
    assert_eq!(world.done("vault_status", json!({})).await["keychain_works"], true);
}
