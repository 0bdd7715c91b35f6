//! The UI's own tools: Node.js, npm packages, the built UI.

use crate::command::{self, Failure};
use crate::{place, system};
use std::fs;
use std::process::Command;

/// The oldest Node.js that the UI's build accepts: major, minor.
const NODE_MIN: (u32, u32) = (20, 19);

/// npm as it is called on this system.
pub fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(place::root());
    npm
}

/// Makes sure of Node.js and of the packages that package-lock.json names.
pub fn prepare() -> Result<(), Failure> {
    ensure_node()?;
    let root = place::root();
    let lock = fs::read_to_string(root.join("package-lock.json"))
        .map_err(|cause| Failure::new(format!("cannot read package-lock.json: {cause}")))?;
    // Kept inside node_modules, so that it goes when they go.
    let stamp = root.join("node_modules").join(".factordesk-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the npm packages that package-lock.json names");
    command::run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock).map_err(|cause| Failure::new(format!("cannot write a stamp: {cause}")))
}

/// Builds the UI into ui/dist, from where the shell and the test host take it.
pub fn build() -> Result<(), Failure> {
    command::run(npm().args(["run", "build", "-w", "ui"]))
}

fn ensure_node() -> Result<(), Failure> {
    if node_version().is_some_and(|version| version >= NODE_MIN) && command::exists("npm") {
        return Ok(());
    }
    if node_version().is_none() && apt_offers_node() {
        system::install(&["nodejs", "npm"])?;
        return Ok(());
    }
    let (major, minor) = NODE_MIN;
    let found = node_version()
        .map_or_else(|| "none".to_owned(), |(major, minor)| format!("{major}.{minor}"));
    Err(Failure::new(format!(
        "Node.js {major}.{minor} or newer with npm is needed (found: {found}); \
         install a current one from nodejs.org or a version manager, then try again"
    )))
}

fn node_version() -> Option<(u32, u32)> {
    parse_version(&command::output(Command::new("node").arg("--version")).ok()?)
}

/// Whether apt's own Node.js is new enough to be worth installing.
fn apt_offers_node() -> bool {
    if !command::exists("apt-cache") {
        return false;
    }
    let policy = command::output(Command::new("apt-cache").args(["policy", "nodejs"]));
    policy
        .ok()
        .and_then(|text| {
            let candidate = text.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?;
            parse_version(candidate)
        })
        .is_some_and(|version| version >= NODE_MIN)
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_version_is_read_as_node_and_as_apt_write_it() {
        assert_eq!(parse_version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(parse_version(" 18.20.4+dfsg-1~deb12u1"), Some((18, 20)));
        assert_eq!(parse_version("(none)"), None);
    }
}
