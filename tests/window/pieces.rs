//! The desktop itself is real: its services do what the app relies on.

use crate::desktop::{Desktop, Service};
use crate::notices::{self, Notices};
use crate::process::output;
use crate::wait::within;
use std::collections::HashMap;
use std::io::Write;
use std::process::Stdio;
use zbus::Variant;

#[tokio::test]
async fn a_secret_put_into_the_keyring_comes_back() {
    let desktop = Desktop::start(&[Service::Secrets]).await;
    let mut store = desktop.command("secret-tool");
    store.args(["store", "--label=probe", "vault", "one"]).stdin(Stdio::piped());
    let mut child = store.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"key bytes").unwrap();
    assert!(child.wait().unwrap().success());
    let found = output(desktop.command("secret-tool").args(["lookup", "vault", "one"]));
    assert_eq!(found, "key bytes");
}

#[tokio::test]
async fn a_desktop_without_services_starts_none_by_itself() {
    let desktop = Desktop::start(&[]).await;
    let mut lookup = desktop.command("secret-tool");
    let answer = lookup.args(["lookup", "vault", "one"]).output().unwrap();
    assert!(!answer.status.success());
    let said = String::from_utf8_lossy(&answer.stderr).into_owned();
    assert!(said.contains("org.freedesktop.secrets"), "{said}");
}

#[tokio::test]
async fn a_notification_is_heard_shown_and_answered_by_a_click() {
    let desktop = Desktop::start(&[Service::Notifications]).await;
    let notices = Notices::listen(&desktop).await;
    let sender = desktop.bus().await;
    let hints: HashMap<&str, Variant<'_>> = HashMap::new();
    let actions = &["default", "Open"][..];
    let (app, icon) = ("Probe", "");
    let (summary, text) = ("Call Harbour Lumber", "Due at 09:30");
    let body = (app, 0_u32, icon, summary, text, actions, hints, 0_i32);
    let call = sender.call_method(
        Some("org.freedesktop.Notifications"),
        "/org/freedesktop/Notifications",
        Some("org.freedesktop.Notifications"),
        "Notify",
        &body,
    );
    within("the notification daemon", call).await.unwrap();
    let notice = notices.expect("Harbour Lumber").await;
    assert_eq!(notice.body, "Due at 09:30");
    assert_eq!(notice.actions, [("default".to_owned(), "Open".to_owned())]);
    assert_eq!(notices.all().len(), 1);
    notices::click(&desktop).await;
    notices.expect_chosen("default").await;
}
