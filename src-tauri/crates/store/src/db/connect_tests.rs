//! The recipe holds on every connection, and says so when it does not.

use std::fmt::Debug;
use std::sync::Mutex;

use super::*;
use crate::db::Database;

fn key() -> SecretKey {
    SecretKey::filled_by(|key| {
        key.fill(0xab);
        Ok::<(), ()>(())
    })
    .unwrap()
}

async fn laid(folder: &Path) -> Site {
    std::fs::File::create_new(folder.join(Part::Papers.file_name())).unwrap();
    let site = Site::new(folder, Part::Papers, &key(), &[0xcd; 16]);
    Database::lay(&site).await.unwrap();
    site
}

#[test]
fn engines_with_the_wal_reset_bug_are_too_old() {
    for (version, is_recent) in [
        ("3.51.3", true),
        ("3.53.4", true),
        ("4.0.0", true),
        ("3.51.2", false),
        ("3.50.4", false),
        ("3.9.9", false),
        ("", false),
    ] {
        assert_eq!(is_recent_enough(version), is_recent, "{version}");
    }
}

#[tokio::test]
async fn the_engine_is_sqlcipher_on_a_fixed_sqlite() {
    let versions = engine_versions().await.unwrap();
    assert!(versions.cipher.starts_with("4."), "{versions:?}");
    assert!(is_recent_enough(&versions.sqlite), "{versions:?}");
}

#[tokio::test]
async fn each_setting_is_asserted_on_both_kinds_of_connection() {
    let folder = tempfile::tempdir().unwrap();
    let site = laid(folder.path()).await;
    // What each setting is changed to; memory security can only be switched on.
    let changes = [
        ("locking_mode", "EXCLUSIVE"),
        ("synchronous", "NORMAL"),
        ("fullfsync", "OFF"),
        ("checkpoint_fullfsync", "OFF"),
        ("foreign_keys", "OFF"),
        ("recursive_triggers", "OFF"),
        ("trusted_schema", "ON"),
        ("cell_size_check", "OFF"),
        ("secure_delete", "OFF"),
        ("temp_store", "FILE"),
        ("busy_timeout", "1"),
        ("wal_autocheckpoint", "1000"),
        ("cache_size", "100"),
        ("query_only", "toggled"),
        ("journal_mode", "DELETE"),
    ];
    for role in [Role::Writer, Role::Reader] {
        for (name, value) in changes {
            let mut connection = site.connect(role).await.unwrap();
            let settings = settings(role, CACHE_KIB_MIN);
            verify(&mut connection, &settings).await.unwrap();
            let value = match (value, role) {
                ("toggled", Role::Writer) => "1",
                ("toggled", Role::Reader) => "0",
                (value, _) => value,
            };
            let change = format!("PRAGMA {name} = {value}");
            sqlx::raw_sql(AssertSqlSafe(change)).execute(&mut connection).await.unwrap();
            let error = verify(&mut connection, &settings).await.unwrap_err();
            assert!(matches!(error, StoreError::UnsafeSetting(n) if n == name), "{name} {error}");
            connection.close().await.unwrap();
        }
    }
    let tested = changes.len();
    // mmap_size cannot be changed in this build, cipher_memory_security cannot be switched off.
    assert_eq!(tested + 2, settings(Role::Writer, 0).len());
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let site = laid(folder.path()).await;
    let mut reader = site.connect(Role::Reader).await.unwrap();
    let refused = sqlx::raw_sql("CREATE TABLE x (y)").execute(&mut reader).await.unwrap_err();
    assert!(matches!(StoreError::from(refused), StoreError::ReadOnly(_)));
}

/// Collects every event that mentions the key of these tests, at every level, from every thread.
struct Leaks;

static LEAKED: Mutex<Vec<String>> = Mutex::new(Vec::new());
static EVENTS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

impl tracing::field::Visit for Leaks {
    fn record_debug(&mut self, _field: &tracing::field::Field, value: &dyn Debug) {
        let text = format!("{value:?}").to_lowercase();
        if text.contains(&"ab".repeat(16)) {
            LEAKED.lock().unwrap().push(text);
        }
    }
}

impl tracing::Subscriber for Leaks {
    fn enabled(&self, _metadata: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, attributes: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        attributes.record(&mut Leaks);
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _span: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut Leaks);
    }
    fn record_follows_from(&self, _span: &tracing::span::Id, _follows: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        EVENTS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        event.record(&mut Leaks);
    }
    fn enter(&self, _span: &tracing::span::Id) {}
    fn exit(&self, _span: &tracing::span::Id) {}
}

#[tokio::test]
async fn the_key_is_in_no_log_line_at_any_level() {
    tracing::subscriber::set_global_default(Leaks).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let site = laid(folder.path()).await;
    let database = Database::open(&site).await.unwrap();
    database.close().await.unwrap();
    let wrong = Site::new(folder.path(), Part::Papers, &key(), &[0; 16]);
    let error = wrong.connect(Role::Writer).await.unwrap_err();
    tracing::error!(%error, debug = ?error);
    // The bait proves that the subscriber sees what is logged on other threads.
    std::thread::spawn(|| tracing::trace!("bait {}", "ab".repeat(32))).join().unwrap();
    let leaked = LEAKED.lock().unwrap();
    assert!(leaked.len() == 1 && leaked[0].starts_with("bait"), "{leaked:?}");
    assert!(EVENTS.load(std::sync::atomic::Ordering::Relaxed) > 1);
}
