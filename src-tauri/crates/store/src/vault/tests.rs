//! A whole vault on a real disk: made, opened, damaged, moved, locked.

use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::Sha256;

mod damage;
mod databases;

const CANARY: &str = "Wilhelmina Sedgwick-Quill";

struct World {
    home: tempfile::TempDir,
    passphrase: Passphrase,
    recovery: RecoveryKey,
    keychain: KeychainKey,
}

impl World {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            passphrase: Passphrase::new("a fairly long passphrase").unwrap(),
            recovery: RecoveryKey::generate().unwrap(),
            keychain: KeychainKey::generate().unwrap(),
        }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("firm")
    }

    async fn create(&self) -> Result<Vault, StoreError> {
        let ways_in = WaysIn {
            passphrase: &self.passphrase,
            recovery: &self.recovery,
            keychain: Some(&self.keychain),
        };
        Vault::create(&self.folder(), ways_in, KdfCost::Floor).await
    }

    /// The keychain's way: the quickest.
    async fn open(&self) -> Result<Vault, StoreError> {
        Vault::open(&self.folder(), Unlock::Keychain(&self.keychain)).await
    }

    /// A closed vault with a few rows and a paper of several pages.
    async fn furnished() -> (Self, Sha256) {
        let world = Self::new();
        let vault = world.create().await.unwrap();
        let hash = furnish(&vault).await;
        vault.close().await.unwrap();
        (world, hash)
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        fs::read_dir(self.folder())
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read(entry.path()).unwrap())
            })
            .collect()
    }
}

async fn furnish(vault: &Vault) -> Sha256 {
    let mut tx = vault.ledger().begin_write().await.unwrap();
    note(&mut tx, "name", CANARY).await;
    tx.commit().await.unwrap();
    vault.papers().put(CANARY.repeat(2_000).as_bytes()).await.unwrap()
}

async fn note(tx: &mut crate::Tx<'_>, key: &str, value: &str) {
    sqlx::query("INSERT INTO vault_info (key, value) VALUES ($1, $2)")
        .bind(key)
        .bind(value)
        .execute(tx.connection())
        .await
        .unwrap();
}

async fn read_note(vault: &Vault, key: &str) -> Option<String> {
    let mut snapshot = vault.ledger().read().await.unwrap();
    sqlx::query_scalar("SELECT value FROM vault_info WHERE key = $1")
        .bind(key)
        .fetch_optional(snapshot.connection())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_vault_opens_with_each_of_its_secrets_and_with_no_other() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let (id, hash) = (vault.id(), furnish(&vault).await);
    vault.close().await.unwrap();

    let other = World::new();
    for wrong in [
        Unlock::Passphrase(&other.passphrase_typo()),
        Unlock::Recovery(&other.recovery),
        Unlock::Keychain(&other.keychain),
    ] {
        let before = world.files();
        let error = Vault::open(&world.folder(), wrong).await.unwrap_err();
        assert!(matches!(error, StoreError::WrongSecret(way) if way == wrong.way_in()), "{error}");
        assert_eq!(world.files(), before, "a wrong secret costs nothing");
    }
    for (right, slot) in [
        (Unlock::Passphrase(&world.passphrase), 1),
        (Unlock::Recovery(&world.recovery), 2),
        (Unlock::Keychain(&world.keychain), 3),
    ] {
        let vault = Vault::open(&world.folder(), right).await.unwrap();
        let opening = Opening {
            way_in: right.way_in(),
            slot: SlotId::new(slot),
            has_repaired_keys: false,
            has_crashed: false,
        };
        assert_eq!((vault.id(), vault.opening()), (id, opening));
        assert_eq!(read_note(&vault, "name").await.as_deref(), Some(CANARY));
        assert_eq!(vault.papers().get(hash).await.unwrap(), CANARY.repeat(2_000).as_bytes());
        assert!(vault.check_health().await.unwrap().is_clean());
        vault.close().await.unwrap();
    }
}

impl World {
    fn passphrase_typo(&self) -> Passphrase {
        Passphrase::new("a fairly long passphrasE").unwrap()
    }
}

#[tokio::test]
async fn a_vault_that_is_only_dropped_has_let_its_files_go() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    furnish(&vault).await;
    assert!(world.files().contains_key("ledger.db-wal"));
    drop(vault);
    let dropped = world.files();
    assert!(!dropped.keys().any(|name| name.contains("-wal")), "{:?}", dropped.keys());
}

#[tokio::test]
async fn nothing_readable_reaches_the_disk() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    furnish(&vault).await;
    let mut secrets = vec![CANARY.as_bytes().to_vec(), world.recovery.expose().to_vec()];
    secrets.push(world.recovery.text().as_bytes().to_vec());
    secrets.push(world.keychain.expose().to_vec());
    secrets.push(b"a fairly long passphrase".to_vec());
    for purpose in [Purpose::Ledger, Purpose::Papers, Purpose::Slots, Purpose::Audit] {
        let key = vault.subkey(purpose).await.unwrap();
        secrets.push(key.expose().to_vec());
        secrets.push(data_encoding::HEXLOWER.encode(key.expose()).into_bytes());
    }
    let vault_key = vault.unlocked().await.unwrap().vault_key.expose().to_vec();
    secrets.push(vault_key);
    let open = world.files();
    assert!(open.contains_key("ledger.db-wal") && open.contains_key("papers.db-wal"));
    vault.close().await.unwrap();
    let closed = world.files();
    assert!(!closed.keys().any(|name| name.contains("-wal")), "{:?}", closed.keys());
    for (name, bytes) in open.iter().chain(&closed) {
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret);
            assert!(!found, "{name} holds a secret of {} bytes", secret.len());
        }
        assert!(!bytes.starts_with(b"SQLite format 3"), "{name}");
    }
}

#[tokio::test]
#[cfg(unix)]
async fn only_the_owner_may_read_a_vault() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let vault = world.create().await.unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(world.folder()), 0o700);
    for name in world.files().keys() {
        assert_eq!(mode(world.folder().join(name)), 0o600, "{name}");
    }
    vault.close().await.unwrap();
}

#[tokio::test]
async fn creating_never_overwrites() {
    let (world, _) = World::furnished().await;
    let before = world.files();
    assert!(matches!(world.create().await.unwrap_err(), StoreError::VaultExists));
    assert_eq!(world.files(), before);

    let world = World::new();
    fs::create_dir(world.folder()).unwrap();
    fs::write(world.folder().join("letter.txt"), b"mine").unwrap();
    assert!(matches!(world.create().await.unwrap_err(), StoreError::FolderNotEmpty));
    assert_eq!(world.files(), BTreeMap::from([("letter.txt".to_owned(), b"mine".to_vec())]));

    // One file of a vault alone is a vault as well.
    for name in ["ledger.db", "papers.db", "vault.keys", "vault.keys.1"] {
        let world = World::new();
        fs::create_dir(world.folder()).unwrap();
        fs::write(world.folder().join(name), b"").unwrap();
        assert!(matches!(world.create().await.unwrap_err(), StoreError::VaultExists), "{name}");
        assert_eq!(world.files().len(), 1);
    }
}

#[tokio::test]
async fn a_building_site_that_fails_is_cleared() {
    let world = World::new();
    let site = BuildingSite::start(&world.folder()).unwrap();
    files::create_new(&world.folder(), files::KEYS).unwrap();
    files::create_new(&world.folder(), "ledger.db").unwrap();
    assert!(matches!(world.create().await.unwrap_err(), StoreError::UnfinishedVault));
    assert!(matches!(world.open().await.unwrap_err(), StoreError::UnfinishedVault));
    drop(site);
    assert!(!world.folder().exists());
    world.create().await.unwrap().close().await.unwrap();
    assert!(!world.folder().join(files::UNFINISHED).exists());
}

#[tokio::test]
async fn a_second_opener_is_refused_until_the_first_has_closed() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let StoreError::InUse { holder } = world.open().await.unwrap_err() else {
        panic!("two have the vault open")
    };
    if cfg!(unix) {
        assert_eq!(holder.process_id, Some(std::process::id()));
        assert!(holder.to_string().starts_with("process "), "{holder}");
    }
    assert!(world.open().await.is_err(), "asking does not break the lock");
    vault.close().await.unwrap();
    let second = world.open().await.unwrap();
    // The first handle still exists, and is of no use.
    assert!(matches!(vault.ledger().read().await, Err(StoreError::Closed)));
    assert!(matches!(vault.ledger().begin_write().await, Err(StoreError::Closed)));
    assert!(matches!(vault.papers().put(b"x").await, Err(StoreError::Closed)));
    assert!(matches!(vault.subkey(Purpose::Audit).await, Err(StoreError::Closed)));
    assert!(matches!(vault.remove_keychain_slot().await, Err(StoreError::Closed)));
    second.close().await.unwrap();
}

#[tokio::test]
async fn a_person_who_left_is_shut_out_of_both_generations() {
    let (world, _) = World::furnished().await;
    let vault = world.open().await.unwrap();
    let words = Passphrase::new("a second person's long words").unwrap();
    let second = vault.add_passphrase(&words, KdfCost::Floor).await.unwrap();
    assert_eq!(vault.slot_opened_by(Unlock::Passphrase(&words)).await.unwrap(), Some(second));
    vault.close().await.unwrap();

    let unlock = Unlock::Passphrase(&words);
    let opened = Vault::open_trying_first(&world.folder(), unlock, Some(second)).await.unwrap();
    assert_eq!(opened.opening().slot, second);
    opened.remove_slots(&[second]).await.unwrap();
    opened.close().await.unwrap();
    let error = Vault::open(&world.folder(), Unlock::Passphrase(&words)).await.unwrap_err();
    assert!(matches!(error, StoreError::WrongSecret(WayIn::Passphrase)), "{error}");
    let files = world.files();
    assert_eq!(files[files::KEYS], files[files::KEYS_PREVIOUS]);
    world.open().await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn changed_secrets_shut_the_old_ones_out_of_both_generations() {
    let (world, _) = World::furnished().await;
    let old_keys = fs::read(world.folder().join(files::KEYS)).unwrap();
    let vault = Vault::open(&world.folder(), Unlock::Recovery(&world.recovery)).await.unwrap();
    let passphrase = Passphrase::new("another long passphrase").unwrap();
    let recovery = RecoveryKey::generate().unwrap();
    let owner = vault.slots_of(WayIn::Passphrase).await.unwrap()[0];
    vault.change_passphrase(owner, &passphrase, KdfCost::Floor).await.unwrap();
    vault.replace_recovery(&recovery).await.unwrap();
    vault.remove_keychain_slot().await.unwrap();
    assert!(!vault.has(WayIn::Keychain).await.unwrap());
    assert!(vault.slot_opened_by(Unlock::Recovery(&recovery)).await.unwrap().is_some());
    assert!(vault.slot_opened_by(Unlock::Recovery(&world.recovery)).await.unwrap().is_none());
    vault.close().await.unwrap();

    let files = world.files();
    assert_eq!(files[files::KEYS], files[files::KEYS_PREVIOUS]);
    for part in ["ledger.db", "papers.db"] {
        assert!(files.contains_key(part));
    }
    for old in [
        Unlock::Passphrase(&world.passphrase),
        Unlock::Recovery(&world.recovery),
        Unlock::Keychain(&world.keychain),
    ] {
        let error = Vault::open(&world.folder(), old).await.unwrap_err();
        let shut = matches!(error, StoreError::WrongSecret(_) | StoreError::NoSuchWayIn(_));
        assert!(shut, "{error}");
    }
    let vault = Vault::open(&world.folder(), Unlock::Passphrase(&passphrase)).await.unwrap();
    vault.add_keychain_slot(&world.keychain).await.unwrap();
    vault.close().await.unwrap();
    world.open().await.unwrap().close().await.unwrap();
    assert!(Vault::inspect(&world.folder()).unwrap().has(WayIn::Keychain));

    // A copy of the old file still opens, as a backup would: the vault key did not change.
    fs::write(world.folder().join(files::KEYS), old_keys).unwrap();
    world.open().await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn synchronised_folders_are_refused_for_a_live_vault() {
    let (world, _) = World::furnished().await;
    let cloud = world.home.path().join("Dropbox").join("firm");
    let ways_in =
        WaysIn { passphrase: &world.passphrase, recovery: &world.recovery, keychain: None };
    let made = Vault::create(&cloud, ways_in, KdfCost::Floor).await.unwrap_err();
    assert!(matches!(made, StoreError::SyncedFolder(place::SyncService::Dropbox)));
    assert!(!cloud.exists());
    fs::create_dir(world.home.path().join("Dropbox")).unwrap();
    fs::rename(world.folder(), &cloud).unwrap();
    let opened = Vault::open(&cloud, Unlock::Keychain(&world.keychain)).await.unwrap_err();
    assert!(matches!(opened, StoreError::SyncedFolder(_)));
}

#[tokio::test]
async fn moving_the_folder_moves_the_firm() {
    let (world, hash) = World::furnished().await;
    let elsewhere = world.home.path().join("elsewhere");
    fs::rename(world.folder(), &elsewhere).unwrap();
    assert!(matches!(world.open().await.unwrap_err(), StoreError::NoVault));
    assert!(!world.folder().exists(), "looking for a vault makes nothing");
    let vault = Vault::open(&elsewhere, Unlock::Recovery(&world.recovery)).await.unwrap();
    assert!(vault.papers().get(hash).await.is_ok());
    vault.close().await.unwrap();
}

#[tokio::test]
async fn a_vault_is_made_opened_and_closed_on_any_thread() {
    let work = async {
        let world = World::new();
        let vault = world.create().await?;
        vault.check_health().await?;
        vault.replace_recovery(&RecoveryKey::generate()?).await?;
        vault.close().await?;
        world.open().await?.close().await
    };
    // Does not compile if any of these futures is bound to its thread.
    tokio::spawn(work).await.unwrap().unwrap();
}
