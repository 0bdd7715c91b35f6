//! What a payment does, case by case, with the figures of docs/money/settlement.md.

use serde_json::json;

use super::world::{Firm, invoice, lines, minor};

/// A payment of one invoice of 10,000.00 after 47 days, whose fee is 500.00, and what it leaves.
struct Case {
    name: &'static str,
    pays: &'static str,
    rest: &'static str,
    rebate: Option<i64>,
    /// Debit above zero, after it is posted.
    receivables: i64,
    charges: i64,
    reserve: i64,
    bad_debt: i64,
    is_disputed: bool,
}

const CASES: [Case; 7] = [
    Case {
        name: "paid in full leaves 1,500.00",
        pays: "10,000",
        rest: "undecided",
        rebate: Some(150_000),
        receivables: 0,
        charges: 0,
        reserve: -150_000,
        bad_debt: 0,
        is_disputed: false,
    },
    Case {
        name: "9,200.00, the rest charged to the reserve, leaves 700.00",
        pays: "9,200.00",
        rest: "to_reserve",
        rebate: Some(70_000),
        receivables: 0,
        charges: 0,
        reserve: -70_000,
        bad_debt: 0,
        is_disputed: false,
    },
    Case {
        name: "8,100.00 leaves the client owing 400.00",
        pays: "8,100.00",
        rest: "to_reserve",
        rebate: Some(-40_000),
        receivables: 0,
        charges: 40_000,
        reserve: 0,
        bad_debt: 0,
        is_disputed: false,
    },
    Case {
        name: "7,500.00 leaves the client owing 1,000.00, half of it for the shortage",
        pays: "7,500.00",
        rest: "to_reserve",
        rebate: Some(-50_000),
        receivables: 0,
        charges: 100_000,
        reserve: 0,
        bad_debt: 0,
        is_disputed: false,
    },
    Case {
        name: "what is written off is the firm's loss, not the reserve's",
        pays: "9,200.00",
        rest: "write_off",
        rebate: Some(150_000),
        receivables: 0,
        charges: 0,
        reserve: -150_000,
        bad_debt: 80_000,
        is_disputed: false,
    },
    Case {
        name: "what is disputed stays open",
        pays: "9,200.00",
        rest: "dispute",
        rebate: None,
        receivables: 80_000,
        charges: 0,
        reserve: -200_000,
        bad_debt: 0,
        is_disputed: true,
    },
    Case {
        name: "an instalment stays open and takes no fee",
        pays: "3,000.00",
        rest: "instalment",
        rebate: None,
        receivables: 700_000,
        charges: 0,
        reserve: -200_000,
        bad_debt: 0,
        is_disputed: false,
    },
];

#[tokio::test]
async fn each_way_of_paying_leaves_what_the_rules_say() {
    for case in CASES {
        let firm = Firm::with(&[invoice("BS-20183")]).await;
        let receipt = firm.receipt(case.pays).await;
        let allocation = lines(&firm, &receipt, &[("BS-20183", case.pays, case.rest)]);
        let staged = firm.staged(&allocation).await;
        let line = &staged["lines"][0];
        assert_eq!(line["closes"], case.rebate.is_some(), "{}", case.name);
        if let Some(rebate) = case.rebate {
            assert_eq!(minor(&line["to_reserve"]["amount"]), rebate, "{}", case.name);
            assert_eq!(minor(&line["fee"]["amount"]), 50_000, "{}", case.name);
            assert_eq!(line["days"], 47, "{}", case.name);
        }
        let posted = firm.posted(&allocation).await;
        assert_eq!(posted["closed"].as_array().unwrap().len(), usize::from(case.rebate.is_some()));
        for (account, expected) in [
            ("receivables_purchased", case.receivables),
            ("client_charges", case.charges),
            ("client_reserve", case.reserve),
            ("bad_debt", case.bad_debt),
            ("unapplied_cash", 0),
        ] {
            assert_eq!(firm.balance(account).await, expected, "{account}: {}", case.name);
        }
        let row = firm.open_row("BS-20183").await;
        assert_eq!(row.is_some(), case.rebate.is_none(), "{}", case.name);
        if let Some(row) = row {
            assert_eq!(row["is_disputed"], case.is_disputed, "{}", case.name);
        }
    }
}

#[tokio::test]
async fn what_cannot_be_stands_at_its_field() {
    let mut late = invoice("LATE-1");
    late.discount = Some(("2".to_owned(), 10));
    let mut after = invoice("AFTER-1");
    after.bought_on = "2026-11-18".to_owned();
    let firm = Firm::with(&[invoice("BS-20183"), late, after]).await;
    let receipt = firm.receipt_of("10,500", json!({ "received_on": "2026-11-17" })).await;
    for (number, pays, rest, field, says) in [
        ("BS-20183", "9,200", "undecided", "lines.0.rest", "800.00 stays open"),
        ("BS-20183", "10,500", "undecided", "lines.0.pays", "Only 10,000.00 is open"),
        ("BS-20183", "x", "undecided", "lines.0.pays", "not an amount"),
        ("BS-20183", "-5", "undecided", "lines.0.pays", "above zero"),
        ("BS-20183", "9,800", "discount", "lines.0.rest", "no early-payment discount"),
        ("LATE-1", "9,800", "discount", "lines.0.rest", "could be taken until Oct 15, 2026"),
        ("BS-20183", "100", "turned_over", "lines.0.rest", "no payment to the client is noted"),
        ("AFTER-1", "10,000", "undecided", "lines.0.pays", "bought on Nov 18, 2026"),
        ("BS-20183", "10,000", "undecided", "park_reason", "Say why 500.00 stays"),
    ] {
        let allocation = lines(&firm, &receipt, &[(number, pays, rest)]);
        let staged = firm.staged(&allocation).await;
        let problems = staged["problems"].as_array().unwrap();
        let found = problems.iter().find(|problem| problem["field"] == field);
        let message = found.unwrap_or_else(|| panic!("{number} {pays} {rest}: {staged:#}"));
        let message = message["message"].as_str().unwrap();
        assert!(message.to_lowercase().contains(&says.to_lowercase()), "{message}");
        assert_eq!(staged["fingerprint"], "");
        let yes = json!({ "allocation": allocation, "fingerprint": "" });
        let refused = firm.world.refused("post_receipt", yes).await;
        assert!(refused.fields.iter().any(|one| one.field == field), "{refused:?}");
    }
    firm.check_books().await;
}

#[tokio::test]
async fn a_discount_within_its_days_is_borne_by_the_reserve() {
    // 2 % within 10 days of November 12: 10 days from the purchase to November 23, fee 300.00.
    let mut early = invoice("EARLY-1");
    early.invoiced_on = "2026-11-12".to_owned();
    early.bought_on = "2026-11-13".to_owned();
    early.due_on = "2026-12-12".to_owned();
    early.discount = Some(("2".to_owned(), 10));
    let firm = Firm::with(&[early]).await;
    let receipt = firm.receipt("9,800").await;
    let asked = json!({ "receipt_id": receipt });
    let proposed = firm.world.done("propose_allocation", asked).await;
    assert_eq!(proposed["proposals"][0]["kind"], "exact_less_discount", "{proposed}");
    let allocation = json!({ "receipt_id": receipt, "lines": proposed["proposals"][0]["lines"] });
    let staged = firm.staged(&allocation).await;
    assert_eq!(minor(&staged["fees"]), 30_000);
    assert_eq!(minor(&staged["to_reserve"]), 150_000);
    firm.posted(&allocation).await;
    assert_eq!(firm.balance("client_reserve").await, -150_000);
}

#[tokio::test]
async fn one_receipt_pays_invoices_of_two_clients_and_each_has_its_block() {
    let mut other = invoice("FL9089");
    other.client = 2;
    other.face_minor = 500_000;
    let firm = Firm::with(&[invoice("BS-20183"), invoice("BS-20186"), other]).await;
    let receipt = firm
        .receipt_of("24,700.00", json!({ "remittance": "BS-20183, BS 20186 and FL9089" }))
        .await;
    let asked = json!({ "receipt_id": receipt });
    let proposed = firm.world.done("propose_allocation", asked).await;
    let first = &proposed["proposals"][0];
    assert_eq!(first["kind"], "named", "{proposed:#}");
    assert_eq!(first["lines"].as_array().unwrap().len(), 3);
    assert_eq!(proposed["unknown_numbers"], json!([]));
    let allocation = lines(
        &firm,
        &receipt,
        &[
            ("BS-20183", "10,000", "undecided"),
            ("BS-20186", "10,000", "undecided"),
            ("FL9089", "4,700", "to_reserve"),
        ],
    );
    let staged = firm.staged(&allocation).await;
    let blocks = staged["clients"].as_array().unwrap();
    assert_eq!(blocks.len(), 2);
    for (block, collected, repaid, fees, earned) in [
        (&blocks[0], 2_000_000, 1_600_000, 100_000, 300_000),
        (&blocks[1], 470_000, 400_000, 25_000, 45_000),
    ] {
        assert_eq!(minor(&block["collected"]), collected, "{block:#}");
        assert_eq!(minor(&block["advance_repaid"]), repaid);
        assert_eq!(minor(&block["fees"]), fees);
        assert_eq!(minor(&block["earned"]["amount"]), earned);
        assert_eq!(block["fees_to"], "2026-11-23");
        assert_eq!(block["release_on"], "2026-11-23");
    }
    assert_eq!(staged["sums"][0]["label"], "Advances repaid");
    assert_eq!(minor(&staged["sums"][0]["amount"]), 2_000_000);
    firm.posted(&allocation).await;
    assert_eq!(firm.balance("fee_income").await, -125_000);
    let page = firm.world.done("receipt", asked_of(&receipt)).await;
    assert_eq!(page["standing"], "posted");
    let position = json!({ "day": "", "basis": "as_shown" });
    let position = firm.world.done("position", position).await;
    assert_eq!(minor(&position["unknown_cash"]), 0, "each client's cash stands with it");
}

fn asked_of(receipt: &serde_json::Value) -> serde_json::Value {
    json!({ "receipt_id": receipt })
}

#[tokio::test]
async fn the_inbox_says_what_it_makes_of_each_receipt() {
    let mut second = invoice("BS-20186");
    second.face_minor = 250_000;
    let firm = Firm::with(&[invoice("BS-20183"), second]).await;
    for (amount, fields, kind, words) in [
        ("10,000", json!({}), "exact", "Exact match"),
        ("12,500", json!({}), "adds_up", "2 invoices add up"),
        ("77", json!({}), "no_match", "No match"),
        ("12,500", json!({ "remittance": "BS-20183, BS-99999" }), "named", "1 of 2 lines named"),
        ("77", json!({ "debtor_id": null, "payer": "PMT ZX 88201" }), "no_match", "No match"),
    ] {
        let receipt = firm.receipt_of(amount, fields).await;
        let inbox = firm.world.done("receipts_inbox", json!({})).await;
        let rows = inbox["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["receipt_id"] == receipt).unwrap();
        assert_eq!(row["hint"], json!({ "kind": kind, "words": words }), "{amount}");
        assert_eq!(row["standing"], "unposted");
    }
}
