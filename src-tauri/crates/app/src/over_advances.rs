//! What is left of the over-advances of clients, as the books say it.

use std::collections::BTreeMap;

use factor_domain::settlement::{OverAdvanceGiven, over_advances_left};
use factor_domain::{ClientId, Currency, Day, Money};
use factor_store::Connection;
use factor_store::funding::{self, OverAdvanceOf};

use crate::books::out_of_range;
use crate::error::AppError;
use crate::schedules::wire::OverAdvanceShown;

/// An over-advance that is still out.
#[derive(Clone, Debug)]
pub(crate) struct OverAdvanceOut {
    pub(crate) of: OverAdvanceOf,
    /// Above zero.
    pub(crate) left: Money,
}

/// What is out of one client, the first to expire first.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub(crate) async fn of_client(
    connection: &mut Connection,
    client: ClientId,
    currency: Currency,
) -> Result<Vec<OverAdvanceOut>, AppError> {
    let booked = funding::over_advances(connection, Some(client)).await?;
    left_of(connection, client, currency, booked).await
}

/// What is out of every client that has one.
///
/// # Errors
/// As [`of_client`].
pub(crate) async fn of_all(
    connection: &mut Connection,
    currency: Currency,
) -> Result<BTreeMap<ClientId, Vec<OverAdvanceOut>>, AppError> {
    let mut all = BTreeMap::new();
    for (client, booked) in booked_of_all(connection).await? {
        let out = left_of(connection, client, currency, booked).await?;
        if !out.is_empty() {
            all.insert(client, out);
        }
    }
    Ok(all)
}

/// What was booked of every client, paid back or not.
///
/// # Errors
/// Of the storage.
pub(crate) async fn booked_of_all(
    connection: &mut Connection,
) -> Result<BTreeMap<ClientId, Vec<OverAdvanceOf>>, AppError> {
    let mut all: BTreeMap<ClientId, Vec<OverAdvanceOf>> = BTreeMap::new();
    for one in funding::over_advances(connection, None).await? {
        all.entry(one.client).or_default().push(one);
    }
    Ok(all)
}

/// What of these, all of one client, is still out.
///
/// # Errors
/// As [`of_client`].
pub(crate) async fn left_of(
    connection: &mut Connection,
    client: ClientId,
    currency: Currency,
    mut booked: Vec<OverAdvanceOf>,
) -> Result<Vec<OverAdvanceOut>, AppError> {
    booked.retain(|one| one.agreed.amount.currency() == currency);
    if booked.is_empty() {
        return Ok(Vec::new());
    }
    let moved = funding::charges_without_invoice(connection, client, currency).await?;
    let given: Vec<OverAdvanceGiven> = booked.iter().map(OverAdvanceOut::given).collect();
    let left = over_advances_left(&given, &moved).map_err(out_of_range)?;
    let out = left.into_iter().filter_map(|one| {
        let of = booked.iter().find(|booked| booked.entry == one.of.entry)?;
        Some(OverAdvanceOut { of: of.clone(), left: one.left })
    });
    Ok(out.collect())
}

impl OverAdvanceOut {
    fn given(of: &OverAdvanceOf) -> OverAdvanceGiven {
        OverAdvanceGiven { entry: of.entry, expires_on: of.agreed.expires_on }
    }

    /// Whether its day has passed.
    pub(crate) fn has_expired(&self, today: Day) -> bool {
        Self::given(&self.of).has_expired(today)
    }

    /// "until Dec 15, 2026", "expired Dec 15, 2026"
    pub(crate) fn day_words(&self, today: Day) -> String {
        let word = if self.has_expired(today) { "expired" } else { "until" };
        format!("{word} {}", self.of.agreed.expires_on.format_short())
    }

    /// For the window.
    pub(crate) fn shown(&self, today: Day) -> OverAdvanceShown {
        let agreed = &self.of.agreed;
        let days = agreed.expires_on.days_until(today).max(0);
        OverAdvanceShown {
            schedule_id: self.of.schedule,
            entry: self.of.entry,
            given: agreed.amount,
            left: self.left,
            expires_on: agreed.expires_on,
            is_expired: self.has_expired(today),
            days_late: u32::try_from(days).unwrap_or(u32::MAX),
            day_words: self.day_words(today),
            reason: agreed.reason.clone(),
            asked_by: self.of.asked_by.clone(),
            approved_by: self.of.approved_by.clone(),
            funded_on: self.of.funded_on,
        }
    }
}
