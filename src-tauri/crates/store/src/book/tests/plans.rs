//! Every query that must stay quick in a firm of a million invoices goes through its index.

use super::super::{
    balances, draw, find, history, names, open_items as items, read, records as kept, stated, write,
};
use super::*;

/// The steps SQLite plans for a statement, one a line.
pub(crate) async fn plan(connection: &mut sqlx::SqliteConnection, sql: &str) -> String {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let rows = sqlx::query_as::<_, (i64, i64, i64, String)>(AssertSqlSafe(explained))
        .fetch_all(connection)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.3 + "\n").collect()
}

pub(crate) async fn check(world: &World, sql: &str, uses: &[&str]) {
    let plan = plan(world.read().await.connection(), sql).await;
    for expected in uses {
        assert!(plan.contains(expected), "{expected} is not in the plan of {sql}\n{plan}");
    }
    for line in plan.lines() {
        let table = line.trim().strip_prefix("SCAN ").unwrap_or_default();
        let name = table.split(' ').next().unwrap_or_default();
        // The large tables by their names and by what the statements call them.
        let large = [
            "e",
            "p",
            "entry",
            "posting",
            "m",
            "invoice_movement",
            "i",
            "invoice",
            "d",
            "balance_day",
            "w",
        ];
        assert!(!large.contains(&name), "a full scan in the plan of {sql}\n{plan}");
    }
}

#[tokio::test]
async fn open_items_of_any_day_come_from_the_lives_around_it() {
    let world = World::new().await;
    for (basis, name) in [(AsOfBasis::AsShown, "shown"), (AsOfBasis::AsItTurnedOut, "turned")] {
        let until =
            format!("SEARCH b USING INDEX invoice_{name}_until ({name}_node=? AND {name}_last>?)");
        let since =
            format!("SEARCH b USING INDEX invoice_{name}_since ({name}_node=? AND {name}_from<?)");
        check(
            &world,
            items::items_sql(basis),
            &[
                &until,
                &since,
                "b USING INDEX invoice_alive",
                "SEARCH m USING PRIMARY KEY (invoice_id=?)",
                "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)",
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn balances_of_any_day_are_one_seek_for_each_key() {
    let world = World::new().await;
    let seek = "SEARCH d USING PRIMARY KEY (basis=? AND client_id=? AND account=? AND currency=? \
                AND debtor_id=? AND bank_id=? AND day<?)";
    for sql in [balances::CLIENT_BALANCES, balances::TRIAL_BALANCE, balances::UNAPPLIED] {
        check(&world, sql, &[seek]).await;
    }
    check(&world, balances::BALANCES_OF, &["SEARCH balance USING PRIMARY KEY (client_id=?)"]).await;
}

#[tokio::test]
async fn entries_are_read_by_their_indexes() {
    let world = World::new().await;
    let (client, invoice) = (ClientId::new(1), InvoiceId::new(1));
    for (of, uses) in [
        (EntriesOf::Everybody, "SEARCH entry USING INTEGER PRIMARY KEY (rowid<?)"),
        (
            EntriesOf::Client(client),
            "USING COVERING INDEX entry_by_client (client_id=? AND number<?)",
        ),
        (
            EntriesOf::Invoice(invoice),
            "SEARCH invoice_movement USING PRIMARY KEY (invoice_id=? AND number<?)",
        ),
        (
            EntriesOf::Account(Account::Cash),
            "USING COVERING INDEX posting_by_account (account=? AND entry_number<?)",
        ),
    ] {
        check(&world, read::numbers_sql(of), &[uses]).await;
    }
    check(&world, read::ENTRIES_AFTER, &["SEARCH entry USING INTEGER PRIMARY KEY (rowid>?)"]).await;
    check(
        &world,
        read::POSTINGS_BETWEEN,
        &["SEARCH p USING PRIMARY KEY (entry_number>? AND entry_number<?)"],
    )
    .await;
    let closing = "INDEX invoice_by_closing (client_id=? AND closed_on>? AND closed_on<?)";
    check(&world, history::CLOSED, &[closing]).await;
    check(&world, history::PAYMENTS, &[closing, "SEARCH m USING PRIMARY KEY (invoice_id=?)"]).await;
}

#[tokio::test]
async fn booking_an_entry_touches_only_its_own_rows() {
    let world = World::new().await;
    let own = [
        "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH p USING PRIMARY KEY (entry_number=?)",
    ];
    for sql in write::MOVES {
        check(&world, sql, &own).await;
    }
    let of_debtor = "INDEX balance_of_debtor (debtor_id=? AND account=? AND currency=?)";
    check(&world, draw::OF_DEBTOR, &[of_debtor]).await;
    let of_receipt = "USING INDEX entry_by_cause (cause=? AND cause_id=?)";
    check(&world, draw::OF_RECEIPT, &[of_receipt, "SEARCH p USING PRIMARY KEY (entry_number=?)"])
        .await;
}

#[tokio::test]
async fn a_window_of_a_list_and_its_length_come_from_indexes() {
    let world = World::new().await;
    let client = "INDEX entry_by_client (client_id=? AND number<?)";
    let account = "INDEX posting_by_account (account=? AND entry_number<?)";
    for (statements, uses) in [
        (find::OF_EVERYBODY, "SEARCH e USING INTEGER PRIMARY KEY (rowid<?)"),
        (find::OF_CLIENT, client),
        (find::OF_ACCOUNT, account),
        (find::OF_TEXT, "SEARCH m USING PRIMARY KEY (invoice_id=?"),
    ] {
        check(&world, statements.count, &[uses]).await;
        check(&world, statements.window, &[uses]).await;
    }
    let text = ["INDEX invoice_by_number (number_key>? AND number_key<?)", "INDEX entry_by_cause"];
    check(&world, find::OF_TEXT.window, &text).await;
    check(&world, find::LAST_SHOWN, &["INDEX entry_by_booking (booked_on<?)"]).await;
    check(&world, find::REVERSED_OF, &["INDEX entry_reversed_once (reverses=?)"]).await;
    let own = "USING INTEGER PRIMARY KEY (rowid=?)";
    for sql in [names::CLIENTS, names::DEBTORS, names::INVOICES, kept::TERMS_OF] {
        check(&world, sql, &[own]).await;
    }
    let after = "SEARCH invoice USING INTEGER PRIMARY KEY (rowid>?)";
    check(&world, kept::CLOSED_AFTER, &[after]).await;
}

#[tokio::test]
async fn what_invoices_did_and_what_clients_owe_for_them_is_sought() {
    let world = World::new().await;
    let by_invoice = "SEARCH invoice_movement USING PRIMARY KEY (invoice_id=?)";
    check(&world, read::NUMBERS_OF_INVOICES, &[by_invoice]).await;
    let of_client = "SEARCH i USING COVERING INDEX invoice_by_client (client_id=?)";
    let of_client = of_client.replace("COVERING ", "");
    let balance = "SEARCH b USING INTEGER PRIMARY KEY (rowid=?)";
    check(&world, balances::CHARGES_OF, &[&of_client, balance]).await;
}

#[tokio::test]
async fn statements_seek_their_entries_and_invoices() {
    let world = World::new().await;
    let own = "SEARCH entry USING COVERING INDEX entry_by_client (client_id=? AND number>? AND";
    check(&world, stated::CLIENT_NUMBERS, &[own]).await;
    check(&world, stated::ACTIVE_CLIENTS, &["SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND"])
        .await;
    check(&world, stated::ACTIVE_DEBTORS, &["SEARCH p USING PRIMARY KEY (entry_number>? AND"])
        .await;
    check(&world, stated::FACTS, &["SEARCH i USING INTEGER PRIMARY KEY (rowid=?)"]).await;
    let steps = [
        // Any index that begins with the debtor serves.
        "SEARCH i USING INDEX invoice_by_amount (debtor_id=?)",
        "SEARCH b USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH m USING PRIMARY KEY (invoice_id=?)",
        "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)",
    ];
    check(&world, stated::CREDITS, &steps).await;
}
