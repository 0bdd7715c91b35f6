//! Good inputs of the commands of schedules.

use serde_json::{Value, json};

use crate::World;

/// Ids of what stands in the world.
pub struct ScheduleStock {
    client: Value,
    attachment: Value,
    schedule: Value,
    line: Value,
}

/// A schedule with a line.
pub async fn stock(world: &World, client: &Value, attachment: &Value) -> ScheduleStock {
    let begun = world.done("start_schedule", json!({ "client_id": client })).await;
    let schedule = begun["id"].clone();
    let typed = world.done("save_schedule", grid(&schedule, 1)).await;
    let line = typed["lines"][0]["line_id"].clone();
    let filed = json!({
        "schedule_id": schedule, "line_id": line, "attachment_id": attachment,
        "document": "invoice"
    });
    world.done("attach_to_schedule", filed).await;
    ScheduleStock {
        client: client.clone(),
        attachment: attachment.clone(),
        schedule,
        line,
    }
}

fn grid(schedule: &Value, revision: u32) -> Value {
    json!({
        "schedule_id": schedule, "revision": revision, "offered_on": "", "offered_by": "",
        "control_total": "1,200.00", "note": "",
        "lines": [{ "invoice": "LP-1", "debtor": "Tarn Valley", "face": "1,200" }]
    })
}

/// Of the reads.
pub fn reads(stock: &ScheduleStock) -> Vec<(&'static str, Value)> {
    let client = || json!({ "client_id": stock.client });
    let schedule = || json!({ "schedule_id": stock.schedule });
    let paper = || json!({ "schedule_id": stock.schedule, "paper": "schedule_of_accounts" });
    vec![
        (
            "list_schedules",
            json!({ "client_id": null, "stage": null, "text": "lp-1", "offset": 0, "limit": 50 }),
        ),
        ("schedule", schedule()),
        (
            "read_rows",
            json!({
                "client_id": stock.client, "text": "Invoice\tAmount\nLP-2\t5.00",
                "columns": null, "date_order": null
            }),
        ),
        (
            "stage_funding",
            json!({ "schedule_id": stock.schedule, "method": "ach", "bank_account_id": null }),
        ),
        ("save_payment_instruction", schedule()),
        ("schedule_pdf", paper()),
        ("save_schedule_pdf", paper()),
        ("print_schedule", paper()),
        ("buying_rules", client()),
        ("list_firm_accounts", json!({})),
        ("pay_to", client()),
    ]
}

/// Of the changes.
pub fn changes(stock: &ScheduleStock) -> Vec<(&'static str, Value)> {
    let schedule = || json!({ "schedule_id": stock.schedule });
    let with = |mut form: Value, field: &str, value: Value| {
        form[field] = value;
        form
    };
    let file = || {
        let (line, attachment) = (&stock.line, &stock.attachment);
        with(with(schedule(), "line_id", line.clone()), "attachment_id", attachment.clone())
    };
    let check =
        || json!({ "schedule_id": stock.schedule, "line_id": null, "topic": "control_total" });
    let funding = || {
        json!({
            "schedule_id": stock.schedule, "method": "wire", "bank_account_id": null,
            "fingerprint": "", "reference": ""
        })
    };
    let reasoned = with(check(), "reason", json!("Counted by hand."));
    vec![
        ("start_schedule", json!({ "client_id": stock.client })),
        ("save_schedule", grid(&stock.schedule, 2)),
        ("attach_to_schedule", with(file(), "document", json!("invoice"))),
        ("detach_from_schedule", file()),
        ("override_check", with(reasoned, "attachment_id", Value::Null)),
        ("take_back_override", check()),
        ("log_verification", verification(stock)),
        ("submit_schedule", schedule()),
        ("send_back_schedule", with(schedule(), "reason", json!("The total is wrong."))),
        ("withdraw_schedule", with(schedule(), "reason", json!("Offered by mistake."))),
        ("submit_funding", funding()),
        ("confirm_funding", funding()),
        ("reverse_funding", with(schedule(), "reason", json!("Wrong client."))),
        (
            "save_buying_rules",
            json!({
                "client_id": stock.client, "verify_from": "7,500", "age_days_max": "60",
                "term_days_max": "", "documents": ["invoice"]
            }),
        ),
        ("save_debtor_verification", json!({ "debtor_id": 1, "verify_from": "5,000" })),
        (
            "save_firm_account",
            json!({
                "bank_account_id": null, "name": "Operating account", "holder": "", "bank": "",
                "routing": "", "number": ""
            }),
        ),
        (
            "confirm_bank_account",
            json!({
                "client_id": stock.client, "who": "Nadia Ferro", "how": "Call",
                "attachment_id": null
            }),
        ),
    ]
}

fn verification(stock: &ScheduleStock) -> Value {
    json!({
        "schedule_id": stock.schedule, "line_ids": [stock.line], "asked": "Anita Shaw",
        "method": "phone", "day": "", "time": "", "is_amount_confirmed": true,
        "is_delivery_confirmed": true, "is_free_of_offset": true, "result": "confirmed",
        "note": "", "attachment_id": null
    })
}
