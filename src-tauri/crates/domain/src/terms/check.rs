//! Whether a set of terms can be agreed at all.

use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::check_fee::check_charges;
use crate::terms::{AdditionalFeeKind, FeeAmount, TermKey, Terms};
use crate::text::FieldProblem;

impl Terms {
    /// Longest period of days in any term: ten years.
    pub const DAYS_MAX: u16 = 3650;
    /// Longest agreement, in months: fifty years.
    pub const MONTHS_MAX: u16 = 600;
    /// Most fees beside the factoring fee.
    pub const ADDITIONAL_FEES_MAX: usize = 50;
}

/// Everything that stops these terms from being agreed, in the order of [`TermKey::ALL`].
pub(super) fn problems(terms: &Terms) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    check_rates(terms, &mut found);
    check_days(terms, &mut found);
    check_amounts(terms, &mut found);
    check_charges(terms, &mut found);
    check_additional_fees(terms, &mut found);
    if !matches!(terms.rounding, Rounding::HalfUp | Rounding::HalfEven) {
        note(&mut found, TermKey::Rounding, "Choose half up or half to even");
    }
    if !terms.escrow_rate.is_zero() && terms.escrow_cap.is_zero() {
        note(&mut found, TermKey::EscrowCap, "Enter what the escrow grows to");
    }
    let place =
        |problem: &FieldProblem| TermKey::ALL.iter().position(|key| key.as_str() == problem.field);
    found.sort_by_key(place);
    found
}

pub(super) fn note(found: &mut Vec<FieldProblem>, key: TermKey, message: &str) {
    found.push(FieldProblem::new(key.as_str(), message));
}

pub(super) fn check_share(found: &mut Vec<FieldProblem>, key: TermKey, rate: Rate) {
    if !rate.is_share() {
        note(found, key, "Enter a percentage from 0 to 100");
    }
}

fn check_rates(terms: &Terms, found: &mut Vec<FieldProblem>) {
    let shares = [
        (TermKey::AdvanceRate, terms.advance_rate),
        (TermKey::LateInterestRate, terms.late_interest_rate),
        (TermKey::DebtorConcentration, terms.debtor_concentration),
        (TermKey::EscrowRate, terms.escrow_rate),
        (TermKey::ShortfallRate, terms.shortfall_rate),
        (TermKey::EarlyTerminationRate, terms.early_termination_rate),
    ];
    for (key, rate) in shares {
        check_share(found, key, rate);
    }
    if terms.advance_rate.is_zero() {
        note(found, TermKey::AdvanceRate, "Enter an advance above 0%");
    }
    if terms.minimum_volume.is_positive() && terms.shortfall_rate.is_zero() {
        note(found, TermKey::ShortfallRate, "Enter the fee on missing volume, or no least volume");
    }
    if terms.minimum_volume.is_zero() && !terms.shortfall_rate.is_zero() {
        note(found, TermKey::MinimumVolume, "Enter the least volume that the fee is for");
    }
    if terms.debtor_concentration.is_zero() {
        note(found, TermKey::DebtorConcentration, "Enter a share above 0%; 100% is no limit");
    }
}

fn check_days(terms: &Terms, found: &mut Vec<FieldProblem>) {
    let at_most = |found: &mut Vec<FieldProblem>, key, days: u16| {
        if days > Terms::DAYS_MAX {
            note(found, key, "Enter at most 3,650 days");
        }
    };
    at_most(found, TermKey::ClearanceDays, terms.clearance_days);
    at_most(found, TermKey::GraceDays, terms.grace_days);
    at_most(found, TermKey::RecourseDays, terms.recourse_days);
    at_most(found, TermKey::NoticeDays, terms.notice_days);
    if terms.term_months == 0 || terms.term_months > Terms::MONTHS_MAX {
        note(found, TermKey::TermMonths, "Enter a term from 1 to 600 months");
    }
    for message in terms.payment_schedule.problems() {
        note(found, TermKey::PaymentSchedule, message);
    }
}

pub(super) fn check_amount(
    found: &mut Vec<FieldProblem>,
    terms: &Terms,
    key: TermKey,
    amount: Money,
) {
    if amount.currency() != terms.currency() {
        note(found, key, &format!("Enter this amount in {}", terms.currency()));
    }
    if amount.is_negative() {
        note(found, key, "Enter an amount of 0 or more");
    }
}

fn check_amounts(terms: &Terms, found: &mut Vec<FieldProblem>) {
    let amounts = [
        (TermKey::MonthlyMinimum, terms.monthly_minimum),
        (TermKey::QuarterlyMinimum, terms.quarterly_minimum),
        (TermKey::YearlyMinimum, terms.yearly_minimum),
        (TermKey::MinimumVolume, terms.minimum_volume),
        (TermKey::EscrowCap, terms.escrow_cap),
    ];
    for (key, amount) in amounts {
        check_amount(found, terms, key, amount);
    }
    if !terms.facility_limit.is_positive() {
        note(found, TermKey::FacilityLimit, "Enter a limit above 0");
    }
}

fn check_additional_fees(terms: &Terms, found: &mut Vec<FieldProblem>) {
    let key = TermKey::AdditionalFees;
    if terms.additional_fees.len() > Terms::ADDITIONAL_FEES_MAX {
        note(found, key, "Enter at most 50 additional fees");
    }
    for fee in &terms.additional_fees {
        if fee.kind == AdditionalFeeKind::Other && fee.label.is_empty() {
            note(found, key, "Say what the fee is for");
        }
        match fee.amount {
            FeeAmount::Fixed { amount } => check_amount(found, terms, key, amount),
            FeeAmount::Percent { rate } => check_share(found, key, rate),
            FeeAmount::GreaterOf { amount, rate } => {
                check_amount(found, terms, key, amount);
                check_share(found, key, rate);
            }
        }
    }
}
