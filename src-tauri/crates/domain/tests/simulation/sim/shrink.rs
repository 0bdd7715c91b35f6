//! Cuts a failing script down to the few decisions that matter.

use super::script::{Decision, Part, Script};
use super::world::{Failure, Fault, World};

/// Most replays; a cut that takes longer is good enough.
const REPLAYS_MAX: usize = 4_000;

/// The smallest script found that still breaks the same law, and how it does.
pub fn shrink(script: &Script, fault: Fault) -> Option<(Script, Failure)> {
    let (place, failure) = World::play(script, fault).err()?;
    let mut cut = Cut { law: failure.law.clone(), fault, replays: 0 };
    let mut smallest = Script {
        seed: script.seed,
        why: failure.law.clone(),
        decisions: script.decisions[..=place.min(script.decisions.len() - 1)].to_vec(),
    };
    loop {
        let before = smallest.clone();
        smallest = cut.without_chunks(smallest);
        smallest = cut.with_smaller_decisions(smallest);
        if smallest == before || cut.replays >= REPLAYS_MAX {
            break;
        }
    }
    let (_, failure) = World::play(&smallest, fault).err()?;
    Some((smallest, failure))
}

struct Cut {
    law: String,
    fault: Fault,
    replays: usize,
}

impl Cut {
    fn still_fails(&mut self, script: &Script) -> bool {
        self.replays += 1;
        World::play(script, self.fault).err().is_some_and(|(_, failure)| failure.law == self.law)
    }

    /// Leaves out halves, quarters, eighths and at last single decisions.
    fn without_chunks(&mut self, mut script: Script) -> Script {
        let mut size = script.decisions.len().div_ceil(2);
        while size > 0 && self.replays < REPLAYS_MAX {
            let mut start = 0;
            while start < script.decisions.len() && self.replays < REPLAYS_MAX {
                let mut fewer = script.clone();
                let end = (start + size).min(fewer.decisions.len());
                fewer.decisions.drain(start..end);
                if self.still_fails(&fewer) { script = fewer } else { start += size }
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
        script
    }

    /// Takes lines off schedules and parts off receipts.
    fn with_smaller_decisions(&mut self, mut script: Script) -> Script {
        for place in 0..script.decisions.len() {
            let mut part = 0;
            while part < parts(&script.decisions[place]) && self.replays < REPLAYS_MAX {
                let mut fewer = script.clone();
                drop_part(&mut fewer.decisions[place], part);
                if self.still_fails(&fewer) { script = fewer } else { part += 1 }
            }
        }
        script
    }
}

fn parts(decision: &Decision) -> usize {
    if let Decision::Buy { lines, .. } = decision {
        return lines.len();
    }
    if let Decision::Receive { parts, .. } = decision { parts.len() } else { 0 }
}

fn drop_part(decision: &mut Decision, place: usize) {
    if let Decision::Buy { lines, .. } = decision {
        lines.remove(place);
    } else if let Decision::Receive { parts, .. } = decision {
        let _: Part = parts.remove(place);
    }
}

/// What a person reads when a run fails.
pub fn told(seed: u64, whole: usize, small: &Script, failure: &Failure) -> String {
    let mut text = format!(
        "seed {seed}: {}\n  {}\n  {whole} decisions, cut down to {}:\n",
        failure.law,
        failure.words,
        small.decisions.len()
    );
    for decision in &small.decisions {
        text.push_str(&format!("    {decision:?}\n"));
    }
    match serde_json::to_string_pretty(small) {
        Ok(json) => text.push_str(&format!("  as a regression file:\n{json}\n")),
        Err(error) => text.push_str(&format!("  {error}\n")),
    }
    text
}
