//! Interest on funds employed.

use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field};
use factor_domain::{
    Capitalisation, DataId, DatedBalance, Day, FundsInterestTerms, Money, Rate, YearBasis,
    effective_annual, funds_interest,
};
use serde::Deserialize;

/// Interest over dated balances; rounded as the terms say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    pub balances: Vec<Balance>,
    pub from: Day,
    pub to: Day,
    #[serde(default)]
    pub index: Option<DataId>,
    pub margin: Rate,
    #[serde(default)]
    pub floor: Rate,
    pub year_basis: YearBasis,
    #[serde(default)]
    pub capitalisation: Option<Capitalisation>,
}

/// A balance from a day on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    pub from: Day,
    pub amount: Money,
}

/// What a yearly rate comes to over 365 days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectiveAnnual {
    pub rate: Rate,
    pub year_basis: YearBasis,
}

impl Case for Interest {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if self.balances.is_empty() {
            problems.push(Problem::new(field(at, "balances"), "enter at least one balance"));
        }
        if !self.balances.is_sorted_by(|one, next| one.from < next.from) {
            let says = "put the balances in ascending order of their days, one for each day";
            problems.push(Problem::new(field(at, "balances"), says));
        }
        if self.to < self.from {
            problems
                .push(Problem::new(field(at, "to"), format!("lies before from: {}", self.from)));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let balances: Vec<DatedBalance> = self
            .balances
            .iter()
            .map(|&Balance { from, amount }| DatedBalance { from, amount })
            .collect();
        let terms = FundsInterestTerms {
            index: self.index.clone(),
            margin: self.margin,
            floor: self.floor,
            year_basis: self.year_basis,
            rounding: scene.terms.rounding,
            capitalisation: self.capitalisation.unwrap_or(Capitalisation::None),
        };
        let indexes = scene.market.indexes;
        let mut answer = Answer::default();
        let interest = funds_interest(&balances, self.from, self.to, &terms, indexes)?;
        answer.add_worked("interest", interest);
        Ok(answer)
    }
}

impl Case for EffectiveAnnual {
    fn answer(&self, _scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        answer.add("rate", effective_annual(self.rate, self.year_basis)?);
        Ok(answer)
    }
}
