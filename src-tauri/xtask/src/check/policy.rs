//! What the window may do: its content policy and its hardening, read from tauri.conf.json.

use super::{read_json, verdict};
use crate::command::Failure;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The only addresses with a scheme: Tauri's own channel to the core, which leaves no network.
const CHANNEL: &[&str] = &["ipc:", "http://ipc.localhost"];

/// Schemes whose content comes from the page itself: harmless in images, deadly in scripts.
const INLINE: &[&str] = &["data:", "blob:"];

pub fn check(root: &Path) -> Result<(), Failure> {
    let config = read_json(&root.join("tauri.conf.json"))?;
    let mut findings = findings(&config["app"]["security"]["csp"]);
    let security = &config["app"]["security"];
    if config["app"]["withGlobalTauri"].as_bool().unwrap_or(false) {
        findings.push("withGlobalTauri gives every script the core".to_owned());
    }
    if security["freezePrototype"] != true {
        findings.push("freezePrototype is not true".to_owned());
    }
    if security["assetProtocol"]["enable"].as_bool().unwrap_or(false) {
        findings.push("assetProtocol lets the window read files by path".to_owned());
    }
    let weakens = &security["dangerousDisableAssetCspModification"];
    if !(weakens.is_null() || weakens == false) {
        findings.push("dangerousDisableAssetCspModification weakens the policy".to_owned());
    }
    verdict(&findings)
}

fn findings(csp: &Value) -> Vec<String> {
    let policy = directives(csp);
    let mut findings = Vec::new();
    for (directive, allowed) in
        [("default-src", &["'self'", "'none'"][..]), ("object-src", &["'none'"])]
            .into_iter()
            .chain([("base-uri", &["'none'"][..]), ("form-action", &["'none'"])])
    {
        let sources = policy.get(directive).map(Vec::as_slice).unwrap_or_default();
        if sources.len() != 1 || !allowed.contains(&sources[0].as_str()) {
            findings.push(format!("{directive} is not {}", allowed.join(" or ")));
        }
    }
    for (directive, sources) in &policy {
        for source in sources {
            if !is_allowed(directive, source) {
                findings.push(format!("{directive} allows {source}"));
            }
        }
    }
    findings
}

fn is_allowed(directive: &str, source: &str) -> bool {
    if CHANNEL.contains(&source) {
        return directive == "connect-src";
    }
    if INLINE.contains(&source) {
        return matches!(directive, "img-src" | "font-src" | "worker-src") || {
            // A preview made in memory is shown from memory.
            directive == "media-src"
        };
    }
    matches!(source, "'self'" | "'none'")
        || (source.starts_with("'sha256-") && directive != "default-src")
}

/// A policy is one text or a table; a table's entry is one text or a list.
fn directives(csp: &Value) -> BTreeMap<String, Vec<String>> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    match csp {
        Value::String(text) => text
            .split(';')
            .filter_map(|part| {
                let mut words = words(part).into_iter();
                Some((words.next()?, words.collect()))
            })
            .collect(),
        Value::Object(table) => table
            .iter()
            .map(|(directive, sources)| {
                let list = sources.as_array().into_iter().flatten().filter_map(Value::as_str);
                let text = sources.as_str().into_iter();
                (directive.clone(), text.chain(list).flat_map(words).collect())
            })
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use serde_json::json;

    const TIGHT: &str = "default-src 'self'; connect-src ipc: http://ipc.localhost; \
        img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none'; \
        base-uri 'none'; form-action 'none'";

    #[test]
    fn the_tight_policy_passes_as_text_and_as_a_table() {
        assert_eq!(findings(&json!(TIGHT)), Vec::<String>::new());
        let table = json!({
            "default-src": "'none'", "script-src": ["'self'"], "connect-src": ["ipc:"],
            "object-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
        });
        assert_eq!(findings(&table), Vec::<String>::new());
    }

    #[test]
    fn each_weakening_is_found() {
        for weaker in [
            TIGHT.replace("script-src 'self'", "script-src 'self' data:"),
            TIGHT.replace("script-src 'self'", "script-src 'self' blob:"),
            TIGHT.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
            TIGHT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
            TIGHT.replace("connect-src ipc:", "connect-src https: ipc:"),
            TIGHT.replace("img-src 'self'", "img-src *"),
            TIGHT.replace("object-src 'none'", "object-src 'self'"),
            TIGHT.replace("; base-uri 'none'", ""),
            TIGHT.replace("default-src 'self'; ", ""),
        ] {
            assert_ne!(findings(&json!(weaker)), Vec::<String>::new(), "{weaker}");
        }
        assert_ne!(findings(&json!(null)), Vec::<String>::new());
    }
}
