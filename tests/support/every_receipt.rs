//! Receipts of the furnished world, and one good input for each of their commands.

use factor_testhost::bought::{Bought, buy};
use serde_json::{Value, json};

use crate::{PASSPHRASE, World};

/// Ids and stagings of what stands in the world.
pub struct ReceiptStock {
    bank: i64,
    /// Not posted.
    draft: Value,
    /// A yes to posting it.
    posting: Value,
    /// Posted, with a rest.
    parked: Value,
    /// A yes to giving the rest back.
    applying: Value,
    /// A yes to the bank taking it back.
    returning: Value,
    /// A yes to a dispute of what is open.
    step: Value,
}

/// Buys two invoices of this client and enters receipts for them.
pub async fn receipts(world: &World, client: &Value) -> ReceiptStock {
    world.done("lock", json!({})).await;
    let bought = |number: &str| Bought {
        client: client.as_i64().expect("an id"),
        debtor: "Wexcombe Hotels".to_owned(),
        group: "Wexcombe".to_owned(),
        number: number.to_owned(),
        face_minor: 1_000_000,
        invoiced_on: "2026-11-05".to_owned(),
        bought_on: "2026-11-19".to_owned(),
        due_on: "2026-12-05".to_owned(),
        discount: None,
    };
    let wanted = [bought("LP-1001"), bought("LP-1002"), bought("LP-1003")];
    let stocked = buy(&world.vault_folder(), PASSPHRASE, &wanted).await.expect("bought");
    world.done("unlock_with_keychain", json!({})).await;
    let (bank, debtor) = (stocked.bank, stocked.debtors["Wexcombe Hotels"]);
    let receipt = || receipt(bank, debtor);
    let parked = world.done("start_receipt", receipt()).await["receipt_id"].clone();
    let line = |number: &str, pays: &str| {
        let invoice = &stocked.invoices[number];
        json!([{ "invoice_id": invoice, "pays": pays }])
    };
    let whole = json!({
        "receipt_id": parked, "lines": line("LP-1001", "10,000"), "park_reason": "Asked"
    });
    let yes = yes(world, &whole).await;
    world.done("post_receipt", yes).await;
    let draft = world.done("start_receipt", receipt()).await["receipt_id"].clone();
    let posting = json!({
        "receipt_id": draft, "lines": line("LP-1002", "10,000"), "park_reason": "Asked"
    });
    let rest = json!({
        "receipt_id": parked, "give_backs": [{ "client_id": client, "amount": "200" }]
    });
    let mut returning = json!({ "receipt_id": parked, "reason": "Insufficient funds" });
    let staged = world.done("stage_return", returning.clone()).await;
    returning["fingerprint"] = staged["fingerprint"].clone();
    let dispute = json!({
        "kind": "open_dispute", "invoice_id": stocked.invoices["LP-1003"], "amount": "",
        "reason": "price", "day": "", "note": ""
    });
    let staged = world.done("stage_invoice_step", dispute.clone()).await;
    let step = json!({ "step": dispute, "fingerprint": staged["fingerprint"] });
    let (posting, applying) = (self::yes(world, &posting).await, self::yes(world, &rest).await);
    ReceiptStock { bank, draft, posting, parked, applying, returning, step }
}

fn receipt(bank: i64, debtor: i64) -> Value {
    json!({
        "bank_account_id": bank, "method": "check", "reference": "41877", "debtor_id": debtor,
        "amount": "10,200.00", "remittance": "LP-1001"
    })
}

async fn yes(world: &World, allocation: &Value) -> Value {
    let staged = world.done("stage_receipt", allocation.clone()).await;
    json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] })
}

/// Two payments in, one out.
fn bank_file(stock: &ReceiptStock) -> Value {
    // Date,Amount,Reference,Name and three lines.
    let data = "RGF0ZSxBbW91bnQsUmVmZXJlbmNlLE5hbWUKMjAyNi0xMS0xOCwiMSwyMDAuMDAiLDE3LFdleGNv\
                bWJlIEhvdGVscwoyMDI2LTExLTE5LDMwMC4wMCwxOCxUYXJuIFZhbGxleQoyMDI2LTExLTE5LC00\
                MC4wMCwxOSxSZW50Cg==";
    json!({ "bank_account_id": stock.bank, "file_name": "nov.csv", "data": data })
}

/// Good inputs of the reads.
pub fn reads(stock: &ReceiptStock) -> Vec<(&'static str, Value)> {
    let draft = || json!({ "receipt_id": stock.draft });
    let mut returning = stock.returning.clone();
    returning["fingerprint"] = json!("");
    vec![
        ("receipt_form", json!({})),
        ("receipts_inbox", json!({})),
        (
            "list_receipts",
            json!({
                "text": "wex", "view": "posted", "from": "2026-11-01", "until": "today",
                "offset": 0, "limit": 50
            }),
        ),
        ("receipt", draft()),
        ("open_invoices_for", json!({ "receipt_id": stock.draft, "text": "" })),
        ("propose_allocation", draft()),
        ("stage_receipt", stock.posting["allocation"].clone()),
        ("stage_return", returning),
        ("stage_invoice_step", stock.step["step"].clone()),
        ("preview_bank_file", bank_file(stock)),
    ]
}

/// Good inputs of the changes.
pub fn changes(stock: &ReceiptStock) -> Vec<(&'static str, Value)> {
    let entered = json!({
        "bank_account_id": stock.bank, "method": "wire", "reference": "PMT ZX 88201",
        "debtor_id": null, "payer": "Unknown", "received_on": "yesterday", "amount": "2,480"
    });
    vec![
        ("start_receipt", entered.clone()),
        ("update_receipt", json!({ "receipt_id": stock.draft, "receipt": entered })),
        ("save_receipt_draft", stock.posting["allocation"].clone()),
        ("remove_receipt", json!({ "receipt_id": stock.draft })),
        ("post_receipt", stock.posting.clone()),
        ("apply_unapplied", stock.applying.clone()),
        ("return_receipt", stock.returning.clone()),
        ("reverse_receipt", json!({ "receipt_id": stock.parked, "reason": "Wrong account" })),
        ("book_invoice_step", stock.step.clone()),
        ("import_bank_file", bank_file(stock)),
    ]
}
