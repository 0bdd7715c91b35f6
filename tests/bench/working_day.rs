//! The working day of a firm of the size the product is made for, through the commands that the
//! window calls.

mod lists;
mod money;
mod papers;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::World;

use crate::firm;
use crate::measure::{Spread, heading, line};

/// Runs of a page.
const RUNS: usize = 9;
/// Runs of each variant of a list.
const LIST_RUNS: usize = 5;
/// Whoever waits longer than this for a page notices it.
const AIM: Duration = Duration::from_millis(100);

/// Makes the firm, or takes it out of a folder, and measures its day.
pub async fn measure(folder: Option<&Path>) {
    println!(
        "\nA working day: {} clients, {} debtors, {} invoices",
        firm::CLIENTS,
        firm::DEBTORS,
        firm::INVOICES
    );
    let world = firm::world(folder).await;
    sound(&world).await;
    let day = Day { world };
    day.lists().await;
    day.pages().await;
    day.money().await;
    day.statements().await;
    day.exports().await;
    sound(&day.world).await;
}

async fn sound(world: &World) {
    let begun = Instant::now();
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(checked["is_sound"], true, "{checked}");
    println!("  books of {} entries checked in {:.1?}", checked["entries"], begun.elapsed());
}

/// The firm's desk.
struct Day {
    world: World,
}

impl Day {
    /// Prints how long a read takes.
    async fn read(&self, what: &str, command: &str, input: Value) {
        let took = Spread::of(RUNS, async || {
            self.world.done(command, input.clone()).await;
        });
        line(what, &took.await, None);
    }

    /// Prints the slowest of a list's variants, and which of them are slower than they should be.
    async fn worst(&self, command: &str, variants: Vec<(String, Value)>) {
        let mut worst: Option<(String, Spread)> = None;
        let (count, mut slow) = (variants.len(), Vec::new());
        for (what, input) in variants {
            let took = Spread::of(LIST_RUNS, async || {
                self.world.done(command, input.clone()).await;
            });
            let took = took.await;
            if took.median() > AIM {
                slow.push(format!("{what} {:.0?}", took.median()));
            }
            if worst.as_ref().is_none_or(|(_, known)| took.median() > known.median()) {
                worst = Some((what, took));
            }
        }
        if let Some((what, took)) = worst {
            line(&format!("{command}, worst of {count}: {what}"), &took, None);
        }
        for one in slow {
            println!("    over the aim: {one}");
        }
    }

    /// The commands that the pages of a client, a debtor, an invoice and the day call.
    async fn pages(&self) {
        heading("Pages");
        let client = json!({ "client_id": 1 });
        self.read("today", "today", json!({})).await;
        self.read("client", "client", client.clone()).await;
        self.read("client, its position", "client_position", client.clone()).await;
        let timeline = json!({ "subject": { "kind": "client", "id": 1 }, "limit": 50 });
        self.read("client, its timeline", "timeline", timeline).await;
        let party = json!({ "party": { "kind": "client", "client_id": 1 } });
        self.read("client, its statements", "list_statements", party).await;
        self.read("debtor, the largest", "debtor", json!({ "debtor_id": 1 })).await;
        self.read("debtor", "debtor", json!({ "debtor_id": 100 })).await;
        self.read("invoice", "invoice", json!({ "invoice_id": 90_000 })).await;
        let asked = json!({ "day": "", "basis": "as_shown" });
        self.read("position of the firm", "position", asked.clone()).await;
        self.read("trial balance", "trial_balance", asked).await;
        self.read("contract form", "contract_form", client).await;
        self.read("find", "find", json!({ "text": "stane", "limit": 10 })).await;
        self.read("find a number", "find", json!({ "text": "12-0", "limit": 10 })).await;
    }
}
