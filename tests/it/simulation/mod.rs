//! A firm at its desk for months: what a seed decides goes through the commands of the windows, and
//! the laws of the books are checked on the way. See docs/money/simulation.md.

mod buying;
mod firm;
mod laws;
mod receiving;
mod settling;

use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::Instant;

use chrono::Duration;
use serde_json::json;

use crate::kill::Random;
use firm::{Done, Firm};
use laws::Laws;

/// A short run; `cargo xtask simulate --desk` asks for more.
const ACTS_OF_A_TEST: u64 = 260;
const SEED: u64 = 20_260_105;
/// Every so many times an act is taken back at once, after which nothing may have moved.
const UNDONE: u64 = 6;
const DAYS_MAX: u64 = 9;
/// Every so many times the books are checked, so are the days of the past.
const PAST_EVERY: u64 = 5;

type Doing<'a> = Pin<Box<dyn Future<Output = Option<Done>> + 'a>>;

/// Something that happens, now and then.
struct Act {
    name: &'static str,
    /// Among the weights of all.
    weight: u64,
    /// Does it to whatever it can be done to, or passes.
    run: for<'a> fn(&'a mut Firm) -> Doing<'a>,
}

static ACTS: [Act; 20] = [
    Act { name: "days pass", weight: 14, run: |firm| Box::pin(days_pass(firm)) },
    Act { name: "buy", weight: 12, run: |firm| Box::pin(buying::buy(firm)) },
    Act { name: "take a funding back", weight: 2, run: |firm| Box::pin(buying::take_back(firm)) },
    Act { name: "amend the terms", weight: 1, run: |firm| Box::pin(buying::amend(firm)) },
    Act { name: "paid in full", weight: 9, run: |firm| Box::pin(receiving::full(firm)) },
    Act { name: "paid short", weight: 6, run: |firm| Box::pin(receiving::short(firm)) },
    Act { name: "paid too much", weight: 3, run: |firm| Box::pin(receiving::over(firm)) },
    Act { name: "a lump", weight: 3, run: |firm| Box::pin(receiving::lump(firm)) },
    Act { name: "a stray payment", weight: 2, run: |firm| Box::pin(receiving::stray(firm)) },
    Act { name: "decide the inbox", weight: 4, run: |firm| Box::pin(receiving::decide(firm)) },
    Act { name: "a payment bounces", weight: 2, run: |firm| Box::pin(receiving::bounce(firm)) },
    Act { name: "correct a receipt", weight: 2, run: |firm| Box::pin(receiving::correct(firm)) },
    Act { name: "a step without money", weight: 6, run: |firm| Box::pin(receiving::step(firm)) },
    Act { name: "release", weight: 7, run: |firm| Box::pin(settling::release(firm)) },
    Act { name: "charge back", weight: 3, run: |firm| Box::pin(settling::charge_back(firm)) },
    Act { name: "write off", weight: 3, run: |firm| Box::pin(settling::write_off(firm)) },
    Act {
        name: "take a release back",
        weight: 1,
        run: |firm| Box::pin(settling::take_release_back(firm)),
    },
    Act {
        name: "take a case back",
        weight: 2,
        run: |firm| Box::pin(settling::take_case_back(firm)),
    },
    Act { name: "hold or lift", weight: 2, run: |firm| Box::pin(settling::hold(firm)) },
    Act { name: "start anew", weight: 1, run: |firm| Box::pin(start_anew(firm)) },
];

async fn days_pass(firm: &mut Firm) -> Option<Done> {
    let days = i64::try_from(1 + firm.random.below(DAYS_MAX)).unwrap();
    firm.world.clock.advance(Duration::days(days));
    firm.tell(format!("it is {}", firm.today()));
    Some(Done { undo: None })
}

async fn start_anew(firm: &mut Firm) -> Option<Done> {
    firm.world.done("lock", json!({})).await;
    firm.world.done("unlock_with_keychain", json!({})).await;
    Some(Done { undo: None })
}

fn drawn(firm: &mut Firm) -> &'static Act {
    let mut left = firm.random.below(ACTS.iter().map(|act| act.weight).sum());
    for act in &ACTS {
        if left < act.weight {
            return act;
        }
        left -= act.weight;
    }
    &ACTS[0]
}

/// How often an act was done, and how often it passed.
#[derive(Default)]
struct Times {
    done: u64,
    passed: u64,
    undone: u64,
}

/// Lets so many acts happen; the laws are checked after each, from the first entry on every
/// `check_every`.
async fn simulate(firm: &mut Firm, acts: u64, check_every: u64) -> BTreeMap<&'static str, Times> {
    let mut times: BTreeMap<&'static str, Times> = BTreeMap::new();
    let mut laws = Laws::default();
    laws.check(firm).await;
    for number in 1..=acts {
        let act = drawn(firm);
        let (before, moved) = (laws.shown.clone(), firm.moved.clone());
        firm.tell(format!("{number}: {}", act.name));
        let done = (act.run)(firm).await;
        laws.check(firm).await;
        let of_it = times.entry(act.name).or_default();
        match done {
            None => {
                of_it.passed += 1;
                if laws.shown != before {
                    firm.fail(&format!("what was refused moved something: {before:?}"));
                }
            }
            Some(Done { undo }) => {
                of_it.done += 1;
                if let Some(undo) = undo.filter(|_| firm.one_in(UNDONE)) {
                    firm.must(&undo).await;
                    firm.moved = moved;
                    laws.check(firm).await;
                    of_it.undone += 1;
                    if laws.shown != before {
                        firm.fail(&format!(
                            "what was undone left something: {before:?} {:?}",
                            laws.shown
                        ));
                    }
                }
            }
        }
        if number % check_every == 0 || number == acts {
            laws.check_books(firm).await;
        }
        if number % (check_every * PAST_EVERY) == 0 || number == acts {
            laws.check_past(firm).await;
        }
    }
    times
}

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[tokio::test]
async fn a_firm_at_its_desk_keeps_all_laws() {
    let acts = from_environment("FACTORDESK_ACTS");
    let begun = Instant::now();
    let mut firm = Firm::new(Random::seeded_or(SEED)).await;
    let check_every = if acts.is_some() { 100 } else { 20 };
    let times = simulate(&mut firm, acts.unwrap_or(ACTS_OF_A_TEST), check_every).await;
    let entries = firm.world.done("list_entries", json!({})).await["of"].clone();
    println!("{entries} entries until {} in {:?}", firm.today(), begun.elapsed());
    for (name, Times { done, passed, undone }) in &times {
        println!("  {name:<22} {done:>6} done  {undone:>4} of them undone  {passed:>5} passed");
    }
    // Of another seed nobody knows.
    for act in ACTS.iter().filter(|_| std::env::var_os("FACTORDESK_SEED").is_none()) {
        let done = times.get(act.name).map_or(0, |times| times.done);
        assert!(done > 0, "{} never happened", act.name);
    }
}
