//! The first page of every list, in every order and under some filters.

use serde_json::{Value, json};

use super::Day;
use crate::measure::heading;

/// Typed into the search of a list: nothing, part of many names, part of a number.
const TEXTS: [&str; 3] = ["", "stane", "0123"];
const CLIENT_SORTS: [&str; 10] = [
    "name",
    "facility_limit",
    "next_contact",
    "since",
    "representative",
    "receivables",
    "net",
    "available",
    "reserve",
    "past_due",
];
const CLIENT_VIEWS: [&str; 6] = ["all", "active", "prospects", "to_sign", "on_stop", "archived"];
const DEBTOR_SORTS: [&str; 6] =
    ["name", "exposure", "limit_use", "past_due", "days_to_pay", "next_review"];
const DEBTOR_VIEWS: [&str; 7] =
    ["all", "approved", "pending", "on_stop", "over_limit", "to_review", "archived"];
const INVOICE_SORTS: [&str; 12] = [
    "number", "client", "debtor", "invoiced", "due", "recourse", "face", "open", "advance",
    "reserve", "fees", "state",
];
const INVOICE_VIEWS: [&str; 7] =
    ["open", "past_due", "disputed", "recourse_soon", "offered", "closed", "all"];

/// Every order of one view with every text, and every view in its first order.
fn variants(sorts: &[&str], views: &[&str], all: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let query = |view: &str, sort: &str, text: &str, is_descending: bool| {
        json!({
            "view": view, "sort": sort, "text": text, "is_descending": is_descending, "offset": 0,
            "limit": 50
        })
    };
    for sort in sorts {
        for text in TEXTS {
            found.push((format!("{all} by {sort} {text}"), query(all, sort, text, false)));
        }
        found.push((format!("{all} by {sort}, last first"), query(all, sort, "", true)));
    }
    for view in views {
        for text in TEXTS {
            let what = format!("{view} by {} {text}", sorts[0]);
            found.push((what, query(view, sorts[0], text, false)));
        }
    }
    found
}

fn receipts() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for view in ["all", "posted", "returned", "reversed"] {
        for text in ["", "stane", "41", "1,234.56"] {
            for from in ["", "2026-11-01"] {
                let query = json!({
                    "view": view, "text": text, "from": from, "until": "", "offset": 0, "limit": 50
                });
                found.push((format!("{view} {text} {from}"), query));
            }
        }
    }
    found
}

fn schedules() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for stage in [Value::Null, json!("draft"), json!("submitted"), json!("purchased")] {
        for client in [Value::Null, json!(1)] {
            for text in ["", "stane", "SCH-0123", "12-000400"] {
                let query = json!({
                    "stage": stage, "client_id": client, "text": text, "offset": 0, "limit": 50
                });
                found.push((format!("{stage} {client} {text}"), query));
            }
        }
    }
    found
}

fn recourse() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for view in ["all", "passed", "coming", "own_risk"] {
        for sort in ["date", "client", "amount"] {
            for text in ["", "stane"] {
                let query = json!({
                    "view": view, "sort": sort, "is_descending": false, "days_ahead": 30,
                    "text": text, "offset": 0, "limit": 50
                });
                found.push((format!("{view} by {sort} {text}"), query));
            }
        }
    }
    found
}

fn entries() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for text in ["", "stane", "12-000400"] {
        for (account, client) in
            [(Value::Null, Value::Null), (json!("cash"), Value::Null), (Value::Null, json!(1))]
        {
            let query = json!({
                "account": account, "client_id": client, "text": text, "until": null,
                "offset": 0, "limit": 50
            });
            found.push((format!("{account} {client} {text}"), query));
        }
    }
    found
}

impl Day {
    /// All of them.
    pub(super) async fn lists(&self) {
        heading("First page of each list, fifty rows");
        self.worst("list_clients", variants(&CLIENT_SORTS, &CLIENT_VIEWS, "all")).await;
        self.worst("list_debtors", variants(&DEBTOR_SORTS, &DEBTOR_VIEWS, "all")).await;
        let mut invoices = variants(&INVOICE_SORTS, &INVOICE_VIEWS, "all");
        invoices.extend(variants(&INVOICE_SORTS, &[], "open"));
        for party in ["client_id", "debtor_id"] {
            let mut of_party = variants(&INVOICE_SORTS, &INVOICE_VIEWS, "all");
            for (what, query) in &mut of_party {
                query[party] = json!(1);
                what.push_str(party);
            }
            invoices.extend(of_party);
        }
        self.worst("list_invoices", invoices).await;
        self.worst("list_receipts", receipts()).await;
        self.worst("list_schedules", schedules()).await;
        self.worst("list_recourse", recourse()).await;
        self.worst("list_entries", entries()).await;
        self.read("list_releases", "list_releases", json!({ "day": "" })).await;
        let runs = json!({ "client_id": null, "offset": 0, "limit": 50 });
        self.read("list_release_runs", "list_release_runs", runs).await;
        let contracts = json!({ "text": "", "view": "all", "offset": 0, "limit": 50 });
        self.read("list_contracts", "list_contracts", contracts).await;
        self.read("receipts_inbox", "receipts_inbox", json!({})).await;
    }
}
