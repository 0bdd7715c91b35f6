//! Transactions, papers and full disks, in a whole vault.

use super::*;
use crate::PAPER_BYTES_MAX;

#[tokio::test]
async fn a_dropped_transaction_changes_nothing_and_the_next_one_works() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    for round in ["first", "second", "third"] {
        let mut tx = vault.ledger().begin_write().await.unwrap();
        note(&mut tx, round, "dropped").await;
        drop(tx);
        assert_eq!(read_note(&vault, round).await, None);
        let mut tx = vault.ledger().begin_write().await.unwrap();
        note(&mut tx, round, "kept").await;
        tx.commit().await.unwrap();
        assert_eq!(read_note(&vault, round).await.as_deref(), Some("kept"));
    }
    vault.close().await.unwrap();
}

#[tokio::test]
async fn a_snapshot_does_not_see_what_is_written_meanwhile_and_cannot_write() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let count = "SELECT count(*) FROM vault_info WHERE key = 'later'";
    let mut snapshot = vault.ledger().read().await.unwrap();
    let before: i64 = sqlx::query_scalar(count).fetch_one(&mut *snapshot).await.unwrap();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    note(&mut tx, "later", "yes").await;
    let own: i64 = sqlx::query_scalar(count).fetch_one(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let during: i64 = sqlx::query_scalar(count).fetch_one(&mut *snapshot).await.unwrap();
    let written = sqlx::raw_sql("DELETE FROM vault_info").execute(&mut *snapshot).await;
    assert!(matches!(written.unwrap_err().into(), StoreError::ReadOnly(_)));
    drop(snapshot);
    let mut snapshot = vault.ledger().read().await.unwrap();
    let after: i64 = sqlx::query_scalar(count).fetch_one(&mut *snapshot).await.unwrap();
    assert_eq!((before, own, during, after), (0, 1, 0, 1));
    drop(snapshot);
    vault.close().await.unwrap();
}

#[tokio::test]
async fn many_writers_take_turns_beside_readers() {
    let world = World::new();
    let vault = std::sync::Arc::new(world.create().await.unwrap());
    let mut tasks = Vec::new();
    for writer in 0..4 {
        let vault = std::sync::Arc::clone(&vault);
        tasks.push(tokio::spawn(async move {
            for turn in 0..50 {
                let mut tx = vault.ledger().begin_write().await.unwrap();
                note(&mut tx, &format!("{writer}/{turn}"), "x").await;
                tx.commit().await.unwrap();
                assert!(read_note(&vault, &format!("{writer}/{turn}")).await.is_some());
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let mut snapshot = vault.ledger().read().await.unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM vault_info WHERE key LIKE '%/%'")
        .fetch_one(&mut *snapshot)
        .await
        .unwrap();
    assert_eq!(rows, 200);
    drop(snapshot);
    vault.close().await.unwrap();
}

#[tokio::test]
async fn a_full_database_is_a_full_disk_and_can_be_used_again_when_there_is_room() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let limit = async |pages: &'static str| {
        let mut tx = vault.ledger().begin_write().await.unwrap();
        sqlx::raw_sql(pages).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    limit("PRAGMA max_page_count = 1").await; // SQLite takes the present size instead.
    let mut tx = vault.ledger().begin_write().await.unwrap();
    note(&mut tx, "small", "fits").await;
    let large = sqlx::query("INSERT INTO vault_info (key, value) VALUES ('large', $1)")
        .bind("x".repeat(1_000_000))
        .execute(&mut *tx)
        .await;
    assert!(matches!(large.unwrap_err().into(), StoreError::DiskFull(_)));
    drop(tx);
    assert_eq!(read_note(&vault, "small").await, None);
    limit("PRAGMA max_page_count = 1000000").await;
    let mut tx = vault.ledger().begin_write().await.unwrap();
    note(&mut tx, "large", &"x".repeat(1_000_000)).await;
    tx.commit().await.unwrap();
    assert!(vault.check_health().await.unwrap().is_clean());
    vault.close().await.unwrap();
}

#[tokio::test]
async fn constraints_and_missing_rows_have_their_own_errors() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    note(&mut tx, "once", "x").await;
    let twice = sqlx::raw_sql("INSERT INTO vault_info (key, value) VALUES ('once', 'y')")
        .execute(&mut *tx)
        .await;
    assert!(matches!(twice.unwrap_err().into(), StoreError::Duplicate(_)));
    let null = sqlx::raw_sql("INSERT INTO vault_info (key, value) VALUES ('null', NULL)")
        .execute(&mut *tx)
        .await;
    assert!(matches!(null.unwrap_err().into(), StoreError::Constraint(_)));
    let missing = sqlx::query("SELECT 1 WHERE 0").fetch_one(&mut *tx).await;
    assert!(matches!(missing.unwrap_err().into(), StoreError::NotFound));
    drop(tx);
    vault.close().await.unwrap();
}

#[tokio::test]
async fn papers_come_back_byte_for_byte() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let papers = vault.papers();
    let every_byte: Vec<u8> = (0..=u8::MAX).cycle().take(300_000).collect();
    for bytes in [&b""[..], b"\0", b"%PDF-1.7\r\n%\xff", &every_byte] {
        let hash = papers.put(bytes).await.unwrap();
        assert_eq!(hash, papers.put(bytes).await.unwrap(), "storing twice is storing once");
        assert_eq!(papers.get(hash).await.unwrap(), bytes);
        assert_eq!(papers.size_bytes(hash).await.unwrap(), Some(bytes.len() as u64));
        assert_eq!(Sha256::from_hex(&hash.to_string()), Some(hash));
    }
    let never = Sha256::of(b"never stored");
    assert!(matches!(papers.get(never).await, Err(StoreError::PaperMissing)));
    assert_eq!(papers.size_bytes(never).await.unwrap(), None);
    let too_large = vec![0; usize::try_from(PAPER_BYTES_MAX).unwrap() + 1];
    let refused = papers.put(&too_large).await.unwrap_err();
    assert!(matches!(refused, StoreError::PaperTooLarge { bytes, .. } if bytes == 52_428_801));
    vault.close().await.unwrap();
}

#[tokio::test]
async fn the_largest_paper_fits() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let largest = vec![7; usize::try_from(PAPER_BYTES_MAX).unwrap()];
    let hash = vault.papers().put(&largest).await.unwrap();
    assert!(vault.papers().get(hash).await.unwrap() == largest);
    vault.close().await.unwrap();
}

#[tokio::test]
async fn papers_only_grow_and_a_changed_one_is_noticed() {
    let world = World::new();
    let vault = world.create().await.unwrap();
    let hash = vault.papers().put(b"signed on the 3rd").await.unwrap();
    for attack in [
        "UPDATE paper SET bytes = x'00', size_bytes = 1",
        "UPDATE OR REPLACE paper SET sha256 = zeroblob(32)",
        "DELETE FROM paper",
        "REPLACE INTO paper SELECT sha256, 1, x'00' FROM paper",
        "INSERT OR REPLACE INTO paper (rowid, sha256, size_bytes, bytes)
         VALUES (1, zeroblob(32), 0, x'')",
        "INSERT INTO paper SELECT sha256, 1, x'00' FROM paper WHERE true
         ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes, size_bytes = 1",
        "INSERT INTO paper VALUES ('text', 0, x'')",
        "INSERT INTO paper VALUES (zeroblob(32), 5, x'')",
    ] {
        let mut tx = vault.papers.0.begin_write().await.unwrap();
        let refused = sqlx::raw_sql(attack).execute(&mut *tx).await;
        assert!(matches!(refused.unwrap_err().into(), StoreError::Constraint(_)), "{attack}");
    }
    assert_eq!(vault.papers().get(hash).await.unwrap(), b"signed on the 3rd");

    // Somebody who has the key can drop the trigger; the hash still gives it away.
    let mut tx = vault.papers.0.begin_write().await.unwrap();
    sqlx::raw_sql(
        "DROP TRIGGER paper_never_changes;
         UPDATE paper SET bytes = CAST('signed on the 4th' AS BLOB)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(vault.papers().get(hash).await, Err(StoreError::PaperChanged)));
    vault.close().await.unwrap();
}
