//! The table of a commercial-finance disclosure, and the figures that stand in it.

use serde::{Deserialize, Serialize};

use super::facts::put;
use super::filled::Run;
use super::schedule_one::charge;
use super::template::Condition;
use super::value::{ValueSource, Values};
use crate::apr::{DisclosureRule, OF_FIRST_PURCHASE, OfferExample};
use crate::day::Day;
use crate::money::Money;
use crate::terms::{AdditionalFee, FeeSchedule, Terms};
use crate::text::DataId;

/// What a law wants on a disclosure, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DisclosureWording {
    /// The jurisdiction whose rule it answers: `us_ca`.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub jurisdiction: DataId,
    /// The first row, over all columns, in italics; empty for none.
    #[serde(default)]
    pub assumption: String,
    /// The other rows.
    pub rows: Vec<DisclosureRow>,
}

/// A row: what it is, the figure, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DisclosureRow {
    /// "Funding Provided".
    pub name: String,
    /// The figure with its merge fields.
    pub figure: String,
    /// The sentences beside it, one after the other.
    pub sentences: Vec<DisclosureSentence>,
    /// Printed only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// A sentence of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DisclosureSentence {
    /// The sentence with its merge fields.
    pub text: String,
    /// Printed only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

impl DisclosureWording {
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let rows = self.rows.iter_mut();
        let of_rows = rows.flat_map(|row| {
            let sentences = row.sentences.iter_mut().map(|sentence| &mut sentence.text);
            std::iter::once(&mut row.figure).chain(sentences)
        });
        std::iter::once(&mut self.assumption).chain(of_rows)
    }
}

/// The table with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledDisclosure {
    /// The first row, over all columns; empty for none.
    pub assumption: Vec<Run>,
    /// The other rows.
    pub rows: Vec<FilledDisclosureRow>,
}

/// A row with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FilledDisclosureRow {
    /// "Funding Provided".
    pub name: String,
    /// "$8,000.00".
    pub figure: Vec<Run>,
    /// What it means.
    pub text: Vec<Run>,
}

/// What is disclosed: the terms offered, the rule that asks for it, and its example.
#[derive(Clone, Copy)]
pub struct Disclosed<'a> {
    /// The terms offered.
    pub terms: &'a Terms,
    /// Their number, from 1.
    pub terms_version: u32,
    /// The rule.
    pub rule: &'a DisclosureRule,
    /// The example at these terms.
    pub example: &'a OfferExample,
    /// The day on which the invoice of the example is paid.
    pub due_on: Day,
}

/// Adds the figures of a disclosure to the values of its paper.
pub fn put_disclosed(values: &mut Values, of: Disclosed<'_>) {
    let Disclosed { terms, rule, example, .. } = of;
    let figures = &example.figures;
    let days = figures.term_days;
    let term = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let other = other_charges(terms);
    let source = ValueSource::Terms { version: of.terms_version };
    for (path, text) in [
        ("disclosure.invoice", amount(example.face)),
        ("disclosure.term", term),
        ("disclosure.due_date", of.due_on.format_long()),
        ("disclosure.advance", amount(figures.funds_provided)),
        ("disclosure.prepaid", amount(example.prepaid.value)),
        ("disclosure.amount_financed", amount(figures.amount_financed.value)),
        ("disclosure.finance_charge", amount(figures.finance_charge.value)),
        ("disclosure.apr", figures.apr.value.to_string()),
        ("disclosure.total_payment", amount(example.total_payment.value)),
        ("disclosure.reserve", amount(example.reserve.value)),
        ("disclosure.priced_by", priced_by(terms).to_owned()),
        ("disclosure.other_charges", other.clone()),
        ("disclosure.has_other_charges", if other.is_empty() { "no" } else { "yes" }.to_owned()),
    ] {
        put(values, path, source, &text);
    }
    put(values, "disclosure.law", ValueSource::Contract, rule.title.as_str());
}

/// The rules are in dollars, and the laws write them with their sign.
fn amount(money: Money) -> String {
    format!("${}", money.format_grouped())
}

/// Whether any part of the price is a rate of interest.
fn priced_by(terms: &Terms) -> &'static str {
    let further = terms.further_fees.iter().map(|fee| &fee.schedule);
    let is_interest = |schedule: &FeeSchedule| match schedule {
        FeeSchedule::Interest { .. } | FeeSchedule::Linked { .. } => true,
        FeeSchedule::Flat { .. }
        | FeeSchedule::Stepped { .. }
        | FeeSchedule::BlockThenDaily { .. }
        | FeeSchedule::Tiered { .. }
        | FeeSchedule::Banded { .. }
        | FeeSchedule::Daily { .. }
        | FeeSchedule::Weekly { .. }
        | FeeSchedule::UnearnedRebate { .. }
        | FeeSchedule::Periodic { .. } => false,
    };
    let mut all = std::iter::once(&terms.fee_schedule).chain(further);
    if all.any(is_interest) { "interest" } else { "fees" }
}

/// The charges that the example does not count because they need not fall due; empty for none.
fn other_charges(terms: &Terms) -> String {
    let is_prepaid = |fee: &&AdditionalFee| OF_FIRST_PURCHASE.contains(&fee.kind);
    let fees = terms.additional_fees.iter().filter(|fee| !is_prepaid(fee)).map(|fee| {
        let row = charge(fee);
        format!("{}: {} ({})", row.charge, row.amount, lower_first(&row.when))
    });
    let mut all: Vec<String> = fees.collect();
    for (least, period) in [
        (terms.monthly_minimum, "month"),
        (terms.quarterly_minimum, "quarter"),
        (terms.yearly_minimum, "year"),
    ] {
        if least.is_positive() {
            let least = amount(least);
            all.push(format!("What fees of a calendar {period} lack of {least}"));
        }
    }
    if terms.minimum_volume.is_positive() && !terms.shortfall_rate.is_zero() {
        let (rate, least) = (terms.shortfall_rate, amount(terms.minimum_volume));
        all.push(format!("Volume below {least} in a period: {rate} of what is missing"));
    }
    if terms.charges_client_late() {
        let rate = terms.late_interest_rate;
        all.push(format!("Late charge on an invoice not paid when due: {rate} a year"));
    }
    if !terms.early_termination_rate.is_zero() {
        let rate = terms.early_termination_rate;
        all.push(format!("Leaving the agreement early: {rate} of the Facility Limit"));
    }
    all.join("; ")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
