//! What is typed, staged and booked.

use serde_json::{Value, json};

use super::{Day, RUNS};
use crate::firm;
use crate::measure::{Spread, heading, line};

/// Lines of the schedule that is typed.
const LINES: usize = 200;
/// Far more than a few invoices come to, so that every sum that is tried fails.
const NO_SUM: &str = "1,234,567.89";

impl Day {
    /// A schedule typed and funded, receipts shared out and posted.
    pub(super) async fn money(&self) {
        heading("Buying");
        self.buying().await;
        heading("Collecting");
        self.collecting().await;
        heading("Paying out and giving back");
        self.releasing().await;
        self.recourse().await;
    }

    async fn buying(&self) {
        let page = self.world.done("start_schedule", json!({ "client_id": 4 })).await;
        let mut page = self.world.done("save_schedule", typed(&page, &lines())).await;
        let took = Spread::of(RUNS, async || {
            page = self.world.done("save_schedule", typed(&page, &again(&page))).await;
        });
        line(&format!("check of a schedule of {LINES} lines"), &took.await, None);
        let asked = json!({ "schedule_id": page["id"] });
        self.read("the same, looked at", "schedule", asked.clone()).await;
        let funding =
            json!({ "schedule_id": page["id"], "method": "wire", "bank_account_id": null });
        self.world.done("submit_schedule", asked).await;
        self.read("its funding, staged", "stage_funding", funding.clone()).await;
        let staged = self.world.done("stage_funding", funding.clone()).await;
        assert_eq!(staged["holds"], json!([]), "nothing may hold it");
        let mut yes = funding;
        yes["fingerprint"] = staged["fingerprint"].clone();
        yes["reference"] = json!("W-1");
        let took = Spread::once(async || {
            self.world.done("confirm_funding", yes.clone()).await;
        });
        line("its funding, booked", &took.await, None);
    }

    async fn receipt(&self, amount: &str) -> Value {
        let form = self.world.done("receipt_form", json!({})).await;
        let entered = json!({
            "bank_account_id": form["accounts"][0]["id"], "method": "check", "reference": "7",
            "debtor_id": 1, "amount": amount
        });
        let saved = self.world.done("start_receipt", entered).await;
        json!({ "receipt_id": saved["receipt_id"] })
    }

    async fn collecting(&self) {
        let odd = self.receipt(NO_SUM).await;
        let open = self.world.done("open_invoices_for", odd.clone()).await;
        let invoices: Vec<Value> = open["clients"][0]["invoices"].as_array().unwrap().clone();
        assert!(invoices.len() >= firm::OF_THE_LARGEST, "{} are open", invoices.len());
        let count = invoices.len();
        let what = format!("proposals over {count} open invoices");
        self.read(&format!("{what}, no sum"), "propose_allocation", odd.clone()).await;
        let minor = |row: &Value| row["open"]["minor"].as_i64().unwrap();
        let sum: i64 = invoices.iter().step_by(count / 4).take(4).map(minor).sum();
        let sum = format!("{}.{:02}", sum / 100, sum % 100);
        let four = self.receipt(&sum).await;
        self.read(&format!("{what}, a sum of four"), "propose_allocation", four).await;
        self.read(&format!("{count} open invoices of a payer"), "open_invoices_for", odd.clone())
            .await;
        self.read("receipt", "receipt", odd.clone()).await;
        self.read("inbox with both", "receipts_inbox", json!({})).await;
        self.world.done("remove_receipt", odd).await;
        for paid in [0..1, 1..51] {
            self.posting(&invoices[paid]).await;
        }
    }

    async fn posting(&self, invoices: &[Value]) {
        let minor = |row: &Value| row["open"]["minor"].as_i64().unwrap();
        let text = |minor: i64| format!("{}.{:02}", minor / 100, minor % 100);
        let receipt = self.receipt(&text(invoices.iter().map(minor).sum())).await;
        let pays =
            |row: &Value| json!({ "invoice_id": row["invoice_id"], "pays": text(minor(row)) });
        let lines: Vec<Value> = invoices.iter().map(pays).collect();
        let allocation = json!({ "receipt_id": receipt["receipt_id"], "lines": lines });
        let of = format!("receipt for {}", invoices.len());
        self.read(&format!("{of}, staged"), "stage_receipt", allocation.clone()).await;
        let staged = self.world.done("stage_receipt", allocation.clone()).await;
        let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
        let took = Spread::once(async || {
            self.world.done("post_receipt", yes.clone()).await;
        });
        line(&format!("{of}, posted"), &took.await, None);
    }

    async fn releasing(&self) {
        let rows = self.world.done("list_releases", json!({ "day": "" })).await;
        let rows = rows["rows"].as_array().unwrap();
        let most = rows.iter().max_by_key(|row| row["invoices"].as_u64()).expect("a release");
        let asked = json!({
            "client_id": most["client"]["id"], "source": "reserve", "scope": "all", "day": "",
            "amount": "", "reason": "", "method": "ach", "bank_id": null
        });
        let what = format!("release of {} invoices, staged", most["invoices"]);
        self.read(&what, "stage_release", asked).await;
    }

    async fn recourse(&self) {
        let query = json!({ "view": "passed", "text": "", "limit": 50 });
        let rows = self.world.done("list_recourse", query).await;
        let asked = json!({
            "invoice_id": rows["rows"][0]["invoice_id"], "ground": "recourse", "part": "",
            "reason": "", "replaced_by": ""
        });
        self.read("charge-back, staged", "stage_charge_back", asked).await;
    }
}

/// Two hundred new invoices on ten debtors.
fn lines() -> Vec<Value> {
    let line = |number: usize| {
        json!({
            "invoice": format!("NEW-{number:04}"), "debtor": "", "debtor_id": 31 + number % 10,
            "invoiced_on": "11/14/2026", "face": format!("{}.00", 1_000 + number)
        })
    };
    (0..LINES).map(line).collect()
}

/// The lines of a page, with one cell changed.
fn again(page: &Value) -> Vec<Value> {
    let lines = page["lines"].as_array().unwrap().iter();
    let mut lines: Vec<Value> = lines.map(|line| line["typed"].clone()).collect();
    lines[7]["reference"] = json!(format!("PO {}", page["revision"]));
    lines
}

fn typed(page: &Value, lines: &[Value]) -> Value {
    json!({
        "schedule_id": page["id"], "revision": page["revision"], "offered_on": "",
        "offered_by": "Nadia Ferro", "control_total": "", "note": "", "lines": lines
    })
}
