//! pyHanko, which judges signatures in the tests: a Python environment of its own.

use crate::command::{self, Failure};
use crate::place;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Versions and hashes; anything else is not installed.
const REQUIREMENTS: &str = "src-tauri/crates/signatures/tests/seals/requirements.txt";

/// Makes sure of the judges.
pub fn prepare() -> Result<(), Failure> {
    let requirements = place::root().join(REQUIREMENTS);
    let wanted = fs::read_to_string(&requirements)
        .map_err(|cause| Failure::new(format!("cannot read {REQUIREMENTS}: {cause}")))?;
    let folder = folder()?;
    // Kept inside the environment, so that it goes when that goes.
    let stamp = folder.join("factordesk-requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing pyHanko into {}", folder.display());
    command::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = Command::new(python()?);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--require-hashes", "--only-binary", ":all:", "-r"])
        .arg(&requirements);
    command::run(&mut pip)?;
    fs::write(&stamp, wanted)
        .map_err(|cause| Failure::new(format!("cannot write a stamp: {cause}")))
}

/// The Python of the judges; the tests are told where it is.
pub fn python() -> Result<PathBuf, Failure> {
    Ok(folder()?.join("bin").join("python"))
}

fn folder() -> Result<PathBuf, Failure> {
    Ok(place::tools()?.join("judges"))
}
