//! The firm's own wording in the real window: a clause edited, another left out, a contract drawn
//! up from it, signed by hand and by certificate, amended, compared and verified.

use std::process::Command;

use serde_json::json;

use crate::app::App;
use crate::buying::papers::{self, SavedPaper};
use crate::desktop::{Desktop, Service};
use crate::process::output;
use crate::wait::until;
use crate::{given, office, policy, screen};

const CLIENT: &str = "Aldercrest Freight";
const WORDING: &str = "House agreement";
const SENTENCE: &str = "The Client tells the Factor of every dispute by telephone first.";
const LEFT_OUT: &str = "Guaranty";

#[tokio::test]
async fn an_edited_wording_is_signed_amended_compared_and_verified() {
    let desktop = Desktop::start(&[Service::Secrets]).await;
    let app = App::open(&desktop, &[]).await;
    office::start_firm(&app).await;
    let values = json!({
        "advance_rate": "85", "fee_first_rate": "1.9", "facility_limit": "300,000"
    });
    given::client(&app, CLIENT, values, json!([])).await;
    let key = json!({ "common_name": "Ruth Adeyemi", "organisation": office::FIRM, "years": 5 });
    app.call("create_signing_key", key).await;

    word(&app).await;
    draw_up(&app).await;
    sign(&app, "Signed by both. Terms version 1 is in force from").await;
    let signed = papers::save(&desktop, &app, "agreement.pdf").await;
    signed.assert_line(&[SENTENCE]);
    signed.assert_no_line(LEFT_OUT);
    compare(&app).await;
    amend(&app).await;
    sign(&app, "Signed by both. Terms version 2 is in force from").await;
    let amended = papers::save(&desktop, &app, "amendment.pdf").await;
    amended.assert_line(&["85.00%", "80.00%"]);
    verify(&app, &amended).await;
    policy::assert_kept(&app).await;
}

/// Duplicates the agreement, adds a sentence, leaves a clause out, and saves it.
async fn word(app: &App) {
    app.run("Wording of contracts").await;
    app.find("table", "Wordings").await;
    app.run("Open the wording Factoring agreement, recourse").await;
    app.expect_text("comes with Factordesk and stays as it is").await;
    app.run("Duplicate the wording").await;
    app.fill("Name", WORDING).await;
    app.press("Ctrl+Enter").await;
    app.find("heading", WORDING).await;
    open_clause(app, "Collections").await;
    app.press("Ctrl+End").await;
    app.press("Enter").await;
    app.type_text(SENTENCE).await;
    open_clause(app, LEFT_OUT).await;
    app.run("Print the clause only if").await;
    app.pick("Find a condition", "Never").await;
    app.expect_text("Left out").await;
    screen::shoot(app, "wording-1-edited").await;
    app.press("Ctrl+s").await;
    app.find("dialog", "Save version 2").await;
    app.fill("What changed…", "Disputes by telephone").await;
    app.press("Ctrl+Enter").await;
    app.expect_text("House agreement, version 2, is saved").await;
    office::expect_paper(app).await;
    screen::shoot(app, "wording-2-saved").await;
}

/// Goes down the list of clauses by key and opens the one of this title.
async fn open_clause(app: &App, title: &str) {
    app.run("Go to the clause list").await;
    let focused = async || {
        let script = r#"const at = document.activeElement;
            return at?.closest(".clauses") ? at.innerText.trim() : """#;
        app.script(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    };
    until("the focus in the list", async || (!focused().await.is_empty()).then_some(())).await;
    app.press("Home").await;
    while !focused().await.contains(title) {
        let before = focused().await;
        app.press("Down").await;
        until(&format!("the clause after {before}"), async || {
            (focused().await != before).then_some(())
        })
        .await;
    }
    app.press("Enter").await;
    app.find("textbox", &format!("Text of {title}")).await;
}

/// From the list of contracts to the frozen paper, by the firm's own wording.
async fn draw_up(app: &App) {
    app.press("Ctrl+7").await;
    app.find("heading", "Contracts").await;
    app.press("Ctrl+n").await;
    app.pick("Client", CLIENT).await;
    office::expect_paper(app).await;
    choose(app, &format!("{WORDING}, version 2")).await;
    office::expect_paper(app).await;
    screen::shoot(app, "wording-3-contract").await;
    freeze(app).await;
}

/// Chooses the wording and waits for its paper.
async fn choose(app: &App, wording: &str) {
    office::expect_paper(app).await;
    let choice = app.find("combobox", "Wording").await;
    choice.select_by_label(wording).await.expect("the wording can be chosen");
    until("the paper of the wording", async || {
        let script = r#"const chosen = document.querySelector("select").selectedOptions[0].label;
            return chosen === arguments[0] && document.querySelector(".pvwrap.stale") === null"#;
        (app.script(script, vec![json!(wording)]).await == json!(true)).then_some(())
    })
    .await;
}

async fn freeze(app: &App) {
    app.press("Ctrl+Enter").await;
    app.find("alertdialog", "Freeze CTR-…").await;
    app.press("Ctrl+Enter").await;
    app.find("button", "Sign").await;
}

/// The client draws, the firm signs by certificate.
async fn sign(app: &App, said: &str) {
    app.click("button", "Sign").await;
    office::sign_drawn(app, given::SIGNER).await;
    app.expect_text("now waits to be signed for the Factor").await;
    app.click("button", "Sign").await;
    app.find("dialog", "Sign CTR-…").await;
    app.click("radio", "Certificate…").await;
    app.click("checkbox", "…").await;
    screen::shoot(app, "wording-4-certificate").await;
    app.press("Ctrl+Enter").await;
    app.expect_text(said).await;
}

/// The contract against its wording, and that against what it was duplicated from.
async fn compare(app: &App) {
    app.run("Compare with another text").await;
    app.expect_text("No word differs between House agreement, version 2").await;
    screen::shoot(app, "wording-5-compared").await;
    app.run("Wording of contracts").await;
    app.find("table", "Wordings").await;
    app.run("Open the wording House agreement").await;
    app.find("heading", WORDING).await;
    app.run("Compare versions").await;
    app.expect_text(SENTENCE).await;
    screen::shoot(app, "wording-6-versions").await;
}

/// A term changes, and with it the paper.
async fn amend(app: &App) {
    app.press("Ctrl+2").await;
    app.run(CLIENT).await;
    app.find("heading", CLIENT).await;
    app.press("Ctrl+Shift+t").await;
    app.expect_text("Changing signed terms drafts an amendment.").await;
    app.fill("Advance rate, %", "80").await;
    screen::shoot(app, "wording-7-terms").await;
    app.press("Ctrl+s").await;
    app.expect_text("Terms v2 are drafted").await;
    app.run("Draft amendment").await;
    choose(app, "Amendment, changed terms only, version 1").await;
    papers::expect(app, "Amendment of Terms").await;
    screen::shoot(app, "wording-8-amendment").await;
    freeze(app).await;
}

/// The saved file, where any PDF is verified, and by another program.
async fn verify(app: &App, paper: &SavedPaper) {
    app.run("Verify a PDF").await;
    app.find("heading", "Verify a PDF").await;
    app.give_file(paper.path()).await;
    app.expect_text("Signed, and unchanged since.").await;
    screen::shoot(app, "wording-9-verified").await;
    let said = output(Command::new("pdfsig").arg("-nocert").arg(paper.path()));
    assert!(said.contains("Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
}
