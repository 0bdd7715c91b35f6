//! Builds and opens the app; does the main job without a window; writes the bindings.

use crate::command::{self, Failure};
use crate::place::{self, Profile};
use crate::system::{self, Need};
use crate::test;
use crate::web;
use std::path::Path;
use std::process::Command;

/// `cargo xtask run`: from a fresh machine to the open window.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    let unknown = options.iter().find(|option| !["--sample", "--release"].contains(option));
    if let Some(option) = unknown {
        return Err(Failure::new(format!("not an option of run: {option}")));
    }
    // Said first: nobody should wait for a build that cannot be opened.
    if !system::has_display() {
        return Err(Failure::new(
            "there is no display here, so no window can be opened; \
             `cargo xtask demo --out DIR` does the main job without one and leaves its papers",
        ));
    }
    system::ensure(Need::Window)?;
    web::prepare()?;
    web::build()?;
    let profile = if options.contains(&"--release") { Profile::Release } else { Profile::Debug };
    build_app(profile)?;
    let mut app = Command::new(place::built(&place::target()?, profile, "factordesk"));
    if options.contains(&"--sample") {
        app.arg("--sample");
    }
    command::run(&mut app)
}

/// Builds the desktop application with the UI inside it.
pub fn build_app(profile: Profile) -> Result<(), Failure> {
    let mut cargo = command::cargo();
    cargo.args(["build", "-p", "factordesk", "--features", "custom-protocol"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    command::run(cargo.current_dir(place::root()))
}

/// `cargo xtask demo`: the main job without a window.
pub fn demo(directory: &str) -> Result<(), Failure> {
    system::ensure(Need::Core)?;
    // Cargo runs in the root, but a relative folder is meant from where the person stands.
    let here = std::env::current_dir()
        .map_err(|cause| Failure::new(format!("cannot tell the current folder: {cause}")))?;
    let out = here.join(Path::new(directory));
    let mut cargo = command::cargo();
    cargo.args(["run", "--quiet", "-p", "factor-testhost", "--", "demo", "--out"]).arg(out);
    command::run(cargo.current_dir(place::root()))
}

/// `cargo xtask bindings`: writes what the bindings test otherwise only compares.
pub fn bindings() -> Result<(), Failure> {
    system::ensure(Need::Core)?;
    // With the packages of every other test, so that nothing is built a second time for it.
    let mut cargo = test::cargo("test");
    cargo.args(["--quiet", "--test", "bindings"]);
    command::run(cargo.env("UPDATE_BINDINGS", "1"))
}
