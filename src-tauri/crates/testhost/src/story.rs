//! The firm that the demo and the tests begin with.

use serde_json::{Value, json};

/// Of its vault.
pub const PASSPHRASE: &str = "velvet harbour ninety sparrows";

/// The form of its profile.
#[must_use]
pub fn firm() -> Value {
    json!({
        "name": "Calder Street Factors LLC",
        "legal_form": "limited liability company",
        "state_of_formation": "Rhode Island",
        "registration_no": "001734455",
        "address": {
            "line1": "214 Calder Street, Suite 3", "city": "Providence", "region": "RI",
            "postal_code": "02903", "country": "United States"
        },
        "phone": "(401) 555-0142",
        "email": "office@calderstreet.example",
        "currency": "USD",
        "page_size": "letter",
        "signer_name": "Ruth Adeyemi",
        "signer_title": "Managing member",
        "governing_state": "New York",
        "venue": "New York County"
    })
}

/// The two groups a careful user types from the sheet.
#[must_use]
pub fn typed_back(shown: &Value) -> Value {
    let group = |which: usize| {
        let number = shown["ask"][which].as_u64().and_then(|number| usize::try_from(number).ok());
        shown["groups"][number.expect("a group is asked for") - 1].clone()
    };
    json!({ "first": group(0), "second": group(1) })
}
