//! Papers on the screen and in files, and the books on the screen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::app::App;
use crate::desktop::Desktop;
use crate::process::output;
use crate::wait::until;
use crate::{saving, screen};

/// A paper that was saved, as a reader's program sees it.
pub struct SavedPaper {
    name: String,
    path: PathBuf,
    lines: Vec<String>,
}

impl SavedPaper {
    /// Where it was saved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asserts that no line holds these words.
    pub fn assert_no_line(&self, words: &str) {
        let found = self.lines.iter().find(|line| line.contains(words));
        assert!(found.is_none(), "{found:?} in {}", self.name);
    }

    /// Asserts that one line holds all of these, in this order.
    pub fn assert_line(&self, words: &[&str]) {
        let holds = |line: &String| {
            let mut rest = line.as_str();
            words.iter().all(|word| match rest.split_once(word) {
                Some((_, after)) => {
                    rest = after;
                    true
                }
                None => false,
            })
        };
        let text = self.lines.join("\n");
        assert!(self.lines.iter().any(holds), "{words:?} in {}:\n{text}", self.name);
    }
}

/// Waits until a page with words on it is drawn.
pub async fn expect(app: &App, words: &str) {
    until(&format!("a drawn page with {words:?}"), async || {
        let script = r#"const canvas = document.querySelector("main .pvwrap:not(.stale) canvas");
            const words = document.querySelector("main .pvwrap .textLayer")?.textContent ?? "";
            return canvas !== null && canvas.width > 0 && words.includes(arguments[0])"#;
        (app.script(script, vec![json!(words)]).await == json!(true)).then_some(())
    })
    .await;
}

/// Saves the paper on the screen by keyboard, and keeps it beside the pictures, for people to look
/// at.
pub async fn save(desktop: &Desktop, app: &App, name: &str) -> SavedPaper {
    let path = saving::save(desktop, app, name).await;
    std::fs::copy(&path, screen::folder().join(name)).expect("a paper can be kept");
    let text = output(Command::new("pdftotext").arg("-layout").arg(&path).arg("-"));
    SavedPaper { name: name.to_owned(), path, lines: text.lines().map(str::to_owned).collect() }
}

/// The rows of the tables on the screen, cell by cell.
pub async fn rows(app: &App) -> Vec<Vec<String>> {
    let script = r#"return [...document.querySelectorAll("main table tbody tr")]
        .map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"#;
    serde_json::from_value(app.script(script, Vec::new()).await).expect("rows of words")
}

/// The trial balance as the screen shows it: debit and credit of each account by its name.
///
/// What the screen shows is what the books say, account by account.
pub async fn trial_balance(app: &App) -> BTreeMap<String, [String; 2]> {
    app.run("Trial balance").await;
    app.expect_text("Debits equal credits.").await;
    let shown = rows(app).await;
    let asked = json!({ "day": "", "basis": "as_shown" });
    let booked = app.call("trial_balance", asked).await;
    let rows = booked["blocks"][0]["rows"].as_array().expect("one currency");
    let booked: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let label = row["label"].as_str().expect("an account has a name").to_owned();
            vec![label, figure(&row["debit"]), figure(&row["credit"])]
        })
        .collect();
    assert_eq!(shown, booked);
    let sides = |row: Vec<String>| {
        let [label, debit, credit] = row.try_into().expect("three columns");
        (label, [debit, credit])
    };
    shown.into_iter().map(sides).collect()
}

/// `1,234.56`, or a dash for nothing.
fn figure(amount: &Value) -> String {
    let Some(minor) = amount["minor"].as_i64() else { return "–".to_owned() };
    let (mut whole, cents) = (minor / 100, minor % 100);
    let mut groups = Vec::new();
    while whole >= 1_000 {
        groups.insert(0, format!(",{:03}", whole % 1_000));
        whole /= 1_000;
    }
    format!("{whole}{}.{cents:02}", groups.concat())
}
