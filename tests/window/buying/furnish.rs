//! What must be there before anything is bought; its own screens have own tests.

use serde_json::{Value, json};

use super::{CLIENT, ROWS};
use crate::app::App;
use crate::{given, office};

/// A client with terms in force, its debtors and the accounts; their own screens have own tests.
pub async fn furnish(app: &App) {
    let fees = json!([{ "kind": "wire_transfer", "label": "", "amount": "25.00" }]);
    let values = json!({
        "advance_rate": "85", "fee_first_rate": "1.9", "facility_limit": "300,000",
        "debtor_concentration": "100", "clearance_days": "0", "minimum_days": "1"
    });
    let client = given::client(app, CLIENT, values, fees).await;
    sign(app, &client).await;
    for [_, name, _] in ROWS {
        let debtor = json!({ "debtor": { "legal_name": name }, "is_approved": true });
        app.call("create_debtor", debtor).await;
    }
    let firm = json!({
        "bank_account_id": null, "name": "Operating account", "holder": office::FIRM,
        "bank": "Tidewater Bank", "routing": "", "number": "000123454321"
    });
    app.call("save_firm_account", firm).await;
    let account = json!({
        "client_id": client, "holder": CLIENT, "bank": "Harbour Savings",
        "routing": "011000015", "number": "880041728820"
    });
    app.call("set_bank_account", account).await;
}

async fn sign(app: &App, client: &Value) {
    let form = app.call("contract_form", json!({ "client_id": client })).await;
    let asked = form["asked"].as_array().unwrap();
    let open = asked.iter().filter(|one| one["is_asked_here"] == true && one["value"] == "");
    let answers: serde_json::Map<String, Value> =
        open.map(|one| (one["path"].as_str().unwrap().to_owned(), json!("none"))).collect();
    let frozen = json!({ "client_id": client, "answers": answers });
    let page = app.call("freeze_contract", frozen).await;
    for (party, name) in [("client", given::SIGNER), ("factor", "Ruth Adeyemi")] {
        let signing = json!({
            "contract_id": page["contract"]["id"], "party": party, "name": name,
            "title": "President", "place": "Providence", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": name }, "has_consented": true
        });
        app.call("sign_contract", signing).await;
    }
}
