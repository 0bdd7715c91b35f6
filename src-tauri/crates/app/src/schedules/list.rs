//! The list of schedules.

use std::collections::BTreeMap;

use factor_domain::ids::ClientId;
use factor_domain::{ClientStatus, Currency, Day, Money};
use factor_store::StoreError;
use factor_store::funding::FundingState;
use factor_store::schedule::{self as stored, ListedSchedule, ScheduleFilter, ScheduleState};

use crate::books::wire::ClientNamed;
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;
use crate::schedules::page::stage_of;
use crate::schedules::wire::{ScheduleQuery, ScheduleRow, ScheduleRows, ScheduleStage};
use crate::terms::firm_currency;

/// A part of the list, newest first. A limit of nothing, or over 200, means 200.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list_schedules(
    reading: &Reading<'_>,
    input: ScheduleQuery,
) -> Result<ScheduleRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_schedules`], with as many rows as asked for.
///
/// # Errors
/// As [`list_schedules`].
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &ScheduleQuery,
    limit: u32,
) -> Result<ScheduleRows, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    let text = query::text(&input.text);
    let filter = ScheduleFilter {
        client: input.client_id,
        state: input.stage.map(state_of),
        text: &text,
        offset: input.offset,
        limit,
    };
    let found = stored::list(&mut ledger, &filter).await?;
    drop(ledger);
    let mut views: BTreeMap<String, u32> = found.states.into_iter().collect();
    let withdrawn = views.get(ScheduleState::Withdrawn.as_str()).copied().unwrap_or(0);
    let all = views.values().sum::<u32>() - withdrawn;
    let total = match input.stage {
        Some(stage) => views.get(state_of(stage).as_str()).copied().unwrap_or(0),
        None => all,
    };
    views.insert("all".to_owned(), all);
    let rows: Result<Vec<ScheduleRow>, StoreError> =
        found.rows.into_iter().map(|row| shown(row, currency)).collect();
    Ok(ScheduleRows { rows: rows?, total, views })
}

const fn state_of(stage: ScheduleStage) -> ScheduleState {
    match stage {
        ScheduleStage::Draft => ScheduleState::Draft,
        ScheduleStage::Submitted => ScheduleState::Submitted,
        ScheduleStage::Purchased => ScheduleState::Purchased,
        ScheduleStage::Withdrawn => ScheduleState::Withdrawn,
    }
}

fn shown(row: ListedSchedule, currency: Currency) -> Result<ScheduleRow, StoreError> {
    let bad = |cause: &dyn std::fmt::Display| {
        StoreError::bad_row("schedule_of_accounts", cause.to_string())
    };
    let day = |text: &str| Day::from_iso(text).map_err(|cause| bad(&cause));
    let money = |minor| Money::new(minor, currency).map_err(|cause| bad(&cause));
    let state =
        ScheduleState::from_word(&row.state).ok_or_else(|| bad(&"a state that cannot be"))?;
    let is_funded = row.funding_state.as_deref() == Some(FundingState::Confirmed.as_str());
    let words = words(&row, state);
    Ok(ScheduleRow {
        id: row.schedule(),
        number: row.number,
        client: ClientNamed { id: ClientId::new(row.client_id), name: row.client_name },
        client_status: ClientStatus::from_word(&row.client_status)
            .ok_or_else(|| bad(&"a client's state that cannot be"))?,
        offered_on: day(&row.offered_on)?,
        stage: stage_of(state),
        stage_words: words,
        invoices: row.lines,
        face: money(row.face_minor)?,
        bought: row.bought_minor.filter(|_| is_funded).map(money).transpose()?,
        paid: row.paid_minor.filter(|_| is_funded).map(money).transpose()?,
        funded_on: row.funded_on.as_deref().map(day).transpose()?,
    })
}

fn words(row: &ListedSchedule, state: ScheduleState) -> String {
    match (state, &row.funding_by) {
        (ScheduleState::Draft, _) if !row.reason.is_empty() => "Sent back".to_owned(),
        (ScheduleState::Draft, _) => "Draft".to_owned(),
        (ScheduleState::Submitted, Some(by)) => format!("Prepared by {by}"),
        (ScheduleState::Submitted, None) => "Submitted".to_owned(),
        (ScheduleState::Purchased, _) => "Funded".to_owned(),
        (ScheduleState::Withdrawn, _) => "Withdrawn".to_owned(),
    }
}
