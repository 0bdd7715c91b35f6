//! Every posting can be taken back: by the bank, or because it was entered wrong.

use serde_json::{Value, json};

use super::world::{Firm, invoice, lines, minor};

const ACCOUNTS: [&str; 6] = [
    "receivables_purchased",
    "client_reserve",
    "client_charges",
    "unapplied_cash",
    "fee_income",
    "bad_debt",
];

async fn balances(firm: &Firm) -> Vec<i64> {
    let mut balances = Vec::new();
    for account in ACCOUNTS {
        balances.push(firm.balance(account).await);
    }
    balances
}

async fn returned(firm: &Firm, receipt: &Value) -> Value {
    let input = json!({ "receipt_id": receipt, "reason": "Insufficient funds" });
    let staged = firm.world.done("stage_return", input.clone()).await;
    assert_eq!(staged["problems"], json!([]), "{staged}");
    let mut yes = input;
    yes["fingerprint"] = staged["fingerprint"].clone();
    firm.world.done("return_receipt", yes).await;
    firm.check_books().await;
    staged
}

#[tokio::test]
async fn a_returned_payment_opens_its_invoices_again_whatever_it_did() {
    for (pays, rest) in [
        ("10,000", "undecided"),
        ("9,200", "to_reserve"),
        ("7,500", "to_reserve"),
        ("9,200", "write_off"),
        ("9,200", "dispute"),
        ("3,000", "instalment"),
    ] {
        let firm = Firm::with(&[invoice("BS-20183")]).await;
        let before = balances(&firm).await;
        let receipt = firm.receipt(pays).await;
        let allocation = lines(&firm, &receipt, &[("BS-20183", pays, rest)]);
        firm.posted(&allocation).await;
        let staged = returned(&firm, &receipt).await;
        assert_eq!(staged["reopened"].as_array().unwrap().len(), 1, "{staged:#}");
        let mut after = balances(&firm).await;
        assert_eq!(after[2] - before[2], 2_500, "the fee for a returned payment: {pays} {rest}");
        after[2] = before[2];
        assert_eq!(after, before, "{pays} {rest}");
        let row = firm.open_row("BS-20183").await.expect("it is open again");
        assert_eq!(minor(&row["open"]), 1_000_000);
        assert_eq!(row["is_disputed"], false);
        assert_eq!(row["days"], 47, "the fee clock runs on from the purchase");
        let again = json!({ "receipt_id": receipt, "reason": "x" });
        let again = firm.world.refused("stage_return", again).await;
        assert!(again.message.contains("returned before"), "{}", again.message);
        let second = firm.receipt("10,000").await;
        let allocation = lines(&firm, &second, &[("BS-20183", "10,000", "undecided")]);
        firm.posted(&allocation).await;
    }
}

#[tokio::test]
async fn a_receipt_entered_wrong_never_happened_and_its_copy_waits_in_the_inbox() {
    let firm = Firm::with(&[invoice("BS-20183"), invoice("BS-20186")]).await;
    let before = balances(&firm).await;
    let receipt = firm.receipt("12,500").await;
    let mut allocation = lines(
        &firm,
        &receipt,
        &[("BS-20183", "10,000", "undecided"), ("BS-20186", "1,000", "dispute")],
    );
    allocation["refund"] = json!("500");
    allocation["park_reason"] = json!("To be asked");
    firm.posted(&allocation).await;
    let reason = json!({ "receipt_id": receipt, "reason": "Wrong account" });
    let copy = firm.world.done("reverse_receipt", reason.clone()).await["receipt_id"].clone();
    firm.check_books().await;
    assert_eq!(balances(&firm).await, before);
    let page = firm.world.done("receipt", json!({ "receipt_id": copy })).await;
    assert_eq!(page["standing"], "unposted");
    assert_eq!(page["allocation"]["lines"].as_array().unwrap().len(), 2, "nothing typed is lost");
    let page = firm.world.done("receipt", json!({ "receipt_id": receipt })).await;
    assert_eq!((&page["standing"], &page["corrected_by"]), (&json!("reversed"), &copy));
    let again = firm.world.refused("reverse_receipt", reason).await;
    assert!(again.message.contains("reversed before"), "{}", again.message);
    let mut allocation = lines(&firm, &copy, &[("BS-20183", "10,000", "undecided")]);
    allocation["park_reason"] = json!("To be asked");
    firm.posted(&allocation).await;
}

#[tokio::test]
async fn the_corrected_copy_can_be_let_go_of_like_any_unposted_receipt() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let receipt = firm.receipt("10,000").await;
    firm.posted(&lines(&firm, &receipt, &[("BS-20183", "10,000", "undecided")])).await;
    let reason = json!({ "receipt_id": receipt, "reason": "It was another firm's" });
    let copy = firm.world.done("reverse_receipt", reason).await["receipt_id"].clone();
    firm.world.done("remove_receipt", json!({ "receipt_id": copy })).await;
    let page = firm.world.done("receipt", json!({ "receipt_id": receipt })).await;
    assert_eq!((&page["standing"], &page["corrected_by"]), (&json!("reversed"), &Value::Null));
    let gone = firm.world.refused("receipt", json!({ "receipt_id": copy })).await;
    assert_eq!(gone.message, "This receipt is no longer there.");
}

#[tokio::test]
async fn a_receipt_on_which_more_was_built_is_not_reversed() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let first = firm.receipt("3,000").await;
    firm.posted(&lines(&firm, &first, &[("BS-20183", "3,000", "instalment")])).await;
    let second = firm.receipt("7,000").await;
    firm.posted(&lines(&firm, &second, &[("BS-20183", "7,000", "undecided")])).await;
    let reason = json!({ "receipt_id": first, "reason": "Wrong day" });
    let refused = firm.world.refused("reverse_receipt", reason).await;
    assert!(refused.message.contains("BS-20183"), "{}", refused.message);
    let staged = returned(&firm, &first).await;
    assert_eq!(staged["reopened"][0], "BS-20183 of Brinmoor Staffing, Inc., 3,000.00");
    let row = firm.open_row("BS-20183").await.unwrap();
    assert_eq!(minor(&row["open"]), 300_000);
}
