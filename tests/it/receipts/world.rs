//! A firm with two clients, some debtors and invoices that were bought 43 days ago.

use std::collections::BTreeMap;

use factor_testhost::bought::{Bought, Stocked, buy};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

/// The firm and what its records are called.
pub struct Firm {
    pub world: World,
    pub stocked: Stocked,
    pub clients: BTreeMap<&'static str, Value>,
}

/// An invoice of 10,000.00, of Brinmoor Staffing on Wexcombe Hotels, bought on October 7, 2026.
pub fn invoice(number: &str) -> Bought {
    Bought {
        client: 1,
        debtor: "Wexcombe Hotels".to_owned(),
        group: String::new(),
        number: number.to_owned(),
        face_minor: 1_000_000,
        invoiced_on: "2026-10-05".to_owned(),
        bought_on: "2026-10-07".to_owned(),
        due_on: "2026-11-04".to_owned(),
        discount: None,
    }
}

impl Firm {
    /// With these invoices bought. Terms: 80 % advance, 3 % for 30 days, then 1 % for each 10 days
    /// or part, two business days of clearance; so a receipt of November 19 counts 47 days.
    pub async fn with(invoices: &[Bought]) -> Firm {
        let world = World::new().await;
        let mut clients = BTreeMap::new();
        for (short, name) in
            [("brinmoor", "Brinmoor Staffing, Inc."), ("fairholm", "Fairholm Linen Supply, Inc.")]
        {
            clients.insert(short, signed_client(&world, name).await);
        }
        world.done("lock", json!({})).await;
        let mut wanted = invoices.to_vec();
        for one in &mut wanted {
            let short = if one.client == 1 { "brinmoor" } else { "fairholm" };
            one.client = clients[short].as_i64().unwrap();
        }
        let stocked = buy(&world.vault_folder(), PASSPHRASE, &wanted).await.unwrap();
        world.done("unlock_with_keychain", json!({})).await;
        Firm { world, stocked, clients }
    }

    pub fn invoice(&self, number: &str) -> i64 {
        self.stocked.invoices[number]
    }

    /// A receipt of Wexcombe Hotels, received today.
    pub async fn receipt(&self, amount: &str) -> Value {
        self.receipt_of(amount, json!({})).await
    }

    /// The same with other fields.
    pub async fn receipt_of(&self, amount: &str, fields: Value) -> Value {
        let mut input = json!({
            "bank_account_id": self.stocked.bank, "method": "check", "reference": "41877",
            "debtor_id": self.stocked.debtors["Wexcombe Hotels"], "amount": amount
        });
        for (name, value) in fields.as_object().unwrap() {
            input[name] = value.clone();
        }
        self.world.done("start_receipt", input).await["receipt_id"].clone()
    }

    /// What an allocation comes to.
    pub async fn staged(&self, allocation: &Value) -> Value {
        self.world.done("stage_receipt", allocation.clone()).await
    }

    /// Stages and posts.
    pub async fn posted(&self, allocation: &Value) -> Value {
        self.confirmed("post_receipt", allocation).await
    }

    /// Stages and says yes by this command; the books are checked after it.
    pub async fn confirmed(&self, command: &str, allocation: &Value) -> Value {
        let staged = self.staged(allocation).await;
        assert_eq!(staged["problems"], json!([]), "{staged}");
        assert_eq!(sum(&staged["sums"]), minor(&staged["amount"]), "{}", staged["sums"]);
        let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
        let answer = self.world.done(command, yes).await;
        let entries = answer["entries"].as_array().unwrap().len();
        assert_eq!(entries, staged["entries"].as_array().unwrap().len(), "what was shown");
        self.check_books().await;
        answer
    }

    /// Every check of the books passes.
    pub async fn check_books(&self) {
        let checked = self.world.done("check_books", json!({})).await;
        assert_eq!(checked["is_sound"], true, "{checked:#}");
    }

    /// What an account stands at: debit above zero.
    pub async fn balance(&self, account: &str) -> i64 {
        let asked = json!({ "day": "", "basis": "as_shown" });
        let trial = self.world.done("trial_balance", asked).await;
        let blocks = trial["blocks"].as_array().unwrap();
        let rows = blocks.iter().flat_map(|block| block["rows"].as_array().unwrap());
        rows.filter(|row| row["account"] == account)
            .map(|row| minor(&row["debit"]) - minor(&row["credit"]))
            .sum()
    }

    /// Where an invoice stands for a receipt that is searched for it.
    pub async fn open_row(&self, number: &str) -> Option<Value> {
        let receipt = self.receipt("1.00").await;
        let asked = json!({ "receipt_id": receipt, "text": number });
        let shown = self.world.done("open_invoices_for", asked).await;
        self.world.done("remove_receipt", json!({ "receipt_id": receipt })).await;
        let clients = shown["clients"].as_array().unwrap().iter();
        let mut rows = clients.flat_map(|client| client["invoices"].as_array().unwrap());
        rows.find(|row| row["number"] == number).cloned()
    }
}

/// The allocation of a receipt to lines of number, amount and what happens with the rest.
pub fn lines(firm: &Firm, receipt: &Value, lines: &[(&str, &str, &str)]) -> Value {
    let line = |(number, pays, rest): &(&str, &str, &str)| {
        let reason = match *rest {
            "to_reserve" | "dispute" | "write_off" => json!("damage"),
            _ => Value::Null,
        };
        json!({
            "invoice_id": firm.invoice(number), "pays": pays, "rest": rest, "reason": reason
        })
    };
    json!({ "receipt_id": receipt, "lines": lines.iter().map(line).collect::<Vec<_>>() })
}

pub fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or(0)
}

fn sum(sums: &Value) -> i64 {
    sums.as_array().unwrap().iter().map(|line| minor(&line["amount"])).sum()
}

async fn signed_client(world: &World, name: &str) -> Value {
    let client = world.client(name).await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "(617) 555-0190", "email": "nadia@larkfield.example", "is_signer": true
    });
    world.done("save_contact", contact).await;
    let terms = json!({
        "client_id": client, "effective_on": "", "face": "10,000", "values": {},
        "fees": [
            { "kind": "non_factored_payment", "label": "", "amount": "5.00" },
            { "kind": "returned_payment", "label": "", "amount": "25.00" },
            { "kind": "misdirected_payment", "label": "", "amount": "15%" }
        ]
    });
    world.done("save_terms", terms).await;
    let frozen = world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": "Nadia Ferro",
            "title": "President", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
        });
        world.done("sign_contract", signing).await;
    }
    client
}
