//! Inputs for contracts that are signed elsewhere, and for what the firm has set for signing.

use serde_json::{Value, json};

/// One good input for each command.
#[must_use]
pub fn inputs(contract: &Value) -> Vec<(&'static str, Value)> {
    let asked = || json!({ "contract_id": contract });
    vec![
        ("save_signing_copy", asked()),
        ("note_sent", json!({ "contract_id": contract, "service": "Harbour Sign" })),
        (
            "open_envelope",
            json!({
                "contract_id": contract, "file_name": "signed.pdf", "data": "JVBERi0xLjcK"
            }),
        ),
        ("signing_rules", json!({})),
        (
            "set_signing_rules",
            json!({
                "mail_subject": "To sign: {{contract.number}}",
                "mail_text": "Dear {{client.signer}}, please sign.",
                "timestamp_url": "https://tsa.example/tsr"
            }),
        ),
    ]
}
