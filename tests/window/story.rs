//! The main job from the first start to the reminder, in the real window.

use crate::app::{App, binary};
use crate::desktop::{Desktop, Service};
use crate::notices::{self, Notices};
use crate::office::{self, CLIENT, CLIENT_LEGAL, CONTACT, CONTACT_PHONE, FIRM, PASSPHRASE};
use crate::wait::{LIMIT, until};
use crate::{policy, residue, saving, screen};
use chrono::{DateTime, Timelike, Utc};
use chrono_tz::{Europe::Berlin, Tz};
use serde_json::json;
use std::process::Stdio;
use std::time::Duration;

const NOTE: &str = "She sends the delivery notes of the melon invoices tonight.";
const REASON: &str = "Ask for the delivery notes";
const FILE_NAME: &str = "aging-larkfield.csv";
const FILE_TEXT: &str = "Customer;Days;Amount\nTidewater Grocers;41;18420.00\n";

/// From the saving of the note to its reminder: a minute and some seconds until the next full
/// one, and a beat of the scheduler.
const REMINDER_LIMIT: Duration = Duration::from_secs(70 + LIMIT.as_secs());

/// Time enough to fill in the note before its moment comes.
const NOTE_TAKES: Duration = Duration::from_secs(8);

#[tokio::test]
async fn the_whole_job_is_done_in_the_real_window() {
    let desktop = Desktop::start(&[Service::Secrets, Service::Notifications]).await;
    let notices = Notices::listen(&desktop).await;
    let app = App::open(&desktop, &[]).await;
    let recovery_key = office::start_firm(&app).await;
    office::enter_client(&app).await;
    office::customise_terms(&app).await;
    office::make_contract(&app).await;
    let saved = saving::save(&desktop, &app, "signed.pdf").await;
    app.click("button", CLIENT).await;
    office::assert_terms_in_force(&app).await;
    screen::shoot(&app, "story-17-client-signed").await;
    lock_and_unlock(&app).await;
    let moment = note_with_next_contact(&app).await;
    second_start_shows_the_first(&desktop, &app).await;
    be_reminded(&desktop, &app, &notices, moment).await;
    finish_on_today(&app).await;
    policy::assert_kept(&app).await;

    let private = [
        FIRM,
        PASSPHRASE,
        &recovery_key,
        CLIENT,
        CLIENT_LEGAL,
        office::CLIENT_TAX_ID,
        CONTACT,
        CONTACT_PHONE,
        NOTE,
        REASON,
        FILE_NAME,
        FILE_TEXT,
        "Factoring Agreement",
    ];
    // Once with everything open, once with what a killed program leaves.
    residue::assert_none(&desktop, &private, &saved);
    app.kill().await;
    residue::assert_none(&desktop, &private, &saved);
    residue::assert_encrypted(&desktop);
}

/// The lock by key; back in by passphrase, after a wrong one, and by the keychain.
async fn lock_and_unlock(app: &App) {
    lock(app).await;
    screen::shoot(app, "story-18-locked").await;
    app.fill("Passphrase", "velvet harbour ninety sparrow").await;
    app.click("button", "Unlock").await;
    app.expect_text("This passphrase does not open the vault.").await;
    screen::shoot(app, "story-19-wrong-passphrase").await;
    app.fill("Passphrase", PASSPHRASE).await;
    app.click("button", "Unlock").await;
    app.find("link", "Contracts").await;
    lock(app).await;
    app.click("button", "Keychain").await;
    app.find("link", "Contracts").await;
}

async fn lock(app: &App) {
    policy::assert_kept(app).await;
    app.press("Ctrl+Shift+l").await;
    app.expect_text("Locked. Reminders stay without names until it is open.").await;
    let text = app.script("return document.documentElement.outerHTML", Vec::new()).await;
    for name in [FIRM, CLIENT, CONTACT] {
        assert!(!text.as_str().unwrap().contains(name), "{name} stands in the locked window");
    }
}

/// A note with a file, and the next contact at a full minute that is about to come.
async fn note_with_next_contact(app: &App) -> DateTime<Tz> {
    app.press("Ctrl+Shift+n").await;
    app.find("dialog", "New note").await;
    app.pick("Client", CLIENT).await;
    app.pick("Spoke with", CONTACT).await;
    app.fill("Note", NOTE).await;
    drop_file(app).await;
    app.expect_text(FILE_NAME).await;
    let moment = next_minute();
    let is_today = moment.date_naive() == now().date_naive();
    app.fill("Or another day", if is_today { "today" } else { "tomorrow" }).await;
    app.fill("At", &moment.format("%H:%M").to_string()).await;
    app.fill("What for", REASON).await;
    screen::shoot(app, "story-20-note").await;
    app.click("button", "Save note").await;
    app.expect_text("Note saved. Next contact").await;
    moment
}

/// Drops a file on the sheet, as the page gets it from the desktop.
async fn drop_file(app: &App) {
    let script = r#"
        const [name, text] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
        const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector("dialog .drop").dispatchEvent(drop);"#;
    app.script(script, vec![json!(FILE_NAME), json!(FILE_TEXT)]).await;
    until("the file in the vault", async || {
        let script = r#"return document.querySelector("dialog .drop [role=status]")?.innerText"#;
        let said = app.script(script, Vec::new()).await;
        (!matches!(said.as_str(), None | Some("adding"))).then_some(())
    })
    .await;
}

/// Starting Factordesk again ends at once and brings the hidden first window to the front.
async fn second_start_shows_the_first(desktop: &Desktop, app: &App) {
    let first = saving::windows(desktop, "^Factordesk");
    assert_eq!(first.len(), 1);
    desktop.xdotool(&["windowminimize", "--sync", &first[0]]);
    let mut command = desktop.command(binary());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut second = command.spawn().unwrap();
    let ended = until("the end of the second start", async || second.try_wait().unwrap()).await;
    assert!(ended.success(), "{ended}");
    until("the first window again", async || {
        (saving::windows(desktop, "^Factordesk") == first).then_some(())
    })
    .await;
    assert!(app.is_alive());
}

/// The desktop shows the reminder; a click on it opens the client.
async fn be_reminded(desktop: &Desktop, app: &App, notices: &Notices, moment: DateTime<Tz>) {
    app.press("Ctrl+7").await;
    app.find("heading", "Contracts").await;
    let notice = notices.expect_for(REMINDER_LIMIT, CLIENT).await;
    assert!(now() >= moment, "{notice:?} came before {moment}");
    assert_eq!(notice.app, "Factordesk");
    assert_eq!(notice.summary, CLIENT);
    let keys: Vec<&str> = notice.actions.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["default", "log_call", "snooze", "done", "move_date"]);
    let time = moment.format("%-I:%M %p");
    let ending = format!("{time}, {CONTACT}, {CONTACT_PHONE}: {REASON}");
    assert!(notice.body.ends_with(&ending), "{notice:?}, not {ending}");
    app.expect_text(REASON).await;
    screen::shoot(app, "story-21-reminder").await;
    notices::click(desktop).await;
    notices.expect_chosen("default").await;
    app.find("heading", CLIENT).await;
    app.click("button", "Timeline…").await;
    app.expect_text(NOTE).await;
    app.expect_text(FILE_NAME).await;
    screen::shoot(app, "story-22-record").await;
    assert_eq!(notices.all().len(), 1, "{:?}", notices.all());
}

/// The queue has it; a key says that it is done.
async fn finish_on_today(app: &App) {
    app.press("Ctrl+1").await;
    app.expect_text("1 to do, 0 done").await;
    screen::shoot(app, "story-23-today").await;
    app.press("Ctrl+Shift+d").await;
    app.expect_text("0 to do, 1 done").await;
    screen::shoot(app, "story-24-done").await;
}

/// The next full minute that leaves time to save the note before.
fn next_minute() -> DateTime<Tz> {
    let soon = now() + NOTE_TAKES;
    let full = soon.with_second(0).and_then(|full| full.with_nanosecond(0));
    full.expect("every minute has a beginning") + Duration::from_secs(60)
}

fn now() -> DateTime<Tz> {
    Utc::now().with_timezone(&Berlin)
}
