//! What an invoice costs and returns at several counts of days, for the terms page and papers.

use crate::fee::InvoiceFacts;
use crate::fee::receipt::READ_DECIMALS;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{AdvanceBase, Terms};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine, days_text};
use serde::{Deserialize, Serialize};

/// Days in the year that a cost a year is stated for.
const YEAR_DAYS: i128 = 365;

/// One row of the worked example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExampleRow {
    /// Days counted.
    pub days: u32,
    /// Steps charged after the first period.
    pub periods_after: u32,
    /// What the schedule charges of the fee base, before the minimum.
    pub fee_rate: Rate,
    /// The fee.
    pub fee: Worked<Money>,
    /// What was paid at purchase.
    pub advance: Money,
    /// What is paid on release if the debtor pays in full, before escrow; below zero it is owed.
    pub rebate: Worked<Money>,
    /// Fee ÷ advance × 365 ÷ days, to two decimals; none for zero days or no advance.
    pub cost_a_year: Option<Worked<Rate>>,
}

/// The rows for an invoice of this face, one for each count of days, in the order given.
///
/// # Errors
/// As [`Terms::fee`].
pub fn worked_example(
    terms: &Terms,
    face: Money,
    days_list: &[u32],
) -> Result<Vec<ExampleRow>, Refusal> {
    let advance = terms.advance(face)?;
    days_list.iter().map(|&days| row(terms, face, advance, days)).collect()
}

fn row(terms: &Terms, face: Money, advance: Money, days: u32) -> Result<ExampleRow, Refusal> {
    let fee = terms.fee(face, advance, days)?;
    let rebate = rebate(terms, face, advance, fee.value)?;
    let cost_a_year = cost_a_year(advance, fee.value, days);
    let counted = days.max(u32::from(terms.minimum_days));
    Ok(ExampleRow {
        days,
        periods_after: terms.fee_schedule.periods_after(counted),
        fee_rate: terms.fee_schedule.rate_at(counted),
        fee,
        advance,
        rebate,
        cost_a_year,
    })
}

impl Terms {
    /// [`Terms::advance`] with its working.
    ///
    /// # Errors
    /// As [`Terms::advance`].
    pub fn advance_worked(&self, face: Money) -> Result<Worked<Money>, Refusal> {
        let value = self.advance(face)?;
        let working = Working {
            formula_id: Formula::Advance.id().to_owned(),
            formula_version: Formula::Advance.version(),
            title: "Advance, paid at purchase".to_owned(),
            lines: vec![WorkingLine::adds(
                self.advance_base.label().to_owned(),
                format!("{} \u{d7} {face}", self.advance_rate),
                value,
            )],
            total_label: "Advance".to_owned(),
            total_detail: format!("rounded once, {}", self.rounding.label()),
            total: Figure::Money { amount: value },
            note: String::new(),
        };
        Ok(Worked { value, working })
    }
}

impl Terms {
    /// What is paid at purchase of an invoice: advance rate × the base that is agreed.
    ///
    /// Of the facts only face, tax, retainage and discount are read. Source: docs/money/fees.md:
    /// 80 % of 10,000.00 less tax of 800.00 is 7,360.00.
    ///
    /// # Errors
    /// Tax, retainage or discount outside the face, or an amount that no currency holds.
    pub fn advance_on(&self, facts: &InvoiceFacts) -> Result<Worked<Money>, Refusal> {
        let face = facts.face;
        let (part, name) = match self.advance_base {
            AdvanceBase::Face => (Money::zero(face.currency()), ""),
            AdvanceBase::NetOfTax => (facts.tax, "sales tax"),
            AdvanceBase::NetOfRetainage => (facts.retainage, "retainage"),
            AdvanceBase::NetOfDiscount => (facts.discount, "discount"),
        };
        let base = face.minus(part)?;
        if part.is_negative() || base.is_negative() {
            return Err(Refusal::PartOutsideFace { part });
        }
        let mut worked = self.advance_worked(base)?;
        if !name.is_empty() {
            let detail = format!("{face} \u{2212} {name} {part} = {base}");
            let line = WorkingLine::says("Base".to_owned(), detail);
            worked.working.lines.insert(0, line);
        }
        Ok(worked)
    }
}

fn rebate(
    terms: &Terms,
    face: Money,
    advance: Money,
    fee: Money,
) -> Result<Worked<Money>, Refusal> {
    let reserve = face.minus(advance)?;
    let value = reserve.minus(fee)?;
    let note = if value.is_negative() {
        "The fee is higher than the reserve; the client owes the difference.".to_owned()
    } else if terms.escrow_rate.is_zero() {
        String::new()
    } else {
        let kept = value.times(terms.escrow_rate, terms.rounding)?;
        let (rate, cap) = (terms.escrow_rate, terms.escrow_cap);
        format!("{rate} of it, {kept}, goes to escrow until {cap} is held.")
    };
    let lines = vec![
        WorkingLine::adds("Face".into(), "paid in full by the debtor".into(), face),
        WorkingLine::adds(
            "Less advance".into(),
            format!("{} \u{d7} {face}", terms.advance_rate),
            advance.negated(),
        ),
        WorkingLine::adds("Less fee".into(), String::new(), fee.negated()),
    ];
    let working = Working {
        formula_id: Formula::Rebate.id().to_owned(),
        formula_version: Formula::Rebate.version(),
        title: "Rebate, paid on release".to_owned(),
        lines,
        total_label: "Rebate".to_owned(),
        total_detail: "face less advance less fee".to_owned(),
        total: Figure::Money { amount: value },
        note,
    };
    Ok(Worked { value, working })
}

/// What the advance costs for a year at this pace; `None` for zero days or no advance.
fn cost_a_year(advance: Money, fee: Money, days: u32) -> Option<Worked<Rate>> {
    let numerator = i128::from(fee.minor()) * YEAR_DAYS;
    let denominator = i128::from(advance.minor()) * i128::from(days);
    let rate = Rate::from_ratio(numerator, denominator, READ_DECIMALS, Rounding::HalfUp)?;
    let lines = vec![
        WorkingLine::adds("Fee".into(), format!("at {}", days_text(days)), fee),
        WorkingLine::adds("Advance".into(), "paid at purchase".into(), advance),
        WorkingLine::says(
            "A year".into(),
            format!("{fee} \u{f7} {advance} \u{d7} {YEAR_DAYS} \u{f7} {days}"),
        ),
    ];
    let working = Working {
        formula_id: Formula::CostAYear.id().to_owned(),
        formula_version: Formula::CostAYear.version(),
        title: format!("Cost a year at {}", days_text(days)),
        lines,
        total_label: "Cost a year".to_owned(),
        total_detail: "to two decimals, half up".to_owned(),
        total: Figure::Rate { rate },
        note: "Fee \u{f7} advance \u{d7} 365 \u{f7} days.".to_owned(),
    };
    Some(Worked { value: rate, working })
}
