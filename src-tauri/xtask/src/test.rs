//! `cargo xtask test`: all set-up, then every test there is.

use crate::command::{self, Failure};
use crate::place::{self, Profile};
use crate::steps::Steps;
use crate::system::{self, Need};
use crate::{judges, run, web};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const PARTS: &[&str] = &["rust", "ui", "browser", "window"];

/// One selection for every cargo call, so that cargo unifies features once and builds once.
const PACKAGES: &[&str] = &[
    "factor-domain",
    "factor-store",
    "factor-documents",
    "factor-signatures",
    "factor-docx",
    "factor-app",
    "factor-testhost",
    "factor-tests",
    "xtask",
];

/// The test program that drives the real window; it needs the built app and runs last.
const WINDOW_TESTS: &str = "window";

/// Runs the named parts, or all of them.
pub fn test(parts: &[&str]) -> Result<(), Failure> {
    if let Some(part) = parts.iter().find(|part| !PARTS.contains(part)) {
        let known = PARTS.join(", ");
        return Err(Failure::new(format!("not a part of the tests: {part}; there are {known}")));
    }
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    let target = place::target()?;
    let mut steps = Steps::new();
    steps.need("system packages", || system::ensure(Need::Tests))?;
    if wants("ui") || wants("browser") || wants("window") {
        steps.need("npm packages", web::prepare)?;
    }
    if wants("browser") || wants("window") {
        steps.need("build the UI", web::build)?;
    }
    if wants("rust") {
        steps.need("judges of signatures", || judges::SIGNATURES.prepare())?;
        steps.need("judges of papers", || judges::PAPERS.prepare())?;
        steps.step("Rust tests", rust_tests);
        steps.step("examples in the documentation", doc_tests);
    }
    if wants("ui") {
        steps.step("UI unit tests", || command::run(web::npm().args(["run", "test", "-w", "ui"])));
    }
    if wants("browser") {
        steps.step("browser specs", || browser_specs(&target));
    }
    if wants("window") {
        steps.step("build the app", || run::build_app(Profile::Debug));
        steps.step("tests of the real window", || window_tests(&target));
    }
    steps.finish()
}

/// A cargo call over all tested packages, whose features are then the same in every call.
pub fn cargo(verb: &str) -> Command {
    let mut cargo = command::cargo();
    cargo.arg(verb).current_dir(place::root());
    for package in PACKAGES {
        cargo.args(["-p", package]);
    }
    cargo.args(["--features", "factor-tests/window"]);
    cargo
}

fn rust_tests() -> Result<(), Failure> {
    let mut cargo = cargo("test");
    cargo
        .args(["--no-fail-fast", "--lib", "--bins"])
        .env("FACTORDESK_JUDGE", judges::SIGNATURES.python()?)
        .env("FACTORDESK_PAPER_JUDGE", judges::PAPERS.folder()?);
    for name in test_targets()?.iter().filter(|name| *name != WINDOW_TESTS) {
        cargo.args(["--test", name]);
    }
    command::run(&mut cargo)
}

/// The names of the integration tests, so that a new one is never forgotten here.
fn test_targets() -> Result<Vec<String>, Failure> {
    let mut metadata = command::cargo();
    metadata.args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(place::root());
    let metadata: Value = serde_json::from_str(&command::output(&mut metadata)?)
        .map_err(|cause| Failure::new(format!("cargo metadata is not JSON: {cause}")))?;
    let mut names = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let targets = package["targets"].as_array().into_iter().flatten();
        let tests = targets.filter(|target| target["kind"][0] == "test");
        let tests: Vec<&str> = tests.filter_map(|target| target["name"].as_str()).collect();
        let package = package["name"].as_str().unwrap_or_default();
        if PACKAGES.contains(&package) {
            names.extend(tests.into_iter().map(str::to_owned));
        } else if !tests.is_empty() {
            let tests = tests.join(", ");
            return Err(Failure::new(format!("no package of the tests: {package}, with {tests}")));
        }
    }
    Ok(names)
}

fn doc_tests() -> Result<(), Failure> {
    let mut cargo = command::cargo();
    cargo.args(["test", "--quiet", "--doc"]).current_dir(place::root());
    // Only the crates whose documentation is read for its examples.
    for package in ["factor-domain", "factor-store", "factor-documents", "factor-app"] {
        cargo.args(["-p", package]);
    }
    command::run(&mut cargo)
}

fn browser_specs(target: &Path) -> Result<(), Failure> {
    command::run(&mut cargo("build"))?;
    let mut npm = web::npm();
    npm.args(["run", "test", "-w", "tests/ui"])
        .env("FACTORDESK_TESTHOST", place::built(target, Profile::Debug, "factor-testhost"))
        .env("FACTORDESK_SHOTS", target.join("shots"));
    command::run(&mut npm)
}

fn window_tests(target: &Path) -> Result<(), Failure> {
    let mut cargo = cargo("test");
    cargo
        .args(["--no-fail-fast", "--test", WINDOW_TESTS, "--"])
        // Two windows at once make a two-core machine miss its time limits.
        .arg("--test-threads=1")
        .env("FACTORDESK_BINARY", place::built(target, Profile::Debug, "factordesk"))
        .env("FACTORDESK_SHOTS", target.join("shots"));
    command::run(&mut cargo)
}
