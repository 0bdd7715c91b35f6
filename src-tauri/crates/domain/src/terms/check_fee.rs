//! Whether the charges on an invoice can be agreed: their forms, bases, limits and timing.

use super::check::{check_amount, note};
use crate::exact::gcd;
use crate::rate::Rate;
use crate::terms::{
    FeeBand, FeeComponent, FeeSchedule, FeeTaken, FeeTier, StepPart, TermKey, Terms,
};
use crate::text::FieldProblem;

impl Terms {
    /// Most charges on one invoice, the factoring fee among them.
    pub const COMPONENTS_MAX: usize = 10;
    /// Most periods with a rate of their own.
    pub const PERIOD_RATES_MAX: usize = 365;
    /// Most tiers or bands of one form.
    pub const TIERS_MAX: usize = 100;
    /// Most linked forms inside each other.
    pub const LINKED_DEPTH_MAX: usize = 2;
    /// Largest common measure of the spans that are counted by the day, in days.
    ///
    /// The exact sum is kept in parts of it, and 100,000 still fits every amount and day.
    pub const SPANS_MEASURE_MAX: i128 = 100_000;
}

const RATE_PROBLEM: &str = "Enter a percentage from 0 to 100";
const PERIOD_PROBLEM: &str = "Enter a period from 1 to 3,650 days";

/// Where the problems of one charge are noted, and before each message what it is about.
struct Place<'a> {
    found: &'a mut Vec<FieldProblem>,
    /// The further charges share one key; the main one has a key for each part.
    key: Option<TermKey>,
    title: String,
}

impl Place<'_> {
    fn note(&mut self, main: TermKey, message: &str) {
        let message = format!("{}{message}", self.title);
        note(self.found, self.key.unwrap_or(main), &message);
    }

    fn share(&mut self, main: TermKey, rate: Rate) {
        if !rate.is_share() {
            self.note(main, RATE_PROBLEM);
        }
    }

    fn period(&mut self, main: TermKey, days: u16) {
        if !(1..=Terms::DAYS_MAX).contains(&days) {
            self.note(main, PERIOD_PROBLEM);
        }
    }
}

pub(super) fn check_charges(terms: &Terms, found: &mut Vec<FieldProblem>) {
    if terms.further_fees.len() >= Terms::COMPONENTS_MAX {
        note(found, TermKey::FurtherFees, "Enter at most 9 further charges");
    }
    let components = terms.components();
    for (index, component) in components.iter().enumerate() {
        let is_main = index == 0;
        let title = if is_main { String::new() } else { format!("{}: ", component.title) };
        let key = (!is_main).then_some(TermKey::FurtherFees);
        if !is_main && component.title.is_empty() {
            note(found, TermKey::FurtherFees, "Say what the charge is called");
        }
        let mut place = Place { found, key, title };
        check_component(&mut place, terms, component);
    }
    let titles = |place: usize| components[..place].iter().map(|other| &other.title);
    let is_twice = |place: usize| titles(place).any(|title| *title == components[place].title);
    if (0..components.len()).any(is_twice) {
        note(found, TermKey::FurtherFees, "Give each charge a name of its own");
    }
}

fn check_component(place: &mut Place, terms: &Terms, component: &FeeComponent) {
    let schedule = &component.schedule;
    check_form(place, terms, schedule, 1);
    if measure(schedule) > Terms::SPANS_MEASURE_MAX {
        let message = "Choose spans that fit into each other, such as 10, 15 and 30 days";
        place.note(TermKey::FeeDetails, message);
    }
    if component.base.is_declining() && !schedule.fits_a_declining_base() {
        let message = "Choose a base that payments do not lower, or a form that grows by the day";
        place.note(TermKey::FeeBase, message);
    }
    if component.taken != FeeTaken::AtSettlement && !schedule.is_known_at_purchase() {
        let message = "Choose settlement: this form is not known before the invoice is paid";
        place.note(TermKey::FeeTaken, message);
    }
    if component.days.minimum_days > Terms::DAYS_MAX {
        place.note(TermKey::MinimumDays, "Enter at most 3,650 days");
    }
    let (minimum, maximum) = (component.minimum, component.maximum);
    for (key, amount) in [(TermKey::FeeMinimum, minimum), (TermKey::FeeMaximum, maximum)] {
        check_amount(place.found, terms, place.key.unwrap_or(key), amount);
    }
    if maximum.is_positive() && maximum < minimum {
        place.note(TermKey::FeeMaximum, "Enter a maximum of at least the minimum, or 0 for none");
    }
}

fn check_form(place: &mut Place, terms: &Terms, schedule: &FeeSchedule, depth: usize) {
    let details = TermKey::FeeDetails;
    match schedule {
        FeeSchedule::Flat { rate, fixed } => {
            place.share(TermKey::FeeFlatRate, *rate);
            if let Some(amount) = *fixed {
                let key = place.key.unwrap_or(TermKey::FeeFlatRate);
                check_amount(place.found, terms, key, amount);
            }
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part: _ } => {
            place.share(TermKey::FeeFirstRate, *first_rate);
            place.share(TermKey::FeeStepRate, *step_rate);
            place.period(TermKey::FeeFirstDays, *first_days);
            place.period(TermKey::FeeStepDays, *step_days);
        }
        FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
            place.period(TermKey::FeeFirstDays, *first_days);
            place.share(TermKey::FeeFirstRate, *first_rate);
            place.share(details, *daily_rate);
        }
        FeeSchedule::Tiered { tiers } => check_tiers(place, tiers),
        FeeSchedule::Banded { bands, beyond } => check_bands(place, bands, *beyond),
        FeeSchedule::Daily { rate } | FeeSchedule::Weekly { rate, part: _ } => {
            place.share(details, *rate);
        }
        FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => {
            place.period(details, *expected_days);
            place.share(details, *full_rate);
            place.share(details, *daily_rebate);
            let unused = i64::from(*expected_days) * daily_rebate.millionths();
            if unused > full_rate.millionths() {
                place.note(details, "Enter a rebate that never exceeds the full discount");
            }
        }
        FeeSchedule::Interest { index: _, margin, floor, year_basis: _ } => {
            place.share(details, *margin);
            place.share(details, *floor);
        }
        FeeSchedule::Periodic { period_days, rates, part: _ } => {
            place.period(details, *period_days);
            check_period_rates(place, rates);
        }
        FeeSchedule::Linked { until_days, first, then } => {
            place.period(details, *until_days);
            if depth > Terms::LINKED_DEPTH_MAX {
                // Deeper forms are not looked into: what is refused whole needs no details.
                place.note(details, "Put a linked form inside another only once");
                return;
            }
            check_form(place, terms, first, depth + 1);
            check_form(place, terms, then, depth + 1);
        }
    }
}

fn check_period_rates(place: &mut Place, rates: &[Rate]) {
    if rates.is_empty() || rates.len() > Terms::PERIOD_RATES_MAX {
        place.note(TermKey::FeeDetails, "Enter from 1 to 365 rates, one for each period");
    }
    if !rates.iter().all(|rate| rate.is_share()) {
        place.note(TermKey::FeeDetails, RATE_PROBLEM);
    }
}

fn check_tiers(place: &mut Place, tiers: &[FeeTier]) {
    let key = TermKey::FeeDetails;
    if tiers.is_empty() || tiers.len() > Terms::TIERS_MAX {
        place.note(key, "Enter from 1 to 100 tiers");
    }
    for tier in tiers {
        place.share(key, tier.rate);
        place.period(key, tier.each_days);
    }
    let ends: Vec<Option<u16>> = tiers.iter().map(|tier| tier.to_days).collect();
    let is_rising = ends.windows(2).all(|ends| match (ends[0], ends[1]) {
        (Some(end), Some(next)) => end < next,
        (Some(_), None) => true,
        (None, Some(_) | None) => false,
    });
    let is_inside = |end: &u16| (1..=Terms::DAYS_MAX).contains(end);
    if !is_rising || !ends.iter().flatten().all(is_inside) {
        let message = "Enter tiers whose last days rise, from 1 to 3,650; only the last is open";
        place.note(key, message);
    }
}

fn check_bands(place: &mut Place, bands: &[FeeBand], beyond: Rate) {
    let key = TermKey::FeeDetails;
    if bands.is_empty() || bands.len() > Terms::TIERS_MAX {
        place.note(key, "Enter from 1 to 100 bands");
    }
    let rates: Vec<Rate> = bands.iter().map(|band| band.rate).chain([beyond]).collect();
    if !rates.iter().all(|rate| rate.is_share()) {
        place.note(key, RATE_PROBLEM);
    }
    let is_inside = |band: &FeeBand| (1..=Terms::DAYS_MAX).contains(&band.to_days);
    let is_rising = bands.windows(2).all(|pair| pair[0].to_days < pair[1].to_days);
    if !is_rising || !bands.iter().all(is_inside) {
        place.note(key, "Enter bands whose last days rise, from 1 to 3,650");
    }
    if rates.windows(2).any(|pair| pair[1] < pair[0]) {
        // A later payment that costs less would reward the debtor's delay.
        place.note(key, "Enter rates that do not fall from band to band");
    }
}

/// The least days that hold a whole number of every span counted by the day.
fn measure(schedule: &FeeSchedule) -> i128 {
    let span = |days: u16, part: StepPart| match part {
        StepPart::Linear => i128::from(days.max(1)),
        StepPart::Part | StepPart::Full => 1,
    };
    // Never above the limit's square times a span, so nothing overflows.
    let join = |left: i128, right: i128| {
        let common = left / gcd(left, right) * right;
        common.min(Terms::SPANS_MEASURE_MAX + 1)
    };
    match schedule {
        FeeSchedule::Stepped { step_days, part, .. } => span(*step_days, *part),
        FeeSchedule::Weekly { part, .. } => span(7, *part),
        FeeSchedule::Periodic { period_days, part, .. } => span(*period_days, *part),
        FeeSchedule::Tiered { tiers } => {
            let spans = tiers.iter().map(|tier| span(tier.each_days, tier.part));
            spans.fold(
                1,
                |left, right| {
                    if left > Terms::SPANS_MEASURE_MAX { left } else { join(left, right) }
                },
            )
        }
        FeeSchedule::Linked { first, then, .. } => {
            let (first, then) = (measure(first), measure(then));
            if first.max(then) > Terms::SPANS_MEASURE_MAX {
                first.max(then)
            } else {
                join(first, then)
            }
        }
        FeeSchedule::Flat { .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. } => 1,
    }
}

impl FeeSchedule {
    /// Whether payments can lower the base of this form while its days run.
    #[must_use]
    pub fn fits_a_declining_base(&self) -> bool {
        match self {
            FeeSchedule::Stepped { .. }
            | FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. } => true,
            FeeSchedule::Linked { first, then, .. } => {
                first.fits_a_declining_base() && then.fits_a_declining_base()
            }
            FeeSchedule::Flat { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::UnearnedRebate { .. } => false,
        }
    }

    /// Whether the fee can be taken on the day of purchase.
    ///
    /// A flat fee does not grow; of a discount with rebate the full discount is taken, and the
    /// rebate is given at settlement.
    #[must_use]
    pub const fn is_known_at_purchase(&self) -> bool {
        match self {
            FeeSchedule::Flat { .. } | FeeSchedule::UnearnedRebate { .. } => true,
            FeeSchedule::Stepped { .. }
            | FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => false,
        }
    }

    /// Days that a fee taken at purchase is meant for; 0 where it does not depend on days.
    pub(crate) const fn expected_days(&self) -> u16 {
        match self {
            FeeSchedule::UnearnedRebate { expected_days, .. } => *expected_days,
            FeeSchedule::Flat { .. }
            | FeeSchedule::Stepped { .. }
            | FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => 0,
        }
    }
}
