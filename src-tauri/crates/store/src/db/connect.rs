//! One connection to an encrypted database: the recipe, and the proof that it took.

use std::io::Read;
use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use zeroize::Zeroizing;

use crate::error::is_not_a_database;
use crate::vault::secret::SecretKey;
use crate::{Part, StoreError};

/// Before this version SQLite could corrupt a database when two connections wrote and
/// checkpointed at the same instant (<https://sqlite.org/wal.html#walresetbug>).
const SQLITE_VERSION_MIN: [u32; 3] = [3, 51, 3];
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";
const CACHE_KIB_MIN: u64 = 65_536;
const CACHE_KIB_MAX: u64 = 262_144;

/// Where a database is and how it is read.
pub(crate) struct Site {
    pub part: Part,
    path: PathBuf,
    key: RawKey,
}

/// Key and salt in SQLCipher's raw form, 96 hexadecimal digits: no derivation, and a first page
/// whose own copy of the salt is lost can still be read.
struct RawKey(Zeroizing<String>);

impl Site {
    pub(crate) fn new(folder: &Path, part: Part, key: &SecretKey, salt: &[u8; 16]) -> Self {
        // Room for all of it first: a growing string would leave unwiped pieces behind.
        let mut text = Zeroizing::new(String::with_capacity(101));
        text.push_str("\"x'");
        data_encoding::HEXLOWER.encode_append(key.expose(), &mut text);
        data_encoding::HEXLOWER.encode_append(salt, &mut text);
        text.push_str("'\"");
        Self { part, path: folder.join(part.file_name()), key: RawKey(text) }
    }

    /// Refuses, before anything is opened, a database that is missing, emptied or in the clear.
    pub(crate) fn check_header(&self) -> Result<(), StoreError> {
        let mut file = match std::fs::File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::PartMissing(self.part));
            }
            Err(error) => return Err(error.into()),
        };
        let mut header = [0; 16];
        match file.read_exact(&mut header) {
            Ok(()) if header == *PLAIN_HEADER => Err(StoreError::NotEncrypted(self.part)),
            Ok(()) => Ok(()),
            // SQLite would take an emptied file for a new database.
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                Err(StoreError::WrongKeyOrNotOurs(self.part, error.into()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a connection, sets everything, reads everything back.
    ///
    /// # Errors
    /// [`StoreError::WrongKeyOrNotOurs`], [`StoreError::UnsafeSetting`],
    /// [`StoreError::UnsafeEngine`].
    pub(crate) async fn connect(&self, role: Role) -> Result<SqliteConnection, StoreError> {
        let length_kib = std::fs::metadata(&self.path).map_or(0, |file| file.len() / 1_024);
        let cache_kib = (2 * length_kib).clamp(CACHE_KIB_MIN, CACHE_KIB_MAX);
        let settings = settings(role, cache_kib);
        // The options hold the key and are dropped with this function. Nothing prints them.
        let mut options = SqliteConnectOptions::new()
            .filename(&self.path)
            .create_if_missing(false)
            .disable_statement_logging()
            .pragma("key", self.key.0.as_str().to_owned());
        for setting in &settings {
            options = options.pragma(setting.name, setting.set.clone());
        }
        let connected = options.connect().await;
        let mut connection = connected.map_err(|error| self.unreadable(error))?;
        let verified = verify(&mut connection, &settings).await;
        if let Err(error) = verified {
            connection.close().await.ok();
            return Err(error);
        }
        Ok(connection)
    }

    pub(crate) fn unreadable(&self, error: sqlx::Error) -> StoreError {
        if is_not_a_database(&error) {
            return StoreError::WrongKeyOrNotOurs(self.part, error.into());
        }
        error.into()
    }
}

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The only one that writes and checkpoints.
    Writer,
    /// Reads; the database itself refuses everything else.
    Reader,
}

/// A setting, and what the database answers when asked for it afterwards.
pub(crate) struct Setting {
    name: &'static str,
    set: String,
    answer: String,
}

fn settings(role: Role, cache_kib: u64) -> Vec<Setting> {
    let (query_only, autocheckpoint_pages) = match role {
        Role::Writer => ("0", "200"),
        Role::Reader => ("1", "0"),
    };
    let cache_size = format!("-{cache_kib}");
    [
        ("cipher_memory_security", "ON", "1"),
        ("journal_mode", "WAL", "wal"),
        ("locking_mode", "NORMAL", "normal"),
        // NORMAL loses acknowledged transactions at a power cut.
        ("synchronous", "FULL", "2"),
        ("fullfsync", "ON", "1"),
        ("checkpoint_fullfsync", "ON", "1"),
        ("foreign_keys", "ON", "1"),
        // Without it REPLACE INTO walks past the triggers of append-only tables.
        ("recursive_triggers", "ON", "1"),
        ("trusted_schema", "OFF", "0"),
        ("cell_size_check", "ON", "1"),
        ("mmap_size", "0", "0"),
        ("secure_delete", "ON", "1"),
        ("temp_store", "MEMORY", "2"),
        ("busy_timeout", "5000", "5000"),
        ("wal_autocheckpoint", autocheckpoint_pages, autocheckpoint_pages),
        ("cache_size", &cache_size, &cache_size),
        ("query_only", query_only, query_only),
    ]
    .map(|(name, set, answer)| Setting { name, set: set.to_owned(), answer: answer.to_owned() })
    .into()
}

/// Asks the connection for every setting; one that did not hold is an error.
pub(crate) async fn verify(
    connection: &mut SqliteConnection,
    settings: &[Setting],
) -> Result<(), StoreError> {
    check_engine(connection).await?;
    for setting in settings {
        let answer = pragma(connection, setting.name).await?;
        // An engine built without memory mapping has no such setting, and so cannot break it.
        let is_absent = answer.is_none() && setting.name == "mmap_size";
        if !is_absent && answer.as_deref() != Some(setting.answer.as_str()) {
            return Err(StoreError::UnsafeSetting(setting.name));
        }
    }
    Ok(())
}

/// The database engine inside this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineVersions {
    /// As SQLite counts, `3.53.4`.
    pub sqlite: String,
    /// As SQLCipher counts, `4.19.0 community`.
    pub cipher: String,
}

/// Asks the engine for its versions, without any file.
///
/// # Errors
/// [`StoreError::UnsafeEngine`] if it is not the encrypted one, or one with a known defect.
pub async fn engine_versions() -> Result<EngineVersions, StoreError> {
    let options = SqliteConnectOptions::new().in_memory(true).disable_statement_logging();
    let mut connection = options.connect().await?;
    let versions = check_engine(&mut connection).await;
    connection.close().await?;
    versions
}

async fn check_engine(connection: &mut SqliteConnection) -> Result<EngineVersions, StoreError> {
    let cipher = pragma(connection, "cipher_version").await?.unwrap_or_default();
    let sqlite: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(connection).await?;
    if cipher.is_empty() || !is_recent_enough(&sqlite) {
        return Err(StoreError::UnsafeEngine);
    }
    Ok(EngineVersions { sqlite, cipher })
}

fn is_recent_enough(version: &str) -> bool {
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.as_slice() >= SQLITE_VERSION_MIN.as_slice()
}

/// The first column of the first row that `PRAGMA name` answers, as text.
pub(crate) async fn pragma(
    connection: &mut SqliteConnection,
    name: &'static str,
) -> Result<Option<String>, StoreError> {
    let row =
        sqlx::query(AssertSqlSafe(format!("PRAGMA {name}"))).fetch_optional(connection).await?;
    // Some answers are numbers; SQLite writes them as text if asked to.
    Ok(row.map(|row| row.try_get_unchecked(0)).transpose()?)
}

#[cfg(test)]
#[path = "connect_tests.rs"]
mod tests;
