//! From the payments of the debtors to the statement of the client.

use serde_json::json;

use super::papers::{self, SavedPaper};
use super::{CLIENT, RELEASED, ROWS, SETTLED, SHORT_PAID};
use crate::app::App;
use crate::desktop::Desktop;
use crate::screen;
use crate::wait::until;

/// The first pays all, the second short; the reserve bears the shortage.
pub async fn collect(app: &App) {
    app.press("Ctrl+5").await;
    let [[first, payer, face], [second, other, _]] = ROWS;
    enter(app, payer, face).await;
    app.fill(&format!("Pays on {first}"), face).await;
    screen::shoot(app, "buying-7-exact").await;
    post(app).await;
    enter(app, other, SHORT_PAID).await;
    app.fill(&format!("Pays on {second}"), SHORT_PAID).await;
    app.find("group", &format!("Shortage of {second}")).await;
    let why = app.find("combobox", &format!("Why {second} is short")).await;
    why.select_by_label("Damage").await.unwrap();
    app.click("radio", "To reserve").await;
    app.fill(&format!("Note on the shortage of {second}"), "Claim DM-2207").await;
    app.expect_text("Short by 100.00").await;
    screen::shoot(app, "buying-8-short").await;
    post(app).await;
}

async fn enter(app: &App, payer: &str, amount: &str) {
    app.press("Ctrl+n").await;
    app.find("heading", "New receipt").await;
    app.pick("Payer", payer).await;
    app.fill("Amount", amount).await;
    app.fill("Reference…", "41877").await;
    app.press("Ctrl+Enter").await;
    app.find("table", &format!("Open invoices of {payer}")).await;
}

async fn post(app: &App) {
    until("a receipt that is worked out and whole", async || {
        let script = r#"return document.querySelector("table.alloc[aria-busy='false']") !== null
            && document.querySelector("section.post .btn.primary:not([aria-disabled])") !== null"#;
        (app.script(script, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
    app.press("Ctrl+Enter").await;
    app.expect_text("1 closed").await;
    app.find("heading", "Nothing waits to be applied").await;
}

/// All that is earned goes to the client; the report is saved.
pub async fn release(desktop: &Desktop, app: &App) -> SavedPaper {
    app.run("Reserve releases").await;
    app.click("radio", "All that is earned").await;
    screen::shoot(app, "buying-9-release").await;
    app.find("button", &format!("Release {RELEASED} USD")).await;
    let staged = papers::rows(app).await;
    for (row, [number, collected, advance, fee, left]) in staged.iter().zip(SETTLED) {
        assert_eq!(row[0], number);
        assert_eq!(row[3..], [collected, advance, fee, "0.00", left]);
    }
    app.press("Ctrl+Enter").await;
    app.find("alertdialog", "Release to…").await;
    app.press("Ctrl+Enter").await;
    app.expect_text(&format!("{RELEASED} USD released to {CLIENT}")).await;
    app.click("button", "Open the report").await;
    papers::expect(app, "Settlement report").await;
    screen::shoot(app, "buying-10-report").await;
    papers::save(desktop, app, "released.pdf").await
}

pub async fn state(desktop: &Desktop, app: &App) -> SavedPaper {
    app.press("Ctrl+8").await;
    papers::expect(app, "Client statement").await;
    app.click("button", "This year so far").await;
    papers::expect(app, "January 1 to").await;
    screen::shoot(app, "buying-11-to-state").await;
    app.press("Ctrl+Enter").await;
    app.expect_text("1 statement was made.").await;
    app.click("button", "Open the statement…").await;
    papers::expect(app, CLIENT).await;
    screen::shoot(app, "buying-12-statement").await;
    papers::save(desktop, app, "stated.pdf").await
}
