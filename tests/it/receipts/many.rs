//! Many open invoices are shown, priced and proposed without waiting.

use std::time::{Duration, Instant};

use serde_json::json;

use super::world::{Firm, invoice, minor};

/// Far above what was measured, so that a busy computer does not fail it; a query in a loop does.
const OPEN_MAX: Duration = Duration::from_secs(5);
const PROPOSE_MAX: Duration = Duration::from_secs(2);

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are read by people")]
async fn five_hundred_open_invoices_are_shown_priced_and_proposed_at_once() {
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
    let begun = Instant::now();
    let shown = firm.world.done("open_invoices_for", asked.clone()).await;
    let opened = begun.elapsed();
    assert_eq!(shown["count"], 500);
    assert_eq!(minor(&shown["clients"][0]["open"]), minor(&shown["open"]));
    let begun = Instant::now();
    let proposed = firm.world.done("propose_allocation", asked).await;
    let took = begun.elapsed();
    let proposals = proposed["proposals"].as_array().unwrap();
    assert_eq!(proposals.last().unwrap()["kind"], "oldest_first");
    println!("500 open invoices: shown in {opened:?}, proposed in {took:?}");
    assert!(opened < OPEN_MAX && took < PROPOSE_MAX, "{opened:?} {took:?}");
}
