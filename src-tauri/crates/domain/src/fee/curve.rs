//! The fee over the days, as the points where its line bends.

use crate::fee::Priced;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::{FeeSchedule, StepPart, Terms};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The fee at one count of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CurvePoint {
    /// Days counted.
    pub days: u32,
    /// The fee.
    pub fee: Money,
}

/// The points between which the fee runs straight, from day 0 to `days_max`.
///
/// Both sides of each step are there, one day apart, so that joining the points by lines draws
/// every form right.
///
/// # Errors
/// As [`Terms::fee`]; and more days than [`Terms::DAYS_MAX`].
pub fn fee_curve(terms: &Terms, face: Money, days_max: u32) -> Result<Vec<CurvePoint>, Refusal> {
    if days_max > u32::from(Terms::DAYS_MAX) {
        return Err(Refusal::TooManyDays { days: days_max });
    }
    let advance = terms.advance(face)?;
    let at = |days| -> Result<CurvePoint, Refusal> {
        Ok(CurvePoint { days, fee: terms.fee_amount(Priced { face, advance, days })? })
    };
    let mut days = bends(&terms.fee_schedule, days_max);
    days.extend(minimum_bends(days_max, |days| {
        let fee = terms.fee_before_minimum(Priced { face, advance, days })?;
        Ok(fee.minor() <= terms.fee_minimum.minor())
    })?);
    let points = days.into_iter().map(at).collect::<Result<Vec<_>, _>>()?;
    Ok(without_level_points(&points))
}

/// Where the schedule itself may bend.
fn bends(schedule: &FeeSchedule, days_max: u32) -> BTreeSet<u32> {
    let mut days = BTreeSet::from([0, days_max]);
    match *schedule {
        FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. }
        | FeeSchedule::Periodic { .. }
        | FeeSchedule::Linked { .. } => {}
        FeeSchedule::Flat { .. } => {}
        FeeSchedule::Stepped { first_days, step_days, part, .. } => {
            let (first, step) = (u32::from(first_days), u32::from(step_days).max(1));
            let ends = (first..days_max).step_by(step as usize);
            match part {
                StepPart::Linear => days.extend((first < days_max).then_some(first)),
                StepPart::Part => days.extend(ends.flat_map(|end| [end, end + 1])),
                StepPart::Full => days.extend(
                    (first..=days_max)
                        .step_by(step as usize)
                        .flat_map(|end| [end.saturating_sub(1), end]),
                ),
            }
        }
    }
    days
}

/// The last day on which the minimum holds and the day after it; the fee never falls by days.
fn minimum_bends(
    days_max: u32,
    is_at_minimum: impl Fn(u32) -> Result<bool, Refusal>,
) -> Result<Vec<u32>, Refusal> {
    if !is_at_minimum(0)? || is_at_minimum(days_max)? {
        return Ok(Vec::new());
    }
    let (mut last, mut beyond) = (0, days_max);
    while beyond - last > 1 {
        let middle = u32::midpoint(last, beyond);
        if is_at_minimum(middle)? { last = middle } else { beyond = middle }
    }
    Ok(vec![last, beyond])
}

/// Drops a point whose neighbours stand at the same height.
fn without_level_points(points: &[CurvePoint]) -> Vec<CurvePoint> {
    let is_level = |index: usize| {
        index > 0
            && index + 1 < points.len()
            && points[index - 1].fee == points[index].fee
            && points[index].fee == points[index + 1].fee
    };
    (0..points.len()).filter(|&index| !is_level(index)).map(|index| points[index]).collect()
}
