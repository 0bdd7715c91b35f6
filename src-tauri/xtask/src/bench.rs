//! `cargo xtask bench`: how fast the product is. Prints figures and ratios; never fails on time.

use crate::command::{self, Failure};
use crate::place;
use crate::system::{self, Need};

/// Runs the figures in the release profile; with `--dev` as tests are built, to see that they run.
pub fn bench(options: &[&str]) -> Result<(), Failure> {
    if let Some(option) = options.iter().find(|option| **option != "--dev") {
        return Err(Failure::new(format!("not an option of bench: {option}")));
    }
    system::ensure(Need::Core)?;
    let mut cargo = command::cargo();
    cargo.args(["bench", "-p", "factor-tests", "--bench", "product"]);
    if options.contains(&"--dev") {
        cargo.args(["--profile", "dev"]);
    }
    command::run(cargo.current_dir(place::root()))
}
