//! What can fail in the store. Messages name no path, no key and no customer's data.

use std::error::Error;
use std::io;

use crate::vault::lock::Holder;
use crate::vault::place::SyncService;
use crate::vault::slots::WayIn;

/// The failure underneath, kept for the log.
pub type Cause = Box<dyn Error + Send + Sync>;

/// Which of the two databases of a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `ledger.db`: everything but exact bytes.
    Ledger,
    /// `papers.db`: attachments and PDFs.
    Papers,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Ledger => "ledger",
            Self::Papers => "papers",
        })
    }
}

/// A row that the domain's own constructors refuse.
#[derive(Debug, thiserror::Error)]
#[error("a row of table {table} holds an impossible value")]
pub struct BadRow {
    /// The table, never the value.
    pub table: &'static str,
    /// What the constructor said.
    #[source]
    pub cause: Cause,
}

/// A failure of the store: the disk, a key, a file. A rule that says no is never here.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is kept in step by a cloud service, which tears open databases apart.
    #[error("the folder is synchronised by {0}")]
    SyncedFolder(SyncService),
    /// The folder is on another computer; its locks and its syncs cannot be relied on.
    #[error("the folder is on a network drive")]
    NetworkFolder,
    /// A vault is created in a new or empty folder only.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// The folder already holds a vault; creating never overwrites.
    #[error("the folder already holds a vault")]
    VaultExists,
    /// Creating a vault was cut off here; nothing was ever stored in it.
    #[error("the folder holds a vault that was never finished")]
    UnfinishedVault,
    /// There is no vault in the folder.
    #[error("the folder holds no vault")]
    NoVault,
    /// Databases are here, but neither `vault.keys` nor its previous generation.
    #[error("the key file of the vault is missing")]
    KeysMissing,
    /// A database of the vault is gone; it is never re-created silently.
    #[error("the {0} file of the vault is missing")]
    PartMissing(Part),
    /// Another process, or another window of this one, has the vault open.
    #[error("the vault is in use by {holder}")]
    InUse {
        /// Who, as far as the lock file tells.
        holder: Holder,
    },
    /// The vault was locked while this was asked of it.
    #[error("the vault is closed")]
    Closed,

    /// The passphrase, recovery key or keychain entry is not the one of this vault.
    #[error("the {0} does not open this vault")]
    WrongSecret(WayIn),
    /// The vault has no slot of this kind.
    #[error("this vault has no {0}")]
    NoSuchWayIn(WayIn),
    /// The key file has no room for another person.
    #[error("this vault has as many ways in as it can hold")]
    TooManyWaysIn,
    /// `vault.keys` is some other program's file.
    #[error("the key file was not made by this program")]
    KeysNotOurs,
    /// `vault.keys` was damaged or edited.
    #[error("the key file is damaged: {0}")]
    KeysDamaged(&'static str),
    /// `vault.keys` was written by a newer version of this program.
    #[error("the vault has version {found}, this program knows {known}")]
    NewerVault {
        /// The version in the file.
        found: u16,
        /// The newest one known here.
        known: u16,
    },

    /// The database does not answer to the vault's key, or is no database at all.
    #[error("the {0} file does not answer to the vault's key")]
    WrongKeyOrNotOurs(Part, #[source] Cause),
    /// The database begins like plain SQLite; it is never opened.
    #[error("the {0} file is not encrypted")]
    NotEncrypted(Part),
    /// A page or the structure of a database is broken.
    #[error("the database is damaged")]
    Damaged(#[source] Cause),
    /// The database has migrations this program does not know; it was not touched.
    #[error("the {part} has schema {found}, this program knows {known}")]
    NewerSchema {
        /// Which database.
        part: Part,
        /// Its newest migration.
        found: i64,
        /// The newest one known here.
        known: i64,
    },
    /// The migrations in the database are not the ones of this program, or one failed.
    #[error("the schema of the {0} could not be brought up to date")]
    Migration(Part, #[source] Cause),
    /// A safety setting of a connection did not hold.
    #[error("the database refused the setting {0}")]
    UnsafeSetting(&'static str),
    /// The SQLCipher linked into this program is missing or too old.
    #[error("the database engine is not the encrypted one this program needs")]
    UnsafeEngine,

    /// The volume is full, or nearly so.
    #[error("the disk is full")]
    DiskFull(#[source] Option<Cause>),
    /// The folder, the file or the medium cannot be written, or access is denied altogether.
    #[error("the folder cannot be written")]
    ReadOnly(#[source] Cause),
    /// Another connection kept the database busy for too long.
    #[error("the database is busy")]
    Busy(#[source] Cause),
    /// Reading or writing a file failed.
    #[error("reading or writing the vault failed")]
    Io(#[source] Cause),
    /// The operating system gave no random bytes.
    #[error("the system gave no random bytes")]
    NoRandomness(#[source] Cause),

    /// The paper is over the limit.
    #[error("the paper has {bytes} bytes, the limit is {bytes_max}")]
    PaperTooLarge {
        /// Its size.
        bytes: u64,
        /// [`crate::PAPER_BYTES_MAX`].
        bytes_max: u64,
    },
    /// No paper with this hash was ever stored.
    #[error("no such paper")]
    PaperMissing,
    /// The stored bytes are not the ones whose hash was kept.
    #[error("the stored paper no longer matches its hash")]
    PaperChanged,

    /// A row that must exist does not.
    #[error("no such row")]
    NotFound,
    /// A `UNIQUE` or primary key was violated.
    #[error("the row exists already")]
    Duplicate(#[source] Cause),
    /// Another constraint or trigger refused the statement.
    #[error("the database refused the change")]
    Constraint(#[source] Cause),
    /// A stored row is impossible.
    #[error(transparent)]
    BadRow(#[from] BadRow),
    /// Anything else the database said.
    #[error("the database failed")]
    Database(#[source] Cause),
}

impl StoreError {
    /// For a row mapper: the domain refused what table `table` holds.
    pub fn bad_row(table: &'static str, cause: impl Into<Cause>) -> Self {
        Self::BadRow(BadRow { table, cause: cause.into() })
    }
}

// Primary result codes of SQLite, https://sqlite.org/rescode.html
const SQLITE_PERM: i32 = 3;
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_IOERR: i32 = 10;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;
const SQLITE_CONSTRAINT: i32 = 19;
const SQLITE_NOTADB: i32 = 26;
// Extended codes: the primary one in the low byte.
const SQLITE_CONSTRAINT_PRIMARYKEY: i32 = 1555;
const SQLITE_CONSTRAINT_UNIQUE: i32 = 2067;

/// The extended result code, if the database itself said no.
fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

/// True for "file is not a database", which is also SQLCipher's answer to a wrong key.
pub(crate) fn is_not_a_database(error: &sqlx::Error) -> bool {
    sqlite_code(error).is_some_and(|code| code & 0xff == SQLITE_NOTADB)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            return Self::NotFound;
        }
        let Some(code) = sqlite_code(&error) else { return Self::Database(error.into()) };
        match code & 0xff {
            SQLITE_FULL => Self::DiskFull(Some(error.into())),
            SQLITE_READONLY | SQLITE_PERM => Self::ReadOnly(error.into()),
            SQLITE_BUSY | SQLITE_LOCKED => Self::Busy(error.into()),
            // A page that SQLCipher cannot authenticate reads as "not a database" as well.
            SQLITE_CORRUPT | SQLITE_NOTADB => Self::Damaged(error.into()),
            SQLITE_IOERR | SQLITE_CANTOPEN => Self::Io(error.into()),
            SQLITE_CONSTRAINT => match code {
                SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY => {
                    Self::Duplicate(error.into())
                }
                _ => Self::Constraint(error.into()),
            },
            _ => Self::Database(error.into()),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        let kind = error.kind();
        if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull(Some(error.into()))
        } else if matches!(
            kind,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
        ) {
            Self::ReadOnly(error.into())
        } else {
            Self::Io(error.into())
        }
    }
}

impl From<getrandom::Error> for StoreError {
    fn from(error: getrandom::Error) -> Self {
        Self::NoRandomness(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_and_read_only_media_have_their_own_errors() {
        use io::ErrorKind::{
            NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        for (kind, full, read_only) in [
            (StorageFull, true, false),
            (QuotaExceeded, true, false),
            (ReadOnlyFilesystem, false, true),
            (PermissionDenied, false, true),
            (NotFound, false, false),
        ] {
            let error = StoreError::from(io::Error::from(kind));
            assert_eq!(matches!(error, StoreError::DiskFull(_)), full, "{kind:?}");
            assert_eq!(matches!(error, StoreError::ReadOnly(_)), read_only, "{kind:?}");
        }
    }
}
