//! What an advance costs a year, and what a disclosure of it shows.

use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field};
use factor_domain::{
    AprPrecision, AprTerm, DataId, Day, DisclosureFacts, DisclosureRules, FinanceCost, Money,
    Refusal, ReserveReturn, apr,
};
use serde::Deserialize;

/// An annual percentage rate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apr {
    pub finance_charge: Money,
    pub amount_financed: Money,
    #[serde(default)]
    pub days: Option<u32>,
    #[serde(default)]
    pub months: Option<u32>,
    #[serde(default)]
    pub from: Option<Day>,
    #[serde(default)]
    pub to: Option<Day>,
    #[serde(default)]
    pub precision: Option<AprPrecision>,
}

/// The figures of a disclosure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    pub jurisdiction: DataId,
    pub face: Money,
    pub advance: Money,
    #[serde(default)]
    pub prepaid: Option<Money>,
    pub reserve: Money,
    pub reserve_return: Return,
    pub assigned_on: Day,
    pub due_on: Day,
}

/// Whether the return of the reserve may be counted on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Return {
    Anticipated,
    NotAnticipated,
}

impl Apr {
    fn term(&self) -> Option<Result<AprTerm, Refusal>> {
        match (self.days, self.months, self.from, self.to) {
            (Some(days), None, None, None) => Some(Ok(AprTerm::Days { days })),
            (None, Some(months), None, None) => Some(Ok(AprTerm::Months { months })),
            (None, None, Some(from), Some(to)) => Some(AprTerm::between(from, to)),
            (_, _, _, _) => None,
        }
    }
}

impl Case for Apr {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if self.term().is_none() {
            let says = "enter the term once: days, months, or from and to";
            problems.push(Problem::new(field(at, "days"), says));
        }
        if self.finance_charge.is_negative() {
            let of_charge = field(at, "finance_charge");
            problems.push(Problem::new(of_charge, "enter an amount of 0 or more"));
        }
        super::above_zero(self.amount_financed, field(at, "amount_financed"), problems);
    }

    fn answer(&self, _scene: &Scene) -> Answered {
        let Apr { finance_charge, amount_financed, .. } = *self;
        let term = self.term().unwrap_or(Ok(AprTerm::Days { days: 0 }))?;
        let precision = self.precision.unwrap_or(AprPrecision::Hundredth);
        let cost = FinanceCost { finance_charge, amount_financed };
        let mut answer = Answer::default();
        answer.add_worked("apr", apr(cost, term, precision)?);
        Ok(answer)
    }
}

impl Case for Disclosure {
    fn answer(&self, _scene: &Scene) -> Answered {
        let rules = DisclosureRules::built_in();
        let rule = rules.in_force(&self.jurisdiction, self.assigned_on)?;
        let figures = rule.figures(&DisclosureFacts {
            face: self.face,
            advance: self.advance,
            prepaid: self.prepaid.unwrap_or(Money::zero(self.face.currency())),
            reserve: self.reserve,
            reserve_return: match self.reserve_return {
                Return::Anticipated => ReserveReturn::Anticipated,
                Return::NotAnticipated => ReserveReturn::NotAnticipated,
            },
            assigned_on: self.assigned_on,
            due_on: self.due_on,
        })?;
        let mut answer = Answer::default();
        answer.add("funds_provided", figures.funds_provided);
        answer.add("payment", figures.payment);
        answer.add("term_days", figures.term_days);
        answer.add_worked("amount_financed", figures.amount_financed);
        answer.add_worked("finance_charge", figures.finance_charge);
        answer.add_worked("apr", figures.apr);
        Ok(answer)
    }
}
