//! Releases of reserve and escrow: the rules they are held by, the holds that people place, what is
//! earned and owed, and the runs.

mod earned;
mod hold;
mod run;

#[cfg(test)]
pub(crate) mod tests;

pub use earned::{
    ChargedInvoice, charged_invoices, earned_invoices, escrow_clients, last_charge_without_invoice,
};
pub use hold::{HoldKind, NewHold, StandingHold, hold, lift, place, standing_holds};
pub use run::{
    NewRun, PayMethod, Run, RunEnd, RunFilter, RunPage, RunScope, RunSource, RunState, RunSums,
    confirm, discard, insert, load, prepared, reverse, runs,
};

use factor_domain::settlement::PastDue;
use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

/// By what the firm's releases are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseRules {
    /// Days since its date beyond which an open invoice holds; none for no limit.
    pub hold_age_days: Option<u16>,
    /// Days after which a client is to have paid what it is charged.
    pub charge_days: u16,
    /// What a debt past due does.
    pub past_due: PastDue,
}

impl Default for ReleaseRules {
    /// What a firm starts with: reserves are held to cover an invoice of more than 120 days.
    fn default() -> ReleaseRules {
        ReleaseRules { hold_age_days: Some(120), charge_days: 30, past_due: PastDue::Holds }
    }
}

const fn word(past_due: PastDue) -> &'static str {
    match past_due {
        PastDue::Holds => "holds",
        PastDue::IsRecovered => "is_recovered",
    }
}

/// The firm's rules, or those it starts with.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn rules(connection: &mut SqliteConnection) -> Result<ReleaseRules, StoreError> {
    let row: Option<(Option<i64>, i64, String)> = sqlx::query_as(
        "SELECT hold_age_days, charge_days, past_due FROM release_rules WHERE id = 1",
    )
    .fetch_optional(connection)
    .await?;
    let Some((age, charge, past_due)) = row else { return Ok(ReleaseRules::default()) };
    let days = |days: i64| u16::try_from(days).map_err(|e| StoreError::bad_row("release_rules", e));
    let known = [PastDue::Holds, PastDue::IsRecovered].into_iter().find(|k| word(*k) == past_due);
    Ok(ReleaseRules {
        hold_age_days: age.map(days).transpose()?,
        charge_days: days(charge)?,
        past_due: known.ok_or_else(|| StoreError::bad_row("release_rules", "unknown word"))?,
    })
}

/// Keeps the firm's rules.
///
/// # Errors
/// Only of the storage.
pub async fn set_rules(tx: &mut Tx<'_>, rules: &ReleaseRules, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO release_rules (id, hold_age_days, charge_days, past_due, saved_at)
         VALUES (1, $1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET hold_age_days = excluded.hold_age_days,
           charge_days = excluded.charge_days, past_due = excluded.past_due,
           saved_at = excluded.saved_at",
    )
    .bind(rules.hold_age_days)
    .bind(rules.charge_days)
    .bind(word(rules.past_due))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
