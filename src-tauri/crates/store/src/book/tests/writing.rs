//! What the books take, what they refuse, and what an entry does to the balances.

use super::*;
use crate::StoreError;

fn cause(error: &StoreError) -> String {
    let source = std::error::Error::source(error).expect("a refusal has its cause");
    source.to_string()
}

#[tokio::test]
async fn an_entry_comes_back_as_it_was_booked() {
    let world = World::new().await;
    let mut entries = life(1, "2026-01-06", "2026-02-10");
    entries[0].working = Some(factor_domain::Working {
        formula_id: "F-10".to_owned(),
        formula_version: 1,
        title: "Advance".to_owned(),
        lines: Vec::new(),
        total_label: "Advance".to_owned(),
        total_detail: String::new(),
        total: factor_domain::Figure::Money { amount: usd(800_000) },
        note: String::new(),
    });
    let numbers = world.book("2026-02-10", &entries).await;
    assert_eq!(numbers, (1..=5).map(EntryNumber::new).collect::<Vec<_>>());
    let mut read = world.read().await;
    for (number, booked) in numbers.iter().zip(&entries) {
        let found = entry(&mut read, *number).await.unwrap();
        assert_eq!((&found.entry, found.number), (booked, *number));
        assert_eq!((found.booked_on, found.booked_at.as_str()), (day("2026-02-10"), AT));
        assert_eq!(found.user, USER);
    }
    let mut seen = Vec::new();
    for_each_entry(&mut read, EntryNumber::new(2), |booked| {
        seen.push(booked.entry);
        Ok::<(), StoreError>(())
    })
    .await
    .unwrap();
    assert_eq!(seen, entries[1..]);
    assert!(matches!(entry(&mut read, EntryNumber::new(6)).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn entries_are_found_by_client_invoice_account_and_cause() {
    let world = World::new().await;
    let mut entries = life(1, "2026-01-06", "2026-02-10");
    entries.extend(life(2, "2026-01-06", "2026-02-10"));
    world.book("2026-02-10", &entries).await;
    let mut read = world.read().await;
    let page = EntryPage { before: None, limit: 500 };
    for (of, expected) in [
        (EntriesOf::Everybody, vec![10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (EntriesOf::Client(ClientId::new(2)), vec![5, 4, 3, 2, 1]),
        (EntriesOf::Client(ClientId::new(1)), vec![10, 9, 8, 7, 6]),
        (EntriesOf::Invoice(InvoiceId::new(1)), vec![5, 4, 3, 1]),
        (EntriesOf::Account(Account::ClientPayable), vec![10, 6, 5, 1]),
    ] {
        let found = entries_of(&mut read, of, page).await.unwrap();
        let numbers: Vec<i64> = found.iter().map(|entry| entry.number.get()).collect();
        assert_eq!(numbers, expected, "{of:?}");
    }
    let page = EntryPage { before: Some(EntryNumber::new(9)), limit: 2 };
    let found = entries_of(&mut read, EntriesOf::Client(ClientId::new(1)), page).await.unwrap();
    let numbers: Vec<i64> = found.iter().map(|entry| entry.number.get()).collect();
    assert_eq!(numbers, [8, 7]);
    let of_receipt = entries_of_cause(&mut read, Cause::Receipt(ReceiptId::new(2))).await.unwrap();
    assert_eq!(of_receipt.len(), 4);
}

#[tokio::test]
async fn what_does_not_balance_or_goes_back_in_time_is_refused() {
    let world = World::new().await;
    world.book("2026-01-07", &[purchase(1, "2026-01-06")]).await;
    let mut lopsided = purchase(2, "2026-01-06");
    lopsided.postings[0].amount = usd(1_000_001);
    let mut mixed = purchase(2, "2026-01-06");
    mixed.postings[0].amount = Money::new(1_000_000, Currency::EUR).unwrap();
    let mut single = purchase(2, "2026-01-06");
    single.postings.truncate(1);
    for (entry, booked_on, expected) in [
        (lopsided, "2026-01-07", "an entry does not balance: USD 0.01"),
        (mixed, "2026-01-07", "an entry does not balance: amounts are in two currencies"),
        (single, "2026-01-07", "an entry has two lines or more"),
        (purchase(2, "2026-01-06"), "2026-01-06", "the books are already at 2026-01-07"),
    ] {
        let mut tx = world.write().await;
        let refused = post(&mut tx, &new_entry(&entry, booked_on)).await.unwrap_err();
        assert!(matches!(refused, StoreError::Constraint(_)), "{refused:?}");
        assert!(cause(&refused).starts_with(expected), "{}", cause(&refused));
    }
    let mut read = world.read().await;
    assert_eq!(verify(&mut read).await.unwrap(), ChainReport { intact: 1, fault: None });
}

/// Refused by [`post`], with these words; the books stay as they were.
async fn not_bookable(world: &World, entry: &Entry, booked_on: &str, expected: &str) {
    let mut tx = world.write().await;
    let refused = post(&mut tx, &new_entry(entry, booked_on)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Constraint(_)), "{refused:?}");
    assert!(cause(&refused).contains(expected), "{}", cause(&refused));
}

#[tokio::test]
async fn an_entry_without_the_shape_of_its_event_is_refused() {
    let world = World::new().await;
    let mut wrong_side = purchase(1, "2026-01-06");
    for posting in &mut wrong_side.postings {
        posting.amount = posting.amount.negated();
    }
    let mut nameless = purchase(1, "2026-01-06");
    nameless.postings[0].invoice = None;
    let mut homeless = purchase(1, "2026-01-06");
    homeless.client = None;
    for entry in [wrong_side, nameless, homeless] {
        let expected = entry.check().unwrap_err().to_string();
        not_bookable(&world, &entry, "2026-01-06", &expected).await;
    }
    let tomorrow = purchase(1, "2026-01-07");
    not_bookable(&world, &tomorrow, "2026-01-06", "cannot be booked before that day").await;
}

#[tokio::test]
async fn more_than_a_receipt_brought_in_is_never_applied() {
    let world = World::new().await;
    let from = |number: i64, entry: Entry| {
        let cause = Cause::Receipt(ReceiptId::new(number));
        Entry { cause, ..entry }
    };
    let on = "2026-02-01";
    world
        .book(on, &[purchase(1, on), from(7, receipt(1, on, 500)), from(8, receipt(1, on, 900))])
        .await;
    world.book(on, &[from(7, application(1, on, 300))]).await;
    let beyond = "more is shared out than this debtor paid, left: 2.00";
    not_bookable(&world, &from(7, application(1, on, 201)), on, beyond).await;
    let unknown = from(9, application(1, on, 1));
    not_bookable(&world, &unknown, on, "left: 0.00").await;
    // What no receipt causes takes from all that is unapplied of the debtor.
    let by_hand = |minor| Entry {
        cause: Cause::Client(ClientId::new(2)),
        ..on_invoice(
            Event::GiveBack,
            1,
            on,
            &[(Account::UnappliedCash, minor), (Account::ClientPayable, -minor)],
        )
    };
    not_bookable(&world, &by_hand(1_101), on, "left: 11.00").await;
    world.book(on, &[from(7, application(1, on, 200)), by_hand(900)]).await;
    not_bookable(&world, &by_hand(1), on, "left: 0.00").await;
    // A payment that came back cannot be applied again.
    let mut tx = world.write().await;
    let reversal = Reversal {
        event_on: day(on),
        value_on: day(on),
        booked_on: day(on),
        booked_at: AT,
        user: USER,
    };
    reverse(&mut tx, EntryNumber::new(3), &reversal).await.unwrap();
    tx.commit().await.unwrap();
    not_bookable(&world, &from(8, application(1, on, 1)), on, "left: 0.00").await;
}

#[tokio::test]
async fn an_entry_has_the_client_debtor_and_currency_of_what_it_names() {
    let world = World::new().await;
    let mut other_client = purchase(1, "2026-01-06");
    other_client.client = Some(ClientId::new(1));
    let mut other_debtor = purchase(1, "2026-01-06");
    other_debtor.postings[0].debtor = Some(DebtorId::new(3));
    let mut euro = purchase(1, "2026-01-06");
    let mut euro_cash = receipt(1, "2026-01-06", 100);
    for entry in [&mut euro, &mut euro_cash] {
        for posting in &mut entry.postings {
            posting.amount = Money::new(posting.amount.minor(), Currency::EUR).unwrap();
        }
    }
    for entry in [other_client, other_debtor, euro, euro_cash] {
        let mut tx = world.write().await;
        let refused = post(&mut tx, &new_entry(&entry, "2026-01-06")).await.unwrap_err();
        let words = format!("{refused:?}");
        assert!(words.contains("client, debtor and currency of what it names"), "{words}");
    }
}

#[tokio::test]
async fn an_entry_is_reversed_once_and_every_balance_is_restored() {
    let world = World::new().await;
    world.book("2026-01-07", &life(1, "2026-01-06", "2026-01-07")).await;
    world.book("2026-01-08", &[purchase(2, "2026-01-06")]).await;
    let before = kept(world.read().await.connection()).await;
    world
        .book("2026-01-20", &[receipt(2, "2026-01-19", 700), application(2, "2026-01-19", 700)])
        .await;
    let reversal = Reversal {
        event_on: day("2026-01-25"),
        value_on: day("2026-01-25"),
        booked_on: day("2026-01-26"),
        booked_at: AT,
        user: USER,
    };
    let mut tx = world.write().await;
    for (number, by) in [(8, 9), (7, 10)] {
        let mirror = reverse(&mut tx, EntryNumber::new(number), &reversal).await.unwrap();
        assert_eq!(mirror, EntryNumber::new(by));
    }
    let again = reverse(&mut tx, EntryNumber::new(7), &reversal).await.unwrap_err();
    assert_eq!(cause(&again), "the entry was already reversed by entry 10");
    let mirror = reverse(&mut tx, EntryNumber::new(9), &reversal).await.unwrap_err();
    assert!(cause(&mirror).contains("reversal"), "{}", cause(&mirror));
    let missing = reverse(&mut tx, EntryNumber::new(99), &reversal).await;
    assert!(matches!(missing, Err(StoreError::NotFound)));
    tx.commit().await.unwrap();
    let mut read = world.read().await;
    assert_eq!(kept(&mut read).await, before);
    assert_eq!(compare_balances(&mut read).await.unwrap(), []);
    drop(read);

    let mut crooked = receipt(2, "2026-01-26", -701);
    crooked.reverses = Some(EntryNumber::new(6));
    let mut tx = world.write().await;
    let refused = post(&mut tx, &new_entry(&crooked, "2026-01-26")).await.unwrap_err();
    assert!(cause(&refused).contains("mirror"), "{}", cause(&refused));
    drop(tx);

    // What the code refuses, the database refuses as well.
    let mut twice = receipt(2, "2026-01-26", -700);
    twice.reverses = Some(EntryNumber::new(7));
    let mut tx = world.write().await;
    let refused = post(&mut tx, &new_entry(&twice, "2026-01-26")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Duplicate(_)), "{refused:?}");
}

#[tokio::test]
async fn no_statement_changes_removes_replaces_or_slips_in_what_was_booked() {
    let world = World::new().await;
    world.book("2026-01-07", &life(1, "2026-01-06", "2026-01-07")).await;
    let entry = |number: i64, booked_on: &str, lines: i64| {
        format!(
            "INSERT OR REPLACE INTO entry (number, event, cause, cause_id, client_id, event_on,
               value_on, booked_on, booked_at, user, currency, lines, has_working, hash)
             VALUES ({number}, 1, 'client', 2, 2, '2026-01-07', '2026-01-07', '{booked_on}',
               '{AT}', 'x', 'USD', {lines}, 0, zeroblob(32))"
        )
    };
    let laid = "INSERT INTO posting (entry_number, line, account, amount_minor)
                VALUES (6, 1, 3, 100), (6, 2, 7, -100);";
    for (statement, expected) in [
        ("UPDATE entry SET user = 'y'".to_owned(), "the books only grow"),
        ("DELETE FROM entry WHERE number = 5".to_owned(), "the books only grow"),
        ("UPDATE posting SET amount_minor = 0".to_owned(), "the books only grow"),
        ("DELETE FROM posting WHERE entry_number = 5".to_owned(), "the books only grow"),
        ("UPDATE OR REPLACE posting SET line = 1".to_owned(), "the books only grow"),
        (
            "REPLACE INTO posting SELECT * FROM posting WHERE entry_number = 5".to_owned(),
            "a sealed entry takes no more postings",
        ),
        (
            "INSERT INTO posting (entry_number, line, account, amount_minor)
             VALUES (5, 3, 1, 100)"
                .to_owned(),
            "a sealed entry takes no more postings",
        ),
        (entry(5, "2026-01-07", 2), "entries are numbered without gaps"),
        (entry(7, "2026-01-07", 2), "an entry sums to zero"),
        (entry(6, "2026-01-07", 2), "an entry sums to zero"),
        (format!("{laid} {}", entry(6, "2026-01-06", 2)), "the booking day never goes back"),
        (format!("{laid} {}", entry(6, "2026-01-07", 3)), "an entry sums to zero"),
        (
            "INSERT INTO posting (entry_number, line, account, amount_minor)
             VALUES (6, 2, 3, 100)"
                .to_owned(),
            "a sealed entry takes no more postings",
        ),
        ("UPDATE book_head SET entries = 4".to_owned(), "the head follows the last entry"),
        ("DELETE FROM book_head".to_owned(), "the head follows the last entry"),
        (
            "REPLACE INTO book_head VALUES (1, 0, zeroblob(32))".to_owned(),
            "the head follows the last entry",
        ),
        (
            "INSERT INTO entry_working VALUES (5, '{}')".to_owned(),
            "a sealed entry takes no more working",
        ),
    ] {
        let refused = world.refusal(&statement).await;
        assert!(refused.contains(expected), "{statement}: {refused}");
    }

    // Postings that no entry seals do not survive the end of the transaction.
    let mut tx = world.write().await;
    sqlx::raw_sql(laid).execute(&mut *tx).await.unwrap();
    let refused = tx.commit().await.unwrap_err();
    assert!(matches!(refused, StoreError::Constraint(_)), "{refused:?}");
    let mut read = world.read().await;
    assert_eq!(verify(&mut read).await.unwrap(), ChainReport { intact: 5, fault: None });
}

#[tokio::test]
async fn the_numbers_of_accounts_and_events_are_those_of_the_lists() {
    let world = World::new().await;
    let mut read = world.read().await;
    for (sql, in_code) in [
        (
            "SELECT code, word FROM book_account ORDER BY code",
            Account::ALL
                .iter()
                .map(|&a| (super::super::codes::account_code(a), a.as_str().to_owned()))
                .collect::<BTreeMap<_, _>>(),
        ),
        (
            "SELECT code, word FROM book_event ORDER BY code",
            Event::ALL
                .iter()
                .map(|&e| (super::super::codes::event_code(e), e.as_str().to_owned()))
                .collect(),
        ),
    ] {
        let listed: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(&mut *read).await.unwrap();
        assert_eq!(listed.into_iter().collect::<BTreeMap<_, _>>(), in_code);
    }
    let used: String =
        sqlx::query_scalar("SELECT sql FROM sqlite_schema WHERE name = 'invoice_movement_made'")
            .fetch_one(&mut *read)
            .await
            .unwrap();
    let application = super::super::codes::event_code(Event::Application);
    assert!(used.contains(&format!("account = 1 AND event = {application} ")));
}

#[tokio::test]
async fn words_that_nobody_knows_are_errors_that_name_the_entry() {
    let world = World::new().await;
    world.book("2026-01-07", &life(1, "2026-01-06", "2026-01-07")).await;
    for (tamper, expected) in [
        (
            "INSERT INTO book_event VALUES (99, 'x'); UPDATE entry SET event = 99 WHERE number = 3",
            "entry 3: unknown event 99",
        ),
        (
            "INSERT INTO book_account VALUES (99, 'x');
             UPDATE posting SET account = 99 WHERE entry_number = 3 AND line = 2",
            "entry 3: line 2: unknown account 99",
        ),
        ("UPDATE entry SET currency = 'XXX' WHERE number = 3", "entry 3: currency is not known"),
        ("UPDATE entry SET lines = 3 WHERE number = 3", "entry 3: 2 postings instead of 3"),
        ("UPDATE entry SET event_on = '1969-12-31' WHERE number = 3", "entry 3: The year"),
    ] {
        let mut tx = world.write().await;
        let sql = format!("{WITHOUT_TRIGGERS} {tamper}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await.unwrap();
        let error = entry(&mut tx, EntryNumber::new(3)).await.unwrap_err();
        assert!(matches!(error, StoreError::BadRow(_)), "{error:?}");
        assert!(cause(&error).starts_with(expected), "{}", cause(&error));
    }
}

/// What somebody with the key could do first.
pub(super) const WITHOUT_TRIGGERS: &str = "
    DROP TRIGGER entry_is_never_edited; DROP TRIGGER entry_is_never_removed;
    DROP TRIGGER entry_takes_the_next_number; DROP TRIGGER entry_is_booked_in_order;
    DROP TRIGGER entry_balances; DROP TRIGGER entry_fits_what_it_names;
    DROP TRIGGER entry_keeps_its_working;
    DROP TRIGGER entry_moves_the_head; DROP TRIGGER posting_is_never_edited;
    DROP TRIGGER posting_is_never_removed; DROP TRIGGER posting_is_laid_before_its_entry;
    DROP TRIGGER working_is_never_edited; DROP TRIGGER working_is_never_removed;
    DROP TRIGGER working_is_laid_before_its_entry;
    DROP TRIGGER book_head_follows_the_last_entry; DROP TRIGGER book_head_stays;";
