//! The working of a fee, line by line, as the *explain* receipt shows it.

use crate::fee::charge::{Charge, Charged, MAIN_TITLE};
use crate::fee::run::Run;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{FeeBase, FeeSchedule};
use crate::working::{Figure, Formula, Working, WorkingLine, days_text};

/// Decimals of a percent in figures that are only read, never calculated with.
pub(super) const READ_DECIMALS: u32 = 2;

/// `part` in percent of `whole`, for reading; `None` of nothing.
pub(super) fn percent_of(part: Money, whole: Money) -> Option<Rate> {
    let (part, whole) = (i128::from(part.minor()), i128::from(whole.minor()));
    Rate::from_ratio(part, whole, READ_DECIMALS, Rounding::HalfUp)
}

/// What a fee is compared with in the note of its receipt.
#[derive(Clone, Copy)]
pub(super) struct Compared {
    pub(super) face: Money,
    pub(super) advance: Money,
}

/// The receipt of one charge; `before` are the lines on how its days and base came about.
pub(super) fn charge_working(
    charge: &Charge,
    run: &Run,
    charged: &Charged,
    before: Vec<WorkingLine>,
    compared: Compared,
) -> Result<Working, Refusal> {
    let mut lines = before;
    let pieces = charge_lines(charge, charged)?;
    let is_exact = WorkingLine::sum_of(&pieces, charged.fee)? == charged.fee;
    lines.extend(pieces);
    let mut note = note(compared, charged.fee);
    if !is_exact {
        note.push_str(" Each line is shown rounded; the fee is rounded from their exact sum.");
    }
    let formula = charge.schedule.formula();
    let name = if charge.title == MAIN_TITLE { "Fee" } else { charge.title };
    Ok(Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: format!("{name} at {}", days_text(run.days())),
        lines,
        total_label: name.to_owned(),
        total_detail: format!("rounded once, {}", charge.rounding.label()),
        total: Figure::Money { amount: charged.fee },
        note,
    })
}

fn charge_lines(charge: &Charge, charged: &Charged) -> Result<Vec<WorkingLine>, Refusal> {
    let mut lines = charged
        .pieces
        .iter()
        .map(|piece| piece.line(charge.rounding))
        .collect::<Result<Vec<_>, _>>()?;
    let raised = charged.before.at_least(charge.minimum)?;
    lines.extend(minimum_line(charge.minimum, charged.before, raised)?);
    lines.extend(maximum_line(charge.maximum, raised, charged.fee)?);
    Ok(lines)
}

/// The minimum, whether it binds or not; no line where none is agreed.
fn minimum_line(
    minimum: Money,
    before: Money,
    raised: Money,
) -> Result<Option<WorkingLine>, Refusal> {
    if minimum.is_zero() {
        return Ok(None);
    }
    let label = "Minimum fee".to_owned();
    Ok(Some(if raised != before {
        let detail = format!("{minimum}, higher than {before}, takes its place");
        WorkingLine::adds(label, detail, raised.minus(before)?)
    } else if minimum == before {
        WorkingLine::says(label, format!("{minimum}, the same as the fee"))
    } else {
        WorkingLine::says(label, format!("{minimum}, lower than the fee"))
    }))
}

/// The maximum, whether it binds or not; no line where none is agreed.
fn maximum_line(maximum: Money, before: Money, fee: Money) -> Result<Option<WorkingLine>, Refusal> {
    if maximum.is_zero() {
        return Ok(None);
    }
    let label = "Maximum fee".to_owned();
    Ok(Some(if fee != before {
        let detail = format!("{maximum}, lower than {before}, takes its place");
        WorkingLine::adds(label, detail, fee.minus(before)?)
    } else if maximum == before {
        WorkingLine::says(label, format!("{maximum}, the same as the fee"))
    } else {
        WorkingLine::says(label, format!("{maximum}, higher than the fee"))
    }))
}

/// `6.20% of face, 7.29% of the advance of 8,500.00.`
pub(super) fn note(compared: Compared, fee: Money) -> String {
    let Compared { face, advance } = compared;
    let of_face = percent_of(fee, face).map(|rate| format!("{rate} of face"));
    let of_advance =
        percent_of(fee, advance).map(|rate| format!("{rate} of the advance of {advance}"));
    let parts: Vec<String> = of_face.into_iter().chain(of_advance).collect();
    format!("{}.", parts.join(", "))
}

/// The charges of one invoice as one sum; one line for each.
pub(super) fn invoice_working(
    title: String,
    lines: Vec<WorkingLine>,
    total: Money,
    compared: Compared,
) -> Working {
    let formula = Formula::InvoiceFee;
    Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title,
        lines,
        total_label: "Fee".to_owned(),
        total_detail: "the sum of the charges, each rounded once".to_owned(),
        total: Figure::Money { amount: total },
        note: note(compared, total),
    }
}

impl FeeSchedule {
    /// The formula that prices this form.
    #[must_use]
    pub const fn formula(&self) -> Formula {
        match self {
            FeeSchedule::Flat { .. } => Formula::FlatFee,
            FeeSchedule::Stepped { .. } => Formula::SteppedFee,
            FeeSchedule::BlockThenDaily { .. } => Formula::BlockThenDailyFee,
            FeeSchedule::Tiered { .. } => Formula::TieredFee,
            FeeSchedule::Banded { .. } => Formula::BandedFee,
            FeeSchedule::Daily { .. } => Formula::DailyFee,
            FeeSchedule::Weekly { .. } => Formula::WeeklyFee,
            FeeSchedule::UnearnedRebate { .. } => Formula::UnearnedRebateFee,
            FeeSchedule::Interest { .. } => Formula::InterestFee,
            FeeSchedule::Periodic { .. } => Formula::PeriodicFee,
            FeeSchedule::Linked { .. } => Formula::LinkedFee,
        }
    }
}

impl FeeBase {
    /// Whether a payment lowers it from then on.
    #[must_use]
    pub const fn is_declining(self) -> bool {
        match self {
            FeeBase::Face | FeeBase::NetOfTax | FeeBase::NetOfDiscount | FeeBase::Advance => false,
            FeeBase::UnpaidBalance | FeeBase::AdvanceOutstanding => true,
        }
    }
}
