//! What judges signatures and papers in the tests, and what papers are measured beside: Python
//! environments of their own.

use crate::command::{self, Failure};
use crate::place;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// An environment with what its list names, versions and hashes; anything else is not installed.
#[derive(Clone, Copy)]
pub struct Judges {
    name: &'static str,
    requirements: &'static str,
}

/// pyHanko, which judges signatures.
pub const SIGNATURES: Judges = Judges {
    name: "judges",
    requirements: "src-tauri/crates/signatures/tests/seals/requirements.txt",
};

/// veraPDF, which judges papers; a Java library that comes in a Python package.
pub const PAPERS: Judges = Judges {
    name: "paper-judges",
    requirements: "src-tauri/crates/documents/tests/judge/requirements.txt",
};

/// ReportLab, WeasyPrint and Typst, beside which the papers are measured.
pub const PEERS: Judges = Judges {
    name: "paper-peers",
    requirements: "src-tauri/crates/documents/benches/requirements.txt",
};

impl Judges {
    /// Makes sure of them.
    pub fn prepare(self) -> Result<(), Failure> {
        let list = self.requirements;
        let requirements = place::root().join(list);
        let wanted = fs::read_to_string(&requirements)
            .map_err(|cause| Failure::new(format!("cannot read {list}: {cause}")))?;
        let folder = self.folder()?;
        // Kept inside the environment, so that it goes when that goes.
        let stamp = folder.join("factordesk-requirements.txt");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        println!("Installing what {list} names into {}", folder.display());
        command::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = Command::new(self.python()?);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--only-binary", ":all:", "-r"])
            .arg(&requirements);
        command::run(&mut pip)?;
        fs::write(&stamp, wanted)
            .map_err(|cause| Failure::new(format!("cannot write a stamp: {cause}")))
    }

    /// The Python of the environment; the tests are told where it is.
    pub fn python(self) -> Result<PathBuf, Failure> {
        Ok(self.folder()?.join("bin").join("python"))
    }

    /// Where the environment is.
    pub fn folder(self) -> Result<PathBuf, Failure> {
        Ok(place::tools()?.join(self.name))
    }
}
