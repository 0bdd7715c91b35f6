//! A debtor is noted, called again, takes a promise and breaks it, and is written to: in the real
//! window, with a real notification daemon, a real mail server and a clock that moves on.

use std::path::PathBuf;

use chrono::Duration;
use serde_json::{Value, json};
use support::mail_server::{Encrypting, MailServer, Taken};

use crate::app::App;
use crate::buying::{furnish, papers, purchase};
use crate::clock::Clock;
use crate::desktop::{Desktop, Service};
use crate::notices::{self, Notices};
use crate::process::output;
use crate::wait::until;
use crate::{office, policy, saving, screen};

const DEBTOR: &str = "Marrow Bay Logistics";
const ADDRESS: &str = "ap@marrowbay.example";
const PERSON: &str = "Ines Moreau";
const NOTE: &str = "The invoice is approved and waits for the next run of payments.";
const REASON: &str = "Ask for the date of the run";

#[tokio::test]
async fn a_broken_promise_ends_in_a_letter_that_arrives() {
    let desktop = Desktop::start(&[Service::Clock, Service::Secrets, Service::Notifications]).await;
    let mut clock = Clock::of(&desktop);
    let notices = Notices::listen(&desktop).await;
    let server = MailServer::start(Encrypting::StartTls);
    server.require("office", "brass kettle", "PLAIN LOGIN");
    let app = App::open(&desktop, &[]).await;
    office::start_firm(&app).await;
    lock_late(&app).await;
    buy(&app).await;
    set_up_mail(&app, &server).await;

    note_with_promise(&app, &mut clock).await;
    be_reminded(&desktop, &app, &notices, &mut clock).await;
    break_promise(&app, &notices, &mut clock).await;
    let letter = remind(&desktop, &app, &server).await;
    read_letter(&app, &server, &letter).await;
    policy::assert_kept(&app).await;
}

/// The snooze is over before the desk locks for inactivity.
async fn lock_late(app: &App) {
    let mut kept = app.call("preferences", json!({})).await;
    kept["lock_after_minutes"] = json!(60);
    app.call("save_preferences", kept).await;
}

/// Two invoices, one of them of the debtor, bought and funded; where the debtor is reached.
async fn buy(app: &App) {
    furnish::furnish(app).await;
    purchase::begin(app).await;
    purchase::paste(app).await;
    purchase::submit_and_answer(app).await;
    purchase::fund(app).await;
    let found = app.call("list_debtors", json!({ "text": DEBTOR })).await;
    let id = &found["rows"][0]["id"];
    let form = app.call("debtor_form", json!({ "debtor_id": id })).await;
    let mut debtor = form["debtor"].clone();
    debtor["email"] = json!(ADDRESS);
    debtor["address"] = json!({
        "line1": "7 Quay Row", "line2": "", "city": "Portland", "region": "ME",
        "postal_code": "04101", "country": "United States"
    });
    let update = json!({
        "debtor_id": id, "revision": form["revision"], "debtor": debtor,
        "is_different_business": false
    });
    app.call("update_debtor", update).await;
    let payer = json!({
        "debtor_id": id, "contact_id": null, "name": PERSON, "role": "Payables",
        "phone": "(207) 555-0134", "email": "", "verifies": false, "pays": true
    });
    app.call("save_debtor_contact", payer).await;
}

/// The account as the provider's page gives it; the password goes into the real keychain.
async fn set_up_mail(app: &App, server: &MailServer) {
    let account = server.account();
    let text = |key: &str| account[key].as_str().unwrap().to_owned();
    app.run("Settings: Mail").await;
    app.fill("Server for outgoing mail", &text("host")).await;
    app.fill("Port", &text("port")).await;
    app.click("radio", "STARTTLS").await;
    app.fill("User name", &text("login")).await;
    app.fill("Password", &text("secret")).await;
    paste(app, "Certificate of a server of your own…", &text("certificate")).await;
    app.press("Ctrl+s").await;
    app.expect_text("The mail account was saved.").await;
    app.expect_text("In this computer").await;
    app.run("Send a test message").await;
    app.expect_text("The server said: 250").await;
    screen::shoot(app, "forgotten-1-mail").await;
    let [test] = <[Taken; 1]>::try_from(server.taken()).expect("one message");
    assert_eq!(test.login, "PLAIN office brass kettle");
}

/// Puts a text of many lines into a field, as from the clipboard.
async fn paste(app: &App, name: &str, text: &str) {
    let field = app.find("textbox", name).await;
    let script = r#"const [field, text] = arguments;
        field.scrollIntoView({ block: "center" });
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));"#;
    let field = serde_json::to_value(&field).expect("an element is JSON");
    app.script(script, vec![field, json!(text)]).await;
}

/// What was said on the telephone: a promise of all of it, and whom to call when.
async fn note_with_promise(app: &App, clock: &mut Clock<'_>) {
    app.run(DEBTOR).await;
    app.find("heading", DEBTOR).await;
    app.press("Ctrl+Shift+n").await;
    app.find("dialog", "New note").await;
    app.pick("Spoke with", PERSON).await;
    app.click("radio", "Promise").await;
    app.fill("Promised", "10,000").await;
    app.fill("Promised by", "+35").await;
    app.fill("Note", NOTE).await;
    app.fill("Or another day", "today").await;
    let moment = clock.minutes_ahead(8);
    app.fill("At", &moment.format("%H:%M").to_string()).await;
    app.fill("What for", REASON).await;
    screen::shoot(app, "forgotten-2-note").await;
    app.press("Ctrl+Enter").await;
    app.expect_text("Note saved. Next contact").await;
    clock.to(moment);
}

/// The reminder comes at its minute, is put off from the desktop, and comes again.
async fn be_reminded(desktop: &Desktop, app: &App, notices: &Notices, clock: &mut Clock<'_>) {
    let notice = notices.expect(REASON).await;
    assert_eq!(notice.summary, DEBTOR);
    screen::shoot(app, "forgotten-3-reminder").await;
    notices::choose(desktop, "Snooze").await;
    notices.expect_chosen("snooze").await;
    app.expect_text(&format!("{DEBTOR}: quiet until")).await;
    clock.forward(Duration::minutes(11));
    until("the reminder again", async || {
        let told = notices.all();
        (told.iter().filter(|one| one.body.contains(REASON)).count() == 2).then_some(())
    })
    .await;
    notices::choose(desktop, "Done").await;
    notices.expect_chosen("done").await;
    app.expect_text(&format!("{DEBTOR}: done")).await;
    app.press("Ctrl+1").await;
    app.expect_text("0 to do, 1 done").await;
}

/// Forty days pass without a payment; the desk has locked and names nobody.
async fn break_promise(app: &App, notices: &Notices, clock: &mut Clock<'_>) {
    clock.forward(Duration::days(40));
    app.expect_text("Locked. Reminders stay without names until it is open.").await;
    app.fill("Passphrase", office::PASSPHRASE).await;
    app.click("button", "Unlock").await;
    app.press("Ctrl+1").await;
    app.expect_text("Broken promises").await;
    app.expect_text(DEBTOR).await;
    screen::shoot(app, "forgotten-4-broken").await;
    app.run(DEBTOR).await;
    app.find("heading", DEBTOR).await;
    app.expect_text("its one promise was missed").await;
    let told = notices.all();
    assert!(told.iter().all(|one| one.app == "Factordesk"), "{told:?}");
}

/// The run of the day: one letter by mail, one by post. Gives the letter as it was saved.
async fn remind(desktop: &Desktop, app: &App, server: &MailServer) -> PathBuf {
    app.run("Dunning: who is to be reminded today").await;
    app.find("grid", "Due today").await;
    app.expect_text(&format!("{DEBTOR} <{ADDRESS}>")).await;
    screen::shoot(app, "forgotten-5-due").await;
    papers::expect(app, DEBTOR).await;
    screen::shoot(app, "forgotten-5-drawn").await;
    app.press("Ctrl+Enter").await;
    app.find("table", "What the run did").await;
    until("the letter at the server", async || (server.taken().len() == 2).then_some(())).await;
    app.click("button", "LTR-…").await;
    papers::expect(app, DEBTOR).await;
    screen::shoot(app, "forgotten-6-letter").await;
    let saved = saving::save(desktop, app, "letter.pdf").await;
    std::fs::copy(&saved, screen::folder().join("forgotten-letter.pdf")).unwrap();
    saved
}

/// What arrived is the letter byte by byte, and the debtor's page tells of it.
async fn read_letter(app: &App, server: &MailServer, letter: &PathBuf) {
    let taken = server.taken().pop().unwrap();
    assert_eq!(taken.to, [ADDRESS]);
    assert_eq!(taken.pdf(), std::fs::read(letter).unwrap(), "the attachment is intact");
    let mut reading = std::process::Command::new("pdftotext");
    let text = output(reading.arg("-layout").arg(letter).arg("-"));
    for words in [DEBTOR, "AF-1", "10,000.00"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    app.run(DEBTOR).await;
    app.find("heading", DEBTOR).await;
    app.click("button", "Notes…").await;
    app.expect_text(NOTE).await;
    app.expect_text(&format!("{DEBTOR} <{ADDRESS}>")).await;
    screen::shoot(app, "forgotten-7-history").await;
    let page = app.call("list_mail", json!({ "tab": "sent", "before": null })).await;
    let rows: Vec<&Value> = page["rows"].as_array().unwrap().iter().collect();
    assert_eq!(rows.len(), 2, "the test and the letter, each once: {page}");
}
