//! Which crate may know which: `shell, testhost -> app -> {store, documents} -> domain`.

use super::verdict;
use crate::command::Failure;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The crates of this workspace that each of them may depend on; a crate not listed is a finding.
const INSIDE: &[(&str, &[&str])] = &[
    ("factor-domain", &[]),
    ("factor-store", &["factor-domain", "libsqlite3-sys"]),
    ("factor-documents", &["factor-domain"]),
    ("factor-signatures", &[]),
    ("factor-docx", &[]),
    (
        "factor-app",
        &["factor-domain", "factor-store", "factor-documents", "factor-signatures", "factor-docx"],
    ),
    // Beside the commands it writes a history into the books, for the specs.
    ("factor-testhost", &["factor-app", "factor-domain", "factor-store"]),
    ("factordesk", &["factor-app"]),
    // It plays the desktop with the ports of the test host.
    (
        "factor-tests",
        &[
            "factor-domain",
            "factor-store",
            "factor-documents",
            "factor-signatures",
            "factor-app",
            "factor-testhost",
        ],
    ),
    ("libsqlite3-sys", &[]),
    ("xtask", &["factor-domain"]),
];

/// Outside crates that belong to one room each.
const KEPT_IN: &[(&str, &[&str])] = &[
    ("tauri", &["factordesk"]),
    ("tauri-build", &["factordesk"]),
    ("notify-rust", &["factordesk"]),
    ("keyring", &["factordesk"]),
    ("sqlx", &["factor-store"]),
    ("printpdf", &["factor-documents"]),
    ("lopdf", &["factor-documents", "factor-signatures"]),
    ("cms", &["factor-signatures"]),
    ("p256", &["factor-signatures"]),
    ("ring", &["factor-signatures"]),
    ("quick-xml", &["factor-docx"]),
    ("zip", &["factor-app", "factor-docx", "factor-tests"]),
    ("axum", &["factor-testhost"]),
];

/// The rules are pure: whatever they use is on this list. Tests of the rules may use more.
const OF_DOMAIN: &[&str] =
    &["chrono", "rust_decimal", "serde", "similar", "thiserror", "toml", "ts-rs"];

/// What must not be reached from here, however many crates lie between.
const NEVER: &[(&str, &[&str])] = &[
    ("factor-domain", &["tokio", "sqlx", "libsqlite3-sys", "printpdf"]),
    ("factor-documents", &["tokio", "sqlx", "libsqlite3-sys"]),
    ("factor-signatures", &["tokio", "sqlx", "libsqlite3-sys"]),
    ("factor-docx", &["tokio", "sqlx", "libsqlite3-sys"]),
    // Else every run of the behavioural suite links the webview.
    ("factor-tests", &["tauri", "wry", "webkit2gtk"]),
    ("factor-testhost", &["tauri", "wry", "webkit2gtk"]),
];

pub fn check(metadata: &Value) -> Result<(), Failure> {
    let members: Vec<&Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| package["source"].is_null())
        .collect();
    let mut findings = Vec::new();
    for member in &members {
        findings.extend(direct(member, &members));
    }
    findings.extend(reached(metadata));
    verdict(&findings)
}

fn direct(member: &Value, members: &[&Value]) -> Vec<String> {
    let name = text(&member["name"]);
    let Some((_, inside)) = INSIDE.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name} has no place in the list of directions")];
    };
    let mut findings = Vec::new();
    for dependency in member["dependencies"].as_array().into_iter().flatten() {
        let other = text(&dependency["name"]);
        let is_inside = dependency["source"].is_null()
            && members.iter().any(|member| member["name"] == dependency["name"]);
        let is_dev = dependency["kind"] == "dev";
        if is_inside && !inside.contains(&other) {
            findings.push(format!("{name} may not depend on {other}"));
        }
        if let Some((_, rooms)) = KEPT_IN.iter().find(|(kept, _)| *kept == other)
            && !rooms.contains(&name)
            && !is_dev
        {
            findings.push(format!("{name} uses {other}, which is kept in {}", rooms.join(", ")));
        }
        if name == "factor-domain" && !is_dev && !OF_DOMAIN.contains(&other) {
            findings.push(format!("{name} uses {other}, which is not on its list"));
        }
    }
    findings
}

/// Follows the resolved graph, tests' own dependencies aside.
fn reached(metadata: &Value) -> Vec<String> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let mut findings = Vec::new();
    for (name, never) in NEVER {
        let Some((id, _)) = names.iter().find(|(_, known)| *known == name) else { continue };
        let reached = closure(id, &nodes);
        let reached: BTreeSet<&str> = reached.iter().map(|id| names[id]).collect();
        for other in never.iter().filter(|other| reached.contains(**other)) {
            findings.push(format!("{name} reaches {other}"));
        }
    }
    findings
}

/// What is linked with `start`, on any system; build tools and tests aside.
pub(crate) fn closure<'ids>(
    start: &'ids str,
    nodes: &BTreeMap<&'ids str, &'ids Value>,
) -> BTreeSet<&'ids str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        let dependencies = nodes.get(id).and_then(|node| node["deps"].as_array());
        for dependency in dependencies.into_iter().flatten() {
            let mut kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            // Some crates use a runtime in browsers only, where this product never runs.
            let is_used =
                kinds.any(|kind| kind["kind"].is_null() && !text(&kind["target"]).contains("wasm"));
            let other = text(&dependency["pkg"]);
            if is_used && reached.insert(other) {
                open.push(other);
            }
        }
    }
    reached
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, dependencies: &[&str]) -> Value {
        let dependencies: Vec<Value> = dependencies
            .iter()
            .map(|other| {
                let source =
                    if other.starts_with("factor") { json!(null) } else { json!("registry") };
                json!({ "name": other, "source": source, "kind": null })
            })
            .collect();
        json!({ "name": name, "id": name, "source": null, "dependencies": dependencies })
    }

    #[test]
    fn a_dependency_against_the_direction_is_found() {
        let domain = package("factor-domain", &["serde"]);
        let store = package("factor-store", &["factor-domain", "sqlx"]);
        let papers = package("factor-documents", &["factor-store"]);
        let members = [&domain, &store, &papers];
        assert!(direct(&domain, &members).is_empty());
        assert!(direct(&store, &members).is_empty());
        assert_eq!(direct(&papers, &members), ["factor-documents may not depend on factor-store"]);
    }

    #[test]
    fn the_rules_take_nothing_that_is_not_listed_and_sql_stays_in_the_store() {
        let domain = package("factor-domain", &["tokio"]);
        assert_eq!(direct(&domain, &[&domain]).len(), 1);
        let app = package("factor-app", &["sqlx"]);
        assert_eq!(direct(&app, &[&app]), ["factor-app uses sqlx, which is kept in factor-store"]);
    }

    #[test]
    fn a_crate_reached_through_another_is_found() {
        let edge = |to: &str| json!({ "pkg": to, "dep_kinds": [{ "kind": null }] });
        let metadata = json!({
            "packages": [package("factor-tests", &[]), package("middle", &[]), package("wry", &[])],
            "resolve": { "nodes": [
                { "id": "factor-tests", "deps": [edge("middle")] },
                { "id": "middle", "deps": [edge("wry")] },
                { "id": "wry", "deps": [] },
            ] },
        });
        assert_eq!(reached(&metadata), ["factor-tests reaches wry"]);
    }
}
