//! One good input for each command about dunning.

use serde_json::{Value, json};

use crate::World;

/// A policy that was chosen for somebody, a run, and a letter that is due.
pub(crate) struct DunningStock {
    client: Value,
    policy: Value,
    run: Value,
    line: Value,
}

fn policy(name: &str, is_house: bool) -> Value {
    let step = |act: &str, days: &str| {
        json!({
            "act": act, "after_days": days, "days_to_pay": "", "tells_representative": false,
            "by_mail": false, "fee": "", "with_charges": true
        })
    };
    json!({
        "policy_id": null, "is_house": is_house,
        "policy": {
            "name": name, "pause_days": "0", "fee_basis": "",
            "steps": [step("courtesy_reminder", "-30"), step("call", "1")]
        }
    })
}

/// # Panics
/// If no letter or no call is due in the world.
pub(crate) async fn stock(world: &World, client: &Value) -> DunningStock {
    world.done("save_dunning_policy", policy("Ours", true)).await;
    let kept = world.done("save_dunning_policy", policy("Early", false)).await;
    let plan = world.done("plan_dunning", json!({})).await;
    let due = |is_call: bool| {
        let mut rows = plan["rows"].as_array().into_iter().flatten();
        let found = rows
            .find(|row| row["can_be_made"] == true && (row["line"]["act"] == "call") == is_call);
        found.unwrap_or_else(|| panic!("nothing is due: {plan:#}"))["line"].clone()
    };
    let done = world.done("run_dunning", json!({ "lines": [due(true)], "mailed": [] })).await;
    DunningStock {
        client: client.clone(),
        policy: kept["policies"][1]["policy_id"].clone(),
        run: done["head"]["run_id"].clone(),
        line: due(false),
    }
}

pub(crate) fn inputs(stock: &DunningStock) -> Vec<(&'static str, Value)> {
    let whose = json!({ "kind": "client", "client_id": stock.client });
    let said = json!({ "kind": "policy", "policy_id": stock.policy });
    vec![
        ("plan_dunning", json!({})),
        ("preview_dunning", stock.line.clone()),
        ("run_dunning", json!({ "lines": [stock.line], "mailed": [] })),
        ("dunning_run", json!({ "run_id": stock.run })),
        ("dunning_policies", json!({})),
        ("save_dunning_policy", policy("Another", false)),
        ("remove_dunning_policy", json!({ "policy_id": stock.policy })),
        ("dunning_choice", json!({ "whose": whose })),
        ("choose_dunning", json!({ "whose": whose, "said": said })),
    ]
}
