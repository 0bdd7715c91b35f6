//! What the database itself holds on to, whatever program writes to it.

use factor_domain::contract::Template;

use super::*;
use crate::{KdfCost, Passphrase, RecoveryKey, Vault, WaysIn};

const AT: &str = "2026-11-19T15:00:00.000Z";

async fn vault(folder: &std::path::Path) -> Vault {
    let passphrase = Passphrase::new("a fairly long passphrase").unwrap();
    let recovery = RecoveryKey::generate().unwrap();
    let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
    Vault::create(folder, ways_in, KdfCost::Floor).await.unwrap()
}

async fn added(tx: &mut Tx<'_>, id: i64, version: u32) -> Result<(), StoreError> {
    let template = &Template::built_ins()[0];
    add_version(tx, id, &NewVersion { version, note: "", template, saved_by: "Ruth" }, AT).await
}

#[tokio::test]
async fn a_version_of_a_wording_is_only_added_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder.path().join("firm")).await;
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let id = insert(&mut tx, "House agreement", "built_in", AT).await.unwrap();
    for wrong in [0, 2] {
        assert!(added(&mut tx, id, wrong).await.is_err(), "version {wrong} came first");
    }
    added(&mut tx, id, 1).await.unwrap();
    added(&mut tx, id, 2).await.unwrap();
    for again in [1, 2, 4] {
        assert!(added(&mut tx, id, again).await.is_err(), "version {again} followed 2");
    }
    for (sql, why) in [
        ("UPDATE wording_version SET template = '{}'", "a version of a wording never changes"),
        ("DELETE FROM wording_version", "a version of a wording is never removed"),
        ("DELETE FROM wording", "a wording is never removed"),
    ] {
        let refused = sqlx::query(sql).execute(&mut *tx).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{sql}: {refused}");
    }
    let kept = template(&mut tx, id, 1).await.unwrap();
    assert_eq!(kept, Template::built_ins()[0]);
    drop(tx);
    vault.close().await.unwrap();
}
