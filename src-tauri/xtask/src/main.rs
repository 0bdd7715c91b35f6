//! All automation of the project, in one program; of the product it links the rules alone.
//!
//! `cargo xtask help` lists what it does. Every command does its own set-up, so that a fresh
//! machine needs a Rust toolchain and nothing else before the first one.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its output is its whole purpose")]

mod bench;
mod check;
mod command;
mod judges;
mod licences;
mod papers;
mod place;
mod price;
mod run;
mod simulate;
mod steps;
mod system;
mod test;
mod web;

use command::Failure;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run [--sample] [--release]   install what is missing, build and open the app
cargo xtask demo --out DIR               do the main job without a window; leave its papers in DIR
cargo xtask test [PART...]               run every test; PART: rust, ui, browser, window
cargo xtask check                        format, lints, house rules, licences, types, tiers
cargo xtask bench [--books N] [--no-window] [--dev]
                                         print how fast the product is, in the release profile;
                                         N: the invoices of the large books, 20000 if not said
cargo xtask bench papers [--dev]         the same of papers, beside ReportLab, WeasyPrint and Typst
cargo xtask bench idle [--dev] [--minutes N]
                                         what an open window costs that nobody touches, 10 minutes
cargo xtask price FILE.json [--json]     price the cases of a file; see docs/money/price-files.md
cargo xtask simulate [--seed N] [--entries N]
                                         run a firm on the rules alone, every law checked
cargo xtask simulate --desk [--seed N] [--acts N]
                                         the same through the commands of the windows
cargo xtask licences                     write the licences that the About screen lists
cargo xtask bindings                     write the TypeScript bindings from the command list
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", options @ ..] => run::run(options),
        ["demo", "--out", directory] => run::demo(directory),
        ["test", parts @ ..] => test::test(parts),
        ["check"] => check::check(),
        ["bench", "papers"] => papers::bench(false),
        ["bench", "papers", "--dev"] => papers::bench(true),
        ["bench", "idle", options @ ..] => bench::idle(options),
        ["bench", options @ ..] => bench::bench(options),
        ["price", arguments @ ..] => price::price(arguments),
        ["simulate", options @ ..] => simulate::simulate(options),
        ["licences"] => licences::write(),
        ["bindings"] => run::bindings(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new(format!("not a command: {}\n\n{HELP}", words.join(" ")))),
    }
}
