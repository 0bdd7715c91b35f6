//! What the rates of a charge are applied to, day by day, from the facts of an invoice.

use crate::day::Day;
use crate::day_count::CountedDays;
use crate::fee::price::{DatedPayment, InvoiceFacts};
use crate::fee::run::{Run, Stretch};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::{DayInclusion, FeeBase};
use crate::working::WorkingLine;

/// The base of a charge before any payment.
pub(super) fn opening(base: FeeBase, facts: &InvoiceFacts) -> Result<Money, Refusal> {
    Ok(match base {
        FeeBase::Face | FeeBase::UnpaidBalance => facts.face,
        FeeBase::NetOfTax => facts.face.minus(facts.tax)?,
        FeeBase::NetOfDiscount => facts.face.minus(facts.discount)?,
        FeeBase::Advance | FeeBase::AdvanceOutstanding => facts.advance,
    })
}

/// The day before day 1 of the count.
pub(super) fn origin(counted: &CountedDays, inclusion: DayInclusion) -> Result<Day, Refusal> {
    match inclusion {
        DayInclusion::LastOnly => Ok(counted.from),
        DayInclusion::Both => counted.from.plus_days(-1).map_err(Refusal::outside_calendar),
    }
}

/// One amount for all days.
pub(super) fn level(base: Money, days: u32) -> Vec<Stretch> {
    vec![Stretch { from: 0, to: days, base }]
}

/// The stretches between payments.
///
/// The day of a payment is still charged on the balance before it, as the last day of a count is
/// counted. Days that only the minimum adds are charged on the balance of the last day passed.
pub(super) fn declining(
    opening: Money,
    facts: &InvoiceFacts,
    origin: Day,
    counted: &CountedDays,
    value_day: &dyn Fn(&DatedPayment) -> Result<Day, Refusal>,
) -> Result<Vec<Stretch>, Refusal> {
    let passed = origin.days_until(counted.to);
    let mut falls = Vec::new();
    for payment in &facts.payments {
        let day = origin.days_until(value_day(payment)?).max(0);
        if day < passed {
            falls.push((u32::try_from(day).unwrap_or(0), payment.amount));
        }
    }
    falls.sort_by_key(|&(day, _)| day);
    let nothing = Money::zero(opening.currency());
    let (mut stretches, mut from, mut base) = (Vec::new(), 0, opening);
    for (day, amount) in falls {
        stretches.push(Stretch { from, to: day, base });
        (from, base) = (day, base.minus(amount)?.at_least(nothing)?);
    }
    stretches.push(Stretch { from, to: counted.days, base });
    Ok(stretches)
}

/// How the base came about; no line where it is simply the face or the advance.
pub(super) fn lines(
    base: FeeBase,
    facts: &InvoiceFacts,
    run: &Run,
) -> Result<Vec<WorkingLine>, Refusal> {
    let less = |what: &str, part: Money| -> Result<Vec<WorkingLine>, Refusal> {
        let (face, left) = (facts.face, facts.face.minus(part)?);
        let detail = format!("{face} \u{2212} {what} {part} = {left}");
        Ok(vec![WorkingLine::says("Base".to_owned(), detail)])
    };
    match base {
        FeeBase::Face | FeeBase::Advance => Ok(Vec::new()),
        FeeBase::NetOfTax => less("sales tax", facts.tax),
        FeeBase::NetOfDiscount => less("discount", facts.discount),
        FeeBase::UnpaidBalance => Ok(balance_lines("Unpaid", run)),
        FeeBase::AdvanceOutstanding => Ok(balance_lines("Advance out", run)),
    }
}

fn balance_lines(what: &str, run: &Run) -> Vec<WorkingLine> {
    let line = |stretch: &Stretch| {
        let label = format!("{what}, days {} to {}", stretch.from + 1, stretch.to);
        WorkingLine::says(label, stretch.base.to_string())
    };
    run.stretches().iter().map(line).collect()
}
