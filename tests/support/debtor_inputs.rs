//! One good input for each command about debtors.

use serde_json::{Value, json};

use crate::World;

/// Ids of what stands in the world.
pub(crate) struct DebtorStock {
    client: Value,
    debtor: Value,
    other: Value,
    merged: Value,
    contact: Value,
    group: Value,
}

/// The form of a debtor of which only the name matters.
#[must_use]
pub fn debtor_form(legal_name: &str) -> Value {
    json!({
        "legal_name": legal_name, "country": "us", "phone": "(617) 555-0133",
        "email": "payables@harbor.example", "group_id": null, "limit": "50,000",
        "limit_until": "2027-06-30", "limit_review_on": "2027-01-15", "is_government": false,
        "is_insolvent": false,
        "address": {
            "line1": "1 Pier Road", "line2": "", "city": "Boston", "region": "MA",
            "postal_code": "02110", "country": ""
        }
    })
}

fn create(legal_name: &str) -> Value {
    json!({
        "debtor": debtor_form(legal_name), "is_approved": true, "is_different_business": false
    })
}

fn contact(debtor: &Value) -> Value {
    json!({
        "debtor_id": debtor, "contact_id": null, "name": "Ines Moreau", "role": "Payables",
        "phone": "(617) 555-0134", "email": "ines@harbor.example", "verifies": true, "pays": false
    })
}

fn pair(stock: &DebtorStock) -> Value {
    json!({
        "client_id": stock.client, "debtor_id": stock.debtor, "is_bought": true,
        "limit": "20,000", "is_affiliate": false, "is_contra": true
    })
}

impl DebtorStock {
    /// A debtor with an address.
    pub(crate) const fn debtor(&self) -> &Value {
        &self.debtor
    }
}

pub(crate) async fn stock(world: &World, client: &Value) -> DebtorStock {
    let mut ids = Vec::new();
    for name in ["Pell Harbor Foods, Inc.", "Ardenne Beverage, Ltd.", "Silverfen Dairy"] {
        ids.push(world.done("create_debtor", create(name)).await["debtor_id"].clone());
    }
    let [debtor, other, merged] = [ids[0].clone(), ids[1].clone(), ids[2].clone()];
    let merge = json!({ "merged_id": merged, "survivor_id": debtor });
    world.done("merge_debtors", merge).await;
    let saved = world.done("save_debtor_contact", contact(&debtor)).await;
    let group = json!({ "group_id": null, "name": "Harbor Group", "limit": "90,000" });
    let group = world.done("save_debtor_group", group).await;
    DebtorStock {
        client: client.clone(),
        debtor,
        other,
        merged,
        contact: saved["contact_id"].clone(),
        group: group["group_id"].clone(),
    }
}

pub(crate) fn reads(stock: &DebtorStock) -> Vec<(&'static str, Value)> {
    let debtor = || json!({ "debtor_id": stock.debtor });
    vec![
        (
            "list_debtors",
            json!({
                "text": "harbor", "view": "all", "sort": "exposure", "is_descending": true,
                "offset": 0, "limit": 50
            }),
        ),
        ("debtor", debtor()),
        ("debtor_form", debtor()),
        ("debtor_groups", json!({})),
        ("pick_debtors", json!({ "text": "har", "client_id": stock.client })),
        ("possible_duplicates", json!({ "name": "Pel Harbor Foods", "debtor_id": null })),
        ("plan_merge", json!({ "merged_id": stock.other, "survivor_id": stock.debtor })),
    ]
}

pub(crate) fn changes(stock: &DebtorStock) -> Vec<(&'static str, Value)> {
    let mut renamed = debtor_form("Ardenne Beverageceuticals, Ltd.");
    renamed["group_id"] = stock.group.clone();
    vec![
        ("create_debtor", create("Thornbury Foods, Inc.")),
        (
            "update_debtor",
            json!({
                "debtor_id": stock.other, "revision": 1, "debtor": renamed,
                "is_different_business": false
            }),
        ),
        ("set_debtor_status", json!({ "debtor_id": stock.other, "status": "on_stop" })),
        ("save_debtor_contact", contact(&stock.debtor)),
        ("remove_debtor_contact", json!({ "contact_id": stock.contact })),
        (
            "save_debtor_group",
            json!({ "group_id": stock.group, "name": "Harbor Holdings", "limit": "95,000" }),
        ),
        ("save_pair", pair(stock)),
        (
            "set_notice",
            json!({
                "client_id": stock.client, "debtor_id": stock.debtor, "stage": "sent",
                "on": "yesterday", "way": "registered_post"
            }),
        ),
        ("merge_debtors", json!({ "merged_id": stock.other, "survivor_id": stock.debtor })),
        ("separate_debtor", json!({ "debtor_id": stock.merged })),
    ]
}
