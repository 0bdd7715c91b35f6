//! Good inputs of the commands of schedules.

use serde_json::{Value, json};

use crate::World;
use crate::runs::signed_client;

/// Ids of what stands in the world.
pub struct ScheduleStock {
    client: Value,
    attachment: Value,
    /// A draft with a line that has a file.
    schedule: Value,
    line: Value,
    /// Drafts over the client's limit; the second was let through.
    over_limit: Offered,
    let_through: Offered,
    submitted: Value,
    /// What its funding was staged from.
    fingerprint: Value,
    funded: Value,
}

/// A schedule and its one line.
struct Offered {
    schedule: Value,
    line: Value,
}

/// Schedules of each stage: a draft of this client, and those of one who has signed.
pub async fn stock(world: &World, client: &Value, attachment: &Value) -> ScheduleStock {
    let Offered { schedule, line } = offered(world, client, &lines("LP-1", "1,200")).await;
    let filed = json!({
        "schedule_id": schedule, "line_id": line, "attachment_id": attachment,
        "document": "invoice"
    });
    world.done("attach_to_schedule", filed).await;
    let limit = json!({ "facility_limit": "30,000" });
    let buyer = signed_client(world, "Marshfield Tooling, Inc.", &limit).await;
    let over_limit = offered(world, &buyer, &lines("AF-1", "45,000")).await;
    let let_through = offered(world, &buyer, &lines("AF-2", "46,000")).await;
    world.done("override_check", overriding(&let_through)).await;
    let funded = offered(world, &buyer, &lines("AF-3", "1,000")).await.schedule;
    world.done("submit_schedule", json!({ "schedule_id": funded })).await;
    let staged = world.done("stage_funding", staging(&funded)).await;
    world.done("confirm_funding", funding(&funded, &staged["fingerprint"])).await;
    let submitted = offered(world, &buyer, &lines("AF-4", "2,000")).await.schedule;
    world.done("submit_schedule", json!({ "schedule_id": submitted })).await;
    ScheduleStock {
        client: client.clone(),
        attachment: attachment.clone(),
        schedule,
        line,
        over_limit,
        let_through,
        submitted,
        fingerprint: Value::Null,
        funded,
    }
}

/// Stages the funding once nothing more is done in the world that would change its figures.
pub async fn staged(world: &World, stock: &mut ScheduleStock) {
    let staged = world.done("stage_funding", staging(&stock.submitted)).await;
    stock.fingerprint = staged["fingerprint"].clone();
}

async fn offered(world: &World, client: &Value, lines: &Value) -> Offered {
    let begun = world.done("start_schedule", json!({ "client_id": client })).await;
    let schedule = begun["id"].clone();
    let typed = world.done("save_schedule", grid(&schedule, 1, lines)).await;
    Offered { schedule, line: typed["lines"][0]["line_id"].clone() }
}

fn lines(invoice: &str, face: &str) -> Value {
    json!([{
        "invoice": invoice, "debtor": "Ardenne Beverage, Ltd.", "invoiced_on": "11/14/2026",
        "face": face
    }])
}

fn staging(schedule: &Value) -> Value {
    json!({ "schedule_id": schedule, "method": "ach", "bank_account_id": null })
}

fn funding(schedule: &Value, fingerprint: &Value) -> Value {
    json!({
        "schedule_id": schedule, "method": "ach", "bank_account_id": null,
        "fingerprint": fingerprint, "reference": "A-1"
    })
}

fn check(of: &Offered) -> Value {
    json!({ "schedule_id": of.schedule, "line_id": of.line, "topic": "client_limit" })
}

fn overriding(of: &Offered) -> Value {
    let mut input = check(of);
    input["reason"] = json!("The owner agreed.");
    input["attachment_id"] = Value::Null;
    input
}

fn grid(schedule: &Value, revision: u32, lines: &Value) -> Value {
    json!({
        "schedule_id": schedule, "revision": revision, "offered_on": "", "offered_by": "",
        "control_total": "", "note": "", "lines": lines
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
        ("stage_funding", staging(&stock.submitted)),
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
    let submitted = || json!({ "schedule_id": stock.submitted });
    let funding = || funding(&stock.submitted, &stock.fingerprint);
    let funded = json!({ "schedule_id": stock.funded, "reason": "Wrong client." });
    vec![
        ("start_schedule", json!({ "client_id": stock.client })),
        ("save_schedule", grid(&stock.schedule, 2, &lines("LP-1", "1,300"))),
        ("attach_to_schedule", with(file(), "document", json!("invoice"))),
        ("detach_from_schedule", file()),
        ("override_check", overriding(&stock.over_limit)),
        ("take_back_override", check(&stock.let_through)),
        ("log_verification", verification(stock)),
        ("submit_schedule", schedule()),
        ("send_back_schedule", with(submitted(), "reason", json!("The total is wrong."))),
        ("withdraw_schedule", with(schedule(), "reason", json!("Offered by mistake."))),
        ("submit_funding", funding()),
        ("confirm_funding", funding()),
        ("reverse_funding", funded),
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
                "bank_account_id": null, "name": "Lockbox account", "holder": "", "bank": "",
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
