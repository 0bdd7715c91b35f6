//! The lists of receipts stay quick in a firm of many years.

use super::list;
use crate::book::tests::World;
use crate::book::tests::plans::check;

#[tokio::test]
async fn the_inbox_and_what_a_debtor_paid_before_are_sought() {
    let world = World::new().await;
    let inbox = ["receipt_unposted", "receipt_with_rest", "SEARCH r USING INTEGER PRIMARY KEY"];
    check(&world, list::INBOX, &inbox).await;
    let earlier = ["receipt_by_debtor (debtor_id=?)", "entry_by_cause (cause=? AND cause_id=?)"];
    check(&world, list::EARLIER, &earlier).await;
}
