//! From the rows of a spreadsheet to the money paid out.

use chrono::Utc;
use chrono_tz::Europe::Berlin;
use serde_json::{Value, json};

use super::papers::{self, SavedPaper};
use super::{CLIENT, FACE, PAID, ROWS};
use crate::app::App;
use crate::desktop::Desktop;
use crate::screen;
use crate::wait::until;

/// A new schedule, begun on the page of the client. Gives its id.
pub async fn begin(app: &App) -> Value {
    app.run(CLIENT).await;
    app.find("heading", CLIENT).await;
    app.run("New schedule").await;
    app.find("heading", "SCH-0001").await;
    let asked =
        json!({ "client_id": null, "stage": "draft", "text": "", "offset": 0, "limit": 50 });
    app.call("list_schedules", asked).await["rows"][0]["id"].take()
}

/// Copies the rows where they can be copied, and pastes them into the grid.
pub async fn paste(app: &App) {
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
    app.expect_text(FACE).await;
    screen::shoot(app, "buying-1-pasted").await;
}

/// Submitted; both warnings are overridden; the held account is confirmed.
pub async fn submit_and_answer(app: &App) {
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

pub async fn fund(app: &App) {
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

pub async fn save_papers(desktop: &Desktop, app: &App) -> [SavedPaper; 2] {
    app.run("Show the schedule of accounts").await;
    papers::expect(app, "Schedule of Accounts").await;
    screen::shoot(app, "buying-5-sold").await;
    let sold = papers::save(desktop, app, "sold.pdf").await;
    app.run("Show the funding report").await;
    papers::expect(app, "Funding Report").await;
    screen::shoot(app, "buying-6-funding-report").await;
    [sold, papers::save(desktop, app, "funded.pdf").await]
}
