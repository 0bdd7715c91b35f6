//! The memory: the vault of one firm, its keys, its two encrypted databases, every SQL statement.
//!
//! A firm is one folder, its *vault*: `vault.keys` (the wrapped key, one slot per way in),
//! `ledger.db` and `papers.db` (both SQLCipher from the first byte) and `vault.lock`.
//! [`Vault`] opens and closes it; [`Ledger`] hands out transactions; [`Papers`] keeps exact bytes.
//! This crate never commits on behalf of its caller and never decides a rule.

pub mod attachment;
pub mod book;
pub mod client;
mod columns;
pub mod contact;
pub mod contract;
pub mod dated;
pub mod db;
pub mod debtor;
pub mod draft;
pub mod dunning;
mod error;
pub mod find;
pub mod firm;
pub mod follow_up;
pub mod funding;
pub mod guarantor;
pub mod history;
pub mod house_terms;
pub mod info;
pub mod invoice;
pub mod letter;
pub mod log;
pub mod mail;
pub mod note;
pub mod person;
pub mod promise;
pub mod receipt;
pub mod recourse;
pub mod release;
pub mod reminder_choice;
pub mod request;
pub mod saved_view;
pub mod schedule;
pub mod signing_key;
pub mod statement;
pub mod terms_version;
pub mod today;
pub mod vault;
pub mod wording;

pub use db::connect::{EngineVersions, engine_versions};
pub use db::health::Health;
pub use db::papers::{PAPER_BYTES_MAX, Papers, Sha256};
pub use db::{Ledger, Snapshot, Tx};
pub use error::{BadRow, Part, StoreError};
pub use vault::derive::Purpose;
pub use vault::lock::Holder;
pub use vault::place::SyncService;
pub use vault::recovery_key::{RecoveryKey, RecoveryKeyError};
pub use vault::secret::{KeychainKey, Passphrase, PassphraseError, SecretKey};
pub use vault::slots::{KdfCost, SLOTS_MAX, SlotId, SlotsFile, Unlock, VaultId, WayIn};
pub use vault::{KEYS_FILE, Opening, Vault, WaysIn, Wrapped, write_file_atomically};

/// A connection inside a transaction of the ledger, for reads.
pub use sqlx::SqliteConnection as Connection;
