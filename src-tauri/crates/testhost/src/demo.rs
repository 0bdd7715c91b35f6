//! The main job without a window: a firm, a client, terms, the agreement, both signatures, a note
//! and its reminder, all through the same commands as the window's. Leaves the PDFs and a log.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_app::desk::{Desk, Places};
use factor_app::dispatch::dispatch;
use serde_json::{Value, json};

use crate::ports::KeptPorts;
use crate::story::{PASSPHRASE, firm, typed_back};

struct Demo {
    desk: Desk,
    kept: KeptPorts,
    log: String,
    calls: u32,
}

impl Demo {
    async fn call(&mut self, name: &str, input: Value) -> Result<Value, String> {
        self.calls += 1;
        let id = format!("demo-{:04}", self.calls);
        let answer = dispatch(&self.desk, name, Some(&id), input)
            .await
            .map_err(|error| format!("{name}: {} {:?}", error.message, error.fields))?;
        self.say(name);
        Ok(answer)
    }

    fn say(&mut self, line: &str) {
        let at = self.desk.now().civil().format("%Y-%m-%d %H:%M");
        let _infallible = writeln!(self.log, "{at}  {line}");
    }
}

/// Does the main job and leaves `agreement.pdf`, `agreement-signed.pdf`, the recovery sheet and
/// `log.txt` in `out`.
///
/// # Errors
/// The first command that did not succeed, in its own words.
pub async fn run(out: &Path) -> Result<(), String> {
    std::fs::create_dir_all(out).map_err(|cause| cause.to_string())?;
    let work = tempfile::tempdir().map_err(|cause| cause.to_string())?;
    let places =
        Places { settings: work.path().join("settings"), vaults: work.path().join("vaults") };
    let kept = KeptPorts::new(out.to_path_buf());
    let desk = Desk::new(kept.ports(), places);
    let mut demo = Demo { desk, kept, log: String::new(), calls: 0 };

    create_vault(&mut demo).await?;
    let client = create_client(&mut demo).await?;
    let contract = freeze(&mut demo, &client).await?;
    save_pdf(&mut demo, &contract, "frozen", &out.join("agreement.pdf")).await?;
    sign(&mut demo, &contract).await?;
    save_pdf(&mut demo, &contract, "signed", &out.join("agreement-signed.pdf")).await?;
    note_and_reminder(&mut demo, &client).await?;
    demo.call("lock", json!({})).await?;
    std::fs::write(out.join("log.txt"), &demo.log).map_err(|cause| cause.to_string())
}

async fn create_vault(demo: &mut Demo) -> Result<(), String> {
    let shown = demo
        .call(
            "begin_vault",
            json!({
                "firm_name": "Calder Street Factors LLC",
                "passphrase": PASSPHRASE,
                "use_keychain": false
            }),
        )
        .await?;
    demo.call("save_recovery_sheet", json!({})).await?;
    demo.call("create_vault", typed_back(&shown)).await?;
    demo.call("save_firm", firm()).await?;
    Ok(())
}

async fn create_client(demo: &mut Demo) -> Result<Value, String> {
    let saved = demo
        .call(
            "create_client",
            json!({
                "legal_name": "Larkfield Produce Distributors, Inc.",
                "trade_name": "Larkfield Produce",
                "line_of_business": "Produce to grocers and caterers",
                "legal_form": "corporation",
                "state_of_formation": "Massachusetts",
                "registration_no": "004417290",
                "tax_id": "04-4172900",
                "address": {
                    "line1": "88 Beacham Row", "city": "Chelsea", "region": "MA",
                    "postal_code": "02150", "country": "United States"
                },
                "phone": "(617) 555-0188",
                "email": "office@larkfield.example",
                "account_representative": "Ruth Adeyemi"
            }),
        )
        .await?;
    let client = saved["client_id"].clone();
    demo.call(
        "save_contact",
        json!({
            "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
            "phone": "(617) 555-0190", "email": "nadia@larkfield.example", "is_signer": true
        }),
    )
    .await?;
    demo.call(
        "save_terms",
        json!({
            "client_id": client,
            "values": {
                "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
                "facility_limit": "300,000"
            },
            "fees": null,
            "effective_on": "",
            "face": "10,000"
        }),
    )
    .await?;
    Ok(client)
}

async fn freeze(demo: &mut Demo, client: &Value) -> Result<Value, String> {
    let form = demo.call("contract_form", json!({ "client_id": client })).await?;
    let mut answers = serde_json::Map::new();
    for asked in form["asked"].as_array().into_iter().flatten() {
        let is_open = asked["is_asked_here"] == true && asked["value"] == "";
        if let (true, Some(path)) = (is_open, asked["path"].as_str()) {
            answers.insert(path.to_owned(), json!("none"));
        }
    }
    let page =
        demo.call("freeze_contract", json!({ "client_id": client, "answers": answers })).await?;
    Ok(page["contract"]["id"].clone())
}

async fn sign(demo: &mut Demo, contract: &Value) -> Result<(), String> {
    let strokes = json!([[[80, 700], [160, 300], [240, 720], [330, 350], [420, 690], [560, 420]]]);
    for (party, name, title, method) in [
        ("client", "Nadia Ferro", "President", json!({ "kind": "drawn", "strokes": strokes })),
        (
            "factor",
            "Ruth Adeyemi",
            "Managing member",
            json!({
                "kind": "typed", "text": "Ruth Adeyemi"
            }),
        ),
    ] {
        demo.kept.clock.advance(chrono::Duration::minutes(2));
        demo.call(
            "sign_contract",
            json!({
                "contract_id": contract, "party": party, "name": name, "title": title,
                "place": "Providence, Rhode Island", "identity": "Known to the firm",
                "method": method, "has_consented": true
            }),
        )
        .await?;
    }
    Ok(())
}

async fn save_pdf(demo: &mut Demo, contract: &Value, file: &str, to: &Path) -> Result<(), String> {
    let pdf = demo.call("contract_pdf", json!({ "contract_id": contract, "file": file })).await?;
    let bytes = BASE64
        .decode(pdf["data"].as_str().unwrap_or_default())
        .map_err(|cause| cause.to_string())?;
    std::fs::write(to, bytes).map_err(|cause| cause.to_string())?;
    let line = format!("{file} PDF, SHA-256 {}", pdf["sha256"].as_str().unwrap_or_default());
    demo.say(&line);
    Ok(())
}

async fn note_and_reminder(demo: &mut Demo, client: &Value) -> Result<(), String> {
    demo.call(
        "save_note",
        json!({
            "subject": { "kind": "client", "id": client },
            "contact_id": null, "contact_name": "Nadia Ferro",
            "channel": "call", "direction": "outgoing", "outcome": "reached",
            "text": "Walked through the schedule of accounts. She sends the first invoices.",
            "day": "", "time": "",
            "next": { "day": "tomorrow", "time": "9:30", "reason": "Ask for the first schedule" },
            "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
        }),
    )
    .await?;
    demo.kept.clock.set("2026-11-20 09:30");
    factor_app::reminders::tick(&demo.desk).await;
    let shown = demo.kept.notes.all();
    let Some(note) = shown.last() else {
        return Err("no reminder was shown at 9:30 on the next day".to_owned());
    };
    let line = format!("reminder: {} / {}", note.title, note.body.replace('\n', " "));
    demo.say(&line);
    Ok(())
}
