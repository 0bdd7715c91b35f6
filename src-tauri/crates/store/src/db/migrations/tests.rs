//! Every file is embedded, and what was kept outlives the tables it was kept in.

use factor_domain::PersonId;
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

/// Whether the rows that a test writes name others that are there.
#[derive(PartialEq)]
enum Parents {
    Checked,
    Absent,
}

/// A ledger as it was before a file came, and the files from that one on.
async fn before(file: &str, parents: Parents) -> (SqliteConnection, &'static [Step]) {
    let checked = parents == Parents::Checked;
    let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(checked);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let (before, new) = LEDGER.split_at(LEDGER.iter().position(|step| step.file == file).unwrap());
    for step in before {
        sqlx::raw_sql(step.sql).execute(&mut connection).await.unwrap();
    }
    (connection, new)
}

/// One row of a client, and nothing else of it.
const A_CLIENT: &str = "
    INSERT INTO client (id, revision, legal_name, trade_name, line_of_business, legal_form,
                        state_of_formation, registration_no, tax_id, address, mailing_address,
                        phone, email, account_representative, status, since, name_key, search_key,
                        match_key, created_at, saved_at)
    VALUES (1, 1, 'A', '', '', '', '', '', '', '{}', '{}', '', '', '', 'active', '2026-01-01', 'a',
            'a', 'a', 't', 't');";

/// Runs one file as the program does: whole or not at all, the parents looked at in the end.
async fn run(connection: &mut SqliteConnection, step: &Step) {
    let mut tx = connection.begin().await.unwrap();
    sqlx::raw_sql(step.sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let broken = "SELECT count(*) FROM pragma_foreign_key_check";
    let broken: i64 = sqlx::query_scalar(broken).fetch_one(connection).await.unwrap();
    assert_eq!(broken, 0);
}

#[tokio::test]
async fn a_notice_that_stood_beside_a_pair_becomes_the_first_step_of_its_history() {
    // Only the pair matters here, so its client and debtor need not be there.
    let (mut connection, new) = before("0016_letters.sql", Parents::Absent).await;
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
    let (mut connection, new) = before("0021_disclosures.sql", Parents::Checked).await;
    // Terms and contract refer to each other, so neither can come first.
    sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(&mut connection).await.unwrap();
    let kept = format!(
        "{A_CLIENT}
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
    sqlx::raw_sql("PRAGMA foreign_keys = ON").execute(&mut connection).await.unwrap();
    run(&mut connection, &new[0]).await;
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
    let changed = sqlx::raw_sql("DELETE FROM contract").execute(&mut connection).await;
    assert!(changed.unwrap_err().to_string().contains("never removed"));
}

type KeptNote = (i64, String, i64, String, Option<String>, Option<String>);
type KeptFollowUp = (i64, i64, String, Option<String>, Option<String>, Option<i64>);

#[tokio::test]
async fn notes_and_follow_ups_outlive_their_tables_with_all_that_refers_to_them() {
    let (mut connection, new) = before("0023_notes_on_anything.sql", Parents::Checked).await;
    let sha = "a".repeat(64);
    let kept = format!(
        "{A_CLIENT}
         INSERT INTO note (id, client_id, contact_name, channel, direction, outcome, text,
                           happened_day, happened_time, written_at)
         VALUES (1, 1, 'Nadia Ferro', 'call', 'outgoing', 'spoke', 'One', '2026-11-19', NULL, 't'),
                (7, 1, '', 'note', 'internal', 'other', 'Two', '2026-11-20', '09:30', 'u');
         INSERT INTO attachment (id, sha256, name, media_type, size_bytes, note_id, added_at)
         VALUES (1, '{sha}', 'order.pdf', 'application/pdf', 9, 7, 't');
         INSERT INTO follow_up (id, client_id, note_id, contact_name, reason, day, time,
                                snoozed_day, snoozed_time, announced_for, done_at, done_on,
                                finished_by, saved_at)
         VALUES (1, 1, 1, 'Nadia Ferro', 'ask', '2026-11-20', '09:00', NULL, NULL, 'k', 't',
                 '2026-11-20', 7, 't'),
                (4, 1, 7, '', '', '2026-11-27', NULL, '2026-11-28', '10:00', NULL, NULL, NULL,
                 NULL, 't');
         INSERT INTO letter (id, kind, year, serial, client_id, wording_id, wording_revision, name,
                             dated_on, note_id, paper_data, pages, sha256, made_by, made_at)
         VALUES (1, 'discussion', 2026, 1, 1, 'w', 1, 'n', '2026-11-20', 7, '{{}}', 1, '{sha}',
                 'm', 't');"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(kept)).execute(&mut connection).await.unwrap();
    run(&mut connection, &new[0]).await;
    let notes: Vec<KeptNote> = sqlx::query_as(
        "SELECT id, subject, client_id, text, happened_time, written_by FROM note ORDER BY id",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let note = |id, text: &str, time: Option<&str>| {
        (id, "client".to_owned(), 1, text.to_owned(), time.map(str::to_owned), None)
    };
    assert_eq!(notes, [note(1, "One", None), note(7, "Two", Some("09:30"))]);
    let follow_ups: Vec<KeptFollowUp> = sqlx::query_as(
        "SELECT id, note_id, day, snoozed_day, announced_for, finished_by
             FROM follow_up ORDER BY id",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        follow_ups,
        [
            (1, 1, "2026-11-20".to_owned(), None, text("k"), Some(7)),
            (4, 7, "2026-11-27".to_owned(), text("2026-11-28"), None, None)
        ]
    );
    let referring = "SELECT (SELECT note_id FROM attachment), (SELECT note_id FROM letter)";
    let referring: (i64, i64) = sqlx::query_as(referring).fetch_one(&mut connection).await.unwrap();
    assert_eq!(referring, (7, 7));
    for (forbidden, said) in [
        ("UPDATE note SET text = 'x'", "corrected by another"),
        ("DELETE FROM note", "never removed"),
    ] {
        let done = sqlx::raw_sql(forbidden).execute(&mut connection).await;
        assert!(done.unwrap_err().to_string().contains(said));
    }
}

#[tokio::test]
async fn an_old_follow_up_is_everybodys_and_is_not_announced_anew() {
    let (mut connection, new) = before("0027_reminders.sql", Parents::Checked).await;
    let kept = format!(
        "{A_CLIENT}
         INSERT INTO follow_up (id, client_id, contact_name, reason, day, time, announced_for,
                                saved_at)
         VALUES (3, 1, '', 'ask', '2026-11-20', '09:00', 'due 2026-11-20 09:00', 't');"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(kept)).execute(&mut connection).await.unwrap();
    run(&mut connection, &new[0]).await;
    let person = "INSERT INTO person (id, name, role, has_left, saved_at)
                  VALUES (1, 'Ruth', 'owner', 0, 't')";
    sqlx::raw_sql(person).execute(&mut connection).await.unwrap();
    let waiting = crate::follow_up::waiting(&mut connection, PersonId::new(1)).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].is_announced() && waiting[0].announced_minute.is_none());
    for (bad, said) in [
        ("VALUES (1, 4, NULL, NULL, 0, NULL, NULL, 't')", "snooze_minutes"),
        ("VALUES (1, 10, '19:00', NULL, 0, NULL, NULL, 't')", "quiet_from"),
        ("VALUES (1, 10, '19:00', '19:00', 0, NULL, NULL, 't')", "quiet_from"),
        ("VALUES (1, 10, NULL, NULL, 0, NULL, 1, 't')", "repeat_minutes"),
    ] {
        let insert = format!("INSERT INTO reminder_choice {bad}");
        let done =
            sqlx::raw_sql(sqlx::AssertSqlSafe(insert)).execute(&mut connection).await.unwrap_err();
        assert!(done.to_string().contains(said), "{bad}: {done}");
    }
}

type Standing = (i64, String, Option<String>);

#[tokio::test]
async fn letters_and_their_steps_outlive_the_tables_they_were_kept_in() {
    // Only the letters matter here, so their client and debtor need not be there.
    let (mut connection, new) = before("0018_more_letters.sql", Parents::Absent).await;
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
