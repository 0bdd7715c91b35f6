//! Where things are.

use crate::command::{self, Failure};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The root of the repository.
///
/// Cargo's runtime variable wins over the compiled-in path: a target directory shared by two
/// clones may hold an xtask that was built in the other one.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).expect("xtask lies two folders below the root").to_path_buf()
}

/// Cargo's target directory, wherever the environment or the configuration puts it.
pub fn target() -> Result<PathBuf, Failure> {
    let mut cargo = command::cargo();
    cargo.args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(root());
    let metadata: Value = serde_json::from_str(&command::output(&mut cargo)?)
        .map_err(|cause| Failure::new(format!("cargo metadata is not JSON: {cause}")))?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("cargo metadata names no target directory"))
}

/// Where tools of the project are kept: outside every clone, so that a new clone finds them.
pub fn tools() -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    cache
        .map(|folder| folder.join("factordesk").join("tools"))
        .ok_or_else(|| Failure::new("no home folder is set, so tools have no place"))
}

/// How cargo builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// A program of ours, as cargo left it.
pub fn built(target: &Path, profile: Profile, name: &str) -> PathBuf {
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    };
    target.join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
