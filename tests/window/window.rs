//! What the app does in its real window.

use crate::app::App;
use crate::desktop::{Desktop, Service};
use crate::screen;
use crate::wait::until;

#[tokio::test]
async fn the_window_opens_and_bears_the_name_of_the_product() {
    let desktop = Desktop::start(&[Service::Secrets, Service::Notifications]).await;
    let app = App::open(&desktop, &[]).await;
    let window = until("the window's title", async || {
        let mut search = desktop.command("xdotool");
        let found = search.args(["search", "--onlyvisible", "--name", "^Factordesk"]).output();
        let windows = String::from_utf8_lossy(&found.ok()?.stdout).into_owned();
        windows.lines().next().map(str::to_owned)
    })
    .await;
    assert!(desktop.xdotool(&["getwindowname", &window]).starts_with("Factordesk"));
    screen::shoot(&app, "window-first").await;
}

#[tokio::test]
async fn a_killed_app_is_gone_and_opens_again() {
    let desktop = Desktop::start(&[]).await;
    App::open(&desktop, &[]).await.kill().await;
    let again = App::open(&desktop, &[]).await;
    assert!(again.is_alive());
}
