//! Debtors pay: in full, short, too much, for many at once, for nobody knows what; and banks take
//! payments back.

use factor_app::error::AppError;
use serde_json::{Value, json};
use support::working_day::Yes;

use super::firm::{Done, Firm, typed};
use crate::runs::minor;

/// What becomes of what an invoice is paid short.
const RESTS: [&str; 5] = ["to_reserve", "dispute", "write_off", "instalment", "turned_over"];

/// Every open invoice of a debtor that owes something, the debtor first.
async fn owed(firm: &mut Firm) -> Option<(Value, Vec<Value>)> {
    let rows = firm.open_invoices().await;
    let debtor = firm.pick(&rows)?["debtor_id"].clone();
    let of_it = rows.into_iter().filter(|row| row["debtor_id"] == debtor).collect();
    Some((debtor, of_it))
}

fn pays(row: &Value, cents: i64, rest: &str) -> Value {
    let reason = match rest {
        "to_reserve" | "dispute" | "write_off" => json!("damage"),
        _ => Value::Null,
    };
    json!({ "invoice_id": row["id"], "pays": typed(cents), "rest": rest, "reason": reason })
}

/// Enters a receipt.
async fn entered(firm: &mut Firm, debtor: &Value, cents: i64) -> Option<Value> {
    let days = firm.random.below(4);
    let received_on = firm.days_ago(days);
    let receipt = json!({
        "bank_account_id": firm.bank, "method": "check", "reference": "41877",
        "debtor_id": debtor, "payer": "PMT ZX 88201", "amount": typed(cents),
        "received_on": received_on
    });
    Some(firm.may("start_receipt", receipt).await?["receipt_id"].clone())
}

/// Posts what was entered; one that cannot be posted as it was shared out is let go.
async fn post(firm: &mut Firm, allocation: Value) -> Option<Done> {
    let receipt = allocation["receipt_id"].clone();
    let staged = firm.world.to_post("post_receipt", allocation).await;
    let Some((yes, _)) = firm.yes(staged).await else {
        firm.sure("remove_receipt", json!({ "receipt_id": receipt })).await;
        return None;
    };
    let came = minor(&yes.shown["amount"]) - minor(&yes.shown["refunded"]);
    firm.moves(format!("receipt/{receipt}"), came);
    let wrong = json!({ "receipt_id": receipt, "reason": "Wrong account" });
    Some(Done { undo: Some(Yes::plain("reverse_receipt", wrong)) })
}

/// Up to three invoices are paid in full.
pub async fn full(firm: &mut Firm) -> Option<Done> {
    let (debtor, mut rows) = owed(firm).await?;
    rows.truncate(usize::try_from(1 + firm.random.below(3)).unwrap());
    let sum = rows.iter().map(|row| minor(&row["open"])).sum();
    let receipt = entered(firm, &debtor, sum).await?;
    let lines: Vec<Value> =
        rows.iter().map(|row| pays(row, minor(&row["open"]), "undecided")).collect();
    post(firm, json!({ "receipt_id": receipt, "lines": lines })).await
}

/// One is paid in part, and somebody decides what becomes of the rest.
pub async fn short(firm: &mut Firm) -> Option<Done> {
    let (debtor, rows) = owed(firm).await?;
    let row = firm.pick(&rows)?;
    let cents = firm.part(minor(&row["open"]));
    let rest = firm.pick(&RESTS)?;
    let receipt = entered(firm, &debtor, cents).await?;
    let lines = [pays(&row, cents, rest)];
    post(firm, json!({ "receipt_id": receipt, "lines": lines })).await
}

/// More comes than is open.
pub async fn over(firm: &mut Firm) -> Option<Done> {
    let (debtor, rows) = owed(firm).await?;
    let row = firm.pick(&rows)?;
    let (open, more) = (minor(&row["open"]), 1 + i64::try_from(firm.random.below(50_000)).unwrap());
    let receipt = entered(firm, &debtor, open + more).await?;
    let mut allocation = json!({
        "receipt_id": receipt, "lines": [pays(&row, open, "undecided")]
    });
    rest(firm, &mut allocation, &row["client_id"], more);
    post(firm, allocation).await
}

/// What is for no invoice is given back, refunded, parked.
fn rest(firm: &mut Firm, allocation: &mut Value, client: &Value, cents: i64) {
    match firm.random.below(3) {
        0 => allocation["refund"] = json!(typed(cents)),
        1 => {
            allocation["give_backs"] = json!([{ "client_id": client, "amount": typed(cents) }]);
        }
        _ => allocation["park_reason"] = json!("Asked the debtor"),
    }
}

/// A lump over many invoices, shared out as the program proposes.
pub async fn lump(firm: &mut Firm) -> Option<Done> {
    let (debtor, rows) = owed(firm).await?;
    let sum: i64 = rows.iter().map(|row| minor(&row["open"])).sum();
    let cents = firm.part(sum);
    let receipt = entered(firm, &debtor, cents).await?;
    let asked = json!({ "receipt_id": receipt });
    let proposed = firm.world.done("propose_allocation", asked).await;
    let proposals = proposed["proposals"].as_array().unwrap().clone();
    let mut lines = firm.pick(&proposals).map_or_else(|| json!([]), |one| one["lines"].clone());
    for line in lines.as_array_mut().unwrap() {
        // More is to come for what the lump does not reach.
        let is_whole = rows.iter().any(|row| {
            let pays: String = line["pays"].as_str().unwrap().replace([',', '.'], "");
            row["id"] == line["invoice_id"] && pays.parse() == Ok(minor(&row["open"]))
        });
        if line["rest"] == "undecided" && !is_whole {
            line["rest"] = json!("instalment");
        }
    }
    let allocation =
        json!({ "receipt_id": receipt, "lines": lines, "park_reason": "Asked the debtor" });
    post(firm, allocation).await
}

/// Money for something that was never bought, or from nobody known.
pub async fn stray(firm: &mut Firm) -> Option<Done> {
    let cents = i64::try_from(1 + firm.random.below(200_000)).unwrap();
    let (clients, debtors) = (firm.clients.clone(), firm.debtors.clone());
    let client = firm.pick(&clients)?;
    let debtor = if firm.one_in(2) { firm.pick(&debtors)?.0 } else { Value::Null };
    let receipt = entered(firm, &debtor, cents).await?;
    let mut allocation = json!({ "receipt_id": receipt });
    if debtor.is_null() {
        allocation["give_backs"] = json!([{ "client_id": client, "amount": typed(cents) }]);
    } else {
        rest(firm, &mut allocation, &client, cents);
    }
    post(firm, allocation).await
}

/// What waits in the inbox is decided.
pub async fn decide(firm: &mut Firm) -> Option<Done> {
    let rows = firm.rows("receipts_inbox", json!({})).await;
    let row = firm.pick(&rows)?;
    let (receipt, left) = (row["receipt_id"].clone(), minor(&row["left"]));
    let asked = json!({ "receipt_id": receipt });
    if row["standing"] == "unposted" {
        let page = firm.world.done("receipt", asked).await;
        return post(firm, page["allocation"].clone()).await;
    }
    let clients = firm.clients.clone();
    let client = firm.pick(&clients)?;
    let mut allocation = asked;
    let open = firm.open_invoices().await.into_iter();
    let of_it: Vec<Value> = open.filter(|open| open["debtor_id"] == row["debtor"]["id"]).collect();
    match firm.pick(&of_it) {
        Some(open) if firm.one_in(2) => {
            let cents = left.min(minor(&open["open"]));
            let is_all = cents == minor(&open["open"]);
            let fate = if is_all { "undecided" } else { "instalment" };
            allocation["lines"] = json!([pays(&open, cents, fate)]);
            allocation["park_reason"] = json!("Asked the debtor");
        }
        _ => rest(firm, &mut allocation, &client, left),
    }
    let staged: Result<Yes, AppError> = firm.world.to_post("apply_unapplied", allocation).await;
    let (yes, _) = firm.yes(staged).await?;
    firm.moves(format!("receipt/{receipt}"), -minor(&yes.shown["refunded"]));
    Some(Done { undo: None })
}

async fn posted(firm: &mut Firm) -> Option<Value> {
    let rows = firm.rows("list_receipts", json!({ "view": "posted", "limit": 200 })).await;
    Some(firm.pick(&rows)?["receipt_id"].clone())
}

/// The bank takes a payment back.
pub async fn bounce(firm: &mut Firm) -> Option<Done> {
    let receipt = posted(firm).await?;
    let staged = firm.world.to_return(&receipt).await;
    let (yes, _) = firm.yes(staged).await?;
    firm.moves(format!("receipt/{receipt}"), -minor(&yes.shown["amount"]));
    Some(Done { undo: None })
}

/// A receipt turns out to have been entered wrong.
pub async fn correct(firm: &mut Firm) -> Option<Done> {
    let receipt = posted(firm).await?;
    let wrong = json!({ "receipt_id": receipt, "reason": "Wrong account" });
    firm.may("reverse_receipt", wrong).await?;
    firm.moved.remove(&format!("receipt/{receipt}"));
    Some(Done { undo: None })
}

/// A credit memo, a dispute or its end, money that went to the client.
pub async fn step(firm: &mut Firm) -> Option<Done> {
    let row = firm.an_open_invoice().await?;
    let cents = firm.part(minor(&row["open"]));
    let kind = firm.pick(&["credit_memo", "open_dispute", "end_dispute", "misdirected"])?;
    let mut step = json!({ "kind": kind, "invoice_id": row["id"], "note": "By phone" });
    if kind != "end_dispute" {
        step["amount"] = json!(typed(cents));
        step["day"] = json!("");
    }
    if kind == "open_dispute" {
        step["reason"] = json!("price");
    }
    let staged = firm.world.to_step(step).await;
    firm.yes(staged).await?;
    Some(Done { undo: None })
}
