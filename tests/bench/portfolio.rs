//! A large firm, written by the same statements into the vault and into plain SQLite.

use std::path::Path;

use factor_store::{KeychainKey, Unlock, Vault};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use support::World;

/// Clients of the large firm.
pub const CLIENTS: i64 = 10_000;
/// Notes on each of them.
pub const NOTES_EACH: i64 = 3;

/// The vault's own schema, which plain SQLite runs as well.
const SCHEMA: &str = include_str!("../../migrations/ledger/0001_vault.sql");

const FILL_CLIENTS: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
INSERT INTO client (
  revision, legal_name, trade_name, line_of_business, legal_form, state_of_formation,
  registration_no, tax_id, address, mailing_address, phone, email, account_representative, status,
  since, bank_account, name_key, search_key, match_key, created_at, saved_at)
SELECT 1, 'Client ' || (i * 7919 % 10007) || ' Trading, Inc.', '', 'Temporary staffing',
  'corporation', 'Massachusetts', '00' || i, '04-' || (1000000 + i),
  json_object('line1', i || ' Beacham Row', 'line2', '', 'city', 'Chelsea', 'region', 'MA',
              'postal_code', '02150', 'country', 'United States'),
  json_object('line1', '', 'line2', '', 'city', '', 'region', '', 'postal_code', '',
              'country', ''),
  '(617) 555-0188', 'office' || i || '@client.example',
  CASE i % 5 WHEN 0 THEN '' ELSE 'Representative ' || (i % 17) END,
  CASE i % 7 WHEN 0 THEN 'archived' WHEN 1 THEN 'on_stop' WHEN 2 THEN 'active' ELSE 'prospect' END,
  date('2020-01-01', (i * 31 % 2400) || ' days'), NULL,
  'client ' || (i * 7919 % 10007) || ' trading, inc.',
  'client ' || (i * 7919 % 10007) || ' trading, inc. chelsea temporary staffing', 'client' || i,
  '2026-11-19T15:00:00.000Z', '2026-11-19T15:00:00.000Z'
FROM n";

const FILL_TERMS: &str = "
INSERT INTO terms_version (client_id, version, state, effective_on, own, saved_at)
SELECT c.id, 1, 'draft', '2026-11-19',
       json_set($1, '$.facility_limit.minor', 1000000 + c.id * 7919 % 90000000),
       '2026-11-19T15:00:00.000Z'
FROM client c
WHERE NOT EXISTS (SELECT 1 FROM terms_version v WHERE v.client_id = c.id)";

const FILL_NOTES: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
INSERT INTO note (subject, client_id, contact_id, contact_name, channel, direction, outcome,
                  text, happened_day, happened_time, written_at)
SELECT 'client', c.id, NULL, 'The bookkeeper', 'call', 'outgoing', 'reached',
       'Asked for the schedule of accounts number ' || (c.id * n.i) || '; it comes on Friday.',
       date('2026-01-01', (c.id % 300) || ' days'), '10:00', '2026-11-19T15:00:00.000Z'
FROM client c CROSS JOIN n";

const FILL_FOLLOW_UPS: &str = "
INSERT INTO follow_up (client_id, contact_name, reason, day, time, saved_at)
SELECT id, 'The bookkeeper', 'Ask again', date('2026-11-01', (id % 90) || ' days'), '09:30',
       '2026-11-19T15:00:00.000Z'
FROM client WHERE id % 3 = 0";

/// Opens the world's vault with its keychain entry.
pub async fn open(world: &World) -> Vault {
    let secret = world.secrets.entries().into_values().next().expect("the keychain's entry");
    let key = KeychainKey::from_bytes(&secret).expect("a key");
    Vault::open(&world.vault_folder(), Unlock::Keychain(&key)).await.expect("the vault opens")
}

/// Fills the vault; one client with terms is in it already. Gives back that client's own terms.
pub async fn fill_vault(vault: &Vault) -> String {
    let mut tx = vault.ledger().begin_write().await.expect("a transaction");
    let own: String = sqlx::query_scalar("SELECT own FROM terms_version ORDER BY id LIMIT 1")
        .fetch_one(&mut *tx)
        .await
        .expect("the terms of the first client");
    fill(&mut tx, &own).await;
    tx.commit().await.expect("a filled vault");
    own
}

async fn fill(connection: &mut SqliteConnection, own: &str) {
    for (statement, number) in [(FILL_CLIENTS, Some(CLIENTS)), (FILL_NOTES, Some(NOTES_EACH))] {
        let filled = sqlx::query(statement).bind(number).execute(&mut *connection).await;
        filled.expect("clients and notes");
    }
    sqlx::query(FILL_TERMS).bind(own).execute(&mut *connection).await.expect("terms");
    sqlx::query(FILL_FOLLOW_UPS).execute(connection).await.expect("follow-ups");
}

/// The same firm in plain SQLite, with the vault's settings but for the cipher's.
pub async fn plain(folder: &Path, own: &str) -> SqliteConnection {
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.join("plain.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .pragma("recursive_triggers", "ON")
        .pragma("cell_size_check", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-65536")
        .pragma("wal_autocheckpoint", "200")
        .disable_statement_logging()
        .connect()
        .await
        .expect("plain SQLite");
    sqlx::raw_sql(SCHEMA).execute(&mut connection).await.expect("the schema");
    sqlx::raw_sql("BEGIN").execute(&mut connection).await.expect("a transaction");
    fill(&mut connection, own).await;
    sqlx::raw_sql("COMMIT").execute(&mut connection).await.expect("a filled database");
    connection
}
