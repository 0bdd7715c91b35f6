//! Many open invoices are shown and proposed together.

use serde_json::json;

use super::world::{Firm, invoice, minor};

#[tokio::test]
async fn five_hundred_open_invoices_are_shown_and_proposed_together() {
    let wanted: Vec<_> = (0..500_i64)
        .map(|place| {
            let mut one = invoice(&format!("M-{place:03}"));
            one.face_minor = 731_317 + place * 1_379;
            one
        })
        .collect();
    let firm = Firm::with(&wanted).await;
    let receipt = firm.receipt("54,321.09").await;
    let asked = json!({ "receipt_id": receipt });
    let shown = firm.world.done("open_invoices_for", asked.clone()).await;
    assert_eq!(shown["count"], 500);
    assert_eq!(minor(&shown["clients"][0]["open"]), minor(&shown["open"]));
    let proposed = firm.world.done("propose_allocation", asked).await;
    let proposals = proposed["proposals"].as_array().unwrap();
    assert_eq!(proposals.last().unwrap()["kind"], "oldest_first");
}
