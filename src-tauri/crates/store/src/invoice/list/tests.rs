//! The list against the same questions asked of the wide rows.

use factor_domain::{Account, ClientId, Currency, DebtorId, Event, InvoiceId};
use sqlx::AssertSqlSafe;

use super::sql::Scope;
use super::*;
use crate::Connection;
use crate::book::tests::plans::plan;
use crate::book::tests::{World, application, day, on_invoice, purchase, receipt};

const TODAY: &str = "2026-03-10";
const VIEWS: [InvoiceView; 7] = [
    InvoiceView::Open,
    InvoiceView::PastDue,
    InvoiceView::Disputed,
    InvoiceView::RecourseSoon,
    InvoiceView::Offered,
    InvoiceView::Closed,
    InvoiceView::All,
];

/// Twenty invoices with faces, days, names and states of their own.
async fn furnished() -> World {
    let world = World::new().await;
    let bought = [purchase(1, "2026-01-06"), purchase(2, "2026-01-07"), purchase(3, "2026-01-08")];
    world.book("2026-02-01", &bought).await;
    let paid = [
        receipt(1, "2026-02-02", 400_000),
        application(1, "2026-02-02", 400_000),
        receipt(2, "2026-02-03", 1_000_000),
        application(2, "2026-02-03", 1_000_000),
        on_invoice(
            Event::FeeFromReserve,
            2,
            "2026-02-03",
            &[(Account::ClientReserve, 30_000), (Account::FeeIncome, -30_000)],
        ),
    ];
    world.book("2026-02-03", &paid).await;
    world
        .run(
            "DROP TRIGGER invoice_bought_is_final;
             UPDATE client SET name_key = 'client ' || (9 - id);
             UPDATE debtor SET name_key = 'debtor ' || (7 - id * 5 % 7);
             UPDATE invoice SET face_minor = 1000000 + id * 7919 % 5 * 100000,
               due_on = date('2026-02-10', (id * 13 % 7) || ' days'),
               invoiced_on = date('2026-01-01', (id * 5 % 11) || ' days'),
               recourse_on = iif(id % 3 = 0, NULL, date('2026-03-01', (id * 9) || ' days')),
               is_disputed = id % 4 = 0;
             UPDATE invoice SET state = 'submitted', purchased_on = NULL, terms_version_id = NULL
             WHERE id IN (15, 16);
             UPDATE invoice SET state = 'closed_paid', closed_on = '2026-02-20', closed_entry = 1
             WHERE id BETWEEN 5 AND 9;
             UPDATE invoice SET currency = 'EUR' WHERE id = 18;",
        )
        .await;
    world
}

fn asked(filter: InvoiceFilter<'_>) -> InvoiceAsked<'_> {
    InvoiceAsked { filter, today: day(TODAY), currency: Currency::USD }
}

async fn ids_by(
    connection: &mut Connection,
    asked: &InvoiceAsked<'_>,
    sort: InvoiceSort,
    counts: (i64, i64),
) -> Vec<i64> {
    let window = InvoiceWindow { offset: 0, limit: 200 };
    let ids = invoice_ids(connection, asked, sort, window, counts).await.unwrap();
    ids.into_iter().map(InvoiceId::get).collect()
}

#[tokio::test]
async fn the_narrow_rows_are_what_the_invoices_and_their_balances_say() {
    let world = furnished().await;
    let mut read = world.read().await;
    let (rows, differences): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM invoice_row),
                (SELECT count(*) FROM (SELECT * FROM invoice_row EXCEPT
                                       SELECT * FROM invoice_row_made))
                + (SELECT count(*) FROM (SELECT * FROM invoice_row_made EXCEPT
                                         SELECT * FROM invoice_row))",
    )
    .fetch_one(read.connection())
    .await
    .unwrap();
    assert_eq!((rows, differences), (20, 0));
    let open: i64 = sqlx::query_scalar("SELECT open_minor FROM invoice_row WHERE invoice_id = 1")
        .fetch_one(read.connection())
        .await
        .unwrap();
    assert_eq!(open, 600_000);
}

#[tokio::test]
async fn the_check_of_the_books_finds_a_row_that_was_changed() {
    let world = furnished().await;
    world.run("UPDATE invoice_row SET open_minor = open_minor + 1 WHERE invoice_id = 1").await;
    let found = crate::book::compare_balances(world.read().await.connection()).await.unwrap();
    let rows: Vec<_> = found.iter().filter(|one| one.kept_in == "invoice_row").collect();
    assert_eq!(rows.len(), 2, "{found:?}");
    let mut tx = world.write().await;
    crate::book::rebuild_balances(&mut tx).await.unwrap();
    let left = crate::book::compare_balances(tx.connection()).await.unwrap();
    assert!(left.iter().all(|one| one.kept_in != "invoice_row"), "{left:?}");
}

#[tokio::test]
async fn walking_an_order_and_sorting_it_give_the_same_rows() {
    let world = furnished().await;
    let mut read = world.read().await;
    // The narrower scopes are never walked.
    for view in [InvoiceView::All, InvoiceView::Closed] {
        for &order in InvoiceOrder::ALL {
            for is_descending in [false, true] {
                let asked = asked(InvoiceFilter { view, ..InvoiceFilter::default() });
                let sort = InvoiceSort { order, is_descending };
                let walked = ids_by(&mut read, &asked, sort, (1, 1)).await;
                let sorted = ids_by(&mut read, &asked, sort, (0, 1)).await;
                assert_eq!(walked, sorted, "{view:?} {order:?} {is_descending}");
                assert!(!walked.is_empty(), "{view:?} shows nothing");
            }
        }
    }
}

#[tokio::test]
async fn counts_totals_and_rows_of_a_view_are_of_the_same_invoices() {
    let world = furnished().await;
    let mut read = world.read().await;
    for client in [None, Some(ClientId::new(1))] {
        for view in VIEWS {
            let filter = InvoiceFilter { view, client, ..InvoiceFilter::default() };
            let asked = asked(filter);
            let counts = invoice_counts(&mut read, &asked).await.unwrap();
            let count = match view {
                InvoiceView::Open => counts.open,
                InvoiceView::PastDue => counts.past_due,
                InvoiceView::Disputed => counts.disputed,
                InvoiceView::RecourseSoon => counts.recourse_soon,
                InvoiceView::Offered => counts.offered,
                InvoiceView::Closed => counts.closed,
                InvoiceView::All => counts.all,
            };
            let totals = invoice_totals(&mut read, &asked).await.unwrap();
            assert_eq!(totals.count, count, "{view:?} {client:?}");
            let sort = InvoiceSort { order: InvoiceOrder::Due, is_descending: false };
            let window = InvoiceWindow { offset: 0, limit: 200 };
            let ids = invoice_ids(&mut read, &asked, sort, window, (0, 1)).await.unwrap();
            let rows = invoice_rows(&mut read, &ids).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids);
            let dollars = rows.iter().filter(|row| row.face.currency() == Currency::USD);
            let open: i64 = dollars.clone().map(|row| row.open.minor()).sum();
            let face: i64 = dollars.map(|row| row.face.minor()).sum();
            assert_eq!((totals.open.minor(), totals.face.minor()), (open, face), "{view:?}");
            assert_eq!(rows.len(), usize::try_from(count).unwrap());
        }
    }
}

#[tokio::test]
async fn every_part_of_the_filter_narrows() {
    let world = furnished().await;
    let mut read = world.read().await;
    let all = InvoiceFilter { view: InvoiceView::All, ..InvoiceFilter::default() };
    let days = |from: &str, to: &str| Bounds { from: Some(day(from)), to: Some(day(to)) };
    let face = Bounds { from: Some(1_100_000), to: Some(1_200_000) };
    for (filter, condition) in [
        (InvoiceFilter { text: "INV-0012", ..all }, "number_key = 'inv12'"),
        (InvoiceFilter { text: "client 8", ..all }, "client_id = 1"),
        (InvoiceFilter { text: "Debtor 2", ..all }, "debtor_id = 1"),
        (InvoiceFilter { text: "%", ..all }, "0"),
        (InvoiceFilter { debtor: Some(DebtorId::new(2)), ..all }, "debtor_id = 2"),
        (InvoiceFilter { face, ..all }, "face_minor BETWEEN 1100000 AND 1200000"),
        (
            InvoiceFilter { due: days("2026-02-11", "2026-02-13"), ..all },
            "due_on BETWEEN '2026-02-11' AND '2026-02-13'",
        ),
        (
            InvoiceFilter { invoiced: days("2026-01-03", "2026-01-05"), ..all },
            "invoiced_on BETWEEN '2026-01-03' AND '2026-01-05'",
        ),
    ] {
        let sql = format!("SELECT id FROM invoice WHERE {condition} ORDER BY number_key, id");
        let expected: Vec<i64> =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(read.connection()).await.unwrap();
        let sort = InvoiceSort { order: InvoiceOrder::Number, is_descending: false };
        let found = ids_by(&mut read, &asked(filter), sort, (0, 1)).await;
        assert_eq!(found, expected, "{condition}");
        let totals = invoice_totals(&mut read, &asked(filter)).await.unwrap();
        assert_eq!(totals.count, i64::try_from(expected.len()).unwrap(), "{condition}");
    }
}

#[tokio::test]
async fn each_order_comes_from_its_index_without_sorting_the_list() {
    let world = World::new().await;
    let mut read = world.read().await;
    for &order in InvoiceOrder::ALL {
        for is_descending in [false, true] {
            let plan = plan(&mut read, sql::walked(order, is_descending)).await;
            let sorts = plan.lines().filter(|line| line.contains("USE TEMP B-TREE"));
            // Within one name the few rows of it are put in order.
            let partly = sorts.clone().all(|line| line.contains("LAST TERM OF ORDER BY"));
            let by_name = matches!(order, InvoiceOrder::Client | InvoiceOrder::Debtor);
            assert!(partly && (by_name || sorts.count() == 0), "{order:?}\n{plan}");
            assert!(plan.contains("USING INDEX") || plan.contains("COVERING"), "{plan}");
        }
    }
}

#[tokio::test]
async fn a_scope_looks_at_its_own_rows_and_never_at_the_wide_ones() {
    let world = World::new().await;
    let mut read = world.read().await;
    for (scope, uses) in [
        (Scope::Client, "SEARCH r USING INDEX invoice_row_of_client (client_id=?"),
        (Scope::Debtor, "SEARCH r USING INDEX invoice_row_of_debtor (debtor_id=?"),
        (Scope::Schedule, "SEARCH r USING INDEX invoice_row_of_schedule (schedule_id=?"),
        (Scope::Open, "SEARCH r USING INDEX invoice_row_by_rank (rank=?"),
        (Scope::Offered, "SEARCH r USING INDEX invoice_row_by_rank (rank<?"),
        (Scope::Every, "SCAN r"),
    ] {
        for sql in [sql::totals(scope), sql::sorted(scope, false), sql::sorted(scope, true)] {
            let plan = plan(&mut read, sql).await;
            assert!(plan.contains(uses), "{scope:?}\n{plan}");
        }
    }
    for scope in [Scope::Client, Scope::Debtor, Scope::Every] {
        let plan = plan(&mut read, sql::counts(scope)).await;
        assert!(plan.contains("USING COVERING INDEX"), "{scope:?}\n{plan}");
        assert!(!plan.contains("SCAN r\n"), "{scope:?}\n{plan}");
    }
    let plan = plan(&mut read, super::read::ROWS).await;
    for own in ["SEARCH i", "SEARCH r", "SEARCH c", "SEARCH d"] {
        assert!(plan.contains(&format!("{own} USING INTEGER PRIMARY KEY")), "{plan}");
    }
}
