//! Cases and the recourse list on a real encrypted database.

use factor_domain::InvoiceId;

use super::*;
use crate::book::tests::plans::plan;
use crate::book::tests::{World, day, purchase, usd};

#[tokio::test]
async fn the_list_reads_the_dates_that_come_and_not_every_invoice() {
    let world = World::new().await;
    for (sql, uses) in [
        (open::OPEN, "invoice_by_recourse (recourse_on<?)"),
        (open::OPEN, "invoice_by_recourse (recourse_on=?)"),
        (open::OPEN, "invoice_at_our_risk"),
        (open::OPEN, "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)"),
        (open::ALL_PREPARED, "recourse_case_prepared"),
        (case::CASES, "SCAN recourse_case USING INDEX recourse_case_by_day"),
        (
            case::CASES_OF_INVOICE,
            "SEARCH recourse_case USING INDEX recourse_case_by_invoice (invoice_id=?)",
        ),
    ] {
        let plan = plan(world.read().await.connection(), sql).await;
        assert!(plan.contains(uses), "{uses} is not in the plan of {sql}\n{plan}");
    }
}

#[tokio::test]
async fn open_invoices_are_those_that_come_those_to_ask_and_those_at_our_risk() {
    let world = World::new().await;
    let bought: Vec<_> = (1..=4).map(|id| purchase(id, "2026-01-06")).collect();
    world.book("2026-02-01", &bought).await;
    world
        .run(
            "UPDATE invoice SET recourse_on = '2026-04-05' WHERE id = 1;
             UPDATE invoice SET recourse_on = '2026-06-05' WHERE id = 2;
             UPDATE invoice SET recourse_on = '2026-06-05', risk = 'factor' WHERE id = 3;",
        )
        .await;
    let open = open_invoices(world.read().await.connection(), day("2026-05-01")).await.unwrap();
    let shown: Vec<_> = open.iter().map(|one| (one.invoice.get(), one.open)).collect();
    assert_eq!(shown, [(1, usd(1_000_000)), (3, usd(1_000_000)), (4, usd(1_000_000))]);
}

const CASE: &str = "INSERT INTO recourse_case (client_id, invoice_id, kind, state, ground, is_part,
      reason, replaced_by, currency, face_minor, reserve_minor, fees_minor, amount_minor,
      happened_on, due_on, fingerprint, prepared_by_id, prepared_by, prepared_at)
    VALUES (2, 1, 'write_off', 'prepared', 'cannot_pay', 0, 'Closed', '', 'USD', 1000, 200, 0, 800,
            '2026-02-03', '2026-02-03',
            'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 1, 'N', '');";

#[tokio::test]
async fn a_case_goes_only_forward_and_its_amount_is_its_parts() {
    let world = World::new().await;
    world.book("2026-02-01", &[purchase(1, "2026-01-06")]).await;
    world.run(CASE).await;
    for (sql, words) in [
        (CASE, "UNIQUE"),
        (&CASE.replace("(2, 1,", "(2, 3,").replace("0, 800", "0, 801"), "CHECK"),
        (&CASE.replace("(2, 1,", "(2, 3,").replace("'cannot_pay'", "'dispute'"), "CHECK"),
        (&CASE.replace("(2, 1,", "(2, 3,").replace("'Closed'", "''"), "CHECK"),
        ("DELETE FROM recourse_case", "never removed"),
        ("UPDATE recourse_case SET reason = 'x'", "prepared, booked and perhaps reversed"),
    ] {
        let refusal = world.refusal(sql).await;
        assert!(refusal.contains(words), "{sql}: {refusal}");
    }
    let mut read = world.read().await;
    let waiting = prepared(read.connection(), InvoiceId::new(1)).await.unwrap();
    assert_eq!(waiting.map(|case| case.case.sums.amount), Some(usd(800)));
    let all = all_prepared(read.connection()).await.unwrap();
    assert_eq!(all.keys().copied().collect::<Vec<_>>(), [InvoiceId::new(1)]);
    let filter = CaseFilter { invoice: Some(InvoiceId::new(1)), offset: 0, limit: 5 };
    assert_eq!(cases(read.connection(), filter).await.unwrap().1, 1);
}
