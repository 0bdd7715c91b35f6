//! A window is granted our own commands, one by one, and nothing of a plugin's or of the system.

use super::{files, read, read_json, verdict};
use crate::command::Failure;
use serde_json::Value;
use std::path::Path;

/// What the window needs of Tauri itself: to hear events, to zoom, and to be moved and closed.
const OF_TAURI: &[&str] = &[
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "core:webview:allow-set-webview-zoom",
    "core:window:allow-close",
    "core:window:allow-minimize",
    "core:window:allow-start-dragging",
    "core:window:allow-set-title",
    "core:window:allow-set-theme",
];

pub fn check(root: &Path) -> Result<(), Failure> {
    let mut findings = Vec::new();
    let paths = files(&root.join("src-tauri/capabilities"), &[".json"])?;
    if paths.is_empty() {
        findings.push("no capability file: every command would be open to every window".to_owned());
    }
    let commands = read(&root.join("ui/src/host/bindings.ts"))?;
    let commands: Vec<&str> = commands.lines().filter_map(command).collect();
    let mut granted = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let capability = read_json(&path)?;
        findings
            .extend(self::findings(&capability).into_iter().map(|text| format!("{name}: {text}")));
        let permissions = capability["permissions"].as_array().into_iter().flatten();
        granted.extend(permissions.filter_map(Value::as_str).map(str::to_owned));
    }
    findings.extend(missing(&commands, &granted));
    verdict(&findings)
}

/// The name of a command in a line of the bindings that declares one.
fn command(line: &str) -> Option<&str> {
    let (name, rest) = line.strip_prefix("  ")?.split_once(": ")?;
    rest.starts_with("{ input: ").then_some(name)
}

/// A command that the window has and may not call fails only where the real window runs.
fn missing(commands: &[&str], granted: &[String]) -> Vec<String> {
    let of = |name: &&str| format!("allow-{}", name.replace('_', "-"));
    let absent = commands.iter().filter(|name| !granted.contains(&of(name)));
    absent.map(|name| format!("the window may not call {name}")).collect()
}

fn findings(capability: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    let texts = |key: &str| capability[key].as_array().into_iter().flatten();
    if !capability["remote"].is_null() {
        findings.push("grants commands to a remote page".to_owned());
    }
    if texts("windows").chain(texts("webviews")).any(|label| label == "*") {
        findings.push("grants commands to every window".to_owned());
    }
    for permission in texts("permissions") {
        // An object is a permission with a scope of paths or addresses: never ours.
        match permission.as_str() {
            Some(text) if is_own(text) || OF_TAURI.contains(&text) => {}
            _ => findings.push(format!("grants {permission}")),
        }
    }
    findings
}

/// Own commands have no prefix; that each exists is checked where the app is built.
fn is_own(permission: &str) -> bool {
    permission.strip_prefix("allow-").is_some_and(|command| {
        !command.is_empty() && command.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::{command, findings, missing};
    use serde_json::json;

    #[test]
    fn own_commands_pass_and_everything_wider_is_found() {
        let own = json!({
            "windows": ["main"],
            "permissions": ["allow-add-client", "core:event:allow-listen"],
        });
        assert_eq!(findings(&own), Vec::<String>::new());
        for wide in [
            json!({ "windows": ["*"], "permissions": [] }),
            json!({ "windows": ["main"], "remote": { "urls": [] }, "permissions": [] }),
            json!({ "windows": ["main"], "permissions": ["core:default"] }),
            json!({ "windows": ["main"], "permissions": ["opener:allow-open-path"] }),
            json!({ "windows": ["main"], "permissions": [{ "identifier": "fs:scope" }] }),
        ] {
            assert_eq!(findings(&wide).len(), 1, "{wide}");
        }
    }

    #[test]
    fn a_command_that_is_not_granted_is_found() {
        let line = "  start_schedule: { input: ScheduleStart; output: SchedulePage };";
        assert_eq!(command(line), Some("start_schedule"));
        assert_eq!(command("  start_schedule: { kind: \"change\", reads: [] },"), None);
        let granted = ["allow-start-schedule".to_owned()];
        assert_eq!(missing(&["start_schedule"], &granted), Vec::<String>::new());
        assert_eq!(missing(&["start_schedule", "entry"], &granted).len(), 1);
    }
}
