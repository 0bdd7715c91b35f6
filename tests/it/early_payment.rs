//! A discount for paying early is agreed on a line, of a debtor or in what is pasted, and a payment
//! within its days is taken with it.

use serde_json::{Value, json};
use support::World;

use crate::books::minor;
use crate::schedules::{asked, assert_sound, confirm_bank, funding, line, ready, schedule, yes};

const DEBTOR: &str = "Marrow Bay Logistics";

/// A line of 10,000.00 of November 14, with a discount as typed.
fn discounted(discount: &str) -> Value {
    let mut line = line("AF-1", DEBTOR, "10,000");
    line["discount"] = json!(discount);
    line
}

/// Buys the one line; gives the invoice.
async fn bought(world: &World, client: &Value, line: Value) -> Value {
    let page = schedule(world, client, &[line]).await;
    world.done("submit_schedule", asked(&page)).await;
    confirm_bank(world, client).await;
    let staged = world.done("stage_funding", funding(&page)).await;
    world.done("confirm_funding", yes(&page, &staged)).await;
    assert_sound(world).await;
    world.done("schedule", asked(&page)).await["lines"][0]["invoice_id"].clone()
}

async fn debtor(world: &World) -> Value {
    let found = world.done("list_debtors", json!({ "text": DEBTOR })).await;
    found["rows"][0]["id"].clone()
}

/// A check of the debtor, received today.
async fn receipt(world: &World, amount: &str) -> Value {
    let form = world.done("receipt_form", json!({})).await;
    let input = json!({
        "bank_account_id": form["accounts"][0]["id"], "method": "check", "reference": "41877",
        "debtor_id": debtor(world).await, "amount": amount
    });
    world.done("start_receipt", input).await["receipt_id"].clone()
}

/// What is agreed of the debtor from now on.
async fn agree(world: &World, discount: &str) -> Result<Value, factor_app::error::AppError> {
    let mut form = world.done("debtor_form", json!({ "debtor_id": debtor(world).await })).await;
    form["debtor"]["discount"] = json!(discount);
    let update = json!({
        "debtor_id": form["debtor_id"], "revision": form["revision"], "debtor": form["debtor"],
        "is_different_business": false
    });
    world.call("update_debtor", update).await
}

#[tokio::test]
async fn a_payment_within_the_days_of_a_line_is_proposed_and_taken_with_its_discount() {
    let (world, client) = ready().await;
    let invoice = bought(&world, &client, discounted("2 % within 10 days, net 30")).await;
    let page = world.done("invoice", json!({ "invoice_id": invoice })).await;
    assert_eq!(minor(&page["discount"]), 20_000);
    let early = &page["early_payment"];
    assert_eq!(
        (early["words"].as_str(), early["until"].as_str()),
        (Some("2/10"), Some("2026-11-24"))
    );
    assert_eq!((minor(&early["of"]), early["is_over"].as_bool()), (1_000_000, Some(false)));

    let receipt = receipt(&world, "9,800").await;
    let asked = json!({ "receipt_id": receipt });
    let proposed = world.done("propose_allocation", asked).await;
    let first = &proposed["proposals"][0];
    assert_eq!(first["kind"], "exact_less_discount", "{proposed}");
    let allocation = json!({ "receipt_id": receipt, "lines": first["lines"] });
    let staged = world.done("stage_receipt", allocation.clone()).await;
    assert_eq!(staged["problems"], json!([]), "{staged}");
    let words = staged["lines"][0]["rest_words"].as_str().unwrap();
    assert_eq!(words, "Early-payment discount, borne by the reserve");
    let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
    world.done("post_receipt", yes).await;
    let page = world.done("invoice", json!({ "invoice_id": invoice })).await;
    assert_eq!(page["row"]["standing"], "paid");
    assert_sound(&world).await;
}

#[tokio::test]
async fn after_its_last_day_the_discount_is_a_short_pay() {
    let (world, client) = ready().await;
    let invoice = bought(&world, &client, discounted("2/5")).await;
    world.clock.set("2026-11-20 09:00");
    let receipt = receipt(&world, "9,800").await;
    let proposed = world.done("propose_allocation", json!({ "receipt_id": receipt })).await;
    let kinds = proposed["proposals"].as_array().unwrap().iter().map(|one| &one["kind"]);
    assert!(kinds.clone().all(|kind| kind != "exact_less_discount"), "{proposed}");
    let line = json!({ "invoice_id": invoice, "pays": "9,800", "rest": "discount" });
    let allocation = json!({ "receipt_id": receipt, "lines": [line] });
    let staged = world.done("stage_receipt", allocation).await;
    let words = staged["problems"][0]["message"].as_str().unwrap();
    assert!(words.contains("could be taken until Nov 19, 2026"), "{words}");
    let page = world.done("invoice", json!({ "invoice_id": invoice })).await;
    assert_eq!(page["early_payment"]["is_over"], true);
}

#[tokio::test]
async fn a_debtor_has_a_discount_of_its_own_where_the_line_says_nothing_else() {
    let (world, client) = ready().await;
    for (bad, words) in [("2", "like 2/10"), ("2/ten", "like 2/10"), ("0/10", "above 0 %")] {
        let error = agree(&world, bad).await.unwrap_err();
        assert_eq!(error.fields[0].field, "discount");
        assert!(error.fields[0].message.contains(words), "{}", error.fields[0].message);
    }
    agree(&world, "1.5 % in 7 days").await.unwrap();
    let page = world.done("debtor", json!({ "debtor_id": debtor(&world).await })).await;
    assert_eq!(page["discount"], "1.5/7");
    let shown = |page: &Value| {
        let line = &page["lines"][0];
        let (words, is_own) = (&line["discount_words"], &line["is_discount_of_debtor"]);
        (words.as_str().unwrap().to_owned(), is_own.as_bool().unwrap(), minor(&line["discount"]))
    };
    for (typed, expected) in [
        ("", ("1.5/7".to_owned(), true, 15_000)),
        ("2/10", ("2/10".to_owned(), false, 20_000)),
        ("200", (String::new(), false, 20_000)),
        ("0", (String::new(), false, 0)),
    ] {
        let page = schedule(&world, &client, &[discounted(typed)]).await;
        assert_eq!(shown(&page), expected, "{typed}");
        assert_eq!(page["problems"], json!([]), "{typed}");
    }
    let mut taxed = discounted("2/10");
    taxed["tax"] = json!("800");
    let page = schedule(&world, &client, &[taxed]).await;
    assert_eq!(shown(&page).2, 18_400, "it is given on the face without its tax");
    agree(&world, "").await.unwrap();
    let page = schedule(&world, &client, &[discounted("")]).await;
    assert_eq!(shown(&page), (String::new(), false, 0));
}

#[tokio::test]
async fn a_discount_that_cannot_be_is_said_at_its_cell() {
    let (world, client) = ready().await;
    for (typed, words) in [
        ("2/", "like 2/10"),
        ("100/10", "below 100 %"),
        ("2/90", "after the invoice is due"),
        ("6,000", "at most half"),
    ] {
        let page = schedule(&world, &client, &[discounted(typed)]).await;
        let problem = &page["problems"][0];
        assert_eq!(problem["field"], "lines.0.discount", "{typed}: {page}");
        assert!(problem["message"].as_str().unwrap().contains(words), "{problem}");
    }
}

#[tokio::test]
async fn a_pasted_column_of_discounts_is_understood() {
    let (world, client) = ready().await;
    let text = "Invoice\tCustomer\tDate\tAmount\tDiscount terms\n\
                AF-1\tMarrow Bay\t2026-11-14\t10,000.00\t2% 10 days, net 30\n\
                AF-2\tMarrow Bay\t2026-11-14\t10,000.00\t1.5/14\n\
                AF-3\tMarrow Bay\t2026-11-14\t10,000.00\t200.00\n\
                AF-4\tMarrow Bay\t2026-11-14\t10,000.00\t2/soon\n";
    let asked = json!({ "client_id": client, "text": text, "columns": null, "date_order": null });
    let read = world.done("read_rows", asked).await;
    let cells: Vec<&str> = read["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["discount"].as_str().unwrap())
        .collect();
    assert_eq!(cells, ["2/10", "1.5/14", "200.00", "2/soon"]);
    assert_eq!(read["problems"].as_array().unwrap().len(), 1);
    assert_eq!(
        (read["problems"][0]["row"].as_i64(), read["problems"][0]["field"].as_str()),
        (Some(5), Some("discount"))
    );
}
