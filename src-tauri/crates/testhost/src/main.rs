//! `factor-testhost serve --dir DIR --ui ui/dist` and `factor-testhost demo --out DIR`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use factor_app::desk::{Desk, Places};
use factor_testhost::demo;
use factor_testhost::ports::KeptPorts;
use factor_testhost::serve::{Served, serve};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    let done = match arguments.first().map(String::as_str) {
        Some("serve") => match (option("--dir"), option("--ui")) {
            (Some(dir), Some(ui)) => run_server(dir, ui).await.map_err(|cause| cause.to_string()),
            (_, _) => Err("serve needs --dir DIR and --ui DIR".to_owned()),
        },
        Some("demo") => match option("--out") {
            Some(out) => demo::run(&out).await,
            None => Err("demo needs --out DIR".to_owned()),
        },
        _ => Err("call it with serve or demo".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command-line program complains on standard error")]
fn complain(why: &str) {
    eprintln!("{why}");
}

async fn run_server(dir: PathBuf, ui: PathBuf) -> std::io::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let saved = dir.join("saved");
    std::fs::create_dir_all(&saved)?;
    let kept = Arc::new(KeptPorts::new(saved));
    let places = Places { settings: dir.join("settings"), vaults: dir.join("vaults") };
    let desk = Arc::new(Desk::new(kept.ports(), places));
    serve(Served { desk, kept, ui, policy: policy() }).await
}

/// The desktop's own policy, with the addresses of its bridge replaced by this server's.
fn policy() -> String {
    let config: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tauri.conf.json"))
            .expect("tauri.conf.json is JSON");
    config["app"]["security"]["csp"]
        .as_str()
        .expect("tauri.conf.json has one policy in one string")
        .replace("ipc: http://ipc.localhost", "'self'")
}
