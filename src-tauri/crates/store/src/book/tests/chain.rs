//! Whoever changes the books behind the program's back is found.

use super::writing::WITHOUT_TRIGGERS;
use super::*;

/// Ten sound entries.
async fn world() -> World {
    let world = World::new().await;
    let mut entries = life(1, "2026-01-06", "2026-01-07");
    entries.extend(life(2, "2026-01-06", "2026-01-07"));
    world.book("2026-01-07", &entries).await;
    let whole = verify(world.read().await.connection()).await.unwrap();
    assert_eq!(whole, ChainReport { intact: 10, fault: None });
    world
}

/// Tampers in a transaction that is given up afterwards.
async fn check(world: &World, tamper: &str, intact: i64, number: i64, kind: FaultKind) {
    let mut tx = world.write().await;
    let sql = format!("PRAGMA defer_foreign_keys = ON; {WITHOUT_TRIGGERS} {tamper}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await.unwrap();
    let report = verify(&mut tx).await.unwrap();
    let fault = Some(ChainFault { number: EntryNumber::new(number), kind });
    assert_eq!(report, ChainReport { intact, fault }, "{tamper}");
}

#[tokio::test]
async fn a_changed_field_is_named_by_its_entry() {
    let world = world().await;
    for tamper in [
        "UPDATE entry SET event = 2 WHERE number = 4",
        "UPDATE entry SET cause = 'client' WHERE number = 4",
        "UPDATE entry SET cause_id = 77 WHERE number = 4",
        "UPDATE entry SET client_id = 1 WHERE number = 4",
        "UPDATE entry SET client_id = NULL WHERE number = 4",
        "UPDATE entry SET event_on = '2026-01-05' WHERE number = 4",
        "UPDATE entry SET value_on = '2026-01-05' WHERE number = 4",
        "UPDATE entry SET booked_on = '2026-01-08' WHERE number = 4",
        "UPDATE entry SET booked_at = '2026-11-19T15:00:00.001Z' WHERE number = 4",
        "UPDATE entry SET user = 'Somebody Else' WHERE number = 4",
        "UPDATE entry SET currency = 'EUR' WHERE number = 4",
        "UPDATE entry SET lines = 3 WHERE number = 4",
        "UPDATE entry SET terms_version_id = NULL WHERE number = 4",
        "UPDATE entry SET reverses = 1 WHERE number = 4",
        "UPDATE entry SET hash = zeroblob(32) WHERE number = 4",
        "UPDATE posting SET amount_minor = 2 * amount_minor WHERE entry_number = 4",
        "UPDATE posting SET account = 9 WHERE entry_number = 4 AND line = 2",
        "UPDATE posting SET invoice_id = 3 WHERE entry_number = 4 AND line = 2",
        "UPDATE posting SET debtor_id = 3 WHERE entry_number = 4 AND line = 2",
        "UPDATE posting SET line = 3 WHERE entry_number = 4 AND line = 1",
        "DELETE FROM posting WHERE entry_number = 4 AND line = 2",
        "INSERT INTO posting (entry_number, line, account, amount_minor) VALUES (4, 3, 1, 0)",
        "INSERT INTO entry_working VALUES (4, '{}')",
    ] {
        check(&world, tamper, 3, 4, FaultKind::Changed).await;
    }
}

#[tokio::test]
async fn a_changed_list_of_words_is_found_at_the_first_entry_that_uses_it() {
    let world = world().await;
    check(&world, "UPDATE book_event SET word = 'gift' WHERE code = 3", 3, 4, FaultKind::Changed)
        .await;
    check(&world, "UPDATE book_account SET word = 'gift' WHERE code = 3", 1, 2, FaultKind::Changed)
        .await;
}

#[tokio::test]
async fn words_exchanged_with_their_numbers_are_found() {
    let world = world().await;
    // Every word is where it was sealed, but the program would read the numbers.
    let exchanged = "UPDATE book_account SET word = 'x' WHERE code = 4;
         UPDATE book_account SET word = 'client_reserve' WHERE code = 6;
         UPDATE book_account SET word = 'client_payable' WHERE code = 4;
         UPDATE posting SET account = 10 - account WHERE account IN (4, 6);";
    check(&world, exchanged, 0, 1, FaultKind::Changed).await;
    let events = "UPDATE book_event SET word = 'x' WHERE code = 5;
         UPDATE book_event SET word = 'receipt' WHERE code = 6;
         UPDATE book_event SET word = 'application' WHERE code = 5;
         UPDATE entry SET event = 11 - event WHERE event IN (5, 6);";
    check(&world, events, 1, 2, FaultKind::Changed).await;
}

#[tokio::test]
async fn a_missing_entry_is_named_in_the_middle_and_at_the_end() {
    let world = world().await;
    let children = |number: i64| {
        format!(
            "DELETE FROM posting WHERE entry_number = {number};
             DELETE FROM invoice_movement WHERE number = {number};
             DELETE FROM entry WHERE number = {number};"
        )
    };
    check(&world, &children(1), 0, 1, FaultKind::Missing).await;
    check(&world, &children(4), 3, 4, FaultKind::Missing).await;
    check(&world, &children(10), 9, 10, FaultKind::Missing).await;
    check(&world, &(children(9) + &children(10)), 8, 9, FaultKind::Missing).await;
    let closed_up = children(4)
        + "UPDATE invoice_movement SET number = number - 1 WHERE number > 4;
           UPDATE posting SET entry_number = entry_number - 1 WHERE entry_number > 4;
           UPDATE entry SET number = number - 1 WHERE number > 4;";
    check(&world, &closed_up, 3, 4, FaultKind::Changed).await;
}

#[tokio::test]
async fn swapped_entries_are_named_with_where_they_stand_now() {
    let world = world().await;
    let swap = |first: i64, second: i64| {
        let turn = |table: &str, column: &str| {
            format!(
                "UPDATE {table} SET {column} = 99 WHERE {column} = {first};
                 UPDATE {table} SET {column} = {first} WHERE {column} = {second};
                 UPDATE {table} SET {column} = {second} WHERE {column} = 99;"
            )
        };
        format!(
            "DELETE FROM invoice_movement; {} {}",
            turn("posting", "entry_number"),
            turn("entry", "number")
        )
    };
    for (first, second) in [(4, 5), (2, 9), (1, 10)] {
        let to = EntryNumber::new(second);
        check(&world, &swap(first, second), first - 1, first, FaultKind::Moved { to }).await;
    }
}

#[tokio::test]
async fn what_was_added_at_the_end_is_found() {
    let world = world().await;
    check(
        &world,
        "INSERT INTO entry SELECT 11, event, cause, cause_id, client_id, event_on, value_on,
           booked_on, booked_at, user, currency, lines, terms_version_id, reverses, has_working,
           hash FROM entry WHERE number = 10",
        10,
        11,
        FaultKind::Changed,
    )
    .await;
    check(
        &world,
        "UPDATE book_head SET entries = 9, hash = (SELECT hash FROM entry WHERE number = 9)",
        9,
        10,
        FaultKind::Added,
    )
    .await;
    check(&world, "UPDATE book_head SET hash = zeroblob(32)", 10, 10, FaultKind::NotTheLast).await;
}
