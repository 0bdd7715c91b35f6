//! What a test begins with, entered by calls; the screens for it have own tests.

use serde_json::{Value, json};

use crate::app::App;

/// Who signs for the client of [`client`].
pub const SIGNER: &str = "Wes Calloway";

/// A client with a signer and drafted terms; gives its id. `values` are terms by their keys.
pub async fn client(app: &App, trade_name: &str, values: Value, fees: Value) -> Value {
    let client = json!({
        "legal_name": format!("{trade_name}, Inc."), "trade_name": trade_name,
        "legal_form": "corporation", "state_of_formation": "Massachusetts",
        "address": {
            "line1": "88 Beacham Row", "line2": "", "city": "Chelsea", "region": "MA",
            "postal_code": "02150", "country": "United States"
        }
    });
    let client = app.call("create_client", client).await["client_id"].take();
    let contact = json!({
        "client_id": client, "contact_id": null, "name": SIGNER, "role": "President",
        "phone": "", "email": "wes@aldercrest.example", "is_signer": true
    });
    app.call("save_contact", contact).await;
    let terms = json!({
        "client_id": client, "effective_on": "", "face": "10,000", "fees": fees, "values": values
    });
    app.call("save_terms", terms).await;
    client
}
