//! Inputs for histories: one of a client on paper, and what everybody did.

use serde_json::{Value, json};

/// What a history is narrowed to: everything.
#[must_use]
pub fn everything() -> Value {
    json!({ "kinds": [], "person": "", "from": "", "until": "" })
}

/// One good input for each command.
#[must_use]
pub fn inputs(client: &Value) -> Vec<(&'static str, Value)> {
    let asked = || {
        let filter = json!({
            "kinds": ["note", "contract", "change"], "person": "", "from": "1/1/2026", "until": ""
        });
        json!({ "subject": { "kind": "client", "id": client }, "filter": filter })
    };
    vec![
        ("history_paper", asked()),
        ("save_history", asked()),
        ("print_history", asked()),
        (
            "activity",
            json!({
                "client_id": null, "person": "", "from": "", "until": "today", "after": "",
                "limit": 50
            }),
        ),
    ]
}
