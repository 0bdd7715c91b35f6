//! Fees by days counted, without dates.

use super::{Case, Scene, above_zero};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field};
use factor_domain::{Money, Refusal, Terms, Worked};
use serde::Deserialize;

/// Most days of one table: ten years.
const TABLE_DAYS_MAX: usize = 3_660;

/// The fee after each of some days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeByDays {
    pub face: Money,
    #[serde(default)]
    pub advance: Option<Money>,
    pub days: Vec<u32>,
}

/// The fee after these days, on the advance of the terms unless another is given.
pub fn fee_after(
    terms: &Terms,
    face: Money,
    advance: Option<Money>,
    days: u32,
) -> Result<Worked<Money>, Refusal> {
    let advance = match advance {
        Some(advance) => advance,
        None => terms.advance(face)?,
    };
    terms.fee(face, advance, days)
}

impl Case for FeeByDays {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        above_zero(self.face, field(at, "face"), problems);
        let of_days = field(at, "days");
        if self.days.is_empty() || self.days.len() > TABLE_DAYS_MAX {
            let says = format!("enter from 1 to {TABLE_DAYS_MAX} days");
            problems.push(Problem::new(of_days, says));
        } else if !self.days.is_sorted_by(|one, next| one < next) {
            problems.push(Problem::new(of_days, "put the days in ascending order, each once"));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        for days in &self.days {
            let fee = fee_after(scene.terms, self.face, self.advance, *days)?;
            answer.add_worked(format!("fees.{days}"), fee);
        }
        Ok(answer)
    }
}
