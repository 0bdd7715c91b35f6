//! The two databases: one writer at a time, two readers beside it, transactions that the caller
//! ends.

pub(crate) mod connect;
pub mod health;
pub(crate) mod migrations;
pub mod papers;
mod transactions;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use self::connect::{Role, Site};
use self::migrations::Expect;
use self::transactions::{Pool, Seat};
use crate::StoreError;

pub use self::transactions::{Snapshot, Tx};

const READERS: usize = 2;

/// The connections to one database.
pub(crate) struct Database {
    writer: Pool,
    readers: Pool,
}

impl Database {
    /// Opens an existing database and brings its schema up to date.
    ///
    /// # Errors
    /// Refuses a file that is missing, in the clear, under another key or of a newer schema;
    /// nothing is written in these cases.
    pub(crate) async fn open(site: &Site) -> Result<Self, StoreError> {
        site.check_header()?;
        let mut writer = site.connect(Role::Writer).await?;
        let migrated = migrations::migrate(&mut writer, site, Expect::Schema).await;
        let readers = match migrated {
            Ok(()) => Self::connect_readers(site).await,
            Err(error) => Err(error),
        };
        match readers {
            Ok(readers) => {
                Ok(Self { writer: Pool::new(vec![writer]), readers: Pool::new(readers) })
            }
            Err(error) => {
                writer.close().await.ok();
                Err(error)
            }
        }
    }

    async fn connect_readers(site: &Site) -> Result<Vec<SqliteConnection>, StoreError> {
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            readers.push(site.connect(Role::Reader).await?);
        }
        Ok(readers)
    }

    /// Fills the new, empty file of a database with its schema and closes it again, so that
    /// everything is in the one file.
    pub(crate) async fn lay(site: &Site) -> Result<(), StoreError> {
        let mut writer = site.connect(Role::Writer).await?;
        let migrated = migrations::migrate(&mut writer, site, Expect::NewFile).await;
        let closed = writer.close().await;
        migrated?;
        closed?;
        site.check_header()
    }

    pub(crate) async fn begin_write(&self) -> Result<Tx<'_>, StoreError> {
        Ok(Tx::new(Seat::begin(&self.writer, "BEGIN IMMEDIATE").await?))
    }

    pub(crate) async fn read(&self) -> Result<Snapshot<'_>, StoreError> {
        Ok(Snapshot::new(Seat::begin(&self.readers, "BEGIN DEFERRED").await?))
    }

    /// The writer's connection outside any transaction, for maintenance.
    async fn maintain(&self) -> Result<Seat, StoreError> {
        Seat::take(&self.writer).await
    }

    /// Readers first: the last connection to close writes the journal back and removes it.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.readers.close().await?;
        self.writer.close().await
    }
}

/// `ledger.db`: everything a firm knows except exact bytes.
pub struct Ledger(pub(crate) Database);

impl Ledger {
    /// Starts the one write transaction there is; waits while another is open.
    ///
    /// # Errors
    /// [`StoreError::Closed`] after the vault was locked.
    pub async fn begin_write(&self) -> Result<Tx<'_>, StoreError> {
        self.0.begin_write().await
    }

    /// A consistent view for any number of queries, untouched by writes that happen meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Closed`] after the vault was locked.
    pub async fn read(&self) -> Result<Snapshot<'_>, StoreError> {
        self.0.read().await
    }
}
