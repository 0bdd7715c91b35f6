//! The working of a fee, line by line, as the *explain* receipt shows it.

use crate::fee::{Priced, Progress};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{FeeBase, FeeSchedule, StepPart, Terms};
use crate::working::{Figure, Formula, Working, WorkingLine};

/// Decimals of a percent in figures that are only read, never calculated with.
pub(super) const READ_DECIMALS: u32 = 2;

/// `n days`, or `1 day`.
pub(super) fn days_text(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// `part` in percent of `whole`, for reading; `None` of nothing.
pub(super) fn percent_of(part: Money, whole: Money) -> Option<Rate> {
    let (part, whole) = (i128::from(part.minor()), i128::from(whole.minor()));
    Rate::from_ratio(part, whole, READ_DECIMALS, Rounding::HalfUp)
}

pub(super) fn working(terms: &Terms, priced: Priced, fee: Money) -> Result<Working, Refusal> {
    let base = terms.fee_base_amount(priced);
    let before = terms.fee_before_minimum(priced)?;
    let (formula, mut lines) = match terms.fee_schedule {
        FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. }
        | FeeSchedule::Periodic { .. }
        | FeeSchedule::Linked { .. } => (Formula::FlatFee, Vec::new()),
        FeeSchedule::Flat { rate, .. } => {
            let amount = base.times(rate, terms.rounding)?;
            let line =
                WorkingLine::adds("Fee, however long".into(), times_text(rate, base), amount);
            (Formula::FlatFee, vec![line])
        }
        FeeSchedule::Stepped { .. } => {
            (Formula::SteppedFee, stepped_lines(terms, priced.days, base)?)
        }
    };
    let shown = sum_of_lines(&lines, before)?;
    lines.extend(minimum_line(terms.fee_minimum, before));
    let mut note = note(priced, fee);
    if shown != before {
        note.push_str(" Each line is shown rounded; the fee is rounded from their exact sum.");
    }
    Ok(Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: format!("Fee at {}", days_text(priced.days)),
        lines,
        total_label: "Fee".to_owned(),
        total_detail: format!("rounded once, {}", terms.rounding.label()),
        total: Figure::Money { amount: fee },
        note,
    })
}

fn sum_of_lines(lines: &[WorkingLine], like: Money) -> Result<Money, Refusal> {
    let mut sum = Money::zero(like.currency());
    for amount in lines.iter().filter_map(|line| line.amount) {
        sum = sum.plus(amount)?;
    }
    Ok(sum)
}

fn times_text(rate: Rate, base: Money) -> String {
    format!("{rate} \u{d7} {base}")
}

fn stepped_lines(terms: &Terms, days: u32, base: Money) -> Result<Vec<WorkingLine>, Refusal> {
    let FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } =
        terms.fee_schedule
    else {
        return Ok(Vec::new());
    };
    let progress = Progress::of(days, first_days, step_days, part);
    let first = base.times(first_rate, terms.rounding)?;
    let mut lines = vec![WorkingLine::adds(
        format!("First {}", days_text(u32::from(first_days))),
        times_text(first_rate, base),
        first,
    )];
    if progress.days_after == 0 {
        lines.push(WorkingLine::says("Days after".into(), "None".into()));
        return Ok(lines);
    }
    lines.push(days_after_line(days, first_days, step_days, part));
    let Progress { days_after, periods } = progress;
    if periods == 0 {
        return Ok(lines);
    }
    let (label, detail, count, of) = match part {
        StepPart::Part | StepPart::Full => (
            format!("{periods} next {}", if periods == 1 { "period" } else { "periods" }),
            format!("{periods} \u{d7} {}", times_text(step_rate, base)),
            periods,
            1,
        ),
        StepPart::Linear => (
            format!("Next {}", days_text(days_after)),
            format!("{days_after} \u{f7} {step_days} \u{d7} {}", times_text(step_rate, base)),
            days_after,
            step_days,
        ),
    };
    let product = i128::from(base.minor()) * i128::from(step_rate.millionths());
    let amount = Money::from_ratio(
        product * i128::from(count),
        Rate::MILLIONTHS_PER_ONE * i128::from(of),
        base.currency(),
        terms.rounding,
    )?;
    lines.push(WorkingLine::adds(label, detail, amount));
    Ok(lines)
}

/// `90 − 30 = 60, ÷ 10 = 6; a started period counts`.
fn days_after_line(days: u32, first_days: u16, step_days: u16, part: StepPart) -> WorkingLine {
    let after = days.saturating_sub(u32::from(first_days));
    let step = u32::from(step_days).max(1);
    let (full, rest) = (after / step, after % step);
    let left = if rest == 0 { String::new() } else { format!(" and {}", days_text(rest)) };
    let rule = match part {
        StepPart::Part => "a started period counts",
        StepPart::Full => "only full periods count",
        StepPart::Linear => "a started period counts by the day",
    };
    let sum = format!("{days} \u{2212} {first_days} = {after}, \u{f7} {step_days} = {full}{left}");
    WorkingLine::says("Days after".to_owned(), format!("{sum}; {rule}"))
}

/// The minimum, whether it binds or not; no line where none is agreed.
fn minimum_line(minimum: Money, before: Money) -> Option<WorkingLine> {
    if minimum.is_zero() {
        return None;
    }
    let label = "Minimum fee".to_owned();
    Some(if minimum.minor() > before.minor() {
        let detail = format!("{minimum}, higher than {before}, takes its place");
        WorkingLine::adds(label, detail, minimum)
    } else if minimum == before {
        WorkingLine::says(label, format!("{minimum}, the same as the fee"))
    } else {
        WorkingLine::says(label, format!("{minimum}, lower than the fee"))
    })
}

/// `6.20% of face, 7.29% of the advance of 8,500.00.`
fn note(priced: Priced, fee: Money) -> String {
    let of_face = percent_of(fee, priced.face).map(|rate| format!("{rate} of face"));
    let of_advance = percent_of(fee, priced.advance)
        .map(|rate| format!("{rate} of the advance of {}", priced.advance));
    let parts: Vec<String> = of_face.into_iter().chain(of_advance).collect();
    format!("{}.", parts.join(", "))
}

impl FeeBase {
    /// The base inside a sentence: "of the face amount".
    #[must_use]
    pub const fn in_a_sentence(self) -> &'static str {
        match self {
            FeeBase::Face => "the face amount",
            FeeBase::NetOfTax => "the face less sales tax",
            FeeBase::NetOfDiscount => "the face less the early-payment discount",
            FeeBase::Advance => "the advance",
            FeeBase::UnpaidBalance => "the unpaid balance of each day",
            FeeBase::AdvanceOutstanding => "the advance outstanding on each day",
        }
    }
}
