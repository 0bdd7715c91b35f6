//! Unpaid invoices go back to the client or are given up, each by a person's decision.

use serde_json::{Value, json};

use crate::papers::{printed, words};
use crate::runs::{Runs, minor};
use crate::wordings::own_words;

async fn rows(runs: &Runs, query: Value) -> Vec<Value> {
    let list = runs.world.done("list_recourse", query).await;
    list["rows"].as_array().unwrap().clone()
}

async fn invoice(runs: &Runs, number: &str) -> Value {
    let mut found = rows(runs, json!({ "text": number })).await;
    found.extend(rows(runs, json!({ "text": number, "view": "own_risk" })).await);
    found[0]["invoice_id"].clone()
}

async fn back(runs: &Runs, number: &str, ground: &str, part: &str) -> Value {
    let invoice = invoice(runs, number).await;
    json!({
        "invoice_id": invoice, "ground": ground, "part": part, "reason": "", "replaced_by": ""
    })
}

async fn charged_back(runs: &Runs, asked: &Value) -> Value {
    let page = runs.world.done("stage_charge_back", asked.clone()).await;
    let confirmed = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    runs.done("confirm_charge_back", confirmed).await
}

#[tokio::test]
async fn the_list_has_what_has_come_and_what_soon_comes_with_its_price() {
    let runs = Runs::new(json!({})).await;
    let shown: Vec<(String, String, i64)> = rows(&runs, json!({}))
        .await
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap().to_owned();
            (text("number"), text("when"), minor(&row["charge"]["amount"]))
        })
        .collect();
    let row = |number: &str, when: &str, minor| (number.to_owned(), when.to_owned(), minor);
    // docs/money/settlement.md, recourse: 8,900.00, and 5,900.00 after 3,000.00 were collected; at
    // 75 days the fee is 3 % and five times 1 %.
    assert_eq!(
        shown,
        [
            row("Q-201", "today", 890_000),
            row("Q-202", "today", 590_000),
            row("Q-205", "in 15 days", 880_000)
        ]
    );
    let views = runs.world.done("list_recourse", json!({})).await["views"].clone();
    assert_eq!(views, json!({ "all": 3, "passed": 2, "coming": 1, "own_risk": 1 }));
    let numbers = |rows: Vec<Value>| -> Vec<String> {
        rows.iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect()
    };
    let sorted = json!({ "sort": "amount", "view": "passed" });
    assert_eq!(numbers(rows(&runs, sorted).await), ["Q-202", "Q-201"]);
    let sorted = json!({ "sort": "client", "is_descending": true });
    assert_eq!(numbers(rows(&runs, sorted).await), ["Q-205", "Q-202", "Q-201"]);
    let near = json!({ "days_ahead": 14 });
    assert_eq!(numbers(rows(&runs, near).await), ["Q-201", "Q-202"]);
    let page = json!({ "offset": 1, "limit": 1 });
    assert_eq!(numbers(rows(&runs, page).await), ["Q-202"]);
    assert_eq!(numbers(rows(&runs, json!({ "view": "own_risk" })).await), ["Q-203"]);
}

#[tokio::test]
async fn a_charge_back_books_the_quote_and_is_owed() {
    let runs = Runs::new(json!({})).await;
    for (number, owed) in [("Q-201", 890_000), ("Q-202", 590_000)] {
        let before = runs.balance(&runs.first, "client_charges").await;
        let asked = back(&runs, number, "recourse", "").await;
        let page = runs.world.done("stage_charge_back", asked.clone()).await;
        assert_eq!(minor(&page["amount"]["amount"]), owed, "{number}");
        let lines = page["amount"]["working"]["lines"].as_array().unwrap();
        let worked: i64 = lines.iter().map(|line| minor(&line["amount"])).sum();
        assert_eq!(worked, owed, "the working is of the same sum: {lines:?}");
        let labels: Vec<&str> = page["recovery"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["label"].as_str().unwrap())
            .collect();
        assert_eq!(
            labels,
            [
                "New invoice in its place",
                "Proceeds of a purchase",
                "Reserve release",
                "Escrow",
                "Paid by the client"
            ]
        );
        let case = charged_back(&runs, &asked).await;
        assert_eq!((case["state"].as_str(), minor(&case["amount"])), (Some("booked"), owed));
        assert_eq!(runs.balance(&runs.first, "client_charges").await - before, owed);
    }
    assert_eq!(rows(&runs, json!({ "view": "passed" })).await.len(), 0, "nothing is left");
    let list = runs.world.done("list_recourse_cases", json!({})).await;
    assert_eq!(list["total"], 2);
}

#[tokio::test]
async fn a_charge_back_is_set_off_by_the_next_release() {
    let runs = Runs::new(json!({})).await;
    let asked = back(&runs, "Q-202", "recourse", "").await;
    charged_back(&runs, &asked).await;
    let release = json!({
        "client_id": runs.first, "source": "reserve", "scope": "due", "day": "", "amount": "",
        "reason": "", "method": "ach", "bank_id": null
    });
    let page = runs.world.done("stage_release", release.clone()).await;
    assert_eq!((minor(&page["recovered"]["amount"]), minor(&page["net"]["amount"])), (220_000, 0));
    let prepared = json!({ "asked": release, "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared).await;
    let run = runs.done("confirm_release", json!({ "run_id": run["id"] })).await;
    assert_eq!(run["paid"], "Nothing paid out");
    assert_eq!(runs.balance(&runs.first, "client_charges").await, 370_000);
}

#[tokio::test]
async fn a_part_goes_back_with_its_share_of_the_reserve() {
    let runs = Runs::new(json!({})).await;
    // docs/money/settlement.md: 1,000.00 of the invoice costs 800.00, and 9,000.00 stay open.
    let asked = back(&runs, "Q-201", "agreed", "1,000").await;
    let case = charged_back(&runs, &asked).await;
    assert_eq!((minor(&case["amount"]), case["is_part"].as_bool()), (80_000, Some(true)));
    let row = rows(&runs, json!({ "text": "Q-201" })).await[0].clone();
    assert_eq!(minor(&row["open"]), 900_000);
    for (part, words) in [
        ("0", "Enter more than nothing, up to USD 9,000.00."),
        ("9,000.01", "Enter more than nothing, up to USD 9,000.00."),
    ] {
        let mut beyond = asked.clone();
        beyond["part"] = json!(part);
        let refused = runs.world.refused("stage_charge_back", beyond).await;
        assert_eq!((refused.fields[0].field.as_str(), refused.message.as_str()), ("part", words));
    }
}

#[tokio::test]
async fn a_ground_that_does_not_hold_is_refused_at_its_field() {
    let runs = Runs::new(json!({})).await;
    for (number, ground, words) in [
        ("Q-205", "recourse", "The recourse date of Q-205 is Dec 4, 2026."),
        ("Q-203", "recourse", "The firm bears the debtor's risk on Q-203"),
        ("Q-201", "dispute", "No dispute is noted on Q-201."),
    ] {
        let asked = back(&runs, number, ground, "").await;
        let refused = runs.world.refused("stage_charge_back", asked).await;
        assert_eq!(refused.fields[0].field, "ground");
        assert!(refused.message.starts_with(words), "{}", refused.message);
    }
}

#[tokio::test]
async fn two_charge_backs_at_once_book_one() {
    let runs = Runs::new(json!({})).await;
    let asked = back(&runs, "Q-201", "recourse", "").await;
    let page = runs.world.done("stage_charge_back", asked.clone()).await;
    let confirmed = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    let confirm = || runs.world.call("confirm_charge_back", confirmed.clone());
    let (first, second) = tokio::join!(confirm(), confirm());
    let refused: Vec<_> = [first, second].into_iter().filter_map(Result::err).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].message, "Invoice Q-201 was charged back.");
    runs.check_books().await;
}

#[tokio::test]
async fn a_reversed_charge_back_opens_the_invoice_again() {
    let runs = Runs::new(json!({})).await;
    let before = runs.balance(&runs.first, "client_charges").await;
    let asked = back(&runs, "Q-201", "recourse", "").await;
    let case = charged_back(&runs, &asked).await;
    let ended = json!({ "case_id": case["id"], "reason": "The debtor paid after all" });
    let reversed = runs.done("reverse_recourse", ended.clone()).await;
    assert_eq!(reversed["state"], "reversed");
    let line = |one: &Value| {
        let words = |side: &str| one[side].as_str().unwrap().to_owned();
        (words("debit"), words("credit"), minor(&one["amount"]))
    };
    let shown: Vec<_> = reversed["entries"].as_array().unwrap().iter().map(line).collect();
    let (booked, mirrored) = shown.split_at(shown.len() / 2);
    let (credits, debits): (Vec<_>, Vec<_>) = booked.iter().partition(|one| one.0.is_empty());
    let sums = [debits, credits].map(|side| side.iter().map(|one| one.2).sum::<i64>());
    assert_eq!(sums, [1_290_000, 1_290_000], "each account has its own sum");
    let turned = booked.iter().map(|(debit, credit, sum)| (credit.clone(), debit.clone(), *sum));
    let mut turned: Vec<_> = turned.collect();
    let mut mirrored = mirrored.to_vec();
    turned.sort();
    mirrored.sort();
    assert_eq!(mirrored, turned);
    assert_eq!(runs.balance(&runs.first, "client_charges").await, before);
    let row = rows(&runs, json!({ "text": "Q-201" })).await[0].clone();
    assert_eq!((minor(&row["open"]), minor(&row["charge"]["amount"])), (1_000_000, 890_000));
    let refused = runs.world.refused("reverse_recourse", ended).await;
    assert_eq!(refused.message, "Only a case that is booked can be reversed.");
}

#[tokio::test]
async fn what_was_set_off_for_a_reversed_charge_back_goes_back_with_the_next_release() {
    let runs = Runs::new(json!({})).await;
    let asked = back(&runs, "Q-202", "recourse", "").await;
    let case = charged_back(&runs, &asked).await;
    let release = json!({
        "client_id": runs.first, "source": "reserve", "scope": "due", "day": "", "amount": "",
        "reason": "", "method": "ach", "bank_id": null
    });
    let page = runs.world.done("stage_release", release.clone()).await;
    let prepared = json!({ "asked": release, "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared).await;
    runs.done("confirm_release", json!({ "run_id": run["id"] })).await;
    let ended = json!({ "case_id": case["id"], "reason": "Wrong invoice" });
    runs.done("reverse_recourse", ended).await;
    assert_eq!(runs.balance(&runs.first, "client_charges").await, -220_000);
    let asked = back(&runs, "Q-201", "agreed", "1,000").await;
    charged_back(&runs, &asked).await;
    let page = runs.world.done("stage_release", release).await;
    // 2,200.00 were set off and are not owed; 800.00 are owed elsewhere and kept.
    assert_eq!(minor(&page["returned"]["amount"]), 140_000);
}

#[tokio::test]
async fn a_write_off_needs_a_reason_evidence_and_a_confirmation() {
    let runs = Runs::new(json!({})).await;
    let mut asked = json!({
        "invoice_id": invoice(&runs, "Q-203").await, "ground": "credit_event", "reason": "",
        "evidence": []
    });
    let refused = runs.world.refused("stage_write_off", asked.clone()).await;
    assert_eq!(refused.fields[0].field, "evidence");
    let file = json!({ "file_name": "petition.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
    let file = runs.world.done("add_attachment", file).await["id"].clone();
    asked["evidence"] = json!([file]);
    let refused = runs.world.refused("stage_write_off", asked.clone()).await;
    assert_eq!(refused.fields[0].field, "reason");
    asked["reason"] = json!("Chapter 7 petition of November 12");
    let page = runs.world.done("stage_write_off", asked.clone()).await;
    assert_eq!((minor(&page["gone"]), minor(&page["reserve"])), (1_000_000, 200_000));
    assert_eq!(minor(&page["amount"]["amount"]), 800_000);

    let prepared = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    let case = runs.done("prepare_write_off", prepared).await;
    assert_eq!(case["evidence"][0]["name"], "petition.pdf");
    let before = runs.entries().await;
    let asked = json!({ "case_id": case["id"] });
    let case = runs.done("confirm_write_off", asked.clone()).await;
    assert_eq!((case["state"].as_str(), runs.entries().await), (Some("booked"), before + 1));
    assert_eq!(runs.balance(&runs.first, "bad_debt").await, 800_000);
    let refused = runs.world.refused("confirm_write_off", asked).await;
    assert_eq!(refused.message, "This write-off does not wait any more.");
    let ended = json!({ "case_id": case["id"], "reason": "The estate pays in full" });
    runs.done("reverse_recourse", ended).await;
    assert_eq!(runs.balance(&runs.first, "bad_debt").await, 0);
    assert_eq!(rows(&runs, json!({ "view": "own_risk" })).await.len(), 1);
}

#[tokio::test]
async fn who_bears_the_risk_decides_the_ground_of_a_write_off() {
    let runs = Runs::new(json!({})).await;
    for (number, ground, words) in [
        ("Q-201", "credit_event", "The client bears the risk of Q-201."),
        ("Q-203", "cannot_pay", "The firm bears the risk of Q-203."),
    ] {
        let file = json!({ "file_name": "petition.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
        let file = runs.world.done("add_attachment", file).await["id"].clone();
        let asked = json!({
            "invoice_id": invoice(&runs, number).await, "ground": ground, "reason": "Insolvent",
            "evidence": [file]
        });
        let refused = runs.world.refused("stage_write_off", asked).await;
        assert_eq!(refused.fields[0].field, "ground");
        assert!(refused.message.starts_with(words), "{}", refused.message);
    }
}

#[tokio::test]
async fn the_notice_says_what_is_owed_and_a_write_off_has_none() {
    let runs = Runs::new(json!({})).await;
    let mut asked = back(&runs, "Q-201", "agreed", "").await;
    asked["replaced_by"] = json!("Q-301");
    let case = charged_back(&runs, &asked).await;
    let asked = json!({ "case_id": case["id"] });
    let pdf = runs.world.done("charge_back_notice", asked.clone()).await;
    assert_eq!(pdf["file_name"], "charge-back-CB-00001.pdf");
    let text = words(&pdf);
    let owed = printed(case["amount"]["minor"].as_i64().unwrap());
    for expected in
        ["Charge-back Notice", "Currency US dollars", &format!("The client owes {owed}")]
    {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    // In the firm's own words from now on, and so the editor shows it.
    let before = json!({ "client_id": runs.first, "debtor_id": null });
    let own = own_words(&runs.world, "charge_back_notice", &before, "Ask us first.").await;
    assert!(words(&own).contains("Ask us first.") && words(&own).contains(&owed));
    assert_eq!(own["warnings"], json!([]));
    let pdf = runs.world.done("charge_back_notice", asked.clone()).await;
    assert!(words(&pdf).contains("Ask us first."));
    runs.world.done("save_charge_back_notice", asked.clone()).await;
    runs.world.done("print_charge_back_notice", asked).await;
    let asked = json!({
        "invoice_id": invoice(&runs, "Q-202").await, "ground": "cannot_pay",
        "reason": "Closed its doors", "evidence": []
    });
    let page = runs.world.done("stage_write_off", asked.clone()).await;
    let prepared = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    let case = runs.done("prepare_write_off", prepared).await;
    let refused = runs.world.refused("charge_back_notice", json!({ "case_id": case["id"] })).await;
    assert_eq!(refused.message, "Only a booked charge-back has a notice.");
    let ended = json!({ "case_id": case["id"], "reason": "It may still pay" });
    assert_eq!(runs.done("discard_write_off", ended).await["state"], "discarded");
}
