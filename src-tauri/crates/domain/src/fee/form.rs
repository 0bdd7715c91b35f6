//! Every form of a fee schedule, as the pieces it charges for the days of a run.
//!
//! Source: docs/money/fees.md. B is the base, t the days counted.

use crate::fee::piece::{Piece, Product, Remark, What};
use crate::fee::run::{Run, Within};
use crate::fee::{DAYS_COUNTED_MAX, interest};
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{FeeBand, FeeSchedule, FeeTier, StepPart};

type Pieces = Result<Vec<Piece>, Refusal>;

/// The pieces of a schedule; their exact sum is the fee before minimum and maximum.
pub(super) fn pieces(schedule: &FeeSchedule, run: &Run) -> Pieces {
    Ok(match schedule {
        FeeSchedule::Flat { rate, fixed } => {
            let product = Product::once(What::HoweverLong, run.base_after(0), *rate);
            let fixed = fixed.map(|amount| Piece::Fixed { amount });
            std::iter::once(product).chain(fixed).collect()
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
            let step = Step { each: *step_days, rate: *step_rate, part: *part };
            stepped(run, *first_days, *first_rate, step)
        }
        FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
            block_then_daily(run, *first_days, *first_rate, *daily_rate)
        }
        FeeSchedule::Tiered { tiers } => tiered(run, tiers),
        FeeSchedule::Banded { bands, beyond } => vec![band(run, bands, *beyond)],
        FeeSchedule::Daily { rate } => daily(run, Within::all(), *rate),
        FeeSchedule::Weekly { rate, part } => weekly(run, *rate, *part),
        FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => {
            unearned(run, *expected_days, *full_rate, *daily_rebate)
        }
        FeeSchedule::Interest { index, margin, floor, year_basis } => {
            let yearly = interest::Yearly { index: index.as_ref(), margin: *margin, floor: *floor };
            interest::pieces(run, yearly, *year_basis)?
        }
        FeeSchedule::Periodic { period_days, rates, part } => {
            periodic(run, *period_days, rates, *part)
        }
        FeeSchedule::Linked { until_days, first, then } => {
            linked(run, u32::from(*until_days), first, then)?
        }
    })
}

impl Within {
    fn all() -> Within {
        Within { from: 0, to: DAYS_COUNTED_MAX }
    }

    fn after(day: u16) -> Within {
        Within { from: u32::from(day), to: DAYS_COUNTED_MAX }
    }
}

/// A rate for each span of days.
#[derive(Clone, Copy)]
struct Step {
    each: u16,
    rate: Rate,
    part: StepPart,
}

/// F-03: B × (p₀ + p₁ × n), n the spans after the first days.
fn stepped(run: &Run, first_days: u16, first_rate: Rate, step: Step) -> Vec<Piece> {
    let first = u32::from(first_days);
    let mut pieces =
        vec![Product::once(What::First { days: first }, run.base_after(0), first_rate)];
    if run.days() <= first {
        pieces.push(Piece::Remark(Remark::NoDaysAfter));
        return pieces;
    }
    pieces.push(Piece::Remark(Remark::DaysAfter {
        days: run.days(),
        first_days: first,
        step_days: u32::from(step.each),
        part: step.part,
    }));
    let spans = run.spans(Within::after(first_days), step.each, step.part);
    pieces.extend(spans.into_iter().map(|span| {
        let what = match step.part {
            StepPart::Part | StepPart::Full => {
                What::Steps { from: span.from, to: span.to, count: span.count }
            }
            StepPart::Linear => What::Days { from: span.from, to: span.to },
        };
        Product::of_span(what, span, step.rate)
    }));
    pieces
}

/// F-08: B × (p₀ + p₁ × max(0, t − d₀)).
fn block_then_daily(run: &Run, first_days: u16, first_rate: Rate, daily: Rate) -> Vec<Piece> {
    let days = u32::from(first_days);
    let first = Product::once(What::First { days }, run.base_after(0), first_rate);
    let mut pieces = vec![first];
    pieces.extend(self::daily(run, Within::after(first_days), daily));
    pieces
}

/// F-06: B × p × t, the base being that of each day.
fn daily(run: &Run, within: Within, rate: Rate) -> Vec<Piece> {
    let spans = run.spans(within, 1, StepPart::Linear).into_iter();
    spans
        .map(|span| Product::of_span(What::Days { from: span.from, to: span.to }, span, rate))
        .collect()
}

/// F-07: B × p × weeks.
fn weekly(run: &Run, rate: Rate, part: StepPart) -> Vec<Piece> {
    let mut pieces = counted("Weeks", run.days(), 7, part);
    pieces.extend(
        run.spans(Within::all(), 7, part)
            .into_iter()
            .map(|span| Product::of_span(What::Weeks { from: span.from, to: span.to }, span, rate)),
    );
    pieces
}

fn counted(label: &'static str, days: u32, each: u16, part: StepPart) -> Vec<Piece> {
    vec![Piece::Remark(Remark::Counted { label, days, each: u32::from(each), part })]
}

/// F-04: the spans inside each tier, at that tier's rate; the tiers add up.
fn tiered(run: &Run, tiers: &[FeeTier]) -> Vec<Piece> {
    let mut from = 0;
    let mut pieces = Vec::new();
    for tier in tiers {
        let to = tier.to_days.map_or(DAYS_COUNTED_MAX, u32::from);
        let reached = to.min(run.days());
        if reached > from && tier.each_days > 1 {
            pieces.extend(counted("Days in the tier", reached - from, tier.each_days, tier.part));
        }
        pieces.extend(run.spans(Within { from, to }, tier.each_days, tier.part).into_iter().map(
            |span| {
                let what = What::Tier { from: span.from, to: span.to };
                Product::of_span(what, span, tier.rate)
            },
        ));
        from = to;
    }
    pieces
}

/// F-05: the rate of the band the days fall into; a band is closed at its upper end.
fn band(run: &Run, bands: &[FeeBand], beyond: Rate) -> Piece {
    let base = run.base_after(0);
    let index = bands.iter().position(|band| run.days() <= u32::from(band.to_days));
    let end = |index: usize| bands.get(index).map_or(0, |band| u32::from(band.to_days));
    match index.and_then(|index| bands.get(index).map(|band| (index, band))) {
        Some((index, band)) => {
            let after = index.checked_sub(1).map_or(0, end);
            Product::once(What::Band { after, to: u32::from(band.to_days) }, base, band.rate)
        }
        None => {
            let after = bands.last().map_or(0, |band| u32::from(band.to_days));
            Product::once(What::BeyondBands { after }, base, beyond)
        }
    }
}

/// F-09: B × (p − q × max(0, T − t)).
fn unearned(run: &Run, expected: u16, full: Rate, daily_rebate: Rate) -> Vec<Piece> {
    let (base, expected) = (run.base_after(0), u32::from(expected));
    let unused = expected.saturating_sub(run.days());
    let mut pieces = vec![
        Product::once(What::FullDiscount { days: expected }, base, full),
        Piece::Remark(Remark::UnusedDays { expected, days: run.days() }),
    ];
    if unused > 0 {
        pieces.push(Piece::Product(Product {
            what: What::UnusedDays { days: unused },
            base,
            rate: daily_rebate,
            count: -i64::from(unused),
            of: 1,
        }));
    }
    pieces
}

/// F-13: B × Σ pᵢ, the last rate going on.
fn periodic(run: &Run, period_days: u16, rates: &[Rate], part: StepPart) -> Vec<Piece> {
    let mut pieces = counted("Periods", run.days(), period_days, part);
    let each = u32::from(period_days).max(1);
    let mut start = 0;
    while let Some(&rate) = rates.get(start) {
        let same = rates[start..].iter().take_while(|next| **next == rate).count();
        let end = start + same;
        // The periods of a term are at most 365, so their days are far inside the range.
        let day = |index: usize| u32::try_from(index).unwrap_or(u32::MAX).saturating_mul(each);
        let to = if end == rates.len() { DAYS_COUNTED_MAX } else { day(end) };
        let spans = run.spans(Within { from: day(start), to }, period_days, part);
        pieces.extend(spans.into_iter().map(|span| {
            Product::of_span(What::Periods { from: span.from, to: span.to }, span, rate)
        }));
        start = end;
    }
    pieces
}

/// F-14: the first form up to day n; then its fee of day n and the other form of t − n days.
fn linked(run: &Run, until: u32, first: &FeeSchedule, then: &FeeSchedule) -> Pieces {
    let remark = |remark| std::iter::once(Piece::Remark(remark));
    let mut found: Vec<Piece> =
        remark(Remark::FirstForm { to: until, name: first.label() }).collect();
    found.extend(pieces(first, &run.until(until))?);
    if run.days() > until {
        let rest = run.after(until)?;
        let (days, name) = (rest.days(), then.label());
        found.extend(remark(Remark::ThenForm { days, after: until, name }));
        found.extend(pieces(then, &rest)?);
    }
    Ok(found)
}
