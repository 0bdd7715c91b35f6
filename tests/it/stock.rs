//! Invoices bought from clients of one debtor, all by the commands of a working day.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::World;
use support::runs::{release_of, signed_client};
use support::working_day::Yes;

/// The records that yeses are about.
pub struct Stock {
    bank: Value,
    debtor: Value,
    /// Ids by number.
    pub invoices: BTreeMap<String, Value>,
}

/// The face of an invoice: "A-3" and "A 3" are of 1,003.00. No two are alike otherwise, because one
/// that looks like another is held until somebody has compared them.
pub fn face(number: &str) -> String {
    let (letter, digit) = (number.chars().next().unwrap(), number.chars().next_back().unwrap());
    let (letter, digit) = (u32::from(letter) - u32::from('A'), digit.to_digit(10).unwrap());
    format!("{}.00", 1_000 + 100 * letter + digit)
}

/// An invoice on Wexcombe Hotels.
pub fn line(number: &str) -> Value {
    json!({
        "invoice": number, "debtor": "Wexcombe Hotels", "invoiced_on": "11/14/2026",
        "face": face(number)
    })
}

/// All earned reserve of a client, by the clearing house.
pub fn everything_of(client: &Value) -> Value {
    let mut asked = release_of(client);
    asked["scope"] = json!("all");
    asked
}

/// A client that may sell as much as it likes of one debtor.
pub async fn seller(world: &World, name: &str) -> Value {
    signed_client(world, name, &json!({ "debtor_concentration": "100" })).await
}

impl Stock {
    /// A debtor and an account of the firm.
    pub async fn new(world: &World) -> Stock {
        let bank = world.firm_account().await;
        let debtor = world.debtor("Wexcombe Hotels", "500,000").await;
        Stock { bank, debtor, invoices: BTreeMap::new() }
    }

    /// Buys invoices of these numbers; gives the schedule.
    pub async fn buy(&mut self, world: &World, client: &Value, numbers: &[&str]) -> Value {
        let lines: Vec<Value> = numbers.iter().map(|number| line(number)).collect();
        let schedule = world.offered(client, &lines).await;
        world.say(&world.to_fund(&schedule, "ach").await.unwrap()).await.unwrap();
        let rows = world.done("list_invoices", json!({ "view": "all", "limit": 50 })).await;
        for row in rows["rows"].as_array().unwrap() {
            let number = row["number"].as_str().unwrap().to_owned();
            self.invoices.insert(number, row["id"].clone());
        }
        schedule
    }

    /// A receipt of the debtor that has cleared, not posted.
    pub async fn receipt(&self, world: &World, amount: &str) -> Value {
        let receipt = json!({
            "bank_account_id": self.bank, "method": "check", "reference": "41877",
            "debtor_id": self.debtor, "amount": amount, "value_on": "today"
        });
        world.done("start_receipt", receipt).await["receipt_id"].clone()
    }

    /// The allocation of so much to one invoice.
    pub fn pays(&self, receipt: &Value, number: &str, amount: &str) -> Value {
        let line = json!({ "invoice_id": self.invoices[number], "pays": amount });
        json!({ "receipt_id": receipt, "lines": [line] })
    }

    /// The yes to a new receipt that pays this invoice whole.
    pub async fn payment(&self, world: &World, number: &str) -> Yes {
        let receipt = self.receipt(world, &face(number)).await;
        world.to_post("post_receipt", self.pays(&receipt, number, &face(number))).await.unwrap()
    }

    /// A client with one invoice, which is bought and paid, and the receipt.
    pub async fn paid(&mut self, world: &World, name: &str, number: &str) -> (Value, Value) {
        let client = seller(world, name).await;
        self.buy(world, &client, &[number]).await;
        let payment = self.payment(world, number).await;
        world.say(&payment).await.unwrap();
        (client, payment.input["allocation"]["receipt_id"].clone())
    }

    /// A release of all that a client has earned, prepared; gives its run.
    pub async fn prepared(&self, world: &World, client: &Value) -> Value {
        let release = world.to_release(everything_of(client)).await.unwrap();
        json!({ "run_id": world.say(&release).await.unwrap()["id"] })
    }

    /// The yes to charging an invoice back, as agreed with its client.
    pub async fn charge_back(&self, world: &World, number: &str) -> Yes {
        world.to_charge_back(&self.invoices[number], "agreed", "").await.unwrap()
    }
}
