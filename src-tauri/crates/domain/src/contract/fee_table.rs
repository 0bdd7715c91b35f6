//! The table of Schedule 1 that says the fee rate by days counted.

use super::schedule_one::ScheduleFeeRow;
use crate::rate::Rate;
use crate::terms::{FeeBand, FeeSchedule, StepPart, Terms};

/// The fee table goes to the day of recourse, but at least this far.
const FEE_TABLE_DAYS_MIN: u32 = 90;
/// Longest fee table that still fits the page; the rest is said in words.
const FEE_TABLE_ROWS_MAX: u32 = 12;
/// Where the rate grows by the day, the table shows every so many days.
const TABLE_STEP_DAYS: u32 = 10;
const ANY_DAYS: &str = "Any number";

/// The fee rate by days counted: one row for each span of days with one rate.
pub(super) fn fee_by_days(terms: &Terms) -> Vec<ScheduleFeeRow> {
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
    if !schedule.indexes().is_empty() {
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
