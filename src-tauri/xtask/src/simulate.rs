//! `cargo xtask simulate`: years of a firm on the rules alone, or months of one at its desk, all
//! laws checked on the way. See docs/money/simulation.md.

use crate::command::{self, Failure};
use crate::place;
use crate::system::{self, Need};

/// The test that is the firm at its desk; by itself it is a short run.
const AT_ITS_DESK: &str = "simulation::a_firm_at_its_desk_keeps_all_laws";
/// Some years of a small firm.
const ACTS: &str = "20000";

/// Runs the simulation in the release profile. The options are the program's own; `--desk` before
/// them takes the firm that works through every command.
pub fn simulate(options: &[&str]) -> Result<(), Failure> {
    let at_its_desk = match options.split_first() {
        Some((&"--desk", options)) => Some(AtItsDesk::read(options)?),
        Some(_) | None => None,
    };
    system::ensure(Need::Core)?;
    let mut cargo = command::cargo();
    cargo.current_dir(place::root());
    match at_its_desk {
        None => {
            cargo.args(["bench", "--quiet", "-p", "factor-domain", "--bench", "simulate", "--"]);
            cargo.args(options);
        }
        Some(AtItsDesk { seed, acts }) => {
            cargo.args(["test", "--release", "-p", "factor-tests", "--test", "it", AT_ITS_DESK]);
            cargo.args(["--", "--exact", "--nocapture"]).env("FACTORDESK_ACTS", acts);
            if let Some(seed) = seed {
                cargo.env("FACTORDESK_SEED", seed);
            }
        }
    }
    command::run(&mut cargo)
}

/// How long the firm works, from which seed.
#[derive(Debug, PartialEq, Eq)]
struct AtItsDesk<'words> {
    seed: Option<&'words str>,
    acts: &'words str,
}

impl<'words> AtItsDesk<'words> {
    fn read(words: &[&'words str]) -> Result<Self, Failure> {
        let mut read = Self { seed: None, acts: ACTS };
        for pair in words.chunks(2) {
            match pair {
                ["--seed", seed] if is_number(seed) => read.seed = Some(seed),
                ["--acts", acts] if is_number(acts) => read.acts = acts,
                _ => {
                    let said = words.join(" ");
                    let wanted = "give --seed N and --acts N, whole numbers";
                    return Err(Failure::new(format!("simulate --desk {said}: {wanted}")));
                }
            }
        }
        Ok(read)
    }
}

fn is_number(word: &str) -> bool {
    word.parse::<u64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_the_desk_are_numbers_with_their_names() {
        let read = |words: &[&'static str]| AtItsDesk::read(words).ok();
        assert_eq!(read(&[]), Some(AtItsDesk { seed: None, acts: ACTS }));
        let both = ["--seed", "7", "--acts", "900"];
        assert_eq!(read(&both), Some(AtItsDesk { seed: Some("7"), acts: "900" }));
        for wrong in [&["--seed"][..], &["--seed", "x"], &["--acts", "-1"], &["--entries", "5"]] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
