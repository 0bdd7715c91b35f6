//! Which parts each form has, how they are typed, and their words.

use factor_domain::terms::{StepPart, TermKey, YearBasis};
use factor_domain::{Currency, Money, Rate, RateIndex, RateIndexes};

use crate::terms::choices::{choice, list};
use crate::terms::form::wire::{FeeFormKind, FeePart};
use crate::terms::wire::{TermChoice, TermKind};

/// The choice that names no index.
pub(crate) const FIXED: &str = "fixed";

/// The parts of a form, in the order they are read.
pub(crate) const fn parts(form: FeeFormKind) -> &'static [FeePart] {
    use FeePart as P;
    match form {
        FeeFormKind::Flat => &[P::FlatRate, P::Fixed],
        FeeFormKind::Stepped => {
            &[P::FirstDays, P::FirstRate, P::StepDays, P::StepRate, P::StepPart]
        }
        FeeFormKind::BlockThenDaily => &[P::FirstDays, P::FirstRate, P::DailyRate],
        FeeFormKind::Tiered | FeeFormKind::Banded => &[],
        FeeFormKind::Daily => &[P::DailyRate],
        FeeFormKind::Weekly => &[P::WeeklyRate, P::StepPart],
        FeeFormKind::UnearnedRebate => &[P::ExpectedDays, P::FullRate, P::DailyRebate],
        FeeFormKind::Interest => &[P::Index, P::Margin, P::Floor, P::YearBasis],
        FeeFormKind::Periodic => &[P::PeriodDays, P::StepPart],
        FeeFormKind::Linked => &[P::UntilDays],
    }
}

/// The row of the terms page that types a part of the factoring fee; none has a row of its own.
pub(crate) const fn key_of(part: FeePart) -> Option<TermKey> {
    match part {
        FeePart::FlatRate => Some(TermKey::FeeFlatRate),
        FeePart::FirstDays => Some(TermKey::FeeFirstDays),
        FeePart::FirstRate => Some(TermKey::FeeFirstRate),
        FeePart::StepDays => Some(TermKey::FeeStepDays),
        FeePart::StepRate => Some(TermKey::FeeStepRate),
        FeePart::StepPart => Some(TermKey::FeeStepPart),
        FeePart::Fixed
        | FeePart::DailyRate
        | FeePart::WeeklyRate
        | FeePart::ExpectedDays
        | FeePart::FullRate
        | FeePart::DailyRebate
        | FeePart::Index
        | FeePart::Margin
        | FeePart::Floor
        | FeePart::YearBasis
        | FeePart::PeriodDays
        | FeePart::UntilDays => None,
    }
}

/// The part that a row of the terms page types.
pub(crate) fn part_of(key: TermKey) -> Option<FeePart> {
    use FeePart as P;
    [P::FlatRate, P::FirstDays, P::FirstRate, P::StepDays, P::StepRate, P::StepPart]
        .into_iter()
        .find(|&part| key_of(part) == Some(key))
}

pub(crate) const fn label(form: FeeFormKind, part: FeePart) -> &'static str {
    match part {
        FeePart::FlatRate => "Fee",
        FeePart::Fixed => "Amount on top, each invoice",
        FeePart::FirstDays => "First period",
        FeePart::FirstRate => "Fee, first period",
        FeePart::StepDays => "Next periods, each",
        FeePart::StepRate => "Fee, each next period",
        FeePart::StepPart => "Part of a period",
        FeePart::DailyRate => match form {
            FeeFormKind::BlockThenDaily => "Fee, each day after",
            FeeFormKind::Flat
            | FeeFormKind::Stepped
            | FeeFormKind::Tiered
            | FeeFormKind::Banded
            | FeeFormKind::Periodic
            | FeeFormKind::Daily
            | FeeFormKind::Weekly
            | FeeFormKind::UnearnedRebate
            | FeeFormKind::Interest
            | FeeFormKind::Linked => "Fee, each day",
        },
        FeePart::WeeklyRate => "Fee, each week",
        FeePart::ExpectedDays => "Expected time",
        FeePart::FullRate => "Fee for all of it",
        FeePart::DailyRebate => "Given back, each day unused",
        FeePart::Index => "Rate index",
        FeePart::Margin => "Fixed rate, a year",
        FeePart::Floor => "Never below, a year",
        FeePart::YearBasis => "Days in the year",
        FeePart::PeriodDays => "Each period",
        FeePart::UntilDays => "First form until day",
    }
}

pub(crate) const fn kind(part: FeePart) -> TermKind {
    match part {
        FeePart::FlatRate
        | FeePart::FirstRate
        | FeePart::StepRate
        | FeePart::DailyRate
        | FeePart::WeeklyRate
        | FeePart::FullRate
        | FeePart::DailyRebate
        | FeePart::Margin
        | FeePart::Floor => TermKind::Percent,
        FeePart::Fixed => TermKind::Money,
        FeePart::FirstDays
        | FeePart::StepDays
        | FeePart::ExpectedDays
        | FeePart::PeriodDays
        | FeePart::UntilDays => TermKind::Days,
        FeePart::StepPart | FeePart::Index | FeePart::YearBasis => TermKind::Choice,
    }
}

pub(crate) fn choices(part: FeePart) -> Vec<TermChoice> {
    match part {
        FeePart::StepPart => list(StepPart::ALL, StepPart::label),
        FeePart::YearBasis => list(YearBasis::ALL, YearBasis::label),
        FeePart::Index => {
            let indexes = RateIndexes::built_in();
            let index = |one: &RateIndex| choice(one.id().as_str(), one.title());
            let fixed = choice(FIXED, "Fixed rate");
            std::iter::once(fixed).chain(indexes.all().iter().map(index)).collect()
        }
        FeePart::FlatRate
        | FeePart::Fixed
        | FeePart::FirstDays
        | FeePart::FirstRate
        | FeePart::StepDays
        | FeePart::StepRate
        | FeePart::DailyRate
        | FeePart::WeeklyRate
        | FeePart::ExpectedDays
        | FeePart::FullRate
        | FeePart::DailyRebate
        | FeePart::Margin
        | FeePart::Floor
        | FeePart::PeriodDays
        | FeePart::UntilDays => Vec::new(),
    }
}

/// A typed text as rows show it; what cannot be read is shown as it was typed.
pub(crate) fn words(part: FeePart, text: &str, currency: Currency) -> String {
    let read = match kind(part) {
        TermKind::Percent => Rate::parse(text).ok().map(|rate| rate.to_string()),
        TermKind::Money => Money::parse(text, currency).ok().map(|amount| {
            if amount.is_zero() { "None".to_owned() } else { amount.format_with_code() }
        }),
        TermKind::Days => text.parse::<u16>().ok().map(|days| match days {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        }),
        TermKind::Choice => {
            choices(part).into_iter().find(|one| one.value == text).map(|one| one.label)
        }
        TermKind::BusinessDays | TermKind::Months | TermKind::Schedule | TermKind::Count => None,
    };
    read.unwrap_or_else(|| text.to_owned())
}
