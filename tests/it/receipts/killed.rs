//! A settlement is there whole or not at all, however the program ends.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};

use super::world::{Firm, invoice, lines, minor};
use crate::desk_process::DeskProcess;
use crate::kill::Random;

const INVOICES: usize = 30;
const KILLS: usize = 10;
const ANSWERS_MAX: u64 = 5;
const MICROSECONDS_MAX: u64 = 60_000;

#[tokio::test]
async fn kills_leave_every_settlement_whole_or_undone() {
    let wanted: Vec<_> = (0..INVOICES).map(|place| invoice(&format!("K-{place:03}"))).collect();
    let firm = Firm::with(&wanted).await;
    let mut calls = Vec::new();
    for one in &wanted {
        let receipt = firm.receipt("10,000").await;
        let allocation = lines(&firm, &receipt, &[(one.number.as_str(), "10,000", "undecided")]);
        let staged = firm.staged(&allocation).await;
        let input = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
        let id = format!("settle-{receipt}");
        let call = json!({ "id": id, "name": "post_receipt", "input": input });
        calls.push((receipt, format!("{call}\n")));
    }
    let mut random = Random::seeded();
    let mut confirmed: BTreeSet<i64> = BTreeSet::new();
    for _ in 0..KILLS {
        firm.world.done("lock", json!({})).await;
        let mut desk = DeskProcess::start(&firm.world);
        let unlock = json!({ "id": "unlock-now", "name": "unlock_with_keychain", "input": {} });
        let is_left = |receipt: &Value| !confirmed.contains(&receipt.as_i64().expect("an id"));
        let left = calls.iter().filter(|(receipt, _)| is_left(receipt)).map(|(_, call)| call);
        let pouring = desk.pour([format!("{unlock}\n")].into_iter().chain(left.cloned()).collect());
        assert!(desk.answer().expect("it opens")["error"].is_null());
        // Some are answered however busy the computer is; the kill then falls into a later one.
        let mut answers: Vec<Value> =
            (0..random.below(ANSWERS_MAX)).filter_map(|_| desk.answer()).collect();
        std::thread::sleep(Duration::from_micros(random.below(MICROSECONDS_MAX)));
        answers.extend(desk.kill());
        pouring.join().unwrap();
        for said in answers {
            assert!(said["error"].is_null(), "{said}");
            confirmed.insert(said["answer"]["receipt_id"].as_i64().expect("an id"));
        }
        firm.world.done("unlock_with_keychain", json!({})).await;
        check(&firm, &calls, &confirmed).await;
    }
    assert!(confirmed.len() > 3, "too little was settled to prove anything");
}

/// Each receipt is posted with its invoice closed and its fee taken, or waits as it was.
async fn check(firm: &Firm, calls: &[(Value, String)], confirmed: &BTreeSet<i64>) {
    firm.check_books().await;
    let mut posted = 0;
    for (receipt, _) in calls {
        let page = firm.world.done("receipt", json!({ "receipt_id": receipt })).await;
        let is_posted = page["standing"] == "posted";
        let entries = page["entries"].as_array().unwrap().len();
        assert_eq!(entries, if is_posted { 3 } else { 0 }, "receipt, application, fee: {page:#}");
        assert!(is_posted || !confirmed.contains(&receipt.as_i64().unwrap()), "confirmed");
        posted += i64::from(is_posted);
    }
    assert_eq!(firm.balance("fee_income").await, -50_000 * posted);
    let open = 1_000_000 * (INVOICES as i64 - posted);
    assert_eq!(firm.balance("receivables_purchased").await, open);
}

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
