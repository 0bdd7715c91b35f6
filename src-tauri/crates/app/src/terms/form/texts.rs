//! Between a schedule and the texts that type it.

use std::collections::BTreeMap;

use factor_domain::Rate;
use factor_domain::terms::{FeeBand, FeeSchedule, FeeTier, StepPart, TermKey, YearBasis};

use crate::terms::choices::word;
use crate::terms::form::parts::{FIXED, part_of};
use crate::terms::form::wire::{FeeFormInput, FeeFormKind, FeePart, FeeSpanInput};

/// Days of the step in a form that had none: the trade's usual ten.
const STEP_DAYS: u16 = 10;
const FIRST_DAYS: u16 = 30;
/// The row without an end.
pub(crate) const BEYOND: &str = "beyond";

type Texts = BTreeMap<FeePart, String>;

/// Everything that would have to be typed for this schedule.
pub(crate) fn input_of(schedule: &FeeSchedule) -> FeeFormInput {
    let mut input = FeeFormInput {
        form: Some(FeeFormKind::of(schedule)),
        parts: parts_of(schedule),
        ..FeeFormInput::default()
    };
    match schedule {
        FeeSchedule::Tiered { tiers } => input.tiers = Some(tiers.iter().map(tier).collect()),
        FeeSchedule::Banded { bands, beyond } => input.bands = Some(band_rows(bands, *beyond)),
        FeeSchedule::Periodic { rates, .. } => {
            input.periods = Some(rates.iter().map(|rate| span("", *rate)).collect());
        }
        FeeSchedule::Linked { first, then, .. } => {
            input.first = Some(Box::new(input_of(first)));
            input.then = Some(Box::new(input_of(then)));
        }
        FeeSchedule::Flat { .. }
        | FeeSchedule::Stepped { .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. } => {}
    }
    input
}

fn parts_of(schedule: &FeeSchedule) -> Texts {
    use FeePart as P;
    let rate = |part, rate: &Rate| (part, rate.format_plain());
    let days = |part, days: &u16| (part, days.to_string());
    match schedule {
        FeeSchedule::Flat { rate: flat, fixed } => {
            let fixed = fixed.map(|amount| (P::Fixed, amount.format_grouped()));
            [rate(P::FlatRate, flat)].into_iter().chain(fixed).collect()
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
            Texts::from([
                days(P::FirstDays, first_days),
                rate(P::FirstRate, first_rate),
                days(P::StepDays, step_days),
                rate(P::StepRate, step_rate),
                (P::StepPart, word(part)),
            ])
        }
        FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => Texts::from([
            days(P::FirstDays, first_days),
            rate(P::FirstRate, first_rate),
            rate(P::DailyRate, daily_rate),
        ]),
        FeeSchedule::Tiered { .. } | FeeSchedule::Banded { .. } => Texts::new(),
        FeeSchedule::Daily { rate: daily } => Texts::from([rate(P::DailyRate, daily)]),
        FeeSchedule::Weekly { rate: weekly, part } => {
            Texts::from([rate(P::WeeklyRate, weekly), (P::StepPart, word(part))])
        }
        FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => Texts::from([
            days(P::ExpectedDays, expected_days),
            rate(P::FullRate, full_rate),
            rate(P::DailyRebate, daily_rebate),
        ]),
        FeeSchedule::Interest { index, margin, floor, year_basis } => Texts::from([
            (P::Index, index.as_ref().map_or(FIXED, |id| id.as_str()).to_owned()),
            rate(P::Margin, margin),
            rate(P::Floor, floor),
            (P::YearBasis, word(year_basis)),
        ]),
        FeeSchedule::Periodic { period_days, part, .. } => {
            Texts::from([days(P::PeriodDays, period_days), (P::StepPart, word(part))])
        }
        FeeSchedule::Linked { until_days, .. } => Texts::from([days(P::UntilDays, until_days)]),
    }
}

fn span(to_days: &str, rate: Rate) -> FeeSpanInput {
    FeeSpanInput {
        to_days: to_days.to_owned(),
        rate: rate.format_plain(),
        ..FeeSpanInput::default()
    }
}

fn tier(tier: &FeeTier) -> FeeSpanInput {
    FeeSpanInput {
        to_days: tier.to_days.map_or_else(|| BEYOND.to_owned(), |days| days.to_string()),
        rate: tier.rate.format_plain(),
        each_days: tier.each_days.to_string(),
        part: word(tier.part),
    }
}

fn band_rows(bands: &[FeeBand], beyond: Rate) -> Vec<FeeSpanInput> {
    let mut rows: Vec<_> =
        bands.iter().map(|band| span(&band.to_days.to_string(), band.rate)).collect();
    rows.push(span(BEYOND, beyond));
    rows
}

/// What a form begins with where there is none of its kind to inherit: the usual spans of days,
/// and no rate but the one the other form began with.
pub(crate) fn starting(form: FeeFormKind, leading: Option<Rate>) -> FeeFormInput {
    use FeePart as P;
    let mut parts = match form {
        FeeFormKind::Stepped | FeeFormKind::BlockThenDaily => {
            Texts::from([(P::FirstDays, FIRST_DAYS.to_string())])
        }
        FeeFormKind::UnearnedRebate => Texts::from([(P::ExpectedDays, FIRST_DAYS.to_string())]),
        FeeFormKind::Periodic => Texts::from([(P::PeriodDays, FIRST_DAYS.to_string())]),
        FeeFormKind::Linked => Texts::from([(P::UntilDays, FIRST_DAYS.to_string())]),
        FeeFormKind::Interest => Texts::from([
            (P::Index, FIXED.to_owned()),
            (P::Floor, Rate::ZERO.format_plain()),
            (P::YearBasis, word(YearBasis::Actual360)),
        ]),
        FeeFormKind::Flat
        | FeeFormKind::Tiered
        | FeeFormKind::Banded
        | FeeFormKind::Daily
        | FeeFormKind::Weekly => Texts::new(),
    };
    if form == FeeFormKind::Stepped {
        parts.insert(P::StepDays, STEP_DAYS.to_string());
        parts.insert(P::StepRate, Rate::ZERO.format_plain());
    }
    parts.insert(P::StepPart, word(StepPart::Part));
    if let Some(rate) = leading {
        parts.insert(P::FlatRate, rate.format_plain());
        parts.insert(P::FirstRate, rate.format_plain());
    }
    let half = |form| Some(Box::new(FeeFormInput { form: Some(form), ..FeeFormInput::default() }));
    let is_linked = form == FeeFormKind::Linked;
    FeeFormInput {
        form: Some(form),
        parts,
        first: is_linked.then(|| half(FeeFormKind::Flat)).flatten(),
        then: is_linked.then(|| half(FeeFormKind::Daily)).flatten(),
        ..FeeFormInput::default()
    }
}

/// What is charged at once, where a form has such a rate.
pub(crate) const fn leading_rate(schedule: &FeeSchedule) -> Option<Rate> {
    match schedule {
        FeeSchedule::Flat { rate, .. } => Some(*rate),
        FeeSchedule::Stepped { first_rate, .. }
        | FeeSchedule::BlockThenDaily { first_rate, .. } => Some(*first_rate),
        FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. }
        | FeeSchedule::Periodic { .. }
        | FeeSchedule::Linked { .. } => None,
    }
}

/// What was typed, over what is inherited.
pub(crate) fn over(typed: &FeeFormInput, base: &FeeFormInput) -> FeeFormInput {
    let mut parts = base.parts.clone();
    parts.extend(typed.parts.iter().map(|(part, text)| (*part, text.clone())));
    FeeFormInput {
        form: base.form,
        parts,
        tiers: typed.tiers.clone().or_else(|| base.tiers.clone()),
        bands: typed.bands.clone().or_else(|| base.bands.clone()),
        periods: typed.periods.clone().or_else(|| base.periods.clone()),
        first: half(typed.first.as_deref(), base.first.as_deref()),
        then: half(typed.then.as_deref(), base.then.as_deref()),
    }
}

fn half(typed: Option<&FeeFormInput>, base: Option<&FeeFormInput>) -> Option<Box<FeeFormInput>> {
    let form = typed.and_then(|typed| typed.form).or(base.and_then(|base| base.form))?;
    let base = match base {
        Some(base) if base.form == Some(form) => base.clone(),
        Some(_) | None => starting(form, None),
    };
    Some(Box::new(typed.map_or_else(|| base.clone(), |typed| over(typed, &base))))
}

/// What of a client's own schedule must be typed over the house's.
pub(crate) fn own_input(house: &FeeSchedule, own: &FeeSchedule) -> FeeFormInput {
    let mut input = input_of(own);
    input.form = None;
    if FeeFormKind::of(house) == FeeFormKind::of(own) {
        let base = input_of(house);
        input.parts.retain(|part, text| base.parts.get(part) != Some(text));
        for (mine, theirs) in [
            (&mut input.tiers, base.tiers),
            (&mut input.bands, base.bands),
            (&mut input.periods, base.periods),
        ] {
            if *mine == theirs {
                *mine = None;
            }
        }
        for (mine, theirs) in [(&mut input.first, base.first), (&mut input.then, base.then)] {
            if *mine == theirs {
                *mine = None;
            }
        }
    }
    // The parts that have rows of their own are typed there.
    input.parts.retain(|part, _| crate::terms::form::parts::key_of(*part).is_none());
    input
}

/// The text of a row of the terms page, where the form has it.
pub(crate) fn key_text(schedule: &FeeSchedule, key: TermKey) -> Option<String> {
    parts_of(schedule).remove(&part_of(key)?)
}
