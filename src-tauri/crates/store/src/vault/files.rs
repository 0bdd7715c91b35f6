//! The files of a vault: made privately, replaced whole, never overwritten by accident.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::slots::{KEYS_BYTES_MAX, SlotsFile};
use crate::{Part, StoreError};

/// The file whose presence makes a folder a vault.
pub const KEYS: &str = "vault.keys";
/// The previous generation of [`KEYS`]; the same content once a change is complete.
pub(crate) const KEYS_PREVIOUS: &str = "vault.keys.1";
/// A [`KEYS`] that could not be read, put aside when the previous generation opened the vault.
pub(crate) const KEYS_DAMAGED: &str = "vault.keys.damaged";
pub(crate) const LOCK: &str = "vault.lock";
/// Stands in the folder from the first to the last step of creating a vault.
pub(crate) const UNFINISHED: &str = "vault.unfinished";

impl Part {
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Ledger => "ledger.db",
            Self::Papers => "papers.db",
        }
    }
}

/// Options for files that only their owner may read. On Windows the folder's own list decides.
pub(crate) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Lets nobody but the owner into the folder.
#[cfg(unix)]
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// The profile of a Windows user is private to that user already.
#[cfg(not(unix))]
pub(crate) fn make_private(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a new empty file, durably. Never opens one that exists.
pub(crate) fn create_new(folder: &Path, name: &str) -> io::Result<()> {
    private().write(true).create_new(true).open(folder.join(name))?.sync_all()?;
    sync_folder(folder)
}

/// Replaces a file as a whole: readers see the old bytes or the new ones, also after a power cut.
///
/// Only the owner may read it. Two at once on the same name are the caller's mistake.
///
/// # Errors
/// The old file is untouched then, unless only its folder could not be synchronised.
pub fn write_atomic(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!("{name}.tmp"));
    let written = (|| {
        let mut file = private().write(true).create(true).truncate(true).open(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, folder.join(name))
    })();
    if written.is_err() {
        remove_if_there(&draft);
    }
    written?;
    sync_folder(folder)
}

/// Makes the names in a folder durable.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no such call; NTFS writes its own journal of names.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// For cleaning up after a failure, whose own error is the one worth reporting.
pub(crate) fn remove_if_there(path: &Path) {
    fs::remove_file(path).ok();
}

/// True if the folder holds something of a vault that can be opened, or should be.
pub(crate) fn has_vault(folder: &Path) -> bool {
    [KEYS, KEYS_PREVIOUS, Part::Ledger.file_name(), Part::Papers.file_name()]
        .iter()
        .any(|name| folder.join(name).exists())
}

/// The slots of a vault and whether they had to come from the previous generation.
#[derive(Debug)]
pub(crate) struct Keys {
    pub slots: SlotsFile,
    pub is_previous: bool,
}

/// Reads `vault.keys`, or its previous generation if the file is missing or damaged.
///
/// # Errors
/// The error of `vault.keys` itself if neither can be read; [`StoreError::NoVault`] if there is
/// nothing at all.
pub(crate) fn read_keys(folder: &Path) -> Result<Keys, StoreError> {
    let current = read_one(&folder.join(KEYS));
    match current {
        Ok(slots) => Ok(Keys { slots, is_previous: false }),
        Err(newer @ StoreError::NewerVault { .. }) => Err(newer),
        Err(error) => match read_one(&folder.join(KEYS_PREVIOUS)) {
            Ok(slots) => Ok(Keys { slots, is_previous: true }),
            Err(StoreError::KeysMissing | StoreError::NoVault) if !has_vault(folder) => {
                Err(StoreError::NoVault)
            }
            Err(_) => Err(error),
        },
    }
}

/// Reads the previous generation alone, for when the current one unlocked to nonsense.
pub(crate) fn read_previous_keys(folder: &Path) -> Result<Keys, StoreError> {
    Ok(Keys { slots: read_one(&folder.join(KEYS_PREVIOUS))?, is_previous: true })
}

fn read_one(path: &Path) -> Result<SlotsFile, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::KeysMissing);
        }
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::with_capacity(KEYS_BYTES_MAX);
    // One byte over the limit is enough to know that it is over.
    file.take(KEYS_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    SlotsFile::parse(&bytes)
}

/// Replaces the key file so that a cut-off at any moment leaves one whole generation.
///
/// In the end both generations are the new one: a slot that was taken out must not live on in
/// the previous file.
pub(crate) fn write_keys(folder: &Path, slots: &SlotsFile) -> Result<(), StoreError> {
    let bytes = slots.to_bytes();
    write_atomic(folder, KEYS, &bytes)?;
    if read_one(&folder.join(KEYS))? != *slots {
        return Err(StoreError::KeysDamaged("it reads back differently"));
    }
    write_atomic(folder, KEYS_PREVIOUS, &bytes)?;
    Ok(())
}

/// Brings both generations back to `keys` after an unlock proved them right.
///
/// Returns true if the current file had to be replaced; the damaged one is kept beside it.
pub(crate) fn repair_keys(folder: &Path, keys: &Keys) -> Result<bool, StoreError> {
    if keys.is_previous {
        let damaged = folder.join(KEYS);
        if damaged.exists() {
            fs::rename(&damaged, folder.join(KEYS_DAMAGED))?;
        }
        write_keys(folder, &keys.slots)?;
        return Ok(true);
    }
    let is_whole =
        read_one(&folder.join(KEYS_PREVIOUS)).is_ok_and(|previous| previous == keys.slots);
    if !is_whole {
        write_atomic(folder, KEYS_PREVIOUS, &keys.slots.to_bytes())?;
    }
    Ok(false)
}
