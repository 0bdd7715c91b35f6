//! `cargo xtask simulate`: years of a firm on the rules alone, all laws checked every month.

use crate::command::{self, Failure};
use crate::place;
use crate::system::{self, Need};

/// Runs the simulation in the release profile; the options are the program's own.
pub fn simulate(options: &[&str]) -> Result<(), Failure> {
    system::ensure(Need::Core)?;
    let mut cargo = command::cargo();
    cargo.args(["bench", "--quiet", "-p", "factor-domain", "--bench", "simulate", "--"]);
    command::run(cargo.args(options).current_dir(place::root()))
}
