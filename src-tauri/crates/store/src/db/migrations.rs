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
    "0025_note_search.sql",
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
mod tests {
    use sqlx::sqlite::SqliteConnectOptions;

    use super::*;

    #[test]
    fn every_migration_file_is_embedded_in_order() {
        for (part, folder) in [(Part::Ledger, "ledger"), (Part::Papers, "papers")] {
            let folder = format!("{}/../../../migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
            let mut on_disk: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name.ends_with(".sql"))
                .collect();
            on_disk.sort();
            let embedded: Vec<&str> = steps(part).iter().map(|step| step.file).collect();
            assert_eq!(on_disk, embedded, "add the file to the list in migrations.rs");
            for (index, step) in steps(part).iter().enumerate() {
                let (number, name) = step.number_and_name().expect("NNNN_what.sql");
                assert_eq!(number, i64::try_from(index).unwrap() + 1, "{}", step.file);
                assert!(!name.is_empty() && step.file.starts_with(&format!("{number:04}_")));
            }
        }
    }

    #[tokio::test]
    async fn a_notice_that_stood_beside_a_pair_becomes_the_first_step_of_its_history() {
        // Only the pair matters here, so its client and debtor need not be there.
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        let is_new = |step: &&Step| step.file == "0016_letters.sql";
        let (before, new) = LEDGER.split_at(LEDGER.iter().position(|step| is_new(&step)).unwrap());
        for step in before {
            sqlx::raw_sql(step.sql).execute(&mut connection).await.unwrap();
        }
        let pairs = "INSERT INTO client_debtor (client_id, debtor_id, buying, notice, notice_on,
                                                notice_how, is_affiliate, is_contra, saved_at)
                     VALUES (1, 1, 'no_buy', 'acknowledged', '2026-03-01', 'fax', 1, 0, 't'),
                            (1, 2, 'buy', 'none', NULL, NULL, 0, 1, 't')";
        sqlx::raw_sql(pairs).execute(&mut connection).await.unwrap();
        sqlx::raw_sql(new[0].sql).execute(&mut connection).await.unwrap();
        let kept: Vec<(i64, String, String, Option<String>, bool)> = sqlx::query_as(
            "SELECT debtor_id, buying, notice, notice_on, is_contra FROM client_debtor ORDER BY 1",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap();
        let day = Some("2026-03-01".to_owned());
        assert_eq!(
            kept,
            [
                (1, "no_buy".to_owned(), "acknowledged".to_owned(), day.clone(), false),
                (2, "buy".to_owned(), "none".to_owned(), None, true)
            ]
        );
        let steps: Vec<(i64, String, Option<String>)> =
            sqlx::query_as("SELECT debtor_id, what, happened_on FROM letter_step")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        assert_eq!(steps, [(1, "acknowledged".to_owned(), day)]);
    }

    #[tokio::test]
    async fn contracts_outlive_the_table_they_were_kept_in_with_all_that_refers_to_them() {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        let is_new = |step: &Step| step.file == "0021_disclosures.sql";
        let (before, new) = LEDGER.split_at(LEDGER.iter().position(is_new).unwrap());
        for step in before {
            sqlx::raw_sql(step.sql).execute(&mut connection).await.unwrap();
        }
        // Terms and contract refer to each other, so neither can come first.
        sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(&mut connection).await.unwrap();
        let kept = format!(
            "INSERT INTO client (id, revision, legal_name, trade_name, line_of_business,
                                 legal_form, state_of_formation, registration_no, tax_id, address,
                                 mailing_address, phone, email, account_representative, status,
                                 since, name_key, search_key, match_key, created_at, saved_at)
             VALUES (1, 1, 'A', '', '', '', '', '', '', '{{}}', '{{}}', '', '', '', 'active',
                     '2026-01-01', 'a', 'a', 'a', 't', 't');
             INSERT INTO terms_version (id, client_id, version, state, effective_on, own, terms,
                                        contract_id, signed_on, saved_at)
             VALUES (1, 1, 1, 'signed', '2026-01-01', '{{}}', '{{}}', 1, '2026-01-01', 't');
             INSERT INTO contract (id, client_id, terms_version_id, number, version, title,
                                   template_id, template_revision, paper_data, state,
                                   effective_on, frozen_at, frozen_sha256, pages, signed_at,
                                   signed_sha256, dated_on, amends_id, amendment_no, form)
             VALUES (1, 1, 1, 'CTR-2026-001', 1, 'A', 'w', 1, '{{}}', 'signed', '2026-01-01', 't',
                     '{sha}', 9, 't', '{sha}', '2026-01-01', NULL, NULL, 'agreement'),
                    (2, 1, 1, 'CTR-2026-001', 2, 'B', 'w', 1, '{{}}', 'frozen', '2026-01-01', 't',
                     '{sha}', 2, NULL, NULL, '2026-01-02', 1, 1, 'amendment');
             INSERT INTO contract_event (contract_id, at, what, who, how)
             VALUES (1, 't', 'Sealed', 'Factordesk', '');",
            sha = "a".repeat(64)
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(kept)).execute(&mut connection).await.unwrap();
        let broken = "SELECT count(*) FROM pragma_foreign_key_check";
        sqlx::raw_sql("PRAGMA foreign_keys = ON").execute(&mut connection).await.unwrap();
        let mut tx = connection.begin().await.unwrap();
        sqlx::raw_sql(new[0].sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let rows: Vec<(i64, String, Option<i64>, String)> =
            sqlx::query_as("SELECT id, state, amends_id, form FROM contract ORDER BY id")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        assert_eq!(
            rows,
            [
                (1, "signed".to_owned(), None, "agreement".to_owned()),
                (2, "frozen".to_owned(), Some(1), "amendment".to_owned())
            ]
        );
        let broken: i64 = sqlx::query_scalar(broken).fetch_one(&mut connection).await.unwrap();
        assert_eq!(broken, 0);
        let changed = sqlx::raw_sql("DELETE FROM contract").execute(&mut connection).await;
        assert!(changed.unwrap_err().to_string().contains("never removed"));
    }

    type Standing = (i64, String, Option<String>);

    #[tokio::test]
    async fn letters_and_their_steps_outlive_the_tables_they_were_kept_in() {
        // Only the letters matter here, so their client and debtor need not be there.
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        let is_new = |step: &Step| step.file == "0018_more_letters.sql";
        let (before, new) = LEDGER.split_at(LEDGER.iter().position(is_new).unwrap());
        for step in before {
            sqlx::raw_sql(step.sql).execute(&mut connection).await.unwrap();
        }
        let sha256 = "a".repeat(64);
        let release = (2, "debtor_release", Some(1));
        for (id, kind, notice) in [(1, "notice_of_assignment", None), release] {
            sqlx::query(
                "INSERT INTO letter (id, kind, year, serial, client_id, debtor_id, wording_id,
                                     wording_revision, name, dated_on, notice_id, paper_data,
                                     pages, sha256, made_by, made_at)
                 VALUES ($1, $2, 2026, $1, 1, 2, 'w', 1, 'n', '2026-11-20', $3, '{}', 1, $4, 'm',
                         't')",
            )
            .bind(id)
            .bind(kind)
            .bind(notice)
            .bind(&sha256)
            .execute(&mut connection)
            .await
            .unwrap();
        }
        let steps = "INSERT INTO letter_step (id, letter_id, kind, client_id, debtor_id, what,
                       happened_on, tracking, person, note, undoes, made_by, made_at)
                     VALUES (1, 1, 'notice_of_assignment', 1, 2, 'sent', '2026-11-20', '', '', '',
                             NULL, 'm', 't'),
                            (2, 1, 'notice_of_assignment', 1, 2, 'undone', '2026-11-21', '', '',
                             '', 1, 'm', 't'),
                            (3, 1, 'notice_of_assignment', 1, 2, 'sent', '2026-11-22', '', '', '',
                             NULL, 'm', 't')";
        sqlx::raw_sql(steps).execute(&mut connection).await.unwrap();
        let kept = letters(&mut connection).await;
        for step in new {
            sqlx::raw_sql(step.sql).execute(&mut connection).await.unwrap();
        }
        assert_eq!(letters(&mut connection).await, kept);
        let notice: (String, String) =
            sqlx::query_as("SELECT notice, notice_on FROM client_debtor WHERE debtor_id = 2")
                .fetch_one(&mut connection)
                .await
                .unwrap();
        assert_eq!(notice, ("sent".to_owned(), "2026-11-22".to_owned()));
    }

    /// Where each letter stands, and what a release ends.
    async fn letters(connection: &mut SqliteConnection) -> (Vec<Standing>, Option<i64>) {
        let standing = "SELECT letter_id, standing, sent_on FROM letter_standing ORDER BY 1";
        let standing = sqlx::query_as(standing).fetch_all(&mut *connection).await.unwrap();
        let ends = "SELECT notice_id FROM letter WHERE id = 2";
        (standing, sqlx::query_scalar(ends).fetch_one(connection).await.unwrap())
    }
}
