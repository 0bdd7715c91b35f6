//! What is over: parked, applied later, given back, refunded; and that nothing is posted twice.

use factor_app::error::Code;
use serde_json::{Value, json};

use super::world::{Firm, invoice, lines, minor};

#[tokio::test]
async fn what_is_over_is_parked_with_a_reason_and_applied_later() {
    let firm = Firm::with(&[invoice("BS-20183"), invoice("BS-20186")]).await;
    let receipt = firm.receipt("10,500").await;
    let mut allocation = lines(&firm, &receipt, &[("BS-20183", "10,000", "undecided")]);
    allocation["park_reason"] = json!("Asked the debtor");
    let posted = firm.posted(&allocation).await;
    assert_eq!(minor(&posted["left"]), 50_000);
    assert_eq!(firm.balance("unapplied_cash").await, -50_000);
    let inbox = firm.world.done("receipts_inbox", json!({})).await;
    let row = &inbox["rows"][0];
    assert_eq!(row["hint"], json!({ "kind": "parked", "words": "Asked the debtor" }));
    assert_eq!(minor(&row["left"]), 50_000);
    assert_eq!(minor(&inbox["unapplied"][0]), 50_000);
    let later = lines(&firm, &receipt, &[("BS-20186", "300", "instalment")]);
    firm.confirmed("apply_unapplied", &later).await;
    assert_eq!(firm.balance("unapplied_cash").await, -20_000);
    let too_much = lines(&firm, &receipt, &[("BS-20186", "300", "instalment")]);
    let staged = firm.staged(&too_much).await;
    assert_eq!(staged["problems"][0]["field"], "lines", "{staged:#}");
    let give_back = json!({
        "receipt_id": receipt,
        "give_backs": [{ "client_id": firm.clients["brinmoor"], "amount": "50" }],
        "refund": "150"
    });
    let staged = firm.staged(&give_back).await;
    assert_eq!(minor(&staged["clients"][0]["given_back"]), 4_500, "less the fee of 5.00");
    firm.confirmed("apply_unapplied", &give_back).await;
    assert_eq!(firm.balance("unapplied_cash").await, 0);
    assert_eq!(firm.balance("client_payable").await, -4_500);
    assert_eq!(firm.balance("other_fee_income").await, -500);
    let inbox = firm.world.done("receipts_inbox", json!({})).await;
    assert_eq!(inbox["rows"], json!([]));
    firm.world.done("list_receipts", json!({ "text": "wexcombe" })).await;
}

#[tokio::test]
async fn a_duplicate_is_refunded_and_what_was_not_bought_is_given_back() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let receipt = firm.receipt("1,940").await;
    let allocation = json!({
        "receipt_id": receipt,
        "give_backs": [{ "client_id": firm.clients["fairholm"], "amount": "1,000" }],
        "refund": "940"
    });
    let staged = firm.staged(&allocation).await;
    assert_eq!(minor(&staged["given_back"]), 100_000);
    assert_eq!(minor(&staged["refunded"]), 94_000);
    firm.posted(&allocation).await;
    assert_eq!(firm.balance("client_payable").await, -99_500);
}

#[tokio::test]
async fn a_payment_to_the_client_is_noted_with_its_fee_and_turned_over() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let step = json!({
        "kind": "misdirected", "invoice_id": firm.invoice("BS-20183"), "amount": "4,000",
        "day": "", "note": "Paid to the old account"
    });
    let staged = firm.world.done("stage_invoice_step", step.clone()).await;
    assert_eq!(staged["problems"], json!([]), "{staged}");
    let yes = json!({ "step": step, "fingerprint": staged["fingerprint"] });
    firm.world.done("book_invoice_step", yes).await;
    assert_eq!(firm.balance("client_charges").await, 60_000, "15 % of 4,000.00");
    firm.check_books().await;
    assert_eq!(minor(&firm.open_row("BS-20183").await.unwrap()["misdirected"]), 400_000);
    let receipt = firm.receipt("4,000").await;
    let over = lines(&firm, &receipt, &[("BS-20183", "4,000", "turned_over")]);
    firm.posted(&over).await;
    let row = firm.open_row("BS-20183").await.unwrap();
    assert_eq!(row["misdirected"], Value::Null);
    assert_eq!(minor(&row["open"]), 600_000);
}

#[tokio::test]
async fn a_credit_memo_lowers_the_reserve_and_beyond_it_the_client_owes() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    for (amount, reserve, charges) in [("500", -150_000, 0), ("2,000", 0, 50_000)] {
        let step = json!({
            "kind": "credit_memo", "invoice_id": firm.invoice("BS-20183"), "amount": amount,
            "day": "", "note": ""
        });
        let staged = firm.world.done("stage_invoice_step", step.clone()).await;
        let yes = json!({ "step": step, "fingerprint": staged["fingerprint"] });
        firm.world.done("book_invoice_step", yes.clone()).await;
        let again = firm.world.refused("book_invoice_step", yes).await;
        assert!(again.message.contains("has changed"), "{}", again.message);
        assert_eq!(firm.balance("client_reserve").await, reserve);
        assert_eq!(firm.balance("client_charges").await, charges);
        firm.check_books().await;
    }
}

#[tokio::test]
async fn a_dispute_is_noted_and_ends() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let id = firm.invoice("BS-20183");
    let open = json!({
        "kind": "open_dispute", "invoice_id": id, "amount": "", "reason": "price", "day": "",
        "note": ""
    });
    let end = json!({ "kind": "end_dispute", "invoice_id": id, "note": "Agreed" });
    for (step, is_disputed) in [(open, true), (end, false)] {
        let staged = firm.world.done("stage_invoice_step", step.clone()).await;
        assert_eq!(staged["problems"], json!([]), "{staged}");
        let yes = json!({ "step": step, "fingerprint": staged["fingerprint"] });
        firm.world.done("book_invoice_step", yes).await;
        assert_eq!(firm.open_row("BS-20183").await.unwrap()["is_disputed"], is_disputed);
    }
}

#[tokio::test]
async fn a_dispute_noted_after_the_staging_is_seen_before_the_yes() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let receipt = firm.receipt("10,000").await;
    let allocation = lines(&firm, &receipt, &[("BS-20183", "10,000", "undecided")]);
    let staged = firm.staged(&allocation).await;
    assert_eq!(staged["warnings"], json!([]));
    let step = json!({
        "kind": "open_dispute", "invoice_id": firm.invoice("BS-20183"), "amount": "400",
        "reason": "price", "day": "", "note": "By phone"
    });
    let noted = firm.world.done("stage_invoice_step", step.clone()).await;
    let yes = json!({ "step": step, "fingerprint": noted["fingerprint"] });
    firm.world.done("book_invoice_step", yes).await;

    let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
    let refused = firm.world.refused("post_receipt", yes).await;
    assert_eq!(refused.code, Code::Refused);
    for words in ["Nothing was booked", "BS-20183 is disputed since", "400.00", "Ask the debtor"] {
        assert!(refused.message.contains(words), "{words}: {}", refused.message);
    }
    // Who has looked at it may go on, and the payment in full ends the dispute.
    let again = firm.staged(&allocation).await;
    let warning = again["warnings"][0].as_str().unwrap();
    assert!(warning.starts_with("BS-20183 is disputed since"), "{warning}");
    firm.posted(&allocation).await;
    let page = json!({ "invoice_id": firm.invoice("BS-20183") });
    assert_eq!(firm.world.done("invoice", page).await["row"]["standing"], "paid");
}

#[tokio::test]
async fn two_yeses_at_once_settle_an_invoice_once() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let (one, other) = (firm.receipt("10,000").await, firm.receipt("10,000").await);
    let mut yeses = Vec::new();
    for receipt in [&one, &other] {
        let allocation = lines(&firm, receipt, &[("BS-20183", "10,000", "undecided")]);
        let staged = firm.staged(&allocation).await;
        let fingerprint = &staged["fingerprint"];
        yeses.push(json!({ "allocation": allocation, "fingerprint": fingerprint }));
    }
    let (first, second, same) = tokio::join!(
        firm.world.call_as("post_receipt", yeses[0].clone(), "yes-of-one"),
        firm.world.call_as("post_receipt", yeses[1].clone(), "yes-of-other"),
        firm.world.call_as("post_receipt", yeses[0].clone(), "another-yes-of-one"),
    );
    let done = [&first, &second, &same].into_iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(done, 1, "{first:?} {second:?} {same:?}");
    assert_eq!(firm.balance("receivables_purchased").await, 0);
    assert_eq!(firm.balance("fee_income").await, -50_000);
    firm.check_books().await;
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_posted() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let receipt = firm.receipt("10,000").await;
    let allocation = lines(&firm, &receipt, &[("BS-20183", "10,000", "undecided")]);
    let staged = firm.staged(&allocation).await;
    firm.world.clock.advance(chrono::Duration::days(1));
    let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
    let refused = firm.world.refused("post_receipt", yes).await;
    assert!(refused.message.contains("Something has changed"), "{}", refused.message);
    assert_eq!(firm.balance("fee_income").await, 0);
}

#[tokio::test]
async fn a_typed_allocation_is_kept_and_an_unposted_receipt_can_be_changed_or_removed() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let receipt = firm.receipt("10,000").await;
    let allocation = lines(&firm, &receipt, &[("BS-20183", "9,2", "undecided")]);
    firm.world.done("save_receipt_draft", allocation.clone()).await;
    let page = firm.world.done("receipt", json!({ "receipt_id": receipt })).await;
    assert_eq!(page["allocation"]["lines"][0]["pays"], "9,2", "as it was typed");
    let mut form = page["form"].clone();
    form["amount"] = json!("9,200");
    let update = json!({ "receipt_id": receipt, "receipt": form });
    firm.world.done("update_receipt", update).await;
    let page = firm.world.done("receipt", json!({ "receipt_id": receipt })).await;
    assert_eq!(minor(&page["amount"]), 920_000);
    assert_eq!(page["value_on"], "2026-11-23");
    firm.world.done("remove_receipt", json!({ "receipt_id": receipt })).await;
    let gone = firm.world.refused("receipt", json!({ "receipt_id": receipt })).await;
    assert_eq!(gone.message, "This receipt is no longer there.");
}
