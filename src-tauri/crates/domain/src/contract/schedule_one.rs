//! The calculated tables of Schedule 1, as printed: fees, charges and worked examples.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::fee::{ExampleRow, worked_example};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{AdditionalFee, AdditionalFeeKind, FeeBand, FeeSchedule, StepPart, Terms};
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
/// The fee table goes to the day of recourse, but at least this far.
const FEE_TABLE_DAYS_MIN: u32 = 90;
/// Longest fee table that still fits the page; the rest is said in words.
const FEE_TABLE_ROWS_MAX: u32 = 12;

/// The tables of Schedule 1 for an invoice of this face.
///
/// Where a rate follows an index there are no examples, because terms alone do not say what the
/// index is: [`schedule_one_at_index`] makes them.
///
/// # Errors
/// As [`Terms::fee`]: terms that do not validate, or a face not above zero.
pub fn schedule_one(terms: &Terms, face: Money) -> Result<ScheduleOne, Refusal> {
    let subject = subject(terms, face)?;
    if terms.components().iter().any(|component| component.schedule.follows_an_index()) {
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
    let mut indexes = BTreeSet::new();
    for component in terms.components() {
        component.schedule.note_indexes(&mut indexes);
    }
    for index in indexes {
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

fn fee_by_days(terms: &Terms) -> Vec<ScheduleFeeRow> {
    let schedule = &terms.fee_schedule;
    match schedule {
        FeeSchedule::Stepped { first_days, step_days, step_rate, part, .. } => {
            let step = SteppedTable {
                first: u32::from(*first_days),
                // Terms with a step of no days do not validate.
                step: u32::from(*step_days).max(1),
                step_rate: *step_rate,
                part: *part,
            };
            stepped_table(terms, step)
        }
        FeeSchedule::Banded { bands, beyond } => banded_table(bands, *beyond),
        FeeSchedule::Flat { .. } => vec![row(ANY_DAYS, schedule.in_short())],
        FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. }
        | FeeSchedule::Periodic { .. }
        | FeeSchedule::Linked { .. } => table_of_days(terms),
    }
}

const ANY_DAYS: &str = "Any number";

fn row(days: &str, rate: String) -> ScheduleFeeRow {
    ScheduleFeeRow { days: days.to_owned(), rate }
}

/// Days from which to which a rate holds.
fn span_row(from: u32, to: u32, rate: Rate) -> ScheduleFeeRow {
    let days = if from <= 1 {
        format!("Up to {to}")
    } else if from == to {
        to.to_string()
    } else {
        format!("{from} to {to}")
    };
    row(&days, rate.to_string())
}

fn banded_table(bands: &[FeeBand], beyond: Rate) -> Vec<ScheduleFeeRow> {
    let mut from = 1;
    let mut rows = Vec::new();
    for band in bands {
        let to = u32::from(band.to_days);
        rows.push(span_row(from, to, band.rate));
        from = to + 1;
    }
    rows.push(row(&format!("More than {}", from - 1), beyond.to_string()));
    rows
}

/// The rate of each span of days, or of every tenth day where it grows by the day; then the rule.
fn table_of_days(terms: &Terms) -> Vec<ScheduleFeeRow> {
    let schedule = &terms.fee_schedule;
    let rule = row(ANY_DAYS, schedule.in_short());
    if schedule.follows_an_index() {
        return vec![rule];
    }
    let horizon = FEE_TABLE_DAYS_MIN.max(u32::from(terms.recourse_days));
    let mut spans: Vec<(u32, u32, Rate)> = Vec::new();
    for day in 1..=horizon {
        let rate = schedule.rate_at(day);
        match spans.last_mut() {
            Some((_, to, last)) if *last == rate => *to = day,
            Some(_) | None => spans.push((day, day, rate)),
        }
    }
    let rows_max = FEE_TABLE_ROWS_MAX as usize;
    let mut rows: Vec<ScheduleFeeRow> = if spans.len() <= rows_max {
        spans.into_iter().map(|(from, to, rate)| span_row(from, to, rate)).collect()
    } else {
        let tenths = (1..=horizon / TABLE_STEP_DAYS).map(|count| count * TABLE_STEP_DAYS);
        let shown = tenths.take(rows_max);
        shown.map(|day| row(&day.to_string(), schedule.rate_at(day).to_string())).collect()
    };
    rows.push(rule);
    rows
}

/// Where the rate grows by the day, the table shows every so many days.
const TABLE_STEP_DAYS: u32 = 10;

/// The stepped form, as its table needs it.
#[derive(Clone, Copy)]
struct SteppedTable {
    first: u32,
    step: u32,
    step_rate: Rate,
    part: StepPart,
}

fn stepped_table(terms: &Terms, table: SteppedTable) -> Vec<ScheduleFeeRow> {
    let SteppedTable { first, step, step_rate, part } = table;
    let horizon = FEE_TABLE_DAYS_MIN.max(u32::from(terms.recourse_days));
    let steps = horizon.saturating_sub(first).div_ceil(step).min(FEE_TABLE_ROWS_MAX - 1);
    let mut rows = Vec::new();
    for count in 0..=steps {
        let end = first + count * step;
        let (from, to) = match part {
            StepPart::Part => (end.saturating_sub(step) + 1, end),
            StepPart::Full => (end, end + step - 1),
            StepPart::Linear => (end, end),
        };
        let days = match part {
            StepPart::Part | StepPart::Linear if count == 0 => format!("Up to {end}"),
            StepPart::Full if count == 0 => format!("Up to {to}"),
            StepPart::Part | StepPart::Full | StepPart::Linear if from == to => to.to_string(),
            StepPart::Part | StepPart::Full | StepPart::Linear => format!("{from} to {to}"),
        };
        rows.push(row(&days, terms.fee_schedule.rate_at(to).to_string()));
    }
    let further = match part {
        StepPart::Part | StepPart::Full | StepPart::Linear if step == 1 => {
            "Each further day".to_owned()
        }
        StepPart::Part => format!("Each further {step} days or part"),
        StepPart::Full => format!("Each further {step} full days"),
        StepPart::Linear => format!("Each further {step} days, by the day"),
    };
    rows.push(row(&further, format!("{step_rate} more")));
    rows
}

fn charge(fee: &AdditionalFee) -> ScheduleChargeRow {
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
