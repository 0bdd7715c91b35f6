//! Files saved through the desktop's own dialog.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::desktop::Desktop;
use crate::wait::until;

/// Saves the paper on the screen under this name in the home folder, by keyboard.
pub async fn save(desktop: &Desktop, app: &App, name: &str) -> PathBuf {
    let path = desktop.home().join(name);
    app.press("Ctrl+s").await;
    answer(desktop, "Save", &path).await;
    app.expect_text(name).await;
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    path
}

/// Types the path into the desktop's file dialog of this title.
pub async fn answer(desktop: &Desktop, title: &str, path: &Path) {
    let dialog = until(&format!("the dialog {title}"), async || {
        windows(desktop, title).into_iter().next()
    })
    .await;
    desktop.xdotool(&["windowfocus", "--sync", &dialog]);
    desktop.xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    desktop.xdotool(&["type", "--clearmodifiers", path.to_str().expect("the path is text")]);
    desktop.xdotool(&["key", "--clearmodifiers", "Return"]);
    until(&format!("the end of the dialog {title}"), async || {
        windows(desktop, title).is_empty().then_some(())
    })
    .await;
}

/// The visible windows with such a title.
pub fn windows(desktop: &Desktop, title: &str) -> Vec<String> {
    let mut search = desktop.command("xdotool");
    let found = search.args(["search", "--onlyvisible", "--name", title]).output().unwrap();
    String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
}
