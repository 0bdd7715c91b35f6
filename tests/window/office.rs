//! The work of an office up to a signed contract, done in the window as a person does it.

use crate::app::App;
use crate::policy;
use crate::screen;
use crate::wait::until;
use serde_json::{Value, json};

pub const FIRM: &str = "Calder Street Factors LLC";
pub const PASSPHRASE: &str = "velvet harbour ninety sparrows";
pub const CLIENT: &str = "Larkfield Produce";
pub const CLIENT_LEGAL: &str = "Larkfield Produce Distributors, Inc.";
pub const CONTACT: &str = "Nadia Ferro";
pub const CONTACT_PHONE: &str = "(617) 555-0166";
pub const CLIENT_TAX_ID: &str = "04-4172900";

/// From the welcome screen to the empty list of Today. Gives the recovery key as it is shown.
pub async fn start_firm(app: &App) -> String {
    app.find("heading", "Welcome to Factordesk").await;
    screen::shoot(app, "story-01-welcome").await;
    app.click("button", "Start my firm…").await;
    app.find("heading", "Protect your data").await;
    app.fill("Name of your firm", FIRM).await;
    app.fill("Passphrase", PASSPHRASE).await;
    app.fill("Again", PASSPHRASE).await;
    app.click("checkbox", "Also unlock with this computer’s keychain…").await;
    app.click("button", "Make the recovery key").await;
    let key = prove_recovery_key(app).await;
    app.click("button", "Create the vault").await;
    fill_profile(app).await;
    app.find("heading", "Usual terms").await;
    app.find("table", "What an invoice of…").await;
    screen::shoot(app, "story-04-usual-terms").await;
    app.click("button", "Continue").await;
    app.find("heading", "Reminders").await;
    screen::shoot(app, "story-05-reminders").await;
    app.click("button", "Open Factordesk").await;
    app.expect_text("Nothing is due today").await;
    screen::shoot(app, "story-06-today-empty").await;
    key
}

/// Reads the key from the screen as from the paper, and types the two groups asked for.
async fn prove_recovery_key(app: &App) -> String {
    app.expect_text("Type two groups to show that the key is safe.").await;
    screen::shoot(app, "story-02-recovery-key").await;
    let script = r#"return [document.querySelector(".rk code").innerText,
        ...[...document.querySelectorAll(".twow label")].map((label) => label.innerText.trim())]"#;
    let shown = app.script(script, Vec::new()).await;
    let shown: Vec<&str> = shown.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let [key, labels @ ..] = shown.as_slice() else { panic!("no key is shown") };
    let key: String = key.split_whitespace().collect();
    let groups: Vec<&str> = key.split('-').collect();
    assert_eq!(labels.len(), 2);
    for label in labels {
        let ordinal = label.split(' ').next().unwrap();
        let at = ORDINALS.iter().position(|one| *one == ordinal).expect("an ordinal");
        app.fill(label, groups[at]).await;
    }
    key
}

const ORDINALS: [&str; 9] =
    ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"];

async fn fill_profile(app: &App) {
    app.find("heading", "Your firm").await;
    app.pick("Legal form", "limited liability company").await;
    fill_all(
        app,
        &[
            ("State of formation", "Rhode Island"),
            ("Registration number…", "001734455"),
            ("Street", "214 Calder Street, Suite 3"),
            ("City", "Providence"),
            ("State or region", "RI"),
            ("Postal code", "02903"),
            ("Country", "United States"),
            ("Phone", "(401) 555-0142"),
            ("Email", "office@calderstreet.example"),
            ("Who signs for the firm", "Ruth Adeyemi"),
            ("Title of the signer", "Managing member"),
            ("Governing law", "New York"),
            ("Courts", "New York County"),
        ],
    )
    .await;
    screen::shoot(app, "story-03-firm").await;
    app.click("button", "Continue").await;
}

/// The client with its signer; ends on the client's page.
pub async fn enter_client(app: &App) {
    app.click("link", "Clients").await;
    app.find("heading", "No clients yet").await;
    app.press("Ctrl+n").await;
    app.find("heading", "New client").await;
    fill_all(
        app,
        &[
            ("Legal name", CLIENT_LEGAL),
            ("Trade name…", CLIENT),
            ("Line of business…", "Produce to grocers"),
            ("State of formation", "Massachusetts"),
            ("Registration number", "004417290"),
            ("Tax ID", CLIENT_TAX_ID),
            ("Street", "88 Beacham Row"),
            ("City", "Chelsea"),
            ("State", "MA"),
            ("ZIP code", "02150"),
            ("Country…", "United States"),
            ("Phone", "(617) 555-0188"),
            ("E-mail", "office@larkfield.example"),
            ("Account representative…", "Ruth Adeyemi"),
        ],
    )
    .await;
    app.pick("Legal form", "corporation").await;
    screen::shoot(app, "story-07-client-form").await;
    app.click("button", "Save the client").await;
    app.find("heading", CLIENT).await;
    app.click("button", "Add a contact").await;
    app.find("dialog", "New contact").await;
    fill_all(app, &[("Name", CONTACT), ("Role…", "President"), ("Phone…", CONTACT_PHONE)]).await;
    app.click("checkbox", "Signs for the client…").await;
    screen::shoot(app, "story-08-contact").await;
    app.click("button", "Add the contact").await;
    app.find("button", &format!("Edit {CONTACT}")).await;
    screen::shoot(app, "story-09-client").await;
}

/// Terms of the client's own, up to the form of the contract.
pub async fn customise_terms(app: &App) {
    app.press("Ctrl+Shift+t").await;
    app.find("table", "Terms").await;
    app.fill("Advance rate, %", "85").await;
    app.fill("Fee, first period, %", "1.9").await;
    app.fill("Fee, each next period, %", "0.7").await;
    app.fill("Facility limit, USD", "300,000").await;
    // Of 10,000.00: advanced at 85 %, and the fee of the first thirty days.
    app.expect_text("8,500.00").await;
    app.expect_text("190.00").await;
    screen::shoot(app, "story-10-terms").await;
    app.click("button", "Make the contract").await;
}

/// The contract from its preview to its second signature; ends on its page.
pub async fn make_contract(app: &App) {
    expect_paper(app).await;
    screen::shoot(app, "story-11-contract-form").await;
    app.click("button", "Freeze version 1…").await;
    app.find("alertdialog", "Freeze CTR-…").await;
    screen::shoot(app, "story-12-freeze").await;
    app.click("button", "Freeze version 1").await;
    app.click("button", "Sign").await;
    sign_drawn(app, CONTACT).await;
    app.expect_text("now waits to be signed for the Factor").await;
    expect_paper(app).await;
    screen::shoot(app, "story-14-signed-by-one").await;
    app.click("button", "Sign").await;
    sign_typed(app).await;
    app.expect_text("Signed by both. Terms version 1 is in force from").await;
    expect_paper(app).await;
    screen::shoot(app, "story-16-signed").await;
}

/// The client's signer signs with the pointer.
pub async fn sign_drawn(app: &App, signer: &str) {
    app.find("dialog", "Sign CTR-…").await;
    let pad = app.find("group", "Signature").await;
    app.draw(&pad, &[(-160.0, 20.0), (-120.0, -30.0), (-80.0, 30.0), (-20.0, -25.0)]).await;
    app.draw(&pad, &[(10.0, 20.0), (60.0, -30.0), (100.0, 25.0), (150.0, -5.0)]).await;
    app.find("img", "Drawn signature").await;
    app.click("checkbox", "…").await;
    screen::shoot(app, "story-13-sign-drawn").await;
    app.click("button", &format!("Sign as {signer}…")).await;
}

/// The firm signs by keyboard.
async fn sign_typed(app: &App) {
    app.find("dialog", "Sign CTR-…").await;
    app.click("radio", "Type…").await;
    app.find("img", "Typed signature: Ruth Adeyemi").await;
    app.click("checkbox", "…").await;
    screen::shoot(app, "story-15-sign-typed").await;
    app.press("Ctrl+Enter").await;
}

/// Waits until pages stand in the window, with ink on them and words over them.
pub async fn expect_paper(app: &App) {
    let script = r#"
        const canvas = document.querySelector("main .pvwrap:not(.stale) canvas");
        const words = document.querySelector("main .pvwrap .textLayer")?.textContent ?? "";
        if (!canvas || canvas.width === 0 || !words.includes("Factoring")) return 0;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let dark = 0;
        for (let at = 0; at < data.length; at += 4)
            if (data[at] < 128 && data[at + 3] > 128) dark += 1;
        return dark;"#;
    until("a drawn page", async || {
        let dark = app.script(script, Vec::new()).await.as_u64()?;
        (dark > 1_000).then_some(())
    })
    .await;
    policy::assert_kept(app).await;
}

/// The terms on the client's page, as label and value.
pub async fn assert_terms_in_force(app: &App) {
    app.find("heading", "Terms v1").await;
    app.expect_text("in force since").await;
    let script = r#"return [...document.querySelectorAll("aside .kv dt")]
        .map((label) => [label.innerText, label.nextElementSibling.innerText])"#;
    let shown = app.script(script, Vec::new()).await;
    for line in [
        json!(["Advance rate", "85.00%"]),
        json!(["Fee, first 30 days", "1.90%"]),
        json!(["then, each 10 days", "0.70%"]),
    ] {
        assert!(shown.as_array().unwrap().contains(&line), "{line} in {shown}");
    }
}

async fn fill_all(app: &App, fields: &[(&str, &str)]) {
    for (name, text) in fields {
        app.fill(name, text).await;
    }
}
