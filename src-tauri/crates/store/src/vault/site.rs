//! The building site of a new vault: either the vault is finished or the site is cleared.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files;
use super::lock::VaultLock;
use crate::{Part, StoreError};

/// Less free space than this, and a firm's first weeks would not fit.
const FREE_BYTES_MIN: u64 = 16 * 1_024 * 1_024;
/// What file managers leave in folders that their users call empty.
const LITTER: [&str; 3] = [".DS_Store", "desktop.ini", "Thumbs.db"];

/// Exists while a vault is being made. Dropped unfinished, it removes all that was made.
pub(super) struct BuildingSite {
    folder: PathBuf,
    has_made_folder: bool,
    lock: Option<VaultLock>,
    is_finished: bool,
}

impl BuildingSite {
    /// Claims an empty folder, making it if it is not there.
    pub(super) fn start(folder: &Path) -> Result<Self, StoreError> {
        let has_made_folder = !folder.exists();
        if has_made_folder {
            fs::create_dir_all(folder)?;
        }
        let claimed = Self::claim(folder);
        if claimed.is_err() && has_made_folder {
            fs::remove_dir(folder).ok();
        }
        claimed?;
        // From here on, whatever is in the folder was made by this vault.
        let mut site =
            Self { folder: folder.to_owned(), has_made_folder, lock: None, is_finished: false };
        files::make_private(folder)?;
        site.lock = Some(VaultLock::take(folder)?);
        Ok(site)
    }

    fn claim(folder: &Path) -> Result<(), StoreError> {
        if folder.join(files::UNFINISHED).exists() {
            return Err(StoreError::UnfinishedVault);
        }
        if files::has_vault(folder) {
            return Err(StoreError::VaultExists);
        }
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            if !LITTER.iter().any(|litter| name == *litter) {
                return Err(StoreError::FolderNotEmpty);
            }
        }
        if fs4::available_space(folder)? < FREE_BYTES_MIN {
            return Err(StoreError::DiskFull(None));
        }
        match files::create_new(folder, files::UNFINISHED) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(StoreError::UnfinishedVault)
            }
            made => Ok(made?),
        }
    }

    /// Hands the lock over to the vault that is opened on the site.
    pub(super) fn take_lock(&mut self) -> Result<VaultLock, StoreError> {
        self.lock.take().ok_or(StoreError::Closed)
    }

    /// Declares the vault finished, durably.
    pub(super) fn finish(&mut self) -> Result<(), StoreError> {
        fs::remove_file(self.folder.join(files::UNFINISHED))?;
        files::sync_folder(&self.folder)?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for BuildingSite {
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        for part in [Part::Ledger, Part::Papers] {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let name = format!("{}{suffix}", part.file_name());
                files::remove_if_there(&self.folder.join(name));
            }
        }
        // The mark goes last: a clearing that is cut off is still known as unfinished.
        for name in [files::KEYS, files::KEYS_PREVIOUS, files::LOCK, files::UNFINISHED] {
            files::remove_if_there(&self.folder.join(name));
        }
        if self.has_made_folder {
            fs::remove_dir(&self.folder).ok();
        }
    }
}
