//! Two clients with something to release and something to charge back, and one input for each
//! command that works on them.

use serde_json::{Value, json};

use crate::{PASSPHRASE, World};

/// A client with a confirmed bank account and signed terms: 80 % and 3 % for 30 days, then 1 % for
/// each 10, and what is given.
pub async fn signed_client(world: &World, name: &str, terms: &Value) -> Value {
    let client = world.client(name).await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "(617) 555-0190", "email": "nadia@larkfield.example", "is_signer": true
    });
    world.done("save_contact", contact).await;
    let account = json!({
        "client_id": client, "holder": name, "bank": "Harbour Savings", "routing": "011000015",
        "number": "8800417290"
    });
    world.done("set_bank_account", account).await;
    let confirmed = json!({
        "client_id": client, "who": "Nadia Ferro, president", "how": "Call to the number on file",
        "attachment_id": null
    });
    world.done("confirm_bank_account", confirmed).await;
    let mut values = json!({
        "advance_rate": "80", "fee_first_rate": "3", "fee_step_rate": "1",
        "facility_limit": "300,000"
    });
    for (key, value) in terms.as_object().into_iter().flatten() {
        values[key] = value.clone();
    }
    let terms = json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000", "values": values
    });
    world.done("save_terms", terms).await;
    let frozen = world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": "Nadia Ferro",
            "title": "President", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
        });
        world.done("sign_contract", signing).await;
    }
    client
}

/// Writes the books of two signed clients; the vault is closed meanwhile.
///
/// # Panics
/// If they cannot be written.
pub async fn fill(world: &World) {
    world.done("lock", json!({})).await;
    let folder = world.vault_folder();
    let filled = factor_testhost::runs::fill(&folder, PASSPHRASE, "2026-11-19").await;
    assert!(filled.is_ok(), "{filled:?}");
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
}

/// What is due of a client's reserve, by the clearing house.
#[must_use]
pub fn release_of(client: &Value) -> Value {
    json!({
        "client_id": client, "source": "reserve", "scope": "due", "day": "", "amount": "",
        "reason": "", "method": "ach", "bank_id": null
    })
}

async fn staged(world: &World, command: &str, asked: Value) -> Value {
    let page = world.done(command, asked.clone()).await;
    json!({ "asked": asked, "fingerprint": page["fingerprint"] })
}

async fn recourse_invoice(world: &World, view: &str, number: &str) -> Value {
    let query = json!({ "view": view, "text": number });
    world.done("list_recourse", query).await["rows"][0]["invoice_id"].clone()
}

/// A good input of each command over releases and recourse, with all that they need.
pub async fn inputs(world: &World) -> Vec<(&'static str, Value)> {
    let none = json!({});
    let first = signed_client(world, "Aldercrest Freight, Inc.", &none).await;
    let second = signed_client(world, "Amberly Packing, Inc.", &none).await;
    fill(world).await;
    let mut inputs = releases(world, &first, &second).await;
    inputs.extend(recourse(world).await);
    // Last, because what is done before changes what the second client is paid.
    let prepared = staged(world, "stage_release", release_of(&second)).await;
    let run = world.done("prepare_release", prepared).await["id"].clone();
    inputs.push(("confirm_release", json!({ "run_id": run })));
    inputs.push(("discard_release", json!({ "run_id": run, "reason": "Next week" })));
    inputs.push(("prepare_release", staged(world, "stage_release", release_of(&first)).await));
    inputs.extend(agreements(world, &first, &second).await);
    inputs
}

/// What is done with agreements that both have signed: of the second one notice was given.
async fn agreements(world: &World, first: &Value, second: &Value) -> Vec<(&'static str, Value)> {
    let mut ids = Vec::new();
    for client in [first, second] {
        let page = world.done("client", json!({ "client_id": client })).await;
        ids.push(page["contracts"][0]["id"].clone());
    }
    let early = json!({ "party": "client", "kind": "early", "given_on": "" });
    let notice = |id: &Value| {
        let mut notice = early.clone();
        notice["contract_id"] = id.clone();
        notice
    };
    let given = |id: &Value| json!({ "notice": notice(id), "reason": "Found a bank" });
    world.done("give_notice", given(&ids[1])).await;
    vec![
        ("preview_notice", notice(&ids[0])),
        ("give_notice", given(&ids[0])),
        ("withdraw_notice", json!({ "contract_id": ids[1], "reason": "They stay" })),
        ("decide_renewal", json!({ "contract_id": ids[0], "term_number": 1 })),
        ("contract_rules", json!({})),
        ("set_contract_rules", json!({ "lead_days": "45, 10" })),
        ("disclosure_rules", json!({})),
        ("set_disclosure_exemption", json!({ "exemption": "bank" })),
    ]
}

async fn releases(world: &World, first: &Value, second: &Value) -> Vec<(&'static str, Value)> {
    let page = world.done("stage_release", release_of(first)).await;
    let kept = page["lines"][1]["invoice_id"].clone();
    let hold = json!({
        "client_id": first, "invoice_id": kept, "is_lien": false, "reason": "Quality claim"
    });
    world.done("place_hold", hold.clone()).await;
    let prepared = staged(world, "stage_release", release_of(first)).await;
    let run = world.done("prepare_release", prepared).await["id"].clone();
    let run = json!({ "run_id": run });
    world.done("confirm_release", run.clone()).await;
    let page = world.done("stage_release", release_of(first)).await;
    let lift = json!({ "hold_id": page["left_out"][0]["hold_id"], "reason": "Settled" });
    world.done("lift_hold", lift).await;
    let open = recourse_invoice(world, "all", "Q-201").await;
    let on_open = json!({
        "client_id": first, "invoice_id": open, "is_lien": false, "reason": "Asked by phone"
    });
    world.done("place_hold", on_open).await;
    let page = world.done("stage_release", release_of(first)).await;
    let rules = json!({
        "hold_age_days": "150", "charge_days": "30", "past_due_is_recovered": false
    });
    vec![
        ("list_releases", json!({ "day": "" })),
        ("stage_release", release_of(second)),
        ("reverse_release", json!({ "run_id": run["run_id"], "reason": "Sent twice" })),
        ("list_release_runs", json!({ "client_id": first, "offset": 0, "limit": 50 })),
        ("release_run", run.clone()),
        ("release_report", run.clone()),
        ("save_release_report", run.clone()),
        ("print_release_report", run),
        ("place_hold", hold),
        ("lift_hold", json!({ "hold_id": page["placed"][0]["id"], "reason": "Settled" })),
        ("set_release_rules", rules),
    ]
}

async fn recourse(world: &World) -> Vec<(&'static str, Value)> {
    let back = |invoice: Value, ground: &str| {
        json!({
            "invoice_id": invoice, "ground": ground, "part": "", "reason": "", "replaced_by": ""
        })
    };
    let agreed = back(recourse_invoice(world, "all", "Q-205").await, "agreed");
    let agreed = staged(world, "stage_charge_back", agreed).await;
    let case = world.done("confirm_charge_back", agreed).await["id"].clone();
    let asked = back(recourse_invoice(world, "all", "Q-201").await, "recourse");
    let charge_back = staged(world, "stage_charge_back", asked.clone()).await;
    let given_up = |invoice: Value, ground: &str, evidence: Value| {
        json!({
            "invoice_id": invoice, "ground": ground, "reason": "Bankrupt", "evidence": evidence
        })
    };
    let failed = recourse_invoice(world, "all", "Q-202").await;
    let waiting = staged(world, "stage_write_off", given_up(failed, "cannot_pay", json!([]))).await;
    let waiting = world.done("prepare_write_off", waiting).await["id"].clone();
    let file = json!({ "file_name": "petition.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
    let file = world.done("add_attachment", file).await["id"].clone();
    let own = recourse_invoice(world, "own_risk", "Q-203").await;
    let write_off = given_up(own, "credit_event", json!([file]));
    let one = json!({ "case_id": case });
    vec![
        (
            "list_recourse",
            json!({
                "view": "all", "sort": "date", "is_descending": false, "days_ahead": 30,
                "text": "Q-2", "offset": 0, "limit": 50
            }),
        ),
        ("stage_charge_back", asked),
        ("confirm_charge_back", charge_back),
        ("stage_write_off", write_off.clone()),
        ("prepare_write_off", staged(world, "stage_write_off", write_off).await),
        ("confirm_write_off", json!({ "case_id": waiting })),
        ("discard_write_off", json!({ "case_id": waiting, "reason": "It may pay" })),
        ("reverse_recourse", json!({ "case_id": case, "reason": "Wrong invoice" })),
        ("list_recourse_cases", json!({ "invoice_id": null, "offset": 0, "limit": 50 })),
        ("recourse_case", one.clone()),
        ("charge_back_notice", one.clone()),
        ("save_charge_back_notice", one.clone()),
        ("print_charge_back_notice", one),
    ]
}
