//! A desk in a process of its own, so that a test can kill it, starve it or take its rights away.
//!
//! The first line in is `{"dir", "secrets"}`; each following one is a call, `{"id", "name",
//! "input"}`. For each call one line goes out, `{"id", "answer"}` or `{"id", "error"}`, as soon as
//! the call is answered; the call "beat" sends mail that is due, and is not answered. The desk ends
//! with its input.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use factor_app::desk::{Desk, Places};
use factor_app::dispatch::dispatch;
use factor_testhost::ports::KeptPorts;
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> ExitCode {
    let mut lines = std::io::stdin().lock().lines();
    let Some(Ok(first)) = lines.next() else { return ExitCode::FAILURE };
    let Some(desk) = desk(&first) else { return ExitCode::FAILURE };
    for line in lines {
        let Some(call) = line.ok().and_then(|line| serde_json::from_str::<Value>(&line).ok())
        else {
            return ExitCode::FAILURE;
        };
        let name = call["name"].as_str().unwrap_or_default();
        if name == "beat" {
            // What the desktop's heartbeat does for mail.
            factor_app::mail::tick(&desk).await;
            continue;
        }
        let called = dispatch(&desk, name, call["id"].as_str(), call["input"].clone()).await;
        let said = match called {
            Ok(answer) => json!({ "id": call["id"], "answer": answer }),
            Err(error) => json!({ "id": call["id"], "error": error }),
        };
        // In one piece, so that a killed desk leaves a whole line or none that ends.
        let written = std::io::stdout().write_all(format!("{said}\n").as_bytes());
        if written.is_err() {
            return ExitCode::FAILURE;
        }
    }
    desk.close_vault().await;
    ExitCode::SUCCESS
}

fn desk(first: &str) -> Option<Desk> {
    let world: Value = serde_json::from_str(first).ok()?;
    let dir = PathBuf::from(world["dir"].as_str()?);
    let kept = KeptPorts::new(dir.join("saved"));
    kept.secrets.fill(serde_json::from_value(world["secrets"].clone()).ok()?);
    let places = Places { settings: dir.join("settings"), vaults: dir.join("vaults") };
    Some(Desk::new(kept.ports(), places))
}
