//! Files saved through the desktop's own dialog.

use std::path::PathBuf;

use crate::app::App;
use crate::desktop::Desktop;
use crate::wait::until;

/// Saves the paper on the screen under this name in the home folder, by keyboard.
pub async fn save(desktop: &Desktop, app: &App, name: &str) -> PathBuf {
    let path = desktop.home().join(name);
    app.press("Ctrl+s").await;
    let dialog =
        until("the save dialog", async || windows(desktop, "Save").into_iter().next()).await;
    desktop.xdotool(&["windowfocus", "--sync", &dialog]);
    desktop.xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    desktop.xdotool(&["type", "--clearmodifiers", path.to_str().expect("the path is text")]);
    desktop.xdotool(&["key", "--clearmodifiers", "Return"]);
    until("the end of the save dialog", async || windows(desktop, "Save").is_empty().then_some(()))
        .await;
    app.expect_text(name).await;
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    path
}

/// The visible windows with such a title.
pub fn windows(desktop: &Desktop, title: &str) -> Vec<String> {
    let mut search = desktop.command("xdotool");
    let found = search.args(["search", "--onlyvisible", "--name", title]).output().unwrap();
    String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
}
