//! The vaults this computer has opened, last first. Only folders are kept, nothing of the firm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use factor_store::{KEYS_FILE, SlotId, write_file_atomically};

use crate::desk::Places;

const SAMPLE_FOLDER: &str = "sample.fdk";
const FILE: &str = "known-vaults.json";
/// Numbers of slots by ids of vaults; neither says anything of a firm or a person.
const SLOTS_FILE: &str = "last-ways-in.json";
/// Older ones fall off the list; the vaults themselves stay where they are.
const KNOWN_MAX: usize = 12;

/// The folders, last opened first. A missing or damaged list is an empty one: it is a convenience.
pub(crate) fn load(places: &Places) -> Vec<PathBuf> {
    std::fs::read(places.settings.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Puts a folder at the head of the list.
pub(crate) fn remember(places: &Places, folder: &Path) {
    let mut known = load(places);
    known.retain(|other| other != folder);
    known.insert(0, folder.to_path_buf());
    known.truncate(KNOWN_MAX);
    let written = serde_json::to_vec_pretty(&known)
        .map_err(std::io::Error::from)
        .and_then(|bytes| write_into(places, FILE, &bytes));
    if let Err(cause) = written {
        // The vault is open; only the next start has to ask for it again.
        tracing::warn!(cause = %cause.kind(), "the list of known vaults could not be written");
    }
}

/// The slot that opened this vault here last: whose passphrase is tried first next time.
pub(crate) fn likely_slot(places: &Places, vault: &str) -> Option<SlotId> {
    last_slots(places).get(vault).copied().map(SlotId::new)
}

/// Remembers whose passphrase opened this vault here.
pub(crate) fn remember_slot(places: &Places, vault: &str, slot: SlotId) {
    let mut last = last_slots(places);
    if last.insert(vault.to_owned(), slot.get()) == Some(slot.get()) {
        return;
    }
    let written = serde_json::to_vec_pretty(&last)
        .map_err(std::io::Error::from)
        .and_then(|bytes| write_into(places, SLOTS_FILE, &bytes));
    if let Err(cause) = written {
        // The next unlock only takes longer.
        tracing::warn!(cause = %cause.kind(), "the last way in could not be remembered");
    }
}

fn last_slots(places: &Places) -> BTreeMap<String, u32> {
    std::fs::read(places.settings.join(SLOTS_FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// True if the folder holds a vault's key slots.
pub(crate) fn is_there(folder: &Path) -> bool {
    folder.join(KEYS_FILE).is_file()
}

/// Replaces a file of the settings folder as a whole, making the folder if need be.
pub(crate) fn write_into(places: &Places, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(&places.settings)?;
    write_file_atomically(&places.settings, name, bytes)
}

/// A vault goes by the name of its folder.
pub(crate) fn name_of(folder: &Path) -> String {
    folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Where the sample firm is.
pub(crate) fn sample_folder(places: &Places) -> PathBuf {
    places.vaults.join(SAMPLE_FOLDER)
}
