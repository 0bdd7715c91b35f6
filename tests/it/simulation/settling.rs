//! Reserve and escrow are paid out, invoices go back or are given up, and some of it is undone.

use serde_json::{Value, json};
use support::runs::release_of;
use support::working_day::Yes;

use super::firm::{Done, Firm, typed};
use crate::runs::minor;

/// What a client has earned is released, or its escrow; now and then it is given up instead.
pub async fn release(firm: &mut Firm) -> Option<Done> {
    let clients = firm.clients.clone();
    let client = firm.pick(&clients)?;
    let mut asked = release_of(&client);
    asked["scope"] = firm.pick(&[json!("due"), json!("all")])?;
    asked["method"] = firm.pick(&[json!("ach"), json!("check")])?;
    if firm.one_in(5) {
        asked["source"] = json!("escrow");
        asked["reason"] = json!("Asked by the client");
    }
    let staged = firm.world.to_release(asked).await;
    if let Ok(page) = &staged
        && page.shown["can_prepare"] != true
    {
        firm.tell(format!("no release: {}", page.shown["holds"]));
        return None;
    }
    let (yes, run) = firm.yes(staged).await?;
    let run = run["id"].clone();
    if firm.one_in(6) {
        let ended = json!({ "run_id": run, "reason": "Next week" });
        firm.sure("discard_release", ended).await;
        return Some(Done { undo: None });
    }
    firm.must(&Yes::plain("confirm_release", json!({ "run_id": run }))).await;
    firm.moves(format!("release/{run}"), -minor(&yes.shown["net"]["amount"]));
    let ended = json!({ "run_id": run, "reason": "Sent twice" });
    Some(Done { undo: Some(Yes::plain("reverse_release", ended)) })
}

/// An invoice goes back to its client, whole or in part.
pub async fn charge_back(firm: &mut Firm) -> Option<Done> {
    let row = firm.an_open_invoice().await?;
    let ground = firm.pick(&["recourse", "dispute", "breach", "agreed"])?;
    let part = if firm.one_in(3) { typed(firm.part(minor(&row["open"]))) } else { String::new() };
    let staged = firm.world.to_charge_back(&row["id"], ground, &part).await;
    let (_, case) = firm.yes(staged).await?;
    Some(Done { undo: Some(undone(&case)) })
}

/// An invoice is given up, once somebody confirms it.
pub async fn write_off(firm: &mut Firm) -> Option<Done> {
    let row = firm.an_open_invoice().await?;
    let staged = firm.world.to_write_off(&row["id"]).await;
    let (_, case) = firm.yes(staged).await?;
    if firm.one_in(4) {
        let ended = json!({ "case_id": case["id"], "reason": "It may pay" });
        firm.sure("discard_write_off", ended).await;
        return Some(Done { undo: None });
    }
    let confirm = Yes::plain("confirm_write_off", json!({ "case_id": case["id"] }));
    let case = firm.must(&confirm).await;
    Some(Done { undo: Some(undone(&case)) })
}

fn undone(case: &Value) -> Yes {
    let ended = json!({ "case_id": case["id"], "reason": "It was paid after all" });
    Yes::plain("reverse_recourse", ended)
}

/// A release of some time ago is taken back.
pub async fn take_release_back(firm: &mut Firm) -> Option<Done> {
    let rows = firm.rows("list_release_runs", json!({ "limit": 200 })).await;
    let rows: Vec<Value> = rows.into_iter().filter(|row| row["state"] == "booked").collect();
    let run = firm.pick(&rows)?["id"].clone();
    let ended = json!({ "run_id": run, "reason": "Sent twice" });
    firm.may("reverse_release", ended).await?;
    firm.moved.remove(&format!("release/{run}"));
    Some(Done { undo: None })
}

/// A charge-back or a write-off of some time ago is taken back.
pub async fn take_case_back(firm: &mut Firm) -> Option<Done> {
    let rows = firm.rows("list_recourse_cases", json!({ "limit": 200 })).await;
    let rows: Vec<Value> = rows.into_iter().filter(|row| row["state"] == "booked").collect();
    let case = firm.pick(&rows)?;
    firm.may("reverse_recourse", undone(&case).input).await?;
    Some(Done { undo: None })
}

/// Somebody places a hold on a client or an invoice, or lifts one.
pub async fn hold(firm: &mut Firm) -> Option<Done> {
    let clients = firm.clients.clone();
    let client = firm.pick(&clients)?;
    let page = firm.may("stage_release", release_of(&client)).await?;
    let placed = page["placed"].as_array().unwrap();
    if let Some(placed) = placed.first() {
        let lift = json!({ "hold_id": placed["id"], "reason": "Settled" });
        firm.sure("lift_hold", lift).await;
        return Some(Done { undo: None });
    }
    let rows = page["lines"].as_array().unwrap().clone();
    let invoice = firm.pick(&rows).map_or(Value::Null, |row| row["invoice_id"].clone());
    let hold = json!({
        "client_id": client, "invoice_id": invoice, "is_lien": false, "reason": "Quality claim"
    });
    firm.may("place_hold", hold).await?;
    Some(Done { undo: None })
}
