//! Open invoices of a payer are found by its index.

use super::{noted, open};
use crate::book::tests::World;
use crate::book::tests::plans::check;

#[tokio::test]
async fn open_invoices_and_what_is_noted_on_them_are_sought() {
    let world = World::new().await;
    check(&world, open::OF_PAYER, &["i USING COVERING INDEX invoice_open_of_debtor (debtor_id=?)"])
        .await;
    check(&world, open::OF_TEXT, &["invoice_by_number (number_key>? AND number_key<?)"]).await;
    check(&world, noted::DISPUTES, &["invoice_dispute_now (invoice_id=?)"]).await;
}
