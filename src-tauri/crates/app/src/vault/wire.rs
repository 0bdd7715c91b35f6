//! What the window and the use-cases say to each other about the vault.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::people::Person;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The input of a command that needs none, and the output of one that has nothing to tell.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// How far the desk is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No vault is chosen: the welcome screen.
    NoVault,
    /// A vault is chosen and closed: the unlock screen.
    Locked,
    /// Open, but the firm's profile has not been written yet: the first run goes on.
    OpenWithoutFirm,
    /// Open for work.
    Open,
}

/// A vault this computer has opened before.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct KnownVault {
    /// The folder's own name, such as "calder-street.fdk".
    pub name: String,
    /// The folder that holds it, for the eye only; commands take the index.
    pub place: String,
    /// False if nothing is there any more.
    pub is_there: bool,
}

/// Where the desk stands; the window draws its outermost screen from it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct VaultStatus {
    pub stage: Stage,
    /// Folder name of the chosen vault.
    pub vault_name: Option<String>,
    /// The folder that holds the chosen vault, or where a new one would be created.
    pub place: String,
    /// True in the sample firm, which carries a banner.
    pub is_sample: bool,
    /// The firm's name once the vault is open.
    pub firm_name: Option<String>,
    /// Who is at the desk once the vault is open.
    pub person: Option<Person>,
    /// True if the keychain slot exists, so that the unlock screen offers it.
    pub has_keychain_unlock: bool,
    /// True if this computer has a keychain that answers.
    pub keychain_works: bool,
    /// Seconds to wait after wrong passphrases; 0 when free to try.
    pub retry_after_seconds: u32,
    /// A plain sentence when something went wrong at the last attempt, such as a missing entry.
    pub problem: Option<String>,
    /// Vaults opened before on this computer, last first.
    pub known: Vec<KnownVault>,
    /// Today in the office, so that the window never asks its own clock.
    pub today: Day,
    pub app_version: String,
}

/// A passphrase as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PassphraseTyped {
    pub passphrase: String,
}

/// How hard a passphrase is to guess.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PassphraseStrength {
    /// 0 to 4; 3 is needed.
    pub score: u8,
    /// "Good. Length counts, symbols are not required."
    pub words: String,
    pub is_enough: bool,
}

/// Six random words.
#[derive(Clone, Serialize, TS)]
pub struct PassphraseSuggested {
    pub passphrase: String,
}

/// The first step of a new vault; nothing is written yet.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BeginVault {
    /// Names the vault's folder.
    pub firm_name: String,
    pub passphrase: String,
    /// Also unlock with this computer's keychain.
    pub use_keychain: bool,
}

/// The recovery key, shown once.
#[derive(Clone, Serialize, TS)]
pub struct RecoveryKeyShown {
    /// Eight groups of four and the check of two.
    pub groups: Vec<String>,
    /// The two groups to type back, counted from 1.
    pub ask: [u8; 2],
}

/// The two groups typed back from paper.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecoveryKeyChecked {
    pub first: String,
    pub second: String,
}

/// The way in with the recovery key, which is replaced by it.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BeginRecovery {
    pub recovery_key: String,
    pub new_passphrase: String,
}

/// Re-wraps the passphrase slot.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    pub current: String,
    pub new: String,
}

/// One of VaultStatus.known, counted from 0.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KnownVaultIndex {
    pub index: u32,
}

/// The answer of a save dialog.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FileSaved {
    /// The file's name; none if the dialog was cancelled.
    pub name: Option<String>,
    /// What the paper in it could not print, as sentences.
    pub warnings: Vec<String>,
}

impl FileSaved {
    /// A file that holds all it should.
    pub(crate) const fn whole(name: Option<String>) -> FileSaved {
        FileSaved { name, warnings: Vec::new() }
    }
}
