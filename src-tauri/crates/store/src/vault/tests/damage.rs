//! Damage to a vault: what is repaired, what is refused, and that nothing opens wrongly.

use super::*;

/// Where the first 16 bytes, SQLCipher's copy of the salt, are wiped.
#[tokio::test]
async fn a_wiped_first_page_header_is_survived() {
    let (world, hash) = World::furnished().await;
    for part in ["ledger.db", "papers.db"] {
        let path = world.folder().join(part);
        let mut bytes = fs::read(&path).unwrap();
        bytes[..16].fill(0);
        fs::write(&path, bytes).unwrap();
    }
    let vault = world.open().await.unwrap();
    assert_eq!(read_note(&vault, "name").await.as_deref(), Some(CANARY));
    assert!(vault.papers().get(hash).await.is_ok());
    assert!(vault.check_health().await.unwrap().is_clean());
    vault.close().await.unwrap();
}

#[tokio::test]
async fn a_damaged_or_missing_key_file_is_restored_from_its_previous_generation() {
    let (world, _) = World::furnished().await;
    let keys = world.folder().join(files::KEYS);
    let whole = fs::read(&keys).unwrap();
    let mut flipped = whole.clone();
    flipped[200] ^= 1;
    for damaged in [Some(flipped), Some(Vec::new()), Some(b"not a key file".to_vec()), None] {
        match &damaged {
            Some(bytes) => fs::write(&keys, bytes).unwrap(),
            None => fs::remove_file(&keys).unwrap(),
        }
        let other = KeychainKey::generate().unwrap();
        let wrong = Vault::open(&world.folder(), Unlock::Keychain(&other)).await.unwrap_err();
        assert!(matches!(wrong, StoreError::WrongSecret(_)), "{wrong}");
        let vault = world.open().await.unwrap();
        assert!(vault.opening().has_repaired_keys);
        vault.close().await.unwrap();
        assert_eq!(fs::read(&keys).unwrap(), whole);
        if let Some(bytes) = damaged {
            let aside = world.folder().join(files::KEYS_DAMAGED);
            assert_eq!(fs::read(aside).unwrap(), bytes, "what was found is kept");
        }
    }
    // The other way round: a lost previous generation comes back by itself.
    fs::write(world.folder().join(files::KEYS_PREVIOUS), b"").unwrap();
    world.open().await.unwrap().close().await.unwrap();
    assert_eq!(fs::read(world.folder().join(files::KEYS_PREVIOUS)).unwrap(), whole);
}

#[tokio::test]
async fn without_any_key_file_nothing_opens_and_nothing_is_made() {
    let (world, _) = World::furnished().await;
    for name in [files::KEYS, files::KEYS_PREVIOUS, files::LOCK] {
        fs::remove_file(world.folder().join(name)).unwrap();
    }
    let before = world.files();
    assert!(matches!(world.open().await.unwrap_err(), StoreError::KeysMissing));
    assert_eq!(world.files(), before);
    fs::write(world.folder().join(files::KEYS), b"%PDF-1.7 somebody's").unwrap();
    assert!(matches!(world.open().await.unwrap_err(), StoreError::KeysNotOurs));
    let empty = World::new();
    fs::create_dir(empty.folder()).unwrap();
    assert!(matches!(empty.open().await.unwrap_err(), StoreError::NoVault));
    assert!(empty.files().is_empty());
}

#[tokio::test]
async fn a_database_that_is_not_ours_is_refused_and_left_alone() {
    let (world, _) = World::furnished().await;
    let whole = world.files();
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(8_192, 0);
    type Check = fn(&StoreError) -> bool;
    let refused: Check = |error| matches!(error, StoreError::WrongKeyOrNotOurs(..));
    let cases: [(&str, Option<Vec<u8>>, Check); 6] = [
        ("in the clear", Some(plain), |error| matches!(error, StoreError::NotEncrypted(_))),
        ("gone", None, |error| matches!(error, StoreError::PartMissing(_))),
        ("emptied", Some(Vec::new()), refused),
        ("garbage", Some(vec![0x5a; 8_192]), refused),
        ("ten bytes", Some(vec![0x5a; 10]), refused),
        ("the other database", None, refused),
    ];
    for part in ["ledger.db", "papers.db"] {
        for (what, bytes, is_expected) in &cases {
            let path = world.folder().join(part);
            let other = if part == "ledger.db" { "papers.db" } else { "ledger.db" };
            match (*what, bytes) {
                ("the other database", _) => fs::write(&path, &whole[other]).unwrap(),
                (_, Some(bytes)) => fs::write(&path, bytes).unwrap(),
                (_, None) => fs::remove_file(&path).unwrap(),
            }
            let before = world.files().get(part).cloned();
            let error = world.open().await.unwrap_err();
            assert!(is_expected(&error), "{part} {what}: {error:?}");
            assert_eq!(world.files().get(part).cloned(), before, "{part} {what}");
            fs::write(&path, &whole[part]).unwrap();
        }
    }
    world.open().await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_flipped_bit_in_any_page_is_found() {
    let (world, hash) = World::furnished().await;
    let path = world.folder().join("papers.db");
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4_096;
    assert!(pages > 10, "{pages}");
    for page in 0..pages {
        let mut bytes = whole.clone();
        // Behind the wiped-header case: byte 16 and on of the first page are authenticated.
        bytes[page * 4_096 + 100 + page * 7 % 3_900] ^= 1 << (page % 8);
        fs::write(&path, &bytes).unwrap();
        match world.open().await {
            Ok(vault) => {
                let health = vault.check_health().await.unwrap();
                assert!(health.ledger.is_empty() && !health.papers.is_empty(), "page {page}");
                let read = vault.papers().get(hash).await;
                assert!(
                    !matches!(&read, Ok(bytes) if bytes != CANARY.repeat(2_000).as_bytes()),
                    "page {page} gave wrong bytes"
                );
                vault.close().await.unwrap();
            }
            Err(error) => assert!(
                matches!(error, StoreError::WrongKeyOrNotOurs(..) | StoreError::Damaged(_)),
                "page {page}: {error:?}"
            ),
        }
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_the_file_left_alone() {
    for part in [Part::Ledger, Part::Papers] {
        let (world, _) = World::furnished().await;
        let vault = world.open().await.unwrap();
        let database = match part {
            Part::Ledger => &vault.ledger.0,
            Part::Papers => &vault.papers.0,
        };
        let mut tx = database.begin_write().await.unwrap();
        sqlx::raw_sql(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9001, 'of the future', TRUE, x'00', 0)",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        vault.close().await.unwrap();
        let before = world.files();
        let error = world.open().await.unwrap_err();
        assert!(
            matches!(error, StoreError::NewerSchema { part: p, found: 9001, .. } if p == part),
            "{error:?}"
        );
        assert_eq!(world.files(), before);
    }
}

#[tokio::test]
async fn a_process_that_died_leaves_its_committed_work_and_is_noticed() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let hash = furnish(&vault).await;
    // The files of a process that was killed: copied while it runs, journals and all.
    let killed = World { home: tempfile::tempdir().unwrap(), ..world };
    fs::create_dir(killed.folder()).unwrap();
    for entry in fs::read_dir(vault.folder()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), killed.folder().join(entry.file_name())).unwrap();
    }
    let reopened = killed.open().await.unwrap();
    assert!(reopened.opening().has_crashed);
    assert_eq!(read_note(&reopened, "name").await.as_deref(), Some(CANARY));
    assert!(reopened.papers().get(hash).await.is_ok());
    assert!(reopened.check_health().await.unwrap().is_clean());
    reopened.close().await.unwrap();
    assert!(!killed.open().await.unwrap().opening().has_crashed);
}
