//! The calculated tables of Schedule 1, as printed: fees, charges and worked examples.

use serde::{Deserialize, Serialize};

use super::fee_table::fee_by_days;
use crate::fee::{ExampleRow, worked_example};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{AdditionalFee, AdditionalFeeKind, Terms};
use crate::text::DataId;
use crate::working::Worked;

/// The tables of Schedule 1; each stands under the section of the wording with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleOne {
    /// What the examples are of: `One invoice of USD 10,000.00, advance USD 8,000.00`.
    pub subject: String,
    /// `fee_by_days`.
    pub fee_by_days: Vec<ScheduleFeeRow>,
    /// `charges`; empty when none are agreed.
    pub charges: Vec<ScheduleChargeRow>,
    /// `examples`.
    pub examples: Vec<ScheduleExampleRow>,
    /// `explanation`: how one fee of the examples came about.
    pub explanation: ScheduleExplanation,
}

/// The fee rate of one band of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleFeeRow {
    /// `31 to 40`.
    pub days: String,
    /// `4.00%`, of the fee base and before the least fee.
    pub rate: String,
}

/// A charge beside the factoring fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleChargeRow {
    /// What it is for.
    pub charge: String,
    /// The event that makes it due.
    pub when: String,
    /// `USD 25.00` or `10.00%` and of what.
    pub amount: String,
}

/// What one invoice costs and returns after a count of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleExampleRow {
    /// Days counted.
    pub days: String,
    /// Fee rate of the base.
    pub fee_rate: String,
    /// The fee.
    pub fee: String,
    /// The advance.
    pub advance: String,
    /// What is paid on release.
    pub rebate: String,
    /// Cost a year in percent.
    pub cost_a_year: String,
}

/// How one fee came about, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleExplanation {
    /// `Fee at 45 days`.
    pub title: String,
    /// The steps.
    pub rows: Vec<ScheduleExplanationRow>,
    /// What the total is called, and how it was rounded.
    pub total_label: String,
    /// The total.
    pub total: String,
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScheduleExplanationRow {
    /// The step and its sum: `First 30 days: 3.00% × 10,000.00`.
    pub step: String,
    /// What it adds, or a dash.
    pub amount: String,
}

/// Days counted of the worked examples.
pub const EXAMPLE_DAYS: [u32; 5] = [30, 45, 60, 75, 90];
/// The example that is explained line by line.
const EXPLAINED_DAYS: u32 = 45;

/// The tables of Schedule 1 for an invoice of this face.
///
/// Where a rate follows an index there are no examples, because terms alone do not say what the
/// index is: [`schedule_one_at_index`] makes them.
///
/// # Errors
/// As [`Terms::fee`]: terms that do not validate, or a face not above zero.
pub fn schedule_one(terms: &Terms, face: Money) -> Result<ScheduleOne, Refusal> {
    let subject = subject(terms, face)?;
    if !terms.indexes().is_empty() {
        // Refuses what the examples would have refused.
        terms.with_index_rates(&|_| Ok(Rate::ZERO))?.fee(face, terms.advance(face)?, 0)?;
        return Ok(ScheduleOne {
            subject,
            fee_by_days: fee_by_days(terms),
            charges: terms.additional_fees.iter().map(charge).collect(),
            examples: Vec::new(),
            explanation: ScheduleExplanation {
                title: "No example: a rate follows an index".to_owned(),
                rows: Vec::new(),
                total_label: "Fee".to_owned(),
                total: DASH.to_owned(),
            },
        });
    }
    with_examples(terms, terms, face, subject)
}

/// The tables of Schedule 1, its examples at one value of each index, which the subject names.
///
/// # Errors
/// As [`schedule_one`], and what `value` refuses.
pub fn schedule_one_at_index(
    terms: &Terms,
    face: Money,
    value: &dyn Fn(&DataId) -> Result<Rate, Refusal>,
) -> Result<ScheduleOne, Refusal> {
    let mut subject = subject(terms, face)?;
    for index in terms.indexes() {
        subject.push_str(&format!(", {index} taken as {}", value(&index)?));
    }
    with_examples(terms, &terms.with_index_rates(value)?, face, subject)
}

fn subject(terms: &Terms, face: Money) -> Result<String, Refusal> {
    let (face, advance) = (face.format_with_code(), terms.advance(face)?.format_with_code());
    Ok(format!("One invoice of {face}, advance {advance}"))
}

fn with_examples(
    terms: &Terms,
    priced: &Terms,
    face: Money,
    subject: String,
) -> Result<ScheduleOne, Refusal> {
    let examples = worked_example(priced, face, &EXAMPLE_DAYS)?;
    let explained = priced.fee(face, priced.advance(face)?, EXPLAINED_DAYS)?;
    Ok(ScheduleOne {
        subject,
        fee_by_days: fee_by_days(terms),
        charges: terms.additional_fees.iter().map(charge).collect(),
        examples: examples.into_iter().map(example).collect(),
        explanation: explanation(explained),
    })
}

fn example(row: ExampleRow) -> ScheduleExampleRow {
    ScheduleExampleRow {
        days: row.days.to_string(),
        fee_rate: row.fee_rate.to_string(),
        fee: row.fee.value.format_grouped(),
        advance: row.advance.format_grouped(),
        rebate: row.rebate.value.format_grouped(),
        cost_a_year: row.cost_a_year.map_or_else(|| DASH.to_owned(), |cost| cost.value.to_string()),
    }
}

const DASH: &str = "–";

fn explanation(fee: Worked<Money>) -> ScheduleExplanation {
    let working = fee.working;
    let rows = working
        .lines
        .into_iter()
        .map(|line| ScheduleExplanationRow {
            step: joined(&line.label, &line.detail),
            amount: line.amount.map_or_else(|| DASH.to_owned(), Money::format_grouped),
        })
        .collect();
    let total = working.total.to_string();
    ScheduleExplanation {
        title: working.title,
        rows,
        total_label: joined(&working.total_label, &working.total_detail),
        total,
    }
}

fn joined(label: &str, detail: &str) -> String {
    if detail.is_empty() { label.to_owned() } else { format!("{label}: {detail}") }
}

pub(super) fn charge(fee: &AdditionalFee) -> ScheduleChargeRow {
    let (when, percent_of) = event(fee.kind);
    let amount = match fee.amount {
        crate::terms::FeeAmount::Fixed { amount } => amount.format_with_code(),
        crate::terms::FeeAmount::Percent { rate } => format!("{rate} of {percent_of}"),
        crate::terms::FeeAmount::GreaterOf { amount, rate } => {
            let amount = amount.format_with_code();
            format!("The greater of {amount} and {rate} of {percent_of}")
        }
    };
    ScheduleChargeRow { charge: fee.title().to_owned(), when: when.to_owned(), amount }
}

/// The event that makes a charge due, and what a percentage of it is taken of.
const fn event(kind: AdditionalFeeKind) -> (&'static str, &'static str) {
    match kind {
        AdditionalFeeKind::SetUp => ("Once, at the first purchase", "the Facility Limit"),
        AdditionalFeeKind::UccFiling => ("Each filing", "its cost"),
        AdditionalFeeKind::PerInvoice => ("Each invoice bought", "its Face Amount"),
        AdditionalFeeKind::PerSchedule => {
            ("Each Schedule of Accounts", "the Face Amounts bought on it")
        }
        AdditionalFeeKind::Lockbox => ("Each calendar month", "the payments received in it"),
        AdditionalFeeKind::AchTransfer
        | AdditionalFeeKind::WireTransfer
        | AdditionalFeeKind::OvernightCheck => ("Each payment sent so to the Client", "it"),
        AdditionalFeeKind::CreditCheck => ("Each Account Debtor checked", "its cost"),
        AdditionalFeeKind::NonFactoredPayment => {
            ("Each payment for an Account not bought", "that payment")
        }
        AdditionalFeeKind::MisdirectedPayment => {
            ("Each payment kept and not turned over in time", "that payment")
        }
        AdditionalFeeKind::MissingNotation => {
            ("Each invoice sent without the notice of assignment", "its Face Amount")
        }
        AdditionalFeeKind::Inactivity => {
            ("Each calendar month without an offer", "the Facility Limit")
        }
        AdditionalFeeKind::ReturnedPayment => ("Each payment returned unpaid", "that payment"),
        AdditionalFeeKind::Annual => ("Each year of the agreement", "the Facility Limit"),
        AdditionalFeeKind::Audit => ("Each audit", "its cost"),
        AdditionalFeeKind::Verification => ("Each invoice confirmed", "its Face Amount"),
        AdditionalFeeKind::Other => ("Each time", "the amount concerned"),
    }
}
