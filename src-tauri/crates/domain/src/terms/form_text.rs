//! A fee schedule in words: short for rows of terms, whole for the wording of a contract.

use crate::rate::Rate;
use crate::terms::{FeeBand, FeeComponent, FeeSchedule, FeeTier, StepPart};
use crate::working::days_text;

/// `every 10 days`, `every day`.
fn every(days: u16) -> String {
    if days == 1 { "every day".to_owned() } else { format!("every {days} days") }
}

/// How a started span counts, after "every 10 days"; a day has no parts.
const fn part_text(days: u16, part: StepPart) -> &'static str {
    match part {
        StepPart::Part | StepPart::Full | StepPart::Linear if days == 1 => "",
        StepPart::Part => " or part",
        StepPart::Full => ", complete ones only",
        StepPart::Linear => ", by the day",
    }
}

impl FeeSchedule {
    /// The parts of the form that have no row of their own; `None` where every part has one.
    pub(super) fn details(&self) -> Option<String> {
        match self {
            FeeSchedule::Flat { .. } | FeeSchedule::Stepped { .. } => None,
            FeeSchedule::BlockThenDaily { daily_rate, .. } => {
                Some(format!("then {daily_rate} every day"))
            }
            FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => Some(self.in_short()),
        }
    }

    /// The whole form on one line, without its base.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self {
            FeeSchedule::Flat { rate, fixed } => match fixed {
                Some(amount) => format!("{rate} and {}", amount.format_with_code()),
                None => rate.to_string(),
            },
            FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
                let (first, step) = (days_text(*first_days), every(*step_days));
                let part = part_text(*step_days, *part);
                format!("{first_rate} for {first}, then {step_rate} {step}{part}")
            }
            FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
                let first = days_text(*first_days);
                format!("{first_rate} for {first}, then {daily_rate} every day")
            }
            FeeSchedule::Tiered { tiers } => tiers_text(tiers),
            FeeSchedule::Banded { bands, beyond } => bands_text(bands, *beyond),
            FeeSchedule::Daily { rate } => format!("{rate} every day"),
            FeeSchedule::Weekly { rate, part } => {
                format!("{rate} every 7 days{}", part_text(7, *part))
            }
            FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => {
                let days = days_text(*expected_days);
                format!("{full_rate} for {days}, less {daily_rebate} for each unused day")
            }
            FeeSchedule::Interest { year_basis, .. } => {
                format!("{} a year, {}", self.yearly_text(), year_basis.label())
            }
            FeeSchedule::Periodic { period_days, rates, part } => {
                let (days, part) = (every(*period_days), part_text(*period_days, *part));
                format!("{days}{part}: {}", rates_text(rates))
            }
            FeeSchedule::Linked { until_days, first, then } => {
                let (first, then) = (first.in_short(), then.in_short());
                format!("up to day {until_days}: {first}; after it: {then}")
            }
        }
    }

    /// Completes "owes a fee of ...", as a contract says it.
    pub(crate) fn in_a_contract(&self, base: &str) -> String {
        match self {
            FeeSchedule::Flat { rate, fixed } => {
                let fixed = fixed
                    .map_or(String::new(), |amount| format!(" and {}", amount.format_with_code()));
                format!("{rate} of {base}{fixed}, however long the Account stays open")
            }
            FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
                let (first, step) = (days_text(*first_days), every(*step_days));
                let part = part_text(*step_days, *part);
                format!(
                    "{first_rate} of {base} for the first {first} and a further {step_rate} for \
                     {step}{part} after them"
                )
            }
            FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
                let first = days_text(*first_days);
                format!(
                    "{first_rate} of {base} for the first {first} and a further {daily_rate} for \
                     every day after them"
                )
            }
            FeeSchedule::Tiered { tiers } => {
                format!("the sum of these parts of {base}: {}", tiers_text(tiers))
            }
            FeeSchedule::Banded { bands, beyond } => {
                let bands = bands_text(bands, *beyond);
                format!("the one rate of {base} that the days counted fall under: {bands}")
            }
            FeeSchedule::Daily { rate } => format!("{rate} of {base} for every day"),
            FeeSchedule::Weekly { rate, part } => {
                format!("{rate} of {base} for every 7 days{}", part_text(7, *part))
            }
            FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => format!(
                "{full_rate} of {base}, less {daily_rebate} of it for each day by which the days \
                 counted are fewer than {expected_days}"
            ),
            FeeSchedule::Interest { index, year_basis, .. } => {
                let (yearly, rule) = (self.yearly_text(), year_basis.label());
                let each_day = match index {
                    Some(_) => ", each day at the value that the index has on it",
                    None => "",
                };
                format!(
                    "{yearly} a year on {base} for the days counted, by the rule {rule}{each_day}"
                )
            }
            FeeSchedule::Periodic { period_days, rates, part } => {
                let (days, part) = (every(*period_days), part_text(*period_days, *part));
                format!("a rate of {base} for {days}{part}: {}", rates_text(rates))
            }
            FeeSchedule::Linked { until_days, first, then } => format!(
                "{}, counted up to day {until_days}; and for the days after it, counted from \
                 there, a further {}",
                first.in_a_contract(base),
                then.in_a_contract(base)
            ),
        }
    }

    /// `12.00%`, or `prime_us + 2.00%, at least 8.00%,`; empty for forms without a yearly rate.
    fn yearly_text(&self) -> String {
        let FeeSchedule::Interest { index, margin, floor, .. } = self else {
            return String::new();
        };
        let rate = match index {
            Some(index) => format!("the rate index {index} + {margin}"),
            None => margin.to_string(),
        };
        if floor.is_zero() { rate } else { format!("{rate}, at least {floor},") }
    }
}

/// `days 1 to 30 1.00% every 10 days or part; from day 31 0.05% every day`.
fn tiers_text(tiers: &[FeeTier]) -> String {
    let mut from = 1;
    let mut texts = Vec::new();
    for tier in tiers {
        let days = match tier.to_days {
            Some(to) => format!("days {from} to {to}"),
            None => format!("from day {from}"),
        };
        let (each, part) = (every(tier.each_days), part_text(tier.each_days, tier.part));
        texts.push(format!("{days} {} {each}{part}", tier.rate));
        from = tier.to_days.map_or(from, |to| to.saturating_add(1));
    }
    texts.join("; ")
}

/// `1 to 10 days 2.00%; 11 to 20 days 3.00%; beyond 20.00%`.
fn bands_text(bands: &[FeeBand], beyond: Rate) -> String {
    let mut from = 1;
    let mut texts = Vec::new();
    for band in bands {
        texts.push(format!("{from} to {} days {}", band.to_days, band.rate));
        from = band.to_days.saturating_add(1);
    }
    texts.push(format!("beyond {beyond}"));
    texts.join("; ")
}

/// `2.00% for period 1; 1.00% for periods 2 to 4; 0.50% from period 5`.
fn rates_text(rates: &[Rate]) -> String {
    let mut start = 0;
    let mut texts = Vec::new();
    while let Some(rate) = rates.get(start) {
        let same = rates[start..].iter().take_while(|next| *next == rate).count();
        let end = start + same;
        texts.push(if end == rates.len() {
            format!("{rate} from period {}", start + 1)
        } else if same == 1 {
            format!("{rate} for period {end}")
        } else {
            format!("{rate} for periods {} to {end}", start + 1)
        });
        start = end;
    }
    texts.join("; ")
}

impl FeeComponent {
    /// A further charge with everything that is agreed about it.
    pub(super) fn in_short(&self) -> String {
        let mut parts = vec![
            format!("{}: {}", self.title, self.schedule.in_short()),
            format!("base: {}", self.base.label()),
            format!("days: {} to {}", self.days.start.label(), self.days.end.label()),
            self.days.inclusion.label().to_owned(),
        ];
        if self.days.minimum_days > 0 {
            parts.push(format!("at least {}", days_text(self.days.minimum_days)));
        }
        parts.push(self.days.cap.label().to_owned());
        if !self.minimum.is_zero() {
            parts.push(format!("minimum {}", self.minimum.format_with_code()));
        }
        if !self.maximum.is_zero() {
            parts.push(format!("maximum {}", self.maximum.format_with_code()));
        }
        parts.push(self.taken.label().to_owned());
        parts.join(", ")
    }
}
