//! Which vault is chosen, whether it is open, and what a first run or a recovery has begun.

use std::path::{Path, PathBuf};

use factor_domain::PersonId;
use factor_store::{Passphrase, RecoveryKey, Vault};

use crate::desk::Places;
use crate::vault::known;

/// The chosen vault.
pub(crate) enum State {
    /// None: the welcome screen.
    NoVault,
    /// Closed.
    Closed { folder: PathBuf },
    /// Open for work.
    Open { folder: PathBuf, opened: Box<Opened> },
}

/// An open vault and who opened it.
pub(crate) struct Opened {
    pub(crate) vault: Vault,
    pub(crate) person: PersonId,
}

impl State {
    /// The last vault of this computer, if it is still there.
    pub(crate) fn at_start(places: &Places) -> Self {
        known::load(places)
            .into_iter()
            .find(|folder| known::is_there(folder))
            .map_or(Self::NoVault, |folder| Self::Closed { folder })
    }

    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::NoVault => None,
            Self::Closed { folder } | Self::Open { folder, .. } => Some(folder),
        }
    }

    pub(crate) fn open(&self) -> Option<&Opened> {
        match self {
            Self::Open { opened, .. } => Some(opened),
            Self::NoVault | Self::Closed { .. } => None,
        }
    }

    /// Closes; gives back the vault so that its files are closed outside the lock.
    pub(crate) fn close(&mut self) -> Option<Vault> {
        let folder = self.folder()?.to_path_buf();
        match std::mem::replace(self, Self::Closed { folder }) {
            Self::Open { opened, .. } => Some(opened.vault),
            Self::NoVault | Self::Closed { .. } => None,
        }
    }
}

/// A new vault or a recovery that waits for two groups of its new recovery key.
pub(crate) enum Pending {
    /// Nothing is written yet.
    Create {
        folder: PathBuf,
        passphrase: Passphrase,
        recovery: RecoveryKey,
        use_keychain: bool,
        ask: [u8; 2],
    },
    /// The vault is proven to open with the old key; the new slots are not written yet.
    Recover {
        folder: PathBuf,
        vault: Box<Vault>,
        passphrase: Passphrase,
        recovery: RecoveryKey,
        ask: [u8; 2],
    },
}

/// Wrong passphrases in a row, and until when the next try waits.
#[derive(Default)]
pub(crate) struct Tries {
    pub(crate) wrong: u32,
    /// Seconds since the epoch.
    pub(crate) wait_until: i64,
}
