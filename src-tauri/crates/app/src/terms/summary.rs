//! Terms in a few words, for the client's page and the list.

use factor_domain::ids::ClientId;
use factor_domain::terms::{FeeSchedule, TermKey};
use factor_domain::{Day, Rate, Terms};
use factor_store::Connection;

use crate::clients::wire::{TermsLine, TermsSummary};
use crate::error::AppError;
use crate::terms::{Versions, house};

/// The panel on the client's page shows these, in this order.
const PANEL: [TermKey; 10] = [
    TermKey::PaymentSchedule,
    TermKey::AdvanceRate,
    TermKey::FeeFlatRate,
    TermKey::FeeFirstRate,
    TermKey::FeeStepRate,
    TermKey::FeeDetails,
    TermKey::ClearanceDays,
    TermKey::GraceDays,
    TermKey::RecourseDays,
    TermKey::FacilityLimit,
];

/// The terms panel, and the complete terms it was made from: in force, else the draft, else the
/// house's.
pub(crate) async fn summary_of(
    connection: &mut Connection,
    client_id: ClientId,
    today: Day,
) -> Result<(TermsSummary, Terms), AppError> {
    let house = house(connection).await?;
    let versions = Versions::load(connection, client_id).await?;
    let in_force = versions.in_force(today);
    let coming = versions.signed().filter(|(version, _, _)| version.effective_on > today);
    let terms = in_force.or(coming).map_or_else(
        || Terms::resolve(&house, &versions.own(&house)),
        |(_, terms, _)| terms.clone(),
    );
    let summary = TermsSummary {
        in_force: in_force.map(|(version, _, _)| version.version),
        in_force_since: in_force.map(|(version, _, _)| version.effective_on),
        coming: coming.map(|(version, _, _)| version.version),
        coming_on: coming.map(|(version, _, _)| version.effective_on),
        draft: versions.open().map(|version| version.version),
        lines: lines(&terms),
    };
    Ok((summary, terms))
}

fn lines(terms: &Terms) -> Vec<TermsLine> {
    PANEL
        .iter()
        .filter_map(|&key| {
            let value = terms.value_text(key)?;
            Some(TermsLine { label: label(terms, key), value })
        })
        .collect()
}

fn label(terms: &Terms, key: TermKey) -> String {
    match (&terms.fee_schedule, key) {
        (FeeSchedule::Stepped { first_days, .. }, TermKey::FeeFirstRate) => {
            format!("Fee, first {first_days} days")
        }
        (FeeSchedule::Stepped { step_days, .. }, TermKey::FeeStepRate) => {
            format!("then, each {step_days} days")
        }
        _ => key.label().to_owned(),
    }
}

/// "85%, 2.25 / 30 + 0.75 / 10"
pub(crate) fn short_words(terms: &Terms) -> String {
    let fee = fee_words(&terms.fee_schedule);
    let advance = terms.advance_rate.format_plain();
    format!("{}%, {fee}", advance.strip_suffix(".00").unwrap_or(&advance))
}

/// "2.25 / 30 + 0.75 / 10", without the percent signs.
pub(crate) fn fee_words(schedule: &FeeSchedule) -> String {
    let plain = |rate: &Rate| rate.format_plain();
    match schedule {
        FeeSchedule::Flat { rate, fixed: None } => format!("{} flat", plain(rate)),
        FeeSchedule::Flat { rate, fixed: Some(fixed) } => {
            format!("{} flat + {}", plain(rate), fixed.format_with_code())
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, .. } => {
            format!("{} / {first_days} + {} / {step_days}", plain(first_rate), plain(step_rate))
        }
        FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
            format!("{} / {first_days} + {} a day", plain(first_rate), plain(daily_rate))
        }
        FeeSchedule::Daily { rate } => format!("{} a day", plain(rate)),
        FeeSchedule::Weekly { rate, .. } => format!("{} a week", plain(rate)),
        FeeSchedule::UnearnedRebate { expected_days, full_rate, .. } => {
            format!("{} / {expected_days} with rebate", plain(full_rate))
        }
        FeeSchedule::Interest { index: None, margin, .. } => format!("{} a year", plain(margin)),
        FeeSchedule::Interest { index: Some(index), margin, .. } => {
            format!("{index} + {} a year", plain(margin))
        }
        FeeSchedule::Tiered { tiers } => format!("{} tiers", tiers.len()),
        FeeSchedule::Banded { bands, .. } => format!("{} bands", bands.len() + 1),
        FeeSchedule::Periodic { period_days, rates, .. } => {
            format!("{} periods of {period_days}", rates.len())
        }
        FeeSchedule::Linked { until_days, first, then } => {
            format!("{} to {until_days}, then {}", fee_words(first), fee_words(then))
        }
    }
}
