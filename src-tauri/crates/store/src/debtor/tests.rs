//! Debtors on a real encrypted database: what names find, and that every query goes by its index.

use factor_domain::{Currency, DebtorId, Name};

use super::*;
use crate::book::tests::plans::plan;
use crate::book::tests::{AT, World, day, purchase, usd};

async fn enter(world: &World, name: &str) -> DebtorId {
    let mut tx = world.write().await;
    let debtor = Debtor::named(Name::new("name", name).unwrap());
    let id = insert(&mut tx, &debtor, AT).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn typed(world: &World, text: &str) -> TypedName {
    find_typed(world.read().await.connection(), text).await.unwrap()
}

#[tokio::test]
async fn a_typed_name_finds_its_debtor_whatever_the_spelling() {
    let world = World::new().await;
    let acme = enter(&world, "ACME Ltd").await;
    let halden = enter(&world, "Halden Foods, Inc.").await;
    let second = enter(&world, "Halden Foods LLC").await;
    for (text, exact, likely) in [
        ("acme limited", Some(acme), vec![(acme, Likeness::Same)]),
        ("Acne", None, vec![(acme, Likeness::Near(1))]),
        ("acmee", None, vec![(acme, Likeness::Near(1))]),
        // Two with one key: the one spelt exactly so is meant, else a person says which.
        (
            "Halden Foods LLC",
            Some(second),
            vec![(second, Likeness::Same), (halden, Likeness::Same)],
        ),
        ("Halden Foods", None, vec![(second, Likeness::Same), (halden, Likeness::Same)]),
        ("hlden fods", None, vec![(second, Likeness::Near(2)), (halden, Likeness::Near(2))]),
        ("hal", None, vec![(second, Likeness::Begins), (halden, Likeness::Begins)]),
        ("corvane", None, vec![]),
        ("  ", None, vec![]),
        ("!!", None, vec![]),
    ] {
        let found = typed(&world, text).await;
        let mut ids: Vec<_> = found.likely.iter().map(|one| (one.id, one.likeness)).collect();
        let mut expected = likely;
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!((found.exact, ids), (exact, expected), "{text}");
    }
}

#[tokio::test]
async fn a_new_name_is_found_and_the_old_one_is_not() {
    let world = World::new().await;
    let id = enter(&world, "Brightwater Mills").await;
    let mut tx = world.write().await;
    let mut record = load(&mut tx, id).await.unwrap();
    record.debtor.name = Name::new("name", "Osterley Paper").unwrap();
    assert!(update(&mut tx, &record, AT).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(typed(&world, "Osterly Paper").await.likely[0].id, id);
    assert_eq!(typed(&world, "Brightwater Mils").await.likely, []);
}

#[tokio::test]
async fn a_merged_record_stands_under_the_other_one_and_never_in_a_chain() {
    let world = World::new().await;
    let [one, two, three] =
        [enter(&world, "Alder").await, enter(&world, "Birch").await, enter(&world, "Cedar").await];
    let mut tx = world.write().await;
    merge(&mut tx, one, two, AT).await.unwrap();
    merge(&mut tx, two, three, AT).await.unwrap();
    assert_eq!(load(&mut tx, one).await.unwrap().merged_into, Some(three));
    let under: Vec<DebtorId> =
        merged_into(&mut tx, three).await.unwrap().into_iter().map(|(id, _)| id).collect();
    assert_eq!(under, [one, two]);
    assert_eq!(find_typed(&mut tx, "alder").await.unwrap().exact, Some(three));
    assert_eq!(super::merged(&mut tx).await.unwrap().len(), 2);
    separate(&mut tx, one, AT).await.unwrap();
    assert_eq!(load(&mut tx, one).await.unwrap().debtor.status, DebtorStatus::Pending);
    assert!(matches!(separate(&mut tx, one, AT).await, Err(StoreError::NotFound)));
    tx.commit().await.unwrap();
    for (sql, why) in [
        ("UPDATE debtor SET merged_into = id, status = 'archived' WHERE id = 1", "CHECK"),
        ("UPDATE debtor SET merged_into = 2 WHERE id = 1", "CHECK"),
    ] {
        assert!(world.refusal(sql).await.contains(why), "{sql}");
    }
}

#[tokio::test]
async fn contacts_come_back_as_kept_and_leave_the_list() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let person = contact::DebtorContact {
        name: Name::new("name", "Ines Moreau").unwrap(),
        role: factor_domain::Line::new("role", "Payables").unwrap(),
        phone: None,
        email: None,
        verifies: false,
        pays: true,
    };
    let id = contact::insert(&mut tx, DebtorId::new(1), &person, AT).await.unwrap();
    let mut record = contact::load(&mut tx, id).await.unwrap();
    assert_eq!(record.contact, person);
    record.contact.verifies = true;
    contact::update(&mut tx, &record, AT).await.unwrap();
    assert_eq!(contact::of_debtor(&mut tx, DebtorId::new(1)).await.unwrap(), [record.clone()]);
    contact::remove(&mut tx, id, AT).await.unwrap();
    assert_eq!(contact::of_debtor(&mut tx, DebtorId::new(1)).await.unwrap(), []);
    for gone in
        [contact::update(&mut tx, &record, AT).await, contact::remove(&mut tx, id, AT).await]
    {
        assert!(matches!(gone, Err(StoreError::NotFound)));
    }
}

#[tokio::test]
async fn every_query_about_debtors_goes_by_its_index() {
    let world = World::new().await;
    let open = "i USING COVERING INDEX invoice_open_of_debtor (debtor_id=?)";
    let paid = "i USING COVERING INDEX invoice_paid_of_debtor (debtor_id=? AND closed_on>?)";
    let balance = "b USING INTEGER PRIMARY KEY (rowid=?)";
    let sums = "o USING AUTOMATIC COVERING INDEX (one_id=? AND currency=?)";
    let days = "p USING AUTOMATIC COVERING INDEX (one_id=? AND currency=?)";
    for (sql, uses) in [
        (names::SAME, &["d USING INDEX debtor_by_match (match_key=?)"][..]),
        (names::BEGINNING, &["d USING INDEX debtor_by_match (match_key>? AND match_key<?)"]),
        (names::NEAR, &["debtor_gram USING PRIMARY KEY (gram=?)"]),
        (standing::OPEN, &[open, balance, "debtor_by_survivor"]),
        (history::PAID, &[paid, "debtor_by_survivor"]),
        (
            history::HIGH,
            &[
                "i USING INDEX invoice_by_amount (debtor_id=?)",
                "m USING PRIMARY KEY (invoice_id=?)",
            ],
        ),
        (history::INVOICES, &["i USING INDEX invoice_", balance]),
        (list::COUNTS, &[open, balance, sums]),
    ] {
        check(&plan(world.read().await.connection(), sql).await, sql, uses);
    }
    for order in DebtorOrder::ALL {
        for is_descending in [false, true] {
            let sql = list::rows_sql(order, is_descending);
            let plan = plan(world.read().await.connection(), sql).await;
            check(&plan, sql, &[open, balance, sums]);
            let is_by_days = order == DebtorOrder::DaysToPay;
            assert_eq!((plan.contains(paid), plan.contains(days)), (is_by_days, is_by_days));
        }
    }
}

fn check(plan: &str, sql: &str, uses: &[&str]) {
    for expected in uses {
        assert!(plan.contains(expected), "{expected} is not in the plan of {sql}\n{plan}");
    }
    for line in plan.lines() {
        let table = line.trim().strip_prefix("SCAN ").unwrap_or_default();
        let name = table.split(' ').next().unwrap_or_default();
        let large = ["i", "invoice", "m", "invoice_movement", "b", "debtor_gram"];
        assert!(!large.contains(&name), "a full scan in the plan of {sql}\n{plan}");
    }
}

/// 300 debtors and 10,000 invoices of 1,000.00, of which every tenth is open: those of a debtor
/// stand in one run of ids.
const MANY: &str = "
    INSERT INTO debtor (id, revision, name, name_key, match_key, address, country, phone, email,
                        limit_minor, limit_currency, is_government, is_insolvent, status, saved_at)
    WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
    SELECT i, 1, 'Debtor ' || i, 'debtor ' || i, 'debtor ' || i, '{}', 'US', '', '', 150000, 'USD',
           0, 0, 'approved', '' FROM n;
    INSERT INTO invoice (id, client_id, debtor_id, number, number_key, currency, face_minor,
                         tax_minor, retainage_minor, discount_minor, invoiced_on, due_on,
                         purchased_on, terms_version_id, risk, is_disputed, state, closed_on,
                         closed_entry, saved_at)
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
    SELECT 1000 + i, 1, 100 + i % 300, 'N-' || i, 'n' || i, 'USD', 100000, 0, 0, 0, '2026-05-01',
           '2026-06-01', '2026-05-02', 1, 'client', 0,
           iif(i / 300 % 10 = 0, 'purchased', 'closed_paid'),
           iif(i / 300 % 10 = 0, NULL, '2026-07-01'), iif(i / 300 % 10 = 0, NULL, 1), '' FROM n;
    INSERT INTO invoice_balance (invoice_id, open_minor, reserve_minor, collected_minor,
                                 charges_minor, fees_minor, shown_from, shown_last, turned_from,
                                 turned_last)
    SELECT id, iif(state = 'purchased', 100000, 0), 0, 0, 0, 0, 20000, 20001, 20000, 20001
    FROM invoice WHERE id >= 1000;";

#[tokio::test]
async fn a_page_of_many_debtors_has_the_figures_of_all_their_invoices() {
    let world = World::new().await;
    world.book("2026-01-06", &[purchase(1, "2026-01-06")]).await;
    world.run(MANY).await;
    world.run("UPDATE debtor SET merged_into = 102, status = 'archived' WHERE id = 100").await;
    for order in DebtorOrder::ALL {
        let page = DebtorListPage {
            text: "",
            filter: DebtorFilter::OverLimit,
            order,
            is_descending: true,
            offset: 0,
            limit: 50,
            today: day("2026-11-19"),
            paid_since: day("2025-11-19"),
            currency: Currency::USD,
        };
        let (rows, counts) = debtor_list(world.read().await.connection(), &page).await.unwrap();
        // Rounds 0, 10, 20 and 30 of the 33 are open, so 4 of each debtor.
        assert_eq!((rows.len(), counts.over_limit), (50, 299), "{order:?}");
        let survivor = rows.iter().find(|row| row.id == DebtorId::new(102));
        assert!(survivor.is_none_or(|row| row.open == usd(800_000)), "{order:?}");
        let is_first = rows[0].id == DebtorId::new(102);
        assert_eq!(
            is_first,
            [DebtorOrder::Exposure, DebtorOrder::LimitUse, DebtorOrder::PastDue].contains(&order),
            "{order:?}"
        );
    }
}
