//! The lists of receipts stay quick in a firm of many years.

use super::list;
use crate::book::tests::World;
use crate::book::tests::plans::{check, plan};

#[tokio::test]
async fn the_inbox_and_what_a_debtor_paid_before_are_sought() {
    let world = World::new().await;
    let inbox = ["receipt_unposted", "receipt_with_rest", "SEARCH r USING INTEGER PRIMARY KEY"];
    check(&world, list::INBOX, &inbox).await;
    let earlier = ["receipt_by_debtor (debtor_id=?)", "entry_by_cause (cause=? AND cause_id=?)"];
    check(&world, list::EARLIER, &earlier).await;
}

#[tokio::test]
async fn names_are_looked_through_once_and_not_for_each_receipt() {
    let world = World::new().await;
    for sql in [list::POSTED, list::POSTED_COUNT] {
        let plan = plan(world.read().await.connection(), sql).await;
        assert_eq!(plan.matches("LIST SUBQUERY").count(), 2, "{plan}");
        assert!(!plan.contains("CORRELATED"), "{plan}");
    }
    check(&world, list::POSTED, &["SCAN r USING INDEX receipt_by_day"]).await;
}
