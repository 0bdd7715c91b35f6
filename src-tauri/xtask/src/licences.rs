//! `cargo xtask licences`: the list that the About screen shows, written from what is built in.

use crate::check::crates::closure;
use crate::check::{metadata, read, read_json};
use crate::command::Failure;
use crate::place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const LIST: &str = "src-tauri/crates/app/src/preferences/licences.json";

/// Fonts in the window and in the papers; their licence texts lie beside them.
const FONTS: &[&str] = &["Caveat", "Inter", "JetBrains Mono", "Source Serif 4"];

/// What the UI's build puts into the window besides the packages it depends on by name.
const BUNDLED: &[&str] = &["svelte", "clsx", "esm-env"];

/// Writes the list.
pub fn write() -> Result<(), Failure> {
    let root = place::root();
    let path = root.join(LIST);
    fs::write(&path, list(&root)?)
        .map_err(|cause| Failure::new(format!("cannot write {}: {cause}", path.display())))?;
    println!("wrote {LIST}");
    Ok(())
}

/// Finds a list that is no longer that of the lock files.
pub fn check(root: &Path) -> Result<(), Failure> {
    if read(&root.join(LIST))? == list(root)? {
        return Ok(());
    }
    Err(Failure::new(format!("{LIST} is not fresh; run `cargo xtask licences`")))
}

/// One entry a line, so that a change is seen as one.
fn list(root: &Path) -> Result<String, Failure> {
    let mut entries = of_crates(&metadata()?)?;
    entries.extend(of_packages(
        &read_json(&root.join("package-lock.json"))?,
        &read_json(&root.join("ui/package.json"))?,
    )?);
    entries.extend(FONTS.iter().map(|name| (format!("{name} (font)"), "OFL-1.1".to_owned())));
    entries.insert("Rust standard library".to_owned(), "MIT OR Apache-2.0".to_owned());
    let lines: Vec<String> = entries
        .into_iter()
        .map(|(name, licence)| format!("  {}", json!({ "licence": licence, "name": name })))
        .collect();
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

/// Every crate that the desktop program links on any system; tools of the build are not in it.
fn of_crates(metadata: &Value) -> Result<BTreeMap<String, String>, Failure> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let packages = || metadata["packages"].as_array().into_iter().flatten();
    let program = packages()
        .find(|package| package["name"] == "factordesk")
        .and_then(|package| package["id"].as_str())
        .ok_or_else(|| Failure::new("cargo metadata names no factordesk"))?;
    let linked: BTreeSet<&str> = closure(program, &nodes);
    let outside = packages().filter(|package| {
        !package["source"].is_null() && package["id"].as_str().is_some_and(|id| linked.contains(id))
    });
    outside.map(|package| entry(&package["name"], package, "license")).collect()
}

/// The packages that end up in the window, in the versions of the lock file.
fn of_packages(lock: &Value, ui: &Value) -> Result<BTreeMap<String, String>, Failure> {
    let named = ui["dependencies"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    named
        .chain(BUNDLED.iter().copied())
        .map(|name| {
            let package = &lock["packages"][format!("node_modules/{name}")];
            entry(&json!(name), package, "license")
        })
        .collect()
}

/// "serde 1.0.229" and its licence; one without is a failure, because nobody may ship it.
fn entry(name: &Value, package: &Value, field: &str) -> Result<(String, String), Failure> {
    let (Some(name), Some(version), Some(licence)) =
        (name.as_str(), package["version"].as_str(), package[field].as_str())
    else {
        return Err(Failure::new(format!("{name} has no version or no licence")));
    };
    // Older crates write "MIT/Apache-2.0" for a choice.
    let licence = if licence.contains('/') {
        licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
    } else {
        licence.to_owned()
    };
    Ok((format!("{name} {version}"), licence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_listed_and_tools_are_not() {
        let package = |name: &str, source: Value| {
            json!({
                "name": name, "id": name, "version": "1.2.3", "license": "MIT/Apache-2.0",
                "source": source
            })
        };
        let edge = |to: &str, kind: Value| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                package("factordesk", Value::Null), package("factor-app", Value::Null),
                package("serde", json!("registry")), package("cc", json!("registry")),
            ],
            "resolve": { "nodes": [
                { "id": "factordesk", "deps": [
                    edge("factor-app", Value::Null), edge("cc", json!("build"))
                ] },
                { "id": "factor-app", "deps": [edge("serde", Value::Null)] },
                { "id": "serde", "deps": [] },
            ] },
        });
        let found = of_crates(&metadata).unwrap();
        let expected = ("serde 1.2.3".to_owned(), "MIT OR Apache-2.0".to_owned());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn a_package_without_a_licence_is_a_failure() {
        let lock = json!({ "packages": { "node_modules/left": { "version": "1.0.0" } } });
        assert!(of_packages(&lock, &json!({ "dependencies": { "left": "1.0.0" } })).is_err());
    }
}
