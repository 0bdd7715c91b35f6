//! The rows of the editor, group by group.

use factor_domain::terms::{
    AdvanceBase, DayCap, DayCountEnd, DayCountStart, DayInclusion, DayRoll, FeeBase, FeePeriod,
    FeeTaken, GraceMeaning, LateBase, LateChargeForm, LatePayer, RecourseBase, ReleaseSchedule,
    Renewal, StepPart, TermKey,
};
use factor_domain::{HolidayCalendar, OwnTerms, TermSource, Terms, Weekday};

use crate::terms::choices::{choice, list, word};
use crate::terms::form::wire::{FeeFormKind, FeePartRow};
use crate::terms::form::{NONE, key_text, part_of};
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

/// Every row in the order of the page; what is typed as a list or as the rest of a form is not
/// among them.
pub(crate) fn rows(sides: &Sides<'_>) -> Vec<TermRow> {
    let fee = sides.typed.form.part_rows(sides.signed.map(|terms| &terms.fee_schedule));
    let row = |&key: &TermKey| match part_of(key) {
        None => row(sides, key),
        Some(part) => part_row(sides, key, fee.iter().find(|row| row.part == part)),
    };
    let is_apart =
        |key| matches!(key, TermKey::AdditionalFees | TermKey::FurtherFees | TermKey::FeeDetails);
    TermKey::ALL.iter().filter(|&&key| !is_apart(key)).map(row).collect()
}

/// Lists and the details of a form in words, for a version that is only read.
pub(crate) fn rows_in_words(sides: &Sides<'_>) -> Vec<TermRow> {
    let mut rows = rows(sides);
    let after = |rows: &[TermRow], key| rows.iter().position(|row| row.key == key);
    for (key, next) in
        [(TermKey::FeeDetails, TermKey::FeeMinimum), (TermKey::FurtherFees, TermKey::FeeTaken)]
    {
        let row = row(sides, key);
        if row.is_used
            && let Some(place) = after(&rows, next)
        {
            rows.insert(place, row);
        }
    }
    rows
}

/// The value in words; a calendar by its title.
pub(crate) fn words(terms: &Terms, key: TermKey) -> Option<String> {
    if key == TermKey::Calendar
        && let Some(calendar) = HolidayCalendar::built_in(&terms.calendar)
    {
        return Some(calendar.title().to_owned());
    }
    terms.value_text(key)
}

fn row(sides: &Sides<'_>, key: TermKey) -> TermRow {
    let words = |terms: &Terms| words(terms, key);
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
        is_rare: is_rare(key),
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

/// A part of the fee's form that has a row of its own; idle where the form does not have it.
fn part_row(sides: &Sides<'_>, key: TermKey, part: Option<&FeePartRow>) -> TermRow {
    let words = |terms: &Terms| terms.value_text(key).unwrap_or_else(|| NONE.to_owned());
    let idle = || TermRow {
        key,
        group: group(key).to_owned(),
        is_rare: false,
        label: key.label().to_owned(),
        kind: kind(key),
        choices: choices(key),
        house: words(sides.house),
        signed: sides.signed.map(words),
        own: None,
        value: NONE.to_owned(),
        source: TermSource::HouseDefault,
        is_changed: sides.signed.is_some_and(|terms| terms.value_text(key).is_some()),
        is_used: false,
        problem: None,
    };
    let Some(part) = part.cloned() else { return idle() };
    TermRow {
        label: part.label,
        house: part.house,
        signed: part.signed,
        own: part.own,
        value: part.value,
        source: part.source,
        is_changed: part.is_changed,
        is_used: true,
        problem: sides.typed.problems.get(&key).cloned(),
        ..idle()
    }
}

/// Terms that few agreements need; they stand under a heading of their own, closed.
const fn is_rare(key: TermKey) -> bool {
    use TermKey as K;
    matches!(
        key,
        K::DueRoll
            | K::FeeMaximum
            | K::FeeTaken
            | K::QuarterlyMinimum
            | K::YearlyMinimum
            | K::MinimumVolume
            | K::VolumePeriod
            | K::ShortfallRate
            | K::DayCountEnd
            | K::DayInclusion
            | K::MinimumDays
            | K::DayCap
            | K::Calendar
            | K::LateChargeForm
            | K::LatePayer
            | K::LateBase
    )
}

fn group(key: TermKey) -> &'static str {
    use TermKey as K;
    match key {
        K::PaymentSchedule | K::DueRoll => "Payment",
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
        | K::FeeDetails
        | K::FeeMinimum
        | K::FeeMaximum
        | K::FeeTaken
        | K::FurtherFees
        | K::AdditionalFees => "Factoring fee",
        K::MonthlyMinimum
        | K::QuarterlyMinimum
        | K::YearlyMinimum
        | K::MinimumVolume
        | K::VolumePeriod
        | K::ShortfallRate => "Least fees and volume",
        K::DayCountStart
        | K::DayCountEnd
        | K::DayInclusion
        | K::MinimumDays
        | K::DayCap
        | K::ClearanceDays
        | K::Calendar
        | K::Rounding => "Days and rounding",
        K::RecourseDays
        | K::RecourseBase
        | K::GraceDays
        | K::GraceMeaning
        | K::LateInterestRate
        | K::LateChargeForm
        | K::LatePayer
        | K::LateBase => "Recourse and lateness",
        K::FacilityLimit | K::DebtorConcentration => "Limits",
        K::TermMonths | K::Renewal | K::NoticeDays | K::EarlyTerminationRate => {
            "Length of the agreement"
        }
    }
}

pub(crate) fn kind(key: TermKey) -> TermKind {
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
        | K::EarlyTerminationRate
        | K::ShortfallRate => TermKind::Percent,
        K::EscrowCap
        | K::FeeMinimum
        | K::FeeMaximum
        | K::MonthlyMinimum
        | K::QuarterlyMinimum
        | K::YearlyMinimum
        | K::MinimumVolume
        | K::FacilityLimit => TermKind::Money,
        K::FeeFirstDays
        | K::FeeStepDays
        | K::MinimumDays
        | K::RecourseDays
        | K::GraceDays
        | K::NoticeDays => TermKind::Days,
        K::ClearanceDays => TermKind::BusinessDays,
        K::TermMonths => TermKind::Months,
        K::AdditionalFees | K::FurtherFees | K::FeeDetails => TermKind::Count,
        K::AdvanceBase
        | K::ReleaseSchedule
        | K::Renewal
        | K::FeeForm
        | K::FeeBase
        | K::FeeStepPart
        | K::DayCountStart
        | K::Rounding
        | K::RecourseBase
        | K::GraceMeaning
        | K::DueRoll
        | K::FeeTaken
        | K::VolumePeriod
        | K::DayCountEnd
        | K::DayInclusion
        | K::DayCap
        | K::Calendar
        | K::LateChargeForm
        | K::LatePayer
        | K::LateBase => TermKind::Choice,
    }
}

pub(crate) fn choices(key: TermKey) -> Vec<TermChoice> {
    use TermKey as K;
    match key {
        K::AdvanceBase => list(AdvanceBase::ALL, AdvanceBase::label),
        K::FeeBase => list(FeeBase::ALL, FeeBase::label),
        K::FeeStepPart => list(StepPart::ALL, StepPart::label),
        K::DayCountStart => list(DayCountStart::ALL, DayCountStart::label),
        K::RecourseBase => list(RecourseBase::ALL, RecourseBase::label),
        K::GraceMeaning => list(GraceMeaning::ALL, GraceMeaning::label),
        K::DueRoll => list(DayRoll::ALL, DayRoll::label),
        K::FeeTaken => list(FeeTaken::ALL, FeeTaken::label),
        K::VolumePeriod => list(FeePeriod::ALL, FeePeriod::label),
        K::DayCountEnd => list(DayCountEnd::ALL, DayCountEnd::label),
        K::DayInclusion => list(DayInclusion::ALL, DayInclusion::label),
        K::DayCap => list(DayCap::ALL, DayCap::label),
        K::LateChargeForm => list(LateChargeForm::ALL, LateChargeForm::label),
        K::LatePayer => list(LatePayer::ALL, LatePayer::label),
        K::LateBase => list(LateBase::ALL, LateBase::label),
        K::Renewal => list(Renewal::ALL, Renewal::label),
        K::Calendar => HolidayCalendar::all_built_in()
            .iter()
            .map(|calendar| choice(calendar.id().as_str(), calendar.title()))
            .collect(),
        // The others are for statutory tables, not for fees.
        K::Rounding => vec![choice("half_up", "Half up"), choice("half_even", "Half to even")],
        K::FeeForm => list(FeeFormKind::ALL, FeeFormKind::label),
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
        | K::FeeDetails
        | K::FeeMinimum
        | K::FeeMaximum
        | K::FurtherFees
        | K::MonthlyMinimum
        | K::QuarterlyMinimum
        | K::YearlyMinimum
        | K::MinimumVolume
        | K::ShortfallRate
        | K::AdditionalFees
        | K::MinimumDays
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

/// The own values as they would be typed, to start the form with.
pub(crate) fn texts(house: &Terms, own: &OwnTerms) -> std::collections::BTreeMap<TermKey, String> {
    let terms = Terms::resolve(house, own);
    let is_own = |key| match (part_of(key), &own.fee_schedule) {
        (None, _) => own.source(house, key) == TermSource::ThisClient,
        (Some(_), None) => false,
        (Some(_), Some(schedule)) => {
            FeeFormKind::of(schedule) != FeeFormKind::of(&house.fee_schedule)
                || key_text(schedule, key) != key_text(&house.fee_schedule, key)
        }
    };
    TermKey::ALL
        .iter()
        .filter(|&&key| is_own(key))
        .filter_map(|&key| Some((key, text(&terms, key)?)))
        .collect()
}

pub(crate) fn text(terms: &Terms, key: TermKey) -> Option<String> {
    use TermKey as K;
    let text = match key {
        K::AdvanceBase => word(terms.advance_base),
        K::FeeBase => word(terms.fee_base),
        K::DayCountStart => word(terms.day_count_start),
        K::RecourseBase => word(terms.recourse_base),
        K::GraceMeaning => word(terms.grace_meaning),
        K::Rounding => word(terms.rounding),
        K::ReleaseSchedule => release_value(terms.release_schedule),
        K::Renewal => word(terms.renewal),
        K::PaymentSchedule => terms.payment_schedule.label(),
        K::DueRoll => word(terms.due_roll),
        K::FeeTaken => word(terms.fee_taken),
        K::VolumePeriod => word(terms.volume_period),
        K::DayCountEnd => word(terms.day_count_end),
        K::DayInclusion => word(terms.day_inclusion),
        K::DayCap => word(terms.day_cap),
        K::LateChargeForm => word(terms.late_charge_form),
        K::LatePayer => word(terms.late_payer),
        K::LateBase => word(terms.late_base),
        K::Calendar => terms.calendar.to_string(),
        K::FeeForm => word(FeeFormKind::of(&terms.fee_schedule)),
        K::AdvanceRate => terms.advance_rate.format_plain(),
        K::EscrowRate => terms.escrow_rate.format_plain(),
        K::LateInterestRate => terms.late_interest_rate.format_plain(),
        K::DebtorConcentration => terms.debtor_concentration.format_plain(),
        K::EarlyTerminationRate => terms.early_termination_rate.format_plain(),
        K::ShortfallRate => terms.shortfall_rate.format_plain(),
        K::FeeFlatRate
        | K::FeeFirstRate
        | K::FeeStepRate
        | K::FeeFirstDays
        | K::FeeStepDays
        | K::FeeStepPart => return key_text(&terms.fee_schedule, key),
        K::FeeMinimum => terms.fee_minimum.format_grouped(),
        K::FeeMaximum => terms.fee_maximum.format_grouped(),
        K::MonthlyMinimum => terms.monthly_minimum.format_grouped(),
        K::QuarterlyMinimum => terms.quarterly_minimum.format_grouped(),
        K::YearlyMinimum => terms.yearly_minimum.format_grouped(),
        K::MinimumVolume => terms.minimum_volume.format_grouped(),
        K::MinimumDays => terms.minimum_days.to_string(),
        K::FacilityLimit => terms.facility_limit.format_grouped(),
        K::EscrowCap => terms.escrow_cap.format_grouped(),
        K::ClearanceDays => terms.clearance_days.to_string(),
        K::GraceDays => terms.grace_days.to_string(),
        K::RecourseDays => terms.recourse_days.to_string(),
        K::TermMonths => terms.term_months.to_string(),
        K::NoticeDays => terms.notice_days.to_string(),
        K::FeeDetails | K::FurtherFees | K::AdditionalFees => return None,
    };
    Some(text)
}
