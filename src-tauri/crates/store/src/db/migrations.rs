//! The schema: forward only, embedded in the program, each database at its own number.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, SqlSafeStr};

use super::connect::Site;
use crate::{Part, StoreError};

/// A file of `migrations/`, named `NNNN_what.sql`. Once released it never changes.
struct Step {
    file: &'static str,
    sql: &'static str,
}

macro_rules! steps {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        &[$(Step {
            file: $file,
            sql: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/../../../migrations/", $folder, "/", $file
            )),
        }),+]
    };
}

/// Every file of the folder, in order. A test fails if one is missing here.
const LEDGER: &[Step] = steps![
    "ledger":
    "0001_vault.sql",
    "0002_ledger.sql",
    "0003_debtors.sql",
    "0004_schedules.sql",
    "0005_receipts.sql",
    "0006_runs.sql",
    "0007_statements.sql",
    "0008_lists.sql",
    "0009_people.sql",
    "0010_write_off_limit.sql",
    "0011_debtor_discount.sql",
    "0012_over_advances.sql",
    "0013_signing_key.sql",
    "0014_wordings.sql",
    "0015_life_of_a_contract.sql",
    "0016_letters.sql",
    "0017_guaranties.sql",
    "0018_more_letters.sql",
    "0019_signing_elsewhere.sql",
    "0020_import_and_search.sql",
    "0021_disclosures.sql",
    "0022_kept_schedules.sql",
    "0023_notes_on_anything.sql",
    "0024_outbox.sql",
    "0025_note_search.sql",
    "0026_dunning.sql",
    "0027_reminders.sql",
    "0028_timeline.sql",
    "0029_search_order.sql",
    "0030_letter_fee.sql",
];
const PAPERS: &[Step] = steps!["papers": "0001_papers.sql"];

fn steps(part: Part) -> &'static [Step] {
    match part {
        Part::Ledger => LEDGER,
        Part::Papers => PAPERS,
    }
}

impl Step {
    /// `0007` and `what` of `0007_what.sql`.
    fn number_and_name(&self) -> Option<(i64, &'static str)> {
        let (number, name) = self.file.strip_suffix(".sql")?.split_once('_')?;
        Some((number.parse().ok()?, name))
    }
}

fn migrator(part: Part) -> Migrator {
    let migrations = steps(part).iter().map(|step| {
        let (number, name) = step.number_and_name().expect("files are named NNNN_what.sql");
        let sql = step.sql.into_sql_str();
        Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}

/// What is in the file before migrating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Nothing: it was made a moment ago.
    NewFile,
    /// A schema of this or an earlier version of the program.
    Schema,
}

/// Brings a database up to the schema of this program, in one transaction.
///
/// # Errors
/// [`StoreError::NewerSchema`] before anything is written; [`StoreError::Migration`] with nothing
/// changed.
pub(crate) async fn migrate(
    connection: &mut SqliteConnection,
    site: &Site,
    expect: Expect,
) -> Result<(), StoreError> {
    let part = site.part;
    let found = newest_applied(connection).await.map_err(|error| site.unreadable(error))?;
    let migrator = migrator(part);
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    match (found, expect) {
        (Some(found), _) if found > known => {
            return Err(StoreError::NewerSchema { part, found, known });
        }
        (Some(found), Expect::Schema) if found == known => {}
        (None, Expect::Schema) => {
            return Err(StoreError::Migration(part, "the database has no schema".into()));
        }
        (None, Expect::NewFile) | (Some(_), _) => {}
    }
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    // Not `run`: its future is bound to its thread, because `Acquire` is not general enough.
    let run = migrator.run_direct(None, &mut *tx, false).await;
    run.map_err(|error| failed(part, error))?;
    tx.commit().await?;
    Ok(())
}

/// A full disk stays a full disk, also in the middle of a migration.
fn failed(part: Part, error: MigrateError) -> StoreError {
    if let MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) = error {
        let cause = StoreError::from(cause);
        return if let StoreError::Database(cause) | StoreError::Constraint(cause) = cause {
            StoreError::Migration(part, cause)
        } else {
            cause
        };
    }
    StoreError::Migration(part, error.into())
}

/// The highest number in the database's own list; `None` if it has no list or an empty one.
async fn newest_applied(connection: &mut SqliteConnection) -> Result<Option<i64>, sqlx::Error> {
    let has_list: bool = sqlx::query_scalar(
        "SELECT EXISTS (
           SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations'
         )",
    )
    .fetch_one(&mut *connection)
    .await?;
    if !has_list {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(connection).await
}

#[cfg(test)]
mod tests;
