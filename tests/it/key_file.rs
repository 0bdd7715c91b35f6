//! The key file: no edited byte opens the vault, and a damaged one is mended.

use std::path::Path;

use factor_app::error::Code;
use serde_json::json;
use support::World;
use support::every_command::Furnished;

/// `vault.keys` with one byte changed, its checksum made right again if asked.
fn edited(whole: &[u8], at: usize, is_resealed: bool) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 1 << (at % 8);
    if is_resealed {
        let body = bytes.len() - 32;
        let seal = *factor_store::Sha256::of(&bytes[..body]).as_bytes();
        bytes[body..].copy_from_slice(&seal);
    }
    bytes
}

fn write_both(folder: &Path, bytes: &[u8]) {
    for generation in ["vault.keys", "vault.keys.1"] {
        std::fs::write(folder.join(generation), bytes).unwrap();
    }
}

#[tokio::test]
async fn no_edited_byte_of_the_key_file_opens_the_vault() {
    let world = World::new().await;
    world.done("lock", json!({})).await;
    let folder = world.vault_folder();
    let whole = std::fs::read(folder.join("vault.keys")).unwrap();
    let before = world.vault_files();
    assert!(whole.len() > 400, "{}", whole.len());
    for at in 0..whole.len() {
        // A checksum that was made right leaves the encryption alone to notice.
        for is_resealed in [false, true] {
            if is_resealed && at >= whole.len() - 32 {
                continue;
            }
            write_both(&folder, &edited(&whole, at, is_resealed));
            let error = world.refused("unlock_with_keychain", json!({})).await;
            let message = &error.message;
            assert!(
                matches!(error.code, Code::Failed | Code::Refused) && message.ends_with('.'),
                "byte {at}: {error:?}"
            );
            assert!(!message.contains("made a mistake"), "byte {at} ended in a bug");
        }
    }
    write_both(&folder, &whole);
    assert!(world.vault_files() == before, "a file changed");
    world.done("unlock_with_keychain", json!({})).await;
}

#[tokio::test]
async fn a_damaged_key_file_is_mended_from_the_one_beside_it() {
    let furnished = Furnished::get().await;
    let world = furnished.world().await;
    let page = world.done("client", furnished.input("client")).await;
    world.done("lock", json!({})).await;
    let folder = world.vault_folder();
    let whole = std::fs::read(folder.join("vault.keys")).unwrap();
    for at in (0..whole.len()).step_by(41) {
        std::fs::write(folder.join("vault.keys"), edited(&whole, at, false)).unwrap();
        world.done("unlock_with_keychain", json!({})).await;
        assert_eq!(world.done("client", furnished.input("client")).await, page, "byte {at}");
        world.done("lock", json!({})).await;
        assert!(std::fs::read(folder.join("vault.keys")).unwrap() == whole, "byte {at}");
    }
}
