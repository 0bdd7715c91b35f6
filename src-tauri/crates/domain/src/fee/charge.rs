//! One charge on an invoice: its form, its limits and its rounding, whatever the days are.

use crate::exact::Exact;
use crate::fee::form;
use crate::fee::piece::Piece;
use crate::fee::run::Run;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{FeeBase, FeeComponent, FeeDays, FeeSchedule, FeeTaken, Terms};
use crate::text::{DataId, Line};
use std::collections::BTreeSet;

/// What the main charge is called on papers.
pub(super) const MAIN_TITLE: &str = "Factoring fee";

/// One charge of the terms, borrowed from them.
#[derive(Clone, Copy)]
pub(super) struct Charge<'a> {
    pub(super) title: &'a str,
    pub(super) schedule: &'a FeeSchedule,
    pub(super) base: FeeBase,
    pub(super) days: FeeDays,
    pub(super) taken: FeeTaken,
    pub(super) minimum: Money,
    pub(super) maximum: Money,
    pub(super) rounding: Rounding,
}

/// A charge worked out, with everything its receipt needs.
pub(super) struct Charged {
    pub(super) pieces: Vec<Piece>,
    /// Rounded, before minimum and maximum.
    pub(super) before: Money,
    pub(super) fee: Money,
}

impl Charge<'_> {
    /// The charge for the days of a run: summed exactly, rounded once, then limited.
    ///
    /// # Errors
    /// An amount that no currency holds, or an index without a value.
    pub(super) fn over(&self, run: &Run) -> Result<Charged, Refusal> {
        let pieces = form::pieces(self.schedule, run)?;
        let before = sum(&pieces, Piece::exact)?.rounded(self.minimum.currency(), self.rounding)?;
        Ok(Charged { pieces, before, fee: self.limited(before)? })
    }

    fn limited(&self, before: Money) -> Result<Money, Refusal> {
        let fee = before.at_least(self.minimum)?;
        Ok(if self.maximum.is_zero() { fee } else { fee.at_most(self.maximum)? })
    }

    /// Days counted, raised to the fewest that count.
    pub(super) fn at_least_minimum_days(&self, days: u32) -> u32 {
        days.max(u32::from(self.days.minimum_days))
    }
}

/// The exact sum of the pieces, by amount or by share.
pub(super) fn sum(
    pieces: &[Piece],
    of: fn(&Piece) -> Result<Exact, crate::MoneyError>,
) -> Result<Exact, Refusal> {
    let mut total = Exact::ZERO;
    for piece in pieces {
        total = total.plus(of(piece)?)?;
    }
    Ok(total)
}

impl Terms {
    /// Every charge on an invoice: the factoring fee, then the further ones in their order.
    #[must_use]
    pub fn components(&self) -> Vec<FeeComponent> {
        let main = self.main_component();
        std::iter::once(main).chain(self.further_fees.iter().cloned()).collect()
    }

    /// The indexes that a rate of any charge follows.
    #[must_use]
    pub fn indexes(&self) -> BTreeSet<DataId> {
        self.charges().flat_map(|charge| charge.schedule.indexes()).collect()
    }

    /// The factoring fee as a charge like the further ones.
    pub(crate) fn main_component(&self) -> FeeComponent {
        FeeComponent {
            title: Line::new("", MAIN_TITLE).unwrap_or_default(),
            schedule: self.fee_schedule.clone(),
            base: self.fee_base,
            days: self.day_count().days,
            taken: self.fee_taken,
            minimum: self.fee_minimum,
            maximum: self.fee_maximum,
        }
    }

    /// The same as [`Terms::components`], without copying the forms.
    pub(super) fn charges(&self) -> impl Iterator<Item = Charge<'_>> {
        let main = Charge {
            title: MAIN_TITLE,
            schedule: &self.fee_schedule,
            base: self.fee_base,
            days: self.day_count().days,
            taken: self.fee_taken,
            minimum: self.fee_minimum,
            maximum: self.fee_maximum,
            rounding: self.rounding,
        };
        let further = self.further_fees.iter().map(|component| Charge {
            title: component.title.as_str(),
            schedule: &component.schedule,
            base: component.base,
            days: component.days,
            taken: component.taken,
            minimum: component.minimum,
            maximum: component.maximum,
            rounding: self.rounding,
        });
        std::iter::once(main).chain(further)
    }
}
