//! Fees and their days as the wording of a contract says them.

use super::words::{days, recourse_base};
use crate::terms::{
    AdditionalFeeKind, DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeAmount, FeeBase,
    FeeComponent, FeeDays, FeePeriod, FeeSchedule, FeeTaken, StepPart, Terms,
};

pub(super) fn fee_base(base: FeeBase) -> String {
    match base {
        FeeBase::Face => "the Face Amount".to_owned(),
        FeeBase::NetOfTax => "the Face Amount less sales tax".to_owned(),
        FeeBase::NetOfDiscount => "the Face Amount less the early-payment discount".to_owned(),
        FeeBase::Advance => "the Advance".to_owned(),
        FeeBase::UnpaidBalance => "the unpaid Face Amount of each day".to_owned(),
        FeeBase::AdvanceOutstanding => "the Advance outstanding on each day".to_owned(),
    }
}

/// The fee in one line, for the front page.
pub(super) fn fee_summary(terms: &Terms) -> String {
    let base = fee_base(terms.fee_base);
    match &terms.fee_schedule {
        FeeSchedule::Flat { rate, fixed: None } => format!("{rate} of {base}"),
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
            let or_part = match part {
                StepPart::Part => " or part",
                StepPart::Full => ", full periods only",
                StepPart::Linear => ", by the day",
            };
            format!(
                "{first_rate} of {base} for {}, then {step_rate} each {}{or_part}",
                days(*first_days),
                days(*step_days)
            )
        }
        FeeSchedule::Flat { fixed: Some(_), .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Interest { .. }
        | FeeSchedule::Periodic { .. }
        | FeeSchedule::Linked { .. } => {
            format!("{}, of {base}", terms.fee_schedule.in_short())
        }
    }
}

/// The further charges, one after another; empty when none are agreed.
pub(super) fn further_fees(terms: &Terms) -> String {
    let fees: Vec<String> = terms.further_fees.iter().map(|fee| further_fee(terms, fee)).collect();
    fees.join("; ")
}

fn further_fee(terms: &Terms, fee: &FeeComponent) -> String {
    let mut text = format!("{}, {}", fee.title, fee.schedule.in_a_contract(&fee_base(fee.base)));
    if !fee.minimum.is_zero() {
        text.push_str(&format!(", at least {}", fee.minimum.format_with_code()));
    }
    if !fee.maximum.is_zero() {
        text.push_str(&format!(", at most {}", fee.maximum.format_with_code()));
    }
    let main = terms.day_count().days;
    if fee.days != main {
        text.push_str(&own_days(terms, fee.days, main));
    }
    for rule in [taken(fee.taken, &fee.schedule), balance_rule(fee)] {
        if !rule.is_empty() {
            text.push_str(&format!(", {rule}"));
        }
    }
    text
}

/// Days that differ from the factoring fee's; what only that fee has is ruled out by name.
fn own_days(terms: &Terms, own: FeeDays, main: FeeDays) -> String {
    let (first, last) = (days_from(own), days_to(own.end, terms.clearance_days));
    let mut text = format!(", its days counted {first} up to and including {last}");
    if own.minimum_days > 0 {
        text.push_str(&format!(", at least {}", days(own.minimum_days)));
    } else if main.minimum_days > 0 {
        text.push_str(", however few");
    }
    let cap = day_cap(own.cap, terms);
    if !cap.is_empty() {
        text.push_str(&format!(", none of them after {cap}"));
    } else if main.cap != DayCap::None {
        text.push_str(", without a last day");
    }
    text
}

/// `from the day after the Purchase Date`, or including it.
pub(super) fn days_from(count: FeeDays) -> String {
    let start = start(count.start);
    match count.inclusion {
        DayInclusion::LastOnly => format!("from the day after {start}"),
        DayInclusion::Both => format!("from and including {start}"),
    }
}

/// Completes "up to and including ...".
fn days_to(end: DayCountEnd, clearance_days: u16) -> String {
    let receives = "the day on which the Factor receives the payment";
    match (end, clearance_days) {
        (DayCountEnd::Cleared, 0) | (DayCountEnd::Received, _) => receives.to_owned(),
        (DayCountEnd::Cleared, 1) => format!("the end of 1 Business Day after {receives}"),
        (DayCountEnd::Cleared, count) => {
            format!("the end of {count} Business Days after {receives}")
        }
        (DayCountEnd::Posted, _) => "the day on which the Factor posts the payment".to_owned(),
    }
}

/// The word that picks the wording of the end of the count.
pub(super) fn day_end(terms: &Terms) -> String {
    match terms.day_count_end {
        DayCountEnd::Cleared if terms.clearance_days > 0 => "cleared",
        DayCountEnd::Cleared | DayCountEnd::Received => "received",
        DayCountEnd::Posted => "posted",
    }
    .to_owned()
}

/// Completes "no day after ... is counted"; empty for a count that is not stopped.
pub(super) fn day_cap(cap: DayCap, terms: &Terms) -> String {
    match cap {
        DayCap::None => String::new(),
        DayCap::RecourseDate => format!(
            "the day that lies {} after the {}",
            days(terms.recourse_days),
            recourse_base(terms.recourse_base)
        ),
        DayCap::LatePaymentDate if terms.grace_days == 0 => "the due date".to_owned(),
        DayCap::LatePaymentDate => {
            format!("the day that lies {} after the due date", days(terms.grace_days))
        }
    }
}

/// How payments lower the base; empty for a base that they do not lower.
pub(super) fn balance_rule(fee: &FeeComponent) -> String {
    let applied = match fee.base {
        FeeBase::Face | FeeBase::NetOfTax | FeeBase::NetOfDiscount | FeeBase::Advance => {
            return String::new();
        }
        FeeBase::UnpaidBalance => "",
        FeeBase::AdvanceOutstanding => "is applied to the Advance first and ",
    };
    let charged = match (has_whole_periods(&fee.schedule), has_single_days(&fee.schedule)) {
        (true, false) => "a period is charged on the amount at its start",
        (false, true | false) => "each day is charged on the amount of that day",
        (true, true) => {
            "a period that counts as a whole is charged on the amount at its start and every other \
             day on the amount of that day"
        }
    };
    let added = if fee.days.minimum_days == 0 {
        ""
    } else {
        ", a day that has not passed and only makes up the least number on the amount of the last \
         day"
    };
    format!(
        "a payment {applied}lowers the amount that the rates are applied to from the day after the \
         days counted for that payment end, and {charged}{added}"
    )
}

/// Whether a span is charged on the balance at its start; the first block of a form is one.
fn has_whole_periods(schedule: &FeeSchedule) -> bool {
    let is_whole = |part: StepPart| part != StepPart::Linear;
    match schedule {
        FeeSchedule::Flat { .. }
        | FeeSchedule::Stepped { .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::UnearnedRebate { .. } => true,
        FeeSchedule::Tiered { tiers } => tiers.iter().any(|tier| is_whole(tier.part)),
        FeeSchedule::Weekly { part, .. } | FeeSchedule::Periodic { part, .. } => is_whole(*part),
        FeeSchedule::Daily { .. } | FeeSchedule::Interest { .. } => false,
        FeeSchedule::Linked { first, then, .. } => {
            has_whole_periods(first) || has_whole_periods(then)
        }
    }
}

/// Whether days are charged on the balance of each.
fn has_single_days(schedule: &FeeSchedule) -> bool {
    let is_by_day = |part: StepPart| part == StepPart::Linear;
    match schedule {
        FeeSchedule::Flat { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::UnearnedRebate { .. } => false,
        FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Interest { .. } => true,
        FeeSchedule::Tiered { tiers } => tiers.iter().any(|tier| is_by_day(tier.part)),
        FeeSchedule::Stepped { part, .. }
        | FeeSchedule::Weekly { part, .. }
        | FeeSchedule::Periodic { part, .. } => is_by_day(*part),
        FeeSchedule::Linked { first, then, .. } => has_single_days(first) || has_single_days(then),
    }
}

/// When a charge is taken, unless that is at settlement; completes "the fee is ...".
pub(super) fn taken(taken: FeeTaken, schedule: &FeeSchedule) -> String {
    let when = match taken {
        FeeTaken::AtSettlement => return String::new(),
        FeeTaken::FromReserveAtPurchase => "taken from the Reserve on the Purchase Date",
        FeeTaken::AtFunding => "taken from the Advance before it is paid",
    };
    if schedule.expected_days() == 0 {
        when.to_owned()
    } else {
        format!(
            "{when} for all {} days, and what is not owed is returned when the Account is Closed",
            schedule.expected_days()
        )
    }
}

/// `month`, `quarter` or `year`.
pub(super) fn period(period: FeePeriod) -> String {
    match period {
        FeePeriod::Month => "month",
        FeePeriod::Quarter => "quarter",
        FeePeriod::Year => "year",
    }
    .to_owned()
}

/// A whole sentence without its full stop.
pub(super) fn step_part(part: StepPart) -> String {
    match part {
        StepPart::Part => "a period that has begun counts as a whole one".to_owned(),
        StepPart::Full => "a period that is not complete does not count".to_owned(),
        StepPart::Linear => "a period that has begun counts in proportion to its days".to_owned(),
    }
}

/// What is owed for keeping a payment; empty when the terms have no such fee.
pub(super) fn misdirected_fee(terms: &Terms) -> String {
    let amounts: Vec<String> = terms
        .additional_fees
        .iter()
        .filter(|fee| fee.kind == AdditionalFeeKind::MisdirectedPayment)
        .map(|fee| match fee.amount {
            FeeAmount::Fixed { amount } => format!("{} each time", amount.format_with_code()),
            FeeAmount::Percent { rate } => format!("{rate} of that payment"),
            FeeAmount::GreaterOf { amount, rate } => {
                format!("the greater of {} and {rate} of that payment", amount.format_with_code())
            }
        })
        .collect();
    amounts.join(" and ")
}

pub(super) fn start(start: DayCountStart) -> String {
    match start {
        DayCountStart::Purchase => "the Purchase Date".to_owned(),
        DayCountStart::Funding => "the day the Advance is paid".to_owned(),
        DayCountStart::Invoice => "the invoice date".to_owned(),
    }
}
