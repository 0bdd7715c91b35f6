//! What must hold after everything that happens.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::firm::Firm;
use crate::runs::minor;

/// What the accounts stand at, in cents, debit above zero; an account at zero is not in it.
pub type Balances = BTreeMap<String, i64>;

/// What was shown, to be compared with what is shown later.
#[derive(Default)]
pub struct Laws {
    /// The balances after the last act.
    pub shown: Balances,
    /// The balances at the end of each day.
    past: BTreeMap<NaiveDate, Balances>,
}

async fn balances(firm: &Firm, day: &str) -> Balances {
    let asked = json!({ "day": day, "basis": "as_shown" });
    let trial = firm.world.done("trial_balance", asked).await;
    let mut balances = Balances::new();
    for block in trial["blocks"].as_array().unwrap() {
        if block["debit"] != block["credit"] {
            firm.fail(&format!("debits are not credits: {block}"));
        }
        for row in block["rows"].as_array().unwrap() {
            let stands_at = minor(&row["debit"]) - minor(&row["credit"]);
            balances.insert(row["account"].as_str().unwrap().to_owned(), stands_at);
        }
    }
    balances.retain(|_, stands_at| *stands_at != 0);
    balances
}

impl Laws {
    /// The bank has what came in less what went out, and what is open of the invoices is what the
    /// books have bought and not collected; debits are credits.
    pub async fn check(&mut self, firm: &Firm) {
        self.shown = balances(firm, "").await;
        // The last of a day is what was shown at its end.
        self.past.insert(firm.today(), self.shown.clone());
        let stands_at = |account: &str| self.shown.get(account).copied().unwrap_or(0);
        let (kept, came) = (stands_at("cash"), firm.moved.values().sum::<i64>());
        if kept != came {
            firm.fail(&format!("the books have {kept} at the bank, and {came} is what came"));
        }
        let asked = json!({ "view": "all", "limit": 1 });
        let open = minor(&firm.world.done("list_invoices", asked).await["sums"]["open"]);
        let bought = stands_at("receivables_purchased");
        if open != bought {
            firm.fail(&format!("the books have {bought} open, and the invoices {open}"));
        }
    }

    /// The seven laws from the first entry on.
    pub async fn check_books(&self, firm: &Firm) {
        let checked = firm.world.done("check_books", json!({})).await;
        if checked["is_sound"] != true {
            let checks = checked["checks"].as_array().unwrap().iter();
            let broken: Vec<&Value> = checks.filter(|one| one["outcome"] == "broken").collect();
            firm.fail(&format!("the books are not sound: {broken:#?}"));
        }
    }

    /// Every day that was remembered is still shown as it was.
    pub async fn check_past(&self, firm: &Firm) {
        for (day, shown) in &self.past {
            if balances(firm, &day.to_string()).await != *shown {
                firm.fail(&format!("{day} is no longer shown as it was: {shown:?}"));
            }
        }
    }
}
