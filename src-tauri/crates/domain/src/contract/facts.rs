//! The values of a contract, from the firm, the client, the terms and what was answered.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{Value, ValueSource, Values};
use super::{fee_words, words};
use crate::day::Day;
use crate::guarantor::{Guarantor, GuarantyScope};
use crate::party::{Address, Client, Firm};
use crate::terms::{FeeSchedule, TermKey, Terms};
use crate::text::Line;

/// What belongs to this one contract and stands neither in a record nor in the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFacts {
    /// Such as `CTR-2026-014`; a draft says what it is instead.
    pub number: String,
    /// From 1, counted up by every amendment.
    pub version: u32,
    /// The day printed as its date.
    pub date: Day,
    /// The terms version it prints, from 1.
    pub terms_version: u32,
    /// From when those terms apply.
    pub terms_effective_on: Day,
    /// The terms that are the house's and not the client's own.
    pub inherited: BTreeSet<TermKey>,
    /// Answers by merge field: governing state, venue, guarantor, and the periods that replace
    /// the wording's own. Blank answers count as none.
    pub answers: BTreeMap<String, String>,
}

/// Every merge field that the records, the terms and the answers give a value to.
///
/// Answers never replace a record or a term: those are changed where they are kept.
#[must_use]
pub fn values(firm: &Firm, client: &Client, terms: &Terms, contract: &ContractFacts) -> Values {
    let mut values = Values::new();
    for (path, text) in &contract.answers {
        put(&mut values, path, ValueSource::Answer, text.trim());
    }
    if values.contains_key("guarantor.name") {
        // A guarantor without a record is asked for the narrower of the two guaranties.
        let scope = GuarantyScope::Validity.as_str();
        put(&mut values, "guarantor.scope", ValueSource::Contract, scope);
    }
    put_firm(&mut values, firm);
    put_client(&mut values, client);
    put_contract(&mut values, contract);
    put_terms(&mut values, terms, contract);
    values
}

/// What a guaranty says of its guarantor, beside the values of the contract.
pub fn put_guarantor(values: &mut Values, guarantor: &Guarantor) {
    let state = guarantor.state_of_formation.as_str();
    let form = words::organized_as(state, guarantor.legal_form.as_str());
    for (path, text) in [
        ("guarantor.name", guarantor.name.as_str()),
        ("guarantor.address", &guarantor.address.lines().join(", ")),
        ("guarantor.scope", guarantor.scope.as_str()),
        ("guarantor.kind", guarantor.kind.as_str()),
        ("guarantor.organized_as", &form),
        ("guarantor.street", &street(&guarantor.address)),
        ("guarantor.town", &town(&guarantor.address)),
        ("guarantor.email", guarantor.email.as_ref().map_or("", |email| email.as_str())),
        ("guarantor.limit", &guarantor.limit.map_or_else(|| words::NONE.to_owned(), words::amount)),
    ] {
        put(values, path, ValueSource::GuarantorRecord, text);
    }
}

pub(super) fn put(values: &mut Values, path: &str, source: ValueSource, text: &str) {
    if !text.is_empty() {
        values.insert(path.to_owned(), Value { text: text.to_owned(), source });
    }
}

pub(super) fn put_firm(values: &mut Values, firm: &Firm) {
    let form = words::organized_as(firm.state_of_formation.as_str(), firm.legal_form.as_str());
    for (path, text) in [
        ("firm.legal_name", firm.name.as_str()),
        ("firm.organized_as", &form),
        ("firm.registration_number", firm.registration_no.as_str()),
        ("firm.address", &street(&firm.address)),
        ("firm.town", &town(&firm.address)),
        ("firm.email", firm.email.as_ref().map_or("", |email| email.as_str())),
        ("firm.phone", firm.phone.as_ref().map_or("", |phone| phone.as_str())),
    ] {
        put(values, path, ValueSource::FirmProfile, text);
    }
}

pub(super) fn put_client(values: &mut Values, client: &Client) {
    let form = words::organized_as(client.state_of_formation.as_str(), client.legal_form.as_str());
    for (path, text) in [
        ("client.legal_name", client.legal_name.as_str()),
        ("client.trade_name", client.trade_name.as_str()),
        ("client.organized_as", &form),
        ("client.registration_number", client.registration_no.as_str()),
        ("client.line_of_business", client.line_of_business.as_str()),
        ("client.address", &street(&client.address)),
        ("client.town", &town(&client.address)),
        ("client.email", client.email.as_ref().map_or("", |email| email.as_str())),
        ("client.phone", client.phone.as_ref().map_or("", |phone| phone.as_str())),
    ] {
        put(values, path, ValueSource::ClientRecord, text);
    }
}

/// What stands before the town: one line, as papers set it.
pub(super) fn street(address: &Address) -> String {
    let lines = [address.line1.as_str(), address.line2.as_str()];
    let filled: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    filled.join(", ")
}

/// Town, region, code and country.
pub(super) fn town(address: &Address) -> String {
    let without_street =
        Address { line1: Line::default(), line2: Line::default(), ..address.clone() };
    without_street.lines().join(", ")
}

fn put_contract(values: &mut Values, contract: &ContractFacts) {
    for (path, text) in [
        ("contract.number", contract.number.clone()),
        ("contract.version", contract.version.to_string()),
        ("contract.date", contract.date.format_long()),
        ("terms.version", contract.terms_version.to_string()),
        ("terms.effective_date", contract.terms_effective_on.format_long()),
    ] {
        put(values, path, ValueSource::Contract, &text);
    }
}

fn put_terms(values: &mut Values, terms: &Terms, contract: &ContractFacts) {
    let version = contract.terms_version;
    let mut term = |key: TermKey, path: &str, text: String| {
        let source = if contract.inherited.contains(&key) {
            ValueSource::HouseDefault { version }
        } else {
            ValueSource::Terms { version }
        };
        put(values, path, source, &text);
    };
    let count = |days: u16| days.to_string();
    for (key, path, text) in [
        (TermKey::FacilityLimit, "terms.currency", terms.currency().code().to_owned()),
        (TermKey::PaymentSchedule, "terms.payment_schedule", terms.payment_schedule.label()),
        (TermKey::PaymentSchedule, "terms.payment_words", words::payment(&terms.payment_schedule)),
        (TermKey::PaymentSchedule, "terms.due_date_rule", words::due_date(terms)),
        (TermKey::AdvanceRate, "terms.advance_rate", words::rate(terms.advance_rate)),
        (TermKey::AdvanceBase, "terms.advance_base", words::advance_base(terms.advance_base)),
        (TermKey::AdvanceRate, "terms.reserve_rate", words::reserve_rate(terms.advance_rate)),
        (TermKey::AdvanceBase, "terms.reserve_form", words::reserve_form(terms)),
        (TermKey::Calendar, "terms.business_day", words::business_day(&terms.calendar)),
        (TermKey::GraceDays, "terms.grace_days", count(terms.grace_days)),
        (TermKey::GraceMeaning, "terms.grace_meaning", words::grace_meaning(terms)),
        (TermKey::GraceMeaning, "terms.late_start", words::late_start(terms)),
        (TermKey::LatePayer, "terms.late_payer", words::late_payer(terms)),
        (TermKey::LateBase, "terms.late_base", words::late_base(terms.late_base)),
        (TermKey::LateChargeForm, "terms.late_form", words::late_form(terms.late_charge_form)),
        (
            TermKey::LateInterestRate,
            "terms.late_interest_rate",
            words::rate(terms.late_interest_rate),
        ),
        (TermKey::RecourseDays, "terms.recourse_days", count(terms.recourse_days)),
        (TermKey::RecourseBase, "terms.recourse_base", words::recourse_base(terms.recourse_base)),
        (TermKey::FacilityLimit, "terms.facility_limit", words::amount(terms.facility_limit)),
        (
            TermKey::DebtorConcentration,
            "terms.debtor_concentration",
            words::concentration(terms.debtor_concentration),
        ),
        (TermKey::EscrowRate, "terms.escrow_rate", words::rate(terms.escrow_rate)),
        (TermKey::EscrowCap, "terms.escrow_cap", words::amount(terms.escrow_cap)),
        (TermKey::ReleaseSchedule, "terms.release_words", words::release(terms.release_schedule)),
        (TermKey::TermMonths, "terms.term_months", count(terms.term_months)),
        (TermKey::Renewal, "terms.renewal", words::renewal(terms.renewal)),
        (TermKey::NoticeDays, "terms.notice_days", count(terms.notice_days)),
        (
            TermKey::EarlyTerminationRate,
            "terms.early_termination_rate",
            words::rate(terms.early_termination_rate),
        ),
        (TermKey::Rounding, "terms.rounding", words::rounding(terms.rounding)),
    ] {
        term(key, path, text);
    }
    for (key, path, text) in fee_values(terms).into_iter().chain(fee_form_values(terms)) {
        term(key, path, text);
    }
}

/// What the clauses on fees and their days say.
fn fee_values(terms: &Terms) -> Vec<(TermKey, &'static str, String)> {
    let main = terms.main_component();
    let days = main.days;
    let schedule = &terms.fee_schedule;
    vec![
        (TermKey::FeeForm, "terms.fee_summary", fee_words::fee_summary(terms)),
        (TermKey::FeeBase, "terms.fee_base", fee_words::fee_base(terms.fee_base)),
        (TermKey::FeeBase, "terms.balance_rule", fee_words::balance_rule(&main)),
        (TermKey::FeeMinimum, "terms.fee_minimum", words::amount(terms.fee_minimum)),
        (TermKey::FeeMaximum, "terms.fee_maximum", words::amount(terms.fee_maximum)),
        (TermKey::FeeTaken, "terms.fee_taken", fee_words::taken(terms.fee_taken, schedule)),
        (TermKey::FurtherFees, "terms.further_fees", fee_words::further_fees(terms)),
        (TermKey::MonthlyMinimum, "terms.monthly_minimum", words::amount(terms.monthly_minimum)),
        (
            TermKey::QuarterlyMinimum,
            "terms.quarterly_minimum",
            words::amount(terms.quarterly_minimum),
        ),
        (TermKey::YearlyMinimum, "terms.yearly_minimum", words::amount(terms.yearly_minimum)),
        (TermKey::MinimumVolume, "terms.minimum_volume", words::amount(terms.minimum_volume)),
        (TermKey::VolumePeriod, "terms.volume_period", fee_words::period(terms.volume_period)),
        (TermKey::ShortfallRate, "terms.shortfall_rate", words::rate(terms.shortfall_rate)),
        (TermKey::AdditionalFees, "terms.misdirected_fee", fee_words::misdirected_fee(terms)),
        (TermKey::DayCountStart, "terms.day_count_start", fee_words::start(days.start)),
        (TermKey::DayCountStart, "terms.days_from", fee_words::days_from(days)),
        (TermKey::DayCountEnd, "terms.day_end", fee_words::day_end(terms)),
        (TermKey::MinimumDays, "terms.minimum_days", days.minimum_days.to_string()),
        (TermKey::DayCap, "terms.day_cap", fee_words::day_cap(days.cap, terms)),
        (TermKey::ClearanceDays, "terms.clearance_days", terms.clearance_days.to_string()),
    ]
}

/// The parts of the fee's form, for the paragraph that says it.
fn fee_form_values(terms: &Terms) -> Vec<(TermKey, &'static str, String)> {
    let form = |word: &str| (TermKey::FeeForm, "terms.fee_form", word.to_owned());
    match &terms.fee_schedule {
        FeeSchedule::Flat { rate, fixed: None } => {
            vec![form("flat"), (TermKey::FeeFlatRate, "terms.fee_flat_rate", rate.to_string())]
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => vec![
            form("stepped"),
            (TermKey::FeeFirstDays, "terms.fee_first_days", first_days.to_string()),
            (TermKey::FeeFirstRate, "terms.fee_first_rate", first_rate.to_string()),
            (TermKey::FeeStepDays, "terms.fee_step_days", step_days.to_string()),
            (TermKey::FeeStepRate, "terms.fee_step_rate", step_rate.to_string()),
            (TermKey::FeeStepPart, "terms.fee_step_part", fee_words::step_part(*part)),
        ],
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
            let base = fee_words::fee_base(terms.fee_base);
            let sentence = terms.fee_schedule.in_a_contract(&base);
            vec![form("described"), (TermKey::FeeDetails, "terms.fee_words", sentence)]
        }
    }
}
