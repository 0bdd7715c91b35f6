//! The rows of the editor, group by group.

use factor_domain::terms::{
    AdvanceBase, DayCountStart, FeeBase, FeeSchedule, GraceMeaning, RecourseBase, ReleaseSchedule,
    StepPart, TermKey,
};
use factor_domain::{OwnTerms, TermSource, Terms, Weekday};
use serde::Serialize;

use crate::terms::typed::{Typed, release_value};
use crate::terms::wire::{TermChoice, TermKind, TermRow};

/// What the rows are made from.
pub(crate) struct Sides<'a> {
    pub(crate) house: &'a Terms,
    pub(crate) signed: Option<&'a Terms>,
    pub(crate) typed: &'a Typed,
    /// Text of each own value as typed.
    pub(crate) texts: &'a std::collections::BTreeMap<TermKey, String>,
}

/// Every row in the order of the page; additional fees are a list of their own.
pub(crate) fn rows(sides: &Sides<'_>) -> Vec<TermRow> {
    TermKey::ALL
        .iter()
        .filter(|&&key| key != TermKey::AdditionalFees)
        .map(|&key| row(sides, key))
        .collect()
}

fn row(sides: &Sides<'_>, key: TermKey) -> TermRow {
    let words = |terms: &Terms| terms.value_text(key);
    let value = words(&sides.typed.terms);
    let signed = sides.signed.map(|terms| words(terms).unwrap_or_else(|| NONE.to_owned()));
    let own = sides.texts.get(&key).cloned();
    let source = if own.is_some() {
        TermSource::ThisClient
    } else {
        sides.typed.own.source(sides.house, key)
    };
    TermRow {
        key,
        group: group(key).to_owned(),
        label: key.label().to_owned(),
        kind: kind(key),
        choices: choices(key),
        house: words(sides.house).unwrap_or_else(|| NONE.to_owned()),
        is_changed: sides.signed.is_some_and(|terms| words(terms) != value),
        is_used: value.is_some(),
        value: value.unwrap_or_else(|| NONE.to_owned()),
        signed,
        own,
        source,
        problem: sides.typed.problems.get(&key).cloned(),
    }
}

/// What a term shows that its form does not have.
const NONE: &str = "–";

fn group(key: TermKey) -> &'static str {
    use TermKey as K;
    match key {
        K::PaymentSchedule => "Payment",
        K::AdvanceRate | K::AdvanceBase | K::EscrowRate | K::EscrowCap | K::ReleaseSchedule => {
            "Advance and reserve"
        }
        K::FeeForm
        | K::FeeBase
        | K::FeeFlatRate
        | K::FeeFirstDays
        | K::FeeFirstRate
        | K::FeeStepDays
        | K::FeeStepRate
        | K::FeeStepPart
        | K::FeeMinimum
        | K::MonthlyMinimum
        | K::AdditionalFees => "Factoring fee",
        K::DayCountStart | K::ClearanceDays | K::Rounding => "Days and rounding",
        K::RecourseDays
        | K::RecourseBase
        | K::GraceDays
        | K::GraceMeaning
        | K::LateInterestRate => "Recourse and lateness",
        K::FacilityLimit | K::DebtorConcentration => "Limits",
        K::TermMonths | K::NoticeDays | K::EarlyTerminationRate => "Length of the agreement",
    }
}

fn kind(key: TermKey) -> TermKind {
    use TermKey as K;
    match key {
        K::PaymentSchedule => TermKind::Schedule,
        K::AdvanceRate
        | K::EscrowRate
        | K::FeeFlatRate
        | K::FeeFirstRate
        | K::FeeStepRate
        | K::LateInterestRate
        | K::DebtorConcentration
        | K::EarlyTerminationRate => TermKind::Percent,
        K::EscrowCap | K::FeeMinimum | K::MonthlyMinimum | K::FacilityLimit => TermKind::Money,
        K::FeeFirstDays | K::FeeStepDays | K::RecourseDays | K::GraceDays | K::NoticeDays => {
            TermKind::Days
        }
        K::ClearanceDays => TermKind::BusinessDays,
        K::TermMonths => TermKind::Months,
        K::AdditionalFees => TermKind::Count,
        K::AdvanceBase
        | K::ReleaseSchedule
        | K::FeeForm
        | K::FeeBase
        | K::FeeStepPart
        | K::DayCountStart
        | K::Rounding
        | K::RecourseBase
        | K::GraceMeaning => TermKind::Choice,
    }
}

fn choices(key: TermKey) -> Vec<TermChoice> {
    use TermKey as K;
    match key {
        K::AdvanceBase => list(AdvanceBase::ALL, AdvanceBase::label),
        K::FeeBase => list(FeeBase::ALL, FeeBase::label),
        K::FeeStepPart => list(StepPart::ALL, StepPart::label),
        K::DayCountStart => list(DayCountStart::ALL, DayCountStart::label),
        K::RecourseBase => list(RecourseBase::ALL, RecourseBase::label),
        K::GraceMeaning => list(GraceMeaning::ALL, GraceMeaning::label),
        // The others are for statutory tables, not for fees.
        K::Rounding => vec![choice("half_up", "Half up"), choice("half_even", "Half to even")],
        K::FeeForm => vec![choice("flat", "Flat"), choice("stepped", "Stepped")],
        K::PaymentSchedule => {
            ["Net 30", "Net 60", "End of month + 10 days", "Day 15 of the next month"]
                .into_iter()
                .map(|words| choice(words, words))
                .collect()
        }
        K::ReleaseSchedule => release_schedules()
            .into_iter()
            .map(|schedule| TermChoice { value: release_value(schedule), label: schedule.label() })
            .collect(),
        K::AdvanceRate
        | K::EscrowRate
        | K::EscrowCap
        | K::FeeFlatRate
        | K::FeeFirstDays
        | K::FeeFirstRate
        | K::FeeStepDays
        | K::FeeStepRate
        | K::FeeMinimum
        | K::MonthlyMinimum
        | K::AdditionalFees
        | K::ClearanceDays
        | K::RecourseDays
        | K::GraceDays
        | K::LateInterestRate
        | K::FacilityLimit
        | K::DebtorConcentration
        | K::TermMonths
        | K::NoticeDays
        | K::EarlyTerminationRate => Vec::new(),
    }
}

fn release_schedules() -> Vec<ReleaseSchedule> {
    let mut all = vec![ReleaseSchedule::EachInvoice];
    all.extend(Weekday::ALL.into_iter().take(5).map(|weekday| ReleaseSchedule::Weekly { weekday }));
    all.extend([ReleaseSchedule::TwiceMonthly, ReleaseSchedule::Monthly]);
    all
}

fn choice(value: &str, label: &str) -> TermChoice {
    TermChoice { value: value.to_owned(), label: label.to_owned() }
}

fn list<T: Copy + Serialize>(all: &[T], label: fn(T) -> &'static str) -> Vec<TermChoice> {
    all.iter().map(|&value| choice(&word(value), label(value))).collect()
}

fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

/// The own values as they would be typed, to start the form with.
pub(crate) fn texts(house: &Terms, own: &OwnTerms) -> std::collections::BTreeMap<TermKey, String> {
    let terms = Terms::resolve(house, own);
    TermKey::ALL
        .iter()
        .filter(|&&key| key != TermKey::AdditionalFees)
        .filter(|&&key| own.source(house, key) == TermSource::ThisClient)
        .filter_map(|&key| Some((key, text(&terms, key)?)))
        .collect()
}

fn text(terms: &Terms, key: TermKey) -> Option<String> {
    use TermKey as K;
    let text = match key {
        K::AdvanceBase => word(terms.advance_base),
        K::FeeBase => word(terms.fee_base),
        K::DayCountStart => word(terms.day_count_start),
        K::RecourseBase => word(terms.recourse_base),
        K::GraceMeaning => word(terms.grace_meaning),
        K::Rounding => word(terms.rounding),
        K::ReleaseSchedule => release_value(terms.release_schedule),
        K::PaymentSchedule => terms.payment_schedule.label(),
        K::FeeForm => match terms.fee_schedule {
            FeeSchedule::Flat { .. } => "flat".to_owned(),
            FeeSchedule::Stepped { .. } => "stepped".to_owned(),
        },
        K::FeeStepPart => match terms.fee_schedule {
            FeeSchedule::Flat { .. } => return None,
            FeeSchedule::Stepped { part, .. } => word(part),
        },
        K::AdvanceRate => terms.advance_rate.format_plain(),
        K::EscrowRate => terms.escrow_rate.format_plain(),
        K::LateInterestRate => terms.late_interest_rate.format_plain(),
        K::DebtorConcentration => terms.debtor_concentration.format_plain(),
        K::EarlyTerminationRate => terms.early_termination_rate.format_plain(),
        K::FeeFlatRate | K::FeeFirstRate | K::FeeStepRate | K::FeeFirstDays | K::FeeStepDays => {
            return fee_text(terms.fee_schedule, key);
        }
        K::FeeMinimum => terms.fee_minimum.format_grouped(),
        K::MonthlyMinimum => terms.monthly_minimum.format_grouped(),
        K::FacilityLimit => terms.facility_limit.format_grouped(),
        K::EscrowCap => terms.escrow_cap.format_grouped(),
        K::ClearanceDays => terms.clearance_days.to_string(),
        K::GraceDays => terms.grace_days.to_string(),
        K::RecourseDays => terms.recourse_days.to_string(),
        K::TermMonths => terms.term_months.to_string(),
        K::NoticeDays => terms.notice_days.to_string(),
        K::AdditionalFees => return None,
    };
    Some(text)
}

fn fee_text(schedule: FeeSchedule, key: TermKey) -> Option<String> {
    match (schedule, key) {
        (FeeSchedule::Flat { rate }, TermKey::FeeFlatRate) => Some(rate.format_plain()),
        (FeeSchedule::Stepped { first_days, .. }, TermKey::FeeFirstDays) => {
            Some(first_days.to_string())
        }
        (FeeSchedule::Stepped { first_rate, .. }, TermKey::FeeFirstRate) => {
            Some(first_rate.format_plain())
        }
        (FeeSchedule::Stepped { step_days, .. }, TermKey::FeeStepDays) => {
            Some(step_days.to_string())
        }
        (FeeSchedule::Stepped { step_rate, .. }, TermKey::FeeStepRate) => {
            Some(step_rate.format_plain())
        }
        _ => None,
    }
}
