//! One fee schedule of every form, for tests of prices, terms and papers.

use super::{rate, usd};
use crate::{
    DataId, DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeBand, FeeBase, FeeComponent,
    FeeDays, FeeSchedule, FeeTaken, FeeTier, Line, Money, StepPart, YearBasis,
};

pub(crate) fn flat_and_fixed(percent: &str, fixed: &str) -> FeeSchedule {
    FeeSchedule::Flat { rate: rate(percent), fixed: Some(usd(fixed)) }
}

pub(crate) fn stepped(first: (u16, &str), step: (u16, &str), part: StepPart) -> FeeSchedule {
    FeeSchedule::Stepped {
        first_days: first.0,
        first_rate: rate(first.1),
        step_days: step.0,
        step_rate: rate(step.1),
        part,
    }
}

/// 2 % for 30 days, then 0.05 % a day.
pub(crate) fn block_then_daily() -> FeeSchedule {
    FeeSchedule::BlockThenDaily { first_days: 30, first_rate: rate("2"), daily_rate: rate("0.05") }
}

fn tier(to_days: Option<u16>, percent: &str, each_days: u16, part: StepPart) -> FeeTier {
    FeeTier { to_days, rate: rate(percent), each_days, part }
}

/// 1 % per 10 days or part to day 30, 0.5 % per 15 full days to day 60, then 0.02 % a day.
pub(crate) fn tiered() -> FeeSchedule {
    FeeSchedule::Tiered {
        tiers: vec![
            tier(Some(30), "1", 10, StepPart::Part),
            tier(Some(60), "0.5", 15, StepPart::Full),
            tier(None, "0.02", 1, StepPart::Linear),
        ],
    }
}

/// 1 to 10 days 2 %, to 20 days 3 %, to 30 days 4 %, to 40 days 6 %, beyond 20 %.
pub(crate) fn banded() -> FeeSchedule {
    let bands = [(10, "2"), (20, "3"), (30, "4"), (40, "6")];
    FeeSchedule::Banded {
        bands: bands.map(|(to_days, percent)| FeeBand { to_days, rate: rate(percent) }).to_vec(),
        beyond: rate("20"),
    }
}

pub(crate) fn daily(percent: &str) -> FeeSchedule {
    FeeSchedule::Daily { rate: rate(percent) }
}

pub(crate) fn weekly(percent: &str, part: StepPart) -> FeeSchedule {
    FeeSchedule::Weekly { rate: rate(percent), part }
}

/// 3.055555 % for 110 days, of which 0.0277 % a day is given back.
pub(crate) fn unearned() -> FeeSchedule {
    FeeSchedule::UnearnedRebate {
        expected_days: 110,
        full_rate: rate("3.055555"),
        daily_rebate: rate("0.0277"),
    }
}

pub(crate) fn interest(percent: &str) -> FeeSchedule {
    FeeSchedule::Interest {
        index: None,
        margin: rate(percent),
        floor: rate("0"),
        year_basis: YearBasis::Actual360,
    }
}

pub(crate) fn indexed(margin: &str, floor: &str) -> FeeSchedule {
    FeeSchedule::Interest {
        index: Some(DataId::new("index", "prime_us").unwrap()),
        margin: rate(margin),
        floor: rate(floor),
        year_basis: YearBasis::Actual360,
    }
}

/// 30 days at 2 %, 30 at 1 %, then 0.5 % for each 30.
pub(crate) fn periodic(part: StepPart) -> FeeSchedule {
    let rates = ["2", "1", "0.5"].map(rate).to_vec();
    FeeSchedule::Periodic { period_days: 30, rates, part }
}

/// The first 30 days at 2 % and 0.5 % for each 10 days, the days after them at 0.04 %.
pub(crate) fn linked() -> FeeSchedule {
    FeeSchedule::Linked {
        until_days: 30,
        first: Box::new(stepped((10, "2"), (10, "0.5"), StepPart::Part)),
        then: Box::new(daily("0.04")),
    }
}

/// One of every form, with its name.
pub(crate) fn every_form() -> Vec<FeeSchedule> {
    vec![
        FeeSchedule::Flat { rate: rate("3"), fixed: None },
        flat_and_fixed("2.5", "25"),
        stepped((30, "3"), (10, "1"), StepPart::Part),
        stepped((30, "3"), (10, "1"), StepPart::Full),
        stepped((30, "3"), (10, "1"), StepPart::Linear),
        block_then_daily(),
        tiered(),
        banded(),
        daily("0.05"),
        weekly("0.5", StepPart::Part),
        weekly("0.5", StepPart::Full),
        weekly("0.5", StepPart::Linear),
        unearned(),
        interest("12"),
        periodic(StepPart::Part),
        periodic(StepPart::Full),
        periodic(StepPart::Linear),
        linked(),
    ]
}

pub(crate) fn fee_days() -> FeeDays {
    FeeDays {
        start: DayCountStart::Purchase,
        end: DayCountEnd::Received,
        inclusion: DayInclusion::LastOnly,
        minimum_days: 0,
        cap: DayCap::None,
    }
}

pub(crate) fn component(title: &str, schedule: FeeSchedule) -> FeeComponent {
    FeeComponent {
        title: Line::new("title", title).unwrap(),
        schedule,
        base: FeeBase::Face,
        days: fee_days(),
        taken: FeeTaken::AtSettlement,
        minimum: Money::zero(crate::Currency::USD),
        maximum: Money::zero(crate::Currency::USD),
    }
}

/// 1 % of the face, taken from the proceeds, at least 10.00.
pub(crate) fn administration_fee() -> FeeComponent {
    FeeComponent {
        taken: FeeTaken::AtFunding,
        minimum: usd("10"),
        ..component("Administration fee", FeeSchedule::Flat { rate: rate("1"), fixed: None })
    }
}
