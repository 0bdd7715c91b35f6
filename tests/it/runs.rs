//! A firm with something to release and something to charge back, for the tests of both.

use serde_json::{Value, json};
use support::World;
use support::runs::{fill, signed_client};

/// Two clients with signed terms, 80 % and 3 % for 30 days, then 1 % for each 10, and their books.
pub struct Runs {
    pub world: World,
    /// Brinmoor Staffing, with rebates of 1,500.00 and 700.00.
    pub first: Value,
    /// Larkfield Produce, with a rebate of 1,500.00 and a deficit of 400.00.
    pub second: Value,
}

impl Runs {
    pub async fn new(terms: Value) -> Runs {
        let world = World::new().await;
        let first = signed_client(&world, "Brinmoor Staffing, Inc.", &terms).await;
        let second = signed_client(&world, "Larkfield Produce, Inc.", &terms).await;
        fill(&world).await;
        let runs = Runs { world, first, second };
        runs.check_books().await;
        runs
    }

    /// A command that must succeed and leave the books sound.
    pub async fn done(&self, name: &str, input: Value) -> Value {
        let answer = self.world.done(name, input).await;
        self.check_books().await;
        answer
    }

    pub async fn check_books(&self) {
        let checked = self.world.done("check_books", json!({})).await;
        let broken = checked["checks"].as_array().unwrap().iter();
        let broken: Vec<&Value> = broken.filter(|check| check["outcome"] == "broken").collect();
        assert_eq!(checked["is_sound"], true, "{broken:#?}");
    }

    pub async fn entries(&self) -> i64 {
        self.world.done("list_entries", json!({})).await["of"].as_i64().unwrap()
    }

    /// What an account of a client stands at: debit above zero.
    pub async fn balance(&self, client: &Value, account: &str) -> i64 {
        let asked = json!({ "client_id": client, "account": account });
        let sums = self.world.done("list_entries", asked).await["sums"].clone();
        minor(&sums[0]["debit"]) - minor(&sums[0]["credit"])
    }
}

pub fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or(0)
}
