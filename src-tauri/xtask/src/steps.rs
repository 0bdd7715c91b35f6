//! A list of steps that all run, each timed, with one summary at the end.

use crate::command::Failure;
use std::time::{Duration, Instant};

/// What has run so far. One failing step does not hide the next one's failure.
pub struct Steps {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    took: Duration,
    failure: Option<Failure>,
}

impl Steps {
    pub fn new() -> Self {
        Self { done: Vec::new() }
    }

    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), Failure>) {
        println!("\n== {name}");
        let start = Instant::now();
        let failure = work().err();
        if let Some(failure) = &failure {
            println!("{failure}");
        }
        let took = start.elapsed();
        println!("-- {name}: {} in {:.1} s", outcome(failure.as_ref()), took.as_secs_f64());
        self.done.push(Done { name, took, failure });
    }

    /// Runs a step that the following ones need; its failure ends the list.
    pub fn need(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.step(name, work);
        match self.done.last() {
            Some(Done { failure: Some(failure), .. }) => {
                Err(Failure::new(format!("{name}: {failure}")))
            }
            _ => Ok(()),
        }
    }

    /// Prints the summary; fails when any step failed.
    pub fn finish(self) -> Result<(), Failure> {
        println!("\n== summary");
        for done in &self.done {
            let seconds = done.took.as_secs_f64();
            println!("{:>8.1} s  {:<6}  {}", seconds, outcome(done.failure.as_ref()), done.name);
        }
        let total: Duration = self.done.iter().map(|done| done.took).sum();
        println!("{:>8.1} s  in all", total.as_secs_f64());
        let failed: Vec<&str> =
            self.done.iter().filter(|done| done.failure.is_some()).map(|done| done.name).collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!("failed: {}", failed.join(", "))))
    }
}

fn outcome(failure: Option<&Failure>) -> &'static str {
    if failure.is_some() { "FAILED" } else { "ok" }
}
