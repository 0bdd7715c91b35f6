//! `cargo xtask check`: what must hold before anything is merged, tests aside.

mod capabilities;
pub(crate) mod crates;
mod floors;
mod migrations;
mod policy;
mod sql;
mod text;

use crate::command::{self, Failure};
use crate::place;
use crate::steps::Steps;
use crate::system::{self, Need};
use crate::{licences, test, web};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// cargo-deny is installed in exactly this version, so that its verdict does not drift.
const DENY_VERSION: &str = "0.20.2";

/// Runs every check; the cheap ones first.
pub fn check() -> Result<(), Failure> {
    let root = place::root();
    let mut steps = Steps::new();
    steps.need("system packages", || system::ensure(Need::Window))?;
    steps.need("npm packages", web::prepare)?;
    steps.step("format", || cargo(&["fmt", "--all", "--check"]));
    steps.step("lines and notes to self", || text::check(&root));
    steps.step("no SQL outside the store", || sql::check(&root));
    steps.step("migrations", || migrations::check(&root));
    steps.step("window policy", || policy::check(&root));
    steps.step("capabilities", || capabilities::check(&root));
    steps.step("fresh licences", || licences::check(&root));
    let metadata = metadata()?;
    steps.step("directions between crates", || crates::check(&metadata));
    steps.step("version floors", || floors::check(&metadata));
    steps.step("licences, bans, sources", deny);
    steps.step("UI types", || command::run(web::npm().args(["run", "check", "-w", "ui"])));
    steps.step("UI tiers", || command::run(web::npm().args(["run", "tiers", "-w", "ui"])));
    // The shell embeds the built UI, so it does not even compile without it.
    steps.step("build the UI", web::build);
    steps.step("lints", clippy);
    steps.step("fresh bindings", bindings);
    steps.finish()
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    command::run(command::cargo().args(arguments).current_dir(place::root()))
}

fn clippy() -> Result<(), Failure> {
    let features = "factordesk/custom-protocol,factor-tests/window";
    let scope = ["clippy", "--workspace", "--all-targets", "--features", features];
    cargo(&[&scope[..], &["--", "-D", "warnings"]].concat())
}

fn deny() -> Result<(), Failure> {
    let program = deny_program()?;
    let mut deny = Command::new(program);
    deny.args(["--workspace", "--all-features", "--locked", "check"]).args([
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]);
    command::run(deny.current_dir(place::root()))
}

fn bindings() -> Result<(), Failure> {
    command::run(test::cargo("test").args(["--test", "bindings"]))
}

/// Installs cargo-deny once, outside every clone.
fn deny_program() -> Result<PathBuf, Failure> {
    let tools = place::tools()?;
    let program = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let version = command::output(Command::new(&program).arg("--version"));
    if version.is_ok_and(|text| text.trim().ends_with(DENY_VERSION)) {
        return Ok(program);
    }
    println!("Installing cargo-deny {DENY_VERSION} into {}", tools.display());
    let mut cargo = command::cargo();
    cargo
        .args(["install", "--locked", "--debug", "--force", "--root"])
        .arg(&tools)
        .arg(format!("cargo-deny@{DENY_VERSION}"))
        // Built apart, so that it neither waits for nor fills the project's own target folder.
        .env_remove("CARGO_TARGET_DIR");
    command::run(&mut cargo)?;
    Ok(program)
}

pub(crate) fn metadata() -> Result<Value, Failure> {
    let mut cargo = command::cargo();
    cargo
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(place::root());
    serde_json::from_str(&command::output(&mut cargo)?)
        .map_err(|cause| Failure::new(format!("cargo metadata is not JSON: {cause}")))
}

/// No findings is success; else one failure that lists them all.
fn verdict(findings: &[String]) -> Result<(), Failure> {
    if findings.is_empty() {
        return Ok(());
    }
    Err(Failure::new(findings.join("\n")))
}

pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|cause| Failure::new(format!("cannot read {}: {cause}", path.display())))
}

pub(crate) fn read_json(path: &Path) -> Result<Value, Failure> {
    serde_json::from_str(&read(path)?)
        .map_err(|cause| Failure::new(format!("{} is not JSON: {cause}", path.display())))
}

/// Every file below a folder whose name ends in one of the endings, in a stable order.
fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    const SKIPPED: &[&str] = &["node_modules", "dist", "target", "gen"];
    let unreadable = |cause| Failure::new(format!("cannot list {}: {cause}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
            found.extend(files(&path, endings)?);
        } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
