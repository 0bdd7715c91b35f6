//! What leaves the program: statements of every client, lists as files.

use std::time::Instant;

use serde_json::{Value, json};

use super::Day;
use crate::process::{forget_peak, peak_of};

/// Every column of the list of invoices.
const COLUMNS: [&str; 19] = [
    "number",
    "client",
    "debtor",
    "schedule",
    "state",
    "invoiced",
    "due",
    "purchased",
    "recourse",
    "closed",
    "late",
    "currency",
    "face",
    "open",
    "advance",
    "reserve",
    "collected",
    "fees",
    "fee_to_date",
];

impl Day {
    /// The statements of a month for every client, with the progress that the window shows.
    pub(super) async fn statements(&self) {
        println!("\nStatements of a month, as papers");
        let scope = json!({
            "scope": { "kind": "clients", "ids": [] }, "from": "2026-10-01", "to": "2026-10-31"
        });
        // As a window does; nobody is told where nobody listens.
        let _window = self.world.desk.listen();
        let begun = Instant::now();
        let run = self.world.done("start_statement_run", scope).await;
        let started = begun.elapsed();
        let asked = json!({ "run_id": run["run"]["id"] });
        let made = self.world.done("work_statement_run", asked).await;
        let took = begun.elapsed();
        assert_eq!(made["run"]["failed"], 0, "{}", made["run"]);
        let count = &made["run"]["made"];
        println!("  {count} in {took:.1?}, of which {started:.1?} until the first");
        let asked = json!({
            "party": { "kind": "client", "client_id": 1 }, "from": "2026-10-01", "to": "2026-10-31"
        });
        self.read("one of them, looked at", "statement_preview", asked).await;
        self.read("form of a run", "statement_form", json!({})).await;
        self.read("list_statements", "list_statements", json!({ "party": Value::Null })).await;
    }

    /// Every invoice as a file of each kind, with the memory that this takes.
    pub(super) async fn exports(&self) {
        println!("\nExport of all invoices, every column");
        for format in ["csv", "xlsx"] {
            forget_peak();
            let before = peak_of("self");
            let query = json!({ "view": "all" });
            let asked = json!({ "query": query, "columns": COLUMNS, "format": format });
            let begun = Instant::now();
            self.world.done("export_invoices", asked).await;
            let took = begun.elapsed();
            let grown = before.zip(peak_of("self")).map(|(before, peak)| (peak - before) >> 20);
            let grown = grown.map_or_else(String::new, |mib| format!(", {mib} MB more in memory"));
            println!("  {format} in {took:.1?}{grown}");
        }
    }
}
