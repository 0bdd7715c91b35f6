//! What is agreed beside the fees on invoices: minimums, least volume, the catalogue of fees.

use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use factor_domain::fee::{AgreementSpan, PartPeriod, PeriodAsked};
use factor_domain::{AdditionalFee, Day, FeePeriod, Money};
use serde::Deserialize;

/// The top-up to the least fees of a period.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    pub period: FeePeriod,
    pub on: Day,
    pub agreement: AgreementSpan,
    #[serde(default)]
    pub part: Option<PartPeriod>,
    pub fees: Money,
}

/// The fee on volume that was not sold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    pub on: Day,
    pub agreement: AgreementSpan,
    #[serde(default)]
    pub part: Option<PartPeriod>,
    pub volume: Money,
}

/// A fee of the catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherFee {
    pub fee: AdditionalFee,
    pub caused_by: Money,
}

/// What leaving early costs, as a share of the facility limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlyTermination {}

/// What leaving early costs, for each day that remains.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemainingDays {
    pub each_day: Money,
    pub left_on: Day,
    pub ends_on: Day,
}

fn asked(on: Day, agreement: AgreementSpan, part: Option<PartPeriod>) -> PeriodAsked {
    PeriodAsked { on, agreement, part: part.unwrap_or(PartPeriod::NoMinimum) }
}

impl Case for Minimum {
    fn answer(&self, scene: &Scene) -> Answered {
        let asked = asked(self.on, self.agreement, self.part);
        let mut answer = Answer::default();
        let top_up = scene.terms.minimum_top_up(self.period, asked, self.fees)?;
        answer.add_worked("top_up", top_up);
        Ok(answer)
    }
}

impl Case for Volume {
    fn answer(&self, scene: &Scene) -> Answered {
        let asked = asked(self.on, self.agreement, self.part);
        let mut answer = Answer::default();
        answer.add_worked("fee", scene.terms.volume_shortfall(asked, self.volume)?);
        Ok(answer)
    }
}

impl Case for OtherFee {
    fn answer(&self, scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        let fee = self.fee.amount_for(self.caused_by, scene.terms.rounding)?;
        answer.add_worked("fee", fee);
        Ok(answer)
    }
}

impl Case for EarlyTermination {
    fn answer(&self, scene: &Scene) -> Answered {
        let mut answer = Answer::default();
        answer.add_worked("fee", scene.terms.early_termination_fee()?);
        Ok(answer)
    }
}

impl Case for RemainingDays {
    fn answer(&self, scene: &Scene) -> Answered {
        let RemainingDays { each_day, left_on, ends_on } = *self;
        let mut answer = Answer::default();
        let fee = scene.terms.remaining_days_fee(each_day, left_on, ends_on)?;
        answer.add_worked("fee", fee);
        Ok(answer)
    }
}
