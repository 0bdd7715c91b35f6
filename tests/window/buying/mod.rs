//! Invoices bought in the real window: pasted, answered for, funded. The screen, the papers and the
//! books say the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::Utc;
use chrono_tz::Europe::Berlin;
use serde_json::{Value, json};

use crate::app::App;
use crate::desktop::{Desktop, Service};
use crate::process::output;
use crate::wait::until;
use crate::{office, policy, saving, screen};

const CLIENT: &str = "Aldercrest Freight";
/// As the client's clerk copies them out of a spreadsheet; the date is put in.
const ROWS: [[&str; 3]; 2] =
    [["AF-1", "Marrow Bay Logistics", "10,000.00"], ["AF-2", "Tarn Valley Grocers", "4,000.00"]];
/// 85 % of 14,000.00 less the fee of the wire.
const PAID: &str = "11,875.00";

#[tokio::test]
async fn what_is_bought_is_funded_and_stands_so_in_the_papers_and_the_books() {
    let desktop = Desktop::start(&[Service::Secrets]).await;
    let app = App::open(&desktop, &[]).await;
    office::start_firm(&app).await;
    furnish(&app).await;
    let schedule = begin(&app).await;
    paste(&app).await;
    submit_and_answer(&app).await;
    fund(&app).await;
    let [sold, funded] = save_papers(&desktop, &app).await;
    policy::assert_kept(&app).await;

    let shown = app.call("schedule", json!({ "schedule_id": schedule })).await;
    assert_eq!(minor(&shown["funding"]["net"]), 1_187_500);
    for (paper, words) in [
        (&sold, vec!["AF-1", "10,000.00", "AF-2", "4,000.00", "14,000.00"]),
        (&funded, vec!["AF-1", "AF-2", "14,000.00", "11,900.00", PAID]),
    ] {
        assert_words(paper, &words);
    }
    assert_books(&app).await;
}

/// A client with terms in force, its debtors and the accounts; their own screens have own tests.
async fn furnish(app: &App) {
    let client = json!({
        "legal_name": "Aldercrest Freight, Inc.", "trade_name": CLIENT,
        "legal_form": "corporation", "state_of_formation": "Massachusetts",
        "address": {
            "line1": "88 Beacham Row", "line2": "", "city": "Chelsea", "region": "MA",
            "postal_code": "02150", "country": "United States"
        }
    });
    let client = app.call("create_client", client).await["client_id"].take();
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Wes Calloway", "role": "President",
        "phone": "", "email": "wes@aldercrest.example", "is_signer": true
    });
    app.call("save_contact", contact).await;
    let terms = json!({
        "client_id": client, "effective_on": "", "face": "10,000",
        "fees": [{ "kind": "wire_transfer", "label": "", "amount": "25.00" }],
        "values": {
            "advance_rate": "85", "fee_first_rate": "1.9", "facility_limit": "300,000",
            "debtor_concentration": "100"
        }
    });
    app.call("save_terms", terms).await;
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
    for (party, name) in [("client", "Wes Calloway"), ("factor", "Ruth Adeyemi")] {
        let signing = json!({
            "contract_id": page["contract"]["id"], "party": party, "name": name,
            "title": "President", "place": "Providence", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": name }, "has_consented": true
        });
        app.call("sign_contract", signing).await;
    }
}

/// A new schedule, begun on the page of the client. Gives its id.
async fn begin(app: &App) -> Value {
    app.run(CLIENT).await;
    app.find("heading", CLIENT).await;
    app.run("New schedule").await;
    app.find("heading", "SCH-0001").await;
    let asked =
        json!({ "client_id": null, "stage": "draft", "text": "", "offset": 0, "limit": 50 });
    app.call("list_schedules", asked).await["rows"][0]["id"].take()
}

/// Copies the rows where they can be copied, and pastes them into the grid.
async fn paste(app: &App) {
    let date = Utc::now().with_timezone(&Berlin).date_naive();
    let rows: Vec<String> = ROWS
        .iter()
        .map(|[number, debtor, face]| format!("{number}\t{debtor}\t{date}\t{face}"))
        .collect();
    let text = format!("Invoice\tCustomer\tDate\tAmount\n{}", rows.join("\n"));
    app.run("Paste rows").await;
    app.find("dialog", "Paste rows").await;
    let script = r#"const field = document.querySelector("dialog textarea");
        field.value = arguments[0];
        field.focus();"#;
    app.script(script, vec![json!(text)]).await;
    app.press("Ctrl+a").await;
    app.press("Ctrl+x").await;
    app.press("Escape").await;
    let grid = app.find("grid", "Invoices offered").await;
    grid.click().await.unwrap();
    app.press("Ctrl+v").await;
    app.expect_text("To buy, 2 invoices").await;
    app.expect_text("14,000.00").await;
    screen::shoot(app, "buying-1-pasted").await;
}

/// Submitted; both warnings are overridden; the held account is confirmed.
async fn submit_and_answer(app: &App) {
    app.press("Ctrl+Shift+Enter").await;
    app.expect_text("Submitted").await;
    for (done, reason) in
        ["Sent this morning by courier.", "Known to the firm for years."].into_iter().enumerate()
    {
        app.click("button", "Override with a reason").await;
        app.fill("Reason, kept in the log", reason).await;
        app.press("Ctrl+Enter").await;
        app.expect_text(&format!("{} overridden", done + 1)).await;
    }
    app.press("Ctrl+Shift+Enter").await;
    app.expect_text("This account is new or was changed.").await;
    screen::shoot(app, "buying-2-held").await;
    app.click("button", "Confirm the bank account").await;
    app.find("dialog", "Confirm the bank account").await;
    app.fill("Who confirmed it", "Wes Calloway, president").await;
    app.fill("How", "Call to the number on file").await;
    app.press("Ctrl+Enter").await;
    app.expect_text("may be paid to").await;
    until("a Fund button that can be pressed", async || {
        let script = r#"return [...document.querySelectorAll(".fund .btn.primary")]
            .some((button) => button.getAttribute("aria-disabled") === null)"#;
        (app.script(script, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
}

async fn fund(app: &App) {
    app.press("Ctrl+Shift+Enter").await;
    app.find("dialog", "Fund SCH-0001…").await;
    app.expect_text("Balanced").await;
    app.expect_text(&format!("Confirm and fund {PAID}")).await;
    screen::shoot(app, "buying-3-fund").await;
    app.press("Ctrl+Enter").await;
    app.expect_text(&format!("SCH-0001 is funded: 2 invoices bought, {PAID}")).await;
    app.find("heading", "Funded").await;
    screen::shoot(app, "buying-4-funded").await;
}

async fn save_papers(desktop: &Desktop, app: &App) -> [PathBuf; 2] {
    app.run("Show the schedule of accounts").await;
    expect_paper(app).await;
    let sold = keep(saving::save(desktop, app, "sold.pdf").await);
    app.run("Show the funding report").await;
    expect_paper(app).await;
    [sold, keep(saving::save(desktop, app, "funded.pdf").await)]
}

/// A page with words on it is drawn.
async fn expect_paper(app: &App) {
    until("a drawn page", async || {
        let script = r#"const canvas = document.querySelector("main .pvwrap:not(.stale) canvas");
            const words = document.querySelector("main .pvwrap .textLayer")?.textContent ?? "";
            return canvas !== null && canvas.width > 0 && words !== """#;
        (app.script(script, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
}

/// Beside the pictures, for people to look at.
fn keep(path: PathBuf) -> PathBuf {
    let name = path.file_name().expect("a file has a name");
    std::fs::copy(&path, screen::folder().join(name)).expect("a paper can be kept");
    path
}

fn assert_words(paper: &Path, words: &[&str]) {
    let text = output(Command::new("pdftotext").arg("-layout").arg(paper).arg("-"));
    for word in words {
        assert!(text.contains(word), "{word} in {}:\n{text}", paper.display());
    }
}

/// The face is owed, the reserve is kept, the bank has paid, the wire has earned its fee.
async fn assert_books(app: &App) {
    assert_eq!(app.call("check_books", json!({})).await["is_sound"], true);
    let asked = json!({ "day": "", "basis": "as_shown" });
    let trial = app.call("trial_balance", asked).await;
    let rows = trial["blocks"][0]["rows"].as_array().unwrap();
    let of = |account: &str, side: &str| {
        let row = rows.iter().find(|row| row["account"] == account);
        row.and_then(|row| row[side]["minor"].as_i64()).unwrap_or(0)
    };
    assert_eq!(of("receivables_purchased", "debit"), 1_400_000, "{trial}");
    assert_eq!(of("client_reserve", "credit"), 210_000, "{trial}");
    assert_eq!(of("cash", "credit"), 1_187_500, "{trial}");
    assert_eq!(of("other_fee_income", "credit"), 2_500, "{trial}");
}

fn minor(money: &Value) -> i64 {
    money["minor"].as_i64().unwrap()
}
