//! The fee over the days, as the points where its line bends.

use crate::exact::Exact;
use crate::fee::charge::{Charge, sum};
use crate::fee::piece::Piece;
use crate::fee::{Preview, form};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::Terms;
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
/// every form right. Where further charges are agreed, the curve is that of all together.
///
/// # Errors
/// As [`Terms::fee`]; and more days than [`Terms::DAYS_MAX`].
pub fn fee_curve(terms: &Terms, face: Money, days_max: u32) -> Result<Vec<CurvePoint>, Refusal> {
    if days_max > u32::from(Terms::DAYS_MAX) {
        return Err(Refusal::TooManyDays { days: days_max });
    }
    let advance = terms.advance(face)?;
    let of_all = Preview { face, advance, days: 0 };
    terms.check_preview(of_all)?;
    let mut days = BTreeSet::from([0, days_max]);
    for charge in terms.charges() {
        days.extend(bends(&charge, of_all, days_max)?);
    }
    let at = |days| -> Result<CurvePoint, Refusal> {
        let mut fee = Money::zero(face.currency());
        for charge in terms.charges() {
            fee = fee.plus(charge.preview_amount(Preview { days, ..of_all })?)?;
        }
        Ok(CurvePoint { days, fee })
    };
    let points = days.into_iter().map(at).collect::<Result<Vec<_>, _>>()?;
    Ok(without_level_points(&points))
}

/// The days on which the exact line changes its slope, found by comparing neighbouring days.
///
/// Comparing the figures themselves serves every form, and minimum and maximum with them.
fn bends(charge: &Charge, of_all: Preview, days_max: u32) -> Result<Vec<u32>, Refusal> {
    let exact = |days| charge.exact_preview(Preview { days, ..of_all });
    let mut found = Vec::new();
    let (mut before, mut here) = (exact(0)?, exact(1)?);
    for days in 1..days_max {
        let next = exact(days + 1)?;
        // A line that runs straight rises as much on both sides.
        if !before.plus(next)?.is_same(here.plus(here)?)? {
            found.push(days);
        }
        (before, here) = (here, next);
    }
    Ok(found)
}

impl Charge<'_> {
    /// The charge before it is rounded, inside its limits.
    fn exact_preview(&self, preview: Preview) -> Result<Exact, Refusal> {
        let pieces = form::pieces(self.schedule, &self.preview_run(preview))?;
        let fee = sum(&pieces, Piece::exact)?.at_least(Exact::minor(self.minimum.minor()))?;
        Ok(if self.maximum.is_zero() {
            fee
        } else {
            fee.at_most(Exact::minor(self.maximum.minor()))?
        })
    }
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
