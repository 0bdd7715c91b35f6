//! `cargo xtask price`: prices the cases of a file with the engine, and shows every working.
//!
//! It is for anyone who checks the engine against a contract or a published example; the form of
//! the file is docs/money/price-files.md. The files of tests/golden are priced by a test.

mod amounts;
mod answer;
mod cases;
mod expect;
mod file;
mod market;
mod path;
mod read;
mod report;
mod shown;
mod terms;
#[cfg(test)]
mod tests;

use crate::command::Failure;
use file::Plan;
use report::Report;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Far more than anyone types: every golden file of the project has a few kilobytes.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// How the report is printed.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Json,
}

/// Prices a file and prints it; fails if the file is refused or an expected figure differs.
pub fn price(arguments: &[&str]) -> Result<(), Failure> {
    let (form, path) = match arguments {
        [path] => (Form::Text, *path),
        [path, "--json"] | ["--json", path] => (Form::Json, *path),
        _ => return Err(Failure::new("say which file: cargo xtask price FILE.json [--json]")),
    };
    let report = priced(&text_of(Path::new(path))?);
    match form {
        Form::Text => print(&shown::text(&report))?,
        Form::Json => print(&format!("{:#}\n", shown::json(&report)))?,
    }
    match report.verdict() {
        None => Ok(()),
        Some(why) => Err(Failure::new(format!("{path}: {why}"))),
    }
}

/// The report on the text of a file, whatever the text is.
fn priced(text: &str) -> Report {
    match Plan::read(text) {
        Ok(plan) => plan.run(),
        Err(problems) => Report::refused(problems),
    }
}

/// A reader that has seen enough, such as `head`, is no failure.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(cause) => Err(Failure::new(format!("cannot print: {cause}"))),
    }
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let failed =
        |cause: std::io::Error| Failure::new(format!("cannot read {}: {cause}", path.display()));
    let bytes = fs::metadata(path).map_err(failed)?.len();
    if bytes > FILE_BYTES_MAX {
        let name = path.display();
        return Err(Failure::new(format!("{name} is larger than {FILE_BYTES_MAX} bytes")));
    }
    fs::read_to_string(path).map_err(failed)
}
