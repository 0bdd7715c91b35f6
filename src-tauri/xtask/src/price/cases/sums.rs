//! The two sums below all others: a share of an amount, and an amount in parts.

use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field, item};
use factor_domain::{Money, Rate, Rounding};
use serde::Deserialize;

/// A share of an amount, rounded once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundingCase {
    pub amount: Money,
    pub rate: Rate,
    #[serde(default)]
    pub rounding: Option<Rounding>,
}

/// An amount in proportion to weights; the parts sum to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub amount: Money,
    pub weights: Vec<u64>,
}

impl Case for RoundingCase {
    fn answer(&self, scene: &Scene) -> Answered {
        let rounding = self.rounding.unwrap_or(scene.terms.rounding);
        let mut answer = Answer::default();
        answer.add("product", self.amount.times(self.rate, rounding)?);
        Ok(answer)
    }
}

impl Case for Split {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if self.weights.is_empty() {
            problems.push(Problem::new(field(at, "weights"), "enter at least one weight"));
        }
    }

    fn answer(&self, _scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        for (place, part) in self.amount.split(&self.weights)?.into_iter().enumerate() {
            answer.add(item("parts", place), part);
        }
        Ok(answer)
    }
}
