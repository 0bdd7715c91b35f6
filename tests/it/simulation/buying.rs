//! Clients offer; the firm buys, and may take it back.

use std::fmt::Write;

use chrono::Duration;
use serde_json::{Value, json};
use support::working_day::Yes;

use super::firm::{Done, Firm, typed};
use crate::runs::minor;

/// A client's schedule is pasted, submitted and funded; or it is withdrawn, where it cannot be.
pub async fn buy(firm: &mut Firm) -> Option<Done> {
    let clients = firm.clients.clone();
    let client = firm.pick(&clients)?;
    let lines = pasted(firm, &client).await;
    let schedule = firm.world.offered(&client, &lines).await;
    let method = firm.pick(&["ach", "wire", "check"])?;
    let over = over_advance(firm);
    if firm.one_in(4)
        && let Ok(yes) = firm.world.to_fund_over(&schedule, method, &over).await
    {
        firm.may("submit_funding", yes.input).await;
    }
    let staged = firm.world.to_fund_over(&schedule, method, &over).await;
    let reason = json!({ "schedule_id": schedule, "reason": "It cannot be bought" });
    let Some((yes, done)) = firm.yes(staged).await else {
        firm.sure("withdraw_schedule", reason).await;
        return None;
    };
    let net = minor(&yes.shown["net"]["amount"]);
    assert_eq!(net, minor(&done["net"]), "what was shown is what is paid");
    firm.moves(format!("schedule/{schedule}"), -net);
    Some(Done { undo: Some(Yes::plain("reverse_funding", reason)) })
}

/// Now and then more is paid than the invoices support, for some weeks.
fn over_advance(firm: &mut Firm) -> Value {
    if !firm.one_in(8) {
        return Value::Null;
    }
    let cents = i64::try_from(50_000 + firm.random.below(250_000)).unwrap();
    let days = i64::try_from(7 + firm.random.below(40)).unwrap();
    let until = firm.today() + Duration::days(days);
    json!({ "amount": typed(cents), "expires_on": until.to_string(), "reason": "Payroll" })
}

/// Rows as copied from a spreadsheet, read.
async fn pasted(firm: &mut Firm, client: &Value) -> Vec<Value> {
    let mut text = "Invoice\tCustomer\tDate\tAmount\n".to_owned();
    for _ in 0..=firm.random.below(4) {
        let debtors = firm.debtors.clone();
        let (_, debtor) = firm.pick(&debtors).expect("there are some");
        let face = i64::try_from(40_000 + firm.random.below(960_000)).unwrap();
        let days = firm.random.below(20);
        let (number, day) = (firm.number(), firm.days_ago(days));
        writeln!(text, "{number}\t{debtor}\t{day}\t{}", typed(face)).unwrap();
    }
    let rows = json!({
        "client_id": client, "text": text, "columns": null, "date_order": "month_first"
    });
    let read = firm.world.done("read_rows", rows).await;
    assert_eq!(read["problems"], json!([]), "{text}");
    read["lines"].as_array().unwrap().clone()
}

/// The last funding is taken back, if nothing has come of it.
pub async fn take_back(firm: &mut Firm) -> Option<Done> {
    let rows = firm.rows("list_schedules", json!({ "stage": "purchased", "limit": 200 })).await;
    let schedule = rows.first()?["id"].clone();
    let reason = json!({ "schedule_id": schedule, "reason": "Wrong client" });
    firm.may("reverse_funding", reason.clone()).await?;
    firm.moved.remove(&format!("schedule/{schedule}"));
    firm.sure("withdraw_schedule", reason).await;
    Some(Done { undo: None })
}

/// A client signs other terms, for what it sells from then on.
pub async fn amend(firm: &mut Firm) -> Option<Done> {
    let clients = firm.clients.clone();
    let client = firm.pick(&clients)?;
    let advance = firm.pick(&["75", "80", "87.5", "90"])?;
    let first = firm.pick(&["1.5", "2.25", "3"])?;
    let step = firm.pick(&["0.5", "0.85", "1"])?;
    let values = json!({
        "advance_rate": advance, "fee_first_rate": first, "fee_step_rate": step,
        "facility_limit": "300,000", "debtor_concentration": "100"
    });
    let terms = json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000", "values": values
    });
    firm.may("save_terms", terms).await?;
    let asked = json!({ "client_id": client, "answers": {} });
    let frozen = firm.may("freeze_contract", asked).await?;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": "Nadia Ferro",
            "title": "President", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
        });
        firm.sure("sign_contract", signing).await;
    }
    Some(Done { undo: None })
}
