//! The factoring fee and every other charge on an invoice, with its working.
//!
//! Each form of a schedule is a sum of products, kept exact and rounded once; see
//! docs/money/fees.md. By days counted: [`Terms::fee`]. By dates and payments: [`Terms::price`].

mod balance;
mod catalogue;
mod charge;
mod curve;
mod example;
mod form;
mod interest;
mod period;
mod piece;
mod price;
mod receipt;
mod run;

pub use catalogue::FeeTrigger;
pub use curve::{CurvePoint, fee_curve};
pub use example::{ExampleRow, worked_example};
pub use period::{AgreementSpan, DaySpan, PartPeriod, PeriodAsked};
pub use price::{DatedPayment, InvoiceFacts, InvoicePrice, Market, PricedComponent};

use crate::fee::charge::{Charge, sum};
use crate::fee::piece::Piece;
use crate::fee::receipt::Compared;
use crate::fee::run::Run;
use crate::interest::agreed_rate;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{FeeBase, FeeSchedule, Terms};
use crate::text::DataId;
use crate::working::{Worked, WorkingLine, days_text};
use std::collections::BTreeSet;

/// Most days an invoice can be counted for: a hundred years, far beyond any recourse.
pub const DAYS_COUNTED_MAX: u32 = 36_500;

impl FeeSchedule {
    /// The spans after the first one that the fee counts: steps, weeks, periods; else 0.
    ///
    /// After a first block that is followed by days, the days; of a linked form, those of both.
    #[must_use]
    pub fn periods_after(&self, days: u32) -> u32 {
        let spans = |each: u16, part| Run::level_spans(days, each, part);
        match self {
            FeeSchedule::Stepped { first_days, step_days, part, .. } => {
                let after = days.saturating_sub(u32::from(*first_days));
                Run::level_spans(after, *step_days, *part)
            }
            FeeSchedule::BlockThenDaily { first_days, .. } => {
                days.saturating_sub(u32::from(*first_days))
            }
            FeeSchedule::Weekly { part, .. } => spans(7, *part).saturating_sub(1),
            FeeSchedule::Periodic { period_days, part, .. } => {
                spans(*period_days, *part).saturating_sub(1)
            }
            FeeSchedule::Linked { until_days, first, then } => {
                let until = u32::from(*until_days);
                first.periods_after(days.min(until))
                    + then.periods_after(days.saturating_sub(until))
            }
            FeeSchedule::Flat { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Interest { .. } => 0,
        }
    }

    /// What the schedule charges in percent of the fee base, before minimum and maximum.
    ///
    /// For reading: rounded to six decimals. A fixed amount is no share of the base and is left
    /// out, and of a rate that follows an index only the margin is in.
    #[must_use]
    pub fn rate_at(&self, days: u32) -> Rate {
        let without_index = self.with_index_rates(&|_| Ok(Rate::ZERO));
        without_index.and_then(|schedule| self::share_at(&schedule, days)).unwrap_or(Rate::ZERO)
    }

    /// The indexes that a rate of it follows; such a rate is not known without their values.
    #[must_use]
    pub fn indexes(&self) -> BTreeSet<DataId> {
        let mut indexes = BTreeSet::new();
        self.note_indexes(&mut indexes);
        indexes
    }

    fn note_indexes(&self, indexes: &mut BTreeSet<DataId>) {
        match self {
            FeeSchedule::Interest { index, .. } => indexes.extend(index.clone()),
            FeeSchedule::Linked { first, then, .. } => {
                first.note_indexes(indexes);
                then.note_indexes(indexes);
            }
            FeeSchedule::Flat { .. }
            | FeeSchedule::Stepped { .. }
            | FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Periodic { .. } => {}
        }
    }

    /// The same form with every index taken at one value, as an example must.
    ///
    /// # Errors
    /// What `value` refuses, or a sum that no rate holds.
    pub(crate) fn with_index_rates(
        &self,
        value: &dyn Fn(&DataId) -> Result<Rate, Refusal>,
    ) -> Result<FeeSchedule, Refusal> {
        Ok(match self {
            FeeSchedule::Interest { index: Some(index), margin, floor, year_basis } => {
                FeeSchedule::Interest {
                    index: None,
                    margin: agreed_rate(value(index)?, *margin, *floor)?,
                    floor: Rate::ZERO,
                    year_basis: *year_basis,
                }
            }
            FeeSchedule::Linked { until_days, first, then } => FeeSchedule::Linked {
                until_days: *until_days,
                first: Box::new(first.with_index_rates(value)?),
                then: Box::new(then.with_index_rates(value)?),
            },
            FeeSchedule::Interest { index: None, .. }
            | FeeSchedule::Flat { .. }
            | FeeSchedule::Stepped { .. }
            | FeeSchedule::BlockThenDaily { .. }
            | FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Periodic { .. } => self.clone(),
        })
    }
}

fn share_at(schedule: &FeeSchedule, days: u32) -> Result<Rate, Refusal> {
    // Only the shares are read, so any base will do.
    let run = Run::level(Money::zero(crate::Currency::USD), days.min(DAYS_COUNTED_MAX));
    let share = sum(&form::pieces(schedule, &run)?, Piece::share)?;
    // Beyond the largest rate only the limit itself can be read.
    let most = || Rate::percent(Rate::PERCENT_MAX.into()).unwrap_or(Rate::HUNDRED);
    Ok(share.as_rate().unwrap_or_else(most))
}

/// An invoice as a preview sees it: by days alone, without tax, discount or payments.
#[derive(Clone, Copy, Debug)]
struct Preview {
    face: Money,
    advance: Money,
    days: u32,
}

impl Preview {
    fn compared(self) -> Compared {
        Compared { face: self.face, advance: self.advance }
    }
}

impl Terms {
    /// The fee owed on an invoice after this many days counted, with its working.
    ///
    /// Exact until the end and rounded once; never below the terms' minimum days, minimum fee,
    /// or above the maximum. The face is taken as free of tax and discount, and unpaid. Where
    /// further charges are agreed, the fee is the sum of all. Source: docs/money/fees.md: 3 % for
    /// 30 days, then 1 % for each 10 days or part, gives 500.00 on 10,000.00 at 47 days.
    ///
    /// # Errors
    /// A face not above zero, an advance outside it, too many days, terms that do not validate, a
    /// rate that follows an index (see [`Terms::with_index_rates`]), or an amount that no currency
    /// holds.
    pub fn fee(&self, face: Money, advance: Money, days: u32) -> Result<Worked<Money>, Refusal> {
        let preview = Preview { face, advance, days };
        self.check_preview(preview)?;
        if self.further_fees.is_empty() {
            let mut charges = self.charges();
            let main = charges.next().expect("the factoring fee is always a charge");
            return main.preview(preview);
        }
        let mut total = Money::zero(face.currency());
        let mut lines = Vec::new();
        for charge in self.charges() {
            let worked = charge.preview(preview)?;
            total = total.plus(worked.value)?;
            let counted = days_text(charge.at_least_minimum_days(days));
            let detail = format!("{}, {counted}", charge.schedule.label());
            lines.push(WorkingLine::adds(charge.title.to_owned(), detail, worked.value));
        }
        let title = format!("Fee at {}", days_text(days));
        let working = receipt::invoice_working(title, lines, total, preview.compared());
        Ok(Worked { value: total, working })
    }

    /// The same terms with every index taken at the value given, for previews and examples.
    ///
    /// # Errors
    /// What `value` refuses, or a sum that no rate holds.
    pub fn with_index_rates(
        &self,
        value: &dyn Fn(&DataId) -> Result<Rate, Refusal>,
    ) -> Result<Terms, Refusal> {
        let mut terms = self.clone();
        terms.fee_schedule = terms.fee_schedule.with_index_rates(value)?;
        for fee in &mut terms.further_fees {
            fee.schedule = fee.schedule.with_index_rates(value)?;
        }
        Ok(terms)
    }

    fn check_preview(&self, preview: Preview) -> Result<(), Refusal> {
        let Preview { face, advance, days } = preview;
        if days > DAYS_COUNTED_MAX {
            return Err(Refusal::TooManyDays { days });
        }
        self.check_priced(face, advance)
    }

    fn check_priced(&self, face: Money, advance: Money) -> Result<(), Refusal> {
        // Also refuses two currencies.
        let reserve = face.minus(advance)?;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        if advance.is_negative() || reserve.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance });
        }
        let problems = self.validate();
        if problems.is_empty() { Ok(()) } else { Err(Refusal::TermsIncomplete { problems }) }
    }
}

impl Charge<'_> {
    fn preview_run(&self, preview: Preview) -> Run<'static> {
        let base = match self.base {
            FeeBase::Face | FeeBase::NetOfTax | FeeBase::NetOfDiscount | FeeBase::UnpaidBalance => {
                preview.face
            }
            FeeBase::Advance | FeeBase::AdvanceOutstanding => preview.advance,
        };
        Run::level(base, self.at_least_minimum_days(preview.days))
    }

    fn preview_amount(&self, preview: Preview) -> Result<Money, Refusal> {
        Ok(self.over(&self.preview_run(preview))?.fee)
    }

    fn preview(&self, preview: Preview) -> Result<Worked<Money>, Refusal> {
        let run = self.preview_run(preview);
        let charged = self.over(&run)?;
        let mut lines = Vec::new();
        if run.days() > preview.days {
            let detail =
                format!("{}, more than the {} passed", run.days(), days_text(preview.days));
            lines.push(WorkingLine::says("Minimum days".to_owned(), detail));
        }
        if let Some(taken_as) = self.base.taken_in_a_preview() {
            lines.push(WorkingLine::says("Base".to_owned(), taken_as.to_owned()));
        }
        let compared = preview.compared();
        let working = receipt::charge_working(self, &run, &charged, lines, compared)?;
        Ok(Worked { value: charged.fee, working })
    }
}

impl FeeBase {
    /// What a preview must assume about a base that it cannot know.
    const fn taken_in_a_preview(self) -> Option<&'static str> {
        match self {
            FeeBase::Face | FeeBase::Advance => None,
            FeeBase::NetOfTax => Some("face, without sales tax in this example"),
            FeeBase::NetOfDiscount => Some("face, without a discount in this example"),
            FeeBase::UnpaidBalance => Some("face, unpaid until the last day in this example"),
            FeeBase::AdvanceOutstanding => Some("advance, out until the last day in this example"),
        }
    }
}
