//! Runs and holds on a real encrypted database, and the plans of what is asked often.

use factor_domain::{Account, ClientId, Currency, Event, InvoiceId};

use super::*;
use crate::book::tests::plans::plan;
use crate::book::tests::{World, application, day, on_invoice, purchase, receipt, usd};

#[tokio::test]
async fn what_is_earned_and_owed_comes_from_its_own_indexes() {
    let world = World::new().await;
    for (sql, uses) in [
        (earned::EARNED, "SCAN b USING INDEX invoice_balance_earned"),
        (earned::EARNED, "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)"),
        (earned::CHARGED, "SCAN b USING INDEX invoice_balance_charged"),
        (earned::CHARGED, "SEARCH m USING PRIMARY KEY (invoice_id=?)"),
        (earned::LAST_CHARGE, "SEARCH e USING INDEX entry_by_client (client_id=?)"),
        (run::RUNS, "SCAN release_run USING INDEX release_run_by_day"),
        (run::RUNS_OF_CLIENT, "SEARCH release_run USING INDEX release_run_by_client (client_id=?)"),
    ] {
        let plan = plan(world.read().await.connection(), sql).await;
        assert!(plan.contains(uses), "{uses} is not in the plan of {sql}\n{plan}");
    }
}

#[tokio::test]
async fn only_closed_invoices_with_reserve_are_earned_and_charges_are_of_their_day() {
    let world = World::new().await;
    let bought = [purchase(1, "2026-01-06"), purchase(3, "2026-01-07"), purchase(5, "2026-01-08")];
    world.book("2026-02-01", &bought).await;
    let deficit = &[(Account::ClientCharges, 40_000), (Account::ClientReserve, -40_000)];
    let entries = [
        receipt(1, "2026-02-02", 1_000_000),
        application(1, "2026-02-02", 1_000_000),
        on_invoice(Event::Deficit, 3, "2026-02-03", deficit),
    ];
    world.book("2026-02-03", &entries).await;
    world
        .run(
            "UPDATE invoice SET state = 'closed_paid', closed_on = '2026-02-02', closed_entry = 5
             WHERE id = 1",
        )
        .await;
    let mut read = world.read().await;
    let client = ClientId::new(2);
    let earned = earned_invoices(read.connection(), Some(client)).await.unwrap();
    assert_eq!(earned, [(client, InvoiceId::new(1))]);
    let charged = charged_invoices(read.connection(), Some(client)).await.unwrap();
    let everybody = charged_invoices(read.connection(), None).await.unwrap();
    assert_eq!(everybody, charged, "nobody else was charged");
    let shown: Vec<_> =
        charged.iter().map(|one| (one.of.invoice, one.balance, one.charged_on)).collect();
    assert_eq!(shown, [(InvoiceId::new(3), usd(40_000), day("2026-02-03"))]);
    let last = last_charge_without_invoice(read.connection(), client, Currency::USD).await;
    assert_eq!(last.unwrap(), None, "an invoice caused every charge");
}

const RUN: &str = "INSERT INTO release_run (client_id, source, scope, ran_on, state, reason,
      currency, released_minor, recovered_minor, returned_minor, escrow_minor, net_minor, method,
      bank_account_id, paid_to, fingerprint, prepared_by_id, prepared_by, prepared_at)
    VALUES (1, 'reserve', 'due', '2026-02-03', 'prepared', '', 'USD', 100, 40, 0, 0, 60, 'ach', 1,
            'ACH', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 1, 'N',
            '');";

#[tokio::test]
async fn a_run_goes_only_forward_and_its_sum_is_its_parts() {
    let world = World::new().await;
    world.run(RUN).await;
    world
        .run(
            "INSERT INTO batch (id, kind, ran_on, made_at) VALUES (1, 'release', '2026-03-02', '')",
        )
        .await;
    for (sql, words) in [
        (RUN, "UNIQUE"),
        (&RUN.replace("(1, 'reserve'", "(2, 'reserve'").replace("60, 'ach'", "61, 'ach'"), "CHECK"),
        (&RUN.replace("(1, 'reserve'", "(2, 'escrow'"), "CHECK"),
        ("DELETE FROM release_run", "never removed"),
        ("UPDATE release_run SET net_minor = 0", "prepared, booked and perhaps reversed"),
        (
            "UPDATE release_run SET state = 'reversed', batch_id = 1",
            "prepared, booked and perhaps reversed",
        ),
        ("UPDATE release_run SET state = 'booked'", "CHECK"),
    ] {
        let refusal = world.refusal(sql).await;
        assert!(refusal.contains(words), "{sql}: {refusal}");
    }
    world
        .run(
            "UPDATE release_run SET state = 'booked', batch_id = 1, confirmed_by = 'N',
               confirmed_at = ''",
        )
        .await;
    world.run(RUN).await;
    let mut read = world.read().await;
    let page = RunPage { offset: 0, limit: 10 };
    let (rows, total) = runs(read.connection(), RunFilter::All, page).await.unwrap();
    assert_eq!((rows.len(), total), (2, 2));
    assert_eq!(rows[1].batch.map(factor_domain::BatchId::get), Some(1));
    assert_eq!(prepared(read.connection()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_hold_is_lifted_once_and_never_removed() {
    let world = World::new().await;
    world
        .run(
            "INSERT INTO reserve_hold (client_id, invoice_id, kind, reason, placed_by, placed_on)
             VALUES (1, NULL, 'lien', 'Tax lien', 'N', '2026-02-03'),
                    (2, 1, 'hold', 'Claim', 'N', '2026-02-03');
             UPDATE reserve_hold SET lifted_by = 'N', lifted_on = '2026-02-04', lifted_reason = 'x'
             WHERE id = 1;",
        )
        .await;
    let standing = standing_holds(world.read().await.connection(), None).await.unwrap();
    let shown: Vec<_> = standing.iter().map(|one| one.hold.reason.to_string()).collect();
    assert_eq!(shown, ["Claim"]);
    for (sql, words) in [
        ("UPDATE reserve_hold SET lifted_reason = 'y' WHERE id = 1", "stays as it was"),
        ("DELETE FROM reserve_hold WHERE id = 2", "never removed"),
        ("UPDATE reserve_hold SET kind = 'lien' WHERE id = 2", "CHECK"),
        ("UPDATE reserve_hold SET lifted_on = '2026-02-04' WHERE id = 2", "CHECK"),
    ] {
        let refusal = world.refusal(sql).await;
        assert!(refusal.contains(words), "{sql}: {refusal}");
    }
}

#[tokio::test]
async fn rules_are_those_a_firm_starts_with_until_it_sets_its_own() {
    let world = World::new().await;
    let mut tx = world.write().await;
    assert_eq!(rules(tx.connection()).await.unwrap(), ReleaseRules::default());
    let own = ReleaseRules { hold_age_days: None, charge_days: 10, past_due: PastDue::IsRecovered };
    set_rules(&mut tx, &own, "").await.unwrap();
    assert_eq!(rules(tx.connection()).await.unwrap(), own);
}
